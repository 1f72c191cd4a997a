"""rispy: every tag known to it, one record a citation."""

from typing import Any

import pytest
import rispy  # type: ignore[import-untyped]

from bibkit.model import Citation, Name
from tests.foreign.conftest import Corpus, day


@pytest.fixture(scope="module")
def records(corpus: Corpus) -> dict[str, dict[str, Any]]:
    found = rispy.loads(corpus.texts["ris"])
    assert [record["id"] for record in found] == corpus.keys
    return {record["id"]: record for record in found}


def _comma_name(name: Name) -> str:
    # EndNote's manual: a comma in an organisation's name is doubled.
    if name.literal:
        return name.literal.replace(",", ",,", 1)
    family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
    return ", ".join(filter(None, (family, name.given, name.suffix)))


def _date(citation: Citation) -> str:
    """YYYY/MM/DD/ with the parts that there are (RIS specification, 2011)."""
    year, month, day_ = [*day(citation), 0, 0][:3]
    return f"{year:04}/{f'{month:02}' if month else ''}/{f'{day_:02}' if day_ else ''}/"


def test_rispy_knows_every_tag(records: dict[str, Any]) -> None:
    assert [record for record in records.values() if "unknown_tag" in record] == []


def test_rispy_finds_every_title(records: dict[str, Any], corpus: Corpus) -> None:
    found = {key: record["title"] for key, record in records.items()}
    assert found == {citation.key: citation.title for citation in corpus.citations}


def test_rispy_finds_every_author(records: dict[str, Any], corpus: Corpus) -> None:
    found = {key: record.get("authors", []) for key, record in records.items()}
    assert found == {c.key: list(map(_comma_name, c.author)) for c in corpus.citations}


def test_rispy_finds_every_date(records: dict[str, Any], corpus: Corpus) -> None:
    found = {key: (int(record["year"]), record["date"]) for key, record in records.items()}
    years = corpus.years()
    assert found == {c.key: (years[c.key], _date(c)) for c in corpus.citations}


def test_rispy_finds_preprints_as_such(records: dict[str, Any], corpus: Corpus) -> None:
    kinds = {k: (r["type_of_reference"], r.get("type_of_work")) for k, r in records.items()}
    preprints = [c.key for c in corpus.citations if c.type == "article"]
    assert [key for key, kind in kinds.items() if kind == ("UNPB", "Preprint")] == preprints


def test_rispy_finds_every_abstract(records: dict[str, Any], corpus: Corpus) -> None:
    found = {k: " ".join(r.get("abstract", "").split()) for k, r in records.items()}
    assert found == {c.key: " ".join(c.abstract.split()) for c in corpus.citations}


def test_rispy_finds_every_doi(records: dict[str, Any], corpus: Corpus) -> None:
    found = {key: record.get("doi", "") for key, record in records.items()}
    assert found == {citation.key: citation.id("doi") for citation in corpus.citations}


def test_rispy_finds_every_url(records: dict[str, Any], corpus: Corpus) -> None:
    found = {key: record.get("urls", []) for key, record in records.items()}
    assert found == {c.key: [c.url] if c.url else [] for c in corpus.citations}


def test_rispy_finds_every_keyword(records: dict[str, Any], corpus: Corpus) -> None:
    found = {key: record.get("keywords", []) for key, record in records.items()}
    assert found == {citation.key: list(citation.keyword) for citation in corpus.citations}
