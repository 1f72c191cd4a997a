"""A stand-in for Zotero: connector (7 to 9), local API (10) and web API, with faults.

What it takes it checks as Zotero does. Faults are asked for by a word for each
writing request, in order; behind the last one nothing fails any more.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bibkit.codecs.zotero_schema import item_type
from tests.targets.serving import serving

KEY = "s3cret-k3y-0123456789"
_SHARED = {"itemType", "creators", "tags", "collections", "relations"}


def wrong(item: dict[str, Any]) -> str:
    """Why the API would refuse an item; ``""`` if it would not."""
    if item.get("itemType") == "note":
        unknown = item.keys() - {"itemType", "parentItem", "note", "tags", "relations"}
        return f"unknown {min(unknown)}" if unknown else ""
    if item.get("itemType") == "attachment":
        return _wrong_link(item)
    shape = item_type(str(item.get("itemType")))
    if shape is None:
        return f"'{item.get('itemType')}' is not a valid item type"
    for name, value in item.items():
        if name not in _SHARED and name not in shape.base:
            return f"'{name}' is not a valid field for type '{item['itemType']}'"
        if name not in _SHARED and not isinstance(value, str):
            return f"'{name}' must be a string"
    for creator in item["creators"]:
        if creator["creatorType"] not in shape.creators:
            return f"'{creator['creatorType']}' is not a valid creator type"
        parts = creator.keys() - {"creatorType"}
        if parts not in ({"name"}, {"firstName", "lastName"}):
            return f"creator parts {sorted(parts)}"
    return next((f"tag {tag}" for tag in item["tags"] if len(tag["tag"]) > 255), "")


def _wrong_link(item: dict[str, Any]) -> str:
    """Why the API would refuse a link: its members as ``/items/new`` gives them."""
    known = """itemType linkMode title accessDate url note contentType charset parentItem tags
        relations""".split()
    if unknown := item.keys() - set(known):
        return f"unknown {min(unknown)}"
    if item.get("linkMode") != "linked_url" or not item.get("url"):
        return "a link without an address"
    return ""


CHILDREN = ("note", "attachment")


@dataclass
class Zotero:
    """One library, and how it is reached."""

    version: str = "10.0.0"
    local_api: bool = True
    faults: Iterator[str] = field(default_factory=lambda: iter(()))
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    collections: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, list[str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=lambda: {KEY})
    server_id: str = "server1"
    asked: list[str] = field(default_factory=list)
    dialogs: Iterator[int] = field(default_factory=lambda: iter(()))
    lock: Any = field(default_factory=threading.RLock)

    @property
    def references(self) -> list[dict[str, Any]]:
        return [item for item in self.items.values() if item["itemType"] not in CHILDREN]

    def add(self, item: dict[str, Any]) -> str:
        key = f"{len(self.items):08d}".translate(str.maketrans("01", "AB"))
        self.items[key] = item
        return key


class _Handler(BaseHTTPRequestHandler):
    zotero: Zotero

    def log_message(self, *_: Any) -> None:
        """Nothing."""

    def answer(self, status: int, body: Any = b"", **headers: str) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        if self.zotero.version:
            self.send_header("X-Zotero-Version", self.zotero.version)
        if self.path.startswith("/api") and self.zotero.version.startswith("10"):
            self.send_header("Zotero-Server-ID", self.zotero.server_id)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def drop(self) -> None:
        self.close_connection = True
        self.connection.close()

    def given(self) -> Any:
        length = int(self.headers.get("Content-Length") or 0)
        return json.loads(self.rfile.read(length) or b"null")

    def do_GET(self) -> None:
        self.zotero.asked.append(f"GET {self.path}")
        path = urlsplit(self.path).path
        query = parse_qs(urlsplit(self.path).query)
        start, limit = (
            int(query.get(n, [d])[0]) for n, d in (("start", "0"), ("limit", "100"))
        )
        if path == "/connector/ping":
            self.answer(200, b"Zotero is running")
        elif path == "/keys/current":
            known = self.headers.get("Zotero-API-Key") in self.zotero.keys
            self.answer(200, {"userID": 1, "username": "ada"}) if known else self.answer(403)
        elif path.startswith("/api") and not self.zotero.local_api:
            self.answer(403, b"Local API is not enabled")
        elif path.endswith("/items"):
            keys = list(self.zotero.items)
            if query.get("direction") == ["desc"]:
                keys.reverse()
            found = [
                {"key": k, "data": {"key": k, "version": 1, **self.zotero.items[k]}}
                for k in keys[start : start + limit]
            ]
            self.answer(200, found, Total_Results=str(len(keys)))
        elif path.endswith("/collections"):
            found = [
                {"key": k, "data": {"name": n}} for n, k in self.zotero.collections.items()
            ]
            self.answer(200, found[start : start + limit])
        else:
            self.answer(200)

    def do_POST(self) -> None:
        self.zotero.asked.append(f"POST {self.path}")
        given = self.given()
        with self.zotero.lock:
            path = urlsplit(self.path).path
            if path.endswith("/authorize"):
                self.authorize()
            elif path.startswith("/connector/"):
                self.connector(path.rpartition("/")[2], given)
            elif path.endswith("/collections"):
                self.zotero.collections[given[0]["name"]] = "C0LLECT2"
                self.answer(200, {"success": {"0": "C0LLECT2"}, "failed": {}})
            elif path.endswith("/items"):
                self.write(given)
            else:
                self.answer(404)

    def authorize(self) -> None:
        status = next(self.zotero.dialogs, 200)
        if status == 200:
            self.answer(200, {"key": KEY, "remember": True})
        else:
            self.answer(status, {"denied": True}, Retry_After="1")

    def connector(self, name: str, given: Any) -> None:
        if name == "getSelectedCollection":
            targets = [{"id": "L1", "name": "My Library"}] + [
                {"id": key, "name": name} for name, key in self.zotero.collections.items()
            ]
            self.answer(200, {"libraryID": 1, "libraryName": "My Library", "targets": targets})
        elif name == "updateSession":
            if given["sessionID"] in self.zotero.sessions:
                for key in self.zotero.sessions[given["sessionID"]]:
                    self.zotero.items[key]["collections"] = [given["target"]]
                self.answer(200, {})
            else:
                self.answer(400, {"error": "SESSION_NOT_FOUND"})
        else:
            self.save(given)

    def save(self, given: Any) -> None:
        session = given["sessionID"]
        fault = next(self.zotero.faults, "")
        if self.stopped(fault):
            return
        if session in self.zotero.sessions:
            self.answer(409, {"error": "SESSION_EXISTS"})
            return
        keys: list[str] = []
        self.zotero.sessions[session] = keys
        for number, item in enumerate(given["items"]):
            if fault == "torn" and number == (len(given["items"]) + 1) // 2:
                self.drop()
                return
            plain = {n: v for n, v in item.items() if n not in ("id", "notes", "attachments")}
            assert wrong(plain) == ""
            keys.append(self.zotero.add(plain))
            for note in item["notes"]:
                self.zotero.add({"itemType": "note", "parentItem": keys[-1], **note})
            for link in item["attachments"]:
                assert link == {**link, "mimeType": "text/html", "snapshot": False}
                plain = {name: link[name] for name in ("title", "url")}
                self.zotero.add({"itemType": "attachment", "parentItem": keys[-1], **plain})
        self.drop() if fault == "lost" else self.answer(201)

    def stopped(self, fault: str) -> bool:
        """Whether a fault kept anything from being done."""
        if fault in ("429", "503"):
            self.answer(int(fault), Retry_After="2")
        elif fault == "500":
            self.answer(500)
        elif fault == "409":
            self.answer(409, b"Library is locked")
        elif fault in ("412", "428") and self.path.startswith("/api"):
            self.answer(int(fault), b"Zotero-Server-ID is missing or another's")
        elif fault == "502":
            self.answer(502)
        elif fault == "silent":
            self.drop()
        else:
            return False
        return True

    def write(self, given: list[dict[str, Any]]) -> None:
        token, fault = self.headers["Zotero-Write-Token"], next(self.zotero.faults, "")
        local = self.path.startswith("/api")
        if self.headers.get("Zotero-API-Key") not in self.zotero.keys:
            self.answer(401 if local else 403)
        elif local and self.headers.get("Zotero-Server-ID") != self.zotero.server_id:
            self.answer(412 if self.headers.get("Zotero-Server-ID") else 428, b"Server-ID")
        elif self.stopped(fault):
            return
        elif len(given) > 50 or (fault == "413" and len(given) > 1):
            self.answer(413, b"Too many items")
        elif token in self.zotero.tokens:
            self.answer(412, b"Write token already used")
        else:
            self.taken(given, token, fault)

    def taken(self, given: list[dict[str, Any]], token: str, fault: str) -> None:
        success: dict[str, str] = {}
        failed: dict[str, Any] = {}
        for number, item in enumerate(given):
            if fault == "torn" and number == (len(given) + 1) // 2:
                self.drop()  # what came before is taken, and nobody says so
                return
            if fault == "partial" and number % 3 == 1:
                failed[str(number)] = {"code": 503, "message": "try again"}
            elif "key" in item:
                self.change(item, str(number), success, failed)
            elif why := wrong(item):
                failed[str(number)] = {"code": 400, "message": why}
            else:
                success[str(number)] = self.zotero.add(item)
        self.zotero.tokens.add(token)
        more = {"Backoff": "3"} if fault == "backoff" else {}
        if fault == "lost":
            self.drop()
        else:
            self.answer(200, {"success": success, "unchanged": {}, "failed": failed}, **more)

    def change(self, item: dict[str, Any], number: str, success: Any, failed: Any) -> None:
        known = self.zotero.items[item["key"]]
        if item["version"] != 1:
            failed[number] = {"code": 412, "message": "Item has been modified"}
        else:
            known.update({n: v for n, v in item.items() if n not in ("key", "version")})
            assert wrong(known) == ""
            success[number] = item["key"]


@contextmanager
def running(zotero: Zotero) -> Iterator[str]:
    """The double at work; its address."""
    handler = type("Handler", (_Handler,), {"zotero": zotero})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    with serving(server) as port:
        yield f"http://127.0.0.1:{port}"
