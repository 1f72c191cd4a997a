"""The options of ``bibkit cv``, and what they ask of the list."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from bibkit.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from bibkit.model import Citation
    from bibkit.publications import Options, Owner

_MEDIA = ["text", "markdown", "html", "latex", "typst", "rendercv"]
_KINDS = (
    "journal conference book chapter edited preprint thesis report review patent software "
    "dataset talk media other"
).split()
_PICTURES = ["years", "coauthors", "citations"]
_GROUPINGS = ["type", "year", "status", "refereed", "keyword", "none"]


class ListCommand(click.Command):
    """A command whose options a recipe may give; ``check`` as its first word is an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the arguments, then from the recipe what they do not say."""
        if args[:1] == ["check"] and not os.path.lexists("check"):
            args = ["--check", *args[1:]]
        rest = super().parse_args(ctx, args)
        config = ctx.params.pop("config", None)
        if config is not None:
            from bibkit.cli.cv_recipe import recipe

            _combine(ctx, recipe(Path(config), self.params))
        if not ctx.params["sources"] and not ctx.resilient_parsing:
            raise click.MissingParameter(
                ctx=ctx, param_type="argument", param_hint="'SOURCES...', or --config"
            )
        return rest


def _combine(ctx: click.Context, given: Mapping[str, Any]) -> None:
    """Put a recipe's values where the command line says nothing."""

    def is_said(name: str) -> bool:
        return ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE

    for name, value in given.items():
        by_command = is_said("group_by") if name == "parts" else is_said(name)
        # Sources are there, though empty, where none is said.
        if not by_command or (name == "sources" and not ctx.params[name]):
            ctx.params[name] = value
    if is_said("medium") and not is_said("outputs"):
        ctx.params["outputs"] = ()


def list_options(command: Any) -> Any:
    """The options of a list: whose, which papers, where and how they stand."""
    choice = click.Choice
    for option in reversed(
        (
            click.option(
                "--config", metavar="FILE",
                help="Recipe (TOML) that says all this and SOURCES; options go before it.",
            ),
            click.option(
                "--check", is_flag=True,
                help="Say what is doubtful or missing, and write nothing; 'bibkit cv check'.",
            ),
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
                help="Language of entries and headings, or a locale file.",
            ),
            click.option(
                "--title", default="", help="Heading; else 'Publications' in your language."
            ),
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
            click.option("--until", metavar="YEAR[-MM]", help="Leave out what is newer."),
            click.option("--first-author", is_flag=True, help="Only with you as first author."),
            click.option("--last-author", is_flag=True, help="Only with you as last author."),
            click.option("--tag", "tags", multiple=True, help="Only with this keyword."),
            click.option("--no-metrics", is_flag=True, help="Leave the pages' figures out."),
            click.option(
                "--picture", "pictures", multiple=True, type=choice(_PICTURES),
                help="Picture below the list; -o years.svg writes one alone.",
            ),
            click.option(
                "--collaborators", metavar="FILE",
                help="NSF's table of the co-authors of 48 months before --as-of or today, as "
                ".csv or .xlsx; what was entered in an earlier one stays.",
            ),
            click.option(
                "--links", is_flag=True,
                help="Links to DOI, PDF, code and more, and PubMed's numbers, where known.",
            ),
            click.option("--notes", is_flag=True, help="The notes that a style leaves out."),
            click.option(
                "-o", "--output", "outputs", multiple=True, metavar="FILE",
                help="Write here: .md, .html, .tex, .typ, .pdf, .docx, .txt, .bib, .ris, .yaml "
                "(RenderCV), or hugo:FOLDER, jekyll:FOLDER, orcid:FILE, al-folio:FILE; "
                "repeatable.",
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


def owner_of(read: Sequence["Citation"], chosen: dict[str, Any]) -> "Owner | None":
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
    asking = ("also_me", "orcid", "mine", "first_author", "last_author", "collaborators")
    needs = [name for name in asking if chosen[name]]
    if pages or needs:
        whom = f" (the pages are of {', '.join(pages)})" if pages else ""
        raise UsageError(f"whose list is it?{whom} Say --me 'Given Family'")
    return None


def options_of(chosen: dict[str, Any]) -> "Options":
    """What the options ask of the list.

    Raises:
        UsageError: a value is none that its option takes.
        UnreadableError: a file of keys cannot be read.
    """
    from bibkit.publications import Options

    names = (
        "style", "locale", "title", "emphasis", "everyone", "mine", "accept", "kinds",
        "first_author", "last_author", "tags", "group_by", "oldest_first", "counts", "number",
        "rising", "links", "notes",
    )  # fmt: skip
    return Options(
        **{name: chosen[name] for name in names},
        since=_date(chosen, "since"),
        until=_date(chosen, "until"),
        where=chosen.get("where"),
        parts=chosen.get("parts", ()),
        selected=list(_selected(chosen["selected"])),
        numbers=Path(chosen["numbers"]) if chosen["numbers"] else None,
        metrics=not chosen["no_metrics"],
    )


def _date(chosen: dict[str, Any], name: str) -> tuple[int, ...]:
    from bibkit.publications.predicates import date_of

    return date_of(chosen[name], f"--{name}") if chosen[name] else ()


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
