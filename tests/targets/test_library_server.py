"""A library's page and its server: what they show, what they give, and to whom."""

import http.client
import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qsl

import pytest

import bibkit
from bibkit.coins import context
from bibkit.model import Citation, Date, Identifier, Name, replace
from bibkit.targets.library_page import page
from bibkit.targets.library_server import LOOPBACK, server
from tests.conftest import ROOT
from tests.targets.serving import serving

TREES = Citation(
    type="article",
    key="doe2024trees",
    title="On <i>Trees</i> & $x^2$",
    author=(Name("Doe", "Jane"), Name("Cruz", "Ana", "de la")),
    issued=Date(2024, 1, 3),
    ids=(Identifier("arxiv", "2401.01234"), Identifier("doi", "10.1000/1")),
    keyword=("cs.LG",),
    code="javascript:alert(1)",
)
BUSHES = Citation(
    type="article-journal",
    key="roe1999",
    title='"Bushes" <script>',
    author=(Name("Roe", "R."),),
    container_title="Journal of Trees",
    volume="7",
    page="1-9",
    issued=Date(1999),
)
CONTEXTS = {
    "a preprint": (
        TREES,
        [
            ("ctx_ver", "Z39.88-2004"),
            ("rft_id", "info:doi/10.1000/1"),
            ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
            ("rft.type", "preprint"),
            ("rft.title", "On Trees & x2"),
            ("rft.publisher", "arXiv"),
            ("rft.identifier", "http://arxiv.org/abs/2401.01234"),
            ("rft.aulast", "Doe"),
            ("rft.aufirst", "Jane"),
            ("rft.au", "Doe, Jane"),
            ("rft.au", "de la Cruz, Ana"),
            ("rft.date", "2024-01-03"),
            ("rft.subject", "cs.LG"),
        ],
    ),
    "an article": (
        BUSHES,
        [
            ("ctx_ver", "Z39.88-2004"),
            ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
            ("rft.genre", "article"),
            ("rft.atitle", '"Bushes" <script>'),
            ("rft.jtitle", "Journal of Trees"),
            ("rft.volume", "7"),
            ("rft.aulast", "Roe"),
            ("rft.aufirst", "R."),
            ("rft.au", "Roe, R."),
            ("rft.date", "1999"),
            ("rft.pages", "1-9"),
        ],
    ),
}


def test_an_organisation_and_a_particle_stay_whole_in_a_span() -> None:
    people = (
        Name("Cruz", "Ana", "de la"),
        Name(literal="OpenAI Team"),
        Name("Plato"),
        Name("Beethoven", "Ludwig", dropping_particle="van", suffix="Jr."),
    )
    pairs = parse_qsl(context(replace(BUSHES, author=people)))
    assert [pair for pair in pairs if pair[0].startswith("rft.au")] == [
        ("rft.aulast", "de la Cruz"),
        ("rft.aufirst", "Ana"),
        ("rft.au", "de la Cruz, Ana"),
        ("rft.aulast", "OpenAI Team"),
        ("rft.aulast", "Plato"),
        ("rft.au", "Beethoven, Ludwig van, Jr."),
    ]


PEOPLE: dict[str, tuple[dict[str, Any], str]] = {
    "an organisation that wrote it": ({"author": (Name(literal="A & B"),)}, "A &amp; B"),
    "an organisation behind it": ({"author": (), "organization": "Meta"}, "Meta"),
    "authors of whom only the number is known": (
        {"author": (), "author_count": 4},
        "4 authors",
    ),
    "editors": ({"author": (), "editor": (Name("Roe", "R."),)}, "R. Roe"),
    "a list that goes on": ({"more_authors": True}, "R. Roe, et al."),
    "a long list": (
        {"author": tuple(Name(f"N{n}") for n in range(14))},
        "N0, N1, N2, N3, N4, N5, N6, N7, N8, N9, N10, N11, and 2 more"
        "<span hidden> N12, N13</span>",
    ),
    "nobody": ({"author": ()}, ""),
}


@pytest.mark.parametrize(("values", "shown"), PEOPLE.values(), ids=PEOPLE.keys())
def test_who_a_work_is_of_is_shown(values: dict[str, Any], shown: str) -> None:
    text = "".join(page([replace(BUSHES, **values)], "T", []))
    assert f'<p class="people">{shown}</p>' in text


@pytest.mark.parametrize(("citation", "pairs"), CONTEXTS.values(), ids=CONTEXTS.keys())
def test_what_a_span_says(citation: Citation, pairs: list[tuple[str, str]]) -> None:
    assert parse_qsl(context(citation)) == pairs


