"""Numbers of papers: for the whole list or by section, falling or rising, and kept for years.

A file of numbers remembers which paper had which. A paper keeps its number, a new one gets the
next, and a number whose paper moved to another section is not given again.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bibkit import titles
from bibkit.errors import UnreadableError
from bibkit.identifiers import comparable
from bibkit.model import Citation
from bibkit.publications.grouping import Plan, in_order

SCHEMES = ("none", "global", "section")
"""How papers are numbered: not at all, through the list, or in each section anew."""

_LASTING = frozenset({"doi", "arxiv", "pmid", "isbn", "openalex", "dblp"})


@dataclass(frozen=True, slots=True)
class Known:
    """A line of the file of numbers: what was numbered so."""

    prefix: str
    number: int
    ids: frozenset[str]
    title: str

    def is_of(self, citation: Citation) -> bool:
        """Whether this is the number of a work: of one identifier, or one title."""
        ids = _ids(citation)
        return bool(self.ids & ids) or titles.key(self.title) == titles.key(citation.title)


def _ids(citation: Citation) -> frozenset[str]:
    found = (comparable(each) for each in citation.ids if each.scheme in _LASTING)
    return frozenset(f"{each.scheme}:{each.value}" for each in found)


def numbered(
    plans: Sequence[Plan],
    scheme: str,
    *,
    rising: bool = False,
    oldest_first: bool = False,
    known: Sequence[Known] = (),
    kept: bool = False,
) -> dict[str, tuple[str, int]]:
    """Each work's prefix and number, by its key.

    What stands last in its section has 1, or, where numbers are ``rising``, what stands
    first. Sections of one prefix are numbered together; so are, where numbers are ``kept``
    for years, those that have none.
    """
    if scheme == "none":
        return {}
    series: dict[tuple[str, int], list[Plan]] = {}
    for place, plan in enumerate(plans):
        for leaf in plan.leaves():
            letter = leaf.letter if scheme == "section" else ""
            alone = scheme == "section" and not letter and not kept
            series.setdefault((letter, place if alone else -1), []).append(leaf)
    labels: dict[str, tuple[str, int]] = {}
    for (letter, _), leaves in series.items():
        ordered = [work for leaf in leaves for work in leaf.works]
        if len(leaves) > 1:
            ordered = in_order(ordered, oldest_first=oldest_first)
        # The list from the end: what stands last has 1, or first where numbers rise.
        if not rising:
            ordered.reverse()
        for work, number in zip(ordered, _numbers(ordered, letter, known), strict=True):
            labels[work.key] = (letter, number)
    return labels


def _numbers(ordered: Sequence[Citation], letter: str, known: Sequence[Known]) -> list[int]:
    """The numbers of the papers of one section; those that are known stay."""
    mine = [one for one in known if one.prefix == letter]
    kept: dict[int, int] = {}
    given = set[int]()
    for place, citation in enumerate(ordered):
        for one in mine:
            if one.number not in given and one.is_of(citation):
                kept[place] = one.number
                given.add(one.number)
                break
    following = max((one.number for one in mine), default=0)
    numbers = []
    for place in range(len(ordered)):
        if place not in kept:
            following += 1
        numbers.append(kept.get(place, following))
    return numbers


def load_numbers(path: Path) -> tuple[Known, ...]:
    """What a file of numbers holds; nothing where there is no file yet.

    Raises:
        UnreadableError: the file is there, but is no file of numbers.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{path}: {error}") from error
    try:
        return tuple(
            Known(str(one["prefix"]), int(one["number"]), frozenset(one["ids"]), one["title"])
            for one in json.loads(text)["numbers"]
        )
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableError(
            f"{path}: is no file of numbers ({error}); move it away to begin anew"
        ) from error


def numbers_text(
    citations: Sequence[Citation],
    labels: Mapping[str, tuple[str, int]],
    known: Iterable[Known],
) -> Iterator[str]:
    """The file of numbers, a paper a line: those of today, and those that were given before."""
    found = {(one.prefix, one.number): one for one in known}
    by_key = {citation.key: citation for citation in citations}
    for key, (prefix, number) in labels.items():
        citation = by_key[key]
        before = found.get((prefix, number))
        ids = _ids(citation) | (before.ids if before else frozenset())
        found[prefix, number] = Known(prefix, number, ids, citation.title)
    yield '{"numbers": [\n'
    rows = [
        json.dumps(
            {
                "prefix": one.prefix, "number": one.number, "title": one.title,
                "ids": sorted(one.ids),
            },
            ensure_ascii=False,
        )
        for _, one in sorted(found.items())
    ]  # fmt: skip
    yield ",\n".join(rows)
    yield "\n]}\n"
