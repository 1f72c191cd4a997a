"""``bibkit html``."""

from typing import Any

import click

from bibkit.cli.exchange import counted, source_options
from bibkit.cli.push_command import read_sources
from bibkit.cli.reporting import reporting_options


@click.command("html")
@source_options
@click.option("-o", "--output", required=True, metavar="FILE", help="The page to write.")
@click.option("--title", default="Publications", metavar="TEXT", help="The page's title.")
@click.option("--force", is_flag=True, help="Replace files of others.")
@reporting_options
def command(output: str, title: str, force: bool, **options: Any) -> None:
    """Write the records of SOURCES as a page from which Zotero's browser button takes them.

    The page needs no server. Beside it stand the same records as BibTeX and RIS, which it
    links to.
    """
    from pathlib import Path

    from bibkit import api, citekeys, outputs
    from bibkit.errors import UsageError
    from bibkit.targets.library_page import page

    path = Path(output)
    if path.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"{output}: a page ends in .html")
    report, citations = read_sources(options)
    found = list(citekeys.with_keys(citations, report))
    beside = [("BibTeX", "bibtex", ".bib"), ("RIS", "ris", ".ris")]
    downloads = [(name, path.with_suffix(suffix).name) for name, _, suffix in beside]
    outputs.write_files(
        [
            (path, page(found, title, downloads)),
            *(
                (path.with_suffix(suffix), api.write(found, format, report=report))
                for _, format, suffix in beside
            ),
        ],
        force=force,
    )
    click.echo(f"wrote {counted(len(found), 'citation')} to {output}", err=True)
    report.close()
