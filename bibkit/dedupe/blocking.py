"""Which citations are worth comparing: those that share a key."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from bibkit.dedupe.fingerprints import Fingerprint

_LARGEST = 40
"""Citations of one key of which every two are compared."""
_WINDOW, _NARROW = 12, 6
"""In larger blocks, how many of the next ones in the order of content; and in huge ones."""
_HUGE = 400
_SMALL = frozenset(
    "a an the of in on for and or to with by from at is are as its via using based into "
    "between und der die das des la le les de du et en el y".split()
)


def candidates(prints: Sequence[Fingerprint]) -> list[tuple[int, int]]:
    """The pairs of positions that share a key, each once, the smaller first, in order.

    ``prints`` stand in the order of their content, so that neighbours in a block that is
    too large are alike.
    """
    found: set[int] = set()
    size = len(prints)
    for key in KEYS:
        _add_pairs(prints, key, size, found)
    return [divmod(pair, size) for pair in sorted(found)]


def _add_pairs(
    prints: Sequence[Fingerprint],
    key: Callable[[Fingerprint], Iterable[object]],
    size: int,
    found: set[int],
) -> None:
    first: dict[object, int] = {}
    blocks: dict[object, list[int]] = {}
    for position, one in enumerate(prints):
        for value in key(one):
            if value in blocks:
                blocks[value].append(position)
            elif value in first:
                if first[value] != position:
                    blocks[value] = [first[value], position]
            else:
                first[value] = position
    del first
    for block in blocks.values():
        if len(block) <= _LARGEST:
            found.update(a * size + b for a, b in combinations(block, 2))
        else:
            found.update(a * size + b for a, b in _neighbours(block))


def _neighbours(block: Sequence[int]) -> Iterator[tuple[int, int]]:
    window = _WINDOW if len(block) <= _HUGE else _NARROW
    for at, one in enumerate(block):
        for other in block[at + 1 : at + 1 + window]:
            yield one, other


def _significant(one: Fingerprint) -> list[str]:
    return [word for word in one.title.split() if word not in _SMALL]


def _whole_title(one: Fingerprint) -> Iterator[object]:
    if len(one.compact) > 3:
        yield one.compact


def _beginning(one: Fingerprint) -> Iterator[object]:
    if len(one.compact) >= 20:
        yield one.compact[:20]


def _ending(one: Fingerprint) -> Iterator[object]:
    if len(one.compact) >= 24:
        yield one.compact[-20:]


def _longest_words(one: Fingerprint) -> Iterator[object]:
    words = sorted(set(_significant(one)), key=lambda word: (-len(word), word))
    if len(words) >= 3:
        yield tuple(sorted(words[:4]))
    if len(words) >= 5:
        yield tuple(sorted(words[1:5]))


def _identifiers(one: Fingerprint) -> Iterator[object]:
    yield from one.dois
    yield from one.versions
    yield from one.ids
    if one.arxiv:
        yield one.arxiv


def _place(one: Fingerprint) -> Iterator[object]:
    if len(one.first_page) > 1:
        if one.volume:
            yield one.first_page, one.volume, one.last_page
        if one.people.first:
            yield one.first_page, one.people.first


def _author_words(one: Fingerprint) -> Iterator[object]:
    author = one.people.first
    words = _significant(one)
    if not author or not words:
        return
    if one.year:
        yield author, one.year, words[0]
        yield author, one.year, words[-1]
    longest = sorted(words, key=lambda word: (-len(word), word))
    yield author, *longest[:2]


def _known_people(one: Fingerprint) -> Iterator[object]:
    """For titles that changed between a preprint and its publication."""
    people = one.people
    if not people.families or not one.title:
        return
    words = sorted(set(_significant(one)), key=lambda word: (-len(word), word))[:3]
    for family in {people.families[0], *people.owners}:
        for word in words:
            yield family, word


def _abstract(one: Fingerprint) -> Iterator[object]:
    if len(one.abstract) >= 80:
        yield one.abstract[:60]


KEYS: tuple[Callable[[Fingerprint], Iterable[object]], ...] = (
    _whole_title, _beginning, _ending, _longest_words, _identifiers, _place, _author_words,
    _known_people, _abstract,
)  # fmt: skip
