"""A source opened and decoded: bytes from a path, standard input or memory to text."""

import codecs
import io
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO

from bibkit import charsets, compressed
from bibkit.diagnostics import Diagnostic, Report
from bibkit.errors import UnreadableError
from bibkit.model import Source

_BINARY = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    compressed.MAGIC: "a compressed file",
    b"SQLite format 3": "a database",
}
_UNNAMED = "the source"
_WIDE_MARKS = tuple(mark for mark, name, _ in charsets.MARKS if name != "utf-8-sig")


_LARGE = 8 << 20
"""From so many bytes on a file is read piece by piece, as often as somebody asks."""
_BLOCK = 1 << 20


class Input:
    """The text of one source, with Unix line ends, and what else parsers may need.

    ``text`` is given whole, or as a function whose pieces, each of whole lines, make it.
    ``path`` is as the user gave it; ``modified`` is the file's modification day, and
    ``as_of`` the day that the user says the page was saved. ``newline`` is how the source
    itself ended its lines.
    """

    __slots__ = ("_text", "as_of", "modified", "newline", "path")

    def __init__(
        self,
        text: str | Callable[[], Iterator[str]],
        path: str = "",
        modified: date | None = None,
        as_of: date | None = None,
        newline: str = "\n",
    ) -> None:
        self._text = text
        self.path = path
        self.modified = modified
        self.as_of = as_of
        self.newline = newline

    @property
    def text(self) -> str:
        """The whole text, held from then on."""
        if not isinstance(self._text, str):
            self._text = "".join(self._text())
        return self._text

    @property
    def is_held(self) -> bool:
        """Whether the text is in memory, all of it."""
        return isinstance(self._text, str)

    def pieces(self) -> Iterator[str]:
        """The text in pieces of whole lines; of a large file each is read when asked for."""
        if isinstance(self._text, str):
            yield from _cut(self._text)
        else:
            yield from self._text()

    def beginning(self, length: int) -> str:
        """The first characters of the text; none is held for it."""
        return next(self.pieces(), "")[:length]

    def clues(self, words: Iterable[str]) -> set[str]:
        """Those of ``words``, in lower-case ASCII, that stand in the text in any case."""
        missing = {word.encode(): word for word in words}
        found: set[str] = set()
        for piece in self.pieces():
            # Bytes have thrice fewer letters to lower than text.
            lowered = piece.encode("utf-8", "surrogatepass").lower()
            found |= {missing.pop(word) for word in list(missing) if word in lowered}
        return found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Input) and (
            self.path, self.modified, self.as_of, self.newline, self.text
        ) == (other.path, other.modified, other.as_of, other.newline, other.text)  # fmt: skip

    def __hash__(self) -> int:
        return hash((self.path, self.modified, self.as_of, self.newline))

    def __repr__(self) -> str:
        return f"Input({self.beginning(40)!r}, {self.path!r})"


def more(rest: str, pieces: Iterator[str]) -> tuple[str, bool]:
    """``rest`` with as much text behind it again, or a piece; and whether that was the last.

    What needs more text than there is gets twice as much each time: it is tried again not
    much longer than it is.
    """
    found, wanted = [rest] if rest else [], len(rest)
    while wanted >= 0:
        piece = next(pieces, None)
        if piece is None:
            return "".join(found), True
        found.append(piece)
        wanted -= len(piece)
    return "".join(found), False


def _cut(text: str) -> Iterator[str]:
    """A text in pieces of whole lines: what is done to one at a time takes little memory."""
    start = 0
    while len(text) - start > _BLOCK and (end := text.find("\n", start + _BLOCK) + 1):
        yield text[start:end]
        start = end
    yield text[start:] if start else text


def open_input(
    source: str | Path | bytes | IO[bytes], report: Report, as_of: date | None = None
) -> Input:
    """The decoded text of ``source``: a path, ``"-"``, bytes or an open binary file.

    What gzip has packed is unpacked.

    Raises:
        UnreadableError: it cannot be opened, holds no text, or unpacks to more than data does.
    """
    if isinstance(source, str | Path) and (large := _large_input(Path(source), as_of)):
        return large
    path, data, modified = _bytes_of(source)
    if data.startswith(compressed.MAGIC):
        data = compressed.Unpacked(io.BytesIO(data), len(data), path or _UNNAMED).read()
    text = decode(data, path, report)
    return Input(text, path, modified, as_of, _newline(data))


