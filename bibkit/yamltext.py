"""YAML as references need it: scalars stay the texts that they are.

``no`` is Norwegian, ``2019-05-03`` a text that looks like a date, ``1.10`` a version: of
YAML's implicit types only whole numbers and null are taken for what they look like.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, ClassVar

from bibkit.model import Json
from bibkit.nesting import DEEPEST

MOST = 1_000_000
"""The values that a document may have, those that it refers to counted each time."""


class YamlError(ValueError):
    """A text is no YAML, or none that holds data; ``line`` counts from 0."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(why)
        self.line = line


def load(text: str) -> Iterator[tuple[Any, int]]:
    """The value of each document, lists of mappings one by one, with its line from 0.

    A mapping with a list of ``references`` gives these.

    Raises:
        YamlError: the text is no YAML, nests too deep, or refers to itself.
    """
    with _told():
        _check_depth(text)
        loader = _loader()(text)
        while loader.check_node():
            node = loader.get_node()
            if _size(node, {}) > MOST:
                raise YamlError("it repeats itself too often", node.start_mark.line)
            for item in _items(node):
                yield loader.construct_object(item, deep=True), item.start_mark.line


def members(text: str) -> Iterator[tuple[str, Any, int]]:
    """The members of each document's mapping with their lines from 0; a key may stand twice.

    Raises:
        YamlError: the text is no YAML or no mapping, nests too deep, or refers to itself.
    """
    with _told():
        _check_depth(text)
        loader = _loader()(text)
        while loader.check_node():
            node = loader.get_node()
            line = node.start_mark.line
            if _size(node, {}) > MOST:
                raise YamlError("it repeats itself too often", line)
            if isinstance(node.value, str) and not node.value:
                continue
            if isinstance(node.value, str) or not all(isinstance(m, tuple) for m in node.value):
                raise YamlError("no mapping", line)
            for name, value in node.value:
                if not isinstance(name.value, str):
                    raise YamlError("a key that is no text", name.start_mark.line)
                yield (
                    name.value,
                    loader.construct_object(value, deep=True),
                    name.start_mark.line,
                )


@contextmanager
def _told() -> Iterator[None]:
    """What PyYAML says of a text that is none, as a ``YamlError``."""
    import yaml  # type: ignore[import-untyped]

    try:
        yield
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or getattr(error, "reason", None) or "no text"
        raise YamlError(str(why), mark.line if mark else 0) from error
    except RecursionError as error:
        raise YamlError("nested too deep", 0) from error
    except (TypeError, ValueError) as error:
        if isinstance(error, YamlError):
            raise
        raise YamlError(str(error), 0) from error


def dump(value: Json) -> str:
    """The text of ``value``; what another reader might take for a number or date is quoted."""
    import yaml

    text: str = yaml.dump(
        value, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=10**6
    )
    return text


@cache
def _dumper() -> Any:
    """YAML 1.1's, which knows too that "08" and "1e5" are numbers to readers of YAML 1.2."""
    import yaml

    class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
        pass

    number = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
    Dumper.add_implicit_resolver("tag:yaml.org,2002:float", number, list("-+.0123456789"))
    return Dumper


@cache
def _loader() -> Any:
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}

        def construct_mapping(self, node: Any, deep: bool = False) -> dict[str, Any]:
            """A mapping whose keys are texts as written: ``5``, ``~``."""
            self.flatten_mapping(node)
            for name, _ in node.value:
                if not isinstance(name.value, str):
                    raise YamlError("a key that is no text", name.start_mark.line)
            return {
                name.value: self.construct_object(value, deep=deep)
                for name, value in node.value
            }

    for tag, pattern, first in (
        ("int", r"-?(?:0|[1-9][0-9]{0,8})", "-0123456789"),
        ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
        ("merge", r"<<", "<"),
    ):
        name = f"tag:yaml.org,2002:{tag}"
        Loader.add_implicit_resolver(name, re.compile(f"(?:{pattern})\\Z"), list(first))
    return Loader


_BRACKET = re.compile(r"[\[\]{}]")
# Together no deeper than DEEPEST: brackets, blanks before a line, signs in it.
_BRACKETS = 70
_MAY_BE_DEEP = re.compile(r"^[ \t]{70}|(?:[-?:][ \t]+){60}", re.M)


def _check_depth(text: str) -> None:
    """Refuse what nests deeper than data does: libyaml's composer would run out of stack.

    Raises:
        YamlError: it nests too deep.
    """
    depth = deepest = 0
    for sign in _BRACKET.findall(text):
        depth = depth + 1 if sign in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    if deepest < _BRACKETS and not _MAY_BE_DEEP.search(text):
        return
    import yaml

    depth = 0
    for event in yaml.parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise YamlError("nested too deep", event.start_mark.line)


def _size(node: Any, known: dict[int, int]) -> int:
    """How many values a node stands for.

    Raises:
        YamlError: it refers to itself.
    """
    if isinstance(node.value, str):
        return 1
    place = id(node)
    if place not in known:
        known[place] = -1
        total = 1
        for child in node.value:
            for part in child if isinstance(child, tuple) else (child,):
                total += _size(part, known)
        known[place] = total
    if known[place] < 0:
        raise YamlError("it refers to itself", node.start_mark.line)
    return known[place]


def _items(node: Any) -> list[Any]:
    """The nodes of a document's references, or the document's own."""
    if isinstance(node.value, list) and node.value and isinstance(node.value[0], tuple):
        for name, value in node.value:
            if name.value == "references" and not isinstance(value.value, str):
                node = value
    children = node.value
    if isinstance(children, list) and not any(isinstance(child, tuple) for child in children):
        return children
    return [node]
