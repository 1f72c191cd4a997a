"""Items that bibkit sent before, brought up to what the records say now."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bibkit.codecs.zotero_links import address, with_relations
from bibkit.targets.journal import Journal
from bibkit.targets.zotero_api import Library
from bibkit.targets.zotero_items import Parcel

_WHOLE = frozenset({"itemType", "creators", "tags", "collections", "relations", "extra"})


@dataclass(slots=True)
class Updated:
    """What became of the items: changed, as they were, refused with the reason."""

    changed: list[Parcel] = field(default_factory=list)
    same: int = 0
    refused: list[tuple[Parcel, str]] = field(default_factory=list)


def update(library: Library, journal: Journal, known: Mapping[Parcel, str]) -> Updated:
    """Update of ``known``, works with their keys, those that the journal says we sent.

    Fields and creators become what the record says; tags and lines of Extra are added, and
    what only Zotero's item has stays. An item that somebody changes at the same moment is
    refused by Zotero.

    Raises:
        TargetError: the library stopped answering.
    """
    items = {str(each["key"]): each.get("data", each) for each in library.items()}
    done = Updated()
    patches: list[tuple[Parcel, dict[str, Any]]] = []
    ours = set(journal.taken.values())
    for parcel, key in known.items():
        item = items.get(key) if key in ours else None
        changes = differing(item, parcel.item) if item else {}
        if item and changes:
            patches.append((parcel, {"key": key, "version": item["version"], **changes}))
        else:
            done.same += 1
    for start in range(0, len(patches), library.batch):
        _send(library, patches[start : start + library.batch], done)
    return done


def relate(library: Library, parcels: Mapping[Parcel, str]) -> Updated:
    """Let items name those that they are related to; all ``parcels`` with their keys there.

    Raises:
        TargetError: the library stopped answering.
    """
    done = Updated()
    keys = {parcel.item.get("citationKey"): key for parcel, key in parcels.items() if key}
    wanted = {parcel: key for parcel, key in parcels.items() if parcel.related and key}
    if not wanted:
        return done
    items = {str(each["key"]): each for each in library.items()}
    patches: list[tuple[Parcel, dict[str, Any]]] = []
    for parcel, key in wanted.items():
        item = items.get(key, {})
        own = item.get("data", item)
        home = _home(library, item)
        others = [address(home, keys[each]) for each in parcel.related if each in keys]
        relations = with_relations(own.get("relations"), others)
        if item and others and relations != own.get("relations"):
            version = own["version"]
            patches.append((parcel, {"key": key, "version": version, "relations": relations}))
    for start in range(0, len(patches), library.batch):
        _send(library, patches[start : start + library.batch], done)
    return done


def _home(library: Library, item: Mapping[str, Any]) -> str:
    """The library as relations name it; the program on this machine has its user's number."""
    found = item.get("library")
    if isinstance(found, dict) and found.get("id") and found.get("type") in ("user", "group"):
        return f"{found['type']}s/{found['id']}"
    return library.path


def _send(
    library: Library, patches: Sequence[tuple[Parcel, dict[str, Any]]], done: Updated
) -> None:
    outcome = library.post([patch for _, patch in patches], secrets.token_hex(16))
    for number, (parcel, _) in enumerate(patches):
        if number in outcome.taken or outcome.before:
            done.changed.append(parcel)
        else:
            why = "413 too large" if outcome.too_large else "no reason is given"
            done.refused.append((parcel, outcome.refused.get(number, why)))


def differing(item: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What of ``wanted`` an item does not say."""
    changes = {
        name: value
        for name, value in wanted.items()
        if name not in _WHOLE and value and item.get(name) != value
    }
    if item.get("itemType") != wanted["itemType"]:
        changes["itemType"] = wanted["itemType"]
    if wanted["creators"] and item.get("creators") != wanted["creators"]:
        changes["creators"] = wanted["creators"]
    tags = item.get("tags") or []
    known = {tag.get("tag") for tag in tags}
    if more := [tag for tag in wanted["tags"] if tag["tag"] not in known]:
        changes["tags"] = [*tags, *more]
    lines = str(item.get("extra", "")).split("\n")
    if new := [line for line in str(wanted.get("extra", "")).split("\n") if line not in lines]:
        changes["extra"] = "\n".join(filter(None, [*lines, *new]))
    return changes
