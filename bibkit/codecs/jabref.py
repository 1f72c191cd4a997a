"""Codecs of JabRef's own fields, and how it writes down a library's settings."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bibkit.codecs.text import Codec, always
from bibkit.errors import UsageError
from bibkit.model import Source
from bibkit.patterns import lazy

GROUPED_BY = ("profile", "subject")
"""What a library may have a group for each of."""
_SEPARATOR = ", "
_NOT_IN_NAMES = lazy(r"[\s,;:\\{}%#]+")


def group_name(text: str) -> str:
    """A name as a group may have it: without what parts names, levels and settings."""
    return _NOT_IN_NAMES.sub(" ", text).strip()


def groups_of(sources: Iterable[Source]) -> Iterator[str]:
    """The group of each author profile that a citation was read from, once each."""
    owners = dict.fromkeys(each.profile.owner for each in sources if each.profile)
    yield from filter(None, map(group_name, owners))


def subjects_of(keywords: Iterable[str]) -> Iterator[str]:
    """The group of each subject among keywords, once each."""
    yield from dict.fromkeys(filter(is_subject, keywords))


def is_subject(word: str) -> bool:
    """Whether a word is one of arXiv's categories, by which pages of authors name a subject.

    https://arxiv.org/category_taxonomy
    """
    return _CATEGORY.fullmatch(word) is not None


_CATEGORY = lazy(
    r"(?:astro-ph|cond-mat|cs|econ|eess|math|nlin|physics|q-bio|q-fin|stat)"
    r"\.[A-Za-z]{2}(?:[a-z-]*)|astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph"
    r"|nucl-(?:ex|th)|quant-ph"
)


def grouped_by(text: str) -> tuple[str, ...]:
    """What groups are wanted, as a person says it: ``profile,subject``.

    Raises:
        UsageError: there are no such groups.
    """
    wanted = [word for part in text.split(",") if (word := part.strip().lower())]
    for word in wanted:
        if word not in GROUPED_BY:
            raise UsageError(f"no groups by {word!r}; there are: {', '.join(GROUPED_BY)}")
    return tuple(dict.fromkeys(wanted))


def encode_groups(sources: Sequence[Source]) -> str:
    """The groups of a citation, as its entry names them."""
    return _SEPARATOR.join(groups_of(sources))


def split_groups(value: str) -> list[str]:
    """The names of an entry's groups."""
    return [name for part in value.split(",") if (name := part.strip())]


def decode_groups(_: str) -> tuple[Source, ...]:
    """Nothing: a group of that name may have another reason."""
    return ()


def grouping(names: Iterable[str]) -> str:
    """The setting that makes a group of each name, whose entries name it themselves.

    Level, kind, name, context (0: independent), expanded, colour, icon, description; a ``;``
    within a line is quoted (JabRef's ``GroupSerializer``).
    """
    return f"0 AllEntriesGroup:;\n{_grouped(names)}"


def _grouped(names: Iterable[str]) -> str:
    return "".join(f"1 StaticGroup:{name}\\;0\\;1\\;\\;\\;\\;;\n" for name in names)


def new_groups(tree: str, names: Iterable[str]) -> str:
    """The lines that a tree of groups needs for those of ``names`` that it has not."""
    known = {name.strip() for name in _GROUP.findall(tree)}
    return _grouped(name for name in names if name not in known)


_GROUP = lazy(r"^\d+ \w+Group:((?:\\\\\\;|[^\\;\n])*)\\?;", re.MULTILINE)


def setting_name(block: str) -> str:
    """Which setting of a library a block of its file is; nothing if it is none.

    Of a type of entries that a library defines, ``jabref-entrytype`` and the type.
    """
    found = _SETTING.match(block)
    return (found[1] or found[0].rpartition("{")[2].strip()) if found else ""


_SETTING = lazy(
    r"@comment\s*\{\s*jabref-(?:meta:\s*([^:{}]+):|entrytype:\s*[^:{}]*)", re.IGNORECASE
)


CODECS: Mapping[str, Codec] = {
    "groups": Codec(("sources",), decode_groups, encode_groups, exact=always),
}
"""Codecs by the word that rows give them, behind ``jabref.``."""
