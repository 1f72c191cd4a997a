"""The versions of a work: which publication a citation describes, and which one is preferred.

What is bound to a version (venue, volume, pages, year, DOI ...) is true of that version alone:
``BLOCK`` moves as a whole. The order of versions is that in which libraries name the version
of record: journal or conference, book or chapter, thesis, preprint, page of the web.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, TypeAlias, get_args

from bibkit import identifiers, titles
from bibkit.model import Citation, Date
from bibkit.patterns import lazy

Prefer: TypeAlias = Literal["published", "preprint", "latest"]
"""Which version of a work is cited."""
PREFERENCES: tuple[Prefer, ...] = get_args(Prefer)

BLOCK = frozenset(
    """type genre medium container_title container_title_short container_author
    collection_title collection_number collection_editor volume volume_title
    volume_title_short issue part part_title supplement number chapter_number section page
    page_first number_of_pages number_of_volumes edition version printing status publisher
    publisher_place event_title event_place event_date issued available_date submitted
    authority jurisdiction division editor more_editors editorial_director chair organizer
    archive archive_collection archive_location archive_place year_suffix license""".split()
)
"""The fields that are true of one version alone."""
BLOCK_IDS = frozenset({"issn", "isbn"})
"""The schemes of identifiers that name the venue, not the work."""

_SERIALS = frozenset(
    """article-journal article-magazine article-newspaper paper-conference review review-book
    periodical""".split()
)
_BOOKS = frozenset(
    """book chapter entry entry-dictionary entry-encyclopedia collection classic pamphlet
    standard patent legislation treaty regulation bill legal_case hearing dataset software
    motion_picture song broadcast map musical_score""".split()
)
_UNPUBLISHED = frozenset({"article", "manuscript"})
_NONE, _WEB, _PREPRINT, _OTHER, _REPORT, _THESIS, _BOOK, _SERIAL, _SERIAL_WITH_DOI = range(9)
_UNVENUED = frozenset({_NONE, _WEB, _PREPRINT})

_PREPRINT_VENUE = lazy(
    r"\W*(?:corr\b|arxiv|\w{0,10}rxiv\b|vixra\b|ssrn\b|social science research network"
    r"|research square|preprints?(?:\.org|\b)|osf\b|authorea\b|hal\b|cryptology eprint"
    r"|e-?prints?\b|repec\b|computing research repository)",
    2,  # re.IGNORECASE
)
_PREPRINT_DOI = lazy(
    r"10\.(?:48550/|2139/ssrn|26434/|31234/osf|31219/osf|31235/osf|31222/osf|35542/osf"
    r"|31223/|21203/rs\.|20944/preprints|36227/techrxiv|22541/(?:au|essoar)|33774/|32942/"
    r"|1101/(?:\d{4}\.\d\d\.\d\d\.)?\d{5,}|64898/)",
    2,
)
_ARXIV_DOI = lazy(r"10\.48550/arxiv\.(.+)", 2)
_WORD = lazy(r"[^\W_]+")
_SMALL = frozenset("of the and for in on a an de la le des du und der die das et e y".split())


def is_preprint_doi(value: str) -> bool:
    """Whether a DOI is one that a preprint server gave."""
    return _PREPRINT_DOI.match(value) is not None


def arxiv_of(doi: str) -> str:
    """The arXiv id of which arXiv made a DOI, or ``""``."""
    found = _ARXIV_DOI.match(doi)
    return found[1] if found else ""


def stage(citation: Citation) -> int:
    """How near a citation's version is to the version of record; higher is nearer."""
    kind, venue = citation.type, citation.container_title
    dois = [each.value for each in citation.ids if each.scheme == "doi"]
    published = any(not is_preprint_doi(doi) for doi in dois)
    if venue and _PREPRINT_VENUE.match(venue) and not published:
        return _PREPRINT
    if kind == "thesis":
        return _THESIS
    if not venue and not published and kind in _UNPUBLISHED:
        known = dois or citation.id("arxiv") or citation.publisher or citation.archive
        return _PREPRINT if known else _WEB
    if kind in _SERIALS or (venue and kind in ("article", "document")):
        if dois and not published and not venue:
            return _PREPRINT
        return _SERIAL_WITH_DOI if published else _SERIAL
    if kind in _BOOKS:
        return _BOOK
    if kind in ("report", "manuscript", "speech", "interview"):
        is_preprint = not published and not venue and (dois or citation.id("arxiv"))
        return _PREPRINT if is_preprint else _REPORT
    if published:
        return _BOOK
    if kind in ("webpage", "post", "post-weblog"):
        return _WEB
    if dois or citation.id("arxiv"):
        return _PREPRINT
    bound = citation.set_values().keys() & BLOCK
    return _OTHER if bound - {"type", "issued"} else _NONE


def ordered(members: Sequence[Citation], prefer: Prefer) -> list[Citation]:
    """Members, the preferred version first; of one version the one that says most.

    Content alone decides, so that no order of the input does.
    """
    keyed = [(_order(each, prefer), place) for place, each in enumerate(members)]
    keyed.sort()
    for (one, _), (other, _) in pairwise(keyed):
        if one == other:
            shown = [repr(each) for each in members]
            keyed.sort(key=lambda item: (item[0], shown[item[1]]))
            break
    return [members[place] for _, place in keyed]


