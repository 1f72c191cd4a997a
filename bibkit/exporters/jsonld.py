"""Records to JSON-LD: a graph with a work a line."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bibkit.exporters.yamltree import WorkWriting
from bibkit.model import Json, Record

_encode = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode
_KINDS: Mapping[str, str] = {
    "publisher": "Organization",
    "copyrightHolder": "Organization",
    "locationCreated": "Place",
    "identifier": "PropertyValue",
    "additionalProperty": "PropertyValue",
}
"""The types of what is no work."""


def export(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """A chunk a record; the inverse of ``parsers.jsonld``. No ``<`` may end a script."""
    writing = WorkWriting(syntax)
    opening = '{"@context": "https://schema.org", "@graph": ['
    first = True
    for record in records:
        if record.kind or record.fields:
            _, work = writing.work(record)
            text = _encode(_typed(work)).replace("<", "\\u003c")
            yield f"{opening if first else ','}\n{text}"
            first = False
    yield f"{opening}]}}\n" if first else "\n]}\n"


def _typed(work: dict[str, Json]) -> dict[str, Json]:
    """The work with a type for each object in it."""
    whole = work.get("isPartOf")
    if isinstance(whole, dict):
        kinds: list[Json] = [
            kind
            for tag, kind in (
                ("issueNumber", "PublicationIssue"), ("volumeNumber", "PublicationVolume"),
            ) if tag in whole
        ]  # fmt: skip
        article = str(work.get("@type")).endswith(("Article", "Posting", "Review"))
        kinds.append("Periodical" if article else "Book")
        work["isPartOf"] = {"@type": kinds if len(kinds) > 1 else kinds[0], **whole}
    for tag, kind in _KINDS.items():
        value = work.get(tag)
        if isinstance(value, dict):
            work[tag] = {"@type": kind, **value}
        elif isinstance(value, list):
            work[tag] = [{"@type": kind, **each} for each in value if isinstance(each, dict)]
    return work
