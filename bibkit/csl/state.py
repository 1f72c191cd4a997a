"""What is known while one item is rendered, and what rendering a part of it tells back."""

from collections.abc import Callable
from typing import TypeAlias

from bibkit.csl.items import Item, Person
from bibkit.csl.tree import Kid, Kids, Node

NOTHING, EMPTY, FILLED = 0, 1, 2
"""A part that uses no variable, one whose variables are all empty, one with a value."""

Render: TypeAlias = "Callable[[State, list[Kid]], int]"
"""Renders a part of an item: puts kids behind those given, and tells which of the three."""

Finish: TypeAlias = "Callable[[State, Kids], Kid]"
"""Strips, cases and wraps what an element rendered."""


class State:
    """One rendering of one item.

    ``used`` are variables that a substitution took, ``collected`` those met while one is
    tried. ``names`` are the lists of names as they were rendered, with their people.
    ``sorting`` renders a sort key. ``more_names`` are shown beyond what "et al." leaves.
    """

    __slots__ = (
        "collected", "et_al", "item", "more_names", "names", "sorting", "suffix_shown", "used",
        "values",
    )  # fmt: skip

    def __init__(
        self,
        item: Item,
        *,
        sorting: bool = False,
        et_al: tuple[str, str, str] = ("", "", ""),
        more_names: int = 0,
    ) -> None:
        self.item = item
        self.values = item.values
        self.used: frozenset[str] | set[str] = frozenset()
        self.collected: set[str] | None = None
        self.names: list[tuple[Node, tuple[Person, ...] | None]] = []
        self.sorting = sorting
        self.et_al = et_al
        self.more_names = more_names
        self.suffix_shown = False

    def meets(self, variable: str) -> None:
        """Note that a variable is rendered."""
        if self.collected is not None:
            self.collected.add(variable)


def nothing(_state: State, _out: list[Kid]) -> int:
    """Renders nothing and asks for nothing."""
    return NOTHING


def unprintable(_state: State, _out: list[Kid]) -> int:
    """Renders a variable that has no text."""
    return EMPTY
