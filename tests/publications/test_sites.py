"""A list as facts for other programs: RenderCV, pages of sites, libraries to hand in."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibkit import api, yamltext
from bibkit.csl import media
from bibkit.diagnostics import Diagnostic, ignore
from bibkit.errors import UnwritableError, UsageError
from bibkit.model import Citation, Date, Identifier, Name, replace
from bibkit.publications import Document, Options, Owner, build, content
from bibkit.publications.as_rendercv import escaped
from bibkit.publications.cards import Card, card, plain
from bibkit.publications.folders import check_folder, write_pages
from bibkit.publications.webpages import pages
from bibkit.publications.writing import target
from tests.publications import stripped

ADA, BOB = Name("Lovelace", "Ada"), Name("Babbage", "Bob")
TREES = Citation(
    type="article-journal", key="trees", title="Trees & <i>forests</i>: 100% of #oaks",
    author=(BOB, ADA), container_title="A_Journal #1", container_title_short="AJ",
    volume="3", issued=Date(2021, 3), keyword=("oak",), abstract="One.\n\nTwo {{ x }}.",
    ids=(Identifier("doi", "10.1000/x"), Identifier("arxiv", "2101.00001")),
    code="https://example.org/code", note="Nobody's business.",
    extra={"bibtex/author+an": ("1=equal",)},
)  # fmt: skip
MOSS = Citation(
    type="book", key="my:moss", title="Moss", author=(ADA,), publisher="Long",
    issued=Date(2020),
)  # fmt: skip
LEAF = Citation(
    type="paper-conference", key="leaf", title="Leaf", author=(BOB,), more_authors=True,
    also_by=(ADA,), container_title="Garden", status="inpress",
    url="https://example.org/leaf",
)  # fmt: skip


def document(*works: Citation, **options: Any) -> Document:
    known = works or (TREES, MOSS, LEAF)
    return build(known, Owner.of("Ada Lovelace"), Options(**options)).document


def text_of(medium: str, made: Document, *selected: str) -> str:
    return "".join(map(str, content(made, medium, ignore, selected)))


def test_the_facts_of_a_paper() -> None:
    assert [card(paper) for paper in document().all_papers()] == [
        Card(
            "Trees & forests: 100% of #oaks", ("Bob Babbage", "Ada Lovelace"), 1,
            "A_Journal #1", "2021-03", "10.1000/x", "https://arxiv.org/abs/2101.00001",
        ),
        Card(
            "Leaf", ("Bob Babbage", "…", "Ada Lovelace", "et al."), 2, "Garden (in press)", "",
            "", "https://example.org/leaf",
        ),
        Card("Moss", ("Ada Lovelace",), 0, "Long", "2020", "", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("citation", "authors", "venue", "date"),
    [
        (Citation(title="x", editor=(ADA, BOB)), ("Ada Lovelace", "Bob Babbage"), "", ""),
        (replace(MOSS, publisher="", status="submitted"), ("Ada Lovelace",), "Under review",
         "2020"),
        (replace(MOSS, issued=Date(1990, unspecified=1)), ("Ada Lovelace",), "Long", ""),
        (replace(MOSS, issued=Date(-43)), ("Ada Lovelace",), "Long", ""),
        (replace(MOSS, issued=Date(2020, 3, 5, end=Date(2020, 3, 9))), ("Ada Lovelace",),
         "Long", "2020-03-05"),
        (Citation(type="article", title="x", author=(ADA,), ids=TREES.ids),
         ("Ada Lovelace",), "arXiv", ""),
    ],
)  # fmt: skip
def test_what_a_paper_lacks_is_not_invented(
    citation: Citation, authors: tuple[str, ...], venue: str, date: str
) -> None:
    (paper,) = document(citation).all_papers()
    found = card(paper)
    assert (found.authors, found.venue, found.date) == (authors, venue, date)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On <i>E. coli</i> and H<sub>2</sub>O", "On E. coli and H2O"),
        ("Trees <b> and <int>, a < b", "Trees <b> and <int>, a < b"),
        ("$\\alpha$ and $x_1$", "α and x1"),
        ('<span class="nocase">iPhone</span> "x"', 'iPhone "x"'),
    ],
)
def test_a_title_is_what_entries_show(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_rendercv_has_the_sections_and_the_owner_in_bold() -> None:
    (read,) = [value for value, _ in yamltext.load(text_of("rendercv", document()))]
    assert read == {
        "cv": {
            "name": "Ada Lovelace",
            "sections": {
                "Journal articles": [
                    {
                        "title": "Trees & forests: 100% of #\u2060oaks",
                        "authors": ["Bob Babbage", "**Ada Lovelace**"],
                        "doi": "10.1000/x",
                        "journal": r"A\_Journal #1",
                        "date": "2021-03",
                    }
                ],
                "Conference papers": [
                    {
                        "title": "Leaf",
                        "authors": ["Bob Babbage", "…", "**Ada Lovelace**", "et al."],
                        "url": "https://example.org/leaf",
                        "journal": "Garden (in press)",
                    }
                ],
                "Books": [
                    {
                        "title": "Moss",
                        "authors": ["**Ada Lovelace**"],
                        "journal": "Long",
                        "date": "2020",
                    }
                ],
            },
        }
    }


def test_rendercv_has_sections_of_one_level() -> None:
    made = document(TREES, MOSS, group_by=["refereed", "type"], emphasis="none")
    (read,) = [value for value, _ in yamltext.load(text_of("rendercv", made))]
    sections = read["cv"]["sections"]
    assert list(sections) == [
        "Refereed publications – Journal articles", "Other publications – Books",
    ]  # fmt: skip
    assert sections["Other publications – Books"][0]["authors"] == ["Ada Lovelace"]
    alone = document(MOSS, group_by=["none"], emphasis="underline")
    (read,) = [value for value, _ in yamltext.load(text_of("rendercv", alone))]
    assert read["cv"]["sections"]["Publications"][0]["authors"] == ["*Ada Lovelace*"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"a*b_c[d]\e", r"a\*b\_c\[d\]\\e"),
        ("> quoted", r"\> quoted"),
        ("C# and #MeToo at #1", "C# and #\u2060MeToo at #1"),
        ("p<0.05, a < b, vector<int>", "p<\u20600.05, a < b, vector<\u2060int>"),
        ("$5 and $$x$$", "$5 and $\u2060$x$\u2060$"),
        ("1--2 ... -? &amp; &", "1-\u2060-2 .\u2060.\u2060. -\u2060? &\u2060amp; &"),
        ("1. Leaf", "\u20601. Leaf"),
        ("= x", "\u2060= x"),
        ("`d`", '#text("\\`")\u2060d#text("\\`")\u2060'),
        (" two\n lines ", "two lines"),
    ],
)
def test_rendercv_reads_no_markup_where_there_is_none(text: str, expected: str) -> None:
    assert escaped(text) == expected


HOSTILE = st.text(
    st.sampled_from("%&_#$\\{}<>*~^\"'`|[]()-=+.!?,;:/@ abcXYZ019éß中\u00a0\u2028\x85"),
    min_size=1, max_size=30,
).filter(lambda words: any(map(str.isalnum, words)))  # fmt: skip


@given(HOSTILE, HOSTILE, HOSTILE)
@settings(max_examples=100, deadline=None)
def test_whatever_signs_a_field_holds_the_heads_say_the_same(
    title: str, venue: str, family: str
) -> None:
    work = Citation(
        type="article-journal", key=title, title=title, container_title=venue,
        author=(Name(family.strip() or "x", "Ann"), ADA), issued=Date(2020),
    )  # fmt: skip
    made = document(work)
    (paper,) = made.all_papers()
    facts = card(paper)
    (hugo,) = pages(made, "hugo", ())
    (jekyll,) = pages(made, "jekyll", ())
    for page, where in ((hugo, "publication"), (jekyll, "venue")):
        text = yamltext.dump(page.head)
        ((read, _),) = yamltext.load(text)
        assert read["title"] == facts.title
        assert tuple(read["authors"]) == facts.authors
        found = read.get(where, "")
        assert (found["name"] if isinstance(found, dict) else found) == facts.venue
        assert read["date"][:10] == "2020-01-01"
        if "citation" in read:
            assert stripped.html(read["citation"]) == stripped.lines(media.text(paper.runs))
        assert set(page.path) <= set(page.path) - set('<>:"\\|?*')


def test_the_pages_of_a_site_with_hugo() -> None:
    moss, trees = sorted(
        pages(document(TREES, MOSS), "hugo", {"my:moss"}), key=lambda page: page.path
    )
    assert moss.path == "my-moss/index.md"
    assert moss.head == {
        "title": "Moss",
        "authors": ["Ada Lovelace"],
        "date": "2020-01-01T00:00:00Z",
        "publication_types": ["book"],
        "publication": {"name": "Long"},
        "featured": True,
    }
    assert trees.head == {
        "title": "Trees & forests: 100% of #oaks",
        "authors": ["Bob Babbage", "Ada Lovelace"],
        "date": "2021-03-01T00:00:00Z",
        "publication_types": ["article-journal"],
        "publication": {"name": "A_Journal #1"},
        "publication_short": "AJ",
        "abstract": "One.\n\nTwo {{ x }}.",
        "tags": ["oak"],
        "featured": False,
        "hugoblox": {"ids": {"doi": "10.1000/x", "arxiv": "2101.00001"}},
        "links": [
            {"type": "code", "name": "Code", "url": "https://example.org/code"},
            {"type": "preprint", "name": "arXiv", "url": "https://arxiv.org/abs/2101.00001"},
        ],
    }
    ((path, cite),) = trees.beside
    assert path == "trees/cite.bib"
    (read,) = api.read(cite.encode(), "bibtex")
    assert (read.title, read.note, dict(read.extra)) == (TREES.title, "", {})


def test_the_pages_of_a_site_with_jekyll() -> None:
    leaf, moss, trees = sorted(
        pages(document(), "jekyll", ()), key=lambda page: str(page.head["title"])
    )
    assert [leaf.path, moss.path, trees.path] == [
        "leaf.md", "2020-01-01-my-moss.md", "2021-03-01-trees.md",
    ]  # fmt: skip
    assert [page.head["category"] for page in (leaf, moss, trees)] == [
        "conferences", "books", "manuscripts",
    ]  # fmt: skip
    assert trees.head == {
        "title": "Trees & forests: 100% of #oaks",
        "collection": "publications",
        "category": "manuscripts",
        "permalink": "/publication/2021-03-01-trees",
        "date": "2021-03-01",
        "venue": "A_Journal #1",
        "authors": ["Bob Babbage", "Ada Lovelace"],
        "paperurl": "https://doi.org/10.1000/x",
        "codeurl": "https://example.org/code",
        "tags": ["oak"],
        "featured": False,
        "citation": "Bob Babbage<sup>†</sup> and <b>Ada Lovelace</b> (2021). Trees &#38; "
        "<i>forests</i>: 100% of #oaks. <i>A_Journal #1</i>, 3. https://doi.org/10.1000/x "
        "Also arXiv:2101.00001.",
    }
    # Liquid, which Jekyll reads first, finds no tag.
    assert trees.body == "One.\n\nTwo &#123;{ x \\}\\}."


def test_no_two_pages_are_one_file() -> None:
    keys = {"A/b": "Oaks", "a:B": "Pines", "..": "Roots", "é": "Seeds"}
    works = [replace(MOSS, key=key, title=title) for key, title in keys.items()]
    paths = {page.path for page in pages(document(*works), "hugo", ())}
    assert paths == {"A-b/index.md", "a-B-2/index.md", "paper/index.md", "é/index.md"}


def written(folder: Path, *works: Citation, **more: Any) -> tuple[tuple[int, int], list[str]]:
    told: list[Diagnostic] = []
    made = pages(document(*works), "hugo", ())
    counts = write_pages(folder, made, told.append, **more)
    return counts, [str(each).replace(str(folder), "") for each in told]


def test_a_page_that_was_changed_stays(tmp_path: Path) -> None:
    folder = tmp_path / "pubs"
    assert written(folder) == ((3, 0), [])
    page = folder / "trees" / "index.md"
    first = page.read_text(encoding="utf-8")
    assert written(folder) == ((3, 0), [])
    assert page.read_text(encoding="utf-8") == first
    # What nobody changed is made anew; ends of lines are no change.
    page.write_bytes(first.replace("\n", "\r\n").encode())
    assert written(folder, replace(TREES, volume="4"), MOSS, LEAF) == ((3, 0), [])
    assert "{4}" in (folder / "trees" / "cite.bib").read_text(encoding="utf-8")
    # A hand's work is left, with all that is beside it.
    mine = first.replace("featured: false", "featured: true")
    page.write_text(mine, encoding="utf-8")
    told = "/trees/index.md: warning: was changed: left as it is [kept-page]"
    assert written(folder) == ((2, 1), [told])
    assert page.read_text(encoding="utf-8") == mine
    assert "{4}" in (folder / "trees" / "cite.bib").read_text(encoding="utf-8")
    assert written(folder, force=True) == ((3, 0), [])
    assert page.read_text(encoding="utf-8") == first


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("trees/index.md", "---\ntitle: Mine\n---\n", "is not bibkit's"),
        ("trees/index.md", "Ä".encode("latin-1"), "is not bibkit's"),
        ("trees/cite.bib", "@misc{x}\n", "cite.bib is not bibkit's"),
    ],
)
def test_a_page_of_somebody_else_stays(
    path: str, text: str | bytes, message: str, tmp_path: Path
) -> None:
    data = text.encode() if isinstance(text, str) else text
    (tmp_path / "trees").mkdir()
    (tmp_path / path).write_bytes(data)
    told = f"/trees/index.md: warning: {message}: left as it is [kept-page]"
    assert written(tmp_path, TREES) == ((0, 1), [told])
    assert (tmp_path / path).read_bytes() == data
    assert sorted(each.name for each in tmp_path.rglob("*.*")) == [path.rpartition("/")[2]]


def test_what_stands_beside_a_page_and_was_changed_stays(tmp_path: Path) -> None:
    written(tmp_path, TREES)
    (tmp_path / "trees" / "cite.bib").write_text("@misc{x}\n", encoding="utf-8")
    told = "/trees/index.md: warning: cite.bib was changed: left as it is [kept-page]"
    assert written(tmp_path, TREES) == ((0, 1), [told])


def test_a_page_whose_paper_is_gone_is_told_and_stays(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "about.md").write_text("---\ntitle: Me\n---\n", encoding="utf-8")
    told = "/trees/index.md: warning: its paper is not on the list: left as it is [old-page]"
    assert written(tmp_path, MOSS, LEAF) == ((2, 0), [told])
    assert (tmp_path / "trees" / "index.md").exists()


def test_a_folder_that_cannot_be_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UnwritableError, match="is a file; name a folder"):
        check_folder(tmp_path / "file")
    with pytest.raises(UnwritableError, match=r"the folder .* does not exist"):
        check_folder(tmp_path / "no" / "pubs")
    check_folder(tmp_path)
    # Nothing is left where a page cannot be written.
    (tmp_path / "pubs").mkdir()
    (tmp_path / "pubs" / "trees").write_text("", encoding="utf-8")
    with pytest.raises(UnwritableError):
        written(tmp_path / "pubs", MOSS, TREES)
    assert [path.name for path in (tmp_path / "pubs").iterdir()] == ["trees"]


def test_orcid_reads_what_it_needs_of_ones_own() -> None:
    other = replace(MOSS, key="other", title="Ferns", author=(BOB,))
    told: list[Diagnostic] = []
    made = document(TREES, MOSS, other, everyone=True)
    assert "".join(map(str, content(made, "orcid", told.append))) == (
        "@article{trees,\n"
        "  author        = {Babbage, Bob and Lovelace, Ada},\n"
        "  title         = {Trees \\& \\emph{forests}: 100\\% of \\#oaks},\n"
        "  journal       = {A\\_Journal \\#1},\n"
        "  shortjournal  = {AJ},\n"
        "  year          = {2021},\n"
        "  month         = mar,\n"
        "  volume        = {3},\n"
        "  eprint        = {2101.00001},\n"
        "  archiveprefix = {arXiv},\n"
        "  doi           = {10.1000/x},\n"
        "  code          = {https://example.org/code},\n"
        "  eprinttype    = {arxiv},\n"
        "}\n"
        "\n"
        "@book{my:moss,\n"
        "  author    = {Lovelace, Ada},\n"
        "  title     = {Moss},\n"
        "  year      = {2020},\n"
        "  publisher = {Long},\n"
        "}\n"
    )
    assert [each.code for each in told] == ["no-orcid-id"]


def test_what_was_selected_is_handed_in() -> None:
    made = document(selected=["my:moss", "leaf"])
    for medium, start in (("bibtex", "@book{my:moss"), ("ris", "TY  - BOOK")):
        found = text_of(medium, made, "my:moss", "leaf")
        assert found.startswith(start)
        assert [one.title for one in api.read(found.encode(), medium)] == ["Moss", "Leaf"]
    titles = [one.title for one in api.read(text_of("ris", made).encode(), "ris")]
    assert titles == ["Moss", "Leaf", "Trees & <i>forests</i>: 100% of #oaks"]


def test_al_folio_has_the_fields_of_its_buttons() -> None:
    found = text_of("al-folio", document(TREES, MOSS), "trees")
    assert found.startswith("---\n---\n\n@article{trees,")
    read = [
        dict(one.extra) for one in api.read(found.removeprefix("---\n---\n").encode(), "bibtex")
    ]
    shown = [json.dumps(one, default=list, sort_keys=True) for one in read]
    assert '"bibtex/abbr": ["AJ"]' in shown[0]
    assert '"bibtex/selected": ["true"]' in shown[0]
    assert '"bibtex/bibtex_show": ["true"]' in shown[1]
    assert "selected" not in shown[1]


def test_a_page_leads_to_the_library_that_is_written_with_it(tmp_path: Path) -> None:
    from bibkit.cli import cv_targets

    (tmp_path / "b c").mkdir()
    names = [
        str(tmp_path / "cv.html"),
        f"html:{tmp_path}/b c/x",
        str(tmp_path / "b c" / "é.bib"),
    ]
    found = cv_targets.targets(names, [])
    told = list(cv_targets.write(document(), found, (), ignore, force=False))
    assert told == [f"wrote 3 papers to {name.removeprefix('html:')}" for name in names]
    for page, way in (("cv.html", "b%20c/%C3%A9.bib"), ("b c/x", "%C3%A9.bib")):
        text = (tmp_path / page).read_text(encoding="utf-8")
        assert text.count(f'href="{way}"') == 2


@pytest.mark.parametrize(
    ("text", "path", "medium"),
    [
        ("cv.yaml", "cv.yaml", "rendercv"),
        ("me.bib", "me.bib", "bibtex"),
        ("orcid:me.bib", "me.bib", "orcid"),
        ("hugo:content/publications", "content/publications", "hugo"),
        ("jekyll:_publications/", "_publications", "jekyll"),
        ("html:x.y", "x.y", "html"),
    ],
)
def test_a_name_says_what_is_written(text: str, path: str, medium: str) -> None:
    assert target(text) == (Path(path), medium)


def test_a_name_that_says_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="no medium has this suffix"):
        target("other:x.y")
