"""The markers of people: ``[auth]``, ``[authorsAlpha]``, ``[edtr3_2]``."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from bibkit.keypatterns.letters import BLANKS, ascii_letters
from bibkit.model import Citation, Name


class People(tuple[str, ...]):
    """Family names, each with its particles apart, and whether the list goes on."""

    names: tuple[Name, ...]
    more: bool


def _people(names: Sequence[Name], more: bool) -> People:
    found = People(ascii_letters(name.family or name.literal) for name in names)
    found.names, found.more = tuple(names), more
    return found


def authors(citation: Citation) -> People:
    """The authors."""
    return _people(citation.author, citation.more_authors)


def editors(citation: Citation) -> People:
    """The editors."""
    return _people(citation.editor, citation.more_editors)


def authors_or_editors(citation: Citation) -> People:
    """The authors; of a book that has none, the editors."""
    return authors(citation) if citation.author else editors(citation)


def of_people(
    value: Callable[[People], str], people: Callable[[Citation], People], citation: Citation
) -> str:
    """A marker's value; nothing where there is nobody."""
    found = people(citation)
    return value(found) if found else ""


def first(people: People) -> str:
    """The first one's family name."""
    return people[0]


def _with_particles(name: Name) -> str:
    parts = (name.dropping_particle, name.non_dropping_particle, name.family or name.literal)
    return " ".join(filter(None, parts))


def _initial(name: Name) -> str:
    return name.given[:1]


def letters_of(count: int, place: int, people: People) -> str:
    """The first letters of the name at a place, from 1."""
    if not 0 < place <= len(people):
        return ""
    return BLANKS.sub("", people[place - 1])[:count]


def initials(people: Sequence[str]) -> str:
    """The first letter of each word."""
    return "".join(name[:1] for name in people)


def _alpha(people: People) -> str:
    """As BibTeX's style alpha: ``New``, ``NM``, ``NME+``."""
    words = [_with_particles(name).split() or [""] for name in people.names]
    if len(words) == 1 and not people.more:
        return initials(words[0][:-1]) + words[0][-1][:3]
    shown = words if len(words) <= 4 else words[:3]
    more = "+" if people.more or len(words) > 4 else ""
    return "".join(map(initials, shown)) + more


def _short(people: People) -> str:
    if len(people) == 1 and not people.more:
        return people[0]
    return initials(people[:3]) + ("+" if people.more or len(people) > 3 else "")


def _joined(people: People, count: int, mark: str, more: str) -> str:
    goes_on = people.more or len(people) > count
    return mark.join(people[:count]) + (more if goes_on else "")


def _et_al(mark: str, more: str, people: People) -> str:
    if len(people) <= 2 and not people.more:
        return mark.join(people)
    return people[0] + more


def _up_to(count: int, people: People) -> str:
    return _joined(people, count, "", "EtAl")


def _shared_letters(count: int, people: People) -> str:
    """``count`` letters, shared out among the names, the first getting the odd ones."""
    each, odd = divmod(count, len(people))
    letters = (letters_of(each + (at < odd), at + 1, people) for at in range(len(people)))
    return "".join(letters)


_OF_ANYBODY: Mapping[str, Callable[[People], str]] = {
    "": first,
    "ForeIni": lambda people: _initial(people.names[0]),
    "short": _short,
}
OF_AUTHORS: Mapping[str, Callable[[People], str]] = {
    **{f"auth{end}": value for end, value in _OF_ANYBODY.items()},
    "authFirstFull": lambda people: _with_particles(people.names[0]),
    "authors": "".join,
    "authorsAlpha": _alpha,
    "authorLast": lambda people: people[-1],
    "authorLastForeIni": lambda people: _initial(people.names[-1]),
    "authorIni": lambda people: letters_of(5, 1, people) + initials(people[1:]),
    "auth.auth.ea": lambda people: _joined(people, 2, ".", ".ea"),
    "auth.etal": partial(_et_al, ".", ".etal"),
    "authEtAl": partial(_et_al, "", "EtAl"),
}
"""Markers of authors, for whom editors stand in."""
OF_EDITORS: Mapping[str, Callable[[People], str]] = {
    **{f"edtr{end}": value for end, value in _OF_ANYBODY.items()},
    "editors": "".join,
    "editorLast": OF_AUTHORS["authorLast"],
    "editorLastForeIni": OF_AUTHORS["authorLastForeIni"],
    "editorIni": OF_AUTHORS["authorIni"],
    "edtr.edtr.ea": OF_AUTHORS["auth.auth.ea"],
}
"""Markers of editors."""
NUMBERED_PEOPLE: Mapping[str, Callable[[int, People], str]] = {
    "authIni": _shared_letters,
    "edtrIni": _shared_letters,
    "authors": _up_to,
}
"""Markers that end in a number, without it."""
