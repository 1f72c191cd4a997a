"""LaTeX sets the lists that we write, and the PDF holds the same words."""

import subprocess
from pathlib import Path
from unicodedata import normalize

import pytest

from bibkit import api
from bibkit.model import Citation, Date, Identifier, Name
from bibkit.publications import WRITERS, Document, Options, Owner, build
from tests.conftest import ROOT, program

OWNERS = {
    "zhichen-zeng": "Zhichen Zeng",
    "zhi-hong-deng": "Zhi-Hong Deng",
    "zhaozhuo-xu": "Zhaozhuo Xu",
}
PAGE = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
%s
\pagestyle{empty}\hyphenpenalty=10000\exhyphenpenalty=10000\sloppy
\begin{document}
\input{list}
\end{document}
"""
SIGNS = Citation(
    type="article-journal", key="signs", container_title="A_Journal #1", page="1-9",
    title="Signs: 100% of {all} \\ $5_a ~ ^ x <i>y</i> & [a] | `b` “c” -- é ü ß ł ø ñ",
    author=(Name("Lovelace", "Ada"), Name("Škvor", "Žofie")), issued=Date(2021),
    ids=(Identifier("doi", "10.1000/(a)_<b>#1%"),), url="https://example.org/a b?c=%20&d=~e{f}",
    extra={"bibtex/author+an": ("1=equal,corresponding; 2=student",)},
)  # fmt: skip
BRACKETED = Citation(type="book", key="b", title="[A] Book", author=(Name("Lovelace", "Ada"),))


def compiled(folder: Path, document: Document, package: str) -> str:
    """The words of the PDF that pdfLaTeX makes of a list."""
    latex, reader = program("pdflatex"), program("pdftotext")
    (folder / "list.tex").write_text("".join(WRITERS["latex"](document)), encoding="utf-8")
    (folder / "cv.tex").write_text(PAGE % package, encoding="utf-8")
    done = subprocess.run(
        [latex, "-interaction=nonstopmode", "-halt-on-error", "cv.tex"],
        cwd=folder, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout.decode(errors="replace")
    read = subprocess.run(
        [reader, "-raw", "cv.pdf", "-"], cwd=folder, capture_output=True, check=True
    )
    return words(read.stdout.decode())


def words(text: str) -> str:
    """Letters and digits alone: lines, ligatures and dots are the typesetter's."""
    return "".join(filter(str.isalnum, normalize("NFKC", text)))


@pytest.mark.parametrize("style", ["apa", "bibkit-tenure"])
@pytest.mark.parametrize("name", OWNERS)
def test_latex_sets_the_lists_of_the_seeds(name: str, style: str, tmp_path: Path) -> None:
    read = api.read(ROOT / "seeds" / f"{name}.txt")
    options = Options(style=style, links=True, group_by=("type", "year"), counts=True)
    document = build(read, Owner.of(OWNERS[name]), options).document
    said = compiled(tmp_path, document, r"\usepackage{hyperref}")
    assert said == words("".join(WRITERS["text"](document)))


@pytest.mark.parametrize("number", ["section", "none"])
@pytest.mark.parametrize("package", ["", r"\usepackage{hyperref}"])
def test_latex_sets_every_sign(package: str, number: str, tmp_path: Path) -> None:
    options = Options(links=True, number=number)
    document = build([SIGNS, BRACKETED], Owner.of("Ada Lovelace"), options).document
    said = compiled(tmp_path, document, package)
    assert said == words("".join(WRITERS["text"](document)))
