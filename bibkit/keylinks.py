"""Links from record to record by their keys, as BibLaTeX's entries have them."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from bibkit.model import Citation, Extra, replace

RELATED = "bibtex/related"
_LINKS = (RELATED, "bibtex/crossref", "bibtex/xref", "bibtex/entryset")
"""Where in a citation's extra keys of other records stand; biblatex's manual, 2.2.3."""


def keys_of(extra: Extra, tag: str = RELATED) -> Iterator[str]:
    """The keys of the records that a citation is related to, or linked with by ``tag``."""
    for value in extra.get(tag, ()):
        yield from (key for part in str(value).split(",") if (key := part.strip()))


def is_linked(citation: Citation) -> bool:
    """Whether a citation names others by their keys."""
    extra = citation.extra
    return bool(extra) and any(tag in extra for tag in _LINKS)


def followed(before: Iterable[str], citations: Sequence[Citation]) -> Iterator[Citation]:
    """``citations``, whose keys were those ``before``, each naming others by their keys of now.

    Of two records that had one key the first is meant. A key that none had stays.
    """
    changed: dict[str, str] = {}
    for old, citation in zip(before, citations, strict=True):
        if old:
            changed.setdefault(old, citation.key)
    for citation in citations:
        yield renamed(citation, lambda key: changed.get(key, key))


def renamed(citation: Citation, now: Callable[[str], str]) -> Citation:
    """A citation that names others by the keys that they have ``now``, each once."""
    if not is_linked(citation):
        return citation
    extra = dict(citation.extra)
    for tag in _LINKS:
        keys = list(keys_of(extra, tag))
        found = list(map(now, keys))
        if found != keys:
            extra[tag] = (",".join(dict.fromkeys(found)),)
    return citation if extra == citation.extra else replace(citation, extra=extra)
