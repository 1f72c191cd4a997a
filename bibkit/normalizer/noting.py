"""What is kept of a record, and told of it, beside what it means."""

from collections.abc import Sequence

from bibkit.crosswalk import Crosswalk
from bibkit.diagnostics import Diagnostic, Report
from bibkit.model import Extra, Field, Json, Record
from bibkit.normalizer.fields import with_label
from bibkit.rules import Rule


class Noting:
    """A record of which something is kept or told."""

    def __init__(self, record: Record, table: Crosswalk, report: Report) -> None:
        self.record = record
        self.table = table
        self.report = report
        self.extra: dict[str, list[Json]] = {}

    def keep_repeated(self, rule: Rule, field: Field) -> None:
        """Keep a field beside the one that was used, and tell it."""
        self.keep(field.tag, with_label(rule, field.value))
        self.tell("repeated-field", f"kept a second {field.tag} as extra", field)

    def doubt(self, why: str, field: Field) -> None:
        """Tell what of a value that was read stays as written."""
        if why:
            self.tell("unknown-macro", why, field)

    def refused(self, rule: Rule, given: Sequence[Field], error: ValueError) -> None:
        """Keep and tell fields that their codec cannot read."""
        for field in given:
            self.keep(field.tag, with_label(rule, field.value))
        self.tell("bad-value", f"kept {given[0].tag} as extra: {error}", given[0])

    def tell_kept(self, extra: Extra, fields: Sequence[Field | None]) -> None:
        """Tell what a codec of several columns kept, because another column says otherwise."""
        for field in fields:
            if field and field.value in extra.get(f"{self.table.family}/{field.tag}", ()):
                message = f"kept {field.tag} as extra: another field says otherwise"
                self.tell("repeated-field", message, field)

    def keep(self, tag: str, value: Json) -> None:
        """Keep a value that no row maps."""
        self.extra.setdefault(f"{self.table.family}/{tag}", []).append(value)

    def tell(self, code: str, message: str, field: Field | None = None) -> None:
        """Tell of the record, or of one of its fields."""
        place = self.record.source
        if field and field.line:
            place = place._replace(line=field.line)
        self.report(Diagnostic(code, message, place, field.tag if field else ""))
