"""Could two citations be the same work, and why."""

from dataclasses import dataclass
from itertools import product

from bibkit import identifiers, names, titles
from bibkit.model import Citation, Name


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two citations are: a score from 0 to 1 and the reasons for it."""

    score: float
    reasons: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.score >= 0.5


def compare(one: Citation, other: Citation) -> Match:
    """Equal titles and no contradiction in authors, year or identifiers make a match."""
    if titles.key(one.title) != titles.key(other.title) or not one.title:
        return Match(0.0, ("different titles",))
    if against := contradiction(one, other):
        return Match(0.0, ("same title", against))
    return Match(1.0, ("same title", *_support(one, other)))


def contradiction(one: Citation, other: Citation) -> str:
    """What speaks against two citations of one title being one work, or ``""``."""
    if not _authors_agree(one, other):
        return "different authors"
    years = [c.issued.year for c in (one, other) if c.issued and c.issued.year is not None]
    if len(years) == 2 and abs(years[0] - years[1]) > 1:
        return f"years {years[0]} and {years[1]}"
    for scheme in ("doi", "arxiv"):
        pair = [
            {identifiers.comparable(i) for i in c.ids if i.scheme == scheme}
            for c in (one, other)
        ]
        if all(pair) and not pair[0] & pair[1]:
            return f"different {scheme}"
    return ""


def _authors_agree(one: Citation, other: Citation) -> bool:
    """Whether both lists can be beginnings of one list."""
    if not all(map(names.compatible, one.author, other.author)):
        return False
    if not (one.author and other.author):
        return True
    shorter, longer = sorted((one, other), key=lambda c: len(c.author))
    if len(shorter.author) == len(longer.author):
        return shorter.more_authors == longer.more_authors or not _counts_differ(one, other)
    return shorter.more_authors


def _counts_differ(one: Citation, other: Citation) -> bool:
    counts = [len(c.author) if not c.more_authors else c.author_count for c in (one, other)]
    return None not in counts and counts[0] != counts[1]


def _support(one: Citation, other: Citation) -> tuple[str, ...]:
    reasons = []
    if one.author and other.author:
        reasons.append("same authors")
    elif _owner_among(one, other):
        reasons.append("owner among the authors")
    if one.issued and one.issued == other.issued:
        reasons.append("same date")
    return tuple(reasons)


def _owner_among(one: Citation, other: Citation) -> bool:
    pairs: list[tuple[Name, Name]] = [
        *product(one.also_by, other.author),
        *product(other.also_by, one.author),
    ]
    return any(names.compatible(a, b) for a, b in pairs)
