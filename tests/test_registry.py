"""Formats by name, by suffix, by their looks; wrong tables are named."""

import json
from pathlib import Path

import pytest

from bibkit import api, registry
from bibkit.diagnostics import Diagnostic
from bibkit.errors import TableError, UnknownFormatError, UnreadableError
from bibkit.inputs import Input
from tests.conftest import ROOT

NAMES = {
    "ris": "ris",
    "bibtex": "bibtex",
    "biblatex": "biblatex",
    "csl-json": "csl-json",
    "profile": "profile",
    "bib": "bibtex",
    "json": "csl-json",
}


@pytest.mark.parametrize(("name", "format"), NAMES.items())
def test_a_format_has_a_name_or_a_suffix(name: str, format: str) -> None:
    assert registry.find(name).name == format


ALL = (
    "arxiv-oai, arxiv, bib-txt, biblatex, bibtex, cff, crossref-xml, crossref, csl-json, "
    "csl-yaml, csv, daily-papers, datacite, dblp-json, dblp, endnote-xml, google-scholar, "
    "hayagriva, ieee-xplore, jabref, marcxml, markdown-table, medline, mods, oai-dc, openalex, "
    "orcid-xml, orcid, ovid, profile, pubmed, refer, refworks, ris, schema-org, scopus, "
    "semantic-scholar, tsv, web-of-science-tab, web-of-science, webpage, word, zotero-json, "
    "zotero"
)
UNKNOWN = {
    "rsi": "no format 'rsi'; did you mean 'ris'?",
    "bibtec": "no format 'bibtec'; did you mean 'bibtex'?",
    "": f"no format ''; there are: {ALL}",
    "docx": f"no format 'docx'; there are: {ALL}",
}


@pytest.mark.parametrize(("name", "message"), UNKNOWN.items())
def test_an_unknown_name_gets_a_hint(name: str, message: str) -> None:
    with pytest.raises(UnknownFormatError) as raised:
        registry.find(name)
    assert str(raised.value) == message


def test_a_format_that_is_only_read_is_not_written() -> None:
    with pytest.raises(UnknownFormatError, match=r"^format 'profile' is read, never written$"):
        registry.find_writable("profile")


def test_a_format_that_is_only_written_is_not_read() -> None:
    with pytest.raises(
        UnknownFormatError, match=r"^format 'markdown-table' is written, never read$"
    ):
        registry.find_readable("markdown-table")


PATHS = {"a.bib": "bibtex", "b.RIS": "ris", "x/c.tar.json": "csl-json", "d.csljson": "csl-json"}


@pytest.mark.parametrize(("path", "format"), PATHS.items())
def test_a_target_has_the_format_of_its_suffix(path: str, format: str) -> None:
    assert registry.for_path(path).name == format


@pytest.mark.parametrize(
    ("path", "files"), [("a.txt", "'.txt' files"), ("a", "files without a suffix")]
)
def test_a_target_of_no_known_suffix_is_refused(path: str, files: str) -> None:
    with pytest.raises(UnknownFormatError) as raised:
        registry.for_path(path)
    how = "name one with -t (bibkit formats lists them)"
    assert str(raised.value) == f"{path}: no format is written to {files}; {how}"


RIS = "TY  - JOUR\nTI  - A\nER  - \n"
BIB = "@article{a, title = {A}}\n"
LOOKS = {
    "RIS": ("", RIS, "ris"),
    "RIS with text before it": ("", f"Provider: x\n\n{RIS}", "ris"),
    "BibTeX": ("", BIB, "biblatex"),
    "BibTeX behind a comment": ("refs.bib", f"% [mine]\n{BIB}", "biblatex"),
    "an array": ("", '\n [{"id": "a"}]', "csl-json"),
    "an object": ("x.txt", '{"id": "a"}', "csl-json"),
    "JSON that holds BibTeX": ("", '[{"note": "x\n@article{a"}]', "csl-json"),
    "a page": ("", (ROOT / "seeds/daily-papers.txt").read_text(encoding="utf-8"), "profile"),
    "a page with a bracket": ("", "h-index 3\n[x]\nCLJul 17, 2023\nA\n", "profile"),
    "an HTML page": ("x.html", "<!DOCTYPE html>\n<html></html>", "profile"),
    "looks against the suffix": ("x.ris", BIB, "biblatex"),
    "a suffix against late looks": ("x.ris", f"some text\n{BIB}", "ris"),
    "a suffix of an empty file": ("x.bib", "", "biblatex"),
    "a suffix in capitals": ("X.RIS", "", "ris"),
}


FOREIGN = {
    "package.json": {"name": "x", "version": "1.0.0", "type": "module", "author": "Jane Doe"},
    "composer.json": {"type": "library", "name": "a/b", "license": "MIT", "authors": []},
    "tsconfig.json": {"compilerOptions": {"target": "es2020"}, "include": ["src"]},
    "map.geojson.json": {
        "type": "FeatureCollection",
        "features": [{"id": 1, "type": "Feature"}],
    },
    "tasks.json": [{"id": 1, "title": "Buy milk", "status": "open"}],
    "schema.json": {"$schema": "https://json-schema.org/x", "type": "object", "title": "T"},
    "log.json": [{"id": "1", "type": "event", "source": "x"}],
    "users.json": {"users": [{"id": 1, "name": "A"}]},
    "notebook.json": {"cells": [], "nbformat": 4, "metadata": {"title": "T"}},
    "numbers.json": [1, 2, 3],
}
OURS = {
    "one.json": {"id": "a", "type": "book", "title": "T"},
    "list.json": [{"id": "a", "type": "article", "title": "T"}],
    "items.json": {"items": [{"id": "a", "DOI": "10.1000/x", "title": "T"}]},
    "by-key.json": {"doe2020": {"type": "article-journal", "title": "T"}},
    "dated.json": [{"title": "T", "issued": {"date-parts": [[2020]]}}],
}


