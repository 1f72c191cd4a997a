"""The owner is visible, and set off, in every style and medium, whoever wrote with her."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibkit.csl import StyleError
from bibkit.csl.lookup import OWN, style_paths
from bibkit.diagnostics import ignore
from bibkit.model import Citation, Date, Name
from bibkit.publications import WRITERS, Document, Owner, Paper, Section
from bibkit.publications.as_docx import docx
from bibkit.publications.entries import Printer
from bibkit.publications.owner import stand
from tests.publications.stripped import STRIPPED, lines

OWNERS = {
    # As she says her name, as papers write it, and what of it every style must print.
    "Ada Lovelace": ([Name("Lovelace", "Ada"), Name("Lovelace", "A.")], "lovelace"),
    "Lovelace, Ada": ([Name("Lovelace", "Ada M."), Name("Lovelace", "A")], "lovelace"),
    "Ludwig van Beethoven": (
        [
            Name("Beethoven", "Ludwig", non_dropping_particle="van"),
            Name("Beethoven", "L.", dropping_particle="van"),
        ],
        "beethoven",
    ),
    "María José Fernández-López": ([Name("Fernández-López", "M. J.")], "fernández-lópez"),
    "曾志晨": ([Name("曾", "志晨")], "曾"),
    "Joan O'Neill": ([Name("O’Neill", "Joan"), Name("O'Neill", "J")], "neill"),
}
OTHERS = (
    *(Name(f"Smith{letter}", f"Xan{letter}") for letter in "abcdefghijklmnopqrstuvwxyz"),
    Name(literal="World Bank"), Name("王", "军"), Name("Plato"),
    Name("Gogh", "Vincent", non_dropping_particle="van"), Name("Kim", "B.", suffix="Jr."),
)  # fmt: skip
TYPES = (
    "article-journal", "paper-conference", "book", "chapter", "article", "thesis", "report",
    "software", "patent", "webpage",
)  # fmt: skip
BUNDLED = sorted(OWN.glob("*.csl"))
SAMPLED = [path for what, path in style_paths() if what == "the extra's"][::40]


@st.composite
def papers(draw: st.DrawFn) -> tuple[str, Citation]:
    """An owner, and a work of hers: among few or many, first or last, listed or not."""
    who = draw(st.sampled_from(sorted(OWNERS)))
    name = draw(st.sampled_from(OWNERS[who][0]))
    others = draw(st.lists(st.sampled_from(OTHERS), max_size=30, unique=True))
    type = draw(st.sampled_from(TYPES))
    venue = "" if type in ("book", "thesis", "report", "software") else "Woods"
    work: dict[str, Any] = {
        "type": type, "title": "On Trees", "key": "a", "container_title": venue,
        "issued": Date(2020), "publisher": "Longman", "page": "1-9",
    }  # fmt: skip
    is_listed = draw(st.booleans()) or len(others) < 3
    if not is_listed:
        return who, Citation(author=tuple(others), more_authors=True, also_by=(name,), **work)
    place = draw(st.integers(0, len(others)))
    people = (*others[:place], name, *others[place:])
    if type == "book" and draw(st.booleans()):
        return who, Citation(editor=people, more_editors=draw(st.booleans()), **work)
    return who, Citation(author=people, more_authors=draw(st.booleans()), **work)


@cache
def printer(path: Path, emphasis: str = "bold") -> Printer:
    try:
        return Printer(str(path), locale="en-US", emphasis=emphasis, report=ignore)
    except StyleError as error:
        pytest.skip(str(error))


def paper(path: Path, who: str, citation: Citation) -> tuple[Paper, list[str]]:
    """The entry, and her name as it stands there; some styles print it twice."""
    standing = stand(Owner.of(who), citation)
    assert standing.is_hers
    runs, mine = printer(path).entry(citation, standing)
    own, last = [""], -1
    for place in sorted(mine):
        own += [] if place == last + 1 else [""]
        own[-1] += runs[place].text
        last = place
    return Paper(citation, runs, standing, mine), list(filter(None, own))


def alone(entry: Paper) -> Document:
    return Document("List", sections=(Section("", (entry,)),))


def bold(document: Document) -> dict[str, str]:
    """What is bold as her name in each medium that is text with markup."""
    written = {medium: "".join(write(document)) for medium, write in WRITERS.items()}
    found = {
        "html": re.findall(r'<span class="me">(.*?)</span>', written["html"]),
        "markdown": re.findall(r"\*\*(.*?)\*\*", written["markdown"]),
        "latex": re.findall(r"\\textbf\{(.*?)\}", written["latex"]),
        "typst": re.findall(r'text\(weight: "bold", .*?"\)', written["typst"]),
    }
    return {medium: "".join(parts) for medium, parts in found.items()}


@pytest.mark.parametrize("path", [*BUNDLED, *SAMPLED], ids=lambda path: path.stem)
@settings(max_examples=12, deadline=None)
@given(made=papers())
def test_the_owner_is_visible(path: Path, made: tuple[str, Citation]) -> None:
    who, citation = made
    entry, own = paper(path, who, citation)
    whole = "".join(own).casefold()
    assert OWNERS[who][1] in whole
    assert not re.search("smith|world|plato|gogh", whole)
    document = alone(entry)
    for medium, write in WRITERS.items():
        said = "\n".join(STRIPPED[medium]("".join(write(document))))
        assert all("".join(lines(each)) in said for each in own), medium
    for medium, set_off in bold(document).items():
        # Her name may be in pieces there, and holds signs that a medium escapes.
        assert re.sub(r"\W", "", OWNERS[who][1][:4]) in set_off.casefold(), medium


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
@settings(max_examples=20, deadline=None)
@given(made=papers())
def test_the_owner_is_visible_in_word(path: Path, made: tuple[str, Citation]) -> None:
    import docx as word

    who, citation = made
    entry, own = paper(path, who, citation)
    read = word.Document(BytesIO(docx(alone(entry)))).paragraphs[-1]
    assert "".join(run.text for run in read.runs if run.bold) == "".join(own)
