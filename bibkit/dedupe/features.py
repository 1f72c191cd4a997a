"""Two fingerprints as a row of numbers: what agrees, what contradicts, what is not known."""

from bibkit.dedupe import venues
from bibkit.dedupe.fingerprints import Fingerprint
from bibkit.dedupe.people import People
from bibkit.dedupe.similarity import ratio, token_set_ratio

NAMES = (
    "title", "title_words", "title_begins", "words_swapped", "numbers", "part",
    "authors", "authors_shared", "authors_all", "first_author", "owner", "count", "years",
    "years_signed", "volume", "issue", "first_page", "last_page", "doi", "arxiv", "venue",
    "abstract", "kind", "early", "known", "places",
)  # fmt: skip
"""The columns of a row. Each grows with the likelihood that two citations are one, except
those of :data:`FREE`."""

FREE = frozenset({"early", "known", "authors_shared", "years_signed"})

Row = tuple[float, ...]
_UNLIKE, _UNLIKE_WORDS = 58.0, 68.0
"""Titles that are less alike are not one's, unless a place or an identifier says so."""
_LONG_NAME, _SAME_NAME = 5, 83.0
"""Of so many letters, so much alike, two names are one misspelt; "Zhang" is not "Chang"."""
_FEW = 12
"""More words than these that differ are other people; to compare each two costs, too."""
_ALIKE = 75.0
"""Of titles that are more alike, names may be misspelt."""


def row(one: Fingerprint, other: Fingerprint) -> Row | None:
    """What there is to say about two citations; None where their titles have nothing in common.

    Agreement is positive, contradiction negative, and what a side does not say 0.
    """
    doi = _dois(one.dois, other.dois)
    linked = doi >= 2 or is_other_version(one, other)
    abstract = _abstracts(one.abstract, other.abstract)
    first, last = _pages(one, other)
    volume = _three(one.volume, other.volume)
    arxiv = _three(one.arxiv, other.arxiv)
    if not (one.compact and other.compact):
        title = words = 0.0
        swapped = 100.0
        begins = 0
        if not linked and first < 1:
            return None
    elif one.compact == other.compact:
        title = words = swapped = 100.0
        begins = 1
    else:
        title = ratio(one.compact, other.compact)
        words = token_set_ratio(one.title, other.title)
        begins = _begins(one.compact, other.compact)
        if (
            title < _UNLIKE and words < _UNLIKE_WORDS and not begins and not linked
            and arxiv < 1 and abstract < 80 and (first < 0.5 or volume < 1)
        ):  # fmt: skip
            return None
        swapped = _swapped(one.title, other.title) if words < 100 else 100.0
    shared, over, alike = _authors(one.people, other.people, title >= _ALIKE)
    years = abs(one.year - other.year) if one.year and other.year else -1
    venue = venues.alike(one.venue, other.venue)
    return (
        title, words, begins, swapped,
        _numbers(one.numbers, other.numbers), _parts(one, other),
        over, shared, alike, _first(one.people, other.people), _owner(one.people, other.people),
        _count(one.people, other.people),
        -1.5 if years < 0 else -float(min(years, 12)), years,
        volume, 1 if one.issue and one.issue == other.issue else 0, first, last,
        doi, arxiv, venue, abstract,
        0 if one.kind == other.kind else -1,
        one.early + other.early,
        _known(volume, first, doi, venue),
        _places(volume, first, last, venue),
    )  # fmt: skip


