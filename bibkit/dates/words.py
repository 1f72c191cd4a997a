"""Dates as people write them."""

import re
from dataclasses import replace
from typing import NamedTuple

from bibkit.dates.edtf import edtf_or_none
from bibkit.dates.vocabulary import NOISE, folded, month_named, season_named
from bibkit.model import Date
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


_FOUR_DIGITS = lazy(r"[0-9]{4}")
_YEAR = r"(?P<y>-[0-9]{4,9}|[0-9]{4})"
_NUMERIC = tuple(
    lazy(pattern)
    for pattern in (
        rf"{_YEAR}[a-z]?",
        rf"{_YEAR}(?P<s>[-/.])(?P<m>[0-9]{{1,2}})"
        r"(?:(?P=s)(?P<d>[0-9]{1,2})(?:[Tt ][0-9][0-9:.,Zz+-]*+)?)?",
        rf"(?P<d>[0-9]{{1,2}})(?P<s>[-.]) ?(?P<m>[0-9]{{1,2}})(?P=s) ?{_YEAR}",
        rf"(?P<m>[0-9]{{1,2}})[-/.]{_YEAR}",
        r"(?P<y>(?:1[5-9]|20)[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
    )
)
_SLASHED = lazy(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_CIRCA = lazy(r"(?:(?:c|ca|circa|cca|approx|um|vers)\.?\s+|(?:ca?|approx)\.|~)\s*", re.I)
_COPYRIGHT = lazy(r"(?:©|\(c\)|c|cop\.)\s?(?=[0-9]{4}$)", re.I)
_ERA = lazy(
    r"\s+(?:(?P<before>b\.?c\.?(?:e\.?)?|v\. ?chr\.?)|a\.?d\.?|c\.?e\.?|n\. ?chr\.?)$", re.I
)
_DECADE = lazy(r"([0-9]{2}[1-9])0'?s")
_SHORT_RANGE = lazy(r"([0-9]{4})\s*(?:-{1,3}|[–—/])\s*(1[3-9]|[2-9][0-9])")
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
    French, Spanish, Italian, Portuguese and Dutch; seasons; ranges; ``c. 1850``, ``1850?``,
    ``[1850]``, ``2001a``, ``30 BC``; EDTF. What can be read in two ways ("3/4/2020") is not
    guessed.

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
    if _FOUR_DIGITS.fullmatch(text):
        return Date(int(text))
    return read(text, default_year) or Date(literal=text)


def read(text: str, default_year: int | None) -> Date | None:
    """The date that ``text`` says; None where it says none or several."""
    if len(text) > _LONGEST:
        return None
    if decade := _DECADE.fullmatch(text):
        return Date(int(decade[1] + "0"), unspecified=1)
    if years := _SHORT_RANGE.fullmatch(text):
        first, last = int(years[1]), int(years[1][:2] + years[2])
        if first < last:
            return Date(first, end=Date(last))
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
        return None
    if era := _ERA.search(text):
        year, dash, month = text[: era.start()].partition("-")
        if not (year.isdecimal() and len(year) <= 4 and (not dash or month.isdecimal())):
            return None
        counted = 1 - int(year) if era["before"] else int(year)
        return _checked(counted, int(month) if dash else None, None)
    for pattern in _NUMERIC:
        if found := pattern.fullmatch(text):
            values: dict[str, str | None] = found.groupdict()
            month_text, day_text = values.get("m"), values.get("d")
            return _checked(
                int(found["y"]),
                None if month_text is None else int(month_text),
                None if day_text is None else int(day_text),
            )
    if found := _SLASHED.fullmatch(text):
        one, other, number = map(int, found.groups())
        if one == other or other > 12:
            return _checked(number, one, other)
        return _checked(number, other, one) if one > 12 else None
    return None


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
