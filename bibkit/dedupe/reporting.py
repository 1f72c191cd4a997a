"""What a merge did, for people and programs: the figures, every cluster, and the way back."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bibkit.dedupe.clusters import Link
from bibkit.dedupe.merging import Merged
from bibkit.dedupe.plainvalues import plain, restored
from bibkit.dedupe.provenance import Choice, place
from bibkit.model import Citation, replace


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a review's flow diagram (PRISMA 2020, "identification").

    ``sources`` are, for each source, the records read and those of them that were removed
    as duplicates; the record that stands first in a cluster is the one that is left.
    """

    sources: Mapping[str, tuple[int, int]]
    doubtful: int
    clusters: int

    @property
    def records(self) -> int:
        """The records that were read."""
        return sum(read for read, _ in self.sources.values())

    @property
    def removed(self) -> int:
        """The records that became part of another."""
        return sum(removed for _, removed in self.sources.values())

    @property
    def left(self) -> int:
        """The citations that are left."""
        return self.records - self.removed


def figures(merged: Merged) -> Figures:
    """The figures of a merge."""
    read = Counter(place(each).path for each in merged.given)
    removed = Counter(
        place(merged.given[member]).path
        for one in merged.clusters
        for member in one.members[1:]
    )
    sources = {path: (count, removed[path]) for path, count in read.items()}
    return Figures(sources, len(merged.review), len(merged.clusters))


@dataclass(frozen=True, slots=True)
class Written:
    """A merge's citations as they were written: with their keys, in their order.

    ``places`` are, for each of the merge's citations, the position in ``citations``.
    """

    merged: Merged
    citations: Sequence[Citation]
    places: Sequence[int]

    @staticmethod
    def of(merged: Merged) -> "Written":
        """A merge whose citations were not touched since."""
        return Written(merged, merged.citations, range(len(merged.citations)))

    def citation(self, number: int) -> Citation:
        """The citation of a cluster, by the cluster's number."""
        return self.citations[self.places[self.merged.places[number]]]


def report(written: Written, losses: Sequence[Mapping[str, Any]] = ()) -> Iterator[str]:
    """The report as JSON, a record, cluster or pair a line; ``unmerge`` reads it.

    ``losses`` is what the files that were written do not hold.
    """
    merged = written.merged
    known = figures(merged)
    sources = {
        path: {"records": read, "duplicates": removed}
        for path, (read, removed) in known.sources.items()
    }
    yield "{\n"
    for name, value in (
        ("level", merged.level),
        ("prefer", merged.prefer),
        ("records", known.records),
        ("duplicates", known.removed),
        ("doubtful", known.doubtful),
        ("left", known.left),
        ("by_source", sources),
    ):
        yield f"{_line(name)}: {_line(value)},\n"
    clusters = (_cluster(written, number) for number in range(len(merged.clusters)))
    yield from _array("clusters", clusters)
    yield ",\n"
    yield from _array("review", (_doubt(written, link) for link in merged.review))
    yield ",\n"
    yield from _array("input", _input(written))
    yield ",\n"
    yield from _array("losses", iter(losses))
    yield "\n}\n"


def _array(name: str, items: Iterator[Any]) -> Iterator[str]:
    yield f"{_line(name)}: ["
    separator = "\n"
    for item in items:
        yield separator + _line(item)
        separator = ",\n"
    yield "]" if separator == "\n" else "\n]"


_encode = json.JSONEncoder(ensure_ascii=False).encode


def _line(value: Any) -> str:
    text = _encode(value)
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a pair of surrogates
        return json.dumps(value)
    return text


def _cluster(written: Written, number: int) -> dict[str, Any]:
    merged = written.merged
    one = merged.clusters[number]
    citation = written.citation(number)
    return {
        "key": citation.key,
        "title": citation.title,
        "outcome": merged.outcomes[number],
        "members": list(one.members),
        "matches": [_link(link) for link in one.links],
        "records": [plain(each) for each in merged.members(number)],
        "fields": [_choice(each) for each in merged.choices(number)],
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "one": link.one,
        "other": link.other,
        "score": round(link.match.score, 4),
        "reasons": list(link.match.reasons),
    }


def _choice(choice: Choice) -> dict[str, Any]:
    found: dict[str, Any] = {
        "field": choice.field,
        "value": plain(choice.value),
        "rule": choice.rule,
        "sources": [str(each) for each in choice.sources],
    }
    if choice.alternatives:
        found["alternatives"] = [
            {"value": plain(each.value), "source": str(each.source)}
            for each in choice.alternatives
        ]
    return found


def _doubt(written: Written, link: Link) -> dict[str, Any]:
    given = written.merged.given
    return {**_link(link), "records": [plain(given[link.one]), plain(given[link.other])]}


def _input(written: Written) -> Iterator[dict[str, Any]]:
    """Where each record that was read is now; with its key where that was made or changed."""
    merged = written.merged
    for citation, home in zip(merged.given, merged.destinations(), strict=True):
        here = written.places[home]
        found: dict[str, Any] = {"source": str(place(citation)), "place": here}
        if citation.key != written.citations[here].key:
            found["key"] = citation.key
        yield found


def unmerge(citations: Sequence[Citation], told: Mapping[str, Any]) -> list[Citation]:
    """The citations before a merge, from those after it and its report (as JSON says it)."""
    records = {
        position: restored(values)
        for one in told["clusters"]
        for position, values in zip(one["members"], one["records"], strict=True)
    }
    found = []
    for position, where in enumerate(told["input"]):
        if position in records:
            found.append(records[position])
            continue
        citation = citations[where["place"]]
        found.append(replace(citation, key=where["key"]) if "key" in where else citation)
    return found
