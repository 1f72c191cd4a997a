"""A citation as CSL sees it: variables by CSL's names, people in parts, dates in numbers."""

import re
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from bibkit import formulas
from bibkit.dates import parse_csl
from bibkit.model import VARIABLES, Citation, Date, Name
from bibkit.patterns import lazy

Values: TypeAlias = dict[str, Any]
"""Variables that are set: text, a tuple of ``Person``, or a ``Dates``."""

_CSL_NAMES = {
    "url": "URL",
    "part": "part-number",
    "supplement": "supplement-number",
    "printing": "printing-number",
    "archive_collection": "archive_collection",
    "archive_location": "archive_location",
}
_TEXTS = {
    name: _CSL_NAMES.get(name, name.replace("_", "-"))
    for name, holds in VARIABLES.items()
    if holds == "text" and name not in ("type", "key")
}
NAMES = frozenset(
    name.replace("_", "-")
    for name, holds in VARIABLES.items()
    if holds == "names" and name != "also_by"
) | {"editortranslator", "editor-translator"}
"""The variables that hold people."""
DATES = frozenset(n.replace("_", "-") for n, holds in VARIABLES.items() if holds == "date")
"""The variables that hold a date."""
NUMBERS = frozenset(
    """chapter-number citation-number collection-number edition issue locator number
    number-of-pages number-of-volumes page page-first part-number printing-number section
    supplement-number version volume""".split()
)
"""The variables that hold a number."""
_IDS = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID"}


