"""How far a long run is, on a terminal: one line on standard error that goes away again."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import click

Item = TypeVar("Item")

_PATIENCE = 1.0  # seconds before anything is shown
_STEP = 0.1  # seconds between two looks of the line


class Progress:
    """A line that says what is done; nothing where nobody looks."""

    def __init__(self, *, quiet: bool = False) -> None:
        stream = sys.stderr
        self._on = not quiet and stream is not None and stream.isatty()
        self._start = self._last = time.monotonic()
        self._shown = 0

    def counted(self, items: Iterable[Item], doing: str, then: str) -> Iterator[Item]:
        """The same items, counted as they come: ``reading 1,200``; ``then`` when all came."""
        count = 0
        for item in items:
            count += 1
            if self._on and not count % 64:
                self.say(f"{doing} {count:,}")
            yield item
        self.say(f"{then} {count:,}", now=True)

    def each(self, items: Sequence[Item], doing: str = "setting entry") -> Iterator[Item]:
        """The same items, said before each: ``setting entry 40 of 200 (20 %)``."""
        for place, item in enumerate(items, 1):
            self.done(doing, place, len(items))
            yield item

    def done(self, doing: str, count: int, total: int) -> None:
        """Show how much of the work is done: ``comparing 3,072 of 1,234,567 (0 %)``."""
        if self._on:
            part = f" {count:,} of {total:,} ({100 * count // total} %)" if total else " ..."
            self.say(f"{doing}{part}")

    def say(self, text: str, *, now: bool = False) -> None:
        """Show ``text`` in place of what was shown, if the run has taken a while."""
        if not self._on:
            return
        moment = time.monotonic()
        if moment - self._start < _PATIENCE and not (now and self._shown):
            return
        if now or moment - self._last >= _STEP:
            self._last = moment
            click.echo(f"\r{text:{self._shown}}", err=True, nl=False)
            self._shown = len(text)

    def clear(self) -> None:
        """Take the line away."""
        if self._on and self._shown:
            click.echo(f"\r{'':{self._shown}}\r", err=True, nl=False)
            self._shown = 0
