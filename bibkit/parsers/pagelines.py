"""A saved page as lines: text as it stands, HTML by its block elements."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from bibkit import identifiers
from bibkit.inputs import Input
from bibkit.model import Json
from bibkit.patterns import lazy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LOOKS_HTML = lazy(
    r"[\s\ufeff]*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--.*?-->\s*+)*+<(?:!doctype html|html|head|body|"
    r"meta|title|link|style|script|div|main|section|article|header|nav|table|ul|ol|p|span|"
    r"h[1-6])\b",
    re.I | re.S,
)
_NEXT_DOCUMENT = lazy(r"</html\s*+>\s*+(?=<!--|<!doctype html|<html\b)", re.I)
_INVISIBLE = lazy("[\x00-\x08\x1f\u200b\u200e\u200f\u2060\ufeff]+")
_BLANK = lazy(r"\s+")
_SAVED_FROM = lazy(r"(?:saved from url=\([0-9]+\)|\burl: )\s*+(https?://[^\s<>]{1,2000})", re.I)
_HIDDEN_STYLE = lazy(r"display\s*+:\s*+none", re.I)
_KEEPS_LINES = lazy(r"white-space\s*+:\s*+(?:pre|break)", re.I)
_DATED = lazy(r"\b[A-Z][a-z]{2,8}\.? [0-9]{1,2}\b")
_SEAM = "\x1f"
_BLOCKS = frozenset(
    """address article aside blockquote body button caption center dd details dialog div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main
    ol option p pre section summary table tbody td tfoot th thead title tr ul""".split()
)
_SILENT = frozenset(
    "head iframe nav noscript script select style svg template textarea".split()
)
_CARDS = frozenset("article li main section td".split())
_LABEL_PARTS = 6
_LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads, and the text it shows."""

    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, blanks at its ends and runs of them gone, with its links.

    ``seams`` are the places in ``text`` where one inline element met another: there, and
    only there, HTML may have run two facts together.
    """

    text: str
    number: int
    links: tuple[Link, ...] = ()
    seams: tuple[int, ...] = ()

    def pieces(self) -> list[str]:
        """The text between the seams."""
        bounds = (0, *self.seams, len(self.text))
        found = (self.text[a:b].strip() for a, b in pairwise(bounds))
        return [piece for piece in found if piece]

    def cut(self, at: int) -> "tuple[Line, Line]":
        """The line as two, each with the links of the whole."""
        rest = self.text[at:].lstrip()
        gone = len(self.text) - len(rest)
        seams = tuple(seam - gone for seam in self.seams if seam > gone)
        first = Line(self.text[:at].rstrip(), self.number, self.links)
        return first, Line(rest, self.number, self.links, seams)


def is_html(text: str) -> bool:
    """Whether a text begins as HTML does, a whole page or a part of one."""
    return _LOOKS_HTML.match(text) is not None


def documents(text: str) -> Iterator[tuple[str, int]]:
    """The HTML documents that follow one another in a text, each with the lines before it."""
    start = line = 0
    for found in _NEXT_DOCUMENT.finditer(text):
        yield text[start : found.end()], line
        line += text.count("\n", start, found.end())
        start = found.end()
    yield text[start:], line


def text_lines(source: Input) -> list[Line]:
    """The lines of a text page that show anything; NBSP and other odd blanks are blanks."""
    shown = (
        Line(_BLANK.sub(" ", _INVISIBLE.sub("", text)).strip(), number)
        for number, text in enumerate(source.text.split("\n"), 1)
    )
    return [line for line in shown if line.text]


@dataclass(slots=True)
class _Open:
    """The line that is being put together from the text of inline elements."""

    texts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    number: int = 0

    def add(self, text: str, number: int) -> None:
        if not self.number and text.strip():
            self.number = number
        self.texts.append(text)

    def close(self) -> Iterator[Line]:
        """The line, if it shows anything; until then its links wait."""
        text, seams = _joined("".join(self.texts))
        if text:
            yield Line(text, self.number, tuple(dict.fromkeys(self.links)), seams)
            self.links.clear()
        self.texts.clear()
        self.number = 0


def _joined(marked: str) -> tuple[str, tuple[int, ...]]:
    """A line's text with its blanks set right, and where the marks of seams stood in it."""
    parts: list[str] = []
    seams: dict[int, None] = {}
    length = 0
    for piece in marked.split(_SEAM):
        seams[length] = None
        shown = _BLANK.sub(" ", piece)
        if not parts or parts[-1].endswith(" "):
            shown = shown.lstrip()
        if shown:
            parts.append(shown)
            length += len(shown)
    text = "".join(parts).rstrip()
    return text, tuple(seam for seam in seams if 0 < seam < len(text))


