"""What both markers and modifiers do to text: accents folded, words told from one another."""

import unicodedata
from collections.abc import Callable, Sequence

from bibkit.patterns import lazy

SMALL_WORDS = frozenset(
    """a an the above about across against along among around at before behind below beneath
    beside between beyond by down during except for from in inside into like near of off on
    onto since to toward through under until up upon with within without and but nor or so
    yet""".split()
)
"""The function words of JabRef."""
BLANKS = lazy(r"[\s-]+")
"""What parts words, and stands in no value."""
_LATIN = {
    "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l",
    "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i",
}  # fmt: skip


def ascii_letters(text: str) -> str:
    """Letters without accents where they have a Latin base; other letters stay."""
    if text.isascii():
        return text
    folded = "".join(_LATIN.get(char, char) for char in text)
    plain = unicodedata.normalize("NFKD", folded)
    return "".join(char for char in plain if not unicodedata.combining(char))


def capitalized(text: str) -> str:
    """Each word with a capital and small letters behind it."""
    return " ".join(word[:1].upper() + word[1:].lower() for word in text.split())


def raised(word: str) -> str:
    """A word with a capital, its other letters as they are."""
    return word[:1].upper() + word[1:]


def significant(words: Sequence[str]) -> list[str]:
    """The words that are no function words."""
    return [word for word in words if word.lower() not in SMALL_WORDS]


def recased(words: Sequence[str], case: Callable[[str], str]) -> str:
    """A title: function words in lower case, but the first; the others as ``case`` has them."""
    return " ".join(
        word.lower() if at and word.lower() in SMALL_WORDS else case(word)
        for at, word in enumerate(words)
    )
