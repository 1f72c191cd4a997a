"""Tables in CSV: what parts their cells, what their headings mean, what breaks a row."""

import csv
import io
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bibkit
from bibkit import registry
from bibkit.inputs import Input
from bibkit.model import Citation, Date, Identifier, Name, Record
from bibkit.parsers.delimited import parse, tags_of

COLUMNS = {"Title": ["name"], "Author": ["authors"], "Year": []}
SYNTAX = {"columns": COLUMNS, "untyped": "-"}


def parsed(text: str, **syntax: object) -> tuple[list[Record], list[str]]:
    told: list[bibkit.Diagnostic] = []
    records = list(parse(Input(text, "a.csv"), {**SYNTAX, **syntax}, told.append))
    return records, [str(each) for each in told]


def values(record: Record) -> list[tuple[str, object]]:
    return [(tag, value) for tag, value, _ in record.fields]


SEPARATED = {
    "commas": "Title,Author,Year\nA,B,2020\n",
    "semicolons": "Title;Author;Year\nA;B;2020\n",
    "tabs": "Title\tAuthor\tYear\nA\tB\t2020\n",
    "bars": "Title|Author|Year\nA|B|2020",
    "what a line says": "sep=~\nTitle~Author~Year\nA~B~2020\n",
    "quoted": '"Title","Author","Year"\n"A","B","2020"\n',
    "headings in other words": " NAME ;Author(s);year\nA;B;2020\n",
    "blank lines and empty cells at the end": "Title,Author,Year,,\n\nA,B,2020,,\n,,,,\n",
}


@pytest.mark.parametrize("text", SEPARATED.values(), ids=SEPARATED.keys())
def test_what_parts_the_cells_is_found_out(text: str) -> None:
    records, told = parsed(text, columns={**COLUMNS, "Author": ["author(s)"]})
    assert [values(each) for each in records] == [
        [("Title", "A"), ("Author", "B"), ("Year", "2020")]
    ]
    assert told == []


HEADINGS = [
    (["Title", "Type"], ["Title", "Item Type"]),
    (["Item Type", "Type"], ["Item Type", "Type"]),
    (["Type", "item_type"], ["Type", "Item Type"]),
    (["Journal", "My own", ""], ["Publication Title", "My own"]),
    (["Publication Title", "Journal"], ["Publication Title", "Publication Title"]),
    (["", "Title"], ["column 1", "Title"]),
]


@pytest.mark.parametrize(("headings", "tags"), HEADINGS)
def test_a_heading_names_a_column(headings: list[str], tags: list[str]) -> None:
    assert tags_of(headings, registry.find("csv").table.syntax["columns"]) == tags


def test_text_before_the_headings_is_told() -> None:
    records, told = parsed("My library\n\nTitle,Author\nA,B\n")
    assert [(r.source.line, values(r)) for r in records] == [
        (4, [("Title", "A"), ("Author", "B")])
    ]
    assert told == [
        "a.csv:1: warning: 'My library' stands before the headings [unread-line]",
    ]


def test_rows_say_where_they_begin() -> None:
    records, _ = parsed('Title,Author\n"A\nB",C\n\nD,E\n')
    assert [(r.source.line, values(r)[0][1]) for r in records] == [(2, "A\nB"), (5, "D")]


def test_a_quotation_without_an_end_costs_one_row() -> None:
    text = 'Title,Author\nA,B\n"C,D\nE,F\n"G, and ""H""",I\n'
    records, told = parsed(text)
    assert [values(each) for each in records] == [
        [("Title", "A"), ("Author", "B")],
        [("@raw", '"C,D')],
        [("Title", "E"), ("Author", "F")],
        [("Title", 'G, and "H"'), ("Author", "I")],
    ]
    assert told == [
        "a.csv:3: error: a quotation mark that is never closed: kept as text; "
        "close it and read again [failed-record]"
    ]


