"""A list as CommonMark: headings, a list item an entry; it pastes into any site."""

from collections.abc import Iterator

from bibkit.csl.media import escape_markdown, markdown
from bibkit.patterns import lazy
from bibkit.publications.document import Document, Paper, Section
from bibkit.publications.outline import Markup, entry, outlined

_DEEPEST = 6
_NOT_IN_LINK = lazy(r"[\s<>()\\]")


def write(document: Document) -> Iterator[str]:
    """The list, a line at a time."""
    yield from outlined(document, _MARKUP)


def _heading(level: int, words: str) -> str:
    gap = "\n" if level > 1 else ""
    return f"{gap}{'#' * min(level, _DEEPEST)} {escape_markdown(words)}\n"


def _papers(section: Section) -> Iterator[str]:
    yield "\n"
    for paper in section.papers:
        yield f"- {_entry(paper)}\n"


def _entry(paper: Paper) -> str:
    label = f"{escape_markdown(paper.label)} " if paper.label else ""
    # What goes on in a second line belongs to the item while it is indented.
    return (label + entry(paper, markdown, _link)).replace("\n", "\n  ")


def _link(address: str, written: str) -> str:
    target = _NOT_IN_LINK.sub(lambda match: f"%{ord(match[0]):02X}", address)
    return f"[{written}]({target})"


_MARKUP = Markup(
    heading=_heading,
    line=lambda line: f"\n{escape_markdown(line)}\n",
    papers=_papers,
    note=lambda runs: f"\n{markdown(runs)}\n",
    picture=lambda picture: f"\n{escape_markdown(picture.text)}\n",
)
