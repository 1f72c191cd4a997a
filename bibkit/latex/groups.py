"""Where the groups and the macros of a LaTeX text end."""

import re

from bibkit.latex.tables import SWITCHES
from bibkit.patterns import lazy

_BRACE = lazy(r"\\.|[{}]", re.DOTALL)
BLANKS = lazy(r"\s*+")
_OPTION = lazy(r"\[[^\[\]{}]*+\]")


def partners_of(text: str) -> dict[int, int]:
    """Where each opening brace of ``text`` that is closed is closed."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            partners[opened.pop()] = match.start()
    return partners


_ENVIRONMENT = lazy(r"\{([A-Za-z]++)\}\s*+")


def font_environment(text: str, position: int, end: int) -> tuple[str, int, int, int] | None:
    r"""Of ``\begin`` before ``position``: the font, where its text begins, ends, and all ends.

    ``\begin{it}`` ... ``\end{it}`` is what ``{\it`` ... ``}`` is.
    """
    opening = _ENVIRONMENT.match(text, position, end)
    if opening is None or opening[1] not in SWITCHES:
        return None
    closing = f"\\end{{{opening[1]}}}"
    found = text.find(closing, opening.end(), end)
    return None if found < 0 else (opening[1], opening.end(), found, found + len(closing))


def end_of_macro(text: str, position: int, partners: dict[int, int]) -> int:
    """Where an unknown macro ends: its star, options and arguments belong to it."""
    if text.startswith("*", position):
        position += 1
    while True:
        if option := _OPTION.match(text, position):
            position = option.end()
        elif (brace := skip(BLANKS, text, position)) in partners:
            position = partners[brace] + 1
        else:
            return position


def skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    """Where a match of ``pattern`` at ``position`` ends, or ``position``."""
    match = pattern.match(text, position)
    return match.end() if match else position