def test_rows_that_are_too_long_or_too_short_are_kept() -> None:
    records, told = parsed("Title,Author,Year\nA,B,1\nA,B,1,x\nA\nA,B,2\n")
    assert [values(each) for each in records[1:3]] == [
        [("Title", "A"), ("Author", "B"), ("Year", "1"), ("column 4", "x")],
        [("Title", "A")],
    ]
    assert told == ["a.csv:4: warning: a row of 1 cells under 3 headings [cut-entry]"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_a_table_in_any_encoding(encoding: str) -> None:
    text = 'Title,Author,Year\r\nÜber Bäume,"Doe, Jané",2020\r\n'
    (citation,) = bibkit.read(text.encode(encoding), "csv")
    assert (citation.title, citation.author) == ("Über Bäume", (Name("Doe", "Jané"),))


MEANT = {
    "Title,Year,Month,Day\nA,2020,3,7\n": {"issued": Date(2020, 3, 7)},
    "Title,Year,Month\nA,2020,March\n": {"issued": Date(2020, 3)},
    "Title,Year,Date\nA,2020,Mar 7\n": {"issued": Date(2020, 3, 7)},
    "Title,Journal,Number\nA,J,7\n": {"container_title": "J", "issue": "7"},
    "Title,Issue,Number\nA,1,7\n": {"issue": "1", "number": "7"},
    "Title,First page,Last page\nA,1,7\n": {"page": "1-7"},
    "Title,Content Type\nA,conference-paper\n": {"type": "paper-conference"},
    "Title,Document Type\nA,JournalArticle\n": {"type": "article-journal"},
    "Title,ID,DOI\nA,k,https://doi.org/10.1000/x\n": {
        "key": "k", "ids": (Identifier("doi", "10.1000/x"),),
    },
}  # fmt: skip


@pytest.mark.parametrize(("text", "values"), MEANT.items())
def test_what_headings_mean(text: str, values: dict[str, Any]) -> None:
    told: list[bibkit.Diagnostic] = []
    (found,) = bibkit.read(text.encode(), "csv", report=told.append)
    kind = {"type": "article-journal" if "Journal" in text else "document"}
    assert bibkit.replace(found, sources=()) == Citation(**{"title": "A", **kind, **values})
    assert told == []


def test_what_is_no_date_is_kept_beside_the_year() -> None:
    told: list[bibkit.Diagnostic] = []
    (found,) = bibkit.read(b"Title,Year,Date\nA,2020,soon\n", "csv", report=told.append)
    assert (found.issued, found.extra) == (Date(2020), {"csv/Date": ("soon",)})
    assert [str(d) for d in told] == [
        "warning: kept Date as extra: no date: 'soon' [bad-value]"
    ]


PEOPLE = {
    "Doe, Jane; Roe, Richard": [("Doe", "Jane"), ("Roe", "Richard")],
    "Doe, Jane": [("Doe", "Jane")],
    "Jane Doe": [("Doe", "Jane")],
    "Jane Doe, Richard M. Roe": [("Doe", "Jane"), ("Roe", "Richard M.")],
    "Jane Doe and Richard Roe": [("Doe", "Jane"), ("Roe", "Richard")],
    "Jane Doe, Ann Lee, and Richard Roe": [("Doe", "Jane"), ("Lee", "Ann"), ("Roe", "Richard")],
    "Doe, Jane and Roe, Richard": [("Doe", "Jane"), ("Roe", "Richard")],
    "Doe J, Roe RM": [("Doe", "J"), ("Roe", "RM")],
    "Doe, J., Roe, R. M.": [("Doe", "J."), ("Roe", "R. M.")],
    "García Márquez, Gabriel José;": [("García Márquez", "Gabriel José")],
    "Jane Doe|Richard Roe": [("Doe", "Jane"), ("Roe", "Richard")],
    "Jane Doe\nRichard Roe": [("Doe", "Jane"), ("Roe", "Richard")],
}


@pytest.mark.parametrize(("cell", "people"), PEOPLE.items())
def test_a_cell_lists_people(cell: str, people: list[tuple[str, str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["Title", "Authors"], ["A", cell]])
    (citation,) = bibkit.read(out.getvalue().encode(), "csv")
    assert [(name.family, name.given) for name in citation.author] == people


def test_what_has_no_comma_where_others_have_one_is_an_organisation() -> None:
    text = 'Title;Authors\nA;"Doe, Jane; Roe, R.; Institute of Examples"\n'
    (citation,) = bibkit.read(
        text.replace(";Authors", ",Authors").replace('A;"', 'A,"').encode()
    )
    assert citation.author[2] == Name(literal="Institute of Examples")


cells = (
    st.text("=+-@'\"\t;,= aé＝＠\\|", min_size=1, max_size=8)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(cells)
def test_no_cell_is_a_formula_and_each_comes_back(title: str) -> None:
    citation = Citation(type="book", key="k", title=title)
    text = "".join(bibkit.write([citation], "csv"))
    written = next(csv.DictReader(io.StringIO(text)))["Title"]
    assert written[0] not in "=+-@\t\r＝＋－＠"
    (back,) = bibkit.read(text.encode(), "csv")
    assert back.title == title


def test_a_byte_order_mark_on_request() -> None:
    citation = Citation(type="book", key="k", title="Ü")
    plain = "".join(bibkit.write([citation], "csv"))
    assert "".join(bibkit.write([citation], "csv", bom=True)) == f"\ufeff{plain}"
    assert plain.endswith("\r\n")
    assert "\r" not in "".join(bibkit.write([citation], "csv", newline="\n"))


def test_what_no_column_holds_comes_back() -> None:
    told: list[bibkit.Diagnostic] = []
    citation = Citation(
        type="pamphlet",
        key="k",
        title="A",
        annote="One: two\n\n  three\nPMID: 5",
        note="Type: a note\nPMID: 7",
        extra={"csv/Mark": ("a\nb",), "ris/ZZ": ("1", "2")},
    )
    text = "".join(bibkit.write([citation], "csv", report=told.append))
    (back,) = bibkit.read(text.encode(), "csv")
    assert bibkit.replace(back, sources=()) == citation
    assert told == []


def seconds(text: str) -> tuple[int, float]:
    start = time.process_time()
    count = sum(1 for _ in bibkit.read(text.encode(), "csv"))
    return count, time.process_time() - start


HOSTILE = {
    "a cell of a megabyte": ("Title,Author\n" + "x" * 1_000_000 + ",B\n", 1),
    "a quoted cell of a megabyte": ('Title,Author\n"' + "x\n" * 500_000 + '",B\n', 1),
    "a hundred thousand columns": (
        "Title," + ",".join(f"c{n}" for n in range(100_000)) + "\nA" + ",x" * 100_000 + "\n", 1,
    ),
    "NUL": ("Title,Author\n" + "x,y\n" * 2000 + "A\0B,C\n", 2001),
    "quotation marks on every line": ("Title,Author\n" + '"A,B\n' * 2_001, None),
    "only marks": ("Title,Author\n" + '"' * 100_001 + "\n", None),
    "only separators": ("Title,Author\n" + "," * 100_000 + "\n", 0),
}  # fmt: skip


@pytest.mark.parametrize(("text", "count"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_tables_are_read_in_time(text: str, count: int | None) -> None:
    found, took = seconds(text)
    assert count is None or found == count
    assert took < 10


def test_a_row_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bibkit.parsers.tablerows.LONGEST", 1000)
    records, told = parsed('Title,Author\nA,"' + "x\n" * 2000 + "B,C\n")
    assert len(records) == 2001
    assert "failed-record" in told[0]
    assert values(records[-1]) == [("Title", "B"), ("Author", "C")]
