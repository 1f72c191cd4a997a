"""The commands before a Zotero that is a double."""

import json
import sys
import types
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import bibkit
from bibkit.cli import bibkit as command
from bibkit.errors import TargetError
from bibkit.targets import secrets
from bibkit.targets.zotero import readable
from tests.targets.double import KEY, Zotero, running

TREES = """@misc{doe2024, author = {Doe, Jane}, title = {On Trees}, eprint = {2401.01234},
  archiveprefix = {arXiv}, primaryclass = {cs.CL}, year = 2024, annote = {Read.}}
@article{roe1999, author = {Roe, R.}, title = {Bushes}, journal = {J}, year = 1999}
"""


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("ZOTERO_API_KEY", "ZOTERO_LOCAL_KEY", "ZOTERO_LIBRARY"):
        monkeypatch.delenv(variable, raising=False)


def run(base: str, *arguments: str, key: str = "") -> Result:
    settings = {"BIBKIT_ZOTERO": base, "BIBKIT_ZOTERO_WEB": base}
    if key:
        settings["ZOTERO_API_KEY"] = key
    return CliRunner().invoke(command, arguments, env=settings)


@pytest.fixture
def library(tmp_path: Path) -> str:
    path = tmp_path / "trees.bib"
    path.write_text(TREES, encoding="utf-8")
    return str(path)


def test_a_dry_run_says_what_would_be_sent(library: str) -> None:
    zotero = Zotero(version="8.0.0")
    with running(zotero) as base:
        result = run(base, "push", "zotero", library, "--dry-run")
    assert result.output == (
        "preprint: On Trees\njournalArticle: Bushes\n"
        "Zotero 8.0.0 (My Library): would send 2 records, has 0 already\n"
    )
    assert zotero.items == {}
    assert not [line for line in zotero.asked if line.startswith("POST") and "save" in line]


@pytest.mark.parametrize("via", ["auto", "local", "web"])
def test_records_are_sent_and_told(library: str, via: str) -> None:
    zotero = Zotero()
    with running(zotero) as base:
        first = run(base, "push", "zotero", library, "--via", via, key=KEY)
        second = run(base, "push", "zotero", library, "--via", via, key=KEY)
    name = "Zotero's web library of ada" if via == "web" else "Zotero 10.0.0"
    asks = "Zotero asks in its window whether bibkit may write: choose 'Always Allow'\n"
    asks = "" if via == "web" else asks
    assert first.output == f"{asks}{name}: sent 2 records, had 0 already\n"
    assert second.output == f"{name}: sent 0 records, had 2 already\n"
    preprint, article, note = sorted(
        zotero.items.values(), key=lambda item: item["itemType"] == "note"
    )
    assert preprint == {
        "itemType": "preprint",
        "archiveID": "arXiv:2401.01234",
        "repository": "arXiv",
        "citationKey": "doe2024",
        "title": "On Trees",
        "date": "2024",
        "DOI": "10.48550/arXiv.2401.01234",
        "url": "http://arxiv.org/abs/2401.01234",
        "creators": [{"creatorType": "author", "lastName": "Doe", "firstName": "Jane"}],
        "extra": "arXiv:2401.01234 [cs.CL]",
        "tags": [],
        "collections": [],
        "relations": {},
    }
    assert (article["title"], note["note"]) == ("Bushes", "<p>Read.</p>")


@pytest.mark.parametrize("via", ["local", "web"])
def test_what_was_sent_from_here_is_updated_when_asked(library: str, via: str) -> None:
    zotero = Zotero()
    roe = {"creatorType": "author", "lastName": "Roe", "firstName": "R."}
    bushes = {"itemType": "journalArticle", "title": "Bushes", "date": "1999", "tags": []}
    theirs = zotero.add({**bushes, "creators": [roe]})
    with running(zotero) as base:
        run(base, "push", "zotero", library, "--via", via, key=KEY)
        (mine,) = [item for item in zotero.references if item["title"] == "On Trees"]
        mine["extra"] += "\nMy line"
        mine["tags"] = [{"tag": "mine"}]
        changed = TREES.replace("On Trees", "On Old Trees").replace(
            "annote", "keywords={a}, pages"
        )
        Path(library).write_text(changed.replace("1999", "1999, volume=7"), encoding="utf-8")
        before = run(base, "push", "zotero", library, "--via", via, key=KEY)
        assert mine["title"] == "On Trees"
        after = run(base, "push", "zotero", library, "--via", via, "--update", key=KEY)
    assert before.exit_code == after.exit_code == 0
    assert "sent 0 records, had 2 already\n" in after.output
    assert after.output.endswith("updated 1 record\n")
    assert mine["title"] == "On Old Trees"
    assert mine["tags"] == [{"tag": "mine"}, {"tag": "a"}]
    assert mine["extra"] == "arXiv:2401.01234 [cs.CL]\nMy line\npage: Read."
    assert "volume" not in zotero.items[theirs]


