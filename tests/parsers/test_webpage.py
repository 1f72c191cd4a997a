"""Works that pages describe for programs: one citation a work, pages of people left alone."""

import json
import time
from pathlib import Path

import pytest

import bibkit
from bibkit import registry
from bibkit.coins import plain, span
from bibkit.inputs import Input
from bibkit.model import Citation, Date, Identifier, Name
from bibkit.publications import Options, Owner, build
from bibkit.publications.writing import content
from tests.conftest import ROOT
from tests.foreign.library import LIBRARY

SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def read(text: str) -> tuple[list[Citation], list[str]]:
    told: list[bibkit.Diagnostic] = []
    citations = list(bibkit.read(text.encode(), "webpage", report=told.append))
    return citations, [each.code for each in told]


def page_of(*citations: Citation) -> str:
    return f"<!DOCTYPE html><html><body>{''.join(map(span, citations))}</body></html>"


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_what_our_pages_hold_is_read_again(seed: Path) -> None:
    citations = list(bibkit.read(seed))
    text = page_of(*citations)
    assert registry.recognize(Input(text, "a.html")) == "webpage"
    found, told = read(text)
    assert [each.title for each in found] == [plain(each.title) for each in citations]
    assert [each.author for each in found] == [each.author for each in citations]
    assert [each.type for each in found] == [each.type for each in citations]
    assert [each.issued for each in found] == [each.issued for each in citations]
    assert told == []


def test_a_list_that_says_each_work_twice_has_each_once() -> None:
    citations = list(bibkit.read(SEEDS[-1]))
    owner = Owner.of("Zhichen Zeng")
    document = build(citations, owner, Options(), lambda _: None).document
    html = "".join(map(str, content(document, "html", lambda _: None)))
    found, told = read(html)
    listed = [plain(paper.citation.title) for paper in document.all_papers()]
    assert sorted(each.title for each in found) == sorted(listed)
    assert told == ["several-descriptions"]


@pytest.mark.parametrize("citation", LIBRARY, ids=lambda citation: citation.type)
def test_a_span_holds_what_it_can(citation: Citation) -> None:
    (found,), told = read(page_of(citation))
    assert told == []
    assert [str(name) for name in found.author] == [str(name) for name in citation.author]
    assert (found.issued, found.page) == (citation.issued, citation.page or found.page)
    assert found.id("doi") == citation.id("doi")


PEOPLE = {
    "Daily Papers": '<html><body><div data-target="DailyPapers" data-props="{}"></div>'
    '<span class="Z3988" title="rft.title=x"></span></body></html>',
    "a profile": '<html><body><p>h-index</p><span class="Z3988" title="x"></span>',
    "a page without any": "<html><body><p>Text</p></body></html>",
}


@pytest.mark.parametrize("text", PEOPLE.values(), ids=PEOPLE.keys())
def test_pages_of_people_stay_what_they_are(text: str) -> None:
    assert registry.recognize(Input(text, "a.html")) == "profile"


def test_what_describes_a_work_may_stand_behind_scripts_and_styles() -> None:
    style = f"<style>{'a { b: c }' * 50_000}</style>"
    text = page_of(*LIBRARY[:1]).replace("<body>", f"{style}<body>")
    start = time.process_time()
    assert registry.recognize(Input(text, "a.html")) == "webpage"
    assert registry.recognize(Input(f"<!DOCTYPE html>{style}", "a.html")) == "profile"
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "unit",
    [
        "<p>text</p>\n", "<", "<!--", '<script type="application/ld+json">{ schema.org ',
        'application/ld+json"> { schema.org "@type" ', '<meta name="citation_', '<span class="',
        '<span class="Z398 ', '"@type"      ',
    ],
)  # fmt: skip
def test_recognizing_a_page_takes_no_longer_than_it_is(unit: str) -> None:
    text = "<!DOCTYPE html><html>" + unit * (1_000_000 // len(unit))
    start = time.process_time()
    assert registry.recognize(Input(text, "a.html")) == "profile"
    assert time.process_time() - start < 10


def script(value: object) -> str:
    text = json.dumps(value).replace("<", "\\u003c")
    return f'<html><script type="application/ld+json">{text}</script></html>'


def work(**members: object) -> dict[str, object]:
    return {"@context": "https://schema.org", "@type": "ScholarlyArticle", **members}


def meta(**members: str) -> str:
    return "".join(
        f'<meta name="citation_{name}" content="{text}">' for name, text in members.items()
    )


UNITED = {
    "one DOI": (
        meta(title="A", doi="10.1000/a"),
        work(name="Another title", author="Jane Doe", identifier="doi:10.1000/a"),
        [("A", "10.1000/a", ("Doe",))],
    ),
    "one title": (
        meta(title="A: title", date="2020"),
        work(headline="A – Title", author=["Jane Doe"]),
        [("A: title", "", ("Doe",))],
    ),
    "one title of two works": (
        meta(title="A", doi="10.1000/1"),
        work(name="A", author="Jane Doe", identifier="https://doi.org/10.1000/2"),
        [("A", "10.1000/1", ()), ("A", "10.1000/2", ("Doe",))],
    ),
    "authors of the first alone": (
        meta(title="A", author="J Doe"),
        work(name="A", author=[{"@type": "Person", "name": "Jane Doe"}, {"name": "R. Roe"}]),
        [("A", "", ("Doe",))],
    ),
}


@pytest.mark.parametrize(("metas", "value", "expected"), UNITED.values(), ids=UNITED.keys())
def test_several_vocabularies_are_united(
    metas: str, value: object, expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    found, told = read(f"<html>{metas}{script(value)}")
    assert [
        (c.title, c.id("doi"), tuple(name.family for name in c.author)) for c in found
    ] == expected
    assert told == (["several-descriptions"] if len(expected) == 1 else [])


def test_a_patent_and_its_span() -> None:
    citation = Citation(
        type="patent",
        title="Method",
        author=(Name("Doe", "Jane"),),
        issued=Date(1990),
        ids=(Identifier("arxiv", "2001.00001"),),
    )
    (found,), _ = read(page_of(citation))
    assert (found.type, found.title, found.author) == ("patent", "Method", citation.author)


HOSTILE = {
    "deep JSON": '<html><script type="application/ld+json">' + '{"a":' * 100_000 + "</script>",
    "deep and valid": script(json.loads('{"@graph":' * 400 + "[]" + "}" * 400)),
    "a graph that names itself": script(work(name="A", author={"@id": "#a"}, **{"@id": "#a"})),
    "a part of itself": script(
        work(name="A", author="J", isPartOf={"@id": "#a"}, **{"@id": "#a"})
    ),
    "many spans": "<p>" + '<span class="Z3988" title="rft.atitle=A&rft.au=B"></span>' * 5_000,
    "a long span": '<html><span class="Z3988" title="' + "rft.au=A&" * 50_000 + '"></span>',
    "a meta element of a megabyte": meta(title="x" * 1_000_000),
    "deep HTML": "<div>" * 20_000 + '<span class="Z3988" title="rft.atitle=A"></span>',
    "many works of one title": "<html>" + "".join(
        f'<span class="Z3988" title="rft.atitle=A&rft.date={n}"></span>' for n in range(2_000)
    ) + script({"@context": "https://schema.org", "@graph": [
        work(name="A", author="J", identifier=f"doi:10.1000/{n}") for n in range(2_000)]}),
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages_are_read_in_time(text: str) -> None:
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 10
