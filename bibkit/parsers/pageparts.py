"""The pages that a source holds, one after another, each with its own header."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from bibkit import bylines
from bibkit.model import Profile
from bibkit.parsers.pageforms import CHROME, DAILY_TITLE, HEAD, HEAD_START, SUBJECT
from bibkit.parsers.pagelines import Line
from bibkit.patterns import lazy

_FIGURE = lazy(
    r"(?P<label>h-index|papers?|citations?|novelty|ai score)|"
    r"(?P<number>[0-9][0-9,]{0,12}+)(?: ?%)?|[\s:()·•|]+|(?P<other>.)",
    re.I,
)
_FIGURES = {
    "h-index": "h_index",
    "paper": "papers",
    "papers": "papers",
    "citation": "citations",
    "citations": "citations",
    "novelty": "novelty",
    "ai score": "score",
}
_NO_OWNER = lazy(rf"{CHROME.pattern}|{SUBJECT.pattern}", re.I)
_SENTENCE = lazy(r"[0-9]|[.:;!?]\Z")
_LONGEST_FACT = 80
_HEAD_LINES = 5
_HEADER_LINES = 12


@dataclass(frozen=True, slots=True)
class Block:
    """An entry of a profile: what its head says, and its lines, the head first."""

    head: re.Match[str]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One page: its owner and figures, the lines that no head opens, its entries.

    The entries of the Daily Papers are known by their ends; all their lines are in ``front``.
    """

    profile: Profile | None
    front: tuple[Line, ...]
    blocks: tuple[Block, ...] = ()


def parts(lines: Sequence[Line]) -> Iterator[Part]:
    """The pages among ``lines``, in order.

    A header opens one; the title of the Daily Papers does; a profile's entry does after
    entries of the Daily Papers, and where a profile shows all the papers that it says it
    has, or its way of showing authors changes, and no header follows.
    """
    whole = [piece for line in lines for piece in _apart(line)]
    whole = _heads_joined(whole)
    bounds = [*_starts(whole), len(whole)]
    for start, end in pairwise(bounds):
        profile, front, rest = _header(whole[start:end])
        blocks = _blocks(rest)
        own = _own_blocks(blocks, profile)
        if profile or front or own:
            yield Part(profile, front, blocks[:own])
        if own < len(blocks):
            yield Part(None, (), blocks[own:])


# lines


def _apart(line: Line) -> Iterator[Line]:
    """A line of HTML in which a header or a head was run together with what follows."""
    if not line.seams:
        yield line
        return
    pieces = line.pieces()
    if any(_names_h_index(piece) for piece in pieces):
        yield from (Line(piece, line.number, line.links) for piece in pieces)
        return
    at = next((at for at in reversed(line.seams) if _is_head(line.text[:at])), 0)
    if at and not _is_head(line.text):
        yield from line.cut(at)
    else:
        yield line


def _is_head(text: str) -> bool:
    return len(text) <= _LONGEST_FACT and HEAD.fullmatch(text.strip()) is not None


def _heads_joined(lines: Sequence[Line]) -> list[Line]:
    """``LG``, ``Aug 27, 2023`` and ``Code`` on lines of their own become one head."""
    joined: list[Line] = []
    index = 0
    while index < len(lines):
        count = 1
        if len(lines[index].text) <= _LONGEST_FACT and HEAD_START.match(lines[index].text):
            count = _head_length(lines[index : index + _HEAD_LINES])
        head = lines[index : index + count]
        if count == 1:
            joined.append(head[0])
        else:
            links = tuple(dict.fromkeys(link for line in head for link in line.links))
            text = " ".join(line.text for line in head)
            joined.append(replace(head[0], text=text, links=links, seams=()))
        index += count
    return joined


def _head_length(lines: Sequence[Line]) -> int:
    """How many of the lines make one head; 1 where they do not."""
    for count in range(len(lines), 1, -1):
        if _is_head(" ".join(line.text for line in lines[:count])):
            return count
    return 1


