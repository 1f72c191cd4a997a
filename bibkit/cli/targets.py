"""What a run writes and in which formats, and what the written files do not hold."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bibkit.diagnostics import LOSSES, Diagnostic
from bibkit.errors import UnwritableError, UsageError
from bibkit.model import Citation

STDOUT = "-"
"""The name of standard output among the targets."""

_SHOWN = 10
"""Letters of which it is said that an encoding lacks them."""


def targets_of(outputs: Sequence[str], to: str | None, into: str | None) -> dict[str, str]:
    """The files to write, each with its format: ``to``, or its own.

    ``into`` is the library that is merged into.

    Raises:
        UsageError: one is named twice.
        UnwritableError: one cannot be written.
        UnknownFormatError: one is in no format that is written.
    """
    from bibkit import outputs as files

    targets: dict[str, str] = {}
    for output in [str(Path(output)) for output in outputs] or [into or STDOUT]:
        if output != STDOUT:
            files.check_target(Path(output))
        if output in targets:
            raise UsageError(f"{output}: named twice as a file to write")
        targets[output] = to or _format_of(output, into)
    return targets


def _format_of(output: str, into: str | None) -> str:
    """The format of a target: its suffix's; a library stays in the one that it is in."""
    from bibkit import registry
    from bibkit.diagnostics import ignore
    from bibkit.inputs import open_input

    if output == STDOUT:
        return "bibtex"
    library = Path(output)
    if output == into and library.is_file() and library.stat().st_size:
        held = registry.recognized(open_input(output, ignore)).name
        return registry.find_writable(held).name
    return registry.for_path(output).name


def reports_of(paths: Sequence[str], targets: dict[str, str], *, pages: bool) -> list[str]:
    """The files that take reports; with ``pages`` one may be a web page.

    Raises:
        UsageError: one is named twice, or is no page here.
        UnwritableError: one cannot be written.
    """
    from bibkit import outputs as files

    reports = [str(Path(each)) for each in paths]
    for place, each in enumerate(reports):
        files.check_target(Path(each))
        if each in targets or each in reports[:place]:
            raise UsageError(f"{each}: named twice as a file to write")
        if is_page(each) and not pages:
            raise UsageError(f"{each}: this report is JSON; a page is merge's alone")
    return reports


def is_page(path: str) -> bool:
    """Whether a report's file shall hold a web page."""
    return Path(path).suffix.lower() in (".html", ".htm")


def reencoded(path: str, text: str) -> tuple[bytes, bytes]:
    """The bytes of a library's file, and those of its new text in the encoding that it has.

    Raises:
        UnwritableError: the encoding lacks letters of the text.
    """
    from bibkit.diagnostics import ignore
    from bibkit.reencoding import charset_of

    before = Path(path).read_bytes()
    charset = charset_of(before, path, ignore)
    if lacking := charset.lacks(text):
        letters = ", ".join(lacking[:_SHOWN])
        raise UnwritableError(
            f"{path}: {charset.name} has no {letters}; give --ascii, or save the library "
            "as UTF-8 first"
        )
    return before, charset.encode(text)


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
