"""``bibkit serve`` in a browser: search, filter, download, a phone; nobody else's page."""

import http.server
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import bibkit
from bibkit.citekeys import with_keys
from bibkit.model import Citation, Name
from bibkit.targets.library_server import server
from tests.conftest import ROOT
from tests.targets.browser import BROWSER, Browser, browsing
from tests.targets.serving import serving

pytestmark = pytest.mark.skipif(not BROWSER, reason="chromium is not installed")

PHONE = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
FOREIGN = "evil.example"
SHOWN = "[...document.querySelectorAll('main li')].filter(one => !one.hidden).length"


@pytest.fixture(scope="module")
def citations() -> list[Citation]:
    odd = Citation(
        type="article-journal",
        title="Pneumono" * 30,
        author=(Name(literal="The Organisation of All Organisations"),),
        url=f"https://example.org/{'a' * 200}",
        abstract="x" * 300,
    )
    told: list[bibkit.Diagnostic] = []
    return list(with_keys([*bibkit.read(ROOT / "seeds"), odd], told.append))


@pytest.fixture(scope="module")
def address(citations: list[Citation]) -> Iterator[str]:
    with serving(server(citations, "All of it")) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    rules = f"MAP {FOREIGN} 127.0.0.1"
    with browsing(tmp_path_factory.mktemp("seen"), f"--host-resolver-rules={rules}") as found:
        yield found


def downloaded(browser: Browser, link: str, folder: Path) -> str:
    """The file that a click on a link brings."""
    folder.mkdir()
    browser.ask("Page.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
    browser.click(
        f"[...document.querySelectorAll('a.download')].find(a => a.text === '{link}')"
    )
    until = time.monotonic() + 30
    while time.monotonic() < until:
        done = [path for path in folder.iterdir() if path.suffix != ".crdownload"]
        if done and done[0].stat().st_size:
            return done[0].read_text(encoding="utf-8")
        browser.value("new Promise(done => setTimeout(done, 50))")
    raise AssertionError("no file came")


def test_search_filter_and_download(
    browser: Browser, address: str, citations: list[Citation], tmp_path: Path
) -> None:
    browser.show(f"{address}/")
    assert browser.value("document.querySelectorAll('.Z3988').length") == len(citations)
    assert browser.value("document.querySelectorAll('.unapi-id').length") == len(citations)
    assert browser.value("document.getElementById('count').textContent") == "210 works"
    people = "[...document.querySelectorAll('.people')].filter(one => !one.textContent).length"
    assert browser.value(people) == 0
    browser.value("document.getElementById('search').focus()")
    browser.write("kv CACHE")
    found = [c for c in citations if "kv cache" in c.title.lower()]
    count = browser.value("document.getElementById('count').textContent")
    assert count == f"{len(found)} of 210 works"
    assert browser.value(SHOWN) == len(found) > 3
    titles = {
        item["title"] for item in json.loads(downloaded(browser, "CSL-JSON", tmp_path / "a"))
    }
    assert titles == {c.title for c in found}
    browser.value(
        "(year => { year.value = '2024'; year.dispatchEvent(new Event('input')) })"
        "(document.getElementById('year'))"
    )
    later = [c for c in found if c.issued and c.issued.year == 2024]
    assert 0 < browser.value(SHOWN) == len(later) < len(found)
    text = downloaded(browser, "BibTeX", tmp_path / "b")
    assert sorted(c.title for c in bibkit.read(text.encode(), "bibtex")) == sorted(
        c.title for c in later
    )
    assert downloaded(browser, "RIS", tmp_path / "c").count("TY  - ") == len(later)
    assert browser.complaints() == []


def test_nothing_is_wider_than_a_phone(browser: Browser, address: str) -> None:
    browser.ask("Emulation.setDeviceMetricsOverride", **PHONE)
    browser.show(f"{address}/")
    browser.value("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert browser.value("innerWidth") == PHONE["width"]
    assert browser.value("document.documentElement.scrollWidth") == PHONE["width"]
    wide = (
        "[...document.querySelectorAll('*')].filter("
        "one => one.getBoundingClientRect().right > innerWidth + 1).length"
    )
    assert browser.value(wide) == 0
    browser.ask("Emulation.clearDeviceMetricsOverride")
    assert browser.complaints() == []


def test_another_name_for_this_machine_is_refused(browser: Browser, address: str) -> None:
    browser.show(address.replace("127.0.0.1", FOREIGN))
    assert browser.value("document.body.textContent") == "Only for pages of this machine.\n"


class _Elsewhere(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p>elsewhere</p>")

    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_a_page_from_elsewhere_reads_nothing(browser: Browser, address: str) -> None:
    elsewhere = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Elsewhere)
    with serving(elsewhere) as port:
        browser.show(f"http://{FOREIGN}:{port}/")
        for options in ("{}", "{mode: 'no-cors'}"):
            asked = f"fetch('{address}/library.json', {options})"
            told = browser.value(f"{asked}.then(r => r.text()).catch(e => e.message)")
            assert "id" not in told.replace("Failed to fetch", "")
        frame = (
            f"new Promise(done => {{ const f = document.createElement('iframe');"
            f"f.onload = () => {{ try {{ done(f.contentDocument.body.textContent) }}"
            f"catch (e) {{ done('refused') }} }};"
            f"f.src = '{address}/'; document.body.append(f) }})"
        )
        assert "Z3988" not in str(browser.value(frame))
