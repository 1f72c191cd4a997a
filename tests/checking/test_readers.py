"""What bibtexparser and pybtex read otherwise, and that they cannot hurt us."""

import re
from pathlib import Path

import pytest

from bibkit import check
from bibkit.checking import readers


def told(text: str) -> list[str]:
    return [
        f"{each.source.line} {each.message}"
        for each in check(text.encode(), "bibtex")
        if each.code in ("other-reader", "not-read-again")
    ]


SAME = r"""
@string{acm = {ACM}}
@comment{of no entry}
@InProceedings{a,
  AUTHOR    = "Ludwig van Beethoven and {\'E}va Tardos
               and {Barnes and Noble} and de la Cruz, Mar{\'\i}a and others",
  title     = {The {TeX}book, \emph{an} $x^2$ \& more},
  subtitle  = {What follows},
  booktitle = acm,
  year      = 1986,
}
Words between.
@misc(b, title = {B}, date = {2001-05})
@proceedings{c, booktitle = {C}, year = 2001}
"""

OTHERWISE = {
    "@misc{a, title = {A}, title = {B}}": [
        "1 bibtexparser drops this entry: repeated field title",
        "1 pybtex says: entry with key a has a duplicate title field",
    ],
    "@misc{a, title = {A {b}\n\n@misc{c, title = {C}}\n@misc{d, title = {D}}": [
        "3 pybtex drops this entry and the 1 behind it: to it a brace before is never closed",
    ],
    "%@misc{a, title = {B}}\n@misc{a, title = {A}}": [
        "1 bibtexparser reads @misc 'a', which we do not",
        "2 bibtexparser drops this entry: its key stands before",
        "2 pybtex reads the title 'B'",
    ],
    "@misc{, title = {A}}": [
        "1 pybtex drops this entry: syntax error in line 1: entry key expected",
    ],
    "@misc{a, author = {family=Li, given=Ada}, title = {A}}": [
        "1 bibtexparser reads the family name 'family=Li' where we read 'Li'",
        "1 pybtex reads the family name 'family=Li' where we read 'Li'",
    ],
    "@string{trees = {On trees}}\n@misc{a, title = trees # { and bushes}}": [
        "2 bibtexparser reads the title 'trees # { and bushes}'",
    ],
}


def test_what_programs_only_write_otherwise_is_not_told() -> None:
    assert told(SAME) == []


@pytest.mark.parametrize(("text", "messages"), OTHERWISE.items())
def test_what_a_program_reads_otherwise_is_told(text: str, messages: list[str]) -> None:
    assert told(text) == messages


TOLD_BY_US = [
    "@book{a, title = {A",
    "@misc{a, title = {A}}\n@misc{a, title = {B}}",
    "@misc{a, title = {A}}\n@misc{A, title = {B}}",
    "@misc{a, title = {A}, author = {Li, A., Wu, B., Yi, C.}}",
    "@misc{a, title = nothing}",
    "@misc{a, author = nobody # { and Bob Li}, title = {A}}",
]


@pytest.mark.parametrize("text", TOLD_BY_US)
def test_what_we_tell_is_not_told_by_programs_too(text: str) -> None:
    assert told(text) == []


def program(monkeypatch: pytest.MonkeyPatch, folder: Path, code: str) -> None:
    script = folder / "with_it.py"
    script.write_text(code, encoding="utf-8")
    monkeypatch.setattr(readers, "PROGRAMS", ("it",))
    monkeypatch.setattr(readers, "__file__", str(script))


BAD_PROGRAMS = {
    "raise ValueError('too deep')": "ValueError: too deep",
    "import os; os._exit(3)": "it ended with code 3",
    "import time; time.sleep(30)": "none within 1 seconds",
    "print('no JSON')": "Expecting value: line 1 column 1 (char 0)",
}


@pytest.mark.parametrize(("code", "why"), BAD_PROGRAMS.items())
def test_a_program_that_breaks_is_told(
    code: str, why: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(readers, "PATIENCE", 1)
    program(monkeypatch, tmp_path, code)
    assert told("@misc{a, title = {A}}") == [f"0 it gave no answer: {why}"]


def test_braces_without_end_are_survived() -> None:
    text = "@misc{a, title = " + "{" * 3000 + "}" * 3000 + "}"
    assert all(re.match(r"1 (pybtex|bibtexparser) ", line) for line in told(text))
