"""What the BibTeX parser makes of every dialect, and what it promises for any text."""

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit.diagnostics import Diagnostic
from bibkit.inputs import Input, open_input
from bibkit.model import Field, Record, Source
from bibkit.parsers import bibtex
from bibkit.parsers.bibtex_macros import LONGEST_VALUE

CONFORMANCE = Path(__file__).resolve().parents[3] / "shared" / "conformance"


def parsed(text: str) -> tuple[list[Record], list[Diagnostic]]:
    told: list[Diagnostic] = []
    return list(bibtex.parse(Input(text, "a.bib"), {}, told.append)), told


def entry(kind: str, line: int, key: str, *fields: tuple[str, str, int]) -> Record:
    return Record(kind, tuple(Field(*f) for f in fields), Source("a.bib", line, "bibtex", key))


def raw(kind: str, line: int, text: str, key: str = "") -> Record:
    return entry(kind, line, key, ("@raw", text, line))


ARTICLE = entry("article", 1, "k", ("@key", "k", 1), ("title", "A", 1), ("year", "2000", 1))

SILENT = {
    "braces": ("@article{k, title = {A}, year = {2000}}", [ARTICLE]),
    "quotes and number": ('@article{k, title = "A", year = 2000}', [ARTICLE]),
    "parentheses": ("@article(k, title = {A}, year = 2000)", [ARTICLE]),
    "no blanks, upper case": ('@ARTICLE{k,TITLE="A",YEAR=2000,}', [ARTICLE]),
    "blanks everywhere": ("  @ article { k , title = { A } , year = 2000 , } ", [ARTICLE]),
    "no comma between fields": ("@article{k, title = {A} year = 2000}", [ARTICLE]),
    "no comma after the key": ("@article{k title = {A}, year = 2000}", [ARTICLE]),
    "stray commas": ("@article{k,, title = {A},,, year = 2000,,}", [ARTICLE]),
    "comma after the entry": ("@article{k, title = {A}, year = 2000},\n", [ARTICLE]),
    "a line each": (
        "@article{k,\n  title = {A},\n\n  year = 2000,\n}\n",
        [entry("article", 1, "k", ("@key", "k", 1), ("title", "A", 2), ("year", "2000", 4))],
    ),
    "leading commas": (
        "@article{k\n  , title = {A}\n  , year = 2000\n}",
        [entry("article", 1, "k", ("@key", "k", 1), ("title", "A", 2), ("year", "2000", 3))],
    ),
    "empty key": ("@book{, title = {A}}", [entry("book", 1, "", ("title", "A", 1))]),
    "no key": ("@book{title = {A}}", [entry("book", 1, "", ("title", "A", 1))]),
    "key only": ("@book{k}", [entry("book", 1, "k", ("@key", "k", 1))]),
    "nothing": ("@book{}", [entry("book", 1, "")]),
    "key with blanks": (
        "@book{the key of it, title = {A}}",
        [
            entry(
                "book",
                1,
                "the key of it",
                ("@key", "the key of it", 1),
                ("title", "A", 1),
            )
        ],
    ),
    "key of other letters": (
        "@book{Gödel:Ключ/(1931)+x, title = {A}}",
        [
            entry(
                "book",
                1,
                "Gödel:Ключ/(1931)+x",
                ("@key", "Gödel:Ключ/(1931)+x", 1),
                ("title", "A", 1),
            )
        ],
    ),
    "key on its own line": (
        "@book{\n  k,\n  title = {A}\n}",
        [entry("book", 1, "k", ("@key", "k", 2), ("title", "A", 3))],
    ),
    "odd field names": (
        "@misc{k, bdsk-url-1 = {a}, x+y:z.w/v = {b}, 2nd = {c}}",
        [
            entry(
                "misc",
                1,
                "k",
                ("@key", "k", 1),
                ("bdsk-url-1", "a", 1),
                ("x+y:z.w/v", "b", 1),
                ("2nd", "c", 1),
            )
        ],
    ),
    "repeated fields": (
        "@misc{k, note = {a}, note = {b}}",
        [entry("misc", 1, "k", ("@key", "k", 1), ("note", "a", 1), ("note", "b", 1))],
    ),
    "empty values": (
        '@misc{k, a = {}, b = "", c = , d = {x}}',
        [
            entry(
                "misc",
                1,
                "k",
                ("@key", "k", 1),
                ("a", "", 1),
                ("b", "", 1),
                ("c", "", 1),
                ("d", "x", 1),
            )
        ],
    ),
    "braces in braces": (
        "@misc{k, a = {{x} {y {z}} w}}",
        [entry("misc", 1, "k", ("@key", "k", 1), ("a", "{x} {y {z}} w", 1))],
    ),
    "braces deeper than the pattern": (
        "@misc{k, a = {{{{{{{{x}}}}}}}}, b = {y}}",
        [entry("misc", 1, "k", ("@key", "k", 1), ("a", "{{{{{{{x}}}}}}}", 1), ("b", "y", 1))],
    ),
    "quotes in braces": (
        '@misc{k, a = {he said "no"}, b = "{"}x{"}"}',
        [
            entry(
                "misc", 1, "k", ("@key", "k", 1), ("a", 'he said "no"', 1), ("b", '{"}x{"}', 1)
            )
        ],
    ),
    "quotes in quotes": (
        '@misc{k, author = "G\\"odel, Kurt", b = {y}}',
        [
            entry(
                "misc", 1, "k", ("@key", "k", 1), ("author", 'G\\"odel, Kurt', 1), ("b", "y", 1)
            )
        ],
    ),
    "blanks and paragraphs in a value": (
        "@misc{k,\n a = { one\n   two\tthree  \n\n \n four },\n b = {\u00a0x}}",
        [
            entry(
                "misc",
                1,
                "k",
                ("@key", "k", 1),
                ("a", "one two three\n\nfour", 2),
                ("b", "\u00a0x", 7),
            )
        ],
    ),
    "months": (
        '@misc{k, month = jan, month = MAY, month = 1 # "~" # dec, month = "mar"}',
        [
            entry(
                "misc",
                1,
                "k",
                ("@key", "k", 1),
                ("month", "jan", 1),
                ("month", "may", 1),
                ("month", "1~dec", 1),
                ("month", "mar", 1),
            )
        ],
    ),
    "macros": (
        '@string{acm = "ACM " # {Press}}\n@STRING(j={J. }, k = acm)\n'
        '@misc{k, a = ACM, b = J # "of" # {X}, c = k, d = 2nd}',
        [
            raw("@string", 1, '@string{acm = "ACM " # {Press}}'),
            raw("@string", 2, "@STRING(j={J. }, k = acm)"),
            entry(
                "misc",
                3,
                "k",
                ("@key", "k", 3),
                ("a", "ACM Press", 3),
                ("b", "J.ofX", 3),
                ("c", "ACM Press", 3),
                ("d", "2nd", 3),
            ),
        ],
    ),
    "comments in an entry": (
        "@misc{k, % of Knuth\n  a = {x}, % first\n  % b = {y},\n  c = {50% z}\n}",
        [
            entry(
                "misc",
                1,
                "k",
                ("@key", "k", 1),
                ("@text", "% of Knuth", 1),
                ("a", "x", 2),
                ("@text", "% first", 2),
                ("@text", "% b = {y},", 3),
                ("c", "50% z", 4),
            )
        ],
    ),
    "comments": (
        "@comment{a {b} c}\n@Comment one line {\n@comment(x (y) z)\n@book{k}",
        [
            raw("@comment", 1, "@comment{a {b} c}"),
            raw("@comment", 2, "@Comment one line {"),
            raw("@comment", 3, "@comment(x (y) z)"),
            entry("book", 4, "k", ("@key", "k", 4)),
        ],
    ),
    "a comment around entries": (
        "@comment{\n@book{a,\n title = {x}}\n@book{b}\n}\n@book{k}",
        [
            raw("@comment", 1, "@comment{\n@book{a,\n title = {x}}\n@book{b}\n}"),
            entry("book", 6, "k", ("@key", "k", 6)),
        ],
    ),
    "preambles": (
        '@preamble{"\\newcommand{\\x}[1]{#1}" # "y"}\n@Preamble("z")',
        [
            raw("@preamble", 1, '@preamble{"\\newcommand{\\x}[1]{#1}" # "y"}'),
            raw("@preamble", 2, '@Preamble("z")'),
        ],
    ),
    "text between": (
        "% Encoding: UTF-8\n\nmail foo@bar.com (work)\n@book{a}\n\nand @ home\n@book{b} end",
        [
            raw("@text", 1, "% Encoding: UTF-8\n\nmail foo@bar.com (work)"),
            entry("book", 4, "a", ("@key", "a", 4)),
            raw("@text", 6, "and @ home"),
            entry("book", 7, "b", ("@key", "b", 7)),
            raw("@text", 7, "end"),
        ],
    ),
    "an entry commented out": (
        "% @book{a,\n%  title = {x}\n% }\n@book{b}",
        [
            raw("@text", 1, "% @book{a,\n%  title = {x}\n% }"),
            entry("book", 4, "b", ("@key", "b", 4)),
        ],
    ),
    "entries on one line": (
        "@book{a, x = 1}@book{b, x = 2} @book(c, x = 3)",
        [
            entry("book", 1, key, ("@key", key, 1), ("x", value, 1))
            for key, value in (("a", "1"), ("b", "2"), ("c", "3"))
        ],
    ),
    "a value with the head of an entry": (
        "@misc{a, note = {see\n@book{b,\nx = {y}}\n}}\n@book{c}",
        [
            entry("misc", 1, "a", ("@key", "a", 1), ("note", "see @book{b, x = {y}}", 1)),
            entry("book", 5, "c", ("@key", "c", 5)),
        ],
    ),
}


