"""Which version of a work a citation is, and which of several is cited."""

from typing import Any

import pytest

from bibkit.dedupe import merge, versions
from bibkit.diagnostics import Diagnostic
from bibkit.model import Citation, Date, Identifier, Source

DOI = Identifier("doi", "10.1145/3292500.3330701")
ARXIV = Identifier("arxiv", "1907.10902")
ARXIV_DOI = Identifier("doi", "10.48550/arXiv.1907.10902")
BIORXIV = Identifier("doi", "10.1101/2020.01.01.123456")

FROM_NEAREST: list[tuple[str, dict[str, Any]]] = [
    ("journal with DOI", {"type": "article-journal", "container_title": "J", "ids": (DOI,)}),
    ("conference", {"type": "paper-conference", "container_title": "Proc"}),
    ("chapter", {"type": "chapter", "container_title": "B", "ids": (DOI,)}),
    ("thesis", {"type": "thesis", "publisher": "MIT"}),
    ("report", {"type": "report", "publisher": "MIT"}),
    ("something with a publisher", {"publisher": "X"}),
    ("preprint", {"type": "article", "ids": (ARXIV,)}),
    ("page of the web", {"type": "article", "issued": Date(2019)}),
    ("a title and a year", {"issued": Date(2019)}),
]


def test_versions_stand_in_order() -> None:
    found = [
        versions.Version(Citation(title="A", **values)).stage for _, values in FROM_NEAREST
    ]
    assert found == sorted(set(found), reverse=True)


PREPRINTS: dict[str, dict[str, Any]] = {
    "a journal that is arXiv": {
        "type": "article-journal",
        "container_title": "arXiv preprint arXiv:1811.01234",
        "volume": "abs/1811.01234",
    },
    "CoRR": {"type": "article-journal", "container_title": "CoRR", "ids": (ARXIV_DOI,)},
    "bioRxiv": {"type": "article", "container_title": "bioRxiv", "ids": (BIORXIV,)},
    "a server's DOI alone": {"type": "document", "ids": (BIORXIV,)},
    "RIS": {"type": "manuscript", "ids": (ARXIV_DOI, ARXIV)},
    "a report": {"type": "report", "ids": (ARXIV,)},
    "a journal article without its journal": {"type": "article-journal", "ids": (ARXIV_DOI,)},
    "SSRN": {"type": "article-journal", "container_title": "SSRN Electronic Journal"},
}
PUBLISHED: dict[str, dict[str, Any]] = {
    "with a preprint's id": {
        "type": "paper-conference",
        "container_title": "Proc",
        "ids": (ARXIV_DOI, ARXIV),
    },
    "Genome Research": {"type": "article-journal", "ids": (Identifier("doi", "10.1101/gr.1"),)},
    "a type used loosely": {"type": "article", "container_title": "Nature", "ids": (DOI,)},
    "a journal about preprints": {
        "type": "article-journal",
        "container_title": "Preprints in Review",
        "ids": (DOI,),
    },
}


@pytest.mark.parametrize("values", PREPRINTS.values(), ids=PREPRINTS)
def test_a_preprint_is_one_however_it_is_written(values: dict[str, Any]) -> None:
    assert versions.Version(Citation(title="A", **values)).is_unpublished


@pytest.mark.parametrize("values", PUBLISHED.values(), ids=PUBLISHED)
def test_what_is_published_is_no_preprint(values: dict[str, Any]) -> None:
    assert not versions.Version(Citation(title="A", **values)).is_unpublished


JOURNAL = {
    "type": "article-journal",
    "container_title": "Journal of Machine Learning Research",
    "volume": "3",
    "issued": Date(2020),
}
PAIRS: dict[str, tuple[dict[str, Any], dict[str, Any], bool]] = {
    "an abbreviated venue": (
        JOURNAL,
        {**JOURNAL, "container_title": "J. Mach. Learn. Res."},
        True,
    ),
    "another venue": (JOURNAL, {**JOURNAL, "container_title": "Nature", "volume": ""}, False),
    "no venue": (JOURNAL, {**JOURNAL, "container_title": "", "volume": "3"}, True),
    "one DOI": (
        {**JOURNAL, "ids": (DOI,)},
        {"container_title": "JMLR", "type": "article-journal", "ids": (DOI,)},
        True,
    ),
    "two DOIs": ({**JOURNAL, "ids": (DOI,)}, {**JOURNAL, "ids": (BIORXIV,)}, False),
    "another volume": (JOURNAL, {**JOURNAL, "volume": "4"}, False),
    "years apart": (JOURNAL, {**JOURNAL, "issued": Date(2017)}, False),
    "a zero before": (JOURNAL, {**JOURNAL, "volume": "03"}, True),
    "another first page": ({**JOURNAL, "page": "1-9"}, {**JOURNAL, "page": "11-19"}, False),
    "one first page": ({**JOURNAL, "page": "1-9"}, {**JOURNAL, "page": "1"}, True),
    "journal and conference": (
        {**JOURNAL, "container_title": ""},
        {**JOURNAL, "container_title": "", "type": "paper-conference"},
        False,
    ),
    "volume and page say enough": (
        {**JOURNAL, "page": "1-9", "container_title": "NeurIPS"},
        {**JOURNAL, "page": "1-9"},
        True,
    ),
    "published and preprint": (JOURNAL, {"type": "article", "ids": (ARXIV,)}, False),
    "published and bare": (JOURNAL, {"issued": Date(2020)}, False),
    "two of arXiv": (
        {"type": "article", "ids": (ARXIV,)},
        {"type": "article", "ids": (Identifier("arxiv", "1907.10902v2"),)},
        True,
    ),
    "arXiv and bioRxiv": (
        {"type": "article", "ids": (ARXIV,)},
        {"type": "article", "ids": (BIORXIV,)},
        False,
    ),
    "arXiv and a page": ({"type": "article", "ids": (ARXIV,)}, {"type": "article"}, True),
    "thesis and report": ({"type": "thesis"}, {"type": "report", "publisher": "X"}, False),
}


