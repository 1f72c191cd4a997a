"""The two shapes of a reference: ``Record`` as written, ``Citation`` as understood.

Every value is frozen. ``Citation`` speaks CSL 1.0.2's vocabulary with ``_`` for ``-``
(https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables);
what CSL has no variable for stands at the end of the class and goes to CSL-JSON's
``custom``.
"""

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias, TypeVar, dataclass_transform

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
"""The value of a field: text in flat formats, a tree in JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The owner of an author profile page and the figures in its header.

    ``novelty`` is a percentage, ``score`` the site's own "AI Score"; ``date`` is the day
    (ISO 8601) that the page shows or was read with, where one is known.
    """

    owner: str = ""
    subject: str = ""
    h_index: int | None = None
    papers: int | None = None
    citations: int | None = None
    novelty: int | None = None
    score: int | None = None
    date: str = ""


class Source(NamedTuple):
    """Where a record was read: file, line (from 1; 0 is unknown), key as written, profile."""

    path: str = ""
    line: int = 0
    format: str = ""
    key: str = ""
    profile: Profile | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class Field(NamedTuple):
    """One field as written: tags repeat, and order matters."""

    tag: str
    value: Json
    line: int = 0


new_field: Callable[[tuple[str, Any, int]], Field] = partial(tuple.__new__, Field)
"""``Field(*three)`` in half the time: the class's own constructor is a Python function."""


class Record(NamedTuple):
    """A reference as one format writes it: nothing renamed, split or dropped.

    ``kind`` is the format's own word for the type; a record that could not be parsed has
    kind ``""`` and its source text in one field ``@raw``.
    """

    kind: str
    fields: tuple[Field, ...]
    source: Source = Source()


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A checked identifier: a lower-case scheme and the value in its normal form."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Name:
    """A person by parts, or ``literal``: an organisation, or a name that nobody may split."""

    family: str = ""
    given: str = ""
    non_dropping_particle: str = ""
    dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""
    ids: tuple[Identifier, ...] = ()
    # Names are looked up more often than made: what was written of one is remembered.
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.literal and (self.family or self.given):
            raise ValueError(f"a name is literal or in parts, not both: {self.literal!r}")
        parts = (self.family, self.given, self.suffix, self.literal, self.ids)
        object.__setattr__(self, "_hash", hash(parts))

    def __hash__(self) -> int:
        return self._hash

    def __str__(self) -> str:
        """The name as a person reads it: given, particles, family, suffix."""
        if self.literal:
            return self.literal
        particle = " ".join(filter(None, (self.dropping_particle, self.non_dropping_particle)))
        glue = "" if particle.endswith(("'", "’", "-")) else " "
        family = particle + glue + self.family if particle else self.family
        return " ".join(filter(None, (self.given, family, self.suffix)))


