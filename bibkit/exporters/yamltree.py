"""Records to YAML of nested works: Hayagriva's entries by key, a CITATION.cff."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bibkit import factlines
from bibkit.codecs.cff import NOBODY, OWN_MESSAGE, UNTITLED
from bibkit.model import Field, Json, Record


def export(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """A chunk a record; the inverse of ``parsers.yamltree``.

    ``syntax`` beside what the parser knows: ``listed``, paths whose values always are lists;
    where there are ``lines``, ``members``, the only ones that a work may have, ``patterns``
    of their values, those that are ``integers``, and ``entities``, which need a name. What
    does not fit is a line.
    """
    from bibkit.yamltext import dump

    writing = WorkWriting(syntax)
    if syntax["shape"] == "hayagriva":
        used: set[str] = set()
        for record in records:
            if record.kind or record.fields:
                key, work = writing.work(record)
                work = _with_roles(_with_parents(work))
                yield dump({_unused(key, used): work})
        if not used:
            yield "{}\n"
        return
    opening = dump(
        {"cff-version": "1.2.0", "message": OWN_MESSAGE, "title": "References",
         "authors": [{"name": NOBODY}]}
    )  # fmt: skip
    opening += "references:\n"
    empty = True
    for record in records:
        if record.kind or record.fields:
            _, work = writing.work(record)
            work = {"type": work.pop("type", "generic"), **_complete(work)}
            yield f"{opening}{dump([work])}"
            opening, empty = "", False
    if empty:
        yield opening.removesuffix("references:\n")


def _unused(key: str, used: set[str]) -> str:
    """A key that no entry has yet: a mapping has each once."""
    name, number = key or "entry", 2
    while name in used:
        name, number = f"{key or 'entry'}-{number}", number + 1
    used.add(name)
    return name


def _complete(work: dict[str, Json]) -> dict[str, Json]:
    """A reference with what CFF asks of each."""
    work.setdefault("authors", [{"name": NOBODY}])
    work.setdefault("title", UNTITLED)
    return work


def _with_roles(work: dict[str, Json]) -> dict[str, Json]:
    roles = work.get("affiliated")
    if isinstance(roles, dict):
        work["affiliated"] = [{"role": role, "names": people} for role, people in roles.items()]
    return work


def _with_parents(work: dict[str, Json]) -> dict[str, Json]:
    """The work with its parents in one list, each a work of its own."""
    first = work.get("parent")
    parents: list[Json] = [_with_parents(first)] if isinstance(first, dict) else []
    for name in [name for name in work if name.startswith("parent[")]:
        other = work.pop(name)
        if isinstance(other, dict):
            parents.append({"type": name[len("parent[") : -1], **other})
    if parents:
        work["parent"] = parents if len(parents) > 1 else parents[0]
    return work


class WorkWriting:
    """How records become works."""

    def __init__(self, syntax: Mapping[str, Any]) -> None:
        self.kind_tag: str = syntax["kind"]
        self.listed = frozenset(syntax.get("listed", ()))
        self.numbered = frozenset(syntax.get("numbered", ()))
        self.apart: Mapping[str, list[str]] = syntax.get("told_apart", {})
        lines = syntax.get("lines", {})
        self.lines_tag: str = lines.get("tag", "")
        self.names = frozenset(lines.get("names", ()))
        self.known = frozenset(syntax.get("members", ()))
        self.foreign: str = lines.get("foreign", "")
        self.patterns = {
            tag: re.compile(pattern) for tag, pattern in syntax.get("patterns", {}).items()
        }
        self.integers = frozenset(syntax.get("integers", ()))
        self.entities = tuple(syntax.get("entities", ()))

    def work(self, record: Record) -> tuple[str, dict[str, Json]]:
        """The key of a record and its members."""
        key = ""
        work: dict[str, Json] = {self.kind_tag: record.kind} if record.kind else {}
        lines: list[tuple[str, str]] = []
        for field in record.fields:
            if field.tag == "@key":
                key = str(field.value)
            elif self.lines_tag and not self.fits(work, field):
                lines.append((field.tag, _text(field.value)))
            elif field.tag in self.integers:
                work[field.tag] = int(str(field.value))
            else:
                self.put(work, field)
        for name in self.entities:
            # One without a name is none.
            inner = work.get(name)
            if isinstance(inner, dict) and "name" not in inner:
                lines += [(f"{name}/{tag}", _text(value)) for tag, value in inner.items()]
                del work[name]
        if lines:
            note = work.get(self.lines_tag)
            text = factlines.joined(lines, self.names, self.foreign)
            work[self.lines_tag] = f"{text}\n{note}" if note else text
        return key, work

    def fits(self, work: Mapping[str, Json], field: Field) -> bool:
        """Whether there is a member for a field's value, and nothing in it."""
        tag, value, _ = field
        first, _, inner = tag.partition("/")
        if first not in self.known:
            return False
        if pattern := self.patterns.get(tag):
            text = _text(value)
            if not pattern.fullmatch(text):
                return False
        before = work.get(first)
        if tag in self.listed:
            again = isinstance(before, list) and value in before
            return not (again and isinstance(value, str))
        return inner not in before if isinstance(before, dict) else before is None

    def put(self, work: dict[str, Json], field: Field) -> None:
        """Put a field's value where its path leads."""
        path, _, name = field.tag.rpartition("/")
        if path in self.apart:
            what, holds = self.apart[path]
            self.add(work, path, {what: name, holds: field.value}, listed=True)
            return
        inner = work
        for part in path.split("/") if path else ():
            held = inner.setdefault(part, {})
            if not isinstance(held, dict):
                held = inner[part] = {"value": held}
            inner = held
        if path in self.numbered and name in inner:
            number = 2
            while f"{name}-{number}" in inner:
                number += 1
            name = f"{name}-{number}"
        self.add(inner, name, field.value, listed=field.tag in self.listed)

    def add(self, work: dict[str, Json], name: str, value: Json, *, listed: bool) -> None:
        """Add a value to a member: the first as it is, more as a list."""
        before = work.get(name)
        if before is None:
            work[name] = [value] if listed else value
        elif isinstance(before, list):
            before.append(value)
        else:
            work[name] = [before, value]


def _text(value: Json) -> str:
    return value if isinstance(value, str) else str(value)
