"""A list as a tree that every medium writes: headings, lines of metrics, numbered entries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bibkit.csl import Run
from bibkit.model import Citation
from bibkit.publications.owner import Standing
from bibkit.publications.svg import Picture


@dataclass(frozen=True, slots=True)
class Paper:
    """One entry: what it is of, what is printed, its number, where the owner stands.

    ``mine`` are the places in ``runs`` that are the owner's name.
    """

    citation: Citation
    runs: tuple[Run, ...]
    standing: Standing
    mine: frozenset[int] = frozenset()
    number: int | None = None
    prefix: str = ""

    @property
    def label(self) -> str:
        """What stands before the entry: ``[J12]``, or nothing."""
        return f"[{self.prefix}{self.number}]" if self.number is not None else ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a list: papers, or parts of its own; the heading may be empty."""

    heading: str
    papers: tuple[Paper, ...] = ()
    sections: tuple["Section", ...] = ()

    def all_papers(self) -> Iterator[Paper]:
        """The papers here and in the parts, in the order of the list."""
        yield from self.papers
        for section in self.sections:
            yield from section.all_papers()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole list. ``before`` and ``after`` are lines of text around the sections.

    Pictures stand at the end, below a heading of their own; a medium that has none says in
    words what they show. ``day`` is that on which the list is true, where it is told.
    ``library`` is the address of the same papers as BibTeX.
    """

    title: str
    owner: str = ""
    language: str = "en"
    before: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    after: tuple[tuple[Run, ...], ...] = ()
    pictures: tuple[Picture, ...] = ()
    library: str = ""
    day: date | None = None

    def all_papers(self) -> Iterator[Paper]:
        """Every paper, in the order of the list."""
        for section in self.sections:
            yield from section.all_papers()


FIGURES = "Figures"
"""The heading of the pictures."""


def levels(sections: Sequence[Section], level: int = 2) -> Iterator[tuple[int, Section]]:
    """Every section with the level of its heading; the title's is 1."""
    for section in sections:
        yield level, section
        yield from levels(section.sections, level + 1)
