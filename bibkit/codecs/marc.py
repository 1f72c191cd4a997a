"""Codecs of libraries' MARC: values without the marks that part them on a card."""

from collections.abc import Mapping
from functools import partial

from bibkit import identifiers, names, pages
from bibkit.codecs.marc_card import (
    YEAR,
    code_of,
    date_of,
    first,
    first_date,
    joined,
    needed,
    plain,
    texts,
)
from bibkit.codecs.text import Codec, decode_text, unwritten
from bibkit.model import Date, Identifier, Json, Name, replace
from bibkit.names.words import is_suffix
from bibkit.patterns import lazy

_EXTENT = lazy(r"\[?([0-9]+)\]?\s*(?:p\b|pp\b|pages|pagin|s\b|seiten|bl\b|l\b|leaves|ff?\b)", 2)
_THESIS = lazy(
    r"(?:Thesis|Dissertation|Diss\.)\s*\(([^()]+)\)\s*[-–—:,]*\s*(.*?)[,.\s]*(?:[0-9]{4})?\.?$",
    2,
)
_ORCID = lazy(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")
_LOCATED = {
    "volume": lazy(
        r"(?:\b(?:vol|v|bd|t|jg|année|band)\.?\s*|^)([0-9]+)(?=\s*[,.;:(/]|\s|$)", 2
    ),
    "issue": lazy(
        r"(?:\b(?:no|nr|iss|heft|h|n[°º]|issue)\.?\s*|[0-9]\s*[(:/])([0-9]+(?:[-/][0-9]+)?)", 2
    ),
    "page": lazy(  # "p. 15-21", or a range behind a sign
        r"(?:\b(?:pp?|s|seiten)\.?\s*|[:,]\s*)([0-9]+\s*[-–]+\s*[0-9]+|(?<=[ps]\. )[0-9]+)",
        2,
    ),
}


def decode_first(value: Json) -> str:
    """The text of ``$a``."""
    return needed(first(value, "a"))


def decode_title(value: Json) -> str:
    """A title, its subtitle and the number and name of its part.

    https://www.loc.gov/marc/bibliographic/bd245.html
    """
    title, before, mark = "", "", ""
    for code, text in texts(value, "abnpe"):
        clean = plain(text)
        if not clean:
            continue
        if not title:
            title = clean
        elif code in "be":
            title += f" = {clean}" if mark == "=" else f": {clean}"
        elif code == "n" or before != "n":
            title += f". {clean}"
        else:
            title += f", {clean}"
        before, mark = code, text.rstrip()[-1:]
    return needed(title)


def decode_person(value: Json) -> Name:
    """A person, by the family if the first indicator does not say another way; or a body.

    https://www.loc.gov/marc/bibliographic/bdx00.html
    """
    text = needed(first(value, "a"))
    indicator = value.get("@ind1") if isinstance(value, dict) else ""
    number = first(value, "b")
    if indicator == "0" or "," not in text:
        name = Name(literal=f"{text} {number}".strip())
    else:
        name = names.parse_comma(text)
    terms = first(value, "c").rstrip(".")
    if terms and not name.suffix and not name.literal and is_suffix(terms):
        name = replace(name, suffix=first(value, "c"))
    return replace(name, ids=_orcids(value))


def decode_body(value: Json) -> Name:
    """A body, with the parts of it that are named behind it."""
    return Name(
        literal=needed(". ".join(filter(None, (plain(t) for _, t in texts(value, "ab")))))
    )


def decode_unimarc_person(value: Json) -> Name:
    """A family (``$a``) and given names (``$b``); or a body.

    https://www.ifla.org/g/unimarc-rg/unimarc-bibliographic-3rd-edition-with-updates/
    """
    family, given = needed(first(value, "a")), first(value, "b")
    return names.parse_comma(f"{family}, {given}") if given else Name(literal=family)


def _orcids(value: Json) -> tuple[Identifier, ...]:
    found = (_ORCID.search(text) for _, text in texts(value, "01") if "orcid" in text.lower())
    return tuple(identifiers.parse("orcid", each[0]) for each in found if each)


def decode_publication(*columns: Json) -> tuple[str, str, Date | None]:
    """The places, the publishers and the date of a publication.

    Columns: the fields that may say so, in order of preference; last the fixed positions.
    """
    place = next(filter(None, (joined(each, "a") for each in columns)), "")
    publisher = next(filter(None, (joined(each, code_of(each)) for each in columns)), "")
    return place, publisher, first_date(*columns)


def decode_extent(value: Json) -> str:
    """The last number of pages that is said."""
    found = _EXTENT.findall(next((text for _, text in texts(value, "a")), ""))
    if not found:
        raise ValueError("no number of pages")
    return str(found[-1])


def decode_thesis(note: Json, *columns: Json) -> tuple[str, str, str, Date | None]:
    """The degree, the place, who gave it (in parts, in words, or as the publisher), the date.

    https://www.loc.gov/marc/bibliographic/bd502.html
    """
    said = next((decode_text(text) for _, text in texts(note, "a")), "")
    found = _THESIS.match(said)
    degree = first(note, "b") or (plain(found[1]) if found else said)
    body = first(note, "c") or (plain(found[2]) if found else "")
    place, publisher, issued = decode_publication(*columns)
    year = first(note, "d") or (YEAR.findall(said) or [""])[-1]
    return degree, place, body or publisher, issued or date_of(year)


def decode_series(*columns: Json) -> tuple[str, str]:
    """The title and the number of the first series."""
    found = next(column for column in columns if column)
    return needed(first(found, "a")), first(found, "v")


def decode_call_number(value: Json) -> str:
    """The class and the item."""
    return needed(" ".join(decode_text(text) for _, text in texts(value, "ab")))


def decode_language(*columns: Json) -> str:
    """The language of a work, by its code."""
    said = (each if isinstance(each, str) else first(each, "a") for each in columns)
    return needed(next(filter(None, said), ""))


def decode_subject(value: Json) -> str:
    """A heading and its subdivisions."""
    return needed("--".join(filter(None, (plain(t) for _, t in texts(value, "abcdtvxyz")))))


def decode_prose(value: Json) -> str:
    """A note or an abstract."""
    return needed(" ".join(decode_text(text) for _, text in texts(value, "ab")))


def decode_meeting(value: Json) -> str:
    """The name of a meeting, with its number."""
    number = first(value, "n")
    return f"{needed(first(value, 'a'))} ({number})" if number else decode_first(value)


def decode_numbers(scheme: str, value: Json) -> Identifier:
    """An ISBN, ISSN, DOI or LCCN, without the words behind it."""
    said = value if isinstance(value, str) else next((t for _, t in texts(value, "a")), "")
    text = needed(decode_text(said))
    return identifiers.parse(scheme, text.split(" ")[0] if scheme != "lccn" else text)


def decode_address(value: Json) -> str:
    """The address (``$u``) of an electronic work; not that of its contents or cover."""
    kind = " ".join(text for _, text in texts(value, "3yz")).lower()
    if any(word in kind for word in ("content", "inhalt", "cover", "sommaire", "description")):
        raise ValueError(f"the address of {kind!r}")
    return needed(next((decode_text(text) for _, text in texts(value, "u")), ""))


def decode_host(title: str) -> str:
    """The title of what a work is in."""
    return needed(plain(title))


def decode_within(
    parts: Json, imprint: Json, publication: Json, production: Json, fixed: Json
) -> tuple[str, str, str, str, str, Date | None]:
    """Where in its host a work is: volume, issue, pages; the host's place, publisher; the date.

    Columns: ``$g`` (``Vol. 24, no. 3 (Mar. 1990), p. 15-21``) and ``$d`` (``Berlin : Springer,
    2009``) of the host, what the work says of its own publication, the fixed positions.
    https://www.loc.gov/marc/bibliographic/bd76x78x.html
    """
    said = decode_text(parts)
    page = _found("page", said)
    rest = said.replace(page, "") if page else said
    year = YEAR.search(rest) or YEAR.search(decode_text(imprint))
    volume, issue = _found("volume", rest), _found("issue", rest)
    if year and volume == year[0]:
        volume = ""
    place, publisher = _imprint(decode_text(imprint))
    issued = Date(int(year[0])) if year else first_date(publication, production, fixed)
    return volume, issue, pages.normalize(page), place, publisher, issued


def _found(part: str, said: str) -> str:
    found = _LOCATED[part].search(said)
    return found[1] if found else ""


def _imprint(said: str) -> tuple[str, str]:
    place, colon, rest = plain(said).partition(" : ")
    if not colon:
        return "", ""
    year = YEAR.search(rest)
    return plain(place), plain((rest[: year.start()] if year else rest).rstrip(" ,c[©"))


CODECS: Mapping[str, Codec] = {
    "first": Codec(("text",), decode_first, unwritten),
    "title": Codec(("text",), decode_title, unwritten),
    "person": Codec(("names",), decode_person, unwritten, each=True),
    "body": Codec(("names",), decode_body, unwritten, each=True),
    "unimarc_person": Codec(("names",), decode_unimarc_person, unwritten, each=True),
    "publication": Codec(("text", "text", "date"), decode_publication, unwritten),
    "series": Codec(("text", "text"), decode_series, unwritten),
    "call_number": Codec(("text",), decode_call_number, unwritten),
    "language": Codec(("text",), decode_language, unwritten),
    "extent": Codec(("text",), decode_extent, unwritten),
    "thesis": Codec(("text", "text", "text", "date"), decode_thesis, unwritten),
    "subject": Codec(("texts",), decode_subject, unwritten, each=True),
    "prose": Codec(("text",), decode_prose, unwritten),
    "meeting": Codec(("text",), decode_meeting, unwritten),
    "isbn": Codec(("ids",), partial(decode_numbers, "isbn"), unwritten, each=True),
    "issn": Codec(("ids",), partial(decode_numbers, "issn"), unwritten, each=True),
    "doi": Codec(("ids",), partial(decode_numbers, "doi"), unwritten, each=True),
    "lccn": Codec(("ids",), partial(decode_numbers, "lccn"), unwritten, each=True),
    "address": Codec(("text",), decode_address, unwritten),
    "within": Codec(("text", "text", "text", "text", "text", "date"), decode_within, unwritten),
    "host": Codec(("text",), decode_host, unwritten),
}
"""Codecs by the word that rows give them, behind ``marc.``."""
