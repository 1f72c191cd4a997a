"""Sections as data: which works each takes, in which order, with which numbers."""

from typing import Any

import pytest

from bibkit.errors import UsageError
from bibkit.model import Citation, Date, Identifier, Name
from bibkit.publications import Built, Options, Owner, build
from bibkit.publications.owner import Standing, stand
from bibkit.publications.parts import parts_of
from bibkit.publications.predicates import predicate
from tests.publications.test_lists import lines

ADA, BOB, EVE = Name("Lovelace", "Ada"), Name("Babbage", "Bob"), Name("Noether", "Eve")
OWNER = Owner.of("Ada Lovelace")


TITLES = {
    "a": "Apples", "b": "Beeches of Berlin", "c": "Cédres", "d": "Dates", "e": "Elms",
}  # fmt: skip


def work(
    key: str, year: int | None = 2020, type: str = "article-journal", **more: Any
) -> Citation:
    more.setdefault("author", (ADA, BOB))
    more.setdefault("container_title", "Woods")
    more.setdefault("title", TITLES[key])
    return Citation(key=key, type=type, issued=Date(year) if year else None, **more)


A = work("a", 2019, keyword=("AI", "oak"), extra={"bibtex/author+an": ("1=equal;2=student",)})
B = work("b", 2021, author=(BOB, ADA), status="inpress")
C = work("c", 2022, "paper-conference", author=(BOB, ADA, EVE), container_title="Proc. of KDD")
D = work("d", 2023, "article", container_title="", ids=(Identifier("arxiv", "2301.00001"),))
E = work("e", None, "book", author=(), editor=(ADA,), extra={"bibtex/award": ("Best",)})
WORKS = (A, B, C, D, E)


def taken(where: dict[str, Any]) -> str:
    test = predicate(where, "where")
    return "".join(each.key for each in WORKS if test(each, stand(OWNER, each)))


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, "abcde"),
        ({"type": "journal"}, "ab"),
        ({"type": ["conference", "preprint"]}, "cd"),
        ({"status": "in press"}, "b"),
        ({"refereed": True}, "abc"),
        ({"refereed": False}, "de"),
        ({"year": 2019}, "a"),
        ({"year": [2019, 2022]}, "ac"),
        ({"since": "2021"}, "bcd"),
        ({"since": 2022}, "cd"),
        ({"until": "2021-12"}, "abe"),
        ({"since": "2021", "until": "2022"}, "bc"),
        ({"keyword": "ai"}, "a"),
        ({"keyword": ["fern", "OAK"]}, "a"),
        ({"key": ["a", "d"]}, "ad"),
        ({"title": "berlin"}, "b"),
        ({"title": "cedres"}, "c"),
        ({"venue": ["kdd", "icml"]}, "c"),
        ({"coauthor": "E. Noether"}, "c"),
        ({"role": "editor"}, "e"),
        ({"first-author": True}, "ad"),
        ({"first_author": True}, "ad"),
        ({"first-author": False}, "bce"),
        ({"last-author": True}, "b"),
        ({"mark": "equal"}, "a"),
        ({"mark": "student"}, ""),
        ({"has": "award"}, "e"),
        ({"has": ["arxiv", "status"]}, "bd"),
        ({"not": {"type": "journal"}}, "cde"),
        ({"any": [{"year": 2019}, {"type": "edited"}]}, "ae"),
        ({"all": [{"refereed": True}, {"not": {"year": 2019}}]}, "bc"),
        ({"refereed": True, "not": {"any": [{"year": 2019}, {"keyword": "oak"}]}}, "bc"),
    ],
)
def test_a_predicate_takes(where: dict[str, Any], expected: str) -> None:
    assert taken(where) == expected


def test_nobody_is_the_last_of_authors_who_are_not_all_known() -> None:
    cut = work("b", author=(BOB, ADA), more_authors=True)
    assert not predicate({"last-author": True}, "")(cut, stand(OWNER, cut))
    assert not predicate({"last-author": True}, "")(E, Standing("absent"))


def listed(sections: list[dict[str, Any]], **options: Any) -> Built:
    return build(WORKS, OWNER, Options(parts=parts_of(sections), **options))


def shown(sections: list[dict[str, Any]], **options: Any) -> str:
    return "|".join(lines(listed(sections, **options).document.sections))


