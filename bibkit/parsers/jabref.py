"""A JabRef library to records: BibTeX, but for what bibkit itself put down as its owner."""

from collections.abc import Iterator, Mapping
from typing import Any

from bibkit.diagnostics import Report
from bibkit.inputs import Input
from bibkit.model import Field, Record
from bibkit.parsers import bibtex

complete = bibtex.complete

_OWN = {"owner", "creationdate"}


def parse(source: Input, syntax: Mapping[str, Any], report: Report) -> Iterator[Record]:
    """One record an entry; ``syntax`` as for ``parsers.bibtex``."""
    for record in bibtex.parse(source, syntax, report):
        if Field("owner", "bibkit") in (field._replace(line=0) for field in record.fields):
            fields = tuple(field for field in record.fields if field.tag not in _OWN)
            yield record._replace(fields=fields)
        else:
            yield record
