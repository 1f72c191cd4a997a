"""The exact reader of one BibTeX block: it counts braces, and knows where a block breaks.

``bibkit.parsers.bibtex`` proves most entries well-formed with one pattern and hands the
others to ``BlockReader``: deep nesting, comments between fields, missing commas, entries
that are never closed.
"""

import re
from typing import NamedTuple

from bibkit.patterns import lazy

NAME = r"[^\s\"#%'(),={}]++"
"""A field's or macro's name: the characters that BibTeX allows in an identifier."""

KIND = r"[^\W\d_][\w:.+/*-]*+"
ENTRY_HEAD = lazy(rf"@\s*+({KIND})\s*+([{{(])")
CLOSER = {"{": "}", "(": ")"}

_LINE_HEAD = lazy(rf"\n[^\S\n]*+(?=@[^\S\n]*+{KIND}\s*+[{{(])")
_BRACES = lazy(r"\{++|\}++")
_PARENTHESES = lazy(r"[{}()]")
_QUOTES = lazy(r'[{}"]')
_SEPARATORS = lazy(r"[\s,]*+")
_BLANKS = lazy(r"\s*+")
_TAG = lazy(r"([^\s\"#%(),={}]++)\s*+=\s*+")
# A tag of several words ("date added") is believed after a comma only: elsewhere the
# words before the last are more likely a stray text.
_WORDY_TAG = lazy(
    r"([^\s\"#%(),={}]++(?:[^\S\n]++[^\s\"#%(),={}]++)*+)\s*+=\s*+",
)
_JOIN = lazy(r"\s*+(?:#\s*+)++")
_REST_OF_LINE = lazy(r"[^\n]*+")
_AFTER_QUOTE = {closer: lazy(rf"\s*+(?:[,#%{closer}]|\Z|{NAME}\s*+=)") for closer in "})"}

_BARE = r"[^\s,{{}}\"#%{0}][^\s,{{}}\"#{0}]*+(?!\s*+=)"
_BARE_WORDS = {
    closer: lazy(rf"{_BARE.format(parentheses)}(?:[^\S\n]++{_BARE.format(parentheses)})*+")
    for closer, parentheses in (("}", ""), (")", "()"))
}
_STRAY = {
    closer: lazy(rf"{one}{run}*+(?:[^\S\n]++(?!{NAME}\s*+=){run}++)*+")
    for closer, one, run in (("}", "[^{]", "[^\\s,{}]"), (")", "[^{]", "[^\\s,{}()]"))
}

_NO_KEY = lazy(rf"{NAME}(?:\s*+=\s*+[{{\"\d]|\s++=|=\s)")
_KEY_WITHOUT_COMMA = lazy(rf"([^\s,={{}}\"()]++)\s++(?={NAME}\s*+=)")
_KEY = {
    "}": lazy(r"((?:[^,{}\n]++|\{[^{}\n]*+\})++)(?=\s*+(?:,|\}|\Z))"),
    ")": lazy(r"((?:[^,{}()\n]++|\{[^{}\n]*+\}|\([^()\n]*+\))++)(?=\s*+(?:,|\)|\Z))"),
}


class Part(NamedTuple):
    """One thing between an entry's delimiters: a field, or text that belongs to none.

    A field has a tag, as written, and the pieces that ``#`` joins, each with whether it
    stands bare (a macro, a number); stray text and comments have no tag and no pieces.
    """

    tag: str
    start: int
    end: int
    pieces: tuple[tuple[bool, str], ...] = ()


class Block(NamedTuple):
    """A whole block: where its key stands, its parts, and the position after its end."""

    key: str
    key_start: int
    parts: tuple[Part, ...]
    end: int


class BrokenBlock(Exception):  # noqa: N818 - never leaves the parser
    """A block without an end.

    ``start`` is the delimiter that stays open, ``resume`` where the next block begins, if
    that is not at the start of a line.
    """

    def __init__(self, start: int, resume: int = -1) -> None:
        super().__init__(start)
        self.start = start
        self.resume = resume
        self.key = ""


