"""Author profile pages and the Daily Papers, as text or saved HTML, to records.

Three layouts, each known by its looks: a profile with a header and title and authors on
lines of their own; a profile without header, title and authors run together on one line;
the Daily Papers, whose entries end in a date.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bibkit import identifiers, names
from bibkit.bylines import Byline
from bibkit.diagnostics import Diagnostic, Report
from bibkit.inputs import Input
from bibkit.model import Field, Profile, Record, Source
from bibkit.parsers.dailyentries import daily_entries
from bibkit.parsers.pagecode import repository
from bibkit.parsers.pagedata import KIND, data_records
from bibkit.parsers.pageentries import Entry, profile_entries
from bibkit.parsers.pagelines import Line, Page, documents, is_html, text_lines
from bibkit.parsers.pageparts import Part, parts
from bibkit.parsers.pageyears import YearRule, needs_year, saved_day, whole_day, year_rule


def parse(
    source: Input,
    syntax: Mapping[str, object],  # noqa: ARG001 - all layouts are known by their looks
    report: Report,
) -> Iterator[Record]:
    """One record (kind ``paper``) an entry, of every page that the source holds.

    Fields: ``title``, ``author`` (one a name), ``more``, ``count``, ``owner``,
    ``organization``, ``affiliation``, ``date``, ``year`` (found out where the page leaves
    it away), ``subject``, ``badge``, ``code``, ``comments``, ``abstract``, ``arxiv``, ``doi``.
    A line that belongs to no entry is told.
    """
    if not is_html(source.text):
        yield from _from_lines(text_lines(source), source, None, report)
        return
    for text, before in documents(source.text):
        page = Page(text, before)
        stamp = saved_day(text)
        if records := list(data_records(page, source.path)):
            report(_assumed_type(records[0].source))
            profile = _dated(Profile(), source, stamp)
            for record in records:
                yield record._replace(source=record.source._replace(profile=profile))
        else:
            yield from _from_lines(page.lines(), source, stamp, report)


def _assumed_type(source: Source) -> Diagnostic:
    return Diagnostic("assumed-type", "taken as preprints", source)


def _dated(profile: Profile, source: Input, day: date | None) -> Profile | None:
    """The profile with the day that it is of; ``None`` where there is nothing to say."""
    known = source.as_of or day
    dated = replace(profile, date=known.isoformat()) if known else profile
    return dated if dated != Profile() else None


def _from_lines(
    lines: Sequence[Line], source: Input, stamp: date | None, report: Report
) -> Iterator[Record]:
    for part in parts(lines):
        yield from _PageReading(part, source, stamp, report).records()


class _PageReading:
    """One page on its way to records."""

    def __init__(self, part: Part, source: Input, stamp: date | None, report: Report) -> None:
        self.part = part
        self.source = source
        self.stamp = stamp
        self.report = report

    def records(self) -> Iterator[Record]:
        part, owner = self.part, self.part.profile.owner if self.part.profile else ""
        entries, day = daily_entries(
            part.front, self.tell, to_the_end=not (part.blocks or part.profile)
        )
        entries += profile_entries(part.blocks, [owner] if owner else [], self.tell)
        if not entries:
            return
        years, profile = self.dated(entries, day)
        self.report(_assumed_type(Source(self.source.path, entries[0].line)))
        known = {name for entry in entries for name in entry.byline.names}
        known.add(owner)
        for entry in entries:
            mended = replace(entry, byline=self.mended(entry, known))
            yield self.record(mended, profile, years)

    def dated(self, entries: Sequence[Entry], day: str) -> tuple[YearRule, Profile | None]:
        """The rule for the page's years, and its profile with the day that it is of."""
        written = (entry.date for entry in entries)
        full = whole_day(day) if day and not needs_year(day) else None
        years = year_rule(written, self.source, self.stamp, full)
        if day and not full:
            full = whole_day(f"{day}, {years.year(day)}")
        profile = self.part.profile or Profile()
        return years, _dated(profile, self.source, full or self.stamp)

    def tell(self, code: str, message: str, line: int, field: str = "") -> None:
        self.report(Diagnostic(code, message, Source(self.source.path, line), field))

    def mended(self, entry: Entry, known: Collection[str]) -> Byline:
        """The byline with the names that a comma had broken, where the page proves them."""
        shown = list(entry.byline.names)
        index = 0
        while index + 1 < len(shown):
            one, other = shown[index : index + 2]
            whole = f"{one} {other}"
            if (" " not in one or " " not in other) and whole in known:
                message = f"{one!r} and {other!r} are {whole!r}"
                self.tell("mended-name", message, entry.line, "author")
                shown[index : index + 2] = [whole]
            index += 1
        for name in shown:
            if len(shown) > 1 and _looks_like_a_part(name):
                message = f"{name!r} may be a part of a name"
                self.tell("doubtful-name", message, entry.line, "author")
        return replace(entry.byline, names=tuple(shown))

    def record(self, entry: Entry, profile: Profile | None, years: YearRule) -> Record:
        source = Source(self.source.path, entry.line, profile=profile)
        fields = list(_fields(entry))
        if needs_year(entry.date):
            year = years.year(entry.date)
            fields.append(Field("year", str(year), entry.line))
            message = f"{entry.date!r} taken as {year}, {years.why}"
            self.report(Diagnostic("guessed-year", message, source, "issued"))
        if profile and profile.owner and not _stands_among(profile.owner, entry.byline.names):
            fields.append(Field("owner", profile.owner, entry.line))
        return Record(KIND, tuple(field for field in fields if field.value), source)


def _looks_like_a_part(name: str) -> bool:
    """Whether a name is one word of a script in which people show two."""
    return name.isalpha() and name.istitle()


def _stands_among(owner: str, shown: Sequence[str]) -> bool:
    person = names.parse_shown(owner)
    return any(names.compatible(person, names.parse_shown(name)) for name in shown)


def _fields(entry: Entry) -> Iterator[Field]:
    line = entry.line
    yield Field("title", entry.title, line)
    for name in entry.byline.names:
        yield Field("author", name, line)
    yield Field("more", "true" if entry.byline.more else "", line)
    yield Field("count", str(entry.byline.count or ""), line)
    yield Field("organization", entry.organization, line)
    for slug in entry.byline.affiliations:
        yield Field("affiliation", slug, line)
    yield Field("subject", entry.subject, line)
    yield Field("date", entry.date, line)
    yield Field("badge", entry.badge, line)
    yield Field("comments", entry.comments, line)
    yield Field("code", repository(entry), line)
    yield from _identifiers(entry)
    yield Field("abstract", entry.abstract, line)


def _identifiers(entry: Entry) -> Iterator[Field]:
    """The first arXiv id and the first DOI that the entry's links lead to."""
    found: dict[str, str] = {}
    for link in entry.links:
        for identifier in identifiers.find(link.target):
            found.setdefault(identifier.scheme, identifier.value)
    for scheme in ("arxiv", "doi"):
        yield Field(scheme, found.get(scheme, ""), entry.line)
