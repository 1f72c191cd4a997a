"""Tagged lines, well and badly formed: no line is lost and nothing stops the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit import registry
from bibkit.diagnostics import Diagnostic
from bibkit.inputs import Input, decode
from bibkit.model import Field, Record, Source

RIS = registry.find("ris")
Fields = tuple[tuple[str, str, int], ...]


def parsed(text: str) -> tuple[list[Record], list[str]]:
    told: list[Diagnostic] = []
    records = list(RIS.parse(Input(text, "x.ris"), told.append))
    return records, [str(each) for each in told]


def record(kind: str, line: int, *fields: tuple[str, str, int]) -> Record:
    return Record(kind, tuple(Field(*field) for field in fields), Source("x.ris", line))


TITLE = ("TI", "A", 2)
WELL_FORMED = {
    "two blanks before the dash": ("TY  - JOUR\nTI  - A\nER  - \n", (TITLE,)),
    "one blank before the dash": ("TY - JOUR\nTI - A\nER - \n", (TITLE,)),
    "lower-case tags": ("ty  - JOUR\nti  - A\ner  - \n", (TITLE,)),
    "no end": ("TY  - JOUR\nTI  - A", (TITLE,)),
    "no blank behind the end's dash": ("TY  - JOUR\nTI  - A\nER  -\n", (TITLE,)),
    "an empty field": ("TY  - JOUR\nKW  - \nTI  - A\n", (("KW", "", 2), ("TI", "A", 3))),
    "an empty field without its last blank": (
        "TY  - JOUR\nKW  -\nTI  - A\n",
        (("KW", "", 2), ("TI", "A", 3)),
    ),
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
    text = "Provider: X\n\nContent: text\n\nTY  - JOUR\nTI  - A\nER  - \n\n  more\n"
    records, told = parsed(text)
    assert records == [
        record("", 1, ("@raw", "Provider: X\n\nContent: text", 1)),
        record("JOUR", 5, ("TI", "A", 6)),
        record("", 9, ("@raw", "  more", 9)),
    ]
    assert told == [
        "x.ris:1: error: 'Provider: X' stands outside of any record [failed-record]",
        "x.ris:9: error: 'more' stands outside of any record [failed-record]",
    ]


def test_an_empty_text_has_no_records() -> None:
    assert parsed("\n \n") == ([], [])


TEXTS = st.lists(
    st.sampled_from(["TY  - JOUR", "ER  - ", "TI  - A", "AU  -", "ab  - x", "", " y", "ZZ-"])
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=8)
).map("\n".join)


@given(TEXTS)
def test_any_text_parses_and_no_line_is_lost(text: str) -> None:
    records, _ = parsed(text)
    kept = "\n".join(f"{record.kind}\n{record.fields}" for record in records)
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
