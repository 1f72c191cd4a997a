"""Works in sections, one grouping inside another, each group in its order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from bibkit.model import Citation
from bibkit.publications.kinds import KINDS, STATUSES, is_refereed, kind_of, status_of

STATUS_HEADINGS: Mapping[str, str] = {
    "published": "Published", "in press": "In press", "accepted": "Accepted",
    "under review": "Under review", "preprint": "Preprints",
    "in preparation": "In preparation",
}  # fmt: skip
"""What stands over the works of a status."""

_MONTH_OF_SEASON = {1: 3, 2: 6, 3: 9, 4: 12}


class Group(NamedTuple):
    """A section that a paper belongs to: its rank among the others, heading, letter.

    The heading is a word of ``headings``, or ``own`` says that it is to stand as it is.
    """

    rank: tuple[Any, ...]
    heading: str
    letter: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A section before its entries are set: its works, then the sections in it.

    ``letter`` stands before its numbers. Those of one letter, or else of one outermost
    section, are numbered together.
    """

    heading: str
    works: tuple[Citation, ...] = ()
    plans: tuple["Plan", ...] = ()
    letter: str = ""

    def leaves(self) -> Iterator["Plan"]:
        """Every section here that has works of its own, in the order of the list."""
        if self.works:
            yield self
        for plan in self.plans:
            yield from plan.leaves()

    def without(self, keys: frozenset[str]) -> "Plan":
        """The same without the works of some keys, and without what is empty then."""
        works = tuple(work for work in self.works if work.key not in keys)
        inner = (plan.without(keys) for plan in self.plans)
        full = tuple(plan for plan in inner if any(plan.leaves()))
        return replace(self, works=works, plans=full)


def _by_type(citation: Citation) -> Group:
    kind = kind_of(citation)
    return Group((KINDS.index(kind),), kind.heading, kind.letter)


def _by_year(citation: Citation) -> Group:
    year = citation.issued.year if citation.issued else None
    if year is None:
        return Group((1, 0), "Without a year")
    return Group((0, -year), str(year) if year > 0 else f"{1 - year} BCE", own=True)


def _by_status(citation: Citation) -> Group:
    status = status_of(citation)
    return Group((STATUSES.index(status),), STATUS_HEADINGS[status])


def _by_review(citation: Citation) -> Group:
    if is_refereed(citation):
        return Group((0,), "Refereed publications", "R")
    return Group((1,), "Other publications", "O")


def _by_keyword(citation: Citation) -> Group:
    if not citation.keyword:
        return Group((1, ""), "Without a keyword")
    return Group((0, citation.keyword[0].casefold()), citation.keyword[0], own=True)


def _in_one(_: Citation) -> Group:
    return Group((), "")


GROUPINGS: Mapping[str, Callable[[Citation], Group]] = {
    "type": _by_type,
    "year": _by_year,
    "status": _by_status,
    "refereed": _by_review,
    "keyword": _by_keyword,
    "none": _in_one,
}
"""What makes sections, by name."""


def day(citation: Citation) -> tuple[int, int, int]:
    """When a work came out; what has no month or day counts as the year's first."""
    issued = citation.issued
    if issued is None or issued.year is None:
        return (-10_000, 0, 0)
    month = issued.month or _MONTH_OF_SEASON.get(issued.season or 0, 0)
    return (issued.year, month, issued.day or 0)


def in_order(citations: Sequence[Citation], *, oldest_first: bool) -> list[Citation]:
    """The citations newest first, of one day by title; what has no date comes last."""
    ordered = sorted(citations, key=lambda one: (one.title.casefold(), one.key))
    sign = 1 if oldest_first else -1
    return sorted(
        ordered,
        key=lambda one: (day(one)[0] == -10_000, tuple(sign * part for part in day(one))),
    )


def plans(
    works: Sequence[Citation],
    by: Sequence[str],
    words: Callable[[str], str],
    letter: str | None = None,
) -> tuple[Plan, ...]:
    """Works in sections, each in one; inside it they keep their order.

    Args:
        works: What is listed, in order.
        by: Names of ``GROUPINGS``, the outermost first.
        words: Heading to what stands there, in the language of the list.
        letter: What stands before the numbers of all; else the outermost sections say it.
    """
    if not works:
        return ()
    if not by or tuple(by) == ("none",):
        return (Plan("", tuple(works), letter=letter or ""),)
    found: dict[Group, list[Citation]] = {}
    for work in works:
        found.setdefault(GROUPINGS[by[0]](work), []).append(work)
    made = []
    for group in sorted(found):
        heading = group.heading if group.own or not group.heading else words(group.heading)
        mine = group.letter if letter is None else letter
        if len(by) > 1:
            made.append(Plan(heading, (), plans(found[group], by[1:], words, mine), mine))
        else:
            made.append(Plan(heading, tuple(found[group]), letter=mine))
    return tuple(made)
