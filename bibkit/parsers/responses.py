"""What web services answer in JSON to records: works under a path, their members by path."""

from collections.abc import Iterator, Mapping
from typing import Any

from bibkit.diagnostics import Report
from bibkit.inputs import Input
from bibkit.model import Field, Json, Record
from bibkit.parsers import jsontree
from bibkit.parsers.owners import of_answer
from bibkit.parsers.valuetags import retagger
from bibkit.patterns import lazy


def parse(source: Input, syntax: Mapping[str, Any], report: Report) -> Iterator[Record]:
    """One record a work: of one answer, a list, pages of answers in a list, or JSON lines.

    ``syntax``: ``records``, the paths at which works stand, tried in turn (a value that has
    none of them is a work itself); ``inside``, members that hold the work within one, whose
    others stay beside; ``kind``, the path whose first value is the kind, else it is
    ``untyped``; ``key``, that of the key; ``trees``, paths that are values of many parts;
    ``by``, paths of objects of which a member says what they are (``dates[Issued]/date``);
    ``skipped``, paths that are not read, be the objects on them told apart or not;
    ``retag``, as for ``valuetags``; ``profile``, as for ``owners.of_answer``: an answer that
    is one belongs to the works in it, and to those behind it. Other objects are followed down,
    and of a list each value is a field.
    """
    reading = _Reading(syntax)
    wanted = syntax.get("profile")
    profile = None
    plain = {"kind": "@kind", "key": syntax.get("key", "@key"), "whole": True}
    for record in jsontree.parse(source, plain, report):
        if any(field.tag == "@raw" for field in record.fields):
            yield record
            continue
        whole: dict[str, Json] = {field.tag: field.value for field in record.fields}
        if found := of_answer(whole, wanted, source.as_of) if wanted else None:
            profile = found
        of_owner = record._replace(source=record.source._replace(profile=profile))
        for work in reading.works(whole, is_work=not found):
            yield reading.record(work, of_owner)


_WORD = lazy(r"\[[^\]]*\]")


class _Reading:
    """How a table wants its works."""

    def __init__(self, syntax: Mapping[str, Any]) -> None:
        self.paths: list[str] = syntax["records"]
        self.inside: list[str] = syntax.get("inside", [])
        self.by: Mapping[str, str] = syntax.get("by", {})
        self.kind_tag: str = syntax.get("kind", "")
        self.untyped: str = syntax.get("untyped", "")
        self.key_tag: str = syntax.get("key", "")
        self.trees = frozenset(syntax.get("trees", ()))
        self.skipped = frozenset(syntax.get("skipped", ()))
        self.retagged = retagger(syntax)

    def works(self, value: dict[str, Json], *, is_work: bool) -> list[dict[str, Json]]:
        """The works in an answer, or the value itself if it is one."""
        for path in self.paths:
            found = [item for item in _at([value], path.split("/")) if isinstance(item, dict)]
            if found:
                return [self.opened(work) for work in found]
        return [self.opened(value)] if is_work and not self.is_empty(value) else []

    def is_empty(self, value: dict[str, Json]) -> bool:
        """Whether an answer has a place for works, and none there."""
        places = [value.get(path.partition("/")[0]) for path in self.paths]
        return any(place == [] or isinstance(place, dict) for place in places)

    def opened(self, work: dict[str, Json]) -> dict[str, Json]:
        """A work whose own members stand one level deeper, with those beside."""
        for name in self.inside:
            inner = work.get(name)
            if isinstance(inner, list) and inner:  # one work as several have given it
                inner = inner[0]
            if isinstance(inner, dict):
                beside = {tag: v for tag, v in work.items() if tag != name and tag not in inner}
                return {**inner, **beside}
        return work

    def record(self, work: dict[str, Json], whole: Record) -> Record:
        """The record that a work is."""
        kind, key = self.untyped, ""
        fields: list[Field] = []
        for tag, value in self.fields(work, ""):
            if tag == self.kind_tag and isinstance(value, str) and kind == self.untyped:
                kind = value
                continue
            if tag == self.key_tag:
                key = str(value)
            fields.append(Field(*self.retagged(tag, value), whole.source.line))
        return Record(kind, tuple(fields), whole.source._replace(key=key))

    def is_skipped(self, tag: str) -> bool:
        """Whether a path, or that of all objects of its kind, is not read."""
        return tag in self.skipped or ("[" in tag and _WORD.sub("", tag) in self.skipped)

    def told_apart(self, tag: str, value: dict[str, Json]) -> str:
        """The tag of an object, with the word in it that says what it is."""
        word = value.get(self.by[tag]) if tag in self.by else None
        return f"{tag}[{word}]" if isinstance(word, str) else tag

    def fields(self, value: dict[str, Json], path: str) -> Iterator[tuple[str, Json]]:
        """The members of an object and of those in it, but for empty ones."""
        for name, inner in value.items():
            tag = f"{path}/{name}" if path else name
            if inner in (None, "", [], {}) or self.is_skipped(tag):
                continue
            for each in inner if isinstance(inner, list) else [inner]:
                if isinstance(each, dict) and tag not in self.trees:
                    apart = self.told_apart(tag, each)
                    rest = (
                        {k: v for k, v in each.items() if k != self.by[tag]}
                        if apart != tag
                        else each
                    )
                    yield from self.fields(rest, apart)
                elif isinstance(each, dict):
                    yield self.told_apart(tag, each), each
                elif each not in (None, ""):
                    yield tag, each


def _at(values: list[Json], path: list[str]) -> list[Json]:
    """What stands at a path, in lists too."""
    for name in path:
        inner = [value[name] for value in values if isinstance(value, dict) and name in value]
        values = [
            one for value in inner for one in (value if isinstance(value, list) else [value])
        ]
    return values
