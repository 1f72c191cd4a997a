"""Which writer a file's suffix asks for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from bibkit.diagnostics import Report
from bibkit.errors import UsageError
from bibkit.publications import as_html, as_latex, as_markdown, as_text, as_typst
from bibkit.publications.document import Document

WRITERS: Mapping[str, Callable[[Document], Iterator[str]]] = {
    "text": as_text.write,
    "markdown": as_markdown.write,
    "html": as_html.write,
    "latex": as_latex.write,
    "typst": as_typst.write,
}
"""What writes a list in a medium, by its name."""

PDF, DOCX = "pdf", "docx"
"""The media that are no text."""

_SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".tex": "latex", ".latex": "latex", ".typ": "typst",
    ".pdf": PDF,
    ".docx": DOCX,
}  # fmt: skip


def content(document: Document, medium: str, report: Report) -> Iterable[str | bytes]:
    """What a file of a medium holds.

    Raises:
        UsageError: the medium needs an extra that is not installed.
    """
    if medium == PDF:
        from bibkit.publications.as_pdf import pdf

        return [pdf(document, report)]
    if medium == DOCX:
        from bibkit.publications.as_docx import docx

        return [docx(document)]
    return WRITERS[medium](document)


def medium_of(path: Path) -> str:
    """The medium that a file's suffix names.

    Raises:
        UsageError: no medium has this suffix.
    """
    medium = _SUFFIXES.get(path.suffix.lower())
    if medium is None:
        raise UsageError(
            f"{path}: no medium has this suffix; choose of .txt, .md, .html, .tex, "
            ".typ, .pdf and .docx"
        )
    return medium
