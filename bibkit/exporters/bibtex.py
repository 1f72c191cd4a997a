"""Records to BibTeX and BibLaTeX."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bibkit.codecs.tex_fields import arranged, is_arranged
from bibkit.memos import remember
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
    """What gives the text of one record, as it stands alone or within the text of a file.

    Entries of one kind with the same tags differ in nothing but their values.
    """
    bare = frozenset(syntax.get("bare", ()))
    macros = frozenset(syntax.get("macros", ()))
    forms: dict[tuple[str, ...], _Form | None] = {}

    def entry(record: Record) -> str:
        kind, fields, _ = record
        shape = (kind, *[field[0] for field in fields])
        try:
            form = forms[shape]
        except KeyError:
            form = remember(forms, shape, _form(shape, bare, syntax))
        if form is None:
            return _text(record, bare, macros, syntax)
        values = [field[1] for field in fields]
        for place in form.bare:
            value = str(values[place])
            values[place] = value if value in macros else f"{{{value}}}"
        return form.text % tuple(values)

    return entry


class _Form(NamedTuple):
    """An entry with ``%s`` for each value, and the places of those that may be macros."""

    text: str
    bare: Sequence[int]


def _form(
    shape: Sequence[str], bare: Collection[str], syntax: Mapping[str, Any]
) -> _Form | None:
    """The form of entries of a kind with these tags; None where values have a say in it."""
    kind, *tags = shape
    keyed, others = tags[:1] == [_KEY], tags[tags[:1] == [_KEY] :]
    if not kind or kind[0] == "@" or any(tag[:1] == "@" for tag in others):
        return None
    if not is_arranged(others, syntax):
        return None
    width = max(map(len, others), default=0)
    head = f"@{kind}{{".replace("%", "%%") + ("%s" if keyed else "") + ",\n"
    lines = [
        f"  {tag:{width}} = ".replace("%", "%%") + ("%s,\n" if tag in bare else "{%s},\n")
        for tag in others
    ]
    return _Form(
        f"{head}{''.join(lines)}}}\n",
        [place for place, tag in enumerate(tags) if tag in bare],
    )


def _text(
    record: Record, bare: Collection[str], macros: Collection[str], syntax: Mapping[str, Any]
) -> str:
    """The text of any record."""
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
    if "@" in text:
        text = _commented(text)
    fields = arranged(kind, fields, syntax)
    width = max([len(tag) for tag, _ in fields], default=0)
    lines = [
        f"  {tag:{width}} = {{{value}}},\n"
        if tag not in bare or value not in macros
        else f"  {tag:{width}} = {value},\n"
        for tag, value in fields
    ]
    return f"{text}@{kind}{{{key},\n{''.join(lines)}}}\n"


def _commented(text: str) -> str:
    """Text between entries; a sign that one might begin with stands behind a ``%``."""
    lines = text.splitlines(keepends=True)
    return "".join([line if _is_comment(line) else _parted(line) for line in lines])


def _is_comment(line: str) -> bool:
    before, sign, behind = line.partition("@")
    return not sign or ("%" in before and not before.strip("% \t") and "@" not in behind)


def _parted(line: str) -> str:
    return line.replace("@", "\n% @").lstrip("\n")
