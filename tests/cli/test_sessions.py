"""The sessions of ``tests/commands``: each runs as it stands, and prints what it says.

A session is a Markdown file. A fenced block ``text file=NAME`` is a file that the session
needs; a block ``console`` holds commands (``$ bibkit ...``) with what they print, standard
error among it, and ``[exit 3]`` where the exit code is not 0. A command may take its input
from a file (``< NAME``), pass its output on (``| bibkit ...``) or leave it in a file
(``> NAME``); ``$ cat NAME`` shows one. ``seeds/`` is there. A line ``...`` stands for any
lines. All blocks of a session share one folder. ``pytest --update`` rewrites what commands
print.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bibkit import registry, tables
from bibkit.cli import bibkit, main
from tests.conftest import ROOT

SESSIONS = sorted((ROOT / "tests" / "commands").glob("*.md"))
_BLOCK = re.compile(r"^```(?P<head>[^\n]*)\n(?P<body>.*?)^```$", re.M | re.S)
_COMMAND = re.compile(r"^\$ (?P<command>[^\n]*)\n(?P<printed>(?:(?!\$ )[^\n]*\n)*)", re.M)


def one_command(words: list[str], given: bytes) -> tuple[bytes, bytes, int]:
    """What a command prints on standard output, on both streams, and its exit code."""
    if words[0] == "cat":
        data = b"".join(Path(name).read_bytes() for name in words[1:])
        return data, data, 0
    assert words[0] == "bibkit", words
    runner = CliRunner()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIBKIT_FORMATS", "")  # --formats sets it for the rest of the run
        patch.setenv("SOURCE_DATE_EPOCH", "1767323045")
        patch.setenv("BIBKIT_ZOTERO", "http://127.0.0.1:1")  # nobody is there
        patch.delenv("ZOTERO_API_KEY", raising=False)
        with runner.isolation(input=given) as streams:
            code = 0
            try:
                main(words[1:])
            except SystemExit as stop:
                code = stop.code if isinstance(stop.code, int) else int(bool(stop.code))
            streams[0].flush()
            return streams[0].getvalue(), streams[2].getvalue(), code


def run(line: str) -> str:
    """What one line of a session prints, with its exit code where that is not 0."""
    given, shown = b"", b""
    code = 0
    stages = line.split(" | ")
    for stage in stages:
        words = shlex.split(stage)
        target = ""
        if len(words) > 2 and words[-2] in "<>":
            sign, name = words[-2:]
            words = words[:-2]
            if sign == "<":
                given = Path(name).read_bytes()
            else:
                target = name
        out, both, code = one_command(words, given)
        if target:
            Path(target).write_bytes(out)
        kept = target or stage is not stages[-1]
        shown += both.replace(out, b"", 1) if kept and out else both
        given = out
    text = shown.decode().replace("\r\n", "\n")
    if text and not text.endswith("\n"):
        text += "\n"
    return text + (f"[exit {code}]\n" if code else "")


def agrees(expected: str, printed: str) -> bool:
    """Whether ``printed`` is as expected; a line ``...`` stands for any lines."""
    pattern = "".join(
        r"(?:[^\n]*\n)*?" if line == "..." else re.escape(f"{line}\n")
        for line in expected.split("\n")
    )
    return re.fullmatch(pattern, f"{printed}\n") is not None


def rerun(body: str) -> Iterator[str]:
    """A block of commands anew; what they print stays as it is where it agrees.

    Blank lines at the end of what is printed do not count.
    """
    for found in _COMMAND.finditer(body):
        expected, printed = found["printed"].rstrip("\n"), run(found["command"]).rstrip("\n")
        shown = expected if agrees(expected, printed) else printed
        yield f"$ {found['command']}\n" + (f"{shown}\n" if shown else "")


@pytest.mark.parametrize("session", SESSIONS, ids=lambda path: path.stem)
def test_a_session_runs_as_it_stands(
    session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update: bool
) -> None:
    folder = tmp_path / "session"
    folder.mkdir()
    (folder / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    registry._headers.cache_clear()  # of another session's folder of the same name
    tables.load.cache_clear()

    def block(found: re.Match[str]) -> str:
        kind, _, option = found["head"].partition(" ")
        if option.startswith("file="):
            path = folder / option.removeprefix("file=")
            path.parent.mkdir(exist_ok=True)
            path.write_text(found["body"], encoding="utf-8")
        elif kind == "console":
            return f"```{found['head']}\n{''.join(rerun(found['body']))}```"
        return found[0]

    text = session.read_text(encoding="utf-8")
    anew = _BLOCK.sub(block, text)
    if update:
        session.write_text(anew, encoding="utf-8")
    else:
        assert anew == text


def test_every_command_has_a_session() -> None:
    text = "\n".join(session.read_text(encoding="utf-8") for session in SESSIONS)
    for command in bibkit.list_commands(None):  # type: ignore[arg-type]
        assert f"$ bibkit {command}" in text
