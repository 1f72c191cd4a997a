"""The library in a few functions: read, write, merge, render."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from bibkit import registry
from bibkit.batches import batches
from bibkit.diagnostics import Diagnostic, Report, ignore
from bibkit.inputs import Input
from bibkit.model import Citation, Field, Manuscript, Original, Record, Source
from bibkit.normalizer import denormalize, normalize
from bibkit.sources import Opened, Readable, each_file, is_folder, opened

if TYPE_CHECKING:
    from bibkit.csl import Entry


def read(
    source: Readable,
    format: str | None = None,
    *,
    report: Report = ignore,
    as_of: date | None = None,
    originals: bool = True,
    settings: list[str] | None = None,
) -> Iterator[Citation]:
    """The citations of a source, its format recognized unless given; streams.

    A folder gives the citations of every file in it, in the order of names, that is text of
    a format that is recognized. ``as_of`` is the day of a saved page, for dates without a
    year. With ``originals`` citations know the text they were read from (of BibTeX), so that
    ``write`` leaves alone what nobody changed. ``settings`` takes what JabRef keeps in a
    library beside its references, of the first file that has any, for ``write``.

    Raises:
        UnreadableError: the source cannot be opened or holds no text.
        UnknownFormatError: no such format, or the source looks like none.
    """
    if is_folder(source):
        files = each_file(source, format, report, as_of)
        return (c for found in files for c in _read(found, report, originals, settings))
    return _read(opened(source, format, report, as_of), report, originals, settings)


def _read(
    found: Opened, report: Report, originals: bool, settings: list[str] | None
) -> Iterator[Citation]:
    if originals and found.format.is_woven:
        return _with_originals(found.given, found.name, found.format, report, settings)
    return _citations(found.given, found.format, report, settings)


def _with_originals(
    source: Input,
    name: str,
    found: registry.Format,
    report: Report,
    settings: list[str] | None,
) -> Iterator[Citation]:
    manuscript = Manuscript(source.text, name, source.newline)
    citations = _citations(source, found, report, settings, manuscript.spans)
    for place, citation in enumerate(citations):
        values = citation.__dict__
        # Nobody has seen it yet: it need not be made anew.
        values["original"] = Original(manuscript, place, dict(values))
        yield citation
    manuscript.read = True


def _citations(
    source: Input,
    found: registry.Format,
    report: Report,
    settings: list[str] | None,
    spans: list[tuple[int, int]] | None = None,
) -> Iterator[Citation]:
    count = 0
    held: list[Diagnostic] = []
    records = _with_told(found.parse(source, held.append, spans), held)
    taken = None if settings else settings
    left = bool(settings) or (taken is None and spans is None and found.is_woven)
    for batch in batches(records):
        if taken is not None:
            taken += (text for text, _ in _settings(batch))
        elif left and (place := next((place for _, place in _settings(batch)), None)):
            left = False
            message = "JabRef's settings and groups are no part of the references: left out"
            report(Diagnostic("left-settings", message, place))
        for citation, told in _normalized(batch, found):
            for diagnostic in told:
                report(diagnostic)
            if citation:
                count += 1
                yield citation
    for diagnostic in held:
        report(diagnostic)
    if not count:
        message = f"no record found (read as {found.table.title})"
        report(Diagnostic("no-records", message, Source(source.path)))


_Told: TypeAlias = Sequence[Diagnostic]


def _with_told(
    records: Iterable[Record], held: list[Diagnostic]
) -> Iterator[tuple[Record, _Told]]:
    """Each record with what was told before it was there."""
    for record in records:
        told: _Told = ()
        if held:
            told = held.copy()
            held.clear()
        yield record, told


def _settings(batch: Iterable[tuple[Record, _Told]]) -> Iterator[tuple[str, Source]]:
    """The settings that JabRef keeps in a library, and where they stand."""
    for record, _ in batch:
        if record.kind == "@comment":
            text = str(record.fields[0].value)
            if "jabref-meta:" in text or "jabref-entrytype:" in text:
                yield text, record.source


def _comment(text: str) -> Record:
    return Record("@comment", (Field("@raw", text),))


def _normalized(
    batch: Iterable[tuple[Record, _Told]], found: registry.Format
) -> list[tuple[Citation | None, _Told]]:
    """What each record means, None if it is no reference, and what was told till then."""
    normalized: list[tuple[Citation | None, _Told]] = []
    mine: list[Diagnostic] = []
    for record, told in batch:
        if record.kind[:1] == "@":
            normalized.append((None, told))
            continue
        if record.source.format != found.name:
            record = record._replace(source=record.source._replace(format=found.name))
        citation = normalize(record, found.table, mine.append)
        if mine:
            told = [*told, *mine]
            mine.clear()
        normalized.append((citation, told))
    return normalized


def write(
    citations: Iterable[Citation],
    format: str,
    *,
    report: Report = ignore,
    keys: str | None = None,
    rekey: bool = False,
    known: Iterable[Citation] = (),
    reformat: bool = False,
    ascii_only: bool = False,
    newline: str | None = None,
    groups: Sequence[str] | None = None,
    bom: bool = False,
    told: Callable[[Citation, Diagnostic], None] | None = None,
    settings: Iterable[str] = (),
) -> Iterator[str]:
    """The text of ``citations`` in a format, in chunks; ends of lines as the format asks.

    Citations without a key get one (``keys``: a pattern of ``keypatterns.compile``), with
    ``rekey`` all do; a work that is among ``known`` takes its key from there. What was read
    from this format and not changed is written as it was, with all that stood between, but
    with ``reformat``. ``ascii_only`` writes BibTeX's accents as TeX, ``newline`` ends the
    lines of RIS and CSV, ``bom`` puts a byte order mark before CSV, ``groups`` are those of a
    JabRef library (``profile``, ``subject``). ``told`` takes what is told while a citation is
    written, with the citation. ``settings``, as ``read`` takes them, stay in a JabRef library;
    they are asked for after the last citation.

    Raises:
        UnknownFormatError: there is no such format, or it is only read.
        UsageError: ``keys`` is no pattern.
    """
    from bibkit import citekeys

    found = registry.find_writable(format)
    if ascii_only:
        found = found.in_ascii()
    if newline:
        found = found.with_newline(newline)
    if groups is not None:
        found = found.grouped_by(groups)
    if bom:
        found = found.with_mark()
    make = citekeys.pattern(keys) if keys else None
    record = _recorder(found, report, told)
    if not found.is_woven:
        keyed = citekeys.with_keys(citations, report, make, rekey=rekey, known=known)
        records = (each for batch in batches(keyed) for each in record(batch))
        if found.holds_settings:
            return found.export(chain(records, map(_comment, settings)))
        return found.export(records)
    entry = found.renderer()
    from bibkit.untouched import Weaver  # of what is written, few formats are woven

    weaver = Weaver(
        found.name,
        lambda citations: list(map(entry, record(citations))),
        anew=reformat,
        accepts=str.isascii if ascii_only else bool,
    )
    keeps = None if keys or rekey else weaver.keeps
    keyed = citekeys.with_keys(citations, report, make, rekey=rekey, known=known, keeps=keeps)
    return weaver.weave(keyed)


def render(
    citations: Iterable[Citation],
    style: str,
    *,
    locale: str = "en-US",
    medium: str = "html",
    report: Report = ignore,
) -> "list[Entry]":
    """The entries of a bibliography in a CSL style, in the style's order.

    ``style`` is a path, a URL's tail, a file's name or a short name (``apa``, ``ieee``);
    ``medium`` is ``text``, ``html``, ``latex`` or ``markdown``. The default ``locale`` gives
    way to the language that a style sets itself, any other wins. Citations without a key get
    one. A citation that cannot be rendered is told and left out.

    Raises:
        StyleError: there is no such style, or it cannot be followed.
        UsageError: there is no such medium.
    """
    from bibkit import citekeys, csl

    keyed = citekeys.with_keys(citations, report)
    return csl.render(keyed, style, locale=locale, medium=medium, report=report)


def _recorder(
    found: registry.Format,
    report: Report,
    told: Callable[[Citation, Diagnostic], None] | None,
) -> Callable[[Iterable[Citation]], list[Record]]:
    """What makes records of citations, and tells twice where that is asked for."""
    table = found.table
    if told is None:
        return lambda citations: [denormalize(each, table, report) for each in citations]

    def records(citations: Iterable[Citation]) -> list[Record]:
        made = []
        for citation in citations:
            made.append(denormalize(citation, table, mine.append))
            if mine:
                for diagnostic in mine:
                    report(diagnostic)
                    told(citation, diagnostic)
                mine.clear()
        return made

    mine: list[Diagnostic] = []
    return records
