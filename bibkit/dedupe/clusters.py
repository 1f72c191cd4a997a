"""Citations that are one, grouped; a group hardly ever holds what contradicts itself."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, product
from math import log
from operator import itemgetter
from typing import TypeAlias

from bibkit.dedupe import features, rules
from bibkit.dedupe.blocking import candidates
from bibkit.dedupe.fingerprints import Fingerprint, fingerprint
from bibkit.dedupe.matching import MERGE, REVIEW, Level, Match, judged, matched
from bibkit.model import Citation

Pairs: TypeAlias = Collection[tuple[int, int]]
"""Positions of citations, two and two, the smaller first."""

_CLASH = 0.02
"""Pairs of a lower score contradict that the clusters of the two are one."""
_MOST_CLASHES = 3
"""One of so many pairs across two clusters may clash."""
_LOOKED_AT = 6
"""How many members of a cluster are looked at when it grows."""
_CROWD = 20
_LEAST = log(REVIEW / (1 - REVIEW))
_DECIDED_SAME = Match(1.0, ("decided",))


@dataclass(frozen=True, slots=True)
class Link:
    """Two citations by their positions, the smaller first, and how alike they are."""

    one: int
    other: int
    match: Match


@dataclass(frozen=True, slots=True)
class Cluster:
    """The positions of citations that are one, and the pairs by which they are."""

    members: tuple[int, ...]
    links: tuple[Link, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, each reason once."""
        return tuple(dict.fromkeys(why for link in self.links for why in link.match.reasons))


@dataclass(frozen=True, slots=True)
class Clustering:
    """The clusters of two and more, in the order of their first members, and the doubts.

    ``review`` are pairs that may be one and were not put together, the likeliest first.
    """

    clusters: tuple[Cluster, ...]
    review: tuple[Link, ...]


def cluster(
    citations: Sequence[Citation],
    level: Level = "work",
    *,
    same: Pairs = (),
    different: Pairs = (),
) -> Clustering:
    """What is one among ``citations``.

    The likeliest pairs are put together first, and two clusters only if few of the known
    pairs across them contradict it; but pairs of which people said that they are the
    ``same``, or ``different``, are. Content decides, never the input's order.
    """
    ordered = _by_content(citations)
    prints = [one for one, _ in ordered]
    places = [position for _, position in ordered]
    rank = {position: at for at, position in enumerate(places)}
    grouping = _Grouping(prints, level, [(rank[a], rank[b]) for a, b in different])
    for one, other in sorted(tuple(sorted((rank[a], rank[b]))) for a, b in same):
        grouping.unite(one, other, _DECIDED_SAME)
    grouping.unite_equals()
    edges = grouping.edges()
    doubts = [edge for edge in edges if not grouping.join(*edge)]
    return Clustering(grouping.clusters(places), grouping.review(doubts, places))


def _by_content(citations: Sequence[Citation]) -> list[tuple[Fingerprint, int]]:
    """Fingerprints and positions in the order of what the citations say."""
    read = [(fingerprint(citation), at) for at, citation in enumerate(citations)]
    read.sort(key=itemgetter(0))
    ordered: list[tuple[Fingerprint, int]] = []
    for _, equal in groupby(read, key=itemgetter(0)):
        several = list(equal)
        if len(several) > 1:
            several.sort(key=lambda one: repr(citations[one[1]]))
        ordered += several
    return ordered


