"""The items of CSL data in YAML: a document, or the metadata on top of a Markdown text."""

import re
from collections.abc import Iterator
from typing import Any

from bibkit import yamltext
from bibkit.diagnostics import Diagnostic, Report
from bibkit.inputs import Input
from bibkit.model import Source
from bibkit.patterns import lazy

_FENCE = lazy(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.M)
_REFERENCES = lazy(r"^references[ \t]*:", re.M)
_ITEM = lazy(r"^([ \t]*)-[ \t]+\S", re.M)


def values(source: Input, report: Report) -> Iterator[tuple[Any, int]]:
    """Each item with its line; one that is no YAML is told and given as its text.

    Between fences (``---``, ``...``) only blocks with ``references`` are read, if there are
    any: others are text.
    """
    blocks = [block for block in _blocks(source.text) if block[0].strip()]
    with_references = [block for block in blocks if _REFERENCES.search(block[0])]
    for text, line in with_references or blocks:
        try:
            found = list(yamltext.load(text))
        except yamltext.YamlError as error:
            yield from _one_by_one(text, line, error, source.path, report)
        else:
            yield from ((value, line + place) for value, place in found)


def _blocks(text: str) -> Iterator[tuple[str, int]]:
    """The text between fences, with the line at which it begins."""
    start, line = 0, 1
    for fence in _FENCE.finditer(text):
        yield text[start : fence.start()], line
        line += text.count("\n", start, fence.end())
        start = fence.end()
    yield text[start:], line


def _one_by_one(
    text: str, line: int, error: yamltext.YamlError, path: str, report: Report
) -> Iterator[tuple[Any, int]]:
    """The items of a block that is no YAML as a whole, each read on its own."""
    references = _REFERENCES.search(text)
    first = _ITEM.search(text, references.end() if references else 0)
    if first is None:
        yield _failed(text, line, error, path, report), line
        return
    indent = first[1]
    starts = [m.start() for m in _ITEM.finditer(text, first.start()) if m[1] == indent]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        begins = line + text.count("\n", 0, start)
        try:
            found = list(yamltext.load(text[start:end]))
        except yamltext.YamlError as own:
            yield _failed(text[start:end], begins, own, path, report), begins
        else:
            yield from ((value, begins + place) for value, place in found)


def _failed(text: str, line: int, error: yamltext.YamlError, path: str, report: Report) -> str:
    message = f"not valid YAML ({error}): kept as text; mend it and read the file again"
    report(Diagnostic("failed-record", message, Source(path, line + error.line)))
    return text.rstrip()
