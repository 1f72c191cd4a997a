"""The rows of writing plans: what gives the fields of a value, or declines it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeAlias

from bibkit.model import VARIABLES, Field, new_field
from bibkit.normalizer.comparing import comes_back
from bibkit.normalizer.plans import SHORT, Memo, remember
from bibkit.normalizer.reading import NUMBERS
from bibkit.rules import ONE, Rule, Writing

Fields: TypeAlias = Sequence[Field]
Values: TypeAlias = Mapping[str, Any]
Places: TypeAlias = Mapping[str, Sequence[int]]
_Held: TypeAlias = Callable[[Sequence[Any], Sequence[Sequence[Any]]], bool]

NOTHING: Sequence[Any] = ("", [], {})
_UNIQUE = frozenset({"key", "title", "abstract", "url", "note", "annote"})
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
    kind = VARIABLES.get(given[0], "") if len(given) == 1 else ""
    if row.way is ONE and kind == "text":
        known = {} if key in _UNIQUE else memo
        return Row(key, known, _text(row, known, holds))
    columns = _columns(row, given, places, holds)
    if kind == "date":
        return Row("", memo, _recalling(given[0], memo, columns))
    if kind == "text" and len(row.rule.names) == 1 and key not in _UNIQUE:
        return Row(key, memo, _remembering(key, memo, columns))
    return Row("", memo, columns)


def _holding(rule: Rule, aside: bool) -> _Held:
    """What says of values and their columns, if that is not certain, that they come back."""
    if aside and rule.codec.makes == ("names",):
        return lambda *_: False
    return partial(comes_back, rule)


def _text(row: Writing, memo: Memo, holds: _Held) -> Callable[[str], Fields]:
    """What writes a text into one field."""
    tag, encode, exact, labels = row.tag, row.encode, row.exact, row.labels

    def make(value: str) -> Fields:
        if not value:
            raise Declined
        encoded = encode(value)
        if not exact(value) and not holds((value,), ((encoded,),)):
            raise Declined
        if not encoded or (labels and str(encoded).startswith(labels)):
            raise Declined
        made = (new_field((tag, encoded, 0)),)
        if len(value) < SHORT:
            remember(memo, value, made)
        return made

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
        return [known(value) or one(value) for value in values[key]]

    return make


def _identifiers(
    row: Writing, places: Sequence[int], holds: _Held
) -> Callable[[Values], Fields]:
    """What writes the identifiers of a scheme into a field each."""
    tag, encode, exact, label = row.tag, row.encode, row.exact, row.rule.label
    labels = () if label else row.labels

    def make(values: Values) -> Fields:
        ids = values["ids"]
        found = [ids[place] for place in places]
        parts = list(map(encode, found))
        if not all(parts) or not (exact(found) or holds((found,), (parts,))):
            raise Declined
        if labels and any(str(part).startswith(labels) for part in parts):
            raise Declined
        return [new_field((tag, f"{label}: {part}" if label else part, 0)) for part in parts]

    return make


def _columns(
    row: Writing, given: Sequence[str], places: Places, holds: _Held
) -> Callable[[Values], Fields]:
    """What writes the values of a row into its columns."""
    rule, encode = row.rule, row.encode
    exact, several = row.exact, len(rule.tags) > 1
    plain = [key for key in given if key not in places]
    sought = [
        (key if key in given else "", places.get(key), empty)
        for key, empty in zip(rule.keys, rule.empty, strict=True)
    ]
    single = given[0] if len(rule.keys) == 1 and given[0] not in places else ""

    def make(values: Values) -> Fields:
        if single:
            found = [values[single]]
        else:
            found = [
                values["ids"][where[0]] if where else values[key] if key else empty
                for key, where, empty in sought
            ]
        if not all(map(values.__getitem__, plain)):
            raise Declined
        parts = encode(*found) if several else (encode(*found),)
        if not exact(*found) and not holds(found, [[part] for part in parts]):
            raise Declined
        return _fields(row, parts)

    return make


def _fields(row: Writing, parts: Sequence[Any]) -> Fields:
    """What was encoded, as fields; nothing where a column is empty.

    Raises:
        Declined: another row would read a value, as it begins with its label.
    """
    label, is_one = row.rule.label, row.way is ONE
    labels = () if label else row.labels
    made = []
    for tag, part in zip(row.rule.tags, parts, strict=True):
        if part or (part.__class__ in NUMBERS if is_one else part not in NOTHING):
            if labels and str(part).startswith(labels):
                raise Declined
            made.append(new_field((tag, f"{label}: {part}" if label else part, 0)))
    return made


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


def _remembering(
    name: str, memo: Memo, make: Callable[[Values], Fields]
) -> Callable[[str], Fields]:
    """What remembers the fields of short texts."""

    def remembered(value: str) -> Fields:
        made = make({name: value})
        if len(value) < SHORT:
            remember(memo, value, made)
        return made

    return remembered
