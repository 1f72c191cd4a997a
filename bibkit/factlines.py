"""Facts as lines of a note (``Original Date: 1999``), as Zotero's Extra field has them."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from bibkit.patterns import lazy

_BETWEEN = lazy(r"[\W_]+")


@lru_cache(1 << 12)
def folded(heading: str) -> str:
    """A name as names are compared: ``Author(s)``, ``author_s``."""
    return _BETWEEN.sub("", heading).casefold()


def names_of(syntax: Mapping[str, object]) -> Mapping[str, str]:
    """The names that lines may have, by what is compared; ``syntax["names"]``."""
    names = syntax.get("names", ())
    assert isinstance(names, list | tuple)
    return {folded(name): name for name in names}


def split(
    text: str, names: Mapping[str, str], foreign: str
) -> tuple[list[tuple[str, str]], str]:
    """The facts in a note, and the rest of it.

    A line begins with one of ``names``, or with ``foreign`` and any other name, and a colon;
    what goes on behind it is indented by two blanks.
    """
    free: list[str] = []
    found: list[tuple[str, list[str]]] = []
    within = False
    for part in text.split("\n"):
        if within and part.startswith("  "):
            found[-1][1].append(part[2:])
            continue
        name, colon, value = part.partition(": ")
        tag = names.get(folded(name), "") if colon else ""
        if colon and foreign and name.startswith(foreign):
            tag = name.removeprefix(foreign)
        within = bool(tag)
        if tag:
            found.append((tag, [value]))
        else:
            free.append(part)
    return [(tag, "\n".join(parts)) for tag, parts in found], "\n".join(free).strip()


def joined(facts: Iterable[tuple[str, str]], names: Iterable[str], foreign: str) -> str:
    """The lines of facts; the inverse of ``split``."""
    known = frozenset(names)
    return "\n".join(
        f"{tag if tag in known else foreign + tag}: " + _CONTINUED.sub("\n  ", text)
        for tag, text in facts
    )


_CONTINUED = re.compile("\n")
