"""What becomes one loses nothing, makes nothing up, mixes no versions, and can be undone."""

import json
from random import Random
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit import identifiers
from bibkit.dedupe import Choice, merge, preprints, versions
from bibkit.dedupe.plainvalues import plain, restored
from bibkit.dedupe.reporting import Written, figures, report, unmerge
from bibkit.dedupe.uniting import unite
from bibkit.model import VARIABLES, Citation, Date, Identifier, Name, Profile, Source, replace
from tests import strategies

DRAWN = sorted(VARIABLES.keys() - {"type", "title", "sources", "extra", "ids"})
TYPES = ["document", "article", "article-journal", "paper-conference", "book", "thesis"]
IDS = [
    Identifier("doi", "10.1000/a"),
    Identifier("doi", "10.1000/b"),
    Identifier("doi", "10.48550/arXiv.1803.03324"),
    Identifier("arxiv", "1803.03324"),
    Identifier("issn", "0378-5955"),
]
ONE_OF: dict[str, list[Any]] = {
    "container_title": ["Nature", "arXiv", "J. Trees", "Journal of Trees"],
    "volume": ["1", "2"],
    "page": ["1", "1-9", "11-19"],
    "issued": [Date(2019), Date(2020), Date(2020, 3), Date(2023)],
}


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    names = draw(st.lists(st.sampled_from([*DRAWN, *ONE_OF]), unique=True, max_size=8))
    values: dict[str, Any] = {
        name: draw(
            st.sampled_from(ONE_OF[name]) if name in ONE_OF else strategies.variable(name)
        )
        for name in names
    }
    values["type"] = draw(st.sampled_from(TYPES))
    values["title"] = draw(st.sampled_from(["On Trees", "ON TREES", "On <i>Trees</i>"]))
    values["ids"] = tuple(draw(st.lists(st.sampled_from(IDS), unique=True, max_size=3)))
    values["extra"] = draw(st.sampled_from([{}, {"ris/ZZ": ("x",)}, {"ris/ZZ": ("y", ["z"])}]))
    return Citation(**{name: value for name, value in values.items() if value})


def placed(works: list[Citation]) -> list[Citation]:
    return [replace(each, sources=(Source(f"{n}.ris", n + 1),)) for n, each in enumerate(works)]


WORKS = st.lists(citations(), min_size=2, max_size=4).map(placed)
PREFER = st.sampled_from(get_args(versions.Prefer))


