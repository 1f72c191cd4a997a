"""Files are written whole or not at all, and never over somebody else's."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from bibkit.errors import UnwritableError
from bibkit.outputs import check_target, write_files, write_stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


def held(folder: Path) -> dict[str, str]:
    """Every file of a folder with what is in it, hidden ones too."""
    return {path.name: path.read_text() for path in folder.iterdir()}


def refusal(*texts: tuple[Path, str], force: bool = False) -> str:
    with pytest.raises(UnwritableError) as raised:
        write_files([(path, [text]) for path, text in texts], force=force)
    return str(raised.value)


FOREIGN = (
    "{}: exists, and bibkit did not write it or it was changed since; "
    "give --force to replace it"
)


def test_texts_are_written_as_they_are(folder: Path) -> None:
    write_files([(folder / "a", ["x\r\n", "ü"]), (folder / "b", [])])
    assert (folder / "a").read_bytes() == "x\r\nü".encode()
    assert held(folder) == {"a": "x\nü", "b": ""}


def test_bibkits_own_file_is_replaced(folder: Path) -> None:
    for text in ("one", "two", "three"):
        write_files([(folder / "a", [text])])
    assert held(folder) == {"a": "three"}


def test_somebody_elses_file_is_refused(folder: Path) -> None:
    (folder / "a").write_text("mine")
    assert refusal((folder / "a", "new")) == FOREIGN.format(folder / "a")
    assert held(folder) == {"a": "mine"}


def test_a_file_that_was_changed_since_is_refused(folder: Path) -> None:
    write_files([(folder / "a", ["one"])])
    (folder / "a").write_text("one and mine")
    assert refusal((folder / "a", "two")) == FOREIGN.format(folder / "a")
    assert held(folder) == {"a": "one and mine"}


def test_the_same_bytes_are_no_harm(folder: Path) -> None:
    (folder / "a").write_text("same")
    write_files([(folder / "a", ["sa", "me"])])
    write_files([(folder / "a", ["now bibkit's"])])
    assert held(folder) == {"a": "now bibkit's"}


def test_force_replaces_anything(folder: Path) -> None:
    (folder / "a").write_text("mine")
    write_files([(folder / "a", ["new"])], force=True)
    assert held(folder) == {"a": "new"}


def test_permissions_stay_and_new_files_have_the_usual_ones(folder: Path) -> None:
    (folder / "a").write_text("mine")
    (folder / "a").chmod(0o640)
    write_files([(folder / "a", ["new"]), (folder / "b", ["new"])], force=True)
    (folder / "c").write_text("usual")
    modes = [(folder / name).stat().st_mode for name in "abc"]
    assert modes[0] & 0o777 == 0o640
    assert modes[1] == modes[2]


def test_a_link_stays_a_link(folder: Path) -> None:
    (folder / "a").write_text("")
    (folder / "link").symlink_to("a")
    write_files([(folder / "link", ["new"])], force=True)
    assert (folder / "link").is_symlink()
    assert held(folder) == {"a": "new", "link": "new"}


def failing(error: BaseException) -> Iterator[str]:
    yield "half"
    raise error


@pytest.mark.parametrize("old", [{}, {"a": "old", "b": "old"}])
@pytest.mark.parametrize("error", [RuntimeError("x"), KeyboardInterrupt(), SystemExit(4)])
def test_a_text_that_breaks_off_leaves_everything(
    folder: Path, old: dict[str, str], error: BaseException
) -> None:
    for name, text in old.items():
        write_files([(folder / name, [text])])
    with pytest.raises(type(error)):
        write_files([(folder / "a", ["new"]), (folder / "b", failing(error))])
    assert held(folder) == old


@pytest.mark.parametrize("old", [{}, {"a": "old", "b": "old"}])
@pytest.mark.parametrize("function", ["fsync", "fdopen"])
def test_a_full_disk_leaves_everything(
    folder: Path, monkeypatch: pytest.MonkeyPatch, old: dict[str, str], function: str
) -> None:
    for name, text in old.items():
        write_files([(folder / name, [text])])
    real = getattr(os, function)
    calls: list[int] = []

    def full(handle: int, *rest: object) -> object:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(handle, *rest)

    monkeypatch.setattr(os, function, full)
    message = refusal((folder / "a", "new"), (folder / "b", "new"))
    monkeypatch.undo()
    assert message == f"{folder / 'b'}: No space left on device"
    assert held(folder) == old


@pytest.mark.parametrize("old", [{}, {"a": "old", "b": "old", "c": "old"}])
def test_where_one_file_cannot_be_replaced_those_before_come_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch, old: dict[str, str]
) -> None:
    for name, text in old.items():
        write_files([(folder / name, [text])])
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target == folder / "c":
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    message = refusal(*((folder / name, "new") for name in "abc"))
    monkeypatch.undo()
    assert message == f"{folder / 'c'}: Operation not permitted"
    assert held(folder) == old


def test_a_refused_target_leaves_the_others(folder: Path) -> None:
    (folder / "b").write_text("mine")
    targets = [(folder / name, "new") for name in "abc"]
    assert refusal(*targets) == FOREIGN.format(folder / "b")
    assert held(folder) == {"b": "mine"}


def test_targets_that_cannot_be_are_refused(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    cases = {
        folder: "is a folder; name a file",
        folder / "no" / "a": f"the folder {folder / 'no'} does not exist",
        Path(os.devnull): "is no regular file; leave -o out to print instead",
        Path("/dev/full"): "is no regular file; leave -o out to print instead",
        folder / ("a" * 300): "File name too long",
    }
    for path, message in cases.items():
        with pytest.raises(UnwritableError) as raised:
            check_target(path)
        assert str(raised.value) == f"{path}: {message}"
        assert refusal((path, "new"), force=True) == f"{path}: {message}"
    assert refusal((folder / "loop", "new")).startswith(f"{folder / 'loop'}: ")


def test_a_forbidden_folder_is_unwritable(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", forbidden)
    assert refusal((folder / "a", "new")) == f"{folder / 'a'}: Permission denied"
    assert held(folder) == {}


def test_a_file_is_written_where_nothing_can_be_remembered(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "state").write_text("no folder")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    write_files([(folder / "a", ["one"])])
    assert refusal((folder / "a", "two")) == FOREIGN.format(folder / "a")
    assert (folder / "a").read_text() == "one"


def test_a_file_is_written_where_the_memory_is_full(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def full(path: Path, *how: int) -> int:
        if path.parent != folder:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(path, *how)

    monkeypatch.setattr("os.open", full)
    write_files([(folder / "a", ["one"])])
    assert held(folder) == {"a": "one"}


def test_a_damaged_memory_is_begun_anew(tmp_path: Path, folder: Path) -> None:
    memory = tmp_path / "state" / "bibkit" / "written"
    memory.parent.mkdir(parents=True)
    memory.write_bytes(b"\xff\xfe\n")
    write_files([(folder / "a", ["one"])])
    write_files([(folder / "a", ["two"])])
    assert held(folder) == {"a": "two"}


def test_files_remembered_by_sha256_are_known(tmp_path: Path, folder: Path) -> None:
    memory = tmp_path / "state" / "bibkit" / "written"
    memory.parent.mkdir(parents=True)
    lines = [f"{sha256(b'one').hexdigest()}  {folder / name}\n" for name in "ab"]
    memory.write_text("".join(lines))
    (folder / "a").write_text("one")
    (folder / "b").write_text("One")
    write_files([(folder / "a", ["two"])])
    assert refusal((folder / "b", "two")) == FOREIGN.format(folder / "b")
    assert held(folder) == {"a": "two", "b": "One"}


def test_what_no_encoding_has_is_written_as_a_question_mark(folder: Path) -> None:
    write_files([(folder / "a", ["x\udce9"])])
    assert held(folder) == {"a": "x?"}


PRINT = "from bibkit.outputs import write_stdout; write_stdout({})"


def printed(chunks: str, shell: str) -> subprocess.CompletedProcess[str]:
    command = f'"{sys.executable}" -c "$PRINT" {shell}'
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        env={**os.environ, "PRINT": PRINT.format(chunks)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_standard_output_is_utf_8_with_the_lines_as_they_are() -> None:
    done = printed("['a\\r\\n', 'ü']", "| od -An -tx1")
    assert done.stdout.split() == ["61", "0d", "0a", "c3", "bc"]
    assert done.stderr == ""


def test_a_reader_that_has_gone_is_no_error() -> None:
    done = printed("('x' * 99 + '\\n' for _ in range(99999))", "| head -n 1")
    assert (done.returncode, done.stdout, done.stderr) == (0, "x" * 99 + "\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("chunks", ["['a']", "('x' * 99 for _ in range(9999))"])
def test_a_full_standard_output_is_told_once(chunks: str) -> None:
    done = printed(chunks, "> /dev/full")
    assert done.stderr.endswith("UnwritableError: <stdout>: No space left on device\n")
    assert "Exception ignored" not in done.stderr


def test_closed_standard_output_is_unwritable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(UnwritableError, match=r"^<stdout>: is closed$"):
        write_stdout(["a"])
