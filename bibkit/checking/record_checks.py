"""One record of any format: what it lacks, and values that can hardly be meant."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bibkit.crosswalk import Crosswalk
from bibkit.diagnostics import Diagnostic
from bibkit.model import VARIABLES, Citation, Field, Name, Record, Source
from bibkit.patterns import lazy


@dataclass(frozen=True, slots=True)
class Checked:
    """A record, what it means, and the tags whose values could not be read."""

    record: Record
    citation: Citation
    table: Crosswalk
    refused: frozenset[str]

    def finding(self, code: str, message: str, field: Field | None = None) -> Diagnostic:
        """A finding about the record, or about one of its fields."""
        place = self.record.source
        line = (field.line if field else 0) or place.line
        source = Source(place.path, line, place.format, place.key, place.profile)
        return Diagnostic(code, message, source, field.tag if field else "")

    def field(self, *tags: str) -> Field | None:
        """The first field with one of ``tags``."""
        return next((field for field in self.record.fields if field.tag in tags), None)

    def names_of(self, tag: str) -> tuple[str, ...]:
        """The canonical names that ``tag`` stands for in a record of this type."""
        slots = self.table.slots(self.citation.type).get(tag, ())
        return tuple(name for slot in slots for name in slot.rule.names)


_REQUIRED = {
    "article": "author|editor title issued",
    "article-journal": "author|editor title container_title issued",
    "article-magazine": "title container_title issued",
    "article-newspaper": "title container_title issued",
    "book": "author|editor|organization title issued",
    "chapter": "author|editor title|chapter_number|page container_title|page issued",
    "dataset": "author|editor|organization title issued",
    "document": "title|author|note|medium|url",
    "entry-dictionary": "title container_title",
    "entry-encyclopedia": "title container_title",
    "manuscript": "author title",
    "paper-conference": "author|editor title container_title|event_title issued",
    "patent": "author title number issued",
    "post": "title url|ids",
    "post-weblog": "title url|ids",
    "report": "author|editor|organization|publisher title publisher issued",
    "review": "author|editor title container_title issued",
    "review-book": "author|editor title|reviewed_title container_title issued",
    "thesis": "author title publisher issued",
    "webpage": "title url|ids|medium",
}
"""What the data models of BibTeX and biblatex ask of a type; ``|`` parts alternatives."""
_REQUIRED_OF_OTHERS = "title"
_REQUIRED_OF_MANUALS = "title"

_WORDS = {
    "chapter_number": "chapter",
    "container_title": "title of the journal or book",
    "event_title": "conference",
    "ids": "identifier",
    "issued": "date",
    "medium": "how it was published",
    "organization": "organization",
    "page": "pages",
    "publisher": "publisher or institution",
    "reviewed_title": "reviewed title",
    "url": "URL",
}

INHERITS = ("crossref", "xdata", "xref")
"""Tags of fields that another entry completes."""

_LISTS_OF_NAMES = tuple(name for name, holds in VARIABLES.items() if holds == "names")

_ORGANISATION = lazy(
    r"\b(?:Academy|Agency|Association|Authority|Bureau|Centre|Collaboration|Commission|"
    r"Committee|Company|Consortium|Corporation|Council|Department|Engineers|Federation|"
    r"Foundation|GmbH|Inc|Institutes?|Laborator(?:y|ies)|Ltd|Ministry|Organi[sz]ation|"
    r"Project|Society|University|Universität|Université)\b"
)
_DIGIT = lazy(r"[0-9]")
_NUMBER = lazy(r"[0-9]{1,9}")
_ET_AL = lazy(r"\bet\.?\s+al\b", re.IGNORECASE)

_FIRST_LIKELY_YEAR = 1000
_SHORTEST_SHOUT = 12  # letters: shorter titles may be one acronym after the other
_SHORTEST_SHOUTED_NAME = 4


def findings(checked: Checked) -> Iterator[Diagnostic]:
    """What is missing or doubtful in a record, whatever its format."""
    yield from _missing(checked)
    yield from _fields(checked)
    yield from _title(checked)
    yield from _names(checked)
    yield from _year(checked)


def _missing(checked: Checked) -> Iterator[Diagnostic]:
    citation = checked.citation
    if checked.field(*INHERITS) or checked.record.kind in ("set", "xdata"):
        return
    required = _REQUIRED.get(citation.type, _REQUIRED_OF_OTHERS)
    if citation.genre in ("manual", "proceedings"):
        required = _REQUIRED_OF_MANUALS
    unread = {name for tag in checked.refused for name in checked.names_of(tag)}
    for group in required.split():
        names = group.split("|")
        if not any(getattr(citation, name) or name in unread for name in names):
            words = " or ".join(_WORDS.get(name, name) for name in names)
            yield checked.finding("missing-field", f"{citation.type} without {words}")


def _fields(checked: Checked) -> Iterator[Diagnostic]:
    for field in checked.record.fields:
        value = field.value
        if value == "":
            yield checked.finding("empty-field", f"{field.tag} is empty", field)
        elif isinstance(value, str) and not unicodedata.is_normalized("NFC", value):
            message = f"{field.tag} is not in Unicode's normal form C"
            yield checked.finding("not-composed", message, field)


def _title(checked: Checked) -> Iterator[Diagnostic]:
    title = checked.citation.title
    if " " in title and title == title.upper() != title.lower():
        letters = [char for char in title if char.isalpha() and char.lower() != char]
        if len(letters) >= _SHORTEST_SHOUT:
            message = f"the title is all in capitals: {_short(title)}"
            yield checked.finding("all-capitals", message, _field_of(checked, "title"))


def _names(checked: Checked) -> Iterator[Diagnostic]:
    for variable in _LISTS_OF_NAMES:
        for name in getattr(checked.citation, variable):
            if doubt := _doubt(name):
                message = f"{variable} {str(name)!r} {doubt}"
                yield checked.finding("odd-name", message, _field_of(checked, variable))


def _doubt(name: Name) -> str:
    """What speaks against a name, or ``""``."""
    whole = str(name)
    if _ET_AL.search(whole):
        return "holds 'et al.': a list that goes on ends in 'others'"
    if whole.casefold() == "others":
        return "is no person: 'others' stands last in a list"
    if name.literal:
        return ""
    if _ORGANISATION.search(whole):
        return "looks like an organisation read as a person"
    if _DIGIT.search(whole):
        return "holds a digit"
    family = name.family
    if len(family) >= _SHORTEST_SHOUTED_NAME and name.given and family == family.upper():
        return "is in capitals" if family != family.lower() else ""
    return ""


def _year(checked: Checked) -> Iterator[Diagnostic]:
    issued = checked.citation.issued
    if issued is None:
        return
    year = int(issued.literal) if _NUMBER.fullmatch(issued.literal) else issued.year
    if year is None:
        return
    field = _field_of(checked, "issued")
    if year > date.today().year + 1:
        yield checked.finding("odd-year", f"{year} lies in the future", field)
    elif 0 <= year < _FIRST_LIKELY_YEAR and not issued.unspecified:
        yield checked.finding("odd-year", f"the year {year}: are digits missing?", field)


def _field_of(checked: Checked, name: str) -> Field | None:
    """The first field that gives the canonical ``name``."""
    return next((f for f in checked.record.fields if name in checked.names_of(f.tag)), None)


def _short(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:49]}…"