class Page:
    """A parsed HTML document: its lines, and the data it carries."""

    def __init__(self, text: str, lines_before: int = 0) -> None:
        from lxml import etree, html  # 25 ms that text pages need not pay

        self._etree = etree
        self._before = lines_before
        parser = html.HTMLParser(recover=True, huge_tree=True, encoding="utf-8")
        data = _INVISIBLE.sub("", text).encode(errors="replace")
        try:
            self._root: HtmlElement | None = html.document_fromstring(data, parser=parser)
        except etree.ParserError:  # nothing but comments or blanks
            self._root = None
        saved = _SAVED_FROM.search(text, 0, 20_000)
        self._address = saved[1] if saved else ""

    def lines(self) -> list[Line]:
        """One line a block element, and one a ``<br>``; what is no content is left out."""
        if self._root is None:
            return []
        done: list[Line] = []
        line = _Open()
        keeping: list[HtmlElement] = []  # elements in which line ends are line ends
        footer = self._page_footer()
        walk = self._etree.iterwalk(self._root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            number = self._number(element)
            if event == "start":
                if element is footer or _is_silent(element):
                    walk.skip_subtree()
                    continue
                if element.tag in _BLOCKS or element.tag == "br":
                    done += line.close()
                else:
                    line.add(_SEAM, number)
                if element.tag == "a":
                    line.links += self._link(element)
                if element.tag == "pre" or _KEEPS_LINES.search(element.get("style", "")):
                    keeping.append(element)
                text = element.text
            else:
                text = element.tail
                if event == "end":
                    if element.tag in _BLOCKS:
                        done += line.close()
                    else:
                        line.add(_SEAM, number)
                    if keeping and keeping[-1] is element:
                        keeping.pop()
            if text:
                rows = text.split("\n") if keeping else [text]
                for offset, row in enumerate(rows):
                    if offset:
                        done += line.close()
                    line.add(row, number + offset)
        done += line.close()
        return done

    def data(self, target: str) -> Iterator[tuple[Mapping[str, Json], int]]:
        """The JSON objects that elements with ``data-target=target`` carry, and their lines."""
        for element in self._root.iter() if self._root is not None else ():
            if isinstance(element.tag, str) and element.get("data-target") == target:
                try:
                    value = json.loads(element.get("data-props") or "null")
                except (ValueError, RecursionError):
                    continue
                if isinstance(value, dict):
                    yield value, self._number(element)

    def elements(self, *names: str) -> Iterator[tuple[Mapping[str, str], str, int]]:
        """The attributes and the text of the elements of these names, and their lines."""
        for element in self._root.iter(*names) if self._root is not None else ():
            yield (
                {str(k): str(v) for k, v in element.items()},
                element.text or "",
                self._number(element),
            )

    def _number(self, element: "HtmlElement") -> int:
        return self._before + (element.sourceline or 0)

    def _link(self, element: "HtmlElement") -> Iterator[Link]:
        from urllib.parse import urljoin

        try:
            target = urljoin(self._address, (element.get("href") or "").strip())
        except ValueError:  # "http://[", say
            return
        site = "/".join(self._address.split("/")[:3])
        leads_out = not site or not target.startswith(f"{site}/") or identifiers.find(target)
        if target.startswith(("http://", "https://")) and leads_out:
            label = "".join(islice(element.itertext(), _LABEL_PARTS))
            yield Link(_BLANK.sub(" ", label).strip()[:_LONGEST_LABEL], target)

    def _page_footer(self) -> "HtmlElement | None":
        """The footer of the page, not of a card on it: the outermost one, without dates."""
        depths: dict[int, list[HtmlElement]] = {}
        assert self._root is not None
        for element in self._root.iter("footer"):
            above = [parent.tag for parent in element.iterancestors()]
            if _CARDS.isdisjoint(above):
                depths.setdefault(len(above), []).append(element)
        outermost = depths[min(depths)] if depths else []
        if len(outermost) == 1 and not _DATED.search("".join(outermost[0].itertext())):
            return outermost[0]
        return None


def _is_silent(element: "HtmlElement") -> bool:
    """Whether an element shows nothing, or only ways to other pages."""
    return (
        element.tag in _SILENT
        or element.get("role") == "navigation"
        or "hidden" in element.attrib
        or _HIDDEN_STYLE.search(element.get("style", "")) is not None
    )
