"""Clusters of more citations than one machine holds: Apache Spark moves what is compared.

The one module that imports pyspark (the extra ``spark``). It decides nothing: fingerprints,
keys, scores and grouping are those of the engine in memory, run on Spark's workers, where
bibkit must be installed. The driver keeps the few pairs that may be one.
"""

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from bibkit.dedupe.blocking import keys, pairs_of
from bibkit.dedupe.clusters import Clustering, Pairs, grouped
from bibkit.dedupe.evidence import Edge, Evidence, likeliest_first, scored, spoken_for
from bibkit.dedupe.fingerprints import Fingerprint, fingerprint
from bibkit.dedupe.matching import Level
from bibkit.errors import UnreadableError
from bibkit.model import Citation

Rdd: TypeAlias = Any
"""``pyspark.RDD``, which is seldom installed where types are checked."""
SparkSession: TypeAlias = Any
"""``pyspark.sql.SparkSession``."""


_ALONE = (
    ("spark.master", "local[*]"),
    ("spark.driver.host", "127.0.0.1"),
    ("spark.driver.bindAddress", "127.0.0.1"),
    ("spark.default.parallelism", str(os.cpu_count() or 2)),
    ("spark.ui.enabled", "false"),
    ("spark.ui.showConsoleProgress", "false"),
)
"""How Spark runs where nothing else is configured: no door is opened to the network."""


def session() -> SparkSession:
    """The session of Spark that runs or is configured, else one on this machine alone."""
    from pyspark import SparkConf
    from pyspark.sql import SparkSession as Session

    # Else workers take the system's Python, which knows nothing of bibkit.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = SparkConf()
    if not conf.contains("spark.master"):
        conf.setAll(list(_ALONE))
    builder = Session.builder.appName("bibkit").config(conf=conf)
    found = builder.getOrCreate()
    found.sparkContext.setLogLevel("ERROR")
    return found


@contextmanager
def failures_told() -> Iterator[None]:
    """Within the block what Spark cannot read or write ends the run in one line.

    Raises:
        UnreadableError: in the place of Spark's own exception.
    """
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import PySparkException

    try:
        yield
    except Py4JJavaError as error:
        reason = str(error.java_exception).partition("\n")[0]
        raise UnreadableError(f"spark: {reason}") from error
    except PySparkException as error:
        reason = str(error).partition("\n")[0]
        if "JAVA" in reason:
            reason += " Spark 4 needs Java 17: install it, or set JAVA_HOME."
        raise UnreadableError(f"spark: {reason}") from error


def cluster(
    citations: Sequence[Citation],
    level: Level = "work",
    *,
    same: Pairs = (),
    different: Pairs = (),
) -> Clustering:
    """As :func:`bibkit.dedupe.clusters.cluster`, by Spark."""
    context = session().sparkContext
    given = context.parallelize(list(enumerate(citations)))
    prints = given.map(lambda each: (fingerprint(each[1]), each[0]))
    return clustered(prints, level, same=same, different=different)


def clustered(
    prints: Rdd, level: Level, *, same: Pairs = (), different: Pairs = ()
) -> Clustering:
    """What is one among citations of which Spark holds fingerprints and positions."""
    found: list[Clustering] = parts(prints, level, same=same, different=different).collect()
    clusters = (one for part in found for one in part.clusters)
    review = [link for part in found for link in part.review]
    review.sort(key=lambda link: (-link.match.score, link.one, link.other))
    return Clustering(tuple(sorted(clusters, key=lambda one: one.members)), tuple(review))


def parts(prints: Rdd, level: Level, *, same: Pairs = (), different: Pairs = ()) -> Rdd:
    """As :func:`clustered`, in parts that have nothing to do with each other.

    The driver only sees which pairs may be one; workers group what hangs together.
    """
    alone = frozenset(position for pair in different for position in pair)
    decided = alone.union(position for pair in same for position in pair)
    ordered = _by_content(prints).persist(on_disk())
    kept = ordered.flatMap(lambda each: [(at, each.one) for at in each.kept(level, alone)])
    keyed = kept.flatMap(lambda each: [(key, each[0]) for key in keys(each[1])])
    blocks = keyed.groupByKey().map(lambda each: sorted(each[1]))
    edges = _edges(blocks.flatMap(pairs_of).distinct(), kept, level).collect()
    equal = ordered.flatMap(lambda each: each.spoken_for(level, alone)).collect()
    ranks = dict(ordered.flatMap(lambda each: each.ranks_of(decided)).collect())
    homes = _homes((*edges, *equal, *((ranks[a], ranks[b]) for a, b in same)))
    facts = [
        *((homes[each[0]], ("edges", each)) for each in edges),
        *((homes[each[0]], ("equal", each)) for each in equal),
        *((homes[ranks[each[0]]], ("same", each)) for each in same),
        *(
            (homes[ranks[a]], ("different", (a, b)))
            for a, b in different
            if homes.get(ranks[a], -1) == homes.get(ranks[b], -2)
        ),
    ]
    spread = prints.context.parallelize
    members = ordered.flatMap(_Equals.members).join(spread(list(homes.items())))
    at_home = members.map(lambda each: (each[1][1], (each[0], *each[1][0])))
    return at_home.cogroup(spread(facts)).map(lambda each: _part(each[1][0], each[1][1], level))


