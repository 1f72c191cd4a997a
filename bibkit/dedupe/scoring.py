"""How likely two citations are one: small trees over a row of features, fitted by example."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from bibkit.dedupe.features import NAMES, Row

Node: TypeAlias = "float | tuple[int, float, Node, Node]"
"""A leaf's points; or a column, a limit, and where rows up to it and above it go on."""

WEIGHTS = Path(__file__).with_name("weights.json")
"""What ``tests/dedupe/fit.py`` wrote."""


class Model(NamedTuple):
    """Trees whose points are added to ``start``; ``rest`` is what is still to come at most."""

    start: float
    trees: tuple[tuple[Node, float], ...]


@cache
def model(level: str) -> Model:
    """The fitted model of a level."""
    written = json.loads(WEIGHTS.read_text(encoding="ascii"))[level]
    if written["columns"] != list(NAMES):
        raise ValueError(
            f"{WEIGHTS.name} was fitted for other columns: run tests/dedupe/fit.py"
        )
    return built(written)


def built(written: Any) -> Model:
    """The model that a level of :data:`WEIGHTS` describes."""
    trees = [_node(tree) for tree in written["trees"]]
    rest = 0.0
    with_rest = []
    for tree in reversed(trees):
        with_rest.append((tree, rest))
        rest += max(_points(tree))
    return Model(written["start"], tuple(reversed(with_rest)))


def points(row: Row, model: Model, least: float = -1e9) -> float:
    """The sum of the trees' points; below ``least`` it may stop short.

    Above 0 two citations are one.
    """
    total = model.start
    for node, rest in model.trees:
        while node.__class__ is tuple:
            column, limit, low, high = node
            node = low if row[column] <= limit else high
        total += node  # type: ignore[operator]
        if total + rest < least:
            return total
    return total


def _node(written: Any) -> Node:
    if isinstance(written, list):
        column, limit, low, high = written
        return column, limit, _node(low), _node(high)
    return float(written)


def _points(node: Node) -> list[float]:
    if isinstance(node, tuple):
        return _points(node[2]) + _points(node[3])
    return [node]
