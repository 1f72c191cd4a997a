"""Fingerprints on disk, in the order of content: what many of them take does not fit memory."""

import pickle
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from bibkit.dedupe.fingerprints import Fingerprint, fingerprint
from bibkit.dedupe.watching import watched
from bibkit.model import Citation

_RUN = 50_000
"""Fingerprints that are sorted in memory at once."""
_AT_HAND = 20_000
"""Fingerprints that were read lately and are kept."""


class Shelf:
    """Fingerprints by the order in which they were put in; a file holds them."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._reader = path.open("rb", buffering=0)
        self._starts = array("Q", (0,))
        self._at_hand = lru_cache(maxsize=_AT_HAND)(self._read)

    def __enter__(self) -> "Shelf":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._reader.close()

    def add(self, one: Fingerprint) -> None:
        """Put a fingerprint behind the others."""
        written = self._file.write(pickle.dumps(one, pickle.HIGHEST_PROTOCOL))
        self._starts.append(self._starts[-1] + written)

    def close(self) -> None:
        """Nothing is added any more: from now on all can be read."""
        self._file.flush()

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, rank: int) -> Fingerprint:
        return self._at_hand(rank)

    def _read(self, rank: int) -> Fingerprint:
        start, end = self._starts[rank], self._starts[rank + 1]
        self._reader.seek(start)
        one: Fingerprint = pickle.loads(self._reader.read(end - start))
        return one


def by_content(
    citations: Sequence[Citation], folder: Path
) -> Iterator[tuple[Fingerprint, list[int]]]:
    """Each fingerprint of ``citations`` in order, with the positions that have it.

    The same order as in memory: equals by all that the citations say. ``folder`` holds
    what is sorted already.
    """
    runs: list[Path] = []
    total = len(citations)
    for start in range(0, total, _RUN):
        positions = range(start, min(total, start + _RUN))
        read = [
            (fingerprint(citations[at]), at) for at in watched(positions, "preparing", total)
        ]
        read.sort()
        runs.append(folder / f"run{len(runs)}")
        _write(read, runs[-1])
    for one, equal in groupby(merge(*map(_read, runs)), key=itemgetter(0)):
        at = [position for _, position in equal]
        if len(at) > 1:
            at.sort(key=lambda position: repr(citations[position]))
        yield one, at


def _write(read: Iterable[tuple[Fingerprint, int]], path: Path) -> None:
    with path.open("wb") as file:
        for each in read:
            pickle.dump(each, file, pickle.HIGHEST_PROTOCOL)


def _read(path: Path) -> Iterator[tuple[Fingerprint, int]]:
    size = path.stat().st_size
    with path.open("rb") as file:
        while file.tell() < size:
            yield pickle.load(file)
    path.unlink()
