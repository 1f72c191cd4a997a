"""A library that others are merged into keeps what it has, and gets what it has not."""

from typing import Any

import pytest
from hypothesis import given

from bibkit import api
from bibkit.dedupe import merge_into
from bibkit.diagnostics import Diagnostic
from bibkit.model import Citation, Date, Identifier, Name, Source, replace
from tests.dedupe.test_uniting import WORKS

ADA = Name(family="Lovelace", given="Ada")
BOB = Name(family="Babbage", given="Charles")
DOI = Identifier("doi", "10.1000/182")
ARXIV = Identifier("arxiv", "1803.03324")
MINE: dict[str, Any] = {
    "title": "On Trees",
    "key": "ada",
    "type": "article-journal",
    "container_title": "Nature",
    "issued": Date(2001),
    "sources": (Source("library.bib", 1, "biblatex", "ada"),),
}

FILLED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "of the same publication": (
        {"type": "article-journal", "volume": "3", "page": "1-9"},
        {"volume": "3", "page": "1-9"},
    ),
    "an abstract, from any version": ({"type": "article", "abstract": "X"}, {"abstract": "X"}),
    "nothing of another version": (
        {"type": "article", "archive": "arXiv", "publisher": "arXiv", "issued": Date(2000, 3)},
        {},
    ),
    "the id of another version": (
        {"type": "article", "ids": (ARXIV,)},
        {"ids": (ARXIV,)},
    ),
    "arXiv's DOI is the arXiv id": (
        {"type": "article", "ids": (Identifier("doi", "10.48550/arXiv.1803.03324"),)},
        {"ids": (ARXIV,)},
    ),
    "authors where there are none": (
        {"author": (ADA,), "more_authors": True},
        {"author": (ADA,), "more_authors": True},
    ),
    "a field of the library's own format": (
        {"extra": {"bibtex/groups": ("x",), "ris/ZZ": ("y",)}},
        {"extra": {"bibtex/groups": ("x",)}},
    ),
    "no title, key or type": ({"title": "ON TREES", "key": "k", "type": "book"}, {}),
}


@pytest.mark.parametrize(("new", "filled"), FILLED.values(), ids=FILLED)
def test_empty_fields_are_filled(new: dict[str, Any], filled: dict[str, Any]) -> None:
    library = Citation(**MINE)
    other = Citation(**{"title": "On Trees", "sources": (Source("new.ris", 1, "ris"),), **new})
    (found,) = merge_into([library], [other]).citations
    sources = (*library.sources, *other.sources) if filled else library.sources
    assert found == replace(library, **filled, sources=sources)


def test_what_is_there_stays_and_contradictions_are_told() -> None:
    told: list[Diagnostic] = []
    library = Citation(**{**MINE, "volume": "3", "author": (ADA,), "abstract": "Short."})
    new = Citation(
        title="On trees",
        type="article-journal",
        volume="3",
        publisher="X",
        issued=Date(2002),
        author=(ADA, BOB),
        abstract="A longer abstract.",
        more_authors=True,
    )
    library = replace(library, more_authors=True)
    merged = merge_into([library], [new], report=told.append)
    (found,) = merged.citations
    assert found == replace(library, publisher="X")
    assert [str(each) for each in told if each.code == "conflict"] == [
        "library.bib:1: warning: issued: 2001 is used, not 2002 [conflict]"
    ]
    choices = {each.field: each for each in merged.choices(0)}
    assert choices["abstract"].rule == "library"
    assert [each.value for each in choices["abstract"].alternatives] == ["A longer abstract."]
    assert choices["publisher"].rule == "filled"


def test_two_of_the_library_stay_two() -> None:
    told: list[Diagnostic] = []
    library = [Citation(**MINE), Citation(**{**MINE, "key": "ada2"})]
    new = Citation(title="On Trees", abstract="X")
    merged = merge_into(library, [new], report=told.append)
    assert merged.citations == (replace(library[0], abstract="X"), library[1])
    assert [one.members for one in merged.clusters] == [(0, 2)]
    assert {each.code for each in told} == {"merged", "possible-duplicate"}


LIBRARY = b"""% a comment
@string{n = {Nature}}
@article{a,author={Lovelace, Ada},title = "On   Trees" , journal=n, year=2001}

@article{b, title = {On Leaves}, year = 2002} trailing words
@comment{jabref-meta: x}
"""


def test_every_byte_of_the_rest_stays() -> None:
    library = list(api.read(LIBRARY, "bibtex"))
    new = [Citation(title="On Leaves", abstract="Green."), Citation(title="On Roots", key="c")]
    merged = merge_into(library, new)
    text = "".join(api.write(merged.citations, "bibtex")).encode()
    before, entry, after = text.partition(b"@article{b")
    assert before == LIBRARY.partition(b"@article{b")[0]
    assert b"abstract = {Green.}" in entry + after
    assert after.split(b" trailing words\n@comment{jabref-meta: x}\n")[1].startswith(b"\n@")
    assert (
        "".join(api.write(merge_into(library, library).citations, "bibtex")).encode() == LIBRARY
    )


@given(WORKS)
def test_a_second_time_changes_nothing(works: list[Citation]) -> None:
    library, new = works[:1], works[1:]
    once = merge_into(library, new).citations
    for name, value in library[0].set_values().items():
        if name not in ("ids", "extra", "sources"):
            assert getattr(once[0], name) == value
    twice = merge_into(once, new).citations
    assert twice[0] == once[0]
