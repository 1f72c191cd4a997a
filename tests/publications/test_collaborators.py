"""NSF's table of co-authors: who is in it, why, and that what a person entered stays."""

import csv
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibkit.diagnostics import Diagnostic
from bibkit.errors import UnreadableError, UsageError
from bibkit.model import Citation, Date, Name
from bibkit.publications.collaborators import (
    Changes,
    Row,
    as_day,
    collaborators,
    sorted_name,
    window,
)
from bibkit.publications.owner import Standing
from bibkit.publications.spreadsheets import HEADER, Sheet, content, load

ADA = Name("Lovelace", "Ada")
BOB, BOB_INITIAL = Name("Babbage", "Bob"), Name("Babbage", "B.")
JAN = Name("Berg", "Jan Willem", non_dropping_particle="van der")
DAY = date(2026, 6, 4)


def paper(title: str, issued: Date | None, *people: Name, **more: Any) -> Citation:
    return Citation(
        type="article-journal", key=title, title=title, issued=issued, container_title="J",
        author=(ADA, *people), **more,
    )  # fmt: skip


def table(
    papers: list[Citation], before: tuple[Row, ...] = (), day: date = DAY
) -> tuple[list[Row], Changes, list[str]]:
    told: list[Diagnostic] = []
    standings = [(one, Standing("found", {"author": 0})) for one in papers]
    rows, changes = collaborators(standings, day, before, told.append)
    return rows, changes, [each.code for each in told]


