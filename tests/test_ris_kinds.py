"""RIS's kinds: what a tag means in one of them and not in others.

The meanings are those of EndNote's "RIS Format Specifications" (2011); where Zotero or the
specification of 2001 say otherwise, a comment says whom we follow.
"""

from typing import Any

import pytest

import bibkit
from bibkit import Citation, Date, Identifier, Name, replace

ANN, BOB, EVE = Name("Roe", "Ann"), Name("Poe", "Bob"), Name("Coe", "Eve")
READ, BEFORE = Date(2019, 9, 18), Date(2019, 2, 3)


def read(kind: str, *lines: str) -> tuple[Citation, list[str]]:
    """The one citation of a record without its sources, and what was told."""
    told: list[bibkit.Diagnostic] = []
    text = "\r\n".join([f"TY  - {kind}", "PY  - 2018", *lines, "ER  - ", ""])
    (found,) = bibkit.read(text.encode(), "ris", report=told.append)
    return replace(found, sources=(), original=None), [str(each) for each in told]


MEANINGS: dict[str, tuple[str, str, list[str], dict[str, Any]]] = {
    # The day on which what is electronic was seen; other kinds have Y2 for it.
    **{
        f"{kind}, day of access": (
            kind, type, ["DA  - 2019/09/18/"], {"issued": Date(2018), "accessed": READ}
        )
        for kind, type in (
            ("EBOOK", "book"), ("ECHAP", "chapter"), ("EJOUR", "article-journal"),
            ("MULTI", "motion_picture"),
        )
    },
    **{
        f"{kind}, days": (
            kind, "dataset", ["DA  - 2019/09/18/", "ET  - 2018/02/03/"],
            {"issued": Date(2018, 2, 3), "accessed": READ},
        )
        for kind in ("AGGR", "DBASE")
    },
    "BOOK, day": ("BOOK", "book", ["DA  - 2018/09/18/"], {"issued": Date(2018, 9, 18)}),
    # People
    "BOOK, people": (
        "BOOK", "book", ["A2  - Roe, Ann", "A3  - Poe, Bob", "A4  - Coe, Eve"],
        {"collection_editor": (ANN,), "editor": (BOB,), "translator": (EVE,)},
    ),
    "EBOOK, people": (
        "EBOOK", "book", ["A2  - Roe, Ann", "A3  - Poe, Bob"],
        {"editor": (ANN,), "collection_editor": (BOB,)},
    ),
    "SER, people": (
        "SER", "book", ["A2  - Roe, Ann", "A3  - Poe, Bob", "A4  - Coe, Eve"],
        {"editor": (ANN, EVE), "collection_editor": (BOB,)},
    ),
    "ANCIENT, people": (
        "ANCIENT", "classic", ["A2  - Roe, Ann", "A4  - Coe, Eve"],
        {"editor": (ANN,), "translator": (EVE,)},
    ),
    "CHAP, people": (
        "CHAP", "chapter", ["A2  - Roe, Ann", "A3  - Poe, Bob", "A4  - Coe, Eve"],
        {"editor": (ANN,), "collection_editor": (BOB,), "translator": (EVE,)},
    ),
    "CONF, people": (
        "CONF", "paper-conference", ["A2  - Roe, Ann", "A3  - Poe, Bob", "A4  - Coe, Eve"],
        {"editor": (ANN,), "collection_editor": (BOB,), "contributor": (EVE,)},
    ),
    "MUSIC, people": (
        "MUSIC", "musical_score", ["A2  - Roe, Ann", "A3  - Poe, Bob", "A4  - Coe, Eve"],
        {"editor": (ANN,), "collection_editor": (BOB,), "producer": (EVE,)},
    ),
    "MPCT, people": (
        "MPCT", "motion_picture", ["A2  - Roe, Ann", "A3  - Poe, Bob", "A4  - Coe, Eve"],
        {"director": (ANN,), "producer": (BOB,), "performer": (EVE,)},
    ),
    "ADVS, people": (
        "ADVS", "motion_picture", ["A2  - Roe, Ann", "A3  - Poe, Bob"],
        {"performer": (ANN,), "collection_editor": (BOB,)},
    ),
    "MULTI, people": (
        "MULTI", "motion_picture", ["A2  - Roe, Ann"], {"collection_editor": (ANN,)}
    ),
    "DATA, people": (
        "DATA", "dataset", ["A2  - Roe, Ann", "A4  - Coe, Eve"],
        {"producer": (ANN,), "contributor": (EVE,)},
    ),
    "BLOG, people": (
        "BLOG", "post-weblog", ["A2  - Roe, Ann", "A3  - Poe, Bob"],
        {"editor": (ANN,), "illustrator": (BOB,)},
    ),
    "MAP, people": ("MAP", "map", ["A2  - Roe, Ann"], {"collection_editor": (ANN,)}),
    "COMP, people": ("COMP", "software", ["A2  - Roe, Ann"], {"collection_editor": (ANN,)}),
    "THES, people": ("THES", "thesis", ["A3  - Poe, Bob"], {"contributor": (BOB,)}),
    # Zotero's sponsor and counsel
    "BILL, people": ("BILL", "bill", ["A2  - Roe, Ann"], {"contributor": (ANN,)}),
    "CASE, people": ("CASE", "legal_case", ["A4  - Coe, Eve"], {"contributor": (EVE,)}),
    # What the law has
    "BILL": (
        "BILL", "bill",
        ["T2  - Code", "T3  - Senate", "VL  - 4", "M1  - H.R. 1", "ET  - 106th", "SE  - 5",
         "SP  - 7", "OP  - An act"],
        {
            "container_title": "Code", "authority": "Senate", "volume": "4", "number": "H.R. 1",
            "chapter_number": "106th", "section": "5", "page": "7", "references": "An act",
        },
    ),
    "CASE": (
        "CASE", "legal_case",
        ["A2  - U.S. Reports", "NV  - U.S.", "PB  - Supreme Court", "VL  - 410", "SP  - 113"],
        {
            "container_title": "U.S. Reports", "container_title_short": "U.S.",
            "authority": "Supreme Court", "volume": "410", "page": "113",
        },
    ),
    "HEAR": (
        "HEAR", "hearing",
        ["T2  - A Committee", "T3  - Senate", "M1  - 7", "ET  - 2nd", "PB  - GPO"],
        {
            "section": "A Committee", "authority": "Senate", "number": "7",
            "chapter_number": "2nd", "publisher": "GPO",
        },
    ),
    "STAT": (
        "STAT", "legislation", ["T2  - Code", "M1  - 101-5", "ET  - 106th", "SE  - 5"],
        {
            "container_title": "Code", "number": "101-5", "chapter_number": "106th",
            "section": "5",
        },
    ),
    "LEGAL": ("LEGAL", "regulation", ["A2  - Ministry,"], {"authority": "Ministry"}),
    "PAT": (
        "PAT", "patent", ["A2  - Patent Office", "SN  - 12345", "C6  - granted"],
        {"authority": "Patent Office", "number": "12345", "status": "granted"},
    ),
    # Numbers and places
    "JOUR, available": (
        "JOUR", "article-journal", ["ET  - 2019/02/03"], {"available_date": BEFORE}
    ),
    "JOUR, edition": ("JOUR", "article-journal", ["ET  - 2nd"], {"edition": "2nd"}),
    "NEWS, edition": ("NEWS", "article-newspaper", ["ET  - 2019"], {"edition": "2019"}),
    "JOUR, old issue": ("JOUR", "article-journal", ["M1  - 3"], {"issue": "3"}),
    "EJOUR, PMCID": (
        "EJOUR", "article-journal", ["C3  - PMC1234567"],
        {"ids": (Identifier("pmcid", "PMC1234567"),)},
    ),
    "EJOUR, its issue": (
        "EJOUR", "article-journal", ["C5  - On stuff", "SE  - 2019/02/03"],
        {"volume_title": "On stuff", "available_date": BEFORE},
    ),
    "MULTI, series and length": (
        "MULTI", "motion_picture", ["T2  - A Series", "C5  - 90 min"],
        {"collection_title": "A Series", "dimensions": "90 min"},
    ),
    "CHART, size": ("CHART", "figure", ["VL  - 3 x 4"], {"dimensions": "3 x 4"}),
    "ELEC, day of access": ("ELEC", "webpage", ["M1  - 2019/09/18"], {"accessed": READ}),
    "ECHAP, chapter": ("ECHAP", "chapter", ["M1  - 4"], {"chapter_number": "4"}),
    "CHAP, volumes": ("CHAP", "chapter", ["IS  - 3"], {"number_of_volumes": "3"}),
    "THES, department": (
        "THES", "thesis", ["TI  - A", "T2  - History"], {"title": "A", "division": "History"}
    ),
    "RPRT, number": ("RPRT", "report", ["M1  - TR-12"], {"number": "TR-12"}),
    "GOVDOC, department": (
        "GOVDOC", "report", ["A2  - Census Bureau"], {"division": "Census Bureau"}
    ),
    "CTLG": (
        "CTLG", "document", ["A2  - The Museum", "NV  - 12", "M1  - 5", "SE  - 99"],
        {
            "organization": "The Museum", "number": "12", "collection_number": "5",
            "number_of_pages": "99",
        },
    ),
    "DATA, study": ("DATA", "dataset", ["NV  - 2345"], {"number": "2345"}),
    "MPCT, running time": (
        "MPCT", "motion_picture", ["SP  - 90 min"], {"dimensions": "90 min"}
    ),
    "SOUND, length": ("SOUND", "song", ["C3  - 3:12"], {"dimensions": "3:12"}),
    "MAP, size": (
        "MAP", "map", ["C1  - 1:25000", "C3  - A0"], {"scale": "1:25000", "dimensions": "A0"}
    ),
    "SLIDE, meeting": ("SLIDE", "speech", ["T2  - A Meeting"], {"event_title": "A Meeting"}),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "type", "lines", "values"), MEANINGS.values(), ids=MEANINGS)
