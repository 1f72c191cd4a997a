"""Dates as JabRef and edtf.js read them, but for the differences listed."""

import json
from collections.abc import Iterator
from typing import Any

from bibkit import dates
from bibkit.model import Date
from tests.conftest import shared

DIFFERENT_FROM_JABREF = {"a year of two digits is not guessed": {"0013"}}

BEYOND_LEVEL_1 = {
    "level 2: marks on parts of a date": {"0129", "0130", "0131", "0168"},
    "level 2: unspecified digits that are not the last": {
        "0137", "0139", "0140", "0141", "0143", "0146",
    },
    "level 2: significant digits": {"0149", "0150", "0151"},
    "level 2: quarters, quadrimesters and semesters": {"0152", "0153", "0154"},
    "level 2: sets": {"0174", "0175", "0176", "0177", "0178", "0179", "0180", "0181"},
}  # fmt: skip
"""What the model has no place for: refused as EDTF, and kept as words."""

DIFFERENT_FROM_EDTF_JS = BEYOND_LEVEL_1 | {
    "ISO 8601-1's centuries and decades of two and three digits, which EDTF leaves out": {
        "0078", "0079", "0080", "0155", "0156", "0157", "0158", "0159", "0160", "0162", "0163",
        "0164", "0165", "0166", "0167",
    },
    "a range needs a date on one side": {"0118", "0119"},
    "seasons may bound a range, as journals have them": {"0182"},
}  # fmt: skip


def cases(corpus: str) -> Iterator[tuple[str, str, Any]]:
    for path in sorted(shared("conformance", corpus).glob("*.expected.json")):
        case = path.name.partition(".")[0]
        text = path.with_name(f"{case}.input.txt").read_text("utf-8")
        yield case, text, json.loads(path.read_text("utf-8"))["native"]


def parts(date: Date) -> list[int]:
    season = date.season and date.season + 20
    return [part for part in (date.year, date.month or season, date.day) if part is not None]


def test_jabref_reads_dates_alike_but_for_the_differences_listed() -> None:
    failed = set()
    for case, text, expected in cases("jabref-dates"):
        date = dates.parse_words(text)
        if [parts(end) for end in (date, date.end) if end] != expected:
            failed.add(case)
    assert failed == set().union(*DIFFERENT_FROM_JABREF.values())


def test_edtf_js_reads_edtf_alike_but_for_the_differences_listed() -> None:
    failed = set()
    for case, text, (verdict, values) in cases("edtfjs"):
        try:
            date = dates.parse_edtf(text)
        except ValueError:
            if verdict != "be.rejected":
                failed.add(case)
            continue
        expected = json.loads(values)[:3] if verdict == "produce" else parts(date)
        if verdict == "produce" and (unknown := text.count("-XX")):
            del expected[-unknown:]  # edtf.js has the first month or day there, here is none
        if verdict == "produce" and len(expected) > 1 and expected[1] < 12:
            expected[1] += 1  # JavaScript counts months from 0
        if verdict == "be.rejected" or parts(date) != expected:
            failed.add(case)
    assert failed == set().union(*DIFFERENT_FROM_EDTF_JS.values())


def test_edtf_beyond_level_1_is_kept_as_words() -> None:
    beyond = set().union(*BEYOND_LEVEL_1.values())
    for case, text, _ in cases("edtfjs"):
        if case in beyond:
            date = dates.parse_words(text)
            assert date == Date(literal=text)
            assert dates.parse_bibtex(*dates.format_bibtex(date)) == date
            assert dates.parse_ris(dates.format_ris(date)) == date
            assert dates.parse_csl(dates.format_csl(date)) == date
