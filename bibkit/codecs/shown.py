"""Codecs of what web pages show: names with the given name first, dates, badges."""

from collections.abc import Mapping
from functools import lru_cache

from bibkit import dates, names
from bibkit.codecs.text import MEMO, Codec, unwritten
from bibkit.model import Date, Name


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


CODECS: Mapping[str, Codec] = {
    "name": Codec(("names",), decode_shown_name, unwritten, each=True),
    "badge": Codec(("flag",), decode_badge, unwritten),
    "date": Codec(("date",), decode_page_date, unwritten),
}
"""Codecs by the word that rows give them, behind ``shown.``."""
