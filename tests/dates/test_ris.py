"""Dates of RIS, as they are read and written."""

import pytest
from hypothesis import given

from bibkit import dates
from bibkit.model import Date
from tests.dates.drawn import ANY_DATE, NEAR_DATE


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2023/08/27/", "2023-08-27"),
        ("2023/08/27", "2023-08-27"),
        ("2023/08//", "2023-08"),
        ("2023///", "2023"),
        ("2023//", "2023"),
        ("2023", "2023"),
        ("2023-08-27", "2023-08-27"),
        ("2020/11//Nov/Dec2020", "2020-11/2020-12"),
        ("2017/04/07/online", "2017-04-07"),
        ("2004///Spring", "2004-21"),
        ("2004/21//", "2004-21"),
        ("2004/05//2004", "2004-05"),
        ("May 2003", "2003-05"),
        ("///2014/..", "2014/.."),
    ],
)
def test_a_ris_date_is_read(text: str, edtf: str) -> None:
    assert dates.format_edtf(dates.parse_ris(text)) == edtf


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0000", "no year"),
        ("0000///", "no year"),
        ("///", "no year"),
        ("2004/13//", "month 13"),
    ],
)
def test_a_ris_date_without_a_year_or_with_a_wrong_month_is_refused(
    text: str, told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        dates.parse_ris(text)


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (Date(2023, 8, 27), "2023/08/27/"),
        (Date(2023, 8), "2023/08//"),
        (Date(2023), "2023///"),
        (Date(2004, season=1), "2004///Spring"),
        (Date(2014, open_end=True), "2014///2014/.."),
        (Date(open_start=True, end=Date(1997)), "1997///../1997"),
        (Date(2020, 11, end=Date(2020, 12)), "2020/11//2020-11/2020-12"),
        (Date(-43), "///-0043"),
        (Date(literal="in press"), "///in press"),
    ],
)
def test_a_date_is_written_for_ris(date: Date, text: str) -> None:
    assert dates.format_ris(date) == text
    assert dates.parse_ris(text) == date


@given(ANY_DATE | NEAR_DATE)
def test_a_date_comes_back_from_ris(date: Date) -> None:
    assert dates.parse_ris(dates.format_ris(date)) == date
