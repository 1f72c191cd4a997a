"""RIS as programs and databases write it: one meaning a tag and type, and back."""

import json
from typing import Any

import pytest

import bibkit
from bibkit import Citation, Date, Diagnostic, Identifier, Name, dates, replace
from bibkit.model import TYPES
from tests.conftest import shared
from tests.round_trips import tally

JANE = Name("Doe", "Jane")
DOI = Identifier("doi", "10.1000/182")


def read(kind: str, *lines: str) -> tuple[Citation, list[str]]:
    """The one citation of a record without its sources and key, and what was told."""
    told: list[Diagnostic] = []
    text = "\r\n".join([f"TY  - {kind}", *lines, "ER  - ", ""])
    (found,) = bibkit.read(text.encode(), "ris", report=told.append)
    return replace(found, sources=(), key="", original=None), [str(each) for each in told]


MEANINGS: dict[str, tuple[str, list[str], dict[str, Any]]] = {
    "PubMed's number": (
        "JOUR",
        ["AN  - 12345", "DB  - PubMed"],
        {
            "archive_location": "12345",
            "archive": "PubMed",
            "ids": (Identifier("pmid", "12345"),),
        },
    ),
    "PubMed's number at a provider": (
        "JOUR",
        ["AN  - 12345", "DB  - Medline", "DP  - Ovid"],
        {
            "archive_location": "12345",
            "archive": "Medline",
            "source": "Ovid",
            "ids": (Identifier("pmid", "12345"),),
        },
    ),
    "a number elsewhere": (
        "JOUR",
        ["AN  - 12345", "DB  - Scopus"],
        {"archive_location": "12345", "archive": "Scopus"},
    ),
    "editors of a journal": ("JOUR", ["A2  - Doe, Jane"], {"editor": (JANE,)}),
    "editors of a book": ("BOOK", ["A3  - Doe, Jane"], {"editor": (JANE,)}),
    "editors of a series": (
        "BOOK",
        ["T2  - S", "TI  - A", "A2  - Doe, Jane"],
        {"title": "A", "collection_title": "S", "collection_editor": (JANE,)},
    ),
    "editors of a series beside the book's": (
        "BOOK",
        ["A2  - Doe, Jane", "A3  - Roe, Ann"],
        {"collection_editor": (JANE,), "editor": (Name("Roe", "Ann"),)},
    ),
    "editors of a book in no series, as of 2001": (
        "BOOK",
        ["T1  - A", "A2  - Doe, Jane", "A2  - Roe, Ann", "T3  - S"],
        {"title": "A", "editor": (JANE, Name("Roe", "Ann")), "collection_title": "S"},
    ),
    "a title that stands but in ST, and a series": (
        "BOOK",
        ["ST  - A", "T2  - S"],
        {"title": "A", "collection_title": "S"},
    ),
    "the authors of an edited book": ("EDBOOK", ["AU  - Doe, Jane"], {"editor": (JANE,)}),
    "a letter's recipient": ("PCOMM", ["A2  - Doe, Jane"], {"recipient": (JANE,)}),
    "a film's director": ("MPCT", ["A2  - Doe, Jane"], {"director": (JANE,)}),
    "a role in a note": ("JOUR", ["N1  - Contributor: Doe, Jane"], {"contributor": (JANE,)}),
    "authors in one tag": (
        "JOUR",
        ["AU  - Doe, Jane; Roe, Richard;"],
        {"author": (JANE, Name("Roe", "Richard"))},
    ),
    "authors of both dialects": (
        "JOUR",
        ["A1  - Doe, Jane", "AU  - Roe, Richard"],
        {"author": (JANE, Name("Roe", "Richard"))},
    ),
    "keywords in one tag": (
        "JOUR",
        ["KW  - a b; c, d;", "KW  - e"],
        {"keyword": ("a b", "c, d", "e")},
    ),
    "keywords in lines": ("JOUR", ["KW  - a", "b"], {"keyword": ("a", "b")}),
    "an ISSN of a chapter": (
        "CHAP",
        ["SN  - 0378-5955 (print)"],
        {"ids": (Identifier("issn", "0378-5955"),)},
    ),
    "two numbers in one tag": (
        "JOUR",
        ["SN  - 0378-5955; 978-0-306-40615-7"],
        {"ids": (Identifier("issn", "0378-5955"), Identifier("isbn", "978-0-306-40615-7"))},
    ),
    "two ISSNs with a stroke": (
        "JOUR",
        ["SN  - 0378-5955/1476-4687"],
        {"ids": (Identifier("issn", "0378-5955"), Identifier("issn", "1476-4687"))},
    ),
    "two ISBNs with a blank": (
        "BOOK",
        ["SN  - 978-0-306-40615-7 (print) 0306406152"],
        {"ids": (Identifier("isbn", "978-0-306-40615-7"), Identifier("isbn", "0306406152"))},
    ),
    "a report's ISSN": (
        "RPRT",
        ["SN  - ISSN 0378-5955"],
        {"ids": (Identifier("issn", "0378-5955"),)},
    ),
    "a report's number": ("RPRT", ["SN  - TR-12"], {"number": "TR-12"}),
    "a report's ISBN": (
        "RPRT",
        ["SN  - 978-0-306-40615-7"],
        {"ids": (Identifier("isbn", "978-0-306-40615-7"),)},
    ),
    "a DOI in M3": ("JOUR", ["M3  - doi:10.1000/182"], {"ids": (DOI,)}),
    "a DOI in N1": ("JOUR", ["N1  - doi:10.1000/182"], {"ids": (DOI,)}),
    "a DOI in UR": (
        "JOUR",
        ["UR  - http://dx.doi.org/10.1000/182"],
        {"url": "http://dx.doi.org/10.1000/182", "ids": (DOI,)},
    ),
    "a DOI in UR beside another": (
        "JOUR",
        ["UR  - https://doi.org/10.1000/999", "DI  - 10.1000/182"],
        {"url": "https://doi.org/10.1000/999", "ids": (DOI,)},
    ),
    "a DOI alone in UR": ("JOUR", ["UR  - doi:10.1000/182"], {"ids": (DOI,)}),
    "a DOI in a publisher's address": (
        "JOUR",
        ["UR  - https://www.example.org/doi/abs/10.1000/182?journalCode=x"],
        {
            "url": "https://www.example.org/doi/abs/10.1000/182?journalCode=x",
            "ids": (DOI,),
        },
    ),
    "a DOI in L3": ("JOUR", ["L3  - http://dx.doi.org/10.1000/182"], {"ids": (DOI,)}),
    "a page of PubMed": (
        "JOUR",
        ["UR  - https://www.ncbi.nlm.nih.gov/pubmed/12345"],
        {
            "url": "https://www.ncbi.nlm.nih.gov/pubmed/12345",
            "ids": (Identifier("pmid", "12345"),),
        },
    ),
    "a page of PubMed Central": (
        "BOOK",
        ["UR  - https://pmc.ncbi.nlm.nih.gov/articles/PMC12345/"],
        {
            "url": "https://pmc.ncbi.nlm.nih.gov/articles/PMC12345/",
            "ids": (Identifier("pmcid", "PMC12345"),),
        },
    ),
    "a link to the full text": (
        "JOUR",
        ["L2  - https://example.org/full"],
        {"url": "https://example.org/full"},
    ),
    "an arXiv id in UR": (
        "UNPB",
        ["M3  - Preprint", "UR  - https://arxiv.org/abs/1803.03324"],
        {
            "type": "article",
            "url": "https://arxiv.org/abs/1803.03324",
            "ids": (Identifier("arxiv", "1803.03324"),),
        },
    ),
    "a genre in M3": ("THES", ["M3  - PhD thesis"], {"genre": "PhD thesis"}),
    "a full and a short journal": (
        "JOUR",
        ["JF  - Journal of Things", "JO  - J. Things"],
        {"container_title": "Journal of Things", "container_title_short": "J. Things"},
    ),
    "a short and a full journal": (
        "JOUR",
        ["JO  - Journal of Things", "JA  - J. Things"],
        {"container_title": "Journal of Things", "container_title_short": "J. Things"},
    ),
    "a journal and its issue's own title": (
        "JOUR",
        ["JO  - Journal of Things", "T2  - Special issue on stuff"],
        {"container_title": "Journal of Things", "volume_title": "Special issue on stuff"},
    ),
    "a journal and its initials": (
        "JOUR",
        ["T2  - Proceedings of the Academy", "JO  - PNAS"],
        {"container_title": "Proceedings of the Academy", "container_title_short": "PNAS"},
    ),
    "a journal and its words' beginnings": (
        "JOUR",
        ["T2  - The American Journal of Physics", "JO  - Am. J. Phys."],
        {
            "container_title": "The American Journal of Physics",
            "container_title_short": "Am. J. Phys.",
        },
    ),
    "a book and its series": (
        "CHAP",
        ["BT  - The Book", "T2  - Studies in Things"],
        {"container_title": "The Book", "collection_title": "Studies in Things"},
    ),
    "a book twice": (
        "CHAP",
        ["BT  - The Book", "T2  - The Book"],
        {"container_title": "The Book"},
    ),
    "a journal's abbreviation alone": (
        "JOUR",
        ["JA  - J. Things"],
        {"container_title": "J. Things"},
    ),
    "one title in three tags": (
        "CONF",
        ["T2  - A Conference", "JO  - A Conference", "JA  - A Conference"],
        {"container_title": "A Conference"},
    ),
    "a conference and its proceedings": (
        "CONF",
        ["T2  - A Conference", "C3  - Its Proceedings"],
        {"container_title": "Its Proceedings", "event_title": "A Conference"},
    ),
    "an old book's title": ("BOOK", ["BT  - A Book"], {"title": "A Book"}),
    "a date of access": ("JOUR", ["Y2  - 2020/03/04/"], {"accessed": Date(2020, 3, 4)}),
    "the completest date": (
        "JOUR",
        ["PY  - 2001", "Y1  - 2001/02//", "DA  - 2001/02/03/"],
        {"issued": Date(2001, 2, 3)},
    ),
    "a month without a stroke": ("JOUR", ["PY  - 200810"], {"issued": Date(2008, 10)}),
    "a date without its year": (
        "JOUR",
        ["PY  - 2004", "DA  - Jun 15"],
        {"issued": Date(2004, 6, 15)},
    ),
    "months in the last part": (
        "JOUR",
        ["PY  - 2020/11//Nov/Dec2020"],
        {"issued": Date(2020, 11, end=Date(2020, 12))},
    ),
    "an abstract of the old dialect": ("JOUR", ["N2  - Words."], {"abstract": "Words."}),
    "an abstract twice": ("JOUR", ["AB  - Words.", "N2  - Words."], {"abstract": "Words."}),
    "notes": ("JOUR", ["N1  - One", "N1  - Two"], {"note": "One\nTwo"}),
    "notes of which some say more": (
        "JOUR",
        ["N1  - One", "N1  - License: CC0", "N1  - doi:10.1000/182", "N1  - Two", "N1  - One"],
        {"note": "One\ndoi:10.1000/182\nTwo", "license": "CC0", "ids": (DOI,)},
    ),
    "notes that are identifiers": (
        "JOUR",
        ["N1  - doi:10.1000/182", "N1  - PMC123"],
        {"ids": (DOI, Identifier("pmcid", "PMC123"))},
    ),
    "an article in press": ("INPR", [], {"status": "in press"}),
    "EndNote's word for a type": ("Journal Article", [], {}),
}
_TYPE_OF = {
    "BOOK": "book", "EDBOOK": "book", "PCOMM": "personal_communication", "CHAP": "chapter",
    "MPCT": "motion_picture", "RPRT": "report", "THES": "thesis", "CONF": "paper-conference",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "lines", "values"), MEANINGS.values(), ids=MEANINGS.keys())
