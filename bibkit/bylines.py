"""Bylines of author profile pages: who wrote an entry, and where its title ends.

One layout prints title and authors on one line with nothing between them
(``... Language ModelsYutao Sun, Li Dong, Shaohan Huang et al. · tsinghua``). ``split`` weighs
every place where a name could start by what it leaves on both sides; ``split_all`` reads
the lines of a page together, so that a name that is certain in one settles the others.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from unicodedata import category

from bibkit.bylines_data import (
    FAMILY_PREFIXES,
    GIVEN_NAMES,
    PARTICLES,
    SYLLABLES,
    TITLE_WORDS,
)
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
_HYPHEN = pattern("[-‐‑]")
_INITIALS = pattern(r"(?:[^\W\d_]\.)+\Z")
_ELIDED = pattern(r"[dl]['’][^\W\d_]")
_LETTERS_AT_END = pattern(r"[^\W\d_]*\Z")
_GROUP_LENGTHS = {1: 4.0, 2: 1.5, 3: 0.2}  # of an acronym, the first word of a group's name
_GENERATION = frozenset("Jr Jr. Sr Sr. II III IV".split())
_GENERATION_AT_END = pattern(r", (?:Jr\.?|Sr\.?|II|III|IV)\Z")
_GROUPS = frozenset("Collaboration Collaborations Consortium Team".split())

# Scores are rough log-odds: 0 is an ordinary name after an ordinary word.
_NEVER = -100.0
_KNOWN = 8.0  # the name stands elsewhere on the page
_ACCEPTED = -4.0  # below this no authors are told apart
_CLEAR = 1.6  # a lead over the next reading that leaves no doubt
_PLAUSIBLE = -2.3  # a best reading below this is a guess even without a rival
_NAME_LIKE = -1.9  # a line below this is a title rather than a name
_BY_WORDS = (_NEVER, -4.5, 0.0, -0.2, -0.5, -1.2, -2.5)
_LONGEST_WORD = 40
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
    scores = [_name_score(_words(name)) for name in names]
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
        others_score = sum(_name_score(_words(name)) for name in others)
        if shown < min(SHOWN, len(pieces) - 1) and _is_full_name(pieces[-shown - 1]):
            others_score -= 1.5  # why would that one belong to the title?
    if others_score <= _NEVER:
        return
    head = text[: len(text) - sum(len(name) + 2 for name in others)]
    first = _GENERATION_AT_END.sub("", pieces[-shown])
    begin = len(head) - len(pieces[-shown])
    for start in _starts(first):
        start += begin
        name = head[start:]
        if name in known:
            score = _KNOWN + _name_score(_words(name)) / 4
        else:
            score = _name_score(_words(name))
            if score > _NEVER:
                score += _seam_score(head[start - 1], name)
        if shown < len(pieces) and " " not in head[begin:start]:
            # A title seldom ends one word after a comma; a name like YongSeok starts there.
            score -= 2.5 if _is_given(head[begin:start]) else 1.0
        if score > _NEVER:
            yield score + _end_score(head[:start]) + others_score, start, (name, *others)


def _starts(piece: str) -> Iterator[int]:
    """Places in the last words of ``piece`` where a name may be glued to a title."""
    end = len(piece)
    for _ in range(len(_BY_WORDS)):
        begin = piece.rfind(" ", 0, end) + 1
        word = piece[begin:end]
        for at in _seams(word):
            yield begin + at
        if not begin or len(word) > 2 * _LONGEST_WORD or _word_score(word) <= -5.0:
            return
        end = begin - 1


def _seams(word: str) -> Iterator[int]:
    """Places inside a word where another could start."""
    if word.isascii() and word[1:].islower() and word.isalpha():  # most words
        if word.endswith(_PARTICLE_ENDINGS):
            yield from (at for at in range(2, len(word)) if word[at:] in _FIRST_PARTICLES)
        return
    elided = "'" in word or "’" in word
    for at in range(max(1, len(word) - _LONGEST_WORD), len(word)):
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
        return 0.0 if is_cased or not _is_letter(before) else _NEVER
    if name.rsplit(" ", 1)[-1] in _GROUPS:
        return 0.0
    if not before.isupper() or (len(first) > 1 and first[1].islower()):
        return 0.0
    if not first[1:2].isalpha():
        if len(first) == 1:  # "LLM Safety" is no M. Safety
            return -2.0
        return -0.3 if len(first) == 2 else -1.0 if _INITIALS.match(first) else -2.5
    return 0.0 if first.startswith(("O'", "O’", "D'", "D’")) else -2.5


# --- what the title's end looks like


def _end_score(title: str) -> float:
    """How well ``title`` could end here."""
    word = title[-_LONGEST_WORD:].rsplit(None, 1)[-1] if title.strip() else ""
    last = title[-1:]
    letters = _letters_at_end(word)
    if not letters:
        return _mark_score(word, last)
    *before, hump = _humps(letters)
    if not before and not letters.isupper() and letters.lower() in TITLE_WORDS:
        return 1.0
    tail = letters[_last_capital(letters) :]
    if len(tail) > 1 and tail in FAMILY_PREFIXES:
        return -3.0 if tail is letters else -5.0
    if not before:
        return -0.3 if len(letters) == 1 else 0.0
    if len(hump) == 1:
        return -1.5
    return -3.5 if len(tail) > 2 and _is_given(tail) else -1.0


def _mark_score(word: str, last: str) -> float:
    if last in "'’":
        letters = _letters_at_end(word[:-1])
        return -6.0 if letters[-1:].isupper() else 0.0
    if last == ".":
        letters = _letters_at_end(word[:-1])
        if not letters[-1:].isupper() or (letters.isupper() and len(letters) > 3):
            return 0.0
        is_acronym = letters.isupper() and len(letters) > 1
        if not is_acronym and not _INITIALS.match(word):
            return -6.0
        return -1.0 if len(word) > 2 else -2.0
    if last in "-‐‑&/_@([{<\\^=*“‘":
        return -6.0
    return -4.0 if last in ":;," else 0.0


def _letters_at_end(word: str) -> str:
    found = _LETTERS_AT_END.search(word)
    return found[0] if found else ""


# --- what a name looks like


def _words(name: str) -> tuple[str, ...]:
    return tuple(_GENERATION_AT_END.sub("", name).split())


def _is_full_name(piece: str) -> bool:
    words = _words(piece)
    return len(words) > 1 and _name_score(words) > -1.0


@lru_cache(maxsize=4096)
def _name_score(words: tuple[str, ...]) -> float:
    """How well words make a name; ``_NEVER`` for what no person is called."""
    if not 0 < len(words) < len(_BY_WORDS) or words[-1] in PARTICLES:
        return _NEVER
    if words[-1] in _GROUPS and len(words) > 1:
        return -0.5 - _GROUP_LENGTHS.get(len(words[0]), 0.5 * max(0, len(words[0]) - 5))
    scores = [_word_score(word) for word in words]
    if min(scores) <= _NEVER:
        return _NEVER
    if not any(_is_full(word) for word in words):  # "V. U" is a name
        return -2.0 if len(words) > 1 and words[-1].isalpha() else _NEVER
    full = sum(word not in PARTICLES for word in words)
    score = _BY_WORDS[max(full, min(2, len(words)))] + sum(scores)
    if len(words) == 1 and _is_uncased(words[0]):
        score = 0.0 if len(words[0]) <= 6 else -3.0
    return score + 1.5 * _is_given(words[0])


@lru_cache(maxsize=4096)
def _word_score(word: str) -> float:
    """At most 0 for a word of a name, less the less it looks like one."""
    if word in PARTICLES:
        return -0.2
    if word.islower() and word.isalpha():  # a particle nobody listed?
        return -2.5 if len(word) <= 4 and word not in TITLE_WORDS else _NEVER
    first, *others = _HYPHEN.split(word.strip('()"“”') if word[:1] in '("“' else word)
    lone = others and (first in PARTICLES or not first)  # "al-Rfou", "C. -A. Name"
    score = -0.2 if lone else _part_score(first)
    for part in others:
        if part.islower():
            score = min(score, -0.2 if part in SYLLABLES or part in PARTICLES else -2.5)
        else:
            score = min(score, _part_score(part))
    return score


def _part_score(part: str) -> float:
    """The score of a word without hyphens."""
    if not part or not all(c in ".'’`" or _is_letter(c) for c in part):
        return _NEVER
    if _is_uncased(part):
        return 0.0
    if not part.isascii() and any(map(_is_uncased, part)):
        return _NEVER
    if "'" in part or "’" in part:
        return _apostrophe_score(part)
    if "." in part:
        return _dotted_score(part)
    if not part[0].isupper():
        return _NEVER
    if len(part) == 1:
        return -0.5
    lower = part.lower()
    if part[1:].islower():
        return -2.0 if len(lower) > 2 and lower in TITLE_WORDS else 0.0
    if part.isupper():
        return -0.8 if len(part) == 2 or _is_given(part) else -1.5
    humps = _humps(part)
    if part[1].isupper():
        return -0.5 if part.startswith("IJ") and part[2:].islower() else -6.0
    if any(hump in FAMILY_PREFIXES for hump in humps[:-1]):
        return -0.3
    return -0.8 if all(_is_given(hump) for hump in humps) else -4.0


def _apostrophe_score(part: str) -> float:
    left, _, right = part.replace("’", "'").partition("'")
    if not left.replace("'", "").isalpha() or not right.isalpha():
        return _NEVER
    if left.islower() and (left not in ("d", "l", "t", "dell", "all") or right.islower()):
        return _NEVER
    return -0.2 if len(left) <= 3 or right.islower() else -4.0


def _dotted_score(part: str) -> float:
    initials, _, word = part.rpartition(".")
    if part[0].islower():
        return -0.2 if len(part) == 2 and not word else _NEVER
    if not word:  # "J." and "J.P.", or a short form: "Chr.", "Yu."
        if _INITIALS.match(part):
            return -0.1 if len(part) == 2 else -0.5
        return -0.8 if len(part) <= 5 and part[1:-1].islower() else -6.0
    if not _INITIALS.match(initials + "."):
        return _NEVER
    return -2.0 + _part_score(word)


def _is_full(word: str) -> bool:
    """Whether a word is more than an initial or a particle."""
    return (
        word not in PARTICLES
        and not _INITIALS.match(word)
        and (len(word) > 1 or _is_uncased(word))
    )


@lru_cache(maxsize=4096)
def _is_given(word: str) -> bool:
    """Whether a word is a common given name or one or two syllables of one."""
    lower = word.lower().replace("-", "")
    return len(lower) > 1 and (
        lower in GIVEN_NAMES
        or lower in SYLLABLES
        or any(lower[:at] in SYLLABLES and lower[at:] in SYLLABLES for at in range(1, 7))
    )


def _is_letter(char: str) -> bool:
    return char.isalpha() or category(char) in ("Mn", "Mc")


def _is_uncased(word: str) -> bool:
    return word.lower() == word.upper() and word[:1].isalpha()


def _last_capital(word: str) -> int:
    return max((at for at, char in enumerate(word) if char.isupper()), default=0)


def _humps(word: str) -> list[str]:
    """``["Image", "Net"]``: a word cut before each capital that follows a small letter."""
    cuts = [at for at, (a, b) in enumerate(pairwise(word), 1) if a.islower() and b.isupper()]
    return [word[a:b] for a, b in pairwise([0, *cuts, len(word)])]
