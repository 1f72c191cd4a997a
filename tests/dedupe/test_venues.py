"""The names of venues: which are one, and of which kind they say they are."""

import pytest

from bibkit.dedupe import venues

ALIKE = [
    ("VLDB", "Very Large Data Bases"),
    ("VLDB J.", "The VLDB Journal: The International Journal on Very Large Data Bases"),
    ("ACM Trans. Database Syst.", "ACM Transactions on Database Systems (TODS)"),
    ("J Glass Sci", "Journal of Glass Science"),
    ("JAMA", "Journal of the American Medical Association"),
    ("Proc. CVPR", "IEEE Conf. on Computer Vision and Pattern Recognition"),
]
UNLIKE = [
    ("Glass", "Rheologica Acta"),
    ("VLDB", "ACM Transactions on Database Systems"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_of_one_venue_are_alike(one: str, other: str) -> None:
    mine, theirs = venues.read(one).words, venues.read(other).words
    assert venues.alike(mine, theirs) == venues.alike(theirs, mine)
    assert venues.alike(mine, theirs) >= 80


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_names_of_two_venues_are_not(one: str, other: str) -> None:
    assert venues.alike(venues.read(one).words, venues.read(other).words) < 40


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("VLDB", "conference"),
        ("Very Large Data Bases", "conference"),
        ("VLDB J.", "journal"),
        ("CACM", "journal"),
        ("SIGMOD Record", "journal"),
        ("SIGMOD Conference", "conference"),
        ("Journal of Glass. Conference: Glass Days", ""),
        ("Machine Learning", ""),
        ("Proceedings of the National Academy of Sciences", ""),
        ("arXiv preprint arXiv:1203.04567", "preprints"),
        ("CoRR", "preprints"),
        ("EcoEvoRxiv", "preprints"),
        ("SSRN Electronic Journal", "preprints"),
    ],
)
def test_a_venue_says_of_which_kind_it_is(name: str, kind: str) -> None:
    assert venues.read(name).kind == kind
