"""A record of somebody's library, with what others know in the fields that it leaves empty."""

from collections.abc import Sequence
from typing import Any

from bibkit.dedupe import versions
from bibkit.dedupe.agreement import agree
from bibkit.dedupe.authorship import authorship
from bibkit.dedupe.identity import united_ids
from bibkit.dedupe.provenance import Alternative, Choice, place
from bibkit.dedupe.uniting import United, unite
from bibkit.model import VARIABLES, Citation, Identifier, replace

_NEVER = frozenset({"type", "key", "sources", "extra", "ids"})
_AUTHORSHIP = frozenset({"author", "more_authors", "author_count", "also_by"})


def enrich(members: Sequence[Citation], prefer: versions.Prefer) -> United:
    """The first of ``members``, of the library, with what the others fill in.

    What stands in the library stays. What is bound to a version is filled in only from
    records of the publication that the library describes; a field of a program or database
    only from a record of the library's own format.
    """
    library, others = members[0], members[1:]
    united = _enriched(library, others, prefer)
    filled = {each.field: each for each in united.choices if each.rule == "filled"}
    while True:
        # An identifier that was filled in may tell which publication it is after all.
        again = _enriched(united.citation, others, prefer)
        if again.citation == united.citation:
            break
        filled |= {each.field: each for each in again.choices if each.rule == "filled"}
        united = again
    kept = [each for each in united.choices if each.field not in filled]
    united.explained = lambda: (*kept, *filled.values())
    united.base = library
    return united


def _enriched(library: Citation, others: Sequence[Citation], prefer: versions.Prefer) -> United:
    own = versions.Version(library)
    same = versions.publication([own, *versions.ordered(others, prefer)])
    known = [each.citation for each in same]
    united = unite(others, prefer)
    mine = library.set_values()
    new = {each.field: each for each in united.choices}
    filled: list[Choice] = []
    for name in VARIABLES:
        if name in mine or name in _NEVER or name in _AUTHORSHIP:
            continue
        if name not in versions.BLOCK:
            filled += [new[name]] if name in new else []
        elif said := [(v, c) for c in known[1:] if (v := c.set_values().get(name)) is not None]:
            filled.append(Choice(name, said[0][0], (place(said[0][1]),), "filled"))
    filled += _people(library, others, united)
    filled += _ids(own, known, others)
    filled += _extra(library, others)
    filled = [each._replace(rule="filled") for each in filled if each.value is not None]
    kept = [
        _kept(name, value, library, others) for name, value in mine.items() if name != "sources"
    ]
    conflicts = [found for each in kept if (found := _conflict(each, known))]
    values = {each.field: each.value for each in filled}
    if values:
        places = dict.fromkeys(source for each in filled for source in each.sources)
        values["sources"] = tuple(
            dict.fromkeys((*library.sources, *(each for each in places if each.path)))
        )
    choices = (*(each for each in kept if each.field not in values), *filled)
    enriched = replace(library, **values) if values else library
    now = enriched.set_values()
    aside = [
        each
        for each in others
        if not any(each is one for one in known)
        and any(now.get(n) != v for n, v in each.set_values().items() if n in versions.BLOCK)
    ]
    return United(enriched, conflicts, aside, library, lambda: choices)


def _people(library: Citation, others: Sequence[Citation], united: United) -> list[Choice]:
    if not library.author:
        names = _AUTHORSHIP - library.set_values().keys()
        return [each for each in united.choices if each.field in names]
    if not library.more_authors:
        return []
    people = authorship([library, *others])
    found = []
    if library.author_count is None and people.author_count is not None:
        found.append(("author_count", people.author_count))
    return [Choice(name, value, tuple(map(place, others)), "filled") for name, value in found]


def _ids(
    own: versions.Version, known: Sequence[Citation], others: Sequence[Citation]
) -> list[Choice]:
    """The library's identifiers and those of schemes that it does not have."""
    library = own.citation
    said: list[tuple[Any, Citation]] = [(each.ids, each) for each in (library, *others)]
    taken, _ = united_ids(said, set(map(id, known)), own)
    schemes = {each.scheme for each in library.ids}
    added: tuple[Identifier, ...] = tuple(
        each for each in taken or () if each.scheme not in schemes
    )
    if not added:
        return []
    givers = tuple(place(c) for c in others if {i.scheme for i in c.ids} - schemes)
    return [Choice("ids", library.ids + added, givers, "filled")]


def _extra(library: Citation, others: Sequence[Citation]) -> list[Choice]:
    family = place(library).format
    extra = dict(library.extra)
    givers = []
    for other in others:
        for tag, values in other.extra.items():
            if tag not in extra and family and tag.partition("/")[0] in _families(family):
                extra[tag] = values
                givers.append(place(other))
    return [Choice("extra", extra, tuple(givers), "filled")] if givers else []


def _families(format: str) -> frozenset[str]:
    """The families of fields that a format writes; BibTeX and BibLaTeX share theirs."""
    both = frozenset({"bibtex", "biblatex"})
    return both if format in both else frozenset({format})


def _kept(name: str, value: Any, library: Citation, others: Sequence[Citation]) -> Choice:
    said = [(v, each) for each in others if (v := each.set_values().get(name)) is not None]
    different = tuple(Alternative(v, place(each)) for v, each in said if v != value)
    return Choice(name, value, (place(library),), "library", different)


def _conflict(choice: Choice, known: Sequence[Citation]) -> Choice | None:
    """What records of the same publication say against the library."""
    if choice.field not in versions.BLOCK:
        return None
    places = {place(each) for each in known}
    told = tuple(
        each
        for each in choice.alternatives
        if each.source in places and not agree(choice.field, choice.value, each.value)
    )
    return choice._replace(alternatives=told) if told else None
