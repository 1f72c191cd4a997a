"""JSON and YAML to records: a list, one object, ``items``, a map by key, JSON lines."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from math import isfinite
from typing import Any

from bibkit import nesting
from bibkit.diagnostics import Diagnostic, Report
from bibkit.inputs import Input, more
from bibkit.model import Field, Json, Record, Source, new_field
from bibkit.patterns import lazy

_WINDOW = 100_000
"""Characters read before an error, after which they are let go."""
_BLANK = lazy(r"[\s,]*+")
_ITEMS = lazy(r'\{\s*+"(?:items|references)"\s*+:\s*+\[')
_TOKEN = lazy(r'"(?:[^"\\\n]|\\.)*+"|[{}\[\]]')
_ESCAPES = ("\\ud", "\\u0000", "\\0", "\\x00")  # the last two are YAML's
_UNWRITABLE = lazy("[\ud800-\udfff\0]")


def _finite(digits: str) -> float | str:
    """A number that JSON can hold again, else its digits."""
    number = float(digits)
    return number if isfinite(number) else digits


_decode = json.JSONDecoder(strict=False, parse_float=_finite, parse_constant=str).raw_decode


def parse(source: Input, syntax: Mapping[str, Any], report: Report) -> Iterator[Record]:
    """One record an object; a member is a field whose value stays as JSON has it.

    ``syntax``: ``kind``, the member that holds the kind; ``key``, the one that holds the key;
    ``descend``, members whose own members are fields (``custom/code``); ``notation``,
    ``yaml`` for what is no JSON; ``whole``, that an object is never a map of others;
    ``format``, the name that sources have. What is no object is told and kept as a failed
    record.
    """
    unwritable = bool(source.clues(_ESCAPES))
    for value, line in _values(source, syntax, report):
        where = Source(source.path, line)
        if not isinstance(value, dict):
            yield Record("", (Field("@raw", value, line),), where)
            continue
        if unwritable and (mended := _mended(value)) != value:
            message = "NUL, or half a character ('\\ud83d' alone): written as U+FFFD"
            report(Diagnostic("bad-value", message, where))
            value = mended
        yield record_of(value, source.path, line, syntax)


def _values(
    source: Input, syntax: Mapping[str, Any], report: Report
) -> Iterator[tuple[Any, int]]:
    """The objects of a source with their lines; the text of what is none, told."""
    if syntax.get("notation") != "yaml":
        head = _head(syntax["kind"], syntax["key"])
        yield from _Values(source, head, report, whole="whole" in syntax)
        return
    from bibkit.parsers import yamlvalues

    for value, line in yamlvalues.values(source, report):
        for item in _unwrapped(value):
            if isinstance(item, dict | str):
                yield item, line
            elif item is not None:
                yield _no_object(item, source.path, line, report), line


def _no_object(value: Json, path: str, line: int, report: Report) -> str:
    text = json.dumps(value, ensure_ascii=False)
    message = f"not a JSON object: {text[:40]}"
    report(Diagnostic("failed-record", message, Source(path, line)))
    return text


def record_of(
    value: dict[str, Json], path: str, line: int, syntax: Mapping[str, Any]
) -> Record:
    """The record of one object; ``syntax`` as for ``parse``. The object is used up."""
    name = value.get(syntax["key"])
    key = "" if name is None else str(name)
    where = Source(path, line, syntax.get("format", ""), key)
    kind = str(value.pop(syntax["kind"], "") or "")
    descend = syntax.get("descend", ())
    if descend and not value.keys().isdisjoint(descend):
        value = dict(_descended(value, descend))
    fields = tuple(map(new_field, zip(value, value.values(), repeat(line), strict=False)))
    return Record(kind, fields, where)


def _descended(value: Mapping[str, Json], descend: Sequence[str]) -> Iterator[tuple[str, Json]]:
    for tag, member in value.items():
        if tag in descend and isinstance(member, dict):
            yield from ((f"{tag}/{name}", inner) for name, inner in member.items())
        else:
            yield tag, member


def _mended(value: Any) -> Any:
    """``value`` without NUL and the halves of characters: no text file can hold either."""
    if isinstance(value, str):
        return _UNWRITABLE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {_mended(name): _mended(item) for name, item in value.items()}
    return value


@lru_cache
def _head(kind: str, key: str) -> re.Pattern[str]:
    """An object whose first member is a kind or a key: where a record begins."""
    return lazy(rf'\{{\s*+"(?:{re.escape(kind)}|{re.escape(key)})"\s*+:')


class _Values:
    """The objects of a source with their lines; the text of what is none, told."""

    def __init__(
        self, source: Input, head: re.Pattern[str], report: Report, *, whole: bool
    ) -> None:
        self.whole = whole
        self.pieces = source.pieces()
        self.final = False
        self.text = ""
        self.path = source.path
        self.head = head
        self.report = report
        self.line = 1
        self.counted = 0
        self.more_heads = True

    def __iter__(self) -> Iterator[tuple[dict[str, Json] | str, int]]:
        text = ""
        position, skipped = 0, "["
        while True:
            blank = _BLANK.match(text, position)
            position = blank.end() if blank else position
            if position >= len(text):
                if self.final:
                    return
                text, position = self._read_on(position), 0
                continue
            if text[position] in skipped:
                skipped = "[]" if skipped == "[" else skipped
                position += 1
                continue
            self.line += text.count("\n", self.counted, position)
            self.counted = position
            try:
                value, end = _decode(text, position)
            except (ValueError, RecursionError) as error:
                if wrapper := _ITEMS.match(text, position):
                    position, skipped = wrapper.end(), "[]}"
                    continue
                if not self.final:
                    text, position = self._read_on(position), 0
                    continue
                end = self._end_of_broken(position, too_deep=isinstance(error, RecursionError))
                yield self._broken(position, end, error)
                if end > _WINDOW:
                    text, end = self._without(end), 0
            else:
                # Data with no more brackets than levels allowed needs no look.
                signs = text.count("[", position, end) + text.count("{", position, end)
                for item in self.items(value) if skipped == "[" else [value]:
                    if signs > nesting.DEEPEST and nesting.is_deep(item):
                        item = self._too_deep(item)
                    elif not isinstance(item, dict):
                        item = _no_object(item, self.path, self.line, self.report)
                    yield item, self.line
            position = end

    def items(self, value: Json) -> list[Json]:
        """The items that a value at the top stands for."""
        return [value] if self.whole and isinstance(value, dict) else _unwrapped(value)

    def _read_on(self, position: int) -> str:
        """Drop the text before ``position``, and add as much as is left, or a piece."""
        self.text, self.final = more(self._without(position), self.pieces)
        return self.text

    def _without(self, end: int) -> str:
        """Go on with the text behind ``end``: an error counts the lines of all before it."""
        self.line += self.text.count("\n", self.counted, end)
        self.counted = 0
        self.text = self.text[end:]
        return self.text

    def _too_deep(self, item: Json) -> str:
        message = "nested too deep: kept as text; make it flatter and read the file again"
        self.report(Diagnostic("failed-record", message, Source(self.path, self.line)))
        return nesting.dumps(item)

    def _broken(self, start: int, end: int, error: Exception) -> tuple[str, int]:
        at = self.line + self.text.count("\n", start, getattr(error, "pos", start))
        why = "nested too deep" if isinstance(error, RecursionError) else _reason(error)
        message = f"not valid JSON ({why}): kept as text; mend it and read the file again"
        self.report(Diagnostic("failed-record", message, Source(self.path, at)))
        return self.text[start:end].rstrip(" \t\n,"), self.line

    def _end_of_broken(self, start: int, *, too_deep: bool) -> int:
        """Where its brackets close, or the next record begins; else the end of the text."""
        end = len(self.text)
        if not too_deep and self.more_heads:
            if found := self.head.search(self.text, start + 1):
                end = found.start()
            else:
                self.more_heads = False
        depth = 0
        for token in _TOKEN.finditer(self.text, start, end):
            sign = token[0]
            depth += (sign in "{[") - (sign in "}]")
            if depth <= 0:
                return token.end()
        return end


def _reason(error: Exception) -> str:
    return getattr(error, "msg", "") or "a number that is too long"


def _unwrapped(value: Json) -> list[Json]:
    """The items that a value at the top stands for."""
    if not isinstance(value, dict):
        return [value]
    for name in ("items", "references"):
        if isinstance(items := value.get(name), list):
            return items
    if "type" not in value and "title" not in value and value:
        inner = list(value.values())
        if all(isinstance(item, dict) for item in inner):
            return [
                {"id": key, **item} for key, item in value.items() if isinstance(item, dict)
            ]
    return [value]
