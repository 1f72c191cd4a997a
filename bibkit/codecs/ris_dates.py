"""Codecs of RIS's dates: with slashes, in several tags, where editions stand."""

from functools import lru_cache
from typing import TypeAlias

from bibkit import dates
from bibkit.codecs.text import MEMO, PartlyReadError, decode_text
from bibkit.model import Date, Json
from bibkit.patterns import lazy

_Kept: TypeAlias = dict[str, tuple[Json, ...]]


def decode_ris_date(year: str, date: str) -> Date:
    """``PY`` and ``DA``, as they are written: the whole date where there is one."""
    return decode_issued(year, date, "")[0]


def encode_ris_date(date: Date) -> tuple[str, str]:
    """The year for ``PY`` and the whole date for ``DA``."""
    year = f"{date.year:04d}" if date.year is not None and date.year >= 0 else ""
    return year, dates.format_ris(date)


def decode_dated(year: str, date: str, old: str) -> tuple[Date, str, _Kept]:
    """``decode_issued``, with the letter behind the year: ``1992a``."""
    issued, kept = decode_issued(year, date, old)
    return issued, "" if year.isdecimal() else dates.year_letter(year or old), kept


@lru_cache(MEMO)
def decode_issued(year: str, date: str, old: str) -> tuple[Date, _Kept]:
    """``PY``, ``DA`` and ``Y1``: the completest that agrees with the first that is a date.

    ``DA`` may leave the year to ``PY`` ("Jun 15"). What says another year or cannot be read
    is kept. Of numbers that are no date ("1990/9/31") or might be two the year is taken.
    """
    texts = {"PY": year, "Y1": old, "DA": date}
    found: dict[str, Date] = {}
    for tag, text in texts.items():
        if text and (read := _date(text, next(iter(found.values()), None))):
            found[tag] = read
    dated = {tag: value for tag, value in found.items() if not value.literal}
    if not dated:
        for column, text in enumerate((year, date, old)):
            if known := _year_alone(text):
                raise PartlyReadError((known, "", {}), [column], f"no date: {text!r}")
    if not found:
        raise ValueError(f"no date in {year or date or old!r}")
    year_of = next(iter((dated or found).values())).year
    best = max((d for d in (dated or found).values() if d.year == year_of), key=_completeness)
    kept: _Kept = {
        f"ris/{tag}": (text,)
        for tag, text in texts.items()
        if text.strip(" /0") and (tag not in found or found[tag].year != best.year)
    }
    return best, kept


def _date(text: str, known: Date | None) -> Date | None:
    """The date of a tag, if it is one; words may leave out the year that is known."""
    try:
        found = _parsed(text.strip())
        if found.literal and known and known.year is not None:
            return dates.parse_words(text, known.year)
    except ValueError:
        return None
    return found


_WORDS_AS_PARTS = lazy(r"([0-9]{4})(?=.*[^0-9/])/([^/]+(?:/[^/]+)?)/*")
_MONTH = lazy(r"((?:1[5-9]|20)[0-9]{2})(0[1-9]|1[0-2])")
_AROUND_SLASH = lazy(r" */ *")
_NUMBERS = lazy(r"(?:([0-9]{4})[-/. ]|(?:[0-9]{1,2}[-/. ]+){1,2}([0-9]{4}))[-/. 0-9]*")


def _parsed(text: str) -> Date:
    """``dates.parse_ris``; "2008/October/8" with words or blanks in its parts, "200810"."""
    if month := _MONTH.fullmatch(text):
        return Date(int(month[1]), int(month[2]))
    if " " in text:
        text = _AROUND_SLASH.sub("/", text)
    if parts := _WORDS_AS_PARTS.fullmatch(text):
        found = dates.parse_words(f"{parts[2].replace('/', ' ')} {parts[1]}")
        if not found.literal:
            return found
    return dates.parse_ris(text)


_AVAILABLE = "Available: "


def decode_edition(text: str, note: str = "") -> tuple[str, Date | None]:
    """An edition, or the day on which an article was to be had before its issue.

    EndNote's ``ET`` of a journal's article is its "Epub Date".
    """
    if note:
        return decode_text(text), dates.parse_ris(note.removeprefix(_AVAILABLE))
    found = _date(text, None)
    return ("", found) if found and not found.literal else (decode_text(text), None)


def decode_any_edition(text: str) -> tuple[str, Date | None, tuple[()]]:
    """``decode_edition`` of the tag alone; identifiers it mentions none."""
    return (*decode_edition(text), ())


def encode_edition(edition: str, available: Date | None) -> tuple[str, str]:
    """``ET`` and a note: the date is ``ET`` where there is no edition."""
    day = dates.format_ris(available) if available else ""
    return (edition, day and f"{_AVAILABLE}{day}") if edition else (day, "")


def decode_original(text: str) -> Date:
    """When the original appeared; ``ValueError`` where ``OP`` is no date but words on it."""
    found = dates.parse_ris(text)
    if found.literal and not text.startswith("///"):
        raise ValueError(f"no date: {text!r}")
    return found


def _year_alone(text: str) -> Date | None:
    """The year of numbers that are no date of our calendar, or of two."""
    found = _NUMBERS.fullmatch(text.strip())
    year = int(found[1] or found[2]) if found else 0
    return Date(year) if year else None


def _completeness(date: Date) -> tuple[int, int]:
    """How much a date says: beyond a plain one, and its parts."""
    plain = date.year is not None and Date(date.year, date.month, date.day) == date
    return (not plain, (date.month is not None) + (date.day is not None))
