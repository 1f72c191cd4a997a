"""Codecs of tables (CSV): lists in cells, people as tables have them, dates."""

import json
from collections.abc import Mapping
from functools import lru_cache

from bibkit import dates, names, pages
from bibkit.codecs.extra import decode_extra, encode_extra
from bibkit.codecs.medline import decode_medline_person
from bibkit.codecs.personlines import decode_person, encode_person, split_people
from bibkit.codecs.text import (
    MEMO,
    Codec,
    PartlyReadError,
    are_usual_names,
    decode_text,
    is_usual_date,
)
from bibkit.model import Date, Identifier, Json, Name, replace
from bibkit.patterns import lazy

# People

_AND = lazy(r"\s*,?\s+(?:and|&)\s+", 2)
_WITH_INITIALS = lazy(
    r"[^\s,]{2,}(?: [^\s,]+){0,3} (?:[A-Z]{1,3}\.?|(?:[A-Z]\.-?)+)(?: (?:Jr|Sr|I{2,3}|IV)\.?)?"
)
_FULL = lazy(r"[^\W\d_a-z]\S*(?: (?:[^\W\d_]\S*))+")
_PEOPLE_END = lazy(r"\s*(?:;|\||\n)\s*")
_BY_NUMBER = lazy(r"\s*\(([0-9]{5,})\)$")
_GOES_ON = frozenset(("et al", "et al.", "...", "…", "others"))


def split_cell(value: str) -> list[str]:
    """The names in a cell: parted by semicolons, bars or lines, else by "and" and commas.

    A comma parts full names ("Jane Doe, Richard Roe") and those whose initials stand behind
    ("Doe J, Roe RM"); the one in "Doe, Jane" is the name's own. A single name with more than
    one word on both sides of its comma ends in a semicolon.
    """
    text = decode_text(value) if "  " in value else value.strip()
    if _PEOPLE_END.search(text):
        return [part.strip() for part in _PEOPLE_END.split(text) if part.strip()]
    words = [part.strip() for part in _AND.sub(", ", text).split(",")]
    if len(words) > 1 and all(words):
        for form in (_WITH_INITIALS, _FULL):
            if all(map(form.fullmatch, words)):
                return words
    return split_people(text)


@lru_cache(MEMO)
def decode_listed(value: str) -> Name:
    """``Family, Given``, ``Given Family``, ``Family GN``; a comma at the end: nobody's parts.

    Raises:
        ValueError: there is no letter or digit.
    """
    text = decode_text(value)
    if text.endswith(",") and any(map(str.isalnum, text)):
        return Name(literal=text[:-1].rstrip())
    if "," in text or not any(map(str.isalnum, text)):
        return decode_person(text)
    if _WITH_INITIALS.fullmatch(text):
        family, _, given = text.rpartition(" ")
        return (
            decode_person(f"{family}, {given}") if "." in given else decode_medline_person(text)
        )
    return names.parse_shown(text)


@lru_cache(MEMO)
def decode_numbered(value: str) -> Name:
    """A name with its number in Scopus behind it: ``Doe, Jane (57190000000)``."""
    text = decode_text(value)
    if text.startswith("[No "):
        raise ValueError(f"no name: {text!r}")
    found = _BY_NUMBER.search(text)
    if found is None:
        return decode_listed(text)
    name = decode_listed(text[: found.start()])
    return replace(name, ids=(*name.ids, Identifier("scopus_author", found[1])))


def encode_listed(name: Name) -> str:
    """The name as ``decode_listed`` reads it in a cell of its own."""
    text = encode_person(name)
    if name.literal and "," not in text and decode_listed(text) != name:
        text = f"{text},"
    if len(split_cell(text)) > 1 and ";" not in text:
        text = f"{text};"
    return text


def decode_more(value: str) -> bool:
    """Words that say that a list goes on."""
    if value.strip().casefold() not in _GOES_ON:
        raise ValueError(f"not the end of a list: {value!r}")
    return True


# Dates


def decode_cell_date(value: Json) -> Date:
    """EDTF, or a date in words."""
    text = decode_text(value)
    try:
        return dates.parse_edtf(text)
    except ValueError:
        return dates.parse_words(text)


def encode_cell_date(date: Date) -> str:
    """EDTF, or the words."""
    return date.literal or dates.format_edtf(date)


def decode_issued(date: Json, year: Json, month: Json, day: Json) -> Date:
    """The whole date where it can be read, else the year; a month or day may lack its year."""
    whole, year, month, day = map(decode_text, (date, year, month, day))
    if year and month and not whole:
        try:
            parts = (year, f"{int(month):02d}", f"{int(day):02d}" if day else "")
            whole = "-".join(filter(None, parts))
        except ValueError:
            whole = f"{month} {day}".strip()
    found = decode_cell_date(whole or year)
    if found.literal and year:
        known = decode_cell_date(year)
        if known.year is not None and not known.literal:
            within = dates.parse_words(whole, known.year)
            if within.literal:
                left = [0] if date else [2, 3]
                raise PartlyReadError(known, left, f"no date: {whole!r}")
            return within
    return found


def encode_issued(date: Date) -> tuple[str, str, str, str]:
    """The whole date and, for people, its year."""
    year = date.year
    return (
        encode_cell_date(date),
        f"{year:04d}" if year is not None and year > 0 else "",
        "",
        "",
    )


# Pages


def decode_cell_pages(whole: Json, first: Json, last: Json) -> str:
    """Pages in one cell, else in two."""
    text, start, end = map(decode_text, (whole, first, last))
    return pages.normalize(text) if text else pages.join(start, "" if start == end else end)


def encode_cell_pages(page: str) -> tuple[str, str, str]:
    """Pages in one cell."""
    return page, "", ""


# Keywords, and what no row maps

_KEYWORD_END = lazy(r"\s*(?:;|\||\n)\s*")


def split_cell_words(value: str) -> list[str]:
    """Keywords parted by semicolons, bars or lines; by commas where none stands there."""
    text = value.strip()
    if not _KEYWORD_END.search(text) and "," in text:
        return [part.strip() for part in text.split(",") if part.strip()]
    return [part for part in _KEYWORD_END.split(text) if part]


def encode_word(word: str) -> str:
    """A keyword; a semicolon ends one that stands alone and has a comma."""
    return f"{word};" if "," in word else word


def decode_word(value: Json) -> str:
    """A keyword on one line."""
    return decode_text(value)


def decode_kept(value: str) -> Mapping[str, tuple[Json, ...]]:
    """What no row mapped when an earlier run wrote it, as JSON."""
    return decode_extra(json.loads(value))


def encode_kept(extra: Mapping[str, tuple[Json, ...]]) -> str:
    """Tags and their values as JSON."""
    return json.dumps(encode_extra(extra), ensure_ascii=False)


CODECS: Mapping[str, Codec] = {
    "person": Codec(
        ("names",), decode_listed, encode_listed, True, exact=are_usual_names, split=split_cell
    ),
    "numbered": Codec(("names",), decode_numbered, encode_listed, each=True, split=split_cell),
    "date": Codec(("date",), decode_cell_date, encode_cell_date, exact=is_usual_date),
    "issued": Codec(("date",), decode_issued, encode_issued, exact=is_usual_date),
    "keyword": Codec(("texts",), decode_word, encode_word, each=True, split=split_cell_words),
    "extra": Codec(("extra",), decode_kept, encode_kept),
    "pages": Codec(("text",), decode_cell_pages, encode_cell_pages),
}
"""Codecs by the word that rows give them, behind ``delimited.``."""
