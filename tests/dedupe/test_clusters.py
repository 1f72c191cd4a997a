"""Clusters never join what contradicts itself, whatever the order."""

from typing import Any

from bibkit.dedupe import Clustering, cluster
from bibkit.model import Citation, Identifier, Name

ADA = Name(family="Lovelace", given="Ada")


def work(title: str = "On Trees", **values: Any) -> Citation:
    return Citation(title=title, **values)


def doi(value: str) -> dict[str, Any]:
    return {"ids": (Identifier("doi", value),)}


def test_nothing_alike_gives_no_clusters() -> None:
    assert cluster([]) == Clustering((), ())
    assert cluster([work(), work("On Bushes"), Citation(), Citation()]) == Clustering((), ())


def test_a_cluster_has_its_members_in_order_and_the_reasons() -> None:
    works = [work(author=(ADA,)), work("On Bushes"), work(author=(ADA,)), work()]
    (found,) = cluster(works).clusters
    assert found.members == (0, 2, 3)
    assert [(link.one, link.other) for link in found.links] == [(0, 2), (0, 3), (2, 3)]
    assert found.reasons == ("same title", "same authors")


def test_clusters_come_in_the_order_of_their_first_members() -> None:
    works = [work("A tree"), work("A bush"), work("A bush"), work("A tree")]
    assert [one.members for one in cluster(works).clusters] == [(0, 3), (1, 2)]


def test_a_chain_does_not_join_what_contradicts_itself() -> None:
    one, between, other = work(**doi("10.1000/a")), work(), work(**doi("10.1000/b"))
    for works in ([one, between, other], [other, between, one], [between, other, one]):
        (found,) = cluster(works).clusters
        joined = {works[member] for member in found.members}
        assert joined == {between, one}
