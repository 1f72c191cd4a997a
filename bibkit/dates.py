"""Dates: EDTF, the words that people write, and what BibTeX, RIS and CSL-JSON make of them.

Years count astronomically (0 is 1 BCE) everywhere but in CSL-JSON, which has no year 0.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from bibkit.model import Date, Json
from bibkit.patterns import lazy

MONTHS: tuple[str, ...] = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
"""BibTeX's macros for the months."""

_SEASONS = ("Spring", "Summer", "Autumn", "Winter")

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

_NOISE = frozenset(
    """of the de del di do le el den am
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs
    fri sat sun""".split()
)


def _by_prefix(rows: Sequence[str], shortest: int) -> dict[str, int]:
    """Each name and each beginning that only one row has, to the row's place from 1."""
    places: dict[str, set[int]] = {}
    for place, row in enumerate(rows, 1):
        for name in row.split():
            for length in range(min(shortest, len(name)), len(name) + 1):
                places.setdefault(name[:length], set()).add(place)
    return {name: next(iter(found)) for name, found in places.items() if len(found) == 1}


_MONTH_BY_NAME = _by_prefix(_MONTH_NAMES, 3)
_SEASON_BY_NAME = _by_prefix(_SEASON_NAMES, 99)

_LONGEST = 100
"""Characters beyond which a text is not tried as a date."""

# EDTF

_EDTF = lazy(
    r"""(?P<year>-?(?:[0-9]{4}|[0-9]{3}[Xu]|[0-9]{2}[Xu]{2}|[0-9][Xu]{3}|[Xu]{4})
               |Y(?=-?[0-9Xu]{5})-?[1-9][0-9]{0,12}[Xu]{0,4})
    (?:-(?P<month>[0-9]{2}|XX|uu)(?:-(?P<day>[0-9]{2}|XX|uu)(?P<time>T.+?)?)?)?
    (?P<mark>[?~%])?""",
    re.VERBOSE,
)
_WHOLE_DAY = lazy(r"([0-9]{4})-(0[0-9]|1[0-2])-([0-9]{2})")
_TIME = lazy(
    r"""T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?|24:00(?::00)?)
    (?:Z|\+(?:(?:0[0-9]|1[0-3])(?::?[0-5][0-9])?|14(?::?00)?)
      |-(?!00(?::?00)?$)(?:(?:0[0-9]|1[01])(?::?[0-5][0-9])?|12(?::?00)?))?""",
    re.VERBOSE,
)
_MARKS = {"": (False, False), "~": (True, False), "?": (False, True), "%": (True, True)}


def parse_edtf(text: str) -> Date:
    """Read a date of EDTF level 1 (https://www.loc.gov/standards/datetime/).

    Times are checked and dropped. ``u`` is read as ``X``, as EDTF's draft had it; an
    unspecified month or day (``2004-XX``) is left out. Beyond level 1, a range may hold
    seasons, and unspecified or long years may have months.

    Args:
        text: For example ``2004-06~/2006`` or ``199X``.

    Returns:
        The date; a range has its second date in ``end``.

    Raises:
        ValueError: The text is no such date.
    """
    text = text.strip()
    first, slash, last = text.partition("/")
    if not slash:
        if day := _WHOLE_DAY.fullmatch(text):
            return Date(int(day[1]), int(day[2]), int(day[3]))
        return _parse_edtf_point(text)
    if first in ("", "..") and last in ("", ".."):
        raise ValueError(f"a range without any date: {text!r}")
    if first in ("", ".."):
        return Date(open_start=True, end=_parse_edtf_point(last))
    start = _parse_edtf_point(first)
    if last in ("", ".."):
        return replace(start, open_end=True)
    return replace(start, end=_parse_edtf_point(last))


def _parse_edtf_point(text: str) -> Date:
    found = _EDTF.fullmatch(text)
    if not found:
        raise ValueError(f"no date of EDTF level 1: {text!r}")
    digits, month, day, time, mark = found.group("year", "month", "day", "time", "mark")
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


# Words


class _Partial(NamedTuple):
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
_RANGES = tuple(
    lazy(pattern)
    for pattern in (
        r"\s*(?:[–—]|-{2,3})\s*|\s+[-/]\s+|\s+(?:to|bis|through|until|and|und|et)\s+",
        r"/",
        r"-",
    )
)
_HYPHENS = lazy(r"(?<=[0-9])-(?=[^\W\d])|(?<=[^\W\d])-(?=[0-9])")
_ORDINALS = lazy(r"(?<=[0-9])(?:st|nd|rd|th|er|º|°|ª)(?![a-z])")
_LETTER = lazy(r"[^\W\d_]")
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
    return _read(text, default_year) or Date(literal=text)


