"""Clusters hardly ever join contradictions, whatever the order, and stay affordable."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibkit.dedupe import Clustering, Level, cluster, features
from bibkit.dedupe.blocking import candidates
from bibkit.dedupe.fingerprints import Fingerprint, fingerprint
from bibkit.model import Citation, Date, Identifier, Name

ADA = Name(family="Lovelace", given="Ada")
BOB = Name(family="Babbage", given="Charles")
CLEO = Name(family="Curie", given="Marie")
TREES = "On the slow growth of very old trees"
BUSHES = "Bushes in the winters of the northern coast"


def work(title: str = TREES, **values: Any) -> Citation:
    return Citation(**{"title": title, "author": (ADA, BOB), "issued": Date(1843), **values})


def doi(value: str) -> dict[str, Any]:
    return {"ids": (Identifier("doi", value),)}


def members(found: Clustering) -> list[tuple[int, ...]]:
    return [one.members for one in found.clusters]


def test_nothing_alike_gives_no_clusters() -> None:
    assert cluster([]) == Clustering((), ())
    assert cluster([work(), work(BUSHES), Citation(), Citation()]) == Clustering((), ())


def test_a_cluster_has_its_members_in_order_and_the_pairs_with_their_reasons() -> None:
    found = cluster([work(volume="3"), work(BUSHES), work(), work(volume="3")])
    assert members(found) == [(0, 2, 3)]
    (only,) = found.clusters
    assert {(link.one, link.other) for link in only.links} <= {(0, 2), (0, 3), (2, 3)}
    assert only.reasons == ("same-title", "same-authors", "same-year")


def test_clusters_come_in_the_order_of_their_first_members() -> None:
    assert members(cluster([work(), work(BUSHES), work(BUSHES), work()])) == [(0, 3), (1, 2)]


CHAIN = [
    work(**doi("10.1000/a"), volume="1", page="1-9"),
    work(),
    work(**doi("10.1000/b"), volume="2", page="31-38"),
]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_a_chain_does_not_join_what_contradicts_itself(order: tuple[int, ...]) -> None:
    found = cluster([CHAIN[at] for at in order], "record")
    assert all(not {order.index(0), order.index(2)} <= set(c.members) for c in found.clusters)


def test_no_third_record_joins_a_preprint_to_its_article() -> None:
    preprint = work(ids=(Identifier("arxiv", "1203.04567"),))
    article = work(container_title="Journal of Trees")
    silent = [work(note=str(at)) for at in range(9)]
    for works in ([preprint, article, *silent], [*silent, article, preprint]):
        found = cluster(works, "record")
        both = {works.index(preprint), works.index(article)}
        assert all(not both <= set(one.members) for one in found.clusters)
        assert sum(len(one.members) for one in found.clusters) >= 10
    assert members(cluster([preprint, article, *silent], "work")) == [tuple(range(11))]
    assert members(cluster([preprint, article], "record", same=[(0, 1)])) == [(0, 1)]


def test_a_work_is_found_by_what_names_its_other_version() -> None:
    later = work(
        "Growth in the north",
        author=(),
        ids=(Identifier("doi", "10.1000/b"), Identifier("version_doi", "10.1000/a")),
    )
    earlier = work(author=(), **doi("10.1000/a"))
    assert members(cluster([later, earlier])) == [(0, 1)]
    assert members(cluster([later, earlier], "record")) == []


def test_people_decide() -> None:
    both = [work(), work()]
    assert members(cluster(both)) == [(0, 1)]
    assert cluster(both, different=[(0, 1)]) == Clustering((), ())
    unlike = [work(), work(BUSHES, author=(CLEO,)), work()]
    found = cluster(unlike, same=[(0, 1)])
    assert members(found) == [(0, 1, 2)]
    assert "decided" in found.clusters[0].reasons


def test_what_people_parted_no_third_one_joins() -> None:
    found = cluster([work(), work(volume="3"), work(volume="3", issue="1")], different=[(0, 2)])
    assert all(not {0, 2} <= set(one.members) for one in found.clusters)


def test_a_doubt_is_told_once_for_two_clusters() -> None:
    alike = work("On the growth of old trees", author=(ADA,), issued=Date(1846), volume="9")
    found = cluster([work(), work(), alike, alike], "record")
    assert members(found) == [(0, 1), (2, 3)]
    assert len(found.review) <= 1
    assert all(link.match.outcome != "distinct" for link in found.review)


WORKS = st.builds(
    Citation,
    title=st.sampled_from(
        [
            TREES,
            TREES.upper(),
            f"{TREES} II",
            "On the growth of very old trees",
            BUSHES,
            "Trees",
            "",
        ]
    ),
    author=st.sampled_from([(), (ADA,), (ADA, BOB), (ADA, BOB, CLEO), (CLEO,)]),
    more_authors=st.booleans(),
    also_by=st.sampled_from([(), (CLEO,)]),
    issued=st.sampled_from([None, Date(1843), Date(1844), Date(1850)]),
    container_title=st.sampled_from(["", "Journal of Trees", "J. Trees", "arXiv"]),
    volume=st.sampled_from(["", "1", "2"]),
    page=st.sampled_from(["", "1-9", "31-38"]),
    ids=st.sampled_from([(), *((Identifier("doi", f"10.1000/{x}"),) for x in "ab")]),
    note=st.sampled_from(["", "x"]),
)


@given(
    st.lists(WORKS, max_size=9), st.sampled_from(["record", "work"]),
    st.randoms(use_true_random=False),
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_the_order_does_not_matter(works: list[Citation], level: Level, random: Random) -> None:
    order = random.sample(range(len(works)), len(works))

    def contents(given: list[Citation]) -> list[list[str]]:
        found = cluster(given, level)
        return sorted(sorted(repr(given[at]) for at in one.members) for one in found.clusters)

    assert contents([works[at] for at in order]) == contents(works)


@given(st.lists(WORKS, max_size=9))
@settings(max_examples=100, deadline=None)
def test_every_citation_is_in_one_cluster_at_most(works: list[Citation]) -> None:
    found = cluster(works)
    everyone = [at for one in found.clusters for at in one.members]
    assert len(everyone) == len(set(everyone))
    assert all(len(one.members) > 1 for one in found.clusters)
    assert all(
        {link.one, link.other} <= set(c.members) for c in found.clusters for link in c.links
    )


def alike(count: int) -> Iterator[Citation]:
    """Citations of one title whose every other value differs."""
    for at in range(count):
        name = Name(family=f"Author{at}", given="A.")
        yield work(
            author=(name,), issued=Date(1500 + at % 500), volume=str(at), page=f"{at}0-{at}9"
        )


@pytest.mark.parametrize("title", [TREES, "Editorial", ""])
def test_large_blocks_cost_a_few_pairs_a_citation(title: str) -> None:
    works = [Citation(**{**one.set_values(), "title": title}) for one in alike(3000)]
    prints = sorted(map(fingerprint, works))
    assert len(candidates(prints)) < 40 * len(works)


def test_what_is_equal_is_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[int] = []
    real = features.row

    def counted(one: Fingerprint, other: Fingerprint) -> features.Row | None:
        rows.append(1)
        return real(one, other)

    monkeypatch.setattr(features, "row", counted)
    found = cluster([work() for _ in range(3000)])
    assert members(found) == [tuple(range(3000))]
    assert len(rows) < 10


def test_untitled_citations_are_no_candidates() -> None:
    assert candidates(sorted(fingerprint(Citation(note=str(at))) for at in range(3000))) == []
