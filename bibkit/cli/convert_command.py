"""``bibkit convert``."""

from typing import Any

import click

from bibkit.cli.exchange import Exchange, exchange_options


@click.command("convert")
@exchange_options
def command(**options: Any) -> None:
    """Convert SOURCES (files, folders, - for standard input) to another format.

    The order of the records is kept and nothing is merged. Without -o the text goes to
    standard output as BibTeX, or in the format of -t.
    """
    run = Exchange(**options)
    if len(run.targets) > 1:
        citations = list(run.read())
        run.write(citations)
    else:
        run.write(run.read())
    if run.targets:
        run.tell_written(sum(run.counts.values()))
    run.report.close()
