"""Record to Citation: each field through the row of the table that its tag belongs to."""

from bibkit.crosswalk import Crosswalk
from bibkit.diagnostics import Report
from bibkit.model import Citation, Record
from bibkit.normalizer import fieldwise
from bibkit.normalizer.fields import RAW
from bibkit.normalizer.plans import unite
from bibkit.normalizer.shapes import plans_of


def normalize(record: Record, table: Crosswalk, report: Report) -> Citation:
    """The citation that ``record`` means; what no row maps is kept in its extra and told."""
    plan = plans_of(table).of(record)
    found = plan.read(record.fields) if plan else None
    if plan is None or found is None:
        return fieldwise.read(record, table, report)
    values, lists, noted = found
    if plan.unknown or noted:
        return fieldwise.read_on(record, table, report, plan, found)
    unite(values, lists, plan.meaning)
    values.setdefault("sources", (record.source,))
    return Citation.made(values)


def is_failed(citation: Citation) -> bool:
    """Whether a citation is but the text of a record that could not be parsed."""
    return any(tag.endswith(f"/{RAW}") for tag in citation.extra)
