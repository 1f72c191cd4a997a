"""One table of ``formats/``, compiled: what kinds and tags mean, and how values are written."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from bibkit.errors import TableError
from bibkit.kinds import Kind, Pattern, parse_pattern, word_of
from bibkit.memos import remember
from bibkit.model import Record
from bibkit.rules import Reading, Rule, Slot, Writing, reading_of, writing_of


class Crosswalk:
    """One table, compiled: kinds to types, tags to names, and back.

    ``order`` is the extended table's order of writing, by the keys of its rows. ``marker``
    is a tag that names the CSL type where the kind would be read as another.
    ``demoted`` are the rows of ``types_read`` that an extended table writes: they use up the
    fields of their conditions, as rows of ``types_both`` do. ``kept`` are tags that no row
    maps and nobody need be told of. ``files`` are those it was read from.
    """

    def __init__(self, data: Mapping[str, Any], rules: Iterable[Rule] | None = None) -> None:
        """``data`` is what ``tablereading`` made of a table, ``rules`` stand for its own."""
        self._data = data
        self.files: Sequence[str] = data["files"]
        self.name: str = data["name"]
        self.title: str = data["title"]
        self.about: str = data["about"]
        self.family: str = data["family"]
        self.extensions: tuple[str, ...] = tuple(data["extensions"])
        self.syntax: Mapping[str, Any] = data["syntax"]
        self.ignored: frozenset[str] = frozenset(data["ignored"])
        self.kept: frozenset[str] = frozenset(data["kept"])
        self.types_both: Mapping[str, str] = data["types_both"]
        self.types_read: Mapping[str, str] = data["types_read"]
        self.types_write: Mapping[str, str] = data["types_write"]
        self.demoted: frozenset[str] = frozenset(data["demoted"])
        self.marker: str = data["marker"]
        self.order: Mapping[str, int] = data["order"]
        self.rules: tuple[Rule, ...] = tuple(_rules(data) if rules is None else rules)
        self._slots: dict[str, dict[str, tuple[Slot, ...]]] = {}
        self._readings: dict[str, dict[str, Reading]] = {}
        self._kinds: dict[str, Kind] = {}
        self._kinds_of: dict[str, list[tuple[Pattern, Pattern]]] = {}
        self._writers: dict[str, tuple[Rule, ...]] = {}
        self._places: dict[str, dict[str, list[int]]] = {}
        self._writings: dict[tuple[str, int], Writing] = {}
        self._rows: dict[tuple[str, ...], tuple[Writing, ...]] = {}

    def in_ascii(self) -> "Crosswalk":
        """The table that writes nothing beyond ASCII where its codecs can help it."""
        rules = [rule.with_codec(rule.codec.in_ascii()) for rule in self.rules]
        return Crosswalk(self._data, rules)

    def with_syntax(self, **options: str | Sequence[str]) -> "Crosswalk":
        """The table with other options of its syntax."""
        return Crosswalk({**self._data, "syntax": {**self.syntax, **options}}, self.rules)

    def keeping_nothing(self) -> "Crosswalk":
        """The table that tells of every field that no row maps."""
        return Crosswalk({**self._data, "kept": ()}, self.rules)

    @property
    def writable(self) -> bool:
        """Whether citations can be written in this format."""
        return self.syntax.get("only") != "read" and bool(self.types_both or self.types_write)

    @property
    def readable(self) -> bool:
        """Whether citations can be read from this format."""
        return self.syntax.get("only") != "write"

    @cached_property
    def refused(self) -> re.Pattern[str] | None:
        """The characters that the format cannot hold; None where it holds any."""
        pattern = self.syntax.get("refused")
        return re.compile(pattern) if pattern else None

    @cached_property
    def types(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Every type that is written, with the rows that say how: a pattern and a kind."""
        types: dict[str, list[tuple[str, str]]] = {}
        for left, right in self.types_both.items():
            types.setdefault(word_of(right), []).append((right, left))
        for left, right in self.types_write.items():
            types.setdefault(word_of(left), []).append((left, right))
        return types

    @cached_property
    def _words(self) -> Mapping[str, Sequence[tuple[str, str, bool]]]:
        """Every word for a kind, with its rows; True where one uses up fields."""
        words: dict[str, list[tuple[str, str, bool]]] = {}
        for left, right in self.types_both.items():
            words.setdefault(word_of(left).casefold(), []).append((left, right, True))
        for left, right in self.types_read.items():
            row = (left, right, left in self.demoted)
            words.setdefault(word_of(left).casefold(), []).append(row)
        return words

    def type_of(self, record: Record) -> tuple[Pattern, Pattern] | None:
        """What a record's kind means, and the pattern whose fields that uses up; or None."""
        kind = self.kind(record.kind)
        return kind.meaning(record.fields) if kind else None

    def kind(self, word: str) -> Kind | None:
        """What a word for a kind means; None where the format has no such word."""
        if known := self._kinds.get(word):
            return known
        folded = word.casefold()
        known = self._kinds.get(folded)
        if known is None and folded in self._words:
            known = self._kinds[folded] = Kind(folded, self._words[folded], self.marker)
        if known and (word in self.types_both or word in self.types_read):
            self._kinds[word] = known  # as the table spells it; others could be any number
        return known

    def kind_of(self, type: str, values: Mapping[str, Any]) -> tuple[Pattern, Pattern]:
        """The kind with its fields, and the pattern of the names that are thereby written."""
        for pattern, kind in self.kinds_of(type):
            if pattern.bare or pattern.describes(values):
                return kind, pattern
        raise TableError(f"{self.name}: no kind for {type!r}")

    def kinds_of(self, type: str) -> Sequence[tuple[Pattern, Pattern]]:
        """How a type is written: patterns of names, and a kind each; the first that matches."""
        rows = self._kinds_of.get(type)
        if rows is None:
            rows = [
                (parse_pattern(one), parse_pattern(other)) for one, other in self.types[type]
            ]
            rows.sort(key=lambda row: row[0].bare)  # those with conditions are tried first
            self._kinds_of[type] = rows
        return rows

    def slots(self, type: str) -> dict[str, tuple[Slot, ...]]:
        """Tag to slots for citations of ``type``; several where labels tell them apart."""
        slots = self._slots.get(type)
        if slots is None:
            slots = self._slots[type] = self._compile_slots(type)
        return slots

    def _compile_slots(self, type: str) -> dict[str, tuple[Slot, ...]]:
        slots: dict[str, dict[str, Slot]] = {}
        for rule in self.rules:
            if not (rule.read and rule.serves(type)):
                continue
            for rank, tags in enumerate((rule.tags, *rule.alternatives)):
                for column, tag in enumerate(tags):
                    if tag:
                        slots.setdefault(tag, {}).setdefault(
                            rule.label, Slot(rule, column, rank)
                        )
        # A label is looked for before the row without one takes the value.
        return {
            tag: tuple(sorted(by_label.values(), key=lambda slot: not slot.rule.label))
            if len(by_label) > 1
            else (*by_label.values(),)
            for tag, by_label in slots.items()
        }

    def readings(self, type: str) -> dict[str, Reading]:
        """Tag to what it is read as in records of ``type``."""
        readings = self._readings.get(type)
        if readings is None:
            slots = self.slots(type)
            readings = {tag: reading_of(found) for tag, found in slots.items()}
            self._readings[type] = readings
        return readings

    def writing(self, type: str) -> tuple[Rule, ...]:
        """The rows that write citations of ``type``, in the table's order.

        A row that stands for one of an extended table is written in its place.
        """
        rules = self._writers.get(type)
        if rules is None:
            found = [rule for rule in self.rules if rule.write and rule.serves(type)]
            if self.order:
                found.sort(key=self.place)
            rules = self._writers[type] = tuple(found)
        return rules

    def place(self, rule: Rule) -> int:
        """Where a row is written; new rows stand behind those of the extended table."""
        return min(self.order.get(key, len(self.order)) for key in rule.keys)

    def writings(self, type: str) -> Mapping[str, Sequence[int]]:
        """Key of a value to the places of the rows that write it, among those of ``type``."""
        places = self._places.get(type)
        if places is None:
            places = self._places[type] = {}
            for place, rule in enumerate(self.writing(type)):
                for key in rule.keys:
                    places.setdefault(key, []).append(place)
        return places

    def rows(self, type: str, keys: Iterable[str]) -> tuple[Writing, ...]:
        """The rows that write values with these keys for ``type``, in order, each once."""
        asked = (type, *keys)
        rows = self._rows.get(asked)
        if rows is None:
            writings = self.writings(type)
            places = {place for key in asked[1:] for place in writings.get(key, ())}
            rows = tuple([self._writing(type, place) for place in sorted(places)])
            remember(self._rows, asked, rows, _REMEMBERED)
        return rows

    def _writing(self, type: str, place: int) -> Writing:
        row = self._writings.get((type, place))
        if row is None:
            row = writing_of(place, self.writing(type)[place], self.slots(type))
            self._writings[type, place] = row
        return row


_REMEMBERED = 10_000  # combinations of keys, each table


def _rules(data: Mapping[str, Any]) -> Iterator[Rule]:
    groups = [frozenset(types) for types in data["groups"]]
    for names, schemes, tags, also, coding, word, group, label, read, write in data["rules"]:
        types = None if group is None else groups[group]
        yield Rule(names, schemes, tags, also, coding, word, types, label, read, write)
