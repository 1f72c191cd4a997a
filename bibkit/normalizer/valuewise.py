"""A citation written value by value, as any citation can be."""

import re
from collections.abc import Sequence
from typing import Any

from bibkit import spelling
from bibkit.crosswalk import Crosswalk
from bibkit.diagnostics import Diagnostic, Report
from bibkit.memos import remember
from bibkit.model import Citation, Field, Json, Name, Record, Source, new_field
from bibkit.normalizer.comparing import read_back
from bibkit.normalizer.fields import KIND, NUMBERS, RAW, OwnExtra, split_extra
from bibkit.normalizer.plans import SHORT
from bibkit.normalizer.reading import is_failed
from bibkit.normalizer.showing import shown, without_refused
from bibkit.normalizer.writing_plans import NEVER_MISSING
from bibkit.normalizer.writing_rows import NOTHING
from bibkit.rules import EACH, ONE, Rule, key_of


def write(citation: Citation, table: Crosswalk, report: Report) -> Record:
    """``citation`` as a record; what has no place or reads back otherwise is told."""
    return _Writing(citation, table, report).record()


def write_on(
    citation: Citation, table: Crosswalk, report: Report, record: Record, left: dict[str, Any]
) -> Record:
    """What a plan wrote, with extra; what is ``left`` is told."""
    return _Writing(citation, table, report).completed(record, left)