def test_the_connector_takes_no_changes(library: str) -> None:
    with running(Zotero(version="9.0.0")) as base:
        result = run(base, "push", "zotero", library, "--update")
    assert str(result.exception).endswith("takes no changes; Zotero 10 does, and its web API")


def test_a_refusal_is_the_commands_failure(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "tests.targets.double.wrong", lambda item: "no" if "volume" in item else ""
    )
    Path(library).write_text(TREES.replace("1999}", "1999, volume = 1}"), encoding="utf-8")
    with running(Zotero()) as base:
        result = run(base, "push", "zotero", library, "--via", "web", key=KEY)
    assert (result.exit_code, type(result.exception)) == (1, TargetError)
    assert str(result.exception) == "1 record refused; see above"
    assert result.output == (
        "Zotero's web library of ada: sent 1 record, had 0 already\nrefused: Bushes: 400 no\n"
    )


def test_a_wrong_key_is_told_and_not_shown(library: str) -> None:
    with running(Zotero()) as base:
        result = run(base, "push", "zotero", library, "--via", "web", key="wr0ng-key")
    assert isinstance(result.exception, TargetError)
    assert "does not know the key in ZOTERO_API_KEY (403)" in str(result.exception)
    assert "wr0ng-key" not in f"{result.output}{result.exception!r}"


@pytest.mark.parametrize("via", ["auto", "web"])
def test_what_was_pushed_is_pulled(library: str, via: str, tmp_path: Path) -> None:
    out = tmp_path / "zotero.bib"
    with running(Zotero()) as base:
        run(base, "push", "zotero", library, "--via", "web", key=KEY)
        result = run(base, "pull", "zotero", "--via", via, "-o", str(out), key=KEY)
        printed = run(base, "pull", "zotero", "--via", via, "-q", key=KEY)
    assert result.output.splitlines()[0] == f"wrote 2 citations to {out}"
    found = {each.key: each for each in bibkit.read(out)}
    assert [(each.title, each.annote) for each in found.values()] == [
        ("On Trees", "Read."),
        ("Bushes", ""),
    ]
    assert found["doe2024"].id("arxiv") == "2401.01234"
    assert [each["itemType"] for each in json.loads(printed.stdout)] == [
        "preprint", "note", "journalArticle",
    ]  # fmt: skip


def test_a_library_that_may_not_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with running(Zotero(version="7.0.0", local_api=False)) as base:
        monkeypatch.setenv("BIBKIT_ZOTERO", base)
        with pytest.raises(TargetError, match="turn its local API on in its settings"):
            readable("auto")


def test_a_key_is_taken_from_the_environment_else_from_the_keyring(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ring = types.ModuleType("keyring")
    stored = {("bibkit", "ZOTERO_API_KEY"): "from the ring"}
    ring.get_password = lambda *names: stored.get(names)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert secrets.find("ZOTERO_API_KEY").reveal() == "from the ring"
    assert not secrets.find("ZOTERO_LOCAL_KEY")
    monkeypatch.setenv("ZOTERO_API_KEY", " from outside ")
    found = secrets.find("ZOTERO_API_KEY")
    assert found.reveal() == "from outside"
    assert (str(found), repr(found), f"{found}") == ("Secret(...)",) * 3


def test_a_keyring_that_fails_has_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = types.ModuleType("keyring")

    def locked(*_: str) -> str:
        raise RuntimeError("the ring is locked")

    ring.get_password = locked  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert not secrets.find("ZOTERO_API_KEY")
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert not secrets.find("ZOTERO_API_KEY")


def test_serving_a_port_that_is_taken_is_told(library: str) -> None:
    with running(Zotero()) as base:
        port = base.rpartition(":")[2]
        result = run(base, "serve", library, "--port", port)
    assert str(result.exception) == f"127.0.0.1:{port}: Address already in use"
