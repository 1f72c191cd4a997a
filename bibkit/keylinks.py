"""Links from record to record by their keys, as BibLaTeX's entries have them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    return any(tag in citation.extra for tag in _LINKS)


def followed(before: Iterable[str], citations: Sequence[Citation]) -> Iterator[Citation]:
    """``citations``, whose keys were those ``before``, each naming others by their keys of now.

    Of two records that had one key the first is meant. A key that none had stays.
    """
    changed: dict[str, str] = {}
    for old, citation in zip(before, citations, strict=True):
        if old:
            changed.setdefault(old, citation.key)
    for citation in citations:
        yield _renamed(citation, changed) if is_linked(citation) else citation


def _renamed(citation: Citation, changed: Mapping[str, str]) -> Citation:
    extra = dict(citation.extra)
    for tag in _LINKS:
        keys = list(keys_of(extra, tag))
        now = [changed.get(key, key) for key in keys]
        if now != keys:
            extra[tag] = (",".join(now),)
    return citation if extra == citation.extra else replace(citation, extra=extra)
