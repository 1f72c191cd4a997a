"""Whatever is given: the right exit code, one clear line, no traceback, no file changed."""

import errno
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bibkit.cli import bibkit, main
from bibkit.errors import BibkitError
from tests.conftest import ROOT

RIS = "TY  - BOOK\nTI  - Notes\nER  - \n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "ada.ris").write_text(RIS)
    monkeypatch.chdir(folder)
    return folder


def run(*arguments: str, given: bytes = b"") -> tuple[int, str, str]:
    """The exit code, standard output and standard error of a command."""
    with CliRunner().isolation(input=given) as (out, error, _):
        code = 0
        try:
            main(list(arguments))
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        return code, out.getvalue().decode(), error.getvalue().decode()


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


STOPPED: dict[str, tuple[Sequence[str], int]] = {
    "no such option": (["convert", "ada.ris", "--no-such"], 2),
    "no such command": (["conver", "ada.ris"], 2),
    "no source": (["merge"], 2),
    "a wrong key pattern": (["convert", "ada.ris", "-o", "x.bib", "--keys", "[x]"], 2),
    "a target twice": (["convert", "ada.ris", "-o", "x.bib", "-o", "x.bib"], 2),
    "an unknown format": (["convert", "ada.ris", "-o", "x.bib", "-t", "docx"], 3),
    "an unknown format of sources": (["convert", "ada.ris", "-o", "x.bib", "-f", "docx"], 3),
    "a format that is only read": (["convert", "ada.ris", "-o", "x.bib", "-t", "profile"], 3),
    "an unknown suffix": (["convert", "ada.ris", "-o", "x.docx"], 3),
    "a missing source": (["merge", "ada.ris", "no.ris", "-o", "x.bib"], 4),
    "too long a name": (["merge", "a" * 300, "-o", "x.bib"], 4),
    "a folder of nothing": (["merge", "empty", "-o", "x.bib"], 4),
    "an empty source": (["merge", "ada.ris", "empty.bib", "-o", "x.bib"], 4),
    "a binary source": (["merge", "ada.ris", "zeros.ris", "-o", "x.bib"], 4),
    "a source all broken": (["merge", "ada.ris", "broken.bib", "-o", "x.bib"], 4),
    "a missing folder of tables": (["--formats", "no", "merge", "ada.ris", "-o", "x.bib"], 5),
    "a wrong table": (["--formats", "tables", "merge", "ada.ris", "-f", "lab"], 5),
    "a missing folder": (["convert", "ada.ris", "-o", "no/x.bib"], 6),
    "a folder as target": (["convert", "ada.ris", "-o", "empty", "-t", "ris"], 6),
    "a device as target": (
        ["convert", "ada.ris", "-o", "/dev/full", "-t", "ris", "--force"],
        6,
    ),
    "a foreign target": (["convert", "ada.ris", "-o", "x.bib", "-o", "broken.bib"], 6),
    "a source as target": (["convert", "ada.ris", "-o", "ada.ris"], 6),
}


@pytest.mark.parametrize(("arguments", "code"), STOPPED.values(), ids=STOPPED.keys())
def test_a_stopped_run_says_why_and_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: Sequence[str], code: int
) -> None:
    monkeypatch.setenv("BIBKIT_FORMATS", "")
    (folder / "empty").mkdir()
    (folder / "tables").mkdir()
    (folder / "tables" / "lab.toml").write_text("[formt]\n")
    (folder / "empty.bib").write_text("")
    (folder / "broken.bib").write_text("@book{a, title = {")
    (folder / "zeros.ris").write_bytes(b"\0" * 99)
    before = held(folder)
    found, printed, told = run(*arguments)
    assert (found, printed) == (code, "")
    assert held(folder) == before
    *usage, last = told.splitlines()
    assert last.startswith(
        ("bibkit: error: ", "Error: ", "empty.bib: error", "broken.bib:1: error")
    )
    assert usage == [] or usage[0].startswith("Usage: ")


def test_a_strict_run_tells_by_its_exit_code(folder: Path) -> None:
    (folder / "zz.ris").write_text(RIS.replace("ER", "ZZ  - x\nER"))
    assert run("convert", "ada.ris", "--strict", "-o", "x.bib")[0] == 0
    assert run("convert", "zz.ris", "-o", "y.bib")[0] == 0
    assert run("convert", "zz.ris", "--strict", "-o", "z.bib")[0] == 1
    assert (folder / "z.bib").exists()


def test_every_error_has_an_exit_code_of_its_own() -> None:
    codes = [error.exit_code for error in BibkitError.__subclasses__()]
    assert sorted(codes) == [2, 3, 4, 5, 6, 7, 8]


def test_a_full_disk_is_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    code, printed, told = run("convert", "ada.ris", "-o", "x.bib")
    target = (folder / "x.bib").resolve()
    assert (code, printed) == (6, "")
    assert told == f"bibkit: error: {target}: No space left on device\n"
    assert held(folder).keys() == {"ada.ris"}


def test_the_program_itself_ends_with_its_code(folder: Path) -> None:
    for shell, code, told in (
        ("convert no.ris", 4, "bibkit: error: no.ris: no such file or folder\n"),
        (
            "convert ada.ris > /dev/full",
            6,
            "bibkit: error: <stdout>: No space left on device\n",
        ),
        ("convert - <&-", 4, "bibkit: error: <stdin>: is closed\n"),
        ("convert ada.ris >&-", 6, "bibkit: error: <stdout>: is closed\n"),
        ("convert ada.ris | true", 0, ""),
    ):
        done = subprocess.run(
            ["bash", "-c", f'"{sys.executable}" -m bibkit {shell}'],
            cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (code, told), shell


LINES = st.sampled_from(
    [
        "TY  - JOUR",
        "ER  - ",
        "TI  - A",
        "PY  - 20x4//",
        "@article{a,",
        "title = {x},",
        "}",
        "@string{a = b # c}",
        '{"id": "a", "issued": 3}',
        "[",
        "Daily Papers",
        "CLJul 17, 2023Code",
        "On TreesAda Lovelace, Bob et al.",
        "  • 4 authors",
        "·",
        "Mar 30, 2017",
        "<html><body><p>x",
    ]
)
FORMATS = st.sampled_from(["ris", "bibtex", "biblatex", "csl-json", "profile", ""])


@given(
    st.lists(LINES | st.text(max_size=10), max_size=12)
    .map("\n".join)
    .map(lambda text: text.encode("utf-8", "replace"))
    | st.binary(max_size=60),
    FORMATS,
    st.sampled_from(["ris", "bibtex", "biblatex", "csl-json"]),
    st.sampled_from(["merge", "convert"]),
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_input_ends_in_order(data: bytes, source: str, target: str, command: str) -> None:
    options = ["-f", source] if source else []
    code, printed, told = run(command, "-", "-t", target, "-v", *options, given=data)
    assert code in (0, 3, 4)
    assert "Traceback" not in told
    if code == 0 and printed.strip("[]\r\n"):
        again, twice, _ = run(
            "convert", "-", "-f", target, "-t", target, given=printed.encode()
        )
        assert again in (0, 4)
        if again == 0:
            thrice = run("convert", "-", "-f", target, "-t", target, given=twice.encode())
            assert thrice[1] == twice


def test_every_command_is_there() -> None:
    commands = bibkit.list_commands(None)  # type: ignore[arg-type]
    assert commands == [
        "merge", "review", "convert", "push", "pull", "html", "serve", "render", "cv",
        "styles", "check", "formats", "explain",
    ]  # fmt: skip
