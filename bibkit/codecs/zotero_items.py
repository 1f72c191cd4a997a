"""CSL's members to items as Zotero's API has them, and back.

What the type of an item has no field for stands in its Extra (``codecs.zotero_extra``); a
type that Zotero lacks is its nearest with a line ``type: ...``, which Zotero's styles obey.
"""

import hashlib
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bibkit.codecs.zotero_extra import (
    ARXIV,
    CLASS,
    FACTS,
    ITEM,
    PEOPLE,
    fact_lines,
    line,
    take_lines,
)
from bibkit.codecs.zotero_schema import KINDS, ROLES, VARIABLES, ItemType, item_type
from bibkit.model import Field, Json, Record, Source
from bibkit.patterns import lazy

Item = dict[str, Any]

_NEAREST: Mapping[str, str] = {
    "classic": "book",
    "collection": "document",
    "entry": "encyclopediaArticle",
    "event": "presentation",
    "figure": "artwork",
    "musical_score": "audioRecording",
    "pamphlet": "document",
    "performance": "presentation",
    "periodical": "book",
    "regulation": "statute",
    "review": "journalArticle",
    "review-book": "journalArticle",
    "software": "computerProgram",
    "treaty": "statute",
}
"""CSL's types that Zotero has no item type for, and ``software``, which it does not import."""
_KINDS = {**KINDS, "broadcast": "tvBroadcast", "software": "computerProgram"}
_TYPES = {kind: type for type, kind in _KINDS.items()} | {
    "podcast": "broadcast",
    "radioBroadcast": "broadcast",
    "videoRecording": "motion_picture",
    "email": "personal_communication",
    "instantMessage": "personal_communication",
}
_ARCHIVE = "arXiv"
_ARCHIVE_ID = lazy(r"arXiv:\s*(\S+)", re.IGNORECASE)
_DAY = lazy(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOT_TOLD = ("id", "custom/sources")
"""Where something was read is no fact of it, and a key has a field of its own."""
_JOINT = {"ISBN": " ", "ISSN": ", "}
"""Fields that hold several identifiers, and what parts them there."""


def item_of(record: Record) -> Item | None:
    """The item of a record in CSL's members; None for one that could not be parsed."""
    if not record.kind:
        return None
    values: dict[str, list[Json]] = {}
    for tag, value, _ in record.fields:
        values.setdefault(tag, []).append(value)
    facts = _facts(values)
    members = {
        name.partition("/")[2]: found[0]
        for name in list(facts)
        if name.startswith(f"{ITEM}/") and (found := facts.pop(name))
    }
    type = record.kind
    kind = str(members.pop("itemType", "")) or _KINDS.get(type) or _NEAREST.get(type, "document")
    shape = item_type(kind)
    if shape is None or (_TYPES.get(kind) != type and kind != _NEAREST.get(type)):
        kind = _KINDS.get(type) or _NEAREST.get(type, "document")
        shape = item_type(kind)
    assert shape is not None
    return _Arranging(kind, shape, values).item(type, facts, members)


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
        if _TYPES.get(self.kind) != type:
            self.lines.append(f"type: {type}")
        note = "\n".join(map(str, self.values.pop("note", ())))
        annote = self.values.pop("annote", ())
        tags = [tag for found in self.values.pop("keyword", ()) for tag in _listed(found)]
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
            "creators": [*self.creators, *(creators if isinstance(creators, list) else ())],
            **({"extra": extra} if extra else {}),
            "tags": tags,
            **{"collections": [], "relations": {}},
            **more,
        }
        if annote:
            item["notes"] = [{"note": to_html(str(text))} for text in annote]
        return item

    def put_arxiv(self) -> None:
        """The arXiv identifier: a preprint's place, and the line that Zotero itself writes."""
        found = [str(value) for value in self.values.pop(ARXIV, ())]
        if not found:
            return
        classes = self.values.pop(CLASS, ())
        shown = f" [{classes[0]}]" if classes else ""
        is_placed = self.kind == "preprint"
        if is_placed:
            self.fields[self.shape.own["number"]] = f"{_ARCHIVE}:{found[0]}"
            repository = self.values.get("publisher", (_ARCHIVE,))
            if repository[0] == _ARCHIVE:
                self.lines += [line("publisher", value) for value in self.values.pop("publisher", ())]
            self.fields[self.shape.own["publisher"]] = repository[0]
        if shown or not is_placed:
            self.lines.append(f"{_ARCHIVE}:{found[0]}{shown}")
        self.lines += [f"{_ARCHIVE}:{more}" for more in found[1:]]

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
            self.lines += [line(tag, each) for each in _listed(value)]

    def put_people(self, tag: str, values: Sequence[Json]) -> None:
        creator = self.shape.creator_of(tag)
        for found in values:
            for person in _listed(found):
                if creator:
                    self.creators.append({"creatorType": creator, **person})
                else:
                    self.lines.append(line(tag, person))


