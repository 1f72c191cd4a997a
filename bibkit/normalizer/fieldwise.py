"""A record read field by field, as any record can be."""

from collections.abc import Mapping, Sequence
from typing import Any

from bibkit import spelling
from bibkit.codecs.text import PartlyReadError
from bibkit.crosswalk import Crosswalk
from bibkit.diagnostics import Report
from bibkit.kinds import Pattern
from bibkit.model import Citation, Field, Identifier, Record
from bibkit.normalizer.fields import (
    KIND,
    NUMBERS,
    RAW,
    Place,
    labelled,
    parted,
    without,
)
from bibkit.normalizer.noting import Noting
from bibkit.normalizer.plans import MENTIONED, Plan, Readings, unite
from bibkit.rules import ONE, Reading, Rule, Way

_SHARED = frozenset(("ids", "extra"))
"""What several rows add to."""


def read(record: Record, table: Crosswalk, report: Report) -> Citation:
    """The citation that a record means."""
    return _Reading(record, table, report).citation()


def read_on(
    record: Record, table: Crosswalk, report: Report, plan: Plan, found: Readings
) -> Citation:
    """The citation of what a plan found, with its unknown fields and unusual spellings."""
    return _Reading(record, table, report).by_plan(plan, *found)


class _Reading(Noting):
    def __init__(self, record: Record, table: Crosswalk, report: Report) -> None:
        super().__init__(record, table, report)
        self.type_word = ""
        self.values: dict[str, Any] = {}
        self.ids: list[Identifier] = []
        self.mentioned: list[Identifier] = []
        self.gathered: dict[Rule, list[Place]] = {}
        self.lists: dict[str, list[Any]] = {}
        self.name_ids: Field | None = None
        self.shared = _SHARED

    def citation(self) -> Citation:
        meaning, used = self.type()
        type = self.type_word = meaning.word
        fields: Sequence[Field] = self.record.fields
        if used.equal:
            fields = without(fields, used.equal)
        readings = self.table.readings(type)
        values = self.values
        for field in fields:
            tag, value, _ = field
            reading = readings.get(tag)
            if reading is None:
                if tag not in self.table.ignored:
                    self.unknown(field)
                continue
            way, rule, _, _, name, decode, doubts = reading
            if way is not ONE or name in values:
                self.read(reading, field)
            elif value or value.__class__ in NUMBERS:
                try:
                    decoded = decode(value)
                except ValueError as error:
                    self.refused(rule, [field], error)
                else:
                    if decoded or decoded.__class__ is int:
                        values[name] = decoded
                    if doubts and "\\" in str(value):
                        self.doubt(doubts(str(value), decoded), field)
        for rule, places in self.gathered.items():
            self.decode(rule, self.chosen(rule, parted(rule, places)))
        if self.table.syntax.get("spelling"):
            self.note_spelling(fields, readings)
        return self.made(meaning)

    def by_plan(
        self,
        plan: Plan,
        values: dict[str, Any],
        lists: dict[str, list[Any]],
        noted: Sequence[int],
    ) -> Citation:
        """The citation of what a plan read, with its unknown fields and unusual spellings."""
        fields = self.record.fields
        self.type_word = plan.meaning.word
        self.values, self.lists = values, lists
        self.ids = lists.pop("ids", [])
        self.mentioned = lists.pop(MENTIONED, [])
        for place in plan.unknown:
            self.unknown(fields[place])
        if noted:
            readings = self.table.readings(self.type_word)
            self.note_spelling([fields[place] for place in noted], readings)
        return self.made(plan.meaning)

    def read(self, reading: Reading, field: Field) -> None:
        """Read a field whose row has several fields or several values."""
        way, rule, column, rank, name, _, _ = reading
        value = field.value
        if way is Way.COLUMNS:
            self.gathered.setdefault(rule, []).append((column, rank, field))
        elif way is Way.LABELLED:
            self.read_labelled(field)
        elif not value and value.__class__ not in NUMBERS:
            return
        elif way is Way.EACH:
            split = rule.codec.split
            if isinstance(value, list) or (split and isinstance(value, str)):
                for part in split(value) if split and isinstance(value, str) else value:
                    self.read_one(rule, Field(field.tag, part, field.line))
            else:
                self.read_one(rule, field)
        elif name in self.values:
            self.read_again(reading, field)
        else:
            self.decode(rule, (field,))

    def read_one(self, rule: Rule, field: Field) -> None:
        """Read one of the fields of a row that takes each."""
        value = field.value
        if not value and value.__class__ not in NUMBERS:
            return
        name = rule.names[0]
        try:
            decoded = rule.codec.decode(value)
        except ValueError as error:
            self.refused(rule, (field,), error)
            return
        if name == "ids":
            if decoded not in self.ids:
                self.ids.append(decoded)
        elif name in self.lists:
            self.lists[name].append(decoded)
        else:
            self.lists[name] = [decoded]

    def read_labelled(self, field: Field) -> None:
        """Read a field whose value may begin with the label of a row."""
        for slot in self.table.slots(self.type_word)[field.tag]:
            taken = labelled(field, slot.rule.label) if slot.rule.label else field
            if taken:
                if slot.rule.codec.each:
                    for _, _, part in parted(slot.rule, [(0, 0, taken)]):
                        self.read_one(slot.rule, part)
                else:
                    place = (slot.column, slot.rank, taken)
                    self.gathered.setdefault(slot.rule, []).append(place)
                return
        self.unknown(field)

    def read_again(self, reading: Reading, field: Field) -> None:
        """Read a field whose row's value is there: the preferred tag's first field wins."""
        rule = reading.rule
        if rule in self.gathered:
            return
        readings = self.table.readings(self.type_word)
        places: list[Place] = [
            (0, other.rank, each)
            for each in self.record.fields
            if (other := readings.get(each.tag))
            and other.rule is rule
            and (each.value or each.value.__class__ in NUMBERS)
        ]
        if places[0][2] is field:  # the value is another row's
            self.keep_repeated(rule, field)
            return
        self.gathered[rule] = places
        self.shared |= set(rule.names)

    def note_spelling(self, fields: Sequence[Field], readings: Mapping[str, Reading]) -> None:
        places = [(reading, field) for field in fields if (reading := readings.get(field.tag))]
        if not any(reading.rank for reading, _ in places):
            places = [each for each in places if spelling.is_respelled(*each, self.values)]
        found: dict[Rule, list[Place]] = {}
        for reading, field in places:
            place = (reading.column, reading.rank, field)
            found.setdefault(reading.rule, []).append(place)
        members = spelling.noted(found)
        kind = self.record.kind
        if kind and kind not in self.table.types_both and self.table.type_of(self.record):
            members[self.table.syntax["kind"]] = kind
        if members:
            self.keep(spelling.WRITTEN, members)

    def type(self) -> tuple[Pattern, Pattern]:
        found = self.table.type_of(self.record)
        if found:
            return found
        if self.record.kind:
            self.keep(KIND, self.record.kind)
            message = f"{self.table.title} has no type {self.record.kind!r}: read as a document"
            self.tell("unknown-type", message)
        return Pattern("document"), Pattern(self.record.kind)

    def unknown(self, field: Field) -> None:
        if field.tag and field.tag == self.table.syntax.get("name_ids"):
            self.name_ids = field
            return
        self.keep(field.tag, field.value)
        if field.tag != RAW and field.tag not in self.table.kept:
            self.tell("unknown-field", f"kept {field.tag} as extra", field)

    def chosen(self, rule: Rule, places: Sequence[Place]) -> list[Field | None]:
        """A field for each column: the preferred tag's first with a value.

        Others are kept and told.
        """
        fields: list[Field | None] = [None] * len(rule.tags)
        if len(places) == 1:
            fields[places[0][0]] = places[0][2]
            return fields
        places = [p for p in places if p[2].value or p[2].value.__class__ in NUMBERS]
        ranks: list[int] = [0] * len(rule.tags)
        for column, rank, field in places:
            if fields[column] is None or rank < ranks[column]:
                fields[column] = field
                ranks[column] = rank
        for column, _, field in places:
            used = fields[column]
            if used is not None and field is not used and field.value != used.value:
                self.keep_repeated(rule, field)
        return fields

    def decode(self, rule: Rule, fields: Sequence[Field | None]) -> None:
        columns = ["" if field is None else field.value for field in fields]
        if not any(value or value.__class__ in NUMBERS for value in columns):
            return
        try:
            value = rule.codec.decode(*columns)
        except PartlyReadError as partly:
            value = partly.value
            left = (fields[number] for number in partly.left)
            self.refused(rule, [field for field in left if field], partly)
        except ValueError as error:
            self.refused(rule, [field for field in fields if field], error)
            return
        if rule.codec.doubts:
            for field in fields:
                if field and "\\" in str(field.value):
                    self.doubt(rule.codec.doubts(str(field.value), value), field)
        parts = (value,) if len(rule.names) == 1 else value
        for name, part in zip(rule.names, parts, strict=True):
            if part and name not in self.shared and self.values.get(name, part) != part:
                for field in filter(None, fields):  # another row's value was there first
                    self.keep_repeated(rule, field)
                continue
            self.set(name, part)
            if name == "extra" and part and len(parts) > 1:
                self.tell_kept(part, fields)

    def set(self, name: str, value: Any) -> None:
        if name == "ids":
            if isinstance(value, tuple):
                self.mentioned += value
            elif value not in self.ids:
                self.ids.append(value)
        elif name == "extra":
            for tag, values in value.items():
                self.extra.setdefault(tag, []).extend(values)
        elif value or value.__class__ is int:
            self.values[name] = value

    def made(self, meaning: Pattern) -> Citation:
        values = self.values
        unite(values, {**self.lists, "ids": self.ids, MENTIONED: self.mentioned}, meaning)
        if self.name_ids:
            self.restore_name_ids(self.name_ids)
        if self.extra:
            values["extra"] = {tag: tuple(found) for tag, found in self.extra.items()}
        values.setdefault("sources", (self.record.source,))
        return Citation.made(values)

    def restore_name_ids(self, field: Field) -> None:
        """Give people the identifiers that stand beside their names."""
        from bibkit.normalizer import nameids  # few names have identifiers

        try:
            self.values |= nameids.restored(self.values, field.value)
        except ValueError as error:
            self.keep(field.tag, field.value)
            self.tell("bad-value", f"kept {field.tag} as extra: {error}", field)
