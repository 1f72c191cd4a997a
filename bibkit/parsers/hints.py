"""What the values of a BibTeX entry imply and no field says: a finer kind, an identifier.

A finer kind is a field ``@hint``, which the tables' rows for kinds look at
(``"article & @hint=preprint"``). An identifier that stands in a journal's place becomes the
field that should have held it; what it was read from stays as it is (see ``addresses`` for
other places). A title ends in its subtitle, whose field stays, so that the two are written
apart again; an editor with another role has the tag of that role.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from bibkit.codecs.tex_roles import TYPED, renamed_roles
from bibkit.codecs.tex_titles import SPLIT_TITLES, joined_title
from bibkit.model import Field, Record, tag_of
from bibkit.parsers import addresses
from bibkit.patterns import lazy

HINT = "@hint"
"""The tag of a word that tells an entry's type beside its kind."""

_IGNORECASE = 2

_PREPRINT_JOURNAL = lazy(
    rf"\s*\{{*(?:(?:arxiv(?:\.org)?(?:\s+(?:e-?prints?|preprints?))?|corr)\b[\s,:]*"
    rf"(?:(?:arxiv:|abs/)?\s*{addresses.ARXIV}\b.*)?"
    r"|(?:bio|med|chem|earth|eco|psy|soc)-?(?:r?xiv|arxiv)\b.*|ssrn(?: electronic journal)?"
    r"|preprints?(?:\.org)?|research square|techrxiv|osf preprints)\}*\s*",
    _IGNORECASE,
)
_PREPRINTS = ("xiv", "corr", "preprint", "ssrn", "research square")
_PREPRINT_INITIALS = frozenset("abcemoprst{")
_WORDS = lazy(r"[^\W_]+")
_SERVERS = lazy(
    r"\W*(?:(?:ar|bio|med|chem|tech|psy|soc|earth|eng|eco|edu|ag)-?r?xiv(?:\.org)?|ssrn"
    r"|research square|preprints(?:\.org)?|osf(?: preprints)?|authorea)\W*",
    _IGNORECASE,
)
_SERVERS_DOIS = lazy(
    r"(?:\S*/)?10\.(?:48550/arxiv|26434/chemrxiv|21203/rs\.|2139/ssrn|31234/osf|31235/osf"
    r"|20944/preprints|36227/techrxiv|1101/20[12]\d|22541/au)",
    _IGNORECASE,
)
"""Prefixes of DOIs that are preprints' alone; bioRxiv's begin with a date."""
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

_SUBTITLES = frozenset(part for parts in SPLIT_TITLES.values() for part in parts)
_ADDONS_ARE_SITES = frozenset("online electronic www web_page webpage blog".split())
"""Kinds whose ``titleaddon`` is the title of the site."""

_Values = dict[str, str]
_Told = Callable[[_Values], Iterator[tuple[str, str]]]


CLUES = frozenset((*_PREPRINTS, *addresses.CLUES))
"""What a text holds in whose values there is anything to be found, in lower case."""

_JOINING_TAGS = frozenset((*_SUBTITLES, *TYPED, "location"))
"""Tags of fields that say something of other fields."""

_TELLING_TAGS = frozenset(
    """journal journaltitle howpublished type doi publisher note url number volume eid pages
    addendum""".split()
)
"""The tags of a written record in whose values a clue can stand."""


def rehinted(record: Record) -> Record:
    """A record as it was just written, with what its values imply."""
    said = " ".join(
        [f"{tag} {value}" for tag, value, _ in record.fields if tag in _TELLING_TAGS]
    ).lower()
    for clue in _LEAST_CLUES:
        if clue in said:
            (again,) = hinted([record], {clue for clue in CLUES if clue in said})
            return again
    told = _TELLING.get(record.kind)
    return _implying(record, told) if told and record.kind != "article" else record


_LEAST_CLUES = tuple(
    clue for clue in sorted(CLUES) if not any(c in clue for c in CLUES if c != clue)
)
"""Clues that hold no other one."""


def hinted(records: Iterable[Record], clues: Set[str]) -> Iterator[Record]:
    """``records`` with what their values imply behind their fields.

    Args:
        records: The entries.
        clues: Those of ``CLUES`` that the file holds: nothing else need be looked for.
    """
    mentioned = not clues.isdisjoint(addresses.CLUES)
    telling = dict(_TELLING)
    if clues.isdisjoint(_PREPRINTS):
        del telling["article"]
    for record in records:
        joins = not _JOINING_TAGS.isdisjoint(map(tag_of, record.fields))
        if joins:
            record = _with_roles(_with_subtitles(record))
        if mentioned:
            record = addresses.placed(record)
        if joins and record.kind in _MEETINGS:
            record = _with_venue(record)
        if told := telling.get(record.kind):
            record = _implying(record, told)
        yield record


