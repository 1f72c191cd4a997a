"""A citation of a shape that recurs is written by plan: as it is written alone."""

from itertools import repeat
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit import registry
from bibkit.diagnostics import Diagnostic
from bibkit.model import VARIABLES, Citation, Date, Identifier, Name, Record, Source
from bibkit.normalizer import denormalize
from bibkit.normalizer.writing_plans import WritingPlan, writing_plans_of
from tests import strategies

FORMATS = ["bibtex", "biblatex", "ris", "csl-json", "endnote-xml", "csv", "mods", "medline"]
AWKWARD: dict[str, st.SearchStrategy[Any]] = {
    "text": st.sampled_from(
        ["", "Ada", "12", "a -- b", r"\foo{x} y", "$n^2$ rows", "two  blanks", "1--9", "Ünï",
         "Series editor: Ada", "arXiv: 2101.00001", "a\nb", "manual", "PhD thesis", "Preprint",
         "x\x0by", "arXiv preprint arXiv:2101.00001", "https://doi.org/10.1000/182", "a; b"]
    ),
    "names": st.lists(
        st.sampled_from(
            [Name("Ada"), Name("Berg", "A.", "van den"), Name(literal="others"),
             Name("Wu", "Y.", ids=(Identifier("orcid", "0000-0002-1825-0097"),)), Name()]
        ),
        max_size=3,
    ).map(tuple),
    "date": st.sampled_from(
        [None, Date(2019), Date(2019, 5, 1), Date(2019, season=2), Date(1900, circa=True),
         Date(literal="in press"), Date(2019, end=Date(2020))]
    ),
    "texts": st.lists(st.sampled_from(["a", "a; b", "c, d", "é", ""]), max_size=3).map(tuple),
    "count": st.sampled_from([None, 0, 7]),
    "flag": st.booleans(),
}  # fmt: skip
IDS = st.lists(
    st.sampled_from(
        [("doi", "10.1000/182"), ("doi", "10.1000/x y"), ("isbn", "9780306406157"),
         ("issn", "0378-5955"), ("arxiv", "1803.03324v2"), ("arxiv", "hep-th/9901001"),
         ("pmid", "17170002"), ("unheard", "of")]
    ),
    max_size=3,
).map(lambda pairs: tuple(Identifier(*pair) for pair in pairs))  # fmt: skip
EXTRA = st.dictionaries(
    st.sampled_from(
        ["ris/ZZ", "bibtex/groups", "bibtex/title", "csl-json/@written", "ris/@kind",
         "bibtex/@kind", "bibtex/@raw", "csl-json/foo"]
    ),
    st.sampled_from([("a",), ("a", "b"), ({"shortTitle": "Ada"},)]),
    max_size=2,
)  # fmt: skip
TYPES = ["article-journal", "book", "paper-conference", "thesis", "report", "webpage",
         "document", "article", "review", "chapter"]  # fmt: skip


def a_citation(draw: st.DrawFn) -> Citation:
    kinds = {name: kind for name, kind in VARIABLES.items() if kind in AWKWARD}
    names = draw(st.lists(st.sampled_from(sorted(kinds)), max_size=7, unique=True))
    values = {name: draw(AWKWARD[kinds[name]] | strategies.variable(name)) for name in names}
    values |= {"ids": draw(IDS), "extra": draw(EXTRA)} if draw(st.booleans()) else {}
    type = draw(st.sampled_from(TYPES))
    return Citation(**{**values, "type": type, "sources": (Source("a.txt", 1),)})


citations = st.composite(a_citation)


def written(citation: Citation, name: str) -> tuple[Record, list[Diagnostic]]:
    told: list[Diagnostic] = []
    return denormalize(citation, registry.find(name).table, told.append), told


@pytest.mark.parametrize("name", FORMATS)
@given(citation=citations())
def test_a_plan_writes_what_is_written_without_it(name: str, citation: Citation) -> None:
    writing_plans_of.cache_clear()
    alone, *later = (written(citation, name) for _ in repeat(None, 4))
    assert later == [alone] * 3
    assert [repr(each) for each in later] == [repr(alone)] * 3


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl-json"])
@given(given_=st.lists(citations(), min_size=2, max_size=3))
def test_what_is_remembered_of_one_citation_is_nothing_to_another(
    name: str, given_: list[Citation]
) -> None:
    alone = []
    for citation in given_:
        writing_plans_of.cache_clear()
        alone.append(written(citation, name))
    writing_plans_of.cache_clear()
    for _ in range(3):
        assert [written(citation, name) for citation in given_] == alone


def test_a_shape_has_a_plan_when_it_is_seen_again() -> None:
    writing_plans_of.cache_clear()
    plans = writing_plans_of(registry.find("bibtex").table)
    book = Citation(type="book", title="On Plans", issued=Date(2019))
    assert plans.of(book) is None
    assert isinstance(plans.of(book), WritingPlan)
    # Of two identifiers a row for one writes the first, and the other is told.
    twice = Citation(type="book", ids=(Identifier("arxiv", "1803.03324"),) * 2)
    assert plans.of(twice) is plans.of(twice) is None


def test_a_record_that_was_kept_whole_has_no_plan() -> None:
    writing_plans_of.cache_clear()
    plans = writing_plans_of(registry.find("bibtex").table)
    failed = Citation(extra={"bibtex/@raw": ("@book{",)})
    assert plans.of(failed) is plans.of(failed) is None
