"""The one citation that several become, field by field, each with its reasons."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from bibkit import identifiers, titles
from bibkit.dedupe import versions
from bibkit.dedupe.agreement import (
    CUT,
    Said,
    address,
    agree,
    begins,
    each_once,
    is_finer,
    joined_extras,
    not_in_others,
    rendering,
)
from bibkit.dedupe.authorship import Authorship, authorship
from bibkit.dedupe.identity import united_ids
from bibkit.dedupe.provenance import Alternative, Choice, place
from bibkit.model import VARIABLES, Citation, Date, Name, Source

_Decided: TypeAlias = tuple[str, Any, str, Sequence[Citation], Said]
"""A field, its value, the rule, who says it, and what others say."""


@dataclass(slots=True)
class United:
    """A merged citation, why it is as it is, and what its records contradict each other in.

    ``conflicts`` are the choices that left out what the same publication, or the work as a
    whole, cannot be as well; ``versions`` are records of other versions than the preferred.
    """

    citation: Citation
    conflicts: Sequence[Choice]
    versions: Sequence[Citation]
    base: Citation
    explained: Callable[[], Iterable[Choice]]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Every field with its reasons; made when somebody asks."""
        return tuple(self.explained())


def unite(members: Iterable[Citation], prefer: versions.Prefer) -> United:
    """One citation of ``members``: no version mixed with another, nothing made up."""
    union = _Union(versions.ordered(members, prefer))
    people = authorship(union.best)
    # People may be known where no list of authors is.
    for name in sorted({*union.said, "author"}, key=_ORDER.__getitem__):
        if name == "author":
            union.take_people(people)
        elif name not in _AUTHORSHIP:
            union.choose(name, union.said[name])
    return union.result()


_AUTHORSHIP = frozenset({"author", "more_authors", "author_count", "also_by"})
_ORDER = {name: place for place, name in enumerate(VARIABLES)}


