"""``bibkit merge``."""

from typing import Any

import click

from bibkit.cli.exchange import Exchange, counted, exchange_options


@click.command("merge")
@exchange_options
def command(**options: Any) -> None:
    """Merge pages and libraries: papers found on several become one citation.

    SOURCES are files, folders or - for standard input: author profile pages (text or saved
    HTML), the Daily Papers, BibTeX, BibLaTeX, RIS, CSL-JSON. Without -o the bibliography
    goes to standard output as BibTeX, or in the format of -t.
    """
    from bibkit import dedupe

    run = Exchange(**options)
    merged = dedupe.merge(run.read(), report=run.report)
    # By key: the order of the sources must not show in what is written.
    citations = sorted(run.keyed(merged.citations), key=_key)
    run.write(citations)
    read = counted(sum(run.counts.values()), "record")
    files = ", ".join(f"{source} {count}" for source, count in run.counts.items())
    run.tell(f"read {read}: {files}")
    for cluster, title in zip(merged.clusters, merged.titles(), strict=True):
        run.tell(
            f"merged {len(cluster.members)} records ({', '.join(cluster.reasons)}): {title}"
        )
    run.tell_written(len(citations))
    run.report.close()


def _key(citation: Any) -> str:
    key: str = citation.key
    return key
