"""Every sign in every field comes out as itself, in every medium."""

import html
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit.csl.flatten import Run
from bibkit.csl.media import MEDIA
from bibkit.model import Citation, Name
from tests.csl.styles import rendered, style

SIGNS = "%&_#$\\{}<>*~^\"'`|[]()!-+=.,;:?@/ \u00a0aé1–“”"
TEXT = st.text(st.sampled_from(SIGNS), min_size=1, max_size=12)
ITALIC = (("font-style", "italic"),)
BOLD = (("font-weight", "bold"),)
FORMATS = st.sampled_from([(), ITALIC, BOLD, ITALIC + BOLD, (("vertical-align", "sup"),)])
RUNS = st.lists(st.tuples(TEXT, FORMATS).map(lambda pair: Run(*pair)), min_size=1, max_size=5)

_LATEX = {
    r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^",
    r"\textless{}": "<", r"\textgreater{}": ">", r"\textbar{}": "|", r"\char34{}": '"',
}  # fmt: skip


def from_html(text: str) -> str:
    return html.unescape(re.sub(r"</?(?:i|b|em|sup|sub|span)\b[^>]*>", "", text))


def from_latex(text: str) -> str:
    found = re.sub(r"\\text(?:it|bf|superscript|subscript)\{", "\1", text)
    token = re.compile(r"\\text[a-z]+\{\}|\\char34\{\}|\\[&%#_{}$]|\{\}|[~\1}]")

    def meant(match: re.Match[str]) -> str:
        word = match[0]
        if word in _LATEX:
            return _LATEX[word]
        return {"~": "\u00a0"}.get(word, word[1:] if word[0] == "\\" else "")

    return token.sub(meant, found)


def from_markdown(text: str) -> str:
    """The text of Markdown whose marks are stars and HTML, and signs escaped."""
    token = re.compile(r"\\(.)|</?(?:i|b|em|sup|sub|span)\b[^>]*>|\*+", re.S)
    return token.sub(lambda match: match[1] or "", text)


READERS: dict[str, Callable[[str], str]] = {
    "text": str,
    "html": from_html,
    "latex": from_latex,
    "markdown": from_markdown,
}


@pytest.mark.parametrize("medium", MEDIA)
@given(runs=RUNS)
def test_the_text_comes_back(medium: str, runs: list[Run]) -> None:
    assert READERS[medium](MEDIA[medium](runs)) == "".join(run.text for run in runs)


FIELDS = (
    '<group delimiter="; "><names variable="author"/><text variable="title" quotes="true"/>'
    '<text variable="container-title" font-style="italic"/><text variable="volume"/>'
    '<text variable="publisher" font-weight="bold"/><text variable="URL"/></group>'
)


@pytest.mark.parametrize("medium", MEDIA)
@given(text=st.text(st.sampled_from("%&_#$\\{}<>*~^a "), min_size=1).map(lambda t: f"x{t}y"))
def test_every_field_reads_the_same_in_every_medium(medium: str, text: str) -> None:
    citation = Citation(
        title=text, container_title=text, volume=text, publisher=text, url=text,
        author=(Name(text, text),),
    )  # fmt: skip
    (plain,) = rendered(style(FIELDS), citation, medium="text")
    (written,) = rendered(style(FIELDS), citation, medium=medium)
    assert READERS[medium](written) == plain


WRITTEN = {
    "html": "<i>a <b>b</b></i> &#60; c<sup>2</sup>",
    "latex": r"\textit{a \textbf{b}} \textless{} c\textsuperscript{2}",
    "markdown": r"*a* ***b*** \< c<sup>2</sup>",
    "text": "a b < c2",
}


@pytest.mark.parametrize(("medium", "written"), WRITTEN.items())
def test_marks_nest_and_are_set_once(medium: str, written: str) -> None:
    runs = [
        Run("a ", ITALIC),
        Run("b", ITALIC + BOLD),
        Run(" < c"),
        Run("2", (("vertical-align", "sup"),)),
    ]
    assert MEDIA[medium](runs) == written


MARKDOWN = {
    "1. A": r"1\. A",
    "- A": r"\- A",
    "+1": r"\+1",
    "3": "3",
}


@pytest.mark.parametrize(("text", "written"), MARKDOWN.items())
def test_no_entry_begins_a_list(text: str, written: str) -> None:
    assert MEDIA["markdown"]([Run(text)]) == written


def test_stars_that_would_not_close_are_tags() -> None:
    runs = [Run("“Q”", ITALIC), Run("x")]
    assert MEDIA["markdown"](runs) == "<i>“Q”</i>x"
