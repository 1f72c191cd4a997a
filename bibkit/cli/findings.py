"""Findings on standard output, as an editor reads them: where a command's work is to find."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

import click

from bibkit.cli.reporting import as_json, styled
from bibkit.diagnostics import Diagnostic, Severity

_OF_THE_WHOLE = frozenset({"unknown-field", "unknown-type", "undefined-macro"})
"""Codes of what is done once for a whole file, however often it is found."""


def show(
    findings: Iterable[Diagnostic],
    *,
    form: str,
    quiet: bool,
    verbose: bool,
    always: Collection[str] = (),
) -> Counter[Severity]:
    """Print findings, and say how many infos are not shown; how many there are of each.

    ``always`` are codes that are shown though they are infos.
    """
    least = Severity.ERROR if quiet else Severity.INFO if verbose else Severity.WARNING
    if form == "json" and not quiet:
        least = Severity.INFO
    severities: Counter[Severity] = Counter()
    hidden: Counter[str] = Counter()
    for finding in findings:
        severities[finding.severity] += 1
        if finding.severity >= least or (finding.code in always and not quiet):
            _print(finding, form)
        else:
            hidden[finding.code] += 1
    if hidden and not quiet:
        counts = ", ".join(f"{count} {code}" for code, count in hidden.most_common())
        click.echo(f"not shown: {counts} (-v shows each)", err=True)
    return severities


def folded(findings: Iterable[Diagnostic], *, form: str, verbose: bool) -> Iterator[Diagnostic]:
    """The findings, but of the like that concern a whole file the first, with their number."""
    if verbose or form == "json":
        yield from findings
        return
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
    elif key and not finding.message.startswith(f"{key}: "):
        click.echo(styled(replace(finding, message=f"{key}: {finding.message}")))
    else:
        click.echo(styled(finding))