def _order(citation: Citation, prefer: Prefer) -> tuple[int, ...]:
    near = stage(citation)
    values = citation.set_values()
    bound = sum(name in BLOCK for name in values)
    says = (not citation.author, -bound, -len(values))
    if prefer == "latest":
        date = citation.issued
        day = (date.year or 0, date.month or 0, date.day or 0) if date else (-9999, 0, 0)
        return (*(-number for number in day), -near, *says)
    if prefer == "preprint":
        # A page of the web shows the preprint; what has no version at all comes last.
        place = {_PREPRINT: 0, _WEB: 1, _NONE: 99}
        return (place.get(near, 20 - near), *says)
    return (-near, *says)


def publication(members: Sequence[Citation]) -> list[Citation]:
    """Those of ``members`` that describe the publication of the first and agree among it."""
    chosen = [members[0]]
    for other in members[1:]:
        if all(same_publication(each, other) for each in chosen):
            chosen.append(other)
    return chosen


def same_publication(one: Citation, other: Citation) -> bool:
    """Whether two citations of one work may describe one version of it.

    One DOI, volume and page are one publication whatever else they say; where nothing
    identifies it, venue, year, volume, issue and first page must not contradict each other.
    """
    mine, theirs = stage(one), stage(other)
    dois = _values(one, "doi"), _values(other, "doi")
    if mine in _UNVENUED or theirs in _UNVENUED:
        if mine not in _UNVENUED or theirs not in _UNVENUED:
            # Without a venue nobody knows of which version a title and a year speak.
            return bool(dois[0] & dois[1]) and not _differ(one, other, "volume")
        arxiv = _values(one, "arxiv"), _values(other, "arxiv")
        if arxiv[0] and arxiv[1]:
            return bool(arxiv[0] & arxiv[1])
        return _compatible(dois) and not (arxiv[0] and dois[1]) and not (arxiv[1] and dois[0])
    if dois[0] and dois[1] and not dois[0] & dois[1]:
        return False
    if _THESIS in (mine, theirs) and mine != theirs:
        return False
    if (
        _differ(one, other, "volume")
        or _differ(one, other, "issue")
        or _pages_differ(one, other)
    ):
        return False
    if dois[0] & dois[1]:
        return True
    if not _years_near(one.issued, other.issued):
        return False
    if one.volume and one.page and one.volume == other.volume and other.page:
        return True
    return _same_kind(one, other) and same_venue(one.container_title, other.container_title)


def is_rival(one: Citation, other: Citation) -> bool:
    """Whether two that are not one publication contradict each other rather than differ.

    They are of one kind, of one venue as far as they say, and have no DOIs that differ.
    """
    mine, theirs = stage(one), stage(other)
    if (mine in _UNVENUED) != (theirs in _UNVENUED) or not _same_kind(one, other):
        return False
    if _THESIS in (mine, theirs) and mine != theirs:
        return False
    same_ids = all(_compatible((_values(one, s), _values(other, s))) for s in ("doi", "arxiv"))
    return same_ids and same_venue(one.container_title, other.container_title)


def _values(citation: Citation, scheme: str) -> set[str]:
    return {
        identifiers.comparable(each).value
        for each in citation.ids
        if each.scheme == scheme and not (scheme == "doi" and arxiv_of(each.value))
    }


def _compatible(sets: tuple[set[str], set[str]]) -> bool:
    return not (sets[0] and sets[1]) or bool(sets[0] & sets[1])


def _differ(one: Citation, other: Citation, name: str) -> bool:
    mine, theirs = getattr(one, name), getattr(other, name)
    return bool(mine and theirs) and titles.key(mine).lstrip("0") != titles.key(theirs).lstrip(
        "0"
    )


def _pages_differ(one: Citation, other: Citation) -> bool:
    mine, theirs = first_page(one), first_page(other)
    return bool(mine and theirs) and mine != theirs


def first_page(citation: Citation) -> str:
    """The first page as a number compares, or ``""``."""
    found = _WORD.search(citation.page or citation.page_first)
    return found[0].casefold().lstrip("0") if found else ""


def _years_near(one: Date | None, other: Date | None) -> bool:
    if one is None or other is None or one.year is None or other.year is None:
        return True
    return abs(one.year - other.year) <= 1


_CONFERENCE = frozenset({"paper-conference"})
_ARTICLES = frozenset({"article-journal", "article-magazine", "article-newspaper"})


def _same_kind(one: Citation, other: Citation) -> bool:
    """Journal and conference are two versions; other kinds are what a program had for one."""
    kinds = {one.type, other.type}
    return not (kinds & _CONFERENCE and kinds & (_ARTICLES | {"book"}))


def same_venue(one: str, other: str) -> bool:
    """Whether two names of a venue may be one: equal, silent, or one abbreviates the other."""
    if not one or not other or titles.key(one) == titles.key(other):
        return True
    mine, theirs = _venue_words(one), _venue_words(other)
    return (
        len(mine) == len(theirs)
        and bool(mine)
        and all(a.startswith(b) or b.startswith(a) for a, b in zip(mine, theirs, strict=True))
    )


def _venue_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in _SMALL]


def is_unpublished(citation: Citation) -> bool:
    """Whether a citation is of a preprint, or of no version that is known."""
    return stage(citation) in _UNVENUED
