"""Tagged lines (``TY  - JOUR``) to records."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from bibkit.diagnostics import Diagnostic, Report
from bibkit.inputs import Input
from bibkit.model import Field, Record, Source
from bibkit.patterns import lazy

_TEXT = "@text"
"""The tag of lines that stand in a record before its first field."""


def parse(source: Input, syntax: Mapping[str, Any], report: Report) -> Iterator[Record]:
    """One record from ``syntax["kind"]``'s tag to ``syntax["end"]``'s, or to the next kind.

    ``syntax["line"]`` is the pattern of a tagged line with the groups ``tag`` and ``value``;
    any other line continues the value above it. Lines broken to the widths of
    ``syntax["wrapped"]`` are joined again. ``syntax["renamed"]`` gives the tags of a kind
    their usual ones. What stands outside of records is told and kept as a failed record,
    but for lines like ``syntax["outside"]``, which belong to the file and not to a reference.
    """
    tagged = _pattern(syntax["line"])
    kind_tag, end_tag = syntax["kind"], syntax["end"]
    record: _Open | None = None
    stray = _Stray(
        source.path, _pattern(syntax["outside"] + "$") if "outside" in syntax else None
    )
    widths = range(*syntax["wrapped"]) if "wrapped" in syntax else range(0)
    renamed: Mapping[str, Mapping[str, str]] = syntax.get("renamed", {})
    for number, line in enumerate(source.text.split("\n"), 1):
        found = tagged(line)
        tag = found["tag"].upper() if found else ""
        if tag == kind_tag:
            yield from stray.records(report)
            if record:
                yield record.closed()
            kind = (found["value"] or "").strip()
            record = _Open(
                kind, Source(source.path, number), widths, renamed.get(kind.upper(), {})
            )
        elif record is None:
            if tag != end_tag:
                stray.add(line, number, report)
        elif tag == end_tag:
            yield record.closed()
            record = None
        elif found:
            record.begin(tag, (found["value"] or "").strip(), number, len(line.rstrip()))
        else:
            record.go_on(line, number)
    yield from stray.records(report)
    if record:
        yield record.closed()


@lru_cache
def _pattern(pattern: str) -> Any:
    return re.compile(pattern).match


class _Open:
    """A record whose end has not come yet."""

    def __init__(
        self, kind: str, source: Source, widths: range, renamed: Mapping[str, str]
    ) -> None:
        self.kind = kind
        self.source = source
        self.widths = widths
        self.renamed = renamed
        self.fields: list[Field] = []
        self.width = 0
        """That of the first line of the last field."""
        self.further: list[str] = []
        """The lines behind the first one of the last field."""

    def begin(self, tag: str, value: str, line: int, width: int = 0) -> None:
        if self.further:
            self._end_field()
        self.fields.append(Field(self.renamed.get(tag, tag), value, line))
        self.width = width

    def go_on(self, line: str, number: int) -> None:
        """A line without a tag; a blank one counts where the value goes on behind it."""
        if self.fields:
            self.further.append(line.rstrip())
        elif text := line.strip():
            self.begin(_TEXT, text, number)

    def _end_field(self) -> None:
        tag, value, line = self.fields[-1]
        whole = _joined(str(value), self.width, self.further, self.widths)
        self.fields[-1] = Field(tag, whole, line)
        self.further = []

    def closed(self) -> Record:
        if self.further:
            self._end_field()
        return Record(self.kind, tuple(self.fields), self.source)


_OWN_LINE = lazy(r" \S|\s*[*•–-]\s")
"""A line that no program broke off: with one blank before it, or a mark of lists."""
_SENTENCE_END = lazy(r".*[.!?:;]")


def _joined(value: str, width: int, further: list[str], widths: range) -> str:
    """The lines of a value; those that a program broke at a width joined by blanks.

    A break is a program's where the next line's first word had no place left within the
    widest line, and where some line ends so within a sentence: paragraphs do not.
    """
    lines = [value, *(line.strip() for line in further)]
    taken = [width, *map(len, further)]
    widest = max(taken)
    broken = [False] * len(further)
    if widest in widths:
        broken = [
            bool(following)
            and taken[place] + 1 + len(following.split()[0]) > widest
            and not _OWN_LINE.match(further[place])
            for place, following in enumerate(lines[1:])
        ]
        if not any(
            ends and not _SENTENCE_END.fullmatch(line)
            for ends, line in zip(broken, lines, strict=False)
        ):
            broken = [False] * len(further)
    parts = [lines[0]]
    for ends, line in zip(broken, lines[1:], strict=True):
        parts += (" " if ends and parts[-1] else "\n", line)
    return "".join(parts).strip()


class _Stray:
    """The lines outside of records since the last record."""

    def __init__(self, path: str, outside: Callable[[str], object] | None) -> None:
        self.path = path
        self.outside = outside
        self.lines: list[str] = []
        self.line = 0

    def add(self, line: str, number: int, report: Report) -> None:
        if self.outside and self.outside(line.strip()):
            message = f"{line.strip()[:40]!r} belongs to no record"
            report(Diagnostic("unread-line", message, Source(self.path, number)))
            return
        if not self.lines:
            if not line.strip():
                return
            self.line = number
        self.lines.append(line)

    def records(self, report: Report) -> Iterator[Record]:
        if not self.lines:
            return
        where = Source(self.path, self.line)
        message = f"{self.lines[0].strip()[:40]!r} stands outside of any record"
        report(Diagnostic("failed-record", message, where))
        yield Record("", (Field("@raw", "\n".join(self.lines).rstrip(), self.line),), where)
        self.lines = []
