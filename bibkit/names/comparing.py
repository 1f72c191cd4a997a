"""Whether two names may be one person's."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from bibkit.model import Name
from bibkit.names.plain import parse_shown
from bibkit.names.words import CJK
from bibkit.patterns import lazy

_GIVEN_WORD = lazy(r"[\s.~]++")
_STROKES = str.maketrans("øØłŁđĐðÐıħ", "oOlLdDdDih") | str.maketrans(
    {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th"}
)
_UMLAUTS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "Ä": "ae",
        "Ö": "oe",
        "Ü": "ue",
        "å": "aa",
        "Å": "aa",
        "ø": "oe",
        "Ø": "oe",
    }
)


def normalized(name: Name) -> str:
    """A key that a name's usual spellings share: ``"deng z"``.

    Without case, accents, blanks and punctuation; the family with its particles, then the
    first initial. A name in Chinese, Japanese or Korean script is its characters alone.
    """
    name = _in_parts(name)
    joined = _letters(name.literal or name.family + name.given)
    if name.literal or CJK.match(joined):
        return joined
    return f"{_letters(_whole_family(name))} {_letters(name.given)[:1]}".strip()


def compatible(one: Name, other: Name) -> bool:
    """Whether two names could be one person's.

    Families with their particles must be equal without case, accents, blanks, hyphens and
    apostrophes ("ü" is "u" or "ue"); given names equal, missing on one side, or initials
    on one side. A literal is compared as a whole, in either order, and by the parts that
    it shows. Family and given name may be swapped when both agree exactly.
    """
    if one.literal or other.literal:
        if _wholes(one) & _wholes(other):
            return True
        if one.literal and other.literal:
            return False
        one, other = _in_parts(one), _in_parts(other)
        if one.literal or other.literal:
            return False
    if one.suffix and other.suffix and _letters(one.suffix) != _letters(other.suffix):
        return False
    mine, theirs = _whole_family(one), _whole_family(other)
    if _same(mine, theirs):
        return _compatible_given(one.given, other.given)
    swapped = _same(mine, other.given) and _same(one.given, theirs)
    return swapped and bool(one.given and other.given)


def _whole_family(name: Name) -> str:
    return f"{name.dropping_particle}{name.non_dropping_particle}{name.family}"


def _wholes(name: Name) -> set[str]:
    if name.literal:
        return {_letters(name.literal)}
    family, given = _letters(_whole_family(name)), _letters(name.given)
    return {given + family, family + given}


def _in_parts(name: Name) -> Name:
    return parse_shown(name.literal) if name.literal else name


def _same(one: str, other: str) -> bool:
    return (
        _letters(one) == _letters(other)
        or _german_letters(one) == _letters(other)
        or _letters(one) == _german_letters(other)
    )


def _compatible_given(one: str, other: str) -> bool:
    if not one or not other or _same(one, other):
        return True
    mine, theirs = _given_words(one), _given_words(other)
    if _all_initials(mine) or _all_initials(theirs):
        return _one_begins(_initials(mine), _initials(theirs))
    return all(
        a == b or ((_all_initials([a]) or _all_initials([b])) and _one_begins(a[0][0], b[0][0]))
        for a, b in zip(mine, theirs, strict=False)
    )


@lru_cache(maxsize=16384)
def _given_words(given: str) -> list[tuple[str, ...]]:
    """Each word as its parts between hyphens: ``[("jean", "pierre"), ("m",)]``."""
    words = []
    for word in _GIVEN_WORD.split(given.replace(".-", "-")):
        if 1 < len(word) < 4 and word.isupper():
            parts: list[str] = list(word)  # "MJ" is two initials
        else:
            parts = word.split("-")
        if letters := tuple(filter(None, map(_letters, parts))):
            words.append(letters)
    return words


def _all_initials(words: Sequence[tuple[str, ...]]) -> bool:
    return all(len(part) == 1 for word in words for part in word)


def _initials(words: Sequence[tuple[str, ...]]) -> str:
    return "".join(part[0] for word in words for part in word)


def _one_begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


@lru_cache(maxsize=16384)
def _letters(text: str) -> str:
    """The letters and digits alone, without case and accents."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_STROKES)
    return "".join(filter(str.isalnum, text.casefold()))


def _german_letters(text: str) -> str:
    if text.isascii():
        return _letters(text)
    return _letters(unicodedata.normalize("NFC", text).translate(_UMLAUTS))