def _listed(value: Json) -> list[Any]:
    return value if isinstance(value, list) else [value]


def record_of(item: Mapping[str, Any], notes: Sequence[str] = (), place: Source = Source()) -> Record:
    """The record of an item in CSL's members; ``notes`` are those of its children."""
    members = {name: value for name, value in item.items() if value not in ("", None, [], {})}
    if _is_ours(item):
        del members["key"]
    kind = str(members.pop("itemType", ""))
    shape = item_type(kind)
    if shape is None:
        return Record(kind, tuple(Field(name, value) for name, value in members.items()), place)
    return _Reading(kind, shape, members, notes, place).record()


class _Reading:
    """One item taken apart."""

    def __init__(
        self,
        kind: str,
        shape: ItemType,
        members: dict[str, Any],
        notes: Sequence[str],
        place: Source,
    ) -> None:
        self.kind = kind
        self.shape = shape
        self.members = members
        self.notes = notes
        self.place = place
        self.fields: list[tuple[str, Json]] = []
        self.facts: dict[str, list[Json]] = {}

    def record(self) -> Record:
        type = _TYPES[self.kind]
        extra = str(self.members.pop("extra", ""))
        tags = self.members.pop("tags", ())
        creators = self.members.pop("creators", ())
        notes = [*self.members.pop("notes", ()), *self.notes]
        self.take_arxiv()
        for name, value in self.members.items():
            self.take(name, value)
        people = self.take_creators(creators)
        taken = take_lines(extra, (tag for tag, _ in self.fields))
        self.fields += self.gathered(taken.fields, people)
        if tags:
            self.fields.append(("keyword", [_tag(tag) for tag in tags]))
        if taken.note:
            self.fields.append(("note", taken.note))
        if texts := [from_html(_note(note)) for note in notes]:
            self.fields.append(("annote", "\n\n".join(texts)))
        if _KINDS.get(type) != self.kind:
            self.facts[f"{ITEM}/itemType"] = [self.kind]
        if taken.type and _NEAREST.get(taken.type) == self.kind:
            type = taken.type
            self.facts.pop(f"{ITEM}/itemType", None)
        elif taken.type:
            type = taken.type
        for name, values in taken.facts.items():
            self.facts.setdefault(name, []).extend(values)
        if self.facts:
            self.fields.append((FACTS, dict(self.facts)))
        key = str(self.members.get("citationKey", ""))
        fields = tuple(Field(tag, value, self.place.line) for tag, value in self.fields)
        return Record(type, fields, self.place._replace(key=key))

    def take_arxiv(self) -> None:
        number, publisher = (self.shape.own.get(base, "") for base in ("number", "publisher"))
        found = _ARCHIVE_ID.fullmatch(str(self.members.get(number, "")))
        if self.kind != "preprint" or not found:
            return
        del self.members[number]
        self.fields.append((ARXIV, found[1]))
        if self.members.get(publisher) == _ARCHIVE:
            del self.members[publisher]

    def take(self, name: str, value: Json) -> None:
        base = self.shape.base.get(name) or (name if name in self.shape.own else "")
        variable = _VARIABLES.get(base, "")
        seen = {tag for tag, _ in self.fields}
        if variable and variable not in seen and self.shape.field_of(variable) == base:
            self.fields.append((variable, value))
        elif variable and variable not in seen and base:
            self.fields.append((variable, value))
        else:
            self.facts[f"{ITEM}/{name}"] = [value]

    def take_creators(self, creators: Iterable[Mapping[str, Json]]) -> dict[str, list[Json]]:
        people: dict[str, list[Json]] = {}
        for creator in creators:
            person = {name: part for name, part in creator.items() if name in _PARTS and part}
            role = self.shape.role_of(str(creator.get("creatorType", "")))
            if role in ROLES:
                people.setdefault(role, []).append(person)
            else:
                self.facts.setdefault(f"{ITEM}/creators", [[]])
                kept = self.facts[f"{ITEM}/creators"][0]
                assert isinstance(kept, list)
                kept.append(dict(creator))
        return people

    def gathered(
        self, fields: Sequence[tuple[str, Json]], people: dict[str, list[Json]]
    ) -> Iterator[tuple[str, Json]]:
        """The fields of lines; people and other lists of a tag in one."""
        lists: dict[str, list[Json]] = people
        for tag, value in fields:
            if tag in PEOPLE or tag in _LISTS:
                lists.setdefault(tag, []).append(value)
            elif (tag, value) not in self.fields:
                yield tag, value
        yield from lists.items()


