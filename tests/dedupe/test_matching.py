"""Could two citations be one work: the reasons for it, and what speaks against it."""

from typing import Any

import pytest

from bibkit.dedupe import Match, compare
from bibkit.model import Citation, Date, Identifier, Name

ADA = Name(family="Lovelace", given="Ada")
BOB = Name(family="Babbage", given="Charles")
CLEO = Name(family="Curie", given="Marie")


def work(**values: Any) -> Citation:
    return Citation(**{"title": "On Trees", **values})


def ids(*pairs: tuple[str, str]) -> dict[str, Any]:
    return {"ids": tuple(Identifier(*pair) for pair in pairs)}


SAME: dict[str, tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]] = {
    "the title alone": ({}, {}, ()),
    "another rendering of the title": ({}, {"title": "{ON} Trees."}, ()),
    "authors": ({"author": (ADA,)}, {"author": (ADA,)}, ("same authors",)),
    "initials": (
        {"author": (ADA, BOB)},
        {"author": (Name(family="Lovelace", given="A."), BOB)},
        ("same authors",),
    ),
    "the beginning of a list that goes on": (
        {"author": (ADA,), "more_authors": True},
        {"author": (ADA, BOB)},
        ("same authors",),
    ),
    "authors on one side": ({"author": (ADA,)}, {}, ()),
    "an owner among the authors": (
        {"also_by": (BOB,)},
        {"author": (ADA, BOB)},
        ("owner among the authors",),
    ),
    "the date": ({"issued": Date(2024, 3)}, {"issued": Date(2024, 3)}, ("same date",)),
    "a preprint and its paper a year later": (
        {"issued": Date(2023, 12)},
        {"issued": Date(2024)},
        (),
    ),
    "years in words": (
        {"issued": Date(literal="soon")},
        {"issued": Date(1999)},
        (),
    ),
    "an identifier": (ids(("doi", "10.1000/a")), ids(("doi", "10.1000/A")), ()),
    "versions of a preprint": (
        ids(("arxiv", "1803.03324v1")),
        ids(("arxiv", "1803.03324v2")),
        (),
    ),
    "identifiers of different schemes": (
        ids(("doi", "10.1000/a")),
        ids(("arxiv", "1803.03324")),
        (),
    ),
}


@pytest.mark.parametrize(("one", "other", "reasons"), SAME.values(), ids=SAME.keys())
def test_what_agrees_is_one_work(
    one: dict[str, Any], other: dict[str, Any], reasons: tuple[str, ...]
) -> None:
    expected = Match(1.0, ("same title", *reasons))
    assert compare(work(**one), work(**other)) == expected
    assert compare(work(**other), work(**one)) == expected
    assert expected


AGAINST: dict[str, tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]] = {
    "titles": ({}, {"title": "On Bushes"}, ("different titles",)),
    "no titles": ({"title": ""}, {"title": ""}, ("different titles",)),
    "authors": (
        {"author": (ADA,)},
        {"author": (BOB,)},
        ("same title", "different authors"),
    ),
    "a given name": (
        {"author": (ADA,)},
        {"author": (Name(family="Lovelace", given="Bea"),)},
        ("same title", "different authors"),
    ),
    "the order of authors": (
        {"author": (ADA, BOB)},
        {"author": (BOB, ADA)},
        ("same title", "different authors"),
    ),
    "more authors than a complete list has": (
        {"author": (ADA,)},
        {"author": (ADA, BOB)},
        ("same title", "different authors"),
    ),
    "more authors than a complete list has, and more": (
        {"author": (ADA,)},
        {"author": (ADA, BOB), "more_authors": True},
        ("same title", "different authors"),
    ),
    "a count": (
        {"author": (ADA,), "more_authors": True, "author_count": 3},
        {"author": (ADA,)},
        ("same title", "different authors"),
    ),
    "years": (
        {"issued": Date(2020)},
        {"issued": Date(2022)},
        ("same title", "years 2020 and 2022"),
    ),
    "a DOI": (
        ids(("doi", "10.1000/a")),
        ids(("doi", "10.1000/b")),
        ("same title", "different doi"),
    ),
    "a preprint": (
        ids(("arxiv", "1803.03324")),
        ids(("arxiv", "1803.03325")),
        ("same title", "different arxiv"),
    ),
}


@pytest.mark.parametrize(("one", "other", "reasons"), AGAINST.values(), ids=AGAINST.keys())
def test_a_contradiction_refuses(
    one: dict[str, Any], other: dict[str, Any], reasons: tuple[str, ...]
) -> None:
    match = compare(work(**one), work(**other))
    assert match.score == 0
    assert not match
    assert match.reasons == reasons
    assert compare(work(**other), work(**one)).score == 0
