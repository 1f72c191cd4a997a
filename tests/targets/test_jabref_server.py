"""Records for the library that is open in JabRef."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from bibkit.errors import TargetError
from bibkit.model import Citation, Name
from bibkit.targets import jabref_server
from tests.targets.double import Zotero
from tests.targets.double import running as zotero_running
from tests.targets.serving import serving


class _JabRef(BaseHTTPRequestHandler):
    library = "@Book{old, title = {Old}, author = {Doe, Jane}}\n"
    posted: ClassVar[list[tuple[str, str, str]]] = []
    status = 204

    def log_message(self, *_: Any) -> None:
        """Nothing."""

    def answer(self, status: int, body: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def do_GET(self) -> None:
        if self.path == "/libraries":
            self.answer(200, '["a b.bib-1"]')
        elif self.path == "/libraries/a%20b.bib-1" and "bibtex" in self.headers["Accept"]:
            self.answer(200, self.library)
        else:
            self.answer(404)

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.posted.append((self.path, self.headers["Content-Type"], text))
        self.answer(self.status, "" if self.status == 204 else "Only possible in GUI mode.")


@contextmanager
def running(status: int = 204) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    posted: list[tuple[str, str, str]] = []
    handler = type("Handler", (_JabRef,), {"posted": posted, "status": status})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    with serving(server) as port:
        yield f"http://127.0.0.1:{port}", posted


OLD = Citation(type="book", title="Old", author=(Name("Doe", "J."),))
NEW = Citation(type="book", title="New")


def test_what_is_not_there_is_sent_as_bibtex(monkeypatch: pytest.MonkeyPatch) -> None:
    with running() as (base, posted):
        monkeypatch.setenv("BIBKIT_JABREF", base)
        assert jabref_server.send([OLD, NEW, NEW], "My group") == 1
    assert posted == [
        (
            "/libraries/current/entries?group=My%20group",
            "application/x-bibtex; charset=utf-8",
            "@Book{new,\n  title = {New},\n}\n",
        )
    ]


def test_a_dry_run_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with running() as (base, posted):
        monkeypatch.setenv("BIBKIT_JABREF", base)
        assert jabref_server.send([OLD, NEW], dry_run=True) == 1
    assert posted == []


def test_a_refusal_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with running(400) as (base, _):
        monkeypatch.setenv("BIBKIT_JABREF", base)
        with pytest.raises(TargetError, match=r"took nothing \(400 Only possible in GUI mode"):
            jabref_server.send([NEW])


def test_zotero_on_the_port_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with zotero_running(Zotero()) as base:
        monkeypatch.setenv("BIBKIT_JABREF", base)
        with pytest.raises(TargetError, match="another program answers there, Zotero perhaps"):
            jabref_server.send([NEW])


def test_no_jabref_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIBKIT_JABREF", "http://127.0.0.1:1")
    with pytest.raises(TargetError, match="turn its HTTP server on in its preferences"):
        jabref_server.send([NEW])
