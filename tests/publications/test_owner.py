"""The owner of a list: which names are hers, and where she stands on a paper."""

import pytest

from bibkit import names
from bibkit.errors import UsageError
from bibkit.model import Citation, Identifier, Name
from bibkit.publications.likeness import SURE, WEAK
from bibkit.publications.owner import Owner, Standing, stand
from tests.publications.pairs import Pair, pairs

ADA = Name("Lovelace", "Ada")
ORCID = Identifier("orcid", "0000-0002-1825-0097")
OTHER_ORCID = Identifier("orcid", "0000-0001-5109-3700")


def people(*shown: str) -> tuple[Name, ...]:
    return tuple(map(names.parse_shown, shown))


@pytest.mark.parametrize("pair", [*pairs(), *pairs("unseen.txt")], ids=lambda p: f"{p.shown}")
def test_a_name_is_hers_or_not(pair: Pair) -> None:
    found = pair.owner.likeness(names.parse_shown(pair.shown))
    assert (found.score >= SURE) is pair.same, found


def test_there_are_names_enough_of_every_tradition() -> None:
    found = list(pairs())
    assert len(found) >= 300
    assert len({pair.tradition for pair in found}) >= 8


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("Maynard Keynes", "John Maynard Keynes"),
        ("María José Fernández López", "Fernández López"),
        ("Ann Smith-Jones", "Ann Jones"),
        ("Jing Wang", "J. Y. Wang"),
        ("Johannes van der Waals", "Vanderwaals J"),
    ],
)
def test_what_may_be_hers_is_weak(mine: str, theirs: str) -> None:
    score = Owner.of(mine).likeness(names.parse_shown(theirs)).score
    assert WEAK <= score < SURE


@pytest.mark.parametrize(
    ("ids", "same"), [((ORCID,), True), ((OTHER_ORCID,), False), ((), True)]
)
def test_an_orcid_decides(ids: tuple[Identifier, ...], same: bool) -> None:
    owner = Owner.of("Ada Lovelace", orcid="https://orcid.org/0000-0002-1825-0097")
    citation = Citation(author=(Name("Lovelace", "Ada", ids=ids),))
    expected = Standing("found", {"author": 0}) if same else Standing("absent")
    assert stand(owner, citation) == expected


def test_an_orcid_finds_another_name() -> None:
    owner = Owner.of("Ada Lovelace", orcid="0000-0002-1825-0097")
    citation = Citation(author=(Name("Babbage", "C."), Name("King", "A. A.", ids=(ORCID,))))
    assert stand(owner, citation) == Standing("found", {"author": 1})


@pytest.mark.parametrize(
    ("owner", "shown", "expected"),
    [
        ("Wei Wang", ["Wang, W.", "Wei Wang", "Wang Wu"], Standing("found", {"author": 1})),
        (
            "Wei Wang",
            ["W. Wang", "W. Wang", "L. Li"],
            Standing("tied", rivals=("W. Wang", "W. Wang"), reason="same initials"),
        ),
        (
            "Wei Wang",
            ["Wei Wang", "Wei Wang"],
            Standing("tied", rivals=("Wei Wang", "Wei Wang"), reason="same name"),
        ),
        (
            "Jing Wang",
            ["L. Li", "J. Y. Wang"],
            Standing("weak", rivals=("J. Y. Wang",), reason="another given name behind it"),
        ),
        ("Wei Wang", ["L. Li"], Standing("absent")),
        ("Wei Wang", [], Standing("absent")),
    ],
)
def test_the_likeliest_of_a_paper_is_hers(
    owner: str, shown: list[str], expected: Standing
) -> None:
    assert stand(Owner.of(owner), Citation(author=people(*shown))) == expected


def test_weak_names_are_taken_where_that_is_asked() -> None:
    citation = Citation(author=people("L. Li", "J. Y. Wang"))
    found = stand(Owner.of("Jing Wang"), citation, accept=True)
    assert found == Standing("found", {"author": 1})


def test_other_names_of_hers_count() -> None:
    owner = Owner.of("Kaiming He", ["何恺明", "Kevin He"])
    for shown in ("何恺明", "Kevin He", "K. He"):
        assert stand(owner, Citation(author=people("X. Zhang", shown))).places == {"author": 1}


def test_she_may_edit_and_write() -> None:
    citation = Citation(
        author=people("Ada Lovelace"), editor=people("C. Babbage", "A. Lovelace")
    )
    assert stand(Owner.of("Ada Lovelace"), citation).places == {"author": 0, "editor": 1}


def test_a_review_of_her_book_is_not_hers() -> None:
    citation = Citation(author=people("C. Babbage"), reviewed_author=people("Ada Lovelace"))
    assert stand(Owner.of("Ada Lovelace"), citation) == Standing("absent")


def test_a_page_may_know_her_as_a_later_author() -> None:
    citation = Citation(author=people("A. B"), more_authors=True, also_by=(ADA,))
    assert stand(Owner.of("A. Lovelace"), citation) == Standing("later", name=ADA)
    assert stand(Owner.of("Someone Else"), citation) == Standing("absent")


def test_papers_that_are_all_hers_have_her_among_the_others() -> None:
    owner = Owner.of("何恺明", ["Kaiming He"])
    cut = Citation(author=people("A. B"), more_authors=True)
    whole = Citation(author=people("A. B"))
    assert stand(owner, cut, mine=True) == Standing("later", name=Name("He", "Kaiming"))
    assert stand(owner, whole, mine=True) == Standing("absent")


@pytest.mark.parametrize(
    ("name", "orcid", "message"),
    [("", "", "'' is no name"), ("Ada Lovelace", "12", "'12' is no ORCID")],
)
def test_who_is_no_owner_is_refused(name: str, orcid: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Owner.of(name, orcid=orcid)
