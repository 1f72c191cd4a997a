"""The five seed pages, read from beginning to end: nothing missed, nothing misread."""

import re
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import pytest

from bibkit import api
from bibkit.diagnostics import Diagnostic
from bibkit.model import Citation, Date, Profile
from tests.conftest import ROOT, shared

SEEDS = ROOT / "seeds"
COUNTS = {
    "daily-papers": 44,
    "unnamed-profile": 40,
    "zhaozhuo-xu": 46,
    "zhi-hong-deng": 42,
    "zhichen-zeng": 37,
}
PROFILES = {
    "daily-papers": Profile(date="2026-04-17"),
    "unnamed-profile": None,
    "zhaozhuo-xu": Profile(
        owner="Zhaozhuo Xu",
        subject="LG",
        h_index=33,
        papers=46,
        citations=1730,
        novelty=50,
        score=60,
    ),
    "zhi-hong-deng": Profile(
        owner="Zhi-Hong Deng",
        subject="LG",
        h_index=32,
        papers=42,
        citations=5576,
        novelty=59,
        score=64,
    ),
    "zhichen-zeng": Profile(
        owner="Zhichen Zeng",
        subject="LG",
        h_index=38,
        papers=37,
        citations=626,
        novelty=56,
        score=61,
    ),
}
CODE = {
    "daily-papers": 12,
    "unnamed-profile": 14,
    "zhaozhuo-xu": 6,
    "zhi-hong-deng": 8,
    "zhichen-zeng": 11,
}
"""Abstracts that name their code's address, counted by eye."""

# Who comes first on the page that shows nothing between title and authors, read by eye.
FIRST_AUTHORS = """
Yutao Sun, Yuan Yao, Zhenyu Li, Yutao Sun, Zhenyu Li, Hangyu Liu, Zhuo Wang, Yinan Liu,
Xiuxing Li, Chenwei Ran, Zhuo Wang, Zhichao Duan, Yutao Sun, Quanxiu Wang, Zhichao Duan,
Zhenyu Li, Cong Xu, Weilin Zhao, Yukun Zhang, Yutao Sun, Bowen Dong, Yike Zhang, Zhuo Wang,
Zhuo Wang, Pan Lu, Yutao Sun, Yutao Sun, Tengyu Pan, Ziyu Wang, Yutao Sun, Cong Xu,
Zhichao Duan, Yuang Liu, Wei Shen, Zeyuan Chen, Wei Zhang, Wei Zhang, Wei Zhang,
Zhirui Zhang, Pan Lu
"""

HEAD = re.compile(r"([A-Z]{2})([A-Z][a-z]{2} \d{1,2}(?:, \d{4})?)(Code)?")
DAY = re.compile(r"([A-Z][a-z]{2} \d{1,2}(?:, \d{4})?)(?: (\d+))?")


@dataclass
class Shown:
    """An entry as its page shows it."""

    title: str
    byline: str
    date: str
    subject: str = ""
    badge: str = ""
    comments: str = ""
    abstract: str = ""


def shown(text: str, name: str) -> list[Shown]:
    """What a seed page shows, read by its own layout only."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if name == "daily-papers":
        return shown_daily(lines)
    heads = [number for number, line in enumerate(lines) if HEAD.fullmatch(line)]
    entries: list[Shown] = []
    firsts = [" ".join(first.split()) for first in FIRST_AUTHORS.split(",")]
    for start, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        subject, date, badge = HEAD.fullmatch(lines[start]).groups()  # type: ignore[union-attr]
        title, *rest = lines[start + 1 : end]
        if name == "unnamed-profile":
            at = title.rindex(firsts[len(entries)])
            title, byline = title[:at], title[at:]
        else:
            byline = rest.pop(0)
        entries.append(
            Shown(title, byline, date, subject, badge or "", abstract="\n".join(rest))
        )
    return entries


def shown_daily(lines: list[str]) -> list[Shown]:
    entries: list[Shown] = []
    start = 6
    for number, line in enumerate(lines):
        if line == "·":
            title, *abstract, byline = lines[start:number]
            date, comments = DAY.fullmatch(lines[number + 1]).groups()  # type: ignore[union-attr]
            entries.append(
                Shown(
                    title, byline, date, comments=comments or "", abstract="\n".join(abstract)
                )
            )
            start = number + 2
    return entries


def pages(name: str) -> list[Path]:
    """A page's facts, and where it is there the page itself."""
    full = ROOT.parent / "shared" / "seeds" / "full" / f"{name}.txt"
    return [SEEDS / f"{name}.txt", *([full] if full.exists() else [])]


def read(path: Path) -> tuple[list[Citation], list[Diagnostic]]:
    told: list[Diagnostic] = []
    return list(api.read(path, report=told.append)), told


BOTH = [(name, path) for name in COUNTS for path in pages(name)]
IDS = [f"{path.parent.name}/{name}" for name, path in BOTH]


@pytest.mark.parametrize(("name", "path"), BOTH, ids=IDS)
def test_every_entry_is_read_letter_for_letter(name: str, path: Path) -> None:
    citations, _ = read(path)
    entries = shown(path.read_text(encoding="utf-8"), name)
    assert len(citations) == len(entries) == COUNTS[name]
    assert [c.title for c in citations] == [e.title for e in entries]
    assert [c.abstract for c in citations] == [e.abstract for e in entries]
    assert [c.has_code for c in citations] == [e.badge == "Code" for e in entries]
    assert [str(c.comments or "") for c in citations] == [e.comments for e in entries]
    assert {c.type for c in citations} == {"article"}


