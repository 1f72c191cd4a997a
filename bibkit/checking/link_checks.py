"""What records of a .bib file say of each other: parents, relatives, members of a set."""

from collections.abc import Iterator, Mapping, Sequence

from bibkit.checking.checked import Checked
from bibkit.diagnostics import Diagnostic
from bibkit.model import Field, Record
from bibkit.patterns import lazy

LINKS = ("crossref", "xdata", "xref", "related", "entryset")
"""Tags of fields that hold keys of other records."""
_SEPARATORS = lazy(r"\s*+,\s*+")


def findings(records: Sequence[Record], library: Sequence[Checked]) -> Iterator[Diagnostic]:
    """Keys that no record has, and parents where BibTeX does not find them.

    Args:
        records: Every record of the file, also those that are no references.
        library: Those that are references.
    """
    lines = _lines(records)
    for checked in library:
        for field in checked.own_fields():
            if field.tag in LINKS:
                yield from _links(checked, field, lines)


def _lines(records: Sequence[Record]) -> Mapping[str, int]:
    """The line of each key, and of each alias that BibLaTeX's ``ids`` give, in any case."""
    lines: dict[str, int] = {}
    for record in records:
        keys = [record.source.key]
        keys += [
            key
            for field in record.fields
            if field.tag == "ids"
            for key in _SEPARATORS.split(str(field.value).strip())
        ]
        for key in keys:
            lines.setdefault(key.casefold(), record.source.line)
    return lines


def _links(checked: Checked, field: Field, lines: Mapping[str, int]) -> Iterator[Diagnostic]:
    value = str(field.value).strip()
    keys = [value] if field.tag in ("crossref", "xref") else _SEPARATORS.split(value)
    for key in filter(None, keys):
        line = lines.get(key.casefold())
        if line is None:
            message = f"{field.tag} names {key!r}, a key that no entry has"
            yield checked.finding("dangling-link", message, field)
        elif field.tag == "crossref" and line < checked.record.source.line:
            message = f"crossref names {key!r} in line {line}: BibTeX wants parents behind"
            yield checked.finding("parent-first", message, field)