@given(WORKS, PREFER, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(
    works: list[Citation], prefer: Any, random: Random
) -> None:
    once, again = unite(works, prefer), unite(random.sample(works, len(works)), prefer)
    assert (again.citation, again.conflicts) == (once.citation, once.conflicts)
    assert again.choices == once.choices


@given(WORKS, PREFER)
def test_the_fields_of_a_version_are_of_one_publication(
    works: list[Citation], prefer: Any
) -> None:
    best = versions.ordered(works, prefer)
    same = [each.citation for each in versions.publication(best)]
    merged = unite(works, prefer).citation
    for name in versions.BLOCK & merged.set_values().keys():
        said = [value for each in same if (value := each.set_values().get(name)) is not None]
        assert getattr(merged, name) in said
    for name in versions.BLOCK & best[0].values.keys() - {"issued", "page"}:
        assert getattr(merged, name) == best[0].values[name]
    for one in merged.ids:
        if one.scheme in ("doi", "issn"):
            assert any(one in each.ids for each in same)
    if not best[0].is_unpublished:
        assert not any(preprints.arxiv_of(each.value) for each in merged.ids)


def said(choice: Choice) -> list[Any]:
    return [choice.value, *(each.value for each in choice.alternatives)]


@given(WORKS, PREFER)
def test_nothing_is_lost(works: list[Citation], prefer: Any) -> None:
    united = unite(works, prefer)
    merged = united.citation
    choices = {each.field: each for each in united.choices}
    for work in works:
        for name, value in work.set_values().items():
            kept = getattr(merged, name)
            if name in ("sources", "keyword", "affiliation"):
                assert set(value) <= set(kept)
            elif name == "ids":
                known = {(each.scheme.removeprefix("version_"), each.value) for each in kept}
                other = [each.value for each in choices["ids"].alternatives]
                assert all((e.scheme, e.value) in known or e in other for e in value)
            elif name == "extra":
                assert all(v in kept[tag] for tag, values in value.items() for v in values)
            elif name in ("note", "annote"):
                assert all(part in kept for part in value.split("\n\n"))
            elif name == "also_by":
                everybody = [*merged.author, *kept]
                assert all(any(same_person(n, known) for known in everybody) for n in value)
            else:
                assert value in said(choices[name])


def same_person(one: Name, other: Name) -> bool:
    from bibkit import names

    return names.compatible(one, other)


@given(WORKS, PREFER)
def test_nothing_is_made_up(works: list[Citation], prefer: Any) -> None:
    merged = unite(works, prefer).citation
    for name, value in merged.set_values().items():
        given_ = [getattr(work, name) for work in works]
        if name == "ids":
            known = {identifiers.comparable(each) for work in works for each in work.ids}
            assert all(
                identifiers.comparable(
                    Identifier(each.scheme.removeprefix("version_"), each.value)
                )
                in known
                or Identifier("doi", f"10.48550/arxiv.{each.value}") in known
                for each in value
            )
        elif name in ("keyword", "affiliation", "sources"):
            assert set(value) <= {item for values in given_ for item in values}
        elif name == "also_by":
            assert set(value) <= {n for work in works for n in (*work.author, *work.also_by)}
        elif name == "author":
            assert len(value) in {len(work.author) for work in works}
            parts = {
                p for work in works for n in work.author for p in (n.family, n.given, n.literal)
            }
            assert {p for n in value for p in (n.family, n.given, n.literal)} <= parts
        elif name == "author_count":
            assert value in given_ or value == len(merged.author)
        elif name in ("note", "annote"):
            assert set(value.split("\n\n")) <= {
                p for text in given_ for p in text.split("\n\n")
            }
        elif name != "extra":
            assert value in given_


@given(WORKS, PREFER)
def test_one_alone_stays_as_it_is(works: list[Citation], prefer: Any) -> None:
    merged = unite(works, prefer).citation
    assert unite([merged, merged], prefer).citation == merged


@given(WORKS)
def test_a_merge_can_be_undone(works: list[Citation]) -> None:
    merged = merge(works)
    told = json.loads("".join(report(Written.of(merged))))
    assert unmerge(merged.citations, told) == works
    assert told["records"] == len(works)
    assert told["left"] == len(merged.citations)
    assert figures(merged).removed == len(works) - len(merged.citations)


@given(citations())
def test_a_citation_comes_back_from_json(citation: Citation) -> None:
    assert restored(json.loads(json.dumps(plain(citation)))) == citation


SHOWN: dict[str, Citation] = {
    "a profile": Citation(
        title="A",
        sources=(Source("a", 3, "profile", "", Profile(owner="Ada", h_index=0)),),
    ),
    "an empty profile": Citation(sources=(Source("a", profile=Profile()),)),
    "dates": Citation(
        issued=Date(1900, unspecified=2, end=Date(1901, 2, 3), circa=True),
        accessed=Date(literal="soon"),
        submitted=Date(open_start=True, end=Date(1997)),
    ),
    "zeros": Citation(comments=0, author_count=0),
    "people": Citation(
        author=(
            Name(family="Gogh", given="V.", non_dropping_particle="van", ids=(IDS[0],)),
            Name(literal="CERN"),
        )
    ),
    "extra": Citation(extra={"csl/custom": ({"a": [1, None, True]}, "x")}),
    "half a character": Citation(title="a\ud800b"),
}


@pytest.mark.parametrize("citation", SHOWN.values(), ids=SHOWN)
def test_values_come_back_from_json(citation: Citation) -> None:
    assert restored(json.loads(json.dumps(plain(citation)))) == citation


TITLES: dict[str, tuple[list[str], str]] = {
    "not in capitals": (["ON DNA", "On DNA"], "On DNA"),
    "not in small letters": (["on dna", "On DNA"], "On DNA"),
    "with its formula": (["On x2", "On $x^2$"], "On $x^2$"),
    "capitals in markup": (["<i>ON</i> DNA", "On DNA"], "On DNA"),
    "without a full stop": (["On DNA.", "On DNA"], "On DNA"),
    "in whole": (
        ["On the structure of D…", "On the structure of DNA"],
        "On the structure of DNA",
    ),
    "that of the preferred version": (["On DNA", "On RNA"], "On DNA"),
}


@pytest.mark.parametrize(("titles", "used"), TITLES.values(), ids=TITLES)
def test_the_title_in_its_best_rendering(titles: list[str], used: str) -> None:
    first, second = titles
    records = [
        Citation(title=first, type="article-journal", volume="3", issue="4"),
        Citation(title=second, type="article-journal", volume="3"),
    ]
    assert unite(records, "published").citation.title == used


def test_lists_of_programs_stay_one_list() -> None:
    one = Citation(
        title="A", extra={"bibtex/groups": ("X, Y",), "bibtex/file": (":a.pdf:PDF",)}
    )
    two = Citation(
        title="A", extra={"bibtex/groups": ("Y, Z",), "bibtex/file": (":b.pdf:PDF",)}
    )
    assert unite([one, two], "published").citation.extra == {
        "bibtex/groups": ("X, Y, Z",),
        "bibtex/file": (":a.pdf:PDF;:b.pdf:PDF",),
    }
