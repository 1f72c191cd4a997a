"""RIS's dates."""

import re
from functools import lru_cache

from bibkit.dates.edtf import MEMO, edtf_or_none, format_edtf, is_calendar_date
from bibkit.dates.vocabulary import SEASONS
from bibkit.dates.words import parse_words, read
from bibkit.model import Date, replace
from bibkit.patterns import lazy

_RIS = lazy(r"((?:[0-9]{4})?)/([0-9]{0,2})(?:/([0-9]{0,2})(?:/(.*))?)?", re.DOTALL)


@lru_cache(MEMO)
def parse_ris(text: str) -> Date:
    """Read RIS's ``YYYY/MM/DD/other``, any part of which may be empty, or words.

    ``other`` is used where it is a date of the same year ("2020/11//Nov/Dec2020",
    "2004///Spring") or the only part; other words there ("online") are left out.

    Args:
        text: The value of a date tag.

    Returns:
        The date.

    Raises:
        ValueError: The text is blank or its year is 0000.
    """
    text = text.strip()
    found = _RIS.fullmatch(text)
    if not found:
        if text == "0000":
            raise ValueError("no year 0000")
        return parse_words(text)
    year, month, day, other = (part or "" for part in found.groups())
    other = other.strip()
    if not year.strip("0"):
        if year or not other:
            raise ValueError(f"no year in {text!r}")
        return edtf_or_none(other) or parse_words(other)
    number = int(year)
    said = (edtf_or_none(other) or read(other, number)) if other else None
    if said and number in (said.year, said.end and said.end.year):
        says_more = replace(said, month=None, day=None) != Date(number)
        if says_more or not int(month or 0):
            return said
    if not int(month or 0):
        return Date(number)
    if 21 <= int(month) <= 24:
        return Date(number, season=int(month) - 20)
    return Date(number, int(month), int(day or 0) or None)


def format_ris(date: Date) -> str:
    """Write ``date`` as ``parse_ris`` reads it: ``2023/08/27/``, ``2023/08//``, ``2023///``.

    A season's name stands in the last part, and so do words, and whatever year, month and
    day cannot say, as EDTF ("2014///2014/..").
    """
    if date.year is None and not date.open_start:
        return f"///{date.literal}"
    near = date.end if date.year is None else date
    if near is None or near.year is None or not 0 < near.year < 10000:
        return f"///{format_edtf(date)}"
    shown = f"{near.year:04d}"
    if near is not date:
        return f"{shown}///{format_edtf(date)}"
    if date.season and date == Date(date.year, season=date.season):
        return f"{shown}///{SEASONS[date.season - 1]}"
    shown += f"/{date.month:02d}" if date.month else "/"
    shown += f"/{date.day:02d}" if date.day else "/"
    return f"{shown}/" if is_calendar_date(date) else f"{shown}/{format_edtf(date)}"