class BlockReader:
    """Reads the blocks of one text, each at most to the line where another entry begins.

    A value may well hold such a line: where a block's braces balance only further down,
    it is read again to there. These second looks have an allowance in proportion to the
    text, so that a hostile file costs no more than a few readings.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._limit = 0
        self._allowance = 16 * len(text)
        self._open = (0, 0, 0)  # braces that stay open between two places

    def limit(self, start: int) -> int:
        """The start of the next line that looks like the head of an entry."""
        if start >= self._limit:
            head = _LINE_HEAD.search(self._text, start)
            self._limit = head.end() if head else len(self._text)
        return self._limit

    def entry(self, start: int, body: int, closer: str, keyed: bool = True) -> Block:
        """The entry, or ``@string``, at ``start`` whose opening delimiter ends at ``body``.

        Raises:
            BrokenBlock: it has no end.
        """
        limit = self.limit(body)
        try:
            return _entry(self._text, body, limit, closer, keyed)
        except BrokenBlock as broken:
            wider = self._balanced_limit(start, limit)
            if wider < 0:
                raise
            try:
                return _entry(self._text, body, wider, closer, keyed)
            except BrokenBlock:
                self._allowance -= wider - start
                raise broken from None

    def end(self, start: int, body: int, closer: str) -> int:
        """The position after a block of free text (``@comment``, ``@preamble``).

        Raises:
            BrokenBlock: it has no end.
        """
        close = _close_brace if closer == "}" else _close_parenthesis
        limit = self.limit(body)
        end = close(self._text, body, limit)
        if end < 0 and (wider := self._balanced_limit(start, limit)) >= 0:
            end = close(self._text, body, wider)
        if end < 0:
            raise BrokenBlock(body - 1)
        return end + 1

    def _balanced_limit(self, start: int, limit: int) -> int:
        """The first later head, or the end, before which all braces are closed; or -1."""
        text = self._text
        depth = self._depth(start, limit)
        if depth <= 0:
            return -1
        at = limit
        while at < len(text) and at - start <= self._allowance:
            head = _LINE_HEAD.search(text, at)
            following = head.end() if head else len(text)
            depth += text.count("{", at, following) - text.count("}", at, following)
            at = following
            if depth <= 0:
                return at
        self._allowance -= at - start
        return -1

    def _depth(self, start: int, limit: int) -> int:
        """How many braces stay open before ``limit``; heads of one line are counted once."""
        counted, end, depth = self._open
        if end != limit or start < counted:
            counted, depth = limit, 0
        low, high = sorted((start, counted))
        found = self._text.count("{", low, high) - self._text.count("}", low, high)
        depth += found if start < counted else -found
        self._open = (start, limit, depth)
        return depth


def _skip(pattern: re.Pattern[str], text: str, at: int, limit: int) -> int:
    found = pattern.match(text, at, limit)
    return found.end() if found else at


def _close_brace(text: str, at: int, limit: int) -> int:
    """The position of the brace that closes the one before ``at``, or -1."""
    depth = 1
    for run in _BRACES.finditer(text, at, limit):
        size = run.end() - run.start()
        if text[run.start()] == "{":
            depth += size
        elif size >= depth:
            return run.start() + depth - 1
        else:
            depth -= size
    return -1


def _close_parenthesis(text: str, at: int, limit: int) -> int:
    """The position of the parenthesis that closes the one before ``at``, or -1."""
    braces = 0
    parentheses = 1
    for found in _PARENTHESES.finditer(text, at, limit):
        match found[0]:
            case "{":
                braces += 1
            case "}":
                braces -= 1
            case "(" if braces == 0:
                parentheses += 1
            case ")" if braces == 0:
                parentheses -= 1
                if parentheses == 0:
                    return found.start()
    return -1


def _close_quote(text: str, at: int, limit: int, closer: str) -> int:
    r"""The position of the quote that ends the string begun before ``at``, or -1.

    A quote inside the string (``"G\"odel"``), which BibTeX refuses, is told from its end
    by what follows; one after ``=`` begins another string, so this one has no end.
    """
    after_quote = _AFTER_QUOTE[closer].match
    depth = 0
    piece = at
    for found in _QUOTES.finditer(text, at, limit):
        here = found.start()
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if depth < 0:
                return -1
        elif depth == 0:
            if after_quote(text, here + 1, limit):
                return here
            if text[piece:here].rstrip().endswith("="):
                return -1
            piece = here + 1
    return -1


def _entry(text: str, at: int, limit: int, closer: str, keyed: bool) -> Block:
    opening = at - 1
    parts: list[Part] = []
    at = _comments(text, at, limit, parts)
    key, key_start = "", at
    if keyed and not _NO_KEY.match(text, at, limit):
        found = _KEY_WITHOUT_COMMA.match(text, at, limit) or _KEY[closer].match(text, at, limit)
        if found:
            key, at = found[1].strip(), found.end()
    try:
        end = _fields(text, at, limit, closer, opening, parts)
    except BrokenBlock as broken:
        broken.key = key
        raise
    return Block(key, key_start, tuple(parts), end)


def _comments(text: str, at: int, limit: int, parts: list[Part]) -> int:
    """The position after blanks and the comments among them, which go to ``parts``.

    BibTeX knows no comments inside an entry; people write them, and biber reads them so.
    """
    while True:
        at = _skip(_BLANKS, text, at, limit)
        if not text.startswith("%", at, limit):
            return at
        end = _skip(_REST_OF_LINE, text, at, limit)
        parts.append(Part("", at, end))
        at = end


def _fields(
    text: str, at: int, limit: int, closer: str, opening: int, parts: list[Part]
) -> int:
    """The position after the closing delimiter; the fields before it go to ``parts``."""
    after_comma = True
    while True:
        start = _skip(_SEPARATORS, text, at, limit)
        after_comma = after_comma or text.find(",", at, start) >= 0
        if start >= limit:
            raise BrokenBlock(opening)
        if text[start] == closer:
            return start + 1
        if text[start] == "%":
            at = _comments(text, start, limit, parts)
            continue
        if text[start] == "@" and ENTRY_HEAD.match(text, start, limit):
            raise BrokenBlock(opening, resume=start)
        tag = (_WORDY_TAG if after_comma else _TAG).match(text, start, limit)
        if tag:
            pieces, at = _value(text, tag.end(), limit, closer)
            parts.append(Part(tag[1], start, at, pieces))
        else:
            at = _stray(text, start, limit, closer)
            parts.append(Part("", start, at))
        after_comma = False


def _value(
    text: str, at: int, limit: int, closer: str
) -> tuple[tuple[tuple[bool, str], ...], int]:
    """The pieces of the value at ``at`` and the position after it."""
    pieces = []
    while True:
        if text.startswith("{", at, limit):
            end = _close_brace(text, at + 1, limit)
            if end < 0:
                raise BrokenBlock(at)
            pieces.append((False, text[at + 1 : end]))
            at = end + 1
        elif text.startswith('"', at, limit):
            end = _close_quote(text, at + 1, limit, closer)
            if end < 0:
                raise BrokenBlock(at)
            pieces.append((False, text[at + 1 : end]))
            at = end + 1
        elif words := _BARE_WORDS[closer].match(text, at, limit):
            pieces.append((True, " ".join(words[0].split())))
            at = words.end()
        join = _JOIN.match(text, at, limit)
        if join is None:
            return tuple(pieces), at
        at = join.end()


def _stray(text: str, at: int, limit: int, closer: str) -> int:
    """The position after text that belongs to no field; braces in it are kept together."""
    if text[at] == "{":
        end = _close_brace(text, at + 1, limit)
        if end < 0:
            raise BrokenBlock(at)
        return end + 1
    return _skip(_STRAY[closer], text, at, limit)
