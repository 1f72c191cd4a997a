"""Values of a recipe as what they should be, or what is wrong with them and what is allowed."""

import difflib
from collections.abc import Iterable, Iterator, Mapping

from bibkit.errors import UsageError

_KINDS = {str: "a text", int: "a number", float: "a number", list: "a list", dict: "a table"}


def wrong(place: str, wanted: str, value: object) -> UsageError:
    """That a value is not what is wanted there."""
    if isinstance(value, bool):
        found = str(value).lower()
    elif isinstance(value, list | dict):
        found = _KINDS[type(value)]
    else:
        shown = repr(value) if isinstance(value, str | int | float) else str(value)
        found = f"{_KINDS.get(type(value), 'a date')} {shown}"
    return UsageError(f"{place}: wants {wanted}, not {found}")


def unknown(place: str, what: str, word: str, allowed: Iterable[str]) -> UsageError:
    """That a word is none of those that are allowed, which are named."""
    known = list(allowed)
    near = difflib.get_close_matches(word, known, 1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    before = f"{place}: " if place else ""
    return UsageError(f"{before}no {what} {word!r}; choose of {', '.join(known)}.{hint}")


def table(value: object, place: str) -> Mapping[str, object]:
    """A table; its names with hyphens, as options are written.

    Raises:
        UsageError: it is none, or names one thing in two spellings.
    """
    if not isinstance(value, dict):
        raise wrong(place, "a table", value)
    found: dict[str, object] = {}
    for name, given in value.items():
        if (plain := name.replace("_", "-")) in found:
            raise UsageError(f"{place}: {plain} is there twice")
        found[plain] = given
    return found


def tables(value: object, place: str) -> Iterator[tuple[object, str]]:
    """The members of a list, each with its place.

    Raises:
        UsageError: it is no list.
    """
    if not isinstance(value, list):
        raise wrong(place, "a list of tables", value)
    for index, each in enumerate(value, 1):
        yield each, f"{place}[{index}]"


def refuse_others(lines: Mapping[str, object], allowed: Iterable[str], place: str) -> None:
    """Refuse a table with a name that means nothing.

    Raises:
        UsageError: there is one.
    """
    known = tuple(allowed)
    for name in lines:
        if name not in known:
            raise unknown(place, "key", name, known)


def text(value: object, place: str) -> str:
    """A text.

    Raises:
        UsageError: it is none.
    """
    if not isinstance(value, str):
        raise wrong(place, "a text", value)
    return _sound(value, place)


def _sound(value: str, place: str) -> str:
    if "\0" in value:  # which no file's name may hold, and no person writes
        raise UsageError(f"{place}: holds NUL (\\u0000)")
    return value


def words(value: object, place: str) -> tuple[str, ...]:
    """A text or a list of texts.

    Raises:
        UsageError: it is neither.
    """
    listed = value if isinstance(value, list) else [value]
    found = []
    for each in listed:
        if not isinstance(each, str):
            raise wrong(place, "a text or a list of texts", each)
        found.append(_sound(each, place))
    return tuple(found)


def word_of(word: str, allowed: Iterable[str], place: str) -> str:
    """A word that is one of those that are allowed.

    Raises:
        UsageError: it is none.
    """
    known = tuple(allowed)
    if word not in known:
        raise unknown(place, "value", word, known)
    return word


def flag(value: object, place: str) -> bool:
    """True or false.

    Raises:
        UsageError: it is neither.
    """
    if not isinstance(value, bool):
        raise wrong(place, "true or false", value)
    return value


def number(value: object, place: str) -> int:
    """A whole number.

    Raises:
        UsageError: it is none.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong(place, "a number", value)
    return value
