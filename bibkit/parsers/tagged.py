"""Tagged lines (``TY  - JOUR``) to records."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain, count, pairwise
from typing import Any, TypeAlias

from bibkit.diagnostics import Diagnostic, Report
from bibkit.inputs import Input
from bibkit.model import Field, Record, Source, new_field
from bibkit.patterns import lazy
from bibkit.retagging import Retagging

_TEXT = "@text"
"""The tag of lines that stand in a record before its first field."""
_CHUNK = 1 << 16
"""Characters whose lines are taken apart at once."""
_Row: TypeAlias = tuple[str, str, str]
"""A line: its tag and value, or the text of one without a tag."""
_Rows: TypeAlias = Callable[[str], Sequence[_Row]]


def parse(source: Input, syntax: Mapping[str, Any], report: Report) -> Iterator[Record]:
    """One record from ``syntax["kind"]``'s tag to ``syntax["end"]``'s, or to the next kind.

    ``syntax["line"]`` is the pattern of a tagged line with the groups ``tag`` and ``value``;
    any other line continues the value above it. Where no line of a source begins a record
    by that pattern, ``syntax["loose"]`` is tried. Lines broken to the widths of
    ``syntax["wrapped"]`` are joined again. What tags mean beside one another is put right
    as ``retagging.Retagging`` says. A record without a kind is of ``syntax["untyped"]``.
    What stands outside of records is told and kept as a failed record, but for lines like
    ``syntax["outside"]``, which belong to the file and not to a reference. A record is given
    as soon as its lines were read. ``syntax["format"]`` is the name that sources have.
    """
    chunks = _chunks(source.pieces())
    first = next(chunks, "")
    rows = _fitting(syntax, first)
    return _Parsing(source.path, syntax, report).records(chain([first], chunks), rows)


def _chunks(pieces: Iterable[str]) -> Iterator[str]:
    """The text in chunks of whole lines, without the newline at their ends."""
    for piece in pieces:
        start, size = 0, len(piece) - piece.endswith("\n")
        while start <= size:
            end = piece.find("\n", start + _CHUNK, size)
            end = size if end < 0 else end
            yield piece[start:end]
            start = end + 1


def _fitting(syntax: Mapping[str, Any], text: str) -> _Rows:
    """What takes lines apart by the first pattern by which a record begins in ``text``."""
    patterns = [syntax[name] for name in ("line", "loose") if name in syntax]
    for pattern in patterns if len(patterns) > 1 else ():
        rows = _rows(pattern)
        if any(row[0].upper() == syntax["kind"] for row in rows(text)):
            return rows
    return _rows(patterns[0])


@lru_cache
def _rows(pattern: str) -> _Rows:
    """What takes a text apart: a row a line, whether the pattern knows it or not."""
    tagged = re.compile(pattern)
    usual = dict(tagged.groupindex) == {"tag": 1, "value": 2} and tagged.groups == 2
    if usual and pattern.startswith("^") and not _LEAVES_ITS_LINE.search(pattern):
        return re.compile(f"(?:{pattern})|^(.*)$", re.M).findall

    def rows(text: str) -> Sequence[_Row]:
        found = ((tagged.match(line), line) for line in text.split("\n"))
        return [
            (match["tag"], match["value"] or "", "") if match else ("", "", line)
            for match, line in found
        ]

    return rows


_LEAVES_ITS_LINE = lazy(r"\\[^dbwtx.()\[\]|*+?-]|\[\^|\n|\(\?[^P:=!<]")
"""What in a pattern may match the end of a line, or look beyond it."""


class _Chunk:
    """Lines of a source, taken apart."""

    def __init__(self, text: str, line: int, rows: _Rows, retagging: Retagging) -> None:
        self.text = text
        self.line = line
        self.rows = rows(text)
        self.tags = [row[0] for row in self.rows]
        if not "".join(self.tags).isupper():
            self.tags = [tag.upper() for tag in self.tags]
        self.values = [row[1].strip() for row in self.rows]
        self.open_lists = retagging.has_open_lists(self.tags, self.values)

    def end_values(self, ending: str) -> None:
        """Take the end of a record from behind the last value, where it has no line."""
        for place, value in enumerate(self.values):
            if value.endswith(ending):
                self.values[place] = value.removesuffix(ending).rstrip()

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")


_Piece: TypeAlias = tuple[_Chunk, int, int]
"""Some lines of a chunk: the first, and the one behind the last."""


class _Parsing:
    """A source on its way to records: the one that is open, or what is outside of any."""

    def __init__(self, path: str, syntax: Mapping[str, Any], report: Report) -> None:
        self.path = path
        self.format: str = syntax.get("format", "")
        self.kind_tag, self.end_tag = syntax["kind"], syntax["end"]
        self.widths = range(*syntax["wrapped"]) if "wrapped" in syntax else range(0)
        self.untyped: str | None = syntax.get("untyped")
        self.retagging = Retagging(syntax)
        self.outside = re.compile(syntax["outside"]).fullmatch if "outside" in syntax else None
        self.report = report
        self.ending, self.beginning = f"{self.end_tag}  -", f"{self.kind_tag}  -"
        self.kind: str | None = None
        self.line = 0
        self.pieces: list[_Piece] = []

    def records(self, chunks: Iterable[str], rows: _Rows) -> Iterator[Record]:
        """The records of a source whose text comes in chunks of whole lines."""
        ends = {self.kind_tag, self.end_tag}
        line = 1
        for text in chunks:
            chunk = _Chunk(text, line, rows, self.retagging)
            if text.count(self.ending) > chunk.tags.count(self.end_tag):
                chunk.end_values(f" {self.ending}")
            start = 0
            for mark in [place for place, tag in enumerate(chunk.tags) if tag in ends]:
                if start < mark:
                    self.pieces.append((chunk, start, mark))
                start = mark + 1
                begins, value = chunk.tags[mark] == self.kind_tag, chunk.values[mark]
                if value and not begins:
                    begins, value = self.behind_end(value, line + mark)
                if begins or self.kind is not None:
                    yield from self.closed()
                    self.kind = value.rstrip(" .,;") if begins else None
                    self.line = line + mark
                elif self.untyped is not None and self.pieces:
                    yield from self.kindless(self.untyped)
            line += len(chunk.rows)
            if start < len(chunk.rows):
                self.pieces.append((chunk, start, len(chunk.rows)))
        yield from self.closed()

    def behind_end(self, value: str, line: int) -> tuple[bool, str]:
        """Whether a record begins in the line of an end, and its kind; others are told."""
        if value.startswith(self.beginning):
            return True, value.removeprefix(self.beginning).strip()
        message = f"{value[:40]!r} behind the end of a record belongs to none"
        self.report(Diagnostic("unread-line", message, Source(self.path, line)))
        return False, ""

    def closed(self) -> Iterator[Record]:
        """The record that is open, or what stood outside of any."""
        pieces, self.pieces = self.pieces, []
        if self.kind is None:
            yield from self.stray(pieces)
            return
        yield self.record(self.kind, pieces)

    def kindless(self, kind: str) -> Iterator[Record]:
        """A record whose end is there and whose kind is not."""
        lines = [
            (chunk, place) for chunk, start, end in self.pieces for place in range(start, end)
        ]
        begin = next((n for n, (chunk, place) in enumerate(lines) if chunk.tags[place]), None)
        if begin is None:
            return
        yield from self.stray([(chunk, place, place + 1) for chunk, place in lines[:begin]])
        chunk, place = lines[begin]
        self.line = chunk.line + place - 1
        where = Source(self.path, self.line + 1, self.format)
        message = f"a record without {self.kind_tag}: read as {kind}"
        self.report(Diagnostic("unknown-type", message, where))
        record = self.record(kind, [(chunk, p, p + 1) for chunk, p in lines[begin:]])
        self.pieces = []
        yield record._replace(source=where)

    def record(self, kind: str, pieces: Sequence[_Piece]) -> Record:
        """The record whose lines these are; all behind that of its kind."""
        if len(pieces) == 1:
            ((chunk, start, end),) = pieces
            tags, values = chunk.tags[start:end], chunk.values[start:end]
            open_lists = chunk.open_lists
        else:
            tags = [tag for chunk, start, end in pieces for tag in chunk.tags[start:end]]
            values = [text for chunk, start, end in pieces for text in chunk.values[start:end]]
            open_lists = any(chunk.open_lists for chunk, _, _ in pieces)
        first = self.line + 1
        if "" in tags:
            lines = [line for chunk, start, end in pieces for line in chunk.lines[start:end]]
            fields = tuple(_continued(tags, values, lines, first, self.widths))
        else:
            fields = tuple(map(new_field, zip(tags, values, count(first), strict=False)))
        if open_lists or self.retagging.concerns(kind, tags):
            fields = self.retagging.usual(kind, fields)
        # An empty line says nothing; it may stand for a tag that others would fill.
        if "" in values:
            fields = tuple(field for field in fields if field.value)
        return Record(kind, fields, Source(self.path, self.line, self.format))

    def stray(self, pieces: Sequence[_Piece]) -> Iterator[Record]:
        """The lines outside of records since the last one."""
        kept: list[str] = []
        first = 0
        for chunk, start, end in pieces:
            for place in range(start, end):
                line = chunk.lines[place] if any(chunk.rows[place]) else ""
                number = chunk.line + place
                if self.outside and line and self.outside(line.strip()):
                    message = f"{line.strip()[:40]!r} belongs to no record"
                    self.report(Diagnostic("unread-line", message, Source(self.path, number)))
                elif kept or line.strip():
                    first = first or number
                    kept.append(line)
        if kept:
            where = Source(self.path, first, self.format)
            message = f"{kept[0].strip()[:40]!r} stands outside of any record"
            self.report(Diagnostic("failed-record", message, where))
            yield Record("", (Field("@raw", "\n".join(kept).rstrip(), first),), where)


def _continued(
    tags: Sequence[str],
    values: Sequence[str],
    lines: Sequence[str],
    first: int,
    widths: range,
) -> Iterator[Field]:
    """Fields of which some go on in lines without a tag.

    A blank line counts where the value goes on behind it.
    """
    begun = [place for place, tag in enumerate(tags) if tag]
    before = lines[: begun[0] if begun else len(lines)]
    text = "\n".join(line.rstrip() for line in before)
    if text.strip():
        blank = next(place for place, line in enumerate(before) if line.strip())
        yield Field(_TEXT, text.strip(), first + blank)
    for place, end in pairwise([*begun, len(lines)]):
        value = values[place]
        if end > place + 1:
            further = [line.rstrip() for line in lines[place + 1 : end]]
            value = _joined(value, len(lines[place].rstrip()), further, widths)
        yield Field(tags[place], value, first + place)


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
