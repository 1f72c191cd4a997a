"""What a list lacks is found: each finding with its paper and its line."""

from typing import Any

import pytest

from bibkit.model import Citation, Date, Identifier, Name, Source
from bibkit.publications import Document, Options, Owner, build, findings

ADA, BOB = Name("Lovelace", "Ada"), Name("Babbage", "Bob")
DOI = (Identifier("doi", "10.1000/x"),)


def told(owner: Owner | None = None, **values: Any) -> list[str]:
    work = {
        "type": "article-journal", "title": "Moss", "container_title": "Woods", "ids": DOI,
        "author": (ADA,), "issued": Date(2020), "sources": (Source("a.bib", 3),), **values,
    }  # fmt: skip
    built = build([Citation(key="k", **work)], owner, Options(everyone=True))
    return [
        str(finding).removeprefix("a.bib:3: warning: k: ")
        for finding in findings(built.document)
    ]


OWNER = Owner.of("Ada Lovelace")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"issued": None}, ["without a year [missing-field]"]),
        ({"title": ""}, ["without a title [missing-field]"]),
        ({"container_title": ""}, ["without the title of the journal [missing-field]"]),
        ({"type": "paper-conference", "container_title": ""},
         ["without the title of the proceedings [missing-field]"]),
        ({"type": "chapter", "container_title": ""},
         ["without the title of the book [missing-field]"]),
        ({"ids": ()}, ["has no DOI and no arXiv number [no-identifier]"]),
        ({"ids": (Identifier("pmid", "12"),)}, []),
        ({"type": "book", "container_title": "", "ids": ()},
         ["has no DOI and no ISBN [no-identifier]"]),
        ({"type": "book", "container_title": "", "ids": (Identifier("isbn", "9780306406157"),)},
         []),
        ({"type": "thesis", "container_title": "", "ids": ()}, []),
        # What is not out yet need not be found.
        ({"status": "submitted", "container_title": "", "ids": (), "issued": None}, []),
        ({"more_authors": True}, ["only 1 author is known [cut-authors]"]),
        ({"more_authors": True, "author_count": 5, "author": (ADA, BOB)},
         ["2 of 5 authors are known [cut-authors]"]),
    ],
)  # fmt: skip
def test_what_is_missing_is_told(values: dict[str, Any], expected: list[str]) -> None:
    assert told(OWNER, **values) == expected


def test_who_may_be_among_the_others_is_told() -> None:
    cut: dict[str, Any] = {"author": (BOB,), "more_authors": True}
    assert told(None, **cut) == ["only 1 author is known [cut-authors]"]
    assert told(OWNER, **cut) == [
        "only 1 author is known; Ada Lovelace may be one of the others [cut-authors]"
    ]
    assert told(OWNER, **cut, also_by=(ADA,)) == [
        "only 1 author is known; Ada Lovelace is one of the others [cut-authors]"
    ]


def test_letters_that_no_font_has_are_told_with_their_paper() -> None:
    pytest.importorskip("typst")
    # Of a script of 2,500 BC, which no font on a usual machine has.
    assert told(OWNER, title="The sign \U00013000 é") == [
        "no font here has \U00013000 [missing-glyph]"
    ]
    assert [str(each) for each in findings(Document("\U00013000"))] == [
        "warning: no font here has \U00013000 of the headings [missing-glyph]"
    ]