class Person(NamedTuple):
    """A name in the parts that CSL's rules ask for."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""


class Dates(NamedTuple):
    """A date or a range: year, month (13 to 16 are seasons) and day of each end, or words.

    Years have no 0: -1 is 1 BCE. An end that is open has the parts ``(0,)``.
    """

    parts: tuple[tuple[int, ...], ...] = ()
    literal: str = ""
    circa: bool = False


class Item:
    """One citation to render; what a run finds out about it stands beside its values."""

    __slots__ = ("citation", "disambiguate", "key", "number", "open_lists", "type", "values")

    def __init__(self, citation: Citation, number: int) -> None:
        self.citation = citation
        self.key = citation.key
        self.type = citation.type
        self.number = number
        self.values = _values(citation)
        self.open_lists = frozenset(
            role
            for role, more in (
                ("author", citation.more_authors),
                ("editor", citation.more_editors),
            )
            if more
        )
        self.disambiguate = False

    @property
    def is_english(self) -> bool | None:
        """Whether the item says that it is English; None where it says nothing."""
        language = self.values.get("language")
        if not language:
            return None
        match = _LANGUAGE.match(language)
        return match is not None


_LANGUAGE = lazy(r"\s*en", re.IGNORECASE)


def _values(citation: Citation) -> Values:
    values: Values = {}
    for name, value in citation.set_values().items():
        holds = VARIABLES[name]
        if holds == "text":
            if name in _TEXTS and value.strip():
                shows = "$" in value and "title" in name
                values[_TEXTS[name]] = formulas.shown(value) if shows else value
        elif holds == "names":
            values[name.replace("_", "-")] = tuple(map(person, value))
        elif holds == "date":
            values[name.replace("_", "-")] = dates(value)
    values.pop("also-by", None)
    for identifier in citation.ids:
        if identifier.scheme in _IDS:
            values.setdefault(_IDS[identifier.scheme], identifier.value)
    if citation.keyword:
        values["keyword"] = ", ".join(citation.keyword)
    if "page" in values:
        values.setdefault("page-first", _FIRST_PAGE.split(values["page"].strip())[0])
    if "note" in values:
        _read_note(values)
    for tag, kept in citation.extra.items():
        name = tag.rpartition("/")[2]
        if tag.startswith("csl/") and kept and isinstance(kept[0], str | int):
            text = str(kept[0])
            values.setdefault(name, Dates(literal=text) if name in DATES else text)
    return values


def _read_note(values: Values) -> None:
    """Take the lines ``variable: value`` of a note for what they say, as Zotero has them.

    https://www.zotero.org/support/kb/item_types_and_fields#citing_fields_from_extra
    """
    for match in _NOTE_LINE.finditer(values["note"]):
        name, text = match[1], match[2].strip()
        if name in values or not text:
            continue
        if name in NAMES:
            family, _, given = text.partition("||")
            parts = Name(family.strip(), given.strip()) if given else Name(literal=text)
            values[name] = (person(parts),)
        elif name in DATES:
            values[name] = dates(parse_csl({"raw": text}))
        elif name in _KNOWN_TEXTS:
            values[name] = text


_NOTE_LINE = lazy(r"^([a-z][a-zA-Z-]+|DOI|URL|ISBN|ISSN|PMID|PMCID): *(.+)$", re.MULTILINE)
_KNOWN_TEXTS = frozenset(_TEXTS.values()) | {"collection-title-short", *_IDS.values()}


def made_label(values: Values) -> str:
    """A label as ``RoNo78``: letters of up to four families, and the year."""
    people = values.get("author") or values.get("editor") or ()
    width = {1: 4, 2: 2}.get(len(people), 1)
    families = [person.family or person.literal for person in people[:4]]
    issued = values.get("issued")
    year = f"{abs(issued.parts[0][0]) % 100:02d}" if issued and issued.parts else ""
    return "".join(family[:width] for family in families) + year


_FIRST_PAGE = lazy(r"\s*[-–—,&]\s*")


@lru_cache(20_000)
def person(name: Name) -> Person:
    """A name with the particles and suffix that its writer left in family and given."""
    if name.literal:
        return Person(literal=name.literal)
    family, given, suffix = name.family, name.given, name.suffix
    non_dropping, dropping, comma = name.non_dropping_particle, name.dropping_particle, False
    if len(family) > 2 and family[0] == family[-1] == '"':
        return Person(family[1:-1], given, dropping, non_dropping, suffix)
    if not non_dropping and (match := _PARTICLES.match(family)) and _has_case(match[1]):
        non_dropping, family = match[1], match[2]
        if not non_dropping.endswith(("’", "'", "-")):
            non_dropping = non_dropping.strip()
    if not suffix and (match := _SUFFIX.match(given)):
        given, comma, suffix = match[1].strip(), bool(match[2]), match[3]
    if not dropping:
        given, dropping = _without_particle(given)
    if not family and given:
        family, given = given, ""
    return Person(family, given, dropping, non_dropping, suffix, comma)


def _without_particle(given: str) -> tuple[str, str]:
    """A given name and the particle behind it: ``Ludwig van``."""
    words = given.split()
    place = len(words)
    while place > 1 and words[place - 1].islower() and words[place - 1].rstrip("’'").isalpha():
        place -= 1
    particle = " ".join(words[place:])
    if not particle or _INITIAL.fullmatch(particle):
        return given, ""
    return " ".join(words[:place]), particle


def _has_case(particle: str) -> bool:
    """Whether small letters say that this is a particle: many scripts have but one kind."""
    return particle.upper() != particle


_PARTICLES = lazy(r"^((?:[^\W\dA-Z_][\w’'\-]* )*(?:[^\W\dA-Z_]+[ ’'\-]))(?=[^\Wa-z\d_])(.+)$")
_SUFFIX = lazy(r"^(.*?),(!?)\s*(\S+(?:\s\S+)?)$")
_INITIAL = lazy(r"\s*[a-z]\.?\s*")


@lru_cache(10_000)
def dates(date: Date) -> Dates:
    """A date in the numbers that are printed."""
    if date.year is None and not date.open_start:
        return Dates(literal=date.literal)
    ends = [_parts(end) for end in (date, date.end) if end is not None]
    if date.open_end:
        ends.append((0,))
    all_ends = [end for end in (date, date.end) if end is not None]
    circa = any(end.circa or end.uncertain or end.unspecified for end in all_ends)
    return Dates(tuple(ends), circa=circa)


def _parts(date: Date) -> tuple[int, ...]:
    if date.year is None:
        return (0,)
    year = date.year if date.year > 0 else date.year - 1
    month = date.month or (12 + date.season if date.season else 0)
    return tuple(part for part in (year, month, date.day) if part)