@pytest.mark.parametrize(("text", "records"), SILENT.values(), ids=SILENT)
def test_a_dialect_is_read_without_a_word(text: str, records: list[Record]) -> None:
    assert parsed(text) == (records, [])


NEXT = entry("book", 2, "b", ("@key", "b", 2), ("x", "1", 2))
BROKEN = {
    "no closing brace": ("@misc{a, x = {y}", "@misc a is kept as text: close the { of line 1"),
    "an open value": ("@misc{a, x = {y}, z = {w}", ""),
    "an open brace in a value": ("@misc{a, x = {y {z}}", ""),
    "an open quote": (
        '@misc{a, x = "y, z = {w}}',
        '@misc a is kept as text: close the " of line 1',
    ),
    "a quote closed by the next field's": ('@misc{a, x = "y, z = "w"}', ""),
    "no closing parenthesis": (
        "@misc(a, x = {y}",
        "@misc a is kept as text: close the ( of line 1",
    ),
    "wrong closing delimiter": ("@misc(a, x = {y}}", ""),
}


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_entry_is_kept_and_costs_no_other(text: str, message: str) -> None:
    records, told = parsed(f"{text}\n@book{{b, x = 1}}")
    assert records == [raw("", 1, text, "a"), NEXT]
    assert [d.code for d in told] == ["failed-record"]
    assert told[0].source == Source("a.bib", 1, "bibtex", "a")
    assert message in told[0].message


