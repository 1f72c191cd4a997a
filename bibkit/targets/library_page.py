"""A library as one web page: to read, to search, and for Zotero's browser button to take."""

from collections.abc import Iterator, Sequence
from html import escape

from bibkit.coins import plain, span
from bibkit.model import TYPES, Citation
from bibkit.pageframe import closing, opening

_SHOWN = 12
"""Authors that are named; of more, that many and a count."""
_CONTROLS = """<form id="controls" role="search" hidden>
<label>Search <input type="search" id="search" autocomplete="off"></label>
<label>Type <select id="type"><option value="">all</option>
{types}</select></label>
<label>Year <select id="year"><option value="">all</option>
{years}</select></label>
</form>
<p id="count" role="status">{count}</p>
<p class="downloads">{downloads}</p>
</header>
<main>
<ol>
"""


def page(
    citations: Sequence[Citation],
    title: str,
    downloads: Sequence[tuple[str, str]],
    *,
    unapi: str = "",
) -> Iterator[str]:
    """The page in pieces, an item a citation with its COinS.

    ``downloads`` are what the whole library is had as: a name and an address. ``unapi`` is
    the address of a server that gives single entries.
    """
    types = [type for type in sorted(TYPES) if any(c.type == type for c in citations)]
    years = sorted(
        {c.issued.year for c in citations if c.issued and c.issued.year}, reverse=True
    )
    link = '<link rel="unapi-server" type="application/xml" title="unAPI" href="{}">\n'
    links = link.format(escape(unapi)) if unapi else ""
    yield opening(title, "bibkit.targets", "library_page.css", links)
    yield _CONTROLS.format(
        types="".join(f"<option>{type}</option>\n" for type in types),
        years="".join(f"<option>{year}</option>\n" for year in years),
        count=f"{len(citations):,} {'work' if len(citations) == 1 else 'works'}",
        downloads=" ".join(
            f'<a class="download" href="{escape(address)}" download>{escape(name)}</a>'
            for name, address in downloads
        ),
    )
    for citation in citations:
        yield _item(citation, unapi=bool(unapi))
    yield "</ol>\n" + closing("bibkit.targets", "library_page.js")


def _item(citation: Citation, *, unapi: bool) -> str:
    year = citation.issued.year if citation.issued else None
    venue = plain(citation.container_title) or citation.publisher
    told = ", ".join(filter(None, (venue, str(year or ""))))
    marks = f'<abbr class="unapi-id" title="{escape(citation.key)}"></abbr>' if unapi else ""
    return (
        f'<li id="{escape(citation.key)}" data-type="{citation.type}" data-year="{year or ""}">'
        f'<p class="title">{escape(plain(citation.title)) or "(no title)"}</p>\n'
        f'<p class="people">{_people(citation)}</p>\n'
        f'<p class="venue"><span>{escape(told)}</span> {_links(citation)}</p>'
        f"{_abstract(citation)}{marks}{span(citation)}</li>\n"
    )


def people(citation: Citation) -> list[str]:
    """Who a work is of: its authors, else its editors, the organisation, or how many."""
    found = list(map(str, citation.author or citation.editor))
    count = citation.author_count
    number = f"{count} author{'s' * (count != 1)}" if count else ""
    return found or list(filter(None, [citation.organization or number]))


def _people(citation: Citation) -> str:
    """The first of them, with the others where a search finds them, or how the list goes on."""
    found = people(citation)
    shown, hidden = found[:_SHOWN], found[_SHOWN:]
    text = escape(", ".join(shown))
    if hidden:
        rest = escape(", ".join(hidden))
        return f"{text}, and {len(hidden)} more<span hidden> {rest}</span>"
    return f"{text}, et al." if citation.more_authors and citation.author else text


def _links(citation: Citation) -> str:
    found = [
        ("DOI", f"https://doi.org/{doi}" if (doi := citation.id("doi")) else ""),
        ("arXiv", f"https://arxiv.org/abs/{n}" if (n := citation.id("arxiv")) else ""),
        ("Link", citation.url),
        ("Code", citation.code),
    ]
    return " ".join(
        f'<a href="{escape(address)}" rel="noreferrer">{name}</a>'
        for name, address in found
        if address.startswith(("https://", "http://"))
    )


def _abstract(citation: Citation) -> str:
    if not citation.abstract:
        return ""
    text = escape(plain(citation.abstract))
    return f"<details><summary>Abstract</summary><p>{text}</p></details>"
