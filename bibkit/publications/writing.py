"""Which writer the name of a file asks for."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bibkit.diagnostics import Report
from bibkit.errors import UsageError
from bibkit.publications import (
    as_html,
    as_latex,
    as_markdown,
    as_rendercv,
    as_text,
    as_typst,
    exports,
)
from bibkit.publications.document import Document
from bibkit.publications.pictures import PICTURES, alone
from bibkit.publications.webpages import FOLDERS

WRITERS: Mapping[str, Callable[[Document], Iterator[str]]] = {
    "text": as_text.write,
    "markdown": as_markdown.write,
    "html": as_html.write,
    "latex": as_latex.write,
    "typst": as_typst.write,
}
"""What writes the entries of a list in a medium, by its name."""

PDF, DOCX = "pdf", "docx"
"""The media that are no text."""

_Of = Callable[[Document, Sequence[str], Report], Iterable[str]]
_OF_FACTS: Mapping[str, _Of] = {
    "rendercv": lambda document, _, __: as_rendercv.write(document),
    "bibtex": lambda document, selected, report: exports.exported(
        exports.papers(document, selected), "bibtex", report
    ),
    "ris": lambda document, selected, report: exports.exported(
        exports.papers(document, selected), "ris", report
    ),
    "orcid": exports.orcid,
    "al-folio": exports.al_folio,
}
"""What writes the facts of a list for other programs; some, of the selected papers alone."""

_SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".tex": "latex", ".latex": "latex", ".typ": "typst",
    ".pdf": PDF,
    ".docx": DOCX,
    ".yaml": "rendercv", ".yml": "rendercv", ".bib": "bibtex", ".ris": "ris",
}  # fmt: skip


class Target(NamedTuple):
    """A file to write, or a folder, and its medium."""

    path: Path
    medium: str

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of pages."""
        return self.medium in FOLDERS


def content(
    document: Document, medium: str, report: Report, selected: Sequence[str] = ()
) -> Iterable[str | bytes]:
    """What a file of a medium holds; libraries hold the ``selected`` keys, if there are any.

    Raises:
        UsageError: the medium needs an extra that is not installed, or nothing can be drawn.
    """
    if medium == PDF:
        from bibkit.publications.as_pdf import pdf

        return [pdf(document, report)]
    if medium == DOCX:
        from bibkit.publications.as_docx import docx

        return [docx(document, report)]
    if medium in PICTURES:
        return [alone(document, medium).svg()]
    if medium in _OF_FACTS:
        return _OF_FACTS[medium](document, selected, report)
    return WRITERS[medium](document)


def target(text: str) -> Target:
    """What ``-o`` names: a file by its suffix, or ``MEDIUM:PATH``.

    Raises:
        UsageError: no medium has the suffix.
    """
    named, colon, rest = text.partition(":")
    if colon and rest and named in (*WRITERS, PDF, DOCX, *_OF_FACTS, *FOLDERS, *PICTURES):
        return Target(Path(rest), named)
    return Target(Path(text), medium_of(Path(text)))


def medium_of(path: Path) -> str:
    """The medium that a file's suffix names.

    Raises:
        UsageError: no medium has this suffix.
    """
    medium = _SUFFIXES.get(path.suffix.lower())
    if path.suffix.lower() == ".svg":
        if path.stem not in PICTURES:
            raise UsageError(
                f"{path}: which picture? Name it {', '.join(f'{n}.svg' for n in PICTURES)}, "
                f"or say years:{path}"
            )
        return path.stem
    if medium is None:
        raise UsageError(
            f"{path}: no medium has this suffix; choose of .txt, .md, .html, .tex, "
            ".typ, .pdf, .docx, .yaml, .bib and .ris, or say hugo:FOLDER, jekyll:FOLDER"
        )
    return medium
