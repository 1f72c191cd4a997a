"""One table of ``formats/``, compiled: what kinds and tags mean, and how values are written."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from typing import Any, NamedTuple

from bibkit.codecs import Codec
from bibkit.errors import TableError
from bibkit.model import TYPES, Field, Record


class Pattern(NamedTuple):
    """A word and what must stand beside it: ``misc & howpublished=Preprint & !url``.

    On the left of a type table the word is a format's kind and the conditions are on tags;
    on the right it is a CSL type with conditions on canonical names. A condition without a
    value asks for presence, ``!`` for absence.
    """

    word: str
    equal: tuple[tuple[str, str], ...] = ()
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def bare(self) -> bool:
        """Whether the word alone decides."""
        return not (self.equal or self.present or self.absent)

    def matches(self, values: Mapping[str, Sequence[object]]) -> bool:
        """Whether ``values`` (those of each tag or name) meet every condition."""
        for tag, text in self.equal:
            folded = text.casefold()
            if not any(str(value).casefold() == folded for value in values.get(tag, ())):
                return False
        for tag in self.present:
            if not any(values.get(tag, ())):
                return False
        return not any(any(values.get(tag, ())) for tag in self.absent)

    def describes(self, values: Mapping[str, object]) -> bool:
        """Whether ``values`` meet every condition, and those of ``equal`` say nothing more."""
        return (
            all(values.get(name) == text for name, text in self.equal)
            and all(values.get(name) for name in self.present)
            and not any(values.get(name) for name in self.absent)
        )

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags (or names) that the conditions look at."""
        return (*(tag for tag, _ in self.equal), *self.present, *self.absent)


def parse_pattern(text: str) -> Pattern:
    """``"misc & howpublished=Preprint & eprint & !url"`` taken apart."""
    word, *conditions = (part.strip() for part in text.split("&"))
    equal, present, absent = [], [], []
    for condition in conditions:
        tag, sign, value = condition.partition("=")
        if sign:
            equal.append((tag, value))
        elif tag.startswith("!"):
            absent.append(tag[1:])
        else:
            present.append(tag)
    return Pattern(word, tuple(equal), tuple(present), tuple(absent))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Rule:
    """One row: canonical names on one side, tags on the other, a codec between.

    ``schemes`` holds, for each name, the identifier scheme where the name is ``ids``; ``keys``
    are the names with their schemes (``ids doi``) and ``empty`` what stands where one has no
    value. ``alternatives`` are further columns of tags, in order of preference. A ``plain``
    row has one name, one tag, no label, and takes one field at a time: nearly all have.
    """

    names: tuple[str, ...]
    schemes: tuple[str, ...]
    tags: tuple[str, ...]
    alternatives: tuple[tuple[str, ...], ...]
    codec: Codec
    word: str
    types: frozenset[str] | None
    label: str
    read: bool
    write: bool
    keys: tuple[str, ...]
    empty: tuple[Any, ...]
    plain: bool

    def serves(self, type: str) -> bool:
        """Whether the row holds for citations of this type."""
        return self.types is None or type in self.types

    def __repr__(self) -> str:
        return f"{'+'.join(self.keys)} = {'+'.join(self.tags)}" + (
            f" ({self.label})" if self.label else ""
        )


class Slot(NamedTuple):
    """Where a tag's value goes: a rule, the column in it, and how much it is preferred."""

    rule: Rule
    column: int
    rank: int


class Way(Enum):
    """How a row's values are passed through its codec; the first two need no bookkeeping."""

    ONE = auto()
    """One field, one value."""
    PARTS = auto()
    """One field, several values."""
    EACH = auto()
    """Every field of the tag is one of the values."""
    COLUMNS = auto()
    """What any row can be: several fields, or a value that others may add to."""
    LABELLED = auto()
    """The tag is read by several rows, told apart by labels."""


ONE, EACH = Way.ONE, Way.EACH
"""The ways that loops over fields ask for: a member of an enumeration is slow to look up."""


class Reading(NamedTuple):
    """What a tag is read as in records of one type."""

    way: Way
    rule: Rule
    column: int
    rank: int
    name: str
    decode: Callable[..., Any]
    doubts: Callable[[str, Any], str] | None


class Writing(NamedTuple):
    """How a value is written in records of one type.

    ``place`` is the row's among those that write the type. A value that begins with one of
    ``labels`` would be read by another row of its tag. ``memo`` is for what was written of
    values that recur.
    """

    place: int
    way: Way
    rule: Rule
    key: str
    tag: str
    encode: Callable[..., Any]
    exact: Callable[..., bool]
    labels: tuple[str, ...]
    memo: dict[Any, Any]


