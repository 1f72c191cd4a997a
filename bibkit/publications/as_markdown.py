"""A list as CommonMark: headings, a list item an entry; it pastes into any site."""

from collections.abc import Iterator

from bibkit.csl.media import escape_markdown, markdown
from bibkit.patterns import lazy
from bibkit.publications.document import FIGURES, Document, Paper, levels
from bibkit.publications.linked import pieces

_DEEPEST = 6
_NOT_IN_LINK = lazy(r"[\s<>()\\]")


def write(document: Document) -> Iterator[str]:
    """The list, a line at a time."""
    yield f"# {_plain(document.title)}\n"
    for line in document.before:
        yield f"\n{_plain(line)}\n"
    for level, section in levels(document.sections):
        if section.heading:
            yield f"\n{'#' * min(level, _DEEPEST)} {_plain(section.heading)}\n"
        if section.papers:
            yield "\n"
        for paper in section.papers:
            yield f"- {_entry(paper)}\n"
    for runs in document.after:
        yield f"\n{markdown(runs)}\n"
    if document.pictures:
        yield f"\n## {FIGURES}\n"
    for picture in document.pictures:
        yield f"\n{_plain(picture.text)}\n"


def _plain(words: str) -> str:
    return escape_markdown(words)


def _entry(paper: Paper) -> str:
    label = f"{escape_markdown(paper.label)} " if paper.label else ""
    out = []
    for piece in pieces(paper):
        written = markdown(piece.runs)
        if piece.link:
            target = _NOT_IN_LINK.sub(lambda match: f"%{ord(match[0]):02X}", piece.link)
            written = f"[{written}]({target})"
        out.append(written)
    # What goes on in a second line belongs to the item while it is indented.
    return (label + "".join(out)).replace("\n", "\n  ")
