"""Lists of people: order, et al., and, particles, initials, substitution, who is who."""

import pytest

from bibkit.csl.initials import initials, normalized_initials
from bibkit.csl.items import Person, person
from bibkit.csl.tree import NameMark
from bibkit.model import Citation, Name, replace
from tests.csl.styles import ADA, CHARLES, LUDWIG, MARY, NOTES, SOCIETY, one, rendered, style

NAMES = '<names variable="author"><name {}/></names>'
FOUR = (ADA, CHARLES, MARY, LUDWIG)

LISTS = {
    ("", (ADA,)): "Ada King Lovelace",
    ("", (ADA, CHARLES)): "Ada King Lovelace, Charles Babbage",
    ('and="text"', (ADA, CHARLES)): "Ada King Lovelace and Charles Babbage",
    ('and="symbol"', (ADA, CHARLES)): "Ada King Lovelace &#38; Charles Babbage",
    ('and="text" form="short"', (ADA, CHARLES, MARY)): "Lovelace, Babbage, and Somerville",
    ('and="text" form="short" delimiter-precedes-last="never"', (ADA, CHARLES, MARY)): (
        "Lovelace, Babbage and Somerville"
    ),
    ('and="text" form="short" delimiter-precedes-last="always"', (ADA, MARY)): (
        "Lovelace, and Somerville"
    ),
    (
        'and="text" name-as-sort-order="first" delimiter-precedes-last="after-inverted-name"',
        (CHARLES, MARY),
    ): "Babbage, Charles, and Mary Somerville",
    ('form="short" delimiter="; "', (ADA, MARY)): "Lovelace; Somerville",
    ('form="short" et-al-min="3" et-al-use-first="1"', FOUR): "Lovelace et al.",
    ('form="short" et-al-min="3" et-al-use-first="2"', FOUR): "Lovelace, Babbage, et al.",
    (
        'form="short" et-al-min="3" et-al-use-first="2" delimiter-precedes-et-al="never"',
        FOUR,
    ): "Lovelace, Babbage et al.",
    ('form="short" et-al-min="3" et-al-use-first="1" et-al-use-last="true"', FOUR): (
        "Lovelace … van Beethoven"
    ),
    ('form="short" et-al-min="4" et-al-use-first="2" et-al-use-last="true"', FOUR): (
        "Lovelace, Babbage, … van Beethoven"
    ),
    ('form="short" et-al-min="5" et-al-use-first="1"', FOUR): (
        "Lovelace, Babbage, Somerville, van Beethoven"
    ),
    ('form="count"', FOUR): "4",
    ('name-as-sort-order="all" sort-separator=" "', (CHARLES,)): "Babbage Charles",
    ('initialize-with=". "', (ADA,)): "A. K. Lovelace",
    ('initialize-with=""', (ADA,)): "AK Lovelace",
    ('initialize-with="." name-as-sort-order="all"', (ADA,)): "Lovelace, A.K.",
    ('and="text" delimiter-precedes-last="always"', (CHARLES, SOCIETY)): (
        "Charles Babbage and Royal Society"
    ),
    ('name-as-sort-order="all"', (Name("何", "恺明"),)): "何恺明",
}


@pytest.mark.parametrize(("options", "people"), LISTS)
def test_a_list_of_names(options: str, people: tuple[Name, ...]) -> None:
    citation = Citation(key="k", author=people)
    assert one(NAMES.format(options), citation) == LISTS[options, people]


DEMOTED = {
    "never": "van Beethoven, Ludwig",
    "sort-only": "van Beethoven, Ludwig",
    "display-and-sort": "Beethoven, Ludwig van",
}


@pytest.mark.parametrize(("demote", "printed"), DEMOTED.items())
def test_a_particle_stays_or_goes_behind(demote: str, printed: str) -> None:
    layout = NAMES.format('name-as-sort-order="all"')
    option = f'demote-non-dropping-particle="{demote}"'
    assert one(layout, Citation(author=(LUDWIG,)), options=option) == printed


def test_a_list_that_goes_on_says_so() -> None:
    citation = Citation(author=(CHARLES,), more_authors=True)
    assert one(NAMES.format('form="short"'), citation) == "Babbage et al."


SHORT = {
    ("Ada King", ". "): "A. K.",
    ("Jean-Paul", ". "): "J.-P.",
    ("J.R.R.", ". "): "J. R. R.",
    ("Min-jun", ". "): "M.",
    ("Yann le", "."): "Y. le",
    ("LLoyd", "."): "Ll.",
    ("Martin Jr.", ". "): "M. Jr.",
    ("Иван Иванович", "."): "И.И.",
}


