"""``bibkit convert``."""

from collections.abc import Iterable
from typing import Any

import click

from bibkit.cli.exchange import Exchange, by_year, exchange_options


@click.command("convert")
@exchange_options(report="Write every fact that a target does not hold, as JSON.")
@click.option("--reformat", is_flag=True, help="Render BibTeX anew even where nothing changed.")
@click.option(
    "--sort", type=click.Choice(["none", "key", "year"]), default="none",
    help="Order of the records; that of the sources by default.",
)  # fmt: skip
def command(sort: str, **options: Any) -> None:
    """Convert SOURCES (files, folders, - for standard input) to another format.

    The order of the records is kept and nothing is merged. Without -o the text goes to
    standard output as BibTeX, or in the format of -t. BibTeX to BibTeX leaves what stands
    in the file as it is, byte by byte.
    """
    run = Exchange(**options, originals=True)
    run.write(_sorted(run, run.read(), sort))
    run.tell_written(sum(run.counts.values()))
    run.report.close()


def _sorted(run: Exchange, citations: Iterable[Any], by: str) -> Iterable[Any]:
    """The citations by key, or by year and then key; undated ones last."""
    if by == "none":
        return citations
    keyed = sorted(run.keyed(citations), key=lambda citation: citation.key)
    if by == "year":
        keyed.sort(key=by_year)
    return keyed
