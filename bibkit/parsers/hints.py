"""What the values of a BibTeX entry imply and no field says: a finer kind, an identifier.

A finer kind is a field ``@hint``, which the tables' rows for kinds look at
(``"article & @hint=preprint"``). An identifier that stands in an address or a journal's
place becomes the field that should have held it; what it was read from stays as it is.
A title ends in its subtitle, whose field stays, so that the two are written apart again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from bibkit.codecs.tex import SPLIT_TITLES, joined_title
from bibkit.model import Field, Record
from bibkit.patterns import lazy

HINT = "@hint"
"""The tag of a word that tells an entry's type beside its kind."""

_IGNORECASE = 2

_ARXIV = r"(?P<arxiv>[a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?"
_PREPRINT_JOURNAL = lazy(
    rf"\s*\{{*(?:(?:arxiv(?:\.org)?(?:\s+(?:e-?prints?|preprints?))?|corr)\b[\s,:]*"
    rf"(?:(?:arxiv:|abs/)?\s*{_ARXIV}\b.*)?"
    r"|(?:bio|med|chem|earth|eco|psy|soc)-?(?:r?xiv|arxiv)\b.*|ssrn(?: electronic journal)?"
    r"|preprints?(?:\.org)?|research square|techrxiv|osf preprints)\}*\s*",
    _IGNORECASE,
)
_PREPRINTS = ("xiv", "corr", "preprint", "ssrn", "research square")
_PREPRINT_INITIALS = frozenset("abcemoprst{")
_WORDS = lazy(r"[^\W_]+")
_DOI_ADDRESS = lazy(r"https?://(?:dx\.)?doi\.org/(10\.\d{4,9}/\S+)", _IGNORECASE)
_ARXIV_ADDRESS = lazy(rf"https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/{_ARXIV}", _IGNORECASE)
_MISC_WORDS = (
    ("preprint", r"\b(?:pre-?print|arxiv|(?:bio|med|chem)rxiv)\b"),
    ("dataset", r"\bdata ?sets?\b"),
    ("software", r"\b(?:software|computer program|source code|R package)\b"),
    ("patent", r"\bpatent\b"),
    ("speech", r"\b(?:poster|talk|slides|presentation|lecture|keynote)\b"),
    ("thesis", r"\b(?:dissertation|thesis)\b"),
    ("report", r"\b(?:technical report|white ?paper|working paper)\b"),
)
_MISC_HINTS = tuple((hint, lazy(pattern, _IGNORECASE)) for hint, pattern in _MISC_WORDS)

_SUBTITLES = ("subtitle", "titleaddon")
_ADDONS_ARE_SITES = frozenset("online electronic www web_page webpage blog".split())
"""Kinds whose ``titleaddon`` is the title of the site."""

_ROLE_TYPES = ("editortype", "editoratype", "editorbtype", "editorctype", "nameatype")
_TYPED = {
    f"{tag}type": tag for tag in "editor editora editorb editorc namea nameb namec".split()
}
_ROLES = {
    role: role
    for role in """chair compiler composer curator director editor executiveproducer guest host
    illustrator interviewer narrator organizer performer producer recipient reviewedauthor
    scriptwriter serieseditor seriescreator collaborator editorialdirector""".split()
} | {
    "redactor": "serieseditor",
    "founder": "seriescreator",
    "organiser": "organizer",
    "translator": "translator",
    "series editor": "serieseditor",
    "script writer": "scriptwriter",
    "executive producer": "executiveproducer",
    "contributor": "collaborator",
    "writer": "scriptwriter",
}
"""What ``editortype`` may say to the tag of that role in the tables."""

_Values = dict[str, str]