def _blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The entries that begin with a head; the lines must, too."""
    found: list[tuple[re.Match[str], list[Line]]] = []
    for line in lines:
        if head := HEAD.fullmatch(line.text):
            found.append((head, [line]))
        else:
            found[-1][1].append(line)
    return tuple(Block(head, tuple(own)) for head, own in found)


# pages


def _starts(lines: Sequence[Line]) -> list[int]:
    """Where the pages begin."""
    starts = {0}
    daily = False
    for index, line in enumerate(lines):
        if DAILY_TITLE.fullmatch(line.text):
            daily = True
            start = index
            while start > 0 and CHROME.fullmatch(lines[start - 1].text):
                start -= 1
            starts.add(start)
        elif _opens_header(lines, index):
            daily = False
            starts.add(_header_start(lines, index))
        elif daily and HEAD.fullmatch(line.text):
            daily = False
            starts.add(index)
    return sorted(starts)


def _opens_header(lines: Sequence[Line], index: int) -> bool:
    """Whether the h-index stands here, with its number."""
    near = lines[max(0, index - 1) : index + 2]
    return _names_h_index(lines[index].text) and "h_index" in _paired(near)


def _names_h_index(text: str) -> bool:
    return any(token.lower() == "h-index" for token in _figures(text) or ())


def _header_start(lines: Sequence[Line], index: int) -> int:
    """Where the header begins whose h-index stands at ``index``: with its owner."""
    highest = max(0, index - _HEADER_LINES)
    while index > highest and _figures(lines[index - 1].text):
        index -= 1
    above = index - 1
    if above >= 0 and SUBJECT.fullmatch(lines[above].text):
        above -= 1
    named = above >= 0 and _owner_and_subject(lines[above], first=above == 0)[0]
    return above if named else above + 1


def _owner_and_subject(line: Line, *, first: bool) -> tuple[str, str]:
    """The owner that a line names, and the main subject where it is run together with it."""
    owner, subject = line.text, ""
    if line.seams and len(pieces := line.pieces()) > 1 and SUBJECT.fullmatch(pieces[-1]):
        owner, subject = " ".join(pieces[:-1]), pieces[-1]
    if len(owner) > _LONGEST_FACT or _figures(owner) or _NO_OWNER.fullmatch(owner):
        return "", ""
    alone = bylines.parse_byline(owner) == bylines.Byline((owner,))
    if (first and not _SENTENCE.search(owner)) or (alone and bylines.looks_like_byline(owner)):
        return owner, subject
    return "", ""


def _header(
    lines: Sequence[Line],
) -> tuple[Profile | None, tuple[Line, ...], Sequence[Line]]:
    """The profile that a page's header shows, the other lines there, and the entries' lines.

    The Daily Papers' lines are all before an entry: they have no heads.
    """
    end = next((i for i, line in enumerate(lines) if HEAD.fullmatch(line.text)), len(lines))
    front = lines[:end]
    at = next((i for i in range(end) if _opens_header(front, i)), None)
    if at is None:
        return None, tuple(front), lines[end:]
    start = _header_start(front, at)
    owner, subject = _owner_and_subject(front[start], first=start == 0)
    after = start + bool(owner)
    if not subject and SUBJECT.fullmatch(front[after].text):
        subject = front[after].text
        after += 1
    figures = [line for line in front[after:] if _figures(line.text)]
    others = [*front[:start], *(line for line in front[after:] if not _figures(line.text))]
    profile = Profile(owner=owner, subject=subject, **_paired(figures))
    return profile, tuple(others), lines[end:]


def _figures(text: str) -> list[str] | None:
    """The labels and numbers of a line that holds nothing else."""
    if len(text) > _LONGEST_FACT:
        return None
    found = list(_FIGURE.finditer(text))
    if any(each["other"] for each in found):
        return None
    return [
        each["label"] or each["number"] for each in found if each["label"] or each["number"]
    ]


def _paired(lines: Sequence[Line]) -> Mapping[str, Any]:
    """The figures by name: each label with the number beside it, on whichever side."""
    tokens = [token for line in lines for token in _figures(line.text) or ("",)]
    found: dict[str, int] = {}
    index = 0
    while index + 1 < len(tokens):
        one, other = tokens[index : index + 2]
        label, number = (one, other) if other[:1].isdecimal() else (other, one)
        name = _FIGURES.get(label.lower())
        if name and number[:1].isdecimal():
            found.setdefault(name, int(number.replace(",", "")))
            index += 2
        else:
            index += 1
    return found


def _own_blocks(blocks: Sequence[Block], profile: Profile | None) -> int:
    """How many of the entries after a header are its owner's."""
    if profile is None:
        return len(blocks)
    most = min(len(blocks), profile.papers or len(blocks))
    scores = [_apartness(block) for block in blocks]
    best, own = 1, most  # one entry alone may be one that is cut
    before, after = 0, -sum(scores)
    for count, score in enumerate(scores, 1):
        before, after = before + score, after + score
        if before > 0 and after > best:
            best, own = after, min(count, most)
    return own


def _apartness(block: Block) -> int:
    """1 for an entry whose authors have a line of their own, -1 for one run together."""
    lines = block.lines
    if len(lines) > 2 and bylines.looks_like_byline(lines[2].text):
        return 1
    split = bylines.split(lines[1].text) if len(lines) > 1 else None
    return -1 if split and not split.guessed else 0
