"""The rows of writing plans: what gives the fields of a value, or declines it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeAlias

from bibkit.memos import remember
from bibkit.model import VARIABLES, Field, new_field
from bibkit.normalizer.comparing import comes_back
from bibkit.normalizer.fields import NUMBERS
from bibkit.normalizer.plans import SHORT, Memo
from bibkit.rules import ONE, Rule, Writing

Fields: TypeAlias = Sequence[Field]
Values: TypeAlias = Mapping[str, Any]
Places: TypeAlias = Mapping[str, Sequence[int]]
_Held: TypeAlias = Callable[[Sequence[Any], Sequence[Sequence[Any]]], bool]

NOTHING: Sequence[Any] = ("", [], {})
_UNIQUE = frozenset({"key", "title", "page", "abstract", "url", "note", "annote"})
"""Texts that hardly any two citations share."""


class Declined(Exception):  # noqa: N818 - nothing is wrong
    """Something is to be told of a value: no plan writes it."""


class Row(NamedTuple):
    """What gives the fields of the value of ``name``, unless ``memo`` has them.

    Without a name ``make`` takes all the values of a citation, and finds its own.
    """

    name: str
    memo: Memo
    make: Callable[[Any], Fields]


def row_of(row: Writing, given: Sequence[str], places: Places, memo: Memo, aside: bool) -> Row:
    """A row for citations where those of its keys have a value that are ``given``.

    ``places`` are those of identifiers, by key. ``aside`` says that the format keeps the
    identifiers of people beside their names.
    """
    codec, key = row.rule.codec, row.key
    holds = _holding(row.rule, aside)
    if codec.each:
        if key in places:
            return Row("", memo, _identifiers(row, places[key], holds))
        return Row("", memo, _each(row, memo, holds))
    if len(row.rule.keys) > 1 or key in places:
        columns = _columns(row, given, places, holds)
        if len(given) == 1 and VARIABLES.get(given[0]) == "date":
            columns = _recalling(given[0], memo, columns)
        return Row("", memo, columns)
    if VARIABLES[key] == "text":
        if key in _UNIQUE:
            return Row("", memo, _unique(row, holds))
        return Row(key, memo, _text(row, memo, holds))
    make = _value(row, holds)
    if VARIABLES[key] == "date":
        make = _recalling(key, memo, make)
    return Row("", memo, make)


def always_writes(row: Writing) -> bool:
    """Whether a row's function gives a field of its one tag, if it does not decline."""
    rule = row.rule
    if len(rule.tags) > 1 or len(rule.keys) > 1 or row.labels:
        return False
    return rule.codec.each or (VARIABLES.get(row.key) == "text" and row.way is ONE)


def _holding(rule: Rule, aside: bool) -> _Held:
    """What says of values and their columns, if that is not certain, that they come back."""
    if aside and rule.codec.makes == ("names",):
        return lambda *_: False
    return partial(comes_back, rule)


def _text(row: Writing, memo: Memo, holds: _Held) -> Callable[[str], Fields]:
    """What writes a text, and remembers what becomes of those that recur."""
    encode, exact, fields = row.encode, row.exact, _fields(row)
    several = len(row.rule.tags) > 1

    def make(value: str) -> Fields:
        if not value:
            raise Declined
        parts = encode(value) if several else (encode(value),)
        if not exact(value) and not holds((value,), [(part,) for part in parts]):
            raise Declined
        made = fields(parts)
        if not made:
            raise Declined
        if len(value) < SHORT:
            remember(memo, value, made)
        return made

    return make


def _unique(row: Writing, holds: _Held) -> Callable[[Values], Fields]:
    """What writes a text that hardly recurs."""
    key, tag, encode, exact = row.key, row.tag, row.encode, row.exact
    make = _value(row, holds)

    def make_one(values: Values) -> Fields:
        value = values[key]
        encoded = encode(value)
        if not exact(value) and not holds((value,), ((encoded,),)):
            raise Declined
        if not value or not encoded:
            raise Declined
        return (new_field((tag, encoded, 0)),)

    return make_one if row.way is ONE and not row.labels else make


def _value(row: Writing, holds: _Held) -> Callable[[Values], Fields]:
    """What writes a value of another kind: a list, a number, a date."""
    key, encode, exact, fields = row.key, row.encode, row.exact, _fields(row)
    several = len(row.rule.tags) > 1

    def make(values: Values) -> Fields:
        value = values[key]
        if not value:
            raise Declined
        parts = encode(value) if several else (encode(value),)
        if not exact(value) and not holds((value,), [(part,) for part in parts]):
            raise Declined
        return fields(parts)

    return make


