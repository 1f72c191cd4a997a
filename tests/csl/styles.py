"""Small styles and citations that tests of the engine are made of."""

from collections.abc import Sequence

from bibkit.csl.bibliography import Bibliography
from bibkit.csl.locales import locale_for
from bibkit.csl.media import MEDIA
from bibkit.csl.style import Style
from bibkit.diagnostics import Report, ignore
from bibkit.model import Citation, Date, Name

NAMESPACE = "http://purl.org/net/xbiblio/csl"
ADA = Name("Lovelace", "Ada King")
CHARLES = Name("Babbage", "Charles")
MARY = Name("Somerville", "Mary")
LUDWIG = Name("Beethoven", "Ludwig", non_dropping_particle="van")
SOCIETY = Name(literal="Royal Society")
NOTES = Citation(
    key="notes",
    type="article-journal",
    title="Notes on the engine",
    author=(ADA,),
    container_title="Scientific Memoirs",
    volume="3",
    page="666-731",
    issued=Date(1843, 9, 1),
)


def style(
    layout: str, *, options: str = "", bibliography: str = "", before: str = "", sort: str = ""
) -> str:
    """The text of a style with ``layout``; ``before`` holds locales, macros and a citation."""
    return (
        f'<style xmlns="{NAMESPACE}" version="1.0" class="in-text" {options}>'
        f"<info><title>T</title><id>t</id></info>{before}"
        f"<bibliography {bibliography}>{sort}<layout>{layout}</layout></bibliography></style>"
    )


def rendered(
    text: str, *citations: Citation, medium: str = "html", report: Report = ignore
) -> list[str]:
    """The entries of ``citations`` in a style that is given as text."""
    parsed = Style.parse(text.encode(), "test.csl")
    language = parsed.default_locale or "en-US"
    bibliography = Bibliography(parsed, locale_for(language, None, parsed.root))
    write = MEDIA[medium]
    entries = bibliography.render(citations, report)
    return [" ".join(filter(None, map(write, (e.label, e.runs)))) for e in entries]


def one(layout: str, citation: Citation = NOTES, **parts: str) -> str:
    """The one entry of a style with ``layout``."""
    (entry,) = rendered(style(layout, **parts), citation)
    return entry


def keys(text: str, citations: Sequence[Citation]) -> list[str]:
    """The keys of the citations in the order of a style."""
    parsed = Style.parse(text.encode(), "test.csl")
    bibliography = Bibliography(parsed, locale_for("en-US", None, parsed.root))
    return [entry.key for entry in bibliography.render(citations)]
