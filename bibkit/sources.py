"""Where text comes from and in what format: one source, or every file of a folder."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import IO, NamedTuple, TypeAlias, TypeVar

from bibkit import registry
from bibkit.diagnostics import Report
from bibkit.errors import UnknownFormatError, UnreadableError
from bibkit.inputs import Input, open_input

Readable: TypeAlias = str | Path | bytes | IO[bytes]
"""A path, ``"-"`` for standard input, bytes, an open binary file, or a folder's path."""

Each = TypeVar("Each")


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
    named = registry.find(format) if format else registry.recognized(given)
    return Opened(given, named.name, registry.find(named.read_as))


def is_folder(source: Readable) -> bool:
    """Whether ``source`` names a folder; what is wrong with a name opening it tells."""
    if not isinstance(source, str | Path) or str(source) == "-":
        return False
    try:
        return Path(source).is_dir()
    except OSError:
        return False


def each_file(folder: Path, read: Callable[[Path], Each]) -> Iterator[Each]:
    """What ``read`` makes of every file of a folder that is text of a known format, by name.

    Raises:
        UnreadableError: a file cannot be opened, or there is none of a known format.
    """
    paths = [p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.startswith(".")]
    known = 0
    for path in paths:
        try:
            found = read(path)
        except UnknownFormatError:
            continue
        except UnreadableError as error:
            if isinstance(error.__cause__, OSError):
                raise
            continue
        known += 1
        yield found
    if not known:
        raise UnreadableError(f"{folder}: holds no file of a format that bibkit reads")
