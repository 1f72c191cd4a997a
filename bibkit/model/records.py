"""A reference as it is written, and where: records, their sources, the text around them."""

from collections.abc import Callable, Mapping
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from bibkit.values import Value

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

tag_of: Callable[[Field], str] = itemgetter(0)
"""The tag of a field, for ``map``, which asks for it without a step of Python."""


class Record(NamedTuple):
    """A reference as one format writes it: nothing renamed, split or dropped.

    ``kind`` is the format's own word for the type; a record that could not be parsed has
    kind ``""`` and its source text in one field ``@raw``.
    """

    kind: str
    fields: tuple[Field, ...]
    source: Source = Source()


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
