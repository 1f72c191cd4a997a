"""Where text comes from and in what format: one source, or every file of a folder."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, NamedTuple, TypeAlias, TypeGuard

from bibkit import registry
from bibkit.diagnostics import Diagnostic, Report
from bibkit.errors import UnknownFormatError, UnreadableError
from bibkit.inputs import Input, open_input
from bibkit.model import Source

Readable: TypeAlias = str | Path | bytes | IO[bytes]
"""A path, ``"-"`` for standard input, bytes, an open binary file, or a folder's path."""


class Opened(NamedTuple):
    """A source's text, the name of its format, and the format that reads it."""

    given: Input
    name: str
    format: registry.Format


def opened(
    source: Readable, format: str | None, report: Report, as_of: date | None = None
) -> Opened:
    """The text of one source and its format, recognized unless given.

    Raises:
        UnreadableError: the source cannot be opened or holds no text.
        UnknownFormatError: no such format, or the source looks like none.
    """
    given = open_input(source, report, as_of)
    if format:
        named = registry.find_readable(format)
        return Opened(given, named.name, registry.find(named.read_as))
    header = registry.recognized(given)
    if not registry.is_likely(given, header):
        message = f"does not look like {header.title}, and is read as that for its suffix"
        report(Diagnostic("doubtful-format", message, Source(given.path, 1)))
    return Opened(given, header.name, registry.find(header.read_as))


def is_folder(source: Readable) -> TypeGuard[str | Path]:
    """Whether ``source`` names a folder; what is wrong with a name opening it tells."""
    if not isinstance(source, str | Path) or str(source) == "-":
        return False
    try:
        return Path(source).is_dir()
    except OSError:
        return False


def each_file(
    folder: str | Path, format: str | None, report: Report, as_of: date | None = None
) -> Iterator[Opened]:
    """Every file of a folder that is text of a known format, by name.

    Where other data has the same suffix (``docker-compose.yml``) a file must look like its
    format. Nothing is told of a file that is left out.

    Raises:
        UnreadableError: a file cannot be opened, or there is none of a known format.
        UnknownFormatError: there is no such format.
    """
    if format:
        registry.find_readable(format)
    folder = Path(folder)
    paths = [p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.startswith(".")]
    known = 0
    for path in paths:
        told: list[Diagnostic] = []
        try:
            found = opened(path, format, told.append, as_of)
        except UnknownFormatError:
            continue
        except UnreadableError as error:
            if isinstance(error.__cause__, OSError):
                raise
            continue
        if not format and not registry.is_certain(found.given, found.name):
            continue
        known += 1
        for diagnostic in told:
            report(diagnostic)
        yield found
    if not known:
        raise UnreadableError(f"{folder}: holds no file of a format that bibkit reads")
