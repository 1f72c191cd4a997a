"""Runs as text, HTML, LaTeX and Markdown: formats as marks, every sign of a medium escaped."""

import re
from collections.abc import Callable, Mapping, Sequence
from unicodedata import normalize

from bibkit.csl.flatten import Run
from bibkit.csl.markers import Marks, blocks, marked
from bibkit.patterns import lazy

_HTML: Marks = {
    ("font-style", "italic"): ("<i>", "</i>"),
    ("font-style", "oblique"): ("<em>", "</em>"),
    ("font-weight", "bold"): ("<b>", "</b>"),
    ("font-variant", "small-caps"): ('<span style="font-variant:small-caps;">', "</span>"),
    ("text-decoration", "underline"): ('<span style="text-decoration:underline;">', "</span>"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
}
_LATEX: Marks = {
    ("font-style", "italic"): (r"\textit{", "}"),
    ("font-style", "oblique"): (r"\textsl{", "}"),
    ("font-weight", "bold"): (r"\textbf{", "}"),
    ("font-variant", "small-caps"): (r"\textsc{", "}"),
    ("text-decoration", "underline"): (r"\underline{", "}"),
    ("vertical-align", "sup"): (r"\textsuperscript{", "}"),
    ("vertical-align", "sub"): (r"\textsubscript{", "}"),
}
_SUPERSCRIPTS = lazy(r"[ªº²³¹™℠⁰-ⁿʰ-ʸᴬ-ᵡᶛ-ᶿ]+")
_HTML_SIGNS = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;"})
_LATEX_SIGNS = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%#_{}$"}
    | {
        "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", "\u00a0": "~",
        '"': "\\char34{}",
    }
)  # fmt: skip
# Two of these make one character in TeX's fonts.
_LIGATURES = lazy(r"-(?=-)|`(?=`)|'(?=')|,(?=,)|[?!](?=`)")
_MARKDOWN_SIGNS = lazy(r"[\\`*_\[\]<>#$~^|&{}]")
_LIST_SIGN = lazy(r"(\d+)([.)])(?=\s|$)|([-+=])")


def html(runs: Sequence[Run]) -> str:
    """HTML; blocks of a style that displays its parts apart are ``div`` elements."""
    return "".join(
        f'<div class="csl-{block}">{text}</div>' if block else text
        for block, text in (
            (block, marked(inner, _HTML, escape_html)) for block, inner in blocks(runs)
        )
    )


def escape_html(text: str) -> str:
    """Text as HTML shows it; letters that are raised in Unicode are raised as others are."""
    return _SUPERSCRIPTS.sub(_raised, text.translate(_HTML_SIGNS))


def _raised(match: re.Match[str]) -> str:
    return f"<sup>{normalize('NFKC', match[0])}</sup>"


def text(runs: Sequence[Run]) -> str:
    """Plain text; blocks stand on lines of their own."""
    return _lines(runs, lambda inner: "".join(run.text for run in inner), "\n")


def latex(runs: Sequence[Run]) -> str:
    """LaTeX for the body of a document; no package is asked for."""
    return _lines(runs, lambda inner: marked(inner, _LATEX, escape_latex), "\\newline\n")


def escape_latex(text: str) -> str:
    """Text as LaTeX prints it letter by letter."""
    return (
        _LIGATURES.sub(lambda m: m[0] + "\0", text).translate(_LATEX_SIGNS).replace("\0", "{}")
    )


def markdown(runs: Sequence[Run]) -> str:
    """CommonMark; what it has no sign for is HTML."""
    return _lines(runs, _markdown, "\\\n")


def _lines(runs: Sequence[Run], write: Callable[[Sequence[Run]], str], end: str) -> str:
    return end.join(write(inner) for _, inner in blocks(runs))


def _markdown(runs: Sequence[Run]) -> str:
    pieces: list[str] = []
    for place, run in enumerate(runs):
        before = runs[place - 1].text[-1:] if place else " "
        after = runs[place + 1].text[:1] if place + 1 < len(runs) else " "
        pieces.append(_markdown_run(run, before, after))
    whole = "".join(pieces)
    # A number or dash that begins a line would begin a list.
    return _LIST_SIGN.sub(_escaped_start, whole, count=1) if _LIST_SIGN.match(whole) else whole


def _escaped_start(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}"


def _markdown_run(run: Run, before: str, after: str) -> str:
    core = run.text.strip()
    if not core:
        return run.text
    left = run.text[: len(run.text) - len(run.text.lstrip())]
    right = run.text[len(run.text.rstrip()) :]
    written = escape_markdown(core)
    outer = (left or before)[-1:], (right or after)[:1]
    stars = {("font-style", "italic"): "*", ("font-weight", "bold"): "**"}
    fits = _can_star(core, *outer)
    for format in reversed(run.formats):
        if format in stars and fits:
            written = f"{stars[format]}{written}{stars[format]}"
        elif format in _HTML:
            opens, closes = _HTML[format]
            written = f"{opens}{written}{closes}"
            fits = False
    return f"{left}{written}{right}"


def _can_star(core: str, before: str, after: str) -> bool:
    """Whether stars around ``core`` open and close: none stands at a sign and a letter."""
    opens = core[0].isalnum() or not before or before.isspace()
    closes = core[-1].isalnum() or not after or after.isspace()
    return opens and closes and "*" not in (before, after)


def escape_markdown(text: str) -> str:
    """Text as Markdown shows it letter by letter."""
    return _MARKDOWN_SIGNS.sub(lambda match: f"\\{match[0]}", text)


MEDIA: Mapping[str, Callable[[Sequence[Run]], str]] = {
    "text": text,
    "html": html,
    "latex": latex,
    "markdown": markdown,
}
"""What writes runs in a medium, by its name."""
