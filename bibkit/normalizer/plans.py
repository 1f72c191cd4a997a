"""Records of a shape that recurs: what becomes of each field is settled once for all of them.

Two records have one shape if they are of one type and name the same tags in the same order. A
plan reads those in which all goes well, with no field left to choose and no value to doubt;
what it declines is read field by field, as everything would be without plans.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from bibkit.kinds import Pattern
from bibkit.memos import remember
from bibkit.model import Field, Json, new_field

Memo = dict[Any, Any]
Doubts = Callable[[str, Any], str]
Split = Callable[[str], list[str]]
Kept = Callable[[Any], bool]
Readings = tuple[dict[str, Any], dict[str, list[Any]], list[int]]
"""Values by name, those apart that are lists of what several fields gave, and the places of
fields whose spelling is to be noted."""

MENTIONED = "@mentioned"
"""Beside the names of lists: identifiers that count where none of their scheme is."""
SHORT = 48  # letters of a value that is worth remembering


class One(NamedTuple):
    """A field that is the value of a name.

    Texts up to ``longest`` letters are remembered. Of a ``plain`` one that means itself there
    is nothing to note.
    """

    place: int
    name: str
    decode: Callable[[Json], Any]
    doubts: Doubts | None
    kept: Kept | None
    memo: Memo
    longest: int
    plain: bool


class Every(NamedTuple):
    """Fields each of which is one of the values of a name."""

    places: tuple[int, ...]
    name: str
    decode: Callable[[Json], Any]
    encode: Callable[[Any], Any]
    split: Split | None
    kept: Kept | None
    memo: Memo
    longest: int


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

    ``labels`` are places with the label that the value begins with, ``""`` for none of those
    behind it, which would make another row read the value.
    """

    meaning: Pattern
    ones: Sequence[One]
    every: Sequence[Every]
    several: Sequence[Several]
    labels: Sequence[tuple[int, str, tuple[str, ...]]]
    unknown: Sequence[int]

    def read(self, fields: Sequence[Field]) -> Readings | None:
        """What the fields say; None where a value wants more than a plan can do."""
        value: Any
        for place, label, labels in self.labels:
            tag, value, line = fields[place]
            if value.__class__ is not str or not (label or not value.startswith(labels)):
                return None
            if label:
                fields = list(fields)
                fields[place] = new_field((tag, value[len(label) :], line))
        values: dict[str, Any] = {}
        lists: dict[str, Any] = {}
        noted: list[int] = []
        try:
            for place, name, decode, doubts, kept, memo, longest, plain in self.ones:
                value = fields[place][1]
                is_text = value.__class__ is str
                is_short = is_text and len(value) < longest
                if is_short and (decoded := memo.get(value)):
                    values[name] = decoded
                    continue
                if not value:
                    return None
                decoded = decode(value)
                if is_text and doubts and "\\" in value and doubts(value, decoded):
                    return None
                if kept and not (plain and decoded is value) and not kept(value):
                    noted.append(place)
                elif is_short:
                    remember(memo, value, decoded)
                if decoded or decoded.__class__ is int:
                    values[name] = decoded
            for each in self.every:
                if not _read_every(each, fields, lists):
                    return None
            for row in self.several:
                if not _read_several(row, fields, values, lists, noted):
                    return None
        except ValueError:
            return None
        return values, lists, noted


def _read_every(row: Every, fields: Sequence[Field], lists: dict[str, Any]) -> bool:
    """Add the values of fields that repeat; whether that is all there is to do."""
    places, name, decode, encode, split, kept, memo, longest = row
    found = lists.setdefault(name, [])
    for place in places:
        value: Any = fields[place][1]
        parts: Sequence[Any]
        is_short = value.__class__ is str and len(value) < longest
        if value.__class__ is str:
            if is_short and (known := memo.get(value)):
                found.append(known)
                continue
            parts = split(value) if split else (value,)
        elif value.__class__ is list:
            parts = value
        else:
            return False
        if not (value and all(parts)):
            return False
        decoded = list(map(decode, parts))
        if name == "ids":
            found += dict.fromkeys(each for each in decoded if each not in found)
        else:
            found += decoded
        is_one = len(decoded) == 1
        if kept and not (is_one and encode(decoded[0]) is value) and not kept(value):
            return False
        if is_one and is_short:
            remember(memo, value, decoded[0])
    return True


def _read_several(
    row: Several,
    fields: Sequence[Field],
    values: dict[str, Any],
    lists: dict[str, Any],
    noted: list[int],
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
        if doubts and any("\\" in text and doubts(text, decoded) for text in given):
            return False
        if kept and not kept(given):
            noted += [place for _, place in columns]
        elif length < SHORT:
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


def unite(values: dict[str, Any], lists: dict[str, list[Any]], meaning: Pattern) -> None:
    """Add to ``values`` what a kind means and what several fields gave."""
    for name, value in meaning.equal:
        values.setdefault(name, value)
    values["type"] = meaning.word
    ids = lists.pop("ids", [])
    mentioned = lists.pop(MENTIONED, ())
    for name, found in lists.items():
        values[name] = (*values.get(name, ()), *found)
    for each in mentioned:
        if all(each.scheme != known.scheme for known in ids):
            ids.append(each)
    if ids:
        values["ids"] = tuple(ids)
