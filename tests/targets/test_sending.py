"""Records under way to Zotero: each arrives once, whatever breaks on the way."""

import itertools
import json
import os
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from bibkit.errors import TargetError
from bibkit.model import Citation, Date, Identifier, Name, replace
from bibkit.targets import updating
from bibkit.targets.replies import Reply
from bibkit.targets.sending import Sender, Sent
from bibkit.targets.zotero import open_zotero, readable
from bibkit.targets.zotero_items import parcels
from tests.targets.double import CHILDREN, KEY, Zotero, running


def citations(count: int) -> list[Citation]:
    return [
        Citation(
            type="article",
            key=f"k{number}",
            title=f"On number {number} of many",
            author=(Name("Doe", f"Jane {number % 7}"),),
            issued=Date(2000 + number % 20),
            keyword=("cs.LG",),
            annote="Read it." if number % 10 == 0 else "",
            code=f"https://github.com/a/{number}" if number % 10 == 5 else "",
            ids=(Identifier("arxiv", f"2401.{number:05d}"),) if number % 2 else (),
        )
        for number in range(count)
    ]


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZOTERO_LOCAL_KEY", raising=False)
    monkeypatch.setenv("ZOTERO_API_KEY", KEY)


def push(
    base: str,
    monkeypatch: pytest.MonkeyPatch,
    given: list[Citation],
    via: str = "auto",
    **options: Any,
) -> Sent:
    monkeypatch.setenv("BIBKIT_ZOTERO", base)
    monkeypatch.setenv("BIBKIT_ZOTERO_WEB", base)
    opened = open_zotero(via, sleep=lambda _: None, **options)
    told: list[Any] = []
    return Sender(opened.place, opened.journal, opened.look).send(
        parcels(iter(given), told.append)
    )


def arrived(zotero: Zotero) -> list[str]:
    return sorted(item["title"] for item in zotero.references)


def titles(given: list[Citation]) -> list[str]:
    return sorted(citation.title for citation in given)


WAYS = {
    "connector of Zotero 7.0": ("auto", Zotero(version="7.0.11")),
    "connector of Zotero 9": ("connector", Zotero(version="9.0.2")),
    "connector without the local API": ("auto", Zotero(version="8.0.1", local_api=False)),
    "Zotero 10 with its API off": ("auto", Zotero(version="10.0.0", local_api=False)),
    "local API of Zotero 10": ("auto", Zotero(version="10.0.0")),
    "web API": ("web", Zotero()),
}


def fresh(zotero: Zotero, faults: Iterable[str] = ()) -> Zotero:
    return Zotero(version=zotero.version, local_api=zotero.local_api, faults=iter(faults))


@pytest.mark.parametrize(("via", "model"), WAYS.values(), ids=WAYS.keys())
def test_records_arrive_and_a_second_run_sends_nothing(
    via: str, model: Zotero, monkeypatch: pytest.MonkeyPatch
) -> None:
    zotero, given = fresh(model), citations(120)
    with running(zotero) as base:
        first = push(base, monkeypatch, given, via)
        assert (len(first.taken), len(first.known), first.refused) == (120, 0, [])
        second = push(base, monkeypatch, given, via)
        assert (len(second.taken), len(second.known), second.refused) == (0, 120, [])
    assert arrived(zotero) == titles(given)
    notes = [item for item in zotero.items.values() if item["itemType"] == "note"]
    assert [note["note"] for note in notes] == ["<p>Read it.</p>"] * 12
    assert {zotero.items[note["parentItem"]]["citationKey"] for note in notes} == {
        f"k{number}" for number in range(0, 120, 10)
    }
    links = [item for item in zotero.items.values() if item["itemType"] == "attachment"]
    assert {
        (zotero.items[link["parentItem"]]["citationKey"], link["title"], link["url"])
        for link in links
    } == {(f"k{n}", "Code", f"https://github.com/a/{n}") for n in range(5, 120, 10)}
    assert len(links) == 12


def is_api(via: str, zotero: Zotero) -> bool:
    return via == "web" or (zotero.version == "10.0.0" and zotero.local_api)


