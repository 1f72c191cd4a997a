"""What is wrong or doubtful in a library, and what other programs would make of it."""

from collections.abc import Iterator

from bibkit import registry
from bibkit.api import Readable
from bibkit.checking import bibtex_checks, library_checks, readers, record_checks
from bibkit.checking.record_checks import Checked
from bibkit.diagnostics import Diagnostic, Report
from bibkit.inputs import Input, open_input
from bibkit.model import Source
from bibkit.normalizer import is_failed, normalize
from bibkit.registry import Format

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
    may be one work and, of a .bib file, what bibtexparser and pybtex read otherwise.

    Args:
        source: A path, ``"-"`` for standard input, bytes, or an open binary file.
        format: Its format; recognized unless given.
        ask_readers: Whether the other programs are asked at all.
        all_readers: Whether they are asked of a text of any size.

    Returns:
        The findings. Nothing is told while they are made: the source is read whole.

    Raises:
        UnreadableError: the source cannot be opened or holds no text.
        UnknownFormatError: no such format, or the source looks like none.
    """
    told: list[Diagnostic] = []
    given = open_input(source, told.append)
    name = registry.find(format).read_as if format else registry.recognize(given)
    found = registry.find(name)
    library = _read(given, found, told.append)
    in_bibtex = found.table.family == "bibtex"
    for checked in library:
        if not is_failed(checked.citation):
            told += record_checks.findings(checked)
            if in_bibtex:
                told += bibtex_checks.findings(checked)
    told += library_checks.findings(library, any_case=in_bibtex)
    if in_bibtex and ask_readers:
        told += readers.findings(given, library, any_size=all_readers)
    return iter(sorted(told, key=lambda finding: finding.source.line))


def _read(given: Input, found: Format, report: Report) -> list[Checked]:
    """The records of ``given`` with what they mean; what reading tells goes to ``report``."""
    library = []
    for record in found.parse(given, report):
        if record.kind.startswith("@"):
            continue
        told: list[Diagnostic] = []
        citation = normalize(record, found.table, told.append)
        for finding in told:
            report(finding)
        refused = frozenset(each.field for each in told if each.code == "bad-value")
        library.append(Checked(record, citation, found.table, refused))
    if not library:
        message = f"no record found (read as {found.table.title})"
        report(Diagnostic("no-records", message, Source(given.path)))
    return library
