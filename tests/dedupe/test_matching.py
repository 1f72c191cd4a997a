"""Are two citations one: hard pairs of every kind, at both levels, in both orders."""
# ruff: noqa: E501 - a pair is a row of the table

from typing import Any

import pytest

from bibkit.dedupe import Level, Match, compare
from bibkit.dedupe.reasons import REASONS
from bibkit.model import Citation, Date, Identifier, Name


def people(text: str) -> tuple[Name, ...]:
    """ "Lovelace, Ada; Babbage, C." as names; without a comma a literal."""
    names = []
    for one in filter(None, text.split("; ")):
        family, comma, given = one.partition(", ")
        names.append(Name(family=family, given=given) if comma else Name(literal=one))
    return tuple(names)


def cited(title: str, authors: str = "", year: int | None = None, **values: Any) -> Citation:
    """A citation; ``where`` is "venue, volume, issue, pages", ``ids`` are "scheme:value"."""
    venue, volume, issue, page = (values.pop("where", "").split(", ") + [""] * 4)[:4]
    ids = tuple(Identifier(*one.split(":", 1)) for one in values.pop("ids", "").split())
    owner = people(values.pop("owner", ""))
    return Citation(
        title=title, author=people(authors), issued=Date(year) if year else None,
        container_title=venue, volume=volume, issue=issue, page=page, ids=ids, also_by=owner,
        **values,
    )  # fmt: skip


GLASS = "Slow relaxation of silica glasses under periodic shear"
MANY = "Ruiz, Marta; Okafor, Chidi; Lind, Sven; Baran, Ewa"
FEW = "M. Ruiz; C. Okafor; S. Lind"
ARTICLE = cited(GLASS, MANY, 2012, where="Journal of Glass Science, 31, 4, 211-225")
PREPRINT = cited(GLASS, MANY, 2010, where="arXiv", ids="arxiv:1012.01234")
PAGE = cited(GLASS, FEW, 2010, more_authors=True, author_count=4, owner="Baran, Ewa")

