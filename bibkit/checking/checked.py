"""A record beside what it means, as every check is given it."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bibkit.crosswalk import Crosswalk
from bibkit.diagnostics import Diagnostic
from bibkit.model import Citation, Field, Record, Source
from bibkit.rules import Slot

INHERITS = ("crossref", "xdata", "xref")
"""Tags of fields that another entry completes."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A record, what it means, and the tags whose values could not be read.

    ``end`` is the line of the next record.
    """

    record: Record
    citation: Citation
    table: Crosswalk
    refused: frozenset[str] = frozenset()
    end: int = sys.maxsize

    def finding(self, code: str, message: str, field: Field | None = None) -> Diagnostic:
        """A finding about the record, or about one of its fields."""
        place = self.record.source
        line = (field.line if field else 0) or place.line
        source = Source(place.path, line, place.format, place.key, place.profile)
        return Diagnostic(code, message, source, field.tag if field else "")

    def field(self, *tags: str) -> Field | None:
        """The first field with one of ``tags``."""
        return next((field for field in self.record.fields if field.tag in tags), None)

    def names_of(self, tag: str) -> tuple[str, ...]:
        """The canonical names that ``tag`` stands for in a record of this type."""
        slots = self.slots().get(tag, ())
        return tuple(name for slot in slots for name in slot.rule.names)

    def slots(self) -> Mapping[str, tuple[Slot, ...]]:
        """What each tag stands for in a record of this type."""
        return self.table.slots(self.citation.type)

    def field_of(self, name: str) -> Field | None:
        """The first field that gives the canonical ``name``."""
        return next((f for f in self.own_fields() if name in self.names_of(f.tag)), None)

    def own_fields(self) -> Iterator[Field]:
        """The fields that were written in the record.

        Those that it inherits have the lines of another, where they are looked at.
        """
        if self.field(*INHERITS) is None:
            return iter(self.record.fields)
        lines = range(self.record.source.line, self.end + 1)
        return (field for field in self.record.fields if not field.line or field.line in lines)


def shortened(text: str) -> str:
    """A text that a message quotes."""
    return text if len(text) <= 50 else f"{text[:49]}…"
