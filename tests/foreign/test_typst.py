"""Typst reads the bibliographies that we write, and a document that cites them compiles."""

import json
from pathlib import Path
from typing import Any

import pytest
import typst

import bibkit
from bibkit.model import Citation, Date, Identifier, Name
from tests.conftest import shared
from tests.foreign.conftest import Corpus


def compiled(citations: list[Citation], folder: Path) -> None:
    """Raises where Typst refuses the file, or a key that it should hold."""
    text = "".join(bibkit.write(citations, "hayagriva"))
    (folder / "works.yml").write_text(text, encoding="utf-8")
    keys = [citation.key for citation in citations if citation.key]
    cited = "\n".join(f"#cite(label({json.dumps(key, ensure_ascii=False)}))" for key in keys)
    document = f'{cited}\n#bibliography("works.yml", full: true, style: "apa")\n'
    (folder / "paper.typ").write_text(document, encoding="utf-8")
    typst.compile(str(folder / "paper.typ"), ignore_system_fonts=True)


def test_a_document_cites_a_corpus(corpus: Corpus, tmp_path: Path) -> None:
    compiled(list(corpus.citations), tmp_path)


def test_a_document_cites_a_thousand_works(tmp_path: Path) -> None:
    path = shared("conformance", "csl", "records-1000.json")
    compiled(list(bibkit.read(path)), tmp_path)


ODD: dict[str, dict[str, Any]] = {
    "braces and dollars": {"title": "a } b { $5 and \\ or $x^2$"},
    "a range": {"issued": Date(2019, 1, end=Date(2020, 2))},
    "about a year": {"issued": Date(1850, circa=True)},
    "before our time": {"issued": Date(-44, 3)},
    "far from now": {"issued": Date(12020)},
    "words": {"issued": Date(literal="in press")},
    "pages in Roman digits": {"number_of_pages": "xii, 320", "page": "iv-xii"},
    "volumes": {"number_of_volumes": "several", "volume": "IV-1/W1", "issue": "2 Suppl"},
    "a language": {"language": "Deutsch (Schweiz)"},
    "no address": {"url": "example.org/x y", "accessed": Date(2020, 1)},
    "an organisation": {"author": (Name(literal="Barnes, Noble, and Sons, Inc."),)},
    "a name of commas": {"author": (Name("Doe, Roe", "Jane, Mary", suffix="Jr., PhD"),)},
    "two numbers": {"ids": (Identifier("isbn", "9780306406157"),) * 2},
    "a chair": {"chair": (Name("Doe", "Jane"),), "director": (Name("Roe", "Richard"),)},
    "a short title": {"title_short": "T"},
}


@pytest.mark.parametrize("type", ["article-journal", "book", "speech"])
def test_what_typst_would_refuse_stands_where_it_does_not_look(
    type: str, tmp_path: Path
) -> None:
    citations = [
        Citation(**{"type": type, "key": f"k{number}", "title": "T", **values})
        for number, values in enumerate(ODD.values())
    ]
    compiled(citations, tmp_path)
    text = "".join(bibkit.write(citations, "hayagriva"))
    back = [bibkit.replace(c, sources=()) for c in bibkit.read(text.encode(), "hayagriva")]
    assert back[:12] + back[13:] == citations[:12] + citations[13:]
