"""What a merge into a library changes, or would: a line for each record."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibkit.dedupe.reporting import Written

_DONE = ("filled", "added")
_COMPARED = ("could gain", "new")


def changes(written: "Written", *, compared: bool = False) -> Iterator[str]:
    """What a library did not have: fields of its records, and new ones.

    ``compared``: the library stays, and the lines say what it lacks.
    """
    filled, added = _COMPARED if compared else _DONE
    merged = written.merged
    enriched = []
    for number, cluster in enumerate(merged.clusters):
        if cluster.members[0] >= merged.library:
            continue
        citation = written.citation(number)
        gained = [each for each in merged.choices(number) if each.rule == "filled"]
        places = dict.fromkeys(str(s) for each in gained for s in each.sources if s.path)
        fields = ", ".join(each.field for each in gained)
        enriched.append(
            f"{filled} {citation.key}: {fields} (from {', '.join(places)})"
            if gained
            else f"known {citation.key}: nothing new"
        )
    yield from sorted(enriched)
    for citation in written.citations[merged.library :]:
        place = str(citation.sources[0]) if citation.sources else "-"
        yield f"{added} {citation.key}: {citation.title} (from {place})"
