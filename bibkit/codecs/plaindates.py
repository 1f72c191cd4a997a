"""Dates in one field, in words or as EDTF: what programs write there, and what is read back."""

from bibkit import dates
from bibkit.codecs.text import decode_text
from bibkit.dates.vocabulary import SEASONS
from bibkit.model import Date

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def decode_plain(text: str, year: int | None = None) -> Date:
    """A date in words, of a year that may stand elsewhere; EDTF's mark of circa is read too."""
    text = decode_text(text)
    if text[-1:] in ("~", "%"):
        try:
            return dates.parse_edtf(text)
        except ValueError:
            pass
    return dates.parse_words(text, year)


def encode_plain(date: Date) -> str:
    """A date as EDTF or in its own words; a season by its name, as "2020-21" may be years.

    The year has four digits, without which no year is read in a text.
    """
    if date.literal:
        return date.literal
    if date.season and date == Date(date.year, season=date.season):
        return f"{SEASONS[date.season - 1]} {date.year:04d}"
    return dates.format_edtf(date)
