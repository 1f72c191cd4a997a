"""Codecs of Ovid: people with marks behind them, and citations in words."""

from collections.abc import Mapping, Sequence
from functools import partial

from bibkit import dates, identifiers, names, pages
from bibkit.codecs.medline import decode_medline_person
from bibkit.codecs.personlines import decode_person
from bibkit.codecs.text import Codec, decode_text, unwritten
from bibkit.model import Date, Identifier, Json, Name
from bibkit.patterns import lazy

_BRACKETS = lazy(r"\s*\[[^\[\]]*\]")
_SEMICOLON = lazy(r";(?![^\[]*\])")
_SHORT = lazy(r"([^.,;]+ [A-Z]{1,3})\.")
_SHORTS = lazy(r"(?:[^.,;]+ [A-Z]{1,3}\.\s*){2,}")
_AFFILIATED = lazy(r"[\s0-9,;+*#]+$")
_DEGREES = lazy(
    r"(?:[\s,]+(?:M\.?D|Ph\.?D|[BM]\.?Sc?|[BM]\.?A|M\.?P\.?H|M\.?B|R\.?N|Dr\.?P\.?H|FACSM|FRCS"
    r"|MBBS|D\.?Phil|D\.?O|Pharm\.?D|FACP|FACC)\.?)+$"
)
_KIND = lazy(
    r"\.?\s*\[(?:Article|Report|Review|Miscellaneous|Editorial|Letter|Correspondence|Abstract"
    r"|Case Reports?|Original Articles?|News|Announcement|Book Review|Erratum|Comment"
    r"|Meta-Analysis)\]$"
)
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|Winter|Spring|Summer|Autumn|Fall)"
    r"[a-z]*\.?"
)
_YEAR = lazy(r"(?<![0-9:-])(?:1[89]|20)[0-9]{2}(?![0-9-])")
_WHEN = lazy(
    rf"{_MONTH}(?:/{_MONTH})?(?: [0-9]{{1,2}},?)? (?:1[89]|20)[0-9]{{2}}"
    rf"|(?:1[89]|20)[0-9]{{2}} (?:[0-9]{{1,2}} )?{_MONTH}(?: [0-9]{{1,2}}\b)?"
)
_TITLE = lazy(rf"(.+?)[.,;:]?\s+(?:\(?[0-9]|Vol\b|{_MONTH}\W+(?:[0-9]|{_MONTH}))")
_VOLUME = tuple(
    map(
        lazy,
        (
            r"([0-9]+)\s*\(([0-9]+(?:[-/][0-9]+)?)\)",
            r"[Vv]ol\.?\s*([0-9]+)(?:\s*,\s*no\.?\s*([0-9]+))?",
            r"(?:1[89]|20)[0-9]{2};\s*([0-9]+)():",
            rf"\s([0-9]{{1,3}})(), (?:{_MONTH} )?(?:1[89]|20)[0-9]{{2}}",
        ),
    )
)
_PAGE = tuple(
    map(
        lazy,
        (
            r":\s*([A-Za-z]?[0-9]+(?:\s*[-–]\s*[A-Za-z]?[0-9]+)?)\b",
            r"\bpp?\.?\s*([A-Za-z]?[0-9]+(?:\s*[-–]\s*[A-Za-z]?[0-9]+)?)\b",
            r";\s*([0-9]+\s*[-–]\s*[0-9]+)\b",
        ),
    )
)
_CHAPTER_PAGE = lazy(r"(?:Chapter pagination:|\.:|\bpp?\.?)\s*([0-9]+\s*[-–]\s*[0-9]+)")
_EDITORS = lazy(r"(?:^|[\],;.]\s*)([^\[\],;]+,[^\[\],;]+?)\s*\[Ed(?:itors?|s?\.?)\b[^\]]*\]")
_BOOK = lazy(
    r"^[\s.,;]*(?:\((?:1[89]|20)[0-9]{2}\)\.?\s*)?(\[[^\]]+\]|[^\[\]]+?)(?:\.\s|\.?:[0-9]|\.?$|\s\(p|\s\[)"
)


def split_people(value: str) -> list[str]:
    """The people of one field: parted by semicolons, or "Doe JA. Roe R." by full stops."""
    parted = _SHORT.findall(value) if _SHORTS.fullmatch(value) else _SEMICOLON.split(value)
    return [part for part in map(str.strip, parted) if part]


def decode_ovid_person(value: str) -> Name:
    """``Doe, Jane A. MD, PhD 1,*``, ``Doe, J [Author; E-mail: x]``: without what is behind."""
    text = _BRACKETS.sub("", decode_text(value))
    text = _AFFILIATED.sub("", text)
    without = _AFFILIATED.sub("", _DEGREES.sub("", text))
    if "," in without or "," not in text:  # "Shed, MB" has initials, and no degree
        text = without
    if text.endswith(".") and len(text.rstrip(".").rpartition(" ")[2].rpartition(".")[2]) > 2:
        text = text[:-1]
    if not text.strip(" .,"):
        raise ValueError(f"no name: {value!r}")
    return decode_person(text) if "," in text else decode_medline_person(text)


