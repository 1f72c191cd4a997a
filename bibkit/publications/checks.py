"""What is doubtful or missing on a list that is built; what building tells is told there."""

from collections.abc import Iterator

from bibkit.diagnostics import Diagnostic
from bibkit.errors import UsageError
from bibkit.model import Citation, Source
from bibkit.publications.document import Document, Paper
from bibkit.publications.kinds import PREPARED, REVIEW, kind_of, status_of

_WITH_VENUE = frozenset({"journal", "conference", "chapter"})
_WITH_NUMBER = frozenset({*_WITH_VENUE, "preprint"})
_NUMBERS = ("doi", "arxiv", "pmid", "pmcid", "openreview", "acl", "handle")
_OF_BOOKS = ("doi", "isbn")


def findings(document: Document) -> Iterator[Diagnostic]:
    """Every finding about the papers of a list, and the letters that no font here has."""
    for paper in document.all_papers():
        citation = paper.citation
        for code, name, message in (*_cut(paper, document.owner), *_gaps(citation)):
            yield Diagnostic(code, f"{citation.key}: {message}", _source(citation), name)
    yield from _letters(document)


def _cut(paper: Paper, owner: str) -> Iterator[tuple[str, str, str]]:
    citation = paper.citation
    if not citation.more_authors:
        return
    listed, count = len(citation.author), citation.author_count
    if count:
        known = f"{listed} of {count} authors are known"
    else:
        known = f"only {listed} author{' is' if listed == 1 else 's are'} known"
    where = {
        "later": f"; {owner} is one of the others",
        "absent": f"; {owner} may be one of the others",
    }.get(paper.standing.verdict if owner else "", "")
    yield "cut-authors", "author", f"{known}{where}"


def _gaps(citation: Citation) -> Iterator[tuple[str, str, str]]:
    kind, unfinished = kind_of(citation).name, status_of(citation) in (REVIEW, PREPARED)
    if not citation.title:
        yield "missing-field", "title", "without a title"
    if not citation.issued or citation.issued.year is None:
        yield from [] if unfinished else [("missing-field", "issued", "without a year")]
    if kind in _WITH_VENUE and not citation.container_title and not unfinished:
        thing = {"journal": "the journal", "chapter": "the book"}.get(kind, "the proceedings")
        yield "missing-field", "container_title", f"without the title of {thing}"
    wanted = (
        _NUMBERS if kind in _WITH_NUMBER else _OF_BOOKS if kind in ("book", "edited") else ()
    )
    if wanted and not unfinished and not any(citation.id(scheme) for scheme in wanted):
        lacking = "ISBN" if wanted is _OF_BOOKS else "arXiv number"
        yield "no-identifier", "DOI", f"has no DOI and no {lacking}"


def _letters(document: Document) -> Iterator[Diagnostic]:
    """The papers with letters that no font here has, then those that stand elsewhere."""
    from bibkit.publications.as_pdf import missing_letters

    try:
        missing = missing_letters(document).split()
    except UsageError:  # without the extra no PDF can be made, and none lacks a letter
        return
    told = set[str]()
    for paper in document.all_papers() if missing else ():
        printed = set("".join(run.text for run in paper.runs))
        if shown := [letter for letter in missing if letter in printed]:
            told.update(shown)
            message = f"{paper.citation.key}: no font here has {' '.join(shown)}"
            yield Diagnostic("missing-glyph", message, _source(paper.citation))
    if rest := [letter for letter in missing if letter not in told]:
        yield Diagnostic("missing-glyph", f"no font here has {' '.join(rest)} of the headings")


def _source(citation: Citation) -> Source:
    return citation.sources[0] if citation.sources else Source()
