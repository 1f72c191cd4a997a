"""Works in YAML: hostile files, what CFF's schema allows, keys that stand twice."""

import re
import time
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

import bibkit
from bibkit import registry
from bibkit.model import Citation, Date, Identifier, Name
from tests.foreign.library import LIBRARY


def told_of(text: str, format: str) -> tuple[list[Citation], list[str]]:
    told: list[bibkit.Diagnostic] = []
    return list(bibkit.read(text.encode(), format, report=told.append)), [
        str(each) for each in told
    ]


LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
)
HOSTILE = {
    "billion laughs": (LAUGHS, "it repeats itself too often"),
    "itself": ("a: &a {type: book, title: *a}\n", "not valid YAML"),
    "deep": ("a: " + "[" * 100_000 + "]" * 100_000, "nested too deep"),
    "a tag of Python": ("a: !!python/object/apply:os.system ['true']\n", "not valid YAML"),
    "a list": ("- type: book\n", "no mapping"),
    "a key that is none": ("? [a, b]\n: {type: book}\n", "a key that is no text"),
}


@pytest.mark.parametrize("format", ["hayagriva", "cff"])
@pytest.mark.parametrize(("text", "why"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_yaml_is_an_error_and_kept(text: str, why: str, format: str) -> None:
    start = time.process_time()
    citations, told = told_of(text, format)
    assert time.process_time() - start < 10
    assert any(why in each and "failed-record" in each for each in told)
    assert citations


NO_TEXT = {
    "": "&a : x",
    "5": "5: x",
    "~": "~: x",
    "true": "true: x",
    "2001-02-03": "2001-02-03: x",
}


@pytest.mark.parametrize(("tag", "line"), NO_TEXT.items(), ids=NO_TEXT.keys())
@pytest.mark.parametrize("format", ["hayagriva", "csl-yaml"])
def test_a_member_that_yaml_takes_for_no_text_is_kept_as_written(
    format: str, tag: str, line: str
) -> None:
    head = "a:\n" if format == "hayagriva" else "references:\n- id: a\n"
    (citation,), told = told_of(f"{head}  type: book\n  title: A\n  {line}\n", format)
    assert citation.title == "A"
    family = registry.find(format).table.family
    assert citation.extra == {f"{family}/{tag}": ("x",)}
    assert [each.rpartition("[")[2] for each in told] == ["unknown-field]"]


def test_a_text_of_a_megabyte_is_read() -> None:
    (citation,), told = told_of(f"a:\n  type: book\n  title: {'x' * 1_000_000}\n", "hayagriva")
    assert (len(citation.title), told) == (1_000_000, [])


def test_a_key_that_stands_twice_is_two_entries_and_written_twice() -> None:
    citations, _ = told_of(
        "a: {type: book, title: A}\na: {type: book, title: B}\n", "hayagriva"
    )
    assert [c.title for c in citations] == ["A", "B"]
    text = "".join(bibkit.write([bibkit.replace(c, key="k") for c in citations], "hayagriva"))
    assert len(yaml.safe_load(text)) == 2


def test_no_citations_are_no_entries() -> None:
    assert "".join(bibkit.write([], "hayagriva")) == "{}\n"
    assert list(yaml.safe_load("".join(bibkit.write([], "cff")))) == [
        "cff-version", "message", "title", "authors",
    ]  # fmt: skip


def works(citations: Any) -> list[dict[str, Any]]:
    text = "".join(bibkit.write(citations, "cff"))
    loader: Any = type("Loader", (yaml.SafeLoader,), {})
    loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in rows if not tag.endswith(":timestamp")]
        for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    found: list[dict[str, Any]] = yaml.load(text, loader)["references"]
    return found


ODD = Citation(
    type="book",
    key="k",
    title="T",
    volume="IV",
    page="e1-e9",
    number_of_pages="xii, 320",
    issued=Date(2019, 1, end=Date(2020)),
    language="German",
    url="example.org",
    publisher_place="Berlin",
    event_place="Paris",
    status="withdrawn",
    ids=(Identifier("doi", "10.1000/a<b>"), Identifier("doi", "10.1000/2")),
    keyword=("a", "b", "a"),
    author=(Name(literal="ACME"), Name("Doe", "Jane", ids=(
        Identifier("orcid", "0000-0003-4925-7248"),))),
)  # fmt: skip


def test_a_reference_holds_what_the_schema_allows_and_nothing_else() -> None:
    """https://github.com/citation-file-format/citation-file-format/blob/main/schema.json"""
    syntax = registry.find("cff").table.syntax
    for work in works([*LIBRARY, ODD]):
        assert {"type", "title", "authors"} <= work.keys() <= {"type", *syntax["members"]}
        for tag, value in work.items():
            if tag in syntax["integers"]:
                assert isinstance(value, int)
            elif tag in syntax["patterns"]:
                for each in value if isinstance(value, list) else [value]:
                    assert re.fullmatch(syntax["patterns"][tag], each)
            elif isinstance(value, dict):
                assert value["name"]
            if tag == "keywords":
                assert len(set(value)) == len(value)


def test_what_the_schema_does_not_allow_comes_back_from_the_notes() -> None:
    told: list[bibkit.Diagnostic] = []
    text = "".join(bibkit.write([ODD], "cff", report=told.append))
    (back,) = bibkit.read(text.encode(), "cff", report=told.append)
    assert sorted(back.ids) == sorted(ODD.ids)
    assert bibkit.replace(back, sources=(), ids=ODD.ids) == ODD
    assert told == []
