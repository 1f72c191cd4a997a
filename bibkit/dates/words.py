"""Dates as people write them."""

import re
from functools import lru_cache
from typing import NamedTuple

from bibkit.dates.edtf import MEMO, WHOLE_DAY, edtf_or_none
from bibkit.dates.vocabulary import NOISE, folded, month_named, season_named
from bibkit.model import Date, replace
from bibkit.patterns import lazy

_LONGEST = 100
"""Characters beyond which a text is not tried as a date."""


class Partial(NamedTuple):
    """What one side of a range says by itself: "12" of "12-15 March 2004" is a day."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    circa: bool = False
    uncertain: bool = False


_YEAR = r"(?P<y>-[0-9]{4,9}|[0-9]{4})"
_NUMERIC = tuple(
    lazy(pattern)
    for pattern in (
        rf"{_YEAR}[A-Za-z]?",
        rf"{_YEAR}(?P<s>[-/.])(?P<m>[0-9]{{1,2}})"
        r"(?:(?P=s)(?P<d>[0-9]{1,2})(?:[Tt ][0-9][0-9:.,Zz+-]*+)?)?",
        rf"(?P<d>[0-9]{{1,2}})(?P<s>[-.]) ?(?P<m>[0-9]{{1,2}})(?P=s) ?{_YEAR}",
        rf"(?P<m>[0-9]{{1,2}})[-/.]{_YEAR}",
        r"(?P<y>(?:1[5-9]|20)[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
    )
)
_CHINESE = lazy(
    r"(?P<y>[0-9]{4})\s?[年년](?:\s?(?P<m>[0-9]{1,2})\s?[月월](?:\s?(?P<d>[0-9]{1,2})\s?[日号號일])?)?"
)
_ROMAN = lazy(r"([0-9]{1,2})[. /-]{1,2}([IVX]{1,4})[. /-]{1,2}([0-9]{4})")
_ROMAN_MONTHS = "I II III IV V VI VII VIII IX X XI XII".split()
_SLASHED = lazy(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_CIRCA = lazy(
    r"(?:(?:c|ca|circa|cca|approx|about|around|um|vers)\.?\s+|(?:ca?|approx)\.|ca(?=[0-9])|~)\s*",
    re.I,
)
_COPYRIGHT = lazy(r"(?:[©℗]|\([cp]\)|c|p|cop\.)\s?(?=[0-9]{4}$)", re.I)
_ERA = lazy(
    r"\s+(?:(?P<before>b\.?c\.?(?:e\.?)?|v\. ?chr\.?)|a\.?d\.?|c\.?e\.?|n\. ?chr\.?)$", re.I
)
_AD = lazy(r"a\.?d\.?\s+([0-9]{1,4})", re.I)
_DECADE = lazy(r"(?:the )?([0-9]{2}[1-9])0'?s")
_CATALOGUED = lazy(r"\[?([0-9]{2}(?=--)|[0-9]{3}(?=-))--?(\?)?\]?")
"""``19--``, ``[199-?]``: the century or the decade of a library's card (AACR2, 1.4F7)."""
_SHORT_RANGE = lazy(r"([0-9]{4})\s*(-{1,3}|[–—/])\s*([0-9]{2})")
_TIME = lazy(
    r",?\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s*(?:[AP]M|Z|[+-][0-9]{4}|[A-Z]{3,4})\b)*$",
    re.I,
)
_DOUBT = lazy(r"\s*[\[(]\?[\])]$")
_EDTF_MARK = lazy(r"[XuY~%/]|\.\.")
_OPEN = lazy(r"(?P<from>.+?)\s*(?:-{1,3}|[–—])|(?:--|[–—])\s*(?P<to>.+)")
RANGES = tuple(
    lazy(pattern)
    for pattern in (
        r"\s*(?:[–—]|-{2,3})\s*|\s+[-/]\s+|\s+(?:to|bis|through|until|and|und|et)\s+",
        r"/",
        r"-",
    )
)
_HYPHENS = lazy(r"(?<=[0-9])-(?=[^\W\d])|(?<=[^\W\d])-(?=[0-9])")
_ORDINALS = lazy(r"(?<=[0-9])(?:st|nd|rd|th|er|º|°|ª)(?![a-z])")
_STRAY = lazy(r"[^\w\s.,~]")
_WORDS = lazy(r"[^\W\d_]+|[0-9]+")


