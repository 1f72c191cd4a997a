"""Dates of CSL-JSON, which has no year 0."""

from collections.abc import Mapping
from functools import lru_cache

from bibkit.dates.edtf import edtf_or_none, format_edtf, is_calendar_date
from bibkit.dates.vocabulary import folded, season_named
from bibkit.dates.words import parse_words
from bibkit.model import Date, Json, replace
from bibkit.patterns import lazy

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
        return edtf_or_none(value) or parse_words(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Date(_whole_number(value))
    if not isinstance(value, Mapping):
        raise ValueError(f"no date: {value!r}")
    parts = value.get("date-parts")
    if len(value) == 1 and isinstance(parts, list) and len(parts) == 1:
        numbers = parts[0]
        if isinstance(numbers, list) and all(part.__class__ is int for part in numbers):
            return _usual(tuple(numbers), value)
    given = [p for p in parts if isinstance(p, list)] if isinstance(parts, list) else []
    raw = value.get("edtf") or value.get("raw")
    if raw and (date := edtf_or_none(str(raw)) or (None if given else parse_words(str(raw)))):
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


def _usual(numbers: tuple[int, ...], value: object) -> Date:
    """The date that nearly all are: one, of whole numbers, and nothing more is said of it."""
    if date := _date_of(numbers):
        return date
    raise ValueError(f"no date: {value!r}")


@lru_cache(10_000)
def _date_of(numbers: tuple[int, ...]) -> Date | None:
    return _parse_parts(list(numbers), None, False)


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
    named = season_named(folded(str(season))) or _whole_number(season)
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
    if not is_calendar_date(date) and (date.year is None or parse_csl(value) != date):
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
