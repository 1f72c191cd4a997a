"""``bibkit check``."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import click

from bibkit.cli.exchange import refuse_missing
from bibkit.cli.reporting import as_json, reporting_options, styled
from bibkit.diagnostics import Diagnostic, Severity

_OF_THE_WHOLE = frozenset({"unknown-field", "unknown-type", "undefined-macro"})
"""Codes of what is done once for a whole file, however often it is found."""


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-f", "--from", "from_", metavar="FORMAT", help="Format of the files.")
@click.option("--no-readers", is_flag=True, help="Do not ask bibtexparser and pybtex.")
@click.option("--all-readers", is_flag=True, help="Ask them of files of any size.")
@reporting_options
def command(
    files: Sequence[str],
    from_: str | None,
    no_readers: bool,
    all_readers: bool,
    form: str,
    quiet: bool,
    verbose: bool,
    strict: bool,
) -> None:
    """Say what is wrong or doubtful in each FILE: a file, a folder, or - for standard input.

    Findings go to standard output, in the order of lines, each with the key of its record:
    what reading tells, what is missing, doubtful or there twice, and what bibtexparser and
    pybtex would read otherwise in a .bib file. Infos are counted; -v shows them, and every
    use of a field or macro that is told once. The exit code is 1 after an error, and with
    --strict after a warning.
    """
    from bibkit import checking
    from bibkit.errors import UsageError

    if no_readers and all_readers:
        raise UsageError("--no-readers and --all-readers exclude each other")
    refuse_missing(files)
    least = Severity.ERROR if quiet else Severity.INFO if verbose else Severity.WARNING
    if form == "json" and not quiet:
        least = Severity.INFO
    severities: Counter[Severity] = Counter()
    hidden: Counter[str] = Counter()
    for file in files:
        found = checking.check(file, from_, ask_readers=not no_readers, all_readers=all_readers)
        shown = found if verbose or form == "json" else _folded(found)
        for finding in shown:
            severities[finding.severity] += 1
            if finding.severity >= least:
                _print(finding, form)
            else:
                hidden[finding.code] += 1
    if hidden and not quiet:
        counts = ", ".join(f"{count} {code}" for code, count in hidden.most_common())
        click.echo(f"not shown: {counts} (-v shows each)", err=True)
    if severities[Severity.ERROR] or (strict and severities[Severity.WARNING]):
        sys.exit(1)


def _folded(findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings, but of the like that concern a whole file the first, with their number."""
    told = list(findings)
    like = Counter((each.source.path, each.code, each.message) for each in told)
    for finding in told:
        kind = (finding.source.path, finding.code, finding.message)
        if finding.code not in _OF_THE_WHOLE or like[kind] == 1:
            yield finding
        elif more := like.pop(kind, 0):
            yield replace(finding, message=f"{finding.message} (and {more - 1} more like it)")


def _print(finding: Diagnostic, form: str) -> None:
    key = finding.source.key
    if form == "json":
        click.echo(json.dumps({**as_json(finding), "key": key}, ensure_ascii=False))
    elif key:
        click.echo(styled(replace(finding, message=f"{key}: {finding.message}")))
    else:
        click.echo(styled(finding))
