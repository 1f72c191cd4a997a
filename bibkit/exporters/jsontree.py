"""Records to JSON or YAML: a list with an object a line, so that files compare line by line."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from bibkit.model import Field, Json, Record

_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def export(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """The list's text, a chunk a record; the inverse of ``parsers.jsontree``."""
    if syntax.get("notation") == "yaml":
        yield from _yaml(records, syntax)
        return
    opening = "["
    forms: dict[tuple[str, ...], _Form | None] = {}
    for record in records:
        kind, fields, _ = record
        shape = (kind, *[field[0] for field in fields])
        try:
            form = forms[shape]
        except KeyError:
            if len(forms) >= _FORMS:
                forms.clear()
            form = forms[shape] = _form(shape, syntax)
        if form:
            texts = [_text(field[1]) for field in fields]
            text = form.text % tuple([texts[place] for place in form.order])
        else:
            text = _encode(_object(record, syntax))
        yield f"{opening}\n{text}"
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


class _Form(NamedTuple):
    """An object with ``%s`` for each value, and the places of their fields in its order."""

    text: str
    order: Sequence[int]


_FORMS = 2_000  # that are remembered


def _form(shape: Sequence[str], syntax: Mapping[str, Any]) -> _Form | None:
    """The form of records of a kind with these tags; None where two are one member."""
    kind, *tags = shape
    fields = tuple(Field(tag, place) for place, tag in enumerate(tags))
    order: list[int] = []
    text = _outline(_object(Record(kind, fields), syntax), order)
    return _Form(text, order) if len(order) == len(set(tags)) == len(tags) else None


def _outline(members: Mapping[str, Json], order: list[int]) -> str:
    """An object with ``%s`` for each value that is a number, which is put in ``order``."""
    parts = []
    for name, value in members.items():
        text = "%s"
        if isinstance(value, dict):
            text = _outline(value, order)
        elif isinstance(value, int):
            order.append(value)
        else:
            text = _encode(value).replace("%", "%%")
        parts.append(f"{_encode(name)}: ".replace("%", "%%") + text)
    return f"{{{', '.join(parts)}}}"


def _text(value: Any, levels: int = 4) -> str:
    """What ``_encode`` gives, for small trees in less time."""
    kind = value.__class__
    if kind is str:
        return encode_basestring(value)
    if kind is int:
        return int.__repr__(value)
    if levels and kind is list:
        return f"[{', '.join([_text(each, levels - 1) for each in value])}]"
    if levels and kind is dict:
        levels -= 1
        members = [
            f"{encode_basestring(name)}: {_text(each, levels)}"
            for name, each in value.items()
            if name.__class__ is str
        ]
        if len(members) == len(value):
            return f"{{{', '.join(members)}}}"
    return _encode(value)


def _yaml(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """References as pandoc has them, on top of a document or in a file of their own."""
    from bibkit.yamltext import dump

    opening = "---\nreferences:\n"
    for record in records:
        yield f"{opening}{dump([_object(record, syntax)])}"
        opening = ""
    yield "---\nreferences: []\n...\n" if opening else "...\n"


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
