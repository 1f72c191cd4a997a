"""Codecs of PubMed, tagged and XML: people, dates and abstracts in parts."""

from collections.abc import Mapping
from functools import lru_cache

from bibkit import dates, identifiers, names, pages
from bibkit.codecs.personlines import decode_person
from bibkit.codecs.plaindates import decode_plain, encode_plain
from bibkit.codecs.text import (
    MEMO,
    Codec,
    decode_prose,
    decode_text,
    encode_text,
    is_line,
    unwritten,
)
from bibkit.codecs.trees import first_text, parts, text_in
from bibkit.dates.vocabulary import SEASONS
from bibkit.model import TYPES, Date, Identifier, Json, Name, replace
from bibkit.patterns import lazy

_SUFFIX = r"(?: (?P<suffix>Jr\.?|Sr\.?|2nd|3rd|[4-9]th|II|III|IV))?"
_INITIAL = "[A-ZÀ-ÖØ-Þ]"
_SHORT = lazy(
    rf"(?P<family>[^,]*?[^\s,]) (?P<given>{_INITIAL}(?:[ -]?{_INITIAL}){{0,3}}?){_SUFFIX}"
)
_FULL = lazy(rf"(?P<family>[^,]*[^\s,]), (?P<given>[^,]+?){_SUFFIX}")


@lru_cache(MEMO)
def decode_medline_person(value: str) -> Name:
    """``Long, Vicky``, or ``Long V``: a family and initials without stops.

    https://www.nlm.nih.gov/bsd/mms/medlineelements.html#au
    """
    text = decode_text(value)
    if text.endswith(",") and text.strip(", "):
        return Name(literal=text[:-1].rstrip())
    found = _SHORT.fullmatch(text) or _FULL.fullmatch(text)
    if not found:
        return decode_person(text)
    return _parted(found["family"], found["given"], found["suffix"] or "")


def encode_medline_person(name: Name) -> str:
    """A full name as MEDLINE has it, the suffix behind it; a comma ends an organisation."""
    if name.literal:
        return f"{name.literal},"
    if name.suffix and name.given and not name.dropping_particle:
        return f"{names.format_comma(replace(name, suffix=''))} {name.suffix}"
    return names.format_comma(name)


def _parted(family: str, given: str, suffix: str) -> Name:
    """A name whose parts are known; the particles of the family are told apart."""
    if not (family and given):
        return Name(family or given, suffix=suffix)
    name = names.parse_comma(f"{family}, {given}")
    return name if name.suffix == suffix else replace(name, suffix=suffix)


def decode_collective(value: Json) -> Name:
    """A group that is an author: nobody takes its name apart."""
    text = text_in(value)
    if not text:
        raise ValueError("no name")
    return Name(literal=text)


def decode_pubmed_person(value: Json) -> Name:
    """``LastName``, ``ForeName`` or initials, ``Suffix``; or a ``CollectiveName``."""
    if group := first_text(value, "CollectiveName"):
        return Name(literal=group)
    family, suffix = first_text(value, "LastName"), first_text(value, "Suffix")
    given = first_text(value, "ForeName", "FirstName", "Initials")
    if not (family or given):
        raise ValueError("no name")
    name, ids = _parted(family, given, suffix), tuple(_orcids(value))
    return replace(name, ids=ids) if ids else name


def _orcids(person: Json) -> list[Identifier]:
    found = []
    for part in parts(person, "Identifier"):
        if isinstance(part, dict) and part.get("@Source") == "ORCID":
            try:
                found.append(identifiers.parse("orcid", text_in(part)))
            except ValueError:
                continue
    return found


def decode_pubmed_date(value: Json) -> Date:
    """``Year``, ``Month``, ``Day`` or ``Season``; or a ``MedlineDate`` in words."""
    words = [first_text(value, name) for name in ("Year", "Season", "Month", "Day")]
    return decode_medline_date(
        " ".join(filter(None, words)) or first_text(value, "MedlineDate")
    )


_ALL_NUMBERS = lazy(r"([0-9]{4}) ([0-9]{1,2})(?: ([0-9]{1,2}))?")


@lru_cache(MEMO)
def decode_medline_date(value: str) -> Date:
    """``2016 May 12``, ``2015 Nov-Dec``, ``1999 Spring``; other words stay as they are.

    https://www.nlm.nih.gov/bsd/mms/medlineelements.html#dp
    """
    text = decode_text(value)
    if parts := _ALL_NUMBERS.fullmatch(text):
        text = "-".join(f"{int(part):02d}" for part in parts.groups() if part)
    return decode_plain(text)


