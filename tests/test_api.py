"""The library in a few functions: files and folders in, text out, formats recognized."""

import io
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import bibkit
from bibkit import Citation, Date, Diagnostic, Name, Source, api
from bibkit.errors import UnknownFormatError, UnreadableError, UsageError
from tests.conftest import ROOT

RIS = b"TY  - JOUR\nTI  - On Trees\nAU  - Lovelace, Ada\nPY  - 2024\nER  - \n"
BIB = b"@article{ada, title = {On Bushes}}\n"
ADA = Name(family="Lovelace", given="Ada")


def on_trees(path: str) -> Citation:
    return Citation(
        type="article-journal",
        title="On Trees",
        author=(ADA,),
        issued=Date(2024),
        sources=(Source(path, 1, "ris"),),
    )


def read(source: Any, format: str | None = None) -> tuple[list[Citation], list[str]]:
    told: list[Diagnostic] = []
    citations = list(api.read(source, format, report=told.append))
    return citations, [str(each) for each in told]


def test_bytes_and_open_files_are_read() -> None:
    assert read(RIS) == ([on_trees("")], [])
    assert read(io.BytesIO(RIS)) == ([on_trees("")], [])


@pytest.mark.parametrize("make", [str, Path])
def test_a_file_is_read(tmp_path: Path, make: Any) -> None:
    path = tmp_path / "a.ris"
    path.write_bytes(RIS)
    assert read(make(path)) == ([on_trees(str(path))], [])
    assert read(make(path), "ris") == ([on_trees(str(path))], [])


def test_a_folder_gives_what_is_recognized_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.bib").write_bytes(BIB)
    (tmp_path / "a.ris").write_bytes(RIS)
    (tmp_path / "d.ris").write_bytes(RIS)
    (tmp_path / "mail.txt").write_text("Dear all")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "zeros").write_bytes(b"\0" * 9)
    (tmp_path / ".hidden.ris").write_bytes(RIS)
    citations, told = read(tmp_path)
    assert [each.title for each in citations] == ["On Trees", "On Bushes", "On Trees"]
    assert [each.sources[0].path for each in citations] == [
        str(tmp_path / name) for name in ("a.ris", "b/c.bib", "d.ris")
    ]
    assert told == []


COMPOSE = b"services:\n  web:\n    image: nginx\n"
YAML = b"references:\n- id: a\n  type: book\n  title: On Trees\n"


def test_yaml_in_a_folder_is_read_where_it_looks_like_references(tmp_path: Path) -> None:
    (tmp_path / "docker-compose.yml").write_bytes(COMPOSE)
    (tmp_path / "settings.yaml").write_bytes(b"# \xe9\n" + COMPOSE)
    with pytest.raises(UnreadableError, match=r"holds no file of a format that bibkit reads$"):
        read(tmp_path)
    (tmp_path / "references.yaml").write_bytes(YAML)
    citations, told = read(tmp_path)
    assert ([each.title for each in citations], told) == (["On Trees"], [])
    assert len(read(tmp_path, "csl-yaml")[0]) == 3
    assert len(read(tmp_path / "docker-compose.yml")[0]) == 1


def test_a_folder_asks_for_a_format_that_there_is(tmp_path: Path) -> None:
    (tmp_path / "a.ris").write_bytes(RIS)
    with pytest.raises(UnknownFormatError, match=r"^no format 'rsi'; did you mean 'ris'?"):
        read(tmp_path, "rsi")


def test_a_folder_of_nothing_known_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "mail.txt").write_text("Dear all")
    with pytest.raises(UnreadableError) as raised:
        read(tmp_path)
    assert str(raised.value) == f"{tmp_path}: holds no file of a format that bibkit reads"


def test_a_file_of_a_folder_that_cannot_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.ris").write_bytes(RIS)

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(UnreadableError, match=r"Permission denied$"):
        read(tmp_path)


