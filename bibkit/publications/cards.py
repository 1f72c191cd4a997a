"""A paper as plain facts, for media that set entries themselves: title, people, venue, day."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bibkit import formulas, identifiers
from bibkit.csl.markup import tagged
from bibkit.csl.tree import Kid
from bibkit.model import Citation, Date, Identifier, Name
from bibkit.publications.document import Paper
from bibkit.publications.kinds import PREPRINT, PUBLISHED, status_of
from bibkit.publications.owner import ROLES

OTHERS = "et al."
"""What stands in a list of people for those who are not known."""
_BETWEEN = "…"


class Card(NamedTuple):
    """What is known of a paper; nothing is formatted, and what is unknown is empty.

    ``mine`` is the place of the owner among the ``authors``. ``date`` is ISO 8601, as exact
    as the paper's is.
    """

    title: str
    authors: tuple[str, ...]
    mine: int | None
    venue: str
    date: str
    doi: str
    url: str


def card(paper: Paper) -> Card:
    """The facts of a paper of a list."""
    citation = paper.citation
    authors, mine = _authors(paper)
    doi = citation.id("doi")
    return Card(
        plain(citation.title) or citation.key, authors, mine, _venue(citation),
        iso(citation.issued), doi, _url(citation),
    )  # fmt: skip


def plain(text: str) -> str:
    """A title as entries show it, without its markup; what only looks like markup stays."""
    return "".join(_leaves(tagged(formulas.shown(text))))


def _leaves(kids: Iterable[Kid]) -> Iterator[str]:
    for kid in kids:
        if isinstance(kid, str):
            yield kid
        else:
            yield from _leaves(kid.kids)


def iso(date: Date | None) -> str:
    """A date as ``2021``, ``2021-03`` or ``2021-03-05``; nothing for other calendars' years."""
    if date is None or date.year is None or not 1000 <= date.year < 10_000 or date.unspecified:
        return ""
    parts: Sequence[int | None] = (date.month, date.day)
    return f"{date.year:04d}" + "".join(f"-{part:02d}" for part in parts if part)


def people_of(citation: Citation) -> tuple[str, tuple[Name, ...]]:
    """The role of those whose work a citation is, authors before others, and who they are."""
    for role in ROLES:
        people: tuple[Name, ...] = getattr(citation, role)
        if people:
            return role, people
    return "author", ()


def _authors(paper: Paper) -> tuple[tuple[str, ...], int | None]:
    citation, standing = paper.citation, paper.standing
    role, people = people_of(citation)
    shown = [plain(str(name)) for name in people]
    mine = standing.places.get(role)
    if standing.verdict == "later" and standing.name is not None:
        shown += [_BETWEEN, str(standing.name)]
        mine = len(shown) - 1
    if citation.more_editors if role == "editor" else citation.more_authors:
        shown.append(OTHERS)
    return tuple(shown), mine


def _venue(citation: Citation) -> str:
    """Where a work came out, or will."""
    status = status_of(citation)
    venue = plain(
        citation.container_title or citation.event_title or citation.publisher
        or citation.authority or ("arXiv" if citation.id("arxiv") else "")
    )  # fmt: skip
    if status in (PUBLISHED, PREPRINT):
        return venue
    return f"{venue} ({status})" if venue else status.capitalize()


def _url(citation: Citation) -> str:
    """The address of a work, but its DOI's."""
    if citation.url.casefold().startswith(("https://", "http://")):
        return citation.url
    arxiv = citation.id("arxiv")
    return identifiers.url(Identifier("arxiv", arxiv)) if arxiv else ""
