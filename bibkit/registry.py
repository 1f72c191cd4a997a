"""Formats by name, by suffix, by their looks; built in, the user's own, other packages'."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from bibkit import tabledata, tables
from bibkit.compressed import suffix_within
from bibkit.crosswalk import Crosswalk
from bibkit.diagnostics import Report
from bibkit.errors import TableError, UnknownFormatError, UnreadableError
from bibkit.inputs import Input
from bibkit.model import Record
from bibkit.patterns import lazy

_LOOKED_AT = 20_000
"""Characters at a source's beginning by which its format is recognized."""
_PAGE = lazy(r"\s*<(?:!doctype html|html)\b", re.I)
_LOOKED_AT_OF_PAGES = 1_000_000
"""The same of HTML, in which scripts and styles may stand before anything else."""
_WOVEN = frozenset({"bibtex"})
"""The syntaxes whose parser tells where a record stands, and whose exporter writes one."""


class Header(NamedTuple):
    """What a table says of its format before anything else is loaded."""

    name: str
    title: str
    about: str
    extensions: tuple[str, ...]
    found_in: tuple[str, ...]
    looks: str
    shared: bool
    certain: str
    read_as: str


class Format(NamedTuple):
    """A format ready for use: its table, its parser, its exporter."""

    table: Crosswalk
    read_as: str

    @property
    def name(self) -> str:
        """The format's name, as ``-f`` and ``-t`` take it."""
        return self.table.name

    @property
    def is_woven(self) -> bool:
        """Whether records can be written back into the text they were read from."""
        return self.table.syntax["module"] in _WOVEN

    @property
    def holds_settings(self) -> bool:
        """Whether a file of this format holds what JabRef keeps beside references."""
        return "groups" in self.table.syntax

    def parse(
        self, source: Input, report: Report, spans: list[tuple[int, int]] | None = None
    ) -> Iterator[Record]:
        """The records of ``source``, each complete where records refer to one another.

        Where each stands goes to ``spans``, if the format is woven.
        """
        module = import_module(f"bibkit.parsers.{self.table.syntax['module']}")
        places = (spans,) if self.is_woven else ()
        syntax = {**self.table.syntax, "format": self.name}
        records: Iterator[Record] = module.parse(source, syntax, report, *places)
        if "complete" in vars(module):
            records = module.complete(records, source, report)
        return records

    def in_ascii(self) -> "Format":
        """The same format with letters beyond ASCII as TeX, where it can write them so."""
        return self._replace(table=self.table.in_ascii())

    def with_newline(self, newline: str) -> "Format":
        """The same format with other ends of lines, where it is one that sets them."""
        if "newline" not in self.table.syntax:
            return self
        return self._replace(table=self.table.with_syntax(newline=newline))

    def grouped_by(self, groups: Sequence[str]) -> "Format":
        """The same format with groups of other kinds, where it is one that has groups."""
        if "groups" not in self.table.syntax:
            return self
        return self._replace(table=self.table.with_syntax(groups=groups))

    def with_mark(self) -> "Format":
        """The same format with a byte order mark before it, where spreadsheets want one."""
        if "separator" not in self.table.syntax:
            return self
        return self._replace(table=self.table.with_syntax(mark="utf-8"))

    def renderer(self) -> Callable[[Record], str]:
        """What gives the text of one record of a format that is woven."""
        module = import_module(f"bibkit.exporters.{self.table.syntax['module']}")
        entry: Callable[[Record], str] = module.renderer(self.table.syntax)
        return entry

    def export(self, records: Iterable[Record]) -> Iterator[str]:
        """The text of ``records``, in chunks."""
        module = import_module(f"bibkit.exporters.{self.table.syntax['module']}")
        chunks: Iterator[str] = module.export(records, self.table.syntax)
        return chunks


def folders() -> tuple[str, ...]:
    """Where tables are looked for: ``$BIBKIT_FORMATS``, then the built-in ones."""
    own = filter(None, os.environ.get("BIBKIT_FORMATS", "").split(os.pathsep))
    named = [os.path.dirname(os.path.join(folder, "")) for folder in own]  # without a last /
    return (*named, tabledata.formats_dir())


def headers() -> Mapping[str, Header]:
    """Every format's header by name, without those of other packages."""
    return _headers(folders())


@cache
def _foreign_folders() -> tuple[str, ...]:
    """The folders of tables that other packages offer as entry points ``bibkit.formats``.

    Scanning them takes 50 ms, so they are asked only for what is not built in.
    """
    from importlib.metadata import entry_points

    return tuple(str(point.load()) for point in entry_points(group="bibkit.formats"))


@cache
def _headers(places: tuple[str, ...]) -> Mapping[str, Header]:
    found: dict[str, Header] = {}
    for folder in places:
        if not os.path.isdir(folder):
            raise TableError(f"{folder}: no such folder of tables")
        is_own = folder != tabledata.formats_dir()
        for name, data in tabledata.headers(folder).items():
            if name not in found:
                if is_own:  # the built-in ones are right, and patterns take their time
                    _check_patterns(os.path.join(folder, f"{name}.toml"), data)
                found[name] = _header(name, data)
    return found


