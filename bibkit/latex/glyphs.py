"""Letters that a macro makes of its argument: with an accent, in another case, by number."""

from unicodedata import combining, normalize

from bibkit.latex.tables import ACCENTS, CASES
from bibkit.patterns import lazy


def with_accent(mark: str, text: str) -> str | None:
    """``text`` with a combining mark on its first letter; None if it begins with none."""
    if not text or not text[0].isalpha():
        return None
    base = {"ı": "i", "ȷ": "j"}.get(text[0], text[0])
    if base != text[0] and mark == ACCENTS["."]:
        return base + text[1:]
    end = 1
    while end < len(text) and combining(text[end]):
        end += 1
    return normalize("NFC", base + text[1:end] + mark) + text[end:]


def recased(name: str, text: str) -> str:
    """``text`` in the case that a macro prints; as it was where it is more than letters."""
    return text if _MARKED.search(text) else CASES[name](text)


_MARKED = lazy(r"[<$\\]")


def glyph(number: str) -> str:
    """The letter that a hexadecimal number is, if it is one that can be shown."""
    found = _HEXADECIMAL.fullmatch(number)
    letter = chr(int(found[1], 16)) if found and int(found[1], 16) < 0x110000 else ""
    return letter if letter.isprintable() and letter not in "{}\\$" else ""


_HEXADECIMAL = lazy(r"\s*+\"?([0-9A-Fa-f]{2,6})\s*+")
