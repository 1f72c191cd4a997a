"""The text of a JabRef library: where its entries stand, found without reading them.

A library of 10,000 entries is looked through in a tenth of a second; reading it takes one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from pathlib import Path

from bibkit import titles
from bibkit.codecs.jabref import grouping, new_groups
from bibkit.patterns import lazy

_HEAD = lazy(r"^[ \t]*@[ \t]*(\w+)[ \t]*[{(]\s*([^\s,={}()\"%#]*)[ \t]*(,?)", re.MULTILINE)
_NO_ENTRIES = frozenset({"comment", "string", "preamble"})
_BRACE = lazy(r"\\.|[{}]", re.DOTALL)
_PARENTHESIS = lazy(r"\\.|[(){}]", re.DOTALL)
_TITLE = lazy(r"(?<![\w-])title\s*=\s*", re.IGNORECASE)
_GROUPING = lazy(r"@Comment\s*\{\s*jabref-meta:\s*grouping:", re.IGNORECASE)
_MODE = lazy(r"jabref-meta:\s*databaseType:\s*(\w+)", re.IGNORECASE)
_REFERS = lazy(r"\b(?:crossref|xdata|xref)\s*=", re.IGNORECASE)
_MACRO = lazy(r"@\s*(?:string|preamble|xdata|set)\b", re.IGNORECASE)
_BIBLATEX = lazy(r"^\s*(?:journaltitle|date)\s*=", re.MULTILINE | re.IGNORECASE)


class Library:
    """A library's text and the places in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if "\r\n" in text[:10_000] else "\n"
        found = [head for head in _HEAD.finditer(text) if _is_entry(head)]
        self.starts = [head.start() for head in found]
        self.keys = [head[2] for head in found]

    @cached_property
    def by_key(self) -> dict[str, int]:
        """Keys to the numbers of their entries, the first of each."""
        return {key: number for number, key in reversed(list(enumerate(self.keys)))}

    @cached_property
    def _folded(self) -> str:
        return self.text.lower()

    def holding(self, words: str) -> Iterator[int]:
        """The numbers of the entries in which ``words`` stand, in whatever case."""
        # Lower case may be longer than what it is of; then places are not the text's.
        text = self._folded if len(self._folded) == len(self.text) else self.text
        at = text.find(words.lower())
        while at >= 0:
            if (number := bisect_right(self.starts, at) - 1) >= 0:
                yield number
            at = text.find(words.lower(), at + 1)

    @cached_property
    def by_title(self) -> dict[str, list[int]]:
        """What titles are compared by to the numbers of entries."""
        found: dict[str, list[int]] = {}
        for number, start in enumerate(self.starts):
            end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
            if title := _TITLE.search(self.text, start, end):
                value = self.text[title.end() : min(end, title.end() + _LONGEST_TITLE)]
                line = value[: _value_end(value)]
                found.setdefault(titles.key(line.strip('{}"')), []).append(number)
        return found

    def chunk(self, number: int) -> str:
        """An entry with what stands behind it, up to the next; blanks at the end left out."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[number] : end].rstrip()

    def without(self, library: "Library") -> tuple[str, int]:
        """The text without entries that stand so in ``library``, and how many those are.

        Lines keep their numbers. Where entries refer to one another all stay.
        """
        if _REFERS.search(self.text):
            return self.text, 0
        pieces: list[str] = []
        done = left_out = 0
        for number, (start, key) in enumerate(zip(self.starts, self.keys, strict=True)):
            chunk = self.chunk(number)
            place = library.by_key.get(key, -1)
            if place >= 0 and library.chunk(place) == chunk and not _MACRO.search(chunk):
                pieces += [self.text[done:start], "\n" * chunk.count("\n")]
                done = start + len(chunk)
                left_out += 1
        return "".join([*pieces, self.text[done:]]), left_out

    def span(self, number: int) -> tuple[int, int]:
        """Where an entry begins and ends; one without an end, where the next begins."""
        start = self.starts[number]
        bound = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return start, end_of_block(self.text, start, bound)

    @cached_property
    def strings(self) -> str:
        """The definitions of macros, which entries may need to be read."""
        found = (head for head in _HEAD.finditer(self.text) if head[1].lower() == "string")
        return "\n".join(
            self.text[head.start() : end_of_block(self.text, head.start(), len(self.text))]
            for head in found
        )

    @property
    def mode(self) -> str:
        """``bibtex`` or ``biblatex``: as the settings say, else as its fields look."""
        if said := _MODE.search(self.text):
            return "bibtex" if said[1].lower() == "bibtex" else "biblatex"
        return "biblatex" if _BIBLATEX.search(self.text) else "bibtex"

    def end_of_entries(self) -> int:
        """Where a new entry is to stand: behind the last one, before the settings."""
        if self.starts:
            return self.span(len(self.starts) - 1)[1]
        first = _HEAD.search(self.text)
        comment = first and first[1].lower() == "comment"
        return first.start() if first and comment else len(self.text)

    def group_edit(self, names: list[str]) -> tuple[int, int, str] | None:
        """What makes the groups that are missing: a place in the text and what stands there."""
        block = _GROUPING.search(self.text)
        if block is None:
            gap = "" if self.text.endswith("\n") or not self.text else "\n"
            made = f"{gap}\n@Comment{{jabref-meta: grouping:\n{grouping(names)}}}\n"
            return len(self.text), len(self.text), made
        end = end_of_block(self.text, block.start(), len(self.text))
        missing = new_groups(self.text[block.end() : end], names)
        if not missing:
            return None
        at = end - 1
        gap = "" if self.text[at - 1 : at] == "\n" else "\n"
        return at, at, gap + missing


_LONGEST_TITLE = 1000


def _is_entry(head: re.Match[str]) -> bool:
    return head[1].lower() not in _NO_ENTRIES and bool(head[3])


def end_of_block(text: str, start: int, bound: int) -> int:
    """The place behind the bracket that closes the block, at most ``bound``."""
    opening = min(
        (at for at in (text.find("{", start, bound), text.find("(", start, bound)) if at >= 0),
        default=-1,
    )
    if opening < 0:
        return bound
    depth = rounds = 0
    is_round = text[opening] == "("
    for token in (_PARENTHESIS if is_round else _BRACE).finditer(text, opening, bound):
        sign = token[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if not depth and not is_round:
                return token.end()
        elif sign == "(" and not depth:
            rounds += 1
        elif sign == ")" and not depth:
            rounds -= 1
            if not rounds:
                return token.end()
    return bound


def _value_end(value: str) -> int:
    """Where a field's value ends that begins ``value``."""
    if value[:1] == '"':
        end = value.find('"', 1)
        return end if end > 0 else len(value)
    if value[:1] != "{":
        return (value + ",").find(",")
    depth = 0
    for token in _BRACE.finditer(value):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if not depth:
            return token.end()
    return len(value)


def news(source: str, into: str | Path) -> tuple[str | BytesIO, int]:
    """A source without the entries that stand in a library letter by letter.

    Reading those would show that nothing is new. The source itself, and 0, where it is no
    file of BibTeX in UTF-8.
    """
    path = Path(source)
    if path.suffix.lower() not in (".bib", ".bibtex") or not path.is_file():
        return source, 0
    try:
        texts = [each.read_bytes().decode("utf-8") for each in (path, Path(into))]
    except (OSError, UnicodeDecodeError):
        return source, 0
    text, left_out = Library(texts[0]).without(Library(texts[1]))
    if not left_out:
        return source, 0
    return _Named(source, text), left_out


class _Named(BytesIO):
    """A text that has the name of the file it is of: what is told of it names that."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text.encode())
        self.name = name
