"""Letters beyond ASCII as LaTeX's macros."""

from functools import lru_cache
from unicodedata import combining, normalize

from bibkit.latex.tables import ACCENTS, SYMBOLS

_NAMES = {  # reversed: of the macros of one letter the first remains
    letter: name
    for name, letter in reversed(SYMBOLS.items())
    if len(letter) == 1 and not letter.isascii()
}
_MARK_NAMES = {mark: name for name, mark in reversed(ACCENTS.items()) if name != "t"}
_ABOVE = 230  # the combining class of marks above a letter, where i and j lose their dot


@lru_cache(maxsize=4096)
def in_ascii(letter: str) -> str:
    """A letter with its combining marks as LaTeX; as it is where LaTeX has no macro."""
    if letter in _NAMES:
        return f"{{\\{_NAMES[letter]}}}"
    decomposed = normalize("NFD", letter)
    base, marks = decomposed[0], decomposed[1:]
    if not all(mark in _MARK_NAMES for mark in marks) or not base.isalpha() or base in "ıȷ":
        return letter
    if base in _NAMES:
        written = f"{{\\{_NAMES[base]}}}"
    elif base.isascii():
        written = base
        if base in "ij" and combining(marks[0]) == _ABOVE and marks[0] != ACCENTS["."]:
            written = f"{{\\{base}}}"
    else:
        return letter
    for mark in marks:
        name = _MARK_NAMES[mark]
        bare = len(written) == 1 and not name.isalpha()
        argument = written if bare or written[0] == "{" else f"{{{written}}}"
        written = f"{{\\{name}{argument}}}"
    return written
