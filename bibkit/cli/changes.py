"""What a merge into a library changes, or would; and versions that are left apart."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

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


def linked_versions(written: "Written", merging: dict[str, Any]) -> tuple["Written", int]:
    """Records that are versions of one work name each other, so many; a library's own stay."""
    from bibkit import dedupe
    from bibkit.dedupe.related import linked
    from bibkit.dedupe.reporting import Written
    from bibkit.diagnostics import ignore

    works = dedupe.merge(written.citations, **{**merging, "report": ignore}).clusters
    found = linked(written.citations, works, written.merged.library)
    count = sum(one != other for one, other in zip(found, written.citations, strict=True))
    return Written(written.merged, found, written.places), count
