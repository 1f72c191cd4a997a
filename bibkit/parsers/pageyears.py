"""The year that a page leaves out of the dates of its current year."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bibkit import dates
from bibkit.inputs import Input
from bibkit.patterns import lazy

_COMMENT = lazy(r"<!--(.{0,600}?)-->", re.S)
_STAMP = lazy(
    r"(?:saved|archived)(?: (?:date|on|at|with|by))?+[^<>]{0,200}?\b(?:"
    r"(?:[A-Z][a-z]{2},? )?(?P<month>[A-Z][a-z]{2}) (?P<day>[0-9]{1,2}),? (?P<year>[0-9]{4})|"
    r"(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}))\b",
    re.I,
)
_ADDRESS = lazy(r"https?://\S++")
_DATED_ADDRESS = lazy(r"/papers/date/([0-9]{4}-[0-9]{2}-[0-9]{2})\b")
_WRITTEN_YEAR = lazy(r", ?([0-9]{4})\Z")
_LOOKED_AT = 20_000


def saved_day(text: str) -> date | None:
    """The day in the comment that a browser or extension leaves in a page it saves."""
    ends = text[:_LOOKED_AT], text[_LOOKED_AT:][-_LOOKED_AT:]
    for comment in (found[1] for end in ends for found in _COMMENT.finditer(end)):
        if dated := _DATED_ADDRESS.search(comment):
            return whole_day(dated[1])
        if stamp := _STAMP.search(_ADDRESS.sub(" ", comment)):
            words = f"{stamp['month']} {stamp['day']}, {stamp['year']}"
            if day := whole_day(stamp["iso"] or words):
                return day
    return None


def whole_day(text: str) -> date | None:
    """The day that a text names with its year, if it does."""
    found = dates.parse_words(text)
    if found.year and found.year > 0 and found.month and found.day:
        return date(found.year, found.month, found.day)
    return None


@dataclass(frozen=True, slots=True)
class YearRule:
    """The year of a page's yearless dates and the evidence for it.

    Where only ``latest`` is known, a day that no date of the page may be after, each date
    is the last such day that is not.
    """

    why: str
    written: int | None = None
    latest: date = date.max

    def year(self, text: str) -> int:
        """The year of a date such as ``Feb 29``: then the last leap year there may be."""
        found = dates.parse_words(f"{text}, 2000")  # a leap year, so that every day exists
        month, day = found.month or 1, found.day or 1
        year = self.written
        if year is None:
            year = self.latest.year - ((month, day) > (self.latest.month, self.latest.day))
        if (month, day) == (2, 29):
            while year % 4 or (year % 100 == 0 and year % 400):
                year -= 1
        return year


def year_rule(
    written: Iterable[str], source: Input, stamp: date | None, page_day: date | None
) -> YearRule:
    """The best evidence there is for the year of a page's yearless dates.

    The site leaves out the current year only. So it is the year of ``--as-of``; of the
    stamp of when the page was saved; of the day that the page shows; the year after the
    latest one that it writes out; else what the file's modification time allows.
    """
    if source.as_of:
        return YearRule(f"the page being of {source.as_of}", source.as_of.year)
    if stamp:
        return YearRule(f"the page having been saved on {stamp}", stamp.year)
    if page_day:
        return YearRule(f"the page being of {page_day}", page_day.year)
    years = [int(found[1]) for text in written if (found := _WRITTEN_YEAR.search(text))]
    if years:
        return YearRule(f"the page writing out years up to {max(years)}", max(years) + 1)
    latest = source.modified or date.today()
    return YearRule(f"the file being of {latest}", None, latest)


def needs_year(text: str) -> bool:
    """Whether a date leaves its year out."""
    return bool(text) and not _WRITTEN_YEAR.search(text)
