"""What Zotero makes of a CSL-JSON file: its import, written anew from its description.

Types are guessed as it guesses them, each variable goes to the first field that the type has,
each role to its kind of creator or else to the type's first; the rest is dropped.
"""

from typing import Any

from bibkit.codecs.zotero_schema import ItemType, item_type
from bibkit.codecs.zotero_variables import DATES, KINDS, ROLES, VARIABLES

REFUSED = frozenset({"software"})


def imported(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The items of a file; one type that is not known, and the file is none."""
    if any(item["type"] in REFUSED or item["type"] not in {*KINDS, *_OTHERS} for item in items):
        raise ValueError("no translator")
    return list(map(_item, items))


_OTHERS = """classic collection entry event figure musical_score pamphlet performance
periodical regulation review review-book treaty""".split()


def _guessed(item: dict[str, Any]) -> str:
    type = item["type"]
    if type == "bill" and (item.get("publisher") or item.get("number-of-volumes")):
        return "hearing"
    shown = (
        "archive archive_location container-title event-place publisher publisher-place source"
    )
    if type == "broadcast" and any(item.get(name) for name in shown.split()):
        return "tvBroadcast"
    if type == "book" and item.get("version"):
        return "computerProgram"
    if type == "song" and item.get("number"):
        return "podcast"
    recorded = "collection-title publisher-place event-place volume number-of-volumes ISBN"
    if type == "motion_picture" and any(item.get(name) for name in recorded.split()):
        return "videoRecording"
    return KINDS.get(type, "document")


def _item(item: dict[str, Any]) -> dict[str, Any]:
    kind = _guessed(item)
    shape = item_type(kind)
    assert shape is not None
    made: dict[str, Any] = {"itemType": kind, "creators": []}
    for variable, fields in VARIABLES.items():
        for field in fields if variable in item else ():
            if field in shape.own:
                value = item[variable]
                if variable in DATES:
                    value = value.get("literal") or value.get("raw") or "not ISO"
                made[shape.own[field]] = value
                break
    for role, creator in ROLES.items():
        for person in item.get(role, ()):
            made["creators"].append(_creator(person, creator, shape))
    if "note" in item:
        made["extra"] = item["note"]
    return made


def _creator(person: dict[str, Any], creator: str, shape: ItemType) -> dict[str, Any]:
    kind = creator if creator in shape.creators else shape.creators[0]
    if "literal" in person and not (person.get("family") or person.get("given")):
        return {"creatorType": kind, "name": person["literal"]}
    parts = {"lastName": person.get("family", ""), "firstName": person.get("given", "")}
    return {"creatorType": kind, **parts}
