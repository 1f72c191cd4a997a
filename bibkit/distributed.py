"""Files of any size merged by Spark: JSON lines or Parquet in, JSON lines out."""

import json
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from bibkit import api
from bibkit.dedupe import spark
from bibkit.dedupe.fingerprints import fingerprint
from bibkit.dedupe.matching import Level
from bibkit.dedupe.uniting import unite
from bibkit.dedupe.versions import Prefer
from bibkit.errors import UnreadableError, UnwritableError
from bibkit.model import Citation, replace

if TYPE_CHECKING:
    from bibkit.dedupe.spark import Rdd, SparkSession

Placed: TypeAlias = tuple[int, Citation]
"""A citation and its position among all."""
_FORMAT = "csl-json"
_AT_ONCE = 2000
"""Lines that are read at once."""


class Done(NamedTuple):
    """What a merge did; ``clusters`` are the positions of lines that became one."""

    records: int
    clusters: tuple[tuple[int, ...], ...]
    doubtful: int

    @property
    def left(self) -> int:
        """The citations that were written."""
        return self.records - sum(len(members) - 1 for members in self.clusters)


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
        citations = _lines(running, sources).mapPartitions(_read).persist(spark.on_disk())
        prints = citations.map(lambda each: (fingerprint(each[1]), each[0]))
        found = spark.clustered(prints, level)
        clusters = tuple(one.members for one in found.clusters)
        _merged(running, citations, clusters, prefer).saveAsTextFile(target)
        return Done(citations.count(), clusters, len(found.review))


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
    while some := list(islice(left, _AT_ONCE)):
        text = "\n".join(line.text for line, _ in some)
        for citation in api.read(BytesIO(text.encode()), _FORMAT, originals=False):
            (source,) = citation.sources
            line, position = some[source.line - 1]
            place = source._replace(path=line.source, line=line.number)
            yield position, replace(citation, sources=(place,))


def _merged(
    running: "SparkSession",
    citations: "Rdd",
    clusters: Sequence[Sequence[int]],
    prefer: Prefer,
) -> "Rdd":
    """A line of JSON for each citation that is left, in the order of the input."""
    homes = {member: members[0] for members in clusters for member in members}
    known = running.sparkContext.broadcast(homes)
    alone = citations.filter(lambda each: each[0] not in known.value)
    several = citations.filter(lambda each: each[0] in known.value)
    united = (
        several.map(lambda each: (known.value[each[0]], each[1]))
        .groupByKey()
        .mapValues(lambda members: unite(members, prefer).citation)
    )
    return alone.union(united).mapValues(_line).sortByKey().values()


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
