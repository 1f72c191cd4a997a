"""One person's works from a saved page, DBLP and ORCID; and who the sources say she is."""

import json
from pathlib import Path

import pytest

import bibkit
from bibkit.model import Citation, Identifier, Profile
from tests.conftest import ROOT

PAGE = ROOT / "seeds" / "zhichen-zeng.txt"
OWNER = '<author pid="12/345" orcid="0000-0002-1825-0097">Zhichen Zeng 0001</author>'
# The co-authors whom the page leaves out are made up, and so are the identifiers.
DBLP = f"""<?xml version="1.0"?>
<dblpperson name="Zhichen Zeng 0001" pid="12/345" n="3">
<person key="homepages/12/345">{OWNER}</person>
<r><article key="journals/corr/abs-2308-99901" publtype="informal">
<author pid="1/1">Zhining Liu</author><author>Ruizhong Qiu</author>{OWNER}
<author>Ada Example</author><author>Ben Example</author>
<title>Class-Imbalanced Graph Learning without Class Rebalancing.</title>
<year>2023</year><volume>abs/2308.99901</volume><journal>CoRR</journal>
<ee>https://doi.org/10.48550/arXiv.2308.99901</ee></article></r>
<r><inproceedings key="conf/aaai/Zeng24">
{OWNER}<author>Boxin Du</author><author>Si Zhang</author><author>Ada Example</author>
<title>Hierarchical Multi-Marginal Optimal Transport for Network Alignment.</title>
<year>2024</year><booktitle>AAAI</booktitle><pages>1-9</pages>
<ee>https://doi.org/10.5072/aaai.1</ee></inproceedings></r>
<r><article key="journals/corr/abs-2410-99902" publtype="informal">
<author>Yizhao Gao</author>{OWNER}<author>Dayou Du</author><author>Cy Example</author>
<title>SeerAttention: Learning Intrinsic Sparse Attention in Your LLMs.</title>
<year>2024</year><volume>abs/2410.99902</volume><journal>CoRR</journal></article></r>
</dblpperson>
"""


def work(title: str, type: str, year: str, **ids: str) -> dict[str, object]:
    found = [
        {
            "external-id-type": scheme,
            "external-id-value": value,
            "external-id-relationship": "self",
        }
        for scheme, value in ids.items()
    ]
    summary = {
        "put-code": 1,
        "title": {"title": {"value": title}},
        "type": type,
        "publication-date": {"year": {"value": year}},
        "external-ids": {"external-id": found},
    }
    return {"work-summary": [summary]}


ORCID = {
    "orcid-identifier": {"path": "0000-0002-1825-0097"},
    "person": {
        "name": {"given-names": {"value": "Zhichen"}, "family-name": {"value": "Zeng"}}
    },
    "activities-summary": {
        "works": {
            "group": [
                work(
                    "Hierarchical Multi-Marginal Optimal Transport for Network Alignment",
                    "conference-paper", "2024", doi="10.5072/aaai.1", eid="2-s2.0-85",
                ),
                work(
                    "SeerAttention: Learning Intrinsic Sparse Attention in Your LLMs",
                    "preprint", "2024", arxiv="2410.99902",
                ),
            ]
        }
    },
}  # fmt: skip


@pytest.fixture
def merged(tmp_path: Path) -> list[Citation]:
    (tmp_path / "zeng.xml").write_text(DBLP)
    (tmp_path / "zeng.json").write_text(json.dumps(ORCID))
    sources = [PAGE, tmp_path / "zeng.xml", tmp_path / "zeng.json"]
    return list(bibkit.merge(c for source in sources for c in bibkit.read(source)).citations)


def the(works: list[Citation], word: str) -> Citation:
    (found,) = [work for work in works if word in work.title]
    return found


def test_each_work_is_one_citation(merged: list[Citation]) -> None:
    assert len(merged) == len(list(bibkit.read(PAGE))) == 37


