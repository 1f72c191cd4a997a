"""What we write of the merged seeds we read back, but for exactly what the write told."""

from collections import Counter

import pytest

import bibkit
from bibkit import Citation, Diagnostic, replace
from tests.conftest import ROOT, shared
from tests.foreign.conftest import FORMATS, Corpus, corpus_of

PAPERS = 208


@pytest.fixture(scope="module", params=["facts", "full"])
def merged(request: pytest.FixtureRequest) -> Corpus:
    folder = ROOT / "seeds" if request.param == "facts" else shared("seeds", "full")
    return corpus_of(request.param, folder)


def _told(citation: Citation, format: str) -> set[str]:
    """The fields told when ``citation`` is written on its own."""
    told: list[Diagnostic] = []
    for _ in bibkit.write([citation], format, report=told.append):
        pass
    return {diagnostic.field for diagnostic in told}


def _without(citation: Citation, fields: set[str]) -> Citation:
    return replace(citation, **{name: getattr(Citation, name) for name in fields})


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_written_is_read_back(merged: Corpus, format: str) -> None:
    told: list[Diagnostic] = []
    back = list(bibkit.read(merged.texts[format].encode(), format, report=told.append))
    expected = [_without(c, _told(c, format)) for c in merged.citations]
    # An abstract of the pages speaks of "\\n": what looks like a macro stays, and is told.
    assert [d for d in told if d.code != "unknown-macro"] == []
    assert len(back) == PAPERS
    assert [replace(c, sources=()) for c in back] == [replace(c, sources=()) for c in expected]


def test_csl_json_holds_the_sources_too(merged: Corpus) -> None:
    back = bibkit.read(merged.texts["csl-json"].encode(), "csl-json")
    assert list(back) == list(merged.citations)


@pytest.mark.parametrize("format", ["bibtex", "biblatex", "csl-json"])
def test_nothing_is_told(merged: Corpus, format: str) -> None:
    assert merged.told[format] == []


def test_ris_tells_what_it_has_no_place_for(merged: Corpus) -> None:
    told = Counter((d.code, d.field) for d in merged.told["ris"])
    facts = ["more_authors", "also_by", "has_code", "author_count", "comments"]
    have = {name: sum(bool(getattr(c, name)) for c in merged.citations) for name in facts}
    assert told == {("not-written", name): count for name, count in have.items()}
    assert have == {
        "more_authors": 148,
        "also_by": 68,
        "has_code": 43,
        "author_count": 39,
        "comments": 13,
    }
