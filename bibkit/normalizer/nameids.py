"""Identifiers of people, kept beside their names where a format has no place in a name."""

from collections.abc import Mapping, Sequence
from typing import Any

from bibkit import identifiers
from bibkit.model import Identifier, Json, Name, replace


def without(people: Sequence[Name]) -> tuple[Name, ...]:
    """The names without their identifiers."""
    return tuple(replace(name, ids=()) if name.ids else name for name in people)


def aside(people: Sequence[Name]) -> list[Json]:
    """The identifiers of each name by scheme, in the order of the names."""
    return [_by_scheme(name.ids) for name in people]


def _by_scheme(ids: Sequence[Identifier]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for each in ids:
        before = found.get(each.scheme)
        if before is None:
            found[each.scheme] = each.value
        elif isinstance(before, list):
            before.append(each.value)
        else:
            found[each.scheme] = [before, each.value]
    return found


def restored(values: Mapping[str, Any], kept: Json) -> dict[str, tuple[Name, ...]]:
    """The names of ``values`` with the identifiers that were kept beside them.

    Raises:
        ValueError: they are not what ``aside`` makes, or other people stand there now.
    """
    if not isinstance(kept, dict):
        raise ValueError("no identifiers of people")
    found = {}
    for name, each in kept.items():
        people = values.get(name)
        if not isinstance(people, tuple) or not all(isinstance(p, Name) for p in people):
            raise ValueError(f"there is no {name}")
        if not isinstance(each, list) or len(each) != len(people):
            raise ValueError(f"{name} has other people than when this was written")
        found[name] = tuple(_with(one, ids) for one, ids in zip(people, each, strict=True))
    return found


def _with(name: Name, kept: Json) -> Name:
    if not isinstance(kept, dict):
        raise ValueError("no identifiers of a name")
    ids = list(name.ids)
    for scheme, value in kept.items():
        for text in value if isinstance(value, list) else [value]:
            found = identifiers.parse(scheme, str(text))
            ids += [found] if found not in ids else []
    return replace(name, ids=tuple(ids)) if ids else name
