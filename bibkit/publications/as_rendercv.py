"""A list as the sections of a CV of RenderCV, of its entries of publications.

RenderCV reads Markdown in every text, and Typst's commands and formulas: each sign of
either is escaped, or parted from its neighbour by a joiner that nobody sees
(https://docs.rendercv.com, and its ``markdown_parser``).
"""

from collections.abc import Iterator, Mapping, Sequence

from bibkit.model import Json
from bibkit.patterns import lazy
from bibkit.publications.cards import Card, card
from bibkit.publications.document import Document, Paper, Section
from bibkit.yamltext import dump

_HEAD = """\
# A list of publications, made by bibkit: rendercv render takes it as it is; its sections
# can be pasted below "sections:" of another CV.
"""
_NO_NAME = "?"
_MARKDOWN = lazy(r"[\\*_\[\]]|^>")
# What RenderCV hands on to Typst as it is, and Typst reads as more than letters.
_TYPST = lazy(
    r"\$(?=\$)|#(?=[A-Za-z])|<(?=\S)|&(?=#?\w+;)|-(?=[-?])|\.(?=\.)"
    r"|^(?=[=+-]|[0-9]+\.)"
)
_JOINER = "\u2060"
_GRAVE = rf'#text("\`"){_JOINER}'
_STARS: Mapping[str, str] = {"font-weight": "**", "text-decoration": "*", "font-variant": "*"}


def write(document: Document) -> Iterator[str]:
    """The YAML, in pieces."""
    yield _HEAD
    sections: dict[str, Json] = {}
    for heading, papers in _parts(document.sections, document.title):
        entries: list[Json] = [_entry(paper) for paper in papers]
        known = sections.setdefault(heading, [])
        assert isinstance(known, list)
        known += entries
    content: dict[str, Json] = {"name": document.owner} if document.owner else {}
    yield dump({"cv": {**content, "sections": sections}})


def _parts(
    sections: Sequence[Section], title: str, above: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[Paper, ...]]]:
    """The sections that hold papers; RenderCV has no sections in sections."""
    for section in sections:
        way = (*above, section.heading) if section.heading else above
        if section.papers:
            yield escaped(" – ".join(way) or title), section.papers
        yield from _parts(section.sections, title, way)


def _entry(paper: Paper) -> dict[str, Json]:
    facts = card(paper)
    entry: dict[str, Json] = {
        "title": escaped(facts.title), "authors": list(_authors(paper, facts)),
        "doi": facts.doi, "url": "" if facts.doi else facts.url,
        "journal": escaped(facts.venue), "date": facts.date,
    }  # fmt: skip
    return {name: value for name, value in entry.items() if value or name == "authors"}


def _authors(paper: Paper, facts: Card) -> Iterator[str]:
    stars = _stars(paper)
    for place, name in enumerate(facts.authors or (_NO_NAME,)):
        mark = stars if place == facts.mine else ""
        yield f"{mark}{escaped(name)}{mark}"


def _stars(paper: Paper) -> str:
    """What sets the owner off here: RenderCV has bold and italics alone."""
    formats = [run.formats for place, run in enumerate(paper.runs) if place in paper.mine]
    for name, _ in formats[0] if formats else ():
        if name in _STARS:
            return _STARS[name]
    return ""


def escaped(text: str) -> str:
    """Text that RenderCV shows letter by letter."""
    line = _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))
    return _TYPST.sub(lambda found: found[0] + _JOINER, line).replace("`", _GRAVE)
