"""Records to tagged lines."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from bibkit.model import Field, Record
from bibkit.patterns import lazy
from bibkit.retagging import Retagging


def export(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """A chunk a record; the inverse of ``parsers.tagged``. Values are never wrapped.

    ``syntax``: ``write``, a line's form with ``{tag}`` and ``{value}``; ``kind`` and
    ``end``, the tags that open and close a record; ``newline``; ``line``, the pattern of a
    tagged line, which no further line of a value may look like; ``wrapped``, the widths of
    lines that readers take for broken by a program; ``instead``, the tags that readers take
    for missing ones.
    """
    newline = syntax["newline"]
    line = _line(syntax["write"])
    tagged = lazy(syntax["line"])
    retagging = Retagging(syntax)
    widths = range(*syntax["wrapped"]) if "wrapped" in syntax else range(0)
    kind_tag, end = syntax["kind"], line(syntax["end"], "")
    for record in records:
        kind, fields, _ = record
        if not (kind or fields):
            continue
        if kind and (missing := retagging.marked(kind, fields)):
            fields = (*(Field(tag, "") for tag in missing), *fields)
            record = Record(kind, fields)
        lines = [line(tag, value) for tag, value, _ in fields]
        text = newline.join(lines)
        # One look at the whole text finds the few values that have several lines.
        if text.count("\n") >= len(lines) > 0 or text[:1] == "@" or "\n@" in text:
            text = newline.join(_lines(record, line, tagged.match, widths))
        if not kind:
            yield f"{text}{newline}{newline}"
        elif text:
            yield f"{line(kind_tag, kind)}{newline}{text}{newline}{end}{newline}{newline}"
        else:
            yield f"{line(kind_tag, kind)}{newline}{end}{newline}{newline}"


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
