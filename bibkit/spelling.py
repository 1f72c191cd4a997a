"""How a tree spelled what it says, where its own writer would spell it otherwise.

``"163–222"`` for pages, ``shortTitle`` for ``title-short``, a name's ``parse-names``: the
citation holds what is meant, and its extra, under one tag, the members as they were written.
They are written again for as long as they mean what the citation says.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from bibkit.codecs.text import MEMO, always, is_line, is_stripped, is_usual_page
from bibkit.crosswalk import Crosswalk
from bibkit.identifiers.doi import is_usual_doi
from bibkit.model import Field, Json, Record
from bibkit.patterns import lazy
from bibkit.rules import ONE, Reading, Rule

WRITTEN = "@written"
"""The tag of extra that holds members as they were written."""
_Places: TypeAlias = Sequence[tuple[int, int, Field]]
_UNUSUAL_KEY = lazy(r"[^\w:./+-]")
_NO_LETTER = lazy(r"[\W_]+")
_NO_SPELLING = frozenset({"sources", "extra"})


def _is_usual_text(value: Json) -> bool:
    return isinstance(value, str) and is_line(value)


def _is_usual_title(value: Json) -> bool:
    return isinstance(value, str) and "$" not in value and is_line(value)


def _is_usual_prose(value: Json) -> bool:
    return isinstance(value, str) and is_stripped(value)


def _are_usual_pages(value: Json) -> bool:
    return isinstance(value, str) and is_usual_page(value)


def _are_usual_names(value: Json) -> bool:
    """People of whom nothing is said but a family and perhaps a given name."""
    return isinstance(value, list) and all(map(_is_usual_person, value))


def _is_usual_person(person: Json) -> bool:
    if not isinstance(person, dict) or len(person) > 2:
        return False
    family = person.get("family")
    given = person.get("given") if len(person) == 2 else ""
    if not (isinstance(family, str) and isinstance(given, str)):
        return False
    return _are_lines(family, given)


@lru_cache(MEMO)
def _are_lines(family: str, given: str) -> bool:
    return is_line(family) and is_line(given)


def _is_usual_doi(value: Json) -> bool:
    return isinstance(value, str) and is_usual_doi(value)


def _is_usual_date(value: Json) -> bool:
    """One date of whole numbers that every month has."""
    parts = value.get("date-parts") if isinstance(value, dict) and len(value) == 1 else None
    if not (isinstance(parts, list) and len(parts) == 1 and isinstance(parts[0], list)):
        return False
    year, month, day = (*parts[0], 1, 1)[:3] if 1 <= len(parts[0]) <= 3 else (0, 0, 0)
    return (
        (year.__class__ is month.__class__ is day.__class__ is int)
        and 1 <= year <= 9999
        and 1 <= month <= 12
        and 1 <= day <= 28
    )


_USUAL: Mapping[str, Callable[[Json], bool]] = {
    "text": _is_usual_text,
    "csl.title": _is_usual_title,
    "prose": _is_usual_prose,
    "page": _are_usual_pages,
    "csl.names": _are_usual_names,
    "csl.date": _is_usual_date,
    "doi": _is_usual_doi,
}
"""By a row's codec: what is certainly written as it was read."""


def keeper(rule: Rule) -> Callable[[Any], bool]:
    """What says of a value under a row's own tag that there is nothing to note."""
    if rule.names[0] == "key":
        return lambda value: not _is_unusual_key(value)
    if rule.names[0] in _NO_SPELLING:
        return always
    usual = _USUAL.get(rule.word)
    return lambda value: (usual and usual(value)) or _alike(value, _rewritten(rule, value))


def is_respelled(reading: Reading, field: Field, values: Mapping[str, Any]) -> bool:
    """Whether a field, of which ``values`` were read, may not be written as it stood."""
    known = values.get(reading.name)
    if reading.name == "key":  # a format may want more of it
        return True
    if known is None or reading.way is not ONE:
        return True
    if known is field.value:
        return False
    return bool(reading.rule.codec.encode(known) != field.value)


def noted(found: Mapping[Rule, _Places]) -> dict[str, Json]:
    """The members that would not be written as they were read: tag to value."""
    members: dict[str, Json] = {}
    for rule, places in found.items():
        if rule.names[0] == "key":
            field = places[0][2]
            if len(places) > 1 or field.tag != rule.tags[0] or _is_unusual_key(field.value):
                members.update(_noted_keys(places))
            continue
        if len(places) == 1 and places[0][1] == 0:
            is_usual = _USUAL.get(rule.word)
            if is_usual and is_usual(places[0][2].value):
                continue
        if len(rule.tags) > 1:
            columns: list[Json] = [""] * len(rule.tags)
            for column, _, field in places:
                columns[column] = field.value
            if not any(rank for _, rank, _ in places) and comes_back(rule, columns):
                continue
            places = [place for place in places if place[0] == 0]
        if places and rule.names[0] not in _NO_SPELLING:
            members.update(_noted(rule, places))
    return members


