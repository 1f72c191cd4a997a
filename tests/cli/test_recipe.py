"""A recipe says what options say; the command line goes before, paths are the recipe's own."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bibkit.cli.cv_command import command
from bibkit.cli.cv_recipe import recipe
from bibkit.errors import BibkitError
from tests.conftest import ROOT

LIBRARY = """
@article{a, author = {Ada Jarvis}, title = {Moss}, journal = {Woods}, year = 2023}
@book{b, author = {Ada Jarvis}, title = {Ferns}, publisher = {Longman}, year = 2021}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "cv"
    folder.mkdir()
    (folder / "library.bib").write_text(LIBRARY)
    return folder


def values(folder: Path, text: str) -> dict[str, Any]:
    path = folder / "cv.toml"
    path.write_text(text, encoding="utf-8")
    return recipe(path, command.params)


def run(*words: object) -> str:
    done = CliRunner().invoke(command, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def refused(folder: Path, text: str) -> str:
    with pytest.raises(BibkitError) as raised:
        values(folder, text)
    return str(raised.value).replace(f"{folder}/", "")


def test_every_value_is_as_its_option_would_give_it(folder: Path) -> None:
    text = """
    sources = "library.bib"
    from = "bibtex"
    as-of = 2026-06-04
    me = "Ada Jarvis"
    also_me = ["A. King"]
    accept = true
    since = 2021
    until = 2022-06-30
    type = ["book", "journal"]
    metrics = false
    output = ["out/cv.md", "hugo:site", "../cv.txt"]
    numbers = "numbers.json"
    select = ["a", "@best.txt"]
    style = "apa"
    locale = "./own.xml"
    """
    assert values(folder, text) == {
        "sources": (str(folder / "library.bib"),),
        "from_": "bibtex",
        "as_of": datetime(2026, 6, 4),
        "me": "Ada Jarvis",
        "also_me": ("A. King",),
        "accept": True,
        "since": "2021",
        "until": "2022-06-30",
        "kinds": ("book", "journal"),
        "no_metrics": True,
        "outputs": (
            str(folder / "out" / "cv.md"), f"hugo:{folder / 'site'}",
            str(folder.parent / "cv.txt"),
        ),
        "numbers": str(folder / "numbers.json"),
        "selected": ("a", f"@{folder / 'best.txt'}"),
        "style": "apa",
        "locale": str(folder / "own.xml"),
    }  # fmt: skip
    style = values(folder, 'style = "styles/own.csl"')["style"]
    assert style == str(folder / "styles" / "own.csl")
    assert values(folder, 'style = "https://x.org/own.csl"')["style"] == "https://x.org/own.csl"
    assert values(folder, 'sources = ["-"]') == {"sources": ("-",)}
    assert values(folder, "sources = '/a/b.bib'") == {"sources": ("/a/b.bib",)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("me = 3", "cv.toml: me: wants a text, not a number 3"),
        ("me = ['A', 'B']", "cv.toml: me: wants a text, not a list"),
        ("counts = 'yes'", "cv.toml: counts: wants true or false, not a text 'yes'"),
        ("metrics = 1", "cv.toml: metrics: wants true or false, not a number 1"),
        ("emphasis = 'red'", "cv.toml: emphasis: no value 'red'; choose of bold, underline, "
         "small-caps, none."),
        ("type = ['journals']", "cv.toml: type: no value 'journals'; choose of journal, "),
        ("since = 'spring'", "cv.toml: since: 'spring' is no date; write 2021 or 2021-06"),
        ("since = true", "cv.toml: since: wants a text, not true"),
        ("as-of = 'June'", "cv.toml: as-of: 'June' is no day; write 2026-06-04"),
        ("also-me = [1]", "cv.toml: also-me: wants a text or a list of texts, not a number 1"),
        ("also_me = 'A'\nalso-me = 'B'", "cv.toml: the recipe: also-me is there twice"),
        ("group-by = 'typ'", "cv.toml: group-by: no value 'typ'; choose of type, year, "),
        ("group-by = 'type'\nsections = []", "cv.toml: sections and group-by exclude each "),
        ("no-metrics = true", "cv.toml: no key 'no-metrics'; choose of sources, where, "),
        ("config = 'x'", "cv.toml: no key 'config'; "),
        ('numbers = "a\\u0000"', "cv.toml: numbers: holds NUL (\\u0000)"),
        ("where = 3", "cv.toml: where: wants a table, not a number 3"),
        ("sources = { a = 1 }", "cv.toml: sources: wants a text or a list of texts, not a ta"),
        ("a b", "cv.toml:1: is no TOML: "),
        ("me = 'x'\nme = 'y'", "cv.toml:2: is no TOML: "),
    ],
)  # fmt: skip
def test_what_a_recipe_cannot_say_is_refused(folder: Path, text: str, message: str) -> None:
    assert refused(folder, text).startswith(message)


def test_a_recipe_that_cannot_be_read_is_refused(folder: Path) -> None:
    (folder / "cv.toml").write_bytes(b"me = '\xff'")
    with pytest.raises(BibkitError, match=r"cv\.toml: 'utf-8' codec"):
        recipe(folder / "cv.toml", command.params)


def test_the_recipe_of_the_manual_can_be_read(folder: Path) -> None:
    manual = (ROOT / "docs" / "cv.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```toml\n(.*?)```", manual, re.S)
    found = values(folder, shown)
    assert [part.heading for part in found["parts"]] == ["Selected", "Refereed", "Under way"]
    assert found["no_metrics"] is True


def test_the_command_line_goes_before_the_recipe(folder: Path, tmp_path: Path) -> None:
    recipe = folder / "cv.toml"
    recipe.write_text(
        """
        sources = "library.bib"
        me = "Ada Jarvis"
        number = "none"
        title = "Mine"
        output = "cv.txt"
        where = { until = 2022 }
        [[sections]]
        heading = "All"
        """
    )
    expected = "Mine\n====\n\nAll\n---\n\nAda Jarvis (2021). Ferns. Longman.\n"
    assert run("--config", recipe) == ""
    assert (folder / "cv.txt").read_text() == expected
    # A medium that is asked for is printed.
    assert run("--config", recipe, "-t", "text") == expected
    assert run("--config", recipe, "-t", "text", "--title", "", "--group-by", "none") == (
        "Publications\n============\n\nAda Jarvis (2021). Ferns. Longman.\n"
    )
    other = tmp_path / "other.bib"
    other.write_text(LIBRARY.replace("2021", "2001"))
    assert "Ada Jarvis (2001)" in run(other, "--config", recipe, "-t", "text")
