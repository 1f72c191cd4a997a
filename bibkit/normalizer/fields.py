"""Fields of records beside their rows, and the tags of what is no field."""

from collections.abc import Sequence
from typing import TypeAlias

from bibkit import spelling
from bibkit.model import Extra, Field, Json
from bibkit.rules import Rule

RAW = "@raw"
"""The tag of a failed record's source text."""
KIND = "@kind"
"""The tag under which extra keeps a kind that no row lists."""
NUMBERS = frozenset({int, float})
"""What says something though it may be 0."""
Place: TypeAlias = tuple[int, int, Field]
"""A field with the column of its row that it fills, and how much its tag is preferred."""
OwnExtra: TypeAlias = dict[str, tuple[Json, ...]]
"""What no row maps, by tags or by families with tags."""


def without(fields: Sequence[Field], pairs: Sequence[tuple[str, str]]) -> Sequence[Field]:
    """``fields`` but one for each of the pairs of tag and value, in whatever case."""
    unused = [(tag, value.casefold()) for tag, value in pairs]
    left = []
    for field in fields:
        if (pair := (field.tag, str(field.value).casefold())) in unused:
            unused.remove(pair)
        else:
            left.append(field)
    return left


def parted(rule: Rule, places: Sequence[Place]) -> Sequence[Place]:
    """The fields, those taken apart that hold what should be several."""
    split = rule.codec.split
    if split is None:
        return places
    return [
        (column, rank, Field(field.tag, part, field.line))
        for column, rank, field in places
        for part in (split(field.value) if isinstance(field.value, str) else [field.value])
    ]


def labelled(field: Field, label: str) -> Field | None:
    """The field without its label; None if it has another, or none."""
    text = field.value
    if isinstance(text, str) and text.startswith(f"{label}: "):
        return Field(field.tag, text[len(label) + 2 :], field.line)
    return None


def with_label(rule: Rule, value: Json) -> Json:
    """A value of a row behind the row's label, where it has one."""
    return f"{rule.label}: {value}" if rule.label else value


def split_extra(extra: Extra, family: str) -> tuple[OwnExtra, OwnExtra]:
    """Extra of a family of formats, by tag, and the rest."""
    own: OwnExtra = {}
    foreign: OwnExtra = {}
    for name, values in extra.items():
        of, _, tag = name.partition("/")
        if of == family:
            own[tag] = values
        elif tag != spelling.WRITTEN:
            foreign[name] = values
        elif more := spelling.beyond_spelling(values):
            foreign[name] = more
    return own, foreign