def test_a_tag_means_what_programs_mean(
    kind: str, lines: list[str], values: dict[str, Any]
) -> None:
    type = _TYPE_OF.get(kind, "article-journal")
    assert read(kind, *lines) == (Citation(**{"type": type, **values}), [])


KEPT: dict[str, tuple[list[str], dict[str, Any], str]] = {
    "a date of another year": (
        ["PY  - 2001", "DA  - 2003/05/06/"],
        {"issued": Date(2001), "extra": {"ris/DA": ("2003/05/06/",)}},
        "warning: kept DA as extra: another field says otherwise [repeated-field]",
    ),
    "a second URL": (
        ["UR  - http://a.org/x;y; http://b.org"],
        {"url": "http://a.org/x;y", "extra": {"ris/UR": ("http://b.org",)}},
        "warning: kept a second UR as extra [repeated-field]",
    ),
    "a licence in a note, and another in a tag": (
        ["N1  - License: CC0", "CR  - MIT"],
        {"license": "MIT", "extra": {"ris/N1": ("License: CC0",)}},
        "warning: kept a second N1 as extra [repeated-field]",
    ),
    "a file": (
        ["L1  - internal-pdf://a.pdf"],
        {"extra": {"ris/L1": ("internal-pdf://a.pdf",)}},
        "warning: kept L1 as extra [unknown-field]",
    ),
    "a number that is no PubMed Central id": (
        ["C2  - 23690738"],
        {"extra": {"ris/C2": ("23690738",)}},
        "warning: kept C2 as extra: no PubMed Central id: '23690738' [bad-value]",
    ),
}


