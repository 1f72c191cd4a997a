"""Formats by name, by suffix, by their looks; wrong tables are named."""

from pathlib import Path

import pytest

from bibkit import registry
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
    "arxiv, biblatex, bibtex, crossref, csl-json, csl-yaml, daily-papers, datacite, "
    "dblp, endnote-xml, jabref, medline, mods, openalex, orcid, profile, pubmed, "
    "refer, refworks, ris, semantic-scholar, web-of-science, zotero-json, zotero"
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
    assert str(raised.value) == f"{path}: no format is written to {files}; name one with -t"


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