def test_an_entry_that_begins_inside_another_on_its_line_is_read() -> None:
    records, told = parsed("@misc{a, x = {y}, @book{b, x = {z}}")
    assert records == [
        raw("", 1, "@misc{a, x = {y},", "a"),
        entry("book", 1, "b", ("@key", "b", 1), ("x", "z", 1)),
    ]
    assert [d.code for d in told] == ["failed-record"]


def test_an_open_string_definition_fails_and_an_open_comment_is_one() -> None:
    records, told = parsed("@string{a = {x\n@comment{y\n@book{b}")
    assert [r.kind for r in records] == ["", "@comment", "book"]
    assert [d.code for d in told] == ["failed-record"]


def test_text_that_belongs_to_no_field_is_kept_and_told_once_an_entry() -> None:
    records, told = parsed("@misc{a, x = {y} lost, {words} z = 1}")
    assert records == [
        entry(
            "misc",
            1,
            "a",
            ("@key", "a", 1),
            ("x", "y", 1),
            ("@text", "lost", 1),
            ("@text", "{words}", 1),
            ("z", "1", 1),
        )
    ]
    assert [(d.code, d.field) for d in told] == [("bad-value", "@text")]


def test_words_without_delimiters_are_a_value_and_told() -> None:
    records, told = parsed("@misc{a, date added = 3 May, url = http://x.org/?a=b%20c\n}")
    assert records == [
        entry(
            "misc",
            1,
            "a",
            ("@key", "a", 1),
            ("date added", "3 May", 1),
            ("url", "http://x.org/?a=b%20c", 1),
        )
    ]
    assert [(d.code, d.field) for d in told] == [("bad-value", "date added")]