API_FAULTS = """409 412 413 428 429 502 503 silent lost torn partial backoff""".split()
CONNECTOR_FAULTS = ["429", "502", "503", "silent", "lost"]
MANY = int(os.environ.get("BIBKIT_FAULTED", "330"))
"""Records of a run with faults; all of them arrive, and once, however many there are."""


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("via", "model"), WAYS.values(), ids=WAYS.keys())
def test_each_record_arrives_once_under_faults(
    via: str, model: Zotero, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = list(API_FAULTS if is_api(via, model) else CONNECTOR_FAULTS)
    if model.local_api:  # what was torn, only a look at the library tells
        kinds.append("torn")
    chance = random.Random(seed)
    faults = (chance.choice([*kinds, "", ""]) for _ in itertools.count())
    zotero, given = fresh(model, faults), citations(MANY)
    with running(zotero) as base:
        for _ in range(30 + MANY // 20):  # a run that gives up is run again
            try:
                sent = push(base, monkeypatch, given, via)
            except TargetError:
                continue
            if not sent.refused:
                break
    assert arrived(zotero) == titles(given)
    parts = [item for item in zotero.items.values() if item["itemType"] in CHILDREN]
    found = [(zotero.items[part["parentItem"]]["title"], part["itemType"]) for part in parts]
    wanted = [(c.title, "note") for c in given if c.annote]
    wanted += [(c.title, "attachment") for c in given if c.code]
    assert sorted(found) == sorted(wanted)


def test_a_run_that_was_stopped_is_taken_up(monkeypatch: pytest.MonkeyPatch) -> None:
    for works in range(7):  # writing requests, of items and of notes, that work before
        faults = iter([*["lost", ""][: works % 2], *[""] * works, *["silent"] * 20])
        zotero, given = Zotero(faults=faults), citations(200)
        with running(zotero) as base:
            with pytest.raises(TargetError, match="run the command again to go on"):
                push(base, monkeypatch, given, "web")
            zotero.faults = iter(())
            push(base, monkeypatch, given, "web")
        assert arrived(zotero) == titles(given)
        notes = [item for item in zotero.items.values() if item["itemType"] == "note"]
        assert len(notes) == len({note["parentItem"] for note in notes}) == 20


def test_without_a_look_the_journal_knows_what_was_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    faults = iter(["", "lost", *["silent"] * 20])
    zotero = Zotero(version="8.0.1", local_api=False, faults=faults)
    given = citations(200)
    with running(zotero) as base:
        with pytest.raises(TargetError, match="run the command again to go on"):
            push(base, monkeypatch, given)
        zotero.faults = iter(())
        push(base, monkeypatch, given)
    assert arrived(zotero) == titles(given)


def test_what_is_refused_is_told_and_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    zotero, given = Zotero(), citations(3)
    given[1] = Citation(type="article", key="x", title="T" * 10, url="u" * 70_000)
    real = zotero.add
    monkeypatch.setattr(
        "tests.targets.double.wrong",
        lambda item: "field too long" if len(item.get("url", "")) > 65_535 else "",
    )
    zotero.add = real  # type: ignore[method-assign]
    with running(zotero) as base:
        sent = push(base, monkeypatch, given, "web")
    assert [(parcel.item["title"], why) for parcel, why in sent.refused] == [
        ("T" * 10, "400 field too long")
    ]
    assert len(sent.taken) == 2


def test_a_work_of_the_library_is_found_by_identifier_then_title(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    zotero = Zotero()
    roe = {"creatorType": "author", "lastName": "Roe", "firstName": "R."}
    book = {"itemType": "book", "title": "The Art of Trees", "date": "2001", "tags": []}
    number = {"title": "Another title", "archiveID": "arXiv:2401.00001v2"}
    zotero.add({"itemType": "preprint", **number, "creators": [], "tags": []})
    zotero.add({**book, "creators": [roe]})
    trees = Citation(type="book", title="The art of trees", issued=Date(2001))
    given = [
        Citation(type="article", title="On x", ids=(Identifier("arxiv", "2401.00001"),)),
        replace(trees, author=(Name("Roe", "Rita"),)),
        replace(trees, author=(Name("Poe", "Rita"),)),
    ]
    with running(zotero) as base:
        sent = push(base, monkeypatch, given, "web")
    assert (len(sent.known), len(sent.taken)) == (2, 1)
    assert sent.taken[0].item["creators"][0]["lastName"] == "Poe"


def test_one_work_twice_is_sent_once(monkeypatch: pytest.MonkeyPatch) -> None:
    zotero, given = Zotero(), citations(2)
    with running(zotero) as base:
        sent = push(base, monkeypatch, [*given, given[0]], "web")
    assert (len(sent.taken), len(zotero.references)) == (2, 2)


@pytest.mark.parametrize(("via", "model"), WAYS.values(), ids=WAYS.keys())
def test_a_collection_gets_the_items(
    via: str, model: Zotero, monkeypatch: pytest.MonkeyPatch
) -> None:
    zotero = fresh(model)
    if not is_api(via, model):
        zotero.collections["Trees"] = "C12"
    with running(zotero) as base:
        push(base, monkeypatch, citations(3), via, collection="Trees")
    wanted = ["C0LLECT2" if is_api(via, model) else "C12"]
    assert [item["collections"] for item in zotero.references] == [wanted] * 3


def test_a_collection_that_the_connector_lacks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        running(Zotero(version="8.0.0")) as base,
        pytest.raises(TargetError, match="Zotero has no collection 'Trees'"),
    ):
        push(base, monkeypatch, [], "connector", collection="Trees")


def test_a_user_who_refuses_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    zotero = Zotero(dialogs=iter([403]))
    with running(zotero) as base, pytest.raises(TargetError, match="does not let bibkit write"):
        push(base, monkeypatch, citations(1), "local")
    assert zotero.asked.count("POST /api/local/authorize") == 1
    assert zotero.references == []


def test_asked_too_often_it_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    zotero = Zotero(dialogs=iter([429, 429, 200]))
    with running(zotero) as base:
        sent = push(base, monkeypatch, citations(1), "local")
    assert len(sent.taken) == 1


def test_another_server_id_is_asked_for_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    zotero = Zotero()
    with running(zotero) as base:
        monkeypatch.setenv("BIBKIT_ZOTERO", base)
        opened = open_zotero("local", sleep=lambda _: None)
        zotero.server_id = "server2"
        sent = Sender(opened.place, opened.journal, opened.look).send(
            parcels(iter(citations(2)), print)
        )
    assert len(sent.taken) == 2


def test_servers_set_the_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    zotero, waits = Zotero(faults=iter(["429", "backoff", "503"])), list[float]()
    with running(zotero) as base:
        monkeypatch.setenv("BIBKIT_ZOTERO_WEB", base)
        opened = open_zotero("web", sleep=waits.append)
        sender = Sender(opened.place, opened.journal, opened.look)
        sender.send(parcels(iter(citations(100)), print))
    assert [wait for wait in waits if wait] == [2.0, 3.0, 2.0]


def test_a_program_on_the_port_that_is_no_zotero_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with (
        running(Zotero(version="")) as base,
        pytest.raises(TargetError, match="another program answers there, JabRef's server"),
    ):
        push(base, monkeypatch, [], "auto")


@pytest.mark.parametrize("via", ["web", "local"])
def test_no_message_and_no_file_holds_a_key(
    via: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shown: list[str] = []
    for faults in (iter(()), iter(["500"]), iter(["silent"] * 50)):
        zotero = Zotero(faults=faults)
        with running(zotero) as base:
            try:
                push(base, monkeypatch, citations(60), via, tell=shown.append)
            except TargetError as error:
                shown.append(f"{error!r} {error.__cause__!r} {error.__context__!r}")
                frame = error.__traceback__
                while frame:
                    shown.append(repr(frame.tb_frame.f_locals.get("self")))
                    frame = frame.tb_next
    files = [path.read_text() for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not [text for text in (*shown, *files, caplog.text) if KEY in text]


def test_a_server_that_knows_no_pages_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    zotero = Zotero()
    for number in range(250):
        zotero.add({"itemType": "book", "title": f"T{number}", "creators": [], "tags": []})
    with running(zotero) as base:
        monkeypatch.setenv("BIBKIT_ZOTERO", base)
        library = readable("local")
        whole = list(library.items())
        assert len(whole) == 250
        monkeypatch.setattr(
            library.server, "ask", lambda *_: Reply(200, {}, json.dumps(whole).encode())
        )
        assert list(library.items()) == whole


@pytest.mark.parametrize("via", ["web", "local"])
def test_versions_of_a_work_are_related(via: str, monkeypatch: pytest.MonkeyPatch) -> None:
    zotero, given = Zotero(), citations(3)
    named = {"bibtex/related": ("k1,none",), "bibtex/relatedtype": ("version",)}
    given[0] = replace(given[0], extra=named)
    given[1] = replace(given[1], extra={**named, "bibtex/related": ("k0",)})
    monkeypatch.setenv("BIBKIT_ZOTERO", "")
    with running(zotero) as base:
        for _ in range(2):
            monkeypatch.setenv("BIBKIT_ZOTERO", base)
            monkeypatch.setenv("BIBKIT_ZOTERO_WEB", base)
            opened = open_zotero(via, sleep=lambda _: None)
            sender = Sender(opened.place, opened.journal, opened.look)
            sent = sender.send(parcels(iter(given), print))
            assert opened.library
            done = updating.relate(opened.library, sent.keys(opened.journal))
            assert done.refused == []
    keys = {item["citationKey"]: key for key, item in zotero.items.items() if "title" in item}
    home = "users/1" if via == "web" else "users/0"
    assert {item["citationKey"]: item["relations"] for item in zotero.references} == {
        "k0": {"dc:relation": [f"http://zotero.org/{home}/items/{keys['k1']}"]},
        "k1": {"dc:relation": [f"http://zotero.org/{home}/items/{keys['k0']}"]},
        "k2": {},
    }
    assert len(done.changed) == 0
