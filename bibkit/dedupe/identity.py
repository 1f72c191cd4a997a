"""The identifiers of the citation that several become."""

from bibkit import identifiers
from bibkit.dedupe import preprints, versions
from bibkit.dedupe.agreement import Said
from bibkit.model import Identifier


def united_ids(
    said: Said, inside: set[int], base: versions.Version
) -> tuple[tuple[Identifier, ...] | None, Said]:
    """The identifiers of a merged citation, and those that would be wrong for it.

    A DOI of another version is a ``version_doi``; arXiv's own DOI beside a published version
    is the arXiv id that it is made of. An ISSN or ISBN names the venue of its version only.
    """
    preprint = base.is_unpublished
    taken: dict[Identifier, Identifier] = {}
    others: Said = []
    ranked = sorted(said, key=lambda item: id(item[1]) not in inside)
    for value, each in ranked:
        own = id(each) in inside
        for one in value:
            kept = _as_kept(one, own=own, preprint=preprint)
            known = kept and taken.setdefault(identifiers.comparable(kept), kept)
            if known != one:
                others.append((one, each))
    dois = {each.value for each in taken if each.scheme == "doi"}
    found = tuple(
        kept
        for same, kept in taken.items()
        if not (same.scheme == "version_doi" and same.value in dois)
    )
    return found or None, others


def _as_kept(one: Identifier, *, own: bool, preprint: bool) -> Identifier | None:
    if one.scheme == "doi":
        arxiv = preprints.arxiv_of(one.value)
        if arxiv and not (own and preprint):
            return Identifier("arxiv", arxiv)
        return one if own else Identifier("version_doi", one.value)
    return None if one.scheme in versions.BLOCK_IDS and not own else one
