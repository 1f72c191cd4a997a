"""A list as a folder of pages for a site: one a paper, its facts in YAML at its head.

Hugo Blox (https://docs.hugoblox.com) has a bundle for each, academicpages' Jekyll
(https://github.com/academicpages) a file whose name begins with the day.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from bibkit import identifiers
from bibkit.csl.media import escape_markdown, html
from bibkit.diagnostics import ignore
from bibkit.model import Citation, Identifier, Json
from bibkit.patterns import lazy
from bibkit.publications.cards import Card, card, plain
from bibkit.publications.document import Document, Paper
from bibkit.publications.exports import exported, public
from bibkit.publications.kinds import kind_of

_NOT_IN_SLUG = lazy(r"[^\w.-]+|^[.-]+")
_LIQUID = lazy(r"\{(?=[{%])")
_TYPES: Mapping[str, str] = {"preprint": "article", "edited": "book", "talk": "speech"}
"""CSL's types, as Hugo Blox has them, of kinds that are not told by the type alone."""
_CATEGORIES: Mapping[str, str] = {
    "conference": "conferences", "book": "books", "edited": "books", "chapter": "books",
}  # fmt: skip
"""The categories that academicpages shows; all other works are manuscripts there."""


class Page(NamedTuple):
    """What makes the page of a paper.

    ``path`` is its file in the folder, ``head`` its facts, ``body`` what stands below.
    ``beside`` are files that go with it, by their path.
    """

    path: str
    head: dict[str, Json]
    body: str = ""
    beside: tuple[tuple[str, str], ...] = ()


def pages(document: Document, medium: str, selected: Collection[str]) -> Iterator[Page]:
    """A page for each paper of a list; ``selected`` are the keys of those to be shown off."""
    make = _MAKERS[medium]
    taken: set[str] = set()
    for paper in document.all_papers():
        slug = _slug(paper.citation.key, taken)
        yield make(paper, card(paper), slug, paper.citation.key in selected)


def _slug(key: str, taken: set[str]) -> str:
    """A name for files, of which no system takes two for one."""
    bare = _NOT_IN_SLUG.sub("-", key).strip("-.") or "paper"
    slug, number = bare, 1
    while slug.casefold() in taken:
        number += 1
        slug = f"{bare}-{number}"
    taken.add(slug.casefold())
    return slug


def _hugo(paper: Paper, facts: Card, slug: str, featured: bool) -> Page:
    citation = paper.citation
    ids = {"doi": facts.doi, "arxiv": citation.id("arxiv"), "pubmed": citation.id("pmid"),
           "pmc": citation.id("pmcid"), "isbn": citation.id("isbn")}  # fmt: skip
    known: dict[str, Json] = {scheme: value for scheme, value in ids.items() if value}
    head: dict[str, Json] = {
        "title": facts.title,
        "authors": list(facts.authors),
        "date": f"{_day(facts.date)}T00:00:00Z" if facts.date else "",
        "publication_types": [_type(citation)],
        "publication": {"name": facts.venue} if facts.venue else "",
        "publication_short": plain(citation.container_title_short),
        "abstract": plain(citation.abstract),
        "tags": list(citation.keyword),
        "featured": featured,
        "hugoblox": {"ids": known} if known else "",
        "links": list(_hugo_links(citation, facts)),
    }
    cite = "".join(exported([public(citation)], "bibtex", ignore))
    return Page(f"{slug}/index.md", _filled(head), "", ((f"{slug}/cite.bib", cite),))


def _hugo_links(citation: Citation, facts: Card) -> Iterator[Json]:
    if citation.code.startswith(("https://", "http://")):
        yield {"type": "code", "name": "Code", "url": citation.code}
    if citation.id("arxiv"):
        page = identifiers.url(Identifier("arxiv", citation.id("arxiv")))
        yield {"type": "preprint", "name": "arXiv", "url": page}
        if facts.url == page:
            return
    if facts.url:
        yield {"type": "site", "name": "Link", "url": facts.url}


def _type(citation: Citation) -> str:
    return _TYPES.get(kind_of(citation).name, citation.type)


def _jekyll(paper: Paper, facts: Card, slug: str, featured: bool) -> Page:
    citation = paper.citation
    name = f"{_day(facts.date)}-{slug}" if facts.date else slug
    doi = identifiers.url(Identifier("doi", facts.doi)) if facts.doi else ""
    head: dict[str, Json] = {
        "title": facts.title,
        "collection": "publications",
        "category": _CATEGORIES.get(kind_of(citation).name, "manuscripts"),
        "permalink": f"/publication/{name}",
        "date": _day(facts.date) if facts.date else "",
        "venue": facts.venue,
        "authors": list(facts.authors),
        "paperurl": doi or facts.url,
        "codeurl": citation.code if citation.code.startswith(("https://", "http://")) else "",
        "tags": list(citation.keyword),
        "featured": featured,
        "citation": html(paper.runs),
    }
    return Page(f"{name}.md", _filled(head), _jekyll_body(citation))


def _jekyll_body(citation: Citation) -> str:
    # Jekyll reads Liquid before Markdown: what would open a tag is no brace to it.
    text = _LIQUID.sub("&#123;", escape_markdown(plain(citation.abstract)).replace("\\{", "{"))
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def _day(date: str) -> str:
    """A whole day: the first of a month or year of which no more is known."""
    return f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01"[:10]


def _filled(head: Mapping[str, Json]) -> dict[str, Json]:
    """The facts that are known; what says "no" is one."""
    return {name: value for name, value in head.items() if value not in ("", [], {})}


_MAKERS: Mapping[str, Callable[[Paper, Card, str, bool], Page]] = {
    "hugo": _hugo,
    "jekyll": _jekyll,
}
FOLDERS = tuple(_MAKERS)
"""The media that are folders of pages."""
