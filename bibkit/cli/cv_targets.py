"""The files that ``bibkit cv`` writes: what ``-o`` names, checked before any work is done."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bibkit.cli.exchange import counted
from bibkit.errors import UsageError

if TYPE_CHECKING:
    from bibkit.diagnostics import Report
    from bibkit.publications import Built, Document
    from bibkit.publications.spreadsheets import Sheet
    from bibkit.publications.writing import Target


class Kept(NamedTuple):
    """A file that goes on from year to year: what people entered there was read."""

    path: Path
    content: Sequence[str | bytes]
    said: str = ""


def targets(named: Sequence[str], others: Iterable[str | None]) -> list["Target"]:
    """What to write, where; ``others`` are files that are written besides.

    Raises:
        UsageError: a name asks for no medium, or stands twice.
        UnwritableError: one cannot become a file, or a folder.
    """
    from bibkit import outputs
    from bibkit.publications.folders import check_folder
    from bibkit.publications.writing import target

    found = [target(text) for text in named]
    paths = [one.path for one in found] + [Path(other) for other in others if other]
    for place, path in enumerate(paths):
        if path in paths[:place]:
            raise UsageError(f"{path}: named twice as a file to write")
    for place, path in enumerate(paths):
        is_folder = place < len(found) and found[place].is_folder
        (check_folder if is_folder else outputs.check_target)(path)
    return found


def _linked(document: "Document", one: "Target", files: Iterable["Target"]) -> "Document":
    """The list with the way from its page to the library that is written with it."""
    library = next((each.path for each in files if each.medium == "bibtex"), None)
    if one.medium != "html" or library is None:
        return document
    import os
    from dataclasses import replace
    from urllib.parse import quote

    way = Path(os.path.relpath(library, one.path.parent)).as_posix()
    return replace(document, library=quote(way))


def table_of(name: str | None) -> "Sheet | None":
    """The table of collaborators that a file holds, or will.

    Raises:
        UnreadableError: the file is another.
        UsageError: its suffix is neither .csv nor .xlsx, or the extra is not installed.
    """
    from bibkit.publications import spreadsheets

    return spreadsheets.load(Path(name)) if name else None


def collaborators_in(
    name: str, before: "Sheet", built: "Built", day: date | None, report: "Report"
) -> Kept:
    """The table of collaborators brought up to date."""
    from dataclasses import replace

    from bibkit.publications import spreadsheets
    from bibkit.publications.collaborators import collaborators, said

    path = Path(name)
    rows, changes = collaborators(built.hers, day or date.today(), before.rows, report)
    content = spreadsheets.content(replace(before, rows=tuple(rows)), path)
    told = ", ".join(said(changes, rows))
    line = f"wrote {counted(len(rows), 'collaborator')} to {path}: {told}"
    return Kept(path, [content], line)


def with_pictures(
    document: "Document", names: Sequence[str], day: date | None, report: "Report"
) -> "Document":
    """The list of a day with pictures below it; what cannot be drawn is told."""
    from dataclasses import replace

    document = replace(document, day=day)
    if not names:
        return document
    from bibkit.publications.pictures import drawn

    return replace(document, pictures=drawn(document, names, report))


def write(
    document: "Document",
    found: Sequence["Target"],
    selected: Sequence[str],
    report: "Report",
    *,
    force: bool,
    kept: Sequence[Kept] = (),
    progress: Callable[[Sequence["Target"]], Iterable["Target"]] = iter,
) -> Iterator[str]:
    """Write the files of a list, all or none, then the folders; a line for each.

    ``progress`` passes on what is written, one by one.

    Raises:
        UnwritableError: one cannot be written.
        UsageError: a medium needs what is not installed.
    """
    from bibkit import outputs
    from bibkit.publications import content
    from bibkit.publications.exports import papers
    from bibkit.publications.folders import write_pages
    from bibkit.publications.webpages import pages

    total = sum(1 for _ in document.all_papers())
    files = [one for one in found if not one.is_folder]
    texts = [
        (one.path, content(_linked(document, one, files), one.medium, report, selected))
        for one in progress(files)
    ]
    texts += [(one.path, one.content) for one in kept]
    outputs.write_files(texts, force=force, continued=[one.path for one in kept])
    for one in files:
        of = one.medium in ("bibtex", "ris", "orcid")
        count = len(papers(document, selected)) if of else total
        yield f"wrote {counted(count, 'paper')} to {one.path}"
    yield from filter(None, (one.said for one in kept))
    for one in found:
        if one.is_folder:
            made = pages(document, one.medium, frozenset(selected))
            written, stays = write_pages(one.path, made, report, force=force)
            stay = f", left {counted(stays, 'page')} as changed by hand" if stays else ""
            yield f"wrote {counted(written, 'page')} to {one.path}{stay}"