def test_a_tag_means_what_it_does_in_its_kind(
    kind: str, type: str, lines: list[str], values: dict[str, Any]
) -> None:
    expected = Citation(**{"type": type, "issued": Date(2018), **values})
    assert read(kind, *lines) == (expected, [])


@pytest.mark.parametrize(
    ("lines", "tag", "text", "why"),
    [
        (["OP  - Contents"], "OP", "Contents", "no date: 'Contents'"),
        (["RP  - NOT IN FILE"], "RP", "NOT IN FILE", "no status of the work: 'NOT IN FILE'"),
        (["M1  - 10.1000/182"], "M1", "10.1000/182", "no issue: '10.1000/182'"),
        (["M1  - Copyright Roe"], "M1", "Copyright Roe", "no issue: 'Copyright Roe'"),
        (["L3  - 12345"], "L3", "12345", "no DOI: '12345'"),
    ],
)
def test_what_is_no_fact_of_the_work_is_kept(
    lines: list[str], tag: str, text: str, why: str
) -> None:
    found, told = read("JOUR", *lines)
    assert found == Citation(
        type="article-journal", issued=Date(2018), extra={f"ris/{tag}": (text,)}
    )
    assert told == [f"warning: kept {tag} as extra: {why} [bad-value]"]


def test_the_issue_of_today_is_before_the_one_of_old() -> None:
    found, told = read("JOUR", "IS  - 3", "M1  - 4")
    assert (found.issue, found.extra) == ("3", {"ris/M1": ("4",)})
    assert told == ["warning: kept a second M1 as extra [repeated-field]"]


