"""biber: reads both flavours without an error, and warns of nothing but its data model."""

import re
import subprocess
from collections import Counter
from pathlib import Path

import pybtex.database  # type: ignore[import-untyped]
import pytest

from tests.conftest import program
from tests.foreign.conftest import Corpus, decoded, people

_WARNING = re.compile(r"> (?:WARN|ERROR) - (?:Datamodel: Entry '[^']*' \([^)]*\): )?(.*)")
_UNKNOWN = re.compile(r"Field '(\w+)' invalid in data model - ignoring")
_NOT_FOR_TYPE = re.compile(
    r"Invalid field '\w+' for entrytype '\w+'|Missing mandatory field (?:'\w+'|- one of .*)"
)


class Read:
    """What biber wrote back, and the lines of its log that are no information."""

    def __init__(self, text: str, folder: Path) -> None:
        (folder / "written.bib").write_text(text, encoding="utf-8")
        command = [program("biber"), "--tool", "--validate-datamodel"]
        command += ["--logfile", "log", "-O", "read.bib", "written.bib"]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout
        log = (folder / "log.blg").read_text(encoding="utf-8")
        assert "LaTeX decoding" in log
        self.told = _WARNING.findall(log)
        self.back = pybtex.database.parse_string(
            (folder / "read.bib").read_text(encoding="utf-8"), "bibtex"
        )


@pytest.fixture(scope="module", params=["bibtex", "biblatex"])
def read(
    request: pytest.FixtureRequest, richest: Corpus, tmp_path_factory: pytest.TempPathFactory
) -> Read:
    return Read(richest.texts[request.param], tmp_path_factory.mktemp("biber"))


def _fields_beside_the_data_model(corpus: Corpus) -> Counter[str]:
    """The fields that biber has no place for, with their counts."""
    counts: Counter[str] = Counter()
    for c in corpus.citations:
        counts["alsoby"] += bool(c.also_by)
        counts["hascode"] += c.has_code
        counts["code"] += bool(c.code)
        counts["authorcount"] += c.author_count is not None
        counts["affiliation"] += bool(c.affiliation)
        counts["commentcount"] += c.comments is not None
    return +counts


def test_biber_knows_every_field_but_those_listed(read: Read, richest: Corpus) -> None:
    unknown = Counter(match[1] for text in read.told if (match := _UNKNOWN.fullmatch(text)))
    assert unknown == _fields_beside_the_data_model(richest)


def test_biber_tells_nothing_but_its_data_model(read: Read) -> None:
    told = [text for text in read.told if not _UNKNOWN.fullmatch(text)]
    assert [text for text in told if not _NOT_FOR_TYPE.fullmatch(text)] == []


def test_biber_finds_every_entry(read: Read, richest: Corpus) -> None:
    assert sorted(read.back.entries) == sorted(richest.keys)


def test_biber_finds_every_title(read: Read, richest: Corpus) -> None:
    found = {key: decoded(entry.fields["title"]) for key, entry in read.back.entries.items()}
    assert found == richest.titles()


def test_biber_finds_every_date(read: Read, richest: Corpus) -> None:
    found = {
        key: [int(part) for part in entry.fields["date"].split("-")]
        for key, entry in read.back.entries.items()
    }
    assert found == richest.days()


def test_biber_finds_every_author(read: Read, richest: Corpus) -> None:
    found = {
        key: [
            tuple(
                decoded(" ".join(words))
                for words in (
                    person.first_names + person.middle_names,
                    person.prelast_names,
                    person.last_names,
                    person.lineage_names,
                )
            )
            for person in entry.persons.get("author", [])
        ]
        for key, entry in read.back.entries.items()
    }
    assert found == {citation.key: people(citation) for citation in richest.citations}
