"""Which works a list shows, and how many it leaves out by why."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bibkit.model import Citation
from bibkit.publications import predicates
from bibkit.publications.kinds import kind_of
from bibkit.publications.options import Options
from bibkit.publications.owner import Owner, Standing
from bibkit.publications.predicates import Predicate

UNPLACED = "are in no section"
"""Why works are left out that none of a recipe's sections takes."""


def chosen(
    citations: Sequence[Citation],
    standings: Mapping[str, Standing],
    owner: Owner | None,
    options: Options,
) -> tuple[list[Citation], Counter[str]]:
    """The citations that are listed, and how many are not by why."""
    tests = list(_tests(owner, options))
    shown: list[Citation] = []
    why: Counter[str] = Counter()
    for citation in citations:
        standing = standings[citation.key]
        reason = next((words for words, test in tests if not test(citation, standing)), "")
        if reason:
            why[reason] += 1
        else:
            shown.append(citation)
    return shown, why


def _tests(owner: Owner | None, options: Options) -> Iterator[tuple[str, Predicate]]:
    """What a work of the list must be, each with what is said of those that are not."""
    if owner is not None and not (options.everyone or options.mine):
        yield f"do not name {owner}", lambda _, standing: standing.verdict != "absent"
    if options.since:
        yield "are older", predicates.since(options.since)
    if options.until:
        yield "are newer", predicates.until(options.until)
    if options.kinds:
        kinds = frozenset(options.kinds)
        yield "are of another type", lambda citation, _: kind_of(citation).name in kinds
    if options.first_author:
        yield "have another first author", predicates.is_first
    if options.last_author:
        yield "have another last author", predicates.is_last
    if options.tags:
        yield "have another keyword", predicates.has_keyword(options.tags)
    if options.where is not None:
        yield "are not what the recipe asks for", options.where
