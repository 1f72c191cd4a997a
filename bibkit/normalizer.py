"""Record to Citation and back, both driven by one table."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from bibkit import dates, spelling
from bibkit.codecs.text import PartlyReadError
from bibkit.crosswalk import Crosswalk, Pattern, Rule, key_of
from bibkit.diagnostics import Diagnostic, Report
from bibkit.model import Citation, Date, Extra, Field, Identifier, Json, Record, Source

RAW = "@raw"
"""The tag of a failed record's source text."""
KIND = "@kind"
"""The tag under which extra keeps a kind that no row lists."""
_Extra: TypeAlias = dict[str, tuple[Json, ...]]
_NEVER_MISSING = frozenset({"type", "key", "sources"})
"""A type is told by the kind, a key is a name for the file, sources say where it was read."""


def normalize(record: Record, table: Crosswalk, report: Report) -> Citation:
    """The citation that ``record`` means; what no row maps is kept in its extra and told."""
    return _Normalizing(record, table, report).citation()


def is_failed(citation: Citation) -> bool:
    """Whether a citation is but the text of a record that could not be parsed."""
    return any(tag.endswith(f"/{RAW}") for tag in citation.extra)


class _Normalizing:
    def __init__(self, record: Record, table: Crosswalk, report: Report) -> None:
        self.record = record
        self.table = table
        self.report = report
        self.values: dict[str, Any] = {"sources": (record.source,)}
        self.extra: dict[str, list[Json]] = {}
        self.ids: list[Identifier] = []
        self.mentioned: list[Identifier] = []

    def citation(self) -> Citation:
        meaning, used = self.type()
        self.values["type"] = meaning.word
        unused = [(tag, value.casefold()) for tag, value in used.equal]
        slots = self.table.reading(meaning.word)
        found: dict[Rule, list[tuple[int, int, Field]]] = {}
        for field in self.record.fields:
            if unused and (pair := (field.tag, str(field.value).casefold())) in unused:
                unused.remove(pair)
                continue
            for slot in slots.get(field.tag, ()):
                taken = _labelled(field, slot.rule.label) if slot.rule.label else field
                if taken:
                    place = (slot.column, slot.rank, taken)
                    if slot.rule in found:
                        found[slot.rule].append(place)
                    else:
                        found[slot.rule] = [place]
                    break
            else:
                if field.tag not in self.table.ignored:
                    self.unknown(field)
        for rule, places in found.items():
            if rule.plain and len(places) == 1 and not rule.codec.each:
                self.decode_plain(rule, places[0][2])
            elif rule.codec.each:
                for _, _, field in _parted(rule, places):
                    self.decode(rule, [field])
            else:
                self.decode(rule, self.chosen(rule, _parted(rule, places)))
        for name, value in meaning.equal:
            self.values.setdefault(name, value)
        if self.table.syntax.get("spelling"):
            self.note_spelling(found)
        return self.made()

    def note_spelling(self, found: Mapping[Rule, Sequence[tuple[int, int, Field]]]) -> None:
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
        self.keep(field.tag, field.value)
        if field.tag != RAW:
            self.tell("unknown-field", f"kept {field.tag} as extra", field)

    def chosen(
        self, rule: Rule, places: Sequence[tuple[int, int, Field]]
    ) -> list[Field | None]:
        """A field for each column: the preferred tag's first; others are kept and told."""
        best: list[tuple[int, Field] | None] = [None] * len(rule.tags)
        for column, rank, field in places:
            known = best[column]
            if known is None or rank < known[0]:
                best[column] = (rank, field)
        fields = [ranked and ranked[1] for ranked in best]
        for column, _, field in places:
            used = fields[column]
            if used is not None and field is not used and field.value != used.value:
                self.keep(field.tag, _with_label(rule, field.value))
                self.tell("repeated-field", f"kept a second {field.tag} as extra", field)
        return fields

    def decode_plain(self, rule: Rule, field: Field) -> None:
        """What ``decode`` does, for the row that most rows are."""
        value = field.value
        if not value and type(value) not in (int, float):
            return
        try:
            decoded = rule.codec.decode(value)
        except ValueError as error:
            self.refused(rule, [field], error)
            return
        self.set(rule.names[0], decoded, each=False)

    def decode(self, rule: Rule, fields: Sequence[Field | None]) -> None:
        columns = ["" if field is None else field.value for field in fields]
        if not any(value or type(value) in (int, float) for value in columns):
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
        if len(rule.names) == 1:
            self.set(rule.names[0], value, each=rule.codec.each)
        else:
            for name, part in zip(rule.names, value, strict=True):
                self.set(name, part, each=rule.codec.each)
                if name == "extra":
                    self.tell_kept(part, fields)

    def refused(self, rule: Rule, given: Sequence[Field], error: ValueError) -> None:
        """Keep and tell fields that their codec cannot read."""
        for field in given:
            self.keep(field.tag, _with_label(rule, field.value))
        self.tell("bad-value", f"kept {given[0].tag} as extra: {error}", given[0])

    def set(self, name: str, value: Any, *, each: bool) -> None:
        if name == "ids":
            if isinstance(value, tuple):
                self.mentioned += value
            elif value not in self.ids:
                self.ids.append(value)
        elif each:
            self.values[name] = (*self.values.get(name, ()), value)
        elif name == "extra":
            for tag, values in value.items():
                self.extra.setdefault(tag, []).extend(values)
        elif value or type(value) is int:
            self.values[name] = value

    def tell_kept(self, extra: Extra, fields: Sequence[Field | None]) -> None:
        """Tell what a codec of several columns kept, because another column says otherwise."""
        for field in fields:
            if field and field.value in extra.get(f"{self.table.family}/{field.tag}", ()):
                message = f"kept {field.tag} as extra: another field says otherwise"
                self.tell("repeated-field", message, field)

    def made(self) -> Citation:
        for mentioned in self.mentioned:
            if all(mentioned.scheme != known.scheme for known in self.ids):
                self.ids.append(mentioned)
        if self.ids:
            self.values["ids"] = tuple(self.ids)
        if self.extra:
            self.values["extra"] = {tag: tuple(values) for tag, values in self.extra.items()}
        return Citation(**self.values)

    def keep(self, tag: str, value: Json) -> None:
        self.extra.setdefault(f"{self.table.family}/{tag}", []).append(value)

    def tell(self, code: str, message: str, field: Field | None = None) -> None:
        place = self.record.source
        if field and field.line:
            place = Source(place.path, field.line, place.format, place.key, place.profile)
        self.report(Diagnostic(code, message, place, field.tag if field else ""))


