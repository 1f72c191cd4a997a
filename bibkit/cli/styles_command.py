"""``bibkit styles`` and ``bibkit styles search``."""

from collections import Counter
from collections.abc import Sequence

import click


@click.group("styles", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """List the citation styles that are here; search finds one by its title."""
    if context.invoked_subcommand:
        return
    from bibkit.csl import lookup

    counts: Counter[str] = Counter()
    for what, path in lookup.style_paths():
        counts[what] += 1
        if not what.startswith("the "):
            click.echo(f"{path.stem:<28}  {what:<9}  {lookup.title_of(path)}")
    if not lookup.has_extra():
        click.echo(
            "\npip install 'bibkit-refs[styles]' brings 2,800 styles and 8,000 journals."
        )
        return
    many = " and ".join(f"{counts[what]:,} {kind}" for what, kind in _KINDS if counts[what])
    short = ", ".join(
        name for name, target in lookup.ALIASES.items() if name not in target.split("-")
    )
    click.echo(f"\n{many} more: 'bibkit styles search WORDS' finds them.")
    click.echo(f"Short names: {short}.")


_KINDS = (("the extra's", "styles"), ("the extra's journals", "journals"))


@command.command("search")
@click.argument("words", nargs=-1, required=True)
def search(words: Sequence[str]) -> None:
    """List the styles whose name or title has all WORDS, or words that begin so."""
    from bibkit.csl import lookup

    wanted = [word for group in words for word in group.split()]
    found = 0
    for _, title, path in lookup.search(wanted):
        found += 1
        click.echo(f"{path.stem:<60}  {title}")
    if not found:
        more = (
            "" if lookup.has_extra() else "; pip install 'bibkit-refs[styles]' brings them all"
        )
        click.echo(f"no style here has {' and '.join(wanted)} in its title{more}", err=True)
        raise SystemExit(1)
