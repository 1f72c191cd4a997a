"""bibtexparser 2 with its middlewares: no failed block, and the same names and fields."""

from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from bibtexparser.middlewares.names import NameParts

from tests.foreign.conftest import Corpus, decoded, people


@pytest.fixture(scope="module", params=["bibtex", "biblatex"])
def parsed(request: pytest.FixtureRequest, corpus: Corpus) -> Library:
    """Names split, nothing decoded: URLs and DOIs are not TeX."""
    names = [SeparateCoAuthors(), SplitNameParts()]
    return parse_string(corpus.texts[request.param], append_middleware=names)


def _parts(name: NameParts) -> tuple[str, ...]:
    named = (name.first, name.von, name.last, name.jr)
    return tuple(decoded(" ".join(words)) for words in named)


def _values(library: Library, field: str) -> dict[str, Any]:
    return {
        entry.key: entry.fields_dict[field].value if field in entry.fields_dict else ""
        for entry in library.entries
    }


def test_bibtexparser_finds_every_entry(parsed: Library, corpus: Corpus) -> None:
    assert parsed.failed_blocks == []
    assert [entry.key for entry in parsed.entries] == corpus.keys


def test_bibtexparser_finds_every_author(parsed: Library, corpus: Corpus) -> None:
    found = {k: list(map(_parts, names)) for k, names in _values(parsed, "author").items()}
    assert found == {citation.key: people(citation) for citation in corpus.citations}


def test_bibtexparser_finds_every_title(parsed: Library, corpus: Corpus) -> None:
    found = {key: decoded(title) for key, title in _values(parsed, "title").items()}
    assert found == corpus.titles()


def test_bibtexparser_finds_every_abstract(parsed: Library, corpus: Corpus) -> None:
    found = _values(parsed, "abstract")
    wanted = corpus.abstracts()
    assert {key: decoded(found[key]) for key in wanted} == wanted


def test_bibtexparser_finds_every_url(parsed: Library, corpus: Corpus) -> None:
    assert _values(parsed, "url") == {c.key: c.url for c in corpus.citations}


def test_bibtexparser_finds_every_doi(parsed: Library, corpus: Corpus) -> None:
    assert _values(parsed, "doi") == {c.key: c.id("doi") for c in corpus.citations}


def test_bibtexparser_finds_every_year(parsed: Library, corpus: Corpus) -> None:
    years, dates = _values(parsed, "year"), _values(parsed, "date")
    assert {key: int(years[key] or dates[key][:4]) for key in years} == corpus.years()
