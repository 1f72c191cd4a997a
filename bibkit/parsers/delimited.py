"""Tables (CSV, TSV) to records: a row is a record, a column a field."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from bibkit import factlines
from bibkit.diagnostics import Diagnostic, Report
from bibkit.factlines import folded
from bibkit.inputs import Input
from bibkit.model import Field, Record, Source
from bibkit.parsers.tablerows import Rows
from bibkit.parsers.valuetags import retagger
from bibkit.patterns import lazy

_SEPARATORS = ",;\t|"
_SEEN_FIRST = 200  # rows by which a file tells how it parts the names of a list
_STATED = lazy(r'"?sep=(.)"?\s*')
_WORDS = lazy(r"\S{2,}(?: \S+)* [^\s.]{4,}")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_AS_FORMULA = re.compile(r'="([^"]*)"')


def parse(source: Input, syntax: Mapping[str, Any], report: Report) -> Iterator[Record]:
    """One record a row below the headings.

    ``syntax``: ``columns``, the tags with the other headings that they have, a heading being
    the first of those that no other heading has as its own, and ``others``, such as are only
    read; ``shorter``, tags that give way to fuller ones; ``retag``, as for ``valuetags``;
    ``kind``, the tag of the kind, without which a record is of ``untyped``; ``key``, that of
    the key; ``people``, tags whose cells hold lists of names; ``parted``, tags whose cells
    hold several values, with what parts them; ``lines``, the tag whose cells hold more fields
    as lines, and the names that these may have; ``guarded``, whether cells that spreadsheets
    would take for formulas have an apostrophe before them. What parts the cells of the file
    is found out. Columns of unknown headings have these as tags, cells behind the last
    heading their number.
    """
    rows = Rows(source, report)
    found = _headings(rows, syntax, report)
    if found is None:
        return
    tags, known = found
    cells = _Cells(tags, syntax)
    beginning = list(islice(rows.rows(), _SEEN_FIRST))
    cells.look_at(row for row, _ in beginning)
    for row, line in chain(beginning, rows.rows()):
        where = Source(source.path, line)
        if row is None:
            yield Record("", (Field("@raw", rows.broken, line),), where)
        elif any(map(str.strip, row)):
            if len(row) < len(tags) and known > 1 and len(row) < cells.least:
                message = f"a row of {len(row)} cells under {len(tags)} headings"
                report(Diagnostic("cut-entry", message, where))
            yield cells.record(row, where)


def _headings(
    rows: Rows, syntax: Mapping[str, Any], report: Report
) -> tuple[list[str], int] | None:
    """The tags of the columns, and how many are known; the rows stand behind them then."""
    lines = rows.beginning()
    if lines and (stated := _STATED.fullmatch(lines[0])):
        rows.skip()
        lines = lines[1:]
        signs = stated[1]
    else:
        signs = _SEPARATORS
    # The line with the most headings that are known; the first of those that say as much.
    best, place, count = signs[0], 0, -1
    columns = _columns(syntax)
    for number, line in enumerate(lines):
        for sign in signs:
            cells = next(iter(csv.reader([line], delimiter=sign)), [])
            known = sum(tag in columns for tag in tags_of(cells, columns))
            weight = known * 1000 + (min(len(cells), 999) if not number else 0)
            if weight > count and (not number or known > 1):
                best, place, count = sign, number, weight
    rows.separator = best
    for number in range(place):
        if text := rows.skip().strip():
            message = f"{text[:40]!r} stands before the headings"
            report(Diagnostic("unread-line", message, Source(rows.path, number + 1)))
    first = next(rows.rows(), None)
    if first is None:
        return None
    tags = tags_of(first[0] or [], columns)
    return tags, sum(tag in columns for tag in tags)


def _columns(syntax: Mapping[str, Any]) -> Mapping[str, Sequence[str]]:
    """The tags that are known, with their other headings."""
    names = syntax.get("lines", {}).get("names", ())
    return {**syntax["columns"], **dict.fromkeys(names, ()), **syntax.get("others", {})}


def tags_of(headings: Sequence[str], columns: Mapping[str, Sequence[str]]) -> list[str]:
    """The tag of each heading: that of its column, else the heading as it stands."""
    texts = [" ".join(heading.split()) for heading in headings]
    while texts and not texts[-1]:
        texts.pop()
    own = {folded(tag): tag for tag in columns}
    named = {folded(text) for text in texts} & own.keys()
    known: dict[str, list[str]] = {}
    for tag, others in columns.items():
        for heading in (tag, *others):
            known.setdefault(folded(heading), []).append(tag)
    tags = []
    for number, text in enumerate(texts, 1):
        name = folded(text)
        candidates = [
            tag for tag in known.get(name, ()) if folded(tag) not in named - {name}
        ] or known.get(name, [])
        tags.append(candidates[0] if candidates else text or f"column {number}")
    return tags


class _Cells:
    """What the cells of a row are, by the headings above them."""

    def __init__(self, tags: Sequence[str], syntax: Mapping[str, Any]) -> None:
        self.tags = tags
        self.kind_tag: str = syntax.get("kind", "")
        self.untyped: str = syntax.get("untyped", "")
        self.key_tag: str = syntax.get("key", "")
        people = frozenset(syntax.get("people", ()))
        self.people = [place for place, tag in enumerate(tags) if tag in people]
        self.parted: Mapping[str, str] = syntax.get("parted", {})
        self.guarded = bool(syntax.get("guarded"))
        lines = syntax.get("lines", {})
        self.shorter: Mapping[str, str] = syntax.get("shorter", {})
        self.retagged = retagger(syntax)
        self.lines_tag: str = lines.get("tag", "")
        self.names = factlines.names_of(lines)
        self.foreign: str = lines.get("foreign", "")
        self.semicolons = self.commas = False
        self.least = 0

    def look_at(self, rows: Iterable[Sequence[str] | None]) -> None:
        """Find out from the first rows how the file writes its lists of names.

        Where any has a semicolon, commas stand within names; where most names have one, what
        has several words and none is an organisation.
        """
        known = [row for row in rows if row is not None and any(row)]
        cells = [row[place] for row in known for place in self.people if place < len(row)]
        self.semicolons = any(";" in cell for cell in cells)
        shown = [name for cell in cells for name in cell.split(";") if len(name.split()) > 1]
        self.commas = sum("," in name for name in shown) * 2 > len(shown)
        # Programs leave out empty cells at the end: only rows shorter than most are cut.
        lengths = sorted(map(len, known))
        self.least = lengths[len(lengths) // 2] if lengths else 0

    def record(self, row: Sequence[str], where: Source) -> Record:
        """The record that a row is."""
        kind, key = self.untyped, ""
        fields: list[Field] = []
        for place, cell in enumerate(row):
            text = self.text(cell)
            if not text:
                continue
            tag = self.tags[place] if place < len(self.tags) else f"column {place + 1}"
            if tag == self.kind_tag and kind == self.untyped:
                kind = text
                continue
            if tag == self.key_tag and not key:
                key = text
            if self.semicolons and place in self.people:
                text = self.listed(text)
            fields += (
                Field(*self.retagged(field.tag, field.value), field.line)
                for field in self.fields(tag, text, where.line)
            )
        if self.shorter:
            there = {field.tag for field in fields}
            fields = [field for field in fields if self.shorter.get(field.tag) not in there]
        return Record(kind, tuple(fields), where._replace(key=key))

    def listed(self, text: str) -> str:
        """A list of names in which semicolons part them, and no organisation lacks a comma."""
        names = [part.strip() for part in text.split(";") if part.strip()]
        if self.commas:
            names = [n if "," in n or not _WORDS.fullmatch(n) else f"{n}," for n in names]
        return "; ".join(names) + ";" * (len(names) == 1)

    def text(self, cell: str) -> str:
        """What a cell says, without what guards it from spreadsheets."""
        if not self.guarded:
            return cell.strip()
        if _GUARDED.match(cell):
            return cell[1:].strip()
        found = _AS_FORMULA.fullmatch(cell.strip())
        return (found[1] if found else cell).strip()

    def fields(self, tag: str, text: str, line: int) -> Iterator[Field]:
        """The fields that a cell holds."""
        if tag in self.parted:
            for part in text.split(self.parted[tag]):
                if part.strip():
                    yield Field(tag, part.strip(), line)
        elif tag and tag == self.lines_tag:
            yield from self.from_lines(text, line)
        else:
            yield Field(tag, text, line)

    def from_lines(self, text: str, line: int) -> Iterator[Field]:
        """The fields of lines ``name: value``, and what else stands there."""
        found, rest = factlines.split(text, self.names, self.foreign)
        yield from (Field(tag, value, line) for tag, value in found)
        if rest:
            yield Field(self.lines_tag, rest, line)
