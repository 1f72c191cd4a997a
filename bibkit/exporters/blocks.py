"""Records to tagged lines in blocks, with a blank line between them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bibkit.exporters.valuetags import rewriter
from bibkit.model import Record


def export(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """A chunk a record; the inverse of ``parsers.blocks``. Values are never wrapped.

    ``syntax``: ``write``, a line's form with ``{tag}`` and ``{value}``; ``indent``, what
    stands before the further lines of a value, on each of them or, where it is ``"?"``, one
    blank on those that would begin a field; ``kind``, the tag that tells the kind, where
    there is one; ``line``, the pattern of a tagged line; ``written``, as for ``valuetags``.
    """
    form: str = syntax["write"]
    kind_tag: str = syntax.get("kind", "")
    indent: str = syntax.get("indent", "?")
    tagged = re.compile(syntax["line"]).match
    rewritten = rewriter(syntax)
    for record in records:
        if not (record.kind or record.fields):
            continue
        lines = (
            [form.format(tag=kind_tag, value=record.kind)] if kind_tag and record.kind else []
        )
        for field in record.fields:
            tag, value = rewritten(field)
            first, *others = str(value).split("\n")
            if len(tag) > 1 and tag.startswith("@"):  # lines that never were a field
                lines += [first, *others]
                continue
            lines.append(form.format(tag=tag, value=first).rstrip())
            if indent == "?":
                lines += [f" {other}" if tagged(other) else other for other in others]
            else:
                lines += [f"{indent}{other}" for other in others]
        yield "\n".join([*lines, "", ""])
