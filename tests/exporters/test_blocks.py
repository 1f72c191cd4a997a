"""Records to tagged lines in blocks."""

from typing import Any

import pytest

from bibkit.diagnostics import ignore
from bibkit.exporters import blocks
from bibkit.exporters.blocks import shortened
from bibkit.inputs import Input
from bibkit.model import Field, Record
from bibkit.parsers import blocks as parser
from bibkit.registry import find

REFER = find("refer").table.syntax
MEDLINE = find("medline").table.syntax

CASES: dict[str, tuple[Any, Record, str]] = {
    "nothing": (REFER, Record("", ()), ""),
    "a kind": (REFER, Record("Book", ()), "%0 Book\n\n"),
    "fields": (
        REFER,
        Record("Book", (Field("A", "Doe, J"), Field("@", "1"), Field("doi", "10.1/x"))),
        "%0 Book\n%A Doe, J\n%@ 1\n%R 10.1/x\n\n",
    ),
    "lines that look like fields, or end a record": (
        REFER,
        Record("Book", (Field("X", "one\n%A two\n\n%three"),)),
        "%0 Book\n%X one\n %A two\n \n%three\n\n",
    ),
    "an empty value": (REFER, Record("Book", (Field("T", ""),)), "%0 Book\n%T\n\n"),
    "lines of nobody": (REFER, Record("", (Field("@raw", "a\nb"),)), "a\nb\n\n"),
    "the short name behind the full one": (
        MEDLINE,
        Record(
            "medline", (Field("PMID", "1"), Field("FAU", "Doe, Jane Q"), Field("FED", "Roe, R"))
        ),
        "PMID- 1\nFAU - Doe, Jane Q\nAU  - Doe JQ\nFED - Roe, R\nED  - Roe R\n\n",
    ),
    "an organisation": (
        MEDLINE,
        Record("medline", (Field("FAU", "The Group,"), Field("doi", "10.1/x"))),
        "CN  - The Group\nAID - 10.1/x [doi]\n\n",
    ),
    "further lines": (
        MEDLINE,
        Record("medline", (Field("TI", "a\nb"),)),
        "TI  - a\n      b\n\n",
    ),
}


@pytest.mark.parametrize(("syntax", "record", "text"), CASES.values(), ids=CASES.keys())
def test_a_record_is_a_block(syntax: Any, record: Record, text: str) -> None:
    assert "".join(blocks.export([record], syntax)) == text


def test_the_lines_of_a_value_come_back() -> None:
    _, record, text = CASES["lines that look like fields, or end a record"]
    (back,) = parser.parse(Input(text), REFER, ignore)
    assert (back.kind, back.fields) == (record.kind, (Field("X", "one\n%A two\n\n%three", 2),))


SHORT = {
    "Doe, Jane": "Doe J",
    "Doe, Jane Q": "Doe JQ",
    "Doe, Jean-Luc": "Doe JL",
    "van der Berg, J": "van der Berg J",
    "King, Martin Luther Jr.": "King ML Jr",
    "King, Martin 3rd": "King M 3rd",
    "Plato": "Plato",
    "Roe, II": "Roe I",
    "王, 军": "王 军",
}


@pytest.mark.parametrize(("name", "short"), SHORT.items())
def test_a_name_is_shortened_as_medline_has_it(name: str, short: str) -> None:
    assert shortened(name) == short
