"""What stands behind an entry, and the words of a list in its language."""

from typing import Any

import pytest

from bibkit import api
from bibkit.diagnostics import Diagnostic
from bibkit.model import Citation, Date, Identifier, Name
from bibkit.publications import Options, Owner, build
from bibkit.publications.headings import LANGUAGES, headings
from bibkit.publications.kinds import KINDS
from bibkit.publications.marks import MARKS
from tests.publications.test_lists import lines

ADA = Name("Lovelace", "Ada")
OWNER = Owner.of("Ada Lovelace")


def work(**more: Any) -> Citation:
    return Citation(
        key="a", type="article-journal", title="On Trees", container_title="Woods",
        author=(ADA,), issued=Date(2020), **more,
    )  # fmt: skip


ENTRY = "Ada Lovelace (2020). On Trees. Woods."


def behind(citation: Citation, **options: Any) -> str:
    built = build([citation], OWNER, Options(**options))
    (paper,) = built.document.all_papers()
    text = "".join(run.text for run in paper.runs)
    assert text.startswith(ENTRY)
    return text.removeprefix(ENTRY).strip()


def links(citation: Citation) -> list[tuple[str, str]]:
    (paper,) = build([citation], OWNER, Options(links=True)).document.all_papers()
    return [(run.text, run.link) for run in paper.runs if run.link]


@pytest.mark.parametrize(
    ("values", "options", "expected"),
    [
        ({}, {}, ""),
        ({"extra": {"bibtex/award": ("Best Paper Award",)}}, {}, "Best Paper Award."),
        ({"extra": {"csl-json/custom/award": ("Best!",)}}, {}, "Best!"),
        ({"extra": {"bibtex/award": ("true",), "bibtex/award_name": ("Oral",)}}, {}, "Oral."),
        ({"extra": {"bibtex/award": (r"Prix d'\'Et\'e \& \emph{More}",)}}, {},
         "Prix d'Été & More."),
        ({"extra": {"bibtex/acceptance_rate": ("148/816",)}}, {},
         "Acceptance rate: 148/816 = 18 %."),
        ({"extra": {"bibtex/acceptance": ("18%",)}}, {}, "Acceptance rate: 18%."),
        ({"extra": {"bibtex/acceptance": ("3/0",)}}, {}, "Acceptance rate: 3/0."),
        ({"extra": {"bibtex/addendum": ("Reprinted in 2021",)}}, {}, "Reprinted in 2021."),
        ({"note": "award: Best Paper\nAcceptance rate = 1/5"}, {},
         "Best Paper. Acceptance rate: 1/5 = 20 %."),
        ({"note": "12 pages"}, {}, ""),
        ({"note": "12 pages"}, {"notes": True}, "12 pages."),
        ({"note": "award: Best\n12 pages"}, {"notes": True}, "Best. 12 pages."),
        ({"note": "To appear"}, {"notes": True}, "In press."),
        ({"status": "inpress"}, {"group_by": ["status"]}, ""),
        ({"status": "inpress", "extra": {"bibtex/award": ("Best",)}}, {}, "In press. Best."),
        ({"ids": (Identifier("pmid", "12"), Identifier("pmcid", "PMC34"))}, {}, ""),
        ({"ids": (Identifier("pmid", "12"), Identifier("pmcid", "PMC34"))}, {"links": True},
         "PMID: 12; PMCID: PMC34."),
        ({"ids": (Identifier("arxiv", "2101.00001v2"),), "code": "https://x.org/c"},
         {"links": True}, "Also arXiv:2101.00001. [Code] [PDF]"),
        ({"code": "javascript:alert(1)"}, {"links": True}, ""),
    ],
)  # fmt: skip
def test_what_is_known_besides_stands_behind_the_entry(
    values: dict[str, Any], options: dict[str, Any], expected: str
) -> None:
    assert behind(work(**values), **options) == expected


def test_badges_lead_where_the_entry_does_not() -> None:
    text = rb"""@article{a, author = {Ada Lovelace}, title = {On Trees}, journal = {Woods},
      year = 2020, doi = {10.1000/x}, url = {https://y.org}, pdf = {https://x.org/a\_b.pdf},
      slides = {https://x.org/a_b.pdf}, video = {https://x.org/v}, poster = {poster.pdf}}"""
    assert links(next(api.read(text))) == [
        ("https://doi.org/", "https://doi.org/10.1000/x"),
        ("10.1000/x", "https://doi.org/10.1000/x"),
        ("[PDF]", "https://x.org/a_b.pdf"),
        ("[Video]", "https://x.org/v"),
    ]


def no_report(finding: Diagnostic) -> None:
    raise AssertionError(finding)


WORDS = [
    "Publications", "Selected publications", "Refereed publications", "In press", "in press",
    "Without a year", "Also", "Acceptance rate", *(kind.heading for kind in KINDS),
    *(mark.meaning for mark in MARKS.values()),
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_word(language: str) -> None:
    words = headings(language, no_report)
    same = {word for word in WORDS if words(word) == word}
    assert same <= {"Preprints", "Software", "Publications", "Patents"}
    said = [words(kind.heading) for kind in KINDS]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("locale", "journals"),
    [
        ("en-US", "Journal articles"),
        ("en-GB", "Journal articles"),
        ("de", "Zeitschriftenartikel"),
        ("de-AT", "Zeitschriftenartikel"),
        ("fr-CA", "Articles dans des revues"),
        ("es-ES", "Artículos en revistas"),
        ("it-IT", "Articoli su rivista"),
        ("pt-PT", "Artigos em revistas"),
        ("pt-BR", "Artigos em periódicos"),
        ("pt-br", "Artigos em periódicos"),
        ("zh-CN", "期刊论文"),
        ("ja-JP", "学術雑誌論文"),
    ],
)
def test_headings_are_in_the_language_of_the_list(locale: str, journals: str) -> None:
    assert headings(locale, no_report)("Journal articles") == journals


@pytest.mark.parametrize("locale", ["ru-RU", "zh-TW", "zh-Hant", "xx"])
def test_a_language_without_headings_is_told(locale: str) -> None:
    told: list[Diagnostic] = []
    assert headings(locale, told.append)("Books") == "Books"
    assert [each.code for each in told] == ["no-locale"]
    assert told[0].message == f"no headings in {locale!r} are here; English is used"


def test_a_list_in_a_language_without_words_is_english_and_says_so() -> None:
    told: list[Diagnostic] = []
    made = build([work()], OWNER, Options(locale="xx"), told.append).document
    assert (made.title, made.language) == ("Publications", "en-US")
    assert [each.message for each in told] == ["no words of 'xx' are here; English is used"]


def test_a_whole_list_speaks_one_language() -> None:
    citation = work(status="submitted", extra={"bibtex/author+an": ("1=equal",)})
    made = build([citation], OWNER, Options(locale="fr-FR", counts=True)).document
    assert (made.title, made.language) == ("Publications", "fr-FR")
    assert list(lines(made.sections)) == ["# Articles dans des revues (1)", "[J1]a"]
    (paper,) = made.all_papers()
    assert "".join(run.text for run in paper.runs).endswith(" En cours d’évaluation.")
    assert "".join(run.text for run in made.after[0]) == "† contribution égale"
