"""Two citations beside each other on a terminal of any width, their differences coloured."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import click

from bibkit.model import Citation

_LABEL = 15  # columns of a field's name
_NARROW = 60  # columns below which the two stand one below the other
_LINES = 6  # lines that a long value may take
_LEAST = 8


def side_by_side(one: Citation, other: Citation, width: int) -> Iterator[str]:
    """The lines that show two citations, a field a row."""
    from bibkit.dedupe.provenance import ROWS, place, said, shown

    mine, theirs = said(one), said(other)
    mine["sources"], theirs["sources"] = place(one), place(other)
    for name in ("sources", *ROWS):
        if name in mine or name in theirs:
            left, right = mine.get(name), theirs.get(name)
            texts = ["-" if value is None else shown(value) for value in (left, right)]
            differs = name != "sources" and left != right
            yield from _row(name.replace("_", " "), texts, differs, width)


def _row(label: str, texts: Sequence[str], differs: bool, width: int) -> Iterator[str]:
    one, other = texts
    colour: dict[str, Any] = {"fg": "yellow"} if differs else {}
    sign = "≠" if differs else " "
    if width < _NARROW:
        inner = max(_LEAST, width - 4)
        yield click.style(f"{sign} {label}"[: max(_LEAST, width)], bold=True)
        for text in texts if one != other else (one,):
            for number, line in enumerate(_wrapped(text, inner)):
                yield click.style(f"  {'|' if number else '-'} {line}", **colour)
        return
    inner = (width - _LABEL - 7) // 2
    left, right = _wrapped(one, inner), _wrapped(other, inner)
    for number in range(max(len(left), len(right))):
        head = f"{sign} {label:{_LABEL}.{_LABEL}}" if not number else " " * (_LABEL + 2)
        cells = [lines[number] if number < len(lines) else "" for lines in (left, right)]
        first = cells[0] + " " * (inner - _columns(cells[0]))
        yield (
            f"{head} {click.style(first, **colour)} | {click.style(cells[1], **colour)}"
        ).rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    """``text`` in lines that take at most ``width`` columns, with an end if it is long."""
    lines = [""]
    for word in _printable(text).split():
        for piece in _pieces(word, width):
            gap = " " if lines[-1] else ""
            if _columns(lines[-1]) + len(gap) + _columns(piece) <= width:
                lines[-1] += gap + piece
            else:
                lines.append(piece)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], "..."]
    return lines


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word in pieces that fit."""
    piece, taken = "", 0
    for sign in word:
        size = _columns(sign)
        if piece and taken + size > width:
            yield piece
            piece, taken = "", 0
        piece += sign
        taken += size
    yield piece


def _columns(text: str) -> int:
    """The columns that a terminal takes for ``text``."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )


def _printable(text: str) -> str:
    """``text`` without the signs that would command a terminal or turn its lines around."""
    if text.isprintable():
        return text
    return "".join(
        sign
        if sign.isprintable() or (sign.isspace() and sign not in "\x85\x1c\x1d\x1e\x1f")
        else "\ufffd"
        for sign in text
    )
