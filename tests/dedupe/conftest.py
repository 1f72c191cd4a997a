"""Merging is tested behind the matcher: here equal titles, and people, say what is one."""

from collections.abc import Collection, Sequence
from itertools import combinations

import pytest

from bibkit import titles
from bibkit.dedupe import Cluster, Clustering, Link, Match, merging
from bibkit.model import Citation

SURE = Match(1.0, ("same title",))
DOUBT = Match(0.4, ("same title", "years apart"))


def by_title(
    citations: Sequence[Citation],
    _level: str = "work",
    *,
    same: Collection[tuple[int, int]] = (),
    different: Collection[tuple[int, int]] = (),
) -> Clustering:
    """Citations of one title are one; years far apart make a doubt of it."""
    groups: list[list[int]] = []
    doubts: list[Link] = []
    for position, citation in enumerate(citations):
        for group in groups:
            first = citations[group[0]]
            pairs = {(member, position) for member in group}
            alike = citation.title and titles.key(citation.title) == titles.key(first.title)
            if pairs & set(same) or (alike and not pairs & set(different)):
                if not pairs & set(same) and years_apart(first, citation):
                    doubts.append(Link(group[0], position, DOUBT))
                    continue
                group.append(position)
                break
        else:
            groups.append([position])
    clusters = [
        Cluster(tuple(group), tuple(Link(*pair, SURE) for pair in combinations(group, 2)))
        for group in groups
        if len(group) > 1
    ]
    return Clustering(tuple(clusters), tuple(doubts))


def years_apart(one: Citation, other: Citation) -> bool:
    years = [each.issued.year for each in (one, other) if each.issued and each.issued.year]
    return len(years) == 2 and abs(years[0] - years[1]) > 5


@pytest.fixture(autouse=True)
def _titles_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "cluster", by_title)
