"""How well words make the end of a title, or a name: rough log-odds.

0 is an ordinary name after an ordinary word, and the less a word looks so the lower it is.
"""

from functools import lru_cache
from itertools import pairwise
from unicodedata import category

from bibkit.bylines.words import (
    FAMILY_PREFIXES,
    GIVEN_NAMES,
    PARTICLES,
    SYLLABLES,
    TITLE_WORDS,
)
from bibkit.patterns import lazy as pattern

_HYPHEN = pattern("[-‐‑]")
INITIALS = pattern(r"(?:[^\W\d_]\.)+\Z")
_LETTERS_AT_END = pattern(r"[^\W\d_]*\Z")
_GROUP_LENGTHS = {1: 4.0, 2: 1.5, 3: 0.2}  # of an acronym, the first word of a group's name
GENERATION_AT_END = pattern(r", (?:Jr\.?|Sr\.?|II|III|IV)\Z")
GROUPS = frozenset("Collaboration Collaborations Consortium Team".split())
NEVER = -100.0
BY_WORDS = (NEVER, -4.5, 0.0, -0.2, -0.5, -1.2, -2.5)
LONGEST_WORD = 40


def end_score(title: str) -> float:
    """How well ``title`` could end here."""
    word = title[-LONGEST_WORD:].rsplit(None, 1)[-1] if title.strip() else ""
    last = title[-1:]
    letters = _letters_at_end(word)
    if not letters:
        return _mark_score(word, last)
    *before, hump = _humps(letters)
    if not before and not letters.isupper() and letters.lower() in TITLE_WORDS:
        return 1.0
    tail = letters[_last_capital(letters) :]
    if len(tail) > 1 and tail in FAMILY_PREFIXES:
        return -3.0 if tail is letters else -5.0
    if not before:
        return -0.3 if len(letters) == 1 else 0.0
    if len(hump) == 1:
        return -1.5
    return -3.5 if len(tail) > 2 and is_given(tail) else -1.0


def _mark_score(word: str, last: str) -> float:
    if last in "'’":
        letters = _letters_at_end(word[:-1])
        return -6.0 if letters[-1:].isupper() else 0.0
    if last == ".":
        letters = _letters_at_end(word[:-1])
        if not letters[-1:].isupper() or (letters.isupper() and len(letters) > 3):
            return 0.0
        is_acronym = letters.isupper() and len(letters) > 1
        if not is_acronym and not INITIALS.match(word):
            return -6.0
        return -1.0 if len(word) > 2 else -2.0
    if last in "-‐‑&/_@([{<\\^=*“‘":
        return -6.0
    return -4.0 if last in ":;," else 0.0


def _letters_at_end(word: str) -> str:
    found = _LETTERS_AT_END.search(word)
    return found[0] if found else ""


def name_score(name: str) -> float:
    """How well a text is a name; ``NEVER`` for what no person is called."""
    return _words_score(_words(name))


def is_full_name(piece: str) -> bool:
    """Whether a text is very likely a name of several words."""
    words = _words(piece)
    return len(words) > 1 and _words_score(words) > -1.0


def _words(name: str) -> tuple[str, ...]:
    return tuple(GENERATION_AT_END.sub("", name).split())


@lru_cache(maxsize=4096)
def _words_score(words: tuple[str, ...]) -> float:
    if not 0 < len(words) < len(BY_WORDS) or words[-1] in PARTICLES:
        return NEVER
    if words[-1] in GROUPS and len(words) > 1:
        return -0.5 - _GROUP_LENGTHS.get(len(words[0]), 0.5 * max(0, len(words[0]) - 5))
    scores = [word_score(word) for word in words]
    if min(scores) <= NEVER:
        return NEVER
    if not any(_is_full(word) for word in words):  # "V. U" is a name
        return -2.0 if len(words) > 1 and words[-1].isalpha() else NEVER
    full = sum(word not in PARTICLES for word in words)
    score = BY_WORDS[max(full, min(2, len(words)))] + sum(scores)
    if len(words) == 1 and _is_uncased(words[0]):
        score = 0.0 if len(words[0]) <= 6 else -3.0
    return score + 1.5 * is_given(words[0])