_PARTS = frozenset({"firstName", "lastName", "name"})
_LISTS = frozenset({"custom/affiliation"})
_VARIABLES = {field: variable for variable, fields in VARIABLES.items() for field in fields}


def _tag(tag: Json) -> Json:
    return tag.get("tag", "") if isinstance(tag, dict) else tag


def _note(note: Any) -> str:
    return str(note.get("note", "")) if isinstance(note, Mapping) else str(note)


def to_html(text: str) -> str:
    """A note's text as Zotero keeps notes: a paragraph each."""
    paragraphs = (html.escape(each, quote=False) for each in text.split("\n\n"))
    return "".join(f"<p>{each.replace(chr(10), '<br>')}</p>" for each in paragraphs)


def from_html(note: str) -> str:
    """The text of a note; markup within its paragraphs stays."""
    inner = _WRAPPED.sub(r"\1", note.strip())
    text = _BREAK.sub("\n", _PARAGRAPH.sub("\n\n", inner))
    return html.unescape(_EDGE.sub("", text)).strip()


_WRAPPED = lazy(r"<div[^>]*+>(.*)</div>", re.DOTALL | re.IGNORECASE)
_PARAGRAPH = lazy(r"</p>\s*<p[^>]*+>", re.IGNORECASE)
_BREAK = lazy(r"<br\s*/?>", re.IGNORECASE)
_EDGE = lazy(r"</?p(?:\s[^>]*+)?>", re.IGNORECASE)


def children_of(item: Item) -> list[Item]:
    """The notes of an item, and other children that it was read with, as items of their own.

    They are taken off ``item``, which gets a key by which they name it.
    """
    notes, kept = item.pop("notes", ()), item.pop("children", ())
    if not (notes or kept):
        return []
    key = item.setdefault("key", key_of(item))
    return [
        *(
            {"itemType": "note", "parentItem": key, **note, "tags": [], "relations": {}}
            for note in notes
        ),
        *kept,
    ]


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


def _is_ours(item: Mapping[str, Any]) -> bool:
    """Whether an item's key is the one that ``children_of`` made, and says nothing."""
    if "key" not in item or "version" in item:
        return False
    return item["key"] == key_of({n: v for n, v in item.items() if n not in ("key", "notes")})
