"""A list as PDF, set by Typst offline; the same list is the same file, byte by byte.

Letters that no font has are told, and never boxes in silence.
"""

import json
from collections.abc import Collection
from types import ModuleType

from bibkit.diagnostics import Diagnostic, Report
from bibkit.errors import UsageError
from bibkit.publications.as_typst import string, write
from bibkit.publications.document import Document
from bibkit.publications.svg import WIDTH, Picture

_ABSENT = "\U0003fff0"
"""A place where Unicode has no letter: what stands for it stands for all that are missing."""


def pdf(document: Document, report: Report) -> bytes:
    """The list as a PDF file.

    It is set in the fonts that Typst brings, and where those lack a letter in the system's
    too; letters that are still missing are told.

    Raises:
        UsageError: the extra ``pdf`` is not installed.
    """
    typst = _typst()
    source = "".join(write(document))
    own = _own_fonts(source, report)
    made = typst.compile(source.encode(), ignore_system_fonts=own, timestamp=0)
    assert isinstance(made, bytes)
    return made


def png(picture: Picture, report: Report) -> bytes | None:
    """A picture as PNG, for media without SVG; nothing where the extra is not installed."""
    try:
        typst = _typst()
    except UsageError:
        return None
    source = (
        f"#set page(width: {WIDTH}pt, height: auto, margin: 0pt)\n"
        f'#image(bytes({string(picture.svg(styled=False))}), format: "svg", width: 100%)\n'
    )
    own = _own_fonts(source, report)
    made = typst.compile(source.encode(), ignore_system_fonts=own, format="png", ppi=192)
    assert isinstance(made, bytes)
    return made


def _own_fonts(source: str, report: Report) -> bool:
    """Whether Typst's own fonts have all letters of a source; those that none has are told."""
    letters = _letters(source)
    own = not _missing(letters, system=False)
    if not own and (missing := _missing(letters, system=True)):
        shown = " ".join(sorted(missing))
        message = f"no font here has {shown}: boxes stand for them; install a font that does"
        report(Diagnostic("missing-glyph", message))
    return own


def missing_letters(document: Document) -> str:
    """The letters that neither Typst's fonts have nor the system's, blanks between them.

    Raises:
        UsageError: the extra ``pdf`` is not installed.
    """
    _typst()
    return " ".join(sorted(_missing(_letters("".join(write(document))), system=True)))


def _typst() -> ModuleType:
    try:
        import typst
    except ImportError as error:
        raise UsageError("a PDF needs: pip install 'bibkit-refs[pdf]'") from error
    return typst


def _letters(source: str) -> set[str]:
    return {sign for sign in source if not sign.isascii() and not sign.isspace()}


def _missing(letters: Collection[str], *, system: bool) -> set[str]:
    """The letters that look as a letter does that no font has."""
    typst = _typst()
    if not letters:
        return set()
    ordered = sorted(letters)
    signs = ", ".join(map(string, (_ABSENT, *ordered)))
    source = (
        '#set text(top-edge: "bounds", bottom-edge: "bounds")\n'
        f"#context [#metadata(({signs}).map(sign => {{ let one = measure(sign); "
        "(one.width.pt(), one.height.pt()) })) <sizes>]"
    )
    answer = typst.query(
        source.encode(), "<sizes>", field="value", one=True, ignore_system_fonts=not system
    )
    absent, *sizes = json.loads(answer)
    return {sign for sign, size in zip(ordered, sizes, strict=True) if size == absent}
