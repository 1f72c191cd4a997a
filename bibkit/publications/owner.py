"""The owner of a list: where her name stands on a paper, if it surely does.

One author of a paper is hers, the likeliest; where two are equally likely neither is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from bibkit import names
from bibkit.errors import UsageError
from bibkit.identifiers import parse
from bibkit.model import VARIABLES, Citation, Identifier, Name
from bibkit.names.words import CJK
from bibkit.publications.likeness import NONE, SURE, WEAK, Likeness, likeness

Verdict: TypeAlias = Literal["found", "later", "weak", "tied", "absent"]
"""``later`` is among the authors whom the source did not name."""

_ABOUT = frozenset({"also_by", "recipient", "reviewed_author", "original_author"})
ROLES = tuple(
    name for name, holds in VARIABLES.items() if holds == "names" and name not in _ABOUT
)
"""The roles that make a work somebody's own; the author's first."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A person by all the names that she publishes under; the first is the one she goes by."""

    names: tuple[Name, ...]

    @staticmethod
    def of(shown: str, others: Iterable[str] = (), orcid: str = "") -> "Owner":
        """The owner by names as people write them, ``Given Family`` or ``Family, Given``.

        Raises:
            UsageError: a name is empty, or the ORCID is none.
        """
        ids = (_orcid(orcid),) if orcid else ()
        found = [_name(each, ids) for each in (shown, *others)]
        return Owner(tuple(found))

    def __str__(self) -> str:
        return str(self.names[0])

    def likeness(self, name: Name) -> Likeness:
        """How surely a name is the owner's, by the likeliest of hers."""
        return max((likeness(mine, name) for mine in self.names), key=lambda one: one.score)


def _orcid(text: str) -> Identifier:
    try:
        return parse("orcid", text)
    except ValueError as error:
        raise UsageError(f"--orcid: {text!r} is no ORCID: {error}") from error


def _name(shown: str, ids: tuple[Identifier, ...]) -> Name:
    name = names.parse_shown(shown)
    if not (name.family or name.literal):
        raise UsageError(f"{shown!r} is no name; write it as 'Ada Lovelace'")
    return Name(
        name.family, name.given, name.non_dropping_particle, name.dropping_particle,
        name.suffix, name.literal, ids or name.ids,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the owner on one paper.

    ``places`` are her positions (from 0) by role. ``name`` is hers where the source says that
    she is among the authors whom it does not list. ``rivals`` are the names of a tie, or the
    one that is too weak.
    """

    verdict: Verdict
    places: Mapping[str, int] = field(default_factory=dict)
    name: Name | None = None
    rivals: tuple[str, ...] = ()
    reason: str = ""

    @property
    def is_first(self) -> bool:
        """Whether she is the first author."""
        return self.places.get("author") == 0

    @property
    def is_hers(self) -> bool:
        """Whether the paper surely is the owner's."""
        return self.verdict in ("found", "later")


def stand(
    owner: Owner, citation: Citation, *, accept: bool = False, mine: bool = False
) -> Standing:
    """Where the owner stands on a paper.

    ``accept`` takes the likeliest name though it is weak. ``mine`` says that the paper is the
    owner's: on a list of authors that was cut short she is one of the others.
    """
    least = WEAK if accept else SURE
    places: dict[str, int] = {}
    doubts: list[Standing] = []
    for role in ROLES:
        people: Sequence[Name] = getattr(citation, role)
        if not people:
            continue
        scored = sorted(_scored(owner, people), key=lambda one: (-one[0].score, one[1]))
        best = [one for one in scored if one[0].score == scored[0][0].score]
        found, index = best[0]
        shown = tuple(str(people[place]) for _, place in best)
        if found.score >= least and len(best) == 1:
            places[role] = index
        elif found.score >= least:
            doubts.append(Standing("tied", rivals=shown, reason=found.reason))
        elif found.score >= WEAK and len(best) == 1:
            doubts.append(Standing("weak", rivals=shown, reason=found.reason))
    if places:
        return Standing("found", places)
    tied = next((doubt for doubt in doubts if doubt.verdict == "tied"), None)
    later = _later(owner, citation, mine=mine)
    return tied or later or (doubts[0] if doubts else Standing("absent"))


def _scored(owner: Owner, people: Sequence[Name]) -> Iterator[tuple[Likeness, int]]:
    for index, name in enumerate(people):
        yield (owner.likeness(name) if name else NONE), index


def _later(owner: Owner, citation: Citation, *, mine: bool) -> Standing | None:
    """The owner among the authors that the source does not list, where it says so."""
    for name in citation.also_by:
        if owner.likeness(name).score >= SURE:
            return Standing("later", name=name)
    if mine and citation.more_authors:
        return Standing("later", name=_in_letters(owner))
    return None


def _in_letters(owner: Owner) -> Name:
    """The owner's first name in letters rather than in East Asian script, or her first."""
    spelled = (name for name in owner.names if not CJK.search(str(name)))
    return next(spelled, owner.names[0])
