"""Whatever a recipe says: it is followed or refused, and no paper is lost or stands twice."""

import contextlib
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bibkit.cli.cv_command import command
from bibkit.cli.cv_recipe import values_of
from bibkit.errors import UsageError
from bibkit.publications import Options, build
from bibkit.publications.owner import stand
from bibkit.publications.parts import parts_of
from bibkit.publications.predicates import predicate
from tests.publications.test_recipes import OWNER, WORKS

SIMPLE: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        {"type": "journal"}, {"type": ["book", "conference", "edited"]}, {"refereed": True},
        {"year": [2019, 2021]}, {"since": 2021}, {"until": "2022"}, {"keyword": "AI"},
        {"title": "e"}, {"first-author": True}, {"last-author": True}, {"role": "editor"},
        {"status": "in press", "refereed": True}, {"has": "arxiv"}, {"coauthor": "Eve Noether"},
        {},
    ]
)  # fmt: skip
WHERE = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.builds(lambda one: {"not": one}, inner),
        st.builds(lambda many: {"any": many}, st.lists(inner, max_size=3)),
        st.builds(lambda many: {"all": many}, st.lists(inner, max_size=3)),
    ),
    max_leaves=6,
)


def taken(where: dict[str, Any]) -> set[str]:
    test = predicate(where, "where")
    return {each.key for each in WORKS if test(each, stand(OWNER, each))}


@given(WHERE, WHERE)
def test_predicates_obey_logic(one: dict[str, Any], other: dict[str, Any]) -> None:
    every = {each.key for each in WORKS}
    assert taken({"not": one}) == every - taken(one)
    assert taken({"any": [one, other]}) == taken(one) | taken(other)
    assert taken({"all": [one, other]}) == taken(one) & taken(other)
    assert taken({"any": []}) == set()
    assert taken({"all": []}) == every


PART = st.fixed_dictionaries(
    {"heading": st.sampled_from(["A", "B", ""])},
    optional={
        "where": WHERE, "prefix": st.sampled_from(["", "J", "C"]), "limit": st.integers(0, 3),
        "order": st.sampled_from(["newest", "oldest", "title"]),
    },
)  # fmt: skip
SECTIONS = st.lists(
    st.one_of(
        PART,
        st.builds(
            lambda part, inner: part | {"sections": inner}, PART, st.lists(PART, max_size=3)
        ),
        st.builds(lambda part, by: part | {"group-by": by}, PART, st.sampled_from(
            ["type", "year", ["refereed", "type"], "keyword", "status", "none"])),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@settings(max_examples=100)
@given(SECTIONS, st.sampled_from(["section", "global", "none"]), st.booleans(), st.booleans())
def test_no_paper_is_lost_or_stands_twice(
    sections: list[dict[str, Any]], number: str, rising: bool, counts: bool
) -> None:
    options = Options(parts=parts_of(sections), number=number, rising=rising, counts=counts)
    built = build(WORKS, OWNER, options)
    papers = list(built.document.all_papers())
    keys = [paper.citation.key for paper in papers]
    assert len(set(keys)) == len(keys)
    assert len(keys) + built.left_out.get("are in no section", 0) == len(WORKS)
    # One prefix is one series from 1 on.
    series: dict[str, list[int]] = {}
    for paper in papers:
        if paper.prefix and paper.number is not None:
            series.setdefault(paper.prefix, []).append(paper.number)
    for given_numbers in series.values():
        assert sorted(given_numbers) == list(range(1, len(given_numbers) + 1))


VALUE = st.recursive(
    st.one_of(
        st.booleans(), st.integers(), st.floats(), st.dates(), st.text(max_size=8),
        st.sampled_from(["journal", "year", "2021", "none", "apa", "a:b", "@x", "~", "a\0b"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["where", "heading", "type", "any", "not", "sections", "x"]), inner,
            max_size=3,
        ),
    ),
    max_leaves=8,
)  # fmt: skip
KEYS = [
    *("where", "sections"),
    *(
        max(param.opts, key=len).removeprefix("--").removeprefix("no-")
        for param in command.params
    ),
]


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from([*KEYS, "x"]), VALUE, max_size=3))
def test_a_recipe_is_followed_or_refused(found: dict[str, object]) -> None:
    made = {}
    with contextlib.suppress(UsageError):
        made = values_of(found, command.params, Path("folder"))
    assert len(made) in (0, len(found))
