"""What a conversion lost: every fact of the sources that a written file does not hold."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from bibkit.diagnostics import LOSSES, Diagnostic
from bibkit.model import Citation


class Loss(NamedTuple):
    """One fact that one file does not hold, or holds as another."""

    target: str
    format: str
    key: str
    told: Diagnostic

    def as_json(self) -> dict[str, Any]:
        """The loss as ``--report`` writes it."""
        return {
            "source": self.told.source.path,
            "line": self.told.source.line,
            "key": self.key,
            "target": self.target,
            "format": self.format,
            "field": self.told.field,
            "code": self.told.code,
            "message": self.told.message,
        }


class Losses:
    """The losses of a run, file by file."""

    def __init__(self) -> None:
        self.all: list[Loss] = []

    def of(self, target: str, format: str) -> Callable[[Citation, Diagnostic], None]:
        """Takes what is told while ``target`` is written, each with its citation."""

        def take(citation: Citation, told: Diagnostic) -> None:
            if told.code in LOSSES:
                self.all.append(Loss(target, format, citation.key, told))

        return take

    def text(self) -> Iterator[str]:
        """The report: a JSON array, one loss a line."""
        opening = "["
        for loss in self.all:
            yield f"{opening}\n{json.dumps(loss.as_json(), ensure_ascii=False)}"
            opening = ","
        yield "\n]\n" if self.all else "[]\n"

    def summary(self, target: str, total: str) -> str:
        """``5 facts in 3 of 208 citations (more_authors 3, ...)``; nothing where none is."""
        lost = [loss for loss in self.all if loss.target == target]
        if not lost:
            return ""
        fields = Counter(loss.told.field for loss in lost).most_common()
        named = [f"{field} {count}" for field, count in fields[:_NAMED]]
        more = ", ..." if len(fields) > _NAMED else ""
        facts = "1 fact" if len(lost) == 1 else f"{len(lost):,} facts"
        citations = len({(loss.key, loss.told.source) for loss in lost})
        return f"{facts} in {citations:,} of {total} ({', '.join(named)}{more})"


_NAMED = 5  # fields in the summary
