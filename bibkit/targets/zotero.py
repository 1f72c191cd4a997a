"""Which Zotero there is, by which way it takes items, and what it has already."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from bibkit import api
from bibkit.diagnostics import Report, ignore
from bibkit.errors import TargetError
from bibkit.model import Citation
from bibkit.targets import secrets
from bibkit.targets.journal import Journal
from bibkit.targets.replies import Server, SilentError
from bibkit.targets.secrets import Secret
from bibkit.targets.sending import Place
from bibkit.targets.works import Works, work_of
from bibkit.targets.zotero_api import Library
from bibkit.targets.zotero_connector import Connector

WAYS = ("auto", "connector", "local", "web")
"""How items get to Zotero: as it seems best, as from a browser, by its local or web API."""
_PROGRAM = "http://127.0.0.1:23119"
_WEB = "https://api.zotero.org"
_KEY = "ZOTERO_API_KEY"
_LOCAL_KEY = "ZOTERO_LOCAL_KEY"
_VERSION = {"Zotero-API-Version": "3"}
_WRITES_FROM = 10
"""The first Zotero whose local API takes items."""


class _Sleeps(Protocol):
    def __call__(self, seconds: float, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A Zotero ready to take items: what it is, where they go, what it has, its journal.

    ``look`` gives the works that the library holds, or the newest of them, so many; it is
    None where nothing says what it holds.
    """

    name: str
    place: Place
    look: Callable[[int], Works] | None
    journal: Journal
    library: Library | None


def open_zotero(
    via: str,
    collection: str = "",
    *,
    dry_run: bool = False,
    tell: Callable[[str], None] = lambda _: None,
    sleep: _Sleeps | None = None,
) -> Opened:
    """The Zotero on this machine, or the web library of the key in ``$ZOTERO_API_KEY``.

    ``collection`` gets the items; by an API it is made if there is none. The program is
    looked for where it always is (``$BIBKIT_ZOTERO`` and ``$BIBKIT_ZOTERO_WEB`` name others).

    Raises:
        TargetError: there is none, or not by this way.
    """
    options: dict[str, Any] = {"sleep": sleep} if sleep else {}
    if via == "web":
        return _web(collection, options, dry_run=dry_run)
    server = Server(os.environ.get("BIBKIT_ZOTERO", _PROGRAM), **options)
    version = _program_version(server)
    if not version:
        if via == "auto" and secrets.find(_KEY):
            return _web(collection, options, dry_run=dry_run)
        raise TargetError(
            f"{server.base}: no Zotero answers; start it, or set {_KEY} for its web library"
        )
    local = Server(f"{server.base}/api", headers=_VERSION, **options)
    library = Library(
        local, "users/0", lambda: _authorized(local, tell), secrets.find(_LOCAL_KEY)
    )
    identity = library.identify()
    if via == "local" or (via == "auto" and identity):
        if not identity:
            raise TargetError(
                f"{server.base}: Zotero {version} takes nothing by its local API (Zotero "
                f"{_WRITES_FROM} does, if that is on in its settings, under Advanced)"
            )
        return _by_api(f"Zotero {version}", f"local-{identity}", library, collection, dry_run)
    return _by_connector(server, version, library, collection)


def _by_connector(server: Server, version: str, library: Library, collection: str) -> Opened:
    """Zotero as browsers reach it; its library is looked at if its local API is on."""
    connector = Connector(server)
    if collection:
        connector.choose(collection)
    answer = library.server.ask_patiently("GET", f"/{library.path}/items?limit=1")
    where = connector.selected()
    journal = Journal.of(f"zotero-connector-{where.get('libraryID', '')}")
    look = partial(_works, library) if answer.status == 200 else None
    named = collection or where.get("name") or where.get("libraryName", "")
    shown = f" ({named})" if named else ""
    return Opened(f"Zotero {version}{shown}", connector, look, journal, None)


