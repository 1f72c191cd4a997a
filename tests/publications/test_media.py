"""A list in its media: the same words in all, every sign escaped, and what programs read."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from html import unescape
from io import BytesIO
from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibkit.diagnostics import Diagnostic
from bibkit.errors import UsageError
from bibkit.model import Citation, Date, Identifier, Name
from bibkit.publications import WRITERS, Document, Options, Owner, build, medium_of
from bibkit.publications.as_docx import docx
from bibkit.publications.as_pdf import pdf
from bibkit.publications.linked import pieces
from tests.publications.stripped import STRIPPED, lines

ADA, BOB = Name("Lovelace", "Ada"), Name("Babbage", "Bob")
TREES = Citation(
    type="article-journal", key="trees", title="Trees & <i>forests</i>: 100% of {all} \\ $5_a",
    author=(BOB, ADA), container_title="A_Journal #1", volume="3", issue="2", page="1-9",
    issued=Date(2021, 3), ids=(Identifier("doi", "10.1000/(a)_<b>#1"),),
    keyword=("oak",),
)  # fmt: skip
MOSS = Citation(
    type="book", key="moss", title="*Moss* ~ [a] | ^ `x` “y” -- ?`", author=(ADA,),
    publisher="Long & Co.", issued=Date(2020),
)  # fmt: skip
LEAF = Citation(
    type="paper-conference", key="leaf", title="1. Leaf", author=(ADA,),
    container_title="Garden", issued=Date(2019), code="javascript:alert(1)",
    url="https://example.org/a b?c=%20&d=~e{f}",
)  # fmt: skip


def document(*works: Citation, **options: object) -> Document:
    known = works or (TREES, MOSS, LEAF)
    return build(known, Owner.of("Ada Lovelace"), Options(**options)).document  # type: ignore[arg-type]


def written(medium: str, *works: Citation, **options: object) -> str:
    return "".join(WRITERS[medium](document(*works, **options)))


@pytest.mark.parametrize("number", ["section", "none"])
@pytest.mark.parametrize("style", ["bibkit", "bibkit-compact", "bibkit-tenure"])
def test_all_media_say_the_same(style: str, number: str) -> None:
    options = {"style": style, "number": number, "links": True, "counts": True}
    said = {name: STRIPPED[name](written(name, **options)) for name in WRITERS}
    assert said["markdown"] == said["text"]
    assert said["latex"] == said["text"]
    assert said["html"] == said["text"]
    assert said["typst"] == said["text"]
    assert len(said["text"]) == 7


SIGNS = st.text(
    st.sampled_from("%&_#$\\{}<>*~^\"'`|[]()-=+.!?,;:/@ abcXYZ019éß²…–中я\u00a0"), min_size=1,
    max_size=30,
).filter(lambda words: any(map(str.isalnum, words)))  # fmt: skip


@given(SIGNS, SIGNS, SIGNS)
@settings(max_examples=150, deadline=None)
def test_whatever_signs_a_field_holds_all_media_say_the_same(
    title: str, venue: str, family: str
) -> None:
    work = Citation(
        type="article-journal", key="k", title=title, container_title=venue,
        author=(Name(family.strip() or "x", "Ann"), ADA), issued=Date(2020),
    )  # fmt: skip
    made = document(work)
    said = {name: STRIPPED[name]("".join(WRITERS[name](made))) for name in WRITERS}
    assert said["markdown"] == said["text"]
    assert said["latex"] == said["text"]
    assert said["html"] == said["text"]
    assert said["typst"] == said["text"]


def test_the_owner_is_bold_where_a_medium_has_bold() -> None:
    assert '<span class="me"><b>Ada Lovelace</b></span>' in written("html", MOSS)
    assert "**Ada Lovelace**" in written("markdown", MOSS)
    assert r"\textbf{Ada Lovelace}" in written("latex", MOSS)
    assert 'text(weight: "bold", "Ada Lovelace")' in written("typst", MOSS)
    for medium, sign in (
        ("html", "<b>"), ("markdown", "**"), ("latex", r"\textbf"), ("typst", "bold"),
    ):  # fmt: skip
        assert sign not in written(medium, MOSS, emphasis="none")


def test_links_lead_to_the_web_alone() -> None:
    page = written("html", links=True)
    assert sorted(re.findall(r'href="([^"]*)"', page)) == [
        "https://doi.org/10.1000/(a)_%3Cb%3E%231",
        "https://example.org/a b?c=%20&amp;d=~e{f}",
    ]
    assert "javascript" not in "".join(re.findall(r'href="[^"]*"', page))
    assert "](https://example.org/a%20b?c=%20&d=~e{f})" in written("markdown", links=True)
    assert r"\href{https://example.org/a\%20b?c=\%20&d=\%7Ee\%7Bf\%7D}" in written(
        "latex", links=True
    )
    made = document(links=True)
    assert {piece.link[:8] for paper in made.all_papers() for piece in pieces(paper)} == {
        "", "https://",
    }  # fmt: skip


def test_a_page_counts_backwards_as_its_labels_do() -> None:
    page = written("html", TREES, MOSS, LEAF, group_by=["none"], number="global")
    assert '<ol role="list" reversed' in page
    assert re.findall(r'<li class="numbered" id="(\w+)" value="(\d)">', page) == [
        ("trees", "3"), ("moss", "2"), ("leaf", "1"),
    ]  # fmt: skip
    rising = written("html", group_by=["none"], number="global", rising=True)
    assert "reversed" not in rising
    bare = written("html", number="none")
    assert '<ul role="list">' in bare
    assert "<ol" not in bare


def test_programs_find_each_paper_on_a_page() -> None:
    page = written("html", TREES)
    (query,) = re.findall(r'class="Z3988" aria-hidden="true" title="([^"]*)"', page)
    assert parse_qs(unescape(query)) == {
        "ctx_ver": ["Z39.88-2004"],
        "rft_val_fmt": ["info:ofi/fmt:kev:mtx:journal"],
        "rft_id": ["info:doi/10.1000/(a)_<b>#1"],
        "rft.genre": ["article"],
        "rft.atitle": ["Trees & forests: 100% of {all} \\ $5_a"],
        "rft.jtitle": ["A_Journal #1"],
        "rft.volume": ["3"],
        "rft.issue": ["2"],
        "rft.pages": ["1-9"],
        "rft.date": ["2021-03"],
        "rft.aulast": ["Babbage"],
        "rft.aufirst": ["Bob"],
        "rft.au": ["Babbage, Bob", "Lovelace, Ada"],
    }
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert json.loads(script) == {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "ScholarlyArticle",
                "name": "Trees & forests: 100% of {all} \\ $5_a",
                "author": [
                    {"@type": "Person", "name": "Bob Babbage"},
                    {"@type": "Person", "name": "Ada Lovelace"},
                ],
                "datePublished": "2021-03",
                "isPartOf": {"@type": "Periodical", "name": "A_Journal #1"},
                "pagination": "1-9",
                "identifier": "doi:10.1000/(a)_<b>#1",
                "url": json.loads(script)["@graph"][0]["url"],
                "keywords": "oak",
            }
        ],
    }


def test_a_page_leads_to_its_library() -> None:
    made = replace(document(MOSS), library="../a%22b.bib")
    page = "".join(WRITERS["html"](made))
    assert page.count('href="../a%22b.bib"') == 2
    assert '<link rel="alternate" type="application/x-bibtex" title="BibTeX"' in page
    assert "application/x-bibtex" not in written("html", MOSS)


def test_a_title_cannot_end_a_script() -> None:
    work = Citation(type="book", key="k", title="</script><b>x</b>", author=(ADA,))
    page = written("html", work)
    assert page.count("</script>") == 1


def test_a_list_is_the_same_pdf_each_time() -> None:
    told: list[Diagnostic] = []
    first, second = (pdf(document(TREES, MOSS), told.append) for _ in range(2))
    assert first == second
    assert first.startswith(b"%PDF-")
    assert told == []


def docx_lines(data: bytes) -> list[str]:
    import docx as word

    paragraphs = word.Document(BytesIO(data)).paragraphs
    return lines("\n".join(paragraph.text.replace("\n", " ") for paragraph in paragraphs))


@pytest.mark.parametrize("number", ["section", "none"])
@pytest.mark.parametrize("style", ["bibkit", "bibkit-tenure"])
def test_a_word_document_says_the_same(style: str, number: str) -> None:
    options = {"style": style, "number": number, "links": True}
    assert docx_lines(docx(document(**options))) == STRIPPED["text"](written("text", **options))


def test_a_word_document_is_the_same_each_time_and_sets_the_owner_off() -> None:
    import docx as word

    data = docx(document(TREES, MOSS))
    assert data == docx(document(TREES, MOSS))
    read = word.Document(BytesIO(data))
    bold = [run.text for each in read.paragraphs for run in each.runs if run.bold]
    assert bold == ["Ada Lovelace", "Ada Lovelace"]
    links = [link.address for each in read.paragraphs for link in each.hyperlinks]
    assert links == ["https://doi.org/10.1000/(a)_%3Cb%3E%231"]
    assert docx_lines(docx(Document("a\x00b"))) == ["a\ufffdb"]


def test_letters_that_no_font_has_are_told() -> None:
    told: list[Diagnostic] = []
    # Of a script of 2,500 BC, and from a plane that no letter is on.
    assert pdf(Document("Ж α é † \U00013000 \U0003fffd"), told.append).startswith(b"%PDF-")
    assert [each.code for each in told] == ["missing-glyph"]
    assert "Ж" not in told[0].message
    assert "†" not in told[0].message


def test_a_medium_goes_by_its_suffix() -> None:
    from pathlib import Path

    assert [medium_of(Path(f"cv.{end}")) for end in ("MD", "htm", "tex", "txt")] == [
        "markdown", "html", "latex", "text",
    ]  # fmt: skip
    with pytest.raises(UsageError, match=r"cv\.doc: no medium has this suffix"):
        medium_of(Path("cv.doc"))


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
@pytest.mark.parametrize(
    ("medium", "reader"), [("markdown", "commonmark"), ("html", "html"), ("latex", "latex")]
)
def test_pandoc_reads_the_same_words(medium: str, reader: str) -> None:
    done = subprocess.run(
        ["pandoc", "-f", reader, "-t", "plain", "--wrap=none"],
        input=written(medium, number="none").encode(), capture_output=True, check=True,
    )  # fmt: skip
    read = "".join(filter(str.isalnum, done.stdout.decode()))
    said = "".join(lines(written("text", number="none")))
    assert read == "".join(filter(str.isalnum, said))
