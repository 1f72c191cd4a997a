"""The two shapes of a reference: ``Record`` as written, ``Citation`` as understood.

Every value is frozen. ``Citation`` speaks CSL 1.0.2's vocabulary with ``_`` for ``-``
(https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables);
what CSL has no variable for stands at the end of the class and goes to CSL-JSON's
``custom``.
"""

import calendar
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from bibkit.values import Ordered, Sparse, Value
from bibkit.values import replace as replace

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
"""The value of a field: text in flat formats, a tree in JSON."""


class Profile(Value):
    """The owner of an author profile page and the figures in its header.

    ``novelty`` is a percentage, ``score`` the site's own "AI Score"; ``date`` is the day
    (ISO 8601) that the page shows or was read with, where one is known.
    """

    __slots__ = (
        "citations",
        "date",
        "h_index",
        "novelty",
        "owner",
        "papers",
        "score",
        "subject",
    )

    owner: str
    subject: str
    h_index: int | None
    papers: int | None
    citations: int | None
    novelty: int | None
    score: int | None
    date: str

    def __init__(
        self,
        *,
        owner: str = "",
        subject: str = "",
        h_index: int | None = None,
        papers: int | None = None,
        citations: int | None = None,
        novelty: int | None = None,
        score: int | None = None,
        date: str = "",
    ) -> None:
        figures = (h_index, papers, citations, novelty, score)
        self.__setstate__((owner, subject, *figures, date))


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


class Identifier(Ordered):
    """A checked identifier: a lower-case scheme and the value in its normal form."""

    __slots__ = ("scheme", "value")

    scheme: str
    value: str

    def __init__(self, scheme: str, value: str) -> None:
        put = object.__setattr__
        put(self, "scheme", scheme)
        put(self, "value", value)


class Name(Value):
    """A person by parts, or ``literal``: an organisation, or a name that nobody may split."""

    __slots__ = (
        "_hash",
        "dropping_particle",
        "family",
        "given",
        "ids",
        "literal",
        "non_dropping_particle",
        "suffix",
    )

    family: str
    given: str
    non_dropping_particle: str
    dropping_particle: str
    suffix: str
    literal: str
    ids: tuple[Identifier, ...]
    # Names are looked up more often than made: what was written of one is remembered.
    _hash: int

    def __init__(
        self,
        family: str = "",
        given: str = "",
        non_dropping_particle: str = "",
        dropping_particle: str = "",
        suffix: str = "",
        literal: str = "",
        ids: tuple[Identifier, ...] = (),
    ) -> None:
        if literal and (family or given):
            raise ValueError(f"a name is literal or in parts, not both: {literal!r}")
        put = object.__setattr__
        put(self, "family", family)
        put(self, "given", given)
        put(self, "non_dropping_particle", non_dropping_particle)
        put(self, "dropping_particle", dropping_particle)
        put(self, "suffix", suffix)
        put(self, "literal", literal)
        put(self, "ids", ids)
        put(self, "_hash", hash((family, given, suffix, literal, ids)))

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.__init__(*state)  # type: ignore[misc]  # hashes differ from process to process

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other)

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


class Date(Value):
    """A date of EDTF level 1 (https://www.loc.gov/standards/datetime/).

    ``year`` counts astronomically: 0 is 1 BCE. ``unspecified`` is the number of the year's
    last digits that are unknown (``19XX`` is year 1900, unspecified 2). ``end`` closes a
    range; ``open_start`` and ``open_end`` mark ``../1997`` and ``2014/..``, whose missing
    side has no date of its own. ``literal`` alone is a date that nobody could read.
    """

    __slots__ = (
        "circa",
        "day",
        "end",
        "literal",
        "month",
        "open_end",
        "open_start",
        "season",
        "uncertain",
        "unspecified",
        "year",
    )

    year: int | None
    month: int | None
    day: int | None
    season: int | None
    circa: bool
    uncertain: bool
    unspecified: int
    end: "Date | None"
    open_start: bool
    open_end: bool
    literal: str

    def __init__(
        self,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        season: int | None = None,
        circa: bool = False,
        uncertain: bool = False,
        unspecified: int = 0,
        end: "Date | None" = None,
        open_start: bool = False,
        open_end: bool = False,
        literal: str = "",
    ) -> None:
        if month is not None and not 1 <= month <= 12:
            raise ValueError(f"no month {month}")
        if season is not None and not 1 <= season <= 4:
            raise ValueError(f"no season {season}")
        if day is not None:
            _check_day(year, month, day)
        if year is None and not (literal or open_start):
            raise ValueError("a date needs a year or words")
        put = object.__setattr__
        put(self, "year", year)
        put(self, "month", month)
        put(self, "day", day)
        put(self, "season", season)
        put(self, "circa", circa)
        put(self, "uncertain", uncertain)
        put(self, "unspecified", unspecified)
        put(self, "end", end)
        put(self, "open_start", open_start)
        put(self, "open_end", open_end)
        put(self, "literal", literal)


def _check_day(year: int | None, month: int | None, day: int) -> None:
    if month is None or year is None:
        raise ValueError(f"a day without its month and year: {day}")
    # The Gregorian calendar repeats every 400 years; calendar wants years above 0.
    _, last = calendar.monthrange(year % 400 + 400, month)
    if not 1 <= day <= last:
        raise ValueError(f"no day {day} in month {month} of {year}")


Extra: TypeAlias = Mapping[str, tuple[Json, ...]]
"""What no row maps: family of formats and tag (``"ris/ZZ"``) to the values, in order."""

NO_EXTRA: Extra = MappingProxyType({})


class Manuscript:
    """A source's text while it is read: where its records stand, and what is between them.

    ``format`` is that by which the text was recognized, ``newline`` how its lines end.
    ``spans`` grows as records are read; ``read`` says that all of them are.
    """

    __slots__ = ("format", "newline", "read", "spans", "text")

    def __init__(self, text: str, format: str, newline: str = "\n") -> None:
        self.text = text
        self.format = format
        self.newline = newline
        self.spans: list[tuple[int, int]] = []
        self.read = False

    def before(self, place: int) -> str:
        """The text between a record and the one before it."""
        return self.text[self.spans[place - 1][1] if place else 0 : self.spans[place][0]]

    def after(self) -> str:
        """The text behind the last record; nothing before all of it was read."""
        return self.text[self.spans[-1][1] :] if self.read else ""


class Original:
    """What a citation said as it was read, and its place among those of its manuscript.

    It holds the values and not the citation: that would hold itself, and nobody let go of it.
    """

    __slots__ = ("manuscript", "place", "values")

    def __init__(self, manuscript: Manuscript, place: int, values: Mapping[str, Any]) -> None:
        self.manuscript = manuscript
        self.place = place
        self.values = values

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
