"""A style is what anybody wrote: what is wrong or hostile in it is one clear error."""

import time
from pathlib import Path

import pytest

import bibkit
from bibkit.csl import StyleError
from bibkit.csl.style import Style
from bibkit.model import Citation, Name
from tests.csl.styles import NOTES, rendered, style

MACRO = '<macro name="m{0}">{1}</macro>'
DEEP = "<group>" * 140 + '<text variable="title"/>' + "</group>" * 140
CHAIN = "".join(MACRO.format(n, f'<text macro="m{n + 1}"/>') for n in range(200))
BOMB = "".join(MACRO.format(n, f'<text macro="m{n + 1}"/>' * 10) for n in range(9))
START = style('<text macro="m0"/>', before=CHAIN)

WRONG = {
    "entities": (
        '<!DOCTYPE style [<!ENTITY a SYSTEM "file:///etc/passwd">]><style>&a;</style>',
        "t: declares a document type or entities; remove the <!...> lines",
    ),
    "no XML": ("<style>", "t: is no well-formed XML: "),
    "nothing": ("", "t: is no well-formed XML: "),
    "another document": ("<html/>", "t: is no style: its document element is <html>"),
    "no layouts": ("<style/>", "t: has neither a bibliography nor a citation to follow"),
    "deep nesting": (
        style("<group>" * 200 + "</group>" * 200),
        "t: nests more than 150 elements into one another",
    ),
    "a long chain of macros": (START, "t: nests more than 160 elements and macros"),
    "a circle of macros": (
        style('<text macro="m0"/>', before=MACRO.format(0, '<text macro="m0"/>')),
        "t: macros lead in a circle: m0 -> m0",
    ),
    "a bomb of macros": (
        style('<text macro="m0"/>', before=BOMB),
        "t: its macros unfold to more than 1000000 elements",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_style_is_one_error(case: str) -> None:
    text, message = WRONG[case]
    with pytest.raises(StyleError) as raised:
        Style.parse(text.encode(), "t")
    assert str(raised.value).startswith(message)


def test_entities_are_refused_in_any_encoding() -> None:
    with pytest.raises(StyleError, match="declares"):
        Style.parse('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16"), "t")


def test_what_is_deep_but_allowed_renders() -> None:
    assert rendered(style(DEEP), NOTES) == ["Notes on the engine"]


def test_what_a_style_says_that_csl_does_not_know_prints_nothing() -> None:
    layout = (
        '<blink/><text/><text macro="none"/><text variable="no-such"/><text term="no-such"/>'
        '<date variable="issued" form="odd"/><names variable="nobody"/><label variable="x"/>'
        '<text variable="title" text-case="odd"/>'
    )
    assert rendered(style(layout), NOTES) == ["Notes on the engine"]


def test_a_style_without_bibliography_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cites.csl"
    path.write_text("<style><citation><layout/></citation></style>", encoding="utf-8")
    with pytest.raises(StyleError, match="formats citations but no bibliography"):
        bibkit.render([NOTES], str(path))


HOSTILE = {
    "quotes that never close": Citation(title='"a ' * 20_000),
    "quotes that close": Citation(title='"a" ' * 5_000),
    "tags that never close": Citation(title="<i>" * 20_000),
    "a given name that could be particles": Citation(
        author=(Name("A", "B " + "a" * 5000 + "1"),)
    ),
    "a family that could be particles": Citation(author=(Name("a " * 5000),)),
    "numbers without end": Citation(volume="1" * 3000, page="1-" * 3000, edition="1, " * 3000),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_record_takes_no_long_time(case: str) -> None:
    layout = (
        '<names variable="author"><name initialize-with="."/></names>'
        '<text variable="title" quotes="true" text-case="title"/><number variable="edition"/>'
        '<text variable="volume"/><label variable="page"/><text variable="page"/>'
    )
    begun = time.process_time()
    rendered(style(layout, options='page-range-format="chicago"'), HOSTILE[case])
    assert time.process_time() - begun < 2
