"""Which works a program has already: by identifier, then by title and authors."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bibkit import identifiers, names, titles
from bibkit.model import Citation, Name

_TELLING = ("doi", "arxiv", "pmid", "pmcid")


@dataclass(frozen=True, slots=True)
class Work:
    """What tells a work from others: identifiers, the title, the first author, the year."""

    ids: tuple[str, ...]
    title: str
    author: Name | None
    year: int | None

    def is_same(self, other: "Work") -> bool:
        """Whether two works of one title are one.

        As Zotero has it: identifiers of one kind do not differ, years by one at most, and
        the first authors can be one person.
        """
        schemes = {each.partition(":")[0] for each in self.ids}
        if any(
            each not in self.ids and each.partition(":")[0] in schemes for each in other.ids
        ):
            return False
        if self.year and other.year and abs(self.year - other.year) > 1:
            return False
        if self.author is None or other.author is None:
            return self.author is other.author
        return names.compatible(self.author, other.author)

    @property
    def mark(self) -> str:
        """A short name of the work, the same in every run."""
        family = self.author.family or self.author.literal if self.author else ""
        told = (*self.ids, self.title, family, str(self.year))
        return hashlib.sha256("\0".join(told).encode()).hexdigest()[:20]


def work_of(citation: Citation) -> Work:
    """The work that a citation is of."""
    known = (each for each in citation.ids if each.scheme in _TELLING)
    told = (identifiers.comparable(each) for each in known)
    return Work(
        ids=tuple(sorted(f"{each.scheme}:{each.value}" for each in told)),
        title=titles.key(citation.title),
        author=citation.author[0] if citation.author else None,
        year=citation.issued.year if citation.issued else None,
    )


class Works:
    """The works that are somewhere, each with the key that it has there."""

    def __init__(self, known: Iterable[tuple[Work, str]] = ()) -> None:
        self._by_id: dict[str, str] = {}
        self._by_title: dict[str, list[tuple[Work, str]]] = {}
        for work, key in known:
            self.add(work, key)

    def add(self, work: Work, key: str) -> None:
        """Add a work."""
        for each in work.ids:
            self._by_id.setdefault(each, key)
        if work.title:
            self._by_title.setdefault(work.title, []).append((work, key))

    def find(self, work: Work) -> str | None:
        """The key of the same work; None if it is not there."""
        return next(self._all(work), None)

    def _all(self, work: Work) -> Iterator[str]:
        yield from (self._by_id[each] for each in work.ids if each in self._by_id)
        for known, key in self._by_title.get(work.title, ()):
            if known.is_same(work):
                yield key
