"""The co-authors of the last 48 months, as NSF's table 4 of collaborators wants them.

https://www.nsf.gov/funding/senior-personnel-documents/faq/coa: "A:" before co-authors, "C:"
before collaborators on projects, names as "Last, First Middle", the day of the last work
together; none says that it goes on. What a person entered in last year's table stays.
"""

import calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bibkit import names
from bibkit.diagnostics import Diagnostic, Report
from bibkit.model import Citation, Name, Source
from bibkit.publications.cards import iso, plain
from bibkit.publications.kinds import PREPRINT, PUBLISHED, status_of
from bibkit.publications.owner import Standing
from bibkit.publications.people import Person, coauthors, fullness, is_one, room_of

MONTHS = 48
"""How far back who wrote with somebody may not judge her proposal."""
COAUTHOR = "A:"
_DAY_FORMATS = ("%m/%d/%Y", "%m/%d/%y", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S")
_BETWEEN = "; "


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A person in the table; ``active`` is the last day, where it is known and past.

    ``kind`` is empty where the last work together is older than the table reaches. ``reason``
    is the paper that puts a co-author in the table; what a person entered has none. ``more``
    are the cells of columns that bibkit does not know.
    """

    kind: str = COAUTHOR
    name: str
    affiliation: str = ""
    optional: str = ""
    active: date | None = None
    reason: str = ""
    spellings: str = ""
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """How many rows of a table are new, have a later day, and are too old to count."""

    new: int = 0
    later: int = 0
    old: int = 0


def collaborators(
    papers: Iterable[tuple[Citation, Standing]],
    day: date,
    before: Sequence[Row],
    report: Report,
) -> tuple[list[Row], Changes]:
    """The table on a day: by name, those who no longer count last; and what changed.

    ``papers`` are the owner's, ``before`` is the table of last time. Papers of which not all
    authors are known, or not the year, are told.
    """
    known = list(papers)
    _tell(known, day, report)
    left = _Before(before)
    rows: list[Row] = []
    new = later = 0
    for person in coauthors(known):
        row = _row(person, day)
        was = left.taken(person)
        if was is not None:
            later += row.active is None or (was.active or row.active) < row.active
            row = _merged(row, was, day)
        elif not row.kind:
            continue
        else:
            new += 1
        rows.append(row)
    rows += (_aged(row, day) for row in left.rows())
    rows.sort(key=lambda row: (not row.kind, row.name.casefold(), row.name))
    return rows, Changes(new, later, sum(not row.kind for row in rows))


def window(day: date) -> date:
    """The first day that counts on a day: 48 months before it."""
    year = day.year - MONTHS // 12
    last = calendar.monthrange(year, day.month)[1]
    return date(year, day.month, min(day.day, last))


def _tell(papers: Sequence[tuple[Citation, Standing]], day: date, report: Report) -> None:
    start = window(day)
    for citation, _ in papers:
        source = citation.sources[0] if citation.sources else Source()
        last = _last_day(citation)
        if last is None and not _goes_on(citation):
            message = f"{citation.key}: has no year: its authors are not in the table"
            report(Diagnostic("undated-work", message, source))
        elif citation.more_authors and (last is None or last >= start):
            message = f"{citation.key}: not all authors are known: some are not in the table"
            report(Diagnostic("unlisted-authors", message, source))


def _row(person: Person, day: date) -> Row:
    """What is known of a co-author: the last joint paper and its day."""
    newest = max(person.papers, key=_rank)
    last = _last_day(newest)
    counts = _goes_on(newest) if last is None else last >= window(day)
    when = iso(newest.issued)
    status = status_of(newest)
    state = "" if status in (PUBLISHED, PREPRINT) else f" ({status})"
    title = plain(newest.title) or newest.key
    return Row(
        kind=COAUTHOR if counts else "",
        name=sorted_name(person.name),
        active=min(last, day) if last else None,
        reason=f"{when}: {title}{state}" if when else f"{title}{state}",
        spellings=_BETWEEN.join(person.others),
    )


def _rank(citation: Citation) -> tuple[date, str]:
    """The newest paper is highest; what is not out yet is newer than all that is."""
    last = _last_day(citation)
    if last is None:
        last = date.max if _goes_on(citation) else date.min
    return last, citation.title


def _goes_on(citation: Citation) -> bool:
    """Whether a work without a date is still worked on."""
    return status_of(citation) not in (PUBLISHED, PREPRINT)


def _last_day(citation: Citation) -> date | None:
    """The last day on which a work may have come out: of a year its last one."""
    when = citation.issued
    if when is not None and when.end is not None:
        when = when.end
    if when is None or when.year is None or not 1 <= when.year < 10_000 or when.unspecified:
        return None
    month = when.month or 12
    return date(when.year, month, when.day or calendar.monthrange(when.year, month)[1])


def sorted_name(name: Name) -> str:
    """A name as the table has it, family first: ``King, Martin Luther, Jr.`` is one."""
    if name.literal or not name.given:
        return str(name)
    family = str(replace(name, given="", suffix=""))
    return ", ".join(filter(None, (family, name.given, name.suffix)))


class _Before:
    """The rows of last time, to be found by the people that they are of; each once."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._left = dict(enumerate(rows))
        self._exact: dict[str, list[int]] = {}
        self._rooms: dict[str, list[tuple[int, Name]]] = {}
        for place, row in self._left.items():
            for spelling in filter(None, (row.name, *row.spellings.split(_BETWEEN))):
                self._exact.setdefault(spelling, []).append(place)
            name = names.parse_shown(row.name)
            self._rooms.setdefault(room_of(name), []).append((place, name))

    def taken(self, person: Person) -> Row | None:
        """The person's row, if there is one and no other that may be; it is there no more."""
        spellings = (text for one in person.spellings for text in (sorted_name(one), str(one)))
        exact = [p for text in spellings for p in self._exact.get(text, ()) if p in self._left]
        if exact:
            return self._left.pop(exact[0])
        likely = [
            place
            for place, name in self._rooms.get(room_of(person.name), ())
            if place in self._left and is_one(person.name, name)
        ]
        return self._left.pop(likely[0]) if len(likely) == 1 else None

    def rows(self) -> Iterable[Row]:
        """The rows that nobody took, in their order."""
        return self._left.values()


def _merged(row: Row, was: Row, day: date) -> Row:
    """What is known today in the row of last time; what was entered there stays."""
    entered = was.kind not in (COAUTHOR, "")
    if was.active and row.active and was.active > row.active:
        row = replace(row, active=was.active, reason=was.reason)
    fuller = fullness(names.parse_shown(was.name)) > fullness(names.parse_shown(row.name))
    counts = row.active is None or row.active >= window(day)
    kind = was.kind if entered else COAUTHOR if row.kind or counts else ""
    return replace(
        row,
        kind=kind,
        name=was.name if fuller or entered else row.name,
        affiliation=was.affiliation, optional=was.optional, more=was.more,
        active=was.active if entered and was.active is None else row.active,
    )  # fmt: skip


def _aged(row: Row, day: date) -> Row:
    """A row of which no paper speaks: what was entered by hand stays as it is."""
    is_old = row.active is not None and row.active < window(day)
    return replace(row, kind="") if row.kind == COAUTHOR and row.reason and is_old else row


def as_day(text: str) -> date | None:
    """The day in a cell; nothing where it is empty or says something else."""
    for form in _DAY_FORMATS:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None


def shown_day(day: date | None) -> str:
    """A day as the table has it: ``06/04/2026``."""
    return f"{day:%m/%d/%Y}" if day else ""


def said(changes: Changes, rows: Sequence[Row]) -> Iterator[str]:
    """What became of a table, in words."""
    yield f"{sum(bool(row.kind) for row in rows):,} of the last {MONTHS} months"
    if changes.new:
        yield f"{changes.new:,} new"
    if changes.later:
        yield f"{changes.later:,} with a later day"
    if changes.old:
        yield f"{changes.old:,} older, at the end without {COAUTHOR}"
