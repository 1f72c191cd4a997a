"""What other programs make of a .bib text, compared with what we make of it.

Each program runs in a process of its own: whatever a text does to it, crash or endless
loop, ends there.
"""

import json
import subprocess
import sys
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, TypeAlias

from bibkit import latex, titles
from bibkit.checking.record_checks import INHERITS, Checked
from bibkit.diagnostics import Diagnostic
from bibkit.inputs import Input
from bibkit.model import Name, Source
from bibkit.normalizer import is_failed

PROGRAMS = ("bibtexparser", "pybtex")
LARGEST = 5_000_000
"""The most characters that other programs are given unasked."""
PATIENCE = 60
"""Seconds after which a program is given up, and more for large texts."""
_CHARACTERS_A_SECOND = 50_000

_Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Running:
    """A program at work on a text, and the file that takes its answer."""

    program: str
    process: "subprocess.Popen[bytes]"
    answer: IO[bytes]
    complaint: IO[bytes]


def findings(
    given: Input, library: Sequence[Checked], *, any_size: bool
) -> Iterator[Diagnostic]:
    """What each program would lose or read otherwise."""
    if len(given.text) > LARGEST and not any_size:
        message = f"over {LARGEST:,} characters: other programs were not asked (--all-readers)"
        yield Diagnostic("not-read-again", message, Source(given.path))
        return
    running = [_start(program, given.text) for program in PROGRAMS]
    for one in running:
        try:
            rows = _rows(one, PATIENCE + len(given.text) // _CHARACTERS_A_SECOND)
        except (OSError, ValueError) as error:
            message = f"{one.program} gave no answer: {error}"
            yield Diagnostic("not-read-again", message, Source(given.path))
        else:
            yield from _Comparison(one.program, given.path, library, rows).findings()


def _start(program: str, text: str) -> _Running:
    script = Path(__file__).with_name(f"with_{program}.py")
    # Files, unlike pipes, let all programs work at the same time.
    with TemporaryFile() as question:
        question.write(text.encode(errors="replace"))
        question.seek(0)
        answer, complaint = TemporaryFile(), TemporaryFile()  # noqa: SIM115 - _rows closes
        process = subprocess.Popen(
            [sys.executable, "-P", str(script)],
            stdin=question, stdout=answer, stderr=complaint,
        )  # fmt: skip
    return _Running(program, process, answer, complaint)


def _rows(running: _Running, seconds: int) -> list[_Row]:
    """The answer of a program.

    Raises:
        OSError: it gave none.
        ValueError: it is no answer.
    """
    with running.answer as answer, running.complaint as complaint:
        try:
            code = running.process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            running.process.kill()
            running.process.wait()
            raise OSError(f"none within {seconds} seconds") from error
        if code:
            complaint.seek(0)
            last = complaint.read().decode(errors="replace").strip().rpartition("\n")[2]
            raise OSError(last or f"it ended with code {code}")
        answer.seek(0)
        return [json.loads(line) for line in answer]


class _Comparison:
    """One program's rows beside our records."""

    def __init__(
        self, program: str, path: str, library: Sequence[Checked], rows: Sequence[_Row]
    ) -> None:
        self.program = program
        self.path = path
        self.ours = library
        self.failures = deque(
            sorted((row for row in rows if "failure" in row), key=lambda row: row["line"])
        )
        self.theirs = [row for row in rows if "failure" not in row]

    def findings(self) -> Iterator[Diagnostic]:
        pairs = self.pairs()
        starts = [*(one.record.source.line for one in self.ours), sys.maxsize]
        for position, checked in enumerate(self.ours):
            yield from self.elsewhere(starts[position])
            failures = self.failures_before(starts[position + 1])
            if is_failed(checked.citation):
                continue
            row = pairs.get(position)
            if row is None:
                why = f": {failures[0]['failure']}" if failures else ""
                yield self.tell(checked, f"drops this entry{why}")
                continue
            yield from self.differences(checked, row)
            for failure in failures:
                yield self.tell(checked, f"says: {failure['failure']}", failure["line"])
        yield from self.elsewhere(sys.maxsize)
        yield from self.unknown(pairs)

    def pairs(self) -> dict[int, _Row]:
        """Their row for each of our records: by key, then by its neighbours."""
        by_key: dict[str, deque[int]] = defaultdict(deque)
        for at, row in enumerate(self.theirs):
            by_key[row["key"]].append(at)
        places: dict[int, int] = {}
        for position, checked in enumerate(self.ours):
            if same := by_key.get(checked.record.source.key):
                line = checked.record.source.line
                at = next((at for at in same if self.theirs[at]["line"] == line), same[0])
                same.remove(at)
                places[position] = at
        taken = set(places.values())
        for position in range(len(self.ours)):
            if position in places or (position and position - 1 not in places):
                continue
            at = places.get(position - 1, -1) + 1
            if at not in taken and at < len(self.theirs) and self.alike(position, at):
                places[position] = at
                taken.add(at)
        return {position: self.theirs[at] for position, at in places.items()}

    def alike(self, position: int, at: int) -> bool:
        row = self.theirs[at]
        return (
            not row["dropped"] and bool(row["title"]) and _same_title(self.ours[position], row)
        )

    def failures_before(self, line: int) -> list[_Row]:
        found = []
        while self.failures and self.failures[0]["line"] < line:
            found.append(self.failures.popleft())
        return found

    def elsewhere(self, line: int) -> Iterator[Diagnostic]:
        """What went wrong before ``line``, outside of our records."""
        for row in self.failures_before(line):
            message = f"{self.program} says: {row['failure']}"
            yield Diagnostic("other-reader", message, Source(self.path, row["line"]))

    def unknown(self, pairs: dict[int, _Row]) -> Iterator[Diagnostic]:
        """Entries that only the program reads."""
        known = {id(row) for row in pairs.values()}
        broken = {one.record.source.key for one in self.ours if is_failed(one.citation)}
        for row in self.theirs:
            if id(row) not in known and not row["dropped"] and row["key"] not in broken:
                message = f"{self.program} reads @{row['kind']} {row['key']!r}, which we do not"
                yield Diagnostic("other-reader", message, Source(self.path, row["line"]))

    def tell(self, checked: Checked, message: str, line: int = 0) -> Diagnostic:
        place = checked.record.source
        source = Source(place.path, line or place.line, place.format, place.key)
        return Diagnostic("other-reader", f"{self.program} {message}", source)

    def differences(self, checked: Checked, row: _Row) -> Iterator[Diagnostic]:
        if row["dropped"]:
            yield self.tell(checked, f"drops this entry: {row['dropped']}")
            return
        for error in row.get("errors", ()):
            yield self.tell(checked, f"says: {error}")
        record = checked.record
        if row["key"] != record.source.key:
            message = f"reads it under the key {row['key']!r}, not {record.source.key!r}"
            yield self.tell(checked, message)
        if row["kind"].lower() != record.kind:
            yield self.tell(checked, f"reads it as @{row['kind'].lower()}, not @{record.kind}")
        inherits = checked.field(*INHERITS) is not None
        same = {
            "title": _same_title(checked, row),
            "year": _key(_written(checked, "year")) == _key(row["year"]),
        }
        for tag, is_same in same.items():
            theirs = row[tag]
            if not is_same and (theirs or not inherits):
                reads = f"reads the {tag} {_short(theirs)!r}" if theirs else f"lacks the {tag}"
                yield self.tell(checked, reads)
        families = row.get("families", ())
        if (families or ("families" in row and not inherits)) and (
            message := _other_authors(checked, families)
        ):
            yield self.tell(checked, message)


def _other_authors(checked: Checked, families: Sequence[str]) -> str:
    """How a program's authors differ from ours, or ``""``."""
    ours = checked.citation.author
    if not ours or checked.field("author") is None:
        return ""
    theirs = [latex.decode(family) for family in families]
    if checked.citation.more_authors and len(theirs) > len(ours):
        theirs.pop()  # the 'others'
    if len(ours) != len(theirs):
        if not theirs:
            return "lacks the author"
        counts = [f"{len(names)} author{'s'[: len(names) > 1]}" for names in (theirs, ours)]
        return f"reads {counts[0]} where we read {counts[1]}"
    for name, family in zip(ours, theirs, strict=True):
        if _key(family) != _key(_family(name)):
            return f"reads the family name {_short(family)!r} where we read {_family(name)!r}"
    return ""


def _family(name: Name) -> str:
    particles = name.dropping_particle, name.non_dropping_particle
    return name.literal or " ".join(filter(None, (*particles, name.family)))


def _same_title(checked: Checked, row: _Row) -> bool:
    """Whether a program's title is ours, with or without what stands in fields of its own."""
    if checked.field("title") is None and not row["title"]:
        return True
    ours = titles.key(checked.citation.title)
    title = row["title"] or row["booktitle"]  # people name a whole by either
    readings = [title]
    for tag in ("subtitle", "titleaddon"):
        title = f"{title} {row[tag]}".strip()
        readings.append(title)
    return any(titles.key(latex.decode_title(each)) == ours for each in readings)


def _written(checked: Checked, tag: str) -> str:
    field = checked.field(tag)
    return str(field.value) if field else ""


def _key(text: str) -> str:
    """Text without TeX, accents, case, blanks: what programs must agree on."""
    return titles.key(latex.decode(text))


def _short(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:49]}…"
