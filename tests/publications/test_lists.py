"""The list itself: whose papers, in which sections, in which order, with which numbers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bibkit.diagnostics import Diagnostic
from bibkit.errors import UnreadableError, UsageError
from bibkit.model import Citation, Date, Identifier, Name, Profile, Source, replace
from bibkit.publications import Built, Options, Owner, Section, build
from bibkit.publications.kinds import is_refereed, kind_of, status_of
from bibkit.publications.metrics import metrics

ADA, BOB = Name("Lovelace", "Ada"), Name("Babbage", "Bob")
OWNER = Owner.of("Ada Lovelace")


def work(key: str, kind: str, year: int, *, month: int | None = None, **more: Any) -> Citation:
    words = {"a": "Apples", "b": "Beech trees", "c": "Cedars of the north", "d": "Dates",
             "e": "Elms", "f": "Ferns in rain"}  # fmt: skip
    more.setdefault("author", (ADA,))
    more.setdefault("title", words[key])
    if kind != "article":
        more.setdefault("container_title", "Woods" if kind != "book" else "")
    return Citation(key=key, type=kind, issued=Date(year, month), **more)


WORKS = (
    work("a", "article-journal", 2019),
    work("b", "article-journal", 2021, author=(BOB, ADA), keyword=("oak", "AI")),
    work("c", "paper-conference", 2020),
    work("d", "article", 2022, ids=(Identifier("arxiv", "2201.00001"),)),
    work("e", "book", 2018, publisher="Longman"),
    work("f", "article-journal", 2021, month=6),
)


def built(*works: Citation, **options: Any) -> Built:
    return build(works or WORKS, OWNER, Options(**options))


def lines(sections: tuple[Section, ...], depth: int = 0) -> Iterator[str]:
    """Headings, and labels with keys below them."""
    for section in sections:
        if section.heading:
            yield f"{'#' * (depth + 1)} {section.heading}"
        for paper in section.papers:
            yield f"{paper.label}{paper.citation.key}"
        yield from lines(section.sections, depth + 1)


def shown(*works: Citation, **options: Any) -> list[str]:
    return list(lines(built(*works, **options).document.sections))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (
            {},
            "# Journal articles|[J3]f|[J2]b|[J1]a|# Conference papers|[C1]c|# Books|[B1]e"
            "|# Preprints|[P1]d",
        ),
        (
            {"number": "global", "group_by": ["none"]},
            "[6]d|[5]f|[4]b|[3]c|[2]a|[1]e",
        ),
        (
            {"number": "global", "group_by": ["none"], "rising": True},
            "[1]d|[2]f|[3]b|[4]c|[5]a|[6]e",
        ),
        (
            {"number": "global", "group_by": ["none"], "oldest_first": True, "rising": True},
            "[1]e|[2]a|[3]c|[4]b|[5]f|[6]d",
        ),
        (
            {"number": "none", "group_by": ["year"], "counts": True},
            "# 2022 (1)|d|# 2021 (2)|f|b|# 2020 (1)|c|# 2019 (1)|a|# 2018 (1)|e",
        ),
        (
            {"group_by": ["refereed", "type"]},
            "# Refereed publications|## Journal articles|[R4]f|[R3]b|[R1]a"
            "|## Conference papers|[R2]c|# Other publications|## Books|[O1]e"
            "|## Preprints|[O2]d",
        ),
        (
            {"group_by": ["status"], "number": "none"},
            "# Published|f|b|c|a|e|# Preprints|d",
        ),
        (
            {"group_by": ["keyword"], "number": "none"},
            "# oak|b|# Without a keyword|d|f|c|a|e",
        ),
        ({"kinds": ["journal"], "number": "none"}, "# Journal articles|f|b|a"),
        ({"since": (2021,), "group_by": ["none"], "number": "none"}, "d|f|b"),
        ({"since": (2021, 2), "group_by": ["none"], "number": "none"}, "d|f"),
        ({"first_author": True, "kinds": ["journal"], "number": "none"},
         "# Journal articles|f|a"),
        ({"tags": ["ai"], "number": "none"}, "# Journal articles|b"),
        ({"until": (2020,), "group_by": ["none"], "number": "none"}, "c|a|e"),
        ({"until": (2021, 5), "since": (2020,), "group_by": ["none"], "number": "none"}, "b|c"),
        ({"last_author": True, "kinds": ["journal"], "number": "none"},
         "# Journal articles|f|b|a"),
        (
            {"selected": ["e", "b"]},
            "# Selected publications|[B1]e|[J2]b|# Journal articles|[J3]f|[J1]a"
            "|# Conference papers|[C1]c|# Preprints|[P1]d",
        ),
        (
            {"selected": ["b", "b"], "group_by": ["none"], "number": "none"},
            "# Selected publications|b|# Other publications|d|f|c|a|e",
        ),
    ],
)  # fmt: skip
def test_a_list_stands_as_is_asked(options: dict[str, Any], expected: str) -> None:
    assert "|".join(shown(**options)) == expected


def test_what_a_filter_leaves_out_is_counted() -> None:
    assert built(since=(2021,), first_author=True).left_out == {
        "are older": 3, "have another first author": 1,
    }  # fmt: skip


def test_papers_of_others_are_left_out_and_counted() -> None:
    others = work("e", "book", 2018, author=(BOB,))
    found = built(WORKS[0], others)
    assert list(lines(found.document.sections)) == ["# Journal articles", "[J1]a"]
    assert found.left_out == {"do not name Ada Lovelace": 1}
    assert shown(others, everyone=True) == ["# Books", "[B1]e"]
    assert list(lines(build([others], None, Options()).document.sections)) == [
        "# Books", "[B1]e",
    ]  # fmt: skip


def test_a_selected_key_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError, match="no paper of the list has the key 'zz'"):
        built(selected=["zz"])


def entry_text(found: Built) -> list[str]:
    return ["".join(run.text for run in paper.runs) for paper in found.document.all_papers()]


def test_a_preprint_and_what_came_of_it_are_shown_once() -> None:
    preprint = work("c", "article", 2019, ids=(Identifier("arxiv", "1901.00001"),))
    found = built(preprint, replace(WORKS[2], key="k"))
    assert entry_text(found) == [
        "Ada Lovelace (2020). Cedars of the north. In Woods. Also arXiv:1901.00001."
    ]
    assert entry_text(built(preprint)) == [
        "Ada Lovelace (2019). Cedars of the north. Preprint. arXiv:1901.00001."
    ]


@pytest.mark.parametrize(
    ("citation", "kind", "status", "refereed"),
    [
        (WORKS[0], "journal", "published", True),
        (replace(WORKS[0], status="inpress"), "journal", "in press", True),
        (replace(WORKS[0], note="To appear."), "journal", "in press", True),
        (replace(WORKS[0], note="accepted"), "journal", "accepted", True),
        (replace(WORKS[0], status="submitted"), "journal", "under review", True),
        (replace(WORKS[0], note="We accepted this."), "journal", "published", True),
        (replace(WORKS[0], keyword=("non-refereed",)), "journal", "published", False),
        (replace(WORKS[4], keyword=("Peer-reviewed",)), "book", "published", True),
        (replace(WORKS[0], container_title="CoRR"), "preprint", "preprint", False),
        (replace(WORKS[0], container_title="arXiv preprint arXiv:2201.00001"), "preprint",
         "preprint", False),
        (WORKS[3], "preprint", "preprint", False),
        (replace(WORKS[4], author=(), editor=(ADA,)), "edited", "published", False),
        (Citation(type="thesis"), "thesis", "published", False),
        (Citation(type="motion_picture"), "other", "published", False),
        (Citation(), "other", "published", False),
    ],
)  # fmt: skip
def test_what_a_work_counts_as(
    citation: Citation, kind: str, status: str, refereed: bool
) -> None:
    assert (kind_of(citation).name, status_of(citation)) == (kind, status)
    assert is_refereed(citation) is refereed


def test_a_paper_keeps_its_number_for_years(tmp_path: Path) -> None:
    path = tmp_path / "numbers.json"
    first = built(WORKS[0], WORKS[3], numbers=path)
    assert list(lines(first.document.sections)) == [
        "# Journal articles", "[J1]a", "# Preprints", "[P1]d",
    ]  # fmt: skip
    path.write_text("".join(first.numbers), encoding="utf-8")
    # A year later the preprint has come out, and an older paper was found.
    older = work("b", "article-journal", 2010)
    published = replace(WORKS[3], type="article-journal", container_title="Woods", key="other")
    new = work("e", "article", 2023)
    later = built(WORKS[0], published, older, new, numbers=path)
    assert list(lines(later.document.sections)) == [
        "# Journal articles", "[J3]other", "[J1]a", "[J2]b", "# Preprints", "[P2]e",
    ]  # fmt: skip
    path.write_text("".join(later.numbers), encoding="utf-8")
    again = built(new, older, published, WORKS[0], numbers=path)
    assert list(lines(again.document.sections)) == list(lines(later.document.sections))
    assert again.numbers == later.numbers


def test_kept_numbers_are_given_once_where_sections_have_no_prefix(tmp_path: Path) -> None:
    path = tmp_path / "numbers.json"
    first = built(group_by=["year"], numbers=path)
    expected = [
        "# 2022", "[6]d", "# 2021", "[5]f", "[4]b", "# 2020", "[3]c", "# 2019", "[2]a",
        "# 2018", "[1]e",
    ]  # fmt: skip
    assert list(lines(first.document.sections)) == expected
    path.write_text("".join(first.numbers), encoding="utf-8")
    again = built(*WORKS[1:], group_by=["year"], numbers=path)
    assert list(lines(again.document.sections)) == [*expected[:7], "# 2018", "[1]e"]
    # Without a file each year is numbered by itself.
    assert shown(group_by=["year"])[:5] == ["# 2022", "[1]d", "# 2021", "[2]f", "[1]b"]


def test_numbers_that_could_not_be_kept_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="every paper would change its number"):
        built(numbers=tmp_path / "n.json", rising=True)
    assert built(numbers=tmp_path / "n.json", rising=True, oldest_first=True).numbers
    (tmp_path / "n.json").write_text("[]", encoding="utf-8")
    with pytest.raises(UnreadableError, match="is no file of numbers"):
        built(numbers=tmp_path / "n.json")


def page(owner: str, **figures: Any) -> Citation:
    return replace(
        WORKS[0], sources=(Source("pages/a.txt", profile=Profile(owner=owner, **figures)),)
    )


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([], []),
        ([page("Bob Babbage", papers=3)], []),
        ([page("", papers=3)], []),
        ([page("Ada Lovelace")], []),
        ([page("Ada Lovelace", papers=1, citations=1)],
         ["1 paper · 1 citation (a.txt, undated)"]),
        (
            [
                page("A. Lovelace", papers=40, citations=1626, h_index=10, date="2025-01-31"),
                page("Ada Lovelace", papers=41, citations=1700, h_index=11, date="2026-06-04"),
            ],
            [
                "41 papers · 1,700 citations · h-index 11 (a.txt of 2026-06-04)",
                "40 papers · 1,626 citations · h-index 10 (a.txt of 2025-01-31)",
            ],
        ),
    ],
)  # fmt: skip
def test_figures_are_a_pages_own_and_never_added(
    pages: list[Citation], expected: list[str]
) -> None:
    told: list[Diagnostic] = []
    assert metrics(pages, OWNER, told.append) == expected
    undated = any("undated" in line for line in expected)
    assert [one.code for one in told] == ["undated-metrics"] * undated
