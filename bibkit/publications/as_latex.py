r"""A list as LaTeX to ``\input`` or paste; without a package, and linked with hyperref."""

from collections.abc import Iterator

from bibkit.csl.media import escape_latex, latex
from bibkit.publications.document import Document, Section
from bibkit.publications.outline import Markup, entry, outlined

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
    yield from outlined(document, _MARKUP)


def _heading(level: int, words: str) -> str:
    name = _HEADINGS[min(level, len(_HEADINGS)) - 1]
    return f"\n\\{name}*{{{escape_latex(words)}}}\n"


def _line(written: str) -> str:
    return f"\n\\noindent {written}\n"


def _papers(section: Section) -> Iterator[str]:
    widest = max((paper.label for paper in section.papers), key=len)
    yield _LABELLED % escape_latex(widest) if widest else _HANGING
    for paper in section.papers:
        # In braces, for a label holds brackets; relaxed, for so may an entry begin.
        label = f"[{{{escape_latex(paper.label)}}}]" if paper.label else r"\relax"
        yield f"\\item{label} {entry(paper, latex, _link)}\n"
    yield "\\end{list}\n"


def _link(address: str, written: str) -> str:
    return f"\\href{{{address.translate(_LINK_SIGNS)}}}{{{written}}}"


_MARKUP = Markup(
    heading=_heading,
    line=lambda line: _line(escape_latex(line)),
    papers=_papers,
    note=lambda runs: _line(latex(runs)),
    picture=lambda picture: _line(escape_latex(picture.text)),
)
