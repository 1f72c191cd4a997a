"""A list as Typst, to compile or ``#include``: every word is a string, so none is markup."""

from collections.abc import Iterator, Mapping, Sequence

from bibkit.csl import Run
from bibkit.csl.markers import blocks
from bibkit.publications.document import Document, Paper, Section
from bibkit.publications.outline import Markup, entry, outlined
from bibkit.publications.svg import Picture

_HEAD = """\
// A list of publications, made by bibkit.
#set document(title: %s, author: %s)
#set page(paper: "a4", margin: 2.2cm)
#set text(size: 10.5pt, lang: %s)
#set par(leading: 0.6em)
#show heading.where(level: 2): set block(above: 1.6em, below: 0.9em)
"""
_WRAPS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("font-style", "italic"): ('text(style: "italic", ', ")"),
    ("font-style", "oblique"): ('text(style: "oblique", ', ")"),
    ("font-weight", "bold"): ('text(weight: "bold", ', ")"),
    ("font-variant", "small-caps"): ("smallcaps(", ")"),
    ("text-decoration", "underline"): ("underline(", ")"),
    ("vertical-align", "sup"): ("super(", ")"),
    ("vertical-align", "sub"): ("sub(", ")"),
}


def write(document: Document) -> Iterator[str]:
    """The list, in pieces."""
    title, author = string(document.title), string(document.owner)
    yield _HEAD % (title, author, string(document.language.partition("-")[0].lower()))
    yield from outlined(document, _MARKUP)


def _heading(level: int, words: str) -> str:
    return f"#heading(level: {level}, {string(words)})\n"


def _picture(picture: Picture) -> str:
    drawn, said = string(picture.svg(styled=False)), string(picture.text)
    return f'#image(bytes({drawn}), format: "svg", width: 12cm, alt: {said})\n'


def _papers(section: Section) -> Iterator[str]:
    if not any(paper.label for paper in section.papers):
        for paper in section.papers:
            yield f"#par(hanging-indent: 1.5em)[{_entry(paper)}]\n"
        return
    yield "#grid(columns: (auto, 1fr), column-gutter: 0.8em, row-gutter: 0.9em,\n"
    for paper in section.papers:
        yield f"  {string(paper.label)}, [{_entry(paper)}],\n"
    yield ")\n"


def _entry(paper: Paper) -> str:
    return entry(paper, _runs, lambda address, text: f"#link({string(address)})[{text}]")


def _runs(runs: Sequence[Run]) -> str:
    lines = ("".join(map(_run, inner)) for _, inner in blocks(runs))
    return "#linebreak()".join(lines)


def _run(run: Run) -> str:
    written = string(run.text)
    for format in reversed(run.formats):
        before, after = _WRAPS.get(format, ("", ""))
        written = f"{before}{written}{after}"
    return f"#{written};"


def string(text: str) -> str:
    """A string of Typst: https://typst.app/docs/reference/foundations/str/."""
    signs = " ".join(text.splitlines()).replace("\\", "\\\\").replace('"', '\\"')
    shown = "".join(
        s if s.isprintable() or s.isspace() else f"\\u{{{ord(s):x}}}" for s in signs
    )
    return f'"{shown}"'


_MARKUP = Markup(
    heading=_heading,
    line=lambda line: f"#par(text(fill: luma(80), {string(line)}))\n",
    papers=_papers,
    note=lambda runs: f"#block(above: 1.6em)[{_runs(runs)}]\n",
    picture=_picture,
)
