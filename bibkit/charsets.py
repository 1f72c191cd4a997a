"""The encoding of a text that is no UTF-8: marked, stated in it, or guessed."""

import codecs
import re

from bibkit.patterns import lazy

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
"""Marks on top of a text: the codec of such a text, and that of what is behind the mark."""
_STATED = (
    lazy(rb"%\s*Encoding:\s*([\w-]++)", re.IGNORECASE),
    lazy(rb"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]++)["']""", re.IGNORECASE),
)
"""How JabRef writes it on top of a file, and how XML does."""
_OF_FILES = lazy("ascii|cp[0-9]|iso|koi8|mac|gb|big5|euc|shift|hz|utf-(?:8|16|32)|johab|tis|kz")
"""Encodings of files; Python knows others, of host names and of its own code."""
_ESCAPED = lazy("iso2022|hz")
"""Encodings whose bytes are all ASCII."""


def named(beginning: bytes) -> tuple[str, str]:
    """The encoding that a text says on its top to have: as it says, and as Python calls it.

    Nothing where it says none that a file can have.
    """
    jabref, xml = _STATED
    found = jabref.search(beginning[:4096]) or xml.match(beginning[:4096])
    if found is None:
        return "", ""
    try:
        name = found[1].decode("ascii")
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return "", ""
    return (name, codec) if _OF_FILES.match(codec) else ("", "")


def stated(beginning: bytes) -> str:
    """The encoding that a text says on its top to have, as Python calls it; else nothing.

    Programs call Windows-1252 Latin-1: it has the same letters, and more.
    """
    _, codec = named(beginning)
    return "cp1252" if codec == "iso8859-1" else codec


def as_stated(data: bytes) -> str | None:
    """The text in the encoding that it states, where that can be true."""
    name = stated(data)
    if not name:
        return None
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return data.decode("latin-1") if name == "cp1252" and b"<?xml" in data[:9] else None


def is_escaped(data: bytes) -> bool:
    """Whether a text that could be ASCII states an encoding whose letters look so."""
    return data.isascii() and _ESCAPED.match(stated(data)) is not None


def in_single_bytes(name: str) -> bool:
    """Whether each byte of an encoding is a letter, and those of ASCII are ASCII's."""
    return name.startswith(("cp125", "iso8859", "koi8", "mac"))


def guessed(data: bytes) -> tuple[str, str]:
    """The text and the name of the likeliest encoding that is not UTF-8.

    Letters beyond ASCII stand alone in the languages of Windows-1252; where all come in
    pairs, they are Chinese.
    """
    runs = re.findall(rb"[\x80-\xff]++", data[:100_000])
    if len(runs) > 1 and not any(len(run) % 2 for run in runs):
        try:
            return data.decode("gbk"), "GBK"
        except UnicodeDecodeError:
            pass
    return data.decode("cp1252", errors="replace"), "Windows-1252"


def utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: most characters of a European text have one zero byte."""
    pairs = len(data) // 2
    if data[1::2].count(0) > pairs * 0.4 and data[0::2].count(0) < pairs * 0.05:
        return "utf-16-le"
    if data[0::2].count(0) > pairs * 0.4 and data[1::2].count(0) < pairs * 0.05:
        return "utf-16-be"
    return None
