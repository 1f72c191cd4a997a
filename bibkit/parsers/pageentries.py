"""The entries of profile pages and of the Daily Papers, found in their lines."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bibkit import bylines
from bibkit.bylines import Byline
from bibkit.parsers.pageforms import (
    AFFILIATIONS,
    CHROME,
    CLOSING,
    CLOSING_LINE,
    CODE_LABEL,
    CUT_HEAD,
    ET_AL,
    LINK_LABEL,
)
from bibkit.parsers.pagelines import Line, Link
from bibkit.parsers.pageparts import Block
from bibkit.patterns import lazy

Tell = Callable[[str, str, int, str], None]
"""Takes a finding: code, message, line, field."""

_ENDS_IN_ET_AL = lazy(r"\bet al\.?(?: · .*)?\Z")
_BARE_COUNT = lazy(r"[0-9]{1,5}")
_NO_LETTERS = lazy(r"[\W_]+")
_LONGEST_BYLINE = 2000
_LONGEST_SHOWN = 100
_TITLE_WORDS = 3
_NAME_LINES = 12


NO_BYLINE = Byline()
_NOBODY = (NO_BYLINE, "")


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry shows; names, dates and codes as they stand.

    ``links`` stand on the entry's facts, ``prose_links`` in its abstract.
    """

    line: int
    subject: str = ""
    date: str = ""
    badge: str = ""
    title: str = ""
    byline: Byline = NO_BYLINE
    organization: str = ""
    comments: str = ""
    abstract: str = ""
    links: tuple[Link, ...] = ()
    prose_links: tuple[Link, ...] = ()


def tell_unread(line: Line, tell: Tell) -> None:
    """Tell a line that belongs to nothing, unless the site itself puts it on its pages."""
    if not CHROME.fullmatch(line.text):
        tell("unread-line", f"{line.text[:60]!r} belongs to no entry", line.number, "")


def _links(lines: Sequence[Line]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(link for line in lines for link in line.links))


def _with_prose(entry: Entry, facts: Sequence[Line], rest: Sequence[Line]) -> Entry:
    """The entry with its abstract; lines of ``rest`` that only label a link are none of it."""
    labels = [line for line in rest if LINK_LABEL.fullmatch(line.text)]
    prose = [line for line in rest if not LINK_LABEL.fullmatch(line.text)]
    code = next((line.text for line in labels if CODE_LABEL.fullmatch(line.text)), "")
    return replace(
        entry,
        badge=entry.badge or code,
        abstract="\n".join(line.text for line in prose),
        links=_links((*facts, *labels)),
        prose_links=_links(prose),
    )


# profiles


def profile_entries(
    blocks: Sequence[Block], known: Sequence[str], tell: Tell
) -> Iterator[Entry]:
    """The entries of a profile.

    Title and authors stand on lines of their own or run together, all over a page alike.
    ``known`` are names that are certain, such as the owner's.
    """
    blocks = _uncut(blocks, tell)
    shown = [block for block in blocks if len(block.lines) > 2]
    if 2 * sum(_shows_authors(block.lines[2].text) for block in shown) > len(shown):
        for block in blocks:
            title = block.lines[1].text if len(block.lines) > 1 else ""
            byline, used = _byline(block.lines[2:])
            yield _entry(block, title, byline, 2 + used, tell)
    else:
        yield from _together(blocks, known, tell)


def _uncut(blocks: Sequence[Block], tell: Tell) -> Sequence[Block]:
    """The blocks without what the site or a cut page leaves behind the last one."""
    lines = list(blocks[-1].lines) if blocks else []
    while len(lines) > 2 and CHROME.fullmatch(lines[-1].text):
        lines.pop()
    last = lines[-1].text if len(lines) > 2 else ""
    if CUT_HEAD.fullmatch(last) and not LINK_LABEL.fullmatch(last):
        tell("cut-entry", "an entry of which only the beginning is there", lines[-1].number, "")
        lines.pop()
    return [*blocks[:-1], replace(blocks[-1], lines=tuple(lines))] if blocks else blocks


