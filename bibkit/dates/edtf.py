"""EDTF level 1 (https://www.loc.gov/standards/datetime/), read and written."""

import re
from functools import lru_cache

from bibkit.model import Date, replace
from bibkit.patterns import lazy

_EDTF = lazy(
    r"""(?P<first>[?~%](?=-?[0-9X]{4}$))?(?P<year>-?(?:[0-9]{4}|[0-9]{3}[Xu]|[0-9]{2}[Xu]{2}|[0-9][Xu]{3}|[Xu]{4})
               |Y(?=-?[0-9Xu]{5})-?[1-9][0-9]{0,12}[Xu]{0,4}|Y-?[1-9][0-9]{0,5}E[1-9])
    (?:-(?P<month>[0-9]{2}|XX|uu)(?:-(?P<day>[0-9]{2}|XX|uu)(?P<time>T.+?)?)?)?
    (?P<mark>[?~%])?""",
    re.VERBOSE,
)
WHOLE_DAY = lazy(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")
"""What most dates are: a year, a month or a day."""

MEMO = 4096
"""Dates recur: that many are remembered, no more."""
_TIME = lazy(
    r"""T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?|24:00(?::00)?)
    (?:Z|\+(?:(?:0[0-9]|1[0-3])(?::?[0-5][0-9])?|14(?::?00)?)
      |-(?!00(?::?00)?$)(?:(?:0[0-9]|1[01])(?::?[0-5][0-9])?|12(?::?00)?))?""",
    re.VERBOSE,
)
_MARKS = {"": (False, False), "~": (True, False), "?": (False, True), "%": (True, True)}


@lru_cache(MEMO)
def parse_edtf(text: str) -> Date:
    """Read a date of EDTF level 1 (https://www.loc.gov/standards/datetime/).

    Times are checked and dropped. ``u`` is read as ``X``, as EDTF's draft had it; an
    unspecified month or day (``2004-XX``) is left out. Beyond level 1, a range may hold
    seasons, unspecified or long years may have months, a year's mark may stand before it
    (``?2004``), and a long year may have an exponent (``Y17E7``).

    Args:
        text: For example ``2004-06~/2006`` or ``199X``.

    Returns:
        The date; a range has its second date in ``end``.

    Raises:
        ValueError: The text is no such date.
    """
    text = text.strip()
    if day := WHOLE_DAY.fullmatch(text):
        year, month, number = day.groups()
        return Date(int(year), int(month) if month else None, int(number) if number else None)
    first, slash, last = text.partition("/")
    if not slash:
        return _parse_edtf_point(text)
    if first in ("", "..") and last in ("", ".."):
        raise ValueError(f"a range without any date: {text!r}")
    if first in ("", ".."):
        return Date(open_start=True, end=_parse_edtf_point(last))
    start = _parse_edtf_point(first)
    if last in ("", ".."):
        return replace(start, open_end=True)
    return replace(start, end=_parse_edtf_point(last))


def is_calendar_date(date: Date) -> bool:
    """Whether ``date`` is a year, a month or a day and says nothing else."""
    return date.year is not None and not (
        date.season
        or date.circa
        or date.uncertain
        or date.unspecified
        or date.end
        or date.open_start
        or date.open_end
        or date.literal
    )


def _parse_edtf_point(text: str) -> Date:
    found = _EDTF.fullmatch(text)
    if not found:
        raise ValueError(f"no date of EDTF level 1: {text!r}")
    digits, month, day, time, mark = found.group("year", "month", "day", "time", "mark")
    mark = mark or found["first"]
    if "E" in digits:
        known, _, power = digits.partition("E")
        digits = known + "0" * int(power)
        if len(digits.removeprefix("Y").removeprefix("-")) < 5:
            raise ValueError(f"a year of four digits has no Y: {text!r}")
    if time and not _TIME.fullmatch(time):
        raise ValueError(f"no time {time!r}")
    known = digits.removeprefix("Y").rstrip("Xu")
    unspecified = len(digits.removeprefix("Y")) - len(known)
    year = int((known if known not in ("", "-") else known + "0") + "0" * unspecified)
    if known == "-0000":
        raise ValueError("no year -0000: the year before 1 is 0000")
    circa, uncertain = _MARKS[mark or ""]
    if month in (None, "XX", "uu"):
        if day and day not in ("XX", "uu"):
            raise ValueError(f"a day without its month: {text!r}")
        return Date(year, circa=circa, uncertain=uncertain, unspecified=unspecified)
    date = Date(year, circa=circa, uncertain=uncertain, unspecified=unspecified)
    number = int(month)
    if 21 <= number <= 24:
        if day:
            raise ValueError(f"a season has no day: {text!r}")
        return replace(date, season=number - 20)
    return replace(
        date, month=number, day=int(day) if day and day not in ("XX", "uu") else None
    )


def format_edtf(date: Date) -> str:
    """Write ``date`` as ``parse_edtf`` reads it.

    Raises:
        ValueError: The date is words.
    """
    if date.year is None and not date.open_start:
        raise ValueError(f"words are no EDTF: {date.literal!r}")
    first = ".." if date.year is None else _format_edtf_point(date)
    if date.end:
        return f"{first}/{_format_edtf_point(date.end)}"
    return f"{first}/.." if date.open_end else first


def _format_edtf_point(date: Date) -> str:
    year = date.year or 0
    digits = f"{abs(year):04d}"
    if date.unspecified:
        digits = digits[: -date.unspecified] + "X" * date.unspecified
    text = ("Y" if abs(year) > 9999 else "") + ("-" if year < 0 else "") + digits
    if date.month:
        text += f"-{date.month:02d}" + (f"-{date.day:02d}" if date.day else "")
    elif date.season:
        text += f"-{date.season + 20}"
    mark = "%" if date.circa and date.uncertain else "~" if date.circa else "?"
    return text + mark if date.circa or date.uncertain else text


def edtf_or_none(text: str) -> Date | None:
    """The date of EDTF that ``text`` is, if it is one."""
    try:
        return parse_edtf(text)
    except ValueError:
        return None
