"""An entry of a library and a record of its work: whether they are one, and what both say."""

from typing import Any

from bibkit import api, identifiers, latex, names, titles
from bibkit.model import VARIABLES, Citation, Date, Name, replace
from bibkit.targets.works import Work

_KEPT = frozenset({"type", "key", "sources", "extra", "ids", "keyword"})
"""What the library's record says itself, or what is added to and never replaced."""


def may_be(work: Work, known: Work) -> bool:
    """Whether two records of one key are one work: they share title, or author and year."""
    if work.title and work.title == known.title:
        return True
    if work.author is None or known.author is None:
        return work.author is known.author and work.year == known.year
    return names.compatible(work.author, known.author) and work.year == known.year


def united(old: Citation, new: Citation, *, may_replace: bool) -> Citation:
    """An entry with what a record says: in place of its own, or where it says nothing."""
    said = new.set_values()
    changes: dict[str, Any] = {}
    for name in VARIABLES:
        if name in said and name not in _KEPT:
            own = getattr(old, name)
            if not own or (may_replace and not _says_as_much(own, said[name])):
                changes[name] = said[name]
    ids = set(map(identifiers.comparable, old.ids))
    if more := [each for each in new.ids if identifiers.comparable(each) not in ids]:
        changes["ids"] = (*old.ids, *more)
    if words := [word for word in new.keyword if word not in old.keyword]:
        changes["keyword"] = (*old.keyword, *words)
    if new.more_authors and len(old.author) >= len(new.author):
        # A page that lists the first authors takes none away.
        for name in ("author", "more_authors", "author_count", "also_by"):
            changes.pop(name, None)
    if may_replace and new.type != old.type and "type" in said:
        changes["type"] = new.type
    return replace(old, **changes)


def _says_as_much(own: Any, said: Any) -> bool:
    """Whether an entry's value says all that another does: the same words, a finer date."""
    if own == said:
        return True
    if isinstance(own, str) and isinstance(said, str):
        return bool(own) and titles.key(own) == titles.key(said) != ""
    if isinstance(own, Date) and isinstance(said, Date):
        parts = [(said.year, own.year), (said.month, own.month), (said.day, own.day)]
        plain = Date(own.year, own.month, own.day) == own if own.year else False
        return plain and all(part is None or part == mine for part, mine in parts)
    if isinstance(own, tuple) and own and isinstance(own[0], Name) and len(own) == len(said):
        return all(map(names.compatible, own, said))
    return False


def spelled(text: str, letters: str) -> str:
    """An entry with these letters as LaTeX, and all others as they are; if it says the same."""
    made = text.translate(
        {ord(letter): latex.encode(letter, ascii_only=True) for letter in letters}
    )
    one, other = (
        [replace(each, sources=()) for each in api.read(each.encode(), "bibtex")]
        for each in (made, text)
    )
    return made if one == other else ""