def test_a_coauthor_stands_with_the_newest_joint_paper() -> None:
    papers = [
        paper("Old <i>trees</i>", Date(2023, 1), BOB),
        paper("Ferns", Date(2024, 5, 7), BOB_INITIAL, JAN),
        paper("Moss", Date(2020), Name("Roe", "C.")),
    ]
    assert table(papers) == (
        [
            Row(name="Babbage, Bob", active=date(2024, 5, 7), reason="2024-05-07: Ferns",
                spellings="B. Babbage"),
            Row(name="van der Berg, Jan Willem", active=date(2024, 5, 7),
                reason="2024-05-07: Ferns"),
        ],
        Changes(new=2),
        [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("issued", "more", "active"),
    [
        (Date(2022, 6, 4), {}, date(2022, 6, 4)),
        (Date(2022, 6, 3), {}, None),
        (Date(2022, 6), {}, date(2022, 6, 30)),
        (Date(2022, 5), {}, None),
        # It may have been in December: who might count is in the table.
        (Date(2022), {}, date(2022, 12, 31)),
        (Date(2021), {}, None),
        (Date(2021, 3, end=Date(2022, 7)), {}, date(2022, 7, 31)),
        # What comes out later is worked on today.
        (Date(2026), {}, DAY),
        (Date(2027), {}, DAY),
    ],
)
def test_papers_of_48_months_count(
    issued: Date, more: dict[str, Any], active: date | None
) -> None:
    rows, _, told = table([paper("Ferns", issued, BOB, **more)])
    assert [row.active for row in rows] == ([active] if active else [])
    assert told == []


def test_what_is_not_out_yet_goes_on() -> None:
    rows, _, told = table([
        paper("Ferns", None, BOB, status="submitted"), paper("Moss", Date(2025), BOB),
    ])  # fmt: skip
    assert rows == [Row(name="Babbage, Bob", reason="Ferns (under review)")]
    assert told == []


def test_what_cannot_be_known_is_told() -> None:
    papers = [
        paper("Ferns", Date(2025), BOB, more_authors=True),
        paper("Moss", Date(2001), BOB, more_authors=True),
        paper("Leaf", None, JAN),
    ]
    rows, _, told = table(papers)
    assert [row.name for row in rows] == ["Babbage, Bob"]
    assert told == ["unlisted-authors", "undated-work"]


@pytest.mark.parametrize(
    ("day", "first"),
    [(date(2026, 6, 4), date(2022, 6, 4)), (date(2024, 2, 29), date(2020, 2, 29)),
     (date(2028, 2, 29), date(2024, 2, 29)), (date(2104, 2, 29), date(2100, 2, 28))],
)  # fmt: skip
def test_the_window_is_48_months(day: date, first: date) -> None:
    assert window(day) == first


def test_what_a_person_entered_stays() -> None:
    before = (
        Row(name="Babbage, Bob Charles", affiliation="Cambridge", optional="bob@example.org",
            active=date(2023, 1, 31), reason="2023-01: Trees", more=("x",)),
        Row(kind="C:", name="van der Berg, Jan", affiliation="Delft"),
        Row(name="Hopper, Grace", affiliation="Navy"),
        Row(name="Roe, C.", affiliation="Kew", active=date(2022, 12, 31),
            reason="2022: Moss"),
        Row(name="Gone, G.", active=date(2019, 1, 31), reason="2019-01: Roots"),
    )  # fmt: skip
    papers = [
        paper("Ferns", Date(2024, 5, 7), BOB, JAN, Name("New", "Nan")),
        paper("Moss", Date(2020), Name("Roe", "C.")),
    ]
    rows, changes, _ = table(papers, before, date(2027, 1, 1))
    assert rows == [
        Row(name="Babbage, Bob Charles", affiliation="Cambridge", optional="bob@example.org",
            active=date(2024, 5, 7), reason="2024-05-07: Ferns", more=("x",)),
        Row(name="Hopper, Grace", affiliation="Navy"),
        Row(name="New, Nan", active=date(2024, 5, 7), reason="2024-05-07: Ferns"),
        Row(kind="C:", name="van der Berg, Jan", affiliation="Delft",
            reason="2024-05-07: Ferns"),
        Row(kind="", name="Gone, G.", active=date(2019, 1, 31), reason="2019-01: Roots"),
        Row(kind="", name="Roe, C.", affiliation="Kew", active=date(2022, 12, 31),
            reason="2022: Moss"),
    ]  # fmt: skip
    assert changes == Changes(new=1, later=1, old=2)
    # Who writes with her again counts again, and need not be entered anew.
    again = [*papers, paper("Oak", Date(2027), Name("Roe", "C."))]
    (roe,) = [
        row for row in table(again, tuple(rows), date(2027, 6, 1))[0] if "Roe" in row.name
    ]
    assert roe == Row(name="Roe, C.", affiliation="Kew", active=date(2027, 6, 1),
                      reason="2027: Oak")  # fmt: skip


def test_a_table_of_today_is_as_it_was() -> None:
    papers = [paper("Ferns", Date(2024, 5, 7), BOB, JAN)]
    rows, _, _ = table(papers)
    assert table(papers, tuple(rows))[:2] == (rows, Changes())


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (JAN, "van der Berg, Jan Willem"),
        (Name("King", "Martin Luther", suffix="Jr."), "King, Martin Luther, Jr."),
        (Name(literal="何恺明"), "何恺明"),
        (Name("Plato"), "Plato"),
    ],
)
def test_names_are_family_first(name: Name, shown: str) -> None:
    assert sorted_name(name) == shown


@pytest.mark.parametrize(
    ("text", "day"),
    [("06/04/2026", DAY), ("6/4/2026", DAY), ("6/4/26", DAY), ("2026-06-04", DAY),
     ("", None), ("June", None)],
)  # fmt: skip
def test_days_are_read_as_people_write_them(text: str, day: date | None) -> None:
    assert as_day(text) == day


