"""Records of one library that are versions of one work: each names the others by their keys.

As BibLaTeX's ``related`` and ``relatedtype`` say it, in the extra of a citation; its manual
(3.5, "Related entries") leaves types to their users.
"""

from collections.abc import Sequence

from bibkit.dedupe.clusters import Cluster
from bibkit.keylinks import RELATED, keys_of
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


def _naming(citation: Citation, keys: Sequence[str]) -> Citation:
    extra = {tag: v for tag, v in citation.extra.items() if tag not in (RELATED, TYPE)}
    if keys:
        extra |= {RELATED: (",".join(keys),), TYPE: (VERSION,)}
    return replace(citation, extra=extra)