def encode_medline_date(date: Date) -> str:
    """``2016 May 12``; what is no day as EDTF, or in its own words."""
    if date.season and date == Date(date.year, season=date.season):
        return f"{date.year:04d} {SEASONS[date.season - 1]}"
    if not dates.is_calendar_date(date) or not 0 < (date.year or 0) < 10_000:
        return encode_plain(date)
    month = dates.MONTHS[date.month - 1].capitalize() if date.month else ""
    return " ".join(filter(None, (f"{date.year:04d}", month, str(date.day or ""))))


def encode_medline_day(date: Date) -> str:
    """``20160419``; what is no day as ``encode_medline_date`` has it."""
    if date.day and dates.is_calendar_date(date) and 1499 < (date.year or 0) < 2100:
        return f"{date.year:04d}{date.month:02d}{date.day:02d}"
    return encode_medline_date(date)


def decode_genre(value: str) -> str:
    """A type of publication that does not name the type of the work."""
    text = decode_text(value)
    if text in TYPES or text in _KINDS:
        raise ValueError(f"{text!r} is a type")
    return text


_KINDS = frozenset(
    (
        "Preprint|Book|Book Chapter|Technical Report|Dataset|Newspaper Article|Congress|"
        "Academic Dissertation|Academic Dissertations|Clinical Conference|Journal Article|"
        "Consensus Development Conference|English Abstract"
    ).split("|")
)


def decode_abstract(value: Json) -> str:
    """The parts of an abstract, each a paragraph behind its label."""
    if isinstance(value, str):
        return decode_text(value)
    paragraphs = []
    for part in parts(value, "AbstractText"):
        label = part.get("@Label", "") if isinstance(part, dict) else ""
        label = "" if label == "UNLABELLED" else label
        text = text_in(part)
        paragraphs.append(f"{label}: {text}" if label and text else text)
    return "\n".join(filter(None, paragraphs))


def decode_pages(pages_as_cited: str, first: str, last: str) -> str:
    """The whole range where both its ends are given, else as it is cited ("454-81")."""
    whole = pages.join(decode_text(first), decode_text(last)) if first and last else ""
    return whole or pages.normalize(decode_text(pages_as_cited or first or last))


def decode_either(one: str, other: str) -> str:
    """A journal's short title, of two lists that differ in the full stops."""
    return decode_text(one) or decode_text(other)


def decode_heading(value: Json) -> str:
    """A MeSH heading with its qualifiers; the stars of major topics are no letters of it."""
    if isinstance(value, str):
        return decode_text(value).replace("*", "")
    words = [*parts(value, "DescriptorName"), *parts(value, "QualifierName")]
    return "/".join(filter(None, map(text_in, words)))


def decode_pmcid(value: str) -> Identifier:
    """A PubMed Central id, with its version left out."""
    return identifiers.parse("pmcid", decode_text(value).partition(".")[0])


def encode_pmcid(found: Identifier) -> str:
    """The identifier's value."""
    return found.value


def encode_line(text: str) -> str:
    """A text on one line: the lines of a tag are read as one."""
    return " ".join(text.split())


CODECS: Mapping[str, Codec] = {
    "person": Codec(("names",), decode_medline_person, encode_medline_person, each=True),
    "author": Codec(("names",), decode_pubmed_person, unwritten, each=True),
    "collective": Codec(("names",), decode_collective, unwritten, each=True),
    "date": Codec(("date",), decode_medline_date, encode_medline_date),
    "day": Codec(("date",), decode_medline_date, encode_medline_day),
    "genre": Codec(("text",), decode_genre, encode_text),
    "text": Codec(("text",), decode_prose, encode_line, exact=is_line),
    "date_parts": Codec(("date",), decode_pubmed_date, unwritten),
    "abstract": Codec(("text",), decode_abstract, unwritten),
    "pages": Codec(("text",), decode_pages, unwritten),
    "either": Codec(("text",), decode_either, unwritten),
    "heading": Codec(("texts",), decode_heading, encode_text, each=True),
    "pmcid": Codec(("ids",), decode_pmcid, encode_pmcid, each=True),
}
"""Codecs by the word that rows give them, behind ``medline.``."""
