"""The library in a few functions: read, write, merge."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import IO, TypeAlias

from bibkit import registry
from bibkit.diagnostics import Diagnostic, Report, ignore
from bibkit.errors import UnknownFormatError, UnreadableError
from bibkit.inputs import Input, open_input
from bibkit.model import Citation, Record, Source
from bibkit.normalizer import denormalize, normalize

Readable: TypeAlias = str | Path | bytes | IO[bytes]
"""A path, ``"-"`` for standard input, bytes, an open binary file, or a folder's path."""


def read(
    source: Readable,
    format: str | None = None,
    *,
    report: Report = ignore,
    as_of: date | None = None,
) -> Iterator[Citation]:
    """The citations of a source, its format recognized unless given; streams.

    A folder gives the citations of every file in it, in the order of names, that is text of
    a format that is recognized. ``as_of`` is the day of a saved page, for dates without a
    year.

    Raises:
        UnreadableError: the source cannot be opened or holds no text.
        UnknownFormatError: no such format, or the source looks like none.
    """
    if isinstance(source, str | Path) and _is_folder(source):
        return _read_folder(Path(source), format, report, as_of)
    given = open_input(source, report, as_of)
    name = registry.find(format).read_as if format else registry.recognize(given)
    return _citations(given, registry.find(name), report)


def _is_folder(source: str | Path) -> bool:
    try:
        return str(source) != "-" and Path(source).is_dir()
    except OSError:  # what is wrong with the name is told when it is opened
        return False


def _read_folder(
    folder: Path, format: str | None, report: Report, as_of: date | None
) -> Iterator[Citation]:
    paths = [p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.startswith(".")]
    known = 0
    for path in paths:
        try:
            citations = read(path, format, report=report, as_of=as_of)
        except UnknownFormatError:
            continue
        except UnreadableError as error:
            if isinstance(error.__cause__, OSError):
                raise
            continue
        known += 1
        yield from citations
    if not known:
        raise UnreadableError(f"{folder}: holds no file of a format that bibkit reads")


def _citations(source: Input, found: registry.Format, report: Report) -> Iterator[Citation]:
    count = 0
    for record in found.parse(source, report):
        if not record.kind.startswith("@"):
            count += 1
            yield normalize(_placed(record, found.name), found.table, report)
    if not count:
        message = f"no record found (read as {found.table.title})"
        report(Diagnostic("no-records", message, Source(source.path)))


def _placed(record: Record, format: str) -> Record:
    place = record.source
    named = Source(place.path, place.line, format, place.key, place.profile)
    return Record(record.kind, record.fields, named)


def write(
    citations: Iterable[Citation],
    format: str,
    *,
    report: Report = ignore,
    keys: str | None = None,
) -> Iterator[str]:
    """The text of ``citations`` in a format, in chunks; ends of lines as the format asks.

    Citations without a key get one (``keys``: a pattern of ``citekeys.pattern``).

    Raises:
        UnknownFormatError: there is no such format, or it is only read.
        UsageError: ``keys`` is no pattern.
    """
    from bibkit import citekeys

    found = registry.find_writable(format)
    make = citekeys.pattern(keys) if keys else None
    keyed = citekeys.with_keys(citations, report, make)
    return found.export(denormalize(citation, found.table, report) for citation in keyed)
