"""The rows of a table in CSV, a broken one costing no other."""

import csv
from collections import deque
from collections.abc import Iterator
from itertools import islice

from bibkit.diagnostics import Diagnostic, Report
from bibkit.inputs import Input
from bibkit.model import Source

LONGEST = 1 << 24
"""Characters of a row; a quotation mark that is never closed shall not take the file."""
HEAD = 20
"""Lines in which the headings are looked for."""
_MENDED = 200  # lines of a row, where a quotation mark before it was never closed


class Rows:
    """The rows of a source with their lines; one that cannot be read is None, and told.

    ``separator`` is what parts the cells, ``broken`` the text of the row that was None.
    """

    def __init__(self, source: Input, report: Report) -> None:
        csv.field_size_limit(LONGEST)
        self.path = source.path
        self.report = report
        self.waiting: deque[str] = deque()
        self.lines = (line for piece in source.pieces() for line in _lines(piece))
        self.held: list[str] = []
        self.line = 1  # of the first that is held
        self.most = 0  # lines of a row; 0 is any number
        self.broken = ""
        self.separator = ","
        self.reading: Iterator[tuple[list[str] | None, int]] | None = None

    def beginning(self) -> list[str]:
        """The first lines, which are still to be read."""
        self.waiting.extend(islice(self.lines, HEAD))
        return list(self.waiting)

    def skip(self) -> str:
        """Leave out a line."""
        self.line += 1
        return self.waiting.popleft()

    def rows(self) -> Iterator[tuple[list[str] | None, int]]:
        """The rows that were not given yet."""
        if self.reading is None:
            self.reading = self._read()
        return self.reading

    def _read(self) -> Iterator[tuple[list[str] | None, int]]:
        reader = csv.reader(self._feed(), delimiter=self.separator)
        while True:
            try:
                for row in reader:
                    if len(self.held) > 1:
                        # What follows a mark that seems to close shows that it opened.
                        next(csv.reader(self.held, delimiter=self.separator, strict=True))
                    line, self.line = self.line, self.line + len(self.held)
                    self.held.clear()
                    yield row, line
                return
            except (_NeverClosedError, csv.Error):
                self._give_up()
                yield None, self.line - 1
                reader = csv.reader(self._feed(), delimiter=self.separator)

    def _feed(self) -> Iterator[str]:
        """The lines that a row asks for; those of a quotation without an end are kept back."""
        size = 0
        while True:
            if not self.held:
                size = 0
            line = self.waiting.popleft() if self.waiting else next(self.lines, None)
            if line is None:
                if self.held:
                    raise _NeverClosedError
                return
            self.held.append(line)
            size += len(line)
            if (len(self.held) > 1 and size > LONGEST) or 0 < self.most < len(self.held):
                raise _NeverClosedError
            yield line

    def _give_up(self) -> None:
        """Give up the first line that is held; the others are read again."""
        first, *rest = self.held
        self.broken = first.rstrip("\n")
        message = "a quotation mark that is never closed: kept as text; close it and read again"
        if len(first) > LONGEST:
            message = "a line that is too long: kept as text"
        self.report(Diagnostic("failed-record", message, Source(self.path, self.line)))
        self.waiting.extendleft(reversed(rest))
        self.held.clear()
        self.line += 1
        self.most = _MENDED


class _NeverClosedError(Exception):
    """The lines of a source end within quotation marks."""


def _lines(piece: str) -> Iterator[str]:
    """The lines of a text with their ends."""
    start = 0
    while end := piece.find("\n", start) + 1:
        yield piece[start:end]
        start = end
    if start < len(piece):
        yield piece[start:]
