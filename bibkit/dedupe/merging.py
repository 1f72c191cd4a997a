"""Several citations of one work to one, losing nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from bibkit.dedupe import naming, related, versions
from bibkit.dedupe.clusters import Cluster, Clustering, Link, cluster
from bibkit.dedupe.decisions import Decisions, Pair, undecided
from bibkit.dedupe.engines import MEMORY, Engine, chosen, finder
from bibkit.dedupe.enriching import enrich
from bibkit.dedupe.matching import Level
from bibkit.dedupe.provenance import Choice, place, shown
from bibkit.dedupe.uniting import United, unite
from bibkit.dedupe.watching import watched
from bibkit.diagnostics import Diagnostic, Report, ignore
from bibkit.errors import UsageError
from bibkit.keylinks import is_linked
from bibkit.model import Citation, Source

Outcome: TypeAlias = Literal["merged", "decided"]
"""Whether likeness put a cluster together or, for some of it, a person."""
_Unite: TypeAlias = Callable[[Sequence[Citation], versions.Prefer], United]
LEVELS: tuple[Level, ...] = get_args(Level)


@dataclass(frozen=True, slots=True)
class Merged:
    """The citations after a merge, and the clusters of input positions that became one.

    ``given`` are the citations before it, ``places`` and ``outcomes`` are, for each cluster,
    the position of its citation among ``citations`` and what put it together. ``review`` are
    pairs that may be one and were left apart. The first ``library`` citations are of a
    library that was merged into.
    """

    citations: tuple[Citation, ...]
    clusters: tuple[Cluster, ...]
    places: tuple[int, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    review: tuple[Link, ...] = ()
    given: tuple[Citation, ...] = ()
    prefer: versions.Prefer = "published"
    level: Level = "work"
    library: int = 0

    def titles(self) -> tuple[str, ...]:
        """The titles of the merged citations, a cluster each."""
        return tuple(self.citations[place].title for place in self.places)

    def members(self, number: int) -> tuple[Citation, ...]:
        """The citations that a cluster put together, by the cluster's number."""
        return tuple(self.given[position] for position in self.clusters[number].members)

    def choices(self, number: int) -> tuple[Choice, ...]:
        """Where each field of a cluster's citation is from, by the cluster's number."""
        return self._way(number)(self.members(number), self.prefer).choices

    def _way(self, number: int) -> _Unite:
        return enrich if self.clusters[number].members[0] < self.library else unite

    def destinations(self) -> list[int]:
        """For each input position the position of its citation among ``citations``."""
        gone = {m: number for number, one in enumerate(self.clusters) for m in one.members}
        first = {one.members[0] for one in self.clusters}
        found: list[int] = []
        count = 0
        for position in range(len(self.given)):
            number = gone.get(position)
            if number is not None and position not in first:
                found.append(self.places[number])
            else:
                found.append(count)
                count += 1
        return found


def merge(
    citations: Iterable[Citation],
    *,
    level: Level = "work",
    prefer: versions.Prefer = "published",
    decisions: Decisions | str | Path | None = None,
    report: Report = ignore,
    engine: Engine = "auto",
) -> Merged:
    """Citations of one work united; a merged one stands where its first member stood.

    With ``level="record"`` only what is one publication is. Of several versions the one is
    cited that ``prefer`` says; no field of it is taken from another. What people decided
    (``decisions``, or a file of them) goes before likeness. Every ``engine`` finds the same.

    Raises:
        UsageError: there is no such level, preference or engine, or it is not installed.
        UnreadableError: the file of decisions cannot be read.
    """
    return _merge((), citations, level, prefer, decisions, report, engine)


def merge_into(
    library: Iterable[Citation],
    citations: Iterable[Citation],
    *,
    level: Level = "work",
    prefer: versions.Prefer = "published",
    decisions: Decisions | str | Path | None = None,
    report: Report = ignore,
    engine: Engine = "auto",
) -> Merged:
    """A library and, behind it, the works that it lacks.

    Its records stay as they are, but that known works fill their empty fields; two of its
    own that may be one work are told and left alone.

    Raises:
        UsageError: there is no such level, preference or engine, or it is not installed.
        UnreadableError: the file of decisions cannot be read.
    """
    return _merge(tuple(library), citations, level, prefer, decisions, report, engine)


def _come_again(library: Sequence[Citation], given: Sequence[Citation]) -> set[Pair]:
    """Pairs of a library's records and those that say the same, letter for letter.

    A title of one word tells no work from another; but what was merged into a library once
    is not new the next time.
    """
    own: dict[str, int] = {}
    for position, citation in enumerate(library):
        own.setdefault(naming.record(citation), position)
    found: set[Pair] = set()
    for position in range(len(library), len(given)) if own else ():
        known = own.get(naming.record(given[position]))
        if known is not None:
            found.add((known, position))
    return found