def decode_title(value: str) -> str:
    """A title without the kind in brackets and the full stop that databases put behind it."""
    text = _KIND.sub("", decode_text(value))
    return text if text.endswith("..") else text.removesuffix(".")


def decode_source(
    said: str, journal: str, volume: str, issue: str, page: str, year: str, when: str
) -> tuple[str, str, str, str, Date | None]:
    """Journal, volume, issue, pages and date: as fields, else out of the citation in words.

    ``Forest Ecology. 201(2-3):327-334, November 15, 2004.``, ``Acta Ex August
    2011;43(8):647-653``, ``J Ex 12, Winter 2007: 7-14.``
    """
    said = decode_text(said)
    title = _TITLE.match(said)
    found = next(filter(None, (each.search(said) for each in _VOLUME)), None)
    shown = next(filter(None, (each.search(said) for each in _PAGE)), None)
    whole = decode_text(journal) or (title[1] if title else said.rstrip(" ."))
    return (
        whole,
        decode_text(volume) or (found[1] if found else ""),
        decode_text(issue) or (found[2] or "" if found else ""),
        pages.normalize(decode_text(page) or (shown[1] if shown else "")),
        _date(said, decode_text(year), decode_text(when)),
    )


def _date(said: str, year: str, when: str = "") -> Date | None:
    for text in (when, said):
        found = _WHEN.search(text)
        date = dates.parse_words(found[0]) if found else None
        if date and date.year and (not year or str(date.year) == year):
            return date
    if year:
        return dates.parse_words(year)
    years = _YEAR.findall(said) or _YEAR.findall(when)
    return Date(int(years[-1])) if years else None


def decode_chapter(
    said: str, book: str, page: str, year: str
) -> tuple[tuple[Name, ...], str, str, Date | None]:
    """Editors, title and pages of a book, and its date, out of the citation in words.

    ``Doe, Jane [Editor], Roe, J. [Editor]. A book.:371-397, 2004.``
    """
    said = decode_text(said) or decode_text(book)
    editors = tuple(names.parse_comma(each) for each in _EDITORS.findall(said))
    rest = said
    for found in _EDITORS.finditer(said):
        rest = said[found.end() :]
    title = _BOOK.match(rest)
    shown = _CHAPTER_PAGE.search(said)
    return (
        editors,
        title[1].strip() if title else "",
        pages.normalize(decode_text(page) or (shown[1] if shown else "")),
        _date(rest, decode_text(year)),
    )


def decode_dated(
    year: str, said: str, book: str
) -> tuple[Date | None, dict[str, tuple[Json, ...]]]:
    """The date of a work, and the citation in words, which says what no field does."""
    kept: dict[str, tuple[Json, ...]] = {
        tag: (text,) for tag, text in (("ovid/SO", said), ("ovid/BT", book)) if text
    }
    return _date(decode_text(said) or decode_text(book), decode_text(year)), kept


def decode_gazette(said: str) -> str:
    """What a patent was announced in."""
    text = decode_text(said)
    found = _TITLE.match(text)
    return found[1] if found else text


def decode_address(value: str) -> str:
    """An address, without the day of a visit behind it."""
    return decode_text(value).partition(" [")[0]


def decode_place(
    number: str, database: str, unique: str
) -> tuple[str, str, Sequence[Identifier]]:
    """A record's number in a database; in MEDLINE it is PubMed's."""
    number, database, unique = map(decode_text, (number, database, unique))
    if unique and (not database or "medline" in database.lower()):
        try:
            return number.rstrip("."), database, (identifiers.parse("pmid", unique),)
        except ValueError:
            pass
    return (number or unique).rstrip("."), database, ()


def decode_number(scheme: str, value: str) -> Identifier:
    """``0098-1133 (ISSN print)``: a number without the words behind it."""
    return identifiers.parse(scheme, decode_text(value).partition(" (")[0].rstrip(". "))


CODECS: Mapping[str, Codec] = {
    "person": Codec(("names",), decode_ovid_person, unwritten, each=True, split=split_people),
    "title": Codec(("text",), decode_title, unwritten),
    "source": Codec(("text", "text", "text", "text", "date"), decode_source, unwritten),
    "chapter": Codec(("names", "text", "text", "date"), decode_chapter, unwritten),
    "dated": Codec(("date", "extra"), decode_dated, unwritten),
    "url": Codec(("text",), decode_address, unwritten),
    "gazette": Codec(("text",), decode_gazette, unwritten),
    "place": Codec(("text", "text", "ids"), decode_place, unwritten),
    "issn": Codec(("ids",), partial(decode_number, "issn"), unwritten, each=True),
    "isbn": Codec(("ids",), partial(decode_number, "isbn"), unwritten, each=True),
}
"""Codecs by the word that rows give them, behind ``ovid.``."""
