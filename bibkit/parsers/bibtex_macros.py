"""Values of a BibTeX file: its ``@string`` macros, what ``#`` joins, blanks."""

import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros that every BibTeX style defines; their value here is their own name."""

LONGEST_VALUE = 1_000_000
"""The most characters that the macros in a value may expand to."""

_BLANKS = re.compile(r"[ \t]{2,}|\t")
_PARAGRAPH_ENDS = re.compile(r"\n{2,}")


class Macros:
    """The ``@string`` definitions of a file so far."""

    def __init__(self) -> None:
        self._values = {month: month for month in MONTHS}
        self._allowance = LONGEST_VALUE

    def allow(self, length: int) -> None:
        """Expansions copy macros: all of them together stay in proportion to the text."""
        self._allowance += 64 * length

    def define(self, name: str, value: str) -> None:
        """Take a macro, whose name has no case."""
        self._values[name.lower()] = value

    def find(self, name: str) -> str | None:
        """The value of a macro, if it is defined."""
        value = self._values.get(name)
        return self._values.get(name.lower()) if value is None else value

    def join(self, pieces: list[str]) -> str:
        """The pieces of a concatenation in one.

        Raises:
            ValueError: that is too long.
        """
        size = sum(map(len, pieces))
        if size > LONGEST_VALUE or size > self._allowance:
            raise ValueError(
                f"its macros expand to {size:,} characters: kept as written; shorten them"
            )
        self._allowance -= size
        return "".join(pieces)


def collapse(value: str) -> str:
    """``value`` with single blanks, and blank lines between its paragraphs."""
    if "\n" in value:
        lines = [line.strip(" \t") for line in value.split("\n")]
        if "" in lines:
            paragraphs = _PARAGRAPH_ENDS.split("\n".join(lines).strip("\n"))
            value = "\n\n".join([part.replace("\n", " ") for part in paragraphs])
        else:
            value = " ".join(lines)
    if "  " in value or "\t" in value:
        value = _BLANKS.sub(" ", value)
    return value.strip(" ")
