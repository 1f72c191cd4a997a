"""Which works a section takes, as data: ``{ type = "journal", not = { keyword = "AI" } }``.

A table's lines must all hold; of a list of values one must. ``all``, ``any`` and ``not`` hold
tables of their own. Nothing is code, so a recipe of somebody else can be run.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from bibkit import names, titles
from bibkit.errors import UsageError
from bibkit.model import VARIABLES, Citation
from bibkit.publications.grouping import day
from bibkit.publications.kinds import KINDS, STATUSES, is_refereed, kind_of, status_of
from bibkit.publications.likeness import SURE, likeness
from bibkit.publications.marks import MARKS, marks_of
from bibkit.publications.owner import ROLES, Standing
from bibkit.publications.settings import (
    flag,
    number,
    refuse_others,
    table,
    tables,
    word_of,
    words,
)

Predicate: TypeAlias = Callable[[Citation, Standing], bool]
"""Whether a work, on which the owner stands so, is one of those that are meant."""


def everything(_: Citation, __: Standing) -> bool:
    """The predicate that takes every work."""
    return True


def is_first(_: Citation, standing: Standing) -> bool:
    """Whether the owner is the first author."""
    return standing.is_first


def is_last(citation: Citation, standing: Standing) -> bool:
    """Whether the owner is the last author of a list that is known to its end."""
    return not citation.more_authors and (
        standing.places.get("author") == len(citation.author) - 1
    )


def since(first: tuple[int, ...]) -> Predicate:
    """Takes works of a day, a month or a year and later; what has no date is older."""
    return lambda citation, _: day(citation)[: len(first)] >= first


def until(last: tuple[int, ...]) -> Predicate:
    """Takes works to the end of a day, a month or a year, and what has no date."""
    return lambda citation, _: day(citation)[: len(last)] <= last


def has_keyword(wanted: Iterable[str]) -> Predicate:
    """Takes works with one of some keywords, in whatever case."""
    folded = {word.casefold() for word in wanted}
    return lambda citation, _: any(word.casefold() in folded for word in citation.keyword)


def date_of(text: str, place: str) -> tuple[int, ...]:
    """A date as its numbers: ``2021``, ``2021-06`` or ``2021-06-30``.

    Raises:
        UsageError: it is none.
    """
    try:
        parts = tuple(int(part) for part in text.split("-"))
    except ValueError:
        parts = ()
    if not 1 <= len(parts) <= 3 or not all(parts) or (len(parts) > 1 and parts[1] > 12):
        raise UsageError(f"{place}: {text!r} is no date; write 2021 or 2021-06")
    return parts


def _date(value: object, place: str) -> tuple[int, ...]:
    return date_of(str(value), place)


def _among(allowed: Iterable[str], of: Callable[[Citation], str]) -> Callable[..., Predicate]:
    allowed = tuple(allowed)

    def make(value: object, place: str) -> Predicate:
        wanted = {word_of(word, allowed, place) for word in words(value, place)}
        return lambda citation, _: of(citation) in wanted

    return make


def _refereed(value: object, place: str) -> Predicate:
    wanted = flag(value, place)
    return lambda citation, _: is_refereed(citation) is wanted


def _year(value: object, place: str) -> Predicate:
    listed = value if isinstance(value, list) else [value]
    years = {number(each, place) for each in listed}
    return lambda citation, _: citation.issued is not None and citation.issued.year in years


def _keyword(value: object, place: str) -> Predicate:
    return has_keyword(words(value, place))


def _key(value: object, place: str) -> Predicate:
    keys = frozenset(words(value, place))
    return lambda citation, _: citation.key in keys


def _holding(*variables: str) -> Callable[..., Predicate]:
    """Takes works one of whose texts holds one of some words, whatever case and accents."""

    def make(value: object, place: str) -> Predicate:
        wanted = [titles.key(word) for word in words(value, place)]

        def holds(citation: Citation, _: Standing) -> bool:
            texts = [titles.key(getattr(citation, name)) for name in variables]
            return any(word in text for word in wanted for text in texts)

        return holds

    return make


def _coauthor(value: object, place: str) -> Predicate:
    wanted = [names.parse_shown(word) for word in words(value, place)]

    def wrote(citation: Citation, _: Standing) -> bool:
        people = [name for name in (*citation.author, *citation.also_by) if name]
        return any(likeness(one, name).score >= SURE for one in wanted for name in people)

    return wrote


def _role(value: object, place: str) -> Predicate:
    wanted = {word_of(word, ROLES, place) for word in words(value, place)}
    return lambda _, standing: bool(wanted & set(standing.places))


def _owned(test: Predicate) -> Callable[..., Predicate]:
    """Takes works on which the owner stands so, or those on which she does not."""

    def make(value: object, place: str) -> Predicate:
        wanted = flag(value, place)
        return lambda citation, standing: test(citation, standing) is wanted

    return make


def _mark(value: object, place: str) -> Predicate:
    wanted = {word_of(word, MARKS, place) for word in words(value, place)}

    def is_marked(citation: Citation, standing: Standing) -> bool:
        mine = standing.places.get("author", -1)
        return bool(wanted & set(marks_of(citation).get(mine, ())))

    return is_marked


def _has(value: object, place: str) -> Predicate:
    wanted = words(value, place)

    def has(citation: Citation, _: Standing) -> bool:
        return any(
            bool(getattr(citation, word.replace("-", "_")))
            if word.replace("-", "_") in VARIABLES
            else bool(citation.id(word)) or any(_is_of(tag, word) for tag in citation.extra)
            for word in wanted
        )

    return has


def _is_of(tag: str, word: str) -> bool:
    return tag.rpartition("/")[2].casefold() == word.casefold()


def _not(value: object, place: str) -> Predicate:
    inner = predicate(value, place)
    return lambda citation, standing: not inner(citation, standing)


def _any(value: object, place: str) -> Predicate:
    inner = [predicate(each, where) for each, where in tables(value, place)]
    return lambda citation, standing: any(one(citation, standing) for one in inner)


def _all(value: object, place: str) -> Predicate:
    inner = [predicate(each, where) for each, where in tables(value, place)]
    return lambda citation, standing: all(one(citation, standing) for one in inner)


_TESTS: Mapping[str, Callable[[object, str], Predicate]] = {
    "type": _among((kind.name for kind in KINDS), lambda citation: kind_of(citation).name),
    "status": _among(STATUSES, status_of),
    "refereed": _refereed,
    "year": _year,
    "since": lambda value, place: since(_date(value, place)),
    "until": lambda value, place: until(_date(value, place)),
    "keyword": _keyword,
    "key": _key,
    "title": _holding("title"),
    "venue": _holding("container_title", "container_title_short", "event_title"),
    "coauthor": _coauthor,
    "role": _role,
    "first-author": _owned(is_first),
    "last-author": _owned(is_last),
    "mark": _mark,
    "has": _has,
    "all": _all,
    "any": _any,
    "not": _not,
}


def predicate(value: object, place: str) -> Predicate:
    """The predicate that a table of a recipe means.

    Args:
        value: The table.
        place: Where it stands, for messages: ``sections[2].where``.

    Raises:
        UsageError: a line of it is unknown, or has a value that it cannot have.
    """
    lines = table(value, place)
    refuse_others(lines, _TESTS, place)
    made: Sequence[Predicate] = [
        _TESTS[name](given, f"{place}.{name}") for name, given in lines.items()
    ]
    if len(made) == 1:
        return made[0]
    return lambda citation, standing: all(one(citation, standing) for one in made)