def readable(via: str, *, sleep: _Sleeps | None = None) -> Library:
    """The library of the Zotero on this machine, or of the web, to be read.

    Raises:
        TargetError: there is none, or it does not let programs read.
    """
    options: dict[str, Any] = {"sleep": sleep} if sleep else {}
    if via != "web":
        server = Server(os.environ.get("BIBKIT_ZOTERO", _PROGRAM), **options)
        if _program_version(server):
            local = Server(f"{server.base}/api", headers=_VERSION, **options)
            if local.ask_patiently("GET", "/users/0/items?limit=1").status == 200:
                return Library(local, "users/0", lambda: Secret(""), Secret(""))
            raise TargetError(
                f"{server.base}: Zotero lets no program read its library: turn its local API "
                "on in its settings, under Advanced"
            )
        if via == "local" or not secrets.find(_KEY):
            raise TargetError(
                f"{server.base}: no Zotero answers; start it, or set {_KEY} for its web library"
            )
    library = _web("", options, dry_run=True).library
    assert library is not None
    return library


def _program_version(server: Server) -> str:
    try:
        reply = server.ask("GET", "/connector/ping")
    except SilentError:
        return ""
    if version := reply.headers.get("x-zotero-version", ""):
        return version
    raise TargetError(
        f"{server.base}: another program answers there, JabRef's server perhaps: they have the "
        "same port, and one of them must get another in its settings"
    )


def _authorized(local: Server, tell: Callable[[str], None]) -> Secret:
    """A key for the local API that Zotero's user grants."""
    tell("Zotero asks in its window whether bibkit may write: choose 'Always Allow'")
    for _ in range(5):
        reply = local.ask("POST", "/local/authorize", {"appName": "bibkit"})
        if reply.status == 429:
            local.sleep(reply.seconds("retry-after") or 60.0)
            continue
        found = reply.json()
        if reply.status == 200 and isinstance(found, dict) and found.get("key"):
            return Secret(str(found["key"]))
        break
    raise TargetError(f"{local.base}: Zotero's user does not let bibkit write")


def _web(collection: str, options: dict[str, Any], *, dry_run: bool) -> Opened:
    key = secrets.find(_KEY)
    if not key:
        raise TargetError(
            "no key for Zotero's web library: make one at zotero.org/settings/keys and set "
            f"{_KEY}, or keep it in the keyring (service bibkit, user {_KEY})"
        )
    server = Server(os.environ.get("BIBKIT_ZOTERO_WEB", _WEB), headers=_VERSION, **options)
    reply = server.ask_patiently(
        "GET", "/keys/current", headers={"Zotero-API-Key": key.reveal()}
    )
    found = reply.json()
    if reply.status != 200 or not isinstance(found, dict) or "userID" not in found:
        raise TargetError(f"{server.base}: does not know the key in {_KEY} ({reply.status})")
    path = os.environ.get("ZOTERO_LIBRARY", "") or f"users/{found['userID']}"
    library = Library(server, path, lambda: key, key)
    name = f"Zotero's web library of {found.get('username') or path}"
    return _by_api(name, f"web-{path}", library, collection, dry_run)


def _by_api(name: str, target: str, library: Library, collection: str, dry_run: bool) -> Opened:
    if collection:
        key = library.collection(collection, make=not dry_run)
        library.collections = [key] if key else []
        name = f"{name} ({collection})"
    journal = Journal.of(f"zotero-{target}")
    return Opened(name, library, partial(_works, library), journal, library)


def _works(library: Library, newest: int = 0) -> Works:
    """The works that a library has, with their keys."""
    works = Works()
    for citation in citations(library, newest=newest):
        key = citation.extra.get("zotero-item/key", ("",))[0]
        works.add(work_of(citation), str(key))
    return works


def citations(
    library: Library, report: Report = ignore, *, newest: int = 0
) -> Iterator[Citation]:
    """The items of a library as citations, with their notes."""
    import json

    text = json.dumps(list(library.items(newest)), ensure_ascii=False)
    return api.read(text.encode(), "zotero-json", report=report)
