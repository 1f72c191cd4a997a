"""Entries and what they take from others: which fields, under which names, and no more."""

import pytest

from bibkit.diagnostics import Diagnostic, ignore
from bibkit.inputs import Input
from bibkit.model import Record
from bibkit.parsers import bibtex


def parsed(text: str) -> tuple[list[Record], list[Diagnostic]]:
    told: list[Diagnostic] = []
    source = Input(text)
    records = bibtex.parse(source, {}, told.append)
    return list(bibtex.complete(records, source, told.append)), told


def fields(record: Record) -> dict[str, object]:
    return {field.tag: field.value for field in record.fields if field.tag != "@key"}


CASES = {
    "part of a book": (
        "@inbook{a, title={A}, crossref={b}} @book{b, title={B}, author={X}, year=2004}",
        {"title": "A", "crossref": "b", "booktitle": "B", "bookauthor": "X", "author": "X",
         "year": "2004"},
    ),
    "what the parent states for its parts wins": (
        "@inproceedings{a, title={A}, crossref={b}} @proceedings{b, title={B}, booktitle={C}}",
        {"title": "A", "crossref": "b", "booktitle": "C"},
    ),
    "a volume of a work": (
        "@book{a, title={A}, crossref={b}} @mvbook{b, title={B}, shorttitle={S}}",
        {"title": "A", "crossref": "b", "maintitle": "B"},
    ),
    "an article of an issue": (
        "@article{a, title={A}, crossref={b}} @periodical{b, title={B}, volume=3}",
        {"title": "A", "crossref": "b", "journaltitle": "B", "volume": "3"},
    ),
    "pairs without a rule share names": (
        "@misc{a, crossref={b}} @book{b, title={B}, keywords={k}, file={x.pdf}}",
        {"crossref": "b", "title": "B", "keywords": "k"},
    ),
    "own dates keep the parent's away": (
        "@inbook{a, date={2005}, crossref={b}} @book{b, year=2004, month=jan}",
        {"date": "2005", "crossref": "b"},
    ),
    "data through data": (
        "@book{a, xdata={x, y}} @xdata{x, xdata={z}, publisher={P}} @xdata{y, series={S}}"
        "@xdata{z, location={L}}",
        {"xdata": "x, y", "publisher": "P", "location": "L", "series": "S"},
    ),
    "data field by field": (
        "@misc{a, author={xdata=x-author-2 and Me}, title={xdata=x-title}}"
        "@xdata{x, author={A and B}, title={T}}",
        {"author": "B and Me", "title": "T"},
    ),
    "another name of the parent": (
        "@inbook{a, crossref={c}} @book{b, ids={x, c}, title={B}}",
        {"crossref": "c", "booktitle": "B"},
    ),
    "a key in another case": (
        "@inbook{a, crossref={BOOK}} @book{book, title={B}}",
        {"crossref": "BOOK", "booktitle": "B"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_what_is_inherited(text: str, expected: dict[str, object]) -> None:
    records, told = parsed(text)
    assert fields(records[0]) == expected
    assert told == []


def test_containers_are_no_references() -> None:
    records, told = parsed("@xdata{x, title={T}} @set{s, entryset={a, b}} @misc{a, title={A}}")
    assert [record.kind for record in records] == ["@xdata", "@set", "misc"]
    assert told == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@book{a, crossref={z}}", "no entry has the key 'z': nothing is taken from it"),
        ("@book{a, crossref={a}}", "a is its own ancestor: nothing is taken from it"),
        (
            "@book{a, crossref={b}} @book{b, crossref={a}}",
            "a is its own ancestor: nothing is taken from it",
        ),
    ],
)
def test_a_parent_that_gives_nothing_is_told(text: str, message: str) -> None:
    _, told = parsed(text)
    assert [(d.code, d.message) for d in told] == [("bad-value", message)]


def test_a_long_chain_ends() -> None:
    links = [f"@inbook{{k{n}, crossref={{k{n + 1}}}}}" for n in range(3_000)]
    records, told = parsed("\n".join([*links, "@book{k3000, title={B}, year=2004}"]))
    assert fields(records[0]) == {"crossref": "k1", "booktitle": "B", "year": "2004"}
    assert told == []


def test_data_that_is_not_there_is_told() -> None:
    (record, _), told = parsed("@misc{a, title={xdata=x-title-2}} @xdata{x, title={T}}")
    assert fields(record) == {"title": "xdata=x-title-2"}
    assert [(d.code, d.field) for d in told] == [("bad-value", "title")]


LARGE = """@inbook{a, title={A}, crossref={P}}
@article{b, title={B}}
@inbook{c, title={C}, xdata="x , y", crossref = {p}}
@book{p, title={Book}, year=2004, crossref={q}}
@xdata{x, note={N}} @xdata{y, publisher={Y}}
@book{q, editor={E}, crossref={q}}
@misc{d, crossref={none}}
"""


def test_a_large_file_inherits_the_same_and_is_not_held() -> None:
    whole, told = parsed(LARGE)
    again: list[Diagnostic] = []
    source = Input(lambda: iter(LARGE.splitlines(keepends=True)))
    records = list(
        bibtex.complete(bibtex.parse(source, {}, again.append), source, again.append)
    )
    assert records == whole
    assert sorted(map(str, again)) == sorted(map(str, told))
    assert fields(records[0]) == {
        "title": "A", "crossref": "P", "booktitle": "Book", "year": "2004", "editor": "E",
    }  # fmt: skip


def test_a_parent_named_by_a_macro_is_found_in_a_large_file() -> None:
    text = "@string{k = {p}}\n@inbook{a, crossref = k}\n@book{p, title={Book}}\n"
    source = Input(lambda: iter(text.splitlines(keepends=True)))
    records = list(bibtex.complete(bibtex.parse(source, {}, ignore), source, ignore))
    assert fields(records[1]) == {"crossref": "p", "booktitle": "Book"}
