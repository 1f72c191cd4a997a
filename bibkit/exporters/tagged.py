"""Records to tagged lines."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bibkit.memos import remember
from bibkit.model import Field, Record
from bibkit.retagging import Retagging


def export(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """A chunk a record; the inverse of ``parsers.tagged``. Values are never wrapped.

    ``syntax``: ``write``, a line's form with ``{tag}`` and ``{value}``; ``kind`` and
    ``end``, the tags that open and close a record; ``newline``; ``line``, the pattern of a
    tagged line, which no further line of a value may look like; ``wrapped``, the widths of
    lines that readers take for broken by a program; ``instead``, the tags that readers take
    for missing ones.
    """
    line = _line(syntax["write"])
    retagging = Retagging(syntax)
    forms: dict[tuple[str, ...], _Form | None] = {}
    for record in records:
        kind, fields, _ = record
        if not (kind or fields):
            continue
        shape = (kind, *[field[0] for field in fields])
        try:
            form = forms[shape]
        except KeyError:
            form = remember(forms, shape, _form(shape, syntax, line, retagging))
        if form:
            text = form.text % tuple([field[1] for field in fields])
            if text.count("\n") == form.lines:
                yield text
                continue
        yield _text(record, syntax, line, retagging)


class _Form(NamedTuple):
    """A record with ``%s`` for each value, and its lines if no value has several."""

    text: str
    lines: int


def _form(
    shape: Sequence[str],
    syntax: Mapping[str, Any],
    line: Callable[[str, object], str],
    retagging: Retagging,
) -> _Form | None:
    """The form of records of a kind with these tags; None where values have a say in it."""
    kind, *tags = shape
    if not kind or any(tag[:1] == "@" or _VALUE in tag for tag in tags):
        return None
    if retagging.lacks(kind, tags):
        return None
    # What stands for a value is put in behind what a form may hold of its own.
    lines = [line(tag, _VALUE).replace("%", "%%").replace(_VALUE, "%s") for tag in tags]
    lines.insert(0, line(syntax["kind"], kind).replace("%", "%%"))
    newline: str = syntax["newline"]
    end = line(syntax["end"], "").replace("%", "%%")
    text = newline.join([*lines, end, "", ""])
    return _Form(text, text.count("\n"))


_VALUE = "\0"


def _text(
    record: Record,
    syntax: Mapping[str, Any],
    line: Callable[[str, object], str],
    retagging: Retagging,
) -> str:
    """The text of any record."""
    kind, fields, _ = record
    newline = syntax["newline"]
    if kind and (missing := retagging.marked(kind, fields)):
        fields = (*(Field(tag, "") for tag in missing), *fields)
        record = Record(kind, fields)
    lines = [line(tag, value) for tag, value, _ in fields]
    text = newline.join(lines)
    # One look at the whole text finds the few values that have several lines.
    if text.count("\n") >= len(lines) > 0 or text[:1] == "@" or "\n@" in text:
        tagged = re.compile(syntax["line"]).match
        widths = range(*syntax["wrapped"]) if "wrapped" in syntax else range(0)
        text = newline.join(_lines(record, line, tagged, widths))
    if not kind:
        return f"{text}{newline}{newline}"
    head, end = line(syntax["kind"], kind), line(syntax["end"], "")
    if text:
        return f"{head}{newline}{text}{newline}{end}{newline}{newline}"
    return f"{head}{newline}{end}{newline}{newline}"


def _line(form: str) -> Callable[[str, object], str]:
    """What writes a line of this form; most begin with the tag and end with the value."""
    before, _, rest = form.partition("{tag}")
    between, _, after = rest.partition("{value}")
    if before or after or "{" in between:
        return lambda tag, value: form.format(tag=tag, value=value)
    return lambda tag, value: f"{tag}{between}{value}"


def _lines(
    record: Record,
    line: Callable[[str, object], str],
    tagged: Callable[[str], object],
    widths: range,
) -> Iterator[str]:
    """The lines of a record's fields, those behind a value's first marked where need be."""
    # Text without a tag would continue the field that it stands behind.
    for tag, value, _ in record.fields:
        if tag.startswith("@"):
            yield from str(value).split("\n")
    for tag, value, _ in record.fields:
        if not tag.startswith("@"):
            first, *others = str(value).split("\n")
            begun = line(tag, first)
            yield begun
            # A blank before a line says that it is one, and no tag.
            wide = bool(others) and max(map(len, (begun, *others))) + 1 in widths
            yield from (
                f" {other}" if other and (wide or tagged(other)) else other for other in others
            )
