r"""Macros that a BibTeX file defines in its ``@preamble``, put in their places in its values.

BibTeX writes the preamble into the document, so that LaTeX knows ``\TUB`` of ``\def \TUB
{\emph{TUGboat}}`` wherever an entry says it. ``\def``, ``\newcommand``, ``\renewcommand`` and
``\providecommand`` are read, with arguments; what a text has a meaning for anyway keeps it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bibkit.latex.groups import BLANKS, partners_of, skip
from bibkit.latex.tables import KNOWN
from bibkit.model import Record
from bibkit.patterns import lazy

_DEFINITION = lazy(
    r"\\(?:def\s*\\(?P<name>[A-Za-z]++)\s*(?P<marks>(?:#[1-9]\s*)*)"
    r"|(?:new|renew|provide)command\*?\s*\{?\s*\\(?P<command>[A-Za-z]++)\s*\}?\s*"
    r"(?:\[(?P<count>[0-9])\])?\s*)\{"
)
_MACRO = lazy(r"\\([A-Za-z]++)")
_JOINT = lazy(r'"\s*#\s*"')
_ARGUMENT = lazy(r"#([1-9])")
_AFTER_NAME = lazy(r"\s*+(?:\{\})?")
# What makes a definition more than a text: conditions, definitions, TeX's own registers.
_PROGRAM = lazy(r"\\(?:if|else|fi|[egx]?def|let|csname|expandafter|futurelet|newcommand)|@|##")
_LONGEST_BODY = 300
_DEEPEST = 4  # macros in macros
_GROWTH = 10_000
"""How many characters macros may add to a value in one round."""


class _Macro(NamedTuple):
    arguments: int
    body: str


def expanded(records: Iterable[Record]) -> Iterator[Record]:
    """``records``, in each the macros that preambles before it define.

    A macro that lacks an argument, and one whose definition is no plain text, stays as it is.
    """
    macros: dict[str, _Macro] = {}
    for record in records:
        if record.kind == "@preamble":
            macros |= _defined("".join(str(field.value) for field in record.fields))
        elif macros:
            record = _with_macros(record, macros)
        yield record


def _defined(preamble: str) -> dict[str, _Macro]:
    """The macros that a preamble defines as texts, but for those that are known."""
    text = _JOINT.sub("", preamble)
    partners = partners_of(text)
    found: dict[str, _Macro] = {}
    for match in _DEFINITION.finditer(text):
        name = match["name"] or match["command"]
        end = partners.get(match.end() - 1, -1)
        body = text[match.end() : end]
        if end < 0 or name in KNOWN or len(body) > _LONGEST_BODY or _PROGRAM.search(body):
            continue
        marks = match["marks"]
        count = marks.count("#") if marks is not None else int(match["count"] or 0)
        if all(int(number) <= count for number in _ARGUMENT.findall(body)):
            found[name] = _Macro(count, _unwrapped(body.strip()))
    return found


def _unwrapped(body: str) -> str:
    """A definition without the braces that only keep its fonts in: one pair does."""
    partners = partners_of(body)
    while partners.get(0) == len(body) - 1 and partners.get(1) == len(body) - 2:
        body = body[1:-1]
        partners = partners_of(body)
    return body


def _with_macros(record: Record, macros: Mapping[str, _Macro]) -> Record:
    fields = [
        field._replace(value=_replaced(field.value, macros))
        if isinstance(field.value, str) and "\\" in field.value and field.tag[:1] != "@"
        else field
        for field in record.fields
    ]
    return record._replace(fields=tuple(fields))


def _replaced(value: str, macros: Mapping[str, _Macro]) -> str:
    """A value with its macros replaced, and those in what they stand for."""
    for _ in range(_DEEPEST):
        again = _once(value, macros)
        if again == value:
            break
        value = again
    return value


def _once(value: str, macros: Mapping[str, _Macro]) -> str:
    """One round; what would make the value grow beyond measure stays as written."""
    partners = partners_of(value)
    out: list[str] = []
    at = added = 0
    for match in _MACRO.finditer(value):
        macro = macros.get(match[1])
        if macro is None or match.start() < at:
            continue  # unknown, or within an argument: that is the next round's
        end = match.end()
        arguments: list[str] = []
        while len(arguments) < macro.arguments:
            opening = skip(BLANKS, value, end)
            if opening not in partners:
                break
            end = partners[opening] + 1
            arguments.append(value[opening + 1 : end - 1])
        longest = max(map(len, arguments), default=0)
        added += len(macro.body) + macro.body.count("#") * longest
        if len(arguments) < macro.arguments or added > _GROWTH:
            continue
        if not arguments:
            end = skip(_AFTER_NAME, value, end)
        out += (value[at : match.start()], _filled(macro.body, arguments))
        at = end
    return "".join([*out, value[at:]])


def _filled(body: str, arguments: list[str]) -> str:
    return _ARGUMENT.sub(lambda mark: arguments[int(mark[1]) - 1], body)


__all__ = ["expanded"]