WRITTEN: dict[str, tuple[str, dict[str, Any], list[str]]] = {
    "an article before its issue": (
        "article-journal", {"available_date": BEFORE}, ["ET  - 2019/02/03/"]
    ),
    "an edition before its issue": (
        "article-journal", {"edition": "2nd", "available_date": BEFORE},
        ["ET  - 2nd", "N1  - Available: 2019/02/03/"],
    ),
    "a book before it was printed": (
        "book", {"available_date": BEFORE}, ["N1  - Available: 2019/02/03/"]
    ),
    "a chapter's issue": (
        "chapter", {"issue": "3", "number_of_volumes": "2"}, ["N1  - Issue: 3", "IS  - 2"]
    ),
    "a case": (
        "legal_case", {"authority": "Court", "publisher": "West", "references": "An act"},
        ["PB  - Court", "OP  - An act", "N1  - Publisher: West"],
    ),
    "a bill": (
        "bill", {"authority": "Senate", "edition": "2"}, ["N1  - Edition: 2", "T3  - Senate"]
    ),
    "a hearing": (
        "hearing", {"section": "A Committee", "container_title": "Hearings"},
        ["N1  - Part of: Hearings", "T2  - A Committee"],
    ),
    "a thesis": (
        "thesis", {"title": "A", "division": "History", "collection_title": "Studies"},
        ["TI  - A", "T3  - Studies", "T2  - History"],
    ),
    "a talk": (
        "speech", {"event_title": "E", "container_title": "C"}, ["N1  - Part of: C", "T2  - E"]
    ),
}  # fmt: skip


@pytest.mark.parametrize(("type", "values", "lines"), WRITTEN.values(), ids=WRITTEN)
def test_what_a_kind_holds_is_written_there_and_comes_back(
    type: str, values: dict[str, Any], lines: list[str]
) -> None:
    told: list[bibkit.Diagnostic] = []
    citation = Citation(type=type, key="k", **values)
    text = "".join(bibkit.write([citation], "ris", report=told.append))
    assert text.split("\r\n")[1:-3] == [*lines, "ID  - k"]
    (back,) = bibkit.read(text.encode(), "ris", report=told.append)
    assert (replace(back, sources=(), original=None), told) == (citation, [])
