"""Citation to Record: each value through the row of the table that writes it."""

from bibkit.crosswalk import Crosswalk
from bibkit.diagnostics import Report
from bibkit.model import Citation, Record, Source
from bibkit.normalizer import valuewise
from bibkit.normalizer.writing_plans import writing_plans_of
from bibkit.normalizer.writing_rows import Declined


def denormalize(citation: Citation, table: Crosswalk, report: Report) -> Record:
    """``citation`` as ``table``'s format writes it; what it has no place for is told."""
    plan = writing_plans_of(table).of(citation)
    if plan is None:
        return valuewise.write(citation, table, report)
    values = citation.__dict__
    sources = citation.sources
    try:
        record = plan.record(values, sources[0] if sources else _NOWHERE, table)
    except Declined:
        return valuewise.write(citation, table, report)
    if plan.unwritten or table.refused or values.get("extra"):
        return valuewise.write_on(citation, table, report, record, plan.left(values))
    return record


_NOWHERE = Source()