def _is_unusual_key(value: Json) -> bool:
    return isinstance(value, str) and _UNUSUAL_KEY.search(value) is not None


def _noted_keys(places: _Places) -> dict[str, Json]:
    """The key under each of its names, where they say the same."""
    used = min(places, key=lambda place: place[1])[2].value
    return {field.tag: used for _, _, field in places if field.value == used}


def comes_back(rule: Rule, columns: Sequence[Json]) -> bool:
    """Whether the columns of a row are written as they were read."""
    try:
        return bool(rule.codec.encode(rule.codec.decode(*columns)) == tuple(columns))
    except ValueError:
        return False


def _noted(rule: Rule, places: _Places) -> dict[str, Json]:
    used = min(places, key=lambda place: place[1])[2]
    written = _rewritten(rule, used.value)
    if written is None:
        return {}
    members = {
        field.tag: field.value
        for _, _, field in places
        if field.tag != rule.tags[0]
        and (field is used or _rewritten(rule, field.value) == written)
    }
    # Beside another word for it the member's own is noted too: both were there.
    if used.tag == rule.tags[0] and (members or not _alike(used.value, written)):
        members[used.tag] = used.value
    return members


def beyond_spelling(spellings: Sequence[Json]) -> tuple[Json, ...]:
    """Of what ``noted`` found, that which other formats should carry.

    Another word for a member, or another spelling of its text, says nothing new; a name's
    ``static-ordering`` or a key that the format forbids does.
    """
    kept: list[Json] = []
    for members in spellings:
        if isinstance(members, dict):
            more = {
                tag: value
                for tag, value in members.items()
                if not isinstance(value, str) or (tag == "id" and _is_unusual_key(value))
            }
            kept += [more] if more else []
    return tuple(kept)


def restored(
    fields: Sequence[Field], spellings: Sequence[Json], table: Crosswalk, type: str
) -> list[Field]:
    """``fields`` spelled as ``noted`` found them, but for those that changed since."""
    plain: dict[str, list[Field]] = {}
    for field in fields:
        plain.setdefault(field.tag, []).append(field)
    spelled = dict(plain)
    slots = table.slots(type)
    for members in spellings:
        for tag, value in members.items() if isinstance(members, dict) else ():
            own = slots[tag][0].rule.tags[0] if tag in slots else ""
            if own not in plain:
                continue
            if not _means(slots[tag][0].rule, value, _joined(plain[own])):
                continue
            if own != tag and isinstance(members, dict) and own not in members:
                spelled.pop(own, None)
            spelled[tag] = [Field(tag, value)]
    return [field for repeated in spelled.values() for field in repeated]


def restored_kind(kind: str, spellings: Sequence[Json], table: Crosswalk, type: str) -> str:
    """The word for the kind as it was written, if it still means the citation's type."""
    for members in spellings:
        word = members.get(table.syntax["kind"]) if isinstance(members, dict) else None
        read = table.type_of(Record(word, ())) if isinstance(word, str) else None
        if read and isinstance(word, str) and read[0].word == type:
            return word
    return kind


def _means(rule: Rule, spelled: Json, written: Json) -> bool:
    """Whether what was spelled means what is written; keys lose what a format forbids."""
    if rule.names[0] == "key":
        bare = _NO_LETTER.sub("", str(spelled))
        return bool(bare) and bare == _NO_LETTER.sub("", str(written))
    return _alike(_rewritten(rule, spelled), written)


def _joined(repeated: Sequence[Field]) -> Json:
    """The value of a member, which stands once; several texts are parted by commas."""
    if len(repeated) == 1:
        return repeated[0].value
    return ", ".join(str(field.value) for field in repeated)


def _rewritten(rule: Rule, value: Json) -> Any:
    """``value`` as the row would write what it reads there; None where it reads nothing."""
    codec = rule.codec
    try:
        if not codec.each:
            written = codec.encode(codec.decode(value))
            return written[0] if len(rule.tags) > 1 else written
        parts = codec.split(value) if codec.split and isinstance(value, str) else [value]
        return ", ".join(codec.encode(codec.decode(part)) for part in parts)
    except ValueError:
        return None


def _alike(one: Any, other: Any) -> bool:
    """Whether two values are the same, a number being its text."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_alike(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_alike, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float | str) and isinstance(other, int | float | str):
        return str(one) == str(other)
    return bool(one == other)
