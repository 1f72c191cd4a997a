"""BibTeX and BibLaTeX text to records: every block of a file becomes one record.

Most entries are proved well-formed by one pattern that takes them apart at the same time;
whatever it cannot prove goes to the exact reader in ``bibkit.parsers.bibtex_recovery``.
The syntax is that of BibTeX 0.99 (http://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf,
http://mirrors.ctan.org/info/bibtex/tamethebeast/ttb_en.pdf) with biber's ``%`` comments
and what people write in spite of both.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from sys import intern
from typing import Any

from bibkit.diagnostics import Diagnostic, Report, ignore
from bibkit.inputs import Input, more
from bibkit.model import Field, Record, Source, new_field
from bibkit.parsers import hints, inheritance
from bibkit.parsers.bibtex_macros import Macros, collapse
from bibkit.parsers.bibtex_recovery import (
    CLOSER,
    ENTRY_HEAD,
    KIND,
    NAME,
    Block,
    BlockReader,
    BrokenBlock,
    Part,
)
from bibkit.patterns import lazy

LONGEST_BLOCK = 16_000_000
"""How far the end of a block that seems to have none is looked for, in characters."""

_LONGEST_BETWEEN = 16  # characters between fields that are remembered

_DEPTH = 5  # of the braces that the pattern of a well-formed entry follows


def _balanced(plain: str) -> str:
    """A pattern for ``plain`` characters with balanced braces between them."""
    pattern = _UNBRACED
    for _ in range(_DEPTH - 1):
        pattern = rf"{_UNBRACED}(?:\{{{pattern}\}}{_UNBRACED})*+"
    return rf"{plain}(?:\{{{pattern}\}}{plain})*+"


# A set of three characters is looked up in a bitmap, twice as fast as one of two; a value
# that holds NUL goes to the exact reader.
_UNBRACED = r"[^{}\0]*+"
_BRACED = _balanced(_UNBRACED)
_QUOTED = _balanced(r'[^"{}]*+')
_PIECE = rf'(?:{NAME}|\{{{_BRACED}\}}|"{_QUOTED}")'
# What may follow a value: a comma, which is taken; the end; or, the comma being left out,
# the next field.
_END = rf"(?:,|(?=\s*+(?:,|\Z|{NAME}\s*+=)))"
# Where no field matches, all the rest is taken at once: blanks, or work for the exact reader.
_FIELDS = re.compile(
    rf"([ \t\n,]*+)({NAME})[ \t]*+=[ \t]*+"
    rf'(?:\{{({_BRACED})\}}{_END}|"({_QUOTED})"{_END}'
    rf"|((?:{_PIECE}(?:\s*+\#\s*+|(?={_END})))++)(?<![\#\s]){_END})"
    r"|([\s\S]++)"
).findall
_PIECES = lazy(rf'({NAME})|\{{({_BRACED})\}}|"({_QUOTED})"')
_PLAIN_HEAD = lazy(rf'\s*+@({KIND})\s*+([{{(])\s*+([^\s,={{}}()"%#]*+)[^\S\n]*+,').match

# A word before the @, or a blank after it, makes it prose: "ada@acm.org (work)".
_HEAD = lazy(
    rf"@\s*+{KIND}\{{|(?<![\w.+-])@(?:\s*+{KIND}\s*+\{{|{KIND}\s*+\()"
    r"|(?<![\w.+-])@comment\b[^\n]*+",
    re.IGNORECASE,
)
_AFTER_BLOCK = lazy(r"[^\S\n]*+,*+")
_COMMENTED = lazy(r"\s*+%[%\s]*+")
_LOST_FIELD = lazy(
    rf"^(?![^\S\n]*+%)[^\n]*?(?:(?<![^\s,]){NAME}\s*+=\s*+[{{\"]|\}})", re.MULTILINE
)
_NO_ENTRIES = frozenset(("comment", "preamble", "string", "set", "xdata"))


def parse(
    source: Input,
    syntax: Mapping[str, Any],
    report: Report,
    spans: list[tuple[int, int]] | None = None,
) -> Iterator[Record]:
    r"""One record for each block of a BibTeX or BibLaTeX text, in its order.

    An entry's kind and tags are in lower case; its fields are ``@key`` and then those
    written, with the text between their delimiters: macros and ``#`` are expanded, blanks
    collapsed to one, paragraphs kept apart by ``"\n\n"``; TeX stays as it is. A comment,
    or other text that belongs to no field, is a field ``@text``.

    What is no entry is a record with one field ``@raw``, its text: kinds ``@comment``,
    ``@preamble``, ``@string``, and ``@text`` for what stands between blocks. An entry
    without an end is such a record of kind ``""``, reported as ``failed-record``; reading
    goes on at the next line that begins an entry.

    ``@xdata`` and ``@set`` hold fields and keys for other entries, and are kinds of the same
    names. Where each entry, failed or not, begins and ends is appended to ``spans``. There
    is one syntax: of ``syntax`` only ``format`` counts, the name that sources have.
    """
    return _Parser(source, report, spans, syntax.get("format", "bibtex")).records()


def complete(records: Iterator[Record], source: Input, report: Report) -> Iterator[Record]:
    """The records with what other entries and their own values add to them.

    Macros that a preamble defines are what they stand for. What an entry takes from others
    stands behind its own fields: a text that mentions parents is parsed before the first
    record is given, a large one twice. Then a title ends in its subtitle, an editor has the
    tag of the role that ``editortype`` names, and what values imply stands at the end.
    """
    clues = source.clues(hints.CLUES | inheritance.CLUES | {"preamble"})
    if "preamble" in clues:
        records = _expanded(records)
    if clues & inheritance.CLUES:
        parents = _parents(source)
        if parents is None:
            records = inheritance.completed(records, report)
        else:
            records = inheritance.completed_from(parents, records, report)
    return hints.hinted(records, clues)


def _expanded(records: Iterator[Record]) -> Iterator[Record]:
    """The records with the macros of preambles replaced."""
    from bibkit.parsers.preamble import expanded  # few files define any

    return expanded(records)


def _parents(source: Input) -> Iterator[Record] | None:
    """The entries of a large file that others take from; None where all are held at once."""
    if source.is_held:
        return None
    named: set[str] = set()
    for piece in source.pieces():
        found = inheritance.named_parents(piece)
        if found is None:
            return None
        named |= found
    if not named:
        return iter(())
    records = _expanded(_Parser(source, ignore, None).records())
    return (record for record in records if inheritance.is_named(record, named))


def _line_at(text: str, at: int) -> int:
    """The end of the line before the next one whose first character is ``@``."""
    while (found := text.find("@", at)) >= 0:
        newline = text.rfind("\n", at, found)
        if newline >= 0 and not text[newline:found].strip():
            return newline
        at = found + 1
    return len(text)


class _Lowered(dict[str, str]):
    """Tags and kinds in lower case, one string for all their uses."""

    def __missing__(self, written: str) -> str:
        lowered = self[written] = intern(written.lower())
        return lowered


class _Lines(dict[str, int]):
    """How many lines end in what stands between fields: few texts recur there."""

    def __missing__(self, between: str) -> int:
        count = between.count("\n")
        if len(between) < _LONGEST_BETWEEN:
            self[between] = count
        return count


class _TextEndsError(Exception):
    """A block may go on in the text that is not there yet."""


class _Parser:
    def __init__(
        self,
        source: Input,
        report: Report,
        spans: list[tuple[int, int]] | None,
        format: str = "bibtex",
    ) -> None:
        self._format = format
        self._spans = [] if spans is None else spans
        self._pieces = source.pieces()
        # Where places in the text are asked for, it is read as one.
        self._final = spans is not None
        self._text = source.text if self._final else ""
        self._path = source.path
        self._report = report
        self._macros = Macros()
        self._undefined: set[str] = set()  # each is told once
        self._lowered = _Lowered()
        self._lines = _Lines()
        self._at = 0
        self._line = 1

    def records(self) -> Iterator[Record]:
        self._look_at_text()
        yield from self._blocks()
        while not self._final:
            self._read_on()
            yield from self._blocks()

    def _read_on(self) -> None:
        """Drop what was parsed, and take as much text again as is left, or a piece."""
        kept = max(self._at - 1, 0)  # what stands before a block tells whether it is one
        self._text, self._final = more(self._text[kept:], self._pieces)
        self._at -= kept
        self._look_at_text()

    def _look_at_text(self) -> None:
        self._macros.allow(len(self._text))
        self._reader = BlockReader(self._text)

    def _blocks(self) -> Iterator[Record]:
        """The records of the text that is there, but for one that may go on behind it."""
        text = self._text
        path, format = self._path, self._format
        lowered = self._lowered
        at, line = self._at, self._line
        exact_until = 0
        while True:
            head = _PLAIN_HEAD(text, at)
            if head is not None and (start := head.start(1) - 1) >= exact_until:
                kind, opener, key = head.groups()
                kind = lowered[kind]
                if kind not in _NO_ENTRIES:
                    body = head.end()
                    end = _line_at(text, body)
                    if end == len(text) and not self._final:
                        break
                    line += text.count("\n", at, start)
                    at = start
                    close = text.rfind(CLOSER[opener], body, end)
                    source = Source(path, line, format, key)
                    plain = self._plain_fields(source, start, body, close)
                    if plain:
                        fields, line = plain
                        self._spans.append((start, close + 1))
                        yield Record(kind, fields, source)
                        at = close + 1
                        continue
                    # All entries up to there share this failure: none is tried again.
                    exact_until = end
            start = self._next_head(at)
            if start == len(text) and not self._final:
                break
            if start > at:
                yield from self._between(at, start, line)
                line += text.count("\n", at, start)
                at = start
            elif start == len(text):
                break
            else:
                try:
                    record, end = self._block(start, line)
                except _TextEndsError:
                    break
                if record.kind[:1] != "@":
                    self._spans.append((start, end))
                yield record
                line += text.count("\n", start, end)
                at = end
        self._at, self._line = at, line

    def _plain_fields(
        self, source: Source, start: int, body: int, close: int
    ) -> tuple[tuple[Field, ...], int] | None:
        """The fields between ``body`` and ``close`` and the last line; None if not proved."""
        text = self._text
        found = _FIELDS(text, body, close) if close >= 0 else ()
        if close < 0 or (found and found[-1][-1].strip(" \t\n,")):
            return None
        lowered, lines, macros = self._lowered, self._lines, self._macros.short
        line = source.line + text.count("\n", start, body)
        fields: list[tuple[str, str, int]] = [("@key", source.key, line)] if source.key else []
        for lead, tag, braced, quoted, bare, rest in found:
            if not tag:
                line += rest.count("\n")
            else:
                if lead:
                    line += lines[lead]
                value = braced or quoted
                if bare:
                    if bare in macros:
                        value = macros[bare]
                    elif bare.isdecimal():
                        value = bare
                    else:
                        value = self._expression(bare, tag, source)
                    fields.append((lowered[tag], value, line))
                    line += bare.count("\n")
                elif "\n" in value:
                    fields.append((lowered[tag], collapse(value), line))
                    line += value.count("\n")
                elif "  " in value or "\t" in value:
                    fields.append((lowered[tag], collapse(value), line))
                else:
                    fields.append((lowered[tag], value.strip(" "), line))
        return tuple(map(new_field, fields)), line

    def _expression(self, written: str, tag: str, source: Source) -> str:
        """The value of a macro, a number, or a concatenation of proved form."""
        if "#" not in written:
            try:
                return self._macros.use(self._macro(written, tag, source))
            except ValueError as error:
                return self._too_long(error, written, tag, source)
        pieces = [
            (bool(name), name or braced or quoted)
            for name, braced, quoted in _PIECES.findall(written)
        ]
        return self._value(pieces, written, tag, source)

    def _value(
        self, pieces: Sequence[tuple[bool, str]], written: str, tag: str, source: Source
    ) -> str:
        """The text that ``pieces`` make, with single blanks; ``written`` if it is too long."""
        try:
            if len(pieces) == 1:
                # A macro's value is collapsed once, where it is defined.
                bare, text = pieces[0]
                if not bare:
                    return collapse(text)
                return self._macros.use(self._macro(text, tag, source))
            texts = [self._macro(text, tag, source) if bare else text for bare, text in pieces]
            return collapse(self._macros.join(texts))
        except ValueError as error:
            return self._too_long(error, written, tag, source)

    def _too_long(self, error: ValueError, written: str, tag: str, source: Source) -> str:
        self._report(Diagnostic("bad-value", str(error), source, tag.lower()))
        return written

    def _macro(self, name: str, tag: str, source: Source) -> str:
        """The value of a macro; an undefined one, and a number, are their own."""
        value = self._macros.find(name)
        if value is not None:
            return value
        if name.isidentifier() and name not in self._undefined:
            self._undefined.add(name)
            message = f"no @string defines {name!r}: its name is used"
            self._report(Diagnostic("undefined-macro", message, source, tag.lower()))
        return name

    def _next_head(self, at: int) -> int:
        """The start of the next block, or the end of the text."""
        text = self._text
        while head := _HEAD.search(text, at):
            start = head.start()
            before = text[text.rfind("\n", at, start) + 1 or at : start]
            if not _COMMENTED.fullmatch(before):
                return start
            at = text.find("\n", start)
            if at < 0:
                break
        return len(text)

    def _between(self, at: int, end: int, line: int) -> Iterator[Record]:
        """What stands between two blocks, unless it is blank or a comma."""
        text = self._text
        comma = _AFTER_BLOCK.match(text, at, end) if at else None
        start = comma.end() if comma else at
        raw = text[start:end].strip()
        if not raw:
            return
        line += text.count("\n", at, text.index(raw, start))
        source = Source(self._path, line, self._format)
        if _LOST_FIELD.search(raw):
            message = "fields or braces between the entries: an entry before ended too early?"
            self._report(Diagnostic("unread-line", message, source))
        yield Record("@text", (Field("@raw", raw, line),), source)

    def _block(self, start: int, line: int) -> tuple[Record, int]:
        """The block that begins at ``start``, and the position after it."""
        text = self._text
        head = ENTRY_HEAD.match(text, start)
        if head is None:  # @comment without braces goes to the end of its line
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            return self._raw("@comment", start, end, line), end
        kind = self._lowered[head[1]]
        body = head.end()
        closer = CLOSER[head[2]]
        if not self._final and self._reader.limit(body) == len(text):
            raise _TextEndsError
        try:
            if kind in ("comment", "preamble"):
                end = self._reader.end(start, body, closer)
                return self._raw("@" + kind, start, end, line), end
            block = self._reader.entry(start, body, closer, keyed=kind != "string")
        except BrokenBlock as broken:
            if not self._final and len(text) - start < LONGEST_BLOCK:
                raise _TextEndsError from None
            end = broken.resume if broken.resume >= 0 else self._reader.limit(body)
            if kind == "comment":
                return self._raw("@comment", start, end, line), end
            return self._failed(kind, broken, start, end, line), end
        if kind == "string":
            self._define(block, Source(self._path, line, self._format))
            return self._raw("@string", start, block.end, line), block.end
        source = Source(self._path, line, self._format, block.key)
        fields = tuple(self._exact_fields(block, start, source))
        return Record(f"@{kind}" if kind in _NO_ENTRIES else kind, fields, source), block.end

    def _raw(self, kind: str, start: int, end: int, line: int, key: str = "") -> Record:
        field = Field("@raw", self._text[start:end].rstrip(), line)
        return Record(kind, (field,), Source(self._path, line, self._format, key))

    def _failed(
        self, kind: str, broken: BrokenBlock, start: int, end: int, line: int
    ) -> Record:
        opener = self._text[broken.start]
        opened = line + self._text.count("\n", start, broken.start)
        record = self._raw("", start, end, line, broken.key)
        name = f"@{kind} {broken.key}".rstrip()
        message = f"{name} is kept as text: close the {opener} of line {opened}"
        self._report(Diagnostic("failed-record", message, record.source))
        return record

    def _define(self, block: Block, source: Source) -> None:
        """Take the macros of a ``@string``."""
        for part in block.parts:
            if part.tag:
                self._macros.define(part.tag, self._part_value(part, source))

    def _exact_fields(self, block: Block, start: int, source: Source) -> Iterator[Field]:
        """The fields of an entry that the exact reader took apart."""
        text = self._text
        if block.key:
            yield Field(
                "@key", block.key, source.line + text.count("\n", start, block.key_start)
            )
        line = source.line
        told = False
        for part in block.parts:
            line += text.count("\n", start, part.start)
            start = part.start
            if part.tag:
                yield Field(self._lowered[part.tag], self._part_value(part, source), line)
                continue
            stray = text[part.start : part.end].strip()
            if not stray.startswith("%") and not told:
                told = True
                message = (
                    f"{stray[:40]!r} belongs to no field: is a comma or = missing before it?"
                )
                self._report(Diagnostic("bad-value", message, source, "@text"))
            yield Field("@text", stray, line)

    def _part_value(self, part: Part, source: Source) -> str:
        """The value of a field that the exact reader took apart."""
        if any(bare and " " in words for bare, words in part.pieces):
            message = f"the value of {part.tag} is no single word: put it in braces"
            self._report(Diagnostic("bad-value", message, source, part.tag.lower()))
        written = self._text[part.start : part.end].partition("=")[2].strip(" \t\n,")
        return self._value(part.pieces, written, part.tag, source)
