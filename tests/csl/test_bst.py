"""Styles of BibTeX, run by pybtex."""

from pathlib import Path

import pytest

import bibkit
from bibkit.csl import StyleError
from bibkit.errors import UsageError
from bibkit.model import Citation, Date, replace
from tests.csl.styles import CHARLES, NOTES

STYLE = r"""
ENTRY { author title year } {} { label }
FUNCTION {article}
{ "\bibitem[{" year * "[x]}]" * write$ "{" cite$ * "}" * write$ newline$
  author "{ll}" #1 swap$ format.name$ ", " * title * "." * write$ newline$ newline$ }
FUNCTION {book} { article }
FUNCTION {begin} { "\begin{thebibliography}{9}" write$ newline$ newline$ }
FUNCTION {end} { "\end{thebibliography}" write$ newline$ }
READ
EXECUTE {begin}
ITERATE {call.type$}
EXECUTE {end}
"""
BROKEN = (
    "ENTRY { title } {} {}\nFUNCTION {article} { no.such.thing }\nREAD\nITERATE {call.type$}\n"
)
CITED = [
    replace(NOTES, title="5% of the engine"),
    Citation(key="p", type="book", author=(CHARLES,), title="Passages", issued=Date(1864)),
]


def written(tmp_path: Path, text: str) -> str:
    path = tmp_path / "own.bst"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_style_of_bibtex_gives_keys_labels_and_latex(tmp_path: Path) -> None:
    entries = bibkit.render(CITED, written(tmp_path, STYLE), medium="latex")
    assert [(e.key, e.label, e.text) for e in entries] == [
        ("notes", "{1843[x]}", r"Lovelace, 5\% of the engine."),
        ("p", "{1864[x]}", "Babbage, Passages."),
    ]


def test_it_writes_latex_alone(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="BibTeX's styles write LaTeX"):
        bibkit.render(CITED, written(tmp_path, STYLE), medium="html")


WRONG = {"nothing here": "no-such.bst", "a function that nobody wrote": BROKEN}


@pytest.mark.parametrize("case", WRONG)
def test_a_style_that_cannot_be_run_is_one_error(case: str, tmp_path: Path) -> None:
    text = WRONG[case]
    name = text if text.endswith(".bst") else written(tmp_path, text)
    with pytest.raises(StyleError, match=r"\.bst: "):
        bibkit.render(CITED, name, medium="latex")
