"""``bibkit check``."""

import json
import sys
from collections import Counter
from collections.abc import Sequence

import click

from bibkit.cli.reporting import as_json, reporting_options, styled
from bibkit.diagnostics import Diagnostic, Severity


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
    """Say what is wrong or doubtful in each FILE (- for standard input).

    Findings go to standard output, in the order of lines: what reading tells, what is
    missing, doubtful or there twice, and what bibtexparser and pybtex would read otherwise
    in a .bib file. Infos are counted; -v shows them. The exit code is 1 after an error, and
    with --strict after a warning.
    """
    from bibkit import checking
    from bibkit.errors import UsageError

    if no_readers and all_readers:
        raise UsageError("--no-readers and --all-readers exclude each other")
    least = Severity.ERROR if quiet else Severity.INFO if verbose else Severity.WARNING
    if form == "json" and not quiet:
        least = Severity.INFO
    severities: Counter[Severity] = Counter()
    hidden: Counter[str] = Counter()
    for file in files:
        found = checking.check(file, from_, ask_readers=not no_readers, all_readers=all_readers)
        for finding in found:
            severities[finding.severity] += 1
            if finding.severity >= least:
                _print(finding, form)
            else:
                hidden[finding.code] += 1
    if hidden and not quiet:
        counts = ", ".join(f"{count} {code}" for code, count in hidden.items())
        click.echo(f"not shown: {counts} (-v shows each)", err=True)
    if severities[Severity.ERROR] or (strict and severities[Severity.WARNING]):
        sys.exit(1)


def _print(finding: Diagnostic, form: str) -> None:
    if form == "json":
        click.echo(json.dumps(as_json(finding), ensure_ascii=False))
    else:
        click.echo(styled(finding))
