"""Given names as initials, or with the initials among them in one form.

https://docs.citationstyles.org/en/stable/specification.html#name (``initialize-with``)
"""

from functools import lru_cache

from bibkit.patterns import lazy

_GLUED = lazy(r"\.(?=[^ .])")
_SPLIT = lazy(r"(-|\s+)")
_HYPHEN = lazy(r"\s*-\s*")
_SPACES = lazy(r"\s+")
_LETTERS = lazy(r"([^\W\d_])(.*?)(\.*)")


@lru_cache(20_000)
def initials(given: str, sign: str, *, hyphens: bool = True) -> str:
    """``Jean-Paul M.`` to ``J.-P. M.`` with ``sign`` ``". "``; ``sign`` stands behind each."""
    words = _words(given if hyphens else given.replace("-", " "))
    for place in range(0, len(words), 2):
        word = words[place]
        match = _LETTERS.fullmatch(word)
        if match and match[2] and match[3] and match[1].isupper():
            # What its writer has shortened stays: Jr., Th.
            words[place] = match[1] + match[2]
            _set_sign(words, place, sign)
        elif match and match[1] == match[1].upper():
            words[place] = match[1] + _second_letters(match[2])
            _set_sign(words, place, sign)
        elif match and not match[3]:
            words[place] = " " + word
    return _joined(words)


def _set_sign(words: list[str], place: int, sign: str) -> None:
    if place + 1 < len(words):
        words[place + 1] = sign + "-" if "-" in words[place + 1] else sign
    else:
        words.append(sign)


def _second_letters(rest: str) -> str:
    """What a first letter of two capitals keeps of them: ``LLoyd`` is ``Ll.``."""
    capitals = 0
    while capitals < len(rest) and rest[capitals] == rest[capitals].upper():
        capitals += 1
    return rest[:capitals].lower() if capitals < len(rest) and rest[:1].isalpha() else ""


@lru_cache(20_000)
def normalized_initials(given: str, sign: str, *, hyphens: bool = True) -> str:
    """Whole names as they are; what is an initial already gets ``sign``."""
    words = _words(given if hyphens else given.replace("-", " "))
    short = []
    for place, word in enumerate(words):
        is_short = (len(word) > 1 and word.endswith(".")) or (
            len(word) == 1 and word.isalpha() and word.isupper()
        )
        if word.endswith(".") and len(word) > 1:
            words[place] = word[:-1]
        short.append(is_short)
    for place in range(0, len(words), 2):
        if not short[place]:
            continue
        if place == len(words) - 1:
            words[place] += sign
        else:
            words[place + 1] = sign + ("" if short[place + 2] else " ")
    return _joined(words)


def _words(given: str) -> list[str]:
    """Words, and what parts them, in turns."""
    text = _HYPHEN.sub("-", _SPACES.sub(" ", given.strip()))
    # A hyphen before a small letter parts no names: Min-jun is one.
    text = _LOWER_AFTER_HYPHEN.sub("\u2013", text)
    return _SPLIT.split(_GLUED.sub(". ", text).replace(". -", ".-"))


_LOWER_AFTER_HYPHEN = lazy(r"-(?=[a-zß-öø-ÿ])")


def _joined(words: list[str]) -> str:
    return _SPACES.sub(" ", _HYPHEN.sub("-", "".join(words))).strip().replace("\u2013", "-")
