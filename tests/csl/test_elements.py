"""Elements of a style: groups, choices, numbers, dates, labels, affixes, quotes, case."""

import pytest

from bibkit.csl.locales import locale_for
from bibkit.csl.numbers import is_numeric, is_several, page_range, roman
from bibkit.csl.style import Style
from bibkit.model import Citation, Date, replace
from tests.csl.styles import NOTES, one, style

LAYOUTS = {
    # groups fall away with their variables, and only then
    '<group><text value="in "/><text variable="genre"/></group>': "",
    '<group><text value="in "/><text variable="volume"/></group>': "in 3",
    '<group delimiter=", "><text variable="genre"/><text variable="volume"/></group>': "3",
    '<group delimiter=", "><text value="a"/><group><text value="b"/></group></group>': "a, b",
    '<group><text value="x"/><group><text variable="genre"/></group></group>': "",
    # choices
    '<choose><if type="book"><text value="book"/></if><else-if variable="volume">'
    '<text value="volume"/></else-if><else><text value="else"/></else></choose>': "volume",
    '<choose><if variable="genre volume" match="any"><text value="x"/></if></choose>': "x",
    '<choose><if variable="genre volume"><text value="x"/></if></choose>': "",
    '<choose><if variable="genre" match="none"><text value="x"/></if></choose>': "x",
    '<choose><if is-numeric="volume"><text value="x"/></if></choose>': "x",
    '<choose><if is-numeric="title"><text value="x"/></if></choose>': "",
    # numbers and labels
    '<number variable="volume" form="ordinal"/>': "3rd",
    '<number variable="volume" form="long-ordinal"/>': "third",
    '<number variable="volume" form="roman"/>': "iii",
    '<group><label variable="page" form="short" suffix=" "/><text variable="page"/></group>': (
        "pp. 666–731"
    ),
    '<label variable="volume" form="short" strip-periods="true"/>': "vol",
    '<label variable="volume" plural="always"/>': "volumes",
    # dates
    '<date variable="issued" form="text"/>': "September 1, 1843",
    '<date variable="issued" form="numeric"/>': "09/01/1843",
    '<date variable="issued" form="text" date-parts="year-month"/>': "September 1843",
    '<date variable="issued" form="text" date-parts="year"/>': "1843",
    '<date variable="issued" delimiter=" "><date-part name="day" form="ordinal"/>'
    '<date-part name="month" form="short" strip-periods="true"/>'
    '<date-part name="year" form="short"/></date>': "1st Sept 43",
    # affixes, quotes, formats
    '<text variable="title" quotes="true" suffix="."/>': "“Notes on the engine.”",
    '<text variable="title" quotes="true" suffix=";"/>': "“Notes on the engine”;",
    '<text variable="title" font-style="italic" prefix="("/>': "(<i>Notes on the engine</i>",
    '<text value="a." suffix="."/>': "a.",
    '<text value="a?" suffix="."/>': "a?",
    '<text value="a," suffix="."/>': "a,.",
    '<group delimiter=". "><text value="a."/><text value="b"/></group>': "a. b",
    # case
    '<text variable="title" text-case="title"/>': "Notes on the Engine",
    '<text variable="title" text-case="uppercase"/>': "NOTES ON THE ENGINE",
    '<text variable="container-title" text-case="sentence"/>': "Scientific memoirs",
    '<text term="in" text-case="capitalize-first"/>': "In",
}


@pytest.mark.parametrize(("layout", "printed"), LAYOUTS.items())
def test_a_layout(layout: str, printed: str) -> None:
    assert one(layout) == printed


DATES = {
    Date(1843, 9, 1, end=Date(1843, 9, 5)): "September 1–5, 1843",
    Date(1843, 9, 30, end=Date(1843, 10, 2)): "September 30–October 2, 1843",
    Date(1843, end=Date(1845)): "1843–1845",
    Date(1843, open_end=True): "1843–",
    Date(1843, season=2): "Summer 1843",
    Date(-43): "44 BC",
    Date(476): "476 AD",
    Date(literal="last summer"): "last summer",
}


@pytest.mark.parametrize(("date", "printed"), DATES.items())
def test_a_date(date: Date, printed: str) -> None:
    assert one('<date variable="issued" form="text"/>', Citation(issued=date)) == printed


TITLES = {
    "a “quoted” word": ("“a ‘quoted’ word”", "a “quoted” word"),
    'a "quoted" word': ("“a ‘quoted’ word”", "a “quoted” word"),
    "rock 'n' roll, it's": ("“rock ‘n’ roll, it’s”", "rock “n” roll, it’s"),
    "the ‘one’": ("“the ‘one’”", "the ‘one’"),
    "<i>E. coli</i> in H<sub>2</sub>O": (
        "“<i>E. coli</i> in H<sub>2</sub>O”",
        "<i>E. coli</i> in H<sub>2</sub>O",
    ),
    "1 <2 and </b>": ("“1 &#60;2 and &#60;/b&#62;”", "1 &#60;2 and &#60;/b&#62;"),
    "see 5™": ("“see 5<sup>TM</sup>”", "see 5<sup>TM</sup>"),
}


