"""cv as a person runs it: what is kept, what is said while it takes long, what check is."""

import io
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bibkit.cli import progress
from bibkit.cli.cv_command import command
from bibkit.errors import UnwritableError

LIBRARY = """
@article{a, author = {Ada Jarvis}, title = {Moss}, journal = {Woods}, year = 2023}
@book{b, author = {Ada Jarvis}, title = {Ferns}, publisher = {Longman}, year = 2021}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "library.bib").write_text(LIBRARY)
    return tmp_path


def run(*words: object) -> str:
    done = CliRunner().invoke(command, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_numbers_are_kept_with_the_list_or_not_at_all(folder: Path) -> None:
    foreign, numbers = folder / "notes.md", folder / "numbers.json"
    foreign.write_text("My own.")
    words = [folder / "library.bib", "--me", "Ada Jarvis", "-q", "--numbers", numbers, "-o"]
    with pytest.raises(UnwritableError, match="bibkit did not write it"):
        run(*words, foreign)
    assert not numbers.exists()
    run(*words, folder / "cv.md")
    # What people corrected there was read, and is kept without --force.
    numbers.write_text(numbers.read_text().replace('"number": 1', '"number": 7'))
    run(*words, folder / "cv.md")
    assert "\\[J7\\]" in (folder / "cv.md").read_text()
    assert '"number": 7' in numbers.read_text()


def test_check_is_a_word_unless_a_source_is_called_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    told = run("check", "library.bib", "--me", "Ada Jarvis")
    assert told.splitlines()[0] == (
        "library.bib:2: warning: a: has no DOI and no arXiv number [no-identifier]"
    )
    (folder / "check").write_text(LIBRARY)
    assert run("check", "--me", "Ada Jarvis").startswith("Publications\n")
    assert run("--check", "check", "--me", "Ada Jarvis").startswith("check:2: warning: ")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_long_list_says_how_far_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    monkeypatch.setattr(progress, "_STEP", 0)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    words = ["library.bib", "--me", "Ada Jarvis", "-o", "cv.md", "-o", "cv.html"]
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit):
        command(words)
    shown = [line.strip() for line in re.split(r"[\r\n]+", terminal.getvalue())]
    assert [line for line in shown if line] == [
        "setting the list of 2",
        "preparing 0 of 2 (0 %)",
        "uniting 0 of 2 (0 %)",
        "setting entry 1 of 2 (50 %)",
        "setting entry 2 of 2 (100 %)",
        "writing file 1 of 2 (50 %)",
        "writing file 2 of 2 (100 %)",
        "Ada Jarvis: 2 papers, first author of 2",
        "wrote 2 papers to cv.md",
        "wrote 2 papers to cv.html",
    ]
