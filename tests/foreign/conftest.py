"""What we write, once a session: the merged seeds, and a library of every type."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

import bibkit
from bibkit import citekeys, latex
from bibkit.diagnostics import Diagnostic, ignore
from bibkit.model import Citation, Name
from tests.conftest import ROOT, SHARED, shared
from tests.foreign.library import LIBRARY

FORMATS = ("bibtex", "biblatex", "ris", "csl-json")
_TO_TEXT = LatexNodes2Text(math_mode="verbatim").latex_to_text
_TAG = re.compile(r"</?(?:i|b|sup|sub|span)\b[^>]*>")


@dataclass(frozen=True)
class Corpus:
    """Citations in the order of their keys, what each format's text says, what was told."""

    name: str
    citations: tuple[Citation, ...]
    texts: dict[str, str]
    told: dict[str, list[Diagnostic]]

    @property
    def keys(self) -> list[str]:
        return [citation.key for citation in self.citations]

    def titles(self) -> dict[str, str]:
        """Titles without markup, by key."""
        return {citation.key: plain(citation.title) for citation in self.citations}

    def abstracts(self) -> dict[str, str]:
        """Abstracts by key, but those whose own words hold TeX outside formulas."""
        return {
            c.key: c.abstract for c in self.citations if not latex.unknown_macros(c.abstract)
        }

    def years(self) -> dict[str, int | None]:
        return {c.key: c.issued.year if c.issued else None for c in self.citations}

    def days(self) -> dict[str, list[int]]:
        """Year, month and day of publication, as far as they are known, by key."""
        return {c.key: day(c) for c in self.citations}


def plain(text: str) -> str:
    """A title as a program shows it that knows no markup."""
    return _TAG.sub("", text)


@cache
def decoded(tex: str) -> str:
    """TeX as pylatexenc reads it; ``\\textasciicircum`` is U+02C6 to it."""
    text: str = _TO_TEXT(tex)
    return text.replace("ˆ", "^").replace("\u00a0", " ")


def day(citation: Citation) -> list[int]:
    date = citation.issued
    assert date is not None
    return [part for part in (date.year, date.month, date.day) if part is not None]


def parts(name: Name) -> tuple[str, str, str, str]:
    """Given name, particle, family (an organisation's whole name), suffix."""
    particle = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle)))
    return name.given, particle, name.family or name.literal, name.suffix


OTHERS = ("", "", "others", "")
"""How programs that have no flag for it show that a list of names goes on."""


def people(citation: Citation) -> list[tuple[str, str, str, str]]:
    """Authors by parts, and ``OTHERS`` where the list goes on."""
    listed = [parts(name) for name in citation.author]
    return [*listed, OTHERS] if citation.author and citation.more_authors else listed


def corpus_of(name: str, folder: Path) -> Corpus:
    """The merged pages of ``folder``."""
    pages = [c for path in sorted(folder.glob("*.txt")) for c in bibkit.read(path)]
    keyed = citekeys.with_keys(bibkit.merge(pages).citations, ignore)
    return written(name, tuple(sorted(keyed, key=lambda citation: citation.key)))


def written(name: str, citations: tuple[Citation, ...]) -> Corpus:
    told: dict[str, list[Diagnostic]] = {format: [] for format in FORMATS}
    texts = {
        format: "".join(bibkit.write(citations, format, report=told[format].append))
        for format in FORMATS
    }
    return Corpus(name, citations, texts, told)


@pytest.fixture(scope="session")
def facts() -> Corpus:
    """The merged seeds as they stand in the project, without abstracts."""
    return corpus_of("facts", ROOT / "seeds")


@pytest.fixture(scope="session")
def full() -> Corpus:
    """The same with abstracts; they are not the project's to give away."""
    return corpus_of("full", shared("seeds", "full"))


@pytest.fixture(scope="session")
def library() -> Corpus:
    return written("library", LIBRARY)


@pytest.fixture(scope="session", params=["facts", "full", "library"])
def corpus(request: pytest.FixtureRequest) -> Corpus:
    """Each body of citations in turn."""
    chosen: Corpus = request.getfixturevalue(request.param)
    return chosen


@pytest.fixture(scope="session", params=["seeds", "library"])
def richest(request: pytest.FixtureRequest) -> Corpus:
    """For slow programs: the seeds only once, with their abstracts where those are."""
    seeds = "full" if SHARED.joinpath("seeds", "full").exists() else "facts"
    name = seeds if request.param == "seeds" else request.param
    chosen: Corpus = request.getfixturevalue(name)
    return chosen