def test_a_wrong_source_is_told_at_once() -> None:
    with pytest.raises(UnreadableError, match=r"^no.ris: No such file or directory$"):
        api.read("no.ris")
    with pytest.raises(UnknownFormatError, match=r"^no format 'rsi'; did you mean 'ris'?"):
        api.read(RIS, "rsi")
    with pytest.raises(UnknownFormatError, match=r"^the source: looks like no format"):
        api.read(b"Dear all")


@pytest.mark.parametrize("format", ["ris", "bibtex", "csl-json", "profile"])
def test_a_source_without_records_is_told(format: str) -> None:
    citations, told = read(b"", format)
    assert citations == []
    (only,) = told
    assert only.startswith("error: no record found (read as ")
    assert only.endswith(") [no-records]")


def test_bibtex_is_read_in_every_dialect() -> None:
    (found,), told = read(b"@online{x, title={A}, date={2024-03-01}, urldate={2024}}", "bibtex")
    assert (found.type, found.issued) == ("webpage", Date(2024, 3, 1))
    assert told == []


def test_the_day_of_a_page_gives_its_dates_their_years() -> None:
    page = b"CLJul 17\nOn TreesAda Lovelace, Charles Babbage\n"
    (found,) = api.read(page, "profile", as_of=date(2020, 9, 1))
    assert found.issued == Date(2020, 7, 17)


def test_what_is_written_streams() -> None:
    def endless() -> Any:
        while True:
            yield Citation(key="k", title="A")

    chunks = api.write(endless(), "bibtex")
    assert next(chunks) == "@misc{k,\n  title = {A},\n}\n"
    assert next(chunks) == "\n@misc{ka,\n  title = {A},\n}\n"


WRITTEN = {
    "bibtex": "@article{lovelace2024trees,\n  author = {Lovelace, Ada},\n"
    "  title  = {On Trees},\n  year   = {2024},\n}\n",
    "ris": "TY  - JOUR\r\nAU  - Lovelace, Ada\r\nTI  - On Trees\r\nPY  - 2024\r\n"
    "DA  - 2024///\r\nID  - lovelace2024trees\r\nER  - \r\n\r\n",
    "csl-json": '[\n{"id": "lovelace2024trees", "type": "article-journal", '
    '"title": "On Trees", "author": [{"family": "Lovelace", "given": "Ada"}], '
    '"issued": {"date-parts": [[2024]]}}\n]\n',
}


@pytest.mark.parametrize(("format", "text"), WRITTEN.items())
def test_a_citation_is_written(format: str, text: str) -> None:
    told: list[Diagnostic] = []
    citation = bibkit.replace(on_trees(""), sources=())
    assert "".join(api.write([citation], format, report=told.append)) == text
    assert told == []


@pytest.mark.parametrize(
    ("format", "text"), [("bibtex", ""), ("ris", ""), ("csl-json", "[]\n")]
)
def test_nothing_is_written_as_nothing(format: str, text: str) -> None:
    assert "".join(api.write([], format)) == text


def test_keys_follow_a_pattern() -> None:
    text = "".join(api.write([on_trees("")], "bibtex", keys="[auth:upper]:[year]"))
    assert text.startswith("@article{LOVELACE:2024,")
    with pytest.raises(UsageError, match="no marker and no field 'who'"):
        api.write([], "bibtex", keys="[who]")


def test_a_format_that_is_only_read_is_not_written() -> None:
    with pytest.raises(UnknownFormatError, match=r"^format 'profile' is read, never written$"):
        api.write([], "profile")


def test_the_public_face_does_the_whole_job(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    merged = bibkit.merge(bibkit.read(tmp_path / "seeds"))
    text = "".join(bibkit.write(merged.citations, "json"))
    back = bibkit.merge(bibkit.read(text.encode()))
    assert len(back.citations) == len(merged.citations)
    plain = [bibkit.replace(each, key="") for each in back.citations]
    assert plain == list(merged.citations)


def test_an_unknown_name_of_the_face_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"^module 'bibkit' has no attribute 'red'$"):
        bibkit.red  # noqa: B018
    assert set(bibkit.__all__) <= set(dir(bibkit))
