"""The values themselves: frozen, checked when they are made, cheap to compare."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit.model import (
    TYPES,
    VARIABLES,
    Citation,
    Date,
    Field,
    Identifier,
    Name,
    Record,
    Source,
    replace,
)

NAMES = {
    "given and family": (Name(family="Lovelace", given="Ada"), "Ada Lovelace"),
    "family alone": (Name(family="Plato"), "Plato"),
    "particles": (
        Name(family="Berg", given="Jan", non_dropping_particle="van den"),
        "Jan van den Berg",
    ),
    "both particles": (
        Name(family="X", dropping_particle="de", non_dropping_particle="La"),
        "de La X",
    ),
    "an elision": (
        Name(family="Alembert", given="Jean", dropping_particle="d'"),
        "Jean d'Alembert",
    ),
    "a suffix": (Name(family="King", given="Martin", suffix="Jr."), "Martin King Jr."),
    "a literal": (Name(literal="World Health Organization"), "World Health Organization"),
    "nothing": (Name(), ""),
}


@pytest.mark.parametrize(("name", "text"), NAMES.values(), ids=NAMES.keys())
def test_a_name_reads_as_people_write_it(name: Name, text: str) -> None:
    assert str(name) == text


def test_a_name_is_literal_or_in_parts() -> None:
    with pytest.raises(ValueError, match=r"^a name is literal or in parts, not both: 'X'$"):
        Name(literal="X", family="Y")


WRONG_DATES: dict[str, dict[str, Any]] = {
    "no month 13": {"year": 2024, "month": 13},
    "no month 0": {"year": 2024, "month": 0},
    "no season 5": {"year": 2024, "season": 5},
    "a day without its month and year: 3": {"year": 2024, "day": 3},
    "no day 30 in month 2 of 2024": {"year": 2024, "month": 2, "day": 30},
    "no day 29 in month 2 of 1900": {"year": 1900, "month": 2, "day": 29},
    "no day 0 in month 2 of 2024": {"year": 2024, "month": 2, "day": 0},
    "a date needs a year or words": {},
}


@pytest.mark.parametrize(("message", "values"), WRONG_DATES.items())
def test_a_wrong_date_cannot_be_made(message: str, values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        Date(**values)


@pytest.mark.parametrize("year", [-400, 0, 4, 2000, 2024, 12000])
def test_leap_days_are_days(year: int) -> None:
    assert Date(year, 2, 29).day == 29


@pytest.mark.parametrize(
    "date", [Date(literal="soon"), Date(open_start=True, end=Date(1997)), Date(0)]
)
def test_a_date_may_lack_its_year(date: Date) -> None:
    assert date == Date(**{name: getattr(date, name) for name in date.__slots__})


def test_a_source_reads_as_editors_jump_to_it() -> None:
    assert [str(Source("a.ris", 3)), str(Source("a.ris")), str(Source())] == [
        "a.ris:3",
        "a.ris",
        "",
    ]


@pytest.mark.parametrize(
    "value",
    [
        Citation(title="A"),
        Date(2024),
        Name(),
        Source(),
        Identifier("doi", "x"),
        Record("x", ()),
        Field("x", "y"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_values_are_frozen(value: object) -> None:
    name = next(iter(type(value).__annotations__))
    with pytest.raises(AttributeError):
        setattr(value, name, "other")
    with pytest.raises(AttributeError):
        delattr(value, name)


def test_a_citation_has_every_variable() -> None:
    citation = Citation()
    assert citation.type == "document"
    assert citation.set_values() == {}
    assert all(hasattr(citation, name) for name in VARIABLES)
    assert len(TYPES) == 45


def test_a_citation_has_no_other_variable() -> None:
    with pytest.raises(TypeError, match=r"^Citation has no 'titel'$"):
        Citation(titel="A")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"^Citation has no 'titel'$"):
        replace(Citation(), **{"titel": "A"})


def test_defaults_that_are_given_make_no_difference() -> None:
    one, other = Citation(title="A"), Citation(title="A", volume="", author=(), type="document")
    assert one == other
    assert hash(one) == hash(other)
    assert repr(one) == repr(other) == "Citation(title='A')"
    assert one != Citation(title="B")
    assert one != "A"


def test_replace_gives_another_citation() -> None:
    one = Citation(title="A", volume="1")
    assert replace(one, title="B") == Citation(title="B", volume="1")
    assert one == Citation(title="A", volume="1")


def test_the_first_identifier_of_a_scheme_is_found() -> None:
    ids = (Identifier("doi", "a"), Identifier("arxiv", "b"), Identifier("doi", "c"))
    citation = Citation(ids=ids)
    assert [citation.id(scheme) for scheme in ("doi", "arxiv", "isbn")] == ["a", "b", ""]


@given(st.permutations([("title", "A"), ("volume", "1"), ("key", "k")]))
def test_the_order_of_values_makes_no_difference(values: list[tuple[str, Any]]) -> None:
    assert repr(Citation(**dict(values))) == "Citation(key='k', title='A', volume='1')"
