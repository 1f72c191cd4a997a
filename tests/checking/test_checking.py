"""What check tells of one entry, each with its line, and that it tells nothing else."""

import json
from pathlib import Path

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
    r"x^2 and $x^2$": ["title holds ^ outside of a formula: write $...$ around it"],
    r"$\alpha$ and \(x_1\) cost \$5": [],
    r"$5 or $6": [r"title holds a $ that opens or closes no formula: write \$"],
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
    "{A, B, C and D} and Ada Lovelace": [],
    "IEEE": [],
    "LI, Wei": [],
    "Ada Lovelace and others and Bob Li": [
        "author 'others' is no person: 'others' stands last in a list"
    ],
    "Society of Automotive Engineers": [
        "author 'Society of Automotive Engineers' looks like an organisation read as a person"
    ],
    "Lovelace, Ada and Babbage2, Charles": ["author 'Charles Babbage2' holds a digit"],
    "Smith, John, 1950-": ["author 'John Smith, 1950-' ends in the years of a life"],
    "Wei Wang 0001": [
        "author 'Wei Wang 0001' ends in the number by which DBLP tells namesakes apart"
    ],
    "LOVELACE, Ada": ["author 'Ada LOVELACE' is in capitals"],
    "Lovelace, A., Li, B., Wu, C.": [
        "author 'Lovelace, A., Li, B., Wu, C.' holds 5 commas: part names by 'and'"
    ],
    "Ada Lovelace; Bob Li": ["author 'Ada Lovelace; Bob Li' holds ';': part names by 'and'"],
    "Lovelace, Ada & Li, Bob": [
        r"author holds &: write \&",
        "author 'Lovelace, Ada & Li, Bob' holds '&': part names by 'and'",
    ],
    "Lovelace, Ada et al.": ["author holds 'et al.': a list that goes on ends in 'and others'"],
    "Lovelace, Ada and and Li, Bob": ["author holds an 'and' without a name beside it"],
    "Lovelace, Ada and": ["author holds an 'and' without a name beside it"],
    "and, Ada": [],
}


@pytest.mark.parametrize(("names", "messages"), NAMES.items())
def test_names_that_no_person_has_are_told(names: str, messages: list[str]) -> None:
    found = told(entry("misc", title="A", author=names))
    assert sorted(found) == sorted(
        f"3 {message} [{'unescaped-tex' if ': write' in message else 'odd-name'}]"
        for message in messages
    )


FIELDS = {
    ("pages", "12-15"): ["pages '12-15': a range is written 12--15 [odd-pages]"],
    ("pages", "12--15"): [],
    ("pages", "731--45"): [],
    ("pages", "731--713"): ["pages '731-713' run backwards [backward-pages]"],
    ("pages", "A-12"): [],
    ("pages", "pp. 12"): ["pages 'pp. 12': styles write the word themselves [odd-number]"],
    ("volume", "Vol. 3"): ["volume 'Vol. 3': styles write the word themselves [odd-number]"],
    ("volume", "Volta 3"): [],
    ("edition", "2nd ed."): [
        "edition '2nd ed.': styles write the word themselves [odd-number]"
    ],
    ("edition", "second"): [],
    ("year", "201"): ["the year 201: are digits missing? [odd-year]"],
    ("year", "in press"): ["'in press' is no date [odd-year]"],
    ("year", "2001"): [],
    ("series", ""): ["series is empty [empty-field]"],
    ("series", "R&amp;D"): ["series holds &amp;, which is HTML [left-html]"],
    ("series", "On <i>x</i>"): ["series holds <i>, which is HTML [left-html]"],
    ("abstract", "On <i>x</i> &amp; y"): [],
    ("series", "Le\u00e7ons"): [],
    ("series", "Le\u00c3\u00a7ons"): [
        "series holds 'Le\u00c3\u00a7ons': a letter that a wrong encoding spoiled "
        "[odd-character]"
    ],
    ("series", "Tr\u00adees"): [
        "series holds U+00AD, which nobody sees: delete it [odd-character]"
    ],
    ("url", "https://example.org/a"): [],
    ("url", "www.example.org"): [
        "url 'www.example.org' has no scheme such as https:// [odd-url]"
    ],
    ("url", "https://example.org/a b"): [
        "url 'https://example.org/a b' holds a blank [odd-url]"
    ],
    ("url", r"\url{https://example.org}"): [r"url stands in \url, which styles add [odd-url]"],
    ("doi", "10.1000/a"): [],
    ("doi", "https://doi.org/10.1000/a"): ["doi: write 10.1000/a alone [odd-identifier]"],
    ("issn", "1234-5678"): [
        "issn: an ISSN whose check digit is not 8: '1234-5678' [bad-value]"
    ],
    ("tilte", "B"): ["BibLaTeX has no field 'tilte': did you mean 'title'? [unknown-field]"],
    ("zzzz", "B"): ["BibLaTeX has no field 'zzzz' [unknown-field]"],
    ("timestamp", "2001-01-01"): [
        "fields of programs, which no style prints: timestamp (1) [program-field]"
    ],
}


