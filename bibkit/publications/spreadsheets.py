"""The table of collaborators as CSV and as XLSX: read, so that it can be kept, and written.

No cell begins a formula, and the same table is the same file, byte by byte.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from bibkit.errors import UnreadableError, UsageError
from bibkit.patterns import lazy
from bibkit.publications.collaborators import Row, as_day, shown_day

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEADER = (
    "Table 4", "Name", "Organizational Affiliation", "Optional (email, Department)",
    "Last Active", "Reason", "Also written as",
)  # fmt: skip
"""The columns: NSF's five, then why somebody is in the table, and other spellings."""
_KNOWN = {
    "table4": 0, "4": 0, "name": 1, "organizationalaffiliation": 2, "affiliation": 2,
    "optionalemaildepartment": 3, "lastactive": 4, "lastactivedate": 4, "reason": 5,
    "alsowrittenas": 6,
}  # fmt: skip
_WIDTHS = (8, 30, 40, 30, 13, 60, 30)
_FORMULA = lazy(r"['\s]*[=+\-@]|[\t\r]")
_QUOTED = lazy(r"\A'(?=['\s]*[=+\-@]|[\t\r])")
_NOT_IN_XML = lazy(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MADE = lazy(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with what its file is like: columns of somebody's own, what parts cells."""

    rows: tuple[Row, ...] = ()
    more: tuple[str, ...] = ()
    delimiter: str = ","


def suffix_of(path: Path) -> str:
    """The kind of a table's file.

    Raises:
        UsageError: it is neither CSV nor XLSX.
    """
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise UsageError(f"{path}: a table of collaborators is a .csv or an .xlsx")
    return suffix


def load(path: Path) -> Sheet:
    """The table of a file; an empty one where there is no file yet.

    Raises:
        UnreadableError: the file is no table of collaborators.
        UsageError: it is neither CSV nor XLSX, or the extra ``xlsx`` is not installed.
    """
    suffix = suffix_of(path)
    if suffix == ".xlsx":
        _openpyxl()
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Sheet()
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror or error}") from error
    delimiter = ","
    if suffix == ".csv":
        text = _decoded(data, path)
        delimiter = max(",;\t", key=text.partition("\n")[0].count)
        lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        cells = [[_QUOTED.sub("", cell) for cell in line] for line in lines]
    else:
        cells = _cells(data, path)
    return _sheet(cells, delimiter, path)


def _decoded(data: bytes, path: Path) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")  # as Excel saves where nobody asks for UTF-8
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path}: is neither UTF-8 nor Windows-1252") from error


def _sheet(cells: Sequence[Sequence[str]], delimiter: str, path: Path) -> Sheet:
    header = [cell.strip() for cell in cells[0]] if cells else []
    places: dict[int, int] = {}
    others: list[int] = []
    for place, title in enumerate(header):
        column = _KNOWN.get(re.sub(r"[\W_]+", "", title.lower()))
        if column is not None and column not in places:
            places[column] = place
        elif title:
            others.append(place)
    if 1 not in places or 2 not in places:
        raise UnreadableError(
            f"{path}: is no table of collaborators (its first line has no columns Name and "
            "Organizational Affiliation); move it away to begin anew"
        )
    rows = []
    for line in cells[1:]:
        filled = [*line, *[""] * len(header)]
        known = [filled[places[c]].strip() if c in places else "" for c in range(len(HEADER))]
        if known[1]:
            rows.append(_row(known, tuple(filled[place] for place in others)))
    return Sheet(tuple(rows), tuple(header[place] for place in others), delimiter)


def _row(cells: Sequence[str], more: tuple[str, ...]) -> Row:
    kind, name, affiliation, optional, active, reason, spellings = cells
    day = as_day(active)
    if active and day is None:
        # What is no day is not thrown away.
        optional = "; ".join(filter(None, (optional, f"last active: {active}")))
    return Row(
        kind=kind, name=name, affiliation=affiliation, optional=optional, active=day,
        reason=reason, spellings=spellings, more=more,
    )  # fmt: skip


def content(sheet: Sheet, path: Path) -> bytes:
    """What the file of a table holds.

    Raises:
        UsageError: the extra ``xlsx`` is not installed.
    """
    if suffix_of(path) == ".xlsx":
        return _workbook(sheet)
    text = StringIO()
    writer = csv.writer(text, delimiter=sheet.delimiter, lineterminator="\r\n")
    for line in _lines(sheet):
        writer.writerow([_safe(cell) for cell in line])
    # Without a byte order mark Excel takes UTF-8 for something else.
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _lines(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    yield (*HEADER, *sheet.more)
    for row in sheet.rows:
        yield (
            row.kind, row.name, row.affiliation, row.optional, shown_day(row.active),
            row.reason, row.spellings, *row.more,
        )  # fmt: skip


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError as error:
        raise UsageError("an XLSX needs: pip install 'bibkit-refs[xlsx]'") from error
    return openpyxl


def _cells(data: bytes, path: Path) -> list[list[str]]:
    openpyxl = _openpyxl()
    try:
        book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise UnreadableError(f"{path}: is no XLSX: {error}") from error
    if len(book.sheetnames) > 1:
        raise UnreadableError(
            f"{path}: has other sheets, which would be lost; give the table a file of its own"
        )
    values: Iterable[Sequence[Any]] = book.active.iter_rows(values_only=True)
    return [[_shown(value) for value in line] for line in values]


def _shown(value: Any) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%m/%d/%Y}"
    return "" if value is None else str(value)


def _workbook(sheet: Sheet) -> bytes:
    made = _openpyxl().Workbook()
    page = made.active
    page.title = "Table 4"
    for number, line in enumerate(_lines(sheet), start=1):
        for column, text in enumerate(line, start=1):
            _fill(page.cell(number, column), _NOT_IN_XML.sub("\ufffd", text))
    _dress(page, sheet)
    made.properties.creator = "bibkit"
    file = BytesIO()
    made.save(file)
    return _undated(file)


def _fill(cell: Any, text: str) -> None:
    cell.value = text or None
    if text:
        cell.data_type = "s"  # never a formula


def _dress(page: "Worksheet", sheet: Sheet) -> None:
    """Columns wide enough, days that are days, rows that no longer count in grey."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    widths = (*_WIDTHS, *(20 for _ in sheet.more))
    for number, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
        page.cell(1, number).font = Font(bold=True)
    page.freeze_panes = "C2"
    for number, row in enumerate(sheet.rows, start=2):
        if row.active:
            cell = page.cell(number, HEADER.index("Last Active") + 1)
            cell.value = row.active
            cell.number_format = "mm/dd/yyyy"
        for column in range(1, len(widths) + 1):
            page.cell(number, column).alignment = Alignment(vertical="top", wrap_text=True)
            if not row.kind:
                page.cell(number, column).font = Font(color="808080")


def _undated(file: BytesIO) -> bytes:
    """The same file without the moment at which it was made."""
    anew = BytesIO()
    with ZipFile(file) as read, ZipFile(anew, "w", ZIP_DEFLATED) as written:
        for name in read.namelist():
            data = read.read(name)
            if name == "docProps/core.xml":
                data = _MADE.sub(r"\g<1>1980-01-01T00:00:00Z", data.decode()).encode()
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            written.writestr(info, data)
    return anew.getvalue()
