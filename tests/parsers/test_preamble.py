"""Macros that a file defines in its preamble."""

import time

import pytest

import bibkit

DEFINITIONS = r"""
@Preamble{
  "\ifx \undefined \booktitle \def \booktitle #1{{{\em #1}}} \fi"
# "\newcommand{\TUB}{\emph{TUGboat}} "
# "\providecommand\pair[2]{#1 and #2}"
# "\renewcommand*{\twice}[1]{\pair{#1}{#1}}"
# "\def\cprime{$'$} \def\odd#1{\ifx#1\relax a\fi} \def\lost#1{#2}"
# "\hyphenation{x-y}" }
"""

TITLES = {
    r"Review of \booktitle{Der Fr{\"u}hdruck}": "Review of <i>Der Frühdruck</i>",
    r"\TUB{} and {\TUB} and \TUB\ 5": "<i>TUGboat</i> and <i>TUGboat</i> and <i>TUGboat</i> 5",
    r"\pair {A} {\TUB}!": "A and <i>TUGboat</i>!",
    r"\twice{x}": "x and x",
    # No argument, a program, another's argument: as they are. What is known keeps its meaning.
    r"\pair{A}": r"\pair{A}",
    r"\odd{x}": r"\odd{x}",
    r"\lost{x}": r"\lost{x}",
    r"Ol\cprime ga": "Olʹga",
    r"\TUBs": r"\TUBs",
}


@pytest.mark.parametrize(("written", "title"), TITLES.items())
def test_macros_of_the_preamble_are_what_they_stand_for(written: str, title: str) -> None:
    entry = f"@misc{{a, title = {{{written}}}}}"
    (citation,) = bibkit.read((DEFINITIONS + entry).encode(), "bibtex")
    assert citation.title == title


def test_macros_come_with_what_is_inherited() -> None:
    text = (
        DEFINITIONS
        + r"""
        @xdata{x, publisher = {\TUB}}
        @inproceedings{a, title = {A}, crossref = {p}, xdata = {x}}
        @proceedings{p, title = {On \TUB}}"""
    )
    told: list[bibkit.Diagnostic] = []
    paper, *_ = bibkit.read(text.encode(), "biblatex", report=told.append)
    assert (paper.container_title, paper.publisher, told) == (
        "On <i>TUGboat</i>",
        "<i>TUGboat</i>",
        [],
    )


def test_what_was_written_before_the_definition_stays() -> None:
    text = r"@misc{a, title = {\TUB}}" + DEFINITIONS
    (citation,) = bibkit.read(text.encode(), "bibtex")
    assert citation.title == r"\TUB"


def test_an_untouched_file_comes_back_with_its_macros() -> None:
    text = DEFINITIONS + "@misc{a,\n  title = {\\TUB},\n}\n"
    citations = list(bibkit.read(text.encode(), "bibtex", originals=True))
    assert "".join(bibkit.write(citations, "bibtex")) == text


@pytest.mark.parametrize(
    ("defined", "title"),
    [
        (r"\def\a{\a\a}", r"\a" * 1000),
        (r"\def\a#1{" + "#1" * 100 + "}", r"\a{" * 50 + "x" * 1000 + "}" * 50),
        (r"\def\a{x}" * 20_000, r"\a"),
        (r"\def\a#1{x}" + "{" * 20_000, r"\a{" * 20_000),
    ],
)
def test_hostile_definitions_cost_no_time(defined: str, title: str) -> None:
    start = time.process_time()
    text = f'@preamble{{"{defined}"}}\n@misc{{k, title = {{{title}}}}}'
    list(bibkit.read(text.encode(), "bibtex"))
    assert time.process_time() - start < 5
