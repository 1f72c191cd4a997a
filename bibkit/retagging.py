"""What tags mean beside one another: said once a syntax, so that a table needs no ``if``."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from bibkit.memos import remember
from bibkit.model import Field, tag_of
from bibkit.patterns import lazy


class Retagging:
    """The tags of a record put right, as a syntax's options say, in both directions.

    ``renamed`` gives the tags of a kind their usual ones (an edited book's authors are its
    editors). ``instead`` says which tag stands for one that is missing, in all kinds or in
    those of ``kinds``: a book's series for its title; ``every`` field of the tag, if it says
    so. ``further`` says how a list of names says that it goes on ("et al."), and which tag
    tells so. ``joined`` are tags that repeat for the paragraphs of one text, each with the
    pattern of values that stand alone.
    """

    def __init__(self, syntax: Mapping[str, Any]) -> None:
        self.renamed: Mapping[str, Mapping[str, str]] = syntax.get("renamed", {})
        self.instead: dict[frozenset[str], list[_Instead]] = {}
        for row in syntax.get("instead", ()):
            missing = row["missing"]
            every = row.get("every", False)
            instead = _Instead(missing[0], row["take"], row.get("kinds", ()), every)
            self.instead.setdefault(frozenset(missing), []).append(instead)
        self.asked = [
            (missing, frozenset(kind for row in rows for kind in row.kinds))
            if all(row.kinds for row in rows)
            else (missing, None)
            for missing, rows in self.instead.items()
        ]
        self.joined = [(tag, lazy(alone)) for tag, alone in syntax.get("joined", {}).items()]
        further = syntax.get("further", {})
        self.tags: Mapping[str, str] = further.get("tags", {})
        self.ends = tuple(further.get("ends", ()))
        self.goes_on = lazy(further["pattern"]) if further else None
        self._concerned: dict[tuple[str, ...], bool] = {}

    def has_open_lists(self, tags: Iterable[str], values: Iterable[str]) -> bool:
        """Whether a list of names may go on: a glance, which looks at their last letters."""
        known = self.tags
        people = [text for tag, text in zip(tags, values, strict=True) if tag in known]
        return any(text.endswith(self.ends) for text in people)

    def concerns(self, kind: str, tags: Sequence[str]) -> bool:
        """Whether fields of these tags may have to be put right; few records have."""
        shape = (kind, *tags)
        known = self._concerned.get(shape)
        if known is None:
            known = kind.upper() in self.renamed or self.lacks(kind, tags)
            known = known or any(tags.count(tag) > 1 for tag, _ in self.joined)
            remember(self._concerned, shape, known)
        return known

    def usual(self, kind: str, fields: tuple[Field, ...]) -> tuple[Field, ...]:
        """``fields`` as they were read, with the tags that are meant."""
        kind = kind.upper()
        if names := self.renamed.get(kind):
            fields = tuple(Field(names.get(f.tag, f.tag), f.value, f.line) for f in fields)
        for missing, rows in self.instead.items():
            for row in rows:
                if row.concerns(kind) and missing.isdisjoint(map(tag_of, fields)):
                    fields = row.filled(fields)
        tags = [field[0] for field in fields]
        for tag, alone in self.joined:
            if tags.count(tag) > 1:
                fields = _joined(fields, tag, alone.match)
        return tuple(self._closed(fields))

    def _closed(self, fields: Sequence[Field]) -> list[Field]:
        """The fields of people, the words that others follow in a field of their own."""
        closed: list[Field] = []
        told: set[str] = set()
        for field in fields:
            tag, value, line = field
            text = str(value)
            tail = max(0, len(text) - _TAIL)
            found = self.goes_on and tag in self.tags and self.goes_on.search(text[tail:])
            if not found:
                closed.append(field)
                continue
            if name := text[: tail + found.start()]:
                closed.append(Field(tag, name, line))
            if self.tags[tag] not in told:
                told.add(self.tags[tag])
                closed.append(Field(self.tags[tag], "true", line))
        return closed

    def lacks(self, kind: str, tags: Sequence[str]) -> bool:
        """Whether another of these tags might stand for one that is missing in a kind."""
        kind = kind.upper()
        for missing, kinds in self.asked:
            if (kinds is None or kind in kinds) and missing.isdisjoint(tags):
                return True
        return False

    def marked(self, kind: str, fields: tuple[Field, ...]) -> list[str]:
        """The missing tags that must be written, empty, lest another stand for them."""
        kind = kind.upper()
        marked = (
            row.missing
            for missing, rows in self.instead.items()
            for row in rows
            if row.concerns(kind)
            and missing.isdisjoint(map(tag_of, fields))
            and row.filled(fields) is not fields
        )
        return list(dict.fromkeys(marked))


_TAIL = 40
"""Characters at a value's end that may say that a list goes on."""


def _joined(
    fields: tuple[Field, ...], tag: str, alone: Callable[[str], object]
) -> tuple[Field, ...]:
    """The fields, the texts of a tag in the first of them; no text twice."""
    places = [
        place
        for place, field in enumerate(fields)
        if field.tag == tag and field.value and not alone(str(field.value))
    ]
    texts = dict.fromkeys(str(fields[place].value) for place in places)
    kept = [field for place, field in enumerate(fields) if place not in places[1:]]
    if places:
        first = fields[places[0]]
        kept[places[0]] = Field(tag, "\n".join(texts), first.line)
    return tuple(kept)


class _Instead(NamedTuple):
    """The tags that stand for a missing one, in some kinds or all."""

    missing: str
    take: Sequence[str]
    kinds: Sequence[str]
    every: bool

    def concerns(self, kind: str) -> bool:
        """Whether it is of records of this kind."""
        return not self.kinds or kind in self.kinds

    def filled(self, fields: tuple[Field, ...]) -> tuple[Field, ...]:
        """The fields, with the first that says something in the place of the missing one.

        Or ``every`` one of that tag.
        """
        for tag in self.take:
            places = [n for n, field in enumerate(fields) if field.tag == tag and field.value]
            if places:
                taken = list(fields)
                for place in places if self.every else places[:1]:
                    taken[place] = Field(self.missing, fields[place].value, fields[place].line)
                return tuple(taken)
        return fields
