"""A list as text, from its title to its pictures: the same way through it for every markup."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from bibkit.csl import Run
from bibkit.publications.document import FIGURES, Document, Paper, Section, levels
from bibkit.publications.linked import pieces
from bibkit.publications.svg import Picture


class Markup(NamedTuple):
    """How a markup writes each part of a list; a heading by its level, the title's is 1."""

    heading: Callable[[int, str], str]
    line: Callable[[str], str]
    papers: Callable[[Section], Iterable[str]]
    note: Callable[[Sequence[Run]], str]
    picture: Callable[[Picture], str]


def entry(
    paper: Paper, written: Callable[[Sequence[Run]], str], link: Callable[[str, str], str]
) -> str:
    """An entry's text; ``link`` makes one of an address and what is written."""
    return "".join(
        link(piece.link, written(piece.runs)) if piece.link else written(piece.runs)
        for piece in pieces(paper)
    )


def outlined(document: Document, markup: Markup) -> Iterator[str]:
    """The list in pieces, in the order in which it is read."""
    yield markup.heading(1, document.title)
    yield from map(markup.line, document.before)
    for level, section in levels(document.sections):
        if section.heading:
            yield markup.heading(level, section.heading)
        if section.papers:
            yield from markup.papers(section)
    yield from map(markup.note, document.after)
    if document.pictures:
        yield markup.heading(2, FIGURES)
    yield from map(markup.picture, document.pictures)
