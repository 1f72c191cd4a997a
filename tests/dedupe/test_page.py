"""The report of a merge as a page: whole, safe, and without anything from elsewhere."""

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bibkit.dedupe import merge
from bibkit.dedupe.page import page
from bibkit.dedupe.reporting import Written
from bibkit.model import Citation, Date, Identifier, Source

HOSTILE = "<script>alert(1)</script>&\"'\x1b[31m\u202e\x00</style>"
_VOID = {"meta", "br", "input"}


class Outline(HTMLParser):
    """The elements of a page, checked for being closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def drawn(*works: Citation) -> Outline:
    return Outline("".join(page(Written.of(merge(works)), ["x.ris: 3 facts"])))


def test_a_page_shows_clusters_and_doubts_side_by_side() -> None:
    one = Citation(
        title="On Trees",
        key="ada",
        type="article-journal",
        volume="3",
        issued=Date(2001),
        ids=(Identifier("doi", "10.1000/182"),),
        sources=(Source("a.bib", 1, "bibtex", "ada"),),
    )
    two = Citation(title="ON TREES", issued=Date(2001, 2), sources=(Source("b.ris", 2),))
    late = Citation(title="On Trees", issued=Date(2011), sources=(Source("b.ris", 9),))
    outline = drawn(one, two, late)
    outcomes = [attrs["data-outcome"] for tag, attrs in outline.seen if tag == "article"]
    assert outcomes == ["merged", "doubtful"]
    text = " ".join(outline.text.split())
    for shown in (
        "3 records read",
        "1 duplicates removed, in 1 cluster",
        "1 doubtful pairs",
        "a.bib:1 [ada]",
        "of the version that is preferred",
        "differs: ON TREES",
        "x.ris: 3 facts",
    ):
        assert shown in text
    assert ("a", {"href": "https://doi.org/10.1000/182", "rel": "noreferrer"}) in outline.seen


def test_nothing_of_a_record_becomes_markup() -> None:
    works = [Citation(title="A", note=f"{HOSTILE}{n}", key=HOSTILE, url=HOSTILE) for n in "ab"]
    outline = drawn(*works, Citation(title=HOSTILE), Citation(title=HOSTILE, volume="3"))
    assert [tag for tag, _ in outline.seen].count("script") == 1
    assert "<script>alert(1)</script>" in outline.text
    assert "\x1b" not in outline.text


def test_a_page_loads_nothing() -> None:
    text = "".join(page(Written.of(merge([Citation(title="A"), Citation(title="A")]))))
    assert not re.search(r"<link|<img|<iframe|\bsrc=|@import|url\(|fetch\(|XMLHttp", text)
    assert "default-src 'none'" in text


def test_a_merge_of_nothing_is_a_page_too() -> None:
    assert "No two records are one" in drawn().text


@given(st.text(), st.text())
def test_any_text_is_shown(title: str, note: str) -> None:
    drawn(Citation(title=title, note=note), Citation(title=title, note=note + "x"))
