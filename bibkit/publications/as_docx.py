"""A list as a Word document; the same list is the same file, byte by byte."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bibkit.csl import Run
from bibkit.csl.markers import blocks
from bibkit.diagnostics import Report, ignore
from bibkit.errors import UsageError
from bibkit.patterns import lazy
from bibkit.publications.as_pdf import png
from bibkit.publications.document import FIGURES, Document, Paper, Section, levels
from bibkit.publications.linked import pieces
from bibkit.publications.svg import Picture

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_DEEPEST = 9
_POINTS_A_LETTER, _GAP = 6.2, 6
_PICTURE_WIDTH = 12
"""In centimetres."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP file can say."""
_LINK_COLOUR = (0x0B, 0x4F, 0xA8)
# XML 1.0 has no place for these.
_NOT_IN_XML = lazy(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def docx(document: Document, report: Report = ignore) -> bytes:
    """The list as a DOCX file, its headings those of Word.

    Pictures are in it where the extra ``pdf`` is installed, which draws them; else words are.

    Raises:
        UsageError: the extra ``docx`` is not installed.
    """
    try:
        import docx as word
    except ImportError as error:
        raise UsageError("a DOCX needs: pip install 'bibkit-refs[docx]'") from error
    made = word.Document()
    about = made.core_properties
    about.title, about.author = _clean(document.title), _clean(document.owner)
    about.comments = ""
    about.created = about.modified = datetime(*_EPOCH)
    made.add_heading(_clean(document.title), level=1)
    for line in document.before:
        made.add_paragraph(_clean(line))
    for level, section in levels(document.sections):
        if section.heading:
            made.add_heading(_clean(section.heading), level=min(level, _DEEPEST))
        for paper in section.papers:
            _add(made.add_paragraph(), paper, _indent(section))
    for runs in document.after:
        _add_runs(made.add_paragraph(), runs)
    if document.pictures:
        made.add_heading(FIGURES, level=2)
    for picture in document.pictures:
        _add_picture(made, picture, report)
    file = BytesIO()
    made.save(file)
    return _undated(file)


def _add_picture(made: Any, picture: Picture, report: Report) -> None:
    """A picture, which python-docx takes as PNG alone; in words where nothing makes one."""
    from docx.shared import Cm

    drawn = png(picture, report)
    if drawn is None:
        made.add_paragraph(_clean(picture.text))
        return
    about = made.add_picture(BytesIO(drawn), width=Cm(_PICTURE_WIDTH))._inline.docPr
    about.set("name", picture.name)
    about.set("descr", _clean(picture.text))


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)


def _indent(section: Section) -> float:
    """How far, in points, lines stand in behind the widest label."""
    widest = max(len(paper.label) for paper in section.papers)
    return widest * _POINTS_A_LETTER + _GAP if widest else 18


def _add(paragraph: "Paragraph", paper: Paper, indent: float) -> None:
    from docx.shared import Pt

    shape = paragraph.paragraph_format
    shape.left_indent, shape.first_line_indent = Pt(indent), Pt(-indent)
    shape.space_after = Pt(6)
    shape.tab_stops.add_tab_stop(Pt(indent))
    if paper.label:
        paragraph.add_run(f"{paper.label}\t")
    for piece in pieces(paper):
        _add_runs(paragraph, piece.runs, piece.link)


def _add_runs(paragraph: "Paragraph", runs: Sequence[Run], link: str = "") -> None:
    home = _linked(paragraph, link) if link else None
    for place, (_, inner) in enumerate(blocks(runs)):
        if place:
            paragraph.add_run().add_break()
        for run in inner:
            added = paragraph.add_run(_clean(run.text))
            _format(added, dict(run.formats))
            if home is not None:
                _colour(added)
                home.append(added._r)


def _linked(paragraph: "Paragraph", link: str) -> Any:
    """A hyperlink at the end of a paragraph, for runs to be moved into."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:hyperlink")
    relation = paragraph.part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element.set(qn("r:id"), relation)
    parent: Any = paragraph._p
    parent.append(element)
    return element


def _colour(run: Any) -> None:
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor(*_LINK_COLOUR)
    run.font.underline = True


def _format(run: Any, formats: dict[str, str]) -> None:
    font = run.font
    font.bold = True if formats.get("font-weight") == "bold" else None
    font.italic = True if formats.get("font-style") in ("italic", "oblique") else None
    font.small_caps = True if formats.get("font-variant") == "small-caps" else None
    font.underline = True if formats.get("text-decoration") == "underline" else None
    font.superscript = True if formats.get("vertical-align") == "sup" else None
    if formats.get("vertical-align") == "sub":
        font.subscript = True


def _undated(file: BytesIO) -> bytes:
    """The same ZIP file without the moment at which it was made."""
    anew = BytesIO()
    with ZipFile(file) as read, ZipFile(anew, "w", ZIP_DEFLATED) as written:
        for name in read.namelist():
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            written.writestr(info, read.read(name))
    return anew.getvalue()
