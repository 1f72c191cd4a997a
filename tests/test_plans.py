"""A record of a shape that recurs is read by plan: as it is read alone, or not at all."""

from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit import registry
from bibkit.diagnostics import Diagnostic, ignore
from bibkit.model import Citation, Field, Record, Source
from bibkit.normalizer import normalize
from bibkit.normalizer.plans import Plan
from bibkit.normalizer.shapes import plans_of

AWKWARD = [
    "", "Ada", "12", "2019", "2019-05", "jul", "a -- b", r"\foo{x} y", r"\'{E}va and others",
    "Knuth, Donald", "{IEEE}", "{NASA} and {B}ayes", "a; b, c", "10.1000/x y", "10.1000/182",
    "https://example.org/a_b", "Series editor: Ada Lovelace", "arXiv: 2101.00001",
    "$n^2$ rows", "two  blanks", "Pages: 1-9", "Part title: Event: On", "1--9", "e12",
    "Ünïcode", "0-306-40615-2", "J. Phys. A",
]  # fmt: skip
VALUES = st.sampled_from(AWKWARD)
TREES = st.one_of(
    VALUES,
    st.sampled_from(
        [
            7,
            0,
            True,
            [],
            ["a", "b"],
            {"date-parts": [[2019, 5]]},
            [{"family": "Ada"}],
            [{"family": "Berg", "given": "A.", "non-dropping-particle": "van den"}],
        ]
    ),
)


def tags_of(name: str) -> list[str]:
    readings = registry.find(name).table.readings("article-journal")
    return [*sorted(readings), "unheard-of"]


def read(record: Record, name: str) -> tuple[Citation, list[Diagnostic]]:
    told: list[Diagnostic] = []
    return normalize(record, registry.find(name).table, told.append), told


@pytest.mark.parametrize(
    ("name", "kind", "values"),
    [
        ("bibtex", "article", VALUES),
        ("biblatex", "article", VALUES),
        ("ris", "JOUR", VALUES),
        ("ris", "BOOK", VALUES),
        ("csl-json", "article-journal", TREES),
    ],
)
@given(data=st.data())
def test_a_plan_reads_what_is_read_without_it(
    name: str, kind: str, values: st.SearchStrategy[object], data: st.DataObject
) -> None:
    tags = data.draw(st.lists(st.sampled_from(tags_of(name)), min_size=1, max_size=8))
    fields = tuple(
        Field(tag, data.draw(values), line)  # type: ignore[arg-type]
        for line, tag in enumerate(tags, 2)
    )
    record = Record(kind, fields, Source("a.txt", 1, name, "k"))
    plans_of.cache_clear()
    alone, *later = (read(record, name) for _ in repeat(None, 4))
    assert later == [alone] * 3
    assert [list(each.__dict__) for each, _ in later] == [list(alone[0].__dict__)] * 3


def test_a_shape_has_a_plan_when_it_is_seen_again() -> None:
    table = registry.find("bibtex").table
    plans_of.cache_clear()
    fields = (Field("title", "On Plans"), Field("year", "2019"))
    plans = plans_of(table)
    book = Record("book", fields)
    assert plans.of(book) is None
    assert isinstance(plans.of(book), Plan)
    # One of them must be chosen.
    repeated = Record("book", (*fields, Field("title", "On Other Plans")))
    assert plans.of(repeated) is plans.of(repeated) is None


def test_a_field_that_tells_the_type_by_what_it_says_is_asked_each_time() -> None:
    table = registry.find("bibtex").table
    plans_of.cache_clear()
    said = ("Talk", "Preprint", "Talk", "Preprint", "Talk", "Preprint")
    records = [
        Record("misc", (Field("@hint", word.lower()), Field("title", "T"))) for word in said
    ]
    types = [normalize(record, table, ignore).type for record in records]
    assert types == [table.type_of(record)[0].word for record in records]  # type: ignore[index]
    assert len(set(types)) == 2


def test_labels_have_plans_of_their_own() -> None:
    table = registry.find("ris").table
    plans_of.cache_clear()
    plans = plans_of(table)
    book = [
        Record("BOOK", (Field("TI", "T"), Field("N1", note)))
        for note in ("Pages: 1-9", "Pages: 1-9", "A note", "Pages: 2-3", "Event: E")
    ]
    read = [plan and plan.read(each.fields) for each in book for plan in [plans.of(each)]]
    assert [found and found[0] for found in read] == [
        None,
        {"title": "T", "page": "1-9"},
        {"title": "T", "note": "A note"},
        {"title": "T", "page": "2-3"},
        {"title": "T", "event_title": "E"},
    ]