def _read(text: str, default_year: int | None) -> Date | None:
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
    if _EDTF_MARK.search(text) and (date := _edtf(text)):
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


def _edtf(text: str) -> Date | None:
    try:
        return parse_edtf(text)
    except ValueError:
        return None


def _read_range(text: str, default_year: int | None) -> Date | None:
    for separator in _RANGES:
        sides = separator.split(text)
        if len(sides) != 2:
            continue
        first, last = _partial(sides[0]), _partial(sides[1])
        if first and last:
            first, last = _completed(first, last)
            start, end = _date(first, default_year), _date(last, default_year)
            if start and end and _order(start) < _order(end):
                return replace(start, end=end)
    return None


def _completed(first: _Partial, last: _Partial) -> tuple[_Partial, _Partial]:
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


def _date(partial: _Partial, default_year: int | None) -> Date | None:
    year = default_year if partial.year is None else partial.year
    if year is None or (partial.day and not partial.month):
        return None
    try:
        return Date(year, *partial[1:])
    except ValueError:
        return None


def _partial(text: str) -> _Partial | None:
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
    found = _numeric(text) or _named(text)
    return found and found._replace(circa=bool(circa), uncertain=uncertain)


def _numeric(text: str) -> _Partial | None:
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


def _checked(year: int, month: int | None, day: int | None) -> _Partial | None:
    """The numbers, where they are a date."""
    try:
        Date(year, month, day)
    except ValueError:
        return None
    return _Partial(year, month, day)


def _named(text: str) -> _Partial | None:
    plain = _folded(text)
    plain = _ORDINALS.sub(" ", _HYPHENS.sub(" ", plain))
    if _STRAY.search(plain):
        return None
    found: dict[str, int] = {}
    for word in _WORDS.findall(plain):
        if word in _NOISE:
            continue
        if word.isdecimal():
            part = "year" if len(word) == 4 else "day"
            number = int(word) if len(word) in (1, 2, 4) else 0
            if part == "day" and not 1 <= number <= 31:
                return None
        elif number := _MONTH_BY_NAME.get(word, 0):
            part = "month"
        elif number := _SEASON_BY_NAME.get(word, 0):
            part = "season"
        else:
            return None
        if part in found:
            return None
        found[part] = number
    if not found or ("season" in found and "month" in found):
        return None
    year, month, day, season = map(found.get, ("year", "month", "day", "season"))
    return _Partial(year, month, day, season)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def parse_month(text: str) -> int | None:
    """The month of a macro, a number or a name in the languages of ``parse_words``."""
    word = text.strip().rstrip(".")
    if word.isdecimal() and word.isascii() and len(word) <= 2:
        return int(word) if 1 <= int(word) <= 12 else None
    return _MONTH_BY_NAME.get(_folded(word))


# BibTeX

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
    if _FOUR_DIGITS.fullmatch(year) and (number := parse_month(month)):
        if not day:
            return Date(int(year), number)
        if day.isdecimal():
            return Date(int(year), number, int(day[:3]))
    month, day = (_TEX_BLANKS.sub(" ", field).strip() for field in (month, day))
    if not (month or day):
        return parse_words(year)
    if not month:
        raise ValueError(f"the day {day!r} without its month")
    date = parse_words(year) if year.strip() else None
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
        sides = _completed(sides[0], sides[1])
    ends = (date, date.end or replace(date, circa=False, uncertain=False))
    start, *end = (_in_year(whole, side) for whole, side in zip(ends, sides, strict=False))
    return replace(start, end=end[0]) if end else start


def _month_sides(text: str) -> tuple[_Partial, ...]:
    if month := parse_month(text):
        return (_Partial(month=month),)
    whole = _named(text)
    if whole and (whole.month or whole.season):
        return (whole,)
    for separator in _RANGES:
        sides = separator.split(text)
        if len(sides) == 2:
            # A number beside a name is a day: "October 25-28"; "9-10" are months.
            named = _LETTER.search(text)
            read = [_named(s) if named else _Partial(month=parse_month(s)) for s in sides]
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


def _in_year(whole: Date, side: _Partial) -> Date:
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
        return _SEASONS[date.season - 1].lower()
    return MONTHS[date.month - 1] if date.month else ""


