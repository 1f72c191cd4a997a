"""Pictures as plain SVG: shapes, a title and words for who cannot see them, light and dark.

What is drawn is the same each time: numbers are rounded, and nothing is random. Shapes carry
their colours for light paper; a style sheet, where one may be, has those of a dark screen.
"""

from collections.abc import Mapping
from html import escape
from typing import NamedTuple

from bibkit.patterns import lazy

WIDTH = 480
"""The width of every picture: as wide as a phone, so that letters stay legible there."""

INK, SOFT, LINE = "ink", "soft", "line"
PALETTE: Mapping[str, tuple[str, str]] = {
    INK: ("#1b1b1f", "#e8e8ec"),
    SOFT: ("#5a5d66", "#a5a8b2"),
    LINE: ("#d8dae0", "#3a3c44"),
    "one": ("#1d4f91", "#6ea8ff"),
    "two": ("#d0721b", "#f0a35a"),
    "three": ("#2e7d4f", "#6fc493"),
    "four": ("#a3acba", "#7d8798"),
    "five": ("#7a4fa3", "#b794e0"),
}
"""Colours by name: on light paper, on a dark screen."""

_FONT = "system-ui, 'Segoe UI', 'Noto Sans', sans-serif"
_NOT_IN_XML = lazy(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Picture(NamedTuple):
    """A picture: its name, what it is called and says in words, its height and shapes."""

    name: str
    title: str
    words: str
    height: float
    shapes: str

    @property
    def text(self) -> str:
        """What stands for the picture where there are but words."""
        return f"{self.title}: {self.words}"

    def svg(self, *, styled: bool = True) -> str:
        """The picture as SVG; ``styled`` with colours for dark screens."""
        name = f"picture-{self.name}"
        size = f"0 0 {WIDTH} {number(self.height)}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" width="{WIDTH}" '
            f'height="{number(self.height)}" class="bibkit-picture" role="img" '
            f'font-family="{_FONT if styled else "Libertinus Serif"}" font-size="12" '
            f'aria-labelledby="{name}-title {name}-words">\n'
            f'<title id="{name}-title">{clean(self.title)}</title>\n'
            f'<desc id="{name}-words">{clean(self.words)}</desc>\n'
            f"{_style() if styled else ''}{self.shapes}</svg>\n"
        )


def _style() -> str:
    """The colours of a dark screen; paper is light."""
    rules = "".join(
        f" .bibkit-picture .f-{name} {{ fill: {dark}; }}"
        f" .bibkit-picture .s-{name} {{ stroke: {dark}; }}\n"
        for name, (_, dark) in PALETTE.items()
    )
    return f"<style>\n@media screen and (prefers-color-scheme: dark) {{\n{rules}}}\n</style>\n"


def number(value: float) -> str:
    """A length, to a tenth."""
    return f"{value + 0.0:.1f}".removesuffix(".0")


def clean(text: str) -> str:
    """Text for an element or attribute of XML."""
    return escape(_NOT_IN_XML.sub("\ufffd", " ".join(text.split())))


def rectangle(x: float, y: float, width: float, height: float, colour: str) -> str:
    """A filled rectangle."""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" '
        f'height="{number(height)}" {_fill(colour)}/>\n'
    )


def circle(x: float, y: float, radius: float, colour: str, told: str) -> str:
    """A filled circle that says something to who points at it."""
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" {_fill(colour)}>'
        f"<title>{clean(told)}</title></circle>\n"
    )


def line(path: str, colour: str, width: float, opacity: float = 1) -> str:
    """A line along a path of SVG."""
    faint = f' stroke-opacity="{opacity:.2f}"' if opacity < 1 else ""
    return (
        f'<path d="{path}" fill="none" class="s-{colour}" stroke="{PALETTE[colour][0]}" '
        f'stroke-width="{number(width)}"{faint}/>\n'
    )


def words(
    x: float, y: float, text: str, colour: str = SOFT, *, more: Mapping[str, str] | None = None
) -> str:
    """A line of text, its base at a point; ``more`` are attributes."""
    added = "".join(f' {name}="{value}"' for name, value in (more or {}).items())
    return (
        f'<text x="{number(x)}" y="{number(y)}" {_fill(colour)}{added}>{clean(text)}</text>\n'
    )


def heading(text: str) -> str:
    """What a picture is called, at its top."""
    return words(0, 14, text, INK, more={"font-size": "14", "font-weight": "600"})


def _fill(colour: str) -> str:
    return f'class="f-{colour}" fill="{PALETTE[colour][0]}"'
