"""Dates as they are drawn for tests: points, ranges, and those whose ends are near."""

from dataclasses import replace

from hypothesis import strategies as st

from bibkit.model import Date


@st.composite
def points(draw: st.DrawFn, years: st.SearchStrategy[int]) -> Date:
    year = draw(years)
    kind = draw(st.sampled_from(["year", "season", "month", "day", "unspecified"]))
    if kind == "unspecified":
        count = draw(st.integers(1, 3))
        # The unspecified digits of a year are noughts.
        known = abs(year) // 10**count * 10**count
        date = Date(-known if year < 0 else known, unspecified=count)
    elif kind == "season":
        date = Date(year, season=draw(st.integers(1, 4)))
    else:
        month = draw(st.integers(1, 12)) if kind != "year" else None
        date = Date(year, month, draw(st.integers(1, 28)) if kind == "day" else None)
    return replace(date, circa=draw(st.booleans()), uncertain=draw(st.booleans()))


def ranges(points: st.SearchStrategy[Date]) -> st.SearchStrategy[Date]:
    return st.one_of(
        points,
        st.builds(lambda start, end: replace(start, end=end), points, points),
        st.builds(lambda start: replace(start, open_end=True), points),
        st.builds(lambda end: Date(open_start=True, end=end), points),
    )


ANY_DATE = ranges(points(years=st.integers(-9990, 9999) | st.integers(-170_000, 170_000)))
NEAR_DATE = ranges(points(years=st.integers(1990, 1992)))
WORDS = st.text(min_size=1, max_size=20).filter(lambda text: text == text.strip())
