"""A list as a page of HTML: for a desk, a phone, paper, a screen reader, and for programs."""

from collections.abc import Iterator
from html import escape

from bibkit.coins import span
from bibkit.csl.media import html
from bibkit.publications.document import FIGURES, Document, Paper, Section, levels
from bibkit.publications.linked import pieces
from bibkit.publications.machines import json_ld

_STYLE = """\
:root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --soft: #5a5d66;
  --line: #d8dae0; --link: #0b4fa8; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8ec; --paper: #17181c; --soft: #a5a8b2; --line: #3a3c44;
    --link: #8ab8ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1.25rem 4rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.55 system-ui, "Segoe UI", "Noto Sans", sans-serif;
  overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .35rem; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .8rem; padding-bottom: .25rem;
  border-bottom: 1px solid var(--line); }
h3, h4, h5, h6 { font-size: 1rem; margin: 1.4rem 0 .5rem; color: var(--soft); }
.metrics, .legend { color: var(--soft); margin: 0 0 .4rem; font-size: .92rem; }
.legend { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .6rem; }
ol, ul { list-style: none; margin: 0; padding: 0; }
li { margin: 0 0 .75rem; padding-left: 1.6rem; text-indent: -1.6rem; }
li.numbered { display: grid; grid-template-columns: var(--label) 1fr;
  padding-left: 0; text-indent: 0; }
.label { color: var(--soft); font-variant-numeric: tabular-nums; white-space: nowrap;
  overflow-wrap: normal; }
.entry > div { text-indent: 0; }
sup, sub { line-height: 0; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
li:target { background: color-mix(in srgb, var(--link) 12%, transparent); }
.library { margin: 1.5rem 0 0; }
figure { margin: 0 0 2rem; }
figure svg { display: block; width: 100%; max-width: 36rem; height: auto; }
@media (max-width: 34rem) {
  body { padding: 1.25rem 1rem 3rem; }
}
@media print {
  :root { color-scheme: light; --ink: #000; --paper: #fff; --soft: #333; --line: #999;
    --link: #000; }
  body { max-width: none; padding: 0; font: 10.5pt/1.4 Georgia, "Noto Serif", serif; }
  h2, h3, h4 { break-after: avoid; }
  li, figure { break-inside: avoid; }
  figure svg { max-width: 12cm; }
  a { text-decoration: none; }
  .library { display: none; }
}
"""


def write(document: Document) -> Iterator[str]:
    """The page, in pieces."""
    title = document.title
    whole = f"{title} – {document.owner}" if document.owner else title
    yield (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(whole)}</title>\n<style>\n{_STYLE}</style>\n{_library(document)}"
        f'<script type="application/ld+json">\n{json_ld(document)}\n</script>\n'
        f"</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n"
    )
    for line in document.before:
        yield f'<p class="metrics">{escape(line)}</p>\n'
    for level, section in levels(document.sections):
        if section.heading:
            deep = min(level, 6)
            yield f"<h{deep}>{escape(section.heading)}</h{deep}>\n"
        if section.papers:
            yield from _papers(section)
    for runs in document.after:
        yield f'<p class="legend">{html(runs)}</p>\n'
    if document.library:
        address = escape(document.library)
        yield f'<p class="library"><a href="{address}" download>BibTeX</a></p>\n'
    if document.pictures:
        yield f"<h2>{FIGURES}</h2>\n"
    for picture in document.pictures:
        yield f"<figure>{picture.svg()}</figure>\n"
    yield "</main>\n</body>\n</html>\n"


def _library(document: Document) -> str:
    """Where programs find the papers as BibTeX; readers have a link below the list."""
    if not document.library:
        return ""
    address = escape(document.library)
    return (
        f'<link rel="alternate" type="application/x-bibtex" title="BibTeX" href="{address}">\n'
    )


def _papers(section: Section) -> Iterator[str]:
    numbers = [paper.number for paper in section.papers if paper.number is not None]
    if not numbers:
        # The role stays with a list whose signs a style sheet takes away.
        yield '<ul role="list">\n'
    else:
        widest = max(len(paper.label) for paper in section.papers)
        falls = " reversed" if numbers[0] > numbers[-1] else ""
        wide = f' style="--label: {widest * 0.55 + 0.6:.2f}rem"'
        yield f'<ol role="list"{falls}{wide}>\n'
    for paper in section.papers:
        yield _item(paper)
    yield "</ol>\n" if numbers else "</ul>\n"


def _item(paper: Paper) -> str:
    key = escape("-".join(paper.citation.key.split()))  # an id holds no blanks
    entry = f'<div class="entry">{_entry(paper)}{_coins(paper)}</div>'
    if paper.number is None:
        return f'<li id="{key}">{entry}</li>\n'
    label = f'<span class="label">{escape(paper.label)} </span>'
    return f'<li class="numbered" id="{key}" value="{paper.number}">{label}{entry}</li>\n'


def _entry(paper: Paper) -> str:
    out = []
    for piece in pieces(paper):
        written = html(piece.runs)
        if piece.mine:
            written = f'<span class="me">{written}</span>'
        if piece.link:
            written = f'<a href="{escape(piece.link)}">{written}</a>'
        out.append(written)
    return "".join(out)


def _coins(paper: Paper) -> str:
    # Empty, and so no text; hidden from those who listen.
    return span(paper.citation, ' aria-hidden="true"')
