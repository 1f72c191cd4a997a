"""The authors of a citation in a form that is compared: who is known, and who may be hidden."""

from functools import lru_cache
from typing import NamedTuple

from bibkit import titles
from bibkit.model import Citation, Name
from bibkit.patterns import lazy

_MOST = 40
_WORD = lazy(r"[^\W\d_]+")
_GLUED = lazy(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\.)(?=[^\W\d_])")
_SEVERAL = lazy(r"[^\W\d_]\.[A-Z][a-z]|[a-z][A-Z][a-z]+ [A-Z]|[A-Z]{2}[a-z]+ ")
_NO_PERSON = lazy(
    r"^(?:and )?(?:et al|others|anonymous|anon|unknown|none|no authors? .*|na|not available"
    r"|\[?[0-9]+ (?:more )?authors?\]?|\+?[0-9]+ more)\W*$",
    2,
)
_ORGANIZATION = lazy(
    r"\b(?:group|consortium|collaboration|committee|society|association|institute|university"
    r"|organi[sz]ation|investigators|network|team|center|centre|department|agency|inc|ltd"
    r"|research|labs?|company|council)\b",
    2,
)
_NO_WORDS = frozenset(
    "jr sr and et al others nct the von van der den de la del di da du mc".split()
)


class People(NamedTuple):
    """Authors: the words of their names, the first one's family and initial, how many.

    ``number`` is 0 where nobody knows; ``complete`` says that the list is all of them.
    ``owners`` are families of people who are among them at an unknown place.
    """

    words: tuple[str, ...]
    families: tuple[str, ...]
    first: str
    initial: str
    number: int
    complete: bool
    owners: tuple[str, ...]


NOBODY = People((), (), "", "", 0, False, ())


def gathered(citation: Citation) -> People:
    """The authors of ``citation``; an organization alone is nobody."""
    names = citation.author
    if not names and not citation.also_by and not citation.author_count:
        return NOBODY
    read = [one for name in names[:_MOST] if (one := _read(name))]
    bag = {word for one in read for word in one[0]}
    glued = any(one[3] for one in read)
    more = citation.more_authors or len(names) > _MOST
    count = citation.author_count or (0 if more or glued else len(read))
    complete = bool(read) and not more and (glued or not count or count <= len(read))
    first = read[0] if read else ((), "", "", False)
    owners = tuple(sorted(one[1] for name in citation.also_by if (one := _read(name))))
    families = () if glued else tuple(one[1] for one in read)
    return People(tuple(sorted(bag)), families, first[1], first[2], count, complete, owners)


@lru_cache(maxsize=8192)
def _read(name: Name) -> tuple[tuple[str, ...], str, str, bool] | None:
    """The words of a name, its family, its initial, and whether it is several people's."""
    if name.literal:
        return _read_literal(name.literal)
    family = f"{name.dropping_particle} {name.non_dropping_particle} {name.family}".strip()
    given = name.given
    whole = f"{given} {family}"
    if _SEVERAL.search(whole) and ("." in whole or len(whole) > 24):
        return _read_glued(whole)
    if given and _all_initials(family) and not _all_initials(given):
        family, given = given, family
    kept = _words(family)
    if not kept:
        kept = _words(given)
        return (tuple(kept), kept[-1], "", False) if kept else None
    more = [word for word in _words(given) if len(word) > 1] if len(given) > 2 else []
    shown = given if not (given.isupper() and len(given) < 4) else ""
    if not shown:
        more = []
    key = "".join(kept)
    main = [word for word in kept if word not in _NO_WORDS] or kept
    return (*main, *more), key, titles.folded(given[:1]), False


def _read_literal(text: str) -> tuple[tuple[str, ...], str, str, bool] | None:
    if _NO_PERSON.match(text) or _ORGANIZATION.search(text):
        return None
    if _SEVERAL.search(text):
        return _read_glued(text)
    words = [word for word in _words(text) if len(word) > 1 or not word.isascii()]
    if not words:
        return None
    return tuple(words), words[0], "", False


def _read_glued(text: str) -> tuple[tuple[str, ...], str, str, bool] | None:
    """Names that ran together: "Doe J.Roe R. A."."""
    found = _WORD.findall(_GLUED.sub(" ", text.replace("-", "").replace("'", "")))
    words = [
        titles.folded(word)
        for word in found
        if len(word) > 1 and not (len(word) < 4 and word.isupper())
    ]
    words = [word for word in words if word not in _NO_WORDS]
    return (tuple(words), words[0], "", True) if words else None


def _words(text: str) -> list[str]:
    text = text.replace("-", "").replace("'", "").replace("’", "").replace("‐", "")
    return _WORD.findall(titles.folded(text))


def _all_initials(text: str) -> bool:
    found = _WORD.findall(text)
    return all(len(word) == 1 or (len(word) < 4 and word.isupper()) for word in found)
