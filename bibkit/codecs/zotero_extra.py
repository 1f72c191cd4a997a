"""The lines of Zotero's Extra field: facts that an item type has no field for.

``label: value``, as Zotero reads it for styles and moves it to the field that it names
(https://www.zotero.org/support/kb/item_types_and_fields); ``tex.field: value`` as Better
BibTeX exports it. People stand as ``Family || Given``, one a line.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bibkit.codecs.zotero_variables import DATES, ROLES, VARIABLES
from bibkit.model import TYPES, Json
from bibkit.patterns import lazy

FACTS = "custom/extra"
"""The tag of what no row maps: a format's family and tag to values."""
ITEM = "zotero-item"
"""The family of members of an item that no row maps."""
ROLE = f"{ITEM}/role"
"""The fact that an item's first kind of creators are in another role than they are there."""
ARXIV = "custom/arxiv"
CLASS = "custom/eprint_class"
CODE = "custom/code"
PEOPLE = frozenset(ROLES) | {
    "collection-editor", "compiler", "curator", "editorial-director", "illustrator",
    "custom/also_by",
}  # fmt: skip
"""Tags whose values are people."""

_LABELS: Mapping[str, str] = {
    "custom/title_tex": "tex.title",
    "custom/title_short_tex": "tex.shorttitle",
    "custom/container_title_tex": "tex.booktitle",
    "custom/collection_title_tex": "tex.series",
    "custom/more_authors": "More Authors",
    "custom/more_editors": "More Editors",
    "custom/author_count": "Number of Authors",
    "custom/also_by": "Also By",
    "custom/affiliation": "Affiliation",
    "custom/organization": "Sponsoring Organization",
    CODE: "Code Repository",
    "custom/has_code": "Has Code",
    "custom/comments": "Number of Comments",
    "custom/eprint_class": "arXiv Class",
    "custom/openalex": "OpenAlex",
    "custom/dblp": "DBLP",
    "custom/version_doi": "Version DOI",
    "custom/mr": "MR Number",
    "custom/zbl": "Zbl Number",
    "custom/bibcode": "ADS Bibcode",
    "custom/lccn": "LCCN",
    "custom/s2": "Semantic Scholar",
    "custom/acl": "ACL Anthology",
    "custom/wos": "Web of Science",
    "citation-key": "Citation Key",
}
_MORE_VARIABLES = """archive-place archive_collection available-date citation-label
container-title-short custom/openalex division event-date jurisdiction original-title
page-first part printing reviewed-genre reviewed-title supplement volume-title
volume-title-short year-suffix""".split()
_REPEATING = frozenset({"DOI", "ISBN", "ISSN", "PMID", "PMCID"}) | {
    f"custom/{scheme}"
    for scheme in """arxiv dblp openalex version_doi mr zbl bibcode lccn s2 acl wos
    affiliation""".split()
}
"""Tags that may stand several times."""
_TEX = "tex"
_BIBTEX = "bibtex"
_PACKED = f"{_BIBTEX}/bibkit"
"""The fact whose value holds those whose tags no label can be."""


def _squeezed(label: str) -> str:
    """A label as labels are compared: ``Citation Key``, ``citation-key``, ``citationKey``."""
    return label.translate(_BETWEEN).lower()


_BETWEEN = str.maketrans("", "", " -_")


def _known() -> dict[str, str]:
    """Squeezed labels to tags: CSL's variables, Zotero's names of fields, our own."""
    fields = {
        _squeezed(field): variable
        for variable, fields in VARIABLES.items()
        for field in fields
        if field not in ("code", "history", "type", "system", "committee", "session")
    }
    variables = (*VARIABLES, *_MORE_VARIABLES, *PEOPLE)
    return (
        fields
        | {_squeezed(variable): variable for variable in variables if "/" not in variable}
        | {_squeezed(label): tag for tag, label in _LABELS.items()}
    )


_TAGS: dict[str, str] = {}
_LINE = lazy(r"([A-Za-z][\w .+-]*?)\s*:\s*(\S.*)")
_ARXIV = lazy(r"arXiv:\s*(\S+)(?:\s+\[([^\]]+)\])?\s*", re.IGNORECASE)  # in whatever case
_TYPE = "type"


