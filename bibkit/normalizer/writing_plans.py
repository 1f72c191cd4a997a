"""Citations of a shape that recurs: how each value is written is settled once for all of them.

Two citations have one shape if they are of one type, the same names are set, and their
identifiers are of the same schemes in the same order. A plan writes those of which nothing is
to be told but what has no place; what it declines is written value by value, as everything
would be without plans.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from bibkit.crosswalk import Crosswalk
from bibkit.memos import is_new, remember
from bibkit.model import Citation, Field, Record, Source
from bibkit.normalizer.fields import KIND, RAW
from bibkit.normalizer.plans import Memo
from bibkit.normalizer.writing_rows import Declined, Row, Values, always_writes, row_of
from bibkit.rules import Writing, key_of

NEVER_MISSING = frozenset({"type", "key", "sources"})
"""A type is told by the kind, a key is a name for the file, sources say where it was read."""
_Shape = tuple[object, ...]
_Telling = Mapping[str, frozenset[str]]
_ASIDE = ("ids", "extra", "original")


class WritingPlan(NamedTuple):
    """How the citations of a shape are written.

    ``beside`` are the fields that say the type beside the kind; ``settled`` says that the
    record is of that type whatever its values. ``implied`` gives the record with what values
    imply, where the format's reader looks. ``unwritten`` are the values without a place.
    """

    type: str
    kind: str
    rows: Sequence[Row]
    beside: Sequence[Field]
    settled: bool
    implied: Callable[[Record], Record] | None
    unwritten: Sequence[tuple[str, Sequence[int]]]

    def record(self, values: Values, source: Source, table: Crosswalk) -> Record:
        """The values as a record.

        Raises:
            Declined: something is to be told, or what is written reads as another type.
        """
        for key, places in self.unwritten:
            if not places and not values[key]:
                raise Declined
        fields: list[Field] = []
        for name, memo, make in self.rows:
            if name:
                value = values[name]
                fields += memo.get(value) or make(value)
            else:
                fields += make(values)
        fields += self.beside
        record = Record(self.kind, tuple(fields), source)
        if self.implied and self.implied(record) is not record:
            raise Declined
        if not self.settled and not _is_of_type(record, self.type, table):
            raise Declined
        return record

    def left(self, values: Values) -> dict[str, Any]:
        """The values that have no place, by their keys."""
        return {
            key: [values["ids"][place] for place in places] if places else values[key]
            for key, places in self.unwritten
        }


def _is_of_type(record: Record, type: str, table: Crosswalk) -> bool:
    """Whether a written record reads as one of a type."""
    read = table.type_of(record)
    return not record.kind or read is None or read[0].word == type


class WritingPlans:
    """The plans of one table; a shape gets one when it is seen again."""

    def __init__(self, table: Crosswalk) -> None:
        self._table = table
        self._memos: dict[object, Memo] = {}
        self._plans: dict[_Shape, WritingPlan | None] = {}
        self._once: set[_Shape] = set()
        self._telling: dict[str, _Telling] = {}
        self._aside = bool(table.syntax.get("name_ids"))
        self._implied = _implied(table)
        self._unusual = {f"{table.family}/{tag}" for tag in (RAW, KIND)}

    def of(self, citation: Citation) -> WritingPlan | None:
        """The plan for citations like this; None if there is none."""
        type, values = citation.type, citation.__dict__
        if (extra := values.get("extra")) and not self._unusual.isdisjoint(extra):
            return None
        ids = values.get("ids")
        schemes = tuple([each.scheme for each in ids]) if ids else ()
        shape: _Shape = (type, schemes, *values)
        telling = self._telling.get(type)
        if telling is None:
            telling = self._telling[type] = _telling(self._table, type)
        if telling:
            shape = (*_told(values, telling).values(), *shape)
        plan = self._plans.get(shape)
        if plan is not None or shape in self._plans:
            return plan
        if is_new(self._once, shape):
            return None
        plan = self._made(type, values, schemes, _told(values, telling))
        return remember(self._plans, shape, plan)

    def _made(
        self, type: str, values: Values, schemes: Sequence[str], told: Mapping[str, str | None]
    ) -> WritingPlan | None:
        """The plan of a shape; None where several rows write a value, or one a part of it."""
        table = self._table
        places: dict[str, list[int]] = {}
        for place, scheme in enumerate(schemes):
            places.setdefault(key_of("ids", scheme), []).append(place)
        named = [name for name in values if name not in _ASIDE]
        known = {key: told.get(key) or True for key in (*named, *places)}
        kind, pattern = table.kind_of(type, known)
        for name, _ in pattern.equal:
            known.pop(name, None)
        writings = table.rows(type, known)
        rows: list[Row] = []
        written: list[str] = []
        for row in writings:
            given = [key for key in row.rule.keys if key in known]
            rule = row.rule
            takes_one = "ids" in rule.names and not rule.codec.each
            if takes_one and len(places.get(rule.keys[rule.names.index("ids")], ())) != 1:
                return None
            rows.append(row_of(row, given, places, self._memo(row), self._aside))
            written += given
        if len(set(written)) < len(written):
            return None
        beside = [Field(tag, value) for tag, value in kind.equal]
        missing = [
            (key, places.get(key, ()))
            for key in known
            if key not in written and key not in NEVER_MISSING
        ]
        settled = _is_settled(kind.word, writings, beside, type, table)
        return WritingPlan(type, kind.word, rows, beside, settled, self._implied, missing)

    def _memo(self, row: Writing) -> Memo:
        """What is remembered of a row, for all types in which the same labels matter."""
        return self._memos.setdefault((row.rule, row.labels), {})


@lru_cache(32)
def writing_plans_of(table: Crosswalk) -> WritingPlans:
    """The plans of a table, and the values that they remember."""
    return WritingPlans(table)


def _implied(table: Crosswalk) -> Callable[[Record], Record] | None:
    if "@hint" not in table.ignored:
        return None
    from bibkit.parsers.hints import rehinted  # only for formats whose reader looks

    return rehinted


def _telling(table: Crosswalk, type: str) -> _Telling:
    """The names whose values tell kinds of a type apart, with those values."""
    texts: dict[str, set[str]] = {}
    for pattern, _ in table.kinds_of(type):
        for name, text in pattern.equal:
            texts.setdefault(name, set()).add(text)
    return {name: frozenset(found) for name, found in texts.items()}


def _told(values: Values, telling: _Telling) -> dict[str, str | None]:
    """Of the values that tell kinds apart, those that do."""
    return {
        name: value if (value := values.get(name)) in texts else None
        for name, texts in telling.items()
    }


def _is_settled(
    kind: str, rows: Sequence[Writing], beside: Sequence[Field], type: str, table: Crosswalk
) -> bool:
    """Whether a record of a kind is of a type, whatever the rows write in it."""
    known = table.kind(kind)
    asked, valued = (known.asked, known.valued) if known else (frozenset(), frozenset())
    fields = [field for field in beside if field.tag in asked]
    said = {field.tag for field in fields}
    for row in rows:
        for tag in asked & set(row.rule.tags):
            if tag in valued or tag in said or not always_writes(row):
                return False
            fields.append(Field(tag, tag))
    return _is_of_type(Record(kind, tuple(fields)), type, table)
