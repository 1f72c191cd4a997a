"""The owner's co-authors: each person once, whatever the spellings of the name.

Two names are one person's where an ORCID says so, or the names do and no paper has both;
initials that may stand for several people are a person of their own.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bibkit.model import Citation, Name
from bibkit.names.comparing import normalized
from bibkit.patterns import lazy
from bibkit.publications.likeness import SURE, likeness
from bibkit.publications.owner import Standing

_SPELLED_UMLAUT = lazy(r"([aou])e")


@dataclass(slots=True)
class Person:
    """A co-author: the name in its fullest spelling, all spellings, the joint papers."""

    name: Name
    spellings: list[Name] = field(default_factory=list)
    papers: list[Citation] = field(default_factory=list)

    def adds(self, name: Name, papers: Iterable[Citation]) -> None:
        """Take a spelling, and the papers that have it."""
        self.spellings.append(name)
        self.papers += [one for one in papers if all(one is not has for has in self.papers)]

    def shares(self, papers: Iterable[Citation]) -> bool:
        """Whether one of these papers is among the person's."""
        return any(one is has for one in papers for has in self.papers)

    @property
    def others(self) -> tuple[str, ...]:
        """The spellings besides the fullest."""
        return tuple(dict.fromkeys(str(s) for s in self.spellings if str(s) != str(self.name)))


def coauthors(papers: Iterable[tuple[Citation, Standing]]) -> list[Person]:
    """Who wrote papers with the owner, in the order of first appearance; groups too."""
    written: dict[Name, list[Citation]] = {}
    for citation, standing in papers:
        role = (
            "author" if "author" in standing.places else next(iter(standing.places), "author")
        )
        people: Sequence[Name] = getattr(citation, role)
        for place, name in enumerate(people):
            if name and place != standing.places.get(role):
                works = written.setdefault(name, [])
                if not works or works[-1] is not citation:
                    works.append(citation)
    order = {name: place for place, name in enumerate(written)}
    persons = united(written)
    return sorted(persons, key=lambda one: min(order[name] for name in one.spellings))


def united(written: dict[Name, list[Citation]]) -> list[Person]:
    """Names with the papers that have them, as people; the fullest name of each first."""
    rooms: dict[str, list[Person]] = {}
    for name in sorted(written, key=fullness, reverse=True):
        room = rooms.setdefault(room_of(name), [])
        papers = written[name]
        likely = [one for one in room if is_one(one.name, name) and not one.shares(papers)]
        if len(likely) == 1:
            likely[0].adds(name, papers)
        else:
            person = Person(name)
            person.adds(name, papers)
            room.append(person)
    return [person for room in rooms.values() for person in room]


def room_of(name: Name) -> str:
    """What names that may be one person's share, and few others: family and first initial."""
    return _SPELLED_UMLAUT.sub(r"\1", normalized(name))


def is_one(one: Name, other: Name) -> bool:
    """Whether two names surely are one person's."""
    return min(likeness(one, other).score, likeness(other, one).score) >= SURE


def fullness(name: Name) -> tuple[int, int, int, str]:
    """How much a name says: whole words before initials, letters, both cases, accents."""
    words = [word for word in name.given.replace("-", " ").split() if len(word.strip(".")) > 1]
    shown = str(name)
    accents = len(unicodedata.normalize("NFD", shown)) - len(shown)
    return len(words), len(name.given), -shown.isupper() * 2 + accents, shown
