"""Citations that are one, grouped; a group hardly ever holds what contradicts itself."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import TypeAlias

from bibkit.dedupe import features, rules
from bibkit.dedupe.evidence import Evidence, Prints, gathered
from bibkit.dedupe.matching import MERGE, Level, Match, judged, matched
from bibkit.dedupe.watching import watched
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
    alone = {position for pair in different for position in pair}
    return grouped(gathered(citations, level, alone), level, same=same, different=different)


def grouped(
    known: Evidence, level: Level, *, same: Pairs = (), different: Pairs = ()
) -> Clustering:
    """As :func:`cluster`, of what is known about citations."""
    places = known.places
    rank = {position: at for at, position in enumerate(places)} if same or different else {}
    grouping = _Grouping(known.prints, level, [(rank[a], rank[b]) for a, b in different])
    for one, other in sorted(tuple(sorted((rank[a], rank[b]))) for a, b in same):
        grouping.unite(one, other, _DECIDED_SAME)
    grouping.unite_equals(known.equal)
    edges = watched(known.edges, "grouping", len(known.edges))
    doubts = [edge for edge in edges if not grouping.join(*edge)]
    return Clustering(grouping.clusters(places), grouping.review(doubts, places))


class _Grouping:
    """Clusters while they grow; citations are named by their rank in the order of content."""

    def __init__(
        self, prints: Prints, level: Level, different: Iterable[tuple[int, int]]
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
        self.stages: dict[int, str] = {}

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
            if self.level == "record":
                self.stages[large] = self.stage(large) or self.stage(small)

    def unite_equals(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Unite what is equal in all that is compared with the one that stands for it."""
        last, match = -1, None
        for first, at in pairs:
            if first != last:
                one = self.prints[first]
                last, match = first, matched(one, one, self.level)
            self.unite(first, at, match)
            self.equal.add(at)

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
        return rules.excludes(self.stage(one), self.stage(other))

    def stage(self, root: int) -> str:
        """Whether a cluster is a preprint or published, as far as any of it says so."""
        known = self.stages.get(root)
        return self.prints[root].stage if known is None else known

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
