r"""A list as LaTeX to ``\input`` or paste; without a package, and linked with hyperref."""

from collections.abc import Iterator

from bibkit.csl.media import escape_latex, latex
from bibkit.publications.document import FIGURES, Document, Paper, Section, levels
from bibkit.publications.linked import pieces

_HEAD = r"""% A list of publications, made by bibkit: \input it into a document in UTF-8.
% With \usepackage{hyperref} its links can be followed.
\providecommand{\href}[2]{#2}
"""
# Spaces behind "et al." and initials are no wider than others, as in LaTeX's bibliographies.
_LABELLED = r"""\begin{list}{}{\settowidth{\labelwidth}{%s}%%
  \setlength{\leftmargin}{\labelwidth}\addtolength{\leftmargin}{\labelsep}%%
  \renewcommand{\makelabel}[1]{#1\hfil}\frenchspacing}
"""
_HANGING = r"""\begin{list}{}{\setlength{\leftmargin}{1.5em}\setlength{\itemindent}{-1.5em}%
  \setlength{\labelwidth}{0pt}\setlength{\labelsep}{0pt}\frenchspacing}
"""
_HEADINGS = ("section", "subsection", "subsubsection", "paragraph")
_LINK_SIGNS = str.maketrans(
    {"%": r"\%", "#": r"\#"} | {sign: rf"\%{ord(sign):02X}" for sign in "\\{}^~ "}
)


def write(document: Document) -> Iterator[str]:
    """The list, in pieces."""
    yield _HEAD
    yield _heading(1, document.title)
    for line in document.before:
        yield f"\n\\noindent {escape_latex(line)}\n"
    for level, section in levels(document.sections):
        if section.heading:
            yield _heading(level, section.heading)
        if section.papers:
            yield from _papers(section)
    for runs in document.after:
        yield f"\n\\noindent {latex(runs)}\n"
    if document.pictures:
        yield _heading(2, FIGURES)
    for picture in document.pictures:
        yield f"\n\\noindent {escape_latex(picture.text)}\n"


def _heading(level: int, words: str) -> str:
    name = _HEADINGS[min(level, len(_HEADINGS)) - 1]
    return f"\n\\{name}*{{{escape_latex(words)}}}\n"


def _papers(section: Section) -> Iterator[str]:
    widest = max((paper.label for paper in section.papers), key=len)
    yield _LABELLED % escape_latex(widest) if widest else _HANGING
    for paper in section.papers:
        # In braces, for a label holds brackets; relaxed, for so may an entry begin.
        label = f"[{{{escape_latex(paper.label)}}}]" if paper.label else r"\relax"
        yield f"\\item{label} {_entry(paper)}\n"
    yield "\\end{list}\n"


def _entry(paper: Paper) -> str:
    out = []
    for piece in pieces(paper):
        written = latex(piece.runs)
        if piece.link:
            written = f"\\href{{{piece.link.translate(_LINK_SIGNS)}}}{{{written}}}"
        out.append(written)
    return "".join(out)
