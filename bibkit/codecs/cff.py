"""Codecs of CITATION.cff: people and entities, dates in parts.

https://github.com/citation-file-format/citation-file-format/blob/main/schema-guide.md
"""

from collections.abc import Mapping

from bibkit import dates, identifiers, pages
from bibkit.codecs.delimited import decode_cell_date, encode_cell_date
from bibkit.codecs.text import Codec, decode_text
from bibkit.codecs.trees import first_text
from bibkit.model import Date, Identifier, Json, Name

OWN_MESSAGE = "What this file cites stands under references."
"""The message of files that bibkit writes: they say nothing of a work of their own."""
NOBODY = "anonymous"
UNTITLED = "[Untitled]"
"""What CFF wants of works that have neither author nor title."""
_PARTS = {
    "family-names": "family",
    "given-names": "given",
    "name-particle": "non_dropping_particle",
    "name-suffix": "suffix",
}


def decode_person(value: Json) -> Name:
    """A person by parts, or an entity by its ``name``; with the ORCID iD."""
    if isinstance(value, str):
        return Name(literal=decode_text(value))
    parts = {ours: first_text(value, theirs) for theirs, ours in _PARTS.items()}
    orcid = first_text(value, "orcid")
    ids = (identifiers.parse("orcid", orcid),) if orcid else ()
    if parts["family"] or parts["given"]:
        return Name(**parts, ids=ids)
    literal = first_text(value, "name", "alias")
    if not literal:
        raise ValueError(f"no name: {value!r}")
    return Name(literal=literal, ids=ids)


def encode_person(name: Name) -> Json:
    """A person by parts, or an entity."""
    parts: dict[str, Json] = {"name": name.literal} if name.literal else {}
    if not name.literal:
        parts = {
            theirs: text for theirs, ours in _PARTS.items() if (text := getattr(name, ours))
        }
    orcid = next((each.value for each in name.ids if each.scheme == "orcid"), "")
    if orcid:
        parts["orcid"] = identifiers.url(Identifier("orcid", orcid))
    return parts


def decode_date(day: Json, year: Json, month: Json) -> Date:
    """A day, or the year and month."""
    if not decode_text(day):
        number = decode_text(month)
        day = f"{decode_text(year)}-{number:0>2}" if number else decode_text(year)
    return decode_cell_date(day)


def encode_date(date: Date) -> tuple[str, str, str]:
    """The day where it is one, and the year and month; else the whole as EDTF."""
    plain = dates.is_calendar_date(date) and 999 < (date.year or 0) < 10_000
    if not plain:
        return encode_cell_date(date), "", ""
    whole = dates.format_edtf(date) if date.day else ""
    return whole, str(date.year), str(date.month or "")


def decode_pages(first: Json, last: Json) -> str:
    """A first and a last page."""
    return pages.join(decode_text(first), decode_text(last))


CODECS: Mapping[str, Codec] = {
    "person": Codec(("names",), decode_person, encode_person, each=True),
    "date": Codec(("date",), decode_date, encode_date),
    "pages": Codec(("text",), decode_pages, pages.first_last),
}
"""Codecs by the word that rows give them, behind ``cff.``."""