def test_a_page_has_a_span_for_each_record_and_nothing_from_elsewhere() -> None:
    citations = list(bibkit.read(ROOT / "seeds"))
    text = "".join(page(citations, "A & B", [("BibTeX", "page.bib")]))
    spans = re.findall(r'<span class="Z3988" title="([^"]*)"></span>', text)
    assert [dict(parse_qsl(unescape(each)))["rft.type"] for each in spans] == ["preprint"] * 209
    assert "<h1>A &amp; B</h1>" in text
    assert not re.findall(r'(?:src|href)="(?!https?://|page\.bib)[^"]*"', text)


def test_what_records_say_is_text_and_no_markup() -> None:
    text = "".join(page([TREES, BUSHES], "T", []))
    assert '<p class="title">On Trees &amp; x2</p>' in text
    assert "&quot;Bushes&quot; &lt;script&gt;" in text
    assert "javascript:" not in text
    assert text.count("<script>") == 1


@pytest.fixture
def served() -> Iterator[int]:
    with serving(server([TREES, BUSHES], "My works")) as port:
        yield port


def ask(
    port: int, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=10)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def test_it_listens_to_this_machine_only(served: int) -> None:
    made = server([], "T")
    assert made.server_address[0] == "127.0.0.1"
    made.server_close()
    status, headers, text = ask(served, "/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert text.count('class="Z3988"') == 2
    assert '<link rel="unapi-server"' in text


FOREIGN = {
    "another name for this machine": {"Host": "evil.example"},
    "this machine with another port": {"Host": "127.0.0.1:1"},
    "no name": {"Host": ""},
    "a page from elsewhere": {"Origin": "https://evil.example"},
    "a page without an origin": {"Origin": "null"},
    "no origin at all": {"Origin": ""},
    "a part of a page from elsewhere": {
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "no-cors",
    },
}


@pytest.mark.parametrize("path", ["/", "/library.bib", "/unapi?id=roe1999&format=ris"])
@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN.keys())
def test_foreign_requests_are_refused(headers: dict[str, str], path: str, served: int) -> None:
    status, given, text = ask(served, path, **headers)
    assert (status, text) == (403, "Only for pages of this machine.\n")
    assert "access-control-allow-origin" not in given


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(method: str, served: int) -> None:
    assert ask(served, "/library.bib", method)[0] == 501


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"])
def test_own_pages_may_ask(name: str, served: int) -> None:
    own = {"Host": f"{name}:{served}", "Origin": f"http://{name}:{served}"}
    assert ask(served, "/library.bib", **own)[0] == 200
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert ask(served, "/", **link)[0] == 200


DOWNLOADS = {
    "bib": ("application/x-bibtex", "bibtex"),
    "ris": ("application/x-research-info-systems", "ris"),
    "json": ("application/vnd.citationstyles.csl+json", "csl-json"),
}


@pytest.mark.parametrize(("suffix", "type", "format"), [(s, *f) for s, f in DOWNLOADS.items()])
def test_downloads_are_what_the_connector_offers_to_import(
    suffix: str, type: str, format: str, served: int
) -> None:
    status, headers, text = ask(served, f"/library.{suffix}")
    assert (status, headers["content-type"]) == (200, f"{type}; charset=utf-8")
    assert headers["content-disposition"] == f'attachment; filename="library.{suffix}"'
    assert text == "".join(bibkit.write([TREES, BUSHES], format))


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("?q=JOURNAL+of", ["roe1999"]),
        ("?q=trees", ["doe2024trees", "roe1999"]),
        ("?q=trees&year=2024", ["doe2024trees"]),
        ("?type=article-journal", ["roe1999"]),
        ("?q=nothing", []),
        ("?q=&type=&year=", ["doe2024trees", "roe1999"]),
    ],
)
def test_a_download_is_what_the_page_shows(query: str, keys: list[str], served: int) -> None:
    _, _, text = ask(served, f"/library.json{query}")
    assert [item["id"] for item in json.loads(text)] == keys


def test_unapi(served: int) -> None:
    formats = (
        '<format name="bibtex" type="application/x-bibtex"/>'
        '<format name="ris" type="application/x-research-info-systems"/></formats>\n'
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><formats'
    assert ask(served, "/unapi")[::2] == (200, f"{head}>{formats}")
    assert ask(served, "/unapi?id=roe1999")[::2] == (300, f'{head} id="roe1999">{formats}')
    only = "".join(bibkit.write([BUSHES], "ris"))
    assert ask(served, "/unapi?id=roe1999&format=ris")[::2] == (200, only)
    assert ask(served, "/unapi?id=none&format=ris")[0] == 404
    assert ask(served, "/unapi?id=roe1999&format=mods")[0] == 406
    assert ask(served, "/../etc/passwd")[0] == 404


def test_a_head_has_no_body(served: int) -> None:
    status, headers, text = ask(served, "/library.bib", "HEAD")
    assert (status, text) == (200, "")
    assert int(headers["content-length"]) > 100


def test_a_page_without_links_says_so() -> None:
    text = "".join(page([replace(BUSHES, title="")], "T", []))
    assert '<p class="title">(no title)</p>' in text
    assert "1 work</p>" in text
