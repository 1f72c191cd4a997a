"""Descriptions of works in several vocabularies: which say the same, and what counts."""

from collections.abc import Sequence
from typing import NamedTuple

from bibkit.factlines import folded
from bibkit.model import Field

_LISTS = ("identifier/",)
"""Beginnings of tags whose values are several facts: each that is new is added."""
UNTYPED = "CreativeWork"
TYPE = "additionalType"
"""The kind of what says nothing of its type, and the tag that says it beside the kind."""


class Description(NamedTuple):
    """What one vocabulary says of a work."""

    kind: str
    fields: tuple[Field, ...]
    line: int

    def said(self, *tags: str) -> str:
        """The first value of these tags, as values are compared."""
        for tag in tags:
            for field in self.fields:
                if field.tag == tag and isinstance(field.value, str):
                    return folded(field.value)
        return ""


def united(
    vocabularies: Sequence[Sequence[Description]], same: Sequence[Sequence[str]]
) -> tuple[list[Description], int]:
    """A description a work, and how many works were described more than once.

    Within a vocabulary each is a work of its own. Those of a later one belong to the work
    with the same DOI or arXiv id, else with the same title and no other identifier.
    """
    groups = {tag: group[0] for group in same for tag in group}
    works: list[Description] = []
    several: set[int] = set()
    for vocabulary in vocabularies:
        free = set(range(len(works)))
        by_key: dict[str, list[int]] = {}
        for place, work in enumerate(works):
            for key in _keys(work):
                by_key.setdefault(key, []).append(place)
        fresh: list[Description] = []
        for description in vocabulary:
            found = _place(description, works, by_key, free)
            if found is None:
                fresh.append(description)
            else:
                free.discard(found)
                several.add(found)
                works[found] = _with(works[found], description, groups)
        works += fresh
    return works, len(several)


def _keys(work: Description) -> list[str]:
    doi, arxiv = work.said("identifier/doi"), work.said("identifier/arxiv")
    title = work.said("name", "headline")
    return [
        *([f"doi {doi}"] if doi else []),
        *([f"arxiv {arxiv}"] if arxiv else []),
        *([f"title {title}"] if title else []),
    ]


def _place(
    description: Description,
    works: Sequence[Description],
    by_key: dict[str, list[int]],
    free: set[int],
) -> int | None:
    """The work that a description is of."""
    for key in _keys(description):
        for place in by_key.get(key, ()):
            if place in free and not _differ(description, works[place], key):
                return place
    return None


def _differ(one: Description, other: Description, key: str) -> bool:
    """Whether two with one title have identifiers that say they are two works."""
    return key.startswith("title ") and any(
        (mine := one.said(tag)) and (theirs := other.said(tag)) and mine != theirs
        for tag in ("identifier/doi", "identifier/arxiv")
    )


def _with(work: Description, more: Description, groups: dict[str, str]) -> Description:
    """The work with what only the other description says."""
    typed = work.kind != UNTYPED or work.said(TYPE)
    there = {groups.get(field.tag, field.tag) for field in work.fields}
    values = {(field.tag, str(field.value).casefold()) for field in work.fields}
    added = tuple(
        field
        for field in more.fields
        if (groups.get(field.tag, field.tag) not in there and not (typed and field.tag == TYPE))
        or (
            field.tag.startswith(_LISTS)
            and (field.tag, str(field.value).casefold()) not in values
        )
    )
    kind = work.kind if typed else more.kind
    return work._replace(kind=kind, fields=(*work.fields, *added))
