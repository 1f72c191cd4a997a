"""The rows of a table, compiled: how the value of a tag is read, and how one is written."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from typing import Any, NamedTuple, TypeAlias

from bibkit import codecs
from bibkit.codecs import Codec
from bibkit.errors import TableError
from bibkit.model import Citation

Coding: TypeAlias = str | Mapping[str, Any]
"""A codec's word, ``id`` with a scheme of identifiers, or values with their ``kinds``."""
Row: TypeAlias = tuple[
    Sequence[str],
    Sequence[str],
    Sequence[str],
    Sequence[Sequence[str]],
    Coding,
    str,
    frozenset[str] | None,
    str,
    bool,
    bool,
]
"""What the constructor of ``Rule`` takes."""


class Rule:
    """One row: canonical names on one side, tags on the other, a codec between.

    ``schemes`` holds, for each name, the identifier scheme where the name is ``ids``; ``keys``
    are the names with their schemes (``ids doi``) and ``empty`` what stands where one has no
    value. ``alternatives`` are further columns of tags, in order of preference. ``word`` is
    what tables call the codec. A ``plain`` row has one name, one tag, no label, and takes one
    field at a time: nearly all have.
    """

    __slots__ = (
        "_coding",
        "alternatives",
        "codec",
        "empty",
        "keys",
        "label",
        "names",
        "plain",
        "read",
        "schemes",
        "tags",
        "types",
        "word",
        "write",
    )

    codec: Codec

    def __init__(
        self,
        names: Sequence[str],
        schemes: Sequence[str],
        tags: Sequence[str],
        alternatives: Sequence[Sequence[str]],
        coding: Coding,
        word: str,
        types: frozenset[str] | None,
        label: str,
        read: bool,
        write: bool,
    ) -> None:
        self._coding = coding
        self.names = tuple(names)
        self.schemes = tuple(schemes)
        self.tags = tuple(tags)
        self.alternatives = tuple(map(tuple, alternatives))
        self.word = word
        self.types = types
        self.label = label
        self.read = read
        self.write = write
        self.keys = tuple(map(key_of, names, schemes))
        self.empty = tuple([getattr(Citation, name) for name in names])
        self.plain = len(names) == len(tags) == 1 and not label and self.names != ("ids",)

    def __getattr__(self, name: str) -> Codec:
        """The codec, looked for when it is asked for first: few rows are of a run's types."""
        if name != "codec":
            raise AttributeError(f"a rule has no {name!r}")
        self.codec = codec_of(self._coding)
        return self.codec

    @property
    def row(self) -> "Row":
        """What the rule was made of."""
        return (
            self.names,
            self.schemes,
            self.tags,
            self.alternatives,
            self._coding,
            self.word,
            self.types,
            self.label,
            self.read,
            self.write,
        )

    def limited(self, types: frozenset[str], *, write: bool) -> "Rule":
        """The same row for fewer types, or only read."""
        rule = Rule(*self.row)
        rule.types, rule.write = types, write
        return rule

    def with_codec(self, codec: Codec) -> "Rule":
        """The same row with another codec."""
        rule = Rule(*self.row)
        rule.codec = codec
        return rule

    def serves(self, type: str) -> bool:
        """Whether the row holds for citations of this type."""
        return self.types is None or type in self.types

    def __repr__(self) -> str:
        return f"{'+'.join(self.keys)} = {'+'.join(self.tags)}" + (
            f" ({self.label})" if self.label else ""
        )


def codec_of(coding: Coding) -> Codec:
    """The codec that a row asks for.

    Raises:
        TableError: there is none of this name.
    """
    if not isinstance(coding, str):
        return _value_codec(coding["values"], tuple(coding["kinds"]))
    word, _, scheme = coding.partition(" ")
    found = codecs.identifier_codec(scheme) if scheme else codecs.find(word)
    if found is None:
        raise TableError(f"{word!r} is no codec")
    return found


def _value_codec(table: Mapping[str, str], kinds: tuple[str, ...]) -> Codec:
    """The codec of a table of values, ``[values.NAME]``; other values stay as they are."""
    back = {value: word for word, value in table.items()}
    return Codec(
        kinds,
        lambda value: table.get(value, value),
        lambda value: back.get(value, value),
        each=kinds == ("texts",),
    )


class Slot(NamedTuple):
    """Where a tag's value goes: a rule, the column in it, and how much it is preferred."""

    rule: Rule
    column: int
    rank: int


class Way(Enum):
    """How a row's values are passed through its codec; the first two need no bookkeeping."""

    ONE = auto()
    """One field, one value."""
    PARTS = auto()
    """One field, several values."""
    EACH = auto()
    """Every field of the tag is one of the values."""
    COLUMNS = auto()
    """What any row can be: several fields, or a value that others may add to."""
    LABELLED = auto()
    """The tag is read by several rows, told apart by labels."""


ONE, EACH = Way.ONE, Way.EACH
"""The ways that loops over fields ask for: a member of an enumeration is slow to look up."""


class Reading(NamedTuple):
    """What a tag is read as in records of one type."""

    way: Way
    rule: Rule
    column: int
    rank: int
    name: str
    decode: Callable[..., Any]
    doubts: Callable[[str, Any], str] | None


class Writing(NamedTuple):
    """How a value is written in records of one type.

    ``place`` is the row's among those that write the type. A value that begins with one of
    ``labels`` would be read by another row of its tag. ``memo`` is for what was written of
    values that recur.
    """

    place: int
    way: Way
    rule: Rule
    key: str
    tag: str
    encode: Callable[..., Any]
    exact: Callable[..., bool]
    labels: tuple[str, ...]
    memo: dict[Any, Any]


def reading_of(slots: Sequence[Slot]) -> Reading:
    """What a tag with these slots is read as."""
    reading = reading_in(slots[0])
    told_apart = len(slots) > 1 or reading.rule.label
    return reading._replace(way=Way.LABELLED) if told_apart else reading


def reading_in(slot: Slot) -> Reading:
    """What a value without its label is read as in a slot."""
    rule, codec = slot.rule, slot.rule.codec
    if codec.each:
        way = Way.EACH
    elif len(rule.tags) > 1 or codec.split or {"ids", "extra"} & set(rule.names):
        way = Way.COLUMNS
    else:
        way = Way.PARTS if len(rule.names) > 1 else Way.ONE
    return Reading(way, rule, slot.column, slot.rank, rule.names[0], codec.decode, codec.doubts)


def writing_of(place: int, rule: Rule, slots: Mapping[str, Sequence[Slot]]) -> Writing:
    """How a row, which stands at ``place``, writes; ``slots`` are those of its type."""
    way = Way.COLUMNS
    if rule.codec.each and not rule.label:
        way = Way.EACH
    elif rule.plain:
        way = Way.ONE
    labels = tuple(
        [
            f"{slot.rule.label}: "
            for tag in rule.tags
            for slot in slots.get(tag, ())
            if slot.rule.label
        ]
    )
    codec = rule.codec
    return Writing(
        place, way, rule, rule.keys[0], rule.tags[0], codec.encode, codec.exact, labels, {}
    )


def key_of(name: str, scheme: str) -> str:
    """The key under which rows look for a value: the name, for identifiers with scheme."""
    return f"{name} {scheme}" if scheme else name
