"""What a program makes of a .bib text, beside what we make of it."""

import sys
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from bibkit import latex, titles
from bibkit.checking.checked import INHERITS, Checked, shortened
from bibkit.diagnostics import Diagnostic
from bibkit.model import Name, Source
from bibkit.normalizer import is_failed
from bibkit.patterns import lazy

Row: TypeAlias = dict[str, Any]
"""What a program says of one entry, or of one failure."""

_ENDED = "premature end of file"
_QUOTED = lazy(r"'([^']*+)'")
_UNDEFINED = lazy(r"undefined string in line [0-9]+: (.*)")


class Known:
    """What is told already: programs need not tell it again in their words."""

    def __init__(self, told: Sequence[Diagnostic]) -> None:
        self._fields = {
            (each.source.key, each.field)
            for each in told
            if each.code in ("odd-name", "undefined-macro", "repeated-field", "failed-record")
        }
        self._keys = {
            (each.source.line, each.source.key)
            for each in told
            if each.code in ("duplicate-key", "similar-key")
        }
        self._macros = {
            found[1].casefold()
            for each in told
            if each.code == "undefined-macro" and (found := _QUOTED.search(each.message))
        }

    def names(self, key: str) -> bool:
        """Whether the names of an entry are doubtful."""
        return any((key, tag) in self._fields for tag in ("author", "editor"))

    def field(self, key: str, tag: str) -> bool:
        """Whether a field of an entry is doubtful."""
        return (key, tag) in self._fields

    def key(self, place: Source) -> bool:
        """Whether an entry's key stands before."""
        return (place.line, place.key) in self._keys

    def failure(self, text: str) -> bool:
        """Whether a program misses a macro that we miss too."""
        found = _UNDEFINED.match(text)
        return found is not None and found[1].strip().casefold() in self._macros


