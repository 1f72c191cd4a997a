"""What merge and convert share: their options, reading many sources, writing many targets."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from bibkit.cli.reporting import Reporter, reporting_options
from bibkit.errors import UnreadableError, UsageError

Command = TypeVar("Command", bound=Callable[..., Any])


def exchange_options(command: Command) -> Command:
    """The options that reading sources and writing targets takes."""
    for option in reversed(
        (
            click.argument("sources", nargs=-1, required=True),
            click.option(
                "-o", "--output", "outputs", multiple=True, metavar="FILE",
                help="Write here, in the format of the suffix; may be given several times.",
            ),
            click.option("-t", "--to", metavar="FORMAT", help="Format to write."),
            click.option("-f", "--from", "from_", metavar="FORMAT", help="Format of SOURCES."),
            click.option(
                "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
                help="Day the pages were saved, for their dates without a year.",
            ),
            click.option(
                "--keys", metavar="PATTERN",
                help="Pattern of the citation keys to make, as [auth:lower][year][word].",
            ),
            click.option("--force", is_flag=True, help="Replace files of others."),
        )
    ):  # fmt: skip
        command = option(command)
    return reporting_options(command)


class Exchange:
    """One run: sources read, citations written, findings told."""

    def __init__(
        self,
        *,
        sources: Sequence[str],
        outputs: Sequence[str],
        to: str | None,
        from_: str | None,
        as_of: datetime | None,
        keys: str | None,
        force: bool,
        form: str,
        quiet: bool,
        verbose: bool,
        strict: bool,
    ) -> None:
        from bibkit import outputs as files
        from bibkit import registry

        self.report = Reporter(form=form, quiet=quiet, strict=strict, verbose=verbose)
        self.sources = sources
        self.from_ = from_
        self.as_of: date | None = as_of.date() if as_of else None
        self.keys = keys
        self.force = force
        self.counts: Counter[str] = Counter()
        # Everything that can be wrong with the request is found before anything is read.
        for source in sources:
            if source != "-" and not os.path.lexists(source):
                raise UnreadableError(f"{source}: no such file or folder")
        if from_:
            registry.find(from_)
        self.to = registry.find_writable(to).name if to else None
        self.targets: dict[Path, str] = {}
        for output in outputs:
            path = Path(output)
            files.check_target(path)
            if path in self.targets:
                raise UsageError(f"{output}: named twice as a file to write")
            self.targets[path] = self.to or registry.for_path(output).name
        if keys:
            from bibkit import citekeys

            citekeys.pattern(keys)

    def read(self) -> Iterator[Any]:
        """The citations of every source; one of which nothing can be read stops the run."""
        from bibkit import api
        from bibkit.normalizer import is_failed

        for source in self.sources:
            readable = False
            for citation in api.read(source, self.from_, report=self.report, as_of=self.as_of):
                self.counts[source] += 1
                readable = readable or not is_failed(citation)
                yield citation
            if not readable:
                # Why not has been told where it was found.
                sys.exit(UnreadableError.exit_code)

    def write(self, citations: Iterable[Any]) -> None:
        """``citations`` to every target, or to standard output where none is given."""
        from bibkit import api
        from bibkit import outputs as files

        if not self.targets:
            format = self.to or "bibtex"
            chunks = api.write(citations, format, report=self.report, keys=self.keys)
            files.write_stdout(chunks)
            return
        texts = (
            (path, api.write(citations, format, report=self.report, keys=self.keys))
            for path, format in self.targets.items()
        )
        files.write_files(texts, force=self.force)

    def tell(self, text: str) -> None:
        """A line of the summary on standard error."""
        if not self.report.quiet and self.report.form == "text":
            click.echo(text, err=True)

    def tell_written(self, count: int) -> None:
        """Which files were written."""
        from bibkit import registry

        for path, format in self.targets.items():
            title = registry.find(format).table.title
            self.tell(f"wrote {counted(count, 'citation')} to {path} ({title})")


def counted(count: int, thing: str) -> str:
    """``1 citation``, ``2 citations``."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"
