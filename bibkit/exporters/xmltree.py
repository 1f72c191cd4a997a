"""Records to XML: paths of elements to elements inside one another."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from bibkit.exporters.valuetags import rewriter
from bibkit.exporters.xmltext import attribute, comment, escaped, styled
from bibkit.model import Json, Record
from bibkit.patterns import lazy

_STEP = lazy(r"(?P<name>[^/\[\]]+)(?:\[(?P<word>[^\]]*)\])?(?:/|$)")


def export(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """A chunk a record; the inverse of ``parsers.xmltree``.

    ``syntax``: ``document``, the texts before and behind the records; ``records``, the first
    of which is a record's element; ``prefix``, of the elements' names; ``kind``, the tag that
    tells the kind, with ``numbers``, what its element says beside its attribute; ``by``, as
    for the parser; ``joined``, paths whose texts share one element, parted by returns;
    ``attributes``, what elements of a path always have; ``order``, paths in the order in
    which a parent has them; ``styles``, whether markup is written as EndNote's ``style``;
    ``written``, as for ``valuetags``. A record that could not be parsed is a comment.
    """
    before, after = syntax["document"]
    writing = _Writing(syntax)
    yield before
    for record in records:
        if record.kind:
            yield writing.text(record)
        elif record.fields:
            yield comment("\n".join(str(field.value) for field in record.fields))
    yield after


@lru_cache(1000)
def _steps(tag: str) -> tuple[str, tuple[tuple[str, str], ...], str]:
    """The path of a tag, its elements with their words, and the name of an attribute."""
    path, _, name = tag.partition("@")
    steps = tuple((step["name"], step["word"] or "") for step in _STEP.finditer(path))
    return path.rstrip("/"), steps, name


class _Element:
    """An element on its way; a ``word`` tells it from its namesakes, ``whole`` is final."""

    __slots__ = ("attributes", "inner", "name", "text", "whole", "word")

    def __init__(self, name: str, word: str = "") -> None:
        self.name = name
        self.word = word
        self.attributes: dict[str, str] = {}
        self.inner: list[_Element] = []
        self.text: str | None = None
        self.whole = False

    def last(self, name: str, word: str) -> "_Element | None":
        """The last element of this name in it."""
        for each in reversed(self.inner):
            if (each.name, each.word) == (name, word):
                return each
        return None

    def added(self, name: str, word: str = "") -> "_Element":
        new = _Element(name, word)
        self.inner.append(new)
        return new


class _Writing:
    """How a table wants its elements."""

    def __init__(self, syntax: Mapping[str, Any]) -> None:
        self.record_name: str = syntax["records"][0]
        self.kind_tag: str = syntax.get("kind", "")
        self.numbers: Mapping[str, str] = syntax.get("numbers", {})
        self.by: Mapping[str, str] = syntax.get("by", {})
        self.joined = {path: lazy(alone) for path, alone in syntax.get("joined", {}).items()}
        self.prefix: str = syntax.get("prefix", "")
        self.attributes: Mapping[str, Mapping[str, str]] = syntax.get("attributes", {})
        self.order = {path: place for place, path in enumerate(syntax.get("order", ()))}
        self.rewritten = rewriter(syntax)
        self.shown: Callable[[str], str] = styled if syntax.get("styles") else escaped

    def text(self, record: Record) -> str:
        """One record, indented."""
        root = _Element(self.record_name)
        if self.kind_tag:
            self.put(root, self.kind_tag, record.kind)
            if number := self.numbers.get(record.kind):
                root.inner[0].text = number
        for field in record.fields:
            self.put(root, *self.rewritten(field))
        lines: list[str] = []
        self.add_lines(lines, root, "", "")
        return "\n".join([*lines, ""])

    def put(self, root: _Element, tag: str, value: Json) -> None:
        """Add a field where its path says."""
        path, steps, attribute_name = _steps(tag)
        if not steps:
            root.attributes[attribute_name] = str(value)
            return
        if (
            path in self.joined
            and "\r" in (text := str(value))
            and self.joined[path].match(text)
        ):
            value = text.replace(
                "\r", "\n"
            )  # a return would end the line that stands for itself
        *outer, (name, word) = steps
        at = root
        for step in outer:
            found = at.last(*step)
            at = found if found and not found.whole else self.made(at, *step)
        if attribute_name:
            found = at.last(name, word)
            if not found or attribute_name in found.attributes:
                found = self.made(at, name, word)
            found.attributes[attribute_name] = str(value)
            return
        found = at.last(name, word)
        if found and not found.whole and path in self.joined:
            found.text = f"{found.text}\r {value}" if found.text else str(value)
            return
        if not found or found.whole or found.text is not None or found.inner:
            found = self.made(at, name, word)
        self.fill(found, value)
        found.whole = path not in self.joined

    def made(self, parent: _Element, name: str, word: str) -> _Element:
        """A new element, which says by an attribute or a leaf inside what it is."""
        new = parent.added(name, word)
        naming = self.by.get(name, "")
        if word and "/" in naming:
            leaf = new
            for step in naming.split("/"):
                leaf = leaf.added(step)
            leaf.text = word
            leaf.whole = new.inner[0].whole = True
        elif "=" in word:
            said, _, word = word.partition("=")
            new.attributes[said] = word
        elif word and naming:
            new.attributes[naming] = word
        return new

    def fill(self, element: _Element, value: Json) -> None:
        """Put a tree, or a text, into an element; the inverse of ``xmlnodes.tree``."""
        if not isinstance(value, dict):
            element.text = str(value)
            return
        inside = []
        for name, part in value.items():
            if name == "#text":
                element.text = str(part)
            elif name.startswith("@"):
                element.attributes[name[1:]] = str(part)
            else:
                for each in part if isinstance(part, list) else [part]:
                    child = _Element(name)
                    child.whole = True
                    self.fill(child, each)
                    inside.append(child)
        element.inner[:0] = inside

    def add_lines(self, lines: list[str], element: _Element, path: str, blanks: str) -> None:
        """Add the lines of an element and of what is in it."""
        given = element.attributes
        if path in self.attributes:
            given = {**self.attributes[path], **given}
        shown = "".join(f" {name}={attribute(text)}" for name, text in given.items())
        name = f"{self.prefix}{element.name}"
        text = self.shown(element.text) if element.text else ""
        if not element.inner:
            whole = f">{text}</{name}>" if text else "/>"
            lines.append(f"{blanks}<{name}{shown}{whole}")
            return
        lines.append(f"{blanks}<{name}{shown}>")
        if text:
            lines.append(f"{blanks} {text}")
        inside = [
            (f"{path}/{each.name}" if path else each.name, each) for each in element.inner
        ]
        if self.order and len(inside) > 1:
            inside.sort(key=lambda pair: self.order.get(pair[0], len(self.order)))
        for inner, each in inside:
            self.add_lines(lines, each, inner, f"{blanks} ")
        lines.append(f"{blanks}</{name}>")
