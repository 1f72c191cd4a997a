"""Codecs of what web pages show: names with the given name first, dates, badges."""

from collections.abc import Mapping
from functools import lru_cache

from bibkit import dates, names
from bibkit.codecs.text import MEMO, Codec, always, unwritten
from bibkit.model import Date, Name, replace


@lru_cache(MEMO)
def decode_shown_name(value: str) -> Name:
    """A name as a page shows it, the given name first."""
    return names.parse_shown(value)


def decode_page_date(date: str, year: str) -> Date:
    """``Aug 27, 2023``, or ``May 27`` and the year that the parser found out."""
    found = dates.parse_words(f"{date}, {year}" if year else date)
    if found.literal:
        raise ValueError(f"not a date: {date!r}")
    return found


def decode_badge(value: str) -> bool:
    """Any badge at all says that there is code."""
    return bool(value)


def decode_year(value: str) -> Date:
    """A year."""
    return dates.parse_words(value)


def encode_year(date: Date) -> str:
    """The year, or the words that stand for a date."""
    return date.literal or dates.format_edtf(replace(_year(date), end=None))


def _year(date: Date) -> Date:
    return replace(date, month=None, day=None, season=None)


CODECS: Mapping[str, Codec] = {
    "name": Codec(("names",), decode_shown_name, unwritten, each=True),
    "badge": Codec(("flag",), decode_badge, unwritten),
    "date": Codec(("date",), decode_page_date, unwritten),
    "printed": Codec(("names",), decode_shown_name, str, each=True, exact=always),
    "year": Codec(("date",), decode_year, encode_year),
}
"""Codecs by the word that rows give them, behind ``shown.``."""