# RIS

_RIS = lazy(r"((?:[0-9]{4})?)/([0-9]{0,2})(?:/([0-9]{0,2})(?:/(.*))?)?", re.DOTALL)


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
        return _edtf(other) or parse_words(other)
    number = int(year)
    said = (_edtf(other) or _read(other, number)) if other else None
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
    if date == Date(date.year, season=date.season):
        return f"{shown}///{_SEASONS[date.season - 1] if date.season else ''}"
    shown += f"/{date.month:02d}" if date.month else "/"
    shown += f"/{date.day:02d}" if date.day else "/"
    said = date == Date(date.year, date.month, date.day)
    return f"{shown}/" if said else f"{shown}/{format_edtf(date)}"


# CSL-JSON


_INTEGER = lazy(r"\s*-?[0-9]{1,12}\s*")


def parse_csl(value: object) -> Date:
    """Read a date of CSL-JSON: an object, an EDTF string, or a year.

    Reads ``date-parts`` (numbers or their texts), ``season`` (or a month 13-16 or 21-24),
    ``circa``, ``literal``, ``raw`` and ``edtf``. CSL has no year 0: its -1 is 1 BCE.

    Args:
        value: The value of a date variable.

    Returns:
        The date.

    Raises:
        ValueError: The value holds no date.
    """
    if isinstance(value, str):
        return _edtf(value) or parse_words(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Date(_whole_number(value))
    if not isinstance(value, Mapping):
        raise ValueError(f"no date: {value!r}")
    parts = value.get("date-parts")
    given = [p for p in parts if isinstance(p, list)] if isinstance(parts, list) else []
    raw = value.get("edtf") or value.get("raw")
    if raw and (date := _edtf(str(raw)) or (None if given else parse_words(str(raw)))):
        return date
    circa = _is_true(value.get("circa"))
    if given and (start := _parse_parts(given[0], value.get("season"), circa)):
        if len(given) == 1:
            return start
        end = _parse_parts(given[1], None, circa)
        return replace(start, end=end) if end else replace(start, open_end=True)
    literal = value.get("literal")
    if isinstance(literal, str) and literal.strip():
        return Date(literal=literal)
    raise ValueError(f"no date: {value!r}")


def _parse_parts(parts: list[object], season: object, circa: bool) -> Date | None:
    numbers = [_whole_number(part) for part in parts if part not in (None, "")]
    if not numbers or not any(numbers):
        return None
    year, month, day = (*numbers, 0, 0)[:3]
    year += year < 0
    if 13 <= month <= 16 or 21 <= month <= 24:
        return Date(year, season=(month - 12) % 8, circa=circa)
    date = Date(year, month or None, day or None, circa=circa)
    if season in (None, "", 0):
        return date
    named = _SEASON_BY_NAME.get(_folded(str(season)), 0) or _whole_number(season)
    return replace(date, season=(named - 1) % 4 + 1)


def _whole_number(value: object) -> int:
    """The number that JSON has as such or as text; one with a fraction is refused."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _INTEGER.fullmatch(value):
        return int(value)
    raise ValueError(f"no whole number: {value!r}")


def _is_true(value: object) -> bool:
    return bool(value) and str(value).lower() not in ("false", "0", "no")


def format_csl(date: Date) -> dict[str, Json]:
    """Write ``date`` as a CSL-JSON 1.0.2 object that ``parse_csl`` reads again.

    Args:
        date: The date to write.

    Returns:
        ``date-parts`` with ``season`` and ``circa`` where they say it all. Otherwise
        ``raw`` holds the EDTF, and ``date-parts`` the nearest date for programs that
        know no EDTF. Words are ``literal``.
    """
    if date.year is None and not date.open_start:
        return {"literal": date.literal}
    ends = [end for end in (date, date.end) if end and end.year is not None]
    value: dict[str, Json] = {"date-parts": [_parts(end) for end in ends]}
    if date.season:
        value["season"] = date.season
    if any(end.circa or end.uncertain or end.unspecified for end in ends):
        value["circa"] = True
    if date.year is None or parse_csl(value) != date:
        value["raw"] = format_edtf(date)
    return value


def _parts(date: Date) -> list[Json]:
    year = date.year or 0
    parts: list[Json] = [year if year > 0 else year - 1]
    if date.month:
        parts.append(date.month)
        if date.day:
            parts.append(date.day)
    return parts
