"""How alike a name on a paper and the name of the list's owner are.

The rules were found on pairs that people labelled (tests/publications/pairs.py): an ORCID
decides; else families must agree, whole or by their first part, and given names word by word.
Particles are compared away, hyphens make one word of two, initials stand for names.
"""

from typing import NamedTuple

from bibkit.model import Name
from bibkit.names.words import CJK, EAST_ASIAN_FAMILIES
from bibkit.publications import folding
from bibkit.publications.nameshapes import ARTICLES, Fold, Shape, Word, shapes_of

SURE = 0.55
"""From this score on a name counts as the owner's."""
WEAK = 0.2
"""From this score on a name is shown to a person who may accept it."""

_EXACT, _SHORT, _DOUBTFUL, _NO = 1.0, 0.8, 0.4, 0.0
_PART_OF_FAMILY, _MORE_FAMILY, _LAST_OF_FAMILY = 0.75, 0.6, 0.45
_SWAPPED, _REORDERED = 0.8, 0.9
_VIETNAMESE = frozenset(
    """nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly dinh truong
    trinh doan mai dao ha luong""".split()
)


class Likeness(NamedTuple):
    """How surely two names are one person's, and why."""

    score: float
    reason: str


NONE = Likeness(_NO, "another name")


def likeness(mine: Name, theirs: Name) -> Likeness:
    """How alike the owner's name and one on a paper are; 0 says that they are two people's."""
    for scheme in ("orcid", "dblp"):
        known, found = _id(mine, scheme), _id(theirs, scheme)
        if known and found:
            return Likeness(2.0, f"same {scheme}") if known == found else NONE
    if CJK.search(str(mine)) or CJK.search(str(theirs)):
        return _in_script(mine, theirs)
    best = NONE
    for one in shapes_of(mine):
        for other in shapes_of(theirs):
            found_here = _compare(one, other, _fold(mine, theirs, one, other))
            best = max(best, found_here, key=lambda each: each.score)
    return best


def _id(name: Name, scheme: str) -> str:
    return next(
        (i.value.rsplit("/", 1)[-1].upper() for i in name.ids if i.scheme == scheme), ""
    )


def _in_script(mine: Name, theirs: Name) -> Likeness:
    """Names in Chinese, Japanese or Korean script: all characters, in either order."""
    if _wholes(mine) & _wholes(theirs):
        return Likeness(_EXACT, "same name")
    for one, other in ((mine, theirs), (theirs, mine)):
        text = "".join(str(one).split())
        families = folding.KOREAN_FAMILIES.get(text[:1])
        if families and 2 <= len(text) <= 4 and not CJK.search(str(other)):
            given = folding.plain(text[1:])
            for shape in shapes_of(other):
                letters = "".join(word.whole for word in shape.given)
                if shape.family_letters in families and letters == given:
                    return Likeness(_SHORT, "same name, romanized")
    return NONE


def _wholes(name: Name) -> set[str]:
    one = "".join((name.literal or f"{name.family}{name.given}").split())
    return {one, "".join(f"{name.given}{name.family}".split()) or one}


def _fold(mine: Name, theirs: Name, one: Shape, other: Shape) -> Fold:
    written = f"{mine}{theirs}"
    family, others = one.family_letters, other.family_letters
    asian = {family, others} & EAST_ASIAN_FAMILIES
    slavic = folding.is_cyrillic(written) or (
        not asian and folding.looks_slavic(family) and folding.looks_slavic(others)
    )
    return Fold(slavic, folding.has_macron(written), folding.has_umlaut(written))


def _compare(one: Shape, other: Shape, fold: Fold) -> Likeness:
    if not one.family or not other.family:
        return NONE
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return NONE
    if _same_words(one, other, fold):
        return Likeness(_EXACT * 0.95, "same words")
    family = _families(one, other, fold)
    if (one.moved or other.moved) and family < _EXACT:
        return NONE
    if not family:
        return _swapped(one, other, fold)
    given, reason = _givens(one, other, fold)
    return Likeness(family * given, reason) if given else NONE


def _same_words(one: Shape, other: Shape, fold: Fold) -> bool:
    """Whether all words are equal in order, wherever the family begins; none an initial."""
    mine = one.words
    if len(mine) < 3 or any(word.is_initials for word in mine):
        return False
    ways = (mine, (*one.front, *one.family, *one.given))
    return any(_all_equal(way, other.words, fold) for way in ways)


def _all_equal(mine: tuple[Word, ...], theirs: tuple[Word, ...], fold: Fold) -> bool:
    return len(mine) == len(theirs) and all(
        a.equals(b, fold) for a, b in zip(mine, theirs, strict=True)
    )


def _families(one: Shape, other: Shape, fold: Fold) -> float:
    if _same_letters(one.family, other.family, fold):
        return _EXACT
    mine, theirs = one.particles + one.family_letters, other.particles + other.family_letters
    if mine == theirs:
        arabic = one.particles in ARTICLES or other.particles in ARTICLES
        return _EXACT if arabic else _DOUBTFUL
    short, long = sorted((one.family, other.family), key=len)
    if len(short) == 1 and len(long) > 1:
        if short[0].equals(long[0], fold):
            # Who has two families often leaves the second away; who has one adds none.
            return _PART_OF_FAMILY if short is other.family else _MORE_FAMILY
        if short[0].equals(long[-1], fold):
            return _LAST_OF_FAMILY
    return _NO


