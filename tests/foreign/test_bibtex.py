"""BibTeX itself, with a style of a few lines: its own parser and name splitting."""

import os
import subprocess

import pytest

from tests.conftest import program
from tests.foreign.conftest import Corpus, decoded, people

# plain.bst is in a package of its own, and prints a reference from which nothing can be read.
_STYLE = """ENTRY { author title year month } {} {}
INTEGERS { i }
MACRO {jan} {"1"} MACRO {feb} {"2"} MACRO {mar} {"3"} MACRO {apr} {"4"} MACRO {may} {"5"}
MACRO {jun} {"6"} MACRO {jul} {"7"} MACRO {aug} {"8"} MACRO {sep} {"9"} MACRO {oct} {"10"}
MACRO {nov} {"11"} MACRO {dec} {"12"}
FUNCTION {out} { write$ newline$ }
FUNCTION {people}
{ #1 'i :=
  { i author num.names$ #1 + < }
  { "|author|" author i "{ff}|{vv}|{ll}|{jj}" format.name$ * out i #1 + 'i := }
  while$
}
FUNCTION {item}
{ "|key|" cite$ * out
  author empty$ { } { people } if$
  "|title|" title * out
  "|year|" year * "-" * month empty$ { } { month * } if$ out
}
FUNCTION {default.type} { item }
READ
ITERATE {item}
"""
_ENTRY = "\n|key|"


@pytest.fixture(scope="module")
def entries(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    folder = tmp_path_factory.mktemp("bibtex")
    (folder / "lines.bst").write_text(_STYLE, encoding="ascii")
    (folder / "written.bib").write_text(corpus.texts["bibtex"], encoding="utf-8")
    aux = "\\citation{*}\n\\bibstyle{lines}\n\\bibdata{written}\n"
    (folder / "job.aux").write_text(aux, encoding="ascii")
    places = {"BSTINPUTS": ".", "BIBINPUTS": "."}
    run = subprocess.run(
        [program("bibtex"), "job"],
        cwd=folder,
        env={**os.environ, **places},
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [line for line in run.stdout.splitlines() if "isn't style-file" not in line]
    assert run.returncode == 0, run.stdout
    assert [line for line in complaints if "arning" in line and "There w" not in line] == []
    # BibTeX breaks lines at a blank near column 79 and indents what follows.
    text = (folder / "job.bbl").read_text(encoding="utf-8").replace("\n  ", " ")
    found = [chunk.split("\n") for chunk in ("\n" + text).split(_ENTRY)[1:]]
    return {lines[0]: lines[1:] for lines in found}


def _values(entry: list[str], label: str) -> list[str]:
    return [line.removeprefix(label) for line in entry if line.startswith(label)]


def _parts(name: str) -> tuple[str, ...]:
    return tuple(decoded(part.replace("~", " ")) for part in name.split("|"))


def test_bibtex_finds_every_entry(entries: dict[str, list[str]], corpus: Corpus) -> None:
    assert list(entries) == corpus.keys


def test_bibtex_finds_every_author(entries: dict[str, list[str]], corpus: Corpus) -> None:
    found = {key: list(map(_parts, _values(e, "|author|"))) for key, e in entries.items()}
    assert found == {citation.key: people(citation) for citation in corpus.citations}


def test_bibtex_finds_every_title(entries: dict[str, list[str]], corpus: Corpus) -> None:
    found = {key: decoded(_values(entry, "|title|")[0]) for key, entry in entries.items()}
    assert found == corpus.titles()


def test_bibtex_finds_every_month(entries: dict[str, list[str]], corpus: Corpus) -> None:
    found = {key: _values(entry, "|year|")[0] for key, entry in entries.items()}
    wanted = {key: "-".join(map(str, [*day[:2], ""][:2])) for key, day in corpus.days().items()}
    assert found == wanted
