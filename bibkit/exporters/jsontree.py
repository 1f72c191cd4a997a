"""Records to JSON or YAML: a list with an object a line, so that files compare line by line."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from bibkit.memos import remember
from bibkit.model import Json, Record, tag_of

_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def export(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """The list's text, a chunk a record; the inverse of ``parsers.jsontree``."""
    if syntax.get("notation") == "yaml":
        yield from _yaml(records, syntax)
        return
    opening = "["
    flat: dict[tuple[str, ...], bool] = {}
    for record in records:
        tags = tuple(map(tag_of, record.fields))
        is_flat = flat.get(tags)
        if is_flat is None:
            is_flat = remember(flat, tags, _is_flat(tags, syntax))
        members = (_flat_object if is_flat else _object)(record, syntax)
        yield f"{opening}\n{_encode(members)}"
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


def _yaml(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """References as pandoc has them, on top of a document or in a file of their own."""
    from bibkit.yamltext import dump

    opening = "---\nreferences:\n"
    for record in records:
        yield f"{opening}{dump([_object(record, syntax)])}"
        opening = ""
    yield "---\nreferences: []\n...\n" if opening else "...\n"


_value_of = itemgetter(1)


def _is_flat(tags: Sequence[str], syntax: Mapping[str, Any]) -> bool:
    """Whether each tag is a member of its own, the key among them."""
    names = {syntax["kind"], *tags}
    return syntax["key"] in tags and len(names) > len(tags) and "/" not in "".join(tags)


def _flat_object(record: Record, syntax: Mapping[str, Any]) -> dict[str, Json]:
    """What ``_object`` gives where every field is a member of its own."""
    kind, fields, _ = record
    members: dict[str, Json] = {syntax["key"]: ""}
    if kind:
        members[syntax["kind"]] = kind
    members.update(zip(map(tag_of, fields), map(_value_of, fields), strict=True))
    return members


def _object(record: Record, syntax: Mapping[str, Any]) -> dict[str, Json]:
    key = syntax["key"]
    members: dict[str, Json] = {key: ""} if any(f[0] == key for f in record.fields) else {}
    if record.kind:
        members[syntax["kind"]] = record.kind
    descend = syntax.get("descend", ())
    nested: dict[str, dict[str, Json]] = {}
    for tag, value, _ in record.fields:
        if "/" in tag and (outer := tag.partition("/")[0]) in descend:
            _put_each(nested.setdefault(outer, {}), tag[len(outer) + 1 :], value)
        elif tag in members:
            _put(members, tag, value)
        else:
            members[tag] = value
    members.update(nested)
    return members


def _put(members: dict[str, Json], name: str, value: Json) -> None:
    """A member, which stands once: the texts of a field that repeats are parted by commas."""
    before = members.get(name, "")
    members[name] = value if before == "" else f"{before}, {value}"


def _put_each(members: dict[str, Json], name: str, value: Json) -> None:
    """A member that is nobody else's: the texts of a field that repeats are a list."""
    before = members.get(name)
    if before is None:
        members[name] = value
    else:
        members[name] = [*(before if isinstance(before, list) else [before]), value]
