"""Values of a BibTeX file: its ``@string`` macros, what ``#`` joins, blanks."""

from bibkit.patterns import lazy

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros that every BibTeX style defines; their value here is their own name."""

LONGEST_VALUE = 1_000_000
"""The most characters that the macros in a value may expand to."""

_SHORT = 1000  # what is no longer than many a title costs nothing

_BLANKS = lazy(r"[ \t]{2,}|\t")
_PARAGRAPH_ENDS = lazy(r"\n{2,}")


class Macros:
    """The ``@string`` definitions of a file so far."""

    def __init__(self) -> None:
        self._values = {month: month for month in MONTHS}
        # By their names in lower case: the values that may be used as often as one likes.
        self.short = dict(self._values)
        # What may be made by joining, and by naming one macro as a value.
        self._joined = self._named = LONGEST_VALUE

    def allow(self, length: int) -> None:
        """Expansions copy macros: all of them together stay in proportion to the text."""
        self._joined += 64 * length
        self._named += 64 * length

    def define(self, name: str, value: str) -> None:
        """Take a macro, whose name has no case."""
        self._values[name.lower()] = value
        if len(value) <= _SHORT:
            self.short[name.lower()] = value
        else:
            self.short.pop(name.lower(), None)

    def find(self, name: str) -> str | None:
        """The value of a macro, if it is defined."""
        value = self._values.get(name)
        return self._values.get(name.lower()) if value is None else value

    def use(self, value: str) -> str:
        """The value of a macro that stands alone.

        Raises:
            ValueError: it is long, and long ones have been used too often.
        """
        if len(value) > _SHORT:
            self._named -= _within(len(value), self._named)
        return value

    def join(self, pieces: list[str]) -> str:
        """The pieces of a concatenation in one.

        Raises:
            ValueError: that is too long.
        """
        self._joined -= _within(sum(map(len, pieces)), min(LONGEST_VALUE, self._joined))
        return "".join(pieces)


def _within(size: int, most: int) -> int:
    if size > most:
        raise ValueError(
            f"its macros expand to {size:,} characters: kept as written; shorten them"
        )
    return size


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
