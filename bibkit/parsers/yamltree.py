"""YAML of nested works to records: Hayagriva's entries by key, a CITATION.cff."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from bibkit import factlines, yamltext
from bibkit.codecs.cff import NOBODY, OWN_MESSAGE, UNTITLED
from bibkit.diagnostics import Diagnostic, Report
from bibkit.inputs import Input
from bibkit.model import Field, Json, Record, Source
from bibkit.patterns import lazy

_ENTRY = lazy(r"^(?!---|\.\.\.)[^\s#\-\[\]{}][^\n]*:[ \t]*(?:\n|\{[^\n]*\n?|\Z)", re.M)
_NUMBERED = lazy(r"-[0-9]+$")
_Works = Iterator[tuple[str, dict[str, Json], int]]


def parse(source: Input, syntax: Mapping[str, Any], report: Report) -> Iterator[Record]:
    """One record a work, its members by path (``parent/title``), of lists each value.

    ``syntax``: ``shape``, ``hayagriva`` or ``cff``; ``kind``, the member that holds the kind,
    else it is ``untyped``; ``trees``, paths whose values keep their members; ``parents``,
    Hayagriva's kinds and that of their parents, where none is said; ``told_apart``, paths of
    objects in lists of which the first member says what they are and the second their value
    (``identifiers/doi``); ``lines``, as for ``delimited``; ``numbered``, paths whose members
    have a number behind their name where one stands again. What is no work is told and kept.
    """
    shape: Callable[[Input, Report], _Works] = _SHAPES[syntax["shape"]]
    reading = WorkReading(syntax)
    for key, work, line in shape(source, report):
        where = Source(source.path, line, key=key)
        if "@raw" in work:
            yield Record("", (Field("@raw", work["@raw"], line),), where)
        else:
            yield reading.record(work, where)


def _hayagriva(source: Input, report: Report) -> _Works:
    """The entries of a mapping by key."""
    for key, value, line in _members(source, report):
        if isinstance(value, dict):
            yield key, value if "@raw" in value else _nested(value), line
        else:
            message = f"{key!r} is no entry: kept as text"
            report(Diagnostic("failed-record", message, Source(source.path, line)))
            yield key, {"@raw": f"{key}: {value}"}, line


def _members(source: Input, report: Report) -> Iterator[tuple[str, Any, int]]:
    """The members of the whole, or, where it is no YAML, of what each key begins."""
    text = source.text
    try:
        found = list(yamltext.members(text))
    except yamltext.YamlError as error:
        starts = [each.start() for each in _ENTRY.finditer(text)]
        if len(starts) < 2:
            yield _failed(text, 1, error, source.path, report)
            return
        for start, end in pairwise([*starts, len(text)]):
            line = text.count("\n", 0, start) + 1
            try:
                yield from _moved(list(yamltext.members(text[start:end])), line)
            except yamltext.YamlError as own:
                yield _failed(text[start:end], line, own, source.path, report)
    else:
        yield from _moved(found, 1)


def _moved(members: list[tuple[str, Any, int]], line: int) -> Iterator[tuple[str, Any, int]]:
    return ((key, value, line + place) for key, value, place in members)


def _nested(entry: dict[str, Json]) -> dict[str, Json]:
    """An entry, the people of each role by role and one parent before the others."""
    roles = entry.get("affiliated")
    if isinstance(roles, dict):
        roles = [roles]
    if isinstance(roles, list) and all(isinstance(each, dict) for each in roles):
        found: dict[str, Json] = {}
        for each in roles:
            assert isinstance(each, dict)
            role = str(each.get("role", "")).casefold().replace("castmember", "cast-member")
            role = role.replace("executiveproducer", "executive-producer")
            names = each.get("names")
            people = found.setdefault(role, [])
            assert isinstance(people, list)
            people += names if isinstance(names, list) else [names]
        entry["affiliated"] = found
    return entry


def _cff(source: Input, report: Report) -> _Works:
    """The file's own work, the one that is to be cited for it, those that it refers to."""
    try:
        members = list(yamltext.members(source.text))
    except yamltext.YamlError as error:
        yield _failed(source.text, 1, error, source.path, report)
        return
    own: dict[str, Json] = {}
    is_ours = False
    others: list[tuple[Json, int]] = []
    for key, value, place in members:
        if key == "preferred-citation":
            others.insert(0, (value, place))
        elif key == "references":
            others += [
                (each, place) for each in (value if isinstance(value, list) else [value])
            ]
        elif key == "message":
            is_ours = value == OWN_MESSAGE
        elif key != "cff-version":
            own[key] = value
    if own and not is_ours:
        yield "", _known({"type": "software", **own}), 1
    for value, place in others:
        if isinstance(value, dict):
            yield "", _known(value), place + 1
        elif value is not None:
            message = "a reference that is no mapping: kept as text"
            report(Diagnostic("failed-record", message, Source(source.path, place + 1)))
            yield "", {"@raw": str(value)}, place + 1


