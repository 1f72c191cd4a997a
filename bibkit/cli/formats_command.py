"""``bibkit formats``."""

from collections.abc import Sequence
from typing import Any

import click


@click.command("formats")
@click.argument("format", required=False)
def command(format: str | None) -> None:
    """List the formats, or print the crosswalk of FORMAT: its kinds and its fields."""
    from bibkit import registry

    if format is None:
        rows = []
        for header in registry.headers().values():
            table = registry.find(header.name).table
            verbs = (("read", table.readable), ("write", table.writable))
            can = ", ".join(verb for verb, able in verbs if able)
            rows.append((header.name, can, " ".join(header.extensions), header.about))
        _print_table(("name", "can", "files", "what it is"), rows)
        return
    table = registry.find(format).table
    click.echo(f"{table.title}: {table.about}\n")
    _print_table(("kind", "", "CSL type"), _type_rows(table))
    click.echo()
    _print_table(("tag", "", "name", "codec", "for"), map(_rule_row, table.rules))


def _type_rows(table: Any) -> list[tuple[str, ...]]:
    return [
        *((kind, "<->", type) for kind, type in table.types_both.items()),
        *((kind, "->", type) for kind, type in table.types_read.items()),
        *((kind, "<-", type) for type, kind in table.types_write.items()),
    ]


def _rule_row(rule: Any) -> tuple[str, ...]:
    from bibkit.model import TYPES

    tags = " ".join(rule.tags)
    also = ", ".join(" ".join(filter(None, other)) for other in rule.alternatives)
    names = " ".join(
        f"ids:{scheme}" if scheme else name
        for name, scheme in zip(rule.names, rule.schemes, strict=True)
    )
    arrow = "<->" if rule.read and rule.write else "->" if rule.read else "<-"
    types = ""
    if rule.types is not None:
        out = TYPES - rule.types
        some = sorted(rule.types) if len(rule.types) <= len(out) else sorted(out)
        types = ("" if len(rule.types) <= len(out) else "all but ") + ", ".join(some)
    label = f" ({rule.label}: ...)" if rule.label else ""
    return f"{tags}{label}" + (f" (or {also})" if also else ""), arrow, names, rule.word, types


def _print_table(head: Sequence[str], rows: Any) -> None:
    whole = [tuple(head), *rows]
    widths = [max(len(row[column]) for row in whole) for column in range(len(head) - 1)]
    for row in whole:
        cells = [f"{cell:{width}}" for cell, width in zip(row, widths, strict=False)]
        click.echo("  ".join([*cells, row[-1]]).rstrip())
