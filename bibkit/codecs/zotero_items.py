"""CSL's members to items as Zotero's API has them.

What the type of an item has no field for stands in its Extra (``codecs.zotero_extra``); a
type that Zotero lacks is its nearest with a line ``type: ...``, which Zotero's styles obey.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bibkit.codecs.zotero_extra import (
    ARXIV,
    CLASS,
    CODE,
    FACTS,
    ITEM,
    PEOPLE,
    ROLE,
    fact_lines,
    line,
)
from bibkit.codecs.zotero_links import Item, listed, objects
from bibkit.codecs.zotero_notes import to_html
from bibkit.codecs.zotero_schema import ItemType, item_type
from bibkit.codecs.zotero_variables import CSL_TYPES, kind_for
from bibkit.keylinks import RELATED
from bibkit.model import TYPES, Json, Record
from bibkit.patterns import lazy

ARCHIVE = "arXiv"
CODE_TITLE = "Code"
"""What an attachment is called that links to the repository of a work's code."""
_ADDRESS = lazy(r"https?://[^\s/]\S*", re.IGNORECASE)
_DAY = lazy(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOT_TOLD = ("id", "custom/sources")
"""Where something was read is no fact of it, and a key has a field of its own."""
_JOINT = {"ISBN": " ", "ISSN": ", "}
"""Fields that hold several identifiers, and what parts them there."""


def item_of(record: Record) -> Item | None:
    """The item of a record in CSL's members; None for one that could not be parsed.

    Its ``notes``, ``attachments`` and ``related``, keys of records, are none of its own
    members in the API (``zotero_links``).
    """
    if not record.kind:
        return None
    values: dict[str, list[Json]] = {}
    for tag, value, _ in record.fields:
        values.setdefault(tag, []).append(value)
    facts = _facts(values)
    texts = ",".join(map(str, facts.pop(RELATED, ())))
    related = [key for part in texts.split(",") if (key := part.strip())]
    members = {
        name.partition("/")[2]: found[0]
        for name in list(facts)
        if name.startswith(f"{ITEM}/") and (found := facts.pop(name))
    }
    kind = _kind(record.kind, str(members.pop("itemType", "")), values)
    shape = item_type(kind)
    assert shape is not None
    item = _Arranging(kind, shape, values).item(record.kind, facts, members)
    return {**item, "related": related} if related else item


def _kind(type: str, wanted: str, tags: Collection[str]) -> str:
    """The item type for a CSL type: the one that it was read as, if it still fits."""
    if wanted and CSL_TYPES.get(wanted) == type:
        return wanted
    return kind_for(type, tags)


def _facts(values: dict[str, list[Json]]) -> dict[str, list[Json]]:
    facts: dict[str, list[Json]] = {}
    for found in values.pop(FACTS, ()):
        for name, some in found.items() if isinstance(found, dict) else ():
            facts[name] = some if isinstance(some, list) else [some]
    return facts


class _Arranging:
    """One item in the making: its fields, its creators and the lines of its Extra."""

    def __init__(
        self, kind: str, shape: ItemType, values: Mapping[str, Sequence[Json]]
    ) -> None:
        self.kind = kind
        self.shape = shape
        self.values = dict(values)
        self.fields: dict[str, Json] = {}
        self.creators: list[dict[str, Json]] = []
        self.lines: list[str] = []

    def item(
        self, type: str, facts: Mapping[str, list[Json]], members: Mapping[str, Json]
    ) -> Item:
        if CSL_TYPES.get(self.kind) != type:
            self.lines.append(f"type: {type}" if type in TYPES else f"Item Type: {type}")
        links = self.links(members.get("children"))
        note = "\n".join(map(str, self.values.pop("note", ())))
        annote = self.values.pop("annote", ())
        words = [tag for found in self.values.pop("keyword", ()) for tag in listed(found)]
        tags = [
            tag for tag in words if isinstance(tag, dict) and isinstance(tag.get("tag"), str)
        ]
        self.lines += [line("keyword", word) for word in words if word not in tags]
        for tag in _NOT_TOLD:
            self.values.pop(tag, None)
        self.put_arxiv()
        for tag, values in self.values.items():
            if tag in PEOPLE:
                self.put_people(tag, values)
            else:
                self.put(tag, values)
        self.lines += fact_lines(facts)
        extra = "\n".join([*self.lines, *([note] if note else ())])
        more = {name: value for name, value in members.items() if name not in self.fields}
        creators = more.pop("creators", None)
        item: Item = {
            "itemType": self.kind,
            **self.fields,
            "creators": [*self.creators, *_creators(creators)],
            **({"extra": extra} if extra else {}),
            "tags": tags,
            **{"collections": [], "relations": {}},
            **more,
        }
        if annote:
            item["notes"] = [{"note": to_html(str(text))} for text in annote]
        if links:
            item["attachments"] = links
        return item

    def links(self, children: Json) -> list[Item]:
        """The repository of a work's code, as a link that the item did not come with."""
        url = str(self.values.get(CODE, ("",))[0])
        if not _ADDRESS.fullmatch(url):
            return []
        del self.values[CODE]
        known = [child.get("url") for child in objects(children)]
        return [] if url in known else [{"title": CODE_TITLE, "url": url}]

    def put_arxiv(self) -> None:
        """The arXiv identifier: a preprint's place, and the line that Zotero itself writes."""
        found = [str(value) for value in self.values.pop(ARXIV, ())]
        if not found:
            return
        classes = self.values.pop(CLASS, ())
        shown = f" [{classes[0]}]" if classes else ""
        is_placed = self.kind == "preprint"
        if is_placed:
            self.fields[self.shape.own["number"]] = f"{ARCHIVE}:{found[0]}"
            repository = self.values.get("publisher", (ARCHIVE,))
            if repository[0] == ARCHIVE:
                self.lines += [
                    line("publisher", value) for value in self.values.pop("publisher", ())
                ]
            self.fields[self.shape.own["publisher"]] = repository[0]
        if shown or not is_placed:
            self.lines.append(f"{ARCHIVE}:{found[0]}{shown}")
        self.lines += [f"{ARCHIVE}:{more}" for more in found[1:]]

    def put(self, tag: str, values: Sequence[Json]) -> None:
        """A variable in its field, or in the lines; what repeats parted as Zotero does it."""
        base = self.shape.field_of(tag)
        field = self.shape.own.get(base, "")
        if tag == "accessed" and not _DAY.fullmatch(str(values[0])):
            field = ""
        if field and tag in _JOINT:
            self.fields[field] = _JOINT[tag].join(map(str, values))
            return
        rest = values
        if field and field not in self.fields:
            self.fields[field] = values[0]
            rest = values[1:]
        for value in rest:
            self.lines += [line(tag, each) for each in listed(value)]

    def put_people(self, tag: str, values: Sequence[Json]) -> None:
        creator = self.shape.creator_of(tag)
        role = self.shape.first_role
        if tag == "author" and role and role not in self.values:
            # Zotero knows of a film or a podcast no other authors.
            creator = self.shape.creators[0]
            self.lines += fact_lines({ROLE: [tag]})
        for found in values:
            for person in listed(found):
                if creator and isinstance(person, dict):
                    self.creators.append({"creatorType": creator, **person})
                else:
                    self.lines.append(line(tag, person))


def _creators(found: Json) -> list[Any]:
    """Creators of kinds that no role is, as they were read."""
    people = found if isinstance(found, list) else []
    return [each for each in people if isinstance(each, dict) and "creatorType" in each]
