"""What concerns a whole list: its order, numbers, suffixes of years, one bad record."""

from typing import Any

import pytest

from bibkit.csl.disambiguation import suffix
from bibkit.csl.items import dates
from bibkit.csl.sortkeys import date_text, text_key
from bibkit.diagnostics import Diagnostic
from bibkit.model import Citation, Date, Name, replace
from tests.csl.styles import ADA, CHARLES, MARY, NOTES, keys, rendered, style

AUTHOR_YEAR = (
    '<citation disambiguate-add-year-suffix="true" {}><layout><names variable="author">'
    '<name form="short"/></names><date variable="issued" form="text" date-parts="year"/>'
    "</layout></citation>"
)
LAYOUT = (
    '<names variable="author"><name form="short"/></names>'
    '<date variable="issued" form="text" date-parts="year" prefix=" "/>'
)
OLD = replace(NOTES, key="old", issued=Date(1840))
NEW = replace(NOTES, key="new", issued=Date(1850))
UNDATED = replace(NOTES, key="undated", issued=None)
OTHER = replace(NOTES, key="other", author=(CHARLES,), title="Åbo", issued=Date(1845))

ORDERS: dict[str, list[str]] = {
    '<key variable="issued"/>': ["old", "other", "new", "undated"],
    '<key variable="issued" sort="descending"/>': ["new", "other", "old", "undated"],
    '<key variable="author"/><key variable="issued"/>': ["other", "old", "new", "undated"],
    '<key variable="title"/><key variable="issued" sort="descending"/>': [
        "other", "new", "old", "undated",
    ],
    '<key macro="year" sort="descending"/>': ["new", "other", "old", "undated"],
    '<key variable="citation-number" sort="descending"/>': ["other", "old", "undated", "new"],
}  # fmt: skip
MACRO = '<macro name="year"><date variable="issued" form="text" date-parts="year"/></macro>'


@pytest.mark.parametrize(("sort", "order"), ORDERS.items())
def test_the_order_of_a_list(sort: str, order: list[str]) -> None:
    text = style(LAYOUT, before=MACRO, sort=f"<sort>{sort}</sort>")
    assert keys(text, [NEW, UNDATED, OLD, OTHER]) == order


LETTERS = ["Aaronson", "Al-Rashid", "Alwood", "c’t", "Cuban", "Ødegård", "O’Dea", "Oermann"]


def test_letters_are_compared_without_marks() -> None:
    mixed = [LETTERS[place] for place in (7, 3, 0, 5, 1, 6, 4, 2)]
    found = sorted(mixed, key=text_key)
    assert found == [
        "Aaronson",
        "Al-Rashid",
        "Alwood",
        "c’t",
        "Cuban",
        "O’Dea",
        "Ødegård",
        "Oermann",
    ]


def test_dates_are_compared_by_the_parts_that_are_asked_for() -> None:
    whole = frozenset({"year", "month", "day"})
    early, late = dates(Date(-43, 3, 15)), dates(Date(1843, 9))
    assert date_text(early, whole) < date_text(late, whole)
    assert date_text(late, frozenset({"year"})) == date_text(dates(Date(1843)), whole)


def test_numbers_follow_the_order_or_fall() -> None:
    layout = '<text variable="citation-number"/><text variable="title" prefix=" "/>'
    titled = [Citation(key=t, title=t) for t in "ba"]
    rising = style(layout, sort='<sort><key variable="title"/></sort>')
    falling = style(
        layout, sort='<sort><key variable="citation-number" sort="descending"/></sort>'
    )
    assert rendered(rising, *titled) == ["1 a", "2 b"]
    assert rendered(falling, *titled) == ["2 a", "1 b"]


def test_citations_that_look_alike_get_letters_in_their_order() -> None:
    same = [replace(NOTES, key=key, title=key) for key in "ba"]
    text = style(
        LAYOUT, before=AUTHOR_YEAR.format(""), sort='<sort><key variable="title"/></sort>'
    )
    assert rendered(text, *same, OLD) == ["Lovelace 1843a", "Lovelace 1843b", "Lovelace 1840"]


def test_more_names_tell_apart_before_letters_do() -> None:
    people: list[tuple[Name, ...]] = [(ADA, CHARLES, MARY), (ADA, MARY, CHARLES)]
    cited = [replace(NOTES, key=str(n), author=names) for n, names in enumerate(people)]
    options = 'et-al-min="3" et-al-use-first="1"'
    year = '<date variable="issued" form="text" date-parts="year"/>'
    alike = style(year, before=AUTHOR_YEAR.format(options))
    apart = style(year, before=AUTHOR_YEAR.format(f'{options} disambiguate-add-names="true"'))
    assert rendered(alike, *cited) == ["1843a", "1843b"]
    assert rendered(apart, *cited) == ["1843", "1843"]


def test_letters_go_on_behind_z() -> None:
    assert [suffix(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "a", "z", "aa", "az", "ba", "zz", "aaa",
    ]  # fmt: skip


def test_a_label_in_the_margin_stands_apart_but_names_belong_to_the_entry() -> None:
    numbered = '<text variable="citation-number" suffix=". "/><text variable="title"/>'
    named = '<names variable="author" suffix=": "/><text variable="title"/>'
    option = 'second-field-align="flush"'
    assert rendered(style(numbered, bibliography=option), NOTES) == ["1. Notes on the engine"]
    assert rendered(style(named, bibliography=option), NOTES) == [
        "Ada King Lovelace: Notes on the engine"
    ]


def test_blocks_of_a_style_stand_apart() -> None:
    layout = '<text variable="title"/><group display="block"><text variable="volume"/></group>'
    text = style(layout)
    assert rendered(text, NOTES) == ['Notes on the engine<div class="csl-block">3</div>']
    assert rendered(text, NOTES, medium="text") == ["Notes on the engine\n3"]


def test_one_bad_record_costs_no_other() -> None:
    wrong: Any = {"key": "bad", "issued": "1843"}
    told: list[Diagnostic] = []
    assert rendered(style(LAYOUT), OLD, Citation(**wrong), NEW, report=told.append) == [
        "Lovelace 1840",
        "Lovelace 1850",
    ]
    (found,) = told
    assert found.code == "not-rendered"
    assert found.message.startswith("bad: left out, for it cannot be rendered: AttributeError(")


def test_a_record_that_a_style_prints_nothing_of_is_told() -> None:
    told: list[Diagnostic] = []
    assert rendered(style('<text variable="genre"/>'), NOTES, report=told.append) == [""]
    assert [str(each) for each in told] == [
        "warning: notes: the style prints nothing of it [not-rendered]"
    ]