def _each(row: Writing, memo: Memo, holds: _Held) -> Callable[[Values], Fields]:
    """What writes each value of a list into a field of its own."""
    key, tag, encode, exact = row.key, row.tag, row.encode, row.exact
    label = row.rule.label
    labels = () if label else row.labels

    def one(value: Any) -> Field:
        encoded = encode(value)
        if not encoded:
            raise Declined
        if not exact((value,)) and not holds(((value,),), ((encoded,),)):
            raise Declined
        if labels and str(encoded).startswith(labels):
            raise Declined
        made = new_field((tag, f"{label}: {encoded}" if label else encoded, 0))
        remember(memo, value, made)
        return made

    known = memo.get

    def make(values: Values) -> Fields:
        found = values[key]
        if not found:
            raise Declined
        return [known(value) or one(value) for value in found]

    return make


def _identifiers(
    row: Writing, places: Sequence[int], holds: _Held
) -> Callable[[Values], Fields]:
    """What writes the identifiers of a scheme into a field each."""
    tag, encode, exact, label = row.tag, row.encode, row.exact, row.rule.label
    labels = () if label else row.labels

    def one(values: Values) -> Fields:
        found = values["ids"][place]
        part = encode(found)
        if not exact((found,)) and not holds(((found,),), ((part,),)):
            raise Declined
        if not part or (labels and str(part).startswith(labels)):
            raise Declined
        return (new_field((tag, f"{label}: {part}" if label else part, 0)),)

    def several(values: Values) -> Fields:
        ids = values["ids"]
        found = [ids[place] for place in places]
        parts = [encode(each) for each in found]
        if not exact(found) and not holds((found,), (parts,)):
            raise Declined
        if not all(parts) or (labels and any(str(p).startswith(labels) for p in parts)):
            raise Declined
        return [new_field((tag, f"{label}: {p}" if label else p, 0)) for p in parts]

    place = places[0]
    return one if len(places) == 1 else several


def _columns(
    row: Writing, given: Sequence[str], places: Places, holds: _Held
) -> Callable[[Values], Fields]:
    """What writes the values of a row into its columns."""
    rule, encode = row.rule, row.encode
    exact, fields = row.exact, _fields(row)
    several = len(rule.tags) > 1
    plain = [key for key in given if key not in places]
    sought = [
        (key if key in plain else "", places.get(key, ()), empty)
        for key, empty in zip(rule.keys, rule.empty, strict=True)
    ]

    def make(values: Values) -> Fields:
        for key in plain:
            if not values[key]:
                raise Declined
        found = [
            values[key] if key else values["ids"][where[0]] if where else empty
            for key, where, empty in sought
        ]
        parts = encode(*found) if several else (encode(*found),)
        if not exact(*found) and not holds(found, [(part,) for part in parts]):
            raise Declined
        return fields(parts)

    return make


def _fields(row: Writing) -> Callable[[Sequence[Any]], Fields]:
    """What makes fields of columns, none of those that say nothing.

    It declines a value that another row would read, as it begins with its label.
    """
    tags, label = row.rule.tags, row.rule.label
    labels = () if label else row.labels
    is_one = row.way is ONE
    (first, *rest) = tags

    def one(parts: Sequence[Any]) -> Fields:
        (part,) = parts
        if part:
            return (new_field((first, part, 0)),)
        return (new_field((first, part, 0)),) if part.__class__ in NUMBERS else ()

    def says(part: Any) -> bool:
        return part.__class__ in NUMBERS if is_one else part not in NOTHING

    def plain(parts: Sequence[Any]) -> Fields:
        return [
            new_field((tag, part, 0))
            for tag, part in zip(tags, parts, strict=True)
            if part or (part != "" and says(part))
        ]

    def labelled(parts: Sequence[Any]) -> Fields:
        if labels and any(str(part).startswith(labels) for part in parts):
            raise Declined
        return [
            new_field((tag, f"{label}: {part}" if label else part, 0))
            for tag, part in zip(tags, parts, strict=True)
            if part or (part != "" and says(part))
        ]

    if label or labels:
        return labelled
    return one if is_one and not rest else plain


def _recalling(
    name: str, memo: Memo, make: Callable[[Values], Fields]
) -> Callable[[Values], Fields]:
    """What recalls the fields of the very same value: equal dates are one, as they are read."""

    def recalled(values: Values) -> Fields:
        value = values[name]
        known = memo.get(id(value))
        if known is not None and known[0] is value:
            fields: Fields = known[1]
            return fields
        made = make(values)
        remember(memo, id(value), (value, made))
        return made

    return recalled
