"""Bytes to text: every encoding that files come in, and what is no text."""

import io
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit.diagnostics import Diagnostic, ignore
from bibkit.errors import UnreadableError
from bibkit.inputs import Input, decode, open_input

TEXT = "TY  - JOUR\nTI  - Über Bäume\n"
NULS = (
    "x:2: warning: NUL characters: written as U+FFFD, as a file that holds one is no text "
    "[bad-value]"
)
DECODED = {
    "UTF-8": (TEXT.encode(), TEXT, []),
    "UTF-8 with a mark": (TEXT.encode("utf-8-sig"), TEXT, []),
    "UTF-16 with a mark": (TEXT.encode("utf-16"), TEXT, []),
    "UTF-16 BE with a mark": (b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT, []),
    "UTF-32 with a mark": (TEXT.encode("utf-32"), TEXT, []),
    "UTF-16 LE without a mark": (
        TEXT.encode("utf-16-le"),
        TEXT,
        ["x:1: warning: no byte order mark: read as UTF-16-LE [guessed-encoding]"],
    ),
    "UTF-16 BE without a mark": (
        TEXT.encode("utf-16-be"),
        TEXT,
        ["x:1: warning: no byte order mark: read as UTF-16-BE [guessed-encoding]"],
    ),
    "Windows-1252": (
        TEXT.encode("cp1252"),
        TEXT,
        ["x:2: warning: not UTF-8 at line 2: read as Windows-1252 [guessed-encoding]"],
    ),
    "a byte that nothing has": (
        b"a\n\n\x81b\xe9",
        "a\n\n\ufffdbé",
        ["x:3: warning: not UTF-8 at line 3: read as Windows-1252 [guessed-encoding]"],
    ),
    "XML that states its encoding": (
        '<?xml version="1.0" encoding="ISO-8859-2"?>\n<a>Łódź</a>'.encode("iso8859-2"),
        '<?xml version="1.0" encoding="ISO-8859-2"?>\n<a>Łódź</a>',
        [],
    ),
    "XML in Latin-1 with a letter of Windows": (
        "<?xml version='1.0' encoding='latin1'?><a>é “x”</a>".encode("cp1252"),
        "<?xml version='1.0' encoding='latin1'?><a>é “x”</a>",
        [],
    ),
    "XML in an encoding of more bytes": (
        '<?xml version="1.0" encoding="Shift_JIS"?><a>日本</a>'.encode("shift-jis"),
        '<?xml version="1.0" encoding="Shift_JIS"?><a>日本</a>',
        [],
    ),
    "XML in an encoding that looks like ASCII": (
        '<?xml version="1.0" encoding="ISO-2022-JP"?><a>日本</a>'.encode("iso-2022-jp"),
        '<?xml version="1.0" encoding="ISO-2022-JP"?><a>日本</a>',
        [],
    ),
    "XML that is UTF-8 whatever it states": (
        '<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>'.encode(),
        '<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>',
        [],
    ),
    "XML in an encoding that nobody knows": (
        '<?xml version="1.0" encoding="x-none"?><a>é</a>'.encode("cp1252"),
        '<?xml version="1.0" encoding="x-none"?><a>é</a>',
        ["x:1: warning: not UTF-8 at line 1: read as Windows-1252 [guessed-encoding]"],
    ),
    "XML that states what is no encoding of text": (
        b'<?xml version="1.0" encoding="hex"?><a>\xe9</a>',
        '<?xml version="1.0" encoding="hex"?><a>é</a>',
        ["x:1: warning: not UTF-8 at line 1: read as Windows-1252 [guessed-encoding]"],
    ),
    "NUL in UTF-16": ("a\nb\0\0c".encode("utf-16"), "a\nb\ufffd\ufffdc", [NULS]),
    "NUL far behind": (b"a\n" + b"b" * 5000 + b"\0", "a\n" + "b" * 5000 + "\ufffd", [NULS]),
    "line ends of Windows": (b"a\r\nb\r\n", "a\nb\n", []),
    "line ends of old Macs": (b"a\rb\r", "a\nb\n", []),
    "all line ends": (b"a\r\n\r\rb\n", "a\n\n\nb\n", []),
    "a mark within": (b"\xef\xbb\xbfa\n\xef\xbb\xbfb", "a\nb", []),
    "nothing": (b"", "", []),
    "a mark alone": (b"\xef\xbb\xbf", "", []),
}


@pytest.mark.parametrize(("data", "text", "told"), DECODED.values(), ids=DECODED.keys())
def test_bytes_are_decoded(data: bytes, text: str, told: list[str]) -> None:
    seen: list[Diagnostic] = []
    assert decode(data, "x", seen.append) == text
    assert [str(each) for each in seen] == told


REFUSED = {
    "a PDF": (b"%PDF-1.7\n", "x: is a PDF, not text; export or save it as text first"),
    "an office document": (
        b"PK\x03\x04\x00",
        "x: is a ZIP archive or an office document, not text; export or save it as text first",
    ),
    "an image": (b"\x89PNG\r", "x: is an image, not text; export or save it as text first"),
    "a compressed file": (
        b"\x1f\x8b\x08",
        "x: is a compressed file, not text; export or save it as text first",
    ),
    "NUL bytes": (b"TY  - J\0OUR\n", "x: is a binary file, not text"),
    "zeros": (b"\0" * 100, "x: is a binary file, not text"),
    "broken UTF-16": (b"\xff\xfea", "x: is no valid UTF-16: truncated data"),
    "broken UTF-8 with a mark": (
        b"\xef\xbb\xbf\xff",
        "x: is no valid UTF-8: invalid start byte",
    ),
}


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        decode(data, "x", ignore)
    assert str(raised.value) == message


