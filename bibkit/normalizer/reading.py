"""Record to Citation: each field through the row of the table that its tag belongs to."""

from collections.abc import Mapping, Sequence
from typing import Any

from bibkit import spelling
from bibkit.codecs.text import PartlyReadError
from bibkit.crosswalk import Crosswalk
from bibkit.diagnostics import Diagnostic, Report
from bibkit.kinds import Pattern
from bibkit.model import Citation, Extra, Field, Identifier, Json, Record
from bibkit.normalizer import nameids
from bibkit.normalizer.plans import MENTIONED, Plan
from bibkit.normalizer.shapes import plans_of
from bibkit.rules import ONE, Reading, Rule, Way

RAW = "@raw"
"""The tag of a failed record's source text."""
KIND = "@kind"
"""The tag under which extra keeps a kind that no row lists."""
NUMBERS = frozenset({int, float})
"""What says something though it may be 0."""
_Place = tuple[int, int, Field]
"""A field with the column of its row that it fills, and how much its tag is preferred."""


def normalize(record: Record, table: Crosswalk, report: Report) -> Citation:
    """The citation that ``record`` means; what no row maps is kept in its extra and told."""
    plan = plans_of(table).of(record)
    found = plan.read(record.fields) if plan else None
    if plan is None or found is None:
        return _Normalizing(record, table, report).citation()
    values, lists, noted = found
    if plan.unknown or noted:
        return _Normalizing(record, table, report).by_plan(plan, values, lists, noted)
    _unite(values, lists, plan.meaning)
    values.setdefault("sources", (record.source,))
    return Citation.made(values)


def is_failed(citation: Citation) -> bool:
    """Whether a citation is but the text of a record that could not be parsed."""
    return any(tag.endswith(f"/{RAW}") for tag in citation.extra)


