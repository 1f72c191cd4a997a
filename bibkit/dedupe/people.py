"""The authors of a citation in a form that is compared: who is known, and who may be hidden."""

from functools import lru_cache
from typing import NamedTuple

from bibkit import titles
from bibkit.model import Citation, Name
from bibkit.patterns import lazy

_MOST = 40
_WORD = lazy(r"[^\W\d_]+")
# "McCulloch", "DiPietro", "LaRosa" and "VanDyke" are one name.
_ONE_NAME = r"(?<!\bMc)(?<!\bMac)(?<!\bD[aeiu])(?<!\bL[aeo])(?<!\bVan)(?<!\bVon)(?<!\bFitz)"
_GLUED = lazy(
    rf"{_ONE_NAME}(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\.)(?=[^\W\d_])"
)
_SEVERAL = lazy(
    r"[^\W\d_]\.(?:(?:[a-z]{2,3} )?[A-Z][a-z])"
    r"|(?<!\bM)(?<!\bMa)(?<!\bD)(?<!\bL)(?<!\bV[ao])(?<!\bFit)"
    r"[a-z][A-Z][a-z]+(?:-[A-Z][a-z]+)? [A-Z]|[A-Z]{2}[a-z]+ "
)
# A given name is hardly ever as "GladiusJanna" in "Lewis GladiusJanna Si".
_SURELY_SEVERAL = lazy(
    r"\.|[A-Z]{2,}[a-z]+ [A-Z]{1,3}$| [A-Z][a-z]{3,}[A-Z][a-z]{2,}(?:-[A-Z][a-z]+)? [A-Z]"
)
_INNER = lazy(r"(?:(?<=O)['’]|-)([A-Z])")
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
    read = [person for name in names[:_MOST] for person in _read(name)]
    bag = {word for person in read for word in person.words}
    more = citation.more_authors or len(names) > _MOST or len(read) > _MOST
    count = citation.author_count or (0 if more else len(read))
    complete = bool(read) and not more and (not count or count <= len(read))
    first = read[0] if read else _Person((), "", "")
    owners = sorted(person.family for name in citation.also_by for person in _read(name)[:1])
    families = tuple(person.family for person in read)
    words = tuple(sorted(bag))
    return People(words, families, first.family, first.initial, count, complete, tuple(owners))


class _Person(NamedTuple):
    """The words of a name, its family without blanks, and the initial of its given name."""

    words: tuple[str, ...]
    family: str
    initial: str


@lru_cache(maxsize=8192)
def _read(name: Name) -> tuple[_Person, ...]:
    """Who a name is: one person, several whose names ran together, or nobody."""
    if name.literal:
        return _read_literal(name.literal)
    particles = f"{name.dropping_particle} {name.non_dropping_particle}"
    given = name.given
    if particles == " " and _USUAL_FAMILY(name.family) and _USUAL_GIVEN(given):
        words = given.lower().replace(".", " ").split() if len(given) > 2 else ()
        family = name.family.lower()
        long = [word for word in words if len(word) > 1]
        return (_Person((family, *long), family, given[0].lower()),)
    family = f"{particles} {name.family}".strip()
    whole = f"{given} {family}"
    if _SEVERAL.search(whole) and (len(whole) > 24 or _SURELY_SEVERAL.search(whole)):
        return _read_glued(whole)
    if given and _all_initials(family) and not _all_initials(given):
        # "Doe J. R." was taken apart before its last initial.
        family, given = given, family
        while _all_initials(family.rpartition(" ")[2]):
            family, _, last = family.rpartition(" ")
            given = f"{last} {given}"
    kept = _words(family)
    if not kept:
        kept = _words(given)
        return (_Person(tuple(kept), kept[-1], ""),) if kept else ()
    more = [word for word in _words(given) if len(word) > 1] if len(given) > 2 else []
    if given.isupper() and len(given) < 4:
        more = []
    main = [word for word in kept if word not in _NO_WORDS] or kept
    return (_Person((*main, *more), "".join(kept), titles.folded(given[:1])),)


# Most names: read without asking what else they may be.
_USUAL_FAMILY = lazy("[A-Z][a-z]++").fullmatch
_USUAL_GIVEN = lazy(r"[A-Z][a-z]*+\.?(?: [A-Z][a-z]*+\.?)*+").fullmatch


def _read_literal(text: str) -> tuple[_Person, ...]:
    if _NO_PERSON.match(text) or _ORGANIZATION.search(text):
        return ()
    if _SEVERAL.search(text):
        return _read_glued(text)
    words = [word for word in _words(text) if len(word) > 1 or not word.isascii()]
    return (_Person(tuple(words), words[0], ""),) if words else ()


def _read_glued(text: str) -> tuple[_Person, ...]:
    """Names that ran together, each with its family first: "Doe J.Roe R. A."."""
    text = _INNER.sub(lambda found: found[1].lower(), text)
    fold = str.lower if text.isascii() else titles.folded
    people: list[_Person] = []
    for one in _GLUED.sub("\n", text.replace("-", "").replace("'", "")).split("\n"):
        found = _WORD.findall(one)
        folded = [fold(word) for word in found if not _is_initials(word)]
        words = tuple(word for word in folded if word not in _NO_WORDS)
        if words:
            family = "".join(folded[: folded.index(words[0]) + 1])
            rest = found[[fold(word) for word in found].index(words[0]) + 1 :]
            people.append(_Person(words, family, fold(rest[0][:1]) if rest else ""))
    return tuple(people)


def _words(text: str) -> list[str]:
    text = text.replace("-", "").replace("'", "").replace("’", "").replace("‐", "")
    return _WORD.findall(titles.folded(text))


def _all_initials(text: str) -> bool:
    return all(map(_is_initials, _WORD.findall(text)))


def _is_initials(word: str) -> bool:
    return len(word) == 1 or (len(word) < 4 and word.isupper())