def test_an_undefined_macro_is_its_name_and_told_once() -> None:
    records, told = parsed("@misc{a, b = Foo, c = foo # bar # foo, d = Foo}")
    assert records[0].fields[1:] == (
        Field("b", "Foo", 1),
        Field("c", "foobarfoo", 1),
        Field("d", "Foo", 1),
    )
    assert [(d.code, d.field) for d in told] == [
        ("undefined-macro", "b"),
        ("undefined-macro", "c"),
        ("undefined-macro", "c"),
    ]


def test_fields_after_an_early_end_are_kept_as_text_and_told() -> None:
    records, told = parsed("@misc{a, x = {y}},\n  z = {w}\n}\n@book{b}")
    assert [r.kind for r in records] == ["misc", "@text", "book"]
    assert records[1] == raw("@text", 2, "z = {w}\n}")
    assert [(d.code, d.source.line) for d in told] == [("unread-line", 2)]


def test_macros_that_double_each_other_stop_at_a_limit() -> None:
    bomb = '@string{a0 = "lol"}\n' + "".join(
        f"@string{{a{i + 1} = {' # '.join([f'a{i}'] * 10)}}}\n" for i in range(12)
    )
    records, told = parsed(bomb + "@misc{k, a = a12 # a12, b = a2}")
    assert max(len(str(f.value)) for f in records[-1].fields) <= LONGEST_VALUE
    assert records[-1].fields[-1].value == "lol" * 100
    assert {d.code for d in told} == {"bad-value"}


@pytest.mark.parametrize("value", ["s", "S", "s # {}", "s # s"])
def test_what_all_uses_of_a_big_macro_make_stays_in_proportion(value: str) -> None:
    text = "@string{s = {" + "x" * 100_000 + "}}" + f"@a{{k, x = {value}}}" * 900
    records, told = parsed(text)
    made = sum(len(str(field.value)) for record in records for field in record.fields)
    assert made < 150 * len(text)
    assert told[-1].code == "bad-value"
    assert records[-1].fields[-1].value == value


def test_a_big_macro_used_often_stops_at_a_limit() -> None:
    text = "@string{a = {" + "x" * 90_000 + "}}\n" + "@misc{k, b = a # a}\n" * 10_000
    records, told = parsed(text)
    assert sum(len(str(f.value)) for r in records for f in r.fields) < 100 * len(text)
    assert records[1].fields[-1].value == "x" * 180_000
    assert records[-1].fields[-1].value == "a # a"
    assert {d.code for d in told} == {"bad-value"}


PIECES = st.sampled_from(
    [
        *'@{}()",=#%\n\\ ',
        *("@article{", "@book(", "@string{", "@comment{", "@comment", "@preamble{", "\n@misc{"),
        *("key,", "title=", "author={", ' = "', " = {", "},\n ", '",\n ', '{\\"', "\n\n"),
        *("1999", "jan", "x@y.z", "\u00a0", "\u2028", "\t", "\x0c", "\x00", "é"),
    ]
)


@given(st.lists(PIECES | st.integers(0, 99), max_size=60))
def test_no_word_of_any_text_is_lost(pieces: list[str | int]) -> None:
    text = "".join(
        f" w{i}w{piece} " if isinstance(piece, int) else piece for i, piece in enumerate(pieces)
    )
    records, _ = parsed(text)
    kept = " ".join(f"{r.kind} {f.tag} {f.value}" for r in records for f in r.fields)
    kept += " ".join(r.kind for r in records)
    assert [word for word in re.findall(r"w\d+w\d+", text) if word not in kept] == []


@given(st.text(max_size=200) | st.text(alphabet='@ab{}()",=#%\n \\', max_size=200))
def test_any_text_is_parsed(text: str) -> None:
    records, _ = parsed(text)
    assert [r.source.line for r in records] == sorted(r.source.line for r in records)
    for record in records:
        for field in record.fields:
            assert 1 <= record.source.line <= field.line <= text.count("\n") + 1


