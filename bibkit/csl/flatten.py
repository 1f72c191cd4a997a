"""The tree made a line: affixes set, quotes chosen, punctuation that collides drawn together.

A mark of punctuation that meets another at a seam of the tree follows citeproc's rules
(https://citeproc-js.readthedocs.io/); inside a field or an affix nothing changes.
"""

from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

from bibkit.csl.locales import Locale
from bibkit.csl.markup import tagged
from bibkit.csl.tree import CURLY, MARKUP, NODECOR, Formats, Kid, LinkMark, NameMark, Node


class Run(NamedTuple):
    """A piece of an entry that is of one kind: its text, its formats, what it is."""

    text: str
    formats: Formats = ()
    link: str = ""
    name: NameMark | None = None
    block: str = ""


_PUNCTUATION = frozenset(".,;:!?")
_SWAPS: Mapping[str, Mapping[str, str]] = {
    "!": {".": "!", ":": "!"},
    "?": {".": "?", ":": "?"},
    ":": {"!": "!", "?": "?", ".": ":"},
    ";": {"!": "!", "?": "?", ":": ";", ".": ";"},
}
"""What is left of two marks that meet: the first mark to the second to what stands."""
_CURLY = ("“", "”")
_PLAIN_VALUES = frozenset({"normal", "baseline", "none"})


class _Piece:
    """A run that is still being written; ``closes`` marks a closing quotation mark."""

    __slots__ = ("block", "closes", "formats", "link", "name", "text")

    def __init__(
        self, text: str, formats: Formats, link: str, name: NameMark | None, block: str
    ) -> None:
        self.text = text
        self.formats = formats
        self.link = link
        self.name = name
        self.block = block
        self.closes = False


def _has_text(piece: _Piece) -> bool:
    return bool(piece.text)


def _kind(piece: _Piece) -> tuple[Formats, str, NameMark | None, str]:
    return piece.formats, piece.link, piece.name, piece.block


class Line:
    """Takes the tree from left to right."""

    def __init__(self, locale: Locale) -> None:
        self.in_quote = locale.punctuation_in_quote
        self.marks = (
            (locale.term("open-quote") or "“", locale.term("close-quote") or "”"),
            (locale.term("open-inner-quote") or "‘", locale.term("close-inner-quote") or "’"),
        )
        self.pieces: list[_Piece] = []
        self.link = ""
        self.name: NameMark | None = None
        self.block = ""

    def runs(self) -> list[Run]:
        """What was taken, neighbours of one kind as one."""
        return [
            Run("".join(piece.text for piece in alike), *kind)
            for kind, alike in groupby(filter(_has_text, self.pieces), _kind)
        ]

    def add(self, text: str, formats: Formats) -> None:
        """Set a text behind what stands."""
        first = text[0]
        if (first == " " or first in _PUNCTUATION) and self.pieces:
            text = self._met(text)
            if not text:
                return
        self.pieces.append(_Piece(text, formats, self.link, self.name, self.block))

    def _met(self, text: str) -> str:
        """What is left of ``text`` where it meets what stands, which may change too."""
        while text:
            place = self._last()
            if place < 0:
                return text
            piece, first = self.pieces[place], text[0]
            last = piece.text[-1]
            if first == " ":
                if last not in " \u00a0" or piece.block != self.block:
                    return text
            elif first not in _PUNCTUATION:
                return text
            elif piece.closes:
                if not self._met_quote(place, first):
                    return text
            elif last in _PUNCTUATION and last != first:
                kept = _SWAPS.get(last, {}).get(first)
                if kept == first:
                    piece.text = piece.text[:-1]
                    continue
                if kept is None:
                    return text
            elif last != first:
                return text
            text = text[1:]
        return text

    def _met_quote(self, place: int, first: str) -> bool:
        """Whether a mark behind a closing quotation mark went inside or away."""
        inner = place - 1
        while inner >= 0 and (self.pieces[inner].closes or not self.pieces[inner].text):
            inner -= 1
        if inner < 0:
            return False
        piece = self.pieces[inner]
        last = piece.text[-1]
        if last == first and first in ".,":
            return True
        if last in ".!?" and first == ".":
            return True
        if not (self.in_quote and first in ".,"):
            return False
        if _SWAPS.get(last, {}).get(first) != last:
            inside = _Piece(first, piece.formats, piece.link, piece.name, piece.block)
            self.pieces.insert(inner + 1, inside)
        return True

    def _last(self) -> int:
        place = len(self.pieces) - 1
        while place >= 0 and not self.pieces[place].text:
            place -= 1
        return place

    def take(self, kid: Kid, formats: Formats = (), depth: int = 0) -> None:
        """Set a tree; ``depth`` counts the quotations around it."""
        if isinstance(kid, str):
            if kid:
                self.add(kid, formats)
            return
        block = self.block
        if kid.display:
            self.block = f"{kid.display} {len(self.pieces)}"
        if kid.prefix:
            self._affix(kid.prefix, formats, depth)
        self._inside(kid, formats, depth)
        if kid.suffix:
            self._affix(kid.suffix, formats, depth)
        self.block = block

    def _inside(self, kid: Node, formats: Formats, depth: int) -> None:
        link, name = self.link, self.name
        if isinstance(kid.mark, LinkMark):
            self.link = kid.mark.url
        elif isinstance(kid.mark, NameMark):
            self.name = kid.mark
        if kid.quotes:
            chosen = kid.mark == CURLY and not depth
            opening, closing = _CURLY if chosen else self.marks[depth % 2]
            self.add(opening, formats)
        own = _combined(formats, kid) if kid.formats or kid.mark == NODECOR else formats
        begun = len(self.pieces)
        for inner in kid.kids:
            if not inner:
                continue
            if kid.delimiter and len(self.pieces) > begun:
                self.add(kid.delimiter, own)
            self.take(inner, own, depth + kid.quotes)
        if kid.quotes:
            piece = _Piece(closing, formats, self.link, self.name, self.block)
            piece.closes = True
            self.pieces.append(piece)
        self.link, self.name = link, name

    def _affix(self, text: str, formats: Formats, depth: int) -> None:
        if "<" not in text:
            self.add(text, formats)
            return
        for kid in tagged(text):
            self.take(kid, formats, depth)


def _combined(outer: Formats, kid: Node) -> Formats:
    if kid.mark == NODECOR:
        return ()
    values = dict(outer)
    for attribute, value in kid.formats:
        # Italics in italics stand upright, as a title in a title does.
        flips = value == "italic" and values.get(attribute) == value and kid.mark == MARKUP
        if flips or value in _PLAIN_VALUES:
            values.pop(attribute, None)
        else:
            values[attribute] = value
    return tuple(sorted(values.items()))


def runs_of(tree: Kid, locale: Locale) -> list[Run]:
    """The runs of a rendered tree."""
    line = Line(locale)
    line.take(tree)
    return line.runs()


def text_of(tree: Kid, locale: Locale) -> str:
    """The text of a rendered tree."""
    line = Line(locale)
    line.take(tree)
    return "".join(piece.text for piece in line.pieces)