@pytest.mark.parametrize(("name", "path"), BOTH, ids=IDS)
def test_the_page_tells_what_it_left_open_and_nothing_else(name: str, path: Path) -> None:
    _, told = read(path)
    entries = shown(path.read_text(encoding="utf-8"), name)
    yearless = sum("," not in entry.date for entry in entries)
    codes = [each.code for each in told]
    assert codes.count("guessed-year") == yearless
    assert codes.count("assumed-type") == 1
    mended = ["mended-name"] if name == "zhaozhuo-xu" else []
    assert [c for c in codes if c not in ("guessed-year", "assumed-type")] == mended


@pytest.mark.parametrize(("name", "path"), BOTH, ids=IDS)
def test_a_date_without_a_year_is_of_2026(name: str, path: Path) -> None:
    citations, _ = read(path)
    for citation, entry in zip(
        citations, shown(path.read_text(encoding="utf-8"), name), strict=True
    ):
        assert citation.issued is not None
        _, comma, year = entry.date.partition(", ")
        assert citation.issued.year == (int(year) if comma else 2026)
        assert citation.issued.day == int(entry.date.split(",")[0].split()[1])


@pytest.mark.parametrize(("name", "path"), BOTH, ids=IDS)
def test_authors_are_those_of_the_page(name: str, path: Path) -> None:
    if name == "daily-papers":
        return
    for citation, entry in zip(
        read(path)[0], shown(path.read_text(encoding="utf-8"), name), strict=True
    ):
        names, _, affiliations = entry.byline.partition(" · ")
        names = names.replace("Shaochen, Zhong", "Shaochen Zhong")
        assert ", ".join(map(str, citation.author)) == names.removesuffix(" et al.")
        assert citation.more_authors == names.endswith(" et al.")
        assert ", ".join(citation.affiliation) == affiliations


@pytest.mark.parametrize(("name", "path"), BOTH, ids=IDS)
def test_the_owner_is_an_author_of_every_paper(name: str, path: Path) -> None:
    for citation in read(path)[0]:
        profile = citation.sources[0].profile
        assert profile == PROFILES[name]
        people = [str(person) for person in (*citation.author, *citation.also_by)]
        owner = profile.owner if profile else ""
        assert people.count(owner) == (1 if owner else 0)


def test_the_daily_papers_show_counts_or_organisations() -> None:
    citations, _ = read(SEEDS / "daily-papers.txt")
    assert not any(c.author or c.more_authors for c in citations)
    organizations = {c.organization: c.affiliation for c in citations if c.organization}
    assert organizations == {
        "Parameter Lab": ("parameterlab",),
        "Meta Research": ("metaresearch",),
        "LLM-Drop": ("LLM-Drop",),
        "HUAWEI Noah's Ark Lab": ("huawei-noah",),
        "ByteDance Seed": ("ByteDance-Seed",),
    }
    assert all(c.author_count for c in citations if not c.organization)


def test_some_entries_in_whole() -> None:
    by_title = {c.title: c for name in COUNTS for c in read(SEEDS / f"{name}.txt")[0]}
    graphs = by_title["G$^3$SR: Global Graph Guided Session-based Recommendation"]
    assert [str(name) for name in graphs.author] == [
        "Zhi-Hong Deng",
        "Chang-Dong Wang",
        "Ling Huang",
    ]
    assert graphs.author[0].family == "Deng"
    assert graphs.author[0].given == "Zhi-Hong"
    assert graphs.issued == Date(2022, 3, 12)
    assert graphs.keyword == ("cs.IR",)
    federated = next(c for title, c in by_title.items() if title.startswith("FedCVD: "))
    assert federated.keyword == ("eess.SP",)
    assert federated.has_code


def test_the_code_is_what_the_abstracts_name() -> None:
    shared("seeds", "full")
    found = {name: [c.code for c in read(pages(name)[1])[0] if c.code] for name in COUNTS}
    assert {name: len(urls) for name, urls in found.items()} == CODE
    urls = [url for each in found.values() for url in each]
    assert sorted(url for url in urls if not url.startswith("https://github.com/")) == [
        "https://aka.ms/LeanK",
        "https://aka.ms/ReSA-LM",
        "https://aka.ms/YOCO",
        "https://aka.ms/retnet",
    ]
    assert all(re.fullmatch(r"https://[\w./-]+\w", url) for url in urls)


@pytest.mark.parametrize("order", list(permutations(COUNTS))[::7], ids=" ".join)
def test_all_pages_in_one_file_are_read_as_they_are_alone(order: tuple[str, ...]) -> None:
    for which in range(min(len(pages(name)) for name in COUNTS)):
        texts = [pages(name)[which].read_text(encoding="utf-8") for name in order]
        whole = api.read("\n".join(texts).encode())
        alone = [c for name in order for c in read(pages(name)[which])[0]]
        assert [without_places(c) for c in whole] == [without_places(c) for c in alone]


def without_places(citation: Citation) -> tuple[object, ...]:
    """A citation and its profile, wherever it was read."""
    values = citation.set_values()
    (source,) = values.pop("sources")
    return source.profile, values
