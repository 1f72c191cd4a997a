"""``bibkit merge``."""

import os
import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from bibkit.cli.changes import changes, linked_versions
from bibkit.cli.deciding import deciding_options, found_decisions
from bibkit.cli.exchange import STDIN, Exchange, by_year, counted, exchange_options
from bibkit.cli.progress import Progress
from bibkit.cli.targets import STDOUT, is_page
from bibkit.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from bibkit.dedupe import Merged
    from bibkit.dedupe.reporting import Written
    from bibkit.model import Citation

_LISTED = 10
"""Clusters that are listed one by one; a report has them all."""


@click.command("merge")
@exchange_options(
    report="Write what was merged, is doubtful or got lost: JSON, or a page to look at "
    "(.html); may be given twice."
)
@deciding_options
@click.option(
    "--prefer",
    type=click.Choice(["published", "preprint", "latest"]),
    default="published",
    help="Version of a work that is cited; no field is mixed in from another.",
)
@click.option(
    "--into",
    metavar="LIBRARY",
    help="Add to this library: its records, keys and edits stay, empty fields are filled.",
)
@click.option(
    "--new-only",
    is_flag=True,
    help="Leave the library of --into as it is, and write only what is new to it.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option(
    "--explain",
    "explained",
    multiple=True,
    metavar="KEY",
    help="Print where each field of the citation KEY is from, not the bibliography.",
)
@click.option(
    "--engine", type=click.Choice(["auto", "memory", "duckdb", "spark"]), default="auto",
    help="By what duplicates are found: in memory, by DuckDB with room on disk (auto: from "
    "200,000 records on), or by Spark, from JSON lines to a folder of them.",
)  # fmt: skip
@click.option(
    "--sort", type=click.Choice(["key", "year", "none"]), default="key",
    help="Order of the citations: by key, by year, or as they were read.",
)  # fmt: skip
def command(
    level: Any,
    prefer: Any,
    decisions_in: str | None,
    into: str | None,
    new_only: bool,
    explained: Sequence[str],
    sort: str,
    engine: Any,
    **options: Any,
) -> None:
    """Merge pages and libraries: papers found on several become one citation.

    SOURCES are files, folders or - for standard input: author profile pages (text or saved
    HTML), the Daily Papers, BibTeX, BibLaTeX, RIS, CSL-JSON. Without -o the bibliography
    goes to standard output as BibTeX, or in the format of -t; with --into it goes back into
    that library.
    """
    from bibkit import dedupe
    from bibkit.dedupe.engines import chosen
    from bibkit.dedupe.watching import watching

    if chosen(engine, 0) == "spark":
        _by_spark(level, prefer, {
            **options, "decisions": decisions_in, "into": into, "new_only": new_only,
            "explained": explained,
        })  # fmt: skip
        return
    if into and options["rekey"]:
        raise UsageError("--rekey: the keys of a library stay; leave --into or --rekey out")
    if new_only:
        options["outputs"] = _beside_library(into, options["outputs"])
    run = Exchange(**options, into=into, pages=True)
    beside = [into] if into else [each for each in run.targets if each != STDOUT]
    path = found_decisions(decisions_in, [*beside, *run.sources])
    decided = dedupe.Decisions.load(path) if path else None
    library = _library(run) if into else ()
    progress = Progress(quiet=run.report.quiet or run.report.form != "text")
    read = progress.counted(run.read(), "reading", "comparing")
    merging: dict[str, Any] = {
        "level": level, "prefer": prefer, "decisions": decided, "engine": engine,
        "report": run.report,
    }  # fmt: skip
    with watching(progress.done):
        if into:
            merged = dedupe.merge_into(library, read, **merging)
        else:
            merged = dedupe.merge(read, **merging)
    progress.clear()
    written = _ordered(run, merged, sort)
    related = 0
    if level == "record":
        written, related = linked_versions(written, {**merging, "level": "work"})
    lines = [line for key in explained for line in _explained(written, key)]
    if explained:
        run.targets.pop(STDOUT, None)
    kept = written.citations[merged.library :] if new_only else written.citations
    run.write(kept, _reporting(run, written))
    for line in lines:
        click.echo(line)
    _tell(run, written, new_only=new_only)
    if related:
        run.tell(f"versions of a work, which name each other: {counted(related, 'record')}")
    if decided:
        run.tell(f"decisions: {len(decided.all)} in {decided.path}")
    run.tell_written(len(kept))
    run.report.close()


_NOT_BY_SPARK = {
    "decisions": "--decisions", "into": "--into", "new_only": "--new-only",
    "from_": "--from", "to": "--to",
    "keys": "--keys", "rekey": "--rekey", "keys_from": "--keys-from", "reports": "--report",
    "ascii_only": "--ascii", "dry_run": "--dry-run", "lf": "--lf", "force": "--force",
    "as_of": "--as-of", "explained": "--explain",
}  # fmt: skip


def _by_spark(level: Any, prefer: Any, options: dict[str, Any]) -> None:
    """Merge what Spark reads into a folder that it writes."""
    from bibkit import distributed

    sources, outputs = options["sources"], options["outputs"]
    for name, shown in _NOT_BY_SPARK.items():
        if options.get(name):
            raise UsageError(f"{shown} is not for --engine spark, which merges JSON lines")
    if len(outputs) != 1 or outputs[0] == STDOUT:
        raise UsageError("--engine spark: name one folder to write with -o")
    distributed.check_sources(sources)
    done = distributed.merge(sources, outputs[0], level=level, prefer=prefer)
    if not options["quiet"]:
        click.echo(
            f"records {done.records:,}, duplicates removed {done.removed:,}, "
            f"doubtful pairs {done.doubtful:,}, left {done.left:,}\n"
            f"wrote {counted(done.left, 'citation')} to {outputs[0]} (CSL-JSON, one a line)",
            err=True,
        )
        for code, count in sorted(done.told.items()):
            click.echo(f"told while reading: {code} {count:,}", err=True)


