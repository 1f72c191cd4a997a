"""merge and review as a person runs them: files, orders, terminals."""

import io
import json
import os
import pty
import select
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from bibkit import api
from bibkit.cli import bibkit
from bibkit.cli.sidebyside import side_by_side
from bibkit.dedupe.reporting import unmerge
from bibkit.model import Citation
from tests.conftest import ROOT, run

TITLE = "On Trees of the North and their Leaves"
PAIR = f"""@misc{{a, author={{Lovelace, Ada}},
  title={{{TITLE}}}, year=2001}}
@misc{{b, author={{Lovelace, Ada}}, title={{{TITLE}}}, year=2007, note={{\u738b\u519b}}}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_order_of_sources_does_not_show(folder: Path) -> None:
    (folder / "one.bib").write_text(
        "@misc{k, title={One}, year=2001}\n@misc{k, title={Two}, year=2001}\n@misc{l}",
        encoding="utf-8",
    )
    (folder / "two.bib").write_text(
        "@misc{k, title={Three}, year=1999}\n@misc{, title={Four}}\n@misc{, title={Four more}}",
        encoding="utf-8",
    )
    texts = set()
    for number, sources in enumerate((["one.bib", "two.bib"], ["two.bib", "one.bib"])):
        assert run("merge", "-q", *sources, "-o", f"out{number}.bib") == 0
        texts.add((folder / f"out{number}.bib").read_bytes())
    assert len(texts) == 1


def test_a_merge_is_undone_from_its_files(folder: Path) -> None:
    pages = [str(path) for path in sorted((ROOT / "seeds").glob("*.txt"))]
    arguments = ["--as-of", "2026-04-17", "-q", "-o", "out.json", "--report", "report.json"]
    assert run("merge", *pages, *arguments) == 0
    told = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    back = unmerge(list(api.read("out.json")), told)
    day = date(2026, 4, 17)
    assert back == [each for page in pages for each in api.read(page, as_of=day)]
    assert told["losses"] == []


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    (folder / "a.bib").write_text(PAIR, encoding="utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for options in (["-o", "b.bib", "--report", "r.html"], ["--into", "a.bib"]):
        assert run("merge", "a.bib", "-q", "--dry-run", *options) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_library_without_records_is_not_overwritten(folder: Path) -> None:
    (folder / "a.bib").write_text(PAIR, encoding="utf-8")
    (folder / "empty.bib").write_text("% only a comment\n", encoding="utf-8")
    assert run("merge", "a.bib", "--into", "empty.bib", "-q") == 4
    assert (folder / "empty.bib").read_text(encoding="utf-8") == "% only a comment\n"


def test_a_library_keeps_its_mark_and_its_line_ends(folder: Path) -> None:
    (folder / "new.bib").write_text("@misc{n, title={New}}", encoding="utf-8")
    text = b"\xef\xbb\xbf@misc{x,\r\n  title = {Caf\xc3\xa9} }\r\n"
    (folder / "a.bib").write_bytes(text)
    assert run("merge", "new.bib", "--into", "a.bib", "-q") == 0
    after = (folder / "a.bib").read_bytes()
    assert after == text + b"\r\n@misc{n,\r\n  title = {New},\r\n}\r\n"
    assert run("merge", "new.bib", "--into", "a.bib", "-q") == 0
    assert (folder / "a.bib").read_bytes() == after


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_library_stays_in_the_format_that_it_is_in(folder: Path) -> None:
    items = [{"itemType": "book", "citationKey": "a", "title": "On Leaves", "date": "1999"}]
    (folder / "zotero.json").write_text(json.dumps(items))
    (folder / "new.bib").write_text(PAIR)
    assert run("merge", "new.bib", "--into", "zotero.json", "-q") == 0
    kinds = [each["itemType"] for each in json.loads((folder / "zotero.json").read_text())]
    assert kinds[0] == "book"
    assert len(kinds) == 3


def test_a_library_of_a_format_that_is_only_read_is_not_overwritten(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = json.dumps({"meta": {"count": 1}, "results": [{"id": "https://openalex.org/W1"}]})
    (folder / "answer.json").write_text(answer)
    (folder / "new.bib").write_text(PAIR)
    assert run("merge", "new.bib", "--into", "answer.json") == 3
    assert (
        capsys.readouterr().err == "bibkit: error: format 'openalex' is read, never written\n"
    )
    assert (folder / "answer.json").read_text() == answer


def test_progress_is_shown_on_a_terminal_and_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    from bibkit.cli import progress

    monkeypatch.setattr(progress, "_PATIENCE", 0)
    monkeypatch.setattr(progress, "_STEP", 0)
    terminal, pipe = Terminal(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", terminal)
    line = progress.Progress()
    assert list(line.counted(range(200), "reading", "comparing")) == list(range(200))
    line.clear()
    shown = terminal.getvalue().split("\r")
    assert [each.rstrip() for each in shown] == [
        "", "reading 64", "reading 128", "reading 192", "comparing 200", "", "",
    ]  # fmt: skip
    monkeypatch.setattr(sys, "stderr", pipe)
    assert list(progress.Progress().counted([1], "reading", "comparing")) == [1]
    assert pipe.getvalue() == ""


def test_decisions_beside_the_source_are_found(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.bib").write_text(PAIR, encoding="utf-8")
    (folder / "in" / "bibkit-decisions.txt").write_text(
        "same doi:10.1000/182 doi:10.1000/183\n", encoding="utf-8"
    )
    for source in ("in/a.bib", "in"):
        done = CliRunner().invoke(bibkit, ["merge", source])
        assert f"decisions: 1 in {Path('in/bibkit-decisions.txt')}" in done.stderr


def _read_until(master: int, word: bytes, keys: bytes = b"") -> bytes:
    """What the terminal shows until ``word``; keys are pressed again until they are taken."""
    seen = b""
    end = time.monotonic() + 60
    while word not in seen and time.monotonic() < end:
        if keys:
            os.write(master, keys)
        if select.select([master], [], [], 0.5)[0]:
            try:
                seen += os.read(master, 4096)
            except OSError:
                break
    return seen


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(("keys", "left"), [(b"y", b"1 decision"), (b"q", b"0 decisions")])
def test_a_review_in_a_terminal(folder: Path, keys: bytes, left: bytes) -> None:
    (folder / "a.bib").write_text(PAIR, encoding="utf-8")
    master, slave = pty.openpty()
    environment = {**os.environ, "COLUMNS": "70", "TERM": "xterm"}
    process = subprocess.Popen(
        [sys.executable, "-m", "bibkit", "review", "a.bib"],
        stdin=slave, stdout=slave, stderr=slave, cwd=folder, env=environment,
    )  # fmt: skip
    os.close(slave)
    seen = _read_until(master, b"[q]uit:")
    assert b"\x1b[33m" in seen  # what differs is coloured
    assert left in _read_until(master, b" left", keys)
    assert process.wait(timeout=60) == 0
    os.close(master)


WIDTHS = [1, 10, 20, 40, 59, 60, 80, 200]


@pytest.mark.parametrize("width", WIDTHS)
def test_two_records_fit_any_terminal(width: int) -> None:
    one = Citation(
        title="\u738b\u519b" * 40, note="a" * 300, url="https://example.org/" + "x" * 99
    )
    two = Citation(title="e\u0301" * 80, note="\x1b[31mred\x07 \u202eturned", volume="3")
    lines = [bytes(line, "utf-8").decode() for line in side_by_side(one, two, width)]
    plain = [
        line.replace("\x1b[33m", "").replace("\x1b[0m", "").replace("\x1b[1m", "")
        for line in lines
    ]
    assert not any("\x1b" in line or "\x07" in line or "\u202e" in line for line in plain)
    if width >= 20:
        assert max(map(columns, plain)) <= width


def columns(line: str) -> int:
    import unicodedata

    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in line
    )
