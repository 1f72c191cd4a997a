"""COinS: a citation as an OpenURL in a page, which Zotero's browser button finds.

ANSI/NISO Z39.88-2004; the keys are those that Zotero reads (its ``parseContextObject``).
"""

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import urlencode

from bibkit import dates, formulas
from bibkit.model import Citation, Name
from bibkit.patterns import lazy

_JOURNAL = {"article-journal", "article-magazine", "article-newspaper", "review", "review-book"}
_BOOKS = {"book": "book", "chapter": "bookitem", "paper-conference": "proceeding"}
_DC = {
    "article": "preprint",
    "dataset": "dataset",
    "document": "document",
    "graphic": "artwork",
    "interview": "interview",
    "manuscript": "manuscript",
    "map": "map",
    "motion_picture": "film",
    "patent": "patent",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "report": "report",
    "software": "computerProgram",
    "song": "audioRecording",
    "speech": "presentation",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "webpage",
}
_MARKUP = lazy(r"</?(?:i|b|sup|sub|span)(?:\s[^>]*+)?>")


def span(citation: Citation, attributes: str = "") -> str:
    """The empty element that holds a citation; ``attributes`` are more of its own."""
    return f'<span class="Z3988"{attributes} title="{escape(context(citation))}"></span>'


def context(citation: Citation) -> str:
    """The citation as a context object in key and value."""
    return urlencode([("ctx_ver", "Z39.88-2004"), *_pairs(citation)])


def plain(text: str) -> str:
    """A title without markup, its simple formulas as letters."""
    return _MARKUP.sub("", formulas.shown(text))


def _pairs(citation: Citation) -> Iterator[tuple[str, str]]:
    if doi := citation.id("doi"):
        yield "rft_id", f"info:doi/{doi}"
    if citation.url:
        yield "rft_id", citation.url
    if citation.type in _JOURNAL:
        pairs = _journal(citation)
    elif citation.type in _BOOKS:
        pairs = _book(citation)
    else:
        pairs = _dublin_core(citation)
    yield from ((key, value) for key, value in pairs if value)


def _journal(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"
    yield "rft.genre", "article"
    yield "rft.atitle", plain(citation.title)
    yield "rft.jtitle", plain(citation.container_title)
    yield "rft.stitle", citation.container_title_short
    yield "rft.volume", citation.volume
    yield "rft.issue", citation.issue
    yield "rft.issn", citation.id("issn")
    yield from _common(citation)


def _book(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:book"
    yield "rft.genre", _BOOKS[citation.type]
    if citation.type == "book":
        yield "rft.btitle", plain(citation.title)
    else:
        yield "rft.atitle", plain(citation.title)
        yield "rft.btitle", plain(citation.container_title)
    yield "rft.place", citation.publisher_place
    yield "rft.publisher", citation.publisher
    yield "rft.edition", citation.edition
    yield "rft.series", citation.collection_title
    yield "rft.isbn", citation.id("isbn")
    yield from _common(citation)


def _common(citation: Citation) -> Iterator[tuple[str, str]]:
    yield from _people(citation.author)
    yield "rft.date", _date(citation)
    yield "rft.pages", citation.page
    yield "rft.language", citation.language


def _dublin_core(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"
    yield "rft.type", _DC.get(citation.type, "document")
    yield "rft.title", plain(citation.title)
    yield "rft.source", plain(citation.container_title)
    publisher = citation.publisher
    if citation.type == "article" and citation.id("arxiv"):
        publisher = publisher or "arXiv"
    yield "rft.publisher", publisher
    yield "rft.description", citation.abstract
    if number := citation.id("arxiv"):
        yield "rft.identifier", f"http://arxiv.org/abs/{number}"
    yield from _people(citation.author)
    yield "rft.date", _date(citation)
    yield "rft.language", citation.language
    yield from (("rft.subject", word) for word in citation.keyword)


def _people(people: Sequence[Name]) -> Iterator[tuple[str, str]]:
    """People as Zotero takes them apart: an organisation stays whole, a particle in place.

    Of "Ana de la Cruz" it makes a second author beside the first one's parts, of an
    organisation a first and a last name.
    """
    for place, person in enumerate(people):
        family = _family(person)
        given = " ".join(filter(None, (person.given, person.dropping_particle)))
        if place == 0 or not given:
            yield "rft.aulast", family
        if place == 0:
            yield "rft.aufirst", given
        if given:
            yield "rft.au", ", ".join(filter(None, (family, given, person.suffix)))


def _family(person: Name) -> str:
    if person.literal:
        return person.literal
    particle = person.non_dropping_particle
    return f"{particle} {person.family}" if particle else person.family


def _date(citation: Citation) -> str:
    date = citation.issued
    if date is None:
        return ""
    return date.literal or dates.format_edtf(date)
