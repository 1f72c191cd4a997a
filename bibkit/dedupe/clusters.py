"""Citations that are one work, grouped; a group never holds a contradiction."""

from collections.abc import Sequence
from dataclasses import dataclass

from bibkit import titles
from bibkit.dedupe.matching import compare
from bibkit.model import Citation


@dataclass(frozen=True, slots=True)
class Cluster:
    """The positions of citations that are one work, and the reasons."""

    members: tuple[int, ...]
    reasons: tuple[str, ...]


def cluster(citations: Sequence[Citation]) -> list[Cluster]:
    """The clusters of two and more citations, in the order of their first members.

    A citation joins a cluster only if it matches every member, so that a chain of likeness
    never joins what contradicts itself.
    """
    blocks: dict[str, list[int]] = {}
    for position, citation in enumerate(citations):
        if key := titles.key(citation.title):
            blocks.setdefault(key, []).append(position)
    found = []
    for positions in blocks.values():
        if len(positions) > 1:
            found += _within(citations, positions)
    return sorted(found, key=lambda one: one.members)


def _within(citations: Sequence[Citation], positions: Sequence[int]) -> list[Cluster]:
    # Content decides the order in which clusters grow, so that the input's order does not.
    ordered = sorted(positions, key=lambda p: (-len(citations[p].author), repr(citations[p])))
    groups: list[list[int]] = []
    reasons: list[dict[str, None]] = []
    for position in ordered:
        for group, why in zip(groups, reasons, strict=True):
            matches = [compare(citations[position], citations[member]) for member in group]
            if all(matches):
                group.append(position)
                why.update(dict.fromkeys(r for match in matches for r in match.reasons))
                break
        else:
            groups.append([position])
            reasons.append({})
    return [
        Cluster(tuple(sorted(group)), tuple(why))
        for group, why in zip(groups, reasons, strict=True)
        if len(group) > 1
    ]
