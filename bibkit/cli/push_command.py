"""``bibkit push``: records into Zotero or into a JabRef library."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import click

from bibkit.cli.exchange import counted, refuse_missing, source_options
from bibkit.cli.progress import Progress
from bibkit.cli.reporting import Reporter, reporting_options

_SHOWN = 10
"""Refused records that are listed one by one."""


@click.group("push")
def command() -> None:
    """Send records to the program where you keep your library."""


@command.command("zotero")
@source_options
@click.option(
    "--via",
    type=click.Choice(["auto", "connector", "local", "web"]),
    default="auto",
    help="How: as a browser does, by the program's API (Zotero 10) or the web's.",
)
@click.option("--collection", default="", metavar="NAME", help="File the items there.")
@click.option("--update", is_flag=True, help="Also change what was sent from here before.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
@reporting_options
def zotero(via: str, collection: str, update: bool, dry_run: bool, **options: Any) -> None:
    """Send the records of SOURCES to Zotero, those that it does not have.

    A work is looked for by its identifiers, then by title, first author and year. What was
    sent is remembered, so that a run that broke off goes on where it was. The key for the
    web library is taken from $ZOTERO_API_KEY or the keyring, never from the command line.
    """
    from bibkit.errors import TargetError
    from bibkit.targets.sending import Sender
    from bibkit.targets.zotero import open_zotero
    from bibkit.targets.zotero_items import parcels

    report, citations = read_sources(options)
    quiet = report.quiet or report.form != "text"
    opened = open_zotero(via, collection, dry_run=dry_run, tell=_tell)
    if update and opened.library is None:
        raise TargetError(f"{opened.name}: takes no changes; Zotero 10 does, and its web API")
    progress = Progress(quiet=quiet)
    sender = Sender(opened.place, opened.journal, opened.look, progress.say)
    if dry_run:
        new = sender.unknown(parcels(citations, report))
        for parcel in new:
            click.echo(f"{parcel.item['itemType']}: {title_of(parcel.item)}")
        _tell(f"{opened.name}: would send {counted(len(new), 'record')}, "
              f"has {len(sender.sent.known):,} already")  # fmt: skip
        report.close()
        return
    sent = sender.send(parcels(citations, report))
    progress.clear()
    if not quiet:
        _tell(f"{opened.name}: sent {counted(len(sent.taken), 'record')}, "
              f"had {len(sent.known):,} already")  # fmt: skip
    refused = list(sent.refused)
    if opened.library:
        from bibkit.targets import updating

        refused += updating.relate(opened.library, sent.keys(opened.journal)).refused
    if update and opened.library:
        done = updating.update(opened.library, opened.journal, sent.known)
        refused += done.refused
        if not quiet:
            _tell(f"updated {counted(len(done.changed), 'record')}")
    for parcel, why in refused[:_SHOWN]:
        click.echo(f"refused: {title_of(parcel.item)}: {why}", err=True)
    report.close()
    if refused:
        raise TargetError(f"{counted(len(refused), 'record')} refused; see above")


@command.command("jabref")
@source_options
@click.option(
    "--into", metavar="LIBRARY", help="Update this file; else JabRef's open library gets them."
)
@click.option("--group", default="", metavar="NAME", help="Put them into this group.")
@click.option(
    "--groups",
    metavar="BY",
    default="profile",
    help="Groups in the file: by profile, subject, or both: profile,subject.",
)
@click.option("--backup", is_flag=True, help="Keep the old file beside it (.bak).")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@reporting_options
def jabref(
    into: str | None, group: str, groups: str, backup: bool, dry_run: bool, **options: Any
) -> None:
    """Add the records of SOURCES to a JabRef library, and update those that it has.

    With --into the file is changed in place: every byte stays but those of entries that
    change, and JabRef, if it has the file open, offers to take the changes over. Without
    it the records go to the library that is open in JabRef (its HTTP server must be on).
    """
    from bibkit.codecs.jabref import grouped_by
    from bibkit.targets import jabref as target
    from bibkit.targets import jabref_file, jabref_server

    by = grouped_by(groups)
    same = 0
    if into is not None and not group and "subject" not in by:
        parts = [jabref_file.news(source, into) for source in options["sources"]]
        options["sources"] = [source for source, _ in parts]
        same = sum(count for _, count in parts)
    report, citations = read_sources(options)
    if into is None:
        count = jabref_server.send(citations, group, report, dry_run=dry_run)
        done = "would send" if dry_run else "sent"
        _tell(f"JabRef: {done} {counted(count, 'record')}")
    else:
        update = target.update(into, citations, group=group, by=by, report=report)
        if not dry_run:
            target.write(update, backup=backup)
        would = "would be " if dry_run else ""
        _tell(f"{into}: {len(update.added):,} {would}added, {len(update.changed):,} "
              f"{would}updated, {update.same + same:,} as they were")  # fmt: skip
    report.close()


def read_sources(options: dict[str, Any]) -> tuple[Reporter, Iterator[Any]]:
    """The reporter that the options ask for, and the citations of the sources."""
    report = Reporter(
        form=options["form"],
        quiet=options["quiet"],
        strict=options["strict"],
        verbose=options["verbose"],
    )
    return report, _read(options["sources"], options["from_"], options["as_of"], report)


def _read(
    sources: Sequence[Any], format: str | None, as_of: datetime | None, report: Reporter
) -> Iterator[Any]:

    from bibkit import api

    refuse_missing(source for source in sources if isinstance(source, str))
    day = as_of.date() if as_of else None
    for source in sources:
        yield from api.read(source, format, report=report, as_of=day, originals=False)


def title_of(item: dict[str, Any]) -> str:
    """What an item is called in a message."""
    names = ("title", "caseName", "nameOfAct", "subject")
    return next((str(item[name]) for name in names if item.get(name)), "(no title)")


def _tell(text: str) -> None:
    click.echo(text, err=True)