def _known(work: dict[str, Json]) -> dict[str, Json]:
    """A reference without what stands there only because CFF asks for it."""
    if work.get("authors") == [{"name": NOBODY}]:
        del work["authors"]
    if work.get("title") == UNTITLED:
        del work["title"]
    return work


def _failed(
    text: str, line: int, error: yamltext.YamlError, path: str, report: Report
) -> tuple[str, dict[str, Json], int]:
    message = f"not valid YAML ({error}): kept as text; mend it and read the file again"
    report(Diagnostic("failed-record", message, Source(path, line + error.line)))
    return "", {"@raw": text.rstrip()}, line


_SHAPES: Mapping[str, Callable[[Input, Report], _Works]] = {
    "hayagriva": _hayagriva,
    "cff": _cff,
}


class WorkReading:
    """How a table wants its works."""

    def __init__(self, syntax: Mapping[str, Any]) -> None:
        self.kind_tag: str = syntax["kind"]
        self.untyped: str = syntax.get("untyped", "")
        self.trees = frozenset(syntax.get("trees", ()))
        self.parents: Mapping[str, str] = syntax.get("parents", {})
        self.apart: Mapping[str, list[str]] = syntax.get("told_apart", {})
        self.numbered = frozenset(syntax.get("numbered", ()))
        lines = syntax.get("lines", {})
        self.lines_tag: str = lines.get("tag", "")
        self.names = factlines.names_of(lines)
        self.foreign: str = lines.get("foreign", "")

    def record(self, work: dict[str, Json], where: Source) -> Record:
        """The record that a work is."""
        kind = str(work.pop(self.kind_tag, "") or "") or self.untyped
        if self.parents:
            work = self.with_parents(work, kind.casefold())
        fields = [Field("@key", where.key, where.line)] if where.key else []
        for tag, value in self.fields(work, ""):
            if tag == self.lines_tag and isinstance(value, str):
                facts, rest = factlines.split(value, self.names, self.foreign)
                fields += (Field(name, text, where.line) for name, text in facts)
                fields += [Field(tag, rest, where.line)] if rest else []
            else:
                fields.append(Field(tag, value, where.line))
        return Record(kind, tuple(fields), where)

    def with_parents(self, work: dict[str, Json], kind: str) -> dict[str, Json]:
        """The work with a kind for each of its parents; conferences stand beside another."""
        given = work.pop("parent", None)
        parents = given if isinstance(given, list) else [given]
        works: list[dict[str, Json]] = [each for each in parents if isinstance(each, dict)]
        for each in works:
            stated = each.get("type") or self.parents.get(kind, "misc")
            each["type"] = str(stated).casefold()
        works = [self.with_parents(each, str(each["type"])) for each in works]
        others = [each for each in works if each["type"] != "conference"]
        # Of an article it is the container, of others where they were shown.
        first = next(iter(others or (works if kind == "article" else ())), None)
        if first is not None:
            work["parent"] = first
        for each in works:
            if each is not first:
                work.setdefault(f"parent[{each['type']}]", each)
        return work

    def fields(self, value: Mapping[str, Json], path: str) -> Iterator[tuple[str, Json]]:
        """The members of an object and of those in it, but for empty ones."""
        for name, inner in value.items():
            if path in self.numbered:
                name = _NUMBERED.sub("", name)
            tag = f"{path}/{name}" if path else name
            if inner in (None, "", [], {}):
                continue
            for each in inner if isinstance(inner, list) else [inner]:
                if isinstance(each, dict) and tag in self.apart:
                    what, holds = self.apart[tag]
                    yield f"{tag}/{each.get(what, 'other')}", each.get(holds)
                elif isinstance(each, dict) and tag not in self.trees:
                    yield from self.fields(each, tag)
                elif each not in (None, ""):
                    yield tag, each
