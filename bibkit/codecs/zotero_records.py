"""Items as Zotero's API has them to records: the inverse of ``codecs.zotero_items``."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bibkit.codecs.zotero_extra import (
    ARXIV,
    CODE,
    FACTS,
    ITEM,
    PEOPLE,
    ROLE,
    take_lines,
)
from bibkit.codecs.zotero_items import ARCHIVE, CODE_TITLE
from bibkit.codecs.zotero_links import child, key_of
from bibkit.codecs.zotero_notes import from_html
from bibkit.codecs.zotero_schema import ItemType, item_type
from bibkit.codecs.zotero_variables import CSL_TYPES, NEAREST, ROLES, VARIABLES, kind_for
from bibkit.keylinks import RELATED
from bibkit.model import Field, Json, Record, Source
from bibkit.patterns import lazy

_ARCHIVE_ID = lazy(r"arXiv:\s*(\S+)", re.IGNORECASE)


def record_of(
    item: Mapping[str, Any], notes: Sequence[str] = (), place: Source = Source()
) -> Record:
    """The record of an item in CSL's members; ``notes`` are those of its children."""
    members = {name: value for name, value in item.items() if value not in ("", None, [], {})}
    odd = {name: members.pop(name) for name in list(members) if not _is_shaped(name, members)}
    if _is_ours(item):
        del members["key"]
    kind = str(members.pop("itemType", ""))
    shape = item_type(kind)
    if shape is None:
        return Record(kind, tuple(Field(name, value) for name, value in members.items()), place)
    record = _Reading(kind, shape, members, notes, place).record()
    kept = (Field(name, value, place.line) for name, value in odd.items())
    return record._replace(fields=(*record.fields, *kept))


def _is_shaped(name: str, members: Mapping[str, Any]) -> bool:
    """Whether a member that is no field has the shape that Zotero gives it."""
    value = members[name]
    if name == "creators":
        return isinstance(value, list) and all(isinstance(each, dict) for each in value)
    if name in ("tags", "notes"):
        return isinstance(value, list) and all(isinstance(each, dict | str) for each in value)
    return name != "extra" or isinstance(value, str)


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
        type = CSL_TYPES[self.kind]
        extra = str(self.members.pop("extra", ""))
        tags = self.members.pop("tags", ())
        creators = self.members.pop("creators", ())
        notes = [*self.members.pop("notes", ()), *self.notes]
        self.take_arxiv()
        self.take_code()
        if related := self.members.pop("related", ()):
            self.facts[RELATED] = [",".join(related)]
        for name, value in self.members.items():
            self.take(name, value)
        people = self.take_creators(creators)
        taken = take_lines(extra, (tag for tag, _ in self.fields))
        if taken.facts.pop(ROLE, []) == ["author"] and self.shape.first_role in people:
            people["author"] = people.pop(self.shape.first_role)
        self.fields += self.gathered(taken.fields, people)
        if tags:
            self.fields.append(("keyword", [_tag(tag) for tag in tags]))
        if taken.note:
            self.fields.append(("note", taken.note))
        if texts := [from_html(_note(note)) for note in notes]:
            self.fields.append(("annote", "\n\n".join(texts)))
        if kind_for(type, {tag for tag, _ in self.fields}) != self.kind:
            self.facts[f"{ITEM}/itemType"] = [self.kind]
        if taken.type:
            type = taken.type
            if NEAREST.get(type) == self.kind:
                self.facts.pop(f"{ITEM}/itemType", None)
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
        if self.members.get(publisher) == ARCHIVE:
            del self.members[publisher]

    def take_code(self) -> None:
        """The link to a work's code; a child that says more than the link stays one."""
        children: Any = self.members.get("children")
        for link in children if isinstance(children, list) else ():
            if isinstance(link, dict) and _is_code(link):
                self.fields.append((CODE, link["url"]))
                if link.keys() == _LINKED:
                    self.members["children"] = [each for each in children if each is not link]
                break
        if self.members.get("children") == []:
            del self.members["children"]

    def take(self, name: str, value: Json) -> None:
        base = self.shape.base.get(name) or (name if name in self.shape.own else "")
        variable = _VARIABLES.get(base, "")
        seen = {tag for tag, _ in self.fields}
        if variable and variable not in seen:
            self.fields.append((variable, value))
        else:
            self.facts[f"{ITEM}/{name}"] = [value]

    def take_creators(self, creators: Iterable[Mapping[str, Json]]) -> dict[str, list[Json]]:
        people: dict[str, list[Json]] = {}
        others: list[Any] = []
        for creator in creators:
            person: Json = {n: part for n, part in creator.items() if n in _PARTS and part}
            role = self.shape.role_of(str(creator.get("creatorType", "")))
            if role in ROLES:
                people.setdefault(role, []).append(person)
            else:
                others.append({**creator})
        if others:
            self.facts[f"{ITEM}/creators"] = [others]
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


def _is_code(child: Mapping[str, Any]) -> bool:
    """Whether a child is the link to the repository of a work's code."""
    url, title = child.get("url"), child.get("title")
    return title == CODE_TITLE and child.get("linkMode") == "linked_url" and bool(url)


_LINKED = child({"title": "", "url": ""}, "").keys()
_PARTS = frozenset({"firstName", "lastName", "name"})
_LISTS = frozenset({"custom/affiliation"})
_VARIABLES = {field: variable for variable, fields in VARIABLES.items() for field in fields}


def _tag(tag: Json) -> Json:
    return tag.get("tag", "") if isinstance(tag, dict) else tag


def _note(note: Any) -> str:
    return str(note.get("note", "")) if isinstance(note, Mapping) else str(note)


_BESIDE_KEY = ("key", "notes", "children")


def _is_ours(item: Mapping[str, Any]) -> bool:
    """Whether an item's key is the one that ``children_of`` made, and says nothing."""
    if "key" not in item or "version" in item:
        return False
    if item["key"] == key_of(item.get("citationKey", "")):
        return True
    return bool(item["key"] == key_of({n: v for n, v in item.items() if n not in _BESIDE_KEY}))
