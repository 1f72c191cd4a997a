"""Where decisions are kept, and the options by which merge and review find what is one."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from bibkit.errors import UnreadableError

Command = TypeVar("Command", bound=Callable[..., Any])


def deciding_options(command: Command) -> Command:
    """The options by which merge and review find what is one."""
    for option in reversed(
        (
            click.option(
                "--level", type=click.Choice(["work", "record"]), default="work",
                help="What is one: all versions of a work (as preprint and article; the "
                "default), or only records of one publication.",
            ),
            click.option(
                "--decisions", "decisions_in", metavar="FILE",
                help="What people decided, a pair a line; else bibkit-decisions.txt beside "
                "the library, the first output or the first source.",
            ),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def found_decisions(named: str | None, beside: Sequence[str]) -> Path | None:
    """The file that is named, else the first that stands beside one of the paths.

    Raises:
        UnreadableError: the file that is named is not there.
    """
    from bibkit.dedupe.decisions import FILE

    if named is not None:
        if not Path(named).is_file():
            raise UnreadableError(f"{named}: no such file of decisions")
        return Path(named)
    for folder in map(folder_of, beside):
        if (folder / FILE).is_file():
            return folder / FILE
    return None


def folder_of(path: str) -> Path:
    """The folder of a file, a folder itself, the current one for a standard stream."""
    return Path(path) if Path(path).is_dir() else Path(path).parent