def _homes(pairs: Iterable[tuple[Any, ...]]) -> dict[int, int]:
    """For each rank of ``pairs`` the least one with which it hangs together."""
    homes: dict[int, int] = {}

    def root(one: int) -> int:
        while (above := homes.setdefault(one, one)) != one:
            homes[one] = homes[above]
            one = above
        return one

    for a, b, *_ in pairs:
        low, high = sorted((root(a), root(b)))
        homes[high] = low
    return {one: root(one) for one in homes}


def _part(
    members: Iterable[tuple[int, int, Fingerprint]],
    facts: Iterable[tuple[str, Any]],
    level: Level,
) -> Clustering:
    """The clusters of citations that hang together, by all that is known of them."""
    known: dict[str, list[Any]] = {"edges": [], "equal": [], "same": [], "different": []}
    for name, each in facts:
        known[name].append(each)
    evidence = _dense(members, known["equal"], known["edges"])
    return grouped(evidence, level, same=known["same"], different=known["different"])


class _Equals(NamedTuple):
    """Citations with one fingerprint: the rank of the first, and all their positions."""

    start: int
    one: Fingerprint
    positions: tuple[int, ...]

    def spoken_for(self, level: Level, alone: Collection[int]) -> list[tuple[int, int]]:
        ranks = [at for at, p in enumerate(self.positions, self.start) if p not in alone]
        return list(spoken_for(self.one, ranks, level))

    def kept(self, level: Level, alone: Collection[int]) -> list[int]:
        """The ranks of those that are compared with others."""
        silent = {at for _, at in self.spoken_for(level, alone)}
        ranks = range(self.start, self.start + len(self.positions))
        return [at for at in ranks if at not in silent]

    def ranks_of(self, wanted: Collection[int]) -> list[tuple[int, int]]:
        """The positions that are wanted, with their ranks."""
        ranked = enumerate(self.positions, self.start)
        return [(position, at) for at, position in ranked if position in wanted]

    def members(self) -> list[tuple[int, tuple[int, Fingerprint]]]:
        """Each rank with its position and the fingerprint."""
        ranked = enumerate(self.positions, self.start)
        return [(at, (position, self.one)) for at, position in ranked]


def _by_content(prints: Rdd) -> Rdd:
    """The citations in the order of content, equal ones together."""
    # To sort, Spark looks at all of them three times.
    once = prints.persist(on_disk())
    together = once.sortByKey().mapPartitions(_together).persist(on_disk())
    sizes = together.mapPartitionsWithIndex(_counted).collect()
    once.unpersist()
    starts = list(accumulate((size for _, size in sorted(sizes)), initial=0))
    return together.mapPartitionsWithIndex(lambda part, each: _ranked(each, starts[part]))


def _together(
    prints: Iterable[tuple[Fingerprint, int]],
) -> Iterator[tuple[Fingerprint, tuple[int, ...]]]:
    for one, equal in groupby(prints, key=itemgetter(0)):
        yield one, tuple(sorted(position for _, position in equal))


def _counted(
    part: int, together: Iterable[tuple[Fingerprint, tuple[int, ...]]]
) -> Iterator[tuple[int, int]]:
    yield part, sum(len(positions) for _, positions in together)


def _ranked(
    together: Iterable[tuple[Fingerprint, tuple[int, ...]]], start: int
) -> Iterator[_Equals]:
    for one, positions in together:
        yield _Equals(start, one, positions)
        start += len(positions)


def _edges(pairs: Rdd, kept: Rdd, level: Level) -> Rdd:
    """The pairs that may be one: fingerprints are brought to their pairs, and scored."""
    begun = pairs.join(kept).map(lambda each: (each[1][0], (each[0], each[1][1])))
    return begun.join(kept).flatMap(lambda each: _scored(each[0], each[1], level))


def _scored(
    b: int, begun: tuple[tuple[int, Fingerprint], Fingerprint], level: Level
) -> Iterator[Edge]:
    (a, one), other = begun
    return scored([(a, b)], {a: one, b: other}, level)


def _dense(
    members: Iterable[tuple[int, int, Fingerprint]],
    equal: Iterable[tuple[int, int]],
    edges: Iterable[Edge],
) -> Evidence:
    """The evidence of those that are like somebody, their ranks without gaps."""
    ordered = sorted(members, key=itemgetter(0))
    place = {rank: at for at, (rank, _, _) in enumerate(ordered)}
    return Evidence(
        [one for _, _, one in ordered],
        [position for _, position, _ in ordered],
        sorted((place[first], place[at]) for first, at in equal),
        likeliest_first((place[one], place[other], score) for one, other, score in edges),
    )


def on_disk() -> Any:
    """What is used again is kept, and goes to the disk where memory is short."""
    from pyspark import StorageLevel

    return StorageLevel.MEMORY_AND_DISK