@given(st.text(alphabet='@ab{}()",=#%\n \\', max_size=60))
def test_a_text_before_an_entry_on_its_own_line_does_not_change_it(text: str) -> None:
    good = "@book{zzz, title = {A {B}}, year = 2000}\n"
    records, _ = parsed(good + text)
    assert records[0] == parsed(good)[0][0]


HOSTILE = {
    "open braces": "@a{" + "{" * 1_000_000,
    "nested braces": "@a{k, x = " + "{" * 1_000_000 + "}" * 1_000_000 + "}",
    "open entries": "@a{k, x = {\n" * 20_000,
    "open entries, closed at the end": "@a{k, x = {\n" * 20_000 + "}" * 40_000,
    "open quotes, closed at the end": '@a{k, x = "\n' * 20_000 + "}" * 20_000,
    "entries on one line": "@a{k, x = {y}}" * 20_000,
    "commented heads": "% @a{ @b{ " * 100_000,
    "indented entries": "  @a{k, x = {y}}\n" * 20_000,
    "indented deep entries": "  @a{k, x = {{{{{{{{y}}}}}}}}}\n" * 20_000,
    "blanks": "@a{k, x = {y}" + " " * 2_000_000,
    "blank lines": "x" + "\n" * 1_000_000 + "x = \n" + "\n" * 1_000_000 + "@",
    "blanks and quotes": '@a{k, x = "' + '" ' * 100_000 + "}",
    "signs": "@" * 200_000,
    "pairs": "@a{k, " + "{}" * 100_000 + "}",
    "concatenation": "@a{k, x = " + "a # " * 100_000 + "}",
    "words": "@a{" + "word " * 100_000,
    "a big macro": "@string{a = {" + "x" * 1_000_000 + "}}" + "@a{k, x = a}" * 100_000,
    "parentheses": "@a(" + "(" * 200_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_time_is_in_proportion_to_a_hostile_text(text: str) -> None:
    start = time.process_time()
    for _ in bibtex.parse(Input(text), {}, lambda _: None):
        pass
    assert time.process_time() - start < 10


@pytest.mark.skipif(not CONFORMANCE.is_dir(), reason="the conformance folder is absent")
def test_foreign_files_lose_no_word() -> None:
    paths = sorted(CONFORMANCE.glob("*/*.bib"))
    if not paths:
        pytest.skip("the conformance folder is absent")
    lost = {}
    for path in paths:
        source = open_input(path, lambda _: None)
        records = list(bibtex.parse(source, {}, lambda _: None))
        kept = {
            word
            for record in records
            for text in (record.kind, *(f"{f.tag} {f.value}" for f in record.fields))
            for word in words(text)
        }
        everything = "\0".join(kept)
        missing = {w for w in words(source.text) - kept if w not in everything}
        if missing:
            lost[path.name] = missing
    assert lost == {}


def words(text: str) -> set[str]:
    return set(re.findall(r'[^\s{}"#=,()@]+', text.lower()))


@given(st.data())
def test_a_text_in_pieces_is_read_as_one(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(PIECEMEAL))
    lines = text.splitlines(keepends=True)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(lines)))) | {0, len(lines)})
    pieces = ["".join(lines[a:b]) for a, b in pairwise(cuts)]
    told: list[Diagnostic] = []
    records = list(bibtex.parse(Input(lambda: iter(pieces), "a.bib"), {}, told.append))
    assert (records, told) == parsed(text)


PIECEMEAL = [
    "@article{a,\n  title = {A\n@article{no, title={x}}\nB},\n}\n\n@book{b, title={C}}\n",
    "% x\njunk\n@string{s = {S}}\n@misc{a,\n title = s # {\n} # s,\n year = 1\n}\ntail\n",
    "@article{a,\n title = {open,\n\n@article{b,\n title = {B}\n}\n@comment{\n\nx}\n",
    'mail ada@\narticle{x}\n@comment y\n@book(c,\n title = "Q\n@z"\n)\n@preamble{"\n"}\n',
    "@article{a, title={A}}\n}\n year = 3,\n@article{b\n,\n title={{B}\n}}\n@misc{c",
]
