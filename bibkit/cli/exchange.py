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
from bibkit.cli.targets import STDOUT, Losses, reencoded, reports_of, targets_of
from bibkit.errors import UnreadableError

STDIN = "-"
"""The name of standard input among the sources."""

Command = TypeVar("Command", bound=Callable[..., Any])


def exchange_options(*, report: str) -> Callable[[Command], Command]:
    """The options that reading sources and writing targets takes; what ``--report`` holds."""

    def add(command: Command) -> Command:
        for option in reversed((*_source_options(), *_target_options(report))):
            command = option(command)
        return reporting_options(command)

    return add


def source_options(command: Command, *, required: bool = True) -> Command:
    """The options that reading sources takes; ``required`` asks for a source."""
    for option in reversed(_source_options(required=required)):
        command = option(command)
    return command


def refuse_missing(sources: Iterable[str], *, standard_input: bool = True) -> None:
    """Refuse, before anything is read, a source that is not there.

    Raises:
        UnreadableError: one is no file or folder, nor ``-`` where ``standard_input`` is read.
    """
    for source in sources:
        if not (standard_input and source == STDIN) and not os.path.lexists(source):
            raise UnreadableError(f"{source}: no such file or folder")


def _source_options(*, required: bool = True) -> Sequence[Callable[[Any], Any]]:
    return (
        click.argument("sources", nargs=-1, required=required),
        click.option("-f", "--from", "from_", metavar="FORMAT", help="Format of SOURCES."),
        click.option(
            "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
            help="Day the pages were saved, for their dates without a year.",
        ),
    )  # fmt: skip