@pytest.mark.parametrize(("given", "sign"), SHORT)
def test_initials(given: str, sign: str) -> None:
    assert initials(given, sign) == SHORT[given, sign]


def test_initials_without_hyphens() -> None:
    assert initials("Jean-Paul", ".", hyphens=False) == "J.P."


KEPT = {("J R", ". "): "J. R.", ("Ada K.", ". "): "Ada K.", ("A King", "."): "A. King"}


@pytest.mark.parametrize(("given", "sign"), KEPT)
def test_initials_that_are_there_are_written_alike(given: str, sign: str) -> None:
    assert normalized_initials(given, sign) == KEPT[given, sign]


PARTS = {
    Name("van der Waals", "Johannes"): Person("Waals", "Johannes", non_dropping="van der"),
    Name("d’Alembert", "Jean"): Person("Alembert", "Jean", non_dropping="d’"),
    Name("Humboldt", "Alexander von"): Person("Humboldt", "Alexander", "von"),
    Name("King", "Martin, Jr."): Person("King", "Martin", suffix="Jr."),
    Name("أبو هلال", "محمد"): Person("أبو هلال", "محمد"),
    Name("bell hooks"): Person("hooks", non_dropping="bell"),
    Name('"van Gogh"', "V"): Person("van Gogh", "V"),
    SOCIETY: Person(literal="Royal Society"),
}


@pytest.mark.parametrize("name", [name for name in PARTS if name.family != "bell hooks"])
def test_a_name_in_parts(name: Name) -> None:
    assert person(name) == PARTS[name]


EDITED = replace(NOTES, author=(), editor=(MARY, CHARLES))
SUBSTITUTE = (
    '<names variable="author"><name form="short" and="text"/>'
    '<label form="short" prefix=" (" suffix=")"/>'
    '<substitute><names variable="editor"/><text variable="title"/></substitute></names>'
)
SUBSTITUTED = {
    "author": (NOTES, "Lovelace"),
    "editors": (EDITED, "Somerville and Babbage (eds.)"),
    "one editor": (replace(EDITED, editor=(MARY,)), "Somerville (ed.)"),
    "title": (replace(EDITED, editor=()), "Notes on the engine"),
}


@pytest.mark.parametrize("case", SUBSTITUTED)
def test_what_stands_for_missing_names_stands_once(case: str) -> None:
    citation, names = SUBSTITUTED[case]
    layout = f'<group delimiter=" | ">{SUBSTITUTE}<text variable="title"/></group>'
    again = "" if case == "title" else " | Notes on the engine"
    assert one(layout, citation) == names + again


def test_one_who_edits_and_translates_is_named_once() -> None:
    both = Citation(editor=(MARY,), translator=(MARY,))
    layout = (
        '<names variable="editor translator"><name form="short"/><label prefix=", "/></names>'
    )
    assert one(layout, both) == "Somerville, editor &#38; translator"


def test_every_person_is_known_in_the_runs() -> None:
    import bibkit

    cited = Citation(key="k", title="T", author=(ADA, CHARLES), editor=(MARY,), type="chapter")
    (entry,) = bibkit.render([cited], "bibkit", medium="text")
    named = {run.name: run.text for run in entry.runs if run.name}
    assert named == {
        NameMark("author", 0): "Ada King Lovelace",
        NameMark("author", 1): "Charles Babbage",
        NameMark("editor", 0): "Mary Somerville",
    }


REPEATED = [
    replace(NOTES, key="a", author=(ADA, CHARLES)),
    replace(NOTES, key="b", author=(ADA, CHARLES)),
    replace(NOTES, key="c", author=(ADA, MARY)),
]
RULES = {
    "complete-all": ["Lovelace, Babbage", "—", "Lovelace, Somerville"],
    "complete-each": ["Lovelace, Babbage", "—, —", "Lovelace, Somerville"],
    "partial-each": ["Lovelace, Babbage", "—, —", "—, Somerville"],
    "partial-first": ["Lovelace, Babbage", "—, Babbage", "—, Somerville"],
}


@pytest.mark.parametrize("rule", RULES)
def test_names_that_repeat_those_before(rule: str) -> None:
    options = f'subsequent-author-substitute="—" subsequent-author-substitute-rule="{rule}"'
    text = style(NAMES.format('form="short"'), bibliography=options)
    assert rendered(text, *REPEATED) == RULES[rule]
