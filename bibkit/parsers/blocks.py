"""Tagged lines in blocks (``PMID- 1``, ``%A Doe, Jane``, ``AU Doe, J``) to records."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bibkit.diagnostics import Diagnostic, Report
from bibkit.inputs import Input
from bibkit.model import Field, Record, Source
from bibkit.parsers.valuetags import retagger

_TEXT = "@text"
"""The tag of a line in a record that is neither a field nor part of one."""


def parse(source: Input, syntax: Mapping[str, Any], report: Report) -> Iterator[Record]:
    """One record a block; given as soon as its lines were read.

    ``syntax``: ``line``, the pattern of a tagged line with the groups ``tag`` and
    ``value``; ``caseless``, whether tags are read in lower case; ``begins``, tags that
    begin a record; ``ends``, tags that end one; ``blank``, whether a blank line before a
    tagged one does; ``kind``, the tag that tells the kind, else it is ``untyped``;
    ``continued``, the pattern of lines that continue the value above them, with what they
    say as its group (any line, unless given), and ``glue``, what joins them to it;
    ``lists``, tags whose further lines are values of their own; ``joined``, tags that
    repeat for one text; ``pairs``, tags that say again, shorter, what stands in the other
    tag right before them; ``shorter``, tags that are not read where a fuller one is there;
    ``retag``, as for ``valuetags``; ``outside``, the pattern of lines that belong to the
    file and to no record; ``parts``, that of lines that stand between records and say no
    more; ``head``, the patterns of the first and the last line of what stands before all
    records, which is told once.
    """
    block = _Block(source.path, syntax, report)
    number = 0
    for piece in source.pieces():
        for line in piece.removesuffix("\n").split("\n"):
            number += 1
            yield from block.taken(line, number)
    yield from block.closed()
    if block.in_head:
        block.end_head(number)


class _Block:
    """The record that is open, or the lines outside of any."""

    def __init__(self, path: str, syntax: Mapping[str, Any], report: Report) -> None:
        self.path = path
        self.report = report
        self.tagged = re.compile(syntax["line"]).match
        self.continued = re.compile(syntax.get("continued", r"\s*(.*)")).match
        outside = syntax.get("outside")
        self.outside = re.compile(outside).match if outside else None
        self.head = [re.compile(line).match for line in syntax.get("head", ())]
        self.in_head = 0
        parts = syntax.get("parts")
        self.parts = re.compile(parts).match if parts else None
        self.begins = frozenset(syntax.get("begins", ()))
        self.ends = frozenset(syntax.get("ends", ()))
        self.lists = frozenset(syntax.get("lists", ()))
        self.joined = frozenset(syntax.get("joined", ()))
        self.pairs: Mapping[str, str] = syntax.get("pairs", {})
        self.shorter: Mapping[str, str] = syntax.get("shorter", {})
        self.glue: str = syntax.get("glue", "\n")
        self.kind_tag: str = syntax.get("kind", "")
        self.untyped: str = syntax.get("untyped", "")
        self.caseless = bool(syntax.get("caseless"))
        self.parted_by_blanks = bool(syntax.get("blank"))
        self.retagged = retagger(syntax)
        self.fields: list[tuple[str, list[str], int]] = []
        self.stray: list[tuple[str, int]] = []
        self.blanks = 0

    def taken(self, line: str, number: int) -> Iterator[Record]:
        """The record that ``line`` ends, if it ends one."""
        if self.in_head or (self.head and not self.fields and self.head[0](line)):
            found = self.tagged(line)
            if not (found and found["tag"] in self.begins):
                self.beyond(line, number)
                return
            self.end_head(number - 1)
        if not line.strip():
            self.blanks += 1
            return
        if self.parts and self.parts(line):
            yield from self.closed()
            return
        blanks, self.blanks = self.blanks, 0
        found = self.tagged(line)
        if self.outside and self.outside(line) and (not self.fields or not found):
            message = f"{line.strip()[:40]!r} belongs to no record"
            self.report(Diagnostic("unread-line", message, Source(self.path, number)))
        elif not found:
            self.further(line, number, blanks)
        else:
            tag = found["tag"].lower() if self.caseless else found["tag"]
            goes_on = tag == self.kind_tag and self.has_begun()
            if (tag in self.begins and not goes_on) or (blanks and self.parted_by_blanks):
                yield from self.closed()
            elif self.stray:
                yield from self.failed()
            if tag in self.ends:
                yield from self.closed()
            else:
                self.fields.append((tag, [(found["value"] or "").strip()], number))

    def beyond(self, line: str, number: int) -> None:
        """A line of the file's head, told when it ends."""
        self.in_head = self.in_head or number
        if self.head[1](line):
            self.end_head(number)

    def end_head(self, number: int) -> None:
        message = f"the file's head, down to line {number}, belongs to no record"
        self.report(Diagnostic("unread-line", message, Source(self.path, self.in_head)))
        self.in_head = 0

    def has_begun(self) -> bool:
        """Whether nothing but its beginning was read of the record that is open."""
        return all(tag in self.begins for tag, _, _ in self.fields)

    def further(self, line: str, number: int, blanks: int) -> None:
        """A line without a tag: more of a value, or what no field says."""
        if not self.fields:
            self.stray.append((line, number))
        elif more := self.continued(line):
            tag, texts, _ = self.fields[-1]
            if tag in self.lists:
                self.fields.append((tag, [more[1].strip()], number))
            else:
                # A blank line parts paragraphs where lines are kept.
                texts += ["" for _ in range(blanks) if "\n" in self.glue]
                texts.append(more[1].rstrip())
        else:
            self.fields.append((_TEXT, [line.strip()], number))

    def closed(self) -> Iterator[Record]:
        """The record that is open, or what stood outside of any."""
        yield from self.failed()
        if self.fields:
            record = self.record()
            self.fields = []
            if record.fields or record.kind != self.untyped:  # "[]" of Bib.TXT says nothing
                yield record

    def failed(self) -> Iterator[Record]:
        """The lines outside of records since the last one, told and kept."""
        if not self.stray:
            return
        where = Source(self.path, self.stray[0][1])
        text = "\n".join(line for line, _ in self.stray)
        message = f"{text.strip()[:40]!r} stands outside of any record"
        self.report(Diagnostic("failed-record", message, where))
        self.stray = []
        yield Record("", (Field("@raw", text, where.line),), where)

    def record(self) -> Record:
        """The record whose fields these are."""
        kind = self.untyped
        fields: list[Field] = []
        places: dict[str, int] = {}
        before = ""
        there = {tag for tag, _, _ in self.fields}
        for tag, texts, line in self.fields:
            value = self.glue.join(texts).strip()
            repeats, before = self.pairs.get(tag, tag) == before != tag, tag
            if not value or repeats or self.shorter.get(tag) in there:
                continue
            if tag == self.kind_tag:
                kind = value
            elif tag in self.joined and tag in places:
                first = fields[places[tag]]
                fields[places[tag]] = first._replace(value=f"{first.value}\n{value}")
            else:
                places.setdefault(tag, len(fields))
                fields.append(Field(*self.retagged(tag, value), line))
        return Record(kind, tuple(fields), Source(self.path, self.fields[0][2]))
