"""RIS as each kind of source writes it: the facts that every reader wants are read right."""

from pathlib import Path

import pytest

import bibkit
from bibkit import Citation

SOURCES: dict[str, tuple[str, str]] = {
    "EndNote, a chapter": (
        "TY  - CHAP\nAU  - van Gogh, Vincent\nA2  - Doe, Jane\nPY  - 2011\nDA  - Mar 1\n"
        "TI  - A Chapter\nT2  - The Book\nT3  - The Series\nSP  - 12-15\nID  - 7\nER  - \n",
        "chapter | A Chapter | van Gogh, Vincent | 2011 | The Book | 12-15",
    ),
    "EndNote's words for kinds": (
        "TY  - Book Section\nA1  - Doe, Jane\nT1  - A Chapter\nBT  - The Book\nY1  - 2011\n",
        "chapter | A Chapter | Doe, Jane | 2011 | The Book | ",
    ),
    "EBSCO": (
        "Provider: EBSCO\n\nTY  - JOUR\nID  - 1234\nT1  - A Title.\nAU  - Doe, J.\n"
        "AU  - Roe, R.\nY1  - 2020/11//Nov/Dec2020\nN1  - Accession Number: 1234\n"
        "JO  - Journal of Things\nSP  - 1\nEP  - 9\nUR  - http://ebsco.com/x\nER  - \n",
        "article-journal | A Title. | Doe, J.; Roe, R. | 2020 | Journal of Things | 1-9",
    ),
    "JSTOR": (
        "Provider: JSTOR http://www.jstor.org\nDatabase: JSTOR\nContent: text/plain\n"
        "\n\nTY  - JOUR\nTI  - A Title\nAU  - A. B. Roe\n"
        "C1  - Full publication date: Oct., 1990\n"
        "PY  - 1990\nSN  - 00029327, 15298817\nT2  - Journal of Things\n\nER  - \n",
        "article-journal | A Title | Roe, A. B. | 1990 | Journal of Things | ",
    ),
    "IEEE": (
        "TY  - CONF\nTI  - A Title\nT2  - Conference on Things\nSP  - 1\nEP  - 4\n"
        "AU  - J. Doe\nAU  - R. van Roe\nPY  - 2010\nVO  - \nY1  - 8-10 May 2010\nER  - \n",
        "paper-conference | A Title | Doe, J.; van Roe, R. | 2010 | Conference on Things | 1-4",
    ),
    "Ovid and Embase": (
        "1.\nTY  - JOUR\nDB  - Embase\nT1  - A Title\nA1  - Doe J.A.\n"
        "A1  - van Roe R.\nY1  - 2010//\n"
        "JF  - Journal of Things\nJA  - J. Things\nER  - \n\n2.\n",
        "article-journal | A Title | Doe, J.A.; van Roe, R. | 2010 | Journal of Things | ",
    ),
    "Scopus": (
        "Scopus\nEXPORT DATE: 1 March 2020\n\nTY  - SER\nTI  - A Title\nT2  - Lecture Notes\n"
        "PY  - 2019\nSP  - 1\nEP  - 9\nAU  - Doe, J.\nSN  - 03029743 (ISSN)\nER  -\n",
        "book | A Title | Doe, J. | 2019 |  | ",
    ),
    "Highwire": (
        "TY  - JOUR\nT1  - A Title\nJF  - Journal of Things\nJO  - J Things\nSP  - 1\n"
        "LP  - 10\nM3  - 10.1000/182\nA1  - Doe, J\nY1  - 2010/05/01\nN2  - Words.\nER  - \n",
        "article-journal | A Title | Doe, J | 2010 | Journal of Things | 1-10",
    ),
    "IEEE's and ProQuest's dates": (
        "TY  - JOUR\nT1  - A Title\nA1  - Doe, Jane\nJF  - Things\nY1  - Spring 2010\nER  - \n",
        "article-journal | A Title | Doe, Jane | 2010 | Things | ",
    ),
    "CiteULike": (
        "TY  - JOUR\nTI  - A Title\nAU  - Doe, Jane\nPY  - 2008/October/8\nER  - \n",
        "article-journal | A Title | Doe, Jane | 2008 |  | ",
    ),
    "a book's title in BT": (
        "TY  - BOOK\nA1  - Doe, Jane\nBT  - The Book\nPY  - 1997///\nER  - \n",
        "book | The Book | Doe, Jane | 1997 |  | ",
    ),
    "a book's title in T2": (
        "TY  - BOOK\nED  - Doe, Jane\nT2  - The Book\nPY  - 1997//\nER  - \n",
        "book | The Book |  | 1997 |  | ",
    ),
    "a title in ST alone": (
        "TY  - RPRT\nAU  - UNESCO\nST  - A Title\nPY  - c1997\nER  - \n",
        "report | A Title | UNESCO | 1997 |  | ",
    ),
    "a journal as a whole": (
        "TY  - JFULL\nJF  - Journal of Things\nSN  - 0378-5955\nPY  - 1997-1999\nER  - \n",
        "periodical | Journal of Things |  | 1997 |  | ",
    ),
    "a serial with an ISSN": (
        "TY  - SER\nTI  - Things\nSN  - 0378-5955\nER  - \n",
        "periodical | Things |  |  |  | ",
    ),
    "something of a journal": (
        "TY  - GEN\nTI  - A Title\nJO  - Things\nAU  - Doe, Jane\nPY  - [1997]\nER  - \n",
        "article-journal | A Title | Doe, Jane | 1997 | Things | ",
    ),
    "tabs": (
        "TY\t-\tJOUR\nTI\t-\tA Title\nAU\t-\tDoe, Jane\nPY\t-\t2001\nER\t-\n",
        "article-journal | A Title | Doe, Jane | 2001 |  | ",
    ),
    "three blanks, and none behind the dash": (
        "TY   -JOUR\nTI   -A Title\nAU   -Doe, Jane\nPY   -2001\nER   -\n",
        "article-journal | A Title | Doe, Jane | 2001 |  | ",
    ),
    "one blank, and none behind the dash": (
        "TY -JOUR\nTI -A Title\nAU -Doe, Jane\nPY -2001\nER -\n",
        "article-journal | A Title | Doe, Jane | 2001 |  | ",
    ),
    "another dash": (
        "TY – JOUR\nTI – A – B\nAU – Doe, Jane\nPY – 2001\nER –\n",
        "article-journal | A – B | Doe, Jane | 2001 |  | ",
    ),
    "indented": (
        "    TY  - JOUR\n    TI  - A Title\n    AU  - Doe, Jane\n    PY  - 2001\n    ER  -\n",
        "article-journal | A Title | Doe, Jane | 2001 |  | ",
    ),
    "no-break spaces": (
        "TY\xa0\xa0-\xa0JOUR\nTI\xa0\xa0-\xa0A Title\nPY\xa0\xa0-\xa02001\nER\xa0\xa0-\n",
        "article-journal | A Title |  | 2001 |  | ",
    ),
    "lower-case tags and kinds": (
        "ty  - jour\nti  - A Title\nau  - Doe, Jane\npy  - 2001\ner  - \n",
        "article-journal | A Title | Doe, Jane | 2001 |  | ",
    ),
    "an end without a dash": (
        "TY  - JOUR\nTI  - A Title\nPY  - 2001\nER\n",
        "article-journal | A Title |  | 2001 |  | ",
    ),
    "no kind": (
        "TI  - A Title\nAU  - Doe, Jane\nPY  - 2001\nER  - \n",
        "document | A Title | Doe, Jane | 2001 |  | ",
    ),
    "a full stop behind the kind": (
        "TY  - JOUR.\nTI  - A Title\nPY  - 2001.\nER  - \n",
        "article-journal | A Title |  | 2001 |  | ",
    ),
}


