"""What decides whatever the score: contradictions, and what only one work can have."""

from bibkit.dedupe.features import NAMES, Row, is_other_version
from bibkit.dedupe.fingerprints import Fingerprint
from bibkit.dedupe.venues import UNKNOWN
from bibkit.patterns import lazy

(
    TITLE, WORDS, BEGINS, SWAPPED, NUMBERS, PART, AUTHORS, SHARED, ALL, FIRST, OWNER,
    COUNT, YEARS, YEARS_SIGNED, VOLUME, ISSUE, PAGE, LAST, DOI, ARXIV, VENUE, ABSTRACT, KIND,
    EARLY, KNOWN, PLACES,
) = range(len(NAMES))  # fmt: skip

_SHORT = 24
_OTHER_VENUE = 40
_COLUMN = 45
_CONTAINED, _NEARLY = 90, 97
"""Of a lower likeness a title is at best part of the other; and where the years differ."""
_WORDS = (
    r"editorials?|introduction|comments?|preface|foreword|news|notices?|letters?|index|contents"
    r"|reviews?|errata?|obituary|discussion|reply|conclusions?|announcements?|summary|summaries"
    r"|abstracts?|contributors?|biographies|explanation|remarks|message|welcome|reports?|notes|column"
)
_GENERIC = lazy(rf"\b(?:{_WORDS})\b")
_GENERIC_END = lazy(rf"^(?:{_WORDS})\b|\b(?:{_WORDS})$")
_GENERIC_WORDS = frozenset(
    """editorial editorials editor editors chair chairs guest introduction introductory
    preface foreword welcome message messages note notes comment comments remark remarks
    column letter letters news announcement announcements contents index book books review
    reviews reply response responses author authors erratum errata corrigendum correction
    corrections obituary abstract abstracts summary summaries report reports conclusion
    conclusions discussion special issue section""".split()
)
_SIBLINGS = frozenset(
    """more other another further additional continued revisited reconsidered again second third
    sequel addendum supplement""".split()
)
"""Words by which authors tell a work from an earlier one: *Graphs*, *More graphs*."""
_FILLERS = frozenset("this to the from in of and for a s".split())


def against(row: Row, one: Fingerprint, other: Fingerprint, level: str) -> str:
    """The code of what forbids that two citations are one, or ``""``."""
    if level == "record" and (version := _other_version(row, one, other)):
        return version
    same_doi = row[DOI] >= 2 or (level == "work" and is_other_version(one, other))
    review = bool(one.ids) and not set(one.ids).isdisjoint(other.ids)
    if row[KIND] < 0 and not review and (row[PAGE] < 1 or row[LAST] < 1 or row[VOLUME] < 1):
        return max(one.kind, other.kind)
    if same_doi and row[WORDS] < 50 and row[TITLE] < 50 and row[AUTHORS] < 50:
        return "shared-doi"
    if same_doi and row[AUTHORS] < 1 and row[TITLE] < 97 and row[LAST] < 1:
        return "shared-doi"
    if same_doi or review:
        return ""
    if row[ARXIV] < 0:
        return "arxiv-differs"
    if not _is_same_place(row):
        begins = (one.cut or other.cut) and row[BEGINS]
        if row[PART] < 0 and not begins:
            return "part-differs"
        if row[NUMBERS] <= -1 and not begins:
            return "numbers-differ"
    if row[AUTHORS] < 1 and not (row[PAGE] >= 1 and row[VOLUME] >= 1) and row[ABSTRACT] < 80:
        return "authors-differ"
    if row[OWNER] < 0 and row[AUTHORS] < 100:
        return "owner-not-among-authors"
    if title := _same_title_elsewhere(row, one, other, level):
        return title
    return _other_publication(row, one, other) if level == "record" else _other_work(row)


