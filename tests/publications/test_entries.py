"""An entry in any style: the owner shown, set off, and nothing else changed."""

from pathlib import Path
from typing import Any

import pytest

from bibkit.csl import Run
from bibkit.diagnostics import ignore
from bibkit.model import Citation, Date, Identifier, Name, replace
from bibkit.publications import marks
from bibkit.publications.entries import Printer
from bibkit.publications.owner import Owner, stand

ADA = Name("Lovelace", "Ada")
OTHERS = tuple(Name(f"Smith{letter}", f"Xan{letter}") for letter in "abcdefghijkl")
OWNER = Owner.of("Ada Lovelace")
BOLD = ("font-weight", "bold")


def paper(*authors: Name, **values: Any) -> Citation:
    return Citation(
        type="article-journal", title="On Trees", container_title="Woods",
        issued=Date(2020), key="a", author=authors, **values,
    )  # fmt: skip


def entry(citation: Citation, style: str, emphasis: str = "bold") -> str:
    """The entry, the owner's name between stars."""
    printer = Printer(style, locale="en-US", emphasis=emphasis, report=ignore)
    runs, mine = printer.entry(citation, stand(OWNER, citation))
    return "".join(
        f"*{run.text}*" if place in mine else run.text for place, run in enumerate(runs)
    )


@pytest.mark.parametrize(
    ("citation", "style", "expected"),
    [
        (
            paper(ADA, OTHERS[0]),
            "bibkit-compact",
            "*Lovelace A* & Smitha X. On Trees. Woods (2020).",
        ),
        (
            paper(*OTHERS[:7], ADA, OTHERS[8]),
            "bibkit-compact",
            "Smitha X, Smithb X, Smithc X, Smithd X, Smithe X, Smithf X, …, *Lovelace A*, "
            "et al. On Trees. Woods (2020).",
        ),
        (
            paper(*OTHERS[:6], ADA, *OTHERS[6:]),
            "bibkit-compact",
            "Smitha X, Smithb X, Smithc X, Smithd X, Smithe X, Smithf X, *Lovelace A*, "
            "et al. On Trees. Woods (2020).",
        ),
        (
            paper(*OTHERS, ADA),
            "bibkit-compact",
            "Smitha X, Smithb X, Smithc X, Smithd X, Smithe X, Smithf X, …, *Lovelace A*. "
            "On Trees. Woods (2020).",
        ),
        (
            paper(*OTHERS[:3], more_authors=True, also_by=(ADA,)),
            "bibkit",
            "Xana Smitha, Xanb Smithb, Xanc Smithc, …, *Ada Lovelace*, et al. (2020). "
            "On Trees. Woods.",
        ),
        (
            paper(OTHERS[0], title_short="Lovelace, A."),
            "bibkit",
            "Xana Smitha (2020). On Trees. Woods.",
        ),
        (
            paper(ADA, Name("Lovelace", "Byron"), status="inpress"),
            "bibkit",
            "*Ada Lovelace* and Byron Lovelace (2020). On Trees. Woods.",
        ),
    ],
)
def test_the_owner_is_shown(citation: Citation, style: str, expected: str) -> None:
    assert entry(citation, style) == expected


def test_two_as_likely_are_both_left_as_they_are() -> None:
    assert entry(paper(ADA, ADA), "bibkit") == (
        "Ada Lovelace and Ada Lovelace (2020). On Trees. Woods."
    )


def test_her_name_in_a_title_is_no_name() -> None:
    citation = paper(OTHERS[0], ADA, volume_title="Ada Lovelace")
    titled = replace(citation, title="Ada Lovelace", container_title="Ada Lovelace")
    assert entry(titled, "bibkit") == (
        "Xana Smitha and *Ada Lovelace* (2020). Ada Lovelace. Ada Lovelace."
    )


def test_a_style_counts_nothing() -> None:
    assert entry(paper(ADA), "bibkit-numbered") == "*A. Lovelace* (2020). On Trees. Woods."