@pytest.mark.parametrize(("lines", "values", "line"), KEPT.values(), ids=KEPT.keys())
def test_what_is_not_used_is_kept_and_told(
    lines: list[str], values: dict[str, Any], line: str
) -> None:
    found, told = read("JOUR", *lines)
    assert (found, told) == (Citation(type="article-journal", **values), [line])


def written(citation: Citation) -> tuple[list[str], list[str]]:
    """The lines of a citation between its kind and its end, and what was told."""
    told: list[Diagnostic] = []
    text = "".join(bibkit.write([citation], "ris", report=told.append))
    return text.split("\r\n")[1:-3], [str(each) for each in told]


WRITTEN: dict[str, tuple[str, dict[str, Any], list[str]]] = {
    "roles": (
        "book",
        {"illustrator": (JANE, Name(literal="A Studio"))},
        ["N1  - Illustrator: Doe, Jane", "N1  - Illustrator: A Studio"],
    ),
    "editors of a series without a name": (
        "book",
        {"title": "A", "collection_editor": (JANE,)},
        ["ED  - ", "A2  - Doe, Jane", "TI  - A"],
    ),
    "a license": ("dataset", {"license": "CC0"}, ["N1  - License: CC0"]),
    "proceedings": ("paper-conference", {"container_title": "P"}, ["T2  - P"]),
    "an event": ("paper-conference", {"event_title": "E"}, ["N1  - Event: E"]),
    "both": (
        "paper-conference",
        {"container_title": "P", "event_title": "E"},
        ["T2  - E", "C3  - P"],
    ),
    "a season": (
        "article-journal",
        {"issued": Date(2001, season=2)},
        ["PY  - 2001", "DA  - 2001///Summer"],
    ),
    "about a year": (
        "book",
        {"issued": Date(1850, circa=True)},
        ["PY  - 1850", "DA  - 1850///1850~"],
    ),
    "words for a date": ("book", {"issued": Date(literal="in press")}, ["DA  - ///in press"]),
    "lines as wide as broken ones": (
        "report",
        {"abstract": f"{'a' * 70} b\nc"},
        [f"AB  - {'a' * 70} b", " c"],
    ),
}


