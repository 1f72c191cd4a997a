"""Records to tagged lines in blocks, with a blank line between them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bibkit.exporters.valuetags import rewriter
from bibkit.model import Record
from bibkit.patterns import lazy


def export(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """A chunk a record; the inverse of ``parsers.blocks``. Values are never wrapped.

    ``syntax``: ``write``, a line's form with ``{tag}`` and ``{value}``; ``indent``, what
    stands before the further lines of a value, on each of them or, where it is ``"?"``, one
    blank on those that would begin a field; ``kind``, the tag that tells the kind, where
    there is one; ``line``, the pattern of a tagged line; ``pairs``, tags that say again,
    shorter, what stands in the other tag; ``written``, as for ``valuetags``.
    """
    form: str = syntax["write"]
    kind_tag: str = syntax.get("kind", "")
    indent: str = syntax.get("indent", "?")
    tagged = re.compile(syntax["line"]).match
    rewritten = rewriter(syntax)
    shorter = {full: tag for tag, full in syntax.get("pairs", {}).items()}
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
            if tag in shorter:
                lines.append(form.format(tag=shorter[tag], value=shortened(first)))
            if indent == "?":
                # A line without anything would end the record.
                lines += [
                    f" {other}" if tagged(other) or not other.strip() else other
                    for other in others
                ]
            else:
                lines += [f"{indent}{other}" for other in others]
        yield "\n".join([*lines, "", ""])


def shortened(name: str) -> str:
    """``Doe, Jane Q Jr.`` as ``Doe JQ Jr``, which MEDLINE has beside it.

    https://www.nlm.nih.gov/bsd/mms/medlineelements.html#au
    """
    family, _, given = name.partition(",")
    *words, last = given.split() or [""]
    suffix = last.rstrip(".") if words and _SUFFIX(last) else ""
    if not suffix:
        words.append(last)
    initials = "".join(
        part[0] for word in words for part in word.split("-") if part[:1].isalpha()
    )
    return " ".join(filter(None, (family, initials.upper(), suffix)))


_SUFFIX = lazy(r"(?:Jr|Sr)\.?|2nd|3rd|[4-9]th|II|III|IV").fullmatch
