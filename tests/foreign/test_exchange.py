"""EndNote XML, Refer, MODS and Word as bibutils and pandoc read them."""

import json
import re
import subprocess
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

import bibkit
from bibkit.model import Citation
from tests.conftest import program
from tests.foreign.conftest import Corpus, parts, plain

_MODS = "{http://www.loc.gov/mods/v3}"
_READERS = {"endnote-xml": "endx2xml", "refer": "end2xml", "word": "wordbib2xml"}
"""bibutils' readers; what it makes of Word's sources has no author and no year."""


def _written(corpus: Corpus, format: str) -> bytes:
    return "".join(bibkit.write(corpus.citations, format)).encode()


def _run(command: Sequence[str], text: bytes) -> bytes:
    run = subprocess.run(command, input=text, capture_output=True, check=True)
    return run.stdout.removeprefix(b"\xef\xbb\xbf")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", plain(text)))).casefold()


def _wanted(citation: Citation) -> tuple[str, list[str], int | None]:
    """A title's letters, those of authors with the family first, the year."""
    people = [
        _letters(particle + family + given + suffix)
        for given, particle, family, suffix in map(parts, citation.author)
    ]
    year = citation.issued.year if citation.issued else None
    return _letters(citation.title), people, year


def _of_mods(item: ET.Element) -> tuple[str, list[str], int | None]:
    info = item.find(f"{_MODS}titleInfo")
    assert info is not None
    title = "".join(
        info.findtext(f"{_MODS}{part}") or "" for part in ("nonSort", "title", "subTitle")
    )
    people = []
    for name in item.findall(f"{_MODS}name"):
        said: dict[str | None, list[str]] = {}
        for part in name.iter(f"{_MODS}namePart"):
            said.setdefault(part.get("type"), []).append(part.text or "")
        words = [w for kind in ("family", "given", "suffix", None) for w in said.get(kind, [])]
        people.append(_letters("".join(words)))
    issued = item.findtext(f".//{_MODS}dateIssued")
    return _letters(title), people, int(issued[:4]) if issued else None


def _through_bibutils(format: str, corpus: Corpus) -> list[tuple[str, list[str], int | None]]:
    command = [program(_READERS[format]), "-i", "utf8"]
    found = ET.fromstring(_run(command, _written(corpus, format)).decode())
    return [_of_mods(item) for item in found.iter(f"{_MODS}mods")]


@pytest.mark.parametrize("format", ["endnote-xml", "refer"])
def test_bibutils_finds_all_of_the_seeds(format: str, facts: Corpus) -> None:
    assert _through_bibutils(format, facts) == list(map(_wanted, facts.citations))


@pytest.mark.parametrize("format", _READERS)
def test_bibutils_finds_every_title(format: str, facts: Corpus) -> None:
    found = [title for title, _, _ in _through_bibutils(format, facts)]
    assert found == [_letters(citation.title) for citation in facts.citations]


def test_bibutils_finds_our_mods_in_bibtex(facts: Corpus) -> None:
    command = [program("xml2bib"), "-i", "utf8", "-o", "utf8", "-nl", "-nb"]
    text = _run(command, _written(facts, "mods"))
    found = {c.key: _wanted(c) for c in bibkit.read(text, "bibtex")}
    assert found == {c.key: _wanted(c) for c in facts.citations}


def _of_csl(item: Mapping[str, Any]) -> tuple[str, list[str], int | None]:
    order = (
        "dropping-particle",
        "non-dropping-particle",
        "family",
        "suffix",
        "given",
        "literal",
    )
    people = [
        _letters("".join(name.get(part, "") for part in order))
        for name in item.get("author", ())
    ]
    return _letters(item["title"]), people, item["issued"]["date-parts"][0][0]


def test_pandoc_finds_our_endnote_xml(corpus: Corpus) -> None:
    pandoc = program("pandoc")
    if b"endnotexml" not in _run([pandoc, "--list-input-formats"], b""):
        pytest.skip("this pandoc does not read EndNote XML (2.18 is the first that does)")
    text = _run([pandoc, "-f", "endnotexml", "-t", "csljson"], _written(corpus, "endnote-xml"))
    found = {item["id"]: _of_csl(item) for item in json.loads(text)}
    assert found == {c.key: _wanted(c) for c in corpus.citations}


def test_words_sources_have_but_elements_of_the_standard(corpus: Corpus) -> None:
    """Word reads no file with an element that ECMA-376 does not list."""
    found = set(re.findall(rb"<b:(\w+)", _written(corpus, "word")))
    assert found <= set(_ECMA_376.split())


_ECMA_376 = b"""
Sources Source AbbreviatedCaseNumber AlbumTitle Artist Author BookAuthor BookTitle
Broadcaster BroadcastTitle CaseNumber ChapterNumber City Comments Compiler Composer Conductor
ConferenceName Corporate Counsel CountryRegion Court Day DayAccessed Department Director
Distributor Edition Editor First Guid Institution InternetSiteTitle Interviewee Interviewer
Inventor Issue JournalName Last LCID Medium Middle Month MonthAccessed NameList NumberVolumes
Pages PatentNumber Performer PeriodicalTitle Person ProducerName ProductionCompany
PublicationTitle Publisher RecordingNumber RefOrder Reporter ShortTitle SourceType
StandardNumber StateProvince Station Tag Theater ThesisType Title Translator Type URL Version
Volume Writer Year YearAccessed DOI"""
"""Part 1, 22.6.2; ``DOI`` is Word's own since 2013."""
