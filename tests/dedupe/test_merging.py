"""Several citations of one work to one: nothing is lost, no order matters, all is told."""

from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibkit import api
from bibkit.dedupe import merge
from bibkit.diagnostics import Diagnostic
from bibkit.model import Citation, Date, Identifier, Name, Source
from tests.conftest import ROOT

ADA = Name(family="Lovelace", given="Ada")
BOB = Name(family="Babbage", given="Charles")
CLEO = Name(family="Curie", given="Marie")


def work(place: str, **values: Any) -> Citation:
    return Citation(**{"title": "On Trees", "sources": (Source(place, 1),), **values})


def merged(*citations: Citation) -> tuple[Citation, list[str]]:
    """The one citation that they become, and what was told but that they did."""
    told: list[Diagnostic] = []
    (only,) = merge(citations, report=told.append).citations
    assert [each.code for each in told].count("merged") == 1
    return only, [str(each) for each in told if each.code != "merged"]


BOTH = (Source("a", 1), Source("b", 1))
UNITED: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "what only one says": (
        {"volume": "3", "comments": 0},
        {"publisher": "X"},
        {"volume": "3", "publisher": "X", "comments": 0},
    ),
    "what both say": ({"volume": "3"}, {"volume": "3"}, {"volume": "3"}),
    "keywords": (
        {"keyword": ("x", "y"), "volume": "3"},
        {"keyword": ("z", "x")},
        {"keyword": ("x", "y", "z"), "volume": "3"},
    ),
    "identifiers": (
        {"ids": (Identifier("doi", "10.1000/a"),), "volume": "3"},
        {"ids": (Identifier("arxiv", "1803.03324"),)},
        {
            "ids": (Identifier("doi", "10.1000/a"), Identifier("arxiv", "1803.03324")),
            "volume": "3",
        },
    ),
    "extra": (
        {"extra": {"ris/ZZ": ("x", "y")}, "volume": "3"},
        {"extra": {"ris/ZZ": ("y", "z"), "ris/Z1": ("w",)}},
        {"extra": {"ris/ZZ": ("x", "y", "z"), "ris/Z1": ("w",)}, "volume": "3"},
    ),
    "authors on one side": (
        {"author": (ADA,)},
        {"volume": "3"},
        {"author": (ADA,), "volume": "3"},
    ),
    "a longer beginning": (
        {"author": (ADA,), "more_authors": True},
        {"author": (ADA, BOB), "more_authors": True},
        {"author": (ADA, BOB), "more_authors": True},
    ),
    "a complete list": (
        {"author": (ADA, BOB), "more_authors": True, "author_count": 3},
        {"author": (ADA, BOB, CLEO)},
        {"author": (ADA, BOB, CLEO), "author_count": 3},
    ),
    "owners of pages": (
        {"author": (ADA,), "more_authors": True, "also_by": (BOB,)},
        {"author": (ADA,), "more_authors": True, "also_by": (CLEO,)},
        {"author": (ADA,), "more_authors": True, "also_by": (BOB, CLEO)},
    ),
    "an owner who stands in the list": (
        {"also_by": (BOB,)},
        {"author": (ADA, BOB)},
        {"author": (ADA, BOB)},
    ),
    "a finer date": (
        {"issued": Date(2024), "volume": "3", "publisher": "X"},
        {"issued": Date(2024, 3, 1), "volume": "3"},
        {"issued": Date(2024, 3, 1), "volume": "3", "publisher": "X"},
    ),
    "another rendering of the title": (
        {"volume": "3"},
        {"title": "On {Trees}."},
        {"volume": "3"},
    ),
    "a type that somebody knows": (
        {"volume": "3", "publisher": "X"},
        {"type": "book"},
        {"volume": "3", "publisher": "X", "type": "book"},
    ),
    "a count": ({"author_count": 4}, {"volume": "3"}, {"author_count": 4, "volume": "3"}),
}


@pytest.mark.parametrize(("one", "other", "union"), UNITED.values(), ids=UNITED.keys())
def test_what_members_say_is_united(
    one: dict[str, Any], other: dict[str, Any], union: dict[str, Any]
) -> None:
    expected: tuple[Citation, list[str]] = (
        Citation(title="On Trees", sources=BOTH, **union),
        [],
    )
    assert merged(work("a", **one), work("b", **other)) == expected
    assert merged(work("b", **other), work("a", **one)) == expected


CONFLICTS: dict[str, tuple[str, Any, Any, str]] = {
    "a text": ("volume", "3", "4", "volume: 3 is used, not 4"),
    "a date": (
        "issued",
        Date(2024, 3),
        Date(2024, 4, 1),
        "issued: 2024-03 is used, not 2024-04-01",
    ),
    "words": (
        "issued",
        Date(2024),
        Date(literal="soon"),
        "issued: 2024 is used, not soon",
    ),
    "names": (
        "editor",
        (ADA,),
        (BOB, CLEO),
        "editor: Ada Lovelace is used, not Charles Babbage, Marie Curie",
    ),
    "a type": (
        "type",
        "book",
        "report",
        "type: book is used, not report",
    ),
    "a key": ("key", "k", "l", "key: k is used, not l"),
    "an organization": ("organization", "X", "Y", "organization: X is used, not Y"),
}