def _beside_library(into: str | None, outputs: Sequence[str]) -> Sequence[str]:
    """Where what is new to a library goes: not into it."""
    if not into:
        raise UsageError("--new-only: name the library with --into")
    if any(os.path.realpath(each) == os.path.realpath(into) for each in outputs):
        raise UsageError(f"-o {into}: --new-only writes beside the library, not over it")
    return outputs or (STDOUT,)


def _library(run: Exchange) -> tuple["Citation", ...]:
    """The citations of the library that is merged into, each with its own text."""
    from pathlib import Path

    from bibkit import api

    path = run.into or ""
    if not Path(path).is_file():
        raise UnreadableError(f"{path}: no such file; leave --into out to make one with -o")
    format, settings = (run.to, run.settings) if path in run.targets else (None, None)
    found = tuple(api.read(path, format, report=run.report, settings=settings))
    if not found and Path(path).read_bytes().strip():
        raise UnreadableError(f"{path}: holds no record; what it holds would be lost")
    return found


def _ordered(run: Exchange, merged: "Merged", sort: str) -> "Written":
    """The citations with their keys, in the order that is asked for.

    A library keeps its order. Before keys are made the rest is in an order of its own, so
    that the order of the sources does not show in what is written.
    """
    from bibkit import citekeys
    from bibkit.dedupe.reporting import Written

    start = merged.library
    places = list(range(start, len(merged.citations)))
    if sort != "none":
        pattern = run.options["keys"] or citekeys.DEFAULT
        make = citekeys.pattern(pattern)
        rekey = run.options["rekey"]
        ranks = {place: _rank(merged.citations[place], make, rekey) for place in places}
        places.sort(key=ranks.__getitem__)
    order = [*range(start), *places]
    keyed = list(run.keyed([merged.citations[place] for place in order]))
    rest = list(range(start, len(keyed)))
    if sort != "none":
        rest.sort(key=lambda place: keyed[place].key)
    if sort == "year":
        rest.sort(key=lambda place: by_year(keyed[place]))
    final = [*range(start), *rest]
    homes = {order[place]: position for position, place in enumerate(final)}
    return Written(
        merged, [keyed[place] for place in final], [homes[at] for at in range(len(homes))]
    )


def _rank(citation: "Citation", make: Callable[["Citation"], str], rekey: bool) -> Any:
    """Orders citations by what they say, and at last by where they were read."""
    key = "" if rekey else citation.key
    place = [(each.path, each.line) for each in citation.sources]
    return key or make(citation), not key, by_year(citation), citation.title, place


def _explained(written: "Written", key: str) -> Iterator[str]:
    import difflib

    from bibkit.dedupe.provenance import Choice, explained, place
    from bibkit.model import VARIABLES

    keys = {citation.key: at for at, citation in enumerate(written.citations)}
    if key not in keys:
        near = difflib.get_close_matches(key, keys, 1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise UsageError(f"--explain: no citation has the key {key!r}.{hint}")
    citation = written.citations[keys[key]]
    merged = written.merged
    for number, home in enumerate(merged.places):
        if written.places[home] == keys[key]:
            yield from explained(citation, merged.choices(number))
            return
    source = (place(citation),)
    alone = citation.set_values()
    named = [name for name in VARIABLES if name in alone and name not in ("key", "sources")]
    yield from explained(
        citation, [Choice(name, alone[name], source, "only") for name in named]
    )


def _reporting(run: Exchange, written: "Written") -> Callable[[str], Iterable[str]]:
    """What makes the text of a report for a path."""

    def text(path: str) -> Iterable[str]:
        from bibkit.dedupe import page, reporting

        if is_page(path):
            total = counted(len(written.citations), "citation")
            lost = (
                f"{target}: {summary}"
                for target in run.targets
                if (summary := run.losses.summary(target, total))
            )
            return page.page(written, lost)
        return reporting.report(written, [loss.as_json() for loss in run.losses.all])

    return text


def _tell(run: Exchange, written: "Written", *, new_only: bool) -> None:
    """The summary: what was read, which records became one, and what is left."""
    from bibkit.dedupe.reporting import figures

    merged = written.merged
    read = counted(sum(run.counts.values()), "record")
    files = ", ".join(f"{source} {count:,}" for source, count in run.counts.items())
    run.tell(f"read {read}: {files}")
    if run.into:
        for line in changes(written, compared=new_only):
            run.tell(line)
    else:
        shown = list(zip(merged.clusters, merged.titles(), strict=True))
        for cluster, title in shown[:_LISTED]:
            why = ", ".join(cluster.reasons)
            run.tell(f"merged {len(cluster.members)} records ({why}): {title}")
        if len(shown) > _LISTED:
            run.tell(f"... and {len(shown) - _LISTED:,} clusters more (--report shows all)")
    known = figures(merged)
    run.tell(
        f"records {known.records:,}, duplicates removed {known.removed:,}, "
        f"doubtful pairs {known.doubtful:,}, left {known.left:,}"
    )
    sources = [*([run.into] if run.into else ()), *run.sources]
    if known.doubtful and STDIN not in sources:
        named = shlex.join(sources) if len(sources) <= _LISTED else "SOURCES..."
        run.tell(f"to decide: bibkit review {named}")
