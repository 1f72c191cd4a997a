"""The pictures of a list: which there are, and what to draw each from."""

from collections.abc import Callable, Iterable, Mapping

from bibkit.diagnostics import Diagnostic, Report
from bibkit.errors import UsageError
from bibkit.publications.bars import citations_by_year, papers_by_year
from bibkit.publications.document import Document
from bibkit.publications.network import coauthor_network
from bibkit.publications.svg import Picture

_Drawn = Callable[[Document], Picture | None]

PICTURES: Mapping[str, _Drawn] = {
    "years": lambda document: papers_by_year(
        (p.citation for p in document.all_papers()), document.day
    ),
    "coauthors": lambda document: coauthor_network(
        (p.citation, p.standing) for p in document.all_papers() if p.standing.is_hers
    ),
    "citations": lambda document: citations_by_year(p.citation for p in document.all_papers()),
}
"""What draws a picture of the papers of a list, by its name; nothing where nothing is known."""

_WHY_NOT = {
    "years": "no paper has a year",
    "coauthors": "no paper that is the owner's has another author",
    "citations": "no source says how often a paper was cited",
}


def alone(document: Document, name: str) -> Picture:
    """One picture of a list.

    Raises:
        UsageError: there is nothing to draw.
    """
    picture = PICTURES[name](document)
    if picture is None:
        raise UsageError(f"{name}: cannot be drawn: {_WHY_NOT[name]}")
    return picture


def drawn(document: Document, names: Iterable[str], report: Report) -> tuple[Picture, ...]:
    """The pictures of a list by their names; what cannot be drawn is told."""
    found = []
    for name in dict.fromkeys(names):
        picture = PICTURES[name](document)
        if picture is None:
            report(Diagnostic("not-drawn", f"{name}: {_WHY_NOT[name]}"))
        else:
            found.append(picture)
    return tuple(found)
