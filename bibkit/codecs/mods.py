"""Codecs of MODS: titles, names and subjects in parts."""

import re
from collections.abc import Iterator, Mapping

from bibkit import identifiers, names, pages
from bibkit.codecs.personlines import decode_person
from bibkit.codecs.plaindates import decode_plain, encode_plain
from bibkit.codecs.text import (
    Codec,
    are_lines,
    decode_text,
    encode_text,
    is_line,
    is_usual_date,
    unwritten,
)
from bibkit.codecs.trees import first_text, parts, text_in
from bibkit.model import Date, Identifier, Json, Name, replace
from bibkit.names.words import is_suffix
from bibkit.patterns import lazy

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


def encode_title(title: str) -> Json:
    """A title that nobody takes apart."""
    return {"title": title}


def decode_mods_person(value: Json) -> Name:
    """A name by its parts, or in one; what is not of a person is nobody's to take apart.

    https://www.loc.gov/standards/mods/userguide/name.html
    """
    of: dict[str, list[str]] = {}
    for part in parts(value, "namePart"):
        kind = part.get("@type", "") if isinstance(part, dict) else ""
        if text := text_in(part):
            of.setdefault(str(kind), []).append(text)
    plain = _BRACKETS.sub("", " ".join(of.get("", []))) or first_text(value, "displayForm")
    family, given = " ".join(of.get("family", [])), " ".join(of.get("given", []))
    terms = ", ".join(of.get("termsOfAddress", []))
    kind = value.get("@type") if isinstance(value, dict) else None
    if kind in ("corporate", "conference", "family") and not family:
        return Name(literal=_said(plain))
    if not (family or given):
        shown = kind == "personal" and "," not in plain
        name = names.parse_shown(_said(plain)) if shown else decode_person(_said(plain))
    elif family and "," not in family:
        name = names.parse_comma(f"{family}, {given or ','}")
    else:
        name = Name(family or given)
    if terms and not name.literal and is_suffix(terms):
        name = replace(name, suffix=terms)
    if dated := next(iter(of.get("date", [])), ""):
        name = names.marked(name, names.without_mark(f"{name}, {dated}")[1])
    return replace(name, ids=(*name.ids, *_known(value)))


def _known(person: Json) -> Iterator[Identifier]:
    """The identifiers of a person."""
    for part in parts(person, "nameIdentifier"):
        scheme = str(part.get("@type", "")) if isinstance(part, dict) else ""
        try:
            yield identifiers.parse(scheme.lower() or "id", text_in(part))
        except ValueError:
            continue


def encode_mods_person(name: Name) -> Json:
    """The parts of a name, the particles with the family; an organisation's in one."""
    if name.literal:
        person: dict[str, Json] = {"@type": "corporate", "namePart": name.literal}
    else:
        family = f"{name.non_dropping_particle} {name.family}".strip()
        given = f"{name.given} {name.dropping_particle}".strip()
        said = {"family": family, "given": given, "termsOfAddress": name.suffix}
        namings: list[Json] = [
            {"@type": kind, "#text": text} for kind, text in said.items() if text
        ]
        person = {"@type": "personal", "namePart": namings}
    if years := names.lived(name):
        named = person["namePart"]
        dated: Json = {"@type": "date", "#text": years}
        person["namePart"] = [*(named if isinstance(named, list) else [named]), dated]
    known: list[Json] = [
        {"@type": each.scheme, "#text": each.value}
        for each in name.ids
        if each.scheme != "lived"
    ]
    return {**person, "nameIdentifier": known} if known else person


_BRACKETS = lazy(r" ?(?:\[[^A-Za-z\[\]]*+\]|\((?=[^()]*?[0-9]{4})[^A-Za-z()]*+\))")
"""What stands behind a name in brackets and has no letters: the years of a life."""


def decode_body(value: Json) -> str:
    """The name of a university that gave a degree."""
    return str(decode_mods_person(value))


def _said(text: str) -> str:
    if not text:
        raise ValueError("no name")
    return text


def decode_date(value: Json) -> Date:
    """A date of W3CDTF, of MARC, of EDTF, or in words."""
    return decode_plain(decode_text(value))


def decode_pages(start: str, end: str, other: str) -> str:
    """A range of pages, or a list or number of them."""
    return pages.join(decode_text(start), decode_text(end)) or pages.normalize(
        decode_text(other)
    )


def encode_pages(page: str) -> tuple[str, str, str]:
    """The ends of a range, or what is none as a list."""
    first, last = pages.first_last(page)
    return (first, last, "") if last or first.isalnum() else ("", "", page)


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


def encode_subject(word: str) -> Json:
    """A keyword as a topic."""
    return {"topic": word}


def decode_language(code: str, words: str) -> str:
    """A language by its code, else by its name."""
    return decode_text(code) or decode_text(words)


def encode_language(language: str) -> tuple[str, str]:
    """A tag of RFC 5646 as a code, another as words."""
    return (language, "") if _CODE.fullmatch(language) else ("", language)


_CODE = lazy(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def decode_key(key: str, own: str) -> str:
    """The key that bibutils gives a work, or that of its element."""
    return decode_text(key) or decode_text(own)


def encode_key(key: str) -> tuple[str, str]:
    """The key, and as much of it as XML's ids may hold."""
    return key, key if _ID.fullmatch(key) else ""


_ID = lazy(r"[^\W\d][\w.-]*", re.ASCII)


def decode_etal(value: str) -> bool:
    """That a list of names goes on, however it is said."""
    return bool(decode_text(value))


def decode_genre(value: str) -> str:
    """What kind of work it is, where that is not its type's own word."""
    text = decode_text(value)
    if text.casefold() in _KINDS:
        raise ValueError(f"{text!r} is a type")
    return text


_KINDS = frozenset(
    (
        "journal article|journalarticle|magazinearticle|newspaperarticle|"
        "conferencepaper|booksection|book chapter|book section|encyclopediaarticle|"
        "dictionaryentry|preprint|ph.d. thesis|masters thesis|thesis|theses|"
        "dissertation|report|technical report|patent|dataset|map|interview|letter|email|"
        "manuscript|unpublished|web site|web page|webpage|blogpost|weblog|presentation|"
        "podcast|film|motion picture|videorecording|hearing|bill|case|"
        "legal case and case notes|statute|legislation|standard or specification|"
        "computer program|computerprogram|article|conference publication|book|"
        "periodical|classic|collection|document|entry|event|figure|artwork|"
        "musical score|pamphlet|performance|forumpost|regulation|review|book review|"
        "audiorecording|standard|treaty|radiobroadcast|tvbroadcast|instantmessage"
    ).split("|")
)

CODECS: Mapping[str, Codec] = {
    "title": Codec(("text",), decode_title, encode_title, exact=is_line),
    "person": Codec(("names",), decode_mods_person, encode_mods_person, each=True),
    "body": Codec(("text",), decode_body, unwritten),
    "date": Codec(("date",), decode_date, encode_plain, exact=is_usual_date),
    "pages": Codec(("text",), decode_pages, encode_pages),
    "language": Codec(("text",), decode_language, encode_language),
    "key": Codec(("text",), decode_key, encode_key),
    "etal": Codec(("flag",), decode_etal, lambda _: "et al."),
    "genre": Codec(("text",), decode_genre, encode_text),
    "subject": Codec(("texts",), decode_subject, encode_subject, each=True, exact=are_lines),
}
"""Codecs by the word that rows give them, behind ``mods.``."""
