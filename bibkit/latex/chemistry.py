r"""Chemical formulas of the package mhchem, ``\ce{SO4^2-}``, read as canonical text."""

import re

from bibkit.patterns import lazy

_PIECE = lazy(
    r"(?P<sub>(?<=[A-Za-z)\]])[0-9]++(?:\.[0-9]++)?)"
    r"|_(?:\{(?P<below>[^{}\\$^_]++)\}|(?P<low>[0-9A-Za-z]))"
    r"|\^(?:\{(?P<above>[^{}\\$^_]++)\}|(?P<high>[0-9]*+[+-]|[0-9]++))"
    r"|(?P<arrow><=>|<->|->|<-)"
    r"|(?P<charge>(?<=[A-Za-z0-9)\]}])[+-](?=$|[\s)\]]))"
    r"|(?P<plain>[A-Za-z0-9()\[\]+=#.,:/ -])"
)
_ARROWS = {"->": "→", "<-": "←", "<->": "↔", "<=>": "⇌"}


def chemical(formula: str) -> str:
    """The text of a formula without states, bonds or macros; nothing for any other.

    Digits behind a letter or a bracket count atoms, others the molecules; signs at the end
    are a charge (the mhchem manual, sections 2 to 4).
    """
    shown: list[str] = []
    at = 0
    while at < len(formula):
        piece = _PIECE.match(formula, at)
        if piece is None:
            return ""
        shown.append(_shown(piece))
        at = piece.end()
    return "".join(shown)


def _shown(piece: re.Match[str]) -> str:
    kind, text = piece.lastgroup or "", piece[piece.lastgroup or 0]
    if kind in ("sub", "below", "low"):
        return f"<sub>{text}</sub>"
    if kind in ("above", "high", "charge"):
        return f"<sup>{text}</sup>"
    return _ARROWS.get(text, text)