@pytest.mark.parametrize(("one", "other", "same"), PAIRS.values(), ids=PAIRS)
def test_records_of_one_publication(
    one: dict[str, Any], other: dict[str, Any], same: bool
) -> None:
    first, second = (versions.Version(Citation(title="A", **each)) for each in (one, other))
    assert versions.same_publication(first, second) == same
    assert versions.same_publication(second, first) == same


TITLE = "On Trees"
PREPRINT = Citation(
    title=TITLE,
    type="article",
    container_title="arXiv",
    issued=Date(2018, 11),
    ids=(ARXIV_DOI, ARXIV),
    abstract="Trees grow.",
    sources=(Source("a", 1),),
)
PAPER = Citation(
    title=TITLE,
    type="article-journal",
    container_title="Nature",
    volume="12",
    ids=(DOI, Identifier("issn", "0378-5955")),
    sources=(Source("b", 1),),
)
TALK = Citation(
    title=TITLE,
    type="paper-conference",
    container_title="Proceedings of Trees",
    page="1-9",
    issued=Date(2021),
    ids=(BIORXIV,),
    sources=(Source("c", 1),),
)
SOURCES = (Source("a", 1), Source("b", 1), Source("c", 1))
PREFERRED: dict[Any, Citation] = {
    "published": Citation(
        title=TITLE,
        type="article-journal",
        container_title="Nature",
        volume="12",
        abstract="Trees grow.",
        ids=(
            DOI,
            Identifier("issn", "0378-5955"),
            Identifier("version_doi", BIORXIV.value),
            ARXIV,
        ),
        sources=SOURCES,
    ),
    "preprint": Citation(
        title=TITLE,
        type="article",
        container_title="arXiv",
        issued=Date(2018, 11),
        abstract="Trees grow.",
        ids=(
            ARXIV_DOI,
            ARXIV,
            Identifier("version_doi", DOI.value),
            Identifier("version_doi", BIORXIV.value),
        ),
        sources=SOURCES,
    ),
    "latest": Citation(
        title=TITLE,
        type="paper-conference",
        container_title="Proceedings of Trees",
        page="1-9",
        issued=Date(2021),
        abstract="Trees grow.",
        ids=(Identifier("doi", BIORXIV.value), ARXIV, Identifier("version_doi", DOI.value)),
        sources=SOURCES,
    ),
}


@pytest.mark.parametrize(("prefer", "expected"), PREFERRED.items())
def test_no_version_is_mixed_with_another(prefer: Any, expected: Citation) -> None:
    told: list[Diagnostic] = []
    united = versions_united(prefer, told)
    assert united == expected
    assert {each.code for each in told} == {"merged", "other-version"}


def versions_united(prefer: Any, told: list[Diagnostic]) -> Citation:
    from bibkit.dedupe import uniting

    united = uniting.unite((PREPRINT, PAPER, TALK), prefer)
    told.append(Diagnostic("merged", "x"))
    told += [Diagnostic("other-version", "x") for _ in united.versions]
    assert not united.conflicts
    return united.citation


def test_a_day_of_another_version_is_not_taken() -> None:
    page = Citation(title=TITLE, type="article", issued=Date(2018, 11, 1))
    paper = Citation(title=TITLE, type="article-journal", volume="3", issued=Date(2018))
    (one,) = merge([page, paper]).citations
    assert one == paper


def test_a_record_of_the_same_publication_fills_what_is_missing() -> None:
    other = Citation(title=TITLE, type="article-journal", ids=(DOI,), page="1-9", publisher="X")
    (one,) = merge([PAPER, other]).citations
    assert (one.volume, one.page, one.publisher) == ("12", "1-9", "X")