JOURNALS = {"heading": "Journals", "where": {"type": "journal"}, "prefix": "J"}
REST = {"heading": "Rest"}


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ([JOURNALS, REST], "# Journals|[J2]b|[J1]a|# Rest|[3]d|[2]c|[1]e"),
        # In the first section that takes it, and never twice.
        ([REST, JOURNALS], "# Rest|[5]d|[4]c|[3]b|[2]a|[1]e"),
        (
            [JOURNALS | {"order": "oldest"}, REST | {"order": "title"}],
            "# Journals|[J2]a|[J1]b|# Rest|[3]c|[2]d|[1]e",
        ),
        (
            [{"heading": "Best", "keys": ["e", "b"], "prefix": "J"}, JOURNALS, REST],
            # One prefix is one series, by date.
            "# Best|[J1]e|[J3]b|# Journals|[J2]a|# Rest|[2]d|[1]c",
        ),
        (
            [{"heading": "New", "limit": 1}, REST | {"prefix": "R"}],
            "# New|[1]d|# Rest|[R4]c|[R3]b|[R2]a|[R1]e",
        ),
        (
            [
                {
                    "heading": "All", "prefix": "A",
                    "sections": [
                        JOURNALS,
                        {"heading": "Books", "where": {"type": ["book", "edited"]}},
                    ],
                },
            ],
            "# All|[A3]d|[A2]c|## Journals|[J2]b|[J1]a|## Books|[A1]e",
        ),
        (
            [REST | {"group-by": ["refereed", "type"]}],
            "# Rest|## Refereed publications|### Journal articles|[R2]b|[R1]a"
            "|### Conference papers|[R3]c|## Other publications|### Edited volumes|[O1]e"
            "|### Preprints|[O2]d",
        ),
        (
            [REST | {"group-by": "type", "prefix": "X"}],
            "# Rest|## Journal articles|[X3]b|[X2]a|## Conference papers|[X4]c"
            "|## Edited volumes|[X1]e|## Preprints|[X5]d",
        ),
        (
            [{"where": {"year": 1999}, "heading": "None"}, REST],
            "# Rest|[5]d|[4]c|[3]b|[2]a|[1]e",
        ),
    ],
)  # fmt: skip
def test_sections_stand_as_is_asked(sections: list[dict[str, Any]], expected: str) -> None:
    assert shown(sections) == expected


def test_what_no_section_takes_is_counted() -> None:
    found = listed([JOURNALS])
    assert "|".join(lines(found.document.sections)) == "# Journals|[J2]b|[J1]a"
    assert found.left_out == {"are in no section": 3}
    assert found.verdicts == {"found": 2}


def test_what_is_selected_needs_no_section() -> None:
    found = listed([JOURNALS], selected=["e", "a"], number="none", counts=True)
    assert "|".join(lines(found.document.sections)) == (
        "# Selected publications (2)|e|a|# Journals (1)|b"
    )
    assert found.left_out == {"are in no section": 2}


def test_a_key_that_no_paper_has_is_refused() -> None:
    inner = [{"heading": "In", "sections": [{"heading": "Best", "keys": ["a", "ee"]}]}]
    with pytest.raises(UsageError, match=r"the section 'Best': no paper .* the key 'ee'\. Did"):
        listed(inner)


@pytest.mark.parametrize(
    ("sections", "message"),
    [
        ({}, "sections: wants a list of tables, not a table"),
        (["x"], r"sections\[1\]: wants a table, not a text 'x'"),
        ([{"headin": "x"}], r"sections\[1\]: no key 'headin'; choose of heading, where, .* "
         r"Did you mean 'heading'\?"),
        ([{"heading": 3}], r"sections\[1\]\.heading: wants a text, not a number 3"),
        ([{"order": "random"}], r"sections\[1\]\.order: no value 'random'; choose of newest, "),
        ([{"group-by": ["typ"]}], r"sections\[1\]\.group-by: no value 'typ'; choose of type, "),
        ([{"limit": -1}], r"sections\[1\]\.limit: -1 is less than none"),
        ([{"limit": True}], r"sections\[1\]\.limit: wants a number, not true"),
        ([{"group-by": "type", "sections": []}], "has group-by and sections"),
        ([{}, {"sections": [{"where": {"not": {"yeer": 3}}}]}],
         r"sections\[2\]\.sections\[1\]\.where\.not: no key 'yeer'"),
        ([{"where": {"any": [{"year": "x"}]}}],
         r"sections\[1\]\.where\.any\[1\]\.year: wants a number, not a text 'x'"),
        ([{"where": {"since": "spring"}}], "where.since: 'spring' is no date"),
        ([{"where": {"since": "2021-13"}}], "where.since: '2021-13' is no date"),
        ([{"where": {"refereed": "yes"}}], "wants true or false, not a text 'yes'"),
        ([{"where": {"type": ["journals"]}}], r"no value 'journals'.* mean 'journal'\?"),
        ([{"where": {"keyword": [1]}}], "wants a text or a list of texts, not a number 1"),
        ([{"where": {"last-author": True, "last_author": True}}], "last-author is there twice"),
    ],
)  # fmt: skip
def test_a_section_that_cannot_be_is_refused(sections: Any, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parts_of(sections)