def _implying(record: Record, told: _Told) -> Record:
    """The record, with fields for what its values say beside its kind."""
    values: _Values = {}
    for tag, value, _ in record.fields:
        if tag not in values:
            values[tag] = str(value)
    implied = tuple(told(values))
    if not implied:
        return record
    line = record.source.line
    fields = (Field(tag, value, line) for tag, value in implied)
    return record._replace(fields=(*record.fields, *fields))


def _with_subtitles(record: Record) -> Record:
    """The record, its titles with what stands in fields of their own behind them.

    An entry that has but a description (``titleaddon``) is called by that.
    """
    values = {tag: str(value) for tag, value, _ in reversed(record.fields)}
    if record.kind in _ADDONS_ARE_SITES:
        values.pop("titleaddon", None)
    joined = {
        tag: joined_title(values.get(tag, ""), *(values.get(part, "") for part in parts))
        for tag, parts in SPLIT_TITLES.items()
        if (tag in values or tag == "title") and any(part in values for part in parts)
    }
    if not joined:
        return record
    fields = [
        field._replace(value=joined.get(field.tag, field.value)) for field in record.fields
    ]
    if "title" not in values and "title" in joined:
        fields.append(Field("title", joined["title"], record.source.line))
    return record._replace(fields=tuple(fields))


def _with_venue(record: Record) -> Record:
    """The record, its ``location`` as the venue where ``address`` is the publisher's (ACM)."""
    tags = {field.tag for field in record.fields}
    if not {"address", "location"} <= tags or "venue" in tags:
        return record
    fields = (
        field._replace(tag="venue") if field.tag == "location" else field
        for field in record.fields
    )
    return record._replace(fields=tuple(fields))


_MEETINGS = frozenset(("inproceedings", "conference", "proceedings"))


def _with_roles(record: Record) -> Record:
    """The record, its editors under the tags of the roles that their types name."""
    renamed = renamed_roles([(tag, str(value)) for tag, value, _ in record.fields])
    if not renamed:
        return record
    named = (field._replace(tag=renamed.get(field.tag, field.tag)) for field in record.fields)
    return record._replace(fields=tuple(field for field in named if field.tag))


def _article(values: _Values) -> Iterator[tuple[str, str]]:
    """A preprint server in the journal's place."""
    journal = values.get("journal") or values.get("journaltitle") or ""
    if journal[:1].lower() not in _PREPRINT_INITIALS:
        return
    if found := _PREPRINT_JOURNAL.fullmatch(journal):
        yield HINT, "preprint"
        if found["arxiv"] and "eprint" not in values:
            yield "eprint", found["arxiv"]
            yield "eprinttype", "arxiv"


def _book(values: _Values) -> Iterator[tuple[str, str]]:
    """A part of a book: it has an author, and the book has another title.

    Where editors alone are named, or the words are the same, ``booktitle`` is there for the
    entries that refer to the book.
    """
    book, title = values.get("booktitle", ""), values.get("title", "")
    if book and not title:
        yield "title", book
    elif book and "author" in values and not _same_beginning(book, title):
        yield HINT, "part"


def _same_beginning(one: str, other: str) -> bool:
    first, second = (_WORDS.findall(text.casefold()) for text in (one, other))
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]


def _misc(values: _Values) -> Iterator[tuple[str, str]]:
    """What ``howpublished`` or ``type`` call the thing; a preprint server's DOI or name."""
    doi, server = values.get("doi", ""), values.get("publisher", "")
    if (doi and _SERVERS_DOIS.match(doi)) or (server and _SERVERS.fullmatch(server)):
        yield HINT, "preprint"
        return
    for tag in ("howpublished", "type"):
        text = values.get(tag, "")
        for hint, pattern in _MISC_HINTS if text else ():
            if pattern.search(text):
                yield HINT, hint
                return


_TELLING: Mapping[str, _Told] = {
    "article": _article,
    "book": _book,
    "proceedings": _book,
    "misc": _misc,
    "generic": _misc,
}
"""Kinds whose values tell more."""

__all__ = ["CLUES", "HINT", "hinted", "rehinted"]
