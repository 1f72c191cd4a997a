"""Records to tagged lines."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from bibkit.model import Record


def export(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """A chunk a record; the inverse of ``parsers.tagged``. Values are never wrapped.

    ``syntax``: ``write``, a line's form with ``{tag}`` and ``{value}``; ``kind`` and
    ``end``, the tags that open and close a record; ``newline``; ``line``, the pattern of a
    tagged line, which no further line of a value may look like; ``wrapped``, the widths of
    lines that readers take for broken by a program.
    """
    write, newline = syntax["write"], syntax["newline"]
    tagged = re.compile(syntax["line"]).match
    widths = range(*syntax["wrapped"]) if "wrapped" in syntax else range(0)
    for record in records:
        if record.kind or record.fields:
            fields = _lines(record, write, tagged, widths)
            opening, closing = (
                [write.format(tag=syntax[end], value=value)] if record.kind else []
                for end, value in (("kind", record.kind), ("end", ""))
            )
            yield newline.join([*opening, *fields, *closing, "", ""])


def _lines(
    record: Record, write: str, tagged: Callable[[str], object], widths: range
) -> Iterator[str]:
    # Text without a tag would continue the field that it stands behind.
    for tag, value, _ in record.fields:
        if tag.startswith("@"):
            yield from str(value).split("\n")
    for tag, value, _ in record.fields:
        if not tag.startswith("@"):
            first, *others = str(value).split("\n")
            line = write.format(tag=tag, value=first)
            yield line
            # A blank before a line says that it is one, and no tag.
            wide = bool(others) and max(map(len, (line, *others))) + 1 in widths
            yield from (
                f" {line}" if line and (wide or tagged(line)) else line for line in others
            )
