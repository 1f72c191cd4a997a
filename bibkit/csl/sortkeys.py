"""What values are compared by: text without its marks and accents, dates digit by digit."""

import unicodedata
from functools import lru_cache
from typing import TypeAlias

from bibkit.csl.items import Dates
from bibkit.patterns import lazy

Key: TypeAlias = tuple[int, int, str, str]
"""Numbers before texts; a text by its folded letters, then as it is written."""

_FOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "þ": "th"}
)
_DROPPED = lazy(r"[’'‘“”\"\[\]()‐-]")
_DASHES = lazy(r"[–—]")
_SIGNS = lazy(r"[^\w\s]")
_SPACES = lazy(r"\s+")


@lru_cache(20_000)
def text_key(text: str) -> Key:
    """The key of a text."""
    bare = _DROPPED.sub("", text)
    if not bare.isascii():
        letters = unicodedata.normalize("NFKD", bare)
        bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    folded = bare.casefold().translate(_FOLDED)
    words = _SIGNS.sub("", _DASHES.sub(" ", folded))
    return (1, 0, _SPACES.sub(" ", words).strip(), text)


def number_key(number: int) -> Key:
    """The key of a number."""
    return (0, number, "", "")


def date_text(date: Dates, parts: frozenset[str]) -> str:
    """A date as digits that sort as it does, with those of its ``parts`` that are asked for."""
    if not date.parts:
        return date.literal
    return "-".join(_digits(end, parts) for end in date.parts[:2])


def _digits(end: tuple[int, ...], parts: frozenset[str]) -> str:
    year, month, day = (*end, 0, 0)[:3]
    return (
        f"{year + 100_000:06d}"
        f"{month if 'month' in parts else 0:02d}{day if 'day' in parts else 0:02d}"
    )