FULL = {
    "Class-Imbalanced": [
        "Zhining Liu", "Ruizhong Qiu", "Zhichen Zeng", "Ada Example", "Ben Example",
    ],
    "Multi-Marginal": ["Zhichen Zeng", "Boxin Du", "Si Zhang", "Ada Example"],
    "SeerAttention": ["Yizhao Gao", "Zhichen Zeng", "Dayou Du", "Cy Example"],
}  # fmt: skip


@pytest.mark.parametrize(("word", "authors"), FULL.items(), ids=FULL.keys())
def test_a_full_list_of_authors_stands_for_a_truncated_one(
    merged: list[Citation], word: str, authors: list[str]
) -> None:
    found = the(merged, word)
    assert [str(name) for name in found.author] == authors
    assert not found.more_authors
    (owner,) = [name for name in found.author if str(name) == "Zhichen Zeng"]
    assert Identifier("orcid", "0000-0002-1825-0097") in owner.ids


def test_identifiers_are_united(merged: list[Citation]) -> None:
    ids = {word: {f"{i.scheme}:{i.value}" for i in the(merged, word).ids} for word in FULL}
    assert ids["Class-Imbalanced"] >= {
        "arxiv:2308.99901", "dblp:journals/corr/abs-2308-99901",
    }  # fmt: skip
    assert ids["Multi-Marginal"] >= {"doi:10.5072/aaai.1", "dblp:conf/aaai/Zeng24"}
    assert ids["SeerAttention"] >= {"arxiv:2410.99902", "dblp:journals/corr/abs-2410-99902"}


def test_every_source_is_named(merged: list[Citation]) -> None:
    formats = {source.format for source in the(merged, "Multi-Marginal").sources}
    assert formats == {"profile", "dblp", "orcid"}


WORKS = {"results": [{"id": "https://openalex.org/W1", "title": "T", "type": "article"}]}
AUTHOR = {
    "id": "https://openalex.org/A1",
    "display_name": "Jane Doe",
    "works_count": 12,
    "cited_by_count": 345,
    "summary_stats": {"h_index": 6, "i10_index": 4},
    "updated_date": "2026-05-04T01:02:03.000000",
}
PROFILES = {
    "DBLP": (DBLP, "dblp", Profile(owner="Zhichen Zeng", papers=3)),
    "ORCID": (json.dumps(ORCID), "orcid", Profile(owner="Zhichen Zeng")),
    "OpenAlex, the author before the works": (
        f"{json.dumps(AUTHOR)}\n{json.dumps(WORKS)}",
        "openalex",
        Profile(owner="Jane Doe", h_index=6, papers=12, citations=345, date="2026-05-04"),
    ),
    "Semantic Scholar": (
        json.dumps(
            {
                "authorId": "1741101",
                "name": "Jane Doe",
                "hIndex": 6,
                "paperCount": 12,
                "citationCount": 345,
                "papers": [{"paperId": "a" * 40, "title": "T"}],
            }
        ),
        "semantic-scholar",
        Profile(owner="Jane Doe", h_index=6, papers=12, citations=345),
    ),
}


@pytest.mark.parametrize(("text", "format", "profile"), PROFILES.values(), ids=PROFILES.keys())
def test_the_owner_and_the_metrics_are_known(text: str, format: str, profile: Profile) -> None:
    found = list(bibkit.read(text.encode()))
    assert {(c.sources[0].format, c.sources[0].profile) for c in found} == {(format, profile)}
    written = "".join(bibkit.write(found, "csl-json"))
    assert [c.sources for c in bibkit.read(written.encode())] == [c.sources for c in found]


def test_an_author_alone_is_no_work() -> None:
    told: list[bibkit.Diagnostic] = []
    text = json.dumps(AUTHOR).encode()
    assert list(bibkit.read(text, report=told.append)) == []
    assert [each.code for each in told] == ["no-records"]
