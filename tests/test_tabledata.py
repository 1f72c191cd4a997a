"""Tables are read once, and remembered while they stay as they are."""

import json
import os
import tomllib
from pathlib import Path

import pytest

from bibkit import tabledata, tablereading, tables

pytestmark = pytest.mark.usefixtures("cache")
TABLE = "[format]\ntitle = 'Lab'\n[fields]\nignore = ['X1']\n"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A folder of tables that counts as the built-in one."""
    folder = tmp_path / "formats"
    folder.mkdir()
    (folder / "lab.toml").write_text(TABLE)
    monkeypatch.setattr(tabledata, "formats_dir", lambda: str(folder))
    return str(folder)


def kept() -> list[Path]:
    return sorted(Path(os.environ["XDG_CACHE_HOME"]).rglob("*"))[1:]


def test_what_was_read_is_remembered(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = tabledata.headers(folder)
    monkeypatch.setattr(tomllib, "loads", None)
    assert tabledata.headers(folder) == first == {"lab": {"title": "Lab"}}
    assert len(kept()) == 1


def test_what_is_remembered_is_of_all_its_files(folder: str) -> None:
    lab, base = f"{folder}/lab.toml", f"{folder}/base.toml"
    Path(base).write_text(TABLE)
    assert tabledata.recalled(lab) is None
    tabledata.remember(lab, [lab, base], {"rows": [1]})
    assert tabledata.recalled(lab) == {"rows": [1]}
    assert tabledata.recalled(base) is None
    Path(base).write_text(TABLE.replace("Lab", "Works"))
    assert tabledata.recalled(lab) is None


def test_a_table_that_rests_on_ones_own_is_not_remembered(folder: str, tmp_path: Path) -> None:
    lab = f"{folder}/lab.toml"
    tabledata.remember(lab, [lab, str(tmp_path / "base.toml")], {"rows": [1]})
    assert tabledata.recalled(lab) is None


def test_a_table_that_changed_is_read_again(folder: str) -> None:
    tabledata.headers(folder)
    Path(folder, "lab.toml").write_text(TABLE.replace("Lab", "Works"))
    assert tabledata.headers(folder) == {"lab": {"title": "Works"}}
    Path(folder, "new.toml").write_text(TABLE)
    assert tabledata.headers(folder) == {"lab": {"title": "Works"}, "new": {"title": "Lab"}}


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"of": []}', "\0"])
def test_a_damaged_memory_is_made_anew(folder: str, text: str) -> None:
    tabledata.headers(folder)
    (place,) = kept()
    place.write_text(text)
    assert tabledata.headers(folder) == {"lab": {"title": "Lab"}}
    assert json.loads(place.read_text())["data"] == {"lab": {"title": "Lab"}}


def test_nothing_is_needed_to_remember(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert tabledata.headers(folder) == {"lab": {"title": "Lab"}}


def test_tables_of_ones_own_are_always_read(tmp_path: Path) -> None:
    (tmp_path / "lab.toml").write_text(TABLE)
    assert tabledata.headers(str(tmp_path)) == {"lab": {"title": "Lab"}}
    assert not Path(os.environ["XDG_CACHE_HOME"]).exists()


@pytest.mark.parametrize("name", ["ris", "biblatex", "csl-json", "csv"])
def test_a_remembered_table_is_the_one_that_was_read(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables.load.cache_clear()
    first = tables.load(name, (tabledata.formats_dir(),))
    tables.load.cache_clear()
    monkeypatch.setattr(tablereading, "read", None)
    again = tables.load(name, (tabledata.formats_dir(),))
    assert [rule.row for rule in again.rules] == [rule.row for rule in first.rules]
    attributes = {name: value for name, value in vars(first).items() if name[0] != "_"}
    del attributes["rules"]
    assert {name: vars(again)[name] for name in attributes} == attributes
    tables.load.cache_clear()


def test_ones_own_base_of_a_remembered_table_counts(tmp_path: Path) -> None:
    tables.load.cache_clear()
    tables.load("biblatex", (tabledata.formats_dir(),))
    (tmp_path / "bibtex.toml").write_text(
        '[format]\nextends = "bibtex"\n[fields]\nboth = [{ name = "scale", tag = "lab" }]\n'
    )
    found = tables.load("biblatex", (str(tmp_path), tabledata.formats_dir()))
    assert "lab" in found.slots("book")
    assert "lab" not in tables.load("biblatex", (tabledata.formats_dir(),)).slots("book")
