"""Names are split, read and written as BibTeX, RIS and pages have them, and compared."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit import names
from bibkit.codecs.personlines import decode_person, encode_person, split_people
from bibkit.model import Identifier, Name

# Text without braces and backslashes, which belong to the decoder.
TEXT = (
    st.text(st.characters(exclude_characters="{}\\", exclude_categories=["Cs"]), max_size=12)
    | st.text(alphabet="AÉbñ ,.-'~\"= 王", max_size=12)
    | st.sampled_from(
        ["and", "A and B", "de Gaulle", "Jr.", "others", "et al.", "III", "van der"]
    )
).map(str.strip)


@st.composite
def written_names(draw: st.DrawFn) -> Name:
    if draw(st.booleans()):
        return Name(literal=draw(TEXT.filter(bool)))
    particles = draw(
        st.sampled_from([("", ""), ("van der", ""), ("Van", ""), ("", "de"), ("d'", "")])
    )
    return Name(draw(TEXT.filter(bool)), draw(TEXT), *particles, suffix=draw(TEXT))


# BibTeX


@pytest.mark.parametrize(
    ("text", "people", "more"),
    [
        ("Ada Lovelace and Babbage, Charles", ["Ada Lovelace", "Babbage, Charles"], False),
        ("A AND B\n\tand  C", ["A", "B", "C"], False),
        ("{Simon and Schuster} and B", ["{Simon and Schuster}", "B"], False),
        ("A and and B", ["A", "B"], False),
        ("Anderson, Fernando", ["Anderson, Fernando"], False),
        ("A and others", ["A"], True),
        ("A and {others}", ["A"], True),
        ("A and et al.", ["A"], True),
        ("A and B et al.", ["A", "B"], True),
        ("A and u.a.", ["A"], True),
        ("A and ...", ["A"], True),
        ("others", [], True),
        ("Last, First; Last2, First2", ["Last, First", "Last2, First2"], False),
        ("A B; C D; and E F", ["A B", "C D", "E F"], False),
        ("Ab, I., Bc, J.; C D;", ["Ab, I.", "Bc, J.", "C D"], False),
        ("{Simon; Schuster} and B", ["{Simon; Schuster}", "B"], False),
        ("Smith, J. &amp; Sons", ["Smith, J. &amp; Sons"], False),
        (
            "I. Podadera, J. M. Carmona, A. Ibarra, and J. Molla",
            ["I. Podadera", "J. M. Carmona", "A. Ibarra", "J. Molla"],
            False,
        ),
        (
            "Podadera, I., van der Vliet, J.-P., Ibarra, A. B., et al.",
            ["Podadera, I.", "van der Vliet, J.-P.", "Ibarra, A. B."],
            True,
        ),
        (
            "Podadera, I., Vliet, JP, and Ibarra, A.",
            ["Podadera, I.", "Vliet, JP", "Ibarra, A."],
            False,
        ),
        ("King, Jr., Martin Luther", ["King, Jr., Martin Luther"], False),
        (r"Smith, J. & Doe, A. \& Roe, B.", ["Smith, J.", "Doe, A.", "Roe, B."], False),
        ("Smith, J. and Doe, A. & Roe, B.", ["Smith, J.", "Doe, A.", "Roe, B."], False),
        (
            r"Johnson \& Johnson and Ernst & Young, LLP",
            [r"Johnson \& Johnson", "Ernst & Young, LLP"],
            False,
        ),
        ("{Barnes, A. & Noble, B.}", ["{Barnes, A. & Noble, B.}"], False),
        ("Acme, Inc., New York, NY", ["Acme, Inc., New York, NY"], False),
        ("  ", [], False),
    ],
)
def test_a_list_is_split_at_and_outside_braces(
    text: str, people: list[str], more: bool
) -> None:
    assert names.split_bibtex(text) == (people, more)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lovelace", Name("Lovelace", "Ada")),
        ("Lovelace, Ada", Name("Lovelace", "Ada")),
        ("Ludwig van der Berg", Name("Berg", "Ludwig", "van der")),
        ("van der Berg, Ludwig", Name("Berg", "Ludwig", "van der")),
        ("von Berlichingen zu Hornberg, Götz", Name("Berlichingen zu Hornberg", "Götz", "von")),
        ("De la Fontaine, Jean", Name("De la Fontaine", "Jean")),
        ("{de Geus}, Tom", Name("de Geus", "Tom")),
        ("King, Jr., Martin Luther", Name("King", "Martin Luther", suffix="Jr.")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("Martin Luther King, Jr.", Name("Martin Luther King", "Jr.")),
        ("J. Smith,", Name("Smith", "J.")),
        ("J.-P. de Smet,", Name("Smet", "J.-P.", "de")),
        ("Brinch Hansen,", Name("Brinch Hansen")),
        ("García Márquez, Jr.,", Name("García Márquez", suffix="Jr.")),
        ("Smith, John, Ph.D.", Name("Smith", "John", suffix="Ph.D.")),
        ("Kibria, Md, Golam", Name("Kibria", "Golam", suffix="Md")),
        ("Smith, J.,", Name("Smith", "J.")),
        ("King III", Name("III", "King")),
        ("d'Alembert, Jean", Name("d'Alembert", "Jean")),
        ("Gerard 't Hooft", Name("Hooft", "Gerard", "'t")),
        ("al-Khwārizmī, Muḥammad", Name("al-Khwārizmī", "Muḥammad")),
        ("Osama bin Laden", Name("Laden", "Osama", "bin")),
        ("Hilma af Klint", Name("Klint", "Hilma", "af")),
        ("Andrea de Leeuw van Weenen", Name("Leeuw van Weenen", "Andrea", "de")),
        ("J.-P. Serre", Name("Serre", "J.-P.")),
        ("JP Serre", Name("Serre", "JP")),
        ("AA {BB CC", Name("BB CC", "AA")),
        ("AA BB CC}", Name("CC", "AA BB")),
        ("Plato", Name("Plato")),
        ("{Barnes and Noble, Inc.}", Name(literal="Barnes and Noble, Inc.")),
        ("{{NASA}}", Name(literal="NASA")),
        ("{K}ent-{B}oswell, E. S.", Name("{K}ent-{B}oswell", "E. S.")),
        ("王, 军", Name("王", "军")),
        ("王 小 军", Name("军", "王 小")),
        (r"Paul {\'e}mile Victor", Name("Victor", "Paul", r"{\'e}mile")),
        (r"Paul {\'E}mile Victor", Name("Victor", r"Paul {\'E}mile")),
        (r"Ann {\o}re Berg", Name("Berg", "Ann", r"{\o}re")),
        (r"Ann {\O}re Berg", Name("Berg", r"Ann {\O}re")),
        (r"Ann \v{S}ek Berg", Name("Berg", r"Ann \v{S}ek")),
        (r"D.\ E.~Knuth", Name("Knuth", "D. E.")),
        (r"Brand\~{a}o, F", Name(r"Brand\~{a}o", "F")),
        ("family=Berg, given=Jan, prefix=van, useprefix=false", Name("Berg", "Jan", "", "van")),
        ("family=Berg, given=Jan, prefix=van", Name("Berg", "Jan", "van")),
        (
            'given={Jan, P.}, "family=Berg, Inc", suffix=Jr',
            Name("Berg, Inc", "Jan, P.", suffix="Jr"),
        ),
        ("family=A, family=B", Name("B")),
        ("", Name()),
        (", ", Name()),
    ],
)
def test_a_bibtex_name_is_read_in_parts(text: str, expected: Name) -> None:
    assert names.parse_bibtex(text) == expected


def test_each_part_is_decoded_once_and_an_empty_one_not_at_all() -> None:
    seen: list[str] = []

    def decode(text: str) -> str:
        seen.append(text)
        return text.upper()

    assert names.parse_bibtex("van Berg, Jan", decode) == Name("BERG", "JAN", "VAN")
    assert sorted(seen) == ["Berg", "Jan", "van"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (Name("Lovelace", "Ada"), "Lovelace, Ada"),
        (Name("Berg", "Jan", "van der"), "van der Berg, Jan"),
        (Name("King", "Martin Luther", suffix="Jr."), "King, Jr., Martin Luther"),
        (Name("de Gaulle", "Charles"), "{de Gaulle}, Charles"),
        (Name("Smith", "Jean, Paul"), "Smith, {Jean, Paul}"),
        (Name("Plato"), "Plato"),
        (Name("Van Gool"), "{Van Gool},"),
        (Name("others"), "{others},"),
        (Name(literal="Barnes and Noble"), "{Barnes and Noble}"),
        (Name(literal="others"), "{{others}}"),
        (Name("Berg", "J.", "Van"), "family=Berg, given=J., prefix=Van"),
        (Name("Berg", "J.", "", "van"), "family=Berg, given=J., prefix=van, useprefix=false"),
    ],
)
def test_a_name_is_written_for_bibtex_and_braced_where_it_must_be(
    name: Name, text: str
) -> None:
    assert names.format_bibtex(name) == text
    assert names.parse_bibtex(text) == name


@given(written_names())
def test_a_name_comes_back_from_bibtex(name: Name) -> None:
    assert names.parse_bibtex(names.format_bibtex(name)) == name


@given(st.lists(written_names(), max_size=4), st.booleans())
def test_a_list_comes_back_from_bibtex(people: list[Name], more: bool) -> None:
    written = [names.format_bibtex(name) for name in people]
    assert names.split_bibtex(names.join_bibtex(written, more)) == (written, more)


@given(st.text(alphabet='{}\\,~ "=aAé\n', max_size=30) | st.text())
def test_any_text_is_read_as_a_list_of_names(text: str) -> None:
    people, _ = names.split_bibtex(text)
    for person in people:
        names.parse_bibtex(person)
    names.parse_comma(text)
    names.parse_shown(text)


@pytest.mark.parametrize(
    "text",
    ["{" * 50_000 + "}" * 50_000, " " * 100_000 + "x", "a " * 50_000, "{\\" * 50_000,
     "and " * 25_000, "A, " * 30_000, '"' * 100_000 + "=", "\\" * 100_000],
)  # fmt: skip
def test_a_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    people, _ = names.split_bibtex(f"x{text} y")
    names.parse_bibtex(people[0])
    names.parse_bibtex(text)


@pytest.mark.parametrize(
    "text", [";" * 5000, "; " * 5000, "a;;;; b" * 2000, ";" * 50_000 + "x"]
)
def test_semicolons_without_end_are_parted_in_time(text: str) -> None:
    start = time.process_time()
    assert names.split_bibtex(text)[0][0][:1] in ("a", ";")
    assert time.process_time() - start < 1


# Namesakes

WEI = Identifier("dblp", "Wei Wang 0001")


def lived(years: str) -> tuple[Identifier]:
    return (Identifier("lived", years),)


MARKED = {
    "Wei Wang 0001": Name("Wang", "Wei", ids=(WEI,)),
    "Wang 0001, Wei": Name("Wang", "Wei", ids=(WEI,)),
    "Smith, John, 1950-": Name("Smith", "John", ids=lived("1950-")),
    "Smith, John, 1950-2001.": Name("Smith", "John", ids=lived("1950-2001")),
    "King, Martin, Jr., 1929-1968": Name(
        "King", "Martin", suffix="Jr.", ids=lived("1929-1968")
    ),
    "Smith, 1950-": Name("Smith", ids=lived("1950-")),
    "Smith, John, b. 1950": Name("Smith", "John", ids=lived("b. 1950")),
    "Adam, de Wodeham, approximately 1298-1358": Name(
        "Adam", "de Wodeham", ids=lived("approximately 1298-1358")
    ),
}


@pytest.mark.parametrize(("text", "expected"), MARKED.items())
@pytest.mark.parametrize("parse", [names.parse_bibtex, decode_person])
def test_what_tells_namesakes_apart_is_no_part_of_a_name(
    parse: Callable[[str], Name], text: str, expected: Name
) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize("name", [one for one in MARKED.values() if one.ids[0] != WEI])
def test_the_years_of_a_life_come_back_from_ris(name: Name) -> None:
    assert decode_person(encode_person(name)) == name


@pytest.mark.parametrize(
    "name",
    [
        Name("Smith 0001", "J"),
        Name("Smith", "1950-"),
        Name("Smith", "J", suffix="1950-"),
        Name("ISO 0001"),
        Name(literal="ISO 0001"),
    ],
)
def test_a_part_that_looks_like_a_mark_comes_back(name: Name) -> None:
    assert names.parse_bibtex(names.format_bibtex(name)) == name


@pytest.mark.parametrize("text", ["Area 51", "Fab4, Ringo", "2001, A", "Bond 007", "a 0001b"])
def test_other_digits_are_of_the_name(text: str) -> None:
    assert names.parse_bibtex(text).ids == decode_person(text).ids == ()


# RIS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Berg, Jan", Name("Berg", "Jan")),
        ("van der Berg, Jan", Name("Berg", "Jan", "van der")),
        ("Van Gool, Luc", Name("Van Gool", "Luc")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("King, , Jr.", Name("King", suffix="Jr.")),
        ("van Gogh", Name("Gogh", "", "van")),
        ("van Gogh,", Name(literal="van Gogh")),
        ("Beethoven, Ludwig van", Name("Beethoven", "Ludwig", "", "van")),
        ("’t Hooft, Gerard", Name("Hooft", "Gerard", "’t")),
        ("ben Gurion, David", Name("Gurion", "David", "ben")),
        ("Plato", Name("Plato")),
        ("World Health Organization", Name(literal="World Health Organization")),
        ("UNESCO,", Name(literal="UNESCO")),
        (
            "University of California,, Berkeley",
            Name(literal="University of California, Berkeley"),
        ),
        ("Van Gool, ,", Name("Van Gool")),
        ("", Name()),
    ],
)
def test_a_ris_name_has_its_family_first(text: str, expected: Name) -> None:
    assert names.parse_comma(text) == expected
    assert names.format_comma(expected) == text


PEOPLE_IN_ONE_TAG = {
    "Doe, Jane": [Name("Doe", "Jane")],
    "Doe, J.; Roe, R.;": [Name("Doe", "J."), Name("Roe", "R.")],
    "Doe, J. & Roe, R.": [Name("Doe", "J."), Name("Roe", "R.")],
    "J. Doe and R. Roe": [Name("Doe", "J."), Name("Roe", "R.")],
    "Doe J & van Roe RM": [Name("Doe", "J"), Name("Roe", "RM", "van")],
    "Doe, J., Roe, R. M.": [Name("Doe", "J."), Name("Roe", "R. M.")],
    "Doe J, O'Neil RM, Smith AB": [Name("Doe", "J"), Name("O'Neil", "RM"), Name("Smith", "AB")],
    "J. Doe, R. M. Roe": [Name("Doe", "J."), Name("Roe", "R. M.")],
    "Doe J.A., Roe R.": [Name("Doe", "J.A."), Name("Roe", "R.")],
    "Doe JA": [Name("Doe", "JA")],
    "van der Berg AB": [Name("Berg", "AB", "van der")],
    "M&uuml;ller, J&#246;rg; Roe, R.": [Name("Müller", "Jörg"), Name("Roe", "R.")],
    "Google, Inc.": [Name(literal="Google, Inc.")],
    "Volvo AB": [Name(literal="Volvo AB")],
    "WHO EU": [Name(literal="WHO EU")],
    "Study Group A": [Name(literal="Study Group A")],
    "Johnson & Johnson": [Name(literal="Johnson & Johnson")],
    "Centers for Disease Control and Prevention": [
        Name(literal="Centers for Disease Control and Prevention")
    ],
}


@pytest.mark.parametrize(("text", "people"), PEOPLE_IN_ONE_TAG.items())
def test_the_people_of_one_tag_are_told_apart(text: str, people: list[Name]) -> None:
    assert [decode_person(part) for part in split_people(text)] == people
    assert [decode_person(encode_person(name)) for name in people] == people


@given(written_names())
def test_a_name_that_ris_can_hold_comes_back(name: Name) -> None:
    parts = (name.family, name.given, name.suffix)
    held = (
        not any("," in part for part in parts)
        and name.non_dropping_particle != "Van"
        and not {name.family.split(" ")[0], name.given.split(" ")[-1]} & names.PARTICLES
        and (name.given or not name.dropping_particle)
        and name.given not in ("III", "Jr.")
    )
    if held:
        assert names.parse_comma(names.format_comma(name)) == name


# Pages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zhi-Hong Deng", Name("Deng", "Zhi-Hong")),
        ("Alay Dilipbhai Shah", Name("Shah", "Alay Dilipbhai")),
        ("Ludwig  van der Berg", Name("Berg", "Ludwig", "van der")),
        ("von Neumann", Name("Neumann", "", "von")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("Martin Luther King, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("A. B. Name", Name("Name", "A. B.")),
        ("J.-P. Serre", Name("Serre", "J.-P.")),
        ("Deng, Zhi-Hong", Name("Deng", "Zhi-Hong")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("Plato", Name("Plato")),
        ("王军", Name(literal="王军")),
        ("김 철수", Name(literal="김 철수")),
        ("王, 军", Name("王", "军")),
        ("Luc Van Gool", Name("Van Gool", "Luc")),
        ("Yann Le Cun", Name("Le Cun", "Yann")),
        ("Maria De la Cruz", Name("De la Cruz", "Maria")),
        ("Oscar de La Hoya", Name("La Hoya", "Oscar", "de")),
        ("José Ortega y Gasset", Name("Ortega y Gasset", "José")),
        ("Ang Da Lu", Name("Lu", "Ang Da")),
        ("Thanh Van Nguyen", Name("Nguyen", "Thanh Van")),
        ("Bin Yu", Name("Yu", "Bin")),
        ("Van Morrison", Name("Morrison", "Van")),
        ("Ada Lovelace*", Name("Lovelace", "Ada")),
        ("", Name()),
    ],
)
def test_a_shown_name_has_its_family_last(text: str, expected: Name) -> None:
    assert names.parse_shown(text) == expected


# Comparison


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (Name("Deng", "Zhi-Hong"), "deng z"),
        (Name(literal="Zhi-Hong Deng"), "deng z"),
        (Name("Müller", "Élodie"), "muller e"),
        (Name("Gool", "Luc", "van"), "vangool l"),
        (Name("Van Gool", "L."), "vangool l"),
        (Name("O’Brien", "S."), "obrien s"),
        (Name("Søgaard", "Łukasz"), "sogaard l"),
        (Name("Plato"), "plato"),
        (Name("王", "军"), "王军"),
        (Name(literal="王军"), "王军"),
    ],
)
def test_spellings_of_one_name_share_a_key(name: Name, key: str) -> None:
    assert names.normalized(name) == key


ALIKE = [
    ("Deng, Zhi-Hong", "Zhihong Deng"),
    ("Deng, Zhi-Hong", "Z.-H. Deng"),
    ("Deng, Zhi-Hong", "Z. Deng"),
    ("Deng, Zhi-Hong", "ZH Deng"),
    ("Deng, Zhi-Hong", "Deng"),
    ("Deng, Zhi-Hong", "Deng Zhi-Hong"),
    ("Müller, Jürgen", "J. Mueller"),
    ("Müller, Jürgen", "Muller, Jurgen"),
    ("Fernández-López, María José", "Fernandez Lopez, M. J."),
    ("O'Brien, Sinéad", "Sinead OBrien"),
    ("van der Berg, Jan", "Jan Vanderberg"),
    ("Keynes, John Maynard", "John Keynes"),
    ("Keynes, John Maynard", "J. M. Keynes"),
    ("King, Martin, Jr.", "Martin King"),
]
UNLIKE = [
    ("Deng, Zhi-Hong", "Zhi-Min Deng"),
    ("Deng, Zhi-Hong", "Y. Deng"),
    ("Deng, Zhi-Hong", "Zhi-Hong Wang"),
    ("Wang, Jing", "Jing-Yi Wang"),
    ("Kim, Min-jun", "Min-ji Kim"),
    ("Lee, Robert", "Roberta Lee"),
    ("Keynes, John Maynard", "J. N. Keynes"),
    ("Müller, Jürgen", "J. Möller"),
    ("King, Martin, Jr.", "Martin King Sr."),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_that_may_be_one_person_s_are_compatible(one: str, other: str) -> None:
    assert names.compatible(names.parse_shown(one), names.parse_shown(other))
    assert names.compatible(names.parse_shown(other), names.parse_shown(one))


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_names_of_two_people_are_not_compatible(one: str, other: str) -> None:
    assert not names.compatible(names.parse_shown(one), names.parse_shown(other))
    assert not names.compatible(names.parse_shown(other), names.parse_shown(one))


@pytest.mark.parametrize(
    ("literal", "name", "same"),
    [
        ("Zhi-Hong Deng", Name("Deng", "Zhi-Hong"), True),
        ("Deng Zhi-Hong", Name("Deng", "Zhi-Hong"), True),
        ("Z. Deng", Name("Deng", "Zhi-Hong"), True),
        ("王军", Name("王", "军"), True),
        ("王军", Name("李", "军"), False),
        ("Acme Research", Name(literal="ACME research"), True),
        ("Acme Research", Name(literal="Acme Labs"), False),
    ],
)
def test_a_literal_is_compared_with_the_whole_name(
    literal: str, name: Name, same: bool
) -> None:
    assert names.compatible(Name(literal=literal), name) is same
    assert names.compatible(name, Name(literal=literal)) is same


@given(written_names(), written_names())
def test_comparison_has_no_order_and_a_name_is_compatible_with_itself(
    one: Name, two: Name
) -> None:
    assert names.compatible(one, one)
    assert names.compatible(one, two) == names.compatible(two, one)
