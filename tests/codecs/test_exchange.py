"""Codecs of EndNote, MEDLINE, MODS and Word: what they write they read, and how it looks."""

from typing import Any

import pytest
from hypothesis import given

from bibkit import codecs
from bibkit.codecs.text import PartlyReadError
from bibkit.model import Date, Identifier, Json, Name
from tests import strategies

JANE = Name("Doe", "Jane Q.")
BERG = Name("Berg", "Jan", "van der", suffix="Jr.")
WHO = Name(literal="World Health Organization")
DAY, MONTH, SPRING = Date(2020, 5, 12), Date(2020, 5), Date(2020, season=1)
ORCID = Identifier("orcid", "0000-0002-1825-0097")
RANGE, ABOUT = Date(1999, end=Date(2001)), Date(1850, circa=True)

WRITTEN: dict[str, list[tuple[Any, Any]]] = {
    "endnote.date": [
        (DAY, ("2020", "May 12")),
        (MONTH, ("2020", "May")),
        (Date(2020), ("2020", "")),
        (SPRING, ("2020", "Spring 2020")),
        (RANGE, ("1999", "1999/2001")),
        (ABOUT, ("1850", "1850~")),
        (Date(literal="in press"), ("in press", "")),
        (Date(-43), ("-0043", "")),
        (Date(open_start=True, end=Date(1999)), ("../1999", "")),
    ],
    "endnote.day": [(DAY, "2020-05-12"), (RANGE, "1999/2001"), (Date(literal="n.d."), "n.d.")],
    "endnote.lines": [("one\ntwo", "one\r two"), ("one\n\ntwo", "one\r \r two")],
    "endnote.name": [
        (JANE, "Doe, Jane Q."),
        (BERG, "van der Berg, Jan, Jr."),
        (WHO, "World Health Organization,"),
        (Name(literal="Barnes and Noble, Inc."), "Barnes and Noble,, Inc."),
        (Name("Plato"), "Plato"),
    ],
    "endnote.person": [(WHO, "World Health Organization,"), (Name("Plato"), "Plato")],
    "endnote.twice": [("A", ("A", "A"))],
    "medline.date": [
        (DAY, "2020 May 12"),
        (MONTH, "2020 May"),
        (SPRING, "2020 Spring"),
        (RANGE, "1999/2001"),
        (Date(literal="in press"), "in press"),
    ],
    "medline.day": [(DAY, "20200512"), (MONTH, "2020 May"), (Date(2150, 1, 2), "2150 Jan 2")],
    "medline.person": [
        (JANE, "Doe, Jane Q."),
        (BERG, "van der Berg, Jan Jr."),
        (WHO, "World Health Organization,"),
    ],
    "mods.date": [
        (DAY, "2020-05-12"),
        (ABOUT, "1850~"),
        (SPRING, "Spring 2020"),
        (Date(literal="n.d."), "n.d."),
    ],
    "mods.language": [("en-US", ("en-US", "")), ("German", ("", "German"))],
    "mods.key": [("doe2020", ("doe2020", "doe2020")), ("10:x", ("10:x", ""))],
    "mods.pages": [
        ("1-9", ("1", "9", "")),
        ("e12", ("e12", "", "")),
        ("1, 3", ("", "", "1, 3")),
    ],
    "mods.subject": [("ice", {"topic": "ice"})],
    "mods.title": [("A: b", {"title": "A: b"})],
    "mods.person": [
        (
            BERG,
            {
                "@type": "personal",
                "namePart": [
                    {"@type": "family", "#text": "van der Berg"},
                    {"@type": "given", "#text": "Jan"},
                    {"@type": "termsOfAddress", "#text": "Jr."},
                ],
            },
        ),
        (WHO, {"@type": "corporate", "namePart": "World Health Organization"}),
        (
            Name("Doe", ids=(Identifier("lived", "1950-"), ORCID)),
            {
                "@type": "personal",
                "namePart": [
                    {"@type": "family", "#text": "Doe"},
                    {"@type": "date", "#text": "1950-"},
                ],
                "nameIdentifier": [{"@type": "orcid", "#text": "0000-0002-1825-0097"}],
            },
        ),
    ],
    "word.date": [
        (DAY, ("2020", "May", "12")),
        (MONTH, ("2020", "May", "")),
        (RANGE, ("1999/2001", "", "")),
        (ABOUT, ("1850~", "", "")),
        (SPRING, ("Spring 2020", "", "")),
        (Date(literal="n.d."), ("n.d.", "", "")),
    ],
    "word.language": [("en-US", ("1033", "")), ("Latin", ("", "Language: Latin"))],
    "word.place": [("Geneva, Switzerland", ("Geneva, Switzerland", "", ""))],
    "word.people": [
        ((WHO, Name(literal="UNESCO")), {"Corporate": "World Health Organization; UNESCO"}),
        (
            (JANE, BERG, WHO),
            {
                "NameList": {
                    "Person": [
                        {"Last": "Doe", "First": "Jane", "Middle": "Q."},
                        {"Last": "van der Berg, Jr.", "First": "Jan"},
                        {"Last": "World Health Organization"},
                    ]
                }
            },
        ),
    ],
}  # fmt: skip


