"""bibutils: RIS, BibTeX and BibLaTeX to MODS."""

import subprocess
import unicodedata
import xml.etree.ElementTree as ET

import pytest

from bibkit.model import Citation
from tests.conftest import program
from tests.foreign.conftest import Corpus, parts, people

_PROGRAMS = {"ris": "ris2xml", "bibtex": "bib2xml", "biblatex": "biblatex2xml"}
# It has no \textbackslash and no \textsubscript, keeps HTML's tags as text, and takes the
# title of a @periodical for its host's.
_MISREAD = {
    "ris": {"key-book"},
    "bibtex": {"key-book", "key-chapter"},
    "biblatex": {"key-book", "key-chapter", "key-periodical"},
}
# From RIS it splits organisations without a comma into given and family name, and at "and".
_MISREAD_NAMES: dict[str, set[str]] = {
    "ris": {"key-chapter", "key-report", "key-webpage"},
    "bibtex": set(),
    "biblatex": {"key-periodical"},
}
_MODS = "{http://www.loc.gov/mods/v3}"
_PART = f"{_MODS}namePart"


@pytest.fixture(scope="module", params=sorted(_PROGRAMS))
def format(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


@pytest.fixture(scope="module")
def mods(format: str, corpus: Corpus) -> dict[str, ET.Element]:
    run = subprocess.run(
        [program(_PROGRAMS[format]), "-i", "utf8"],
        input=corpus.texts[format].encode(),
        capture_output=True,
        check=True,
    )
    found = ET.fromstring(run.stdout.decode("utf-8-sig"))
    return {item.attrib["ID"]: item for item in found.iter(f"{_MODS}mods")}


def _title(item: ET.Element) -> str:
    info = item.find(f"{_MODS}titleInfo")
    assert info is not None
    words = (info.findtext(f"{_MODS}{part}") for part in ("nonSort", "title", "subTitle"))
    return " ".join(filter(None, words))


def _letters(title: str) -> str:
    """A title's letters and digits: bibutils splits subtitles off and drops the colon."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", title))).casefold()


def test_bibutils_finds_every_record(mods: dict[str, ET.Element], corpus: Corpus) -> None:
    assert list(mods) == corpus.keys


def test_bibutils_finds_every_title(
    mods: dict[str, ET.Element], format: str, corpus: Corpus
) -> None:
    found = {key: _letters(_title(item)) for key, item in mods.items()}
    wanted = {key: _letters(title) for key, title in corpus.titles().items()}
    misread = {key for key, title in wanted.items() if found[key] != title}
    assert misread == (_MISREAD[format] if corpus.name == "library" else set())


def test_bibutils_finds_every_year(mods: dict[str, ET.Element], corpus: Corpus) -> None:
    found = {k: int((i.findtext(f".//{_MODS}dateIssued") or "0")[:4]) for k, i in mods.items()}
    assert found == corpus.years()


def _people(item: ET.Element) -> list[str]:
    """Authors' letters, family name first."""
    return [
        "".join(_letters(part.text or "") for part in sorted(name.iter(_PART), key=_rank))
        for name in item.findall(f"{_MODS}name")
        if name.findtext(f"{_MODS}role/{_MODS}roleTerm") == "author"
    ]


def _rank(part: ET.Element) -> int:
    return ["family", "given", "suffix", None].index(part.get("type"))


def test_bibutils_finds_every_author(
    mods: dict[str, ET.Element], format: str, corpus: Corpus
) -> None:
    found = {key: _people(item) for key, item in mods.items()}
    wanted = {c.key: _wanted(c, format) for c in corpus.citations}
    misread = {key for key, names in wanted.items() if found[key] != names}
    assert misread == (_MISREAD_NAMES[format] if corpus.name == "library" else set())


def _wanted(citation: Citation, format: str) -> list[str]:
    listed = list(map(parts, citation.author)) if format == "ris" else people(citation)
    return [
        _letters(particle + family + given + suffix)
        for given, particle, family, suffix in listed
    ]
