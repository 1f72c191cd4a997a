"""Packed files: read like others, refused when they are broken or unpack without end."""

import gzip
from pathlib import Path

import pytest

import bibkit
from bibkit import compressed
from bibkit.compressed import suffix_within
from bibkit.diagnostics import ignore
from bibkit.errors import UnreadableError
from bibkit.inputs import Input, open_input
from tests.cli.test_bad_input import run

RIS = b"TY  - JOUR\r\nTI  - A\r\nER  - \r\n"
BOMB = gzip.compress(b"<dblp>" + b" " * 100_000_000)
LIMIT = "unpacks to more than 67,108,864 bytes, the limit for a packed file of its size"


def test_packed_bytes_are_unpacked() -> None:
    found = open_input(gzip.compress(RIS), ignore)
    assert found == Input("TY  - JOUR\nTI  - A\nER  - \n", newline="\r\n")


def test_parts_packed_one_by_one_are_one_text() -> None:
    assert open_input(gzip.compress(b"a\n") + gzip.compress(b"b\n"), ignore).text == "a\nb\n"


def test_a_large_packed_file_is_read_in_pieces(tmp_path: Path) -> None:
    lines = [f"{n * 7919 % 1_000_003:07d} é\n" for n in range(1_000_000)]
    path = tmp_path / "large.ris.gz"
    path.write_bytes(gzip.compress("".join(lines).encode(), 1))
    found = open_input(path, ignore)
    assert not found.is_held
    assert list(found.pieces()) != [found.text]
    assert found.text == "".join(lines)


def test_packed_files_of_a_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.ris.gz").write_bytes(gzip.compress(RIS))
    (tmp_path / "b.ris").write_bytes(RIS.replace(b"A", b"B"))
    (tmp_path / "c.png.gz").write_bytes(gzip.compress(b"\x89PNG\r\n"))
    (tmp_path / "d.tar.gz").write_bytes(gzip.compress(b"d.txt" + b"\0" * 1000))
    assert [citation.title for citation in bibkit.read(tmp_path)] == ["A", "B"]


@pytest.mark.parametrize("cut", [-1, -9, 12, 2])
def test_a_packed_file_that_is_cut_off_is_refused(cut: int) -> None:
    with pytest.raises(UnreadableError, match=r"^the source: is a broken gzip file \(.*get it"):
        open_input(gzip.compress(RIS)[:cut], ignore)


def test_a_packed_file_that_is_disturbed_is_refused() -> None:
    data = bytearray(gzip.compress(RIS))
    data[12] ^= 0xFF
    with pytest.raises(UnreadableError, match="is a broken gzip file"):
        open_input(bytes(data), ignore)


def test_what_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xml.gz"
    path.write_bytes(BOMB)
    for source in (path, BOMB):
        with pytest.raises(UnreadableError, match=LIMIT) as raised:
            open_input(source, ignore)
    assert str(raised.value).startswith("the source: ")
    with pytest.raises(UnreadableError, match=f"bomb.xml.gz: {LIMIT}"):
        list(bibkit.read(tmp_path))


def test_a_large_bomb_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compressed, "FREE", 1 << 20)
    monkeypatch.setattr(compressed, "RATIO", 3)
    path = tmp_path / "bomb.json.gz"
    lines = (f'{{"id": "{n * 7919 % 1_000_003:07d}"}}\n' for n in range(800_000))
    path.write_bytes(gzip.compress("".join(lines).encode(), 1))
    assert path.stat().st_size > 1 << 20
    with pytest.raises(UnreadableError, match=r"bomb.json.gz: unpacks to more than"):
        open_input(path, ignore)


def test_a_bomb_ends_a_conversion_without_a_file(tmp_path: Path) -> None:
    source, target = tmp_path / "bomb.xml.gz", tmp_path / "out.json"
    source.write_bytes(BOMB)
    code, _, told = run("convert", str(source), "-o", str(target))
    assert code == 4
    assert LIMIT in told
    assert [path.name for path in tmp_path.iterdir()] == ["bomb.xml.gz"]


@pytest.mark.parametrize("way", [["convert", "-t", "bibtex", "-o"], ["merge", "--into"]])
def test_no_text_is_written_to_a_packed_file(tmp_path: Path, way: list[str]) -> None:
    source, library = tmp_path / "a.ris", tmp_path / "lib.bib.gz"
    source.write_bytes(RIS)
    packed = gzip.compress(b"@book{b, title = {B}}\n")
    library.write_bytes(packed)
    code, _, told = run(*way, str(library), str(source))
    assert code == 6
    assert "packed files are read, never written" in told
    assert library.read_bytes() == packed


@pytest.mark.parametrize(
    ("path", "suffix"),
    [
        ("a.JSON.gz", ".json"), ("x.y/a.gz", ""), ("a.xml", ".xml"), ("a", ""),
        (".gz", ""), ("C:\\a.b\\c", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_packed_file_has_the_suffix_of_what_it_holds(path: str, suffix: str) -> None:
    assert suffix_within(path) == suffix