def _merge(
    library: tuple[Citation, ...],
    citations: Iterable[Citation],
    level: Level,
    prefer: versions.Prefer,
    decisions: Decisions | str | Path | None,
    report: Report,
    engine: Engine,
) -> Merged:
    for value, allowed in ((level, LEVELS), (prefer, versions.PREFERENCES)):
        if value not in allowed:
            raise UsageError(f"{value!r} is none of {', '.join(allowed)}")
    given = (*library, *citations)
    used = chosen(engine, len(given))
    if decisions is None:
        decided = Decisions()
    else:
        decided = decisions if isinstance(decisions, Decisions) else Decisions.load(decisions)
    same, different = decided.pairs(given, report)
    again = _come_again(library, given) - different
    find = cluster if used == MEMORY else finder(used)
    found = find(given, level, same=same | again, different=different)
    clusters = found.clusters
    if library:
        clusters = tuple(_beside(found, len(library), given, report))
    merged, places = _united(given, clusters, len(library), prefer, report)
    joined = {member: number for number, one in enumerate(clusters) for member in one.members}
    people = {joined[one] for one, other in same if joined.get(one) == joined.get(other, -1)}
    made = Merged(
        merged,
        clusters,
        places,
        tuple("decided" if number in people else "merged" for number in range(len(clusters))),
        _doubts(found, different, given, report),
        given,
        prefer,
        level,
        len(library),
    )
    if not any(map(is_linked, merged)):
        return made
    linked = related.followed(merged, given, made.destinations())
    return replace(made, citations=linked)


def _united(
    given: Sequence[Citation],
    clusters: Sequence[Cluster],
    library: int,
    prefer: versions.Prefer,
    report: Report,
) -> tuple[tuple[Citation, ...], tuple[int, ...]]:
    first = {one.members[0]: one for one in clusters}
    gone = {member for one in clusters for member in one.members[1:]}
    merged: list[Citation] = []
    places: list[int] = []
    for position, citation in enumerate(watched(given, "uniting", len(given))):
        if position in gone:
            continue
        if position in first:
            places.append(len(merged))
            members = [given[member] for member in first[position].members]
            way = enrich if position < library else unite
            united = way(members, prefer)
            _tell(first[position], members, united, report)
            citation = related.without(united.citation, members)
        merged.append(citation)
    return tuple(merged), tuple(places)


def _beside(
    found: Clustering, library: int, given: Sequence[Citation], report: Report
) -> Iterable[Cluster]:
    """The clusters, those with several records of the library cut down to the first of them."""
    for one in found.clusters:
        mine = [member for member in one.members if member < library]
        if len(mine) < 2:
            yield one
            continue
        first = given[mine[0]]
        for other in mine[1:]:
            where = place(first)
            message = f"may be the work of {where or first.key}, both stay as they are"
            report(Diagnostic("possible-duplicate", message, place(given[other])))
        kept = {mine[0], *(member for member in one.members if member >= library)}
        if len(kept) > 1:
            links = tuple(link for link in one.links if {link.one, link.other} <= kept)
            yield Cluster(tuple(sorted(kept)), links)


def _doubts(
    found: Clustering,
    different: set[tuple[int, int]],
    given: Sequence[Citation],
    report: Report,
) -> tuple[Link, ...]:
    """The pairs that nobody decided about; each is told."""
    pairs = [(link.one, link.other) for link in found.review]
    groups = (one.members for one in found.clusters)
    left = set(undecided(pairs, groups, different)) if pairs else set()
    review = tuple(link for link in found.review if (link.one, link.other) in left)
    for link in review:
        why = ", ".join(link.match.reasons)
        where = str(place(given[link.one])) or f"record {link.one + 1}"
        message = f"may be the work of {where} ({why})"
        report(Diagnostic("possible-duplicate", message, place(given[link.other])))
    return review


def _tell(one: Cluster, members: Sequence[Citation], united: United, report: Report) -> None:
    source = place(united.base)
    known = sorted({str(s) for c in members for s in c.sources[:1] if s.path}, key=_by_line)
    places = " and ".join(known) if len(known) > 1 else f"{len(members)} records"
    why = ", ".join(one.reasons)
    title = united.citation.title or united.citation.key
    report(Diagnostic("merged", f"{title}: {places} are one ({why})", source))
    for other in united.versions:
        report(Diagnostic("other-version", _version(united.base, other), place(other)))
    for choice in united.conflicts:
        for alternative in choice.alternatives:
            used, lost = f"{shown(choice.value):.80}", f"{shown(alternative.value):.80}"
            message = f"{choice.field}: {used} is used, not {lost}"
            report(Diagnostic("conflict", message, source, choice.field))


def _by_line(text: str) -> tuple[str, int]:
    path, _, line = text.rpartition(":")
    return (path, int(line)) if line.isdigit() else (text, 0)


def _version(base: Citation, other: Citation) -> str:
    """Which version was not taken, and for which."""
    return f"{_described(base)} is cited, not {_described(other)}"


def _described(citation: Citation) -> str:
    year = citation.issued.year if citation.issued else None
    venue = citation.container_title or citation.publisher
    said = (citation.type, venue, str(year) if year is not None else "")
    return ", ".join(filter(None, said))


__all__ = ["Merged", "Outcome", "Source", "merge", "merge_into"]
