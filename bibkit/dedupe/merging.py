"""Several citations of one work to one, losing nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bibkit import dates, names
from bibkit.dedupe.clusters import Cluster, cluster
from bibkit.diagnostics import Diagnostic, Report, ignore
from bibkit.model import VARIABLES, Citation, Date, Name, Source

_UNITED = frozenset({"texts", "ids"})
_AUTHORSHIP = frozenset({"author", "more_authors", "author_count", "also_by"})


@dataclass(frozen=True, slots=True)
class Merged:
    """The citations after a merge, and the clusters of input positions that became one.

    ``places`` are, for each cluster, the position of its citation among ``citations``.
    """

    citations: tuple[Citation, ...]
    clusters: tuple[Cluster, ...]
    places: tuple[int, ...] = ()

    def titles(self) -> tuple[str, ...]:
        """The titles of the merged citations, a cluster each."""
        return tuple(self.citations[place].title for place in self.places)


def merge(citations: Iterable[Citation], report: Report = ignore) -> Merged:
    """Citations of one work united; a merged one stands where its first member stood."""
    given = list(citations)
    clusters = cluster(given).clusters
    first = {one.members[0]: one for one in clusters}
    gone = {member for one in clusters for member in one.members[1:]}
    merged: list[Citation] = []
    places: list[int] = []
    for position, citation in enumerate(given):
        if position in first:
            places.append(len(merged))
            merged.append(_united(given, first[position], report))
        elif position not in gone:
            merged.append(citation)
    return Merged(tuple(merged), clusters, tuple(places))


def _united(citations: Sequence[Citation], group: Cluster, report: Report) -> Citation:
    members = sorted((citations[m] for m in group.members), key=_rank)
    places = " and ".join(str(c.sources[0]) for c in members if c.sources and c.sources[0].path)
    places = places or f"{len(members)} records"
    source = members[0].sources[0] if members[0].sources else Source()
    why = ", ".join(group.reasons)
    report(Diagnostic("merged", f"{members[0].title}: {places} are one ({why})", source))
    values: dict[str, Any] = {}
    for name, kind in VARIABLES.items():
        if name not in _AUTHORSHIP:
            values[name] = _one_of(name, kind, members, report, source)
    values.update(_authorship(members))
    return Citation(**{name: value for name, value in values.items() if value is not None})


def _rank(citation: Citation) -> tuple[bool, int, str]:
    """Orders members: those with authors first, then those that say most."""
    return not citation.author, -len(citation.set_values()), repr(citation)


def _one_of(
    name: str, kind: str, members: Sequence[Citation], report: Report, source: Source
) -> Any:
    silent = getattr(Citation, name)
    given = [value for c in members if (value := getattr(c, name)) != silent]
    if kind in _UNITED:
        return tuple(dict.fromkeys(item for value in given for item in value))
    if kind == "sources":
        united = dict.fromkeys(item for value in given for item in value)
        return tuple(sorted(united, key=lambda s: (s.path, s.line)))
    if kind == "extra":
        return _united_extra(given)
    if not given:
        return None
    used = _finest(given) if kind == "date" else given[0]
    for other in given:
        if other != used and not _agree(name, used, other):
            message = f"{name}: {_shown(used)} is used, not {_shown(other)}"
            report(Diagnostic("conflict", message, source, name))
    return used


def _finest(given: Sequence[Date]) -> Date:
    """The first date, or one that says the same and more."""
    used = given[0]
    for other in given[1:]:
        if _refines(other, used):
            used = other
    return used


def _refines(fine: Date, coarse: Date) -> bool:
    """Whether ``fine`` is ``coarse`` with its month or day."""
    return coarse in (replace(fine, day=None), replace(fine, day=None, month=None))


def _agree(name: str, used: Any, other: Any) -> bool:
    """Whether two values differ in their rendering only; titles of one cluster always do."""
    return name == "title" or (isinstance(used, Date) and _refines(used, other))


def _united_extra(extras: Sequence[Any]) -> dict[str, tuple[Any, ...]]:
    united: dict[str, list[Any]] = {}
    for extra in extras:
        for tag, values in extra.items():
            kept = united.setdefault(tag, [])
            kept += (value for value in values if value not in kept)
    return {tag: tuple(values) for tag, values in united.items()}


def _authorship(members: Sequence[Citation]) -> dict[str, Any]:
    """The longest list, a complete one before a truncated one; owners not shown in it."""
    best = max(members, key=lambda c: (bool(c.author) and not c.more_authors, len(c.author)))
    also: list[Name] = []
    for name in (name for c in members for name in c.also_by):
        if not any(names.compatible(name, known) for known in (*best.author, *also)):
            also.append(name)
    return {
        "author": best.author,
        "more_authors": best.more_authors,
        "author_count": next((c.author_count for c in members if c.author_count), None),
        "also_by": tuple(also),
    }


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value))
    if isinstance(value, Date):
        return value.literal or dates.format_edtf(value)
    return f"{value!s:.80}"
