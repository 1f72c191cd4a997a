"""Pages are normalized, written for BibTeX and split for RIS, and come back each time."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit import pages
from bibkit.codecs.tex_dates import decode_tex_pages, encode_tex_pages

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "conformance" / "jabref-pages"

DIFFERENT = {
    "words are no range": {"0015"},
    "braces around a letter vanish as those around a number do": {"0019"},
    "'pages' is a label as 'pp.' is": {"0016"},
    "a range without its first page is kept as it is": {"0017"},
}

PAGE = st.one_of(
    st.integers(1, 99999).map(str),
    st.builds("{}{}".format, st.sampled_from(["e", "S", "L", "R", "A"]), st.integers(1, 999)),
    st.builds("{}:{}".format, st.integers(1, 99), st.integers(1, 99)),
    st.sampled_from(["iv", "XII", "12a", "7+", "A-1", "B-12"]),
)
RANGES = st.lists(
    st.one_of(PAGE, st.builds("{}--{}".format, PAGE, PAGE)), min_size=1, max_size=3
).map(", ".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", "1"),
        ("1-9", "1-9"),
        ("1–9", "1-9"),
        ("1—9", "1-9"),
        ("1---9", "1-9"),
        (" 1 -- 9 ", "1-9"),
        ("pp. 1-9", "1-9"),
        ("pp.50", "50"),
        ("p. 7", "7"),
        ("Pages: 3–5", "3-5"),
        ("12+", "12+"),
        ("e1392", "e1392"),
        ("S12-S20", "S12-S20"),
        ("iv-xii", "iv-xii"),
        ("737-46", "737-46"),
        ("4:1-4:10", "4:1-4:10"),
        ("4:1--4:10", "4:1-4:10"),
        ("1--9, 12", "1-9, 12"),
        ("1-9;12", "1-9, 12"),
        ("1,2,3", "1,2,3"),
        ("1 , 3", "1, 3"),
        ("1,234--1,240", "1,234-1,240"),
        ("A-1--A-9", "A-1–A-9"),
        ("12-", "12-"),
        ("some-text", "some-text"),
        (" in press ", "in press"),
        ("pp. to appear", "pp. to appear"),
        ("", ""),
    ],
)
def test_pages_have_one_form_and_other_text_is_only_stripped(text: str, expected: str) -> None:
    assert pages.normalize(text) == expected


@pytest.mark.parametrize(
    ("page", "ends"),
    [
        ("1-9", ("1", "9")),
        ("7", ("7", "")),
        ("737-46", ("737", "46")),
        ("A-1–A-9", ("A-1", "A-9")),
        ("1-2–1-9", ("1-2–1-9", "")),
        ("1-9, 12", ("1-9, 12", "")),
        ("in press", ("in press", "")),
    ],
)
def test_only_one_plain_range_has_a_first_and_a_last_page(
    page: str, ends: tuple[str, str]
) -> None:
    assert pages.first_last(page) == ends
    assert pages.join(*ends) == page


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("12-15", "15", "12-15"),
        ("12", "12-15", "12-15"),
        ("12-", "15", "12-15"),
        ("12", "-15", "12-15"),
        ("12", "+", "12+"),
        ("", "15", "15"),
        ("12-15", "", "12-15"),
    ],
)
def test_a_range_that_stands_whole_in_one_field_is_not_doubled(
    first: str, last: str, expected: str
) -> None:
    assert pages.join(first, last) == expected


@given(RANGES)
def test_canonical_pages_come_back_from_bibtex_and_from_ris(text: str) -> None:
    page = pages.normalize(text)
    assert pages.normalize(page) == page
    assert pages.normalize(pages.bibtex(page)) == page
    assert pages.join(*pages.first_last(page)) == page


@given(st.text(alphabet="pP.0123456789-–—,;: +aivx", max_size=20) | st.text(max_size=30))
def test_any_text_has_a_canonical_form_that_comes_back(text: str) -> None:
    page = pages.normalize(text)
    assert pages.normalize(page) == page
    assert pages.normalize(pages.bibtex(page)) == page
    assert pages.join(*pages.first_last(page)) == page


@pytest.mark.parametrize(
    "text", [" " * 100_000 + "x", "1-" * 100_000, "i" * 100_000, "1," * 50_000]
)
def test_a_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    assert pages.normalize(text)


def test_jabref_normalizes_pages_alike_but_for_the_differences_listed() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the conformance folder is absent")
    failed = set()
    for path in sorted(CORPUS.glob("*.expected.json")):
        case = path.name.partition(".")[0]
        text = path.with_name(f"{case}.input.txt").read_text("utf-8")
        expected = json.loads(path.read_text("utf-8"))["native"]
        if encode_tex_pages(decode_tex_pages(text)) != expected:
            failed.add(case)
    assert failed == set().union(*DIFFERENT.values())
