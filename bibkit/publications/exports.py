"""Papers of a list as a library: what was selected for an application, one's own for ORCID."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from bibkit import registry
from bibkit.diagnostics import Diagnostic, Report
from bibkit.model import NO_EXTRA, Citation, Field, Record, Source, replace
from bibkit.normalizer import denormalize
from bibkit.publications.document import Document

_PRIVATE: Mapping[str, Any] = {"note": "", "annote": "", "extra": NO_EXTRA}
"""What others need not see in a citation: marks and remarks."""
_LONG: Mapping[str, Any] = {"abstract": "", "keyword": ()}
"""What ORCID has no place for, and would keep in the text of the citation."""


def exported(citations: Iterable[Citation], format: str, report: Report) -> Iterator[str]:
    """The text of citations in a format, in chunks."""
    found = registry.find_writable(format)
    return found.export(denormalize(one, found.table, report) for one in citations)


def public(citation: Citation) -> Citation:
    """The citation without its marks and remarks."""
    return replace(citation, **_PRIVATE)


def papers(document: Document, selected: Sequence[str]) -> list[Citation]:
    """The papers of a list: those that are selected, or, where none is, all."""
    found = {paper.citation.key: paper.citation for paper in document.all_papers()}
    keys = [key for key in dict.fromkeys(selected) if key in found] if selected else list(found)
    return [found[key] for key in keys]


def orcid(document: Document, selected: Sequence[str], report: Report) -> Iterator[str]:
    """BibTeX as the import of ORCID reads it, of papers that surely are the owner's.

    It takes title, journal or booktitle, a year in digits, doi, pmid, isbn, url, and eprint
    where ``eprinttype`` is arxiv (``populateWorkAjaxForm`` of ORCID-Source); it knows no
    macros. A work without an identifier it cannot group with other sources' records.
    """
    hers = {p.citation.key for p in document.all_papers() if p.standing.is_hers}
    table = registry.find_writable("bibtex")
    bare: list[Record] = []
    for citation in papers(document, selected):
        if document.owner and citation.key not in hers:
            continue
        source = citation.sources[0] if citation.sources else Source()
        if not any(citation.id(scheme) for scheme in ("doi", "arxiv", "pmid", "isbn")):
            message = f"{citation.key}: has no DOI or other identifier that ORCID knows it by"
            report(Diagnostic("no-orcid-id", message, source))
        bare.append(denormalize(replace(public(citation), **_LONG), table.table, report))
    return table.export(_with(record, _arxiv) for record in bare)


def al_folio(document: Document, selected: Sequence[str], report: Report) -> Iterator[str]:
    """The ``papers.bib`` of al-folio's Jekyll, with the fields that its pages are made by.

    https://github.com/alshedivat/al-folio: ``selected`` papers stand on the first page,
    ``abbr`` is the sign of the venue, ``code``, ``html`` and ``arxiv`` are buttons.
    """
    table = registry.find_writable("bibtex")
    yield "---\n---\n\n"
    records = []
    for citation in papers(document, ()):
        record = denormalize(public(citation), table.table, report)

        def more(_: Record, one: Citation = citation) -> Iterator[tuple[str, str]]:
            yield "abbr", one.container_title_short
            yield "arxiv", one.id("arxiv")
            yield "code", one.code
            yield "html", one.url
            yield "bibtex_show", "true"
            yield "selected", "true" if one.key in selected else ""

        records.append(_with(record, more))
    yield from table.export(records)


def _arxiv(record: Record) -> Iterator[tuple[str, str]]:
    if any(field.tag == "archiveprefix" and field.value == "arXiv" for field in record.fields):
        yield "eprinttype", "arxiv"


def _with(record: Record, more: Callable[[Record], Iterable[tuple[str, str]]]) -> Record:
    there = {field.tag for field in record.fields}
    added = (Field(tag, value) for tag, value in more(record) if value and tag not in there)
    return record._replace(fields=(*record.fields, *added))
