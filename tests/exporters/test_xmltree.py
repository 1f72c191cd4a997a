"""Records to XML: paths become elements, whatever a citation says is well-formed."""

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bibkit
from bibkit.diagnostics import LOSSES, Diagnostic, ignore
from bibkit.exporters import xmltree
from bibkit.inputs import Input
from bibkit.model import Citation, Field, Identifier, Json, Name, Record
from bibkit.parsers import xmltree as parser

SYNTAX: dict[str, Any] = {
    "records": ["r"],
    "document": ["<x>\n", "</x>\n"],
    "by": {"id": "type", "name": "role/term"},
    "trees": ["name", "name[aut]"],
    "joined": {"many": "."},
    "attributes": {"name/role/term": {"kind": "text"}},
    "order": ["name", "a", "a/second", "a/first"],
    "written": {"doi": "id[doi]", "mark": ["note", "mark: {}"], "own": "note[by=us]"},
    "refused": "[\x00-\x08]",
}

CASES: dict[str, tuple[list[tuple[str, Json]], str]] = {
    "nothing": ([], "<r/>"),
    "a leaf": ([("t", "x")], "<r> <t>x</t></r>"),
    "a leaf twice": ([("t", "x"), ("t", "y")], "<r> <t>x</t> <t>y</t></r>"),
    "leaves of one parent": (
        [("p/t", "x"), ("p/u", "y")],
        "<r> <p>  <t>x</t>  <u>y</u> </p></r>",
    ),
    "an order": (
        [("z", "1"), ("a/first", "2"), ("a/second", "3")],
        "<r> <a>  <second>3</second>  <first>2</first> </a> <z>1</z></r>",
    ),
    "what tells namesakes apart": (
        [("id[doi]", "1"), ("id[isbn]", "2"), ("id[doi]", "3")],
        '<r> <id type="doi">1</id> <id type="isbn">2</id> <id type="doi">3</id></r>',
    ),
    "parents that are told apart": (
        [("id[a]/t", "1"), ("id[b]/t", "2"), ("id[a]/u", "3")],
        '<r> <id type="a">  <t>1</t>  <u>3</u> </id> <id type="b">  <t>2</t> </id></r>',
    ),
    "a tree with its role": (
        [("name[aut]", {"@type": "p", "part": [{"@k": "f", "#text": "Doe"}, "Jane"]})],
        '<r> <name type="p">  <part k="f">Doe</part>  <part>Jane</part>  <role>'
        '   <term kind="text">aut</term>  </role> </name></r>',
    ),
    "attributes": (
        [("@ID", "a"), ("t", "x"), ("t/@k", 'a "b" & c'), ("t/@k", "d")],
        '<r ID="a"> <t k="a &quot;b&quot; &amp; c">x</t> <t k="d"/></r>',
    ),
    "an attribute before its element's text": (
        [("t/@k", "d"), ("t", "x")],
        '<r> <t k="d">x</t></r>',
    ),
    "values of one element": ([("many", "1"), ("many", "2")], "<r> <many>1&#xD; 2</many></r>"),
    "tags that no file has": (
        [("doi", "10.1/x"), ("mark", "m"), ("own", "o")],
        '<r> <id type="doi">10.1/x</id> <note>mark: m</note> <note by="us">o</note></r>',
    ),
    "signs": ([("t", "a<b>&]]>\r\x00")], "<r> <t>a&lt;b&gt;&amp;]]&gt;&#xD;\ufffd</t></r>"),
}


def exported(fields: list[tuple[str, Json]], syntax: dict[str, Any]) -> str:
    record = Record("r", tuple(Field(tag, value) for tag, value in fields))
    return "".join(xmltree.export([record], syntax))


@pytest.mark.parametrize(("fields", "text"), CASES.values(), ids=CASES.keys())
def test_paths_are_elements(fields: list[tuple[str, Json]], text: str) -> None:
    written = exported(fields, SYNTAX)
    ET.fromstring(written)
    assert written.replace("\n", "") == f"<x>{text}</x>"


@pytest.mark.parametrize("case", ["an order", "parents that are told apart", "a leaf twice"])
def test_the_parser_finds_what_was_written(case: str) -> None:
    fields = CASES[case][0]
    (record,) = parser.parse(Input(exported(fields, SYNTAX)), SYNTAX, ignore)
    assert sorted((f.tag, str(f.value)) for f in record.fields) == sorted(fields)


def test_a_record_that_nobody_could_parse_is_a_comment() -> None:
    record = Record("", (Field("@raw", "<r><-- -- broken"),))
    assert (
        "".join(xmltree.export([record], SYNTAX)) == "<x>\n<!-- <r><- - - - broken -->\n</x>\n"
    )


STYLED = {
    "plain": "plain",
    "A <i>b</i> c": "|normal:A ||italic:b||normal: c|",
    "H<sub>2</sub>O": "|normal:H||subscript:2||normal:O|",
    "<b>a</b><sup>b</sup>": "|bold:a||superscript:b|",
    "<i>all</i>": "|normal:||italic:all|",
    "<i>a <sub>b</sub></i>": "|normal:&lt;i&gt;a ||subscript:b||normal:&lt;/i&gt;|",
    "a <i> b</i> < c": "a &lt;i&gt; b&lt;/i&gt; &lt; c",
}


_RUN = r'<style face="(\w+)" font="default" size="100%">(.*?)</style>'


@pytest.mark.parametrize(("text", "shown"), STYLED.items())
def test_markup_is_endnotes_style(text: str, shown: str) -> None:
    written = exported([("t", text)], {**SYNTAX, "styles": True})
    found = re.search("<t>(.*)</t>", written)
    assert found
    runs = re.sub(_RUN, r"|\1:\2|", found[1])
    assert runs == shown
    (record,) = parser.parse(Input(written), SYNTAX, ignore)
    assert record.fields == (Field("t", text, 2),)


LETTERS = st.characters(exclude_categories=["Cs"])
ANY = st.text(LETTERS, max_size=30)


@pytest.mark.parametrize("format", ["endnote-xml", "mods", "word"])
@given(title=ANY, note=ANY, word=ANY, name=ANY, key=ANY, url=ANY)
def test_any_citation_is_well_formed_and_comes_back_or_is_told(
    format: str, title: str, note: str, word: str, name: str, key: str, url: str
) -> None:
    citation = Citation(
        type="book",
        key=key,
        title=title,
        note=note,
        keyword=(word,) if word.strip() else (),
        author=(Name(literal=name or "x"),),
        url=url,
        ids=(Identifier("arxiv", "2101.00001"),),
    )
    told: list[Diagnostic] = []
    text = "".join(bibkit.write([citation], format, report=told.append))
    ET.fromstring(text)
    (back,) = bibkit.read(text.encode(), format)
    names = ("title", "note", "keyword", "author", "url", "ids")
    lost = {each for each in names if getattr(back, each) != getattr(citation, each)}
    assert lost <= {each.field for each in told if each.code in LOSSES}


def test_a_return_within_a_labelled_line_makes_no_other_line() -> None:
    citation = Citation(type="book", key="k", keyword=("0\r0", "b"), note="n")
    text = "".join(bibkit.write([citation], "word"))
    (back,) = bibkit.read(text.encode(), "word")
    assert (back.keyword, back.note) == (("0", "0", "b"), "n")
