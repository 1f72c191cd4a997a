"""Records of one shape: of one kind, with the same tags in the same order.

When a shape is seen for the second time, it is settled what becomes of each of its fields.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from bibkit import spelling
from bibkit.codecs.text import encode_text
from bibkit.crosswalk import Crosswalk, Pattern, Reading, Rule, Way, reading_of
from bibkit.model import Record
from bibkit.normalizer.plans import SHORT, Every, Kept, Memo, One, Plan, Several

_SELDOM_TWICE = frozenset("key url title title_short abstract page page_first".split())
"""Names whose values hardly recur."""
_SHAPES = 2_000  # of a table
_tag_of = itemgetter(0)
_Varying = dict[Pattern, Plan | None]
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

    def _planned(self, record: Record, tags: Sequence[str]) -> Plan | _Varying | None:
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
                    One(
                        place, reading.name, codec.decode, codec.doubts, kept, memo, longest,
                        codec.encode is encode_text and reading.name != "key",
                    )
                )  # fmt: skip
            elif reading.way is Way.EACH:
                places = tuple(place for place, _ in found)
                longest = 0 if reading.name == "ids" else SHORT
                every.append(
                    Every(places, reading.name, codec.decode, codec.split, kept, memo, longest)
                )
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
