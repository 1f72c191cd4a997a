"""CSL-YAML: what pandoc and others write of it, Markdown in its texts, and its way back."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bibkit
from bibkit import Citation, Diagnostic, replace
from bibkit.codecs.markdown import decode_markdown_prose, encode_markdown
from bibkit.model import Date, Identifier, Name


def read(text: str, format: str | None = "csl-yaml") -> tuple[list[Citation], list[str]]:
    told: list[Diagnostic] = []
    citations = list(bibkit.read(text.encode(), format, report=told.append))
    return [replace(each, sources=()) for each in citations], [str(each) for each in told]


ITEM = Citation(type="book", key="a", title="No", issued=Date(2019, 5, 3))
SHAPES = {
    "references": "references:\n- id: a\n  type: book\n  title: No\n  issued: 2019-05-03\n",
    "fences": "---\nreferences:\n- id: a\n  type: book\n  title: No\n"
    "  issued: 2019-05-03\n...\n",
    "on top of a text": (
        "---\nauthor: Me\nreferences:\n- {id: a, type: book, title: No, issued: 2019-05-03}\n"
        "---\n\n# A title: with a colon\n\n- [a list](b)\n"
    ),
    "at the end of a text": (
        "# A title: with a colon\n\n---\nreferences:\n- id: a\n  type: book\n  title: No\n"
        "  issued: '2019-05-03'\n---\n"
    ),
    "a list": "- id: a\n  type: book\n  title: No\n  issued: 2019-05-03\n",
    "a map by key": "a:\n  type: book\n  title: No\n  issued: 2019-05-03\n",
    "one item": "id: a\ntype: book\ntitle: No\nissued: 2019-05-03\n",
    "JSON": '{"references": [{"id": "a", "type": "book", "title": "No", '
    '"issued": "2019-05-03"}]}',
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES.keys())
def test_every_shape_gives_its_items(text: str) -> None:
    assert read(text) == ([ITEM], [])


@pytest.mark.parametrize("shape", ["references", "fences", "on top of a text", "a list"])
def test_it_is_recognized(shape: str) -> None:
    assert read(SHAPES[shape], None) == ([ITEM], [])


MEANINGS: dict[str, tuple[str, dict[str, Any]]] = {
    "a language that looks like a truth value": ("language: no", {"language": "no"}),
    "a version that looks like a number": ("version: 1.10", {"version": "1.10"}),
    "a page that looks like a time": ("page: 12:30", {"page": "12:30"}),
    "a volume": ("volume: 12", {"volume": "12"}),
    "a title that is a number": ("title: 1984", {"title": "1984"}),
    "an ISBN": (
        "ISBN: 0306406152",
        {"ids": (Identifier("isbn", "0306406152"),)},
    ),
    "nothing": ("title:", {}),
    "nothing, said": ("title: ~", {}),
    "a year": ("issued: 2019", {"issued": Date(2019)}),
    "about a year": ("issued: 2019~", {"issued": Date(2019, circa=True)}),
    "parts": ("issued:\n  date-parts:\n  - - 2019\n    - 5", {"issued": Date(2019, 5)}),
    "pandoc's older dates": ("issued:\n  year: 2019\n  month: 5", {"issued": Date(2019, 5)}),
    "a list of one": (
        "issued:\n  - year: 2019\n    season: 2",
        {"issued": Date(2019, season=2)},
    ),
    "a list of two": (
        "issued:\n  - year: 2019\n    season: 3\n  - year: 2020\n    season: 4",
        {"issued": Date(2019, season=3, end=Date(2020, season=4))},
    ),
    "words": ("issued:\n  - literal: in press", {"issued": Date(literal="in press")}),
    "names": (
        "author:\n  - family: Doe\n    given: Jane\n  - literal: UNESCO",
        {"author": (Name("Doe", "Jane"), Name(literal="UNESCO"))},
    ),
    "folded text": ("title: >-\n  A\n  long title", {"title": "A long title"}),
    "emphasis": (
        "title: 'In *vitro* and **so** on'",
        {"title": "In <i>vitro</i> and <b>so</b> on"},
    ),
    "HTML": ("title: 'In <i>vitro</i>'", {"title": "In <i>vitro</i>"}),
    "raised and lowered": ("title: H~2~O, x^2^", {"title": "H<sub>2</sub>O, x<sup>2</sup>"}),
    "a span": (
        "title: 'The [NASA]{.nocase} report'",
        {"title": 'The <span class="nocase">NASA</span> report'},
    ),
    "escapes": (r"title: 'A\* and \[b\]'", {"title": "A* and [b]"}),
    "signs that are no marks": (
        "title: 2 * 3 * 4, a_b_c, ~5, [x]",
        {"title": "2 * 3 * 4, a_b_c, ~5, [x]"},
    ),
    "a URL is no Markdown": ("URL: http://a.org/*b*", {"url": "http://a.org/*b*"}),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "values"), MEANINGS.values(), ids=MEANINGS.keys())
def test_what_a_member_means(lines: str, values: dict[str, Any]) -> None:
    text = "- id: a\n  type: book\n" + "".join(f"  {line}\n" for line in lines.split("\n"))
    assert read(text) == ([Citation(type="book", key="a", **values)], [])


BROKEN = "references:\n- id: a\n  title: A\n- id: b\n  title: [B\n- id: c\n  title: C\n"


def test_a_broken_item_costs_itself_only() -> None:
    found, told = read(BROKEN)
    assert [each.key for each in found] == ["a", "", "c"]
    assert found[1].extra == {"csl-json/@raw": ("- id: b\n  title: [B",)}
    assert len(told) == 1
    assert "error: not valid YAML (" in told[0]


DEEP = {
    "brackets": "[" * 300 + "]" * 300,
    "signs": "\n    " + "- " * 300 + "a",
    "lines": "".join(f"\n{' ' * (n + 4)}a:" for n in range(300)),
    "all three": "".join(f"\n{' ' * (n + 4)}a:" for n in range(90))
    + f" \n{' ' * 94}{'- ' * 90}{'[' * 90}{']' * 90}",
}


@pytest.mark.parametrize("deep", DEEP.values(), ids=DEEP.keys())
def test_an_item_that_nests_too_deep_costs_itself_only(deep: str) -> None:
    found, told = read(f"- id: a\n- id: b\n  custom: {deep}\n- id: c\n")
    assert [each.key for each in found] == ["a", "", "c"]
    assert len(told) == 1
    assert "error: not valid YAML (nested too deep)" in told[0]


def test_an_escaped_nul_is_replaced_and_told() -> None:
    found, told = read('- {id: a, type: book, title: "A\\0B\\x00C"}')
    assert [each.title for each in found] == ["A\ufffdB\ufffdC"]
    assert len(told) == 1


@pytest.mark.parametrize("format", ["csl-json", "csl-yaml", "bibtex"])
def test_what_nests_as_data_may_is_written(format: str) -> None:
    item = f'{{"id": "a", "type": "book", "x": {"[" * 190}{"]" * 190}}}'
    (citation,) = bibkit.read(item.encode(), "csl-json")
    (back,) = bibkit.read("".join(bibkit.write([citation], format)).encode(), format)
    assert back.extra == citation.extra


@pytest.mark.parametrize("depth", [300, 50_000])
def test_extra_that_nests_too_deep_is_kept_as_written(depth: int) -> None:
    deep = f'{{"x/y": {"[" * depth}{"]" * depth}}}'
    told: list[Diagnostic] = []
    text = f"@book{{a,\n  title = {{A}},\n  bibkit-extra = {{{deep}}}\n}}\n"
    (found,) = bibkit.read(text.encode(), "bibtex", report=told.append)
    assert found.extra == {"bibtex/bibkit-extra": (deep,)}
    assert [each.code for each in told] == ["bad-value"]


HOSTILE = {
    "a tag": "- id: a\n  title: !!python/object/apply:os.system ['x']\n",
    "an alias to itself": "- &a\n  id: *a\n",
    "aliases of aliases": "- &a [x,x,x,x,x,x,x,x]\n"
    + "".join(f"- &{c} [{f'*{b},' * 8}]\n" for b, c in pairwise("abcdefgh")),
    "a deep nest": f"- id: {'[' * 50_000}",
    "a deep nest of lists": f"{'- ' * 50_000}a",
    "a deep nest of lines": "".join(f"{' ' * n}a:\n" for n in range(1000)),
    "a key that is a list": "- ? [a, b]\n  : c\n",
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_no_one_should_write_is_told(text: str) -> None:
    _, told = read(text)
    assert any("error: not " in each for each in told)


def test_what_is_written() -> None:
    citation = replace(ITEM, title="<i>In</i> a*b", author=(Name("Doe", "Jane"),), version="08")
    text = "".join(bibkit.write([citation], "csl-yaml"))
    assert text == (
        "---\nreferences:\n- id: a\n  type: book\n  title: '*In* a\\*b'\n"
        "  author:\n  - family: Doe\n    given: Jane\n  issued: '2019-05-03'\n"
        "  version: '08'\n...\n"
    )
    assert "".join(bibkit.write([], "csl-yaml")) == "---\nreferences: []\n...\n"


TEXTS = st.text(st.sampled_from("ab 1*_^~\\[]`$<>i/{}.@:-'\"\n"), max_size=20)
MARKED = st.lists(
    TEXTS | st.sampled_from(["<i>x</i>", "<b>y z</b>", "<sup>2</sup>", "<sub>n</sub>"])
).map("".join)


@given(MARKED)
def test_marked_texts_come_back(text: str) -> None:
    text = text.strip()
    back = decode_markdown_prose(encode_markdown(text))
    assert back.split() == text.split() or "<" in text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30))
def test_any_text_comes_back(text: str) -> None:
    citation = Citation(type="book", key="a", publisher=" ".join(text.split()))
    written = "".join(bibkit.write([citation], "csl-yaml"))
    (back,) = bibkit.read(written.encode(), "csl-yaml")
    assert back.publisher == citation.publisher
