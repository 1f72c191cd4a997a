"""A list as plain text: headings underlined, an entry a line."""

from collections.abc import Iterator

from bibkit.csl.media import text
from bibkit.publications.document import FIGURES, Document, levels


def write(document: Document) -> Iterator[str]:
    """The list, a line at a time."""
    yield _heading(document.title, "=")
    for line in document.before:
        yield f"\n{line}\n"
    for level, section in levels(document.sections):
        if section.heading:
            yield "\n" + _heading(section.heading, "-" if level == 2 else "~")
        if section.papers:
            yield "\n"
        for paper in section.papers:
            label = f"{paper.label} " if paper.label else ""
            yield f"{label}{text(paper.runs)}\n"
    for runs in document.after:
        yield f"\n{text(runs)}\n"
    if document.pictures:
        yield "\n" + _heading(FIGURES, "-")
    for picture in document.pictures:
        yield f"\n{picture.text}\n"


def _heading(words: str, sign: str) -> str:
    return f"{words}\n{sign * len(words)}\n"
