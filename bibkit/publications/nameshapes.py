"""A name as the words that are compared: the family without particles, and the given names."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bibkit import names
from bibkit.model import Name
from bibkit.names.words import is_suffix
from bibkit.patterns import lazy
from bibkit.publications import folding

ARTICLES = frozenset("al el ul ibn bin bint ben abu abd".split())
_FRONT = frozenset("van von der den de della di du la le ter ten vander zu zur".split())
_DIGRAPHS = frozenset("ch sh zh kh ts th ph yu ya ye yo ju ja dj gy sz zs chr".split())
"""What may stand, with a full stop, for a name that begins with one sound."""
_WORDS = lazy(r"[\s,·]+")
_PARTS = lazy(r"[-‐‑–]+")
_CAPITALS = lazy(r"(?:[^\W\d_]\.?[ -]?){1,3}")
_NOT_LETTERS = lazy(r"[^\w\s.'’´`ʼ‘\-‐‑–]")


class Fold(NamedTuple):
    """Which further foldings two names call for."""

    slavic: bool
    japanese: bool
    umlauts: bool

    def makes_equal(self, one: str, other: str) -> bool:
        """Whether a further folding makes one of two folded words."""
        if self.slavic and folding.slavic(one) == folding.slavic(other):
            return True
        if self.umlauts and folding.without_umlauts(one) == folding.without_umlauts(other):
            return True
        return self.japanese and folding.japanese(one) == folding.japanese(other)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name: its parts between hyphens, in every folding that is compared."""

    parts: tuple[str, ...]
    german: str
    is_initials: bool

    @property
    def whole(self) -> str:
        """The word without its hyphens."""
        return "".join(self.parts)

    def equals(self, other: "Word", fold: "Fold") -> bool:
        """Whether two words are spellings of one."""
        if (
            self.whole == other.whole
            or other.whole == self.german
            or self.whole == other.german
        ):
            return True
        return fold.makes_equal(self.whole, other.whole)


@dataclass(frozen=True, slots=True)
class Shape:
    """A name as words: the family without particles, and the given names.

    ``front`` are words before the family that could be given names too, as a capital "Van".
    A shape that is ``moved`` is a guess at where the family begins: it must be equal there.
    """

    family: tuple[Word, ...]
    given: tuple[Word, ...]
    particles: str
    suffix: str
    front: tuple[Word, ...] = ()
    moved: bool = False

    @property
    def words(self) -> tuple[Word, ...]:
        """All words in the order in which the West says them."""
        return (*self.given, *self.front, *self.family)

    @property
    def family_letters(self) -> str:
        """The family's letters, as one word."""
        return "".join(word.whole for word in self.family)


@lru_cache(maxsize=16384)
def shapes_of(name: Name) -> tuple[Shape, ...]:
    """The ways to read a name: as given, and family first where capitals say so."""
    if name.literal:
        name = names.parse_shown(name.literal)
        if name.literal:
            return (_shape(name.literal, "", "", ""),)
    particles = f"{name.dropping_particle} {name.non_dropping_particle}".strip()
    shapes = [_shape(name.family, name.given, particles, name.suffix)]
    if other := _family_first(name):
        shapes.append(_shape(*other, "", name.suffix))
    first = shapes[0]
    if len(first.given) > 1 and not first.given[-1].is_initials:
        # "Gabriel García Márquez" does not show where the family begins.
        shapes.append(
            Shape(
                (first.given[-1], *first.family), first.given[:-1], first.particles,
                first.suffix, moved=True,
            )
        )  # fmt: skip
    return tuple(shapes)


def _family_first(name: Name) -> tuple[str, str] | None:
    """Family and given of a name that was read the other way round, where it shows that.

    "Fernandez M. J.", as PubMed and others have it, was read as a family J; "HE Kaiming" as a
    family Kaiming.
    """
    words, initials = name.given.split(), [name.family]
    if words and name.family.isupper() and _CAPITALS.fullmatch(name.family):
        while len(words) > 1 and words[-1].isupper() and _CAPITALS.fullmatch(words[-1]):
            initials.insert(0, words.pop())
        if not all(word.isupper() for word in words):
            return " ".join(words), " ".join(initials)
    shouted = name.given.isupper() and len(name.given) > 1 and "." not in name.given
    return (name.given, name.family) if shouted and not name.family.isupper() else None


def _shape(family: str, given: str, particles: str, suffix: str) -> Shape:
    words = [word for word in _WORDS.split(_NOT_LETTERS.sub("", family)) if word]
    front: list[str] = []
    while len(words) > 1 and (_is_particle(words[0]) or words[0].casefold() in _FRONT):
        front.append(words.pop(0))
    while len(words) > 1 and is_suffix(words[-1]):
        suffix = words.pop()
    parts = [_word(part) for word in words for part in _PARTS.split(word)]
    parts = [word for word in parts if word.parts]
    while len(parts) > 1 and parts[0].whole in ARTICLES:
        front.append(parts.pop(0).whole)
    shouted = family.isupper() and given.isupper() and len(given) > 3
    return Shape(
        tuple(parts),
        tuple(_given_words(given, shouted=shouted)),
        folding.plain(particles + "".join(front)),
        folding.plain(suffix),
        tuple(_word(word) for word in front if word[0].isupper()),
    )


def _given_words(given: str, *, shouted: bool) -> Iterator[Word]:
    text = _NOT_LETTERS.sub("", given.replace(".-", "-").replace(".", ". "))
    for word in _WORDS.split(text):
        if not word or _is_particle(word) or is_suffix(word):
            continue
        if 1 < len(word) < 4 and word.isalpha() and word.isupper() and not shouted:
            yield from map(_word, word)  # "MJ" is two initials
        elif (made := _word(word)).parts:
            yield made


def _is_particle(word: str) -> bool:
    return word[:1].islower() and word.rstrip(".") in names.PARTICLES


def _word(text: str) -> Word:
    written = [part for part in _PARTS.split(text) if folding.plain(part)]
    # One letter may be two in Latin: "Þ." and "Ю." are initials.
    initials = all(len(part.strip(".")) == 1 for part in written)
    shortened = text.endswith(".") and folding.plain(text) in _DIGRAPHS
    parts = tuple(map(folding.plain, written))
    return Word(parts, folding.german(text), initials or shortened)
