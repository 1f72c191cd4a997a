"""What an item of Zotero names by keys: items that it is related to, its notes and links."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from bibkit.model import Json

Item: TypeAlias = dict[str, Any]


def linked(item: Item) -> None:
    """Give an item its relations to those of the records that it is related to.

    Of which items those will be nobody knows: each has a key that its citation key makes.
    """
    related = item.pop("related", ())
    if related:
        item.setdefault("key", key_of(item.get("citationKey", "")))
        addresses = [address("users/0", key_of(key)) for key in related]
        item["relations"] = with_relations(item["relations"], addresses)


def with_relations(relations: Json, addresses: Iterable[str]) -> dict[str, Json]:
    """Relations with more addresses of items that this one is related to."""
    known = relations if isinstance(relations, dict) else {}
    found = dict.fromkeys((*listed(known.get(_RELATION, [])), *addresses))
    return {**known, _RELATION: list(found)}


def address(library: str, key: str) -> str:
    """How relations name an item of a library (``users/1``)."""
    return f"http://zotero.org/{library}/items/{key}"


_RELATION = "dc:relation"


def with_related(item: Item, keys: Mapping[str, str]) -> Item:
    """An item whose relations to others, by their Zotero keys, are to their records' keys."""
    relations = item.get("relations")
    if not isinstance(relations, dict) or _RELATION not in relations:
        return item
    addresses = listed(relations[_RELATION])
    found = {each: keys.get(str(each).rpartition("/")[2], "") for each in addresses}
    left = [each for each, key in found.items() if not key]
    rest = {name: value for name, value in relations.items() if name != _RELATION}
    if left:
        rest[_RELATION] = left
    return {**item, "relations": rest, "related": [key for key in found.values() if key]}


def children_of(item: Item) -> list[Item]:
    """The notes and links of an item, and children that it was read with, as items.

    They are taken off ``item``, which gets a key by which they name it.
    """
    parts, kept = parts_of(item), objects(item.pop("children", ()))
    if not (parts or kept):
        return []
    key = item.setdefault("key", key_of(item))
    return [*(child(part, key) for part in parts), *kept]


def parts_of(item: Item) -> list[Item]:
    """The notes and links of an item, which are taken off it."""
    return [*objects(item.pop("notes", ())), *objects(item.pop("attachments", ()))]


def child(part: Item, key: str) -> Item:
    """A note or a link as an item of its own, which belongs to the one of ``key``."""
    kind = {"itemType": "note"} if "note" in part else {"itemType": "attachment", **_LINK}
    return {**kind, "parentItem": key, **part, "tags": [], "relations": {}}


_LINK = {"linkMode": "linked_url", "contentType": "text/html"}


def listed(value: Json) -> list[Any]:
    """A value as a list, of it alone if it is none."""
    return value if isinstance(value, list) else [value]


def objects(found: Any) -> list[Item]:
    """The objects of a list; of what is no list none."""
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


_ALPHABET = "23456789ABCDEFGHIJKLMNPQRSTUVWXYZ"


def key_of(value: Json) -> str:
    """A key for an object, of the form that Zotero's are of; the same for the same object."""
    data = json.dumps(value, sort_keys=True, ensure_ascii=False).encode()
    number = int.from_bytes(hashlib.sha256(data).digest(), "big")
    digits = []
    for _ in range(8):
        number, digit = divmod(number, len(_ALPHABET))
        digits.append(_ALPHABET[digit])
    return "".join(digits)