@pytest.mark.parametrize(("field", "messages"), FIELDS.items())
def test_doubtful_values_are_told(field: tuple[str, str], messages: list[str]) -> None:
    tag, value = field
    assert told(entry("misc", title="A", **{tag: value})) == [f"3 {m}" for m in messages]


def test_fields_of_programs_are_counted_once_for_a_file() -> None:
    own = "title = {A}, owner = {ada}, groups = {x}"
    fields = (own, f"{own}, year = {{201}}", f"{own}, file = {{f}}")
    text = "\n".join(
        f"@misc{{{key},\n  {each}\n}}" for key, each in zip("abc", fields, strict=True)
    )
    assert told(text) == [
        "2 fields of programs, which no style prints: owner (3), groups (3), file (1) "
        "[program-field]",
        "5 the year 201: are digits missing? [odd-year]",
    ]


def test_a_key_that_programs_refuse_is_told() -> None:
    text = "@misc{a'b,\n  title = {A},\n}"
    assert told(text) == ["1 key \"a'b\" holds ', which programs refuse [odd-key]"]


LINKS = {
    "@misc{a, title = {A}, related = {b, c}}\n@misc{b, title = {B}}": [
        "1 related names 'c', a key that no entry has [dangling-link]"
    ],
    "@inbook{a, title = {A}, crossref = {b}}": [
        "1 crossref names 'b', a key that no entry has [dangling-link]"
    ],
    "@misc{a, title = {A}, xdata = {x}}\n@xdata{x, year = {2001}}": [],
    "@misc{a, title = {A}, xref = {old}}\n@misc{b, ids = {older, old}, title = {B}}": [],
    "@book{b, title = {B}}\n@inbook{a, title = {A}, crossref = {B}}": [
        "2 crossref names 'B' in line 1: BibTeX wants parents behind [parent-first]"
    ],
}


@pytest.mark.parametrize(("text", "messages"), LINKS.items())
def test_keys_of_other_records_are_looked_up(text: str, messages: list[str]) -> None:
    codes = ("dangling-link]", "parent-first]", "bad-value]")
    assert [line for line in told(text, "bibtex") if line.endswith(codes)] == messages


def test_what_is_inherited_is_told_where_it_stands() -> None:
    child = entry("incollection", author="Ada Li", title="A", crossref="w")
    whole = entry("collection", title="A & b", editor="Bob Li", year="2001").replace("key", "w")
    found = told(f"{child}\n{whole}")
    assert [line for line in found if "unescaped" in line] == [
        r"7 title holds &: write \& [unescaped-tex]"
    ]


def test_a_key_in_another_case_is_another_key_to_some() -> None:
    text = "@misc{a, title = {A}}\n@misc{A, title = {B}}\n@misc{A, title = {C}}"
    assert told(text) == [
        "2 'A' is 'a' in line 1 but for its case [similar-key]",
        "3 'A' is 'a' in line 1 but for its case [similar-key]",
        "3 the key 'A' stands in line 2 already [duplicate-key]",
    ]


def test_a_folder_is_checked_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "b.bib").write_text("@misc{a, title = {B}, pages = {2--1}}")
    (tmp_path / "a.ris").write_text("TY  - BOOK\nTI  - A\nER  - \n")
    (tmp_path / "c.txt").write_text("of no format")
    found = [str(each).partition(f"{tmp_path}/")[2] for each in bibkit.check(tmp_path)]
    assert found == [
        "a.ris:1: warning: book without author or editor or organization [missing-field]",
        "a.ris:1: warning: book without date [missing-field]",
        "b.bib:1: warning: pages '2-1' run backwards [backward-pages]",
    ]


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
