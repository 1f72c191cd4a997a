"""Records to tables (CSV, TSV): a row each, under headings that are always the same."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import Any

from bibkit import factlines
from bibkit.model import Record

_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""The beginning of a cell that a spreadsheet would run, or that looks guarded already.

https://owasp.org/www-community/attacks/CSV_Injection
"""


def export(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """The headings, then a chunk a record; the inverse of ``parsers.delimited``.

    ``syntax``: ``columns``, whose tags are the headings; ``separator``; ``newline``;
    ``lines``, the tag of the cell in whose lines stand the fields that have no column,
    those that no table knows (``foreign``) behind this word; ``joined``, what parts the
    values of a cell; ``kind``, the tag of the kind; ``mark``, whether a byte order mark
    comes first. Cells that spreadsheets would take for formulas get an apostrophe.
    """
    row = _Row(syntax)
    yield ("\ufeff" if syntax.get("mark") else "") + row.text(row.columns)
    for record in records:
        if record.kind or record.fields:
            yield row.text(row.cells(record))


def _guarded(cell: str) -> str:
    return f"'{cell}" if _LIKE_A_FORMULA.match(cell) else cell


class _Row:
    """How records become rows."""

    def __init__(self, syntax: Mapping[str, Any]) -> None:
        self.columns = list(syntax["columns"])
        self.places = {tag: place for place, tag in enumerate(self.columns)}
        self.kind_tag: str = syntax["kind"]
        self.joined: str = syntax["joined"]
        self.lines = syntax["lines"]
        self.buffer = StringIO()
        self.write = csv.writer(
            self.buffer, delimiter=syntax["separator"], lineterminator=syntax["newline"]
        ).writerow

    def text(self, cells: list[str]) -> str:
        """A row as it stands in the file."""
        self.buffer.seek(0)
        self.buffer.truncate()
        self.write(cells)
        return self.buffer.getvalue()

    def cells(self, record: Record) -> list[str]:
        """What stands in each column."""
        found: dict[str, list[str]] = {self.kind_tag: [record.kind]}
        more: list[tuple[str, str]] = []
        for tag, value, _ in record.fields:
            if tag not in self.places:
                more.append((tag, str(value)))
            elif tag in found:
                found[tag].append(str(value))
            else:
                found[tag] = [str(value)]
        note = self.lines["tag"]
        if more:
            lines = factlines.joined(more, self.lines["names"], self.lines["foreign"])
            found[note] = [*found.get(note, ()), lines]
        row = [""] * len(self.columns)
        for tag, texts in found.items():
            row[self.places[tag]] = _guarded(
                self.cell(texts, "\n" if tag == note else self.joined)
            )
        return row

    def cell(self, texts: list[str], joined: str) -> str:
        """One value as it is; several without the signs that would end a single one."""
        if len(texts) < 2:
            return texts[0]
        return joined.join(text.removesuffix(joined.rstrip()) for text in texts)
