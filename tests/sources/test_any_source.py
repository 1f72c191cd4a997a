"""Whatever a source holds: it is read without an exception, its work grows as it does."""

import json
import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bibkit
from bibkit import registry
from bibkit.errors import UnreadableError
from bibkit.inputs import Input
from bibkit.model import Citation
from bibkit.parsers import xmltree
from tests.sources.test_samples import FORMATS, SAMPLES

TAGGED = [name for name in FORMATS if registry.find(name).table.syntax["module"] == "blocks"]
IN_XML = [
    name
    for name in FORMATS
    if registry.find(name).table.syntax["module"] in ("xmltree", "marc")
]


LETTERS = st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n")


def read(text: str, format: str) -> tuple[list[Citation], list[str]]:
    told: list[bibkit.Diagnostic] = []
    citations = list(bibkit.read(text.encode(), format, report=told.append))
    return citations, [each.code for each in told]


def changed(draw: st.DrawFn, text: str) -> str:
    """``text`` cut, doubled or disturbed somewhere."""
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 40)))
    middle = draw(
        st.sampled_from(["", "<", ">", "&", '"', "\n", "\n\n", "<a>", "-->", "]]>", "{", "é"])
    )
    return text[:start] + middle + text[end:]


@st.composite
def disturbed(draw: st.DrawFn, format: str) -> str:
    text = draw(
        st.sampled_from(
            [p.read_text(encoding="utf-8") for p in SAMPLES if p.parent.name == format]
        )
    )
    for _ in range(draw(st.integers(1, 3))):
        text = changed(draw, text)
    return text


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
def test_a_disturbed_source_is_read(format: str, data: st.DataObject) -> None:
    text = data.draw(disturbed(format))
    citations, told = read(text, format)
    assert citations or "no-records" in told
    assert "".join(bibkit.write(citations, "csl-json"))


@pytest.mark.parametrize("format", TAGGED)
@given(
    text=st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"), max_size=300)
)
def test_no_line_is_lost(format: str, text: str) -> None:
    parsed = registry.find(format).parse(Input(text), lambda _: None)
    values = "".join(str(field.value) + field.tag for each in parsed for field in each.fields)
    signs = r"[\s%\[\]-]" if format == "bib-txt" else r"[\s%-]"  # what stands around tags
    kept = re.sub(signs, "", values)
    for line in text.split("\n"):
        words = re.sub(signs, "", line)
        assert len(words) < 4 or words[4:] in kept


@pytest.mark.parametrize("size", [1, 7, 64])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_source_in_pieces_says_the_same(path: Path, size: int) -> None:
    text = path.read_text(encoding="utf-8")
    if path.parent.name not in IN_XML:
        text, size = text, 1  # pieces are of whole lines for those that want lines
    lines = text.splitlines(keepends=True)
    pieces = ["".join(lines[n : n + size]) for n in range(0, len(lines), size)]

    def again() -> Iterator[str]:
        yield from pieces

    parser = registry.find(path.parent.name)
    whole = list(parser.parse(Input(text), lambda _: None))
    assert list(parser.parse(Input(again), lambda _: None)) == whole


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "billion laughs": (
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><dblp><article key="a/b/c">'
        "<title>&l9;</title></article></dblp>",
        "&l9;",
    ),
    "a file of the machine": (
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><dblp><article key="a/b/c">'
        "<title>&f;</title></article></dblp>",
        "&f;",
    ),
    "a parameter entity of another host": (
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://192.0.2.1/x.dtd">%p;]>'
        '<dblp><article key="a/b/c"><title>T</title></article></dblp>',
        "T",
    ),
    "a document type inside of the document": (
        '<dblp><!DOCTYPE x [<!ENTITY a "b">]><article key="a/b/c"><title>&a;</title>'
        "</article></dblp>",
        "&a;",
    ),
}


@pytest.mark.parametrize(("text", "title"), HOSTILE.values(), ids=HOSTILE.keys())
def test_no_entity_is_expanded_and_nothing_fetched(text: str, title: str) -> None:
    (citation,), told = read(text, "dblp")
    assert (citation.title, told) == (title, [])


@pytest.mark.parametrize("format", IN_XML)
def test_deep_nesting_is_refused_for_one_record(format: str) -> None:
    syntax = registry.find(format).table.syntax
    name = syntax["records"][0]
    deep = f"<{name}>{'<a>' * 100_000}{'</a>' * 100_000}</{name}>"
    citations, told = read(f"<x>{deep}<{name}><b>1</b></{name}></x>", format)
    assert len(citations) == (1 if "needs" in syntax else 2)
    assert told[0] == "failed-record"


