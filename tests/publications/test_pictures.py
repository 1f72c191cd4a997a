"""Pictures of a list: what they show, that words say the same, that nothing is markup."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibkit.diagnostics import Diagnostic, ignore
from bibkit.errors import UsageError
from bibkit.model import Citation, Date, Name, replace
from bibkit.publications import WRITERS, Document, Options, Owner, build, content, svg
from bibkit.publications.as_docx import docx
from bibkit.publications.as_pdf import pdf
from bibkit.publications.bars import citations_by_year, citations_of, papers_by_year
from bibkit.publications.network import coauthor_network, short
from bibkit.publications.owner import Standing
from bibkit.publications.people import coauthors
from bibkit.publications.pictures import PICTURES, drawn
from tests.publications.stripped import STRIPPED, lines

ADA = Name("Lovelace", "Ada")
SVG = "{http://www.w3.org/2000/svg}"


def work(
    year: int | None, kind: str = "article-journal", *people: str, **more: Any
) -> Citation:
    names = tuple(
        Name(family, given) for given, family in (one.split(" ", 1) for one in people)
    )
    more.setdefault("title", f"On {year} {kind} {people}")
    if kind != "article":
        more.setdefault("container_title", "Woods")
    date = Date(year) if year is not None else None
    return Citation(type=kind, issued=date, author=(ADA, *names), **more)


WORKS = (
    work(2021, "article-journal", "Bob Babbage", "Jürgen Müller", extra={"x/TC": ("12",)}),
    work(2021, "paper-conference", "B. Babbage", "Wei Li", note="Cited by: 3"),
    work(2023, "article", "J. Mueller", "Bob Babbage"),
    work(2019, "book", "Jane Wu", "Jean Wu"),
    work(2020, "book", "J. Wu"),
    work(None, "software"),
)


def document(*works: Citation) -> Document:
    return build(works or WORKS, Owner.of("Ada Lovelace"), Options()).document


def with_pictures(*works: Citation) -> Document:
    from dataclasses import replace as changed

    made = document(*works)
    return changed(made, pictures=drawn(made, PICTURES, ignore))


def test_papers_are_counted_by_year_and_kind() -> None:
    picture = papers_by_year(WORKS)
    assert picture
    assert picture.text == (
        "Papers per year: 2023: 1 preprint; 2021: 2 (1 journal article, 1 conference paper); "
        "2020: 1 book or chapter; 2019: 1 book or chapter; without a year: 1."
    )
    root = ElementTree.fromstring(picture.svg())
    texts = [one.text for one in root.iter(f"{SVG}text")]
    assert texts == [
        "Papers per year", "Journals", "Conferences", "Books, chapters", "Preprints",
        "0", "1", "2", "1", "2019", "1", "2020", "2", "2021", "2022", "1", "2023",
    ]  # fmt: skip
    bars = [one for one in root.iter(f"{SVG}rect") if one.get("width") != "10"]
    # 136 points for two papers; the conference paper stands on the journal article.
    assert [(one.get("class"), one.get("y"), one.get("height")) for one in bars] == [
        ("f-three", "122", "68"), ("f-three", "122", "68"), ("f-one", "122", "68"),
        ("f-two", "54", "68"), ("f-four", "122", "68"),
    ]  # fmt: skip


def test_a_year_that_is_not_over_is_marked() -> None:
    picture = papers_by_year(WORKS, date(2023, 6, 4))
    assert picture
    assert picture.words.startswith("2023 (to 2023-06-04): 1 preprint; 2021: 2")
    texts = [one.text for one in ElementTree.fromstring(picture.svg()).iter(f"{SVG}text")]
    assert "2023*" in texts
    assert texts[-1] == "* to 2023-06-04"
    assert papers_by_year(WORKS, date(2024, 6, 4)) == papers_by_year(WORKS)


@pytest.mark.parametrize(
    ("years", "labels"),
    [
        ((2021,), ["2021"]),
        ((1999, 2023), ["2000", "2002", "2004", "2006", "2008", "2010", "2012", "2014",
                        "2016", "2018", "2020", "2022"]),
        ((1864, 2023), ["1875–", "1900–", "1925–", "1950–", "1975–", "2000–"]),
        ((-499, 2023), ["501 BCE–", "1 BCE–", "500–", "1000–", "1500–", "2000–"]),
    ],
)  # fmt: skip
def test_years_have_room(years: tuple[int, ...], labels: list[str]) -> None:
    picture = papers_by_year([work(year) for year in years])
    assert picture
    found = [
        one for one in ElementTree.fromstring(picture.svg()).iter(f"{SVG}text")
        if one.get("y") == "206"
    ]  # fmt: skip
    assert [one.text for one in found] == labels
    places = [float(one.get("x", "")) for one in found]
    assert all(after - before >= 30 for before, after in pairwise(places))
    assert all(15 <= place <= svg.WIDTH - 15 for place in places)


@pytest.mark.parametrize(
    ("citation", "count"),
    [
        (WORKS[0], 12),
        (WORKS[1], 3),
        (replace(WORKS[2], extra={"scopus/Cited by": ("7",)}), 7),
        (replace(WORKS[2], extra={"a/citationCount": (0,)}), 0),
        (replace(WORKS[2], extra={"a/TC": ("many",)}), None),
        (replace(WORKS[2], note="It cited by accident 3"), None),
        (WORKS[2], None),
    ],
)
def test_citations_are_what_a_source_says(citation: Citation, count: int | None) -> None:
    assert citations_of(citation) == count


def test_citations_are_drawn_where_they_are_known() -> None:
    picture = citations_by_year(WORKS)
    assert picture
    assert picture.text == (
        "Citations by the year of the paper: 2021: 15; known for 2 of 6 papers."
    )
    assert citations_by_year(WORKS[2:]) is None


def standings(*works: Citation) -> Iterator[tuple[Citation, Standing]]:
    return ((one, Standing("found", {"author": 0})) for one in works)


def test_a_coauthor_is_one_person_however_spelled() -> None:
    found = coauthors(standings(*WORKS))
    assert [(str(one.name), len(one.papers), one.others) for one in found] == [
        ("Bob Babbage", 3, ("B. Babbage",)),
        ("Jürgen Müller", 2, ("J. Mueller",)),
        ("Wei Li", 1, ()),
        # Of whom "J. Wu" is one nobody knows.
        ("Jane Wu", 1, ()),
        ("Jean Wu", 1, ()),
        ("J. Wu", 1, ()),
    ]


def test_two_on_one_paper_are_two_people() -> None:
    paper = work(2020, "book", "Wei Li", "W. Li")
    assert [str(one.name) for one in coauthors(standings(paper))] == ["Wei Li", "W. Li"]


def test_the_network_of_coauthors() -> None:
    picture = coauthor_network(standings(*WORKS))
    assert picture
    assert picture.text == (
        "Co-authors: Bob Babbage (3 papers), Jürgen Müller (2 papers), Wei Li (1 paper), "
        "Jane Wu (1 paper), Jean Wu (1 paper), J. Wu (1 paper). "
        "6 co-authors. Lines join who share papers."
    )
    root = ElementTree.fromstring(picture.svg())
    widths = sorted(one.get("stroke-width", "") for one in root.iter(f"{SVG}path"))
    # Babbage and Müller have two papers; Babbage and Li, the two Wus one.
    assert widths == ["1", "1", "1.8"]
    names = [one.text for one in root.iter(f"{SVG}text")][2:]
    assert sorted(map(str, names)) == [
        "Bob Babbage", "J. Wu", "Jane Wu", "Jean Wu", "Jürgen Müller", "Wei Li",
    ]  # fmt: skip
    # Who share a paper stand side by side.
    assert names[:3] == ["Bob Babbage", "Jürgen Müller", "Wei Li"]
    assert abs(names.index("Jane Wu") - names.index("Jean Wu")) == 1
    assert coauthor_network(standings(work(2020))) is None


def test_a_network_says_whom_it_leaves_out() -> None:
    many = [
        work(2020, "book", f"{chr(65 + n)}nn Person{n}", more_authors=n == 1) for n in range(40)
    ]
    picture = coauthor_network(standings(*many))
    assert picture
    assert picture.words.endswith(
        "40 co-authors; the 30 most frequent are shown. Lines join who share papers. "
        "Of 1 of 40 papers not all authors are known."
    )
    root = ElementTree.fromstring(picture.svg())
    assert len(list(root.iter(f"{SVG}circle"))) == 30


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (Name("Li", "Wei"), "Wei Li"),
        (Name("Fernández-López", "María José"), "M. J. Fernández-López"),
        (Name("Berghe-Vandenbroeck", "Jan-Willem", non_dropping_particle="van den"),
         "J.-W. van den Berghe…"),
        (Name(literal="The Great Collaboration of Oaks"), "The Great Collaborat…"),
        (Name(literal="何恺明"), "何恺明"),
    ],
)  # fmt: skip
def test_a_name_in_a_picture_is_short(name: Name, shown: str) -> None:
    assert short(name) == shown


HOSTILE = (
    replace(WORKS[0], author=(ADA, Name("</text><script>\"&'", "]]>"))),
    work(2020, "book", "\\#{} $x$ `y`*z*"),
)


CONTROL = work(2020, "article-journal", "\x00\ufffe]]> \x1b\ud800")


@pytest.mark.parametrize("styled", [True, False])
def test_nothing_in_a_picture_is_markup(styled: bool) -> None:
    for picture in with_pictures(*HOSTILE, CONTROL).pictures:
        root = ElementTree.fromstring(picture.svg(styled=styled))
        tags = {one.tag.removeprefix(SVG) for one in root.iter()}
        known = {"svg", "title", "desc", "style", "text", "rect", "circle", "path"}
        assert tags <= known - (set() if styled else {"style"})


@given(st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=80, deadline=None)
def test_any_name_is_text_of_a_picture(family: str, given_name: str) -> None:
    papers = list(standings(work(2020, "book"), work(2021, "book", "Wei Li")))
    name = Name(family or "x", given_name)
    papers[0] = (replace(papers[0][0], author=(ADA, name)), papers[0][1])
    picture = coauthor_network(papers)
    assert picture
    root = ElementTree.fromstring(picture.svg())
    assert len(list(root.iter(f"{SVG}circle"))) == 2
    assert len(list(root.iter(f"{SVG}text"))) == 4


@pytest.mark.parametrize("works", [WORKS, HOSTILE], ids=["usual", "hostile"])
def test_all_media_say_what_pictures_show(works: tuple[Citation, ...]) -> None:
    made = with_pictures(*works)
    said = {name: STRIPPED[name]("".join(WRITERS[name](made))) for name in WRITERS}
    assert said["text"][-4] == "Figures"
    assert said["text"][-3].startswith("Papers per year: 20")
    for medium in said:
        assert said[medium] == said["text"]


def test_a_page_shows_pictures_to_all() -> None:
    page = "".join(WRITERS["html"](with_pictures()))
    assert page.count('role="img"') == 3
    for name in PICTURES:
        labelled = f'aria-labelledby="picture-{name}-title picture-{name}-words"'
        assert page.count(labelled) == 1
        assert page.count(f'id="picture-{name}-title"') == 1
    assert "@media screen and (prefers-color-scheme: dark)" in page


def test_a_pdf_with_pictures_is_the_same_each_time() -> None:
    told: list[Diagnostic] = []
    first, second = (pdf(with_pictures(), told.append) for _ in range(2))
    assert first == second
    assert len(first) > len(pdf(document(), told.append)) + 5000
    assert told == []
    for works in (HOSTILE, WORKS[-1:]):
        assert pdf(with_pictures(*works), ignore).startswith(b"%PDF-")


def said_in_word(data: bytes) -> list[str]:
    """The lines of a Word document, with what it says of its pictures."""
    import docx as word
    from docx.oxml.ns import qn

    found = []
    for paragraph in word.Document(BytesIO(data)).paragraphs:
        about = paragraph._p.findall(f".//{qn('wp:docPr')}")
        found += [paragraph.text, *(one.get("descr", "") for one in about)]
    return lines("\n".join(found))


@pytest.mark.parametrize("with_typst", [True, False])
def test_a_word_document_says_what_pictures_show(
    with_typst: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not with_typst:
        monkeypatch.setitem(sys.modules, "typst", None)
    made = with_pictures()
    data = docx(made)
    assert data == docx(made)
    assert said_in_word(data) == STRIPPED["text"]("".join(WRITERS["text"](made)))
    with ZipFile(BytesIO(data)) as file:
        drawn = [name for name in file.namelist() if name.endswith(".png")]
    assert len(drawn) == 3 * with_typst


def test_a_picture_alone_is_a_file() -> None:
    (alone,) = content(document(), "years", ignore)
    assert alone == with_pictures().pictures[0].svg()
    with pytest.raises(UsageError, match="coauthors: cannot be drawn: no paper"):
        content(document(work(2020)), "coauthors", ignore)


def test_what_cannot_be_drawn_is_told() -> None:
    told: list[Diagnostic] = []
    assert [one.name for one in drawn(document(work(2020)), PICTURES, told.append)] == ["years"]
    assert [str(one) for one in told] == [
        "warning: coauthors: no paper that is the owner's has another author [not-drawn]",
        "warning: citations: no source says how often a paper was cited [not-drawn]",
    ]


def test_a_picture_is_the_same_in_every_process() -> None:
    code = (
        "from tests.publications.test_pictures import with_pictures\n"
        "print(*(p.svg() for p in with_pictures().pictures))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(runs) == 1


BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
MEASURE = """<script>
const inside = [...document.querySelectorAll("svg")].every(picture => {
  const frame = picture.getBoundingClientRect();
  return [...picture.querySelectorAll("text, rect, circle, path")].every(one => {
    const box = one.getBoundingClientRect();
    return box.left > frame.left - 1 && box.right < frame.right + 1
      && box.top > frame.top - 1 && box.bottom < frame.bottom + 1;
  });
});
const letters = Math.min(...[...document.querySelectorAll("svg text")].map(
  one => parseFloat(getComputedStyle(one).fontSize) * one.ownerSVGElement.getScreenCTM().a));
document.title = [document.documentElement.scrollWidth <= innerWidth, inside,
  letters > 9, document.querySelectorAll("svg").length].join(" ");
</script></body>"""


@pytest.mark.skipif(not BROWSER, reason="chromium is not installed")
@pytest.mark.parametrize("width", [500, 1200])
def test_pictures_fit_their_page(width: int, tmp_path: Path) -> None:
    many = [work(1999 + n, "book", f"{chr(65 + n)}nn Longfamilyname{n}") for n in range(26)]
    page = tmp_path / "cv.html"
    made = with_pictures(*many, WORKS[0])
    page.write_text(
        "".join(WRITERS["html"](made)).replace("</body>", MEASURE), encoding="utf-8"
    )
    done = subprocess.run(
        [
            str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
            f"--user-data-dir={tmp_path / 'browser'}", f"--window-size={width},800",
            "--enable-logging=stderr", page.as_uri(),
        ],
        capture_output=True, check=True, timeout=120, text=True,
    )  # fmt: skip
    found = re.search("<title>(.*?)</title>", done.stdout)
    assert found
    assert found[1] == "true true true 3"
    assert "CONSOLE" not in done.stderr
