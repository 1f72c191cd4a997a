"""Files of any size merged by Spark: JSON lines or Parquet in, JSON lines out."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from bibkit import api
from bibkit.dedupe import spark
from bibkit.dedupe.clusters import Clustering
from bibkit.dedupe.fingerprints import fingerprint
from bibkit.dedupe.matching import Level
from bibkit.dedupe.uniting import unite
from bibkit.dedupe.versions import Prefer
from bibkit.diagnostics import Diagnostic, Severity
from bibkit.errors import UnreadableError, UnwritableError
from bibkit.model import Citation, replace

if TYPE_CHECKING:
    from bibkit.dedupe.spark import Rdd, SparkSession

Placed: TypeAlias = tuple[int, Citation, tuple[str, ...]]
"""A position among all, the citation there, and the codes of what was told of its text."""
_FORMAT = "csl-json"
_AT_ONCE = 2000
"""Lines that are read at once."""


class Done(NamedTuple):
    """What a merge did: records read, those that became part of another, doubtful pairs.

    ``told`` is how often each code of a warning or error came up while reading.
    """

    records: int
    removed: int
    doubtful: int
    told: Mapping[str, int]

    @property
    def left(self) -> int:
        """The citations that were written."""
        return self.records - self.removed


def merge(
    sources: Sequence[str], target: str, *, level: Level = "work", prefer: Prefer = "published"
) -> Done:
    """Merge the CSL-JSON of ``sources`` into the folder ``target``, by Spark.

    Sources are what Spark reads: files, folders and patterns of JSON lines, or Parquet
    (``.parquet``) with CSL's variables as columns. A merged citation stands where its first
    record stood; the others stay, with their keys.

    Raises:
        UnreadableError: a source cannot be read.
        UnwritableError: there is something at ``target``.
    """
    if "://" not in target and Path(target).exists():
        raise UnwritableError(f"{target}: is there already; name a folder that is not")
    with spark.failures_told():
        running = spark.session()
        read = _lines(running, sources).mapPartitions(_read).persist(spark.on_disk())
        prints = read.map(lambda each: (fingerprint(each[1]), each[0]))
        found = spark.parts(prints, level).map(_told).persist(spark.on_disk())
        citations = read.map(lambda each: (each[0], each[1]))
        _merged(citations, found, prefer).saveAsTextFile(target)
        removed = found.map(lambda each: sum(len(one) - 1 for one in each[0])).sum()
        doubtful = found.map(lambda each: each[1]).sum()
        told = dict(read.flatMap(lambda each: each[2]).countByValue())
        return Done(read.count(), removed, doubtful, told)


def _told(part: Clustering) -> tuple[list[tuple[int, ...]], int]:
    """The positions that are one, and the number of doubts."""
    return [one.members for one in part.clusters], len(part.review)


def _lines(running: "SparkSession", sources: Sequence[str]) -> "Rdd":
    """The lines of all sources, each with its place in its source, and its position."""
    parts = [_of_source(running, each) for each in sources]
    together = running.sparkContext.union(parts) if len(parts) > 1 else parts[0]
    return together.filter(lambda each: each.text.strip()).zipWithIndex()


def _of_source(running: "SparkSession", source: str) -> "Rdd":
    if source.rstrip("/").endswith(".parquet"):
        texts = running.read.parquet(source).toJSON()
    else:
        texts = running.sparkContext.textFile(source)
    return texts.zipWithIndex().map(lambda each: _Line(each[0], source, each[1] + 1))


class _Line(NamedTuple):
    """A record's text; ``number`` counts from 1 in its source."""

    text: str
    source: str
    number: int


def _read(lines: Iterable[tuple[_Line, int]]) -> Iterator[Placed]:
    """The citations of lines, each with its line's position."""
    left = iter(lines)
    told: list[Diagnostic] = []
    while some := list(islice(left, _AT_ONCE)):
        text = "\n".join(line.text for line, _ in some)
        source = BytesIO(text.encode())
        for citation in api.read(source, _FORMAT, report=told.append, originals=False):
            (place,) = citation.sources
            line, position = some[place.line - 1]
            place = place._replace(path=line.source, line=line.number)
            codes = tuple(each.code for each in told if each.severity >= Severity.WARNING)
            told.clear()
            yield position, replace(citation, sources=(place,)), codes


def _merged(citations: "Rdd", found: "Rdd", prefer: Prefer) -> "Rdd":
    """A line of JSON for each citation that is left, in the order of the input."""
    homes = found.flatMap(lambda each: [(member, one[0]) for one in each[0] for member in one])
    placed = citations.leftOuterJoin(homes)
    alone = placed.filter(lambda each: each[1][1] is None).mapValues(lambda each: each[0])
    several = placed.filter(lambda each: each[1][1] is not None)
    united = (
        several.map(lambda each: (each[1][1], each[1][0]))
        .groupByKey()
        .mapValues(lambda members: unite(members, prefer).citation)
    )
    # To sort, Spark looks at all of them three times.
    lines = alone.union(united).mapValues(_line).persist(spark.on_disk())
    return lines.sortByKey().values()


def _line(citation: Citation) -> str:
    written = json.loads("".join(api.write([citation], _FORMAT)))
    item: Any = written[0]
    return json.dumps(item, ensure_ascii=False)


def check_sources(sources: Sequence[str]) -> None:
    """See that local sources are there.

    Raises:
        UnreadableError: one is not.
    """
    for source in sources:
        if "://" not in source and not set("*?[{") & set(source) and not Path(source).exists():
            raise UnreadableError(f"{source}: no such file or folder")
