"""The names of months and seasons, and how a word is looked up among them."""

import unicodedata
from collections.abc import Sequence
from functools import cache

MONTHS: tuple[str, ...] = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
"""BibTeX's macros for the months."""

SEASONS = ("Spring", "Summer", "Autumn", "Winter")
"""Their English names, as they are written."""

_MONTH_NAMES = (
    "january januar janvier enero gennaio janeiro januari janner",
    "february februar fevrier febrero febbraio fevereiro februari feber",
    "march marz mars marzo marco maart maerz mrz mrt",
    "april avril abril aprile",
    "may mai mayo maggio maio mei",
    "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho",
    "august aout agosto augustus",
    "september septembre septiembre setiembre settembre setembro",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember decembre diciembre dicembre dezembro",
)
"""By month, without accents: English, German, French, Spanish, Italian, Portuguese, Dutch."""

_SEASON_NAMES = (
    "spring fruhling fruhjahr printemps primavera lente voorjaar",
    "summer sommer ete verano estate verao zomer",
    "autumn fall herbst automne otono autunno outono herfst najaar",
    "winter hiver invierno inverno",
)

NOISE = frozenset(
    """of the de del di do le el den am
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs
    fri sat sun""".split()
)
"""Words beside a date that say nothing more."""


def _by_prefix(rows: Sequence[str], shortest: int) -> dict[str, int]:
    """Each name and each beginning that only one row has, to the row's place from 1."""
    places: dict[str, set[int]] = {}
    for place, row in enumerate(rows, 1):
        for name in row.split():
            for length in range(min(shortest, len(name)), len(name) + 1):
                places.setdefault(name[:length], set()).add(place)
    return {name: next(iter(found)) for name, found in places.items() if len(found) == 1}


@cache
def _months() -> dict[str, int]:
    return _by_prefix(_MONTH_NAMES, 3)


@cache
def _seasons() -> dict[str, int]:
    return _by_prefix(_SEASON_NAMES, 99)


def month_named(word: str) -> int:
    """The month that a ``folded`` word names, in full or shortened; 0 if none."""
    return _months().get(word, 0)


def season_named(word: str) -> int:
    """The season that a ``folded`` word names, 1 for spring; 0 if none."""
    return _seasons().get(word, 0)


def folded(text: str) -> str:
    """``text`` in lower case and without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def parse_month(text: str) -> int | None:
    """The month of a macro, a number or a name in the languages of ``parse_words``."""
    word = text.strip().rstrip(".")
    if word.isdecimal() and word.isascii() and len(word) <= 2:
        return int(word) if 1 <= int(word) <= 12 else None
    return month_named(folded(word)) or None