@dataclass(frozen=True, eq=False)
class Crosswalk:
    """One table, compiled: kinds to types, tags to names, and back.

    ``order`` is the extended table's order of writing, by the keys of its rows. ``marker``
    is a tag that names the CSL type where the kind would be read as another.
    ``demoted`` are the rows of ``types_read`` that an extended table writes: they use up the
    fields of their conditions, as rows of ``types_both`` do. ``kept`` are tags that no row
    maps and nobody need be told of.
    """

    name: str
    title: str
    about: str
    family: str
    extensions: tuple[str, ...]
    syntax: Mapping[str, Any]
    ignored: frozenset[str]
    kept: frozenset[str]
    types_both: Mapping[str, str]
    types_read: Mapping[str, str]
    types_write: Mapping[str, str]
    demoted: frozenset[str]
    marker: str
    rules: tuple[Rule, ...]
    order: Mapping[str, int]
    _slots: dict[str, dict[str, tuple[Slot, ...]]] = field(default_factory=dict)
    _readings: dict[str, dict[str, Reading]] = field(default_factory=dict)
    _writings: dict[str, dict[str, tuple[Writing, ...]]] = field(default_factory=dict)
    _rows: dict[tuple[str, ...], tuple[Writing, ...]] = field(default_factory=dict)

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
    def types(self) -> dict[str, list[tuple[Pattern, Pattern]]]:
        """Type to the patterns of how it is written, those with conditions first."""
        types: dict[str, list[tuple[Pattern, Pattern]]] = {}
        for left, right in self.types_both.items():
            pattern = parse_pattern(right)
            types.setdefault(pattern.word, []).append((pattern, parse_pattern(left)))
        for left, right in self.types_write.items():
            pattern = parse_pattern(left)
            types.setdefault(pattern.word, []).append((pattern, parse_pattern(right)))
        for patterns in types.values():
            patterns.sort(key=lambda row: row[0].bare)
        return types

    def type_of(self, record: Record) -> tuple[Pattern, Pattern] | None:
        """What a record's kind means, and the pattern whose fields that uses up; or None."""
        kind = self._kinds.get(record.kind) or self._kinds.get(record.kind.casefold())
        return kind.meaning(record.fields) if kind else None

    def asked_of(self, kind: str) -> tuple[frozenset[str], frozenset[str]]:
        """The tags that what a kind means depends on, and those of them whose value counts."""
        found = self._kinds.get(kind) or self._kinds.get(kind.casefold())
        return found.asks() if found else (frozenset(), frozenset())

    @cached_property
    def _kinds(self) -> dict[str, "_Kind"]:
        """Each word for a kind; where fields are used up a pattern has True beside it."""
        kinds: dict[str, list[tuple[Pattern, Pattern, bool]]] = {}
        for rows, both in ((self.types_both, True), (self.types_read, False)):
            for left, right in rows.items():
                pattern = parse_pattern(left)
                kinds.setdefault(pattern.word.casefold(), []).append(
                    (pattern, parse_pattern(right), both or left in self.demoted)
                )
        # Those with conditions are tried first.
        return {
            word: _Kind(word, sorted(patterns, key=lambda row: row[0].bare), self.marker)
            for word, patterns in kinds.items()
        }

    def kind_of(self, type: str, values: Mapping[str, Any]) -> tuple[Pattern, Pattern]:
        """The kind with its fields, and the pattern of the names that are thereby written."""
        rows = self.types[type]
        for pattern, kind in rows:
            if pattern.bare or pattern.describes(values):
                return kind, pattern
        raise TableError(f"{self.name}: no kind for {type!r}")

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
        rules = (rule for rule in self.rules if rule.write and rule.serves(type))
        return tuple(sorted(rules, key=self.place))

    def place(self, rule: Rule) -> int:
        """Where a row is written; new rows stand behind those of the extended table."""
        return min(self.order.get(key, len(self.order)) for key in rule.keys)

    def writings(self, type: str) -> dict[str, tuple[Writing, ...]]:
        """Key of a value to how it is written for ``type``, in the rows' order."""
        writings = self._writings.get(type)
        if writings is None:
            writings = self._writings[type] = {}
            for place, rule in enumerate(self.writing(type)):
                row = _writing(place, rule, self.slots(type))
                for key in rule.keys:
                    writings[key] = (*writings.get(key, ()), row)
        return writings

    def rows(self, type: str, keys: Iterable[str]) -> tuple[Writing, ...]:
        """The rows that write values with these keys for ``type``, in order, each once."""
        asked = (type, *keys)
        rows = self._rows.get(asked)
        if rows is None:
            if len(self._rows) >= _REMEMBERED:
                self._rows.clear()
            writings = self.writings(type)
            by_place = {row.place: row for key in asked[1:] for row in writings.get(key, ())}
            rows = self._rows[asked] = tuple(by_place[place] for place in sorted(by_place))
        return rows


