"""What search engines read on a page, by https://schema.org/ScholarlyArticle and its kind."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from bibkit import identifiers
from bibkit.coins import plain
from bibkit.model import Citation, Date, Identifier
from bibkit.publications.document import Document
from bibkit.publications.kinds import kind_of

_SCHEMA: Mapping[str, str] = {
    "book": "Book", "edited": "Book", "chapter": "Chapter", "thesis": "Thesis",
    "report": "Report", "software": "SoftwareSourceCode", "dataset": "Dataset",
    "review": "Review", "media": "Article", "talk": "CreativeWork", "patent": "CreativeWork",
    "other": "CreativeWork",
}  # fmt: skip


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
    work["name"] = plain(citation.title)
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