def _entry(block: Block, title: str, byline: Byline, used: int, tell: Tell) -> Entry:
    """The entry whose first ``used`` lines are its facts."""
    head, lines = block.head, block.lines
    if not title:
        tell("cut-entry", "an entry without title", lines[0].number, "title")
    elif byline == NO_BYLINE:
        tell("cut-entry", "an entry without authors", lines[0].number, "author")
    entry = Entry(
        lines[0].number, head["subject"], head["date"], head["badge"] or "", title, byline
    )
    return _with_prose(entry, lines[:used], lines[used:])


def _shows_authors(text: str) -> bool:
    """Whether a line that could be authors is: also where it is longer than the site's."""
    if bylines.looks_like_byline(text):
        return True
    if len(text) <= 2 * _LONGEST_SHOWN and _ENDS_IN_ET_AL.search(text):
        return True
    names = text.split(", ") if len(text) <= _LONGEST_BYLINE else []
    return len(names) > bylines.SHOWN and all(map(bylines.looks_like_byline, names))


def _byline(lines: Sequence[Line]) -> tuple[Byline, int]:
    """The authors with which ``lines`` begin, and how many lines they take.

    Saved HTML may give each name, "et al." and the affiliations lines of their own.
    """
    if not lines or not _shows_authors(lines[0].text):
        return NO_BYLINE, 0
    names = [lines[0].text.rstrip(",· ")]
    slugs: list[str] = []
    one_a_line = _is_one_name(names[0])
    used = 1
    for line in lines[1:_NAME_LINES]:
        text = line.text.strip(",· ")
        if ET_AL.fullmatch(text) and not slugs:
            names[-1] += " et al."
            one_a_line = False
        elif AFFILIATIONS.fullmatch(text):
            slugs.append(text)
        elif one_a_line and not slugs and (_is_one_name(text) or _is_one_word(text)):
            names.append(text)
        elif text:
            break
        used += 1
    tail = " · " + ", ".join(slugs) if slugs else ""
    return bylines.parse_byline(", ".join(names) + tail), used


def _is_one_name(text: str) -> bool:
    return bylines.looks_like_byline(text) and bylines.parse_byline(text) == Byline((text,))


def _is_one_word(text: str) -> bool:
    return text.isalpha() and text.istitle() and not LINK_LABEL.fullmatch(text)


def _together(blocks: Sequence[Block], known: Sequence[str], tell: Tell) -> Iterator[Entry]:
    """Entries whose title and authors stand on one line."""
    lines = [block.lines[1] if len(block.lines) > 1 else None for block in blocks]
    seamed = [_at_seam(line) if line else None for line in lines]
    sure = {*known, *(name for split in seamed if split for name in split.byline.names)}
    texts = [line.text if line else "" for line in lines]
    for block, text, seam, found in zip(
        blocks, texts, seamed, bylines.split_all(texts, sure), strict=True
    ):
        split = seam or found or bylines.Split(text, NO_BYLINE, guessed=False)
        if split.guessed:
            first = split.byline.names[0] if split.byline.names else ""
            message = (
                f"title taken to end in {split.title[-20:]!r}, authors to begin with {first!r}"
            )
            tell("guessed-split", message, block.lines[1].number, "title")
        yield _entry(block, split.title, split.byline, 2, tell)


def _at_seam(line: Line) -> bylines.Split | None:
    """Title and authors where HTML's elements part them."""
    for at in reversed(line.seams):
        title, shown = line.text[:at].rstrip(), line.text[at:].lstrip()
        begins_well = shown[:1] not in ",;·(" and not ET_AL.match(shown)
        if begins_well and title[-1:] not in ",;:·(-" and _shows_authors(shown):
            return bylines.Split(title, bylines.parse_byline(shown), guessed=False)
    return None


# the Daily Papers


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
    shows_more = len(last) > _LONGEST_SHOWN or bylines.parse_byline(last).count is not None
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
    return _with_prose(entry, facts, rest)


def _daily_authors(shown: str, *, closed: bool) -> tuple[Byline, str]:
    """The authors or the organisation that an entry's last line shows, if it does."""
    byline = bylines.parse_byline(shown)
    if byline.count is not None:
        return byline, ""
    if not closed or len(shown) > _LONGEST_SHOWN:
        return _NOBODY
    if (byline.more or len(byline.names) > 1) and bylines.looks_like_byline(shown):
        return byline, ""
    name, slug = organization(shown.lstrip("•· "))
    return Byline(affiliations=(slug,) if slug else ()), name


def organization(shown: str) -> tuple[str, str]:
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