@pytest.mark.parametrize("title", TITLES)
def test_what_a_title_holds(title: str) -> None:
    citation = Citation(title=title)
    quoted, bare = TITLES[title]
    assert one('<text variable="title" quotes="true"/>', citation) == quoted
    assert one('<text variable="title"/>', citation) == bare


def test_italics_in_italics_stand_upright() -> None:
    citation = Citation(title="On <i>Homo</i> now")
    printed = one('<text variable="title" font-style="italic"/>', citation)
    assert printed == "<i>On </i>Homo<i> now</i>"


CASES = {
    "the cat of my life: an end": "The Cat of My Life: An End",
    "what is it for": "What Is It For",
    "a state-of-the-art eBook": "A State-of-the-Art eBook",
    "a l’homme le temps": "A l’homme Le Temps",
    "don't stop": "Don’t Stop",
    '<span class="nocase">iPod</span> and <i>you</i>': "iPod and <i>You</i>",
}


@pytest.mark.parametrize(("title", "cased"), CASES.items())
def test_title_case(title: str, cased: str) -> None:
    layout = '<text variable="title" text-case="title"/>'
    assert one(layout, Citation(title=title)) == cased
    assert one(layout, Citation(title=title, language="de")) != cased


PAGES = {
    ("minimal", "321-328"): "321–8",
    ("minimal-two", "321-328"): "321–28",
    ("minimal-two", "7-8"): "7–8",
    ("expanded", "1496-500"): "1496–1500",
    ("chicago", "100-104"): "100–104",
    ("chicago", "107-108"): "107–8",
    ("chicago", "321-325"): "321–25",
    ("chicago", "1496-1504"): "1496–1504",
    ("chicago-16", "1496-1504"): "1496–504",
    ("minimal", "88-102"): "88–102",
    ("minimal", "84-84"): "84–84",
    ("minimal", "e12-e15"): "e12–5",
    ("", "46-52, 60"): "46–52, 60",
    ("", "41:1–41:15"): "41:1-41:15",
    ("", "xi-xx"): "xi–xx",
}


@pytest.mark.parametrize(("form", "pages"), PAGES)
def test_pages(form: str, pages: str) -> None:
    assert page_range(pages, form, "–") == PAGES[form, pages]


NUMERIC = {"12": (True, False), "1-3": (True, True), "1, 3 & 5": (True, True)}
OTHER = {"US 6,285,999 B1": (False, False), "second": (False, False), "e210345": (True, False)}


@pytest.mark.parametrize(("text", "answers"), (NUMERIC | OTHER).items())
def test_what_is_a_number_and_what_are_several(text: str, answers: tuple[bool, bool]) -> None:
    assert (is_numeric(text), is_several(text)) == answers


def test_roman_numerals() -> None:
    assert [roman(n) for n in (1, 4, 9, 1984)] == ["i", "iv", "ix", "mcmlxxxiv"]


ORDINALS = {
    1: "1st",
    2: "2nd",
    3: "3rd",
    4: "4th",
    11: "11th",
    12: "12th",
    21: "21st",
    111: "111th",
}


@pytest.mark.parametrize(("number", "printed"), ORDINALS.items())
def test_ordinals(number: int, printed: str) -> None:
    layout = '<number variable="edition" form="ordinal"/>'
    assert one(layout, Citation(edition=str(number))) == printed


FRENCH = (
    '<locale xml:lang="fr"><terms>'
    '<term name="ordinal">e</term>'
    '<term name="ordinal-01" gender-form="feminine" match="whole-number">re</term>'
    '<term name="ordinal-01" gender-form="masculine" match="whole-number">er</term>'
    '<term name="edition" gender="feminine">édition</term>'
    '<term name="in">dans</term></terms></locale>'
)


def test_a_style_brings_words_and_genders_of_its_own() -> None:
    layout = '<text term="in"/> <number variable="edition" form="ordinal" prefix=" "/>'
    for language, printed in (("fr-FR", "dans 1re"), ("en-US", "in 1st")):
        option = f'default-locale="{language}"'
        assert one(layout, Citation(edition="1"), options=option, before=FRENCH) == printed


def test_a_note_may_hold_variables() -> None:
    citation = replace(NOTES, note="genre: Letter\nevent-date: 1843-10-02\nseen twice")
    layout = '<text variable="genre"/><date variable="event-date" form="text" prefix=", "/>'
    assert one(layout, citation) == "Letter, October 2, 1843"


def test_terms_fall_back_to_what_stands_for_them() -> None:
    parsed = Style.parse(style("").encode(), "t.csl")
    locale = locale_for("en-US", None, parsed.root)
    assert locale.term("editor", "verb-short") == "ed. by"
    assert locale.term("guest", "verb-short", plural=True) == "with guests"
    assert locale.term("section", "symbol", plural=True) == "§§"
    assert locale.term("in", "symbol") == "in"
    assert locale.term("nothing") is None
