"""Records of one kind with the same tags have one form: it says what is written without it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit import registry
from bibkit.exporters import bibtex, jsontree, tagged
from bibkit.model import Field, Record
from bibkit.retagging import Retagging

VALUES = st.sampled_from(
    ["Ada", "", "100 %s", "%", "{a}", "jan", "a\nb", "a\n@b", "Title: End", "é", "\0", "7"]
)
ENTRY_TAGS = [
    "@key", "@comment", "author", "title", "subtitle", "titleaddon", "month", "year", "doi",
    "director", "editora", "isbn", "a%tag", "booktitle", "booksubtitle",
]  # fmt: skip
LINE_TAGS = ["TI", "T1", "T2", "AU", "ST", "JF", "N1", "@more_authors", "A%", "X\0"]


def records(kinds: list[str], tags: list[str]) -> st.SearchStrategy[Record]:
    fields = st.lists(st.builds(Field, st.sampled_from(tags), VALUES), max_size=6)
    return st.builds(Record, st.sampled_from(kinds), fields.map(tuple))


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
@given(record=records(["article", "online", "mi%sc", "", "@comment"], ENTRY_TAGS))
def test_an_entry_is_written_as_without_a_form(name: str, record: Record) -> None:
    syntax = registry.find(name).table.syntax
    entry = bibtex.renderer(syntax)
    bare, macros = frozenset(syntax["bare"]), frozenset(syntax["macros"])
    expected = bibtex._text(record, bare, macros, syntax)
    assert [entry(record), entry(record)] == [expected] * 2


@given(
    record=records(["JOUR", "BOOK", "JFULL", "%s", ""], LINE_TAGS),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_tagged_lines_are_written_as_without_a_form(record: Record, newline: str) -> None:
    syntax = {**registry.find("ris").table.syntax, "newline": newline}
    line = tagged._line(syntax["write"])
    expected = tagged._text(record, syntax, line, Retagging(syntax))
    some = [expected] * 2 if record.kind or record.fields else []
    assert list(tagged.export([record, record], syntax)) == some


@given(st.data())
def test_a_flat_object_is_what_any_object_is(data: st.DataObject) -> None:
    syntax = {"key": "id", "kind": "type", "descend": ["custom"]}
    tags = ["id", "title", "author", "type", "custom/code", "a/b", "DOI"]
    fields = [Field(tag, tag.upper()) for tag in data.draw(st.lists(st.sampled_from(tags)))]
    record = Record(data.draw(st.sampled_from(["", "book"])), tuple(fields))
    text = "".join(jsontree.export([record, record], syntax))
    alone = json.dumps(jsontree._object(record, syntax), ensure_ascii=False)
    assert text == f"[\n{alone},\n{alone}\n]\n"
