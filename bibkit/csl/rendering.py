"""From a style's name to finished entries: the way in for the library and the command line."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bibkit.csl import bst
from bibkit.csl.bibliography import Bibliography
from bibkit.csl.flatten import Run
from bibkit.csl.locales import locale_for
from bibkit.csl.lookup import Found, find_locale, find_style, load_style
from bibkit.csl.media import MEDIA
from bibkit.csl.style import Style
from bibkit.diagnostics import Diagnostic, Report, ignore
from bibkit.errors import UsageError
from bibkit.model import Citation

DEFAULT_LOCALE = "en-US"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a bibliography.

    ``label`` is what stands in the margin, as ``[1]``, ``text`` the entry without it, both
    in the medium's markup. ``runs`` are the text in pieces: each with its formats, link, and
    the person that it names.
    """

    key: str
    label: str
    text: str
    runs: tuple[Run, ...] = ()

    def __str__(self) -> str:
        return f"{self.label} {self.text}" if self.label else self.text


def render(
    citations: Iterable[Citation],
    style: str,
    *,
    locale: str = DEFAULT_LOCALE,
    medium: str = "html",
    report: Report = ignore,
) -> list[Entry]:
    """The entries of ``citations`` in the order of a style.

    Args:
        citations: What to list; each once.
        style: A path, URL, file name or alias of a style, as ``find_style`` takes it; or a
            ``.bst`` file of BibTeX's, for the medium ``latex``.
        locale: The language. The default gives way to the language a style sets itself; any
            other wins (``en`` insists on English). A locale file may be named by its path.
        medium: One of ``text``, ``html``, ``latex`` and ``markdown``.
        report: Is told of citations that cannot be rendered, and of a language without words.

    Raises:
        StyleError: there is no such style, or it cannot be followed.
        UsageError: there is no such medium.
    """
    write = MEDIA.get(medium)
    if write is None:
        raise UsageError(f"no medium {medium!r}; choose of {', '.join(MEDIA)}")
    if style.endswith(bst.SUFFIX):
        if medium != "latex":
            raise UsageError(f"{style}: BibTeX's styles write LaTeX; ask for the medium latex")
        return [Entry(*item) for item in bst.render_bst(citations, style, report)]
    found = find_style(style)
    language = asked(locale, found)
    bibliography, missing = _compiled(found.path, found.path.stat().st_mtime_ns, language)
    tell_missing(missing, report)
    rendered = bibliography.render(citations, report)
    return [Entry(e.key, write(e.label), write(e.runs), e.runs) for e in rendered]


@lru_cache(16)
def _compiled(path: Path, _changed: int, language: str) -> tuple[Bibliography, str]:
    return compiled(load_style(path), language)


def asked(locale: str, found: Found) -> str:
    """The language for a style that was found: the default gives way to the style's own."""
    return found.language if locale == DEFAULT_LOCALE else locale


def tell_missing(language: str, report: Report) -> None:
    """Tell of a language, if it is any, that there are no words of it."""
    if language:
        report(Diagnostic("no-locale", f"no words of {language!r} are here; English is used"))


def compiled(style: Style, language: str) -> tuple[Bibliography, str]:
    """A style ready to render, and its language where there are no words of that."""
    language = language or style.default_locale or DEFAULT_LOCALE
    element = find_locale(language)
    missing = "" if element is not None or language.startswith("en") else language
    if element is not None:
        language = element.get("lang") or language
    elif language == "en":
        language = DEFAULT_LOCALE
    return Bibliography(style, locale_for(language, element, style.root)), missing
