"""Codecs of MODS: titles, names and subjects in parts."""

from collections.abc import Mapping
from dataclasses import replace

from bibkit import dates, names, pages
from bibkit.codecs.personlines import decode_person
from bibkit.codecs.text import Codec, decode_text, unwritten
from bibkit.codecs.trees import first_text, parts, text_in
from bibkit.model import Date, Json, Name
from bibkit.names.words import is_suffix

_CODES = frozenset({"geographicCode", "titleInfo", "cartographics"})
"""Parts of a subject that are no words of it."""


def decode_title(value: Json) -> str:
    """A title with the article that sorting leaves out, its subtitle and part.

    https://www.loc.gov/standards/mods/userguide/titleinfo.html
    """
    article, title = first_text(value, "nonSort"), first_text(value, "title") or text_in(value)
    glue = "" if article.endswith(("'", "’", "-")) else " "
    title = f"{article}{glue}{title}" if article else title
    if subtitle := first_text(value, "subTitle"):
        title = f"{title.rstrip(' :')}: {subtitle}" if title else subtitle
    part = ", ".join(
        filter(None, (first_text(value, "partNumber"), first_text(value, "partName")))
    )
    return f"{title}. {part}" if part else title


def decode_mods_person(value: Json) -> Name:
    """A name by its parts, or in one; what is not of a person is nobody's to take apart.

    https://www.loc.gov/standards/mods/userguide/name.html
    """
    of: dict[str, list[str]] = {}
    for part in parts(value, "namePart"):
        kind = part.get("@type", "") if isinstance(part, dict) else ""
        if text := text_in(part):
            of.setdefault(str(kind), []).append(text)
    plain = " ".join(of.get("", [])) or first_text(value, "displayForm")
    family, given = " ".join(of.get("family", [])), " ".join(of.get("given", []))
    terms = ", ".join(of.get("termsOfAddress", []))
    kind = value.get("@type") if isinstance(value, dict) else None
    if kind in ("corporate", "conference", "family") and not family:
        return Name(literal=_said(plain))
    if not (family or given):
        shown = kind == "personal" and "," not in plain
        name = names.parse_shown(_said(plain)) if shown else decode_person(_said(plain))
    elif family and given:
        name = names.parse_comma(f"{family}, {given}")
    else:
        name = Name(family or given)
    if terms and not name.literal and is_suffix(terms):
        name = replace(name, suffix=terms)
    return name


def decode_body(value: Json) -> str:
    """The name of a university that gave a degree."""
    return str(decode_mods_person(value))


def _said(text: str) -> str:
    if not text:
        raise ValueError("no name")
    return text


def decode_date(value: Json) -> Date:
    """A date of W3CDTF, of MARC, or in words."""
    return dates.parse_words(decode_text(value))


def decode_pages(start: str, end: str, other: str) -> str:
    """A range of pages, or a list or number of them."""
    return pages.join(decode_text(start), decode_text(end)) or pages.normalize(
        decode_text(other)
    )


def decode_subject(value: Json) -> str:
    """The words of a subject, in the order of its parts."""
    if not isinstance(value, dict):
        return decode_text(value)
    words: list[str] = []
    for name in value:
        if name[:1] in "@#" or name in _CODES:
            continue
        for part in parts(value, name):
            inner = _subject_name(part) if name == "name" else decode_subject(part)
            words += [inner] if inner else []
    text = "--".join(words) or text_in(value)
    if not text and any(name in value for name in _CODES):
        raise ValueError("a subject without words")
    return text


def _subject_name(value: Json) -> str:
    """A person or body that a work is about."""
    return ", ".join(filter(None, map(text_in, parts(value, "namePart"))))


CODECS: Mapping[str, Codec] = {
    "title": Codec(("text",), decode_title, unwritten),
    "person": Codec(("names",), decode_mods_person, unwritten, each=True),
    "body": Codec(("text",), decode_body, unwritten),
    "date": Codec(("date",), decode_date, unwritten),
    "pages": Codec(("text",), decode_pages, unwritten),
    "subject": Codec(("texts",), decode_subject, unwritten, each=True),
}
"""Codecs by the word that rows give them, behind ``mods.``."""
