"""Records to BibTeX and BibLaTeX."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bibkit.codecs.tex import parted_titles
from bibkit.model import Record

_KEY = "@key"


def export(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """A chunk an entry; the inverse of ``parsers.bibtex``. Values are never wrapped.

    ``syntax``: ``bare``, tags whose value is written without braces where it is a macro;
    ``macros``, those macros; ``subtitles``, whether titles are written apart from theirs;
    ``sites``, kinds whose ``titleaddon`` is no end of the title but the site's.
    Text that belongs to no field stands before its entry, where every program takes it for
    a comment.
    """
    opening = ""
    for record in records:
        if record.kind or record.fields:
            yield opening + entry(record, syntax)
            opening = "\n"


def entry(record: Record, syntax: Mapping[str, Any]) -> str:
    """The text of one record, as it stands alone or within the text of a file."""
    if not (record.kind or record.fields):
        return ""
    bare = frozenset(syntax.get("bare", ()))
    macros = frozenset(syntax.get("macros", ()))
    written = [(tag, str(value)) for tag, value, _ in record.fields]
    key = next((value for tag, value in written if tag == _KEY), "")
    text = "".join(f"{value}\n" for tag, value in written if tag[:1] == "@" and tag != _KEY)
    if not record.kind or record.kind.startswith("@"):
        return text
    fields = [(tag, value) for tag, value in written if tag[:1] != "@"]
    if syntax.get("subtitles") and record.kind not in syntax.get("sites", ()):
        fields = parted_titles(fields)
    width = max((len(tag) for tag, _ in fields), default=0)
    lines = [
        f"  {tag:{width}} = {value if tag in bare and value in macros else f'{{{value}}}'},\n"
        for tag, value in fields
    ]
    return f"{text}@{record.kind}{{{key},\n{''.join(lines)}}}\n"
