"""Records of one shape: of one kind, with the same tags in the same order.

When a shape is seen for the second time, it is settled what becomes of each of its fields.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from bibkit import spelling
from bibkit.codecs.text import encode_text
from bibkit.crosswalk import Crosswalk
from bibkit.kinds import Pattern
from bibkit.memos import is_new, remember
from bibkit.model import Field, Record, tag_of
from bibkit.normalizer.plans import SHORT, Every, Kept, Memo, One, Plan, Several
from bibkit.rules import Reading, Rule, Slot, Way, reading_in

_SELDOM_TWICE = frozenset("key url title title_short abstract page page_first".split())
"""Names whose values hardly recur."""
_Labels = tuple[tuple[int, str], ...]
"""Labels that values begin with, and the places of the fields."""
_NOTHING_SAID: Mapping[int, str] = {}
_Varying = dict[Pattern, Plan | None]
"""The plans of a shape whose meaning depends on what its fields say."""


class Plans:
    """The plans of one table; a shape gets one when it is seen again."""

    def __init__(self, table: Crosswalk) -> None:
        self._table = table
        self.spelled = bool(table.syntax.get("spelling"))
        self._memos: dict[Rule | tuple[Rule, int], Memo] = {}
        self._plans: dict[tuple[str, ...], Plan | _Varying | None] = {}
        self._by_label: dict[tuple[tuple[str, ...], _Labels], Plan | None] = {}
        self._once: set[tuple[str, ...]] = set()

    def of(self, record: Record) -> Plan | None:
        """The plan for records of this kind with these tags; None if there is none."""
        kind, fields, _ = record
        shape = (kind, *map(tag_of, fields))
        plan = self._plans.get(shape)
        if plan is None:
            if shape in self._plans or is_new(self._once, shape):
                return None
            plan = remember(self._plans, shape, self._planned(record, shape[1:]))
        if isinstance(plan, dict):
            return self._varying(record, shape[1:], plan)
        if plan and plan.labels and (said := _labels_in(plan, fields)):
            return self._labelled(plan, shape, said)
        return plan

    def _planned(self, record: Record, tags: Sequence[str]) -> Plan | _Varying | None:
        """The plan of a shape, or an empty place for several."""
        if self.spelled and record.kind not in self._table.types_both:
            return None
        kind, found = self._table.kind(record.kind), self._table.type_of(record)
        if kind is None or found is None:
            return None
        plan = self._made(found[0], tags)
        told = {tags[place] for place in plan.unknown} if plan else kind.asked
        # Of a field that a plan does not read an empty value may go unseen.
        unread = kind.asked & (told | self._table.ignored)
        if not (kind.valued.isdisjoint(tags) and unread.isdisjoint(tags)):
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

    def _labelled(self, plan: Plan, shape: tuple[str, ...], said: _Labels) -> Plan | None:
        """The plan for fields that begin with labels."""
        labelled = (shape, said)
        if labelled not in self._by_label:
            made = self._made(plan.meaning, shape[1:], dict(said))
            remember(self._by_label, labelled, made)
        return self._by_label[labelled]

    def _made(
        self, meaning: Pattern, tags: Sequence[str], said: Mapping[int, str] = _NOTHING_SAID
    ) -> Plan | None:
        """The plan of a shape; None where fields of a row must be chosen or told apart.

        ``said`` are the labels that values begin with, by the places of their fields.
        """
        type = meaning.word
        readings, slots = self._table.readings(type), self._table.slots(type)
        rows: dict[Rule, list[tuple[int, Reading]]] = {}
        unknown: list[int] = []
        labels: list[tuple[int, str, tuple[str, ...]]] = []
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
                by_label = {_label(slot): slot for slot in slots[tag]}
                slot = by_label.pop(said.get(place, ""), None)
                labels.append((place, said.get(place, ""), tuple(filter(None, by_label))))
                if slot is None:
                    unknown.append(place)
                    continue
                reading = reading_in(slot)
                if reading.way is not Way.EACH:  # values stand in the order of the general way
                    reading = reading._replace(way=Way.COLUMNS)
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
                    Every(
                        places,
                        reading.name,
                        codec.decode,
                        codec.encode,
                        codec.split,
                        kept,
                        memo,
                        longest,
                    )
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


def _label(slot: Slot) -> str:
    """What a value begins with that is read by a slot."""
    return f"{slot.rule.label}: " if slot.rule.label else ""


def _labels_in(plan: Plan, fields: Sequence[Field]) -> _Labels:
    """The labels that values begin with, of those that tell rows apart."""
    return tuple(
        [
            (place, next(filter(value.startswith, labels)))
            for place, _, labels in plan.labels
            if isinstance(value := fields[place].value, str) and value.startswith(labels)
        ]
    )


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
