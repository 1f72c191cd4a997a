"""Dates are read as EDTF, words and BibTeX, and come back from each."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit import dates
from bibkit.model import Date
from tests.dates.drawn import ANY_DATE, NEAR_DATE

# EDTF


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2004", Date(2004)),
        ("2004-06", Date(2004, 6)),
        ("2004-02-29", Date(2004, 2, 29)),
        ("0000", Date(0)),
        ("-0043-03-15", Date(-43, 3, 15)),
        ("Y170002", Date(170002)),
        ("Y-170002", Date(-170002)),
        ("2004-06~", Date(2004, 6, circa=True)),
        ("2004?", Date(2004, uncertain=True)),
        ("2004%", Date(2004, circa=True, uncertain=True)),
        ("19XX", Date(1900, unspecified=2)),
        ("199X", Date(1990, unspecified=1)),
        ("2001-21", Date(2001, season=1)),
        ("2001-24?", Date(2001, season=4, uncertain=True)),
        ("1999/2001-05", Date(1999, end=Date(2001, 5))),
        ("1999~/2001?", Date(1999, circa=True, end=Date(2001, uncertain=True))),
        ("2014/..", Date(2014, open_end=True)),
        ("../1997", Date(open_start=True, end=Date(1997))),
    ],
)
def test_edtf_is_read_and_written(text: str, date: Date) -> None:
    assert dates.parse_edtf(text) == date
    assert dates.format_edtf(date) == text


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2004-01-05T10:00:00Z", Date(2004, 1, 5)),
        ("2004-01-05T23:59:59.5+02:30", Date(2004, 1, 5)),
        ("2014/", Date(2014, open_end=True)),
        ("/1997", Date(open_start=True, end=Date(1997))),
        ("199u", Date(1990, unspecified=1)),
        ("2004-XX", Date(2004)),
        ("2004-06-XX", Date(2004, 6)),
        (" 2004 ", Date(2004)),
        ("?2004", Date(2004, uncertain=True)),
        ("%2004", Date(2004, circa=True, uncertain=True)),
        ("Y17E7", Date(170_000_000)),
        ("Y-17E3", Date(-17_000)),
    ],
)
def test_other_spellings_of_edtf_are_read(text: str, date: Date) -> None:
    assert dates.parse_edtf(text) == date


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no date of EDTF"),
        ("May 2004", "no date of EDTF"),
        ("2004-13", "no month 13"),
        ("2004-02-30", "no day 30"),
        ("2004-21-05", "a season has no day"),
        ("-0000", "no year -0000"),
        ("12345", "no date of EDTF"),
        ("Y9999", "no date of EDTF"),
        ("2004-01-05T25:00:00", "no time"),
        ("2004-XX-05", "a day without its month"),
        ("../..", "a range without any date"),
        ("2004/2005/2006", "no date of EDTF"),
        ("[1667, 1668]", "no date of EDTF"),
        ("?2004?", "no date of EDTF"),
        ("?2004-05", "no date of EDTF"),
        ("Y1E1", "has no Y"),
        ("2004-00", "no month 0"),
        ("1950S2", "no date of EDTF"),
        ("2001-33", "no month 33"),
    ],
)
def test_what_is_no_edtf_is_refused_with_the_reason(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        dates.parse_edtf(text)


def test_words_are_not_written_as_edtf() -> None:
    with pytest.raises(ValueError, match="in press"):
        dates.format_edtf(Date(literal="in press"))


@given(ANY_DATE)
def test_a_date_comes_back_from_edtf(date: Date) -> None:
    assert dates.parse_edtf(dates.format_edtf(date)) == date


# Letters


LETTERS = {
    "1992a": "a",
    "1992A": "A",
    "1992s": "s",
    "[1992b]": "b",
    "c. 1992c?": "c",
    "1992": "",
    "1990s": "",
    "1992ab": "",
    "1992-a": "",
    "11992a": "",
    "2001T12": "",
    "12 May 1992a": "",
    "": "",
}


@pytest.mark.parametrize(("text", "letter"), LETTERS.items())
def test_a_letter_behind_a_year_is_told_from_other_letters(text: str, letter: str) -> None:
    assert dates.year_letter(text) == letter


# Words


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2001", "2001"),
        ("2001a", "2001"),
        ("[1970]", "1970"),
        ("c1999", "1999"),
        ("© 1999", "1999"),
        ("c. 1850", "1850~"),
        ("ca. 1850", "1850~"),
        ("circa 1850", "1850~"),
        ("1850?", "1850?"),
        ("[ca. 1850?]", "1850%"),
        ("30 BC", "-0029"),
        ("5 AD", "0005"),
        ("1990s", "199X"),
        ("Aug 27, 2023", "2023-08-27"),
        ("27 August 2023", "2023-08-27"),
        ("Monday, 27th of August 2023", "2023-08-27"),
        ("August 2023", "2023-08"),
        ("Sept. 2003", "2003-09"),
        ("2004 Nov 3", "2004-11-03"),
        ("12-Jan-2004", "2004-01-12"),
        ("2023-08-27", "2023-08-27"),
        ("2023/08/27", "2023-08-27"),
        ("2023-08-27 10:00", "2023-08-27"),
        ("27.8.2023", "2023-08-27"),
        ("27/08/2023", "2023-08-27"),
        ("08/27/2023", "2023-08-27"),
        ("08/08/2023", "2023-08-08"),
        ("08/2023", "2023-08"),
        ("20230827", "2023-08-27"),
        ("4. Juli 1999", "1999-07-04"),
        ("März 1999", "1999-03"),
        ("1er janvier 2020", "2020-01-01"),
        ("déc. 2001", "2001-12"),
        ("27 de agosto de 2023", "2023-08-27"),
        ("3 settembre 1999", "1999-09-03"),
        ("10 de março de 1999", "1999-03-10"),
        ("mei 1999", "1999-05"),
        ("Spring 2004", "2004-21"),
        ("Herbst 2004", "2004-23"),
        ("2001--2003", "2001/2003"),
        ("1999/2000", "1999/2000"),
        ("1999-2001", "1999/2001"),
        ("1999–2001", "1999/2001"),
        ("1998-99", "1998/1999"),
        ("2020-21", "2020/2021"),
        ("2004 Nov-Dec", "2004-11/2004-12"),
        ("2003 Dec-2004 Jan", "2003-12/2004-01"),
        ("Nov/Dec 2020", "2020-11/2020-12"),
        ("12-15 March 2004", "2004-03-12/2004-03-15"),
        ("March 12–15, 2004", "2004-03-12/2004-03-15"),
        ("March 30 to April 2, 2004", "2004-03-30/2004-04-02"),
        ("Spring/Summer 2004", "2004-21/2004-22"),
        ("2015-01-15/2015-02-25", "2015-01-15/2015-02-25"),
        ("2014-", "2014/.."),
        ("1999/00", "1999/2000"),
        ("2004--05", "2004/2005"),
        ("2004–05", "2004/2005"),
        ("2015/11", "2015-11"),
        ("2019-25", "2019/2025"),
        ("1992A", "1992"),
        ("ca1850", "1850~"),
        ("about 1850", "1850~"),
        ("1850 [?]", "1850?"),
        ("(1999?)", "1999?"),
        ("p1999", "1999"),
        ("AD 79", "0079"),
        ("199-", "199X"),
        ("[199-?]", "199X?"),
        ("19--", "19XX"),
        ("the 1990s", "199X"),
        ("Sun, 04 Apr 2004 12:00:00 GMT", "2004-04-04"),
        ("12. IX. 2004", "2004-09-12"),
        ("2004年4月5日", "2004-04-05"),
        ("2004년 4월", "2004-04"),
        ("4 kwietnia 2004 r.", "2004-04-04"),
        ("5 мая 2004 г.", "2004-05-05"),
        ("5 Ιουνίου 2004", "2004-06-05"),
        ("marraskuu 2004", "2004-11"),
        ("mayıs 2004", "2004-05"),
        ("września 2004", "2004-09"),
        ("Sonntag, 4. April 2004", "2004-04-04"),
        ("осень 2004", "2004-23"),
        ("199X", "199X"),
        ("2014/..", "2014/.."),
    ],
)
def test_a_date_in_words_is_read(text: str, edtf: str) -> None:
    assert dates.format_edtf(dates.parse_words(text)) == edtf


@pytest.mark.parametrize(
    "text",
    ["in press", "forthcoming", "n.d.", "to appear", "3/4/2020", "9/15", "31 February 2004",
     "Aug 27", "2004-13-01", "March", "Dec-Jan 2004", "2003-2001", "Marchand 2004", "2004/05",
     "2011/12", "2001-33", "2004--03", "0000", "1999-02-29", "listopad 2004", "s.d.", "o. J.",
     "19th century", "before 1850", "MCMXCIX", "2004-W05", "200405", "2004 (in press)"],
)  # fmt: skip
def test_what_cannot_be_read_in_one_way_stays_words(text: str) -> None:
    assert dates.parse_words(text) == Date(literal=text)


def test_a_date_without_a_year_takes_the_year_given() -> None:
    assert dates.parse_words("Aug 27", 2023) == Date(2023, 8, 27)
    assert dates.parse_words("27 Aug 2022", 2023) == Date(2022, 8, 27)
    assert dates.parse_words("Sep-Oct", 2023) == Date(2023, 9, end=Date(2023, 10))


def test_a_blank_text_is_no_date() -> None:
    for parse in (dates.parse_words, dates.parse_ris, dates.parse_edtf, dates.parse_csl):
        with pytest.raises(ValueError, match="no date"):
            parse(" ")


@given(st.text(alphabet="0123456789-/.~?X ,maryocdBCT", max_size=20) | st.text())
def test_any_text_that_is_not_blank_is_a_date_or_words(text: str) -> None:
    if text.strip():
        date = dates.parse_words(text)
        assert date.literal in ("", text.strip())


@pytest.mark.parametrize(
    ("text", "month"),
    [("jan", 1), ("3", 3), ("03", 3), ("March", 3), ("Sept.", 9), ("März", 3), ("août", 8),
     ("juin", 6), ("juil.", 7), ("dic", 12), ("Ottobre", 10), ("13", None), ("0", None),
     ("styczeń", 1), ("lutego", 2), ("März.", 3), ("květen", 5), ("июня", 6), ("ağustos", 8),
     ("wrzesień", 9), ("října", 10), ("joulukuu", 12), ("5月", 5), ("listopad", None),
     ("Spring", None), ("jui", None), ("", None)],
)  # fmt: skip
def test_a_month_is_a_macro_a_number_or_a_name(text: str, month: int | None) -> None:
    assert dates.parse_month(text) == month


def test_every_macro_is_its_month() -> None:
    assert [dates.parse_month(macro) for macro in dates.MONTHS] == list(range(1, 13))


# BibTeX


@pytest.mark.parametrize(
    ("fields", "edtf"),
    [
        (("2001", "", ""), "2001"),
        (("1999--2001", "", ""), "1999/2001"),
        (("476", "", ""), "0476"),
        (("476", "sep", "4"), "0476-09-04"),
        (("2001", "jan", ""), "2001-01"),
        (("2001", "3", ""), "2001-03"),
        (("2001", "jan", "12"), "2001-01-12"),
        (("2001", "12~jan", ""), "2001-01-12"),
        (("2001", '1 # "~jan"', ""), "2001-01-01"),
        (("2001", "January 12th", ""), "2001-01-12"),
        (("2001", "Sep--Oct", ""), "2001-09/2001-10"),
        (("2001", "9-10", ""), "2001-09/2001-10"),
        (("2001", "October 25-28", ""), "2001-10-25/2001-10-28"),
        (("2001", "sep", "12--14"), "2001-09-12/2001-09-14"),
        (("2001", "jan--feb", "30--2"), "2001-01-30/2001-02-02"),
        (("1999--2000", "dec--jan", ""), "1999-12/2000-01"),
        (("2001", "Spring", ""), "2001-21"),
        (("c. 1850", "jan", ""), "1850-01~"),
        (("2001-05-06", "May", ""), "2001-05-06"),
        (("May 2001", "may", ""), "2001-05"),
        (("2014/..", "", ""), "2014/.."),
        (("2004/05", "", ""), "2004/2005"),
        (("1999/00", "", ""), "1999/2000"),
        (("2004", "January/February", ""), "2004-01/2004-02"),
        (("2004", "jan-feb", ""), "2004-01/2004-02"),
        (("2004", "Jan.", ""), "2004-01"),
        (("2004", "10~jan", ""), "2004-01-10"),
        (("2004", "enero", ""), "2004-01"),
    ],
)
def test_bibtex_fields_make_one_date(fields: tuple[str, str, str], edtf: str) -> None:
    assert dates.format_edtf(dates.parse_bibtex(*fields)) == edtf


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (("in press", "", ""), "in press"),
        (("", "jan", ""), "jan"),
        (("in press", "jan", ""), "jan in press"),
    ],
)
def test_months_without_a_year_are_words(fields: tuple[str, str, str], words: str) -> None:
    assert dates.parse_bibtex(*fields) == Date(literal=words)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (("2001", "foo", ""), "no month 'foo'"),
        (("2001", "13", ""), "no month '13'"),
        (("2001", "listopad", ""), "no month 'listopad'"),
        (("2001", "jan", "x"), "no day 'x'"),
        (("2001", "feb", "30"), "no day 30"),
        (("2001", "", "12"), "the day '12' without its month"),
        (("1999--2001", "jan", ""), "month 'jan'"),
        (("2001-05-06", "jan", ""), "month 'jan' beside"),
        (("", "", ""), "no date"),
    ],
)
def test_a_bibtex_field_that_cannot_be_read_is_named(
    fields: tuple[str, str, str], told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        dates.parse_bibtex(*fields)


@pytest.mark.parametrize(
    ("date", "fields"),
    [
        (Date(2001), ("2001", "", "")),
        (Date(2001, 2, 3), ("2001", "feb", "3")),
        (Date(2001, season=1), ("2001", "spring", "")),
        (Date(-43), ("44 BC", "", "")),
        (Date(476, 9, 4), ("476", "sep", "4")),
        (Date(476, circa=True), ("c. 0476", "", "")),
        (Date(476, end=Date(568)), ("0476--0568", "", "")),
        (Date(99), ("0099", "", "")),
        (Date(literal="99"), ("99", "", "")),
        (Date(1850, circa=True), ("c. 1850", "", "")),
        (Date(1999, end=Date(2001)), ("1999--2001", "", "")),
        (Date(2001, 9, end=Date(2001, 10)), ("2001", "sep--oct", "")),
        (Date(2001, 9, 12, end=Date(2001, 9, 14)), ("2001", "sep", "12--14")),
        (Date(1999, 12, 30, end=Date(2000, 1, 2)), ("1999--2000", "dec--jan", "30--2")),
        (Date(2014, open_end=True), ("2014/..", "", "")),
        (Date(literal="in press"), ("in press", "", "")),
    ],
)
def test_a_date_is_written_in_bibtex_fields(date: Date, fields: tuple[str, str, str]) -> None:
    assert dates.format_bibtex(date) == fields
    assert dates.parse_bibtex(*fields) == date


@given(ANY_DATE | NEAR_DATE)
def test_a_date_comes_back_from_bibtex(date: Date) -> None:
    assert dates.parse_bibtex(*dates.format_bibtex(date)) == date


@given(st.text(max_size=8), st.text(max_size=12), st.text(max_size=4))
def test_any_bibtex_fields_are_read_or_refused(year: str, month: str, day: str) -> None:
    try:
        assert dates.parse_bibtex(year, month, day)
    except ValueError:
        return


# Hostile text


@pytest.mark.parametrize("parse", [dates.parse_words, dates.parse_ris, dates.parse_edtf])
@pytest.mark.parametrize(
    "text", ["1" * 100_000, "1 " * 50_000, "-" * 100_000, "2004" + " " * 100_000 + "x"]
)
def test_a_hostile_text_costs_no_more_than_its_length(
    parse: Callable[[str], Date], text: str
) -> None:
    try:
        parse(text)
    except ValueError:
        return
