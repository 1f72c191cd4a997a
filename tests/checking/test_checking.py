"""What check tells of one entry, each with its line, and that it tells nothing else."""

import json

import pytest

import bibkit
from bibkit import api
from tests.conftest import ROOT


def told(text: str, format: str = "bibtex", *, readers: bool = False) -> list[str]:
    found = bibkit.check(text.encode(), format, ask_readers=readers)
    return [f"{each.source.line} {each.message} [{each.code}]" for each in found]


def entry(kind: str, **fields: str) -> str:
    lines = [f"  {tag} = {{{value}}}," for tag, value in fields.items()]
    return "\n".join([f"@{kind}{{key,", *lines, "}"])


MISSING = {
    entry("article"): ["author or editor", "title", "title of the journal or book", "date"],
    entry("inproceedings", title="A"): [
        "author or editor",
        "title of the journal or book or conference",
        "date",
    ],
    entry("phdthesis", author="Ada Lovelace", title="A", year="1843"): [
        "publisher or institution"
    ],
    entry("online", title="A"): ["URL or identifier or how it was published"],
    entry("online", title="A", url="https://example.org"): [],
    entry("manual", title="A"): [],
    entry("proceedings", title="A", year="1843"): [],
    entry("incollection", crossref="whole"): [],
}


@pytest.mark.parametrize(("text", "words"), MISSING.items())
def test_what_a_type_asks_for_is_missed(text: str, words: list[str]) -> None:
    found = [line for line in told(text) if "[missing-field]" in line]
    assert [line.partition(" without ")[2] for line in found] == [
        f"{word} [missing-field]" for word in words
    ]


def test_a_value_that_cannot_be_read_is_not_told_as_missing() -> None:
    text = entry("article", author="Ada Li", title="A", journal="J", year="2001", month="foo")
    assert [line for line in told(text) if "missing" in line] == []


@pytest.mark.parametrize("format", ["ris", "csl-json"])
def test_every_format_is_asked_for_the_same(format: str) -> None:
    text = {
        "ris": "TY  - JOUR\nTI  - A\nER  - \n",
        "csl-json": json.dumps([{"id": "a", "type": "article-journal", "title": "A"}]),
    }[format]
    assert [line.partition(" ")[2] for line in told(text, format)] == [
        f"article-journal without {words} [missing-field]"
        for words in ("author or editor", "title of the journal or book", "date")
    ]


SIGNS = {
    r"A \& b, 5 \% of \#1, a\_b": [],
    r"$a_1$ and $x$ and \(y_2\)": [],
    r"\url{https://example.org/a_b#c} and \href{a_b}{text}": [],
    r"50% of C# in a_b": [r"title holds #: write \#", r"title holds %: write \%",
                          r"title holds _: write \_"],
    r"For $5 only": [r"title holds a $ that opens or closes no formula: write \$"],
    r"A &amp; b": ["title holds &amp;, which is HTML"],
}  # fmt: skip


@pytest.mark.parametrize(("title", "messages"), SIGNS.items())
def test_signs_of_tex_are_told_outside_of_formulas_and_addresses(
    title: str, messages: list[str]
) -> None:
    found = told(entry("misc", title=title))
    assert found == [f"2 {message} [unescaped-tex]" for message in messages]


def test_verbatim_fields_hold_any_sign() -> None:
    fields = {"doi": "10.1000/a_b", "url": "https://example.org/a_b?c=1&d=%20#e"}
    assert told(entry("misc", title="A", **fields)) == []


CAPITALS = {
    "Deep Learning for Trees": [],
    "The {DNA} of {McDonald's}": [],
    "On DNA and fMRI": ["{DNA}, {fMRI}"],
    r"\LaTeX{} and {\'E}cole": [],
    "On $N_A$": [],
}


@pytest.mark.parametrize(("title", "words"), CAPITALS.items())
def test_capitals_that_styles_spoil_are_told(title: str, words: list[str]) -> None:
    start = "2 styles lower-case what braces do not protect: write"
    found = told(entry("misc", title=title))
    assert found == [f"{start} {each} [unprotected-capitals]" for each in words]
    assert told(entry("proceedings", title=title, year="2001")) == []


NAMES = {
    "Ada Lovelace and others": [],
    "{World Health Organization}": [],
    "IEEE": [],
    "LI, Wei": [],
    "Ada Lovelace and others and Bob Li": [
        "author 'others' is no person: 'others' stands last in a list"
    ],
    "Society of Automotive Engineers": [
        "author 'Society of Automotive Engineers' looks like an organisation read as a person"
    ],
    "Lovelace, Ada and Babbage2, Charles": ["author 'Charles Babbage2' holds a digit"],
    "LOVELACE, Ada": ["author 'Ada LOVELACE' is in capitals"],
}


@pytest.mark.parametrize(("names", "messages"), NAMES.items())
def test_names_that_no_person_has_are_told(names: str, messages: list[str]) -> None:
    found = told(entry("misc", title="A", author=names))
    assert found == [f"3 {message} [odd-name]" for message in messages]


FIELDS = {
    ("pages", "12-15"): ["pages '12-15': a range is written 12--15 [odd-pages]"],
    ("pages", "12--15"): [],
    ("pages", "A-12"): [],
    ("year", "201"): ["the year 201: are digits missing? [odd-year]"],
    ("year", "2001"): [],
    ("series", ""): ["series is empty [empty-field]"],
}


@pytest.mark.parametrize(("field", "messages"), FIELDS.items())
def test_doubtful_values_are_told(field: tuple[str, str], messages: list[str]) -> None:
    tag, value = field
    assert told(entry("misc", title="A", **{tag: value})) == [f"3 {m}" for m in messages]


def test_a_key_that_programs_refuse_is_told() -> None:
    text = "@misc{a'b,\n  title = {A},\n}"
    assert told(text) == ["1 key \"a'b\" holds ', which programs refuse [odd-key]"]


def test_one_doi_twice_is_told() -> None:
    first = entry("misc", title="A", doi="10.1000/AB")
    second = entry("misc", title="B", doi="10.1000/ab").replace("key", "other")
    assert told(f"{first}\n{second}") == [
        "5 the DOI 10.1000/ab stands in line 1 already [possible-duplicate]"
    ]


def test_generic_titles_are_no_duplicates() -> None:
    text = "@misc{a, title = {Editorial}}\n@misc{b, title = {Editorial}}"
    assert told(text) == []


def test_parts_of_one_whole_are_no_duplicates() -> None:
    whole = "@book{w, editor = {Ada Li}, title = {W}, year = 2001, doi = {10.1000/w}}"
    parts = "@inbook{a, title = {A}, crossref = {w}}\n@inbook{b, title = {B}, crossref = {w}}"
    found = told(f"{parts}\n{whole}")
    assert [line for line in found if "possible-duplicate" in line] == []


@pytest.mark.parametrize("format", ["bibtex", "biblatex", "ris", "csl-json"])
def test_what_we_write_is_quiet(format: str) -> None:
    page = ROOT / "seeds" / "zhichen-zeng.txt"
    text = "".join(api.write(api.read(page), format))
    found = told(text, format, readers=True)
    assert [line for line in found if "without author or editor" not in line] == []