@dataclass(frozen=True, slots=True)
class Date:
    """A date of EDTF level 1 (https://www.loc.gov/standards/datetime/).

    ``year`` counts astronomically: 0 is 1 BCE. ``unspecified`` is the number of the year's
    last digits that are unknown (``19XX`` is year 1900, unspecified 2). ``end`` closes a
    range; ``open_start`` and ``open_end`` mark ``../1997`` and ``2014/..``, whose missing
    side has no date of its own. ``literal`` alone is a date that nobody could read.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    circa: bool = False
    uncertain: bool = False
    unspecified: int = 0
    end: "Date | None" = None
    open_start: bool = False
    open_end: bool = False
    literal: str = ""

    def __post_init__(self) -> None:
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError(f"no month {self.month}")
        if self.season is not None and not 1 <= self.season <= 4:
            raise ValueError(f"no season {self.season}")
        if self.day is not None:
            if self.month is None or self.year is None:
                raise ValueError(f"a day without its month and year: {self.day}")
            # The Gregorian calendar repeats every 400 years; calendar wants years above 0.
            _, last = calendar.monthrange(self.year % 400 + 400, self.month)
            if not 1 <= self.day <= last:
                raise ValueError(f"no day {self.day} in month {self.month} of {self.year}")
        if self.year is None and not (self.literal or self.open_start):
            raise ValueError("a date needs a year or words")


Extra: TypeAlias = Mapping[str, tuple[Json, ...]]
"""What no row maps: family of formats and tag (``"ris/ZZ"``) to the values, in order."""

NO_EXTRA: Extra = MappingProxyType({})

Self = TypeVar("Self", bound="Sparse")


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Sparse:
    """A frozen value of many fields of which few are set; the class holds the defaults.

    A frozen dataclass of this width costs ten times as much to make (docs/decisions/0002).
    What stands ``_ASIDE`` is carried along, but is no part of the value: neither compared
    nor shown.
    """

    _ASIDE = frozenset[str]()

    @classmethod
    def made(cls: type[Self], values: dict[str, Any]) -> Self:
        """The value of ``values``, which name its fields; the dict becomes its own."""
        new = cls.__new__(cls)
        object.__setattr__(new, "__dict__", values)
        return new

    def __init__(self, **values: Any) -> None:
        if not values.keys() <= self.__annotations__.keys():
            unknown = sorted(values.keys() - self.__annotations__.keys())
            raise TypeError(f"{type(self).__name__} has no {unknown[0]!r}")
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: use replace(value, {name}=...)")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def set_values(self) -> dict[str, Any]:
        """The fields that differ from their defaults, by name."""
        cls = type(self)
        aside = cls._ASIDE
        # Nearly every default is falsy: only then, and of the type, need it be looked up.
        return {
            name: value
            for name, value in self.__dict__.items()
            if name not in aside and ((value and name != "type") or value != getattr(cls, name))
        }

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.__dict__ == other.__dict__ or self.set_values() == other.set_values()

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        mine = self.set_values()
        names = (name for name in self.__annotations__ if name in mine)
        values = ", ".join(f"{name}={mine[name]!r}" for name in names)
        return f"{type(self).__name__}({values})"


def replace(value: Self, **changes: Any) -> Self:
    """The same value with ``changes``."""
    return type(value)(**{**value.__dict__, **changes})


@dataclass(slots=True, eq=False, repr=False)
class Manuscript:
    """A source's text while it is read: where its records stand, and what is between them.

    ``format`` is that by which the text was recognized, ``newline`` how its lines end.
    ``spans`` grows as records are read; ``read`` says that all of them are.
    """

    text: str
    format: str
    newline: str = "\n"
    spans: list[tuple[int, int]] = field(default_factory=list)
    read: bool = False

    def before(self, place: int) -> str:
        """The text between a record and the one before it."""
        return self.text[self.spans[place - 1][1] if place else 0 : self.spans[place][0]]

    def after(self) -> str:
        """The text behind the last record; nothing before all of it was read."""
        return self.text[self.spans[-1][1] :] if self.read else ""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Original:
    """What a citation said as it was read, and its place among those of its manuscript.

    It holds the values and not the citation: that would hold itself, and nobody let go of it.
    """

    manuscript: Manuscript
    place: int
    values: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The record as written."""
        start, end = self.manuscript.spans[self.place]
        return self.manuscript.text[start:end]


