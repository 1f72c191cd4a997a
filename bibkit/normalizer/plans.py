"""Records of a shape that recurs: what becomes of each field is settled once for all of them.

Two records have one shape if they are of one type and name the same tags in the same order. A
plan reads those in which all goes well, with no field left to choose and no value to doubt;
what it declines is read field by field, as everything would be without plans.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from bibkit import spelling
from bibkit.crosswalk import Crosswalk, Pattern, Reading, Rule, Way, reading_of
from bibkit.model import Field, Json, Record

Memo = dict[Any, Any]
Doubts = Callable[[str, Any], str]
Split = Callable[[str], list[str]]
Kept = Callable[[Any], bool]

_tag_of = itemgetter(0)

MENTIONED = "@mentioned"
"""Beside the names of lists: identifiers that count where none of their scheme is."""
SHORT = 48  # letters of a value that is worth remembering
_SELDOM_TWICE = frozenset("key url title title_short abstract page page_first".split())
"""Names whose values hardly recur."""
_REMEMBERED = 2_000  # values of a row
_SHAPES = 2_000  # of a table


class One(NamedTuple):
    """A field that is the value of a name; texts up to ``longest`` letters are remembered."""

    place: int
    name: str
    decode: Callable[[Json], Any]
    doubts: Doubts | None
    kept: Kept | None
    memo: Memo
    longest: int


class Every(NamedTuple):
    """Fields each of which is one of the values of a name."""

    places: tuple[int, ...]
    name: str
    decode: Callable[[Json], Any]
    split: Split | None
    kept: Kept | None


class Several(NamedTuple):
    """Fields that are read together, by column, or whose row gives several values.

    Where only one of the columns is there, ``single`` is its place, ``before`` and ``behind``
    are what stands for the others.
    """

    single: int | None
    before: tuple[str, ...]
    behind: tuple[str, ...]
    columns: tuple[tuple[int, int], ...]
    names: tuple[str, ...]
    decode: Callable[..., Any]
    split: Split | None
    doubts: Doubts | None
    kept: Kept | None
    memo: Memo


class Plan(NamedTuple):
    """What a shape means, and what becomes of its fields, by their places in the record.

    ``labels`` are places with the beginnings that would make another row read the value.
    """

    meaning: Pattern
    ones: Sequence[One]
    every: Sequence[Every]
    several: Sequence[Several]
    labels: Sequence[tuple[int, tuple[str, ...]]]
    unknown: Sequence[int]

    def read(self, fields: Sequence[Field]) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """The values by name, those apart that are lists of what several fields gave.

        None where a value wants more than a plan can do.
        """
        value: Any
        for place, labels in self.labels:
            value = fields[place][1]
            if value.__class__ is not str or value.startswith(labels):
                return None
        values: dict[str, Any] = {}
        lists: dict[str, Any] = {}
        try:
            for place, name, decode, doubts, kept, memo, longest in self.ones:
                value = fields[place][1]
                is_text = value.__class__ is str
                if is_text and (decoded := memo.get(value)):
                    values[name] = decoded
                    continue
                if not value:
                    return None
                decoded = decode(value)
                if kept and not kept(value):
                    return None
                if is_text:
                    if doubts and "\\" in value and doubts(value, decoded):
                        return None
                    if len(value) < longest:
                        remember(memo, value, decoded)
                if decoded or decoded.__class__ is int:
                    values[name] = decoded
            for each in self.every:
                if not _read_every(each, fields, lists):
                    return None
            for row in self.several:
                if not _read_several(row, fields, values, lists):
                    return None
        except ValueError:
            return None
        return values, lists


def _read_every(row: Every, fields: Sequence[Field], lists: dict[str, Any]) -> bool:
    """Add the values of fields that repeat; whether that is all there is to do."""
    places, name, decode, split, kept = row
    found = lists.setdefault(name, [])
    for place in places:
        value: Any = fields[place][1]
        parts: Sequence[Any]
        if not value:
            return False
        if value.__class__ is str:
            parts = split(value) if split else (value,)
        elif value.__class__ is list:
            parts = value
        else:
            return False
        for part in parts:
            if not part:
                return False
            decoded = decode(part)
            if name != "ids" or decoded not in found:
                found.append(decoded)
        if kept and not kept(value):
            return False
    return True


def _read_several(
    row: Several, fields: Sequence[Field], values: dict[str, Any], lists: dict[str, Any]
) -> bool:
    """Add what a row of several columns or values gives; whether that is all there is to do."""
    single, before, behind, columns, names, decode, split, doubts, kept, memo = row
    value: Any
    key: Any
    given: tuple[str, ...] = ()
    if single is not None:
        key = fields[single][1]
        if not key or key.__class__ is not str:
            return False
        length = len(key)
    else:
        length = 0
        gathered = [*before]
        for column, place in columns:
            value = fields[place][1]
            if not value or value.__class__ is not str:
                return False
            gathered[column] = value
            length += len(value)
        key = given = tuple(gathered)
    decoded = memo.get(key) if length < SHORT else None
    if decoded is None:
        given = given or (*before, key, *behind)
        if split and any(text and split(text) != [text] for text in given):
            return False
        decoded = decode(*given)
        if kept and not kept(given):
            return False
        if doubts and any("\\" in text and doubts(text, decoded) for text in given):
            return False
        if length < SHORT:
            remember(memo, key, decoded)
    if len(names) == 1:
        decoded = (decoded,)
    for name, part in zip(names, decoded, strict=True):
        if name == "ids":
            # Those that are but mentioned give way to all others.
            if isinstance(part, tuple):
                lists.setdefault(MENTIONED, []).extend(part)
            elif part not in (known := lists.setdefault("ids", [])):
                known.append(part)
        elif name == "extra":
            if part:
                return False
        elif part or part.__class__ is int:
            values[name] = part
    return True


def remember(memo: Memo, key: Any, value: Any) -> None:
    """Keep what became of a value; a memo that is full begins anew."""
    if len(memo) >= _REMEMBERED:
        memo.clear()
    memo[key] = value


_Varying = dict[Pattern, "Plan | None"]
"""The plans of a shape whose meaning depends on what its fields say."""


class Plans:
    """The plans of one table; a shape gets one when it is seen again."""

    def __init__(self, table: Crosswalk) -> None:
        self._table = table
        self.spelled = bool(table.syntax.get("spelling"))
        self._memos: dict[Rule | tuple[Rule, int], Memo] = {}
        self._plans: dict[tuple[str, ...], Plan | _Varying | None] = {}
        self._once: set[tuple[str, ...]] = set()

    def of(self, record: Record) -> Plan | None:
        """The plan for records of this kind with these tags; None if there is none."""
        kind, fields, _ = record
        shape = (kind, *map(_tag_of, fields))
        plan = self._plans.get(shape)
        if plan is None:
            if shape in self._plans or self._is_new(shape):
                return None
            plan = self._plans[shape] = self._planned(record, shape[1:])
        if plan.__class__ is dict:
            return self._varying(record, shape[1:], plan)
        return plan  # type: ignore[return-value]

    def _is_new(self, shape: tuple[str, ...]) -> bool:
        """Whether a shape is seen for the first time."""
        if shape not in self._once:
            if len(self._once) >= _SHAPES:
                self._once.clear()
            self._once.add(shape)
            return True
        if len(self._plans) >= _SHAPES:
            self._plans.clear()
        return False

    def _planned(self, record: Record, tags: Sequence[str]) -> "Plan | _Varying | None":
        """The plan of a shape, or an empty place for several."""
        if self.spelled and record.kind not in self._table.types_both:
            return None
        asked, valued = self._table.asked_of(record.kind)
        found = self._table.type_of(record)
        if found is None:
            return None
        plan = self._made(found[0], tags)
        told = {tags[place] for place in plan.unknown} | self._table.ignored if plan else asked
        # Of a field that a plan does not read an empty value may go unseen.
        if not valued.isdisjoint(tags) or not (asked & told).isdisjoint(tags):
            return {}
        return plan

    def _varying(self, record: Record, tags: Sequence[str], plans: _Varying) -> Plan | None:
        """The plan for what a record means, if none of its fields is used up by that."""
        found = self._table.type_of(record)
        if found is None or found[1].equal:
            return None
        meaning = found[0]
        if meaning not in plans:
            plans[meaning] = self._made(meaning, tags)
        return plans[meaning]

    def _made(self, meaning: Pattern, tags: Sequence[str]) -> Plan | None:
        """The plan of a shape; None where fields of a row must be chosen or told apart."""
        type = meaning.word
        readings, slots = self._table.readings(type), self._table.slots(type)
        rows: dict[Rule, list[tuple[int, Reading]]] = {}
        unknown: list[int] = []
        labels: list[tuple[int, tuple[str, ...]]] = []
        for place, tag in enumerate(tags):
            reading = readings.get(tag)
            if reading is None:
                if tag in self._table.ignored:
                    continue
                if tag.startswith("@"):
                    return None
                unknown.append(place)
                continue
            if reading.way is Way.LABELLED:
                labels.append(
                    (place, tuple(f"{s.rule.label}: " for s in slots[tag] if s.rule.label))
                )
                if slots[tag][-1].rule.label:
                    unknown.append(place)
                    continue
                reading = reading_of(slots[tag][-1:])
            rows.setdefault(reading.rule, []).append((place, reading))
        if _is_contested(rows) or (self.spelled and _is_respelled(rows)):
            return None
        ones, every, several = [], [], []
        for rule, found in rows.items():
            codec, (place, reading) = rule.codec, found[0]
            memo = self._memos.setdefault(rule, {})
            kept = self._kept(rule, len(found))
            if reading.way is Way.ONE:
                longest = 0 if reading.name in _SELDOM_TWICE else SHORT
                ones.append(
                    One(place, reading.name, codec.decode, codec.doubts, kept, memo, longest)
                )
            elif reading.way is Way.EACH:
                places = tuple(place for place, _ in found)
                every.append(Every(places, reading.name, codec.decode, codec.split, kept))
            else:
                columns = tuple((each.column, place) for place, each in found)
                single = None
                before = behind = ("",) * len(rule.tags)
                if len(columns) == 1:
                    ((column, single),) = columns
                    before, behind = before[:column], before[column + 1 :]
                    memo = self._memos.setdefault((rule, column), {})
                several.append(
                    Several(
                        single, before, behind, columns, rule.names,
                        codec.decode, codec.split, codec.doubts, kept, memo,
                    )
                )  # fmt: skip
        return Plan(meaning, ones, every, several, labels, unknown)

    def _kept(self, rule: Rule, fields: int) -> Kept | None:
        """What says of the values of so many fields that nothing is to be noted of them."""
        if not self.spelled:
            return None
        kept = spelling.keeper(rule)
        if len(rule.tags) == 1:
            return kept
        if fields == 1:
            return lambda columns: kept("".join(columns))
        return lambda columns: spelling.comes_back(rule, columns)


@lru_cache(32)
def plans_of(table: Crosswalk) -> Plans:
    """The plans of a table, and the values that they remember."""
    return Plans(table)


def _is_contested(rows: Mapping[Rule, Sequence[tuple[int, Reading]]]) -> bool:
    """Whether two fields are, or may be, one value."""
    names: set[str] = set()
    for rule, found in rows.items():
        if rule.names == ("extra",) or not names.isdisjoint(rule.names):
            return True
        names.update(name for name in rule.names if name not in ("ids", "extra"))
        if len(found) > 1 and (found[0][1].way is not Way.EACH or "ids" in rule.names):
            columns = {reading.column for _, reading in found}
            if found[0][1].way is not Way.COLUMNS or len(columns) < len(found):
                return True
    return False


def _is_respelled(rows: Mapping[Rule, Sequence[tuple[int, Reading]]]) -> bool:
    """Whether a field stands under another than the row's own tag."""
    return any(reading.rank for found in rows.values() for _, reading in found)
