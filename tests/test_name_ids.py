"""People's identifiers come through CSL-JSON, and never to somebody else."""

import json
from typing import Any

import pytest

import bibkit
from bibkit.model import Citation, Identifier, Name

ORCID = Identifier("orcid", "0000-0002-1825-0097")
PEOPLE = (
    Name("Doe", "Jane", ids=(ORCID, Identifier("dblp_pid", "12/3"))),
    Name(literal="Example Consortium"),
    Name("Wang", "Wei", ids=(Identifier("dblp", "Wei Wang 0001"), Identifier("dblp", "x"))),
)
WRITTEN = {
    "author": [
        {"orcid": "0000-0002-1825-0097", "dblp_pid": "12/3"},
        {},
        {"dblp": ["Wei Wang 0001", "x"]},
    ],
    "editor": [{"orcid": "0000-0002-1825-0097"}],
}


def written(citation: Citation) -> tuple[dict[str, Any], list[bibkit.Diagnostic]]:
    told: list[bibkit.Diagnostic] = []
    text = "".join(bibkit.write([citation], "csl-json", report=told.append))
    return json.loads(text)[0], told


def read(item: dict[str, Any]) -> tuple[Citation, list[str]]:
    told: list[bibkit.Diagnostic] = []
    (found,) = bibkit.read(json.dumps([item]).encode(), "csl-json", report=told.append)
    return found, [str(each) for each in told]


def test_identifiers_of_people_come_back() -> None:
    editor = (Name("Roe", "Richard", ids=(ORCID,)),)
    item, told = written(Citation(title="T", author=PEOPLE, editor=editor))
    assert told == []
    assert item["custom"] == {"name_ids": WRITTEN}
    assert "ids" not in item["author"][0]
    found, told_again = read(item)
    assert (found.author, found.editor, told_again) == (PEOPLE, editor, [])


def test_nobody_without_identifiers_is_mentioned() -> None:
    item, told = written(Citation(title="T", author=(Name("Doe", "Jane"),)))
    assert told == []
    assert "custom" not in item


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"author": [{"family": "Other"}]}, "author has other people than when"),
        ({"author": None}, "there is no author"),
        ({"custom": {"name_ids": ["x"]}}, "no identifiers of people"),
        ({"custom": {"name_ids": {"author": ["x", "y", "z"]}}}, "no identifiers of a name"),
        ({"custom": {"name_ids": {"title": [{}]}}}, "there is no title"),
        ({"custom": {"name_ids": {"author": [{"orcid": "1"}, {}, {}]}}}, "ORCID"),
    ],
)
def test_identifiers_that_fit_nobody_are_kept_aside(change: dict[str, Any], why: str) -> None:
    item, _ = written(Citation(title="T", author=PEOPLE))
    found, told = read({**item, **change})
    assert not any(name.ids for name in found.author)
    assert "csl-json/custom/name_ids" in found.extra
    assert len(told) == 1
    assert why in told[0]


@pytest.mark.parametrize("scheme", ["s2", "acl", "wos", "dblp", "openalex", "arxiv"])
def test_identifiers_of_services_come_back(scheme: str) -> None:
    value = "2401.01234" if scheme == "arxiv" else "W1"
    citation = Citation(title="T", ids=(Identifier(scheme, value),))
    item, told = written(citation)
    assert (item["custom"], told) == ({scheme: value}, [])
    assert read(item)[0].ids == citation.ids
