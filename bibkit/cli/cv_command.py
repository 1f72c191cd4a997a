"""``bibkit cv``."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bibkit.cli.exchange import counted, refuse_missing, source_options
from bibkit.cli.progress import Progress
from bibkit.cli.reporting import Reporter, reporting_options
from bibkit.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from bibkit.diagnostics import Diagnostic
    from bibkit.model import Citation
    from bibkit.publications import Built, Options, Owner

STDOUT = "-"
_MEDIA = ["text", "markdown", "html", "latex", "typst"]
_KINDS = (
    "journal conference book chapter edited preprint thesis report review patent software "
    "dataset talk media other"
).split()
_GROUPINGS = ["type", "year", "status", "refereed", "keyword", "none"]


def _options(command: Any) -> Any:
    """The options of a list: whose, which papers, where and how they stand."""
    choice = click.Choice
    for option in reversed(
        (
            click.option(
                "--me", metavar="NAME",
                help="Whose list it is. Without it, the one owner whom the pages name.",
            ),
            click.option(
                "--also-me", multiple=True, metavar="NAME",
                help="Another name of yours: a nickname, a former name, another script.",
            ),
            click.option("--orcid", metavar="ID", help="Your ORCID, where names carry one."),
            click.option("--accept", is_flag=True, help="Take names for yours that may be."),
            click.option(
                "--mine", is_flag=True,
                help="Every paper of SOURCES is yours: where a list of authors is cut short, "
                "you are one of the others.",
            ),
            click.option("--everyone", is_flag=True, help="List papers without you too."),
            click.option(
                "--emphasis", type=choice(["bold", "underline", "small-caps", "none"]),
                default="bold", show_default=True, help="How your name is set off.",
            ),
            click.option(
                "-s", "--style", default="bibkit", show_default=True, metavar="STYLE",
                help="Name, path or URL of a CSL style; 'bibkit styles' lists them.",
            ),
            click.option(
                "--locale", default="en-US", show_default=True, metavar="LANG",
                help="Language of the entries, or a locale file.",
            ),
            click.option("--title", default="Publications", show_default=True, help="Heading."),
            click.option(
                "--group-by", multiple=True, type=choice(_GROUPINGS), default=["type"],
                show_default=True, help="What makes sections; a second one inside the first.",
            ),
            click.option("--counts", is_flag=True, help="How many papers, behind headings."),
            click.option("--oldest-first", is_flag=True, help="Oldest first, not newest."),
            click.option(
                "--number", type=choice(["none", "global", "section"]), default="section",
                show_default=True, help="Numbers: none, through the list, or [J12] ... [J1].",
            ),
            click.option("--rising", is_flag=True, help="What stands first has number 1."),
            click.option(
                "--numbers", metavar="FILE",
                help="Keeps every paper's number here for the next time.",
            ),
            click.option(
                "--select", "selected", multiple=True, metavar="KEY",
                help="Paper that stands first; @FILE has a key a line. The others follow.",
            ),
            click.option("--since", metavar="YEAR[-MM]", help="Leave out what is older."),
            click.option(
                "--type", "kinds", multiple=True, type=choice(_KINDS), help="Only this type.",
            ),
            click.option("--first-author", is_flag=True, help="Only with you as first author."),
            click.option("--tag", "tags", multiple=True, help="Only with this keyword."),
            click.option("--no-metrics", is_flag=True, help="Leave the pages' figures out."),
            click.option("--links", is_flag=True, help="Links to DOI and code, where known."),
            click.option(
                "-o", "--output", "outputs", multiple=True, metavar="FILE",
                help="Write here: .md, .html, .tex, .typ, .pdf, .docx, .txt; repeatable.",
            ),
            click.option(
                "-t", "--to", "medium", type=choice(_MEDIA), default="text",
                show_default=True, help="Medium on standard output.",
            ),
            click.option("--force", is_flag=True, help="Replace files of others."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


@click.command("cv")
@source_options
@_options
@reporting_options
def command(
    sources: Sequence[str],
    from_: str | None,
    as_of: datetime | None,
    outputs: Sequence[str],
    medium: str,
    force: bool,
    form: str,
    quiet: bool,
    verbose: bool,
    strict: bool,
    **chosen: Any,
) -> None:
    """Make the list of publications of a CV from SOURCES (pages, libraries, folders, -).

    Papers that do not name you are left out, versions of one work are shown once. Your name
    is set off wherever a style prints it, and shown where it would cut the list before you.
    """
    from bibkit import outputs as files
    from bibkit import publications

    refuse_missing(sources)
    targets = _targets(outputs, chosen["numbers"])
    report = Reporter(form=form, quiet=quiet, strict=strict, verbose=verbose)
    progress = Progress(quiet=quiet or form != "text")
    day = as_of.date() if as_of else None
    read = list(
        progress.counted(_read(sources, from_, day, report), "reading", "setting the list of")
    )
    owner = _owner(read, chosen)
    options = _list_options(chosen)

    def tell(diagnostic: "Diagnostic") -> None:
        report(diagnostic)

    built = publications.build(read, owner, options, tell)
    progress.clear()
    texts: list[tuple[Path, Iterable[str | bytes]]] = [
        (path, publications.content(built.document, kind, report)) for path, kind in targets
    ]
    if texts:
        files.write_files(texts, force=force)
    if options.numbers:
        files.write_files([(options.numbers, built.numbers)], force=True)
    if not targets:
        files.write_stdout(publications.WRITERS[medium](built.document))
    if not quiet and form == "text":
        for line in _summary(built, owner, targets):
            click.echo(line, err=True)
    report.close()


def _targets(outputs: Sequence[str], numbers: str | None) -> list[tuple[Path, str]]:
    """The files to write and their media; all that can be wrong with them is found here."""
    from bibkit import outputs as files
    from bibkit.publications.writing import medium_of

    found: list[tuple[Path, str]] = []
    for path in map(Path, outputs):
        if any(path == other for other, _ in found):
            raise UsageError(f"{path}: named twice as a file to write")
        found.append((path, medium_of(path)))
        files.check_target(path)
    if numbers:
        if any(Path(numbers) == path for path, _ in found):
            raise UsageError(f"{numbers}: named twice as a file to write")
        files.check_target(Path(numbers))
    return found


def _read(
    sources: Sequence[str], from_: str | None, day: Any, report: Reporter
) -> Iterator["Citation"]:
    from bibkit import api
    from bibkit.publications.marks import FIELD

    def tell(diagnostic: "Diagnostic") -> None:
        if diagnostic.field != FIELD:  # a list does use the marks behind names
            report(diagnostic)

    for source in sources:
        yield from api.read(source, from_, report=tell, as_of=day, originals=False)


def _owner(read: Sequence["Citation"], chosen: dict[str, Any]) -> "Owner | None":
    """Whose list it is: as told, or the one owner of the pages."""
    from bibkit.publications import Owner

    if chosen["me"]:
        return Owner.of(chosen["me"], chosen["also_me"], chosen["orcid"] or "")
    pages = {
        source.profile.owner: None
        for citation in read
        for source in citation.sources
        if source.profile and source.profile.owner
    }
    if len(pages) == 1:
        return Owner.of(next(iter(pages)), chosen["also_me"], chosen["orcid"] or "")
    needs = [name for name in ("also_me", "orcid", "mine", "first_author") if chosen[name]]
    if pages or needs:
        whom = f" (the pages are of {', '.join(pages)})" if pages else ""
        raise UsageError(f"whose list is it?{whom} Say --me 'Given Family'")
    return None


def _list_options(chosen: dict[str, Any]) -> "Options":
    from bibkit.publications import Options

    names = (
        "style", "locale", "title", "emphasis", "everyone", "mine", "accept", "kinds",
        "first_author", "tags", "group_by", "oldest_first", "counts", "number", "rising",
        "links",
    )  # fmt: skip
    return Options(
        **{name: chosen[name] for name in names},
        since=_since(chosen["since"]),
        selected=list(_selected(chosen["selected"])),
        numbers=Path(chosen["numbers"]) if chosen["numbers"] else None,
        metrics=not chosen["no_metrics"],
    )


def _since(text: str | None) -> tuple[int, ...]:
    if not text:
        return ()
    try:
        parts = tuple(int(part) for part in text.split("-"))
    except ValueError:
        parts = ()
    if not 1 <= len(parts) <= 3:
        raise UsageError(f"--since: {text!r} is no date; write 2021 or 2021-06")
    return parts


def _selected(keys: Sequence[str]) -> Iterator[str]:
    for key in keys:
        if not key.startswith("@"):
            yield key
            continue
        try:
            lines = Path(key[1:]).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableError(f"--select: {key[1:]}: {error}") from error
        for line in lines:
            if word := line.partition("#")[0].strip():
                yield word


def _summary(
    built: "Built", owner: "Owner | None", targets: Sequence[tuple[Path, str]]
) -> Iterator[str]:
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
    for path, _ in targets:
        yield f"wrote {counted(total, 'paper')} to {path}"


def _agreeing(why: str, count: int) -> str:
    """The reason for one paper, or for several."""
    if count > 1:
        return why
    verb, _, rest = why.partition(" ")
    return f"{ {'do': 'does', 'are': 'is', 'have': 'has'}[verb] } {rest}"