class _Union:
    """The fields of a citation as they are decided."""

    def __init__(self, ranked: Sequence[versions.Version]) -> None:
        self.best = [each.citation for each in ranked]
        self.base = ranked[0]
        self._inside = versions.of_publication(ranked)
        rest = [each for each in ranked if id(each.citation) not in self._inside]
        self._beside = set(self._inside)
        self._others: list[versions.Version] = []
        for each in rest:
            if versions.is_rival(self.base, each):
                self._beside.add(id(each.citation))
            else:
                self._others.append(each)
        self.values: dict[str, Any] = {}
        self.decided: list[_Decided] = []
        self.conflicts: list[Choice] = []
        self.said: dict[str, Said] = {}
        for each in ranked:
            for name, value in each.values.items():
                self.said.setdefault(name, []).append((value, each.citation))

    def result(self) -> United:
        others = [each.citation for each in self._others if self._is_left_out(each.values)]
        return United(
            Citation.made(self.values), self.conflicts, others, self.best[0], self._choices
        )

    def _choices(self) -> Iterable[Choice]:
        for name, value, rule, sources, others in self.decided:
            yield Choice(name, value, _places(sources), rule, _alternatives(others))

    def _is_left_out(self, said: Mapping[str, Any]) -> bool:
        """Whether a record of another version says of its own what is not taken."""
        return any(self.values.get(name) != said[name] for name in versions.BLOCK & said.keys())

    def choose(self, name: str, said: Said) -> None:
        if name in versions.BLOCK:
            self._block(name, said)
        elif name in _SPECIAL:
            _SPECIAL[name](self, said)
        else:
            kind = VARIABLES[name]
            if kind == "texts":
                self._united(name, said, each_once(value for value, _ in said))
            elif kind == "flag":
                self._united(name, said, True)
            else:
                self._first(name, said)

    def _take(
        self,
        name: str,
        value: Any,
        rule: str,
        sources: Sequence[Citation],
        others: Said | None = None,
        conflicts: Said | None = None,
    ) -> None:
        """Decide a field; of ``conflicts``, which are among the others, people are told."""
        if value is not None:
            self.values[name] = value
        self.decided.append((name, value, rule, sources, others or []))
        if conflicts:
            told = _alternatives(conflicts)
            self.conflicts.append(Choice(name, value, _places(sources), rule, told))

    def _block(self, name: str, said: Said) -> None:
        inside = [(value, each) for value, each in said if id(each) in self._inside]
        if not inside:
            self._take(name, None, "other-version", (), said)
            return
        if name == "more_editors" and "editor" in self.values:
            of = self._taken_from("editor")
            inside = [(value, each) for value, each in inside if place(each) in of] or inside
        used = inside[0][0]
        for value, _ in inside[1:]:
            if is_finer(name, value, used):
                used = value
        sources = [each for value, each in inside if value == used]
        rule = "version" if sources[0] is self.best[0] else "publication"
        others = [(value, each) for value, each in said if value != used]
        conflicts = [
            (value, each)
            for value, each in others
            if id(each) in self._beside and not agree(name, used, value)
        ]
        if name == "type" and self.base.is_unpublished:
            conflicts = []  # each program has its own word for a preprint
        self._take(name, used, rule, sources, others, conflicts)

    def _taken_from(self, name: str) -> tuple[Source, ...]:
        return next((_places(each[3]) for each in self.decided if each[0] == name), ())

    def _first(self, name: str, said: Said) -> None:
        used = said[0][0]
        for value, _ in said[1:]:
            if is_finer(name, value, used):
                used = value
        others = [(value, each) for value, each in said if value != used]
        conflicts = [each for each in others if not agree(name, used, each[0])]
        sources = [each for value, each in said if value == used]
        self._take(name, used, "first", sources, others, conflicts)

    def _united(self, name: str, said: Said, value: Any) -> None:
        self._take(name, value, "united", [each for _, each in said])

    def title(self, said: Said) -> None:
        """The title of the preferred version; a rendering with casing and markup is better."""
        if all(value == said[0][0] for value, _ in said):
            self._take("title", said[0][0], "rendering", [each for _, each in said])
            return
        key = titles.key(said[0][0])
        ranked = said
        if said[0][0].endswith(CUT):
            whole = [each for each in said if begins(said[0][0], each[0])]
            if whole:
                key = titles.key(whole[0][0])
                ranked = whole
        renderings = [each for each in ranked if titles.key(each[0]) == key]
        used = max(renderings, key=lambda each: rendering(each[0]))[0]
        others = [(value, each) for value, each in said if value != used]
        conflicts = [
            (value, each)
            for value, each in others
            if id(each) in self._inside and titles.key(value) != key and not begins(value, used)
        ]
        sources = [each for value, each in said if value == used]
        self._take("title", used, "rendering", sources, others, conflicts)

    def longest(self, name: str, said: Said) -> None:
        used = max((value for value, _ in said), key=len)
        others = [(value, each) for value, each in said if value != used]
        sources = [each for value, each in said if value == used]
        self._take(name, used, "longest", sources, others)

    def paragraphs(self, name: str, said: Said) -> None:
        """Texts as paragraphs of one, each once."""
        found = each_once(value.split("\n\n") for value, _ in said)
        self._united(name, said, "\n\n".join(not_in_others(found)))

    def largest(self, name: str, rule: str, said: Said) -> None:
        used = max((value for value, _ in said), key=_size)
        others = [(value, each) for value, each in said if value != used]
        sources = [each for value, each in said if value == used]
        self._take(name, used, rule, sources, others)

    def url(self, said: Said) -> None:
        """The address of the preferred version; what an identifier resolves to is no loss."""
        inside = [(value, each) for value, each in said if id(each) in self._inside]
        used = (inside or said)[0][0]
        others = [(value, each) for value, each in said if value != used]
        known = {identifiers.comparable(each).value for c in self.best for each in c.ids}
        conflicts = [
            (value, each)
            for value, each in others
            if address(value) != address(used)
            and not (
                (ids := identifiers.find(value))
                and all(identifiers.comparable(one).value in known for one in ids)
            )
        ]
        self._take(
            "url", used, "first", [c for value, c in said if value == used], others, conflicts
        )

    def ids(self, said: Said) -> None:
        """Ids of the preferred publication, then those of other versions, none for another."""
        taken, others = united_ids(said, self._inside, self.base)
        self._take("ids", taken, "united", [each for _, each in said], others)

    def extra(self, said: Said) -> None:
        self._united("extra", said, joined_extras(value for value, _ in said))

    def sources(self, said: Said) -> None:
        every = each_once(value for value, _ in said)
        # Where it was read is no choice: no provenance of the provenance.
        self.values["sources"] = tuple(sorted(every, key=lambda s: (s.path, s.line, s.key)))

    def take_people(self, people: Authorship) -> None:
        """The authors with what belongs to their list."""
        for name, value in (
            ("more_authors", people.more_authors or None),
            ("author_count", people.author_count),
            ("also_by", people.also_by or None),
        ):
            said = self.said.get(name, [])
            if value is not None or said:
                hidden = "united" if value else "listed"
                rule = hidden if name == "also_by" else "authors"
                others = [(other, each) for other, each in said if other != value]
                by = [each for other, each in said if other == value or name == "also_by"]
                self._take(name, value, rule, by, others)
        if not people.author or people.taken is None:
            return
        said = self.said["author"]
        richer = set(people.author).difference(people.taken.author)
        sources = [people.taken, *(each for value, each in said if richer.intersection(value))]
        others = [(value, each) for value, each in said if value != people.author]
        unplaced: dict[int, tuple[list[Name], Citation]] = {}
        for person, each in people.unplaced:
            unplaced.setdefault(id(each), ([], each))[0].append(person)
        conflicts: Said = [(tuple(found), each) for found, each in unplaced.values()]
        conflicts += [(each.author, each) for each in people.disordered]
        self._take("author", people.author, "authors", sources, others, conflicts)


_SPECIAL: dict[str, Callable[[_Union, Said], None]] = {
    "title": _Union.title,
    "url": _Union.url,
    "ids": _Union.ids,
    "extra": _Union.extra,
    "sources": _Union.sources,
    "abstract": lambda union, said: union.longest("abstract", said),
    "note": lambda union, said: union.paragraphs("note", said),
    "annote": lambda union, said: union.paragraphs("annote", said),
    "comments": lambda union, said: union.largest("comments", "largest", said),
    "accessed": lambda union, said: union.largest("accessed", "latest", said),
}


def _places(sources: Iterable[Citation]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(map(place, sources)))


def _alternatives(others: Said) -> tuple[Alternative, ...]:
    return tuple(Alternative(value, place(each)) for value, each in others)


def _size(value: Any) -> Any:
    if isinstance(value, Date):
        return value.year or -9999, value.month or 0, value.day or 0
    return value
