"""What is wrong or doubtful in a library, and what other programs would make of it."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain

from bibkit.checking import (
    bibtex_checks,
    library_checks,
    link_checks,
    name_checks,
    readers,
    record_checks,
    text_checks,
)
from bibkit.checking.checked import Checked
from bibkit.checking.rewording import is_of_links, reworded, with_programs_counted
from bibkit.diagnostics import Diagnostic, Report
from bibkit.model import Record, Source
from bibkit.normalizer import is_failed, normalize
from bibkit.sources import Opened, Readable, each_file, is_folder, opened

__all__ = ["check"]


def check(
    source: Readable,
    format: str | None = None,
    *,
    ask_readers: bool = True,
    all_readers: bool = False,
) -> Iterator[Diagnostic]:
    """Every finding about a source, in the order of its lines.

    Told is all that reading tells, what is missing or doubtful in a record, which records
    may be one work and, of a .bib file, what bibtexparser and pybtex read otherwise. Of a
    folder each file is checked by itself.

    Args:
        source: A path, a folder's path, ``"-"`` for standard input, bytes, or an open binary
            file.
        format: Its format; recognized unless given.
        ask_readers: Whether the other programs are asked at all.
        all_readers: Whether they are asked of a text of any size.

    Returns:
        The findings. Nothing is told while they are made: a source is read whole.

    Raises:
        UnreadableError: the source cannot be opened or holds no text.
        UnknownFormatError: no such format, or the source looks like none.
    """
    opening: list[Diagnostic] = []
    one = partial(_findings, opening=opening, ask_readers=ask_readers, all_readers=all_readers)
    if is_folder(source):
        return chain.from_iterable(map(one, each_file(source, format, opening.append)))
    return iter(one(opened(source, format, opening.append)))


def _findings(
    found: Opened, opening: list[Diagnostic], *, ask_readers: bool, all_readers: bool
) -> list[Diagnostic]:
    """The findings about a file; ``opening`` are those of opening it, which are taken."""
    told = opening[:]
    opening.clear()
    parsing: list[Diagnostic] = []
    records = list(found.format.parse(found.given, parsing.append))
    told += (each for each in parsing if not is_of_links(each))
    library = _read(found, records, told.append)
    in_bibtex = found.format.table.family == "bibtex"
    for checked in library:
        if not is_failed(checked.citation):
            told += record_checks.findings(checked)
            told += text_checks.findings(checked)
            told += name_checks.findings(checked)
            if in_bibtex:
                told += bibtex_checks.findings(checked)
    told += library_checks.findings(library, any_case=in_bibtex)
    if in_bibtex:
        told += link_checks.findings(records, library)
        if ask_readers:
            told += readers.findings(found.given, library, told, any_size=all_readers)
    return sorted(with_programs_counted(told), key=lambda finding: finding.source.line)


def _read(found: Opened, records: Sequence[Record], report: Report) -> list[Checked]:
    """The references among ``records`` with what they mean; what reading tells is told."""
    table = found.format.table.keeping_nothing()
    references = [record for record in records if not record.kind.startswith("@")]
    ends = [record.source.line for record in references[1:]]
    library = []
    for place, record in enumerate(references):
        told: list[Diagnostic] = []
        citation = normalize(record, table, told.append)
        refused = frozenset(each.field for each in told if each.code == "bad-value")
        end = {"end": ends[place]} if place < len(ends) else {}
        library.append(Checked(record, citation, table, refused, **end))
        for finding in told:
            report(reworded(finding, library[-1]))
    if not library:
        message = f"no record found (read as {table.title})"
        report(Diagnostic("no-records", message, Source(found.given.path)))
    return library