def parse_words(text: str, default_year: int | None = None) -> Date:
    """Read a date as people write it.

    Years, months and days in the usual orders, by number or by name in English, German,
    French, Spanish, Italian, Portuguese, Dutch and further languages of Europe, with 年月日;
    seasons; ranges; ``c. 1850``, ``1850?``, ``[185-]``, ``2001a``, ``30 BC``; EDTF. What can
    be read in two ways ("3/4/2020", "2004/05") is not guessed.

    Args:
        text: The date.
        default_year: The year of a date that names none ("Aug 27").

    Returns:
        The date; what cannot be read is kept as ``literal``.

    Raises:
        ValueError: The text is blank.
    """
    text = text.strip()
    if not text:
        raise ValueError("no date: the text is blank")
    if text == "0000":  # what some write where four digits are asked for
        return Date(literal=text)
    if WHOLE_DAY.fullmatch(text) and (date := edtf_or_none(text)):
        return date
    return read(text, default_year) or Date(literal=text)


@lru_cache(MEMO)
def read(text: str, default_year: int | None) -> Date | None:
    """The date that ``text`` says; None where it says none or several."""
    if len(text) > _LONGEST:
        return None
    if decade := _DECADE.fullmatch(text):
        return Date(int(decade[1] + "0"), unspecified=1)
    if digits := _CATALOGUED.fullmatch(text):
        missing = 4 - len(digits[1])
        return Date(
            int(digits[1]) * 10**missing, uncertain=bool(digits[2]), unspecified=missing
        )
    if years := _SHORT_RANGE.fullmatch(text):
        date = years_between(*years.groups())
        if years[2] not in ("-", "/") or not 1 <= int(years[3]) <= 12:
            return date
        if years[2] == "/" and date and date.end == Date(int(years[1]) + 1):
            return None  # 2004/05 is May or two years
    if partial := _partial(text):
        return _date(partial, default_year)
    if _EDTF_MARK.search(text) and (date := edtf_or_none(text)):
        return date
    if found := _OPEN.fullmatch(text):
        side = _partial(found["from"] or found["to"])
        date = _date(side, default_year) if side else None
        if date:
            return (
                replace(date, open_end=True)
                if found["from"]
                else Date(open_start=True, end=date)
            )
    return _read_range(text, default_year)


def years_between(first: str, mark: str, last: str) -> Date | None:
    """The years of ``2004--05`` or ``1999/00``; None where they do not follow each other."""
    start = int(first)
    end = start // 100 * 100 + int(last)
    if end % 100 == 0 and start % 100 == 99:
        end += 100
    if end <= start or (mark == "-" and end - start > 10 and 25 <= end % 100 <= 41):
        return None  # 2001-33 is a quarter in EDTF
    return Date(start, end=Date(end))


def _read_range(text: str, default_year: int | None) -> Date | None:
    for separator in RANGES:
        sides = separator.split(text)
        if len(sides) != 2:
            continue
        first, last = _partial(sides[0]), _partial(sides[1])
        if first and last:
            first, last = completed(first, last)
            start, end = _date(first, default_year), _date(last, default_year)
            if start and end and _order(start) < _order(end):
                return replace(start, end=end)
    return None


def completed(first: Partial, last: Partial) -> tuple[Partial, Partial]:
    """Both sides of a range with what the other one says for both."""
    if first.year is None:
        first = first._replace(year=last.year)
    elif last.year is None:
        last = last._replace(year=first.year)
    if first.day and not first.month:
        first = first._replace(month=last.month)
    elif last.day and not last.month:
        last = last._replace(month=first.month)
    return first, last


def _order(date: Date) -> tuple[int, int, int]:
    month = date.month or (date.season * 3 if date.season else 0)
    return date.year or 0, month, date.day or 0