@pytest.mark.parametrize(
    ("name", "used", "other", "message"), CONFLICTS.values(), ids=CONFLICTS
)
def test_members_that_disagree_are_told(name: str, used: Any, other: Any, message: str) -> None:
    # The member that says more is believed.
    one = work("a", **{name: used, "publisher": "X", "edition": "2"})
    two = work("b", **{name: other, "publisher": "X"})
    both = {"title": "On Trees", "publisher": "X", "edition": "2", "sources": BOTH}
    expected = Citation(**{**both, name: used})
    told = [f"a:1: warning: {message} [conflict]"]
    assert merged(one, two) == (expected, told)
    assert merged(two, one) == (expected, told)


def test_a_merge_is_told_with_its_places_and_reasons() -> None:
    told: list[Diagnostic] = []
    works = [work("a", author=(ADA,)), work("c", title="On Bushes"), work("b", author=(ADA,))]
    found = merge(works, report=told.append)
    assert found.citations == (
        Citation(title="On Trees", author=(ADA,), sources=BOTH),
        works[1],
    )
    (cluster,) = found.clusters
    assert (cluster.members, cluster.reasons) == ((0, 2), ("same title",))
    assert found.places == (0,)
    assert found.titles() == ("On Trees",)
    assert told == [
        Diagnostic("merged", "On Trees: a:1 and b:1 are one (same title)", Source("a", 1))
    ]


def test_the_remix_pair_of_the_seeds_becomes_one() -> None:
    told: list[Diagnostic] = []
    found = merge(seeds(), report=told.append)
    assert [(each.code, each.source.path.rpartition("/")[2]) for each in told] == [
        ("merged", "zhichen-zeng.txt")
    ]
    assert (len(seeds()), len(found.citations)) == (209, 208)
    (remix,) = (found.citations[place] for place in found.places)
    assert remix.title == "ReMix: Reinforcement routing for mixtures of LoRAs in LLM finetuning"
    assert [str(name) for name in remix.author] == [
        "Ruizhong Qiu",
        "Hanqing Zeng",
        "Yinglong Xia",
    ]
    assert remix.more_authors
    assert [str(name) for name in remix.also_by] == ["Zhichen Zeng"]
    assert (remix.organization, remix.comments) == ("Meta Research", 4)
    assert remix.issued == Date(2026, 3, 10)
    assert [source.path.rpartition("/")[2] for source in remix.sources] == [
        "daily-papers.txt",
        "zhichen-zeng.txt",
    ]


@cache
def seeds() -> tuple[Citation, ...]:
    return tuple(api.read(ROOT / "seeds"))


PEOPLE = st.sampled_from([(), (ADA,), (ADA, BOB), (ADA, CLEO), (BOB,)])
WORKS = st.builds(
    Citation,
    title=st.sampled_from(["On Trees", "on trees.", "Bushes", ""]),
    author=PEOPLE,
    more_authors=st.booleans(),
    also_by=st.sampled_from([(), (CLEO,)]),
    issued=st.sampled_from([None, Date(2023), Date(2024), Date(2024, 3)]),
    ids=st.sampled_from([(), *((Identifier("doi", f"10.1000/{x}"),) for x in "ab")]),
    volume=st.sampled_from(["", "1", "2"]),
    keyword=st.sampled_from([(), ("x",), ("y", "x")]),
)


def placed(works: list[Citation]) -> list[Citation]:
    return [
        Citation(**{**each.set_values(), "sources": (Source(str(place), 1),)})
        for place, each in enumerate(works)
    ]


@given(st.lists(WORKS, max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_the_order_does_not_matter(works: list[Citation], random: Random) -> None:
    works = placed(works)
    shuffled = random.sample(works, len(works))
    assert set(merge(works).citations) == set(merge(shuffled).citations)


@given(st.lists(WORKS, max_size=6))
@settings(max_examples=200)
def test_a_second_merge_changes_nothing(works: list[Citation]) -> None:
    once = merge(placed(works))
    twice = merge(once.citations)
    assert twice.citations == once.citations
    assert twice.clusters == ()


@given(st.lists(WORKS, max_size=6))
@settings(max_examples=200)
def test_the_sources_are_the_union(works: list[Citation]) -> None:
    works = placed(works)
    found = merge(works)
    sources = [source for each in found.citations for source in each.sources]
    assert sorted(map(str, sources)) == sorted(str(each.sources[0]) for each in works)
    assert len(found.citations) == len(works) - sum(len(c.members) - 1 for c in found.clusters)


def test_the_seeds_merge_alike_in_any_order() -> None:
    backwards = merge(reversed(seeds()))
    assert set(backwards.citations) == set(merge(seeds()).citations)
