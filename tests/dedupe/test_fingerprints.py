"""What is compared of a citation: names that ran together, places, stages of publication."""

from typing import Any

import pytest

from bibkit.dedupe.fingerprints import fingerprint
from bibkit.model import Citation, Identifier, Name

GLUED = [
    ("van Wilgenburg EllenElgar Mark A.", ["vanwilgenburg e", "elgar m"]),
    ("Michaud LBBuzdar AU", ["michaud l", "buzdar a"]),
    ("Lewis GladiusJanna Si", ["lewis g", "janna s"]),
    ("Otero-Abad B.Torgerson P. R.", ["oteroabad b", "torgerson p"]),
    ("Cheriyan J.O'Shaughnessy K. M.Brown M. J.", ["cheriyan j", "oshaughnessy k", "brown m"]),
    ("McDermott-Roe C.Leleu M.van der Berg K.", ["mcdermottroe c", "leleu m", "vanderberg k"]),
    ("McCulloch P. F.", ["mcculloch p"]),
    ("JoAnn Smith", ["smith j"]),
]


@pytest.mark.parametrize(("text", "people"), GLUED)
def test_names_that_ran_together_are_parted(text: str, people: list[str]) -> None:
    given, _, family = text.rpartition(" ")
    found = fingerprint(Citation(author=(Name(family=family, given=given),))).people
    assert list(found.families) == [one.partition(" ")[0] for one in people]
    assert f"{found.first} {found.initial}" == people[0]
    assert found.number == len(people)


@pytest.mark.parametrize(
    ("volume", "issue", "page", "place"),
    [
        ("31", "4", "211-25", ("31", "4", "211", "225")),
        ("14 (3) (no pagination)", "538", "", ("14", "3", "538", "")),
        ("13 (6) (no pagination)", "e0199041", "", ("13", "6", "199041", "")),
        ("9 (MAY) (no pagination)", "553", "", ("9", "", "553", "")),
        ("11 (2)", "", "7", ("11", "2", "7", "")),
        ("11 (2)", "3", "7", ("11", "3", "7", "")),
        ("104 (Supplement 3)", "", "A208", ("104", "", "208", "")),
        ("2)", "", "", ("", "", "", "")),
        ("7", "2", "23-Jul", ("7", "2", "7", "23")),
        ("7", "2", "08-Sep", ("7", "2", "8", "9")),
        ("7", "2", "Dec-19", ("7", "2", "12", "19")),
    ],
)
def test_a_place_however_it_is_written(
    volume: str, issue: str, page: str, place: tuple[str, ...]
) -> None:
    found = fingerprint(Citation(title="Glass", volume=volume, issue=issue, page=page))
    assert (found.volume, found.issue, found.first_page, found.last_page) == place


def ids(*values: str) -> tuple[Identifier, ...]:
    return tuple(Identifier(*one.split(":", 1)) for one in values)


@pytest.mark.parametrize(
    ("values", "stage"),
    [
        ({}, ""),
        ({"container_title": "Journal of Glass"}, "published"),
        ({"ids": ids("doi:10.1000/glass.7")}, "published"),
        ({"container_title": "arXiv", "ids": ids("doi:10.1000/glass.7")}, "published"),
        (
            {"container_title": "Journal of Glass", "ids": ids("arxiv:1203.04567")},
            "published",
        ),
        ({"ids": ids("arxiv:1203.04567")}, "preprint"),
        ({"ids": ids("doi:10.48550/arXiv.1203.04567")}, "preprint"),
        ({"container_title": "CoRR", "volume": "abs/1203.04567"}, "preprint"),
        ({"genre": "Working paper"}, "preprint"),
        ({"container_title": "Glass Days", "ids": ids("doi:10.2139/ssrn.7")}, ""),
    ],
)
def test_a_citation_says_whether_it_is_published(values: dict[str, Any], stage: str) -> None:
    assert fingerprint(Citation(title="Slow glass", **values)).stage == stage
