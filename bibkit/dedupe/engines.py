"""By what clusters are found: in memory, in a database on disk, or on many machines."""

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Literal, Protocol, TypeAlias, cast, get_args

from bibkit.dedupe.clusters import Clustering, Pairs
from bibkit.dedupe.matching import Level
from bibkit.errors import UsageError
from bibkit.model import Citation

Engine: TypeAlias = Literal["auto", "memory", "duckdb", "spark"]
"""``auto`` is ``duckdb`` for many citations if it is installed, else ``memory``."""
ENGINES: tuple[Engine, ...] = get_args(Engine)
MEMORY: Engine = "memory"

_MANY = 200_000
"""From so many citations on, fingerprints are kept on disk."""
_HOMES: dict[Engine, tuple[str, str, str]] = {
    "duckdb": ("bibkit.dedupe.duck", "duckdb", "scale"),
    "spark": ("bibkit.dedupe.spark", "pyspark", "spark"),
}
"""For each engine its module, the package that it needs, and the extra that brings it."""


class Finder(Protocol):
    """Finds what is one among citations, as ``bibkit.dedupe.clusters.cluster`` does."""

    def __call__(
        self,
        citations: Sequence[Citation],
        level: Level = "work",
        *,
        same: Pairs = (),
        different: Pairs = (),
    ) -> Clustering:
        """What is one among ``citations``."""


def chosen(engine: Engine, count: int) -> Engine:
    """The engine for so many citations.

    Raises:
        UsageError: there is no such engine, or it is not installed.
    """
    if engine not in ENGINES:
        raise UsageError(f"{engine!r} is none of {', '.join(ENGINES)}")
    if engine == "auto":
        return "duckdb" if count >= _MANY and find_spec("duckdb") else MEMORY
    if engine in _HOMES:
        _, package, extra = _HOMES[engine]
        if not find_spec(package):
            message = f"engine {engine} is not installed: pip install 'bibkit-refs[{extra}]'"
            raise UsageError(message)
    return engine


def finder(engine: Engine) -> Finder:
    """What finds clusters by an engine other than memory."""
    return cast(Finder, import_module(_HOMES[engine][0]).cluster)