def _large_input(path: Path, as_of: date | None) -> Input | None:
    """A large file of valid UTF-8, to be read piece by piece; None for any other."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            return None
        least = _LARGE // 8 if path.suffix.lower() == ".gz" else _LARGE
        if state.st_size < least:
            return None
        with _blocks_of(path) as file:
            stated = charsets.stated(file.read(4096))
        encoding, newline = "utf-8", _checked_newline(path, "utf-8")
        if newline is None and charsets.in_single_bytes(stated):
            encoding, newline = stated, _checked_newline(path, stated)
    except (OSError, ValueError):  # told when the file is opened as any other
        return None
    modified = datetime.fromtimestamp(state.st_mtime).date()
    if not newline:
        return None
    return Input(lambda: _pieces(path, encoding), str(path), modified, as_of, newline)


@contextmanager
def _blocks_of(path: Path) -> Iterator[IO[bytes] | compressed.Unpacked]:
    """A file opened to be read, unpacked if it is packed."""
    with path.open("rb") as file:
        yield _unpacked(file, str(path))


def _unpacked(file: IO[bytes], path: str) -> IO[bytes] | compressed.Unpacked:
    if file.read(2) != compressed.MAGIC:
        file.seek(0)
        return file
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return compressed.Unpacked(file, size, path)


def _checked_newline(path: Path, encoding: str) -> str | None:
    """How most lines of a file end; nothing if it does not begin like a text of its encoding.

    None if it is in another encoding.
    """
    try:
        with _blocks_of(path) as file:
            return _newline_in(file, encoding)
    except UnicodeDecodeError:
        return None


def _newline_in(file: IO[bytes] | compressed.Unpacked, encoding: str) -> str:
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = wide = 0
    first = True
    while block := file.read(_BLOCK):
        if b"\0" in block or (first and block.startswith((*_BINARY, *_WIDE_MARKS))):
            return ""
        if first and charsets.is_escaped(block):
            return ""
        first = False
        decoder.decode(block)
        lines += block.count(b"\n")
        wide += block.count(b"\r\n")
    decoder.decode(b"", final=True)
    return _prevailing(wide, lines)


def _pieces(path: Path, encoding: str) -> Iterator[str]:
    """The text of a file, whole lines at a time."""
    try:
        with _blocks_of(path) as file:
            held: list[bytes] = []
            block = file.read(_BLOCK).removeprefix(codecs.BOM_UTF8)
            while block:
                end = block.rfind(b"\n") + 1
                if end:
                    yield _unix(b"".join((*held, block[:end])).decode(encoding))
                    held = []
                held.append(block[end:])
                block = file.read(_BLOCK)
            if rest := b"".join(held):
                yield _unix(rest.decode(encoding))
    except OSError as error:
        raise _unreadable(str(path), error) from error
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path}: was changed while it was read") from error


def _unix(text: str) -> str:
    """``text`` with Unix line ends."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\ufeff" in text:
        # Files put one behind the other have byte order marks within.
        text = text.replace("\n\ufeff", "\n").removeprefix("\ufeff")
    return text


def _newline(data: bytes) -> str:
    """How most lines of a text end; the encoding does not matter."""
    wide = data.count(b"\r\0\n") + data.count(b"\r\n")
    return _prevailing(wide, data.count(b"\n"))


def _prevailing(wide: int, lines: int) -> str:
    return "\r\n" if wide and wide * 2 > lines else "\n"


def _bytes_of(source: str | Path | bytes | IO[bytes]) -> tuple[str, bytes, date | None]:
    if isinstance(source, bytes):
        return "", source, None
    if isinstance(source, str | Path):
        if str(source) == "-":
            if sys.stdin is None:
                raise UnreadableError("<stdin>: is closed")
            return "<stdin>", _read(sys.stdin.buffer, "<stdin>"), None
        try:
            with Path(source).open("rb") as file:
                modified = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime).date()
                return str(source), _read(file, str(source)), modified
        except (OSError, ValueError) as error:
            raise _unreadable(str(source), error) from error
    name = getattr(source, "name", "")
    path = name if isinstance(name, str) else ""
    return path, _read(source, path), None


def _read(file: IO[bytes], path: str) -> bytes:
    try:
        data = file.read()
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if isinstance(data, str):
        raise UnreadableError("an open file must be binary: open it with mode 'rb'")
    return data


def _unreadable(path: str, error: Exception) -> UnreadableError:
    return UnreadableError(f"{path or _UNNAMED}: {getattr(error, 'strerror', None) or error}")


def decode(data: bytes, path: str, report: Report) -> str:
    """``data`` as text with Unix line ends, its encoding told when guessed.

    Raises:
        UnreadableError: the bytes are no text.
    """
    shown = path or _UNNAMED
    for magic, what in _BINARY.items():
        if data.startswith(magic):
            raise UnreadableError(
                f"{shown}: is {what}, not text; export or save it as text first"
            )
    encoding = next((name for mark, name, _ in charsets.MARKS if data.startswith(mark)), None)
    if encoding is None and charsets.is_escaped(data):
        encoding = charsets.stated(data)
    if encoding is None and b"\0" in data[:4096]:
        encoding = charsets.utf16(data[:4096])
        if encoding is None:
            raise UnreadableError(f"{shown}: is a binary file, not text")
        message = f"no byte order mark: read as {encoding.upper()}"
        report(Diagnostic("guessed-encoding", message, Source(path, 1)))
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding:
            name = encoding.removesuffix("-sig").upper()
            raise UnreadableError(f"{shown}: is no valid {name}: {error.reason}") from error
        stated = charsets.as_stated(data)
        if stated is None:
            line = data.count(b"\n", 0, error.start) + 1
            text, name = charsets.guessed(data)
            message = f"not UTF-8 at line {line}: read as {name}"
            report(Diagnostic("guessed-encoding", message, Source(path, line)))
        else:
            text = stated
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        message = "NUL characters: written as U+FFFD, as a file that holds one is no text"
        report(Diagnostic("bad-value", message, Source(path, line)))
        text = text.replace("\0", "\ufffd")
    return _unix(text)