def test_a_record_without_an_end_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xmltree, "LONGEST", 1000)

    def pieces() -> Iterator[str]:
        yield '<dblp><article key="a/b/c"><title>'
        for _ in range(1000):
            yield "x" * 100 + "\n"

    with pytest.raises(UnreadableError, match="without the end of a record"):
        list(registry.find("dblp").parse(Input(pieces, "a.xml"), lambda _: None))


@pytest.mark.parametrize(
    "unit",
    [
        "<!--",
        "<![CDATA[",
        "<article ",
        '<article a="',
        "<article>",
        "&",
        "&a",
        "</article>",
        "<",
    ],
)
def test_repeated_marks_take_no_longer_than_they_are(unit: str) -> None:
    text = f'<dblp><article key="a/b/c"><title>x</title>{unit * 20_000}'
    citations, _ = read(text, "dblp")
    assert citations


def test_records_stream_in_bounded_memory() -> None:
    record = (
        '<article key="journals/x/Doe{n}" mdate="2020-01-01"><author>Jane Doe</author>'
        "<title>On number {n}.</title><year>2020</year><journal>J. Ex.</journal></article>\n"
    )

    def pieces() -> Iterator[str]:
        yield "<dblp>\n"
        for start in range(0, 20_000, 100):
            yield "".join(record.format(n=n) for n in range(start, start + 100))
        yield "</dblp>\n"

    dblp = registry.find("dblp")
    assert len(list(dblp.parse(Input(record.format(n=0)), lambda _: None))) == 1
    tracemalloc.start()
    count = sum(1 for _ in dblp.parse(Input(pieces), lambda _: None))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 500_000


NOT_OF_SERVICES = {
    "CSL-JSON": [{"id": "a", "type": "article-journal", "title": "T", "DOI": "10.1000/x"}],
    "CSL-JSON that cites OpenAlex": [
        {"id": "a", "type": "book", "title": "T", "custom": {"openalex": "W1"}}
    ],
    "CSL-JSON as doi.org answers it": {
        "reference-count": 3,
        "publisher": "P",
        "DOI": "10.1000/x",
        "type": "article-journal",
        "title": "T",
        "container-title": "J",
        "issued": {"date-parts": [[2020]]},
    },
    "one item": {"id": "a", "type": "book", "URL": "https://example.org"},
}


@pytest.mark.parametrize("value", NOT_OF_SERVICES.values(), ids=NOT_OF_SERVICES.keys())
@pytest.mark.parametrize("path", ["", "a.json", "a.txt"])
def test_csl_json_is_no_answer_of_a_service(value: object, path: str) -> None:
    assert registry.recognize(Input(json.dumps(value), path)) == "csl-json"


OTHERS = {
    "RIS": ("TY  - JOUR\nAB  - PMID- 1\nER  - \n", "ris"),
    "BibTeX": ("%A comment\n@article{a, title = {<dblp>}}\n", "biblatex"),
    "a page of HTML": ("<!DOCTYPE html>\n<html><article>x</article></html>", "profile"),
}


@pytest.mark.parametrize(("text", "format"), OTHERS.values(), ids=OTHERS.keys())
@pytest.mark.parametrize("path", ["", "a.txt"])
def test_other_formats_stay_what_they_are(text: str, format: str, path: str) -> None:
    assert registry.recognize(Input(text, path)) == format


HEADS = {
    "with its last line": ("A\nBEGIN EXPORTED REFERENCES\n", "down to line 3"),
    "cut off by a record": ("A\n", "down to line 2"),
}


@pytest.mark.parametrize(("head", "told"), HEADS.values(), ids=HEADS.keys())
def test_a_files_head_ends_where_a_record_begins(head: str, told: str) -> None:
    seen: list[str] = []
    text = f"Refworks Export Tagged Format\n{head}RT Web Page\nT1 A\n"
    (citation,) = bibkit.read(
        text.encode(), "refworks", report=lambda each: seen.append(str(each))
    )
    assert citation.title == "A"
    assert seen == [f"warning: the file's head, {told}, belongs to no record [unread-line]"]


def test_a_head_without_records_is_told() -> None:
    _, told = read("Refworks Export Tagged Format\nA\n", "refworks")
    assert told == ["unread-line", "no-records"]