def test_an_editor_is_shown_too() -> None:
    citation = Citation(
        type="book", title="On Trees", publisher="Longman", key="a",
        editor=(*OTHERS[:8], ADA, OTHERS[8]),
    )  # fmt: skip
    assert entry(citation, "bibkit-compact") == (
        "Smitha X, Smithb X, Smithc X, Smithd X, Smithe X, Smithf X, …, *Lovelace A*, et al. "
        "On Trees. Longman."
    )


@pytest.mark.parametrize(
    ("emphasis", "formats"),
    [
        ("bold", (BOLD,)),
        ("underline", (("text-decoration", "underline"),)),
        ("small-caps", (("font-variant", "small-caps"),)),
        ("none", ()),
    ],
)
def test_a_name_is_set_off_as_is_asked(
    emphasis: str, formats: tuple[tuple[str, str], ...]
) -> None:
    printer = Printer("bibkit", locale="en-US", emphasis=emphasis, report=ignore)
    runs, mine = printer.entry(paper(ADA), stand(OWNER, paper(ADA)))
    assert [runs[place].formats for place in mine] == [formats]


def test_a_link_is_as_long_as_its_address() -> None:
    citation = paper(ADA, ids=(Identifier("doi", "10.1000/x"),))
    printer = Printer("bibkit", locale="en-US", emphasis="bold", report=ignore)
    runs, _ = printer.entry(citation, stand(OWNER, citation))
    linked = [run for run in runs if run.link]
    assert "".join(run.text for run in linked) == "https://doi.org/10.1000/x"
    assert {run.link for run in linked} == {"https://doi.org/10.1000/x"}


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (paper(ADA), "[*Ada Lovelace*]"),
        (paper(ADA, OTHERS[0]), "[*Ada Lovelace* et al.]"),
        (paper(OTHERS[0], more_authors=True, also_by=(ADA,)), "[*Ada Lovelace* et al.]"),
        (replace(paper(), editor=(ADA,)), "[*Ada Lovelace*, ed.]"),
    ],
)
def test_a_style_that_prints_nobody_has_her_in_brackets(
    citation: Citation, expected: str, tmp_path: Path
) -> None:
    style = own_style(tmp_path, '<text variable="title" suffix="."/>')
    assert entry(citation, style) == f"On Trees. {expected}"


def test_what_a_style_prints_nothing_of_stands_in_the_house_style(tmp_path: Path) -> None:
    style = own_style(tmp_path, '<text variable="DOI"/>')
    assert entry(paper(ADA), style) == "*Ada Lovelace* (2020). On Trees. Woods."


def own_style(folder: Path, layout: str) -> str:
    path = folder / "own.csl"
    path.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
        "<info><title>x</title><id>x</id></info><citation><layout/></citation><bibliography>"
        f"<layout>{layout}</layout></bibliography></style>"
    )
    return str(path)


def test_marks_stand_behind_names_and_in_a_legend_only_where_used() -> None:
    citation = paper(
        ADA, OTHERS[0],
        extra={"biblatex/author+an": ('1=equal,student,"famous"; 2:family=equal; 3=equal; x',)},
    )  # fmt: skip
    found = marks.marks_of(citation)
    assert found == {0: ("equal", "student"), 1: ("equal",), 2: ("equal",)}
    printer = Printer("bibkit", locale="en-US", emphasis="bold", report=ignore)
    runs, mine = marks.marked(*printer.entry(citation, stand(OWNER, citation)), found)
    text = "".join(run.text for run in runs)
    assert text == "Ada Lovelace†* and Xana Smitha† (2020). On Trees. Woods."
    assert [runs[place].text for place in mine] == ["Ada Lovelace"]
    legend = "".join(run.text for run in marks.legend(iter([runs])))
    assert legend == "† equal contribution; * student"
    assert marks.legend(iter([(Run("† in a title"),)])) == ()
