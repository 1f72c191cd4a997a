"""What entries of BibTeX and BibLaTeX mean, and what is told of those that mean little."""

import pytest

import bibkit
from bibkit import Citation, Date, Diagnostic, replace

DATES = {
    "year, month, day": ("year = 2004, month = feb, day = 29", Date(2004, 2, 29), {}),
    "a month in words": ("year = {2004}, month = {March}", Date(2004, 3), {}),
    "date wins": ("date = {2004-05}, year = 2004", Date(2004, 5), {}),
    "a month nobody reads": (
        "year = 2010, month = {unknown}", Date(2010), {"bibtex/month": ("unknown",)},
    ),
    "a day that is none": (
        "year = 2010, month = feb, day = 30", Date(2010, 2), {"bibtex/day": ("30",)},
    ),
    "date and year disagree": (
        "date = {2004-05}, year = 2006", Date(2004, 5), {"bibtex/year": ("2006",)},
    ),
    "a date nobody reads": (
        "date = {soon?!}, year = 2006", Date(2006), {"bibtex/date": ("soon?!",)},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "issued", "kept"), DATES.values(), ids=DATES.keys())
def test_what_can_be_read_of_a_date_is_read(
    fields: str, issued: Date, kept: dict[str, tuple[str, ...]]
) -> None:
    told: list[Diagnostic] = []
    text = f"@article{{k, {fields}}}"
    (citation,) = bibkit.read(text.encode(), "bibtex", report=told.append)
    expected = Citation(type="article-journal", key="k", issued=issued, extra=kept)
    assert replace(citation, sources=()) == expected
    assert [(d.code, f"bibtex/{d.field}") for d in told] == [("bad-value", tag) for tag in kept]
