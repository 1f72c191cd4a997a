"""``bibkit serve``."""

import gc
from typing import Any

import click

from bibkit.cli.exchange import counted, source_options
from bibkit.cli.push_command import read_sources
from bibkit.cli.reporting import reporting_options


@click.command("serve")
@source_options
@click.option("--title", default="Publications", metavar="TEXT", help="The page's title.")
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Listen there instead.")
@click.option("--port", default=8719, metavar="NUMBER", help="Port; 0 is any that is free.")
@reporting_options
def command(title: str, host: str, port: int, **options: Any) -> None:
    """Show the records of SOURCES as a page on this machine, with search and downloads.

    Zotero's browser button takes all or single records from it. Nothing is written, and
    nobody else can reach it unless --host names another interface. Ctrl-C ends it.
    """
    from bibkit import citekeys
    from bibkit.errors import UsageError
    from bibkit.targets.library_server import server

    report, citations = read_sources(options)
    found = list(citekeys.with_keys(citations, report))
    report.close()
    try:
        serving = server(found, title, host=host, port=port)
    except OSError as error:
        raise UsageError(f"{host}:{port}: {error.strerror or error}") from error
    gc.enable()  # no short run from here on
    works = counted(len(found), "citation")
    click.echo(f"{works} at http://{host}:{serving.server_port}/ (Ctrl-C ends it)", err=True)
    try:
        serving.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        serving.server_close()