def shown(citation: Citation) -> str:
    """Type, title, authors, year, container and pages in a line."""
    people = [
        name.literal
        or ", ".join(
            filter(None, (f"{name.non_dropping_particle} {name.family}".strip(), name.given))
        )
        for name in citation.author
    ]
    year = citation.issued.year if citation.issued else ""
    parts = (
        citation.type,
        citation.title,
        "; ".join(people),
        year,
        citation.container_title,
        citation.page,
    )
    return " | ".join(map(str, parts))


@pytest.mark.parametrize(("text", "facts"), SOURCES.values(), ids=SOURCES.keys())
def test_a_source_is_read_right(text: str, facts: str) -> None:
    assert [shown(each) for each in bibkit.read(text.encode(), "ris")] == [facts]


@pytest.mark.parametrize("name", [name for name in SOURCES if name != "no kind"])
def test_a_source_is_recognized(name: str) -> None:
    text, facts = SOURCES[name]
    assert [shown(each) for each in bibkit.read(text.encode())] == [facts]


ENDINGS: dict[str, tuple[str, list[str], list[str]]] = {
    "an end behind a value": (
        "TY  - JOUR\nTI  - A\nPY  - 2001 ER  -\n\nTY  - BOOK\nTI  - B\nER  - \n",
        ["article-journal | A |  | 2001 |  | ", "book | B |  |  |  | "],
        [],
    ),
    "a beginning behind an end": (
        "TY  - JOUR\nTI  - A\nER  - TY  - BOOK\nTI  - B\nER  - \n",
        ["article-journal | A |  |  |  | ", "book | B |  |  |  | "],
        [],
    ),
    "words behind an end": (
        "TY  - JOUR\nTI  - A\nER  - 12\nTY  - BOOK\nTI  - B\nER  - \n",
        ["article-journal | A |  |  |  | ", "book | B |  |  |  | "],
        ["a.ris:3: warning: '12' behind the end of a record belongs to none [unread-line]"],
    ),
    "an end in a sentence": (
        "TY  - JOUR\nTI  - The ER  - is a tag\nER  - \n",
        ["article-journal | The ER - is a tag |  |  |  | "],
        [],
    ),
    "no end": (
        "TY  - JOUR\nTI  - A\nTY  - BOOK\nTI  - B\n",
        ["article-journal | A |  |  |  | ", "book | B |  |  |  | "],
        [],
    ),
}


