"""What is known about which citations are one, before they are grouped; in memory."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from math import log
from operator import itemgetter
from typing import NamedTuple, Protocol, TypeAlias

from bibkit.dedupe import features
from bibkit.dedupe.blocking import candidates
from bibkit.dedupe.fingerprints import Fingerprint, fingerprint
from bibkit.dedupe.matching import REVIEW, Level, judged, matched
from bibkit.dedupe.watching import watched
from bibkit.model import Citation

Edge: TypeAlias = tuple[int, int, float]
"""Two citations by their ranks, the smaller first, and how likely they are one."""
_LEAST = log(REVIEW / (1 - REVIEW))


class Prints(Protocol):
    """Fingerprints by rank."""

    def __getitem__(self, rank: int, /) -> Fingerprint:
        """The fingerprint of a rank."""

    def __len__(self) -> int:
        """How many there are."""


class Evidence(NamedTuple):
    """What is known of citations, named by their ranks in the order of content.

    ``places`` are the positions of the citations in the input, in ascending order of rank;
    who is not among them is like nobody. ``equal`` are pairs of a citation and one that is
    the same in all that is compared, for which it stands; ``edges`` the pairs that may be
    one, the likeliest first.
    """

    prints: Prints
    places: Sequence[int]
    equal: Sequence[tuple[int, int]]
    edges: Sequence[Edge]


def gathered(
    citations: Sequence[Citation], level: Level, alone: Collection[int] = ()
) -> Evidence:
    """The evidence of ``citations``; nobody stands for those at the positions ``alone``."""
    ordered = _by_content(citations)
    prints = [one for one, _ in ordered]
    places = [position for _, position in ordered]
    equal = [
        pair
        for one, ranks in groupby(range(len(prints)), key=prints.__getitem__)
        for pair in spoken_for(one, [r for r in ranks if places[r] not in alone], level)
    ]
    silent = {at for _, at in equal}
    ranks = [at for at in range(len(prints)) if at not in silent]
    kept = [prints[at] for at in ranks] if silent else prints
    pairs = candidates(kept)
    found = (
        (ranks[a], ranks[b], score)
        for a, b, score in scored(watched(pairs, "comparing", len(pairs)), kept, level)
    )
    return Evidence(prints, places, equal, likeliest_first(found))


def _by_content(citations: Sequence[Citation]) -> list[tuple[Fingerprint, int]]:
    """Fingerprints and positions in the order of what the citations say."""
    read = [
        (fingerprint(citation), at)
        for at, citation in enumerate(watched(citations, "preparing", len(citations)))
    ]
    read.sort(key=itemgetter(0))
    ordered: list[tuple[Fingerprint, int]] = []
    for _, equal in groupby(read, key=itemgetter(0)):
        several = list(equal)
        if len(several) > 1:
            several.sort(key=lambda one: repr(citations[one[1]]))
        ordered += several
    return ordered


def spoken_for(
    one: Fingerprint, ranks: Sequence[int], level: Level
) -> Iterator[tuple[int, int]]:
    """The first of ``ranks``, all of one fingerprint, with each that is one with it."""
    if len(ranks) > 1 and matched(one, one, level):
        for at in ranks[1:]:
            yield ranks[0], at


def scored(pairs: Iterable[tuple[int, int]], prints: Prints, level: Level) -> Iterator[Edge]:
    """Those of ``pairs`` that may be one."""
    for a, b in pairs:
        one, other = prints[a], prints[b]
        row = features.row(one, other)
        if row is not None:
            score, _ = judged(row, one, other, level, least=_LEAST)
            if score >= REVIEW:
                yield a, b, score


def likeliest_first(edges: Iterable[Edge]) -> list[Edge]:
    """``edges`` in the order in which citations are grouped."""
    return sorted(edges, key=lambda edge: (-edge[2], edge[0], edge[1]))
