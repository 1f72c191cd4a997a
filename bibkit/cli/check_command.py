"""``bibkit check``."""

import sys
from collections.abc import Sequence

import click

from bibkit.cli.exchange import refuse_missing
from bibkit.cli.findings import folded, show
from bibkit.cli.reporting import reporting_options
from bibkit.diagnostics import Severity


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
    told = (
        finding
        for file in files
        for finding in folded(
            checking.check(file, from_, ask_readers=not no_readers, all_readers=all_readers),
            form=form, verbose=verbose,
        )
    )  # fmt: skip
    severities = show(told, form=form, quiet=quiet, verbose=verbose)
    if severities[Severity.ERROR] or (strict and severities[Severity.WARNING]):
        sys.exit(1)