def _tag_of(label: str) -> str:
    if not _TAGS:
        _TAGS.update(_known())
    return _TAGS.get(_squeezed(label), "")


class Taken(NamedTuple):
    """What the lines of an Extra field say: type, fields, facts; and the text left over."""

    type: str
    fields: list[tuple[str, Json]]
    facts: dict[str, list[Json]]
    note: str


def take_lines(text: str, present: Iterable[str] = ()) -> Taken:
    """An Extra field taken apart; a line for a tag that is ``present`` stays a note."""
    seen = set(present)
    taken = Taken("", [], {}, "")
    left: list[str] = []
    kind = ""
    for line in text.split("\n"):
        if arxiv := _ARXIV.fullmatch(line):
            taken.fields.append((ARXIV, arxiv[1]))
            if arxiv[2] and CLASS not in seen:
                taken.fields.append((CLASS, arxiv[2]))
                seen.add(CLASS)
            continue
        found = _LINE.fullmatch(line.rstrip())
        label, value = (found[1], found[2]) if found else ("", "")
        if label.lower() == _TYPE and value in TYPES and not kind:
            kind = value
        elif not (label and _take_line(label, value, seen, taken)):
            left.append(line)
    for packed in taken.facts.pop(_PACKED, ()):
        if isinstance(packed, dict):
            taken.facts.update({n: v for n, v in packed.items() if isinstance(v, list)})
    return taken._replace(type=kind, note="\n".join(left).strip())


def _take_line(label: str, value: str, seen: set[str], taken: Taken) -> bool:
    """Whether a line is a fact, which is added to what was taken."""
    if tag := _tag_of(label):
        if tag in PEOPLE:
            taken.fields.append((tag, read_person(value)))
        elif tag in seen and tag not in _REPEATING:
            return False
        else:
            taken.fields.append((tag, value))
            seen.add(tag)
        return True
    family, dot, word = label.partition(".")
    if not dot or " " in label:
        return False
    name = f"{_BIBTEX if family == _TEX else family}/{word}"
    taken.facts.setdefault(name, []).extend(_read_values(value))
    return True


def fact_lines(facts: Mapping[str, list[Json]]) -> Iterator[str]:
    """A line for each value of what no row maps; JSON where the value is no plain line."""
    for name, values in facts.items():
        family, _, word = name.partition("/")
        label = f"{_TEX if family == _BIBTEX else family}.{word}"
        if not _LINE.fullmatch(f"{label}: x") or " " in label:
            packed: Json = [{name: values}]
            yield f"{_TEX}.bibkit: {json.dumps(packed, ensure_ascii=False)}"
            continue
        for value in values:
            plain = isinstance(value, str) and _is_plain(value)
            text = value if plain else json.dumps([value], ensure_ascii=False)
            yield f"{label}: {text}"


def _is_plain(value: str) -> bool:
    return bool(value) and value.isprintable() and value == value.strip() and value[0] != "["


def _read_values(text: str) -> list[Json]:
    if text.startswith("["):
        try:
            values = json.loads(text)
        except ValueError:
            return [text]
        if isinstance(values, list):
            return values
    return [text]


def line(tag: str, value: Json) -> str:
    """One fact as a line of Extra."""
    text = write_person(value) if isinstance(value, dict) else str(value)
    if value is True:
        text = "true"
    return f"{_LABELS.get(tag, tag)}: {' '.join(text.split())}"


def read_person(text: str) -> Json:
    """``Family || Given``; one name alone is a literal."""
    family, bars, given = text.partition("||")
    if not bars:
        return {"name": text}
    return {"lastName": family.strip(), "firstName": given.strip()}


def write_person(person: Mapping[str, Json]) -> str:
    """A creator as a line has it."""
    if person.get("name"):
        return str(person["name"])
    return f"{person.get('lastName', '')} || {person.get('firstName', '')}".rstrip()


def is_date(tag: str) -> bool:
    """Whether the tag's values are dates."""
    return tag in DATES or tag in ("event-date", "available-date")
