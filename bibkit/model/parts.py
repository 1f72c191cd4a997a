"""What citations are made of: identifiers, names and dates."""

from typing import Any

from bibkit.values import Ordered, Value


class Identifier(Ordered):
    """A checked identifier: a lower-case scheme and the value in its normal form."""

    __slots__ = ("scheme", "value")

    scheme: str
    value: str

    def __init__(self, scheme: str, value: str) -> None:
        put = object.__setattr__
        put(self, "scheme", scheme)
        put(self, "value", value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Identifier):
            return NotImplemented
        return self.value == other.value and self.scheme == other.scheme

    def __hash__(self) -> int:
        return hash((self.scheme, self.value))


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

    # As Value has it, without asking for fields by name: memos compare people all the time.
    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Name):
            return NotImplemented
        return self is other or (
            self.family == other.family
            and self.given == other.given
            and self.non_dropping_particle == other.non_dropping_particle
            and self.dropping_particle == other.dropping_particle
            and self.suffix == other.suffix
            and self.literal == other.literal
            and self.ids == other.ids
        )

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
    last = 30 if month in (4, 6, 9, 11) else 31
    if month == 2:
        last = 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    if not 1 <= day <= last:
        raise ValueError(f"no day {day} in month {month} of {year}")
