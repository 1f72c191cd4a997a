"""Records to BibTeX and BibLaTeX."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from bibkit.codecs.tex_fields import arranged
from bibkit.model import Record

_KEY = "@key"


def export(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """A chunk an entry; the inverse of ``parsers.bibtex``. Values are never wrapped.

    ``syntax``: ``bare``, tags whose value is written without braces where it is a macro;
    ``macros``, those macros; and the places of a dialect (``codecs.tex_fields.arranged``).
    Text that belongs to no field stands before its entry, where every program takes it for
    a comment.
    """
    entry = renderer(syntax)
    opening = ""
    for record in records:
        if record.kind or record.fields:
            yield opening + entry(record)
            opening = "\n"


def renderer(syntax: Mapping[str, Any]) -> Callable[[Record], str]:
    """What gives the text of one record, as it stands alone or within the text of a file."""
    bare = frozenset(syntax.get("bare", ()))
    macros = frozenset(syntax.get("macros", ()))

    def entry(record: Record) -> str:
        kind = record.kind
        key, text = "", ""
        fields: list[tuple[str, str]] = []
        for tag, value, _ in record.fields:
            if tag[:1] != "@":
                fields.append((tag, value if isinstance(value, str) else str(value)))
            elif tag != _KEY:
                text += f"{value}\n"
            elif not key:
                key = str(value)
        if not kind or kind[0] == "@":
            return text
        fields = arranged(kind, fields, syntax)
        width = max([len(tag) for tag, _ in fields], default=0)
        lines = [
            f"  {tag:{width}} = {{{value}}},\n"
            if tag not in bare or value not in macros
            else f"  {tag:{width}} = {value},\n"
            for tag, value in fields
        ]
        return f"{text}@{kind}{{{key},\n{''.join(lines)}}}\n"

    return entry