@lru_cache(maxsize=4096)
def word_score(word: str) -> float:
    """At most 0 for a word of a name, less the less it looks like one."""
    if word in PARTICLES:
        return -0.2
    if word.islower() and word.isalpha():  # a particle nobody listed?
        return -2.5 if len(word) <= 4 and word not in TITLE_WORDS else NEVER
    first, *others = _HYPHEN.split(word.strip('()"“”') if word[:1] in '("“' else word)
    lone = others and (first in PARTICLES or not first)  # "al-Rfou", "C. -A. Name"
    score = -0.2 if lone else _part_score(first)
    for part in others:
        if part.islower():
            score = min(score, -0.2 if part in SYLLABLES or part in PARTICLES else -2.5)
        else:
            score = min(score, _part_score(part))
    return score


def _part_score(part: str) -> float:
    """The score of a word without hyphens."""
    if not part or not all(c in ".'’`" or is_letter(c) for c in part):
        return NEVER
    if _is_uncased(part):
        return 0.0
    if not part.isascii() and any(map(_is_uncased, part)):
        return NEVER
    if "'" in part or "’" in part:
        return _apostrophe_score(part)
    if "." in part:
        return _dotted_score(part)
    if not part[0].isupper():
        return NEVER
    if len(part) == 1:
        return -0.5
    lower = part.lower()
    if part[1:].islower():
        return -2.0 if len(lower) > 2 and lower in TITLE_WORDS else 0.0
    if part.isupper():
        return -0.8 if len(part) == 2 or is_given(part) else -1.5
    humps = _humps(part)
    if part[1].isupper():
        return -0.5 if part.startswith("IJ") and part[2:].islower() else -6.0
    if any(hump in FAMILY_PREFIXES for hump in humps[:-1]):
        return -0.3
    return -0.8 if all(is_given(hump) for hump in humps) else -4.0


def _apostrophe_score(part: str) -> float:
    left, _, right = part.replace("’", "'").partition("'")
    if not left.replace("'", "").isalpha() or not right.isalpha():
        return NEVER
    if left.islower() and (left not in ("d", "l", "t", "dell", "all") or right.islower()):
        return NEVER
    return -0.2 if len(left) <= 3 or right.islower() else -4.0


def _dotted_score(part: str) -> float:
    initials, _, word = part.rpartition(".")
    if part[0].islower():
        return -0.2 if len(part) == 2 and not word else NEVER
    if not word:  # "J." and "J.P.", or a short form: "Chr.", "Yu."
        if INITIALS.match(part):
            return -0.1 if len(part) == 2 else -0.5
        return -0.8 if len(part) <= 5 and part[1:-1].islower() else -6.0
    if not INITIALS.match(initials + "."):
        return NEVER
    return -2.0 + _part_score(word)


def _is_full(word: str) -> bool:
    """Whether a word is more than an initial or a particle."""
    return (
        word not in PARTICLES
        and not INITIALS.match(word)
        and (len(word) > 1 or _is_uncased(word))
    )


@lru_cache(maxsize=4096)
def is_given(word: str) -> bool:
    """Whether a word is a common given name or one or two syllables of one."""
    lower = word.lower().replace("-", "")
    return len(lower) > 1 and (
        lower in GIVEN_NAMES
        or lower in SYLLABLES
        or any(lower[:at] in SYLLABLES and lower[at:] in SYLLABLES for at in range(1, 7))
    )


def is_letter(char: str) -> bool:
    """Whether a character is a letter or the mark on one."""
    return char.isalpha() or category(char) in ("Mn", "Mc")


def _is_uncased(word: str) -> bool:
    return word.lower() == word.upper() and word[:1].isalpha()


def _last_capital(word: str) -> int:
    return max((at for at, char in enumerate(word) if char.isupper()), default=0)


def _humps(word: str) -> list[str]:
    """``["Image", "Net"]``: a word cut before each capital that follows a small letter."""
    cuts = [at for at, (a, b) in enumerate(pairwise(word), 1) if a.islower() and b.isupper()]
    return [word[a:b] for a, b in pairwise([0, *cuts, len(word)])]
