"""The encoding of a file that is to be written back: every byte that stays is the same."""

import codecs
import re
from dataclasses import dataclass

from bibkit import charsets
from bibkit.diagnostics import Report
from bibkit.errors import UnwritableError
from bibkit.inputs import decode

_LOOKED_AT = 4096
_GUESSES = ("utf-16-le", "utf-16-be", "cp1252", "gbk", "iso8859-1")


@dataclass(frozen=True, slots=True)
class Charset:
    """An encoding: its name for people, Python's codec, and the mark at a file's beginning."""

    name: str = "UTF-8"
    codec: str = "utf-8"
    mark: bytes = b""

    def text(self, data: bytes) -> str:
        """A file's text, its line ends as they are."""
        return data[len(self.mark) :].decode(self.codec)

    def encode(self, text: str) -> bytes:
        """A file's bytes; half of a pair of surrogates is no letter, and becomes ``?``.

        Raises:
            UnicodeEncodeError: a letter has no place in the encoding.
        """
        errors = "replace" if self.codec.startswith("utf") else "strict"
        return self.mark + text.encode(self.codec, errors)

    def lacks(self, text: str) -> str:
        """The letters of a text that have no place in the encoding, each once."""
        if self.codec.startswith("utf"):
            return ""
        return "".join(letter for letter in dict.fromkeys(text) if not self._has(letter))

    def _has(self, letter: str) -> bool:
        try:
            letter.encode(self.codec)
        except UnicodeEncodeError:
            return False
        return True


def charset_of(data: bytes, path: str, report: Report) -> Charset:
    """The encoding by which ``data`` is read (``inputs.decode``), if it can be written back.

    UTF-8, unless a mark, JabRef's first line (``% Encoding: Cp1252``) or the bytes say
    otherwise. A file without letters beyond ASCII is in the encoding that it states.

    Raises:
        UnreadableError: the bytes are no text.
        UnwritableError: its bytes would not come back the same.
    """
    for mark, name, codec in charsets.MARKS:
        if data.startswith(mark):
            shown = name.removesuffix("-sig").upper()
            return _sure(Charset(shown, codec, mark), data, path)
    stated = _stated(data)
    if data.isascii() and b"\0" not in data[:_LOOKED_AT]:
        return stated or Charset()
    if _comes_back(Charset(), data) and b"\0" not in data[:_LOOKED_AT]:
        return Charset()
    text = decode(data, path, report)
    possible = [stated] if stated else []
    possible += [Charset(codecs.lookup(codec).name, codec) for codec in _GUESSES]
    for charset in possible:
        if _comes_back(charset, data) and _unix(charset.text(data)) == text:
            return charset
    return _sure(stated or Charset(), data, path)


def _stated(data: bytes) -> Charset | None:
    """The encoding that JabRef's first line names; None where it names none of files."""
    name, codec = charsets.named(data)
    if not name:
        return None
    # Programs call Windows-1252 Latin-1.
    if codec == "iso8859-1" and re.search(rb"[\x80-\x9f]", data):
        codec = "cp1252"
    return Charset(name, codec)


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _comes_back(charset: Charset, data: bytes) -> bool:
    try:
        return charset.encode(charset.text(data)) == data
    except UnicodeError:
        return False


def _sure(charset: Charset, data: bytes, path: str) -> Charset:
    if _comes_back(charset, data):
        return charset
    raise UnwritableError(
        f"{path}: is no whole {charset.name}, and what stands in it would be changed; save it "
        "as UTF-8 in JabRef (Library properties), then try again"
    )
