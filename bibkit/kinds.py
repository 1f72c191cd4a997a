"""What a format's words for types mean, by the fields that stand beside them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bibkit.memos import remember
from bibkit.model import TYPES, Field


class Pattern(NamedTuple):
    """A word and what must stand beside it: ``misc & howpublished=Preprint & !url``.

    On the left of a type table the word is a format's kind and the conditions are on tags;
    on the right it is a CSL type with conditions on canonical names. A condition without a
    value asks for presence, ``!`` for absence.
    """

    word: str
    equal: tuple[tuple[str, str], ...] = ()
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def bare(self) -> bool:
        """Whether the word alone decides."""
        return not (self.equal or self.present or self.absent)

    def matches(self, values: Mapping[str, Sequence[object]]) -> bool:
        """Whether ``values`` (those of each tag or name) meet every condition."""
        for tag, text in self.equal:
            folded = text.casefold()
            if not any(str(value).casefold() == folded for value in values.get(tag, ())):
                return False
        for tag in self.present:
            if not any(values.get(tag, ())):
                return False
        return not any(any(values.get(tag, ())) for tag in self.absent)

    def describes(self, values: Mapping[str, object]) -> bool:
        """Whether ``values`` meet every condition, and those of ``equal`` say nothing more."""
        return (
            all(values.get(name) == text for name, text in self.equal)
            and all(values.get(name) for name in self.present)
            and not any(values.get(name) for name in self.absent)
        )

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags (or names) that the conditions look at."""
        return (*(tag for tag, _ in self.equal), *self.present, *self.absent)


def parse_pattern(text: str) -> Pattern:
    """``"misc & howpublished=Preprint & eprint & !url"`` taken apart."""
    word, *conditions = (part.strip() for part in text.split("&"))
    equal, present, absent = [], [], []
    for condition in conditions:
        tag, sign, value = condition.partition("=")
        if sign:
            equal.append((tag, value))
        elif tag.startswith("!"):
            absent.append(tag[1:])
        else:
            present.append(tag)
    return Pattern(word, tuple(equal), tuple(present), tuple(absent))


def word_of(pattern: str) -> str:
    """The word that a pattern is of."""
    return pattern.partition("&")[0].strip()


class Kind:
    """One word for a kind: what it means, by the fields that tell its types apart.

    ``asked`` are the tags that it depends on, ``valued`` those of them whose value counts.
    """

    def __init__(self, word: str, rows: Sequence[tuple[str, str, bool]], marker: str) -> None:
        """``rows`` are patterns, what each means, and whether it uses up fields."""
        patterns = [(parse_pattern(left), parse_pattern(to), both) for left, to, both in rows]
        patterns.sort(key=lambda row: row[0].bare)  # those with conditions are tried first
        self._word = word
        self._patterns = patterns
        self._marker = marker
        self.asked = frozenset({marker, *(tag for row in patterns for tag in row[0].tags)})
        self.valued = frozenset((marker, *(tag for row in patterns for tag, _ in row[0].equal)))
        self._usual = _meaning(patterns, {})
        self._known: dict[tuple[object, ...], tuple[Pattern, Pattern] | None] = {}

    def meaning(self, fields: Sequence[Field]) -> tuple[Pattern, Pattern] | None:
        """What the kind means beside ``fields``, and the pattern of those it uses up."""
        asked, valued = self.asked, self.valued
        telling = tuple(
            [
                (tag, str(value) if tag in valued else bool(value))
                for tag, value, _ in fields
                if tag in asked
            ]
        )
        if not telling:
            return self._usual
        if telling in self._known:
            return self._known[telling]
        return remember(self._known, telling, self._told(telling), _REMEMBERED)

    def _told(
        self, telling: Sequence[tuple[str, str | bool]]
    ) -> tuple[Pattern, Pattern] | None:
        values: dict[str, list[object]] = {}
        for tag, value in telling:
            values.setdefault(tag, []).append(value)
        for word in values.get(self._marker, ()):
            if word in TYPES:
                word = str(word)
                return Pattern(word), Pattern(self._word, ((self._marker, word),))
        return _meaning(self._patterns, values)


def _meaning(
    patterns: Sequence[tuple[Pattern, Pattern, bool]], values: Mapping[str, Sequence[object]]
) -> tuple[Pattern, Pattern] | None:
    """What the first pattern that matches means, and what it uses up."""
    for pattern, meaning, both in patterns:
        if pattern.matches(values):
            return meaning, pattern if both else Pattern(pattern.word)
    return None


_REMEMBERED = 10_000  # combinations of telling fields, each kind
