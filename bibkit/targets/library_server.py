"""A library on this machine's own network interface, to read and to download from."""

from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import quoteattr

from bibkit import api
from bibkit.coins import plain
from bibkit.model import Citation
from bibkit.targets.library_page import page, people

LOOPBACK = "127.0.0.1"
_TYPES = {
    "bib": ("bibtex", "application/x-bibtex"),
    "ris": ("ris", "application/x-research-info-systems"),
    "json": ("csl-json", "application/vnd.citationstyles.csl+json"),
}
"""What the Zotero Connector offers to import, by these content types; and CSL-JSON."""
_DOWNLOADS = (("BibTeX", "library.bib"), ("RIS", "library.ris"), ("CSL-JSON", "library.json"))
_UNAPI = {"bibtex": "bib", "ris": "ris"}
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
}


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD of those who ask this machine by its own name."""

    server_version = "bibkit"
    citations: ClassVar[Sequence[Citation]] = ()
    title: ClassVar[str] = ""
    hosts: ClassVar[frozenset[str]] = frozenset()

    def log_message(self, *_: Any) -> None:
        """Nothing: what is asked for is nobody's business."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        if not self.is_own():
            self.answer(403, "text/plain", "Only for pages of this machine.\n")
            return
        address = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        stem, _, suffix = address.path[1:].rpartition(".")
        if address.path == "/":
            text = "".join(page(self.citations, self.title, _DOWNLOADS, unapi="/unapi"))
            self.answer(200, "text/html", text)
        elif stem == "library" and suffix in _TYPES:
            self.download(suffix, list(chosen(self.citations, query)))
        elif address.path == "/unapi":
            self.unapi(query)
        else:
            self.answer(404, "text/plain", "There is no such page.\n")

    def is_own(self) -> bool:
        """Whether a request names this machine, and comes from no page of another."""
        host = self.headers.get("Host", "").lower()
        origin = self.headers.get("Origin", f"http://{host}").lower()
        site, mode = (self.headers.get(f"Sec-Fetch-{name}", "") for name in ("Site", "Mode"))
        is_embedded = site == "cross-site" and mode != "navigate"
        return host in self.hosts and origin == f"http://{host}" and not is_embedded

    def download(self, suffix: str, citations: Sequence[Citation]) -> None:
        format, type = _TYPES[suffix]
        name = f'attachment; filename="library.{suffix}"'
        text = "".join(api.write(citations, format))
        self.answer(200, type, text, {"Content-Disposition": name})

    def unapi(self, query: dict[str, str]) -> None:
        """A record in a format, or what formats there are (unAPI, version 1)."""
        key, format = query.get("id", ""), query.get("format", "")
        found = [citation for citation in self.citations if citation.key == key]
        if key and not found:
            self.answer(404, "text/plain", "There is no such record.\n")
        elif format and format not in _UNAPI:
            self.answer(406, "text/plain", "There is no such format.\n")
        elif format:
            self.download(_UNAPI[format], found)
        else:
            named = f" id={quoteattr(key)}" if key else ""
            formats = "".join(
                f"<format name={quoteattr(name)} type={quoteattr(_TYPES[suffix][1])}/>"
                for name, suffix in _UNAPI.items()
            )
            text = (
                f'<?xml version="1.0" encoding="UTF-8"?><formats{named}>{formats}</formats>\n'
            )
            self.answer(300 if key else 200, "application/xml", text)

    def answer(
        self, status: int, type: str, text: str, headers: dict[str, str] | None = None
    ) -> None:
        data = text.encode("utf-8", "replace")
        self.send_response(status)
        self.send_header("Content-Type", f"{type}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        for name, value in {**_SAFE, **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def chosen(citations: Sequence[Citation], query: dict[str, str]) -> Iterator[Citation]:
    """The citations that the page shows for its search, type and year."""
    words = query.get("q", "").lower().split()
    type, year = query.get("type", ""), query.get("year", "")
    for citation in citations:
        found = str(citation.issued.year or "") if citation.issued else ""
        if (type and citation.type != type) or (year and found != year):
            continue
        if not words or all(word in _text(citation) for word in words):
            yield citation


def _text(citation: Citation) -> str:
    venue = plain(citation.container_title) or citation.publisher
    year = str(citation.issued.year or "") if citation.issued else ""
    shown = (plain(citation.title), *people(citation), venue, year)
    return " ".join((*shown, plain(citation.abstract))).lower()


def server(
    citations: Sequence[Citation], title: str, *, host: str = LOOPBACK, port: int = 0
) -> ThreadingHTTPServer:
    """A server of ``citations``, which have keys; ``serve_forever`` starts it.

    It answers those only who name it as this machine (against pages that rebind names),
    writes nothing, and listens to no other interface unless ``host`` says so.

    Raises:
        OSError: the port is taken.
    """
    values = {"citations": citations, "title": title}
    made = ThreadingHTTPServer((host, port), _Handler)
    names = {host, "localhost", LOOPBACK} if host == LOOPBACK else {host}
    hosts = frozenset(f"{name}:{made.server_port}" for name in names)
    made.RequestHandlerClass = type("Handler", (_Handler,), {**values, "hosts": hosts})
    return made
