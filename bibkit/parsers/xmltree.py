"""XML to records: an element of a known name is one, wherever it stands.

A source is cut into its records, and each is parsed alone: it streams, a broken record costs
no other, and no declaration of a document (of entities, say) ever reaches the parser.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bibkit.diagnostics import Diagnostic, Report
from bibkit.errors import UnreadableError
from bibkit.inputs import Input, more
from bibkit.model import Field, Json, Record, Source
from bibkit.parsers.owners import of_text
from bibkit.parsers.valuetags import retagger
from bibkit.parsers.xmlnodes import Node, NotXmlError, inline_text, paragraphs, parsed, tree
from bibkit.patterns import lazy

_WORD = lazy(r"\[[^\]]*\]")
_HEAD = 20_000
"""Characters in which a document says whose works it lists."""
LONGEST = 1 << 25
"""Characters of one record, or between two: no data has more."""


def parse(source: Input, syntax: Mapping[str, Any], report: Report) -> Iterator[Record]:
    """One record an element; a leaf is a field whose path is its tag (``dates/year``).

    Names lose their prefixes. Text with markup inside is one leaf. An attribute is a field
    ``path/@name``. ``syntax``: ``records``, the names of the elements that are records and
    their kinds; ``kind``, the tag whose value is the kind instead; ``key``, the tag that
    holds a record's key; ``by``, elements whose attribute tells what they are (``{ArticleId
    = "IdType"}`` makes ``ArticleId[doi]``), or the first leaf at a path inside of them
    (``/a``, ``a/b``); ``trees``, paths whose elements are values of many parts, as JSON;
    ``beside``, paths inside of trees that are fields of their own; ``joined``, paths whose
    texts have paragraphs, parted by returns, of which those that fit the path's pattern are
    fields of their own; ``skipped``, names of elements, and ``@`` attributes, that are not
    read; ``retag``, as for ``valuetags``;
    ``prose``, paths of texts in paragraphs; ``called``, elements that have another name in
    tags, or none; ``first``, elements of which a parent's others are not read; ``needs``, a
    tag without which an element is no record; ``marks``, elements that are a field ``has``
    besides; ``errors``, tags with patterns of values by which a record is no work but what
    a service could not do; ``profile``, as for ``owners.of_text``. In the paths of trees
    and what is beside ``[*]`` is any word of ``by``.

    Raises:
        UnreadableError: a record is longer than any data.
    """
    reading = _Reading(syntax)
    profile = None
    if wanted := syntax.get("profile"):
        profile = of_text(_head(source), wanted, source.as_of)
    for node, failed in elements(source, syntax["records"], report):
        if node is None:
            yield failed
            continue
        record = reading.record(node, failed.source._replace(profile=profile))
        if reading.needs and not any(field.tag == reading.needs for field in record.fields):
            continue
        if refusal := reading.error(record):
            message = f"no work, but an error of the service: {refusal[:200]}"
            report(Diagnostic("failed-record", message, record.source))
        else:
            yield record


def _head(source: Input) -> str:
    """The beginning of a document."""
    text = ""
    for piece in source.pieces():
        text += piece
        if len(text) > _HEAD:
            break
    return text[:_HEAD]


def elements(
    source: Input, names: Sequence[str], report: Report
) -> Iterator[tuple[Node | None, Record]]:
    """Each element of these names, with an empty record where it stands.

    Instead of an element that is none, told, there is its text in the record.
    """
    for text, line in _cut(source, names):
        where = Source(source.path, line)
        try:
            node, replaced = parsed(text)
        except NotXmlError as error:
            place = where._replace(line=line + error.line - 1)
            message = f"not well-formed XML ({error}): kept as text; mend it and read it again"
            report(Diagnostic("failed-record", message, place))
            yield None, Record("", (Field("@raw", text, line),), where)
            continue
        if replaced:
            message = "characters that no XML can hold: written as U+FFFD"
            report(Diagnostic("bad-value", message, where))
        yield node, Record("", (), where)


def _cut(source: Input, names: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The text of each record, and its line. A record ends at the latest where one begins."""
    marks = _marks(names)
    held = _Held(source)
    start, place = -1, 0
    while True:
        found = marks.search(held.text, place)
        whole = found and not found["open"] and found.end() < len(held.text)
        if not whole and not held.final:
            # What is open stays, or what a mark may begin with.
            keep = start if start >= 0 else found.start() if found else held.text.rfind("<")
            held.read_on(max(keep, place) if start < 0 else start)
            start, place = (0, 1) if start >= 0 else (-1, 0)
            continue
        if not found or found["open"]:
            break
        place = found.end()
        if found["name"] and start >= 0:
            yield held.part(start, place if found["close"] else found.start())
            start = -1
        if found["name"] and not found["close"]:
            start = found.start()
            if found["alone"]:
                yield held.part(start, place)
                start = -1
    if start >= 0:
        yield held.part(start, len(held.text))