def _date(partial: Partial, default_year: int | None) -> Date | None:
    year = default_year if partial.year is None else partial.year
    if year is None or (partial.day and not partial.month):
        return None
    try:
        return Date(year, *partial[1:])
    except ValueError:
        return None


def _partial(text: str) -> Partial | None:
    text = text.strip(" ,;\t\n")
    if ":" in text:
        text = _TIME.sub("", text)
    if ".." in text:
        return None
    text = _DOUBT.sub("?", text)
    if text[:1] in ("[", "(") and text[-1:] in ("]", ")"):
        text = text[1:-1].strip()
    circa = _CIRCA.match(text)
    if circa:
        text = text[circa.end() :]
    uncertain = text.endswith("?")
    text = text.rstrip("?. ")
    if copyrighted := _COPYRIGHT.match(text):
        text = text[copyrighted.end() :]
    found = _numeric(text) or named(text)
    return found and found._replace(circa=bool(circa), uncertain=uncertain)


def _numeric(text: str) -> Partial | None:
    if not text[-1:].isascii():
        found = _CHINESE.fullmatch(text)
        return _from_groups(found) if found else None
    if said := _AD.fullmatch(text):
        return _checked(int(said[1]), None, None)
    if era := _ERA.search(text):
        year, dash, month = text[: era.start()].partition("-")
        if not (year.isdecimal() and len(year) <= 4 and (not dash or month.isdecimal())):
            return None
        counted = 1 - int(year) if era["before"] else int(year)
        return _checked(counted, int(month) if dash else None, None)
    for pattern in _NUMERIC:
        if found := pattern.fullmatch(text):
            return _from_groups(found)
    if found := _ROMAN.fullmatch(text):
        day, month, year = found.groups()
        place = _ROMAN_MONTHS.index(month) + 1 if month in _ROMAN_MONTHS else 0
        return _checked(int(year), place, int(day))
    if found := _SLASHED.fullmatch(text):
        one, other, number = map(int, found.groups())
        if one == other or other > 12:
            return _checked(number, one, other)
        return _checked(number, other, one) if one > 12 else None
    return None


def _from_groups(found: re.Match[str]) -> Partial | None:
    values: dict[str, str | None] = found.groupdict()
    month, day = values.get("m"), values.get("d")
    return _checked(int(found["y"]), int(month) if month else None, int(day) if day else None)


def _checked(year: int, month: int | None, day: int | None) -> Partial | None:
    """The numbers, where they are a date."""
    try:
        Date(year, month, day)
    except ValueError:
        return None
    return Partial(year, month, day)


def named(text: str) -> Partial | None:
    """What a date or part of one says that has names or lone numbers."""
    plain = folded(text)
    plain = _ORDINALS.sub(" ", _HYPHENS.sub(" ", plain))
    if _STRAY.search(plain):
        return None
    found: dict[str, int] = {}
    for word in _WORDS.findall(plain):
        if word in NOISE:
            continue
        if word.isdecimal():
            part = "year" if len(word) == 4 else "day"
            number = int(word) if len(word) in (1, 2, 4) else 0
            if part == "day" and not 1 <= number <= 31:
                return None
        elif number := month_named(word):
            part = "month"
        elif number := season_named(word):
            part = "season"
        else:
            return None
        if part in found:
            return None
        found[part] = number
    if not found or ("season" in found and "month" in found):
        return None
    year, month, day, season = map(found.get, ("year", "month", "day", "season"))
    return Partial(year, month, day, season)


_WITH_LETTER = lazy(
    r"[^0-9]*+[0-9]{3}(?:[0-9](?P<letter>[A-RT-Za-rt-z])|[1-9](?P<s>[sS]))[^0-9A-Za-z]*+"
)


def year_letter(text: str) -> str:
    """The letter that tells works of one year apart ("1992a"), which no date holds.

    "1990s" is a decade.
    """
    found = _WITH_LETTER.fullmatch(text)
    return (found["letter"] or found["s"]) if found else ""