def test_bytes_have_no_path() -> None:
    assert open_input(b"a", ignore) == Input("a")
    with pytest.raises(UnreadableError, match=r"^the source: is a PDF"):
        open_input(b"%PDF-", ignore)


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data, "x", ignore)
    except UnreadableError:
        return
    assert not {"\r", "\0"} & set(text)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff\r")))
def test_utf_8_is_never_guessed(text: str) -> None:
    told: list[Diagnostic] = []
    assert decode(text.encode(), "x", told.append) == text
    assert told == []


@pytest.mark.parametrize("make", [str, Path])
def test_a_file_knows_its_path_and_day(tmp_path: Path, make: Any) -> None:
    path = tmp_path / "a.ris"
    path.write_bytes(TEXT.encode())
    found = open_input(make(path), ignore, as_of=date(2024, 1, 2))
    modified = date.fromtimestamp(path.stat().st_mtime)
    assert found == Input(TEXT, str(path), modified, date(2024, 1, 2))


def test_an_open_file_is_read() -> None:
    assert open_input(io.BytesIO(b"a"), ignore) == Input("a")


def test_an_open_file_keeps_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    path.write_bytes(b"a")
    with path.open("rb") as file:
        assert open_input(file, ignore).path == str(path)


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a\r\n")))
    assert open_input("-", ignore) == Input("a\n", "<stdin>", newline="\r\n")


def test_closed_standard_input_is_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(UnreadableError, match=r"^<stdin>: is closed$"):
        open_input("-", ignore)


def test_what_cannot_be_opened_is_unreadable(tmp_path: Path) -> None:
    cases: dict[Any, str] = {
        tmp_path / "no": f"{tmp_path / 'no'}: No such file or directory",
        tmp_path: f"{tmp_path}: Is a directory",
        "a" * 300: f"{'a' * 300}: File name too long",
        "a\0b": "a\0b: embedded null byte",
    }
    for source, message in cases.items():
        with pytest.raises(UnreadableError) as raised:
            open_input(source, ignore)
        assert str(raised.value) == message


def test_a_forbidden_file_is_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(UnreadableError, match=r"^a.ris: Permission denied$"):
        open_input("a.ris", ignore)


class _Broken(io.BytesIO):
    def read(self, _: int | None = -1) -> bytes:
        raise OSError(5, "Input/output error")


def test_a_file_that_breaks_while_it_is_read_is_unreadable() -> None:
    with pytest.raises(UnreadableError, match=r"^the source: Input/output error$"):
        open_input(_Broken(), ignore)


def test_a_file_opened_as_text_is_refused() -> None:
    text: Any = io.StringIO("a")
    with pytest.raises(UnreadableError, match=r"^an open file must be binary"):
        open_input(text, ignore)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_large_file_is_read_in_pieces_of_whole_lines(tmp_path: Path, newline: str) -> None:
    line = "é" * 50 + newline
    path = tmp_path / "large.ris"
    path.write_bytes(b"\xef\xbb\xbf" + line.encode() * 100_000 + b"the end")
    found = open_input(path, ignore)
    pieces = list(found.pieces())
    assert len(pieces) > 5
    assert not found.is_held
    assert found.newline == newline
    assert all(piece.endswith("\n") for piece in pieces[:-1])
    assert "".join(pieces) == ("é" * 50 + "\n") * 100_000 + "the end"
    assert found.beginning(3) == "ééé"
    assert found.text == "".join(pieces)
    assert found.is_held


def test_a_large_file_that_is_no_utf8_is_read_as_a_small_one(tmp_path: Path) -> None:
    path = tmp_path / "large.ris"
    path.write_bytes(b"\xe9\n" * 5_000_000)
    told: list[Diagnostic] = []
    found = open_input(path, told.append)
    assert found.is_held
    assert found.text == "é\n" * 5_000_000
    assert [d.code for d in told] == ["guessed-encoding"]


def test_a_large_file_with_nul_far_behind_is_read_as_a_small_one(tmp_path: Path) -> None:
    path = tmp_path / "large.ris"
    path.write_bytes(b"a\n" * 5_000_000 + b"\0")
    told: list[Diagnostic] = []
    assert open_input(path, told.append).text == "a\n" * 5_000_000 + "\ufffd"
    assert [(d.code, d.source.line) for d in told] == [("bad-value", 5_000_001)]


def test_a_large_file_of_xml_is_read_in_the_encoding_that_it_states(tmp_path: Path) -> None:
    path = tmp_path / "large.xml"
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>\n'
    path.write_bytes(head.encode() + b"\xe9\n" * 5_000_000)
    told: list[Diagnostic] = []
    found = open_input(path, told.append)
    assert not found.is_held
    assert found.text == head + "é\n" * 5_000_000
    assert told == []
