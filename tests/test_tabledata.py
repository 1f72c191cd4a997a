"""Tables are read once, and remembered while they stay as they are."""

import json
import os
import tomllib
from pathlib import Path

import pytest

from bibkit import tabledata

pytestmark = pytest.mark.usefixtures("cache")
TABLE = "[format]\ntitle = 'Lab'\n[fields]\nignore = ['X1']\n"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of tables that counts as the built-in one."""
    folder = tmp_path / "formats"
    folder.mkdir()
    (folder / "lab.toml").write_text(TABLE)
    monkeypatch.setattr(tabledata, "formats_dir", lambda: folder)
    return folder


def kept() -> list[Path]:
    return sorted(Path(os.environ["XDG_CACHE_HOME"]).rglob("*"))[1:]


def test_what_was_read_is_remembered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = tabledata.table(folder / "lab.toml"), tabledata.headers(folder)
    monkeypatch.setattr(tomllib, "loads", None)
    assert (tabledata.table(folder / "lab.toml"), tabledata.headers(folder)) == first
    assert first == (
        {"format": {"title": "Lab"}, "fields": {"ignore": ["X1"]}},
        {"lab": {"title": "Lab"}},
    )
    assert len(kept()) == 2


def test_a_table_that_changed_is_read_again(folder: Path) -> None:
    tabledata.headers(folder)
    (folder / "lab.toml").write_text(TABLE.replace("Lab", "Works"))
    assert tabledata.headers(folder) == {"lab": {"title": "Works"}}
    (folder / "new.toml").write_text(TABLE)
    assert tabledata.headers(folder) == {"lab": {"title": "Works"}, "new": {"title": "Lab"}}


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"of": []}', "\0"])
def test_a_damaged_memory_is_made_anew(folder: Path, text: str) -> None:
    tabledata.headers(folder)
    (place,) = kept()
    place.write_text(text)
    assert tabledata.headers(folder) == {"lab": {"title": "Lab"}}
    assert json.loads(place.read_text())["data"] == {"lab": {"title": "Lab"}}


def test_nothing_is_needed_to_remember(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert tabledata.headers(folder) == {"lab": {"title": "Lab"}}


def test_tables_of_ones_own_are_always_read(tmp_path: Path) -> None:
    (tmp_path / "lab.toml").write_text(TABLE)
    assert tabledata.headers(tmp_path) == {"lab": {"title": "Lab"}}
    assert not Path(os.environ["XDG_CACHE_HOME"]).exists()
