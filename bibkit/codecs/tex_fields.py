"""How an entry's fields stand in a file: what the rows write, in the places of a dialect."""

from collections.abc import Mapping, Sequence
from typing import Any

from bibkit.codecs.tex_roles import WRITTEN, typed_roles
from bibkit.codecs.tex_titles import TITLE_ENDS, parted_titles


def arranged(
    kind: str, fields: Sequence[tuple[str, str]], syntax: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """An entry's fields as its dialect has them: each tag once, BibLaTeX's in their places.

    ``syntax``: ``subtitles``, whether titles are written apart from theirs; ``sites``, kinds
    whose ``titleaddon`` is no end of the title but the site's; ``roles``, whether roles are
    written as ``editora`` with its type; ``lists``, tags whose values one field holds.
    """
    written = list(fields)
    if lists := syntax.get("lists", ()):
        written = _joined(written, lists)
    if syntax.get("subtitles") and kind not in syntax.get("sites", ()):
        written = parted_titles(written)
    return typed_roles(written) if syntax.get("roles") else written


def is_arranged(tags: Sequence[str], syntax: Mapping[str, Any]) -> bool:
    """Whether fields of these tags stand in their places, whatever they say."""
    if syntax.get("subtitles") and not TITLE_ENDS.isdisjoint(tags):
        return False
    if syntax.get("roles") and not WRITTEN.isdisjoint(tags):
        return False
    return all(tags.count(tag) < 2 for tag in syntax.get("lists", ()))


def _joined(fields: list[tuple[str, str]], lists: Sequence[str]) -> list[tuple[str, str]]:
    """The fields, all values of a tag of ``lists`` in its first: BibTeX reads no second."""
    tags = [tag for tag, _ in fields]
    several = {tag for tag in lists if tags.count(tag) > 1}
    if not several:
        return fields
    joined = {tag: ", ".join(v for t, v in fields if t == tag) for tag in several}
    return [
        (tag, joined.get(tag, value))
        for place, (tag, value) in enumerate(fields)
        if tag not in several or tag not in tags[:place]
    ]