SAME: dict[str, tuple[Level, Citation, Citation]] = {
    "case and punctuation": ("record", ARTICLE, cited(GLASS.upper() + ".", MANY, 2012, where="Journal of Glass Science, 31, 4, 211-225")),
    "an abbreviated venue, short pages, initials": ("record", ARTICLE, cited(GLASS, "Ruiz, M.; Okafor, C.; Lind, S.; Baran, E.", 2012, where="J. Glass Sci., 31, 4, 211-25")),
    "online and in print": (
        "record", cited(GLASS, MANY, 2012, where="Journal of Glass Science, 31, 4, 211-225", ids="doi:10.1000/glass.7"),
        cited(GLASS, MANY, 2011, where="Journal of Glass Science, , , ", ids="doi:10.1000/GLASS.7"),
    ),
    "a note behind the title": ("record", ARTICLE, cited(GLASS + " [Review] [33 refs]", MANY, 2012, where="J Glass Sci, 31, , 211-225")),
    "pages that a spreadsheet took for a date": (
        "record", cited(GLASS, MANY, 2012, where="J Glass Sci, 31, , 7-23"),
        cited(GLASS, MANY, 2012, where="J Glass Sci, 31, , 23-Jul"),
    ),
    "the end of the pages alone": ("record", ARTICLE, cited(GLASS, MANY, 2012, where="J Glass Sci, 31, , 25")),
    "names that ran together": ("record", ARTICLE, cited(GLASS, "Ruiz M.Okafor C.Lind S.Baran E.", 2012, where="J Glass Sci, 31, 4, 211-225")),
    "a title in two languages": (
        "record", ARTICLE, cited("Relajación lenta de vidrios de sílice con cizalla periódica", MANY, 2012, where="J Glass Sci, 31, 4, 211-225"),
    ),
    "an update of a Cochrane review": (
        "record", cited("Salt for glazing in adults", MANY, 2009, where="Cochrane Database Syst Rev, , 2, CD001234", ids="doi:10.1002/14651858.CD001234.pub2"),
        cited("Salt for glazing in adults", "Ruiz, Marta; Novak, Jan", 2015, where="Cochrane Database of Systematic Reviews, , 7, CD001234", ids="doi:10.1002/14651858.CD001234.pub3"),
    ),
    "three renderings of a formula": (
        "work", cited("Mixed valence in LiV$_2$O$_4$ at low pressure", MANY, 2012),
        cited("Mixed valence in LiV₂_2O₄_4 at low pressure", MANY, 2012),
    ),
    "an article's number where the issue should be": (
        "record", cited(GLASS, MANY, 2012, where="Journal of Glass Science, 31 (4) (no pagination), e0211, "),
        cited(GLASS, MANY, 2012, where="Journal of Glass Science, 31, 4, 211"),
    ),
    "one author with a name of two capitals": (
        "record", cited(GLASS, "McCulloch, Paul Frederick", 2012, where="J Glass Sci, 31, , "), cited(GLASS, "F., McCulloch P.", 2012, where="J Glass Sci, 31, , 211"),
    ),
    "a name in two spellings": (
        "record", cited(GLASS, "Hiessl, C.", 2012, where="Journal of Glass Science, 31, 4, 211-225"), cited(GLASS, "Hiess, Christina", 2012, where="J Glass Sci, 31, 4, "),
    ),
    "in response to something": (
        "record", cited("Success and scale: the evolution of a map in response to an earthquake", MANY, 2012, where="Journal of Maps, 31, 4, 211-225"),
        cited("Success and scale", MANY, 2012, where="Journal of Maps, 31, 4, 211-225"),
    ),
    "one range of pages": (
        "record", cited("The cascade-correlation architecture", "Fahlman, S.; Lebiere, C.", 1990, where="Advances in Neural Information Processing Systems, , , 524-532"),
        cited("The cascade correlation architecture.", "S. E. Fahlman; C. Lebiere", 1989, where="Neural Information Systems, 2, , 524-532"),
    ),
    "an ordinal number": (
        "record", cited("Results of the third season at the glass works", MANY, 2012, where="Journal of Glass Science, 31, 4, 211-225"),
        cited("Results of the 3rd season at the glass works", MANY, 2012, where="J Glass Sci, 31, 4, 211-225"),
    ),
    "a preprint and the article": ("work", PREPRINT, ARTICLE),
    "a DOI of another version": (
        "work", cited("Shear of silica", MANY, 2014, where="Journal of Glass Science, 31, 4, 211-225", ids="doi:10.1000/glass.7 version_doi:10.1101/2010.11.05.370000"),
        cited(GLASS, MANY, 2010, ids="doi:10.1101/2010.11.05.370000"),
    ),
    "a page and the article": ("work", PAGE, ARTICLE),
    "pages of two authors": ("work", PAGE, cited(GLASS, FEW, 2010, more_authors=True, owner="Okafor, Chidi")),
    "a page that says how many authors": ("work", PAGE, cited(GLASS, "4 authors", 2010)),
    "a title with an ellipsis": ("work", PAGE, cited("Slow relaxation of silica glasses under…", FEW, 2010, more_authors=True)),
    "a changed title": ("work", PREPRINT, cited("Slow relaxation in silica glasses under shear", MANY, 2012, where="J Glass Sci, 31, 4, 211-225")),
    "a conference and a journal": (
        "work", ARTICLE, cited(GLASS, MANY, 2011, where="Proceedings of the 9th Conference on Glasses, , , 88-91"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("level", "one", "other"), SAME.values(), ids=SAME.keys())
def test_what_is_one(level: Level, one: Citation, other: Citation) -> None:
    match = compare(one, other, level)
    assert match == compare(other, one, level)
    assert match.outcome == "merge", match
    assert match


def test_a_word_lost_from_the_same_place_makes_no_other_work() -> None:
    where = "Journal of Glass Science, 31, 4, 211-225"
    whole = cited("Further notes on the flow of glass", MANY, 2012, where=where)
    assert compare(whole, cited("Notes on the flow of glass", MANY, 2012, where=where), "work")


def test_such_a_word_in_a_subtitle_makes_no_other_work() -> None:
    whole = cited(f"{GLASS}: an experiment revisited after many years", MANY, 2012)
    assert compare(whole, cited(GLASS, MANY, 2012), "work")


DISTINCT: dict[str, tuple[Level, Citation, Citation, str]] = {
    "another part": ("work", ARTICLE, cited(GLASS + " II", MANY, 2012), "part-differs"),
    "two parts": ("record", cited(GLASS + ". Part 2", MANY, 2012), cited(GLASS + ". Part 3", MANY, 2012), "part-differs"),
    "another number": ("work", cited("Results of season 2011 at the glass works", MANY, 2012), cited("Results of season 2012 at the glass works", MANY, 2012), "numbers-differ"),
    "an erratum": ("work", ARTICLE, cited("Erratum: " + GLASS, MANY, 2012, where="Journal of Glass Science, 31, 6, 402"), "erratum"),
    "a comment": ("work", ARTICLE, cited(f'Comment on "{GLASS}"', "Toth, Anna", 2013), "comment"),
    "a reply by the authors": ("record", ARTICLE, cited(f"Reply: {GLASS}", MANY, 2012, where="Journal of Glass Science, 31, 6, 403"), "comment"),
    "a data set": ("work", ARTICLE, cited(f"Data from: {GLASS}", MANY, 2012), "data-set"),
    "other people": ("work", ARTICLE, cited(GLASS, "Toth, Anna; Singh, Gurpreet", 2012), "authors-differ"),
    "the owner is missing from a complete list": (
        "work", ARTICLE, cited(GLASS, "M. Ruiz; C. Okafor; P. Quist", 2010, more_authors=True, owner="Quist, Per"), "owner-not-among-authors",
    ),
    "two preprints": ("work", PREPRINT, cited(GLASS, MANY, 2010, ids="arxiv:1012.09999"), "arxiv-differs"),
    "more of it": ("work", cited("Graphs", "Ruiz, Marta", 2012), cited("More graphs", "Ruiz, Marta", 2012), "sibling-title"),
    "it revisited": ("work", ARTICLE, cited(f"{GLASS} revisited", MANY, 2012), "sibling-title"),
    "a short title of every year": (
        "work", cited("Editorial", "Ruiz, Marta", 2011, where="Journal of Glass Science, 30, 1, 1"),
        cited("Editorial", "Ruiz, Marta", 2012, where="Journal of Glass Science, 31, 1, 1"), "short-title",
    ),
    "a short title of every issue": (
        "record", cited("Editor's remarks", "Ruiz, Marta", 2011, where="Glass, 30, 1, "),
        cited("Editor's remarks", "Ruiz, Marta", 2011, where="Glass, 30, 2, "), "short-title",
    ),
    "a reprint elsewhere": ("record", ARTICLE, cited(GLASS, MANY, 2012, where="Ceramics Monthly, 7, 1, 15-29"), "place-differs"),
    "an abstract elsewhere": ("record", ARTICLE, cited(GLASS, MANY, 2012, where="Rheologica Acta, , , S43"), "venue-differs"),
    "two DOIs of one registrar": (
        "record", cited(GLASS, MANY, 2012, where="Journal of Glass Science", ids="doi:10.1000/glass.7"),
        cited(GLASS, MANY, 2012, where="Journal of Glass Science", ids="doi:10.1000/glass.9"), "doi-differs",
    ),
    "a DOI of a whole supplement": (
        "record", cited(GLASS, MANY, 2012, ids="doi:10.1000/suppl.1"),
        cited("Kilns of the northern coast before 1600", "Toth, Anna", 2012, ids="doi:10.1000/suppl.1"), "shared-doi",
    ),
    "one DOI, a pair of opposite views": (
        "record", cited(GLASS, "Ruiz, Marta", 2012, ids="doi:10.1000/glass.7"), cited(GLASS + " (con)", "Toth, Anna", 2012, ids="doi:10.1000/glass.7"), "shared-doi",
    ),
    "a preprint and its article without pages or DOI": (
        "record", cited(GLASS, MANY, 2012, where="arXiv preprint arXiv:1012.01234"), cited(GLASS, MANY, 2012, where="Journal of Glass Science"), "preprint",
    ),
    "an arXiv id beside proceedings": (
        "record", cited(GLASS, MANY, 2012, ids="arxiv:1012.01234"), cited(GLASS, MANY, 2012, where="Proceedings of the 9th Conference on Glasses", ids="arxiv:1012.01234"), "preprint",
    ),
    "a preprint server's DOI": (
        "record", cited(GLASS, MANY, 2012, ids="doi:10.31219/osf.io/ab3"), cited(GLASS, MANY, 2012, ids="doi:10.1000/glass.7"), "preprint",
    ),
    "a genre of preprint": (
        "record", cited(GLASS, MANY, 2012, genre="Preprint"), cited(GLASS, MANY, 2012, where="Journal of Glass Science"), "preprint",
    ),
    "a DOI of another version, as a record": (
        "record", cited(GLASS, MANY, 2012, ids="doi:10.1000/glass.7 version_doi:10.1000/glass.conf"), cited(GLASS, MANY, 2012, ids="doi:10.1000/glass.conf"), "version-doi",
    ),
    "a conference and a journal, as records": (
        "record", cited(GLASS, MANY, 2012, where="Symposium on Glass"), cited(GLASS, MANY, 2012, where="Journal of Glass"), "venue-differs",
    ),
    "a title of every issue, and no place": (
        "record", cited("Guest editorial", "Ruiz, Bob; Lind, Sven", 2012, where="Glass"), cited("Guest Editorial", "Ruiz, Marta D.; Lind, Sven", 2012, where="Glass"), "short-title",
    ),
    "issues that are counted in words": (
        "record", cited("Welcome to the first issue of the Journal of Glass", MANY, 2012, where="Glass"), cited("Welcome to the third issue of the Journal of Glass", MANY, 2012, where="Glass"), "numbers-differ",
    ),
    "a title within another, and nobody known": (
        "record", cited("Rehabilitation of brittle bones", "", 2012), cited("Imaging in the assessment and rehabilitation of brittle bones", "", 2012), "titles-differ",
    ),
    "an electronic comment": (
        "record", cited(GLASS, MANY, 2012, where="Journal of Glass Science, 31, 4, 211-225"), cited(f"eComment: Re: {GLASS}", "Toth, Anna; Lind, Sven", 2012, where="Journal of Glass Science, 31, 4, 225"), "comment",
    ),
    "siblings in two volumes": (
        "work", cited("Operators that preserve idempotent matrices over semirings", "Lind, Sven; Ruiz, M.", 1992, where=", 160, , 217-229", ids="doi:10.1000/g.8"),
        cited("Operators that preserve r-potent matrices over semirings", "Lind, Sven; Toth, A.", 1992, where=", 162, , 589-599", ids="doi:10.1000/g.4"), "place-differs",
    ),
    "nothing in common": ("work", ARTICLE, cited("Kilns of the northern coast", "Toth, Anna", 1999), "titles-differ"),
    "no titles": ("work", cited("", MANY, 2012), cited("", MANY, 2012), ""),
}  # fmt: skip


@pytest.mark.parametrize(("level", "one", "other", "why"), DISTINCT.values(), ids=DISTINCT)
def test_what_is_not_one(level: Level, one: Citation, other: Citation, why: str) -> None:
    match = compare(one, other, level)
    assert match == compare(other, one, level)
    assert not match
    assert why in (*match.reasons, "")
    assert set(match.reasons) <= REASONS.keys()


def test_a_version_is_another_record_of_one_work() -> None:
    assert compare(PREPRINT, ARTICLE, "work")
    assert not compare(PREPRINT, ARTICLE, "record")


def test_a_match_says_why() -> None:
    match = compare(PAGE, ARTICLE)
    assert match.reasons == (
        "same-title",
        "truncated-list",
        "owner-among-authors",
        "preprint-published",
    )


@pytest.mark.parametrize(
    ("score", "outcome"), [(1.0, "merge"), (0.5, "merge"), (0.3, "review"), (0.0, "distinct")]
)
def test_a_score_has_one_of_three_outcomes(score: float, outcome: str) -> None:
    assert Match(score, ()).outcome == outcome