def is_other_version(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether a DOI that one names as another version's is the other's, or named by both."""
    if not one.versions and not other.versions:
        return False
    return not {*one.dois, *one.versions}.isdisjoint({*other.dois, *other.versions})


def _three(one: str, other: str) -> int:
    if not one or not other:
        return 0
    return 1 if one == other else -1


def _pages(one: Fingerprint, other: Fingerprint) -> tuple[float, float]:
    """How the first and the last pages agree, as :func:`_three`; -0.5 for a slip of a digit."""
    first, last = one.first_page, one.last_page
    first_, last_ = other.first_page, other.last_page
    if not first or not first_:
        return 0, 0
    if first == first_:
        return 1, _three(last, last_)
    # Of "376-87" some programs keep "87".
    if not last and last_ and last_.endswith(first):
        return 0.5, 0.5
    if not last_ and last and last.endswith(first_):
        return 0.5, 0.5
    end = _three(last, last_)
    if end > 0 or _slip(first, first_):
        return -0.5, end
    if last and last_ and int(first) <= int(last_) and int(first_) <= int(last):
        return -0.5, -0.5
    return -1, end


def _slip(one: str, other: str) -> bool:
    """Whether two numbers of three and more digits differ by a digit, or by two swapped."""
    if len(one) != len(other) or len(one) < 3:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1 or (
        sorted(one) == sorted(other)
    )


def _parts(one: Fingerprint, other: Fingerprint) -> int:
    """-1 if one title is another part of a series than the other."""
    if one.part == other.part:
        return 0
    # "CIN 3" stands in both, only in one of them where a part's number would.
    if one.numbers == other.numbers and (one.part or other.part) in one.numbers:
        return 0
    return -1


def _dois(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """2 the same, 0 not known, -1 two registrars', -2 two of one registrar."""
    if not one or not other:
        return 0
    if one == other or set(one) & set(other):
        return 2
    # A figure or a version of what has the DOI.
    if any(a.startswith(b) or b.startswith(a) for a in one for b in other):
        return 2
    if {doi.partition("/")[0] for doi in one} & {doi.partition("/")[0] for doi in other}:
        return -2
    return -1


def _abstracts(one: str, other: str) -> float:
    """How alike the beginnings of two abstracts are; 40 where a side has none."""
    if not one or not other:
        return 40.0
    shorter = min(len(one), len(other))
    if shorter < 60:
        return 40.0
    return ratio(one[:shorter], other[:shorter])


def _begins(one: str, other: str) -> int:
    """1 if a title of some length is the beginning or the end of the other."""
    if len(one) > len(other):
        one, other = other, one
    return int(len(one) >= 15 and (other.startswith(one) or other.endswith(one)))


def _swapped(one: str, other: str) -> float:
    """How alike are the words that only one title has; 100 if one title has none of its own."""
    mine, theirs = one.split(), other.split()
    common = set(mine) & set(theirs)
    left = "".join([word for word in mine if word not in common])
    right = "".join([word for word in theirs if word not in common])
    if not left or not right:
        return 100.0
    return ratio(left, right)


def _numbers(one: str, other: str) -> float:
    if one == other:
        return 0
    if one and other and not (one.startswith(other) or other.startswith(one)):
        return -1
    return -0.5


def _authors(one: People, other: People, alike: bool) -> tuple[int, float, float]:
    """Shared words, their share of the shorter list, and of both where both are complete.

    A list that is cut off is not short: only what both could show is asked for. Where titles
    are ``alike``, so may a name be that is written in two ways.
    """
    if not one.words or not other.words:
        return 0, 45.0, 45.0
    mine, theirs = len(one.words), len(other.words)
    if one.words == other.words:
        return min(mine, 12), 100.0, 100.0
    common = set(one.words) & set(other.words)
    shared = len(common)
    misspelt: set[str] = set()
    if alike and 0 < min(mine, theirs) - shared <= _FEW:
        misspelt = _misspelt(set(one.words) - common, set(other.words) - common)
        shared += len(misspelt) // 2
    over = 100.0 * shared / min(mine, theirs)
    whole = one.complete and other.complete
    if not (one.families and other.families):
        all_ = 100.0 * shared / (mine + theirs - shared)
        return min(shared, 12), over, all_ if whole else over
    shorter, longer = (one, other) if len(one.families) <= len(other.families) else (other, one)
    known = {*longer.families, *longer.words}
    same = sum(family in known for family in shorter.families)
    if misspelt:
        same = sum(family in known or family in misspelt for family in shorter.families)
    over = max(over, 100.0 * same / len(shorter.families))
    all_ = 100.0 * same / len(longer.families) if whole else over
    return min(shared, 12), over, all_


def _misspelt(one: set[str], other: set[str]) -> set[str]:
    """The words of both that are likely one name, two and two: "Hiessl" and "Hiessel"."""
    found: set[str] = set()
    for word in sorted(one):
        for each in sorted(other - found) if len(word) >= _LONG_NAME else ():
            if len(each) >= _LONG_NAME and ratio(word, each) >= _SAME_NAME:
                found.update((word, each))
                break
    return found


def _first(one: People, other: People) -> float:
    """2 one person, 1 one family, 0.5 somewhere in the lists, 0 not known, -1 others."""
    if not one.first or not other.first:
        return 0
    if one.first == other.first:
        if one.initial and other.initial:
            return 2 if one.initial == other.initial else 0.3
        return 1
    if one.first in other.words and other.first in one.words:
        return 0.5
    if one.first in other.words or other.first in one.words:
        return 0.2
    if _misspelt({one.first}, {other.first}):
        return 0.2 if one.initial and other.initial and one.initial != other.initial else 0.5
    return -1


def _owner(one: People, other: People) -> int:
    """1 if the owner of one's page is among the other's authors, -1 if he cannot be."""
    if not one.owners and not other.owners:
        return 0
    return min(_among(one.owners, other), _among(other.owners, one)) or max(
        _among(one.owners, other), _among(other.owners, one)
    )


def _among(owners: tuple[str, ...], people: People) -> int:
    if not owners or not people.words:
        return 0
    known = people.families + people.words + people.owners
    if any(owner in known for owner in owners):
        return 1
    return -1 if people.complete else 0


def _count(one: People, other: People) -> float:
    """How the numbers of authors differ, as far as both are known: 0 to -3."""
    if not one.number or not other.number:
        return -0.5
    return -float(min(3, abs(one.number - other.number)))


_PLACE = tuple(NAMES.index(name) for name in ("volume", "first_page", "last_page", "doi"))
_VENUE, _KNOWN, _PLACES = (NAMES.index(name) for name in ("venue", "known", "places"))


def of_work(row: Row) -> Row:
    """``row`` without the contradictions that two versions of one work have."""
    values = list(row)
    for column in _PLACE:
        if values[column] < 0:
            values[column] = 0
    values[_VENUE] = max(venues.UNKNOWN, values[_VENUE])
    return counted(tuple(values))


def counted(row: Row) -> Row:
    """``row`` with the columns that count others: how much is known, and how much agrees."""
    values = list(row)
    volume, first, last, doi = (values[column] for column in _PLACE)
    venue = values[_VENUE]
    values[_KNOWN] = _known(volume, first, doi, venue)
    values[_PLACES] = _places(volume, first, last, venue)
    return tuple(values)


def _known(volume: float, first: float, doi: float, venue: float) -> int:
    return (volume != 0) + (first != 0) + (doi != 0) + (venue != venues.UNKNOWN)


def _places(volume: float, first: float, last: float, venue: float) -> int:
    agree = (volume > 0) + (first > 0) + (last > 0) + (venue > 80)
    return agree - (volume < 0) - (first < 0)
