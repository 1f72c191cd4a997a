"""Records of one library that are versions of one work: each names the others by their keys.

As BibLaTeX's ``related`` and ``relatedtype`` say it, in the extra of a citation; its manual
(3.5, "Related entries") leaves types to their users.
"""

from collections.abc import Sequence

from bibkit.dedupe.clusters import Cluster
from bibkit.keylinks import RELATED, is_linked, keys_of, renamed
from bibkit.model import Citation, replace

TYPE = "bibtex/relatedtype"
VERSION = "version"
"""The type of those that are other versions of the work."""


def linked(
    citations: Sequence[Citation], works: Sequence[Cluster], first: int = 0
) -> list[Citation]:
    """``citations``, which have keys, linked with the others of their work.

    ``works`` are clusters of their positions. Those before ``first``, and those that name
    relations of another type, stay as they are.
    """
    found = list(citations)
    for work in works:
        for member in work.members:
            citation = citations[member]
            if member < first or set(citation.extra.get(TYPE, ())) - {VERSION}:
                continue
            others = [citations[each].key for each in work.members if each != member]
            keys = dict.fromkeys((*keys_of(citation.extra), *filter(None, others)))
            if keys:
                found[member] = _naming(citation, list(keys))
    return found


def without(citation: Citation, members: Sequence[Citation]) -> Citation:
    """A citation merged of ``members`` that does not name them any more."""
    gone = {each.key for each in members}
    keys = list(dict.fromkeys(keys_of(citation.extra)))
    left = [key for key in keys if key not in gone]
    return citation if left == keys else _naming(citation, left)


def followed(
    merged: Sequence[Citation], given: Sequence[Citation], places: Sequence[int]
) -> tuple[Citation, ...]:
    """``merged``, each naming records by the keys that they have after a merge.

    A key is that of a record of the same file. ``places`` are those of ``given`` among the
    merged.
    """
    now: dict[tuple[str, str], str] = {}
    for citation, at in zip(given, places, strict=True):
        for source in citation.sources[:1]:
            now.setdefault((source.path, citation.key), merged[at].key)

    def following(citation: Citation) -> Citation:
        paths = [source.path for source in citation.sources]

        def new(key: str) -> str:
            return next((now[path, key] for path in paths if (path, key) in now), key)

        found = renamed(citation, new)
        return citation if found is citation else without(found, [found])

    return tuple(following(each) if is_linked(each) else each for each in merged)


def _naming(citation: Citation, keys: Sequence[str]) -> Citation:
    extra = {tag: v for tag, v in citation.extra.items() if tag not in (RELATED, TYPE)}
    if keys:
        extra |= {RELATED: (",".join(keys),), TYPE: (VERSION,)}
    return replace(citation, extra=extra)