class Comparison:
    """One program's rows beside our records."""

    def __init__(
        self,
        program: str,
        path: str,
        library: Sequence[Checked],
        rows: Sequence[Row],
        known: Known,
    ) -> None:
        self.program = program
        self.path = path
        self.ours = library
        self.known = known
        failures = (
            row for row in rows if "failure" in row and not known.failure(row["failure"])
        )
        told = sorted(failures, key=lambda row: row["line"])
        # The end of a text is where the search for a brace ended, not where it is missing.
        self.failures = deque(row for row in told if _ENDED not in row["failure"])
        self.ended = len(self.failures) < len(told)
        self.theirs = [row for row in rows if "failure" not in row]

    def findings(self) -> Iterator[Diagnostic]:
        """What the program loses or reads otherwise, in the order of lines."""
        pairs = self._pairs()
        starts = [*(one.record.source.line for one in self.ours), sys.maxsize]
        for position, checked in enumerate(self.ours):
            yield from self._elsewhere(starts[position])
            failures = self._failures_before(starts[position + 1])
            if is_failed(checked.citation):
                continue
            row = pairs.get(position)
            if row is None:
                if failures or position - 1 in pairs or not position:
                    yield self._dropped(position, pairs, failures)
                continue
            yield from self._differences(checked, row)
            for failure in failures:
                yield self._tell(checked, f"says: {failure['failure']}", failure["line"])
        yield from self._elsewhere(sys.maxsize)
        yield from self._unknown(pairs)

    def _dropped(
        self, position: int, pairs: dict[int, Row], failures: Sequence[Row]
    ) -> Diagnostic:
        """An entry that is lost, with those behind it that are lost for the same reason."""
        why = f": {failures[0]['failure']}" if failures else ""
        count = 0
        while not failures and self._is_lost(position + count + 1, pairs):
            count += 1
        if not why and self.ended and position + count + 1 == len(self.ours):
            why = ": to it a brace before is never closed"
        more = f" and the {count:,} behind it" if count else ""
        return self._tell(self.ours[position], f"drops this entry{more}{why}")

    def _is_lost(self, position: int, pairs: dict[int, Row]) -> bool:
        return (
            position < len(self.ours)
            and position not in pairs
            and not is_failed(self.ours[position].citation)
            and not self._fails_in(position)
        )

    def _fails_in(self, position: int) -> bool:
        """Whether something goes wrong in a record that is still to come."""
        lines = range(self.ours[position].record.source.line, self.ours[position].end)
        return any(row["line"] in lines for row in self.failures)

    def _pairs(self) -> dict[int, Row]:
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
            if at not in taken and at < len(self.theirs) and self._alike(position, at):
                places[position] = at
                taken.add(at)
        return {position: self.theirs[at] for position, at in places.items()}

    def _alike(self, position: int, at: int) -> bool:
        row = self.theirs[at]
        return (
            not row["dropped"] and bool(row["title"]) and _same_title(self.ours[position], row)
        )

    def _failures_before(self, line: int) -> list[Row]:
        found = []
        while self.failures and self.failures[0]["line"] < line:
            found.append(self.failures.popleft())
        return found

    def _elsewhere(self, line: int) -> Iterator[Diagnostic]:
        """What went wrong before ``line``, outside of our records."""
        for row in self._failures_before(line):
            message = f"{self.program} says: {row['failure']}"
            yield Diagnostic("other-reader", message, Source(self.path, row["line"]))

    def _unknown(self, pairs: dict[int, Row]) -> Iterator[Diagnostic]:
        """Entries that only the program reads."""
        known = {id(row) for row in pairs.values()}
        broken = {one.record.source.key for one in self.ours if is_failed(one.citation)}
        for row in self.theirs:
            if id(row) not in known and not row["dropped"] and row["key"] not in broken:
                message = f"{self.program} reads @{row['kind']} {row['key']!r}, which we do not"
                yield Diagnostic("other-reader", message, Source(self.path, row["line"]))

    def _tell(self, checked: Checked, message: str, line: int = 0) -> Diagnostic:
        place = checked.record.source
        source = Source(place.path, line or place.line, place.format, place.key)
        return Diagnostic("other-reader", f"{self.program} {message}", source)

    def _differences(self, checked: Checked, row: Row) -> Iterator[Diagnostic]:
        record = checked.record
        key = record.source.key
        if row["dropped"]:
            if not (
                row["dropped"] == "its key stands before" and self.known.key(record.source)
            ):
                yield self._tell(checked, f"drops this entry: {row['dropped']}")
            return
        if not self.known.names(key):
            for error in row.get("errors", ()):
                yield self._tell(checked, f"says: {error}")
        if row["key"] != record.source.key:
            message = f"reads it under the key {row['key']!r}, not {record.source.key!r}"
            yield self._tell(checked, message)
        if row["kind"].lower() != record.kind:
            yield self._tell(checked, f"reads it as @{row['kind'].lower()}, not @{record.kind}")
        inherits = checked.field(*INHERITS) is not None
        same = {
            "title": _same_title(checked, row),
            "year": _key(_written(checked, "year")) == _key(row["year"]),
        }
        for tag, is_same in same.items():
            theirs = row[tag]
            if self.known.field(key, tag):
                continue
            if not is_same and (theirs or not inherits):
                reads = (
                    f"reads the {tag} {shortened(theirs)!r}" if theirs else f"lacks the {tag}"
                )
                yield self._tell(checked, reads)
        families = row.get("families", ())
        if self.known.names(key):
            return
        if (families or ("families" in row and not inherits)) and (
            message := _other_authors(checked, families)
        ):
            yield self._tell(checked, message)


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
            return (
                f"reads the family name {shortened(family)!r} where we read {_family(name)!r}"
            )
    return ""


def _family(name: Name) -> str:
    particles = name.dropping_particle, name.non_dropping_particle
    return name.literal or " ".join(filter(None, (*particles, name.family)))


def _same_title(checked: Checked, row: Row) -> bool:
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