class _Held:
    """As much of a source as was read and is still asked for."""

    def __init__(self, source: Input) -> None:
        self.path = source.path
        self.pieces = source.pieces()
        self.text, self.final = next(self.pieces, ""), False
        self.line, self.counted = 1, 0

    def part(self, start: int, end: int) -> tuple[str, int]:
        """Some of the text, and the line that it begins in."""
        self.line += self.text.count("\n", self.counted, start)
        self.counted = start
        return self.text[start:end].rstrip(), self.line

    def read_on(self, start: int) -> None:
        """Let the text before ``start`` go, and add as much as is left, or a piece."""
        self.part(start, start)
        self.text, self.counted = self.text[start:], 0
        if len(self.text) > LONGEST:
            raise UnreadableError(
                f"{self.path or 'the source'}:{self.line}: more than {LONGEST} characters "
                "without the end of a record; is this a file of references?"
            )
        self.text, self.final = more(self.text, self.pieces)


def _marks(names: Sequence[str]) -> re.Pattern[str]:
    """Where records begin and end, and what may hold such words and is neither."""
    words = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(
        r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|(?P<open><!--|<!\[CDATA\[|<\?)"
        rf"|<(?P<close>/)?(?:[\w.-]{{1,40}}:)?(?P<name>{words})(?=[\s/>])"
        r"""(?:(?:[^<>"'/]|"[^"<]*"|'[^'<]*'|/(?!>))*+(?P<alone>/)?>)?+""",
        re.S,
    )


class _Reading:
    """How a table wants its elements."""

    def __init__(self, syntax: Mapping[str, Any]) -> None:
        self.kind_tag: str = syntax.get("kind", "")
        self.key_tag: str = syntax.get("key", "")
        self.by: Mapping[str, str] = syntax.get("by", {})
        self.trees = frozenset(syntax.get("trees", ()))
        self.beside = frozenset(syntax.get("beside", ()))
        self.skipped = frozenset(syntax.get("skipped", ()))
        self.joined = {
            path: re.compile(alone).match for path, alone in syntax.get("joined", {}).items()
        }
        self.first = frozenset(syntax.get("first", ()))
        self.needs: str = syntax.get("needs", "")
        self.prose = frozenset(syntax.get("prose", ()))
        self.called: Mapping[str, str] = syntax.get("called", {})
        self.marks = frozenset(syntax.get("marks", ()))
        self.errors: Mapping[str, str] = syntax.get("errors", {})
        self.retagged = retagger(syntax)

    def record(self, node: Node, where: Source) -> Record:
        """The record that an element is."""
        kind = node.name
        key = ""
        fields: list[Field] = []
        for tag, value in self.fields(node, ""):
            if tag == self.kind_tag and isinstance(value, str):
                kind = value.strip()
                continue
            if tag == self.key_tag:
                key = str(value)
            fields.append(Field(*self.retagged(tag, value), where.line))
        return Record(kind, tuple(fields), where._replace(key=key))

    def error(self, record: Record) -> str:
        """What a service says instead of a work, if that is what a record holds."""
        if not self.errors:
            return ""
        values = {field.tag: str(field.value) for field in reversed(record.fields)}
        if any(not re.search(p, values.get(tag, "")) for tag, p in self.errors.items()):
            return ""
        return " ".join(values[tag] for tag in self.errors)

    def fields(self, node: Node, path: str) -> Iterator[tuple[str, Json]]:
        """An element's attributes and its leaves."""
        yield from self.attributes(node, path)
        seen: set[str] = set()
        for child in node.elements():
            if child.name in self.skipped or child.name in seen:
                continue
            if child.name in self.first:
                seen.add(child.name)
            if child.name in self.marks:
                yield "has", child.name
            name = self.called.get(child.name, child.name)
            inner = f"{path}/{name}" if path and name else path or name
            if (naming := self.by.get(name)) and (word := _word(child, naming)):
                inner = f"{inner}[{word}]"
            if self.is_among(self.trees, inner):
                if self.is_beside(child, inner):
                    yield from self.alone(child, inner)
                else:
                    yield inner, tree(child, self.skipped)
                    yield from self.aside(child, inner)
            elif inner in self.prose:
                if text := paragraphs(child):
                    yield inner, text
            elif child.is_text():
                yield from self.attributes(child, inner)
                if text := inline_text(child):
                    yield from self.paragraphs(inner, text)
            else:
                yield from self.fields(child, inner)

    def paragraphs(self, path: str, text: str) -> Iterator[tuple[str, Json]]:
        """A text, and those of its paragraphs that stand for themselves behind it."""
        alone = self.joined.get(path)
        if alone is None:
            yield path, text
            return
        lines = [(line, alone(line.strip())) for line in text.split("\r")]
        if rest := "\r".join(line for line, is_apart in lines if not is_apart).strip():
            yield path, rest
        yield from ((path, line.strip()) for line, is_apart in lines if is_apart)

    def is_among(self, paths: frozenset[str], path: str) -> bool:
        """Whether a path, or that of all elements of its kinds, is one of ``paths``."""
        return path in paths or ("[" in path and _WORD.sub("[*]", path) in paths)

    def attributes(self, node: Node, path: str) -> Iterator[tuple[str, Json]]:
        """What an element's attributes say, but for the one that names it."""
        naming = self.by.get(node.name, "")
        for name, text in node.attributes.items():
            if f"@{name}" not in self.skipped and name != naming and text.strip():
                yield (f"{path}/@{name}" if path else f"@{name}"), text

    def is_beside(self, node: Node, path: str) -> bool:
        """Whether all that stands inside of a tree is a field of its own."""
        inside = [f"{path}/{child.name}" for child in node.elements()]
        return bool(inside) and all(self.is_among(self.beside, each) for each in inside)

    def alone(self, node: Node, path: str) -> Iterator[tuple[str, Json]]:
        """The fields of a tree that holds nothing else; one that is empty says its name."""
        for child in node.elements():
            yield f"{path}/{child.name}", inline_text(child) or child.name

    def aside(self, node: Node, path: str) -> Iterator[tuple[str, Json]]:
        """What stands inside a tree and is a field of its own."""
        for child in node.elements():
            inner = f"{path}/{child.name}"
            if self.is_among(self.beside, inner):
                if text := inline_text(child):
                    yield inner, text
            else:
                yield from self.aside(child, inner)


def _word(node: Node, naming: str) -> str:
    """What tells an element from others of its name: an attribute, or a leaf inside of it."""
    if "/" not in naming:
        return node.attributes.get(naming, "")
    found = [node]
    for name in filter(None, naming.split("/")):
        found = [child for each in found for child in each.elements() if child.name == name]
    return next((text.lower().rstrip(".") for each in found if (text := inline_text(each))), "")
