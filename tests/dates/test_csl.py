"""Dates of CSL-JSON, as they are read and written."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit import dates
from bibkit.model import Date
from tests.dates.drawn import ANY_DATE, NEAR_DATE, WORDS


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date-parts": [[2001, 2, 3]]}, Date(2001, 2, 3)),
        ({"date-parts": [["2001", "02"]]}, Date(2001, 2)),
        ({"date-parts": [[2001.0]]}, Date(2001)),
        ({"date-parts": [[2001], [2003]]}, Date(2001, end=Date(2003))),
        ({"date-parts": [[2014], [0]]}, Date(2014, open_end=True)),
        ({"date-parts": [[2001]], "season": "1"}, Date(2001, season=1)),
        ({"date-parts": [[2001]], "season": "Autumn"}, Date(2001, season=3)),
        ({"date-parts": [[2001, 13]]}, Date(2001, season=1)),
        ({"date-parts": [[2001, 24]]}, Date(2001, season=4)),
        ({"date-parts": [[-44, 3, 15]]}, Date(-43, 3, 15)),
        ({"date-parts": [[1850]], "circa": 1}, Date(1850, circa=True)),
        ({"date-parts": [[1850]], "circa": "false"}, Date(1850)),
        ({"literal": "in press"}, Date(literal="in press")),
        ({"raw": "2014/.."}, Date(2014, open_end=True)),
        ({"raw": "27 Aug 2023"}, Date(2023, 8, 27)),
        ({"raw": "2001", "date-parts": [[None]]}, Date(2001)),
        ("2004-06~", Date(2004, 6, circa=True)),
        ("May 2004", Date(2004, 5)),
        (2004, Date(2004)),
    ],
)
def test_a_csl_date_is_read(value: object, date: Date) -> None:
    assert dates.parse_csl(value) == date


@pytest.mark.parametrize(
    "value",
    [None, True, [], {}, {"date-parts": []}, {"date-parts": [[]]}, {"date-parts": [[None]]},
     {"date-parts": [["x"]]}, {"date-parts": [[2001, 17]]}, {"date-parts": [[2001.5]]},
     {"date-parts": [[float("inf")]]}, {"date-parts": [[{}]]}, {"literal": " "}],
)  # fmt: skip
def test_what_is_no_csl_date_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="no "):
        dates.parse_csl(value)


@pytest.mark.parametrize(
    ("date", "value"),
    [
        (Date(2001, 2, 3), {"date-parts": [[2001, 2, 3]]}),
        (Date(0), {"date-parts": [[-1]]}),
        (Date(2001, season=1), {"date-parts": [[2001]], "season": 1}),
        (Date(1850, circa=True), {"date-parts": [[1850]], "circa": True}),
        (Date(2001, end=Date(2003, 4)), {"date-parts": [[2001], [2003, 4]]}),
        (Date(2014, open_end=True), {"date-parts": [[2014]], "raw": "2014/.."}),
        (Date(literal="in press"), {"literal": "in press"}),
    ],
)
def test_a_date_is_written_for_csl(date: Date, value: dict[str, Any]) -> None:
    assert dates.format_csl(date) == value


@given(ANY_DATE | NEAR_DATE | st.builds(lambda words: Date(literal=words), WORDS))
def test_a_date_comes_back_from_csl(date: Date) -> None:
    value = dates.format_csl(date)
    assert dates.parse_csl(value) == date
    assert dates.parse_csl(json.loads(json.dumps(value))) == date


@given(ANY_DATE)
def test_csl_dates_hold_what_the_schema_knows(date: Date) -> None:
    value = dates.format_csl(date)
    assert value.keys() <= {"date-parts", "season", "circa", "literal", "raw"}
    parts = value["date-parts"]
    assert isinstance(parts, list)
    assert 1 <= len(parts) <= 2
    for part in parts:
        assert isinstance(part, list)
        assert 1 <= len(part) <= 3
        assert all(type(number) is int for number in part)
