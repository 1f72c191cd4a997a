"""The authors of one work, from what several records say of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from bibkit import names
from bibkit.model import Citation, Identifier, Name


class Authorship(NamedTuple):
    """Who wrote a work; ``taken`` is the record whose list and order it is.

    ``unplaced`` are people of other lists who do not stand in a complete one that was taken,
    ``disordered`` the records that name the same people in another order.
    """

    author: tuple[Name, ...]
    more_authors: bool
    author_count: int | None
    also_by: tuple[Name, ...]
    taken: Citation | None
    unplaced: tuple[tuple[Name, Citation], ...] = ()
    disordered: tuple[Citation, ...] = ()


def authorship(members: Sequence[Citation]) -> Authorship:
    """The longest complete list, else the longest; each name as full as anybody has it.

    ``members`` are in the order of preference. A truncated list never wins over a complete
    one. People whose place in the list nobody knows are ``also_by``.
    """
    with_authors = [each for each in members if each.author]
    if not with_authors:
        return Authorship((), _any_more(members), _count((), members), _also((), members), None)
    taken = max(with_authors, key=lambda each: (not each.more_authors, len(each.author)))
    others = [each for each in with_authors if each is not taken]
    listed = taken.author
    unplaced: list[tuple[Name, Citation]] = []
    disordered: list[Citation] = []
    if any(each.author != taken.author for each in others):
        found = _counterparts(taken.author, others, unplaced, disordered)
        listed = tuple(
            _fullest(name, forms) for name, forms in zip(taken.author, found, strict=True)
        )
    hidden = [name for name, _ in unplaced] if taken.more_authors else []
    count = _count(listed, members) if taken.more_authors else _stated(listed, members)
    return Authorship(
        listed,
        taken.more_authors,
        count,
        _also(listed, members, hidden),
        taken,
        () if taken.more_authors else tuple(unplaced),
        tuple(disordered),
    )


def _any_more(members: Iterable[Citation]) -> bool:
    return any(each.more_authors for each in members)


def _count(listed: Sequence[Name], members: Iterable[Citation]) -> int | None:
    """The number of authors by the first record that can be right about it."""
    counts = [each.author_count for each in members if each.author_count is not None]
    return next((count for count in counts if count >= len(listed)), None)


def _stated(listed: Sequence[Name], members: Iterable[Citation]) -> int | None:
    """The length of a complete list, where any record gave a number at all."""
    return len(listed) if any(each.author_count is not None for each in members) else None


def _also(
    listed: Sequence[Name], members: Iterable[Citation], hidden: Iterable[Name] = ()
) -> tuple[Name, ...]:
    also: list[Name] = []
    for name in (*(name for each in members for name in each.also_by), *hidden):
        if not any(names.compatible(name, known) for known in (*listed, *also)):
            also.append(name)
    return tuple(also)


def _counterparts(
    listed: Sequence[Name],
    others: Sequence[Citation],
    unplaced: list[tuple[Name, Citation]],
    disordered: list[Citation],
) -> list[list[Name]]:
    """For each name of a list the forms that other lists have of it."""
    found: list[list[Name]] = [[] for _ in listed]
    for other in others:
        if other.author == listed:
            continue
        if len(other.author) <= len(listed) and all(
            map(names.compatible, listed, other.author)
        ):
            for forms, name in zip(found, other.author, strict=False):
                forms.append(name)
            continue
        before = -1
        for name in other.author:
            places = [at for at, known in enumerate(listed) if names.compatible(known, name)]
            if len(places) == 1:
                found[places[0]].append(name)
                if places[0] < before and other not in disordered:
                    disordered.append(other)
                before = places[0]
            elif not places:
                unplaced.append((name, other))
    return found


def _fullest(name: Name, forms: Sequence[Name]) -> Name:
    """``name`` with the fullest given name that all its forms allow, and all their ids."""
    forms = [form for form in forms if form != name]
    if not forms:
        return name
    if not all(
        names.compatible(one, other)
        for place, one in enumerate(forms)
        for other in forms[place + 1 :]
    ):
        return name  # "J." may be Jane or John
    if name.literal:
        name = _with_ids(next((form for form in forms if not form.literal), name), (name,))
    given = max(
        (each.given for each in (name, *forms) if _is_straight(name, each)),
        key=_fullness,
        default=name.given,
    )
    if _fullness(given) > _fullness(name.given):
        name = replace(name, given=given)
    if not name.suffix and not name.literal:
        suffix = next((form.suffix for form in forms if form.suffix), "")
        name = replace(name, suffix=suffix) if suffix else name
    return _with_ids(name, forms)


def _is_straight(name: Name, form: Name) -> bool:
    """Whether two compatible names have family and given name the same way round."""
    if name.literal or form.literal:
        return False
    if name.family == form.family:
        return True
    mine, theirs = names.normalized(name), names.normalized(form)
    return mine.rpartition(" ")[0] == theirs.rpartition(" ")[0] or mine == theirs


def _fullness(given: str) -> tuple[int, bool, bool]:
    """Orders forms of one given name: letters, then real casing, then accents."""
    letters = sum(map(str.isalpha, given))
    return letters, not (letters > 2 and given == given.upper()), not given.isascii()


def _with_ids(name: Name, forms: Iterable[Name]) -> Name:
    known: dict[Identifier, None] = dict.fromkeys(name.ids)
    known.update(dict.fromkeys(each for form in forms for each in form.ids))
    return name if len(known) == len(name.ids) else replace(name, ids=tuple(known))
