"""BibLaTeX's extended form of a name: ``family=..., given=..., prefix=...``."""

import re
from collections.abc import Callable, Iterator

from bibkit.model import Name
from bibkit.names.parts import BLANKS, PLAIN, Parts, made, unbraced
from bibkit.patterns import lazy

_EXTENDED_MARK = lazy(r'[{}",]')
_KEY = lazy(r"[ \t\r\n]*+([a-z]++(?:-i)?+)[ \t]*+=", re.I)


def parse_extended(text: str, decode: Callable[[str], str]) -> Name | None:
    """The name, or None for a text that is not of the form."""
    values: dict[str, str] = {}
    key = ""
    for piece in _extended_pieces(text):
        found = _KEY.match(piece)
        if found:
            key = found[1].lower()
            values[key] = piece[found.end() :].strip(BLANKS)
        elif not key:
            return None
        elif piece.strip(BLANKS):
            values[key] += f", {piece.strip(BLANKS)}"
    if not values.keys() & {"family", "given"}:
        return None
    plain = {key: unbraced(_unquoted(value)) for key, value in values.items()}
    parts = Parts(*(plain.get(key, "") for key in ("family", "given", "prefix", "suffix")))
    name = made(parts, decode)
    if plain.get("useprefix", "").lower() in ("false", "0"):
        particle = name.non_dropping_particle
        return Name(name.family, name.given, dropping_particle=particle, suffix=name.suffix)
    return name


def _extended_pieces(text: str) -> Iterator[str]:
    """The parts between commas outside braces and quotation marks."""
    depth = start = 0
    quoted = False
    for match in _EXTENDED_MARK.finditer(text):
        mark = match[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif mark == '"':
            before = text[max(0, match.start() - 1) : match.start()]
            quoted = not quoted and before in ("", "=", ",", " ")
        elif not quoted:
            yield _unquoted(text[start : match.start()].strip(BLANKS))
            start = match.end()
    yield _unquoted(text[start:].strip(BLANKS))


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def format_extended(parts: Parts, use_prefix: str) -> str:
    """The form for ``parts``, with ``useprefix`` where ``use_prefix`` gives it a value."""
    keys = ("family", "given", "prefix", "suffix")
    pairs = [
        f"{key}={value if PLAIN.fullmatch(value) else f'{{{value}}}'}"
        for key, value in zip(keys, parts, strict=True)
        if value
    ]
    return ", ".join([*pairs, f"useprefix={use_prefix}"] if use_prefix else pairs)
