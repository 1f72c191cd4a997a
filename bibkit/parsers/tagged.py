"""Tagged lines (``TY  - JOUR``) to records."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from bibkit.diagnostics import Diagnostic, Report
from bibkit.inputs import Input
from bibkit.model import Field, Record, Source

_TEXT = "@text"
"""The tag of lines that stand in a record before its first field."""


def parse(source: Input, syntax: Mapping[str, Any], report: Report) -> Iterator[Record]:
    """One record from ``syntax["kind"]``'s tag to ``syntax["end"]``'s, or to the next kind.

    ``syntax["line"]`` is the pattern of a tagged line with the groups ``tag`` and ``value``;
    any other line continues the value above it. What stands outside of records is told and
    kept as a failed record.
    """
    tagged = _pattern(syntax["line"])
    kind_tag, end_tag = syntax["kind"], syntax["end"]
    record: _Open | None = None
    stray = _Stray(source.path)
    for number, line in enumerate(source.text.split("\n"), 1):
        found = tagged(line)
        tag = found["tag"].upper() if found else ""
        if tag == kind_tag:
            yield from stray.records(report)
            if record:
                yield record.closed()
            record = _Open((found["value"] or "").strip(), Source(source.path, number))
        elif record is None:
            if tag != end_tag:
                stray.add(line, number)
        elif tag == end_tag:
            yield record.closed()
            record = None
        elif found:
            record.begin(tag, (found["value"] or "").strip(), number)
        else:
            record.go_on(line.strip(), number)
    yield from stray.records(report)
    if record:
        yield record.closed()


@lru_cache
def _pattern(pattern: str) -> Any:
    return re.compile(pattern).match


class _Open:
    """A record whose end has not come yet."""

    def __init__(self, kind: str, source: Source) -> None:
        self.kind = kind
        self.source = source
        self.fields: list[Field] = []
        self.further: list[str] = []
        """The lines behind the first one of the last field."""

    def begin(self, tag: str, value: str, line: int) -> None:
        if self.further:
            self._end_field()
        self.fields.append(Field(tag, value, line))

    def go_on(self, text: str, line: int) -> None:
        """A line without a tag; a blank one counts where the value goes on behind it."""
        if self.fields:
            self.further.append(text)
        elif text:
            self.begin(_TEXT, text, line)

    def _end_field(self) -> None:
        tag, value, line = self.fields[-1]
        self.fields[-1] = Field(tag, "\n".join([str(value), *self.further]).strip(), line)
        self.further = []

    def closed(self) -> Record:
        if self.further:
            self._end_field()
        return Record(self.kind, tuple(self.fields), self.source)


class _Stray:
    """The lines outside of records since the last record."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.lines: list[str] = []
        self.line = 0

    def add(self, line: str, number: int) -> None:
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
