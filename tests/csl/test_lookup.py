"""Styles and locales by name, without a network."""

from pathlib import Path

import pytest

import bibkit
from bibkit.csl import StyleError, lookup
from bibkit.diagnostics import Diagnostic
from bibkit.errors import UsageError
from tests.csl.styles import NOTES, style

YEAR = '<date variable="issued" form="text"/>'
CHILD = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" default-locale="xx-XX"><info><title>A & B'
    '</title><link href="http://www.zotero.org/styles/mine" rel="independent-parent"/></info>'
    "</style>"
).replace("&", "&amp;")
LOCALE = (
    '<locale xmlns="http://purl.org/net/xbiblio/csl" xml:lang="xx-XX"><date form="text">'
    '<date-part name="year"/><date-part name="month" prefix="-"/></date><terms>'
    '<term name="month-09">Nono</term></terms></locale>'
)


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, without the extra."""
    home = tmp_path / "home"
    styles = home / "data" / "bibkit" / "styles"
    styles.mkdir(parents=True)
    (home / "data" / "bibkit" / "locales").mkdir()
    (styles / "mine.csl").write_text(style(YEAR), encoding="utf-8")
    (styles / "my-journal.csl").write_text(CHILD, encoding="utf-8")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.delenv("BIBKIT_STYLES", raising=False)
    monkeypatch.setattr(lookup, "_package", lambda *_: [])
    return home


def printed(name: str, **options: str) -> str:
    (entry,) = bibkit.render([NOTES], name, medium="text", **options)  # type: ignore[arg-type]
    return entry.text


NAMES = [
    "mine", "Mine", "mine.csl", "http://www.zotero.org/styles/mine", "https://x.org/a/mine.csl",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_style_of_ones_own_has_many_names(name: str) -> None:
    assert printed(name) == "September 1, 1843"


def test_a_path_names_a_style_and_its_change_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "own.csl"
    path.write_text(style('<text variable="title"/>'), encoding="utf-8")
    assert printed(str(path)) == "Notes on the engine"
    path.write_text(style('<text variable="volume"/>'), encoding="utf-8")
    assert printed(str(path)) == "3"


def test_zoteros_styles_and_those_of_a_folder_that_is_named_are_found(
    alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, value in (("Zotero/styles", "z"), ("named", "n")):
        (alone / folder).mkdir(parents=True)
        text = style(f'<text value="{value}"/>')
        (alone / folder / f"{value}-style.csl").write_text(text, encoding="utf-8")
    monkeypatch.setenv("BIBKIT_STYLES", str(alone / "named"))
    assert (printed("z-style"), printed("n-style")) == ("z", "n")


def test_a_journals_style_is_that_of_its_parent_in_its_own_language(alone: Path) -> None:
    told: list[Diagnostic] = []
    (entry,) = bibkit.render([NOTES], "my-journal", medium="text", report=told.append)
    assert entry.text == "September 1, 1843"
    assert [each.code for each in told] == ["no-locale"]
    locale = alone / "data" / "bibkit" / "locales" / "locales-xx-XX.xml"
    locale.write_text(LOCALE, encoding="utf-8")
    assert printed("mine", locale="xx") == "1843-Nono"
    assert printed("mine", locale=str(locale)) == "1843-Nono"


def test_a_renamed_style_is_found(alone: Path) -> None:
    target = alone / "data" / "bibkit" / "styles" / "nlm-citation-sequence.csl"
    target.write_text(style('<text value="nlm"/>'), encoding="utf-8")
    assert printed("vancouver") == "nlm"


UNKNOWN = {
    "myne": "myne: no such style. Did you mean 'mine'?",
    "apa": "apa: no such style here; pip install 'bibkit-refs[styles]' brings 2,800 styles "
    "and 8,000 journals",
    "a/b": "a/b: no such file",
}


@pytest.mark.parametrize(("name", "message"), UNKNOWN.items())
def test_an_unknown_style_is_told_with_what_to_do(name: str, message: str) -> None:
    with pytest.raises(StyleError) as raised:
        printed(name)
    assert str(raised.value) == message


def test_a_circle_of_parents_is_an_error(alone: Path) -> None:
    path = alone / "data" / "bibkit" / "styles" / "mine.csl"
    path.write_text(CHILD, encoding="utf-8")
    with pytest.raises(StyleError, match="parents have parents"):
        printed("mine")


def test_a_style_is_found_by_words_of_its_title(alone: Path) -> None:
    folder = alone / "data" / "bibkit" / "styles"
    assert list(lookup.search(["b", "my"])) == [("yours", "A & B", folder / "my-journal.csl")]
    assert list(lookup.search(["nothing"])) == []


def test_every_style_of_our_own_renders_and_names_the_author() -> None:
    own = [path.stem for what, path in lookup.style_paths() if what == "bibkit's"]
    assert own == ["bibkit-compact", "bibkit-numbered", "bibkit-tenure", "bibkit"]
    for name in own:
        assert "Lovelace" in printed(name)
        assert "Notes on the engine" in printed(name)


def test_there_are_four_media() -> None:
    with pytest.raises(
        UsageError, match="no medium 'pdf'; choose of text, html, latex, markdown"
    ):
        bibkit.render([NOTES], "bibkit", medium="pdf")