class _Kind:
    """One word for a kind: what it means, by the fields that tell its types apart."""

    def __init__(
        self, word: str, patterns: Sequence[tuple[Pattern, Pattern, bool]], marker: str
    ) -> None:
        self._word = word
        self._patterns = patterns
        self._marker = marker
        self._asked = frozenset({marker, *(tag for row in patterns for tag in row[0].tags)})
        self._valued = frozenset(
            (marker, *(tag for row in patterns for tag, _ in row[0].equal))
        )
        self._usual = _meaning(patterns, {})
        self._known: dict[tuple[object, ...], tuple[Pattern, Pattern] | None] = {}

    def asks(self) -> tuple[frozenset[str], frozenset[str]]:
        """The tags that tell the meaning, and those of them whose value does."""
        return self._asked, self._valued

    def meaning(self, fields: Sequence[Field]) -> tuple[Pattern, Pattern] | None:
        """What the kind means beside ``fields``, and the pattern of those it uses up."""
        asked, valued = self._asked, self._valued
        telling = tuple(
            [
                (tag, str(value) if tag in valued else bool(value))
                for tag, value, _ in fields
                if tag in asked
            ]
        )
        if not telling:
            return self._usual
        if telling not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[telling] = self._told(telling)
        return self._known[telling]

    def _told(
        self, telling: Sequence[tuple[str, str | bool]]
    ) -> tuple[Pattern, Pattern] | None:
        values: dict[str, list[object]] = {}
        for tag, value in telling:
            values.setdefault(tag, []).append(value)
        for word in values.get(self._marker, ()):
            if word in TYPES:
                word = str(word)
                return Pattern(word), Pattern(self._word, ((self._marker, word),))
        return _meaning(self._patterns, values)


_REMEMBERED = 10_000  # combinations of telling fields, each kind; of keys, each table


def reading_of(slots: Sequence[Slot]) -> Reading:
    """What a tag with these slots is read as."""
    reading = reading_in(slots[0])
    told_apart = len(slots) > 1 or reading.rule.label
    return reading._replace(way=Way.LABELLED) if told_apart else reading


def reading_in(slot: Slot) -> Reading:
    """What a value without its label is read as in a slot."""
    rule, codec = slot.rule, slot.rule.codec
    if codec.each:
        way = Way.EACH
    elif len(rule.tags) > 1 or codec.split or {"ids", "extra"} & set(rule.names):
        way = Way.COLUMNS
    else:
        way = Way.PARTS if len(rule.names) > 1 else Way.ONE
    return Reading(way, rule, slot.column, slot.rank, rule.names[0], codec.decode, codec.doubts)


def _writing(place: int, rule: Rule, slots: Mapping[str, Sequence[Slot]]) -> Writing:
    way = Way.COLUMNS
    if rule.codec.each and not rule.label:
        way = Way.EACH
    elif rule.plain:
        way = Way.ONE
    labels = tuple(
        f"{slot.rule.label}: "
        for tag in rule.tags
        for slot in slots.get(tag, ())
        if slot.rule.label
    )
    codec = rule.codec
    return Writing(
        place, way, rule, rule.keys[0], rule.tags[0], codec.encode, codec.exact, labels, {}
    )


def _meaning(
    patterns: Sequence[tuple[Pattern, Pattern, bool]], values: Mapping[str, Sequence[object]]
) -> tuple[Pattern, Pattern] | None:
    """What the first pattern that matches means, and what it uses up."""
    for pattern, meaning, both in patterns:
        if pattern.matches(values):
            return meaning, pattern if both else Pattern(pattern.word)
    return None


def key_of(name: str, scheme: str) -> str:
    """The key under which rows look for a value: the name, for identifiers with scheme."""
    return f"{name} {scheme}" if scheme else name
