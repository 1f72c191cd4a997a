r"""BibTeX's own styles (``.bst``), run by pybtex: what each ``\bibitem`` holds, in LaTeX."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from bibkit import registry
from bibkit.diagnostics import Diagnostic, Report
from bibkit.errors import StyleError
from bibkit.model import Citation
from bibkit.normalizer import denormalize
from bibkit.patterns import lazy

SUFFIX = ".bst"

_ITEM = lazy(r"\\bibitem\s*")
_KEY = lazy(r"\{([^{}]*)\}\s*")
_END = lazy(r"\\end\{thebibliography\}")
_BLANKS = lazy(r"\s*\n\s*")


def render_bst(
    citations: Iterable[Citation], style: str, report: Report
) -> Iterator[tuple[str, str, str]]:
    """Key, label and entry of each citation, in the style's order.

    Args:
        citations: What to list; written as BibTeX first, for that is what such styles read.
        style: A path, or the name of a file that TeX's programs find, as ``plain.bst``.
        report: Is told what BibTeX has no place for, and what the style complains of.

    Raises:
        StyleError: there is no such style, or it cannot be run.
    """
    found = registry.find_writable("bibtex")
    records = (denormalize(citation, found.table, report) for citation in citations)
    return _items(_run("".join(found.export(records)), style, report))


def _run(bibliography: str, style: str, report: Report) -> str:
    """The text of the ``.bbl`` file."""
    from pybtex import errors  # type: ignore[import-untyped]
    from pybtex.bibtex import format_from_string  # type: ignore[import-untyped]
    from pybtex.exceptions import PybtexError  # type: ignore[import-untyped]

    try:
        with errors.capture() as told:
            # pybtex sets the suffix itself.
            text = format_from_string(bibliography, str(Path(style).with_suffix("")))
    except (PybtexError, OSError) as error:
        raise StyleError(f"{style}: {error}; name the path of a .bst file") from error
    except Exception as error:  # a program of a stack language can fail in any way
        raise StyleError(f"{style}: the style cannot be run: {error!r}") from error
    for complaint in told:
        report(Diagnostic("not-rendered", f"{style}: {complaint}"))
    return str(text)


def _items(text: str) -> Iterator[tuple[str, str, str]]:
    starts = [*_ITEM.finditer(text)]
    last = _END.search(text)
    ends = [*(start.start() for start in starts[1:]), last.start() if last else len(text)]
    for start, end in zip(starts, ends, strict=False):
        place = start.end()
        label = ""
        if text[place : place + 1] == "[":
            close = _closing(text, place)
            label, place = text[place + 1 : close], close + 1
        if match := _KEY.match(text, _skip(text, place)):
            yield match[1], label, _BLANKS.sub("\n", text[match.end() : end]).strip()


def _skip(text: str, place: int) -> int:
    r"""Past the spaces and the ``%`` that stand between a label and the key."""
    while place < len(text) and text[place] in " \t\r\n%":
        place += 1
    return place


def _closing(text: str, place: int) -> int:
    """The place of the bracket that closes the one at ``place``; braces hide brackets."""
    depth = 0
    for position in range(place, len(text)):
        if text[position] in "{}":
            depth += 1 if text[position] == "{" else -1
        elif text[position] == "]" and depth == 0:
            return position
    return len(text)
