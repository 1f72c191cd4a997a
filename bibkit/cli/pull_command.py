"""``bibkit pull``: what a program has already."""

from typing import Any

import click

from bibkit.cli.exchange import counted
from bibkit.cli.reporting import Reporter, reporting_options


@click.group("pull")
def command() -> None:
    """Fetch what the program where you keep your library has."""


@command.command("zotero")
@click.option(
    "--via",
    type=click.Choice(["auto", "local", "web"]),
    default="auto",
    help="From the program on this machine, or from the web library.",
)
@click.option("-o", "--output", metavar="FILE", help="Write here, in the format of the suffix.")
@click.option("-t", "--to", metavar="FORMAT", help="Format to write.")
@click.option("--force", is_flag=True, help="Replace a file of somebody else.")
@reporting_options
def zotero(via: str, output: str | None, to: str | None, force: bool, **options: Any) -> None:
    """Write Zotero's library as a file: what 'merge' compares pages with.

    Zotero 7 and later let programs read the library if its local API is on (Settings,
    Advanced). Without -o the text goes to standard output, as Zotero's own items.
    """
    from pathlib import Path

    from bibkit import api, outputs, registry
    from bibkit.targets.zotero import citations, readable

    report = Reporter(
        form=options["form"],
        quiet=options["quiet"],
        strict=options["strict"],
        verbose=options["verbose"],
    )
    by_suffix = registry.for_path(output).name if output and not to else "zotero-json"
    format = registry.find_writable(to).name if to else by_suffix
    if output:
        outputs.check_target(Path(output))
    found = list(citations(readable(via), report))
    text = api.write(found, format, report=report)
    if output:
        outputs.write_files([(Path(output), text)], force=force)
        click.echo(f"wrote {counted(len(found), 'citation')} to {output}", err=True)
    else:
        outputs.write_stdout(text)
    report.close()
