"""Runs of an entry in the pieces that a medium writes apart: links, and the owner's name."""

from collections.abc import Iterator
from typing import NamedTuple

from bibkit import identifiers
from bibkit.csl import Run
from bibkit.model import Identifier
from bibkit.publications.document import Paper

_DOI = "https://doi.org/"
_SAFE = ("https://", "http://", "mailto:")


def _address(link: str) -> str:
    """An address as others may follow it, or nothing where it is none of the web."""
    if link.startswith(_DOI):
        return identifiers.url(Identifier("doi", link.removeprefix(_DOI)))
    return link if link.casefold().startswith(_SAFE) else ""


class Piece(NamedTuple):
    """Neighbouring runs that lead to one place, or are the owner's name, or neither."""

    runs: tuple[Run, ...]
    link: str = ""
    mine: bool = False


def pieces(paper: Paper) -> Iterator[Piece]:
    """The pieces of an entry, those runs as one that look alike.

    Addresses of other schemes than the web's lead nowhere.
    """
    kept: list[Run] = []
    before = ("", False, "")
    for place, run in enumerate(paper.runs):
        link = _address(run.link)
        kind = (link, place in paper.mine, run.block)
        if kept and kind != before:
            yield Piece(tuple(kept), *before[:2])
            kept = []
        if kept and kept[-1].formats == run.formats:
            kept[-1] = kept[-1]._replace(text=kept[-1].text + run.text)
        else:
            kept.append(run)
        before = kind
    if kept:
        yield Piece(tuple(kept), *before[:2])
