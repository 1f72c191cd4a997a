"""Papers in sections, one grouping inside another, each group in its order."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from bibkit.model import Citation
from bibkit.publications.document import Paper, Section
from bibkit.publications.kinds import KINDS, STATUSES, is_refereed, kind_of, status_of

_STATUS_HEADINGS = {
    "published": "Published", "in press": "In press", "accepted": "Accepted",
    "under review": "Under review", "preprint": "Preprints",
    "in preparation": "In preparation",
}  # fmt: skip
_MONTH_OF_SEASON = {1: 3, 2: 6, 3: 9, 4: 12}


class Group(NamedTuple):
    """A section that a paper belongs to: its rank among the others, heading, letter."""

    rank: tuple[Any, ...]
    heading: str
    letter: str = ""


def _by_type(citation: Citation) -> Group:
    kind = kind_of(citation)
    return Group((KINDS.index(kind),), kind.heading, kind.letter)


def _by_year(citation: Citation) -> Group:
    year = citation.issued.year if citation.issued else None
    if year is None:
        return Group((1, 0), "Without a year")
    return Group((0, -year), str(year) if year > 0 else f"{1 - year} BCE")


def _by_status(citation: Citation) -> Group:
    status = status_of(citation)
    return Group((STATUSES.index(status),), _STATUS_HEADINGS[status])


def _by_review(citation: Citation) -> Group:
    if is_refereed(citation):
        return Group((0,), "Refereed publications", "R")
    return Group((1,), "Other publications", "O")


def _by_keyword(citation: Citation) -> Group:
    if not citation.keyword:
        return Group((1, ""), "Without a keyword")
    return Group((0, citation.keyword[0].casefold()), citation.keyword[0])


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


def sections(
    papers: Sequence[Paper], by: Sequence[str], *, counts: bool
) -> tuple[Section, ...]:
    """Papers, each in one section; inside it they keep their order.

    ``by`` are names of ``GROUPINGS``, the outermost first.
    """
    if not papers:
        return ()
    if not by or tuple(by) == ("none",):
        return (Section("", tuple(papers)),)
    found: dict[Group, list[Paper]] = {}
    for paper in papers:
        found.setdefault(GROUPINGS[by[0]](paper.citation), []).append(paper)
    made = []
    for group in sorted(found):
        members, heading = found[group], group.heading
        if counts and heading:
            heading = f"{heading} ({len(members):,})"
        if len(by) > 1:
            inner = sections(members, by[1:], counts=counts)
            made.append(Section(heading, sections=inner))
        else:
            made.append(Section(heading, tuple(members)))
    return tuple(made)
