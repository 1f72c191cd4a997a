"""The entries of profile pages, found in their lines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bibkit import bylines
from bibkit.bylines import Byline
from bibkit.parsers.pageforms import (
    AFFILIATIONS,
    CHROME,
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
_LONGEST_BYLINE = 2000
LONGEST_SHOWN = 100
"""So long is what the site shows in one line at the most."""
_NAME_LINES = 12

NO_BYLINE = Byline()


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


def with_prose(entry: Entry, facts: Sequence[Line], rest: Sequence[Line]) -> Entry:
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
    return with_prose(entry, lines[:used], lines[used:])


def _shows_authors(text: str) -> bool:
    """Whether a line that could be authors is: also where it is longer than the site's."""
    if bylines.looks_like_byline(text):
        return True
    if len(text) <= 2 * LONGEST_SHOWN and _ENDS_IN_ET_AL.search(text):
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