class _Grouping:
    """Clusters while they grow; citations are named by their rank in the order of content."""

    def __init__(
        self, prints: list[Fingerprint], level: Level, different: Iterable[tuple[int, int]]
    ) -> None:
        self.prints = prints
        self.level: Level = level
        self.different: dict[int, list[int]] = {}
        for a, b in different:
            self.different.setdefault(a, []).append(b)
            self.different.setdefault(b, []).append(a)
        self.home = list(range(len(prints)))
        self.members: dict[int, list[int]] = {}
        self.links: dict[tuple[int, int], Match | None] = {}
        self.within: list[tuple[int, int]] = []
        self.equal: set[int] = set()
        self.stages = [one.stage for one in prints]

    def root(self, one: int) -> int:
        home = self.home
        while home[one] != one:
            home[one] = home[home[one]]
            one = home[one]
        return one

    def of(self, root: int) -> list[int]:
        return self.members.get(root) or [root]

    def unite(self, one: int, other: int, match: Match | None) -> None:
        """Put the clusters of two together; without ``match`` it is told later why."""
        self.links[min(one, other), max(one, other)] = match
        large, small = self.root(one), self.root(other)
        if large != small:
            if len(self.of(large)) < len(self.of(small)):
                large, small = small, large
            self.members.setdefault(large, [large]).extend(self.of(small))
            self.members.pop(small, None)
            self.home[small] = large
            self.stages[large] = self.stages[large] or self.stages[small]

    def unite_equals(self) -> None:
        """Unite what is equal in all that is compared, if that is enough to be one."""
        start = 0
        for at, one in enumerate(self.prints):
            if at and one == self.prints[at - 1]:
                if at - start == 1:
                    match = matched(one, one, self.level)
                if match and not self.forbidden(self.root(start), self.root(at)):
                    self.unite(start, at, match)
                    self.equal.add(at)
            else:
                start = at

    def edges(self) -> list[tuple[int, int, float]]:
        """The pairs that may be one, the likeliest first."""
        ranks = [at for at in range(len(self.prints)) if at not in self.equal]
        prints = [self.prints[at] for at in ranks]
        found = []
        for a, b in candidates(prints):
            one, other = prints[a], prints[b]
            row = features.row(one, other)
            if row is not None:
                score, _ = judged(row, one, other, self.level, least=_LEAST)
                if score >= REVIEW:
                    found.append((ranks[a], ranks[b], score))
        found.sort(key=lambda edge: (-edge[2], edge[0], edge[1]))
        return found

    def score(self, one: int, other: int) -> float:
        a, b = self.prints[one], self.prints[other]
        row = features.row(a, b)
        return judged(row, a, b, self.level)[0] if row is not None else 0.0

    def join(self, one: int, other: int, score: float) -> bool:
        """Unite the clusters of a likely pair, unless they contradict each other."""
        if score < MERGE:
            return False
        mine, theirs = self.root(one), self.root(other)
        if mine == theirs:
            self.within.append((one, other))
            return True
        if (
            self.forbidden(mine, theirs)
            or self.excluded(mine, theirs)
            or self.clash(mine, theirs)
        ):
            return False
        self.unite(one, other, None)
        return True

    def forbidden(self, one: int, other: int) -> bool:
        """Whether people said that somebody here is not somebody there."""
        if not self.different:
            return False
        small, large = sorted((one, other), key=lambda root: len(self.of(root)))
        return any(
            self.root(parted) == large
            for member in self.of(small)
            for parted in self.different.get(member, ())
        )

    def excluded(self, one: int, other: int) -> bool:
        """Whether one of two clusters has a preprint, which no third record makes published."""
        if self.level == "work":
            return False
        return rules.excludes(self.stages[one], self.stages[other])

    def clash(self, one: int, other: int) -> bool:
        """Whether too many of the pairs across two clusters contradict that they are one."""
        mine, theirs = self.shown(one), self.shown(other)
        if len(mine) + len(theirs) == 2:
            return False
        clashes = sum(self.score(a, b) < _CLASH for a, b in product(mine, theirs))
        return clashes * _MOST_CLASHES > len(mine) * len(theirs)

    def shown(self, root: int) -> list[int]:
        """Some members of a cluster that differ from each other."""
        differing = (one for one in self.of(root) if one not in self.equal)
        return list(islice(differing, _LOOKED_AT))

    def clusters(self, places: Sequence[int]) -> tuple[Cluster, ...]:
        # Every pair says why, but in a crowd those that brought it together are enough.
        for one, other in self.within:
            if len(self.of(self.root(one))) <= _CROWD:
                self.links.setdefault((one, other))
        links: dict[int, list[Link]] = {}
        for (one, other), match in self.links.items():
            links.setdefault(self.root(one), []).append(self.link(one, other, match, places))
        found = (
            Cluster(
                tuple(sorted(places[one] for one in members)),
                tuple(sorted(links[root], key=lambda link: (link.one, link.other))),
            )
            for root, members in self.members.items()
        )
        return tuple(sorted(found, key=lambda one: one.members))

    def review(
        self, doubts: Sequence[tuple[int, int, float]], places: Sequence[int]
    ) -> tuple[Link, ...]:
        """The likeliest doubt about every two clusters."""
        found: dict[tuple[int, int], Link] = {}
        for one, other, _ in doubts:
            mine, theirs = self.root(one), self.root(other)
            pair = (mine, theirs) if mine < theirs else (theirs, mine)
            if mine != theirs and pair not in found and not self.forbidden(mine, theirs):
                found[pair] = self.link(one, other, None, places)
        return tuple(found.values())

    def link(self, one: int, other: int, match: Match | None, places: Sequence[int]) -> Link:
        match = match or matched(self.prints[one], self.prints[other], self.level)
        a, b = places[one], places[other]
        return Link(min(a, b), max(a, b), match)