class _Writing:
    def __init__(self, citation: Citation, table: Crosswalk, report: Report) -> None:
        self.citation = citation
        self.table = table
        self.report = report
        self.values: dict[str, Any] = {}
        self.fields: list[Field] = []
        self.people: dict[str, tuple[Rule, Sequence[Name]]] = {}

    def record(self) -> Record:
        """The citation as a record, value by value."""
        source = self.citation.sources[0] if self.citation.sources else Source()
        self.values = self.citation.set_values()
        for identifier in self.values.pop("ids", ()):
            self.values.setdefault(key_of("ids", identifier.scheme), []).append(identifier)
        own, foreign = split_extra(self.citation.extra, self.table.family)
        self.values.pop("extra", None)
        if RAW in own:
            return Record("", tuple(Field(RAW, value) for value in own[RAW]), source)
        kind, kind_fields = self.kind(own)
        self.encode_values()
        self.fields += kind_fields
        self.mark_type(kind)
        return self.with_extra(kind, own, foreign, source)

    def completed(self, record: Record, left: dict[str, Any]) -> Record:
        """What a plan wrote, with extra; what is ``left`` is told."""
        self.values = left
        self.fields = list(record.fields)
        own, foreign = split_extra(self.citation.extra, self.table.family)
        own.pop(KIND, None)
        return self.with_extra(record.kind, own, foreign, record.source)

    def with_extra(self, kind: str, own: OwnExtra, foreign: OwnExtra, source: Source) -> Record:
        """The record of what was written, with extra; what has no place is told."""
        if spellings := own.pop(spelling.WRITTEN, ()):
            type = self.citation.type
            kind = spelling.restored_kind(kind, spellings, self.table, type)
            self.fields = spelling.restored(self.fields, spellings, self.table, type)
        if self.people:
            self.keep_name_ids()
        if own or foreign:
            self.encode_extra(own, foreign)
        self.tell_unwritten()
        if refused := self.table.refused:
            self.fields = [self.held(field, refused) for field in self.fields]
        if "extra" in self.values and is_failed(self.citation):
            return Record("", (), source)
        return Record(kind, tuple(self.fields), source)

    def held(self, field: Field, refused: re.Pattern[str]) -> Field:
        """The field without characters that the format cannot hold, which is told."""
        value = field.value
        if isinstance(value, str) and not refused.search(value):
            return field
        value = without_refused(value, refused)
        if value != field.value:
            name = self.read_as(field)
            message = f"{name} has characters that {self.table.title} cannot hold"
            self.tell("changed-value", f"{message}: written as U+FFFD", name)
        return field._replace(value=value)

    def read_as(self, field: Field) -> str:
        """What a field says, as its tag and label tell; its tag where no row reads it."""
        rules = (s.rule for s in self.table.slots(self.citation.type).get(field.tag, ()))
        text = str(field.value)
        named = (r.names[0] for r in rules if not r.label or text.startswith(f"{r.label}: "))
        return next(named, field.tag)

    def encode_values(self) -> None:
        """Every value that a row writes, in the rows' order."""
        values, fields = self.values, self.fields
        rows = self.table.rows(self.citation.type, values)
        for _, way, rule, key, tag, encode, exact, labels, memo in rows:
            if way is ONE:
                value = values.pop(key)
                is_short = value.__class__ is str and len(value) < SHORT
                if is_short and (encoded := memo.get(value)):
                    fields.append(new_field((tag, encoded, 0)))
                    continue
                encoded = encode(value)
                if encoded or encoded.__class__ in NUMBERS:
                    fields.append(new_field((tag, encoded, 0)))
                if not exact(value):
                    self.compare(rule, [value], [[encoded]])
                    is_short = False
                if labels and encoded.startswith(labels):
                    self.tell_labelled(rule, [[encoded]])
                elif is_short:
                    remember(memo, value, encoded)
            elif way is EACH:
                value = values.pop(key)
                parts = list(map(encode, value))
                fields += [new_field((tag, part, 0)) for part in parts if part]
                if not exact(value):
                    self.compare(rule, [value], [parts])
                if labels:
                    self.tell_labelled(rule, [parts])
            else:
                self.encode(rule, labels)

    def encode_extra(self, own: OwnExtra, foreign: OwnExtra) -> None:
        """Own tags as fields, the rest as the table's row for it says, where it has one."""
        once = "descend" in self.table.syntax  # a tree has each member once
        for tag, values in own.items():
            if once and (len(values) > 1 or any(field.tag == tag for field in self.fields)):
                foreign[f"{self.table.family}/{tag}"] = values
            else:
                self.fields += (Field(tag, value) for value in values)
        if foreign:
            self.values["extra"] = foreign
            if once or not is_failed(self.citation):
                for row in self.table.rows(self.citation.type, ("extra",)):
                    self.encode(row.rule, row.labels)

    def kind(self, own: OwnExtra) -> tuple[str, list[Field]]:
        """The kind to write, and the fields that stand beside it to say so."""
        kept = own.pop(KIND, None)
        if kept and self.citation.type == "document":
            return str(kept[0]), []
        kind, pattern = self.table.kind_of(self.citation.type, self.values)
        for name, _ in pattern.equal:
            self.values.pop(name, None)
        fields = [Field(tag, value) for tag, value in kind.equal]
        return kind.word, fields

    def mark_type(self, kind: str) -> None:
        """Name the type where the kind, with the fields as written, reads as another."""
        type = self.citation.type
        record = Record(kind, tuple(self.fields))
        if "@hint" in self.table.ignored:
            from bibkit.parsers.hints import rehinted  # only for formats whose reader looks

            written, record = record, rehinted(record)
            if record is not written:
                self.tell_moved(written, record)
        read = self.table.type_of(record)
        if not kind or read is None or read[0].word == type:
            return
        if self.table.marker:
            self.fields = [f for f in self.fields if f.tag != self.table.marker]
            self.fields.append(Field(self.table.marker, type))
        else:
            message = f"{type} written as {kind}, which reads as {read[0].word}"
            self.tell("changed-type", message, "type")

    def tell_moved(self, written: Record, read: Record) -> None:
        """Tell of a field that reads as another: an address where none belongs."""
        tags = {field.tag for field in read.fields}
        slots = self.table.slots(self.citation.type)
        for field in written.fields:
            if field.tag not in tags and field.tag in slots:
                name = slots[field.tag][0].rule.names[0]
                message = f"{name} {shown(field.value)} reads back as another field"
                self.tell("changed-value", message, name)

    def encode(self, rule: Rule, labels: Sequence[str]) -> None:
        """Write one row's values, and take them off what is still to be written."""
        values = [
            self.values.pop(key, empty)
            for key, empty in zip(rule.keys, rule.empty, strict=True)
        ]
        codec = rule.codec
        if "ids" in rule.names and not codec.each and not self.single_out(rule, values):
            return
        columns: list[list[Any]]
        if codec.each:
            columns = [[codec.encode(value) for value in values[0]]]
        elif len(rule.tags) > 1:
            columns = [[part] for part in codec.encode(*values)]
        else:
            columns = [[codec.encode(*values)]]
        for tag, column in zip(rule.tags, columns, strict=True):
            for value in column:
                if value or value not in NOTHING:
                    text = f"{rule.label}: {value}" if rule.label else value
                    self.fields.append(new_field((tag, text, 0)))
        if not codec.exact(*values):
            self.compare(rule, values, columns)
        if labels and not rule.label:
            self.tell_labelled(rule, columns)

    def single_out(self, rule: Rule, values: list[Any]) -> bool:
        """One identifier for a row that writes one; the others are still to be written."""
        place = rule.names.index("ids")
        if not values[place]:
            for key, value, empty in zip(rule.keys, values, rule.empty, strict=True):
                if value != empty:
                    self.values[key] = value
            return False
        first, *rest = values[place]
        values[place] = first
        if rest:
            self.values[rule.keys[place]] = rest
        return True

    def compare(self, rule: Rule, values: list[Any], columns: list[list[Any]]) -> None:
        """Tell what the written columns read back as, where that is not what was written."""
        if self.table.syntax.get("name_ids") and rule.codec.makes == ("names",):
            self.people[rule.tags[0]] = rule, values[0]
            from bibkit.normalizer import nameids  # few names have identifiers

            values = [nameids.without(values[0])]
        try:
            back = read_back(rule, values, columns)
        except ValueError as error:
            self.tell(
                "changed-value", f"{rule.names[0]} is not read back: {error}", rule.names[0]
            )
            return
        for name, value, again in zip(rule.names, values, back, strict=True):
            if value != again:
                message = f"{name} {shown(value)} reads back as {shown(again)}"
                self.tell("changed-value", message, name)

    def keep_name_ids(self) -> None:
        """Write the identifiers of people beside their names, unless the names hold them."""
        from bibkit.normalizer import nameids

        kept: dict[str, Json] = {}
        for field in self.fields:
            rule, people = self.people.get(field.tag, (None, ()))
            if rule and rule.codec.decode(field.value) != people:
                kept[rule.names[0]] = nameids.aside(people)
        if kept:
            self.fields.append(Field(self.table.syntax["name_ids"], kept))

    def tell_labelled(self, rule: Rule, columns: Sequence[Sequence[Any]]) -> None:
        """Tell a value that begins like another row's label, and will be read by that row."""
        slots = self.table.slots(self.citation.type)
        for tag, column in zip(rule.tags, columns, strict=True):
            for slot in slots.get(tag, ())[:-1]:
                label, other = f"{slot.rule.label}: ", slot.rule.names[0]
                for value in column if other not in rule.names else ():
                    if str(value).startswith(label):
                        message = f"{rule.names[0]} {shown(value)} reads back as {other}"
                        self.tell("changed-value", message, rule.names[0])

    def tell_unwritten(self) -> None:
        """Tell every value that no row wrote."""
        for key, value in self.values.items():
            if key.startswith("ids "):
                for identifier in value:
                    self.tell_missing(f"{identifier.scheme} {identifier.value}", "ids")
            elif key == "extra":
                for tag, values in value.items():
                    word = tag.partition("/")[2]
                    if word == spelling.WRITTEN:
                        continue
                    what = {RAW: "the text of a failed record", KIND: f"the type {values[0]!r}"}
                    self.tell_missing(what.get(word, tag), tag)
            elif key not in NEVER_MISSING:
                self.tell_missing(key if value is True else f"{key} {shown(value)}", key)

    def tell_missing(self, what: str, name: str) -> None:
        self.tell("not-written", f"{self.table.title} has no place for {what}", name)

    def tell(self, code: str, message: str, name: str) -> None:
        source = self.citation.sources[0] if self.citation.sources else Source()
        self.report(Diagnostic(code, message, source, name))
