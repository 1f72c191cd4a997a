"""``bibkit explain``."""

import textwrap

import click


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Say what the CODE of a finding or a match means; without CODE list them all."""
    from bibkit.catalogue.codes import CODES
    from bibkit.dedupe.reasons import REASONS
    from bibkit.diagnostics import SEVERITIES
    from bibkit.errors import UsageError

    if code is None:
        width = max(map(len, [*CODES, *REASONS]))
        for name, entry in CODES.items():
            click.echo(f"{name:{width}}  {SEVERITIES[name]!s:7}  {entry.title}")
        for name, explanation in REASONS.items():
            click.echo(
                f"{name:{width}}  match    {explanation.partition(':')[0].partition('.')[0]}"
            )
        return
    if code in REASONS:
        click.echo(f"{code} (reason of a match): {REASONS[code]}")
        if code not in CODES:
            return
    if code not in CODES:
        import difflib

        near = difflib.get_close_matches(code, [*CODES, *REASONS], 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise UsageError(f"no diagnostic code {code!r}{hint} (bibkit explain lists them)")
    entry = CODES[code]
    click.echo(f"{code} ({SEVERITIES[code]}): {entry.title}\n")
    click.echo(textwrap.fill(entry.explanation, 80))
