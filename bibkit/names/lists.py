"""BibTeX's lists of names."""

import re
from collections.abc import Sequence

from bibkit.names.parts import BLANKS, BRACE
from bibkit.patterns import lazy

_AND = lazy(rf"(?<![{BLANKS}])[{BLANKS}]++and(?=[{BLANKS}])", re.IGNORECASE)
_MORE = lazy(r"others\.?|(?:and )?et\.? ?al\.?|u\. ?a\.|\.\.\.|…|\\l?dots", re.IGNORECASE)
_MORE_TAIL = lazy(rf"(?<![{BLANKS}])[{BLANKS}]++et\.?[{BLANKS}]++al\.?$", re.IGNORECASE)


def split_bibtex(text: str) -> tuple[list[str], bool]:
    """Split a BibTeX name list at each ``and`` (any case) outside braces.

    Args:
        text: The value of a name field, not decoded.

    Returns:
        The names as written, without empty ones, and whether the list goes on: its last
        name is ``others``, ``et al.``, ``u.a.`` or dots, or ends in ``et al.``
    """
    names = [name for part in _split_at_and(text) if (name := part.strip(BLANKS))]
    if not names:
        return names, False
    if is_more(names[-1]):
        return names[:-1], True
    if tail := _MORE_TAIL.search(names[-1]):
        return [*names[:-1], names[-1][: tail.start()]], True
    return names, False


def join_bibtex(names: Sequence[str], more: bool) -> str:
    """The BibTeX list of ``names``, each as ``format_bibtex`` writes it."""
    return " and ".join([*names, "others"] if more else names)


def _split_at_and(text: str) -> list[str]:
    text = text.strip(BLANKS)
    if "{" not in text:
        return _AND.split(text)
    parts: list[str] = []
    depth = start = seen = 0
    for match in _AND.finditer(text):
        for brace in BRACE.finditer(text, seen, match.start()):
            depth = depth + 1 if brace[0] == "{" else max(0, depth - 1)
        seen = match.start()
        if not depth:
            parts.append(text[start:seen])
            start = match.end()
    parts.append(text[start:])
    return parts


def is_more(name: str) -> bool:
    """Whether a name of a list stands for those not named: ``others``, ``u.a.``."""
    if len(name) > 12:
        return False
    if name.startswith("{") and name.endswith("}"):
        name = name[1:-1].strip(BLANKS)
    return _MORE.fullmatch(name) is not None
