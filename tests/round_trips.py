"""How much of CSL-JSON comes back from another format: facts kept, items unharmed.

    python -m tests.round_trips FILE.json [FORMAT ...] [--show N]

A fact is a member of an item, or of its ``custom``; through another format than CSL-JSON,
in CSL 1.0.2's own words (``title-short`` for ``shortTitle``). Names and dates are compared by
what they say (``{"family": "Doe"}`` is one name however many members stand beside it), numbers
as their text.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import bibkit
from bibkit.diagnostics import Diagnostic
from bibkit.spelling import WRITTEN, beyond_spelling

FORMATS = ("csl-json", "biblatex", "bibtex", "ris")
_ABSENT: tuple[Any, ...] = ("", None, [], {})
_OWN = frozenset({"custom/sources"})
"""Where an item was read is no fact of the item."""


@dataclass
class Tally:
    """The facts and items of a corpus, those that came back, and those that did not."""

    facts: int = 0
    kept: int = 0
    items: int = 0
    unharmed: int = 0
    lost: list[tuple[str, str, Any, Any]] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"facts {self.kept}/{self.facts} ({_percent(self.kept, self.facts)}), "
            f"items {self.unharmed}/{self.items} ({_percent(self.unharmed, self.items)})"
        )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "none"


def facts(item: Mapping[str, Any]) -> dict[str, Any]:
    """The members of an item by name, ``custom/...`` for those inside ``custom``."""
    found: dict[str, Any] = {}
    for name, value in item.items():
        if name == "custom" and isinstance(value, dict):
            found.update({f"custom/{inner}": _plain(v) for inner, v in value.items()})
        else:
            found[name] = _plain(value)
    return {n: v for n, v in found.items() if v not in _ABSENT and n not in _OWN}


def _plain(value: Any) -> Any:
    """A value with its numbers as text and without members that hold nothing."""
    if isinstance(value, dict):
        plain = {name: _plain(inner) for name, inner in value.items()}
        return {name: inner for name, inner in plain.items() if inner not in _ABSENT}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value


def through(
    items: Sequence[Mapping[str, Any]], format: str
) -> tuple[list[dict[str, Any]], list[Diagnostic]]:
    """``items`` read, written in ``format``, read back and written again; what was told."""
    told: list[Diagnostic] = []
    citations = bibkit.read(json.dumps(items).encode(), "csl-json")
    text = "".join(bibkit.write(citations, format, report=told.append))
    again = bibkit.read(text.encode(), format, report=told.append)
    back: list[dict[str, Any]] = json.loads("".join(bibkit.write(again, "csl-json")))
    return back, told


def in_own_words(items: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """``items`` without the spellings that say nothing new: old names, dashes, addresses."""
    citations = (
        bibkit.replace(citation, extra=_without_spelling(citation.extra))
        for citation in bibkit.read(json.dumps(items).encode(), "csl-json")
    )
    plain: list[dict[str, Any]] = json.loads("".join(bibkit.write(citations, "csl-json")))
    return plain


def _without_spelling(extra: Mapping[str, Any]) -> dict[str, Any]:
    kept = dict(extra)
    if more := beyond_spelling(kept.pop(f"csl-json/{WRITTEN}", ())):
        kept[f"csl-json/{WRITTEN}"] = more
    return kept


def tally(items: Sequence[Mapping[str, Any]], format: str) -> Tally:
    """What comes back of ``items`` from ``format``."""
    back, _ = through(items, format)
    if format != "csl-json":
        items = in_own_words(items)
    count = Tally(items=len(items))
    if len(back) != len(items):
        raise ValueError(f"{len(items)} items written, {len(back)} read back")
    for item, again in zip(items, back, strict=True):
        given, returned = facts(item), facts(again)
        lost = [name for name, value in given.items() if returned.get(name) != value]
        count.facts += len(given)
        count.kept += len(given) - len(lost)
        count.unharmed += not lost
        count.lost += (
            (str(item.get("id")), name, given[name], returned.get(name)) for name in lost
        )
    return count


def _shown(count: Tally, most: int) -> Iterator[str]:
    frequent = Counter(name for _, name, _, _ in count.lost).most_common()
    yield "  " + ", ".join(f"{name} {number}" for name, number in frequent)
    shown: Counter[str] = Counter()
    for key, name, given, returned in count.lost:
        shown[name] += 1
        if shown[name] <= most:
            yield f"  {key} {name}\n    - {given!r}\n    + {returned!r}"


def main() -> None:
    """Measure a file."""
    parser = argparse.ArgumentParser(description="What of CSL-JSON comes back.")
    parser.add_argument("file", type=Path)
    parser.add_argument("formats", nargs="*", default=FORMATS)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="losses a member")
    options = parser.parse_intermixed_args()
    items = json.loads(options.file.read_text(encoding="utf-8"))
    for format in options.formats:
        count = tally(items, format)
        lines = [f"{format}: {count}", *(_shown(count, options.show) if options.show else ())]
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