@pytest.mark.parametrize(("type", "values", "lines"), WRITTEN.values(), ids=WRITTEN.keys())
def test_facts_are_written_where_programs_find_them_and_come_back(
    type: str, values: dict[str, Any], lines: list[str]
) -> None:
    citation = Citation(type=type, key="k", **values)
    found, told = written(citation)
    assert ([line for line in found if line != "ID  - k"], told) == (lines, [])
    text = "".join(bibkit.write([citation], "ris"))
    (back,) = bibkit.read(text.encode(), "ris")
    assert replace(back, sources=()) == citation


def test_a_note_that_is_but_an_identifier_is_told() -> None:
    _, told = written(Citation(type="book", note="doi:10.1000/182"))
    assert told == ["warning: note doi:10.1000/182 reads back as nothing [changed-value]"]


@pytest.mark.parametrize("type", sorted(TYPES))
def test_every_role_has_a_place_in_every_type(type: str) -> None:
    roles = [
        name for name, value in Citation.__annotations__.items() if value == tuple[Name, ...]
    ]
    people: dict[str, Any] = {role: (JANE,) for role in roles if role != "also_by"}
    citation = Citation(type=type, key="k", **people)
    text = "".join(bibkit.write([citation], "ris"))
    (back,) = bibkit.read(text.encode(), "ris")
    assert replace(back, sources=()) == citation


@pytest.mark.parametrize("name", ["records-24.json", "records-1000.json"])
def test_csl_json_comes_back(name: str) -> None:
    items = json.loads(shared("conformance", "csl", name).read_text(encoding="utf-8"))
    # In bibkit's own spelling: what other words mean the same is CSL-JSON's affair.
    own = [
        replace(citation, original=None, extra={})
        for citation in bibkit.read(json.dumps(items).encode(), "csl-json")
    ]
    count = tally(json.loads("".join(bibkit.write(own, "csl-json"))), "ris")
    assert count.kept >= 0.99 * count.facts
    assert count.unharmed >= 0.9 * count.items


@pytest.mark.parametrize("format", ["ris", "bibtex", "biblatex", "csl-json", "csl-yaml"])
@pytest.mark.parametrize("letter", ["a", "s", "ab"])
@pytest.mark.parametrize("year", ["1990", "1992", "1992?", ""])
def test_the_letter_of_a_year_comes_back(format: str, letter: str, year: str) -> None:
    issued = dates.parse_words(year) if year else None
    citation = Citation(type="book", key="k", title="T", issued=issued, year_suffix=letter)
    told: list[Diagnostic] = []
    text = "".join(bibkit.write([citation], format, report=told.append))
    (back,) = bibkit.read(text.encode(), format, report=told.append)
    assert (back.issued, back.year_suffix, told) == (issued, letter, [])


def test_the_letter_of_a_year_is_read() -> None:
    (found,) = bibkit.read(b"TY  - BOOK\nPY  - 1992a\nDA  - 1992/05/01/\nER  - \n", "ris")
    assert (found.issued, found.year_suffix) == (Date(1992, 5, 1), "a")