class Citation(Sparse):
    """One reference in the canonical model; every attribute is always there."""

    _ASIDE = frozenset({"original"})

    type: str = "document"
    key: str = ""
    # names
    author: tuple[Name, ...] = ()
    chair: tuple[Name, ...] = ()
    collection_editor: tuple[Name, ...] = ()
    compiler: tuple[Name, ...] = ()
    composer: tuple[Name, ...] = ()
    container_author: tuple[Name, ...] = ()
    contributor: tuple[Name, ...] = ()
    curator: tuple[Name, ...] = ()
    director: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    editorial_director: tuple[Name, ...] = ()
    executive_producer: tuple[Name, ...] = ()
    guest: tuple[Name, ...] = ()
    host: tuple[Name, ...] = ()
    illustrator: tuple[Name, ...] = ()
    interviewer: tuple[Name, ...] = ()
    narrator: tuple[Name, ...] = ()
    organizer: tuple[Name, ...] = ()
    original_author: tuple[Name, ...] = ()
    performer: tuple[Name, ...] = ()
    producer: tuple[Name, ...] = ()
    recipient: tuple[Name, ...] = ()
    reviewed_author: tuple[Name, ...] = ()
    script_writer: tuple[Name, ...] = ()
    series_creator: tuple[Name, ...] = ()
    translator: tuple[Name, ...] = ()
    # dates
    accessed: Date | None = None
    available_date: Date | None = None
    event_date: Date | None = None
    issued: Date | None = None
    original_date: Date | None = None
    submitted: Date | None = None
    # text; numbers are text too ("IV-1/W1", "2nd")
    title: str = ""
    title_short: str = ""
    container_title: str = ""
    container_title_short: str = ""
    collection_title: str = ""
    collection_number: str = ""
    volume: str = ""
    volume_title: str = ""
    volume_title_short: str = ""
    issue: str = ""
    part: str = ""
    part_title: str = ""
    supplement: str = ""
    number: str = ""
    chapter_number: str = ""
    section: str = ""
    page: str = ""
    page_first: str = ""
    number_of_pages: str = ""
    number_of_volumes: str = ""
    edition: str = ""
    version: str = ""
    printing: str = ""
    genre: str = ""
    medium: str = ""
    status: str = ""
    publisher: str = ""
    publisher_place: str = ""
    event_title: str = ""
    event_place: str = ""
    authority: str = ""
    jurisdiction: str = ""
    division: str = ""
    references: str = ""
    original_title: str = ""
    original_publisher: str = ""
    original_publisher_place: str = ""
    reviewed_title: str = ""
    reviewed_genre: str = ""
    archive: str = ""
    archive_collection: str = ""
    archive_location: str = ""
    archive_place: str = ""
    call_number: str = ""
    source: str = ""
    dimensions: str = ""
    scale: str = ""
    citation_label: str = ""
    year_suffix: str = ""
    language: str = ""
    url: str = ""
    abstract: str = ""
    note: str = ""
    annote: str = ""
    keyword: tuple[str, ...] = ()
    ids: tuple[Identifier, ...] = ()
    # beyond CSL
    more_authors: bool = False
    more_editors: bool = False
    author_count: int | None = None
    also_by: tuple[Name, ...] = ()
    affiliation: tuple[str, ...] = ()
    organization: str = ""
    code: str = ""
    has_code: bool = False
    comments: int | None = None
    eprint_class: str = ""
    license: str = ""
    extra: Extra = NO_EXTRA
    sources: tuple[Source, ...] = ()
    # the text it was read from; no part of its value
    original: Original | None = None

    def id(self, scheme: str) -> str:
        """The first identifier of ``scheme``, or ``""``."""
        return next((i.value for i in self.ids if i.scheme == scheme), "")


TYPES = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter
    classic collection dataset document entry entry-dictionary entry-encyclopedia event figure
    graphic hearing interview legal_case legislation manuscript map motion_picture
    musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song
    speech standard thesis treaty webpage""".split()
)
"""The types of CSL 1.0.2, as its JSON schema lists them."""


_HOLDS: Mapping[Any, str] = {
    str: "text",
    tuple[Name, ...]: "names",
    tuple[str, ...]: "texts",
    tuple[Identifier, ...]: "ids",
    tuple[Source, ...]: "sources",
    Date | None: "date",
    int | None: "count",
    bool: "flag",
    Extra: "extra",
}

VARIABLES: Mapping[str, str] = MappingProxyType(
    {
        name: _HOLDS[annotation]
        for name, annotation in Citation.__annotations__.items()
        if name not in Citation._ASIDE
    }
)
"""Every canonical name and what it holds: text, names, date, texts, ids, count, flag ..."""
