"""Citation keys: unique, the same whatever the order, and nobody's own key is lost."""

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bibkit import api, citekeys
from bibkit.diagnostics import Diagnostic
from bibkit.errors import UsageError
from bibkit.model import Citation, Date, Identifier, Name, Source
from tests.conftest import ROOT


@cache
def seeds() -> tuple[Citation, ...]:
    return tuple(api.read(ROOT / "seeds"))


def keyed(*citations: Citation, pattern: str = "") -> tuple[list[str], list[str]]:
    told: list[Diagnostic] = []
    make = citekeys.pattern(pattern) if pattern else None
    keys = [each.key for each in citekeys.with_keys(citations, told.append, make)]
    return keys, [str(each) for each in told]


def paper(
    title: str = "A study", family: str = "Li", year: int = 2024, **values: Any
) -> Citation:
    author = (Name(family=family),) if family else ()
    return Citation(title=title, author=author, issued=Date(year) if year else None, **values)


@given(st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_the_order_does_not_matter(random: Random) -> None:
    shuffled = random.sample(seeds(), len(seeds()))
    keys = {c.sources: c.key for c in citekeys.with_keys(shuffled, print)}
    assert keys == {c.sources: c.key for c in citekeys.with_keys(seeds(), print)}


def test_keys_are_unique() -> None:
    keys, told = keyed(*seeds())
    assert len(set(keys)) == len(keys) == len(seeds())
    assert told == []


KEYS = {
    "author, year, word": (paper("The Art of It"), "li2024art"),
    "no year": (paper("On Trees", year=0), "litrees"),
    "words alone for a date": (
        Citation(title="On Trees", author=(Name(family="Li"),), issued=Date(literal="soon")),
        "litrees",
    ),
    "accents": (paper("Über Bäume", "Müller-Łódź"), "mullerlodz2024uber"),
    "letters that are no accents": (paper("Øl", "Ærø Þór"), "aerothor2024ol"),
    "another script": (paper("深度 学习", "王"), "王2024深度"),
    "a particle": (
        Citation(title="Trees", author=(Name(family="Berg", non_dropping_particle="van den"),)),
        "bergtrees",
    ),
    "an organization": (
        Citation(title="Trees", author=(Name(literal="World Health Organization"),)),
        "worldhealthorganizationtrees",
    ),
    "an editor": (Citation(title="Trees", editor=(Name(family="Li"),)), "litrees"),
    "no authors": (paper("TS-LSTM and Temporal-Inception", ""), "tslstm2024temporal"),
    "no title": (paper(""), "li2024"),
    "nothing": (Citation(), "anonymous"),
    "signs": (paper("C++ & {TeX}: $x^2$", "O'Brien"), "obrien2024c"),
}


@pytest.mark.parametrize(("citation", "key"), KEYS.values(), ids=KEYS.keys())
def test_a_key_says_who_when_and_what(citation: Citation, key: str) -> None:
    assert keyed(citation) == ([key], [])


def test_the_earliest_has_the_bare_key() -> None:
    days = [Date(2024, 5), Date(2024, 1, 3), Date(2024), Date(2024, 1)]
    papers = [Citation(title="Trees", author=(Name(family="Li"),), issued=day) for day in days]
    assert keyed(*papers) == (
        ["li2024treesb", "li2024trees", "li2024treesc", "li2024treesa"],
        [],
    )


def test_more_than_an_alphabet_of_equal_keys() -> None:
    papers = [paper(f"Trees {number:02}") for number in range(30)]
    keys, _ = keyed(*papers)
    assert keys[:3] == ["li2024trees", "li2024treesa", "li2024treesb"]
    assert keys[25:30] == [f"li2024trees{end}" for end in ("y", "z", "aa", "ab", "ac")]


def test_many_equal_keys_are_made_in_time() -> None:
    keys, _ = keyed(*(Citation() for _ in range(20_000)))
    assert len(set(keys)) == 20_000
    keys, _ = keyed(*(Citation(key="k") for _ in range(20_000)))
    assert len(set(keys)) == 20_000


def test_equal_citations_get_keys_of_their_own() -> None:
    same = paper()
    keys, told = keyed(same, same, paper())
    assert len(set(keys)) == 3
    assert told == []


def test_keys_that_are_there_stay() -> None:
    papers = [paper(key="mine"), paper(), paper(key="li2024study")]
    assert keyed(*papers) == (["mine", "li2024studya", "li2024study"], [])


@pytest.mark.parametrize("between", [(), (paper(),), (paper(), paper(key="c"))])
def test_the_second_of_two_equal_keys_is_changed_and_told(
    between: tuple[Citation, ...],
) -> None:
    here = (Source("x.bib", 9),)
    keys, told = keyed(paper(key="k"), paper(key="ka"), *between, paper(key="k", sources=here))
    assert (keys[:2], keys[-1]) == (["k", "ka"], "kb")
    assert told == [
        "x.bib:9: info: key 'k' stands twice: the second is written as 'kb' [changed-key]"
    ]


def test_made_keys_never_differ_in_case_only() -> None:
    papers = [
        Citation(title="Trees", author=(Name(family=family),), issued=Date(year))
        for family, year in (("LI", 2003), ("Li", 2002), ("li", 2001))
    ]
    make = citekeys.pattern("[auth]")
    found = citekeys.with_keys(papers, print, make)
    assert [each.key for each in found] == ["LIb", "Lia", "li"]
    given = paper(key="LIA")
    found = citekeys.with_keys([given, *papers], print, make, known=[paper("Other", key="lI")])
    assert [each.key for each in found] == ["LIA", "LId", "Lic", "lib"]


def test_given_keys_that_differ_in_case_only_stay_and_are_told() -> None:
    here = (Source("x.bib", 9),)
    keys, told = keyed(paper(key="Li"), paper(key="LI", sources=here), paper(key="LI"))
    assert keys == ["Li", "LI", "LIa"]
    assert told == [
        "x.bib:9: warning: key 'LI' is 'Li' in another case: the same to BibTeX [similar-key]",
        "info: key 'LI' stands twice: the second is written as 'LIa' [changed-key]",
    ]


def test_a_changed_key_takes_none_that_comes_later() -> None:
    papers = [paper(), paper(key="k"), paper(key="k"), paper(key="ka")]
    keys, told = keyed(*papers)
    assert keys == ["li2024study", "k", "kb", "ka"]
    assert len(told) == 1


def test_citations_with_keys_stream() -> None:
    def endless() -> Any:
        number = 0
        while True:
            number += 1
            yield paper(key=str(number))

    assert next(citekeys.with_keys(endless(), print)).key == "1"


PATTERNS = {
    "[auth:upper]-[year]": "VANDENBERG-2024",
    "[auth]:[title]": "VandenBerg:TheGreenTreesofHollow",
    "[word:capitalize][year]x": "Green2024x",
    "[word:upper:lower]": "green",
    "fixed": "fixed",
    "a b{c}": "abc",
    "{}": "anonymous",
}


@pytest.mark.parametrize(("pattern", "key"), PATTERNS.items())
def test_a_pattern_makes_keys(pattern: str, key: str) -> None:
    assert keyed(paper("The Green Trees of Hollow", "Van den Berg"), pattern=pattern) == (
        [key],
        [],
    )


WRONG = {
    "[who]": "key pattern: no marker and no field 'who'; see bibkit convert --help",
    "[jurnal]": "key pattern: no marker and no field 'jurnal'; did you mean 'journal'?",
    "[auth:small]": "key pattern: no modifier 'small'; there are lower, upper, capitalize, "
    "titlecase, sentencecase, abbr, camel, shorttitle, veryshorttitle, truncateN, camelN, "
    'regex("...", "..."), (default)',
    '[auth:regex("a", "$7")]': "key pattern: regex('a'): invalid group reference 7 at "
    "position 3",
    "[volume:([who])]": "key pattern: no marker and no field 'who'; see bibkit convert --help",
    '[auth:regex("(", "")]': "key pattern: regex('('): missing ), unterminated subpattern at "
    "position 0",
    "[auth": "key pattern '[auth': a '[' that opens no marker",
    "[]x": "key pattern '[]x': a '[' that opens no marker",
    "[auth:]": "key pattern '[auth:]': a '[' that opens no marker",
}


@pytest.mark.parametrize(("pattern", "message"), WRONG.items())
def test_a_wrong_pattern_is_refused(pattern: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        citekeys.pattern(pattern)
    assert str(raised.value) == message


NEWTON = Name(family="Newton", given="Isaac")
MAXWELL = Name(family="Maxwell", given="James")
EINSTEIN = Name(family="Einstein", given="Albert")
BOHR = Name(family="Bohr", given="Niels")
AALST = Name(family="Aalst", given="Wil", non_dropping_particle="van der")
FOUR = (NEWTON, MAXWELL, EINSTEIN, BOHR)
ANY = Citation(
    type="article-journal",
    title="An awesome paper on JabRef",
    author=FOUR,
    issued=Date(1998),
    container_title="Journal of Fish Biology",
    page="7-12",
    keyword=("green trees", "hollow"),
)

JABREF = {
    "[auth]": "Newton",
    "[auth3]": "New",
    "[auth3_2]": "Max",
    "[auth3_9]": "anonymous",
    "[authors]": "NewtonMaxwellEinsteinBohr",
    "[authors2]": "NewtonMaxwellEtAl",
    "[authorsAlpha]": "NMEB",
    "[authorLast]": "Bohr",
    "[authorIni]": "NewtoMEB",
    "[authForeIni]": "I",
    "[authorLastForeIni]": "N",
    "[authIni4]": "NMEB",
    "[authIni6]": "NeMaEB",
    "[auth.auth.ea]": "Newton.Maxwell.ea",
    "[auth.etal]": "Newton.etal",
    "[authEtAl]": "NewtonEtAl",
    "[authshort]": "NME+",
    "[pureauth]": "Newton",
    "[edtr]x": "x",
    "[shorttitle]": "awesomepaperJabRef",
    "[shorttitleINI]": "Aap",
    "[veryshorttitle]": "awesome",
    "[title]": "AnAwesomePaperonJabRef",
    "[fulltitle]": "AnawesomepaperonJabRef",
    "[camel]": "AnAwesomePaperOnJabRef",
    "[camel2]": "AnAwesome",
    "[shortyear]": "98",
    "[firstpage]": "7",
    "[lastpage]": "12",
    "[pageprefix]x": "x",
    "[keyword2]": "hollow",
    "[keyword3]x": "x",
    "[keywords]": "greentreeshollow",
    "[keywords1]": "greentrees",
    "[entrytype]": "Article",
    "[journal]": "JournalofFishBiology",
    "[JOURNAL:abbr]": "JoFB",
    "[camel:abbr]": "AAPOJ",
    "[title:abbr]": "AAPoJ",
    "[fulltitle:capitalize]": "AnAwesomePaperOnJabref",
    "[fulltitle:titlecase]": "AnAwesomePaperonJabref",
    "[fulltitle:sentencecase]": "Anawesomepaperonjabref",
    "[fulltitle:truncate4]": "Ana",
    "[volume:(unknown)]": "unknown",
    "[year:(unknown)]": "1998",
    "[volume:(v[year:truncate2])]": "v19",
    "[fulltitle:veryshorttitle:upper]": "AWESOME",
    "[fulltitle:shorttitle:camel]": "AwesomePaperJabRef",
    "[fulltitle:camel2]": "AnAwesome",
    "[auth:upper_case:latex_to_unicode]": "NEWTON",
    '[auth.etal:regex("\\\\.etal","EtAl"):lower]': "newtonetal",
    r'[auth.etal:regex("\.etal","")]': "Newton",
    '[year:regex("19(..)","$1x")]': "98x",
}


@pytest.mark.parametrize(("pattern", "key"), JABREF.items())
def test_a_pattern_of_jabref_makes_its_keys(pattern: str, key: str) -> None:
    assert keyed(ANY, pattern=pattern) == ([key], [])


PEOPLE = {
    "one of alpha": ("[authorsAlpha]", {"author": (NEWTON,)}, "New"),
    "particles of alpha": ("[authorsAlpha]", {"author": (AALST,)}, "vdAal"),
    "five of alpha": ("[authorsAlpha]", {"author": (*FOUR, AALST)}, "NME+"),
    "a list that goes on": (
        "[authEtAl]",
        {"author": (NEWTON,), "more_authors": True},
        "NewtonEtAl",
    ),
    "two": ("[auth.etal]", {"author": (NEWTON, BOHR)}, "Newton.Bohr"),
    "editors stand in": ("[authors]", {"editor": (NEWTON, BOHR)}, "NewtonBohr"),
    "but not for pure ones": ("[pureauthors]x", {"editor": (NEWTON, BOHR)}, "x"),
    "editors": ("[edtr3][editorLast]", {"author": (BOHR,), "editor": FOUR}, "NewBohr"),
    "particles": ("[authFirstFull]", {"author": (AALST,)}, "vanderAalst"),
    "a name without family": ("[authorsAlpha]x", {"author": (Name(given="X"),)}, "x"),
    "a paper of a meeting": ("[entrytype]", {"type": "paper-conference"}, "InProceedings"),
    "a month": ("[month]", {"issued": Date(2020, 3)}, "March"),
    "in press": ("[shortyear]", {"issued": Date(literal="in press")}, "IP"),
    "many digits": ("[firstpage]x", {"page": "1" * 5000}, "x"),
    "a page with letters": ("[pageprefix][firstpage]", {"page": "L42-L44"}, "L42"),
}


@pytest.mark.parametrize(("pattern", "values", "key"), PEOPLE.values(), ids=PEOPLE.keys())
def test_a_marker_of_jabref(pattern: str, values: dict[str, Any], key: str) -> None:
    assert keyed(Citation(**values), pattern=pattern) == ([key], [])


def doi(value: str) -> dict[str, Any]:
    return {"ids": (Identifier("doi", value),)}


KNOWN = {
    "the same DOI": (paper("Other", **doi("10.1/A")), "cited"),
    "another DOI": (paper(**doi("10.1/b")), "li2024study"),
    "the same title and author": (paper(), "cited"),
    "the same title of another": (paper(family="Wu"), "wu2024study"),
    "the title told otherwise": (paper("A {Study}!"), "cited"),
    "a key of its own": (paper(key="mine"), "cited"),
    "another work": (paper("Trees"), "li2024trees"),
}


@pytest.mark.parametrize(("citation", "key"), KNOWN.values(), ids=KNOWN.keys())
def test_what_is_cited_stays_cited(citation: Citation, key: str) -> None:
    known = [paper(key="cited", **doi("10.1/a"))]
    (made,) = citekeys.with_keys([citation], print, known=known)
    assert made.key == key


def test_the_keys_of_a_library_are_given_to_no_other_work() -> None:
    known = [paper("Bushes", "Wu", key="li2024study")]
    (made,) = citekeys.with_keys([paper()], print, known=known)
    assert made.key == "li2024studya"


def test_all_keys_are_made_anew_where_that_is_asked_for() -> None:
    papers = [paper(key="mine"), paper("Trees")]
    assert [c.key for c in citekeys.with_keys(papers, print, rekey=True)] == [
        "li2024study",
        "li2024trees",
    ]


def test_a_long_stream_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citekeys, "HELD", 2)
    given = [
        Citation(title="On Trees", author=(Name("Doe"),), issued=Date(year), key=key)
        for year, key in [
            (2003, ""),
            (2003, ""),
            (2003, ""),
            (2001, "DOE2003trees"),
            (2001, ""),
        ]
    ]
    taken: list[Citation] = []

    def stream() -> Iterator[Citation]:
        for citation in given:
            taken.append(citation)
            yield citation

    told: list[Diagnostic] = []
    keyed = citekeys.with_keys(stream(), told.append)
    assert next(keyed).key == "doe2003trees"
    assert len(taken) == 3
    assert [each.key for each in keyed] == [
        "doe2003treesa", "doe2003treesb", "DOE2003treesc", "doe2001trees",
    ]  # fmt: skip
    assert [str(each) for each in told] == [
        "info: more than 2 works without keys: equal keys get a, b ... as they come "
        "[changed-key]",
        "info: key 'DOE2003trees' stands twice: the second is written as 'DOE2003treesc' "
        "[changed-key]",
    ]
    held = citekeys.with_keys(given, told.append)
    assert [each.key for each in held] == [
        "doe2003treesa", "doe2003treesb", "doe2003treesc", "DOE2003trees", "doe2001trees",
    ]  # fmt: skip
    assert len(told) == 2


def test_letters_behind_a_key_go_on_behind_z() -> None:
    endings = [citekeys._ending(number) for number in (1, 26, 27, 52, 53, 702, 703)]
    assert endings == ["a", "z", "aa", "az", "ba", "zz", "aaa"]
