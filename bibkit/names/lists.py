"""BibTeX's lists of names."""

import re
from collections.abc import Iterator, Sequence

from bibkit.names.parts import BLANKS, BRACE
from bibkit.patterns import lazy

_AND = lazy(rf"(?<![{BLANKS}])[{BLANKS}]++and(?=[{BLANKS}])", re.IGNORECASE)
_MORE = lazy(r"others\.?|(?:and )?et\.? ?al\.?|u\. ?a\.|\.\.\.|…|\\l?dots", re.IGNORECASE)
_MORE_BEGINS = frozenset("oOeEuUaA.…\\{")
_MORE_TAIL = lazy(rf"(?<![{BLANKS}])[{BLANKS}]++et\.?[{BLANKS}]++al\.?$", re.IGNORECASE)
# Braces in pairs, one group in another at most: an "and" beside it is in none of them.
_PAIRED = lazy(r"(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+")

# Lists that some programs write without "and".
_SEMICOLON = lazy(r"(?<![\\;])(?<!&amp)(?<!&lt)(?<!&gt);++(?=\s|$)")
_COMMA = lazy(r",")
_AMPERSAND = lazy(r"[ \t\r\n]\\?&(?=[ \t\r\n])")
_INITIAL = r"[^\W\d_a-z]\.?(?:[ ~-]?[^\W\d_a-z]\.)*"
_INITIALS = lazy(rf"{_INITIAL}|[A-Z]{{2,3}}")
_INITIALS_FAMILY = lazy(
    r"[^\W\d_a-z]\.(?:[ ~-]?[^\W\d_a-z]\.)*[ ~]?(?:[a-z]+ )*[^\W\d_][^\W\d_][\w '’-]*"
)
_FAMILY = lazy(r"(?=.*[^\W\d_]{2})[^.]+")


def split_bibtex(text: str) -> tuple[list[str], bool]:
    """Split a BibTeX name list at each ``and`` (any case) outside braces.

    A name that can only be several is split too: ``A; B``, ``Smith, J. & Doe, A.``, and
    ``I. Podadera, J. Carmona, A. Ibarra`` or ``Podadera, I., Carmona, J.``, which have more
    commas than a name.

    Args:
        text: The value of a name field, not decoded.

    Returns:
        The names as written, without empty ones, and whether the list goes on: its last
        name is ``others``, ``et al.``, ``u.a.`` or dots, or ends in ``et al.``
    """
    names = [name for part in _split_at_and(text) if (name := part.strip(BLANKS))]
    if not names:
        return names, False
    if "&" in text:
        names = [name for several in names for name in _parted_by_ampersands(several)]
    if ";" in text or text.count(",") > len(names):
        names = [name for several in names for name in _listed(several)] or names
    last = names[-1]
    if is_more(last):
        return names[:-1], True
    if "al" in last[-3:].lower() and (tail := _MORE_TAIL.search(last)):
        return [*names[:-1], last[: tail.start()]], True
    return names, False


def is_one(text: str) -> bool:
    """Whether ``split_bibtex`` gives ``text`` back between whatever other names it stands."""
    return (
        text.isprintable()
        and text == text.strip(BLANKS)
        and ";" not in text
        and text.count(",") < 2
        and " and " not in f" {text.lower()} "
        and _PAIRED.fullmatch(text) is not None
        and not is_more(text)
        and text[-3:].lower().strip(".") != "al"
    )


def join_bibtex(names: Sequence[str], more: bool) -> str:
    """The BibTeX list of ``names``, each as ``format_bibtex`` writes it."""
    return " and ".join([*names, "others"] if more else names)


def _split_at_and(text: str) -> list[str]:
    text = text.strip(BLANKS)
    parts = text.split(" and ")
    plain = text.isprintable() and " and and " not in text
    usual = plain and text.lower().count(" and ") == len(parts) - 1
    if "{" not in text:
        return parts if usual else _AND.split(text)
    if usual and all(map(_PAIRED.fullmatch, parts)):
        return parts
    return list(_split(text, _AND))


def _split(text: str, separator: re.Pattern[str]) -> Iterator[str]:
    """The parts between separators outside braces."""
    depth = start = seen = 0
    for match in separator.finditer(text):
        for brace in BRACE.finditer(text, seen, match.start()):
            depth = depth + 1 if brace[0] == "{" else max(0, depth - 1)
        seen = match.start()
        if not depth:
            yield text[start:seen]
            start = match.end()
    yield text[start:]


def _listed(text: str) -> list[str]:
    """The names that stand between two ``and``: several where the text is no name."""
    if ";" in text:
        parts = [part.strip(BLANKS) for part in _split(text, _SEMICOLON)]
        if len(parts) > 1:
            return [name for part in parts if part for name in _parted_by_commas(part)]
    return _parted_by_commas(text)


def _parted_by_ampersands(text: str) -> list[str]:
    """The names between signs of "and", where each has a comma of its own."""
    parts = [part.strip(BLANKS) for part in _split(text, _AMPERSAND)]
    return parts if all(len(list(_split(part, _COMMA))) == 2 for part in parts) else [text]


def _parted_by_commas(text: str) -> list[str]:
    if text.count(",") < 2:
        return [text]
    parts = [part.strip(BLANKS) for part in _split(text, _COMMA)]
    if not parts[-1]:
        del parts[-1]
    more = [parts.pop()] if is_more(parts[-1]) else []
    if len(parts) > 1 and all(map(_INITIALS_FAMILY.fullmatch, parts)):
        return parts + more
    families, initials = parts[::2], parts[1::2]
    if (
        len(families) == len(initials) > 1
        and all(map(_INITIALS.fullmatch, initials))
        and all(map(_FAMILY.fullmatch, families))
    ):
        return [*map(", ".join, zip(families, initials, strict=True)), *more]
    return [text]


def is_more(name: str) -> bool:
    """Whether a name of a list stands for those not named: ``others``, ``u.a.``."""
    if len(name) > 12 or name[:1] not in _MORE_BEGINS:
        return False
    if name.startswith("{") and name.endswith("}"):
        name = name[1:-1].strip(BLANKS)
    return _MORE.fullmatch(name) is not None
