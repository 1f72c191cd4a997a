"""schema.org's works in JSON-LD to records: one, a list, a graph, a page's main entity."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bibkit import identifiers, nesting
from bibkit.diagnostics import Report
from bibkit.inputs import Input
from bibkit.model import Json, Record, Source
from bibkit.parsers import jsontree
from bibkit.parsers.yamltree import WorkReading

_INSIDE = ("@graph", "mainEntity", "itemListElement", "item", "hasPart", "mainEntityOfPage")
"""Members that may hold the works of what is none itself."""
_VOCABULARY = ("https://schema.org/", "http://schema.org/", "schema:")
_SCHEMES = frozenset("doi isbn issn pmid pmcid arxiv".split())


def parse(source: Input, syntax: Mapping[str, Any], report: Report) -> Iterator[Record]:
    """One record a work, its members by path, of lists each value.

    ``syntax``: as for ``yamltree``, and ``others``, the types of what is no work.
    """
    plain = {"kind": "@none", "key": "@id"}
    for record in jsontree.parse(source, plain, report):
        if any(field.tag == "@raw" for field in record.fields):
            yield record
            continue
        value: dict[str, Json] = {field.tag: field.value for field in record.fields}
        yield from records(value, syntax, record.source._replace(key=""))


def records(value: Json, syntax: Mapping[str, Any], where: Source) -> Iterator[Record]:
    """The records of the works in a value of JSON-LD."""
    if nesting.is_deep(value):
        return
    reading = WorkReading(syntax)
    known: dict[str, dict[str, Json]] = {}
    _remember(value, known)
    others = frozenset(syntax.get("others", ()))
    skipped = frozenset(syntax.get("skipped", ()))
    for work in _works(value, others):
        settled = _settled(work, known, skipped)
        settled["@type"] = _kind_of(types_of(work), others)
        yield reading.record(settled, where)


def _remember(value: Json, known: dict[str, dict[str, Json]]) -> None:
    """Every object that has a name of its own in the document."""
    if isinstance(value, list):
        for each in value:
            _remember(each, known)
    elif isinstance(value, dict):
        name = value.get("@id")
        if isinstance(name, str) and len(value) > len(known.get(name, ())):
            known[name] = value
        for each in value.values():
            if isinstance(each, list | dict):
                _remember(each, known)


def _works(value: Json, others: frozenset[str]) -> Iterator[dict[str, Json]]:
    """The works: what has a type of works, else what stands in it."""
    if isinstance(value, list):
        for each in value:
            yield from _works(each, others)
    elif isinstance(value, dict):
        kinds = types_of(value)
        if _kind_of(kinds, others):
            yield value
            return
        for tag in _INSIDE:
            if isinstance(inner := value.get(tag), list | dict):
                yield from _works(inner, others)


def _kind_of(kinds: Sequence[str], others: frozenset[str]) -> str:
    """The type that makes a work of an object; an issue of a periodical is none."""
    if any(kind in ("PublicationIssue", "PublicationVolume") for kind in kinds):
        return ""
    return next((kind for kind in kinds if kind not in others), "")


def types_of(value: Mapping[str, Json]) -> list[str]:
    """The types of an object, without their vocabulary."""
    kinds = value.get("@type")
    found = []
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str):
            for prefix in _VOCABULARY:
                kind = kind.removeprefix(prefix)
            found.append(kind)
    return found


def _settled(
    work: dict[str, Json], known: Mapping[str, dict[str, Json]], skipped: frozenset[str]
) -> dict[str, Json]:
    """A work with the periodical that it is part of in one, and identifiers by scheme."""
    settled: dict[str, Json] = {}
    for raw, value in work.items():
        tag = raw
        for prefix in _VOCABULARY:
            tag = tag.removeprefix(prefix)
        if tag not in skipped:
            settled[tag] = _resolved(value, known, named=tag in _THINGS)
    kinds = settled.get("additionalType")
    if isinstance(kinds, list):
        settled["additionalType"] = kinds[0] if kinds else None
    if merged := _whole(settled.pop("isPartOf", None), known):
        settled["isPartOf"] = merged
    given = settled.pop("identifier", None)
    found: list[Json] = []
    for each in given if isinstance(given, list) else [given]:
        found += _identifiers(each)
    if found:
        settled["identifier"] = found
    publisher = settled.get("publisher")
    if isinstance(publisher, dict):
        settled["publisher"] = {tag: publisher[tag] for tag in _SAID if tag in publisher}
    page = settled.get("mainEntityOfPage")
    if isinstance(page, dict):
        settled["mainEntityOfPage"] = page.get("@id") or page.get("url")
    for tag in ("@id", "mainEntityOfPage"):
        if not str(settled.get(tag)).startswith(("http://", "https://")):
            settled.pop(tag, None)
    return settled


_THINGS = frozenset("author creator editor publisher translator contributor".split())
_SAID = ("name", "location", "address")
"""What of a publisher is said of the work."""


def _resolved(value: Json, known: Mapping[str, dict[str, Json]], *, named: bool = True) -> Json:
    """What a reference to an object of the document means; its name alone, where ``named``."""
    if isinstance(value, list):
        return [_resolved(each, known, named=named) for each in value]
    if isinstance(value, dict) and value.keys() == {"@id"}:
        return known.get(str(value["@id"]), value)
    if named and isinstance(value, str):
        return known.get(value, value)
    return value


def _whole(value: Json, known: Mapping[str, dict[str, Json]]) -> dict[str, Json]:
    """An issue, the volume that it is of, and the periodical, in one."""
    merged: dict[str, Json] = {}
    left, steps = [value], 0
    while left and steps < 10:
        steps += 1
        each = _resolved(left.pop(0), known)
        if isinstance(each, list):
            left = [*each, *left]
        elif isinstance(each, str):
            merged.setdefault("name", each)
        elif isinstance(each, dict):
            kinds = types_of(each)
            part = bool(kinds) and all(kind.startswith("Publication") for kind in kinds)
            for tag, inner in each.items():
                if tag in ("@type", "@id") or (
                    part and tag in ("name", "url", "datePublished")
                ):
                    continue
                if tag in ("isPartOf", "hasPart"):
                    left += [inner] if tag == "isPartOf" else []
                else:
                    merged.setdefault(tag, inner)
    return merged


def _identifiers(value: Json) -> Sequence[dict[str, Json]]:
    """What an identifier says, with its scheme."""
    if isinstance(value, str):
        found: list[dict[str, Json]] = [
            {"propertyID": each.scheme, "value": each.value} for each in identifiers.find(value)
        ]
        return found or [{"propertyID": "other", "value": value}]
    if not isinstance(value, dict):
        return []
    text = value.get("value") or value.get("@value") or value.get("@id") or value.get("url")
    scheme = str(value.get("propertyID") or value.get("name") or "").casefold()
    scheme = scheme.rpartition("/")[2]
    if not isinstance(text, str | int):
        return []
    if scheme not in _SCHEMES and "additionalType" not in value and not value.get("propertyID"):
        return _identifiers(str(text))
    return [{"propertyID": scheme or "other", "value": str(text)}]
