"""``bibkit render``."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from bibkit.cli.exchange import counted, refuse_missing, source_options
from bibkit.cli.reporting import Reporter, reporting_options

_MEDIA = ["text", "html", "latex", "markdown"]


@click.command("render")
@source_options
@click.option(
    "-s", "--style", default="bibkit", show_default=True, metavar="STYLE",
    help="Name, path or URL of a CSL style; 'bibkit styles' lists them.",
)  # fmt: skip
@click.option(
    "-t", "--to", "medium", type=click.Choice(_MEDIA),
    help="Medium of the entries: text, but latex for a .bst style.",
)  # fmt: skip
@click.option(
    "--locale", default="en-US", show_default=True, metavar="LANG",
    help="Language, or a locale file; a style's own language goes before the default.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Key to label and entry, as JSON.")
@click.option("-o", "--output", metavar="FILE", help="Write here instead of printing.")
@click.option("--force", is_flag=True, help="Replace a file of others.")
@reporting_options
def command(
    sources: Sequence[str],
    from_: str | None,
    as_of: datetime | None,
    style: str,
    medium: str | None,
    locale: str,
    as_json: bool,
    output: str | None,
    force: bool,
    form: str,
    quiet: bool,
    verbose: bool,
    strict: bool,
) -> None:
    """Print the bibliography of SOURCES (files, folders, -) in a citation style.

    Any CSL style will do: by its name (apa, ieee, vancouver), the path of a .csl file, the
    URL that programs show; or a .bst file of BibTeX's. The entries stand in the order of
    the style. With --json each key leads to its label (what stands in the margin, as [1])
    and its text.
    """
    from bibkit import api
    from bibkit.errors import UnreadableError
    from bibkit.normalizer import is_failed

    refuse_missing(sources)
    if output:
        from bibkit import outputs

        outputs.check_target(Path(output))
    medium = medium or ("latex" if style.endswith(".bst") else "text")
    report = Reporter(form=form, quiet=quiet, strict=strict, verbose=verbose)
    day = as_of.date() if as_of else None
    citations = [
        citation
        for source in sources
        for citation in api.read(source, from_, report=report, as_of=day, originals=False)
    ]
    if all(map(is_failed, citations)):
        # Why nothing can be read has been told where it was found.
        sys.exit(UnreadableError.exit_code)
    entries = api.render(citations, style, locale=locale, medium=medium, report=report)
    text = _as_json(entries) if as_json else "".join(_LAYOUTS[medium](entries))
    _put(text, output, force=force)
    if output and not quiet and form == "text":
        click.echo(f"wrote {counted(len(entries), 'citation')} to {output} ({style})", err=True)
    report.close()


def _put(text: str, output: str | None, *, force: bool) -> None:
    from bibkit import outputs

    if output:
        outputs.write_files([(Path(output), [text])], force=force)
    else:
        outputs.write_stdout([text])


def _as_json(entries: Iterable[Any]) -> str:
    found = {entry.key: {"label": entry.label, "text": entry.text} for entry in entries}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _as_text(entries: Iterable[Any]) -> Iterator[str]:
    for entry in entries:
        yield f"{entry}\n"


def _as_paragraphs(entries: Iterable[Any]) -> Iterator[str]:
    for place, entry in enumerate(entries):
        yield f"\n{entry}\n" if place else f"{entry}\n"


def _as_html(entries: Iterable[Any]) -> Iterator[str]:
    """The list as citeproc has it, with its class names."""
    yield '<div class="csl-bib-body">\n'
    for entry in entries:
        text = entry.text
        if entry.label:
            text = (
                f'<div class="csl-left-margin">{entry.label}</div>'
                f'<div class="csl-right-inline">{text}</div>'
            )
        yield f'  <div class="csl-entry">{text}</div>\n'
    yield "</div>\n"


_LAYOUTS = {
    "text": _as_text,
    "html": _as_html,
    "latex": _as_paragraphs,
    "markdown": _as_paragraphs,
}
