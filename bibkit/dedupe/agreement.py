"""When two values of a field say the same, and which of them says more."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from bibkit import pages, titles
from bibkit.dedupe import versions
from bibkit.model import Citation, Date, Extra
from bibkit.patterns import lazy

Said: TypeAlias = list[tuple[Any, Citation]]
"""What records say of one field, in the order of preference."""

_OF_RECORDS = frozenset(
    """source call_number archive archive_location archive_place archive_collection language
    citation_label references eprint_class""".split()
)
"""What databases say of their own record: a difference is kept, but nobody is told."""


def is_finer(name: str, value: Any, used: Any) -> bool:
    """Whether ``value`` says what ``used`` says, and more."""
    if isinstance(value, Date):
        if (
            not isinstance(used, Date)
            or value.year != used.year
            or value == used
            or value.month is None
        ):
            return False
        return used in (replace(value, day=None), replace(value, day=None, month=None))
    if name == "page":
        return str(value).startswith(f"{used}-")
    return False


def agree(name: str, used: Any, other: Any) -> bool:
    """Whether two values of a field differ in their writing only."""
    if name in _OF_RECORDS:
        return True
    if isinstance(used, Date):
        return isinstance(other, Date) and is_finer(name, used, other)
    if name in ("container_title", "container_title_short", "collection_title"):
        return versions.same_venue(used, other)
    if name == "page":
        mine, theirs = pages.normalize(used), pages.normalize(other)
        return mine == theirs or _expanded(mine) == _expanded(theirs) or mine.startswith(theirs)
    if name == "key" or not isinstance(used, str):
        return bool(used == other)
    return titles.key(used) == titles.key(other)


def _expanded(text: str) -> str:
    """``100-10`` as ``100-110``."""
    first, dash, last = text.partition("-")
    if dash and first.isdigit() and last.isdigit() and len(last) < len(first):
        return f"{first}-{first[: len(first) - len(last)]}{last}"
    return text


_MARKUP = lazy(r"<[^<>]*>|\$[^$]*\$")
CUT = ("…", "...")
"""How a title ends that was cut off."""


def begins(cut: str, whole: str) -> bool:
    """Whether ``cut`` is the beginning of ``whole`` and says so."""
    if not cut.endswith(CUT) or cut == whole:
        return False
    begun = titles.key(cut)
    return len(begun) < len(titles.key(whole)) and titles.key(whole).startswith(begun)


def rendering(title: str) -> tuple[bool, bool, bool]:
    """Orders renderings of one title: real casing, markup, then no full stop at the end."""
    letters = _MARKUP.sub("", title)
    cased = letters != letters.upper() and letters != letters.lower()
    markup = letters != title
    return cased, markup, not title.endswith(".")


def address(url: str) -> str:
    """An address as it compares: without scheme, www and the slash at its end."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/").casefold() or url


_LISTS = {"groups": ", ", "mendeley-groups": ", ", "mendeley-tags": ", ", "file": ";"}
"""Fields of programs that hold a list, and what stands between its items."""


def joined_extras(extras: Iterable[Extra]) -> dict[str, tuple[Any, ...]]:
    """What citations keep beside their fields, each value once."""
    united: dict[str, list[Any]] = {}
    for extra in extras:
        for tag, values in extra.items():
            kept = united.setdefault(tag, [])
            kept += (each for each in values if each not in kept)
    return {tag: _joined_list(tag, values) for tag, values in united.items()}


def _joined_list(tag: str, values: Sequence[Any]) -> tuple[Any, ...]:
    """The values of a program's field; where each is a list, one list of all."""
    separator = _LISTS.get(tag.rpartition("/")[2])
    if separator is None or len(values) < 2 or not all(isinstance(v, str) for v in values):
        return tuple(values)
    mark = separator.strip()
    items = dict.fromkeys(item.strip() for value in values for item in value.split(mark))
    return (separator.join(filter(None, items)),)


def each_once(values: Iterable[Iterable[Any]]) -> tuple[Any, ...]:
    """The items of all ``values``, each once."""
    return tuple(dict.fromkeys(item for value in values for item in value))


_BREAK = "\0\n\n\0"
"""What stands in no paragraph, and begins and ends as none does."""


def not_in_others(paragraphs: Sequence[str]) -> list[str]:
    """Those of ``paragraphs`` that are no part of another."""
    whole = _BREAK.join(paragraphs)
    kept: list[str] = []
    at = 0
    for one in paragraphs:
        if whole.find(one) == at and whole.find(one, at + 1) < 0:
            kept.append(one)
        at += len(one) + len(_BREAK)
    return kept
