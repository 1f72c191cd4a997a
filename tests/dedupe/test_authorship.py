"""One list of authors from several: the longest complete one, in the fullest names."""

from typing import Any

import pytest

from bibkit.dedupe.authorship import authorship
from bibkit.model import Citation, Identifier, Name
from bibkit.names import parse_shown

ORCID = (Identifier("orcid", "0000-0002-1825-0097"),)


def by(*people: str | Name, **values: Any) -> Citation:
    names = tuple(parse_shown(each) if isinstance(each, str) else each for each in people)
    return Citation(title="A", author=names, **values)


CASES: dict[str, tuple[list[Citation], str]] = {
    "the longer list": ([by("A. One"), by("A. One", "B. Two")], "A. One; B. Two"),
    "a complete list before a truncated one": (
        [by("A. One", "B. Two", "C. Three", more_authors=True), by("A. One", "B. Two")],
        "A. One; B. Two",
    ),
    "fuller names, whoever has them": (
        [by("A. One", "Bea Two"), by("Ann One", "B. Two")],
        "Ann One; Bea Two",
    ),
    "a middle name": ([by("Ann One"), by("Ann B. One")], "Ann B. One"),
    "fuller names from a truncated list": (
        [by("A. One", "B. Two"), by("Ann One", more_authors=True)],
        "Ann One; B. Two",
    ),
    "initials that two names fit": (
        [by("J. One", "B. Two"), by("Jane One", "B. Two"), by("John One", "B. Two")],
        "J. One; B. Two",
    ),
    "no name is lower-cased or shouted": ([by("ANN One"), by("Ann One")], "Ann One"),
    "parts before a literal": ([by(Name(literal="Ann One")), by("Ann One")], "Ann One"),
    "another order keeps that of the first": (
        [by("A. One", "B. Two"), by("Bea Two", "Ann One")],
        "Ann One; Bea Two",
    ),
    "one who is not in the complete list": (
        [by("A. One", "B. Two"), by("C. Three")],
        "A. One; B. Two",
    ),
}


@pytest.mark.parametrize(("records", "expected"), CASES.values(), ids=CASES)
def test_the_authors_of_several_records(records: list[Citation], expected: str) -> None:
    assert "; ".join(map(str, authorship(records).author)) == expected


def test_ids_of_one_person_are_united() -> None:
    found = authorship([by("A. One"), by(Name(family="One", given="Ann", ids=ORCID))])
    assert found.author == (Name(family="One", given="Ann", ids=ORCID),)


def test_a_person_whose_place_nobody_knows_is_among_the_hidden() -> None:
    found = authorship(
        [
            by("A. One", "B. Two", more_authors=True),
            by("A. One", "Z. Last", more_authors=True, also_by=(parse_shown("Bea Two"),)),
        ]
    )
    assert "; ".join(map(str, found.author)) == "A. One; B. Two"
    assert (found.more_authors, list(map(str, found.also_by))) == (True, ["Z. Last"])
    assert found.unplaced == ()


def test_who_is_not_in_a_complete_list_is_told() -> None:
    other = by("A. One", "Z. Last")
    found = authorship([by("A. One", "B. Two", "C. Three"), other])
    assert [(str(name), each) for name, each in found.unplaced] == [("Z. Last", other)]


def test_another_order_is_told() -> None:
    other = by("Bea Two", "Ann One")
    assert authorship([by("A. One", "B. Two"), other]).disordered == (other,)


COUNTS: dict[str, tuple[list[Citation], int | None]] = {
    "none": ([by("A. One")], None),
    "of a truncated list": (
        [by("A. One", more_authors=True), by(author_count=5)],
        5,
    ),
    "a complete list counts itself": ([by("A. One", "B. Two"), by(author_count=5)], 2),
    "too few": ([by("A. One", "B. Two", more_authors=True, author_count=1)], None),
    "without any author": ([by(author_count=5), by()], 5),
}


@pytest.mark.parametrize(("records", "count"), COUNTS.values(), ids=COUNTS)
def test_the_count_fits_the_list(records: list[Citation], count: int | None) -> None:
    assert authorship(records).author_count == count
