"""How far long work is, for who wants to see it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias, TypeVar

Item = TypeVar("Item")
Watcher: TypeAlias = Callable[[str, int, int], None]
"""Takes what is done, how much of it, and how much there is to do (0: nobody knows)."""

_STEP = 256
_watcher: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@contextmanager
def watching(watcher: Watcher) -> Iterator[None]:
    """Within the block ``watcher`` is told how far long work is."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def watched(items: Iterable[Item], doing: str, total: int) -> Iterable[Item]:
    """The same items; who watches is told how many of the ``total`` are done."""
    watcher = _watcher.get()
    return items if watcher is None else _counted(items, doing, total, watcher)


def _counted(items: Iterable[Item], doing: str, total: int, watcher: Watcher) -> Iterator[Item]:
    for count, item in enumerate(items):
        if not count % _STEP:
            watcher(doing, count, total)
        yield item
