"""What a list shows and how."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bibkit.publications.parts import Part
from bibkit.publications.predicates import Predicate


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a list shows and how.

    Attributes:
        locale: The language of entries, headings and words.
        title: The heading of all; nothing is "Publications" in the language of the list.
        everyone: List papers that do not name the owner too.
        mine: All papers are the owner's, so that she is among authors who are not listed.
        accept: Take the likeliest name for the owner's though it is weak.
        since: The first day of the papers that are listed, as year, month, day.
        until: Their last day.
        kinds: Names of the kinds that are listed; none is all.
        tags: Keywords of which a paper must have one; none is all.
        where: What else a paper must be.
        selected: Keys of the papers that stand first, in this order.
        group_by: Names of groupings, the outermost first.
        parts: The sections, in place of those of ``group_by``.
        numbers: A file that keeps numbers for years.
        links: Print badges and the numbers of PubMed behind entries.
        notes: Print a work's note behind an entry that does not.
    """

    style: str = "bibkit"
    locale: str = "en-US"
    title: str = ""
    emphasis: str = "bold"
    everyone: bool = False
    mine: bool = False
    accept: bool = False
    since: tuple[int, ...] = ()
    until: tuple[int, ...] = ()
    kinds: Sequence[str] = ()
    first_author: bool = False
    last_author: bool = False
    tags: Sequence[str] = ()
    where: Predicate | None = None
    selected: Sequence[str] = ()
    group_by: Sequence[str] = ("type",)
    parts: Sequence[Part] = ()
    oldest_first: bool = False
    counts: bool = False
    number: str = "section"
    rising: bool = False
    numbers: Path | None = None
    metrics: bool = True
    links: bool = False
    notes: bool = False
