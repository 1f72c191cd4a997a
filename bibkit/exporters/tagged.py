"""Records to tagged lines."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from bibkit.model import Record


def export(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """A chunk a record; the inverse of ``parsers.tagged``. Values are never wrapped.

    ``syntax``: ``write``, a line's form with ``{tag}`` and ``{value}``; ``kind`` and
    ``end``, the tags that open and close a record; ``newline``; ``line``, the pattern of a
    tagged line, which no further line of a value may look like.
    """
    write, newline = syntax["write"], syntax["newline"]
    tagged = re.compile(syntax["line"]).match
    for record in records:
        if record.kind or record.fields:
            lines = _lines(record, write, tagged, syntax["kind"], syntax["end"])
            yield newline.join([*lines, "", ""])


def _lines(
    record: Record, write: str, tagged: Callable[[str], object], opening: str, closing: str
) -> Iterator[str]:
    if record.kind:
        yield write.format(tag=opening, value=record.kind)
    # Text without a tag would continue the field that it stands behind.
    for tag, value, _ in record.fields:
        if tag.startswith("@"):
            yield from str(value).split("\n")
    for tag, value, _ in record.fields:
        if not tag.startswith("@"):
            first, *others = str(value).split("\n")
            yield write.format(tag=tag, value=first)
            yield from (f" {line}" if tagged(line) else line for line in others)
    if record.kind:
        yield write.format(tag=closing, value="")
