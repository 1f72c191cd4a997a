"""Zotero's items to records: an answer of its API, a list of items, or its CSL-JSON."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bibkit.codecs.zotero_csl import item_of_csl
from bibkit.codecs.zotero_links import key_of, with_related
from bibkit.codecs.zotero_records import record_of
from bibkit.codecs.zotero_schema import CHILDREN
from bibkit.diagnostics import Report
from bibkit.inputs import Input
from bibkit.model import Record, Source
from bibkit.parsers import jsontree

_TREE = {"kind": "", "key": ""}


def parse(source: Input, syntax: Mapping[str, Any], report: Report) -> Iterator[Record]:
    """One record an item; notes and attachments belong to the item that they name.

    ``syntax``: ``form``, ``item`` or ``csl``.
    """
    items: list[tuple[dict[str, Any], Source] | Record] = []
    children: dict[str, list[dict[str, Any]]] = {}
    for tree in jsontree.parse(source, _TREE, report):
        members = {field.tag: field.value for field in tree.fields}
        if "@raw" in members:
            items.append(tree)
            continue
        item: dict[str, Any] = members
        if isinstance(data := members.get("data"), dict):
            item = data
        if syntax["form"] == "csl":
            item = item_of_csl(item)
        parent = item.get("parentItem")
        if str(item.get("itemType")) in CHILDREN and isinstance(parent, str):
            children.setdefault(parent, []).append(item)
        else:
            items.append((item, tree.source))
    keys = _keys(each[0] for each in items if not isinstance(each, Record))
    for each in items:
        if isinstance(each, Record):
            yield each
            continue
        item, place = with_related(each[0], keys), each[1]
        yield _record(item, children.pop(str(item.get("key", "")), ()), place)
    for orphans in children.values():
        for item in orphans:
            yield _record(item, (), Source(source.path))


def _keys(items: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The keys of records by those of their items, and by those that are made of them."""
    found: dict[str, str] = {}
    for item in items:
        if key := str(item.get("citationKey") or ""):
            found[key_of(key)] = key
            found[str(item.get("key", ""))] = key
    return found


def _record(item: dict[str, Any], children: Any, place: Source) -> Record:
    notes = [str(child.get("note", "")) for child in children if child["itemType"] == "note"]
    others = [child for child in children if child["itemType"] != "note"]
    if others:
        item = {**item, "children": others}
    return record_of(item, notes, place)
