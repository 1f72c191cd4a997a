"""The command line: options in, the library called, text and diagnostics out."""

import os
import sys
from importlib import import_module
from typing import Any

import click

from bibkit.errors import BibkitError
from bibkit.version import VERSION

_COMMANDS = {
    "merge": "Several pages and libraries in, one clean bibliography out.",
    "review": "Decide which doubtful pairs are one work.",
    "convert": "One format to another.",
    "push": "Records into Zotero or a JabRef library.",
    "pull": "What Zotero has, as a file.",
    "html": "A library as a page from which Zotero's browser button takes it.",
    "serve": "The same page on this machine, with search and downloads.",
    "render": "A bibliography in any citation style.",
    "cv": "The list of publications of a CV, in every medium.",
    "styles": "Which citation styles are here; search finds one.",
    "check": "What is wrong or doubtful in a library.",
    "formats": "What is read and written; the crosswalk of one format.",
    "explain": "What a diagnostic code means.",
}


class _Commands(click.Group):
    """Imports a command's module when that command is called, not before."""

    def list_commands(self, _: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"bibkit.cli.{name}_command").command
        return command

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], _COMMANDS, 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--formats",
    "folders",
    multiple=True,
    metavar="DIR",
    help="Folder of your own format tables; before $BIBKIT_FORMATS and the built-in ones.",
)
@click.version_option(VERSION, prog_name="bibkit")
def bibkit(folders: tuple[str, ...]) -> None:
    """Author profile pages and reference files in, one clean bibliography out."""
    if folders:
        own = os.environ.get("BIBKIT_FORMATS")
        os.environ["BIBKIT_FORMATS"] = os.pathsep.join([*folders, *([own] if own else [])])


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line; a ``BibkitError`` ends it in one line and its exit code."""
    try:
        return bibkit.main(arguments, prog_name="bibkit")
    except BibkitError as error:
        click.echo(f"bibkit: error: {error}", err=True)
        sys.exit(error.exit_code)
