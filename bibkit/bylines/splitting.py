"""Bylines of author profile pages: who wrote an entry, and where its title ends.

One layout prints title and authors on one line with nothing between them
(``... Language ModelsYutao Sun, Li Dong, Shaohan Huang et al. · tsinghua``). ``split`` weighs
every place where a name could start by what it leaves on both sides; ``split_all`` reads
the lines of a page together, so that a name that is certain in one settles the others.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from bibkit.bylines.likeness import (
    BY_WORDS,
    GENERATION_AT_END,
    GROUPS,
    INITIALS,
    LONGEST_WORD,
    NEVER,
    end_score,
    is_full_name,
    is_given,
    is_letter,
    name_score,
    word_score,
)
from bibkit.bylines.words import PARTICLES
from bibkit.patterns import lazy as pattern


@dataclass(frozen=True, slots=True)
class Byline:
    """The authors' part of an entry, names still as shown.

    ``more`` is "et al."; ``count`` is a number of authors that the page itself gives.
    """

    names: tuple[str, ...] = ()
    more: bool = False
    count: int | None = None
    affiliations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Split:
    """A line taken apart; ``guessed`` where the evidence left more than one reading."""

    title: str
    byline: Byline
    guessed: bool


SHOWN = 3
"""A page shows at most three names: exactly three before "et al."."""

_COUNT = pattern(r"[•·*\s]*+(\d{1,6})\s++authors?+\s*+\Z")
_ET_AL = pattern(r",?\s+et\s+al\.?\Z")
_SLUGS = pattern(r"[a-z0-9][a-z0-9.&+_-]*+(?:, [a-z0-9][a-z0-9.&+_-]*+)*+\Z")
_ELIDED = pattern(r"[dl]['’][^\W\d_]")
_GENERATION = frozenset("Jr Jr. Sr Sr. II III IV".split())

# Scores are rough log-odds: 0 is an ordinary name after an ordinary word.
_KNOWN = 8.0  # the name stands elsewhere on the page
_ACCEPTED = -4.0  # below this no authors are told apart
_CLEAR = 1.6  # a lead over the next reading that leaves no doubt
_PLAUSIBLE = -2.3  # a best reading below this is a guess even without a rival
_NAME_LIKE = -1.9  # a line below this is a title rather than a name
_LONGEST_LINE = 400
_FIRST_PARTICLES = frozenset(particle for particle in PARTICLES if len(particle) > 1)
_PARTICLE_ENDINGS = tuple(_FIRST_PARTICLES)


def parse_byline(text: str) -> Byline:
    """Reads a line of authors: ``"Shibo Jie, Zhi-Hong Deng · pku"``, ``"• 4 authors"``."""
    if count := _COUNT.match(text):
        return Byline(count=int(count[1]))
    text, affiliations = _cut_affiliations(text.strip(), _any_text)
    text, more = _cut_et_al(text)
    names = (name.strip() for name in _pieces(text, len(text)))
    return Byline(tuple(filter(None, names)), more, None, affiliations)


def looks_like_byline(text: str) -> bool:
    """Whether a whole line could be authors and nothing else; a short title may be, too."""
    if _COUNT.match(text):
        return True
    text, affiliations = _cut_affiliations(text.strip(), _are_slugs)
    text, more = _cut_et_al(text)
    names = _pieces(text, 2 * SHOWN)
    if len(names) > SHOWN or len(text) > _LONGEST_LINE:
        return False
    scores = [name_score(name) for name in names]
    return min(scores) > (_ACCEPTED if more or affiliations else _NAME_LIKE)


def split(line: str, known: Collection[str] = ()) -> Split | None:
    """Takes a line apart that shows title and authors without anything between them.

    Args:
        line: Title, authors, perhaps "et al.", perhaps `` · `` and affiliations.
        known: Names that are certain from elsewhere, as the page shows them.

    Returns:
        The title, exactly as the line starts, and its byline; ``None`` if no authors can
        be told apart.
    """
    text, affiliations = _cut_affiliations(line.strip(), _are_slugs)
    text, more = _cut_et_al(text)
    pieces = _pieces(text, 2 * SHOWN)
    if more:
        readings = list(_readings(text, pieces, min(SHOWN, len(pieces)), known, sure=True))
    else:
        readings = [
            reading
            for shown in range(1, min(SHOWN, len(pieces)) + 1)
            for reading in _readings(text, pieces, shown, known)
        ]
    if not readings:
        return None
    readings.sort(reverse=True)
    score, end, names = readings[0]
    if score < _ACCEPTED - 2.0 * (more or bool(affiliations) or len(names) > 1):
        return None
    guessed = score < _PLAUSIBLE or (
        len(readings) > 1 and score - readings[1][0] < _CLEAR and score < _KNOWN - 2.0
    )
    return Split(text[:end], Byline(names, more, None, affiliations), guessed)


def split_all(lines: Sequence[str], known: Collection[str] = ()) -> list[Split | None]:
    """Takes all lines of a page apart, each in the light of the others.

    Second and third names stand between commas and are nearly always certain; with the
    first names of the clear lines they are ``known`` in the next round, until nothing
    changes.
    """
    sure = frozenset(known)
    found = [split(line, sure) for line in lines]
    for _ in range(SHOWN):
        heard = sure.union(*(_certain_names(each) for each in found if each))
        if heard == sure:
            break
        sure = heard
        found = [split(line, sure) for line in lines]
    return found


def _certain_names(found: Split) -> tuple[str, ...]:
    names = found.byline.names
    if not found.guessed:
        return names
    return names[1:] if found.byline.more else ()


# --- cutting at what is printed


def _any_text(_: str) -> bool:
    return True


def _are_slugs(text: str) -> bool:
    return _SLUGS.match(text) is not None


def _cut_affiliations(text: str, accept: Callable[[str], bool]) -> tuple[str, tuple[str, ...]]:
    rest, dot, tail = text.rpartition("·")
    if not dot or not rest.endswith(" ") or not accept(tail.strip()):
        return text, ()
    return rest.rstrip(), tuple(filter(None, (each.strip() for each in tail.split(","))))


def _cut_et_al(text: str) -> tuple[str, bool]:
    found = _ET_AL.search(text, max(0, len(text) - 16))
    return (text[: found.start()], True) if found else (text, False)


def _pieces(text: str, most: int) -> list[str]:
    """What stands between the last commas; "Jr." belongs to the name before it."""
    first, *others = text.rsplit(", ", most)
    pieces = [first]
    for piece in others:
        if piece in _GENERATION and pieces[-1] not in _GENERATION:
            pieces[-1] = f"{pieces[-1]}, {piece}"
        else:
            pieces.append(piece)
    return pieces


# --- readings: where the first name may start, and what speaks for it

_Reading = tuple[float, int, tuple[str, ...]]


def _readings(
    text: str, pieces: Sequence[str], shown: int, known: Collection[str], sure: bool = False
) -> Iterator[_Reading]:
    """The readings of ``text`` whose last ``shown`` pieces hold that many names.

    ``sure`` says that they do: then only the first name's start is in question.
    """
    others = tuple(pieces[len(pieces) - shown + 1 :]) if shown > 1 else ()
    others_score = 0.0
    if not sure:
        others_score = sum(name_score(name) for name in others)
        if shown < min(SHOWN, len(pieces) - 1) and is_full_name(pieces[-shown - 1]):
            others_score -= 1.5  # why would that one belong to the title?
    if others_score <= NEVER:
        return
    head = text[: len(text) - sum(len(name) + 2 for name in others)]
    first = GENERATION_AT_END.sub("", pieces[-shown])
    begin = len(head) - len(pieces[-shown])
    for start in _starts(first):
        start += begin
        name = head[start:]
        if name in known:
            score = _KNOWN + name_score(name) / 4
        else:
            score = name_score(name)
            if score > NEVER:
                score += _seam_score(head[start - 1], name)
        if shown < len(pieces) and " " not in head[begin:start]:
            # A title seldom ends one word after a comma; a name like YongSeok starts there.
            score -= 2.5 if is_given(head[begin:start]) else 1.0
        if score > NEVER:
            yield score + end_score(head[:start]) + others_score, start, (name, *others)


def _starts(piece: str) -> Iterator[int]:
    """Places in the last words of ``piece`` where a name may be glued to a title."""
    end = len(piece)
    for _ in range(len(BY_WORDS)):
        begin = piece.rfind(" ", 0, end) + 1
        word = piece[begin:end]
        for at in _seams(word):
            yield begin + at
        if not begin or len(word) > 2 * LONGEST_WORD or word_score(word) <= -5.0:
            return
        end = begin - 1


def _seams(word: str) -> Iterator[int]:
    """Places inside a word where another could start."""
    if word.isascii() and word[1:].islower() and word.isalpha():  # most words
        if word.endswith(_PARTICLE_ENDINGS):
            yield from (at for at in range(2, len(word)) if word[at:] in _FIRST_PARTICLES)
        return
    elided = "'" in word or "’" in word
    for at in range(max(1, len(word) - LONGEST_WORD), len(word)):
        char = word[at]
        if char.isupper():
            yield at
        elif char.islower() or not char.isalpha():
            if word[at:] in _FIRST_PARTICLES or (elided and _ELIDED.match(word, at)):
                yield at
        else:
            yield at


def _seam_score(before: str, name: str) -> float:
    """What the letters on both sides of the seam say."""
    first = name.split(" ", 1)[0]
    if not name[0].isupper():
        if name[0].islower():
            return -4.0
        # An uncased script: only its meeting with another one is a seam.
        is_cased = before.isupper() or before.islower()
        if before in "'’":
            return -3.0
        return 0.0 if is_cased or not is_letter(before) else NEVER
    if name.rsplit(" ", 1)[-1] in GROUPS:
        return 0.0
    if not before.isupper() or (len(first) > 1 and first[1].islower()):
        return 0.0
    if not first[1:2].isalpha():
        if len(first) == 1:  # "LLM Safety" is no M. Safety
            return -2.0
        return -0.3 if len(first) == 2 else -1.0 if INITIALS.match(first) else -2.5
    return 0.0 if first.startswith(("O'", "O’", "D'", "D’")) else -2.5