@pytest.mark.parametrize(("text", "facts", "lines"), ENDINGS.values(), ids=ENDINGS.keys())
def test_a_record_ends_where_it_is_said(
    text: str, facts: list[str], lines: list[str], tmp_path: Path
) -> None:
    told: list[bibkit.Diagnostic] = []
    path = tmp_path / "a.ris"
    path.write_text(text, encoding="utf-8")
    found = [shown(each) for each in bibkit.read(path, "ris", report=told.append)]
    where = f"{tmp_path}/"
    assert (found, [str(each).removeprefix(where) for each in told]) == (facts, lines)


HEADERS = [
    "Provider: EBSCO",
    "Record 1 of 20",
    "3.",
    "# by hand",
    "Exported from Things on 1 March 2020",
    "Copyright 2020 Things Ltd.",
    "https://example.org/list",
    "----",
]


@pytest.mark.parametrize("line", HEADERS)
def test_a_line_of_the_file_is_told_and_is_no_record(line: str) -> None:
    told: list[bibkit.Diagnostic] = []
    text = f"{line}\n\nTY  - JOUR\nTI  - A\nER  - \n"
    found = [shown(each) for each in bibkit.read(text.encode(), "ris", report=told.append)]
    assert found == ["article-journal | A |  |  |  | "]
    assert [(each.code, each.message) for each in told] == [
        ("unread-line", f"{line[:40]!r} belongs to no record")
    ]


GOES_ON = [
    ("AU  - Doe, Jane\nAU  - et al.", "Doe, Jane"),
    ("AU  - Doe, Jane\nAU  - Et al", "Doe, Jane"),
    ("A1  - Doe, Jane\nA1  - and others", "Doe, Jane"),
    ("AU  - Doe, Jane\nAU  - others", "Doe, Jane"),
    ("AU  - Doe, J., et al.", "Doe, J."),
    ("AU  - Doe, J. et al", "Doe, J."),
    ("AU  - Doe, J.; Roe, R.; et al.", "Doe, J.; Roe, R."),
    ("AU  - Doe, Jane\nAU  - al., et", "Doe, Jane"),
    ("AU  - Doe, Jane\nAU  - u.a.", "Doe, Jane"),
    ("AU  - Doe, Jane\nAU  - ...", "Doe, Jane"),
]
ENDS = ["AU  - Rosenthal, Al", "AU  - Brothers, Jane", "AU  - Friends and Others Ltd."]


@pytest.mark.parametrize(("lines", "people"), GOES_ON, ids=[lines for lines, _ in GOES_ON])
def test_a_list_of_authors_that_goes_on_says_so(lines: str, people: str) -> None:
    told: list[bibkit.Diagnostic] = []
    text = f"TY  - JOUR\nTI  - A\n{lines}\nER  - \n"
    (found,) = bibkit.read(text.encode(), "ris", report=told.append)
    assert (found.more_authors, shown(found)) == (
        True,
        f"article-journal | A | {people} |  |  | ",
    )
    assert told == []


@pytest.mark.parametrize("line", ENDS)
def test_a_name_that_ends_alike_is_a_name(line: str) -> None:
    (found,) = bibkit.read(f"TY  - JOUR\n{line}\nER  - \n".encode(), "ris")
    assert (found.more_authors, len(found.author)) == (False, 1)