def hinted(records: Iterable[Record], text: str) -> Iterator[Record]:
    """``records`` with what their values imply behind their fields.

    Args:
        records: The entries.
        text: The file that they stand in, searched once for what is then looked for.
    """
    addresses = "doi.org/10." in text or "arxiv.org/" in text
    lowered = text.lower()
    subtitles = any(word in lowered for word in _SUBTITLES)
    roles = any(word in lowered for word in _ROLE_TYPES)
    telling = dict(_TELLING)
    if not any(word in lowered for word in _PREPRINTS):
        del telling["article"]
    for record in records:
        told = telling.get(record.kind)
        if subtitles:
            record = _with_subtitles(record)
        if roles:
            record = _with_roles(record)
        if told or addresses:
            values: _Values = {}
            for tag, value, _ in record.fields:
                if tag not in values:
                    values[tag] = str(value)
            implied = tuple(told(values)) if told else ()
            if addresses:
                implied += tuple(_from_addresses(values))
            if implied:
                line = record.source.line
                fields = (Field(tag, value, line) for tag, value in implied)
                record = record._replace(fields=(*record.fields, *fields))
        yield record


def _with_subtitles(record: Record) -> Record:
    """The record, its titles with what stands in fields of its own behind them."""
    values = {tag: str(value) for tag, value, _ in reversed(record.fields)}
    if record.kind in _ADDONS_ARE_SITES:
        values.pop("titleaddon", None)
    joined = {
        tag: joined_title(values[tag], *(values.get(part, "") for part in parts))
        for tag, parts in SPLIT_TITLES.items()
        if tag in values and any(part in values for part in parts)
    }
    if not joined:
        return record
    fields = (
        field._replace(value=joined.get(field.tag, field.value)) for field in record.fields
    )
    return record._replace(fields=tuple(fields))


def _with_roles(record: Record) -> Record:
    """The record, its editors under the tags of the roles that their types name.

    A role that another field fills already, and one that nobody knows, stays as written.
    """
    tags = {field.tag for field in record.fields}
    renamed: dict[str, str] = {}
    for tag, value, _ in record.fields:
        role = _ROLES.get(str(value).strip().lower()) if tag in _TYPED else None
        if role and (role == _TYPED[tag] or role not in tags):
            renamed |= {_TYPED[tag]: role, tag: ""}
            tags.add(role)
    if not renamed:
        return record
    named = (field._replace(tag=renamed.get(field.tag, field.tag)) for field in record.fields)
    return record._replace(fields=tuple(field for field in named if field.tag))


def _from_addresses(values: _Values) -> Iterator[tuple[str, str]]:
    """The DOI or arXiv number that only the entry's address holds."""
    url = values.get("url", "")
    if "doi" not in values and (found := _DOI_ADDRESS.fullmatch(url.strip())):
        yield "doi", found[1]
    if "eprint" not in values and (found := _ARXIV_ADDRESS.match(url.strip())):
        yield from _arxiv(found["arxiv"])


def _arxiv(number: str) -> Iterator[tuple[str, str]]:
    yield "eprint", number
    yield "eprinttype", "arxiv"


def _article(values: _Values) -> Iterator[tuple[str, str]]:
    """A preprint server in the journal's place."""
    journal = values.get("journal") or values.get("journaltitle") or ""
    if journal[:1].lower() not in _PREPRINT_INITIALS:
        return
    if found := _PREPRINT_JOURNAL.fullmatch(journal):
        yield HINT, "preprint"
        if found["arxiv"] and "eprint" not in values:
            yield from _arxiv(found["arxiv"])


def _book(values: _Values) -> Iterator[tuple[str, str]]:
    """A part of a book: the book has another title.

    A ``booktitle`` of the same words is there for the entries that refer to the book.
    """
    book, title = values.get("booktitle", ""), values.get("title", "")
    if book and not title:
        yield "title", book
    elif book and not _same_beginning(book, title):
        yield HINT, "part"


def _same_beginning(one: str, other: str) -> bool:
    first, second = (_WORDS.findall(text.casefold()) for text in (one, other))
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]


def _misc(values: _Values) -> Iterator[tuple[str, str]]:
    """What ``howpublished`` or ``type`` call the thing."""
    for tag in ("howpublished", "type"):
        for hint, pattern in _MISC_HINTS:
            if pattern.search(values.get(tag, "")):
                yield HINT, hint
                return


_TELLING: Mapping[str, Callable[[_Values], Iterator[tuple[str, str]]]] = {
    "article": _article,
    "book": _book,
    "proceedings": _book,
    "misc": _misc,
    "generic": _misc,
}
"""Kinds whose values tell more."""

__all__ = ["HINT", "hinted"]
