"""The entries of the Daily Papers, found in their lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bibkit import bylines
from bibkit.bylines import Byline
from bibkit.parsers.pageentries import (
    LONGEST_SHOWN,
    NO_BYLINE,
    Entry,
    Tell,
    tell_unread,
    with_prose,
)
from bibkit.parsers.pageforms import CHROME, CLOSING, CLOSING_LINE
from bibkit.parsers.pagelines import Line
from bibkit.patterns import lazy

_BARE_COUNT = lazy(r"[0-9]{1,5}")
_NO_LETTERS = lazy(r"[\W_]+")
_TITLE_WORDS = 3
_NOBODY = (NO_BYLINE, "")


def daily_entries(
    lines: Sequence[Line], tell: Tell, *, to_the_end: bool
) -> tuple[list[Entry], str]:
    """Entries that a dot and a date close, and the date that stands above them.

    ``to_the_end`` says that no other entries follow, so that the last one may be cut.
    """
    lines = [piece for line in lines for piece in _closings_apart(line)]
    entries: list[Entry] = []
    page_date = ""
    waiting: list[Line] = []
    after_dot = just_closed = False
    for line in lines:
        found = CLOSING.fullmatch(line.text)
        if line.text in "·•":
            after_dot = True
        elif found and waiting:
            entries.append(_daily_entry(waiting, found, line, tell))
            waiting, just_closed = [], True
            continue
        elif found and after_dot:
            tell("cut-entry", "an entry without title", line.number, "title")
        elif found:
            page_date = line.text
        elif just_closed and _BARE_COUNT.fullmatch(line.text) and not entries[-1].comments:
            entries[-1] = replace(entries[-1], comments=line.text)
        elif waiting or not CHROME.fullmatch(line.text):
            waiting.append(line)
        after_dot = line.text in "·•"
        just_closed = False
    if entries and to_the_end and _looks_cut(waiting):
        tell("cut-entry", "an entry without date", waiting[0].number, "date")
        entries.append(_daily_entry(waiting, None, None, tell))
    else:
        for line in waiting:
            tell_unread(line, tell)
    return entries, page_date


def _closings_apart(line: Line) -> Iterator[Line]:
    """A line that holds author count, dot and date, as three."""
    spaced = " ".join(line.pieces())
    found = CLOSING_LINE.fullmatch(spaced) or CLOSING_LINE.fullmatch(line.text)
    if found:
        if found["by"]:
            yield replace(line, text=found["by"], seams=())
        yield Line("·", line.number)
        yield Line(found["closing"], line.number, line.links)
    elif line.seams and CLOSING.fullmatch(spaced):
        yield replace(line, text=spaced, seams=())
    else:
        yield line


def _looks_cut(waiting: Sequence[Line]) -> bool:
    """Whether lines behind the last entry are the beginning of one more."""
    if not waiting:
        return False
    last = waiting[-1].text
    shows_more = len(last) > LONGEST_SHOWN or bylines.parse_byline(last).count is not None
    return shows_more or len(waiting[0].text.split()) > _TITLE_WORDS


def _daily_entry(
    waiting: Sequence[Line], closing: re.Match[str] | None, last: Line | None, tell: Tell
) -> Entry:
    """The entry of its waiting lines: title, abstract, authors; and of the line of its date."""
    title, *rest = waiting
    authors = _daily_authors(rest[-1].text, closed=bool(closing)) if rest else _NOBODY
    facts = [title, *([last] if last else [])]
    if authors != _NOBODY:
        facts.append(rest.pop())
    elif closing:
        tell("cut-entry", "an entry without authors", title.number, "author")
    entry = Entry(
        title.number,
        title=title.text,
        byline=authors[0],
        organization=authors[1],
        date=closing["date"] if closing else "",
        comments=(closing["comments"] or "") if closing else "",
    )
    return with_prose(entry, facts, rest)


def _daily_authors(shown: str, *, closed: bool) -> tuple[Byline, str]:
    """The authors or the organisation that an entry's last line shows, if it does."""
    byline = bylines.parse_byline(shown)
    if byline.count is not None:
        return byline, ""
    if not closed or len(shown) > LONGEST_SHOWN:
        return _NOBODY
    if (byline.more or len(byline.names) > 1) and bylines.looks_like_byline(shown):
        return byline, ""
    name, slug = _organization(shown.lstrip("•· "))
    return Byline(affiliations=(slug,) if slug else ()), name


def _organization(shown: str) -> tuple[str, str]:
    """Display name and slug of ``slug Display Name``; the slug may be missing.

    A slug is the name's words run together, or its beginning, or in small letters.
    """
    slug, _, name = shown.partition(" ")
    if not name:
        return shown, ""
    letters, spoken = (_NO_LETTERS.sub("", text).casefold() for text in (slug, name))
    first = _NO_LETTERS.sub(" ", name).split(" ")[0].casefold()
    related = spoken.startswith(letters) or (first and letters.startswith(first))
    return (name, slug) if related or slug[:1].islower() else (shown, "")
