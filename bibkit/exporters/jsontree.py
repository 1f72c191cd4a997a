"""Records to JSON: an array with one object a line, so that files compare line by line."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bibkit.model import Json, Record

_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def export(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """The array's text, a chunk a record; the inverse of ``parsers.jsontree``."""
    opening = "["
    for record in records:
        yield f"{opening}\n{_encode(_object(record, syntax))}"
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


def _object(record: Record, syntax: Mapping[str, Any]) -> dict[str, Json]:
    members: dict[str, Json] = {syntax["kind"]: record.kind} if record.kind else {}
    descend = frozenset(syntax.get("descend", ()))
    nested: dict[str, dict[str, Json]] = {}
    for tag, value, _ in record.fields:
        outer, slash, inner = tag.partition("/")
        if slash and outer in descend:
            _put(nested.setdefault(outer, {}), inner, value)
        elif tag == syntax["key"]:
            members = {tag: value, **members}
        else:
            _put(members, tag, value)
    return {**members, **nested}


def _put(members: dict[str, Json], name: str, value: Json) -> None:
    """A member, which stands once: the texts of a field that repeats are parted by commas."""
    members[name] = f"{members[name]}, {value}" if name in members else value
