"""Dates in words, as programs without an own form write them."""

import pytest

from bibkit.codecs.medline import decode_medline_date, encode_medline_date
from bibkit.codecs.plaindates import decode_plain, encode_plain
from bibkit.model import Date

DATES = {
    "2001-02-03": Date(2001, 2, 3),
    "Spring 2001": Date(2001, season=1),
    "Winter 0850": Date(850, season=4),
    "2001-21~": Date(2001, season=1, circa=True),
    "in the year of the comet": Date(literal="in the year of the comet"),
}


@pytest.mark.parametrize(("text", "date"), DATES.items())
def test_a_date_in_words_comes_back(text: str, date: Date) -> None:
    assert encode_plain(date) == text
    assert decode_plain(text) == date


def test_a_season_of_an_early_year_comes_back_from_medline() -> None:
    assert encode_medline_date(Date(850, season=4)) == "0850 Winter"
    assert decode_medline_date("0850 Winter") == Date(850, season=4)
