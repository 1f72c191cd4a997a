"""pybtex, strict: it raises on the first thing it does not understand."""

from typing import Any, TypeAlias

import pybtex.database  # type: ignore[import-untyped]
import pybtex.errors  # type: ignore[import-untyped]
import pytest

from tests.foreign.conftest import Corpus, decoded, people

Database: TypeAlias = Any


@pytest.fixture(scope="module", params=["bibtex", "biblatex"])
def database(request: pytest.FixtureRequest, corpus: Corpus) -> Database:
    pybtex.errors.set_strict_mode(True)
    return pybtex.database.parse_string(corpus.texts[request.param], "bibtex")


def _parts(person: Any) -> tuple[str, ...]:
    first = person.first_names + person.middle_names
    named = (first, person.prelast_names, person.last_names, person.lineage_names)
    return tuple(decoded(" ".join(words)) for words in named)


def test_pybtex_finds_every_entry(database: Database, corpus: Corpus) -> None:
    assert list(database.entries) == corpus.keys


def test_pybtex_finds_every_author(database: Database, corpus: Corpus) -> None:
    found = {
        key: [_parts(person) for person in entry.persons.get("author", [])]
        for key, entry in database.entries.items()
    }
    assert found == {citation.key: people(citation) for citation in corpus.citations}


def test_pybtex_finds_every_title(database: Database, corpus: Corpus) -> None:
    found = {key: decoded(entry.fields["title"]) for key, entry in database.entries.items()}
    assert found == corpus.titles()


def test_pybtex_finds_every_year(database: Database, corpus: Corpus) -> None:
    found = {
        key: int(entry.fields.get("year") or entry.fields["date"][:4])
        for key, entry in database.entries.items()
    }
    assert found == corpus.years()


@pytest.mark.parametrize("field", ["doi", "isbn", "issn"])
def test_pybtex_finds_every_identifier_as_it_is(
    database: Database, corpus: Corpus, field: str
) -> None:
    found = {key: entry.fields.get(field, "") for key, entry in database.entries.items()}
    assert found == {citation.key: citation.id(field) for citation in corpus.citations}


def test_pybtex_finds_every_url_as_it_is(database: Database, corpus: Corpus) -> None:
    found = {key: entry.fields.get("url", "") for key, entry in database.entries.items()}
    assert found == {citation.key: citation.url for citation in corpus.citations}


def test_pybtex_finds_every_abstract(database: Database, corpus: Corpus) -> None:
    wanted = {key: " ".join(text.split()) for key, text in corpus.abstracts().items()}
    entries = database.entries
    found = {key: decoded(entries[key].fields.get("abstract", "")) for key in wanted}
    assert found == wanted