def _same_title_elsewhere(row: Row, one: Fingerprint, other: Fingerprint, level: str) -> str:
    """Why titles that may be alike by chance are not enough."""
    if level == "record" and not (one.people.words and other.people.words):
        placed = row[PLACES] >= 2 or row[ABSTRACT] >= 80
        if row[TITLE] < (_NEARLY if row[YEARS_SIGNED] > 0 else _CONTAINED) and not placed:
            return "titles-differ"
    if _is_sibling(row, one, other):
        return "sibling-title"
    shorter = min(len(one.compact), len(other.compact))
    if shorter >= _COLUMN:
        return ""
    if not _is_told_apart(row, one, other):
        return "short-title"
    same_place = _is_same_place(row)
    # A column that somebody writes each year.
    yearly = row[YEARS_SIGNED] > 0 and not same_place and row[SHARED] < 4
    if yearly and _GENERIC_END.search(one.title) and _GENERIC_END.search(other.title):
        return "short-title"
    if shorter < _SHORT and not same_place:
        known = (
            level == "work"
            and row[SHARED] >= 3
            and row[AUTHORS] >= 90
            and not _GENERIC.search(one.title)
        )
        if not known and _any_conflict(row, one, other):
            return "short-title"
        if not row[SHARED] and row[PLACES] < 2 and _GENERIC.search(one.title):
            return "short-title"
    return ""


def _is_sibling(row: Row, one: Fingerprint, other: Fingerprint) -> bool:
    """Whether one title calls itself another work: *Graphs*, *More graphs*."""
    if row[ABSTRACT] >= 80 or _is_same_place(row):
        return False
    # More words apart are those of a subtitle, or of a title that was cut.
    apart = set(one.title.split()) ^ set(other.title.split())
    return len(apart) <= 2 and not apart.isdisjoint(_SIBLINGS)


def _is_same_place(row: Row) -> bool:
    return row[VOLUME] > 0 and row[PAGE] >= 0.5 and row[AUTHORS] > 60 and row[DOI] >= 0


def _other_work(row: Row) -> str:
    if row[DOI] <= -2 and not row[SHARED]:
        return "doi-differs"
    # Siblings that some of the same people wrote, in two volumes.
    other_place = row[DOI] < 0 and row[VOLUME] < 0 and row[PAGE] <= -1
    if other_place and row[TITLE] < 97 and row[ALL] < 80 and row[ABSTRACT] < 80:
        return "place-differs"
    return ""


def excludes(one: str, other: str) -> bool:
    """Whether two stages never are one record: a preprint and what is published."""
    return bool(one and other) and one != other


def _other_version(row: Row, one: Fingerprint, other: Fingerprint) -> str:
    if excludes(one.stage, other.stage):
        return "preprint"
    return "version-doi" if row[DOI] < 2 and _names_other(one, other) else ""


