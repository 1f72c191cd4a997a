"""``bibkit cv``."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from bibkit.cli import cv_targets
from bibkit.cli.cv_options import ListCommand, list_options, options_of, owner_of
from bibkit.cli.exchange import counted, refuse_missing, source_options
from bibkit.cli.findings import folded, show
from bibkit.cli.progress import Progress
from bibkit.cli.reporting import Reporter, reporting_options
from bibkit.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from bibkit.diagnostics import Report
    from bibkit.model import Citation
    from bibkit.publications import Built, Owner


_OF_VERSIONS = frozenset({"merged", "other-version"})
"""Codes of what a check of a list always shows: which works stand there once."""
_READING_ALONE = frozenset({"unknown-field", "program-field"})


@click.command("cv", cls=ListCommand)
@partial(source_options, required=False)
@list_options
@reporting_options
def command(
    sources: Sequence[str],
    from_: str | None,
    as_of: datetime | None,
    outputs: Sequence[str],
    medium: str,
    force: bool,
    check: bool,
    form: str,
    quiet: bool,
    verbose: bool,
    strict: bool,
    **chosen: Any,
) -> None:
    """Make the list of publications of a CV from SOURCES (pages, libraries, folders, -).

    Papers that do not name you are left out, versions of one work are shown once. Your name
    is set off wherever a style prints it, and shown where it would cut the list before you.
    A recipe (--config) holds SOURCES, options and sections. "bibkit cv check" takes the same
    and says what is doubtful or missing: names, cut lists of authors, years, venues, DOIs,
    marks, letters that no font has; it ends as "bibkit check" does.
    """
    from bibkit import outputs as files
    from bibkit import publications
    from bibkit.dedupe.watching import watching

    refuse_missing(sources)
    day = as_of.date() if as_of else None
    if check:
        found: list[Diagnostic] = []
        _check(_read(sources, from_, day, found.append), chosen, found)
        found.sort(key=lambda finding: (finding.source.path, finding.source.line))
        told = folded(found, form=form, verbose=verbose)
        shown = show(told, form=form, quiet=quiet, verbose=verbose, always=_OF_VERSIONS)
        if shown[Severity.ERROR] or (strict and shown[Severity.WARNING]):
            sys.exit(1)
        return
    targets = cv_targets.targets(outputs, [chosen["numbers"], chosen["collaborators"]])
    before = cv_targets.table_of(chosen["collaborators"])
    report = Reporter(form=form, quiet=quiet, strict=strict, verbose=verbose)
    progress = Progress(quiet=quiet or form != "text")
    read = list(
        progress.counted(_read(sources, from_, day, report), "reading", "setting the list of")
    )
    owner = owner_of(read, chosen)
    options = options_of(chosen)

    with watching(progress.done):
        built = publications.build(read, owner, options, report, progress.each)
    document = cv_targets.with_pictures(built.document, chosen["pictures"], day, report)
    kept: list[cv_targets.Kept] = []
    if options.numbers:
        kept.append(cv_targets.Kept(options.numbers, built.numbers))
    if before is not None:
        name = chosen["collaborators"]
        kept.append(cv_targets.collaborators_in(name, before, built, day, report))
    wrote = list(
        cv_targets.write(
            document, targets, options.selected, report, force=force, kept=kept,
            progress=lambda files: progress.each(files, "writing file"),
        )
    )  # fmt: skip
    progress.clear()
    if not targets:
        files.write_stdout(publications.content(document, medium, report))
    if not quiet and form == "text":
        for line in (*_summary(built, owner), *wrote):
            click.echo(line, err=True)
    report.close()


def _check(
    citations: Iterable["Citation"], chosen: dict[str, Any], found: list[Diagnostic]
) -> None:
    """Add to what reading tells what building the list does, and what is missing on it."""
    from bibkit import publications

    read = list(citations)
    owner, options = owner_of(read, chosen), options_of(chosen)
    found += publications.findings(
        publications.build(read, owner, options, found.append).document
    )


def _read(
    sources: Sequence[str], from_: str | None, day: Any, report: "Report"
) -> Iterator["Citation"]:
    from bibkit import api
    from bibkit.publications.marks import FIELD
    from bibkit.publications.notes import FIELDS

    def tell(diagnostic: Diagnostic) -> None:
        # A list does use the marks behind names, and what stands behind entries.
        used = diagnostic.field == FIELD or diagnostic.field.casefold() in FIELDS
        if not (used and diagnostic.code in _READING_ALONE):
            report(diagnostic)

    for source in sources:
        yield from api.read(source, from_, report=tell, as_of=day, originals=False)


def _summary(built: "Built", owner: "Owner | None") -> Iterator[str]:
    total = sum(1 for _ in built.document.all_papers())
    if owner is not None:
        later, undecided = (
            built.verdicts["later"],
            built.verdicts["tied"] + built.verdicts["weak"],
        )
        yield f"{owner}: {counted(total, 'paper')}, first author of {built.first:,}"
        if later:
            yield f"of {counted(later, 'paper')} a later author, place not known"
        if undecided:
            yield f"of {counted(undecided, 'paper')} perhaps an author: nobody is set off"
        why = f"do not name {owner}"
        if absent := built.verdicts["absent"]:
            yield f"among them {counted(absent, 'paper')} that {_agreeing(why, absent)}"
    for why, count in built.left_out.items():
        yield f"left out {counted(count, 'paper')} that {_agreeing(why, count)}"


def _agreeing(why: str, count: int) -> str:
    """The reason for one paper, or for several."""
    if count > 1:
        return why
    verb, _, rest = why.partition(" ")
    return f"{ {'do': 'does', 'are': 'is', 'have': 'has'}[verb] } {rest}"