ROWS = (
    Row(name="Babbage, Bob", affiliation='=HYPERLINK("http://x")', active=DAY,
        reason="2026-06-04: @Trees; \"two\"\nlines", spellings="B. Babbage", more=("-1",)),
    Row(kind="C:", name="'t Hooft, Gerard", optional="+1 555", more=("",)),
    Row(kind="", name="何恺明", active=date(2019, 1, 31), more=("\tx\x01",)),
)  # fmt: skip


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_table_reads_as_it_was_written(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"coa.{suffix}"
    sheet = Sheet(ROWS, ("My own",))
    path.write_bytes(content(sheet, path))
    assert path.read_bytes() == content(sheet, path)
    read = load(path)
    shown = "\tx\x01" if suffix == "csv" else "\tx\ufffd"
    assert read.more == ("My own",)
    assert read.rows[:2] == ROWS[:2]
    assert read.rows[2].more == (shown,)


CELLS = st.text(st.sampled_from("=+-@'\"\t;,.\n abcÄ中\x00\x0b\ufffe"), max_size=12)


@given(CELLS, CELLS, CELLS, st.sampled_from([",", ";", "\t"]))
@settings(max_examples=150, deadline=None)
def test_whatever_a_cell_holds_it_reads_back(
    name: str, affiliation: str, more: str, delimiter: str
) -> None:
    row = Row(name=f"x{name}".strip(), affiliation=affiliation.strip(), more=(more,))
    sheet = Sheet((row,), ("Mine",), delimiter)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "coa.csv"
        path.write_bytes(content(sheet, path))
        assert load(path) == sheet
        for line in csv.reader(StringIO(path.read_text(encoding="utf-8-sig"), newline=""),
                               delimiter=delimiter):  # fmt: skip
            assert not [cell for cell in line if cell.startswith(tuple("=+-@\t\r"))]


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "coa.csv"
    path.write_bytes(content(Sheet(ROWS, ("=cmd",)), path))
    cells = [
        cell for line in csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
        for cell in line
    ]  # fmt: skip
    assert [cell for cell in cells if cell.lstrip(" '").startswith(tuple("=+-@"))] == [
        "'=cmd", '\'=HYPERLINK("http://x")', "'-1", "'+1 555",
    ]  # fmt: skip
    assert "'t Hooft, Gerard" in cells
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(content(Sheet(ROWS), Path("coa.xlsx"))))
    page = book["Table 4"]
    types = {cell.data_type for line in page.iter_rows() for cell in line}
    assert types == {"s", "d", "n"}  # text, days, and nothing
    assert page["E2"].number_format == "mm/dd/yyyy"


@pytest.mark.parametrize(
    "data",
    [
        "Name;Affiliation;Last Active Date\r\nBabbage, Bob;Käm;6/4/2026\r\n".encode("cp1252"),
        "\ufeffName,Affiliation,Last Active\nBabbage; Bob,Käm,2026-06-04\n"
        .replace("Babbage; Bob", '"Babbage, Bob"').encode(),
        "Name\tAffiliation\tLast Active\r\nBabbage, Bob\tKäm\t06/04/2026\r\n\r\n"
        .encode("utf-16"),
    ],
    ids=["Excel in Europe", "UTF-8", "Unicode text"],
)  # fmt: skip
def test_a_table_is_read_as_spreadsheets_save_it(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "coa.csv"
    path.write_bytes(data)
    assert load(path).rows == (
        Row(kind="", name="Babbage, Bob", affiliation="Käm", active=DAY),
    )


def test_what_is_no_day_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "coa.csv"
    path.write_text(f"{','.join(HEADER)}\n".replace("Optional (email, Department)", "Optional")
                    + "C:,B,,,ongoing\n")  # fmt: skip
    (row,) = load(path).rows
    assert (row.active, row.optional) == (None, "last active: ongoing")


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"@article{x}", b"\x81\x8d\x00"])
def test_a_file_of_somebody_else_is_refused(data: bytes, tmp_path: Path) -> None:
    for suffix in ("csv", "xlsx"):
        path = tmp_path / f"coa.{suffix}"
        path.write_bytes(data)
        with pytest.raises(UnreadableError, match="coa"):
            load(path)
    with pytest.raises(UsageError, match=r"is a \.csv or an \.xlsx"):
        load(tmp_path / "coa.ods")
    assert load(tmp_path / "none.csv") == Sheet()


def test_a_workbook_with_other_sheets_is_refused(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.create_sheet("Other")
    book.save(tmp_path / "coa.xlsx")
    with pytest.raises(UnreadableError, match="has other sheets"):
        load(tmp_path / "coa.xlsx")