@pytest.mark.parametrize(("name", "value"), [*FOREIGN.items(), *OURS.items()])
def test_other_json_in_a_folder_is_left_alone(tmp_path: Path, name: str, value: object) -> None:
    (tmp_path / "a.bib").write_text("@book{a, title = {A}}")
    (tmp_path / name).write_text(json.dumps(value))
    told: list[Diagnostic] = []
    found = [c.sources[0].path for c in api.read(tmp_path, report=told.append)]
    expected = [tmp_path / "a.bib"] + [tmp_path / name] * (name in OURS)
    assert found == [str(path) for path in expected]
    assert told == []


@pytest.mark.parametrize("name", ["package.json", "tsconfig.json", "users.json"])
def test_other_json_that_is_named_is_read_and_doubted(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(json.dumps(FOREIGN[name]))
    told: list[Diagnostic] = []
    assert len(list(api.read(path, report=told.append))) == 1
    assert str(told[0]) == (
        f"{path}:1: warning: does not look like CSL-JSON, and is read as that for its suffix "
        "[doubtful-format]"
    )
    told.clear()
    list(api.read(path, "csl-json", report=told.append))
    assert "doubtful-format" not in [each.code for each in told]


@pytest.mark.parametrize("value", OURS.values(), ids=OURS.keys())
def test_csl_json_is_not_doubted(tmp_path: Path, value: object) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(value))
    told: list[Diagnostic] = []
    list(api.read(path, report=told.append))
    assert told == []


@pytest.mark.parametrize(("path", "text", "format"), LOOKS.values(), ids=LOOKS.keys())
def test_a_source_is_recognized(path: str, text: str, format: str) -> None:
    assert registry.recognize(Input(text, path)) == format


@pytest.mark.parametrize(
    "seed", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda path: path.name
)
def test_the_seeds_are_pages(seed: Path) -> None:
    assert registry.recognize(Input(seed.read_text(encoding="utf-8"), str(seed))) == "profile"


def test_a_source_of_no_looks_is_refused() -> None:
    with pytest.raises(UnknownFormatError) as raised:
        registry.recognize(Input("Dear all,\n", "mail.txt"))
    assert str(raised.value) == (
        "mail.txt: looks like no format that bibkit reads; "
        "say which it is with -f (bibkit formats lists them)"
    )


def test_an_empty_source_of_no_suffix_is_unreadable() -> None:
    with pytest.raises(UnreadableError, match=r"^the source: is empty$"):
        registry.recognize(Input(" \n"))


def test_a_header_may_stand_anywhere_in_its_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lab.toml").write_text(
        '[types.read]\nA = "book"\n\n[format] # here\ntitle = "Lab"\nlooks = "^%K"\n[fields]\n'
    )
    monkeypatch.setenv("BIBKIT_FORMATS", str(tmp_path))
    header = registry.headers()["lab"]
    assert (header.title, header.looks, header.extensions) == ("Lab", "^%K", ())
    assert registry.recognize(Input("%K x\n")) == "lab"


WRONG = {
    "bad TOML": ("[format]\ntitle = \n", "lab.toml: Invalid value"),
    "looks that are no pattern": (
        "[format]\nlooks = '('\n",
        "lab.toml: [format]: looks: missing )",
    ),
    "suffixes that are no list": (
        "[format]\nextensions = '.lab'\n",
        "lab.toml: [format]: extensions is no list",
    ),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_header_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    (tmp_path / "lab.toml").write_text(text)
    monkeypatch.setenv("BIBKIT_FORMATS", str(tmp_path))
    with pytest.raises(TableError) as raised:
        registry.headers()
    assert message in str(raised.value)


def test_a_missing_folder_of_tables_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIBKIT_FORMATS", "/no/such")
    with pytest.raises(TableError, match=r"^/no/such: no such folder of tables$"):
        registry.headers()


class _Point:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self) -> Path:
        return self.folder


def test_another_packages_format_is_found_when_no_built_in_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lab.toml").write_text('[format]\nextends = "ris"\nextensions = [".lab"]\n')
    asked: list[str] = []

    def entry_points(group: str) -> list[_Point]:
        asked.append(group)
        return [_Point(tmp_path)]

    monkeypatch.setattr("importlib.metadata.entry_points", entry_points)
    registry._foreign_folders.cache_clear()
    try:
        assert registry.find("ris").name == "ris"
        assert asked == []
        assert registry.find("lab").name == "lab"
        assert registry.for_path("x.lab").name == "lab"
        assert asked == ["bibkit.formats"]
    finally:
        registry._foreign_folders.cache_clear()


def test_a_format_found_in_other_files_needs_looks_that_say_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lab.toml").write_text(
        "[format]\nfound_in = ['.json']\nlooks = '\\A\\s*[\\[{]\\s*\"lab\"'\n"
    )
    monkeypatch.setenv("BIBKIT_FORMATS", str(tmp_path))
    assert registry.recognize(Input('{"lab": 1}', "a.json")) == "lab"
    assert registry.recognize(Input('{"lab": 1}', "")) == "lab"
    assert registry.recognize(Input('{"id": 1}', "a.json")) == "csl-json"
    assert registry.find("json").name == "csl-json"
    assert registry.for_path("a.json").name == "csl-json"
