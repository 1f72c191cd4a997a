"""citation-js reads our files: the same titles, authors and years.

``npm install --prefix tests/foreign/citation_js`` puts it there.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import program
from tests.foreign.conftest import Corpus, parts, plain

HERE = Path(__file__).parent / "citation_js"
FORMATS = {
    "bibtex": ("bib", "@bibtex/text"),
    "biblatex": ("bib", "@biblatex/text"),
    "ris": ("ris", "@ris/file"),
    "csl-json": ("json", "@csl/list+object"),
}

pytestmark = pytest.mark.skipif(
    not (HERE / "node_modules").is_dir(), reason="citation-js is not installed"
)


def read(corpus: Corpus, format: str, folder: Path) -> list[dict[str, Any]]:
    """The records as citation-js has them, in our order."""
    suffix, type = FORMATS[format]
    path = folder / f"library.{suffix}"
    path.write_text(corpus.texts[format], encoding="utf-8", newline="")
    done = subprocess.run(
        [program("node"), HERE / "read.js", path, type],
        capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("format", FORMATS)
def test_citation_js_reads_the_seeds(facts: Corpus, format: str, tmp_path: Path) -> None:
    found = read(facts, format, tmp_path)
    assert len(found) == len(facts.citations) == 208
    pairs = zip(found, facts.titles().values(), strict=True)
    # A formula it shows in its own way.
    titles = [(plain(each["title"]), title) for each, title in pairs if "$" not in title]
    assert [(one, other) for one, other in titles if one != other] == []
    assert len(titles) > 200
    years = [each["issued"]["date-parts"][0][0] for each in found]
    assert years == list(facts.years().values())
    assert [authors(each) for each in found] == [
        [" ".join(person).split() for person in map(parts, citation.author)]
        for citation in facts.citations
    ]


_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")


def authors(record: dict[str, Any]) -> list[list[str]]:
    """Names as words; "others" is how it shows that a list goes on."""
    people = [[person.get(part, "") for part in _PARTS] for person in record.get("author", ())]
    found = [" ".join(person).split() for person in people]
    return [words for words in found if words != ["others"]]
