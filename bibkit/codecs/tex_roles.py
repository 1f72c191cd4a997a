"""Roles beside authors and editors, as BibLaTeX has them: ``editora`` and ``editoratype``.

Tables know each role by a tag of its own (``director``). A field whose type names a role is
read as that tag, and written back as the first place that is free (the BibLaTeX manual,
section 2.3.6).
"""

from collections.abc import Mapping, Sequence

_PLACES = ("editora", "editorb", "editorc")

TYPED = {
    f"{tag}type": tag for tag in ("editor", *_PLACES, "namea", "nameb", "namec")
}  # fmt: skip
"""Tags of types to those of the names that they describe."""

_BY_TYPE: Mapping[str, str] = {
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
"""What a type may say to the tag of that role in the tables."""

WRITTEN = frozenset(_BY_TYPE.values()) - {"editor", "translator", "collaborator"}
"""The tags of roles that BibLaTeX has no field for."""


def renamed_roles(fields: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Tags of an entry to those of the roles that their types name; types to nothing.

    A role that another field fills already, and one that nobody knows, stays as written.
    """
    tags = {tag for tag, _ in fields}
    renamed: dict[str, str] = {}
    for tag, value in fields:
        place = TYPED.get(tag)
        role = _BY_TYPE.get(value.strip().lower()) if place in tags else None
        if place and role and (role == place or role not in tags):
            renamed |= {place: role, tag: ""}
            tags.add(role)
    return renamed


def typed_roles(fields: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """An entry's fields, roles in ``editora`` to ``editorc`` with their types.

    A fourth role keeps its tag, which is nobody's but ours, and so does one beside an
    editor whose type is kept as it was written.
    """
    tags = {tag for tag, _ in fields}
    free = [place for place in _PLACES if place not in tags and f"{place}type" not in tags]
    written: list[tuple[str, str]] = []
    for tag, value in fields:
        if tag in WRITTEN and free:
            place = free.pop(0)
            written += [(place, value), (f"{place}type", tag)]
        else:
            written.append((tag, value))
    return written
