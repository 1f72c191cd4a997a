"""BibTeX that nobody changed is written as it was read, byte by byte, in place."""

from typing import Any

import pytest

import bibkit
from bibkit import Citation, Diagnostic, inputs, replace
from tests.conftest import shared

LIBRARY = """% Encoding: UTF-8

@string{ jou = "Journal of Trees" }
@preamble{"\\newcommand{\\x}{y}"}

@Article{one,
   Title =   {On {Trees}},
  journal = jou,  year = 1999 }
A word between.
@book{two, title="On Bushes"   , year = 2001,}

@Comment{jabref-meta: databaseType:bibtex;}
"""
CHANGED = """@book{two,
  title = {On Hedges},
  year  = {2001},
}"""


def read(text: str) -> list[Citation]:
    return list(bibkit.read(text.encode(), "bibtex"))


def write(citations: list[Citation], format: str = "bibtex", **options: Any) -> str:
    return "".join(bibkit.write(citations, format, **options))


def changed(citation: Citation) -> Citation:
    return replace(citation, title="On Hedges")


UNTOUCHED = {
    "a library": LIBRARY,
    "no end of line": "@book{a, title = {A}}",
    "two of one key": "@book{a, title = {A}}\n@book{a, title = {B}}\n",
    "no key": "@book{, title = {A}}\n",
    "failed": "@book{a, title = {A}}\n\n@book{b, title = {B}\n\n\n@book{c, title = {C}}\n\n",
    "one behind the other": "@book{a, title={A}}@book{b, title={B}},\n% end",
    "other blanks": "\n\n\n@book(a, title={A})\n\n\n\n",
    "lines of Windows": LIBRARY.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", UNTOUCHED.values(), ids=UNTOUCHED.keys())
def test_what_nobody_changed_is_left_alone(text: str) -> None:
    told: list[Diagnostic] = []
    assert "".join(bibkit.write(read(text), "bibtex", report=told.append)) == text
    assert told == []


def test_every_file_comes_back() -> None:
    for path in sorted(shared("conformance").rglob("*.bib")):
        text = inputs.decode(path.read_bytes(), str(path), print)
        citations = list(bibkit.read(path, "bibtex"))
        written = write(citations).replace("\r\n", "\n")
        assert written == (text if citations else ""), path


def test_one_change_changes_one_entry() -> None:
    one, two = read(LIBRARY)
    old = LIBRARY[LIBRARY.index("@book") : LIBRARY.index("\n\n@Comment{")]
    assert write([one, changed(two)]) == LIBRARY.replace(old, CHANGED)


def test_a_change_taken_back_is_none() -> None:
    one, two = read(LIBRARY)
    again = replace(changed(two), title=two.title)
    assert write([one, again]) == LIBRARY


def test_a_new_citation_stands_where_it_is_put() -> None:
    text = "@book{a, title = {A}}\n\n@book{b, title = {B}}\n"
    new = Citation(type="book", key="n", title="N")
    written = "@book{n,\n  title = {N},\n}\n"
    a, b = read(text)
    assert write([a, b, new]) == f"{text}\n{written}"
    assert write([a, new, b]) == "@book{a, title = {A}}\n\n" + written + "\n" + (
        "@book{b, title = {B}}\n"
    )
    assert write([new, a, b]) == f"{written}\n{text}"


def test_what_stands_around_a_removed_citation_stays() -> None:
    one, two = read(LIBRARY)
    entry = LIBRARY[LIBRARY.index("@Article") : LIBRARY.index("\nA word")]
    assert write([one]) == LIBRARY[: LIBRARY.index("\nA word")] + (
        "\n\nA word between.\n\n@Comment{jabref-meta: databaseType:bibtex;}\n"
    )
    assert write([two]).count("@string{ jou") == 1
    assert entry not in write([two])


def test_another_order_keeps_what_is_between_before_its_use() -> None:
    one, two = read(LIBRARY)
    written = write([two, one])
    assert written.index("@string") < written.index("@book{two") < written.index("@Article")
    assert [each.title for each in read(written)] == [
        "On Bushes",
        'On <span class="nocase">Trees</span>',
    ]


def test_two_files_one_behind_the_other() -> None:
    a = "@book{a, title = {A}}\n% of a\n"
    b = "% of b\n@book{a, title = {B}}\n"
    assert write([*read(a), *read(b)]) == (
        "@book{a, title = {A}}\n% of a\n\n% of b\n@book{aa,\n  title = {B},\n}\n"
    )


def test_another_dialect_is_rendered_within_its_text() -> None:
    assert write(read("% mine\n@article{a, title={A},journal={J}}\n\n% end\n"), "biblatex") == (
        "% mine\n\n@article{a,\n  title        = {A},\n  journaltitle = {J},\n}\n\n% end\n"
    )


def test_reformatting_renders_all() -> None:
    text = "@book{a, title = {A}}\n\n\n\n@book{b, title={B}}"
    assert write(read(text), reformat=True) == (
        "@book{a,\n  title = {A},\n}\n\n@book{b,\n  title = {B},\n}\n"
    )


def test_ascii_changes_what_is_not() -> None:
    text = "@book{a, title = {A}}\n@book{b, author={Müller, Jörg}, title={Über}}\n"
    assert write(read(text), ascii_only=True) == (
        '@book{a, title = {A}}\n@book{b,\n  author = {M{\\"u}ller, J{\\"o}rg},\n'
        '  title  = {{\\"U}ber},\n}\n'
    )


def test_a_reader_who_stops_writes_what_was_read() -> None:
    citations = bibkit.read(LIBRARY.encode(), "bibtex")
    assert write([next(citations)]) == LIBRARY[: LIBRARY.index("\nA word")]


def test_the_original_is_no_part_of_the_value() -> None:
    (one, _), (other, _) = read(LIBRARY), read(LIBRARY)
    assert one == other == replace(one, original=None)
    assert "original" not in repr(one)
    assert "original" not in one.set_values()
