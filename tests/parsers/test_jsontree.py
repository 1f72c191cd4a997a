"""JSON in every shape that programs write it; what is broken costs itself only."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit import registry
from bibkit.diagnostics import Diagnostic
from bibkit.inputs import Input
from bibkit.model import Field, Json, Record, Source

CSL = registry.find("csl-json")


def parsed(text: str) -> tuple[list[Record], list[str]]:
    told: list[Diagnostic] = []
    records = list(CSL.parse(Input(text, "x.json"), told.append))
    return records, [str(each) for each in told]


def record(key: str, line: int = 1, kind: str = "book", **fields: Json) -> Record:
    members = {"id": key, **fields}
    given = tuple(Field(tag, value, line) for tag, value in members.items())
    return Record(kind, given, Source("x.json", line, "csl-json", key))


A = '{"id": "a", "type": "book"}'
B = '{"id": "b", "type": "book"}'
C = '{"id": "c", "type": "book"}'
SHAPES = {
    "an array": (f"[{A}, {B}]", 1, 1),
    "an array over lines": (f"[\n{A},\n{B}\n]\n", 2, 3),
    "items": (f'{{"items": [{A}, {B}]}}', 1, 1),
    "items with more beside them": (f'{{"total": 2, "items": [{A}, {B}]}}', 1, 1),
    "a map by key": ('{"a": {"type": "book"}, "b": {"type": "book"}}', 1, 1),
    "a map of whole items": (f'{{"x": {A}, "y": {B}}}', 1, 1),
    "a line each": (f"{A}\n{B}\n", 1, 2),
    "one behind the other": (f"{A} {B}", 1, 1),
    "several arrays": (f"[{A}]\n[{B}]", 1, 2),
    "commas at ends": (f"[{A},, {B},]", 1, 1),
}


@pytest.mark.parametrize(("text", "one", "two"), SHAPES.values(), ids=SHAPES.keys())
def test_every_shape_gives_its_records(text: str, one: int, two: int) -> None:
    assert parsed(text) == ([record("a", one), record("b", two)], [])


@pytest.mark.parametrize("text", ["", " \n", "[]", "[\n]\n", '{"items": []}'])
def test_nothing_gives_no_records(text: str) -> None:
    assert parsed(text) == ([], [])


def test_a_single_object_is_one_record() -> None:
    assert parsed(A) == ([record("a")], [])


def test_members_of_custom_are_fields_of_their_own() -> None:
    text = '{"id": "a", "type": "book", "custom": {"code": "x", "n": 0}}'
    fields = (Field("id", "a", 1), Field("custom/code", "x", 1), Field("custom/n", 0, 1))
    assert parsed(text) == ([Record("book", fields, Source("x.json", 1, "csl-json", "a"))], [])


def test_values_stay_as_json_has_them() -> None:
    text = '{"id": 7, "volume": 3, "page": 1.5, "x": [true, null]}'
    (only,), told = parsed(text)
    assert [field[:2] for field in only.fields] == [
        ("id", 7),
        ("volume", 3),
        ("page", 1.5),
        ("x", [True, None]),
    ]
    assert (only.kind, only.source.key, told) == ("", "7", [])


def test_numbers_that_json_cannot_hold_stay_words() -> None:
    (only,), told = parsed('{"a": NaN, "b": -Infinity, "c": 1e999}')
    assert [field.value for field in only.fields] == ["NaN", "-Infinity", "1e999"]
    assert told == []


BROKEN = {
    "no value": ('{"id": , "type": "book"}', "Expecting value"),
    "no comma": ('{"id": "x" "type": "book"}', "Expecting ',' delimiter"),
    "an inner object": ('{"id": "x", "author": [{"family": "y"}] "z": 1}', "Expecting ','"),
    "a comma at the end": ('{"id": "x",}', "Expecting property name"),
    "single quotes": ("{'id': 'x'}", "Expecting property name"),
    "too long a number": ('{"id": ' + "1" * 5000 + "}", "a number that is too long"),
    "nested too deep": ('{"id": ' + "[" * 9000 + "]" * 9000 + "}", "nested too deep"),
    "garbage": ("{%$&}", "Expecting property name"),
}


@pytest.mark.parametrize(("broken", "why"), BROKEN.values(), ids=BROKEN.keys())
@pytest.mark.parametrize(
    "shape", ["[{},\n{},\n{}]", "{}\n{}\n{}\n", '{{"items": [{},\n{},\n{}]}}']
)
def test_a_broken_item_costs_itself_only(broken: str, why: str, shape: str) -> None:
    text = shape.format(A, broken, C)
    records, told = parsed(text)
    raw = [str(one.fields[0].value) for one in records if not one.kind]
    assert [one for one in records if one.kind] == [record("a", 1), record("c", 3)]
    assert len(told) == len(raw) == 1
    assert raw == [broken]
    assert why in told[0]
    assert told[0].startswith("x.json:2: error: not valid JSON (")


DEEP = {
    "lists": ("[" * 700, "]" * 700),
    "objects": ('{"x": ' * 300 + "[1, {}, []", "]" + "}" * 300),
    "many": ('[1, "é", ' + "[" * 300, "]" * 300 + ", {}]"),
}


@pytest.mark.parametrize(("opening", "closing"), DEEP.values(), ids=DEEP.keys())
@pytest.mark.parametrize(
    "shape",
    ["[{},\n{},\n{}]", "{}\n{}\n{}\n", '{{"items": [{},{},{}]}}', '{{"x":{},"y":{},"z":{}}}'],
)
def test_what_nests_deeper_than_data_costs_itself_only(
    opening: str, closing: str, shape: str
) -> None:
    deep = f'{{"id": "b", "custom": {opening}{closing}}}'
    records, told = parsed(shape.format(A, deep, C))
    raw = [str(one.fields[0].value) for one in records if not one.kind]
    assert [one.source.key for one in records if one.kind] == ["a", "c"]
    assert [one for one in told if "nested too deep" in one and "failed-record" in one] == told
    assert (len(told), raw) == (1, [deep])


def test_what_nests_as_data_may_is_written_again() -> None:
    item = '{"id": "a", "type": "book", "x": ' + "[" * 190 + "]" * 190 + "}"
    records, told = parsed(item)
    assert (json.loads("".join(CSL.export(records))), told) == ([json.loads(item)], [])


def test_an_item_without_its_end_costs_itself_only() -> None:
    records, told = parsed(f'[{A},\n{{"id": "b", "title": "x"\n,{C}]')
    assert [one.source.key for one in records] == ["a", "", "c"]
    assert records[1].fields == (Field("@raw", '{"id": "b", "title": "x"', 2),)
    assert len(told) == 1


def test_what_is_no_object_is_kept_and_told() -> None:
    records, told = parsed(f'[{A}, "b", 3]')
    assert records[1:] == [
        Record("", (Field("@raw", '"b"', 1),), Source("x.json", 1)),
        Record("", (Field("@raw", "3", 1),), Source("x.json", 1)),
    ]
    assert told == [
        'x.json:1: error: not a JSON object: "b" [failed-record]',
        "x.json:1: error: not a JSON object: 3 [failed-record]",
    ]


def test_half_a_character_is_replaced_and_told() -> None:
    records, told = parsed('{"id": "a", "type": "book", "title": "x\\ud83d", "y": ["\\uDE00"]}')
    assert records == [record("a", title="x\ufffd", y=["\ufffd"])]
    assert told == [
        "x.json:1: warning: NUL, or half a character ('\\ud83d' alone): written as U+FFFD "
        "[bad-value]"
    ]


def test_an_escaped_nul_is_replaced_and_told() -> None:
    records, told = parsed(
        '{"id": "a", "type": "book", "title": "x\\u0000", "y": [1, "\\u0000"]}'
    )
    assert records == [record("a", title="x\ufffd", y=[1, "\ufffd"])]
    assert len(told) == 1


def test_a_whole_character_of_two_halves_is_itself() -> None:
    assert parsed('{"id": "a", "type": "book", "title": "\\ud83d\\ude00"}') == (
        [record("a", title="😀")],
        [],
    )


SIGNS = st.sampled_from(["{", "}", "[", "]", ",", ":", '"', "\\", '"id"', '"items"', "1", "\n"])


@given(st.lists(SIGNS | st.text(max_size=5)).map("".join))
def test_any_text_parses(text: str) -> None:
    records, told = parsed(text)
    failed = [
        one for one in records if not one.kind and one.fields and one.fields[0].tag == "@raw"
    ]
    assert len(told) == len(failed)


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text('ab\n"\\é'),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("xyz"), inner, max_size=3)
    ),
)
ITEMS = st.lists(
    st.dictionaries(st.sampled_from(["id", "title", "x", "y"]), JSON).map(
        lambda item: {**item, "id": "k", "type": "book"}
    )
)


@given(ITEMS)
def test_export_is_the_inverse_of_parse(items: list[dict[str, Json]]) -> None:
    records, told = parsed(json.dumps(items))
    assert told == []
    assert json.loads("".join(CSL.export(records))) == items


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"id":' * 50_000, '{"a":[1,' * 50_000, "{ x }\n" * 20_000]
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    records, told = parsed(text)
    assert len(told) == len(records)