def found(word: str) -> codecs.Codec:
    codec = codecs.find(word)
    assert codec
    return codec


@pytest.mark.parametrize(
    ("word", "value", "written"), [(w, *pair) for w, pairs in WRITTEN.items() for pair in pairs]
)
def test_a_value_is_written_so_and_read_back(word: str, value: Any, written: Any) -> None:
    codec = found(word)
    assert codec.encode(value) == written
    columns = written if isinstance(written, tuple) else (written,)
    assert codec.decode(*columns) == value


@pytest.mark.parametrize(
    "word", ["endnote.date", "medline.date", "medline.day", "mods.date", "word.date"]
)
@given(date=strategies.dates)
def test_dates_come_back(word: str, date: Date) -> None:
    codec = found(word)
    written = codec.encode(date)
    assert codec.decode(*(written if isinstance(written, tuple) else (written,))) == date


@pytest.mark.parametrize(
    "word", ["endnote.name", "endnote.person", "medline.person", "mods.person"]
)
@given(people=strategies.names)
def test_people_come_back(word: str, people: tuple[Name, ...]) -> None:
    codec = found(word)
    assert tuple(codec.decode(codec.encode(name)) for name in people) == people


SHORT = {
    "Smith J": Name("Smith", "J"),
    "Smith JA Jr": Name("Smith", "JA", suffix="Jr"),
    "O'Brien KM 2nd": Name("O'Brien", "KM", suffix="2nd"),
    "Kim Y-H": Name("Kim", "Y-H"),
    "Martínez-García MÁ": Name("Martínez-García", "MÁ"),
    "Smith J A": Name("Smith", "J A"),
    "Sanchez Perez J": Name("Sanchez Perez", "J"),
    "van der Waals JD": Name("Waals", "JD", "van der"),
    "The Group": Name(literal="The Group"),
    "Doe, Jane 3rd": Name("Doe", "Jane", suffix="3rd"),
}


@pytest.mark.parametrize(("text", "name"), SHORT.items())
def test_names_of_medline_are_taken_apart(text: str, name: Name) -> None:
    assert found("medline.person").decode(text) == name


PEOPLE: dict[str, tuple[Json, tuple[Name, ...]]] = {
    "one person": (
        {"NameList": {"Person": {"Last": "Doe", "First": "J"}}},
        (Name("Doe", "J"),),
    ),
    "but a first name": ({"NameList": {"Person": {"First": "Plato"}}}, (Name("Plato"),)),
    "nothing in a person": ({"NameList": {"Person": [{"Last": "Doe"}, ""]}}, (Name("Doe"),)),
    "text": ("Doe, Jane", (Name("Doe", "Jane"),)),
}


@pytest.mark.parametrize(("tree", "people"), PEOPLE.values(), ids=PEOPLE.keys())
def test_words_people_are_read(tree: Json, people: tuple[Name, ...]) -> None:
    assert found("word.people").decode(tree) == people


@pytest.mark.parametrize("tree", ["", {"NameList": ""}, {"NameList": {"Person": {"Last": ""}}}])
def test_nobody_is_no_list_of_people(tree: Json) -> None:
    with pytest.raises(ValueError, match="no name"):
        found("word.people").decode(tree)


NUMBERS = {
    "ISBN: 978-0-306-40615-7 ISSN: 0378-5955": ["isbn:978-0-306-40615-7", "issn:0378-5955"],
    "DOI: 10.1000/182": ["doi:10.1000/182"],
    "0378-5955\r 2434-561X": ["issn:0378-5955", "issn:2434-561X"],
}


@pytest.mark.parametrize(("text", "ids"), NUMBERS.items())
def test_standard_numbers_are_told_apart(text: str, ids: list[str]) -> None:
    codec = found("word.standard")
    assert codec.split
    read = [codec.decode(part) for part in codec.split(text)]
    assert [f"{each.scheme}:{each.value}" for each in read] == ids


def test_a_day_without_its_month_is_left() -> None:
    with pytest.raises(PartlyReadError) as partly:
        found("word.date").decode("2001", "", "3")
    assert (partly.value.value, partly.value.left) == (Date(2001), [2])


@pytest.mark.parametrize("text", ["journalArticle", "Ph.D. thesis", "Book"])
def test_a_type_is_no_genre_of_mods(text: str) -> None:
    with pytest.raises(ValueError, match="is a type"):
        found("mods.genre").decode(text)


@pytest.mark.parametrize("text", ["interview", "Preprint", "Journal Article"])
def test_a_type_is_no_genre_of_medline(text: str) -> None:
    with pytest.raises(ValueError, match="is a type"):
        found("medline.genre").decode(text)