def _target_options(report: str) -> Sequence[Callable[[Any], Any]]:
    return (
            click.option(
                "-o", "--output", "outputs", multiple=True, metavar="FILE",
                help="Write here (- is standard output), in the format of the suffix; may be "
                "given several times.",
            ),
            click.option("-t", "--to", metavar="FORMAT", help="Format to write."),
            click.option(
                "--keys", metavar="PATTERN",
                help="Pattern of the citation keys to make, as [auth:lower][year][word], "
                "in JabRef's language.",
            ),
            click.option("--rekey", is_flag=True, help="Make all keys anew."),
            click.option(
                "--keys-from", multiple=True, metavar="FILE",
                help="Library from which works that it holds take their keys; repeatable.",
            ),
            click.option("--ascii", "ascii_only", is_flag=True, help="BibTeX: accents as TeX."),
            click.option(
                "--groups", metavar="BY",
                help="JabRef library: a group for each author profile (the default), each "
                "subject, or both: profile,subject.",
            ),
            click.option("--lf", is_flag=True, help="RIS, CSV: lines end in LF, not CRLF."),
            click.option("--bom", is_flag=True, help="CSV: with a byte order mark, for Excel."),
            click.option(
                "--report", "reports", multiple=True, metavar="FILE", help=report,
            ),
            click.option("--force", is_flag=True, help="Replace files of others."),
    )  # fmt: skip


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
        rekey: bool,
        keys_from: Sequence[str],
        ascii_only: bool,
        groups: str | None,
        lf: bool,
        bom: bool,
        reports: Sequence[str],
        force: bool,
        form: str,
        quiet: bool,
        verbose: bool,
        strict: bool,
        reformat: bool = False,
        originals: bool = False,
        pages: bool = False,
        into: str | None = None,
        dry_run: bool = False,
    ) -> None:
        from bibkit import registry

        self.report = Reporter(form=form, quiet=quiet, strict=strict, verbose=verbose)
        self.sources = sources
        self.from_ = from_
        self.as_of: date | None = as_of.date() if as_of else None
        self.force = force
        self.into = into
        self.dry_run = dry_run
        self.unchanged: str | None = None  # the library, where nothing new was found
        self.counts: Counter[str] = Counter()
        # Everything that can be wrong with the request is found before anything is read.
        refuse_missing(sources)
        if from_:
            registry.find_readable(from_)
        self.to = registry.find_writable(to).name if to else None
        self.targets = targets_of(outputs, self.to, into)
        self.reports = reports_of(reports, self.targets, pages=pages)
        self.losses = Losses()
        by: Sequence[str] | None = None
        if groups is not None:
            from bibkit.codecs.jabref import grouped_by

            by = grouped_by(groups)
        if keys:
            from bibkit import citekeys

            citekeys.pattern(keys)
        woven = any(registry.find(format).is_woven for format in self.targets.values())
        self.originals = originals and woven
        settled = any(registry.find(each).holds_settings for each in self.targets.values())
        self.settings: list[str] | None = [] if settled else None
        self.options: dict[str, Any] = {
            "keys": keys,
            "rekey": rekey,
            "known": [each for library in keys_from for each in self._known(library)],
            "reformat": reformat,
            "ascii_only": ascii_only,
            "groups": by,
            "newline": "\n" if lf else None,
            "bom": bom,
            "settings": () if self.settings is None else self.settings,
        }

    def _known(self, library: str) -> Iterator[Any]:
        """The citations of a library whose keys are cited already."""
        from bibkit import api

        return api.read(library, report=self.report, originals=False)

    def read(self) -> Iterator[Any]:
        """The citations of every source; one of which nothing can be read stops the run."""
        from bibkit import api
        from bibkit.normalizer import is_failed

        for source in self.sources:
            readable = False
            for citation in api.read(
                source,
                self.from_,
                report=self.report if source == self.into else self.report.take,
                as_of=self.as_of,
                originals=self.originals,
                settings=self.settings,
            ):
                self.counts[source] += 1
                readable = readable or not is_failed(citation)
                yield citation
            if not readable:
                # Why not has been told where it was found.
                sys.exit(UnreadableError.exit_code)

    def keyed(self, citations: Iterable[Any]) -> Iterator[Any]:
        """``citations`` with the keys that are asked for; a library's own text keeps its."""
        from bibkit import citekeys

        options = self.options
        make = citekeys.pattern(options["keys"]) if options["keys"] else None
        yield from citekeys.with_keys(
            citations,
            self.report,
            make,
            rekey=options["rekey"],
            known=options["known"],
            keeps=self._kept_in if self.into else None,
        )
        options.update(keys=None, rekey=False, known=())

    def _kept_in(self, citation: Any) -> object:
        """The text of the library in which a citation stays as it is."""
        from bibkit.untouched import is_untouched

        return citation.original.manuscript if is_untouched(citation) else None

    def write(
        self,
        citations: Iterable[Any],
        report: Callable[[str], Iterable[str]] | None = None,
    ) -> None:
        """``citations`` to every target, and the reports that are asked for.

        ``report`` gives the text of the one at a path, by itself what the targets lost.
        Standard output comes last: what was printed cannot be taken back. A library that is
        merged into is replaced, and only if its text changes.
        """
        from bibkit import outputs as files

        report = report or (lambda _: self.losses.text())
        if len(self.targets) > 1:
            citations = list(citations)
        texts: list[tuple[Path, Iterable[str]]] = [
            (Path(target), self._text(citations, target))
            for target in self.targets
            if target not in (STDOUT, self.into)
        ]
        if self.dry_run:
            for target in self.targets:
                list(self._text(citations, target))
            return
        library: Sequence[bytes] = ()
        if self.into in self.targets:
            library = reencoded(self.into, "".join(self._text(citations, self.into)))
        if STDOUT in self.targets:
            if texts:
                files.write_files(texts, force=self.force)
            files.write_stdout(self._text(citations, STDOUT))
            texts = []
        texts += [(Path(path), report(path)) for path in self.reports]
        if texts:
            files.write_files(texts, force=self.force)
        if library[:1] != library[1:]:
            files.write_files([(Path(self.into or ""), library[1:])], force=True)
        elif library:
            self.unchanged = self.into

    def _text(self, citations: Iterable[Any], target: str) -> Iterator[str]:
        from bibkit import api

        format = self.targets[target]
        told = self.losses.of(target, format)
        return api.write(citations, format, report=self.report, told=told, **self.options)

    def tell(self, text: str) -> None:
        """A line of the summary on standard error."""
        if not self.report.quiet and self.report.form == "text":
            click.echo(text, err=True)

    def tell_written(self, count: int) -> None:
        """Which files were written, and what they do not hold."""
        from bibkit import registry

        citations = counted(count, "citation")
        for target, format in self.targets.items():
            if target == self.unchanged:
                self.tell(f"{target} stays as it is")
            elif target != STDOUT:
                title = registry.find(format).table.title
                done = "would write" if self.dry_run else "wrote"
                self.tell(f"{done} {citations} to {target} ({title})")
        for target in self.targets:
            if lost := self.losses.summary(target, citations):
                where = f" in {target}" if len(self.targets) > 1 else ""
                self.tell(f"lost{where}: {lost}")


def counted(count: int, thing: str) -> str:
    """``1 citation``, ``2 citations``."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def by_year(citation: Any) -> tuple[bool, int]:
    """Orders citations by year, undated ones last."""
    year = citation.issued.year if citation.issued else None
    return year is None, year or 0
