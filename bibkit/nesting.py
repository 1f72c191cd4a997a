"""How deep data may nest before a program that follows it level by level runs out of stack."""

import json

from bibkit.model import Json

DEEPEST = 200
"""The most levels: data has ten, Python follows about a thousand."""


def is_deep(value: Json) -> bool:
    """Whether ``value`` nests deeper than data does; found without following it down."""
    level = [value]
    for _ in range(DEEPEST):
        inner: list[Json] = []
        for each in level:
            if isinstance(each, dict):
                inner += each.values()
            elif isinstance(each, list):
                inner += each
        if not inner:
            return False
        level = inner
    return True


def dumps(value: Json) -> str:
    """``json.dumps``, however deep ``value`` nests."""
    out: list[str] = []
    left: list[tuple[Json, str]] = [(value, "")]  # a value, or a sign of its own
    while left:
        node, sign = left.pop()
        if sign:
            out.append(sign)
        elif isinstance(node, dict) and node:
            left.append((None, "}"))
            for name, inner in reversed(node.items()):
                left += (inner, ""), (None, f", {json.dumps(name, ensure_ascii=False)}: ")
            left[-1] = (None, "{" + left[-1][1][2:])
        elif isinstance(node, list) and node:
            left.append((None, "]"))
            for inner in reversed(node):
                left += (inner, ""), (None, ", ")
            left[-1] = (None, "[")
        else:
            out.append(json.dumps(node, ensure_ascii=False))
    return "".join(out)