def _names_other(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether the DOI of one is another version's for the other."""
    return not (
        set(one.versions).isdisjoint(other.dois) and set(other.versions).isdisjoint(one.dois)
    )


def _is_told_apart(row: Row, one: Fingerprint, other: Fingerprint) -> bool:
    """Whether there is more to two titles, or to their place, than each issue has."""
    if not (_is_generic(one.title) and _is_generic(other.title)):
        return True
    if row[PAGE] >= 1 and row[VOLUME] >= 0:
        return True
    return row[YEARS] == 0 and row[FIRST] >= 1 and row[ALL] >= 100 and row[VENUE] >= 80


def _is_generic(title: str) -> bool:
    words = set(title.split()) - _FILLERS
    return bool(words) and words <= _GENERIC_WORDS


def _any_conflict(row: Row, one: Fingerprint, other: Fingerprint) -> bool:
    other_issue = bool(one.issue and other.issue and not row[ISSUE])
    return row[VOLUME] < 0 or row[PAGE] < 0 or row[DOI] < 0 or row[YEARS] <= -2 or other_issue


def _other_publication(row: Row, one: Fingerprint, other: Fingerprint) -> str:
    if row[ABSTRACT] >= 80 and row[VENUE] > 60:
        return ""
    if row[VOLUME] < 0 and row[PAGE] < -0.6:
        return "place-differs"
    if row[VOLUME] < 0 and row[PAGE] <= 0 and row[LAST] <= 0 and row[KNOWN] < 4:
        return "place-differs"
    if row[DOI] < 0 and row[PAGE] <= -1 and row[VOLUME] <= 0:
        return "place-differs"
    if row[VENUE] < _OTHER_VENUE and row[KNOWN] >= 2 and (row[PAGE] <= 0 or row[DOI] < 0):
        return "venue-differs"
    if (
        one.event and other.event and one.event != other.event
        and row[PAGE] <= 0 and row[VOLUME] <= 0 and row[DOI] <= 0
    ):  # fmt: skip
        return "venue-differs"
    if row[DOI] <= -2 and row[PAGE] <= 0:
        return "doi-differs"
    if (
        one.issue
        and other.issue
        and not row[ISSUE]
        and row[PAGE] <= 0
        and not one.first_page
        and not other.first_page
        and row[VOLUME]
        and row[DOI] <= 0
    ):
        return "issue-differs"
    if not row[KNOWN] and row[YEARS_SIGNED] > 0 and 1 <= row[AUTHORS] < 60 and row[SHARED]:
        return "years-differ"
    if row[YEARS] <= -2 and row[PAGE] <= 0 and row[VOLUME] <= 0:
        return "years-differ"
    return ""


def _is_same_range(row: Row, one: Fingerprint) -> bool:
    """Whether first and last page are the same, and neither volume nor venue another."""
    pages = row[PAGE] >= 1 and row[LAST] >= 1 and one.first_page != one.last_page
    others = row[VOLUME] >= 0 and row[DOI] >= 0 and row[KIND] >= 0 and row[PART] >= 0
    return pages and others and row[VENUE] >= UNKNOWN and row[AUTHORS] >= 80


def _other_issue(row: Row, one: Fingerprint, other: Fingerprint) -> bool:
    """Whether the issues differ; of three and more digits they are some database's numbers."""
    known = one.issue and other.issue and max(len(one.issue), len(other.issue)) < 3
    return bool(known) and not row[ISSUE]


def in_favour(row: Row, one: Fingerprint, other: Fingerprint, level: str) -> str:
    """The code of what makes two citations one that nothing forbids, or ``""``."""
    if level == "work" and row[AUTHORS] >= 40 and is_other_version(one, other):
        return "version-doi"
    if row[TITLE] < 85 and row[WORDS] < 100:
        if (
            row[PAGE] >= 1
            and row[LAST] >= 1
            and row[VOLUME] >= 1
            and row[VENUE] >= 60
            and row[AUTHORS] >= 80
            and row[SHARED] >= 2
            and row[YEARS] >= -1.5
            and one.first_page != one.last_page
            and row[DOI] >= 0
            and row[KIND] >= 0
            and not _other_issue(row, one, other)
        ):
            return "same-place"
        return ""
    if (
        row[DOI] >= 2
        and row[AUTHORS] >= 40
        and row[NUMBERS] > -1
        and row[PART] >= 0
        and row[VENUE] >= _OTHER_VENUE
        and (row[SWAPPED] >= 50 or row[PAGE] > 0)
        and (row[TITLE] >= 85 or row[BEGINS])
    ):
        return "same-doi"
    if row[TITLE] >= _NEARLY and _is_same_range(row, one) and row[YEARS] >= -2:
        return "same-place"
    if row[ARXIV] >= 1 and row[AUTHORS] >= 40:
        return "same-arxiv"
    if one.ids and not set(one.ids).isdisjoint(other.ids) and row[TITLE] >= 97:
        return "same-id"
    if level == "work" and row[TITLE] >= 97 and row[ALL] >= 90 and row[SHARED] >= 6:
        agree = row[NUMBERS] >= -0.5 and row[KIND] >= 0 and row[YEARS] >= -4
        return "title-authors" if agree and len(one.compact) >= _SHORT else ""
    return ""
