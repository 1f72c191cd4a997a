"""Texts that were made to hurt: read without an exception, and with work that grows as they do.

Work is counted in calls, not in seconds: four times the text may take four times the calls,
and some more.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from types import FrameType

import pytest

import bibkit
from bibkit import api
from bibkit.checking import check
from bibkit.errors import BibkitError
from bibkit.parsers.bibtex_macros import LONGEST_VALUE

Make = Callable[[int], str]


def value(unit: str, tag: str = "title") -> Make:
    return lambda n: f"@article{{k,\n  {tag} = {{{unit * n}}},\n  year = 2001,\n}}\n"


def tagged(tag: str, unit: str) -> Make:
    return lambda n: f"TY  - JOUR\n{tag}  - {unit * n}\nER  - \n"


TEXTS: dict[str, tuple[str, Make]] = {
    "open braces": ("bibtex", lambda n: "@misc{a, title = " + "{" * n),
    "nested braces": ("bibtex", lambda n: "@misc{a, title = {" + "{" * n + "}" * n + "}}"),
    "open entries": ("bibtex", lambda n: "@misc{a, title = {x\n\n" * n),
    "at signs": ("bibtex", lambda n: "@" * n),
    "heads": ("bibtex", lambda n: "@a{" * n),
    "heads with keys": ("bibtex", lambda n: "@a{b,\n" * n),
    "quotes": ("bibtex", lambda n: "@misc{a, title = " + '"' * n),
    "hashes": ("bibtex", lambda n: "@misc{a, title = " + "a # " * n + "b}"),
    "fields": ("bibtex", lambda n: "@misc{a, " + "title = {x}, " * n + "}"),
    "one key": ("bibtex", lambda n: "@misc{a, title = {x}}\n" * n),
    "no key": ("bibtex", lambda n: "@misc{, title = {x}}\n" * n),
    "a chain of parents": (
        "bibtex",
        lambda n: "".join(f"@inbook{{k{i}, crossref = {{k{i + 1}}}}}\n" for i in range(n)),
    ),
    "a ring of parents": (
        "bibtex",
        lambda n: "".join(
            f"@inbook{{k{i}, crossref = {{k{(i + 1) % n}}}}}\n" for i in range(n)
        ),
    ),
    "backslashes": ("bibtex", value("\\")),
    "accents": ("bibtex", value("\\'")),
    "dollars": ("bibtex", value("$")),
    "open formulas": ("bibtex", value("$x ")),
    "open macros": ("bibtex", value("\\emph{")),
    "ands": ("bibtex", value("and ", "author")),
    "names": ("bibtex", value("Li, Ann and ", "author")),
    "commas": ("bibtex", value("a, ", "author")),
    "pages": ("bibtex", value("1-2,", "pages")),
    "digits": ("bibtex", value("1", "year")),
    "dates": ("bibtex", value("1990/", "date")),
    "keywords": ("bibtex", value("a, {b}, ", "keywords")),
    "a line": ("ris", tagged("TI", "word ")),
    "blanks": ("ris", tagged("KW", "; " + " " * 20)),
    "tags": ("ris", lambda n: "TY  - JOUR\n" + "ZZ  - x\n" * n),
    "kinds": ("ris", lambda n: "TY  - JOUR\n" * n),
    "ends": ("ris", lambda n: "ER  - \n" * n),
    "more lines": ("ris", lambda n: "TY  - JOUR\nAB  - x\n" + "more\n" * n),
    "open lists": ("csl-json", lambda n: "[" * n),
    "lists": ("csl-json", lambda n: '[{"id": "a", "custom": ' + "[" * n + "]" * n + "}]"),
    "a string": ("csl-json", lambda n: '[{"id": "a", "title": "' + "<i> " * n + '"}]'),
    "a number": ("csl-json", lambda n: '[{"id": "a", "volume": ' + "1" * n * 10 + "}]"),
    "surrogates": ("csl-json", lambda n: '[{"title": "' + "\\ud800" * n + '"}]'),
    "lines of a page": ("profile", lambda n: "some words\n" * n),
    "heads of a page": ("profile", lambda n: "CLJul 17, 2023\n" * n),
    "marks": ("profile", lambda n: "<html><body><p>" + "<div>" * n + "CLJul 17, 2023"),
}
SMALL, LARGE = 60, 240
MOST = 1.3 * LARGE / SMALL
"""How many times the calls the large text may take; what is the same for both, counts too."""


def calls(work: Callable[[], object]) -> int:
    """How many calls ``work`` makes."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def worked(text: str, format: str) -> None:
    try:
        citations = list(api.read(text.encode(), format))
    except BibkitError:
        return
    for target in ("biblatex", "csl-json"):
        "".join(api.write(citations, target, reformat=True))
    if format != "profile":
        list(check(text.encode(), format, ask_readers=False))


@pytest.mark.parametrize(("format", "make"), TEXTS.values(), ids=TEXTS.keys())
def test_work_grows_as_the_text_does(format: str, make: Make) -> None:
    worked(make(10), format)
    small, large = (calls(partial(worked, make(n), format)) for n in (SMALL, LARGE))
    assert large <= MOST * small


def test_macros_that_double_stay_small() -> None:
    strings = "".join(f"@string{{s{i + 1} = s{i} # s{i}}}\n" for i in range(60))
    text = f"@string{{s0 = {{abc}}}}\n{strings}@misc{{a, title = s60, note = s10}}\n"
    told: list[bibkit.Diagnostic] = []
    (found,) = bibkit.read(text.encode(), "bibtex", report=told.append)
    assert len(found.title) <= LONGEST_VALUE
    assert len(found.note) == 3 * 2**10
    assert told


ODD = {
    "a word of odd blanks on a page": (
        "CLJul 17, 2023\nOn Trees\x85\t, \x1cZhang\n",
        "profile",
    ),
    "a page of five thousand digits": ("TY  - JOUR\nSP  - " + "1" * 5000 + "\n", "ris"),
    "a year of five thousand digits": ("TY  - JOUR\nPY  - " + "1" * 5000 + "\n", "ris"),
    "a number beyond every number": ('[{"volume": 1e999, "page": -1e-999}]', "csl-json"),
}


@pytest.mark.parametrize(("text", "format"), ODD.values(), ids=ODD.keys())
def test_odd_values_stop_nothing(text: str, format: str) -> None:
    citations = list(bibkit.read(text.encode(), format))
    assert len(citations) == 1
    for target in ("bibtex", "biblatex", "ris", "csl-json"):
        written = "".join(
            bibkit.write(citations, target, keys="[auth][year][firstpage][shorttitle]")
        )
        assert len(list(bibkit.read(written.encode(), target))) == 1


BLANKS = "a" + " " * 20_000
PADDED = [
    f"{BLANKS}b; c",
    f"{BLANKS}b and c",
    f"{BLANKS}b, c, d, e",
    "a" + "-" * 20_000 + "; b",
]


@pytest.mark.parametrize("value", PADDED, ids=["semicolon", "and", "commas", "hyphens"])
@pytest.mark.parametrize("tag", ["AU", "KW", "SP", "EP", "DO", "SN", "UR", "PY", "N1", "T2"])
def test_a_run_of_blanks_is_looked_through_once(tag: str, value: str) -> None:
    start = time.process_time()
    found = list(bibkit.read(f"TY  - JOUR\n{tag}  - {value}\nER  - \n".encode(), "ris"))
    for format in ("bibtex", "biblatex", "ris", "csl-json"):
        "".join(bibkit.write(found, format))
    assert time.process_time() - start < 2
