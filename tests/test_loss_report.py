"""What a run says it lost is what reading the written file back does not show."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bibkit
from bibkit import Citation, Date, Diagnostic, Name, replace
from bibkit.diagnostics import LOSSES
from bibkit.model import VARIABLES
from tests import strategies
from tests.conftest import run

DRAWN = sorted(VARIABLES.keys() - {"type", "key", "sources", "extra", "ids"})
FORMATS = "bibtex biblatex ris csl-json endnote-xml refer medline mods word".split()


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    names = draw(st.lists(st.sampled_from(DRAWN), unique=True, max_size=6))
    values = {name: draw(strategies.variable(name)) for name in names}
    type = draw(st.sampled_from(["article-journal", "book", "chapter", "report", "webpage"]))
    return Citation(**{**values, "type": type, "key": "k"})


@pytest.mark.parametrize("format", FORMATS)
@given(citation=citations())
def test_what_is_told_is_what_is_lost(format: str, citation: Citation) -> None:
    told: list[Diagnostic] = []
    text = "".join(bibkit.write([citation], format, report=told.append))
    (back,) = bibkit.read(text.encode(), format)
    lost = {name for name in VARIABLES if getattr(back, name) != getattr(citation, name)}
    named = {each.field for each in told if each.code in LOSSES}
    # MEDLINE has no keys: records go by their numbers in PubMed.
    beside = {"sources", "extra", *({"key"} if format == "medline" else ())}
    assert lost - beside == named


BIB = """@misc{a,
  author = {Li, Ann and others},
  title = {A},
}

@misc{b, title = {B}, zz = {of somebody's own}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.bib").write_text(BIB)
    return tmp_path


def test_the_report_names_every_fact(folder: Path, capfd: Any) -> None:
    assert run("convert", "a.bib", "-o", "a.ris", "--report", "lost.json", "-q") == 0
    common = {"source": "a.bib", "target": "a.ris", "format": "ris", "code": "not-written"}
    assert json.loads((folder / "lost.json").read_text()) == [
        common
        | {"line": 1, "key": "a", "field": "more_authors"}
        | {"message": "RIS has no place for more_authors"},
        common
        | {"line": 6, "key": "b", "field": "bibtex/zz"}
        | {"message": "RIS has no place for bibtex/zz"},
    ]
    assert capfd.readouterr().err == ""


@pytest.mark.usefixtures("folder")
def test_the_summary_counts(capfd: Any) -> None:
    run("convert", "a.bib", "-o", "a.ris")
    lines = capfd.readouterr().err.splitlines()
    assert "lost: 2 facts in 2 of 2 citations (more_authors 1, bibtex/zz 1)" in lines


def test_nothing_lost_is_an_empty_report(folder: Path) -> None:
    run("convert", "a.bib", "-o", "b.bib", "--report", "lost.json")
    assert (folder / "lost.json").read_text() == "[]\n"
    assert (folder / "b.bib").read_text() == BIB


def test_the_report_is_written_with_the_files_or_not_at_all(folder: Path) -> None:
    (folder / "a.ris").write_text("of somebody else")
    assert run("convert", "a.bib", "-o", "a.ris", "--report", "lost.json") == 6
    assert not (folder / "lost.json").exists()
    assert run("convert", "a.bib", "-o", "b.ris", "--report", "b.ris") == 2


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("target", "code"), [("a.ris", 1), ("b.json", 1), ("b.bib", 1)])
def test_a_strict_run_fails_where_a_finding_is(target: str, code: int) -> None:
    assert run("convert", "a.bib", "-o", target, "--strict") == code


def test_lines_of_ris_end_as_asked(folder: Path) -> None:
    run("convert", "a.bib", "-o", "a.ris", "--lf")
    run("convert", "a.bib", "-o", "b.ris")
    assert b"\r" not in (folder / "a.ris").read_bytes()
    assert (folder / "b.ris").read_bytes().replace(b"\r\n", b"\n") == (
        folder / "a.ris"
    ).read_bytes()


def test_a_dash_is_standard_output_beside_files(folder: Path, capfd: Any) -> None:
    run("convert", "a.bib", "-o", "-", "-o", "a.json", "-q")
    assert capfd.readouterr().out == BIB
    assert len(list(bibkit.read(folder / "a.json"))) == 2


def test_keys_of_a_library_are_taken_over(folder: Path, capfd: Any) -> None:
    known = [Citation(title="A", author=(Name(family="Li"),), issued=Date(2024), key="cited")]
    (folder / "cited.bib").write_text("".join(bibkit.write(known, "bibtex")))
    run("convert", "a.bib", "--keys-from", "cited.bib", "-t", "json", "-q")
    assert [each["id"] for each in json.loads(capfd.readouterr().out)] == ["cited", "b"]


@pytest.mark.parametrize(
    ("by", "keys"),
    [("key", ["a", "b", "c"]), ("year", ["c", "a", "b"]), ("none", ["c", "b", "a"])],
)
def test_records_are_sorted(folder: Path, capfd: Any, by: str, keys: list[str]) -> None:
    years = {"c": 1999, "a": 2001}
    papers = [
        Citation(key=key, title=key, issued=Date(years[key]) if key in years else None)
        for key in "cba"
    ]
    (folder / "s.bib").write_text("".join(bibkit.write(papers, "bibtex")))
    run("convert", "s.bib", "--sort", by, "-q")
    back = list(bibkit.read(capfd.readouterr().out.encode(), "bibtex"))
    assert [each.key for each in back] == keys
    assert {replace(each, sources=()) for each in back} == set(papers)


def test_an_address_that_reads_back_as_one_is_told() -> None:
    told: list[Diagnostic] = []
    cited = Citation(type="document", key="k", title="T", medium="https://example.org/a")
    text = "".join(bibkit.write([cited], "bibtex", report=told.append))
    (back,) = bibkit.read(text.encode(), "bibtex")
    assert back.url == "https://example.org/a"
    assert "changed-value" in [d.code for d in told]