def _check_patterns(path: str, header: Mapping[str, Any]) -> None:
    for key in ("looks", "certain"):
        try:
            re.compile(header.get(key, ""), re.M)
        except re.error as error:
            raise TableError(f"{path}: [format]: {key}: {error}") from error
    for key in ("extensions", "found_in"):
        if not isinstance(header.get(key, []), list):
            raise TableError(f"{path}: [format]: {key} is no list")


def _header(name: str, header: Mapping[str, Any]) -> Header:
    looks = header.get("looks", "")
    return Header(
        name,
        header.get("title", name),
        header.get("about", ""),
        tuple(header.get("extensions", ())),
        tuple(header.get("found_in", ())),
        looks,
        header.get("shared", False),
        header.get("certain", looks),
        header.get("read_as", name),
    )


def find(name: str) -> Format:
    """The format of this name, or the first that is written to files of this suffix (``json``).

    Raises:
        UnknownFormatError: there is none; the message says which there are.
    """
    places = folders()
    known = _headers(places)
    if name not in known:
        places = (*places, *_foreign_folders())
        known = _headers(places)
    if name not in known:
        by_suffix = (
            header.name for header in known.values() if f".{name}" in header.extensions
        )
        found = next(by_suffix, "")
        if not found:
            import difflib

            near = difflib.get_close_matches(name, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(known)}"
            raise UnknownFormatError(f"no format {name!r}; {hint}")
        name = found
    return Format(tables.load(name, places), known[name].read_as)


def find_writable(name: str) -> Format:
    """The format of this name, to be written.

    Raises:
        UnknownFormatError: there is none, or it is only read.
    """
    found = find(name)
    if not found.table.writable:
        raise UnknownFormatError(f"format {name!r} is read, never written")
    return found


def find_readable(name: str) -> Format:
    """The format of this name, to be read.

    Raises:
        UnknownFormatError: there is none, or it is only written.
    """
    found = find(name)
    if not found.table.readable:
        raise UnknownFormatError(f"format {name!r} is written, never read")
    return found


def for_path(path: str) -> Format:
    """The format to write to ``path``, by its suffix.

    Raises:
        UnknownFormatError: no format that can be written has it.
    """
    suffix = _suffix(path).lower()
    for places in (folders, lambda: (*folders(), *_foreign_folders())):
        for header in _headers(places()).values():
            if suffix in header.extensions:
                found = find(header.name)
                if found.table.writable:
                    return found
    files = f"{suffix!r} files" if suffix else "files without a suffix"
    raise UnknownFormatError(
        f"{path}: no format is written to {files}; name one with -t (bibkit formats lists them)"
    )


def _suffix(path: str) -> str:
    """``Path(path).suffix``, which takes a module that nothing else of a short run needs."""
    name = os.path.basename(path.rstrip("/"))
    dot = name.rfind(".")
    return name[dot:] if 0 < dot < len(name) - 1 else ""


def recognize(source: Input) -> str:
    """The name of the format to read ``source`` with: that of its header's ``read_as``.

    Raises:
        UnknownFormatError: it looks like none.
        UnreadableError: it is empty, and no suffix says of what.
    """
    return recognized(source).read_as


def recognized(source: Input) -> Header:
    """The format that ``source`` is written in.

    Its suffix decides unless the source begins as only another format does; without a
    known suffix the format whose looks come first. Of looks that begin at one place those
    count that say more.

    Raises:
        UnknownFormatError: it looks like none.
        UnreadableError: it is empty, and no suffix says of what.
    """
    beginning = source.beginning(_LOOKED_AT)
    if _PAGE.match(beginning):
        beginning = source.beginning(_LOOKED_AT_OF_PAGES)
    suffix = suffix_within(source.path)
    by_suffix = [header for header in headers().values() if suffix in header.extensions]
    possible = (
        one for one in headers().values() if suffix in one.extensions or suffix in one.found_in
    )
    best = [header for _, header in _alike(possible, beginning)]
    best = best or [header for header in by_suffix if not header.looks]
    if not best:
        alike = _alike(headers().values(), beginning)
        best = (
            [header for before, header in alike if not before]
            or by_suffix
            or [header for _, header in alike]
        )
    if not best and not beginning.strip():
        raise UnreadableError(f"{source.path or 'the source'}: is empty")
    if not best:
        raise UnknownFormatError(
            f"{source.path or 'the source'}: looks like no format that bibkit reads; "
            "say which it is with -f (bibkit formats lists them)"
        )
    return best[0]


def _alike(possible: Iterable[Header], beginning: str) -> list[tuple[int, Header]]:
    """Formats that a source looks like, the likeliest first, and how much stands before."""
    alike = [
        (len(beginning[: found.start()].strip()), found.start() - found.end(), header)
        for header in possible
        if header.looks and (found := re.search(header.looks, beginning, re.M))
    ]
    alike.sort(key=lambda one: one[:2])
    return [(before, header) for before, _, header in alike]


def is_certain(source: Input, name: str) -> bool:
    """Whether ``source`` is surely in the format of this name, by its looks or its suffix."""
    header = headers().get(name)
    if header is None or not header.shared:
        return True
    return re.search(header.certain, source.beginning(_LOOKED_AT), re.M) is not None


def is_likely(source: Input, header: Header) -> bool:
    """Whether ``source`` looks like the format; empty ones, and suffixes of its own, do."""
    beginning = source.beginning(_LOOKED_AT)
    likely = not (header.shared and beginning.strip())
    return likely or re.search(header.looks, beginning, re.M) is not None
