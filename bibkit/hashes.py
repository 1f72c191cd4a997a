"""A set of texts that takes 8 bytes each: of every text its hash is held, in sorted runs."""

from array import array
from bisect import bisect_left
from heapq import merge

_FRESH = 50_000
"""So many are held as a set before they are sorted into a run."""


class Hashes:
    """Texts that were added; of a million, some 8 MB.

    Two texts are taken for one where their hashes are equal: among a million once in 40
    million runs.
    """

    __slots__ = ("_fresh", "_runs")

    def __init__(self) -> None:
        self._fresh: set[int] = set()
        self._runs: list[array[int]] = []

    def __contains__(self, text: str) -> bool:
        wanted = hash(text)
        if wanted in self._fresh:
            return True
        for run in self._runs:
            place = bisect_left(run, wanted)
            if place < len(run) and run[place] == wanted:
                return True
        return False

    def add(self, text: str) -> None:
        """Hold one more."""
        self._fresh.add(hash(text))
        if len(self._fresh) >= _FRESH:
            run = array("q", sorted(self._fresh))
            self._fresh = set()
            while self._runs and len(self._runs[-1]) <= 2 * len(run):
                run = array("q", merge(self._runs.pop(), run))
            self._runs.append(run)