class _Normalizing:
    def __init__(self, record: Record, table: Crosswalk, report: Report) -> None:
        self.record = record
        self.table = table
        self.report = report
        self.type_word = ""
        self.values: dict[str, Any] = {}
        self.extra: dict[str, list[Json]] = {}
        self.ids: list[Identifier] = []
        self.mentioned: list[Identifier] = []
        self.gathered: dict[Rule, list[_Place]] = {}
        self.lists: dict[str, list[Any]] = {}
        self.name_ids: Field | None = None
        self.shared = _SHARED

    def citation(self) -> Citation:
        meaning, used = self.type()
        type = self.type_word = meaning.word
        fields: Sequence[Field] = self.record.fields
        if used.equal:
            fields = _without(fields, used.equal)
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
            self.decode(rule, self.chosen(rule, _parted(rule, places)))
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
            taken = _labelled(field, slot.rule.label) if slot.rule.label else field
            if taken:
                if slot.rule.codec.each:
                    for _, _, part in _parted(slot.rule, [(0, 0, taken)]):
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
        places: list[_Place] = [
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
            places = [
                (reading, field) for reading, field in places if self.respelled(reading, field)
            ]
        found: dict[Rule, list[_Place]] = {}
        for reading, field in places:
            place = (reading.column, reading.rank, field)
            found.setdefault(reading.rule, []).append(place)
        members = spelling.noted(found)
        kind = self.record.kind
        if kind and kind not in self.table.types_both and self.table.type_of(self.record):
            members[self.table.syntax["kind"]] = kind
        if members:
            self.keep(spelling.WRITTEN, members)

    def respelled(self, reading: Reading, field: Field) -> bool:
        """Whether a field will perhaps not be written as it stood."""
        name = reading.name
        known = self.values.get(name)
        if name == "key":  # a format may want more of it
            return True
        if known is None or reading.way is not ONE:
            return True
        if known is field.value:
            return False
        return bool(reading.rule.codec.encode(known) != field.value)

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

    def chosen(self, rule: Rule, places: Sequence[_Place]) -> list[Field | None]:
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

    def keep_repeated(self, rule: Rule, field: Field) -> None:
        self.keep(field.tag, _with_label(rule, field.value))
        self.tell("repeated-field", f"kept a second {field.tag} as extra", field)

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

    def doubt(self, why: str, field: Field) -> None:
        """Tell what of a value that was read stays as written."""
        if why:
            self.tell("unknown-macro", why, field)

    def refused(self, rule: Rule, given: Sequence[Field], error: ValueError) -> None:
        """Keep and tell fields that their codec cannot read."""
        for field in given:
            self.keep(field.tag, _with_label(rule, field.value))
        self.tell("bad-value", f"kept {given[0].tag} as extra: {error}", given[0])

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

    def tell_kept(self, extra: Extra, fields: Sequence[Field | None]) -> None:
        """Tell what a codec of several columns kept, because another column says otherwise."""
        for field in fields:
            if field and field.value in extra.get(f"{self.table.family}/{field.tag}", ()):
                message = f"kept {field.tag} as extra: another field says otherwise"
                self.tell("repeated-field", message, field)

    def made(self, meaning: Pattern) -> Citation:
        values = self.values
        _unite(values, {**self.lists, "ids": self.ids, MENTIONED: self.mentioned}, meaning)
        if self.name_ids:
            self.restore_name_ids(self.name_ids)
        if self.extra:
            values["extra"] = {tag: tuple(found) for tag, found in self.extra.items()}
        values.setdefault("sources", (self.record.source,))
        return Citation.made(values)

    def restore_name_ids(self, field: Field) -> None:
        """Give people the identifiers that stand beside their names."""
        try:
            self.values |= nameids.restored(self.values, field.value)
        except ValueError as error:
            self.keep(field.tag, field.value)
            self.tell("bad-value", f"kept {field.tag} as extra: {error}", field)

    def keep(self, tag: str, value: Json) -> None:
        self.extra.setdefault(f"{self.table.family}/{tag}", []).append(value)

    def tell(self, code: str, message: str, field: Field | None = None) -> None:
        place = self.record.source
        if field and field.line:
            place = place._replace(line=field.line)
        self.report(Diagnostic(code, message, place, field.tag if field else ""))


_SHARED = frozenset(("ids", "extra"))
"""What several rows add to."""


def _unite(values: dict[str, Any], lists: dict[str, list[Any]], meaning: Pattern) -> None:
    """Add to ``values`` what a kind means and what several fields gave."""
    for name, value in meaning.equal:
        values.setdefault(name, value)
    values["type"] = meaning.word
    ids = lists.pop("ids", [])
    mentioned = lists.pop(MENTIONED, ())
    for name, found in lists.items():
        values[name] = (*values.get(name, ()), *found)
    for each in mentioned:
        if all(each.scheme != known.scheme for known in ids):
            ids.append(each)
    if ids:
        values["ids"] = tuple(ids)


def _without(fields: Sequence[Field], pairs: Sequence[tuple[str, str]]) -> Sequence[Field]:
    """``fields`` but one for each of the pairs of tag and value, in whatever case."""
    unused = [(tag, value.casefold()) for tag, value in pairs]
    left = []
    for field in fields:
        if (pair := (field.tag, str(field.value).casefold())) in unused:
            unused.remove(pair)
        else:
            left.append(field)
    return left


def _parted(rule: Rule, places: Sequence[_Place]) -> Sequence[_Place]:
    """The fields, those taken apart that hold what should be several."""
    split = rule.codec.split
    if split is None:
        return places
    return [
        (column, rank, Field(field.tag, part, field.line))
        for column, rank, field in places
        for part in (split(field.value) if isinstance(field.value, str) else [field.value])
    ]


def _labelled(field: Field, label: str) -> Field | None:
    """The field without its label; None if it has another, or none."""
    text = field.value
    if isinstance(text, str) and text.startswith(f"{label}: "):
        return Field(field.tag, text[len(label) + 2 :], field.line)
    return None


def _with_label(rule: Rule, value: Json) -> Json:
    return f"{rule.label}: {value}" if rule.label else value