def _same_letters(one: tuple[Word, ...], other: tuple[Word, ...], fold: Fold) -> bool:
    mine, theirs = _joined(one), _joined(other)
    german_mine = "".join(word.german for word in one)
    german_theirs = "".join(word.german for word in other)
    if mine in (theirs, german_theirs) or german_mine == theirs:
        return True
    return fold.makes_equal(mine, theirs)


def _joined(words: tuple[Word, ...]) -> str:
    return "".join(word.whole for word in words)


def _swapped(one: Shape, other: Shape, fold: Fold) -> Likeness:
    """Family and given name in the other order: only where both agree in full."""
    if not one.given or not other.given:
        return NONE
    if any(word.is_initials for word in (*one.given, *other.given)):
        return NONE
    if _same_letters(one.family, other.given, fold) and _same_letters(
        one.given, other.family, fold
    ):
        return Likeness(_SWAPPED, "same name, family first")
    return NONE


def _givens(one: Shape, other: Shape, fold: Fold) -> tuple[float, str]:
    mine, theirs = one.given, other.given
    if not mine and not theirs:
        return _EXACT, "same name"
    if not mine or not theirs:
        return _DOUBTFUL, "no given name"
    full = not any(word.is_initials for word in (*mine, *theirs))
    if _same_letters(mine, theirs, fold):
        return (_EXACT, "same name") if full else (_SHORT, "same initials")
    level = _word_by_word(mine, theirs, fold)
    if level:
        return _with_more(one, other, level)
    if _initials_of(mine, theirs) or _initials_of(theirs, mine):
        return _SHORT, "same initials"
    return _elsewhere(one, other, fold)


def _word_by_word(mine: tuple[Word, ...], theirs: tuple[Word, ...], fold: Fold) -> float:
    level = _EXACT
    for a, b in zip(mine, theirs, strict=False):
        if a.is_initials or b.is_initials:
            if not _one_begins(a, b, fold):
                return _NO
            level = _SHORT
        elif not a.equals(b, fold):
            return _NO
    return level


def _one_begins(a: Word, b: Word, fold: Fold) -> bool:
    """Whether initials (``K.-M.``) may stand for a word (``Kaiming``, ``Kai-Ming``)."""
    short, long = (a, b) if a.is_initials else (b, a)
    if long.is_initials:
        one, other = short.whole, long.whole
        return one.startswith(other) or other.startswith(one)
    if len(long.parts) > 1:
        firsts = "".join(part[0] for part in long.parts)
        return firsts.startswith(short.whole)
    if len(short.parts) > 1:
        return _stand_for(short.whole, long.whole)
    if long.whole.startswith(short.whole) or long.german.startswith(short.german):
        return True
    return fold.slavic and folding.slavic(long.whole).startswith(folding.slavic(short.whole))


def _initials_of(short: tuple[Word, ...], long: tuple[Word, ...]) -> bool:
    """Whether ``K. M.`` stands for one word of several syllables: Kaiming, Kai-Ming."""
    if len(long) != 1 or not all(word.is_initials for word in short):
        return False
    letters, word = _joined(short), long[0]
    if len(word.parts) > 1:
        return "".join(part[0] for part in word.parts) == letters
    return _stand_for(letters, word.whole)


def _stand_for(initials: str, word: str) -> bool:
    """Whether initials may be those of a word's syllables: its first letter, and later ones."""
    letters = iter(word)
    return word[0] == initials[0] and all(letter in letters for letter in initials)


def _with_more(one: Shape, other: Shape, level: float) -> tuple[float, str]:
    """Given names of which one side has more than the other."""
    mine, theirs = one.given, other.given
    if len(mine) == len(theirs):
        return level, "same initials" if level < _EXACT else "same name"
    short, long = sorted((mine, theirs), key=len)
    asian = {one.family_letters, other.family_letters} & EAST_ASIAN_FAMILIES
    if asian and len(short) == 1 and not short[0].is_initials:
        if _initials_of(long, short):
            return _SHORT, "same initials"
        if not all(word.is_initials for word in long[1:]) or long[0].is_initials:
            # "Jing Wang" is neither "J. Y. Wang" nor "Jing Yi Wang": both words are her name.
            return _DOUBTFUL, "another given name behind it"
    return _SHORT, "same first name"


def _elsewhere(one: Shape, other: Shape, fold: Fold) -> tuple[float, str]:
    """Given names in another order, or a middle name alone."""
    mine, theirs = one.given, other.given
    full = not any(word.is_initials for word in (*mine, *theirs))
    if full and len(mine) == len(theirs):
        rest = list(theirs)
        for word in mine:
            found = next((each for each in rest if word.equals(each, fold)), None)
            if found is None:
                return _NO, ""
            rest.remove(found)
        return _REORDERED, "same names, another order"
    short, long = sorted((mine, theirs), key=len)
    if len(short) == 1 and len(long) > 1:
        if short[0].is_initials:
            return _NO, ""
        if any(short[0].equals(word, fold) for word in long[1:]):
            called_last = one.family_letters in _VIETNAMESE and short[0].equals(long[-1], fold)
            return (_SHORT if called_last else _DOUBTFUL), "a middle name"
    return _NO, ""
