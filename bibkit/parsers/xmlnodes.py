"""One XML element as a tree of nodes: without prefixes, entities of its own, or great depth."""

import re
from collections.abc import Iterator, Mapping
from html.entities import html5
from xml.parsers import expat

from bibkit.model import Json
from bibkit.patterns import lazy

DEEPEST = 100
"""The most levels: data has ten or so."""
_INLINE: Mapping[str, tuple[str, str]] = {
    "i": ("<i>", "</i>"), "italic": ("<i>", "</i>"), "em": ("<i>", "</i>"),
    "b": ("<b>", "</b>"), "bold": ("<b>", "</b>"), "strong": ("<b>", "</b>"),
    "sub": ("<sub>", "</sub>"), "inf": ("<sub>", "</sub>"), "subscript": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"), "superscript": ("<sup>", "</sup>"),
    "sc": ('<span style="font-variant: small-caps">', "</span>"),
    "scp": ('<span style="font-variant: small-caps">', "</span>"),
    "u": ("", ""), "underline": ("", ""), "tt": ("", ""), "style": ("", ""), "span": ("", ""),
    "math": ("", ""), "ref": ("", ""), "DispFormula": ("", ""),
}  # fmt: skip
"""Elements inside of text, and how a text of the model has them."""
_WITHIN = frozenset({"xref", "ext-link", "inline-formula", "named-content", "a", "uri"})
"""Elements inside of a line that say nothing of how it looks."""
_ENTITY = lazy(
    r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)([A-Za-z][A-Za-z0-9]{0,31};)?"
)
_REFERENCE = lazy(r"&#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")
_REFUSED = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class NotXmlError(ValueError):
    """Why a text is no element, and the line in it."""

    def __init__(self, why: str, line: int = 1) -> None:
        super().__init__(why)
        self.line = line


class Node:
    """An element: its name without a prefix, its attributes, and what stands in it."""

    __slots__ = ("attributes", "content", "name")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.content: list[Node | str] = []

    def elements(self) -> Iterator["Node"]:
        """The elements in it."""
        return (part for part in self.content if isinstance(part, Node))

    def is_text(self) -> bool:
        """Whether it is a leaf: text, with no more than markup inside."""
        for part in self.content:
            if isinstance(part, str):
                if part.strip():
                    return True
            elif part.name not in _INLINE:
                return False
        return True


def parsed(text: str) -> tuple[Node, bool]:
    """The element that ``text`` is, and whether characters had to be replaced in it.

    HTML's names of characters are known, whatever a document declares; other entities and a
    bare ``&`` stay as they are written.

    Raises:
        NotXmlError: it is not well-formed, or nests deeper than data does.
    """
    replaced = False
    if _REFUSED.search(text):
        text, replaced = _REFUSED.sub("\ufffd", text), True
    if "&" in text:
        text = _ENTITY.sub(_character, text)
        known = text
        text = _REFERENCE.sub(_allowed, text)
        replaced = replaced or text != known
    root = Node("", {})
    open_nodes = [root]
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        plain = {_local(key): value for key, value in attributes.items() if key[:5] != "xmlns"}
        node = Node(_local(name), plain)
        open_nodes[-1].content.append(node)
        open_nodes.append(node)
        if len(open_nodes) > DEEPEST:
            raise NotXmlError(f"more than {DEEPEST} levels", parser.CurrentLineNumber)

    def end(_: str) -> None:
        open_nodes.pop()

    def characters(data: str) -> None:
        open_nodes[-1].content.append(data)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise NotXmlError(expat.ErrorString(error.code), error.lineno) from None
    finally:  # they know the parser as it knows them: let go, or all waits for the collector
        parser.StartElementHandler = None
        parser.EndElementHandler = None
        parser.CharacterDataHandler = None
    return next(root.elements()), replaced


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _character(found: re.Match[str]) -> str:
    known = html5.get(found[1] or "")
    return known if known and known not in "<&" else f"&amp;{found[1] or ''}"


def _allowed(found: re.Match[str]) -> str:
    """A numbered character, or U+FFFD for what XML refuses."""
    number = int(found[1], 16) if found[1] else int(found[2])
    allowed = number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number <= 0x10FFFF
    return found[0] if allowed and number not in (0xFFFE, 0xFFFF) else "\ufffd"


def inline_text(node: Node) -> str:
    """The text of a leaf, with the markup that the model knows."""
    return _inner_text(node).strip()


def paragraphs(node: Node) -> str:
    """The text of an element, whatever stands in it; what is no markup begins a line."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in _lines(node))))


def _lines(node: Node) -> list[str]:
    lines = [""]
    for part in node.content:
        if isinstance(part, str):
            lines[-1] += part.replace("\n", " ")
        elif part.name in _INLINE or part.name in _WITHIN:
            within = Node("", {})
            within.content.append(part)
            lines[-1] += _inner_text(within).replace("\n", " ")
        else:
            lines += [*_lines(part), ""]
    return lines


def _inner_text(node: Node) -> str:
    parts: list[str] = []
    for part in node.content:
        if isinstance(part, str):
            parts.append(part)
            continue
        inner = _inner_text(part)
        before, after = _markup(part, node)
        words = inner.strip()
        if before and words:  # blanks at its ends are no part of a word in italics
            lead, trail = inner.partition(words)[::2]
            parts.append(f"{lead}{before}{words}{after}{trail}")
        else:
            parts.append(inner)
    return "".join(parts)


def _markup(node: Node, parent: Node) -> tuple[str, str]:
    face = node.attributes.get("face", "")
    if node.name == "style" and face:  # EndNote's: "bold italic superscript"
        if not any(part is not node and str(part).strip() for part in parent.content):
            return "", ""  # how a whole field is shown
        known = [_INLINE[word] for word in face.split() if word in _INLINE]
        return "".join(a for a, _ in known), "".join(b for _, b in reversed(known))
    return _INLINE.get(node.name, ("", ""))


def tree(node: Node, skipped: frozenset[str] = frozenset()) -> Json:
    """An element as JSON: its text, or an object of its parts and ``@`` attributes."""
    found: dict[str, Json] = {
        f"@{name}": text for name, text in node.attributes.items() if f"@{name}" not in skipped
    }
    if node.is_text():
        text = inline_text(node)
        return {**found, "#text": text} if found else text
    for child in node.elements():
        if child.name in skipped:
            continue
        value = tree(child, skipped)
        before = found.get(child.name)
        if before is None:
            found[child.name] = value
        elif isinstance(before, list):
            before.append(value)
        else:
            found[child.name] = [before, value]
    return found
