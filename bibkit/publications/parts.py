"""Sections that a recipe makes: each takes its works, in its order, with parts of its own.

A work stands in the first section that takes it, and so never twice; one without ``where``
takes all that are left.
"""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bibkit.errors import UsageError
from bibkit.model import Citation
from bibkit.publications.grouping import GROUPINGS, Plan, in_order, plans
from bibkit.publications.owner import Standing
from bibkit.publications.predicates import Predicate, everything, predicate
from bibkit.publications.settings import (
    number,
    refuse_others,
    table,
    tables,
    text,
    word_of,
    words,
)

ORDERS = ("newest", "oldest", "title", "keys")
_SETTINGS = (
    "heading", "where", "prefix", "order", "keys", "group-by", "limit", "sections",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section as it is asked for.

    Attributes:
        heading: What stands over it.
        takes: Which works it takes of those that are left.
        prefix: What stands before its numbers; None is what its outer section has.
        order: One of ``ORDERS``; of ``keys`` the works that ``keys`` name stand first.
        keys: The works that are meant where ``order`` is ``keys``, in their order.
        group_by: Names of groupings that divide it.
        limit: How many works it takes; 0 is all.
        parts: The sections in it; what none of them takes stands before them.
    """

    heading: str = ""
    takes: Predicate = everything
    prefix: str | None = None
    order: str = ""
    keys: tuple[str, ...] = ()
    group_by: tuple[str, ...] = ()
    limit: int = 0
    parts: tuple["Part", ...] = ()


def parts_of(value: object, place: str = "sections") -> tuple[Part, ...]:
    """The sections that a list of tables asks for.

    Raises:
        UsageError: a table says what no section knows, or what cannot be.
    """
    return tuple(_part(each, where) for each, where in tables(value, place))


def _part(value: object, place: str) -> Part:
    lines = table(value, place)
    refuse_others(lines, _SETTINGS, place)
    groups = tuple(
        word_of(word, GROUPINGS, f"{place}.group-by")
        for word in words(lines.get("group-by", []), f"{place}.group-by")
    )
    if groups and "sections" in lines:
        raise UsageError(f"{place}: has group-by and sections; leave one of them out")
    keys = words(lines.get("keys", []), f"{place}.keys")
    limit = number(lines.get("limit", 0), f"{place}.limit")
    if limit < 0:
        raise UsageError(f"{place}.limit: {limit} is less than none")
    order = text(lines.get("order", "keys" if keys else ""), f"{place}.order")
    takes = predicate(lines["where"], f"{place}.where") if "where" in lines else everything
    if keys and "where" not in lines:
        takes = predicate({"key": list(keys)}, place)
    return Part(
        heading=text(lines.get("heading", ""), f"{place}.heading"),
        takes=takes,
        prefix=text(lines["prefix"], f"{place}.prefix") if "prefix" in lines else None,
        order=word_of(order, ORDERS, f"{place}.order") if order else "",
        keys=keys,
        group_by=groups,
        limit=limit,
        parts=parts_of(lines.get("sections", []), f"{place}.sections"),
    )


def every(parts: Iterable[Part]) -> Iterator[Part]:
    """All sections, those in others too."""
    for part in parts:
        yield part
        yield from every(part.parts)


def refuse_missing_keys(keys: Iterable[str], there: Iterable[str], place: str) -> None:
    """Refuse a key that no paper of the list has.

    Raises:
        UsageError: there is one.
    """
    known = dict.fromkeys(there)
    for key in keys:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise UsageError(f"{place}: no paper of the list has the key {key!r}.{hint}")


def planned(
    works: Sequence[Citation],
    parts: Sequence[Part],
    standings: Mapping[str, Standing],
    headings: Callable[[str], str],
    *,
    oldest_first: bool,
    letter: str | None = None,
) -> tuple[tuple[Plan, ...], list[Citation]]:
    """The sections with their works, and the works that none of them takes.

    ``letter`` is what stands before the numbers of the section that these are in.
    """
    left = list(works)
    made = []
    for part in parts:
        taken = [work for work in left if part.takes(work, standings[work.key])]
        taken = _ordered(taken, part, oldest_first=oldest_first)
        taken = taken[: part.limit] if part.limit else taken
        keys = {work.key for work in taken}
        left = [work for work in left if work.key not in keys]
        mine = part.prefix if part.prefix is not None else letter
        if not taken:
            continue
        if part.parts:
            inner, own = planned(
                taken, part.parts, standings, headings, oldest_first=oldest_first, letter=mine
            )
        elif part.group_by:
            inner, own = plans(taken, part.group_by, headings, mine), []
        else:
            inner, own = (), taken
        made.append(Plan(part.heading, tuple(own), inner, mine or ""))
    return tuple(made), left


def _ordered(works: list[Citation], part: Part, *, oldest_first: bool) -> list[Citation]:
    if part.order in ("newest", "oldest"):
        return in_order(works, oldest_first=part.order == "oldest")
    if part.order == "title":
        return sorted(works, key=lambda work: (work.title.casefold(), work.key))
    if part.order == "keys":
        places = {key: place for place, key in enumerate(part.keys)}
        return sorted(works, key=lambda work: places.get(work.key, len(places)))
    return in_order(works, oldest_first=oldest_first)
