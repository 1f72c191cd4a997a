"""Clusters of more citations than fit into memory as fingerprints: DuckDB joins their keys.

The one module that imports duckdb (the extra ``scale``). Fingerprints, keys, scores and
grouping are those of the engine in memory; only the order and the blocks are made on disk.
"""

from array import array
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bibkit.dedupe.blocking import HUGE, LARGEST, NARROW, WINDOW, keys
from bibkit.dedupe.clusters import Clustering, Pairs, grouped
from bibkit.dedupe.evidence import Evidence, likeliest_first, scored, spoken_for
from bibkit.dedupe.matching import Level
from bibkit.dedupe.shelf import Shelf, by_content
from bibkit.dedupe.watching import watched
from bibkit.model import Citation

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MEMORY = "768MB"
"""What DuckDB may take before it goes on on disk."""
_AT_ONCE = 2_000_000
"""Keys that are handed over at once."""
_PAIRS = 10_000


def cluster(
    citations: Sequence[Citation],
    level: Level = "work",
    *,
    same: Pairs = (),
    different: Pairs = (),
) -> Clustering:
    """As :func:`bibkit.dedupe.clusters.cluster`, with room on disk in the place of memory."""
    alone = {position for pair in different for position in pair}
    with TemporaryDirectory(prefix="bibkit-") as name:
        folder = Path(name)
        with Shelf(folder / "prints") as shelf:
            known = _gathered(citations, level, alone, shelf, folder)
            return grouped(known, level, same=same, different=different)


def _gathered(
    citations: Sequence[Citation],
    level: Level,
    alone: Collection[int],
    shelf: Shelf,
    folder: Path,
) -> Evidence:
    """The evidence of ``citations``; their fingerprints are put on the shelf."""
    places = array("Q")
    equal: list[tuple[int, int]] = []
    with _Blocks(folder) as blocks:
        ordered = watched(by_content(citations, folder), "sorting", len(citations))
        for one, positions in ordered:
            ranks = range(len(places), len(places) + len(positions))
            places.extend(positions)
            found = list(spoken_for(one, [r for r in ranks if places[r] not in alone], level))
            equal += found
            silent = {at for _, at in found}
            kept = [at for at in ranks if at not in silent]
            values = keys(one) if kept else ()
            for _ in ranks:
                shelf.add(one)
            for rank in kept:
                blocks.add(values, rank)
        shelf.close()
        edges = likeliest_first(scored(blocks.pairs(), shelf, level))
    return Evidence(shelf, places, equal, edges)


class _Blocks:
    """Keys and the ranks that have them, in a database that lasts as long as it is needed."""

    def __init__(self, folder: Path) -> None:
        import duckdb

        self._text = folder / "keys.csv"
        self._lines: list[str] = []
        self._count = 0
        self._database: DuckDBPyConnection = duckdb.connect(str(folder / "blocks.duckdb"))
        for setting in (
            f"memory_limit = '{_MEMORY}'",
            f"temp_directory = '{_quoted(folder / 'spilled')}'",
            "preserve_insertion_order = false",
            "enable_progress_bar = false",
        ):
            self._database.execute(f"SET {setting}")
        self._database.execute("CREATE TABLE keys (key BIGINT, rank INTEGER)")

    def __enter__(self) -> "_Blocks":
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def add(self, values: Collection[int], rank: int) -> None:
        """A citation's keys."""
        self._lines += [f"{value},{rank}\n" for value in values]
        if len(self._lines) >= _AT_ONCE:
            self._hand_over()

    def _hand_over(self) -> None:
        self._text.write_text("".join(self._lines), encoding="ascii")
        self._lines.clear()
        self._database.execute(
            f"INSERT INTO keys SELECT * FROM read_csv('{_quoted(self._text)}', header = false, "
            "auto_detect = false, columns = {'key': 'BIGINT', 'rank': 'INTEGER'})"
        )
        self._text.unlink()

    def pairs(self) -> Iterator[tuple[int, int]]:
        """The pairs of ranks that are compared, as ``blocking.candidates`` finds them."""
        self._hand_over()
        for statement in watched(_FIND_PAIRS, "blocking", 0):
            self._database.execute(statement)
        (row,) = self._database.execute("SELECT count(*) FROM pairs").fetchall()
        return iter(watched(self._read(), "comparing", row[0]))

    def _read(self) -> Iterator[tuple[int, int]]:
        rows = self._database.execute("SELECT one, other FROM pairs ORDER BY one, other")
        while found := rows.fetchmany(_PAIRS):
            yield from found


def _neighbours(condition: str, window: int) -> str:
    """The next so many of a block in the order of ranks."""
    others = ", ".join(f"lead(rank, {step}) OVER block" for step in range(1, window + 1))
    return (
        f"SELECT rank AS one, unnest([{others}]) AS other FROM blocks WHERE {condition} "
        "WINDOW block AS (PARTITION BY key ORDER BY rank)"
    )


_FIND_PAIRS = (
    "CREATE TABLE sizes AS SELECT key, count(*) AS size FROM keys GROUP BY key "
    "HAVING count(*) > 1",
    "CREATE TABLE blocks AS SELECT key, rank, size FROM keys JOIN sizes USING (key)",
    "DROP TABLE keys",
    f"""
    CREATE TABLE pairs AS SELECT DISTINCT one, other FROM (
        SELECT a.rank AS one, b.rank AS other FROM blocks a JOIN blocks b USING (key)
        WHERE a.size <= {LARGEST} AND a.rank < b.rank
        UNION ALL {_neighbours(f"size > {LARGEST} AND size <= {HUGE}", WINDOW)}
        UNION ALL {_neighbours(f"size > {HUGE}", NARROW)}
    ) WHERE other IS NOT NULL
    """,
    "DROP TABLE blocks",
)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
