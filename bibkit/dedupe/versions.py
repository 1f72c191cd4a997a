"""The versions of a work: which publication a citation describes, and which one is preferred.

What is bound to a version (venue, volume, pages, year, DOI ...) is true of that version alone:
``BLOCK`` moves as a whole. The order of versions is that in which libraries name the version
of record: journal or conference, book or chapter, thesis, preprint, page of the web.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Literal, TypeAlias, get_args

from bibkit import identifiers, titles
from bibkit.dedupe import preprints
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
_REPORTS = frozenset({"report", "manuscript", "speech", "interview"})
_WEB_KINDS = frozenset({"webpage", "post", "post-weblog"})
_UNPUBLISHED = frozenset({"article", "manuscript"})
_NONE, _WEB, _PREPRINT, _OTHER, _REPORT, _THESIS, _BOOK, _SERIAL, _SERIAL_WITH_DOI = range(9)
_UNVENUED = frozenset({_NONE, _WEB, _PREPRINT})

_WORD = lazy(r"[^\W_]+")
_SMALL = frozenset("of the and for in on a an de la le des du und der die das et e y".split())


class Version:
    """A citation as a version of its work, with what tells versions apart looked up once.

    ``stage`` is how near it is to the version of record; higher is nearer.
    """

    __slots__ = ("arxiv", "citation", "dois", "stage", "values")

    def __init__(self, citation: Citation) -> None:
        self.citation = citation
        self.values = citation.set_values()
        self.dois: set[str] = set()
        self.arxiv: set[str] = set()
        registered: list[str] = []
        for each in citation.ids:
            if each.scheme == "doi":
                registered.append(each.value)
                if not preprints.arxiv_of(each.value):
                    self.dois.add(each.value.lower())
            elif each.scheme == "arxiv":
                self.arxiv.add(identifiers.comparable(each).value)
        self.stage = self._stage(registered)

    def _stage(self, dois: Sequence[str]) -> int:
        kind, venue = self.citation.type, self.citation.container_title
        published = any(not preprints.is_preprint_doi(doi) for doi in dois)
        if venue and not published and preprints.is_server(venue):
            return _PREPRINT
        if kind == "thesis":
            return _THESIS
        on_server = not venue and not published and bool(dois or self.arxiv)
        if not venue and not published and kind in _UNPUBLISHED:
            known = on_server or self.citation.publisher or self.citation.archive
            return _PREPRINT if known else _WEB
        if kind in _SERIALS or (venue and kind in ("article", "document")):
            if on_server and dois:
                return _PREPRINT
            return _SERIAL_WITH_DOI if published else _SERIAL
        if kind in _BOOKS:
            return _BOOK
        if kind in _REPORTS:
            return _PREPRINT if on_server else _REPORT
        if published:
            return _BOOK
        if kind in _WEB_KINDS:
            return _WEB
        if dois or self.arxiv:
            return _PREPRINT
        bound = self.values.keys() & BLOCK
        return _OTHER if bound - {"type", "issued"} else _NONE

    @property
    def is_unpublished(self) -> bool:
        """Whether it is a preprint, or no version that is known."""
        return self.stage in _UNVENUED


def ordered(members: Iterable[Citation], prefer: Prefer) -> list[Version]:
    """Members, the preferred version first; of one version the one that says most.

    Content and the places of the records alone decide, so that no order of the input does.
    """
    keyed = [(_order(version, prefer), version) for version in map(Version, members)]
    keyed.sort(key=lambda item: item[0])
    if any(one == other for (one, _), (other, _) in pairwise(keyed)):
        keyed.sort(key=lambda item: (item[0], repr(item[1].citation)))
    return [version for _, version in keyed]


def _order(version: Version, prefer: Prefer) -> tuple[Any, ...]:
    near, values, citation = version.stage, version.values, version.citation
    places = tuple((each.path, each.line) for each in citation.sources)
    says = (not citation.author, -len(values.keys() & BLOCK), -len(values), places)
    if prefer == "latest":
        date = citation.issued
        day = (date.year or 0, date.month or 0, date.day or 0) if date else (-9999, 0, 0)
        return (*(-number for number in day), -near, *says)
    if prefer == "preprint":
        # A page of the web shows the preprint; what has no version at all comes last.
        place = {_PREPRINT: 0, _WEB: 1, _NONE: 99}
        return (place.get(near, 20 - near), *says)
    return (-near, *says)


def publication(members: Sequence[Version]) -> list[Version]:
    """Those of ``members`` that describe the publication of the first and agree among it."""
    chosen = [members[0]]
    for other in members[1:]:
        if all(same_publication(each, other) for each in chosen):
            chosen.append(other)
    return chosen


def of_publication(ranked: Sequence[Version]) -> set[int]:
    """By ``id`` the citations of ``publication``; equals are looked at once."""
    if len(ranked) < _MANY:
        return {id(each.citation) for each in publication(ranked)}
    alike: dict[object, list[Version]] = {}
    for each in ranked:
        values = each.values
        said = frozenset((name, values[name]) for name in BLOCK & values.keys())
        alike.setdefault((said, each.citation.ids), []).append(each)
    # Two of each kind: a record may contradict itself.
    few = publication([each for group in alike.values() for each in group[:2]])
    chosen = set(map(id, few))
    return {
        id(each.citation)
        for group in alike.values()
        for place, each in enumerate(group)
        if id(group[min(place, 1)]) in chosen
    }


_MANY = 8
"""From so many records on, those that say the same are not compared one by one."""


def same_publication(one: Version, other: Version) -> bool:
    """Whether two records of one work may describe one version of it.

    One DOI, volume and page are one publication whatever else they say; where nothing
    identifies it, venue, year, volume, issue and first page must not contradict each other.
    """
    mine, theirs = one.citation, other.citation
    shared = bool(one.dois & other.dois)
    if one.is_unpublished or other.is_unpublished:
        if not (one.is_unpublished and other.is_unpublished):
            # Without a venue nobody knows of which version a title and a year speak.
            return shared and not _differ(mine.volume, theirs.volume)
        if one.arxiv and other.arxiv:
            return bool(one.arxiv & other.arxiv)
        crossed = (one.arxiv and other.dois) or (other.arxiv and one.dois)
        return _compatible(one.dois, other.dois) and not crossed
    if not _compatible(one.dois, other.dois) or _is_thesis_beside(one, other):
        return False
    if (
        _differ(mine.volume, theirs.volume)
        or _differ(mine.issue, theirs.issue)
        or _pages_differ(mine, theirs)
    ):
        return False
    if shared:
        return True
    if not _years_near(mine.issued, theirs.issued):
        return False
    if mine.volume and mine.page and mine.volume == theirs.volume and theirs.page:
        return True
    return _same_kind(mine, theirs) and same_venue(mine.container_title, theirs.container_title)


def is_rival(one: Version, other: Version) -> bool:
    """Whether two that are not one publication contradict each other rather than differ.

    They are of one kind, of one venue as far as they say, and have no DOIs that differ.
    """
    mine, theirs = one.citation, other.citation
    if one.is_unpublished != other.is_unpublished or not _same_kind(mine, theirs):
        return False
    if _is_thesis_beside(one, other):
        return False
    same_ids = _compatible(one.dois, other.dois) and _compatible(one.arxiv, other.arxiv)
    return same_ids and same_venue(mine.container_title, theirs.container_title)


def _is_thesis_beside(one: Version, other: Version) -> bool:
    return (one.stage == _THESIS) != (other.stage == _THESIS)


def _compatible(one: set[str], other: set[str]) -> bool:
    return not one or not other or bool(one & other)


def _differ(one: str, other: str) -> bool:
    if not one or not other or one == other:
        return False
    return titles.key(one).lstrip("0") != titles.key(other).lstrip("0")


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
    if not one or not other or one == other or titles.key(one) == titles.key(other):
        return True
    mine, theirs = _venue_words(one), _venue_words(other)
    return (
        len(mine) == len(theirs)
        and bool(mine)
        and all(a.startswith(b) or b.startswith(a) for a, b in zip(mine, theirs, strict=True))
    )


def _venue_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in _SMALL]
