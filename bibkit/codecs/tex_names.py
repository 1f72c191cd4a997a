"""Name lists of BibTeX and BibLaTeX, and the identifiers that annotate them."""

from collections.abc import Sequence
from functools import lru_cache, partial
from operator import attrgetter, itemgetter

from bibkit import latex, names
from bibkit.codecs.text import MEMO, PartlyReadError, are_usual_names, identifier
from bibkit.model import Name
from bibkit.names.lists import is_one
from bibkit.patterns import lazy

_NOBODY = Name()


@lru_cache(MEMO)
def _tex_name(text: str) -> Name | None:
    """The name that a text is; None where it has no word (a comma, a macro of nothing)."""
    name = names.parse_bibtex(text, latex.decode)
    return None if name == _NOBODY else name


class _Written(dict[Name, tuple[str, bool]]):
    """What names were written as, and whether that is read as them."""

    def __missing__(self, name: Name) -> tuple[str, bool]:
        if len(self) >= MEMO:
            self.clear()
        self[name] = found = _made(name)
        return found


_written = _Written().__getitem__


def _made(name: Name) -> tuple[str, bool]:
    """A name as a list has it, and whether it is read there as it was written."""
    if are_usual_names((name,)) and not _NO_NAME.search(f"{name.given} {name.family}"):
        return f"{name.family}, {name.given}", True
    text = names.format_bibtex(name, latex.encode)
    comes_back = names.split_bibtex(text) == ([text], False) and _tex_name(text) == name
    return text, comes_back


_TEXT, _COMES_BACK = itemgetter(0), itemgetter(1)
_NO_NAME = lazy(r"\b(?:And|Others|Et|Al)\b")
"""Words that part a list or end it."""


def come_back(people: Sequence[Name], *_: object) -> bool:
    """Whether there are people, and each is read as it is written: so is their list."""
    return bool(people) and all(map(_COMES_BACK, map(_written, people)))


def decode_tex_names(value: str) -> tuple[tuple[Name, ...], bool]:
    """A name list and whether it goes on ("and others").

    Raises:
        ValueError: nobody is named.
    """
    parts = value.split(" and ")
    known = tuple([_single.get(part) for part in parts])
    if None not in known:
        return known, False  # type: ignore[return-value]
    texts, more = names.split_bibtex(value)
    people = tuple(filter(None, map(_tex_name, texts)))
    if len(_single) + len(parts) > MEMO:
        _single.clear()
    _single.update((part, name) for part in parts if is_one(part) and (name := _tex_name(part)))
    if texts and not people:
        raise ValueError(f"no name: {value!r}")
    return people, more


_single: dict[str, Name] = {}
"""Names that recur, by a text that is one name wherever it stands in a list."""


def encode_tex_names(people: Sequence[Name], more: bool) -> str:
    """Names joined by "and", "others" at the end where the list goes on."""
    if not people:
        return ""
    return names.join_bibtex(list(map(_TEXT, map(_written, people))), more)


def decode_annotated_names(
    value: str, orcids: str = "", others: str = ""
) -> tuple[tuple[Name, ...], bool]:
    """A name list with the ORCID iDs that annotate it (the BibLaTeX manual, section 3.7).

    Identifiers of ``others`` stand behind their scheme: ``1="dblp:Wei Wang 0001"``.

    Raises:
        PartlyReadError: an annotation is no identifier, or is nobody's.
    """
    people, more = decode_tex_names(value)
    if not orcids and not others:
        return people, more
    left: list[int] = []
    why = ""
    for column, text in enumerate((orcids, others), 1):
        try:
            people = _annotated(people, text, "" if column == 2 else "orcid")
        except (ValueError, IndexError) as error:
            left.append(column)
            why = why or str(error)
    if left:
        raise PartlyReadError((people, more), left, f"no identifiers: {why}")
    return people, more


def _annotated(people: Sequence[Name], text: str, scheme: str) -> tuple[Name, ...]:
    known = list(people)
    for place, note in _annotations(text):
        named, colon, value = ("", ":", note) if scheme else note.partition(":")
        if not colon:
            raise ValueError(repr(note))
        known[place] = names.marked(known[place], identifier(scheme or named, value))
    return tuple(known)


def _annotations(text: str) -> list[tuple[int, str]]:
    r"""The places (from 0) and values of ``1="a"; 2="b"``."""
    found = [_ANNOTATION.fullmatch(part) for part in text.split(";") if part.strip()]
    if None in found:
        raise ValueError(repr(text))
    return [(int(match[1]) - 1, match[2].strip()) for match in found if match]


_ANNOTATION = lazy(r"\s*+([1-9][0-9]{0,3})\s*+=\s*+\"?([^\"]*+)\"?\s*+")


def encode_annotated_names(people: Sequence[Name], more: bool) -> tuple[str, str, str]:
    """The names, and the annotations that hold their ORCID iDs and other identifiers."""
    return encode_tex_names(people, more), *_notes(people)


def _notes(people: Sequence[Name]) -> tuple[str, str]:
    if not any(map(_IDS, people)):
        return "", ""
    found = [(place, each) for place, name in enumerate(people, 1) for each in name.ids]
    orcids = [f'{n}="{each.value}"' for n, each in found if each.scheme == "orcid"]
    others = [
        f'{n}="{each.scheme}:{each.value}"' for n, each in found if each.scheme != "orcid"
    ]
    return "; ".join(orcids), "; ".join(others)


def decode_tex_people(value: str) -> tuple[Name, ...]:
    """A name list that has no flag for going on."""
    people, more = decode_tex_names(value)
    if more:
        raise ValueError("only the lists of authors and editors may end in 'others'")
    return people


def encode_tex_people(people: Sequence[Name]) -> str:
    """Names joined by "and"."""
    return encode_tex_names(people, False)


_IDS = attrgetter("ids")
_ascii_tex = partial(latex.encode, ascii_only=True)


def ascii_names(people: Sequence[Name], more: bool = False) -> str:
    """``encode_tex_names`` and ``encode_tex_people`` with accents as TeX."""
    written = [names.format_bibtex(name, _ascii_tex) for name in people]
    return names.join_bibtex(written, more) if people else ""


def ascii_annotated_names(people: Sequence[Name], more: bool) -> tuple[str, str, str]:
    """``encode_annotated_names`` with accents as TeX."""
    return ascii_names(people, more), *_notes(people)
