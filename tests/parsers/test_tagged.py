"""Tagged lines, well and badly formed: no line is lost and nothing stops the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit import registry
from bibkit.diagnostics import Diagnostic
from bibkit.inputs import Input, decode
from bibkit.model import Field, Record, Source
from bibkit.parsers import tagged

RIS = registry.find("ris")
Fields = tuple[tuple[str, str, int], ...]


def parsed(text: str) -> tuple[list[Record], list[str]]:
    told: list[Diagnostic] = []
    records = list(RIS.parse(Input(text, "x.ris"), told.append))
    return records, [str(each) for each in told]


def record(kind: str, line: int, *fields: tuple[str, str, int]) -> Record:
    return Record(kind, tuple(Field(*field) for field in fields), Source("x.ris", line, "ris"))


TITLE = ("TI", "A", 2)
WELL_FORMED = {
    "two blanks before the dash": ("TY  - JOUR\nTI  - A\nER  - \n", (TITLE,)),
    "one blank before the dash": ("TY - JOUR\nTI - A\nER - \n", (TITLE,)),
    "lower-case tags": ("ty  - JOUR\nti  - A\ner  - \n", (TITLE,)),
    "no end": ("TY  - JOUR\nTI  - A", (TITLE,)),
    "no blank behind the end's dash": ("TY  - JOUR\nTI  - A\nER  -\n", (TITLE,)),
    "an empty field": ("TY  - JOUR\nTI  - A\nKW  - \n", (TITLE,)),
    "an empty field without its last blank": ("TY  - JOUR\nTI  - A\nKW  -\n", (TITLE,)),
    "an empty field before another": (
        "TY  - JOUR\nTI  - A\nPB  -\nPB  - B\n",
        (TITLE, ("PB", "B", 4)),
    ),
    "no blank behind the dash": ("TY  -JOUR\nTI  -A\nER  -\n", (TITLE,)),
    "blanks around a value": ("TY  - JOUR\nTI  -    A  \n", (TITLE,)),
    "blank lines between fields": (
        "TY  - JOUR\n\nTI  - A\n\n\nAU  - B\n",
        (("TI", "A", 3), ("AU", "B", 6)),
    ),
    "a repeated field": ("TY  - JOUR\nTI  - A\nTI  - B\n", (TITLE, ("TI", "B", 3))),
    "a value that goes on": (
        "TY  - JOUR\nAB  - One\n  two\nthree\n",
        (("AB", "One\ntwo\nthree", 2),),
    ),
    "a value that begins on the next line": (
        "TY  - JOUR\nAB  - \nOne\n",
        (("AB", "One", 2),),
    ),
    "a paragraph": ("TY  - JOUR\nAB  - One\n\nTwo\n\nER  - ", (("AB", "One\n\nTwo", 2),)),
    "a dash that is no tag's": ("TY  - JOUR\nTI  - A\n- B\n", (("TI", "A\n- B", 2),)),
    "text before the first field": (
        "TY  - JOUR\nwhat\nis this\nTI  - A\n",
        (("@text", "what\nis this", 2), ("TI", "A", 4)),
    ),
}


@pytest.mark.parametrize(("text", "fields"), WELL_FORMED.values(), ids=WELL_FORMED.keys())
def test_a_record_has_its_fields_in_order(text: str, fields: Fields) -> None:
    assert parsed(text) == ([record("JOUR", 1, *fields)], [])


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_do_not_matter(end: str) -> None:
    text = decode(f"TY  - JOUR{end}TI  - A{end}ER  - {end}".encode(), "x.ris", print)
    assert parsed(text) == ([record("JOUR", 1, TITLE)], [])


def test_a_kind_begins_the_next_record_where_an_end_is_missing() -> None:
    records, told = parsed("TY  - JOUR\nTI  - A\nTY  - BOOK\nTI  - B\nER  - ")
    assert records == [record("JOUR", 1, TITLE), record("BOOK", 3, ("TI", "B", 4))]
    assert told == []


def test_text_outside_of_records_is_kept_as_it_stands_and_told() -> None:
    text = "What is\n\nthis\n\nTY  - JOUR\nTI  - A\nER  - \n\n  more\n"
    records, told = parsed(text)
    assert records == [
        record("", 1, ("@raw", "What is\n\nthis", 1)),
        record("JOUR", 5, ("TI", "A", 6)),
        record("", 9, ("@raw", "  more", 9)),
    ]
    assert told == [
        "x.ris:1: error: 'What is' stands outside of any record [failed-record]",
        "x.ris:9: error: 'more' stands outside of any record [failed-record]",
    ]


OUTSIDE = [
    "1.",
    "[12]",
    "Record #1 of 2",
    "Provider: American Chemical Society",
    'Content: text/plain; charset="UTF-8"',
    "Database: Academic Search",
    "EXPORT DATE: 01 March 2020",
    "Scopus",
    "----------",
]


@pytest.mark.parametrize("line", OUTSIDE)
def test_what_programs_write_around_records_is_told_and_no_record(line: str) -> None:
    records, told = parsed(f"{line}\nTY  - JOUR\nTI  - A\nER  - \n")
    assert records == [record("JOUR", 2, ("TI", "A", 3))]
    assert told == [f"x.ris:1: warning: {line!r} belongs to no record [unread-line]"]


WRAPPED = {
    "broken at a width": (
        "AB  - The objective of this work was to develop solid dosage forms by the\n"
        "      use of powders that hold inclusion complexes, and to see whether the\n"
        "      tablets dissolve. The pellets did.\n",
        "The objective of this work was to develop solid dosage forms by the use of powders "
        "that hold inclusion complexes, and to see whether the tablets dissolve. The pellets "
        "did.",
    ),
    "broken at a width, in paragraphs": (
        "AB  - The objective of this work was to develop solid dosage forms by the\n"
        "use of powders that hold inclusion complexes.\n"
        "\n"
        "The pellets dissolved within a quarter of an hour, and the tablets did\n"
        "not.\n",
        "The objective of this work was to develop solid dosage forms by the use of powders "
        "that hold inclusion complexes.\n\nThe pellets dissolved within a quarter of an hour, "
        "and the tablets did not.",
    ),
    "paragraphs as wide as a broken line": (
        "AB  - Background: nobody knows how a dosage form dissolves in cold water.\n"
        "Methods: we looked at the tablets and pellets for a whole long night.\n"
        "Results: they dissolve.\n",
        "Background: nobody knows how a dosage form dissolves in cold water.\n"
        "Methods: we looked at the tablets and pellets for a whole long night.\n"
        "Results: they dissolve.",
    ),
    "wide paragraphs": (
        f"AB  - {'word ' * 30}\n{'word ' * 30}\n",
        f"{'word ' * 29}word\n{'word ' * 29}word",
    ),
    "a list": (
        "N1  - The things that we looked at, one by one, in the order of their names\n"
        "* tablets\n* pellets\n",
        "The things that we looked at, one by one, in the order of their names\n"
        "* tablets\n* pellets",
    ),
    "short lines": ("AB  - One\ntwo\nthree\n", "One\ntwo\nthree"),
}


@pytest.mark.parametrize(("lines", "value"), WRAPPED.values(), ids=WRAPPED.keys())
def test_lines_that_a_program_broke_are_joined(lines: str, value: str) -> None:
    ((only,), told) = parsed(f"TY  - JOUR\n{lines}ER  - \n")
    assert ([field.value for field in only.fields], told) == ([value], [])


@given(st.lists(st.text("ab .", max_size=60).map(str.strip), min_size=1, max_size=5))
def test_lines_that_we_write_are_never_joined(lines: list[str]) -> None:
    value = "\n".join(["x", *lines, "x"])
    text = "".join(RIS.export([record("JOUR", 1, ("AB", value, 2))])).replace("\r\n", "\n")
    assert parsed(text) == ([record("JOUR", 1, ("AB", value, 2))], [])


def test_the_authors_of_an_edited_book_are_its_editors() -> None:
    records, _ = parsed("TY  - EDBOOK\nAU  - A, B\nA4  - C, D\nER  - \n")
    assert records == [record("EDBOOK", 1, ("ED", "A, B", 2), ("A4", "C, D", 3))]


def test_an_empty_text_has_no_records() -> None:
    assert parsed("\n \n") == ([], [])


TEXTS = st.lists(
    st.sampled_from(["TY  - JOUR", "ER  - ", "TI  - A", "AU  -", "ab  - x", "", " y", "ZZ-"])
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=8)
).map("\n".join)


@given(TEXTS)
def test_any_text_parses_and_no_line_is_lost(text: str) -> None:
    records, told = parsed(text)
    kept = "\n".join([*(f"{record.kind}\n{record.fields}" for record in records), *told])
    kept = kept.replace("\\'", "'")  # as repr writes a text with both quotation marks
    for line in text.split("\n"):
        words = line.partition("-")[2] if line[2:5].strip(" ") == "-" else line
        if words.strip() and not line.upper().startswith("ER"):
            assert repr(words.strip())[1:-1] in kept or words.strip() in kept


@given(TEXTS)
def test_the_second_round_changes_nothing(text: str) -> None:
    once = "".join(RIS.export(parsed(text)[0]))
    back = once.replace("\r\n", "\n")
    assert "".join(RIS.export(parsed(back)[0])) == once


@pytest.mark.parametrize("line", ["AU  - Mallory", "ER  - ", "TY  - BOOK", "ti - A"])
def test_a_line_within_a_value_is_never_taken_for_a_field(line: str) -> None:
    written = [record("JOUR", 1, ("AB", f"One\n{line}\nthree", 2))]
    text = decode("".join(RIS.export(written)).encode(), "x.ris", print)
    assert parsed(text) == ([record("JOUR", 1, ("AB", f"One\n{line.strip()}\nthree", 2))], [])


def test_a_value_of_many_lines_is_read_in_time() -> None:
    text = "TY  - JOUR\nAB  - x\n" + "word\n" * 200_000
    (only,), _ = parsed(text)
    assert len(str(only.fields[0].value)) == 5 * 200_000 + 1


@given(TEXTS, st.integers(0, 12))
def test_where_the_text_is_cut_into_chunks_does_not_matter(text: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tagged, "_CHUNK", size)
        cut = parsed(text)
    assert cut == parsed(text)


def test_a_record_is_given_before_the_next_is_read() -> None:
    record = "TY  - JOUR\nTI  - A\nER  - \n\n"
    told: list[Diagnostic] = []
    records = RIS.parse(Input(f"{record * 5000}stray\n", "x.ris"), told.append)
    assert next(records).fields == (Field("TI", "A", 2),)
    assert sum(1 for _ in records) == 5000
    assert len(told) == 1
