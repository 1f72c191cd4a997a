"""The parts of a BibTeX name as text, whose braces still stand."""

from collections.abc import Callable
from typing import NamedTuple

from bibkit.model import Name
from bibkit.patterns import lazy

BLANKS = " \t\r\n\f\v"
"""What BibTeX skips between words."""

BRACE = lazy(r"[{}]")
_NO_SEPARATOR = r"(?!et\.? ?al|[Aa][Nn][Dd](?: |$))"
PLAIN = lazy(rf"{_NO_SEPARATOR}[\w.'’-]++(?: {_NO_SEPARATOR}[\w.'’-]++)*+")
"""A part that means nothing else, braces or not."""

_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTER_COMMANDS = frozenset("i j o O l L aa AA ae AE oe OE ss dh DH th TH dj DJ ng NG".split())
_ACCENT = lazy(r"\\(?:[cvuHkrbdtGU](?![A-Za-z])|[^A-Za-z])[ ]*+\{?")
"""An accent that no brace opens: the letter under it tells the case."""


class Parts(NamedTuple):
    """The parts of a name as text, in the order of ``Name``'s first three and its suffix."""

    family: str
    given: str
    particle: str
    suffix: str


def made(parts: Parts, decode: Callable[[str], str] = str) -> Name:
    """The name of ``parts``, each without braces or blanks around the whole, decoded."""
    family, given, particle, suffix = (decode(unbraced(p)).strip() if p else "" for p in parts)
    return Name(family, given, particle, suffix=suffix)


def is_group(text: str) -> bool:
    """Whether one pair of braces holds the whole of ``text``."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for brace in BRACE.finditer(text):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end() == len(text)
    return False


def unbraced(text: str) -> str:
    """``text`` without braces around the whole, which a special character keeps."""
    inner = text.lstrip("{")
    lead = len(text) - len(inner)
    if not lead:
        return text
    inner = inner.rstrip("}")
    trail = len(text) - lead - len(inner)
    depth = lowest = lead
    for brace in BRACE.finditer(inner):
        depth += 1 if brace[0] == "{" else -1
        lowest = min(lowest, depth)
    if depth != trail:
        return text
    layers = min(lowest, trail)
    if layers == lead and inner.startswith("\\"):
        layers -= 1
    return text[layers : len(text) - layers]


def is_lower(word: str) -> bool:
    """Whether BibTeX sees a lower-case word: by its first letter outside braces."""
    if word[:1].isalpha():
        return word[0].islower()
    at = 0
    while at < len(word):
        if word[at] == "{":
            if word[at + 1 : at + 2] == "\\":
                return _is_special_lower(word[at + 2 :])
            at = _group_end(word, at)
        elif accent := _ACCENT.match(word, at):
            at = accent.end()
        elif word[at].isalpha():
            return word[at].islower()
        else:
            at += 1
    return False


def _is_special_lower(rest: str) -> bool:
    """Of a special character after its backslash: the case of its letter."""
    command = rest[: len(rest) - len(rest.lstrip(_LETTERS))]
    if command in _LETTER_COMMANDS:
        return command.islower()
    depth = 1
    for at in range(len(command), len(rest)):
        character = rest[at]
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if not depth:
                return False
        elif character.isalpha():
            return character.islower()
    return False


def _group_end(text: str, at: int) -> int:
    depth = 0
    for brace in BRACE.finditer(text, at):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return len(text)
