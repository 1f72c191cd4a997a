"""A list as plain text: headings underlined, an entry a line."""

from collections.abc import Iterator

from bibkit.csl.media import text
from bibkit.publications.document import Document, Section
from bibkit.publications.outline import Markup, outlined


def write(document: Document) -> Iterator[str]:
    """The list, a line at a time."""
    yield from outlined(document, _MARKUP)


def _heading(level: int, words: str) -> str:
    gap, sign = ("\n" if level > 1 else ""), {1: "=", 2: "-"}.get(level, "~")
    return f"{gap}{words}\n{sign * len(words)}\n"


def _papers(section: Section) -> Iterator[str]:
    yield "\n"
    for paper in section.papers:
        label = f"{paper.label} " if paper.label else ""
        yield f"{label}{text(paper.runs)}\n"


_MARKUP = Markup(
    heading=_heading,
    line=lambda line: f"\n{line}\n",
    papers=_papers,
    note=lambda runs: f"\n{text(runs)}\n",
    picture=lambda picture: f"\n{picture.text}\n",
)
