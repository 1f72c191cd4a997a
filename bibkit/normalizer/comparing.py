"""What a row reads in the columns that it wrote."""

from collections.abc import Sequence
from typing import Any

from bibkit.rules import Rule


def read_back(rule: Rule, values: Sequence[Any], columns: Sequence[Sequence[Any]]) -> list[Any]:
    """The values, one a name, that the columns of a row are read as.

    Raises:
        ValueError: the row cannot read them.
    """
    codec = rule.codec
    if codec.each:
        split = codec.split
        parts = [part for c in columns[0] for part in split(c)] if split else columns[0]
        return [type(values[0])(map(codec.decode, parts))]
    read = codec.decode(*(column[0] for column in columns))
    return [read] if len(rule.names) == 1 else list(read)


def comes_back(rule: Rule, values: Sequence[Any], columns: Sequence[Sequence[Any]]) -> bool:
    """Whether the columns of a row are read as what was written there."""
    try:
        back = read_back(rule, values, columns)
    except ValueError:
        return False
    return len(back) == len(values) and all(
        one == other for one, other in zip(values, back, strict=True)
    )
