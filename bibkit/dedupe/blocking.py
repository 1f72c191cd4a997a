"""Which citations are worth comparing: those that share a key."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from bibkit.dedupe.fingerprints import Fingerprint

LARGEST = 40
"""Citations of one key of which every two are compared."""
WINDOW, NARROW = 12, 6
"""In larger blocks, how many of the next ones in the order of content; and in huge ones."""
HUGE = 400
_SMALL = frozenset(
    "a an the of in on for and or to with by from at is are as its via using based into "
    "between und der die das des la le les de du et en el y".split()
)


def candidates(prints: Sequence[Fingerprint]) -> list[tuple[int, int]]:
    """The pairs of positions that share a key, each once, the smaller first, in order.

    ``prints`` stand in the order of their content, so that neighbours in a block that is
    too large are alike.
    """
    first: dict[int, int] = {}
    blocks: dict[int, list[int]] = {}
    for position, one in enumerate(prints):
        for value in keys(one):
            if value in blocks:
                blocks[value].append(position)
            elif value in first:
                blocks[value] = [first[value], position]
            else:
                first[value] = position
    del first
    size = len(prints)
    found: set[int] = set()
    for block in blocks.values():
        found.update(a * size + b for a, b in pairs_of(block))
    return [divmod(pair, size) for pair in sorted(found)]


def keys(one: Fingerprint) -> set[int]:
    """The keys of a citation as numbers, the same within all processes of one hash seed."""
    words = [word for word in one.title.split() if word not in _SMALL]
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    found = set(map(hash, _texts(one)))
    found.update(map(hash, _longest_words(longest)))
    found.update(map(hash, _author_words(one, words)))
    found.update(map(hash, _known_people(one, longest)))
    return found


def pairs_of(block: Sequence[int]) -> Iterable[tuple[int, int]]:
    """The pairs of a block that are compared: every two, or neighbours if it is large."""
    return combinations(block, 2) if len(block) <= LARGEST else _neighbours(block)


def _neighbours(block: Sequence[int]) -> Iterator[tuple[int, int]]:
    window = WINDOW if len(block) <= HUGE else NARROW
    for at, one in enumerate(block):
        for other in block[at + 1 : at + 1 + window]:
            yield one, other


def _texts(one: Fingerprint) -> Iterator[object]:
    compact = one.compact
    if len(compact) > 3:
        yield "title", compact
    if len(compact) >= 20:
        yield "beginning", compact[:20]
    if len(compact) >= 24:
        yield "ending", compact[-20:]
    for value in (*one.dois, *one.versions, *one.ids, one.arxiv):
        if value:
            yield "id", value
    if len(one.first_page) > 1:
        if one.volume:
            yield "place", one.first_page, one.volume, one.last_page
        if one.people.first:
            yield "page", one.first_page, one.people.first
    if len(one.abstract) >= 80:
        yield "abstract", one.abstract[:60]


def _longest_words(longest: Sequence[str]) -> Iterator[object]:
    if len(longest) >= 3:
        yield "words", *sorted(longest[:4])
    if len(longest) >= 5:
        yield "words", *sorted(longest[1:5])


def _author_words(one: Fingerprint, words: Sequence[str]) -> Iterator[object]:
    author = one.people.first
    if not author or not words:
        return
    if one.year:
        yield "author", author, one.year, words[0]
        yield "author", author, one.year, words[-1]
    longest = sorted(words, key=lambda word: (-len(word), word))
    yield "author", author, *longest[:2]


def _known_people(one: Fingerprint, longest: Sequence[str]) -> Iterator[object]:
    """For titles that changed between a preprint and its publication."""
    people = one.people
    if not people.families or not one.title:
        return
    for family in {people.families[0], *people.owners}:
        for word in longest[:3]:
            yield "person", family, word
