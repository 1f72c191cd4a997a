"""What programs read on a page: COinS for reference managers, schema.org for search engines.

COinS: https://web.archive.org/web/2017/http://ocoins.info/ and OpenURL 1.0 (NISO Z39.88).
schema.org: https://schema.org/ScholarlyArticle and its neighbours.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from bibkit import formulas, identifiers
from bibkit.model import Citation, Date, Identifier
from bibkit.patterns import lazy
from bibkit.publications.document import Document
from bibkit.publications.kinds import kind_of

_TAG = lazy(r"</?(?:i|b|em|strong|sup|sub|sc|span)(?: [^<>]*)?>")
_BOOK, _JOURNAL, _THESIS = "book", "journal", "dissertation"
_OPENURL: Mapping[str, tuple[str, str]] = {
    "journal": (_JOURNAL, "article"),
    "conference": (_JOURNAL, "proceeding"),
    "preprint": (_JOURNAL, "preprint"),
    "media": (_JOURNAL, "article"),
    "review": (_JOURNAL, "article"),
    "book": (_BOOK, "book"),
    "edited": (_BOOK, "book"),
    "chapter": (_BOOK, "bookitem"),
    "report": (_BOOK, "report"),
    "thesis": (_THESIS, ""),
}
"""Kinds to OpenURL's formats and genres; what is not here is a document of the book format."""
_SCHEMA: Mapping[str, str] = {
    "book": "Book", "edited": "Book", "chapter": "Chapter", "thesis": "Thesis",
    "report": "Report", "software": "SoftwareSourceCode", "dataset": "Dataset",
    "review": "Review", "media": "Article", "talk": "CreativeWork", "patent": "CreativeWork",
    "other": "CreativeWork",
}  # fmt: skip


def title_text(citation: Citation) -> str:
    """A title without tags and formulas' signs."""
    text = citation.title
    return _TAG.sub("", formulas.shown(text) if "$" in text else text)


def coins(citation: Citation) -> str:
    """The query of a COinS span, not yet escaped for HTML."""
    form, genre = _OPENURL.get(kind_of(citation).name, (_BOOK, "document"))
    title = title_text(citation)
    pairs: list[tuple[str, str]] = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"),
    ]
    known = ((scheme, citation.id(scheme)) for scheme in ("doi", "pmid"))
    pairs += [("rft_id", f"info:{scheme}/{value}") for scheme, value in known if value]
    if arxiv := citation.id("arxiv"):
        pairs.append(("rft_id", identifiers.url(Identifier("arxiv", arxiv))))
    elif citation.url and not citation.id("doi"):
        pairs.append(("rft_id", citation.url))
    pairs.append(("rft.genre", genre))
    if form == _JOURNAL:
        pairs += [("rft.atitle", title), ("rft.jtitle", citation.container_title)]
    elif genre == "bookitem":
        pairs += [("rft.atitle", title), ("rft.btitle", citation.container_title)]
    elif form == _THESIS:
        pairs += [("rft.title", title), ("rft.inst", citation.publisher)]
    else:
        pairs += [("rft.btitle", title), ("rft.pub", citation.publisher)]
    pairs += [
        ("rft.volume", citation.volume),
        ("rft.issue", citation.issue),
        ("rft.pages", citation.page),
        ("rft.date", _iso(citation.issued)),
        ("rft.issn", citation.id("issn")),
        ("rft.isbn", citation.id("isbn")),
    ]
    people = citation.author or citation.editor
    if people and people[0].family:
        pairs += [("rft.aulast", people[0].family), ("rft.aufirst", people[0].given)]
    pairs += [("rft.au", str(name)) for name in people]
    return urlencode([(name, value) for name, value in pairs if value])


def json_ld(document: Document) -> str:
    """The papers as schema.org, as text that may stand in a script element."""
    graph = [_work(paper.citation) for paper in document.all_papers()]
    text = json.dumps(
        {"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=1
    )
    # Nothing in a script element may look like its end.
    return text.replace("<", "\\u003c")


def _work(citation: Citation) -> dict[str, Any]:
    kind = kind_of(citation).name
    work: dict[str, Any] = {"@type": _SCHEMA.get(kind, "ScholarlyArticle")}
    doi = citation.id("doi")
    arxiv = citation.id("arxiv")
    ways = [identifiers.url(Identifier("doi", doi))] if doi else []
    ways += [identifiers.url(Identifier("arxiv", arxiv))] if arxiv else []
    ways += [citation.url] if citation.url and citation.url not in ways else []
    work["name"] = title_text(citation)
    work["author"] = [{"@type": "Person", "name": str(n)} for n in citation.author]
    work["editor"] = [{"@type": "Person", "name": str(n)} for n in citation.editor]
    work["datePublished"] = _iso(citation.issued)
    if citation.container_title:
        venue = "Periodical" if kind == "journal" else "Book"
        work["isPartOf"] = {"@type": venue, "name": citation.container_title}
    work["pagination"] = citation.page
    work["identifier"] = f"doi:{doi}" if doi else ""
    work["url"] = ways[0] if ways else ""
    work["sameAs"] = ways[1:]
    work["keywords"] = ", ".join(citation.keyword)
    return {name: value for name, value in work.items() if value}


def _iso(date: Date | None) -> str:
    if date is None or date.year is None or not 0 < date.year < 10_000:
        return ""
    parts: Iterable[int | None] = (date.month, date.day)
    return f"{date.year:04d}" + "".join(f"-{part:02d}" for part in parts if part)