def _parted(
    rule: Rule, places: Sequence[tuple[int, int, Field]]
) -> Sequence[tuple[int, int, Field]]:
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


def denormalize(citation: Citation, table: Crosswalk, report: Report) -> Record:
    """``citation`` as ``table``'s format writes it; what it has no place for is told."""
    return _Denormalizing(citation, table, report).record()


class _Denormalizing:
    def __init__(self, citation: Citation, table: Crosswalk, report: Report) -> None:
        self.citation = citation
        self.table = table
        self.report = report
        self.values = citation.set_values()
        for identifier in self.values.pop("ids", ()):
            self.values.setdefault(key_of("ids", identifier.scheme), []).append(identifier)
        self.fields: list[Field] = []

    def record(self) -> Record:
        source = self.citation.sources[0] if self.citation.sources else Source()
        own, foreign = self.split_extra()
        self.values.pop("extra", None)
        if RAW in own:
            return Record("", tuple(Field(RAW, value) for value in own[RAW]), source)
        kind, kind_fields = self.kind(own)
        writers = self.table.writers(self.citation.type)
        rows: dict[int, Rule] = {}
        for key in self.values:
            rows.update(writers.get(key, ()))
        for place in sorted(rows):
            rule = rows[place]
            if rule.plain and not rule.codec.each:
                self.encode_plain(rule)
            else:
                self.encode(rule)
        self.fields += kind_fields
        self.mark_type(kind)
        if spellings := own.pop(spelling.WRITTEN, ()):
            type = self.citation.type
            kind = spelling.restored_kind(kind, spellings, self.table, type)
            self.fields = spelling.restored(self.fields, spellings, self.table, type)
        self.encode_extra(own, foreign, writers.get("extra", {}))
        self.tell_unwritten()
        if "extra" in self.values and is_failed(self.citation):
            return Record("", (), source)
        return Record(kind, tuple(self.fields), source)

    def encode_extra(self, own: _Extra, foreign: _Extra, rows: Mapping[int, Rule]) -> None:
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
                for rule in rows.values():
                    self.encode(rule)

    def split_extra(self) -> tuple[_Extra, _Extra]:
        """Extra of this format's family, by tag, and the rest."""
        own: _Extra = {}
        foreign: _Extra = {}
        for name, values in self.citation.extra.items():
            family, _, tag = name.partition("/")
            if family == self.table.family:
                own[tag] = values
            elif tag != spelling.WRITTEN:
                foreign[name] = values
            elif more := spelling.beyond_spelling(values):
                foreign[name] = more
        return own, foreign

    def kind(self, own: _Extra) -> tuple[str, list[Field]]:
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
            from bibkit.parsers.hints import hinted  # only for formats whose reader looks

            text = "\n".join(str(field.value) for field in self.fields)
            (record,) = hinted([record], text)
        read = self.table.type_of(record)
        if not kind or read is None or read[0].word == type:
            return
        if self.table.marker:
            self.fields = [f for f in self.fields if f.tag != self.table.marker]
            self.fields.append(Field(self.table.marker, type))
        else:
            message = f"{type} written as {kind}, which reads as {read[0].word}"
            self.tell("changed-type", message, "type")

    def encode_plain(self, rule: Rule) -> None:
        """What ``encode`` does, for the row that most rows are."""
        codec = rule.codec
        value = self.values.pop(rule.keys[0])
        encoded = codec.encode(value)
        if encoded or type(encoded) in (int, float):
            self.fields.append(Field(rule.tags[0], encoded))
        if not codec.exact(value):
            self.compare(rule, [value], [[encoded]])

    def encode(self, rule: Rule) -> None:
        """Write one row's values, and take them off what is still to be written."""
        values = [
            self.values.pop(key, empty)
            for key, empty in zip(rule.keys, rule.empty, strict=True)
        ]
        codec = rule.codec
        if codec.each:
            columns = [[codec.encode(value) for value in values[0]]]
        else:
            if "ids" in rule.names and not self.single_out(rule, values):
                return
            encoded = codec.encode(*values)
            columns = [[part] for part in encoded] if len(rule.tags) > 1 else [[encoded]]
        for tag, column in zip(rule.tags, columns, strict=True):
            for value in column:
                if value not in ("", [], {}):
                    text = f"{rule.label}: {value}" if rule.label else value
                    self.fields.append(Field(tag, text))
        if not codec.exact(*values):
            self.compare(rule, values, columns)

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
        try:
            if rule.codec.each:
                split = rule.codec.split
                parts = [part for c in columns[0] for part in split(c)] if split else columns[0]
                back: list[Any] = [type(values[0])(map(rule.codec.decode, parts))]
            else:
                read = rule.codec.decode(*(column[0] for column in columns))
                back = [read] if len(rule.names) == 1 else list(read)
        except ValueError as error:
            self.tell(
                "changed-value", f"{rule.names[0]} is not read back: {error}", rule.names[0]
            )
            return
        if not rule.label and self.table.has_labels:
            self.check_labels(rule, columns)
        for name, value, again in zip(rule.names, values, back, strict=True):
            if value != again:
                message = f"{name} {_shown(value)} reads back as {_shown(again)}"
                self.tell("changed-value", message, name)

    def check_labels(self, rule: Rule, columns: list[list[Any]]) -> None:
        """Tell a value that begins like another row's label, and will be read by that row."""
        slots = self.table.reading(self.citation.type)
        for tag, column in zip(rule.tags, columns, strict=True):
            for slot in slots.get(tag, ())[:-1]:
                for value in column:
                    other = slot.rule.names[0]
                    if other in rule.names:
                        continue
                    if slot.rule.label and str(value).startswith(f"{slot.rule.label}: "):
                        message = f"{rule.names[0]} {_shown(value)} reads back as {other}"
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
            elif key not in _NEVER_MISSING:
                self.tell_missing(key if value is True else f"{key} {_shown(value)}", key)

    def tell_missing(self, what: str, name: str) -> None:
        self.tell("not-written", f"{self.table.title} has no place for {what}", name)

    def tell(self, code: str, message: str, name: str) -> None:
        source = self.citation.sources[0] if self.citation.sources else Source()
        self.report(Diagnostic(code, message, source, name))


def _shown(value: Any) -> str:
    if value in ("", (), None, False):
        return "nothing"
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value))
    if isinstance(value, Date):
        return value.literal or dates.format_edtf(value)
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
