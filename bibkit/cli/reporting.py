"""Diagnostics on standard error: told as they come, the like of what was told counted."""

import json
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

import click

from bibkit.diagnostics import SEVERITIES, Diagnostic, Severity
from bibkit.values import replace

_COLOURS = {Severity.INFO: "blue", Severity.WARNING: "yellow", Severity.ERROR: "red"}

_OF_COPIES = frozenset({"left-settings"})

Command = TypeVar("Command", bound=Callable[..., Any])


class Reporter:
    """Prints findings and remembers how many there were.

    In text form errors are printed as they come, and with ``verbose`` everything is; else
    ``close`` prints the first warning of each kind and how many there are like it, and
    counts the infos.
    """

    def __init__(self, *, form: str, quiet: bool, strict: bool, verbose: bool) -> None:
        self.form = form
        self.quiet = quiet
        self.strict = strict
        self.verbose = verbose
        self.severities: Counter[Severity] = Counter()
        self.codes: Counter[str] = Counter()
        self._first: dict[tuple[str, str], Diagnostic] = {}
        self._like: Counter[tuple[str, str]] = Counter()

    def __call__(self, diagnostic: Diagnostic) -> None:
        """Take one finding, unless it is about what only a copy of a library would hold."""
        if diagnostic.code not in _OF_COPIES:
            self.take(diagnostic)

    def take(self, diagnostic: Diagnostic) -> None:
        """Take one finding."""
        severity = diagnostic.severity
        kind = (diagnostic.code, diagnostic.field)
        self.severities[severity] += 1
        self.codes[diagnostic.code] += 1
        self._first.setdefault(kind, diagnostic)
        self._like[kind] += 1
        if self.quiet and severity < Severity.ERROR:
            return
        if self.form == "json":
            click.echo(json.dumps(as_json(diagnostic), ensure_ascii=False), err=True)
        elif self.verbose or severity == Severity.ERROR:
            click.echo(styled(diagnostic), err=True)

    def close(self) -> None:
        """Say what was not printed, and stop a strict run that found a warning."""
        if self.form == "text" and not self.quiet and not self.verbose:
            self._tell_the_rest()
        if self.strict and self.severities[Severity.WARNING] + self.severities[Severity.ERROR]:
            sys.exit(1)

    def _tell_the_rest(self) -> None:
        for kind, diagnostic in self._first.items():
            if diagnostic.severity == Severity.WARNING:
                more = self._like[kind] - 1
                like = f" (and {more} more like it)" if more else ""
                click.echo(
                    styled(replace(diagnostic, message=diagnostic.message + like)), err=True
                )
        infos = [
            f"{count} {code}"
            for code, count in self.codes.items()
            if SEVERITIES[code] == Severity.INFO
        ]
        if infos:
            click.echo(f"not shown: {', '.join(infos)} (-v shows each)", err=True)


def as_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """A finding as ``--diagnostics json`` prints it."""
    return {
        "path": diagnostic.source.path,
        "line": diagnostic.source.line,
        "severity": str(diagnostic.severity),
        "code": diagnostic.code,
        "field": diagnostic.field,
        "message": diagnostic.message,
    }


def styled(diagnostic: Diagnostic) -> str:
    """A finding as a line, its severity in colour."""
    word = str(diagnostic.severity)
    return str(diagnostic).replace(
        f"{word}: ", click.style(f"{word}: ", fg=_COLOURS[diagnostic.severity]), 1
    )


def reporting_options(command: Command) -> Command:
    """The options of every command that reads or writes: how findings are told."""
    for option in reversed(
        (
            click.option("-q", "--quiet", is_flag=True, help="Tell errors only."),
            click.option("-v", "--verbose", is_flag=True, help="Tell every finding."),
            click.option("--strict", is_flag=True, help="Any warning: exit 1."),
            click.option(
                "--diagnostics",
                "form",
                type=click.Choice(["text", "json"]),
                default="text",
                help="Form of the findings.",
            ),
        )
    ):
        command = option(command)
    return command
