"""Dates in BibTeX's fields ``year``, ``month`` and ``day``."""

from bibkit.dates.edtf import format_edtf
from bibkit.dates.vocabulary import MONTHS, SEASONS, parse_month
from bibkit.dates.words import RANGES, Partial, completed, named, parse_words, years_between
from bibkit.model import Date, replace
from bibkit.patterns import lazy

_YEAR = lazy(r"[0-9]{4}")
_EARLY = lazy(r"\s*+([1-9][0-9]{2})\s*+")
_TWO_YEARS = lazy(r"([0-9]{4})/([0-9]{2})")
_LETTER = lazy(r"[^\W\d_]")
_DAY_RANGE = lazy(r" ?[-/–—]+ ?")
_TEX_BLANKS = lazy(r'[~#"{}\s]+')


def parse_bibtex(year: str, month: str, day: str) -> Date:
    """Combine BibTeX's fields, as text without LaTeX.

    ``month`` is a macro, a name, a number, a season, a range ("Sep--Oct") or holds the day
    ("12~jan"); ``day`` a number or a range. Months without a year, or beside a year that
    is words ("in press"), are words.

    Args:
        year: The field ``year``; ``""`` where there is none.
        month: The field ``month``, likewise.
        day: The field ``day``, likewise.

    Returns:
        The date.

    Raises:
        ValueError: Nothing is given, or the month or day, which the message names, cannot
            be read or does not fit the year.
    """
    if not (month or day):
        return _parse_year(year)
    if _YEAR.fullmatch(year) and year != "0000" and (number := parse_month(month)):
        if not day:
            return Date(int(year), number)
        if day.isdecimal():
            return Date(int(year), number, int(day[:3]))
    month, day = (_TEX_BLANKS.sub(" ", field).strip() for field in (month, day))
    if not (month or day):
        return _parse_year(year)
    if not month:
        raise ValueError(f"the day {day!r} without its month")
    date = _parse_year(year) if year.strip() else None
    if date is None or date.literal:
        return Date(literal=" ".join(filter(None, (day, month, year.strip()))))
    if date.open_start or date.open_end or date.month or date.season:
        fields = None if date.year is None else parse_bibtex(str(date.year), month, day)
        if fields in (date, replace(date, day=None)):
            return date
        if fields and replace(fields, day=None) == date:
            return fields
        raise ValueError(f"month {month!r} beside the year {year!r}")
    sides = _month_sides(month)
    days = _day_sides(day)
    if date.end or len(days) > len(sides):
        if len(sides) == 1 and date.end:
            raise ValueError(f"one month {month!r} for the years {year!r}")
        sides = (sides[0], sides[-1])
    if days:
        sides = tuple(
            s._replace(day=d) for s, d in zip(sides, (days[0], days[-1]), strict=False)
        )
    if len(sides) > 1:
        sides = completed(sides[0], sides[1])
    ends = (date, date.end or replace(date, circa=False, uncertain=False))
    start, *end = (_in_year(whole, side) for whole, side in zip(ends, sides, strict=False))
    return replace(start, end=end[0]) if end else start


def _parse_year(text: str) -> Date:
    """The year in words; ``2004/05`` is two of them, as no month stands in this field.

    Three digits are a year too; two are not, which may be of any century.
    """
    if early := _EARLY.fullmatch(text):
        return Date(int(early[1]))
    if "/" in text and (years := _TWO_YEARS.fullmatch(text.strip())):
        date = years_between(years[1], "/", years[2])
        if date and date.end and date.year is not None and date.end.year == date.year + 1:
            return date
    return parse_words(text)


def _month_sides(text: str) -> tuple[Partial, ...]:
    if month := parse_month(text):
        return (Partial(month=month),)
    whole = named(text)
    if whole and (whole.month or whole.season):
        return (whole,)
    for separator in RANGES:
        sides = separator.split(text)
        if len(sides) == 2:
            # A number beside a name is a day: "October 25-28"; "9-10" are months.
            in_words = _LETTER.search(text)
            read = [named(s) if in_words else Partial(month=parse_month(s)) for s in sides]
            if all(side and any(side) for side in read):
                return tuple(side for side in read if side)
    raise ValueError(f"no month {text!r}")


def _day_sides(text: str) -> list[int]:
    if not text:
        return []
    sides = _DAY_RANGE.split(text.rstrip(". "))
    if len(sides) > 2 or not all(s.isdecimal() and 1 <= int(s[:3]) <= 31 for s in sides):
        raise ValueError(f"no day {text!r}")
    return [int(side) for side in sides]


def _in_year(whole: Date, side: Partial) -> Date:
    if side.year not in (None, whole.year):
        raise ValueError(f"the year {side.year} beside {whole.year}")
    return replace(whole, month=side.month, day=side.day, season=side.season, end=None)


def format_bibtex(date: Date) -> tuple[str, str, str]:
    """Write ``date`` as ``parse_bibtex`` reads it.

    Args:
        date: The date to write.

    Returns:
        Year, month and day, ``""`` where there is none. The month is a macro, a season's
        name or two of them ("sep--oct"); the day one or two numbers. What the fields
        cannot say stands as EDTF in the year.
    """
    if date.year is None and not date.open_start:
        return date.literal, "", ""
    if not (date.end or date.open_start or date.open_end or date.unspecified):
        texts = _year_text(date), _month_text(date), str(date.day or "")
        if _EARLY.fullmatch(early := texts[0].removeprefix("0")):
            return early, *texts[1:]
        if -9999 < (date.year or 0) < 10000:
            return texts
    elif date.end and date.year is not None and not (date.open_end or date.unspecified):
        texts = _range_texts(date, date.end)
        try:
            if parse_bibtex(*texts) == date:
                return texts
        except ValueError:
            pass
    return format_edtf(date), "", ""


def _range_texts(start: Date, end: Date) -> tuple[str, str, str]:
    years, months = [_year_text(start), _year_text(end)], [_month_text(start), _month_text(end)]
    if start.year == end.year:
        del years[1]
    if start.year == end.year and months[0] == months[1]:
        del months[1]
    days = [str(start.day or ""), str(end.day or "")]
    return "--".join(years), "--".join(filter(None, months)), "--".join(filter(None, days))


def _year_text(date: Date) -> str:
    year = date.year or 0
    text = f"{year:04d}" if year > 0 else f"{1 - year} BC"
    return ("c. " if date.circa else "") + text + ("?" if date.uncertain else "")


def _month_text(date: Date) -> str:
    if date.season:
        return SEASONS[date.season - 1].lower()
    return MONTHS[date.month - 1] if date.month else ""
