"""Names of people and organisations: lists and single names, read, written and compared.

Nothing here knows LaTeX: the BibTeX functions work on text whose braces still stand, and
hand every part to the caller's ``decode`` (or take it from ``encode``).
"""

import re
import string
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from bibkit.model import Name
from bibkit.patterns import lazy

_BLANKS = " \t\r\n\f\v"
_AND = lazy(rf"(?<![{_BLANKS}])[{_BLANKS}]++and(?=[{_BLANKS}])", re.IGNORECASE)
_SEPARATORS = lazy(rf"[{_BLANKS}~]++")
# An escaped blank separates as a blank does; "\," and "\~" are a thin space and an accent.
_PIECE = lazy(
    rf"(?P<blank>\\[{_BLANKS}]|[{_BLANKS}~]++)|(?P<comma>,)|\\.?|[{{}}]|[^\\{{}},~{_BLANKS}]++",
    re.DOTALL,
)
_MORE = lazy(r"others\.?|(?:and )?et\.? ?al\.?|u\. ?a\.|\.\.\.|…|\\l?dots", re.IGNORECASE)
_MORE_TAIL = lazy(rf"(?<![{_BLANKS}])[{_BLANKS}]++et\.?[{_BLANKS}]++al\.?$", re.IGNORECASE)

_SUFFIXES = frozenset("jr sr ii iii iv".split())
"""Suffixes that are one without a comma before them, lower-case and without full stop."""

PARTICLES = frozenset(
    """aan af al am ap auf aus bin bint d' d’ da dal dall' dalla das de degli dei del dela della
    delle dello den der des di do dos du e el f. ibn il im in 't ’t l' l’ la las le lo los op
    s' 's 't ten ter tho thoe to uit und van vander vanden vom von y za zu zum zur""".split()
)
"""Lower-case words that stand before a family name and belong to it."""

_FAMILY_WORDS = frozenset(
    "De Van Von Le La Di Del Della Dos El Al Ben Bin Mac Ter Ten St. Vander Vanden".split()
)
"""Capitalised words that begin a family name when they do not begin the name."""

_EAST_ASIAN_FAMILIES = frozenset(
    """bai bao bi bui cai cao chan chang chen cheng choi chu cui dai dang deng ding do dong du
    duan duong fan fang feng fu gao ge gong gu guo han hao he ho hoang hong hou hu huang huynh
    jia jiang jin kang kim kong lai lam le lee lei li lian liang liao lim lin liu long lou lu
    luo luu lv ly ma mai mao meng mo ngo nguyen nie ning pan park peng pham phan qi qian qiao
    qin qiu ren shao shen shi song su sun tan tang tao tian tong tran trinh truong tu vo vu wan
    wang wei wen wong wu xia xiang xiao xie xing xiong xu xue yan yang yao ye yi yin yu yuan
    yue zeng zhai zhan zhang zhao zheng zhong zhou zhu zhuang zou""".split()
)
"""Frequent Chinese, Korean and Vietnamese families: "Van" and "Bin" before one are given."""

_CONNECTORS = frozenset("y i".split())
"""Words between two family names: Ortega y Gasset, Puig i Cadafalch."""

_BRACE = lazy(r"[{}]")
_SPECIAL = lazy(r"[\\{}]")
_EXTENDED_MARK = lazy(r'[{}",]')
_KEY = lazy(r"[ \t\r\n]*+([a-z]++(?:-i)?+)[ \t]*+=", re.I)
_NO_SEPARATOR = r"(?!et\.? ?al|[Aa][Nn][Dd](?: |$))"
_PLAIN = lazy(rf"{_NO_SEPARATOR}[\w.'’-]++(?: {_NO_SEPARATOR}[\w.'’-]++)*+")
# What most names are, and needs no closer look: no particle can stand in either.
_FAMILY_FIRST = lazy(r"([\w.'’-]++), ([\w.'’-]++(?: [\w.'’-]++)*+)")
_GIVEN_FIRST = lazy(r"([A-Z][\w.'’-]*+(?: [A-Z][\w.'’-]*+)*) ([A-Z][\w.'’-]*+)")
_LETTER_COMMANDS = frozenset("i j o O l L aa AA ae AE oe OE ss dh DH th TH dj DJ ng NG".split())
_ACCENT = lazy(r"\\(?:[cvuHkrbdtGU](?![A-Za-z])|[^A-Za-z])[ ]*+\{?")
"""An accent that no brace opens: the letter under it tells the case."""

_CJK = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = lazy(r"[A-Za-z]")
_GIVEN_WORD = lazy(r"[\s.~]++")
_STROKES = str.maketrans("øØłŁđĐðÐıħ", "oOlLdDdDih") | str.maketrans(
    {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th"}
)
_UMLAUTS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "Ä": "ae",
        "Ö": "oe",
        "Ü": "ue",
        "å": "aa",
        "Å": "aa",
        "ø": "oe",
        "Ø": "oe",
    }
)


# BibTeX: lists


def split_bibtex(text: str) -> tuple[list[str], bool]:
    """Split a BibTeX name list at each ``and`` (any case) outside braces.

    Args:
        text: The value of a name field, not decoded.

    Returns:
        The names as written, without empty ones, and whether the list goes on: its last
        name is ``others``, ``et al.``, ``u.a.`` or dots, or ends in ``et al.``
    """
    names = [name for part in _split_at_and(text) if (name := part.strip(_BLANKS))]
    if not names:
        return names, False
    if _is_more(names[-1]):
        return names[:-1], True
    if tail := _MORE_TAIL.search(names[-1]):
        return [*names[:-1], names[-1][: tail.start()]], True
    return names, False


def join_bibtex(names: Sequence[str], more: bool) -> str:
    """The BibTeX list of ``names``, each as ``format_bibtex`` writes it."""
    return " and ".join([*names, "others"] if more else names)


def _split_at_and(text: str) -> list[str]:
    text = text.strip(_BLANKS)
    if "{" not in text:
        return _AND.split(text)
    parts: list[str] = []
    depth = start = seen = 0
    for match in _AND.finditer(text):
        for brace in _BRACE.finditer(text, seen, match.start()):
            depth = depth + 1 if brace[0] == "{" else max(0, depth - 1)
        seen = match.start()
        if not depth:
            parts.append(text[start:seen])
            start = match.end()
    parts.append(text[start:])
    return parts


def _is_more(name: str) -> bool:
    if len(name) > 12:
        return False
    if name.startswith("{") and name.endswith("}"):
        name = name[1:-1].strip(_BLANKS)
    return _MORE.fullmatch(name) is not None


# BibTeX: one name


class _Parts(NamedTuple):
    """The parts of a name as text, in the order of ``Name``'s first three and its suffix."""

    family: str
    given: str
    particle: str
    suffix: str


def parse_bibtex(text: str, decode: Callable[[str], str] = str) -> Name:
    """Read one name of a BibTeX list.

    The forms are ``First von Last``, ``von Last, First`` and ``von Last, Jr, First``. The
    particle is the first run of words whose first letter outside braces is lower-case, as
    biber has it (Text::BibTeX::Name), and never the last word; before a comma it must
    begin the name. A name that is one brace group is literal. BibLaTeX's
    ``family=..., given=..., prefix=..., suffix=..., useprefix=...`` is read as well.

    Args:
        text: One name as written, braces and commands included.
        decode: Applied to each resulting part, of which braces around the whole are gone.

    Returns:
        The name, empty for a text without any word. A particle is non-dropping unless the
        name says ``useprefix=false``.
    """
    text = text.strip(_BLANKS)
    if usual := _FAMILY_FIRST.fullmatch(text):
        return Name(decode(usual[1]), decode(usual[2]))
    if (usual := _GIVEN_FIRST.fullmatch(text)) and not _is_suffix(usual[2]):
        return Name(decode(usual[2]), decode(usual[1]))
    if _is_group(text):
        return Name(literal=decode(_unbraced(text)))
    if "=" in text and (extended := _parse_extended(text, decode)):
        return extended
    sections = _sections(text)
    suffix: list[str] = []
    if len(sections) == 1:
        words = sections[0]
        if len(words) > 2 and _is_suffix(words[-1]):
            *words, last = words
            suffix = [last]
        first, end = _find_particle(words)
        given, particle, family = words[:first], words[first:end], words[end:]
    else:
        family, *jr, given = sections[:1] + sections[1:3]
        given = given + [word for section in sections[3:] for word in section]
        suffix = jr[0] if jr else []
        if _all_suffix(given) and suffix and not _all_suffix(suffix):
            given, suffix = suffix, given  # "King, Martin Luther, Jr."
        first, end = _find_particle(family)
        if first:
            first = end = 0
        particle, family = family[first:end], family[end:]
    parts = _Parts(*(" ".join(words) for words in (family, given, particle, suffix)))
    return _name(parts, decode)


def format_bibtex(name: Name, encode: Callable[[str], str] = str) -> str:
    """Write one name so that ``parse_bibtex`` reads it again.

    The form is ``von Last, Jr, First``, a literal in braces. A part that would be read
    otherwise is braced. BibLaTeX's ``family=..., useprefix=false`` is used only for a
    dropping particle and for a particle that BibTeX cannot see (an upper-case one). A
    name with both particles is written with both as one non-dropping particle, and ids
    have no place.

    Args:
        name: The name to write.
        encode: Applied to each part before it is put in its place.

    Returns:
        The name for ``join_bibtex``.
    """
    if name.literal:
        text = f"{{{encode(name.literal)}}}"
        return f"{{{text}}}" if _is_more(text) else text
    particle = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle)))
    parts = _Parts(*(encode(p) for p in (name.family, name.given, particle, name.suffix)))
    if name.dropping_particle and not name.non_dropping_particle:
        return _format_extended(parts, "false")
    if not parts.particle and not parts.suffix and _is_plain(parts.family, parts.given):
        return f"{parts.family}, {parts.given}"
    wanted = _name(parts, str)
    for text in _ways_to_write(parts):
        if split_bibtex(f"X and {text} and X")[0] == ["X", text, "X"]:
            alone, more = split_bibtex(text)
            if alone and not more and parse_bibtex(text) == wanted:
                return text
    return _format_extended(parts, "")


def _name(parts: _Parts, decode: Callable[[str], str]) -> Name:
    family, given, particle, suffix = (decode(_unbraced(p)) if p else "" for p in parts)
    return Name(family, given, particle, suffix=suffix)


def _ways_to_write(parts: _Parts) -> Iterator[str]:
    """The name in BibTeX's forms, from no part braced to all of them."""
    family, given, particle, suffix = parts
    for braces in product((False, True), repeat=3):
        brace_family, brace_suffix, brace_given = braces
        last = f"{{{family}}}" if brace_family else family
        sections = [f"{particle} {last}" if particle else last]
        if suffix:
            sections.append(f"{{{suffix}}}" if brace_suffix else suffix)
        if given or suffix:
            sections.append(f"{{{given}}}" if brace_given else given)
        yield ", ".join(sections).strip()
        if not given and not suffix and brace_family:
            yield f"{sections[0]},"


def _is_plain(family: str, given: str) -> bool:
    """Whether ``family, given`` is read so, told without reading it."""
    return (
        family[:1].isupper()
        and _PLAIN.fullmatch(family) is not None
        and _PLAIN.fullmatch(given) is not None
        and not _is_suffix(given)
    )


def _is_group(text: str) -> bool:
    """Whether one pair of braces holds the whole of ``text``."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for brace in _BRACE.finditer(text):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end() == len(text)
    return False


def _unbraced(text: str) -> str:
    """``text`` without braces around the whole, which a special character keeps."""
    inner = text.lstrip("{")
    lead = len(text) - len(inner)
    if not lead:
        return text
    inner = inner.rstrip("}")
    trail = len(text) - lead - len(inner)
    depth = lowest = lead
    for brace in _BRACE.finditer(inner):
        depth += 1 if brace[0] == "{" else -1
        lowest = min(lowest, depth)
    if depth != trail:
        return text
    layers = min(lowest, trail)
    if layers == lead and inner.startswith("\\"):
        layers -= 1
    return text[layers : len(text) - layers]


def _is_suffix(word: str) -> bool:
    return word.removesuffix(".").casefold() in _SUFFIXES


def _all_suffix(words: list[str]) -> bool:
    return len(words) == 1 and _is_suffix(words[0])


def _sections(text: str) -> list[list[str]]:
    """The words of each part between commas outside braces."""
    if not _SPECIAL.search(text):
        return [[w for w in _SEPARATORS.split(part) if w] for part in text.split(",")]
    sections: list[list[str]] = [[]]
    word: list[str] = []
    depth = 0
    for match in _PIECE.finditer(text):
        piece = match[0]
        if piece[-1] in "{}":
            depth = depth + 1 if piece[-1] == "{" else max(0, depth - 1)
        if depth or not match.lastgroup:
            word.append(piece)
            continue
        if word:
            sections[-1].append("".join(word))
            word = []
        if match.lastgroup == "comma":
            sections.append([])
    if word:
        sections[-1].append("".join(word))
    return sections


def _find_particle(words: list[str]) -> tuple[int, int]:
    """Where the particle begins and ends; without one, both are the last word's place."""
    last = max(0, len(words) - 1)
    for first in range(last):
        if _is_lower(words[first]):
            end = first + 1
            while end < last and _is_lower(words[end]):
                end += 1
            return first, end
    return last, last


def _is_lower(word: str) -> bool:
    """Whether BibTeX sees a lower-case word: by its first letter outside braces."""
    if word[:1].isalpha():
        return word[0].islower()
    at = 0
    while at < len(word):
        if word[at] == "{":
            if word[at + 1 : at + 2] == "\\":
                return _is_special_lower(word[at + 2 :])
            at = _group_end(word, at)
        elif accent := _ACCENT.match(word, at):
            at = accent.end()
        elif word[at].isalpha():
            return word[at].islower()
        else:
            at += 1
    return False


def _is_special_lower(rest: str) -> bool:
    """Of a special character after its backslash: the case of its letter."""
    command = rest[: len(rest) - len(rest.lstrip(string.ascii_letters))]
    if command in _LETTER_COMMANDS:
        return command.islower()
    depth = 1
    for at in range(len(command), len(rest)):
        character = rest[at]
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            if not depth:
                return False
        elif character.isalpha():
            return character.islower()
    return False


def _group_end(text: str, at: int) -> int:
    depth = 0
    for brace in _BRACE.finditer(text, at):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    return len(text)


# BibLaTeX's extended form


def _parse_extended(text: str, decode: Callable[[str], str]) -> Name | None:
    values: dict[str, str] = {}
    key = ""
    for piece in _extended_pieces(text):
        found = _KEY.match(piece)
        if found:
            key = found[1].lower()
            values[key] = piece[found.end() :].strip(_BLANKS)
        elif not key:
            return None
        elif piece.strip(_BLANKS):
            values[key] += f", {piece.strip(_BLANKS)}"
    if not values.keys() & {"family", "given"}:
        return None
    plain = {key: _unbraced(_unquoted(value)) for key, value in values.items()}
    parts = _Parts(*(plain.get(key, "") for key in ("family", "given", "prefix", "suffix")))
    name = _name(parts, decode)
    if plain.get("useprefix", "").lower() in ("false", "0"):
        particle = name.non_dropping_particle
        return Name(name.family, name.given, dropping_particle=particle, suffix=name.suffix)
    return name


def _extended_pieces(text: str) -> Iterator[str]:
    """The parts between commas outside braces and quotation marks."""
    depth = start = 0
    quoted = False
    for match in _EXTENDED_MARK.finditer(text):
        mark = match[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif mark == '"':
            before = text[max(0, match.start() - 1) : match.start()]
            quoted = not quoted and before in ("", "=", ",", " ")
        elif not quoted:
            yield _unquoted(text[start : match.start()].strip(_BLANKS))
            start = match.end()
    yield _unquoted(text[start:].strip(_BLANKS))


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def _format_extended(parts: _Parts, use_prefix: str) -> str:
    keys = ("family", "given", "prefix", "suffix")
    pairs = [
        f"{key}={value if _PLAIN.fullmatch(value) else f'{{{value}}}'}"
        for key, value in zip(keys, parts, strict=True)
        if value
    ]
    return ", ".join([*pairs, f"useprefix={use_prefix}"] if use_prefix else pairs)


# RIS: family, given, suffix


def parse_comma(text: str) -> Name:
    """Read a name as RIS has it: ``Family, Given, Suffix``.

    Lower-case words of ``PARTICLES`` that begin the family are its non-dropping particle.
    A text of several words without a comma is literal, of one word a family. As EndNote
    has it, a comma at the end marks an organisation (``UNESCO,``), and two commas stand
    for one in its name (``University of California,, Berkeley``).

    Args:
        text: The value of an author tag.

    Returns:
        The name; empty for a text without any word.
    """
    text = text.strip()
    before, double, after = text.partition(",,")
    if double:
        return Name(literal=f"{before},{after}".strip())
    family, *rest = (part.strip() for part in text.split(","))
    if not rest:
        return Name(family) if len(family.split()) < 2 else Name(literal=family)
    if rest == [""]:
        return Name(literal=family)
    words = family.split(" ")
    end = 0
    while end < len(words) - 1 and words[end] in PARTICLES:
        end += 1
    return Name(
        " ".join(words[end:]),
        rest[0],
        " ".join(words[:end]),
        suffix=", ".join(part for part in rest[1:] if part),
    )


def format_comma(name: Name) -> str:
    """Write a name as ``parse_comma`` reads it.

    RIS cannot hold a comma within a part, ids, a family that begins with a particle of
    its own ("de Gaulle" without one), nor a particle that is not in ``PARTICLES``. A
    dropping particle is written after the given name.

    Args:
        name: The name to write.

    Returns:
        The value of an author tag.
    """
    if name.literal:
        if "," in name.literal:
            return name.literal.replace(",", ",,", 1)
        return name.literal if len(name.literal.split()) > 1 else f"{name.literal},"
    family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
    given = " ".join(filter(None, (name.given, name.dropping_particle)))
    if name.suffix:
        return f"{family}, {given}, {name.suffix}"
    if given:
        return f"{family}, {given}"
    return f"{family}, ," if len(family.split()) > 1 else family


# Pages: given names first


def parse_shown(text: str) -> Name:
    """Read a name as a page shows it: given names first, or ``Family, Given``.

    The family is the last word with the particles before it. A capitalised "Van" or "Le"
    inside the name begins the family, unless the last word is a frequent Chinese, Korean
    or Vietnamese family, before which it is a given name. A name in Chinese, Japanese or
    Korean script is literal: nothing shows where its family ends.

    Args:
        text: The name; marks of footnotes at its end are left out.

    Returns:
        The name; empty for a text without any word.
    """
    text = " ".join(text.split()).rstrip("*†‡§¶∗, ")
    if _CJK.search(text) and not _LATIN.search(text):
        return parse_comma(text) if "," in text else Name(literal=text)
    shown, comma, last = text.rpartition(",")
    suffix = ""
    if comma and _is_suffix(last.strip()):
        text, suffix = shown, last.strip()
    if "," in text:
        name = parse_comma(text)
        return replace(name, suffix=suffix) if suffix else name
    words = text.split()
    if not suffix and len(words) > 2 and _is_suffix(words[-1]):
        suffix = words.pop()
    start = _family_start(words)
    end = start
    while end < len(words) - 1 and words[end] in PARTICLES:
        end += 1
    return Name(
        " ".join(words[end:]),
        " ".join(words[:start]),
        " ".join(words[start:end]),
        suffix=suffix,
    )


def _family_start(words: list[str]) -> int:
    """The place of the family's first word, particles included."""
    start = max(0, len(words) - 1)
    asian = bool(words) and words[-1].casefold() in _EAST_ASIAN_FAMILIES
    while start:
        before = words[start - 1]
        if before in _CONNECTORS and start > 2:
            start -= 2
        elif before in PARTICLES or (start > 1 and not asian and before in _FAMILY_WORDS):
            start -= 1
        else:
            break
    return start


# Comparison


def normalized(name: Name) -> str:
    """A key that a name's usual spellings share: ``"deng z"``.

    Without case, accents, blanks and punctuation; the family with its particles, then the
    first initial. A name in Chinese, Japanese or Korean script is its characters alone.
    """
    name = _in_parts(name)
    joined = _letters(name.literal or name.family + name.given)
    if name.literal or _CJK.match(joined):
        return joined
    return f"{_letters(_whole_family(name))} {_letters(name.given)[:1]}".strip()


def compatible(one: Name, other: Name) -> bool:
    """Whether two names could be one person's.

    Families with their particles must be equal without case, accents, blanks, hyphens and
    apostrophes ("ü" is "u" or "ue"); given names equal, missing on one side, or initials
    on one side. A literal is compared as a whole, in either order, and by the parts that
    it shows. Family and given name may be swapped when both agree exactly.
    """
    if one.literal or other.literal:
        if _wholes(one) & _wholes(other):
            return True
        if one.literal and other.literal:
            return False
        one, other = _in_parts(one), _in_parts(other)
        if one.literal or other.literal:
            return False
    if one.suffix and other.suffix and _letters(one.suffix) != _letters(other.suffix):
        return False
    mine, theirs = _whole_family(one), _whole_family(other)
    if _same(mine, theirs):
        return _compatible_given(one.given, other.given)
    swapped = _same(mine, other.given) and _same(one.given, theirs)
    return swapped and bool(one.given and other.given)


def _whole_family(name: Name) -> str:
    return f"{name.dropping_particle}{name.non_dropping_particle}{name.family}"


def _wholes(name: Name) -> set[str]:
    if name.literal:
        return {_letters(name.literal)}
    family, given = _letters(_whole_family(name)), _letters(name.given)
    return {given + family, family + given}


def _in_parts(name: Name) -> Name:
    return parse_shown(name.literal) if name.literal else name


def _same(one: str, other: str) -> bool:
    return (
        _letters(one) == _letters(other)
        or _german_letters(one) == _letters(other)
        or _letters(one) == _german_letters(other)
    )


def _compatible_given(one: str, other: str) -> bool:
    if not one or not other or _same(one, other):
        return True
    mine, theirs = _given_words(one), _given_words(other)
    if _all_initials(mine) or _all_initials(theirs):
        return _one_begins(_initials(mine), _initials(theirs))
    return all(
        a == b or ((_all_initials([a]) or _all_initials([b])) and _one_begins(a[0][0], b[0][0]))
        for a, b in zip(mine, theirs, strict=False)
    )


@lru_cache(maxsize=16384)
def _given_words(given: str) -> list[tuple[str, ...]]:
    """Each word as its parts between hyphens: ``[("jean", "pierre"), ("m",)]``."""
    words = []
    for word in _GIVEN_WORD.split(given.replace(".-", "-")):
        if 1 < len(word) < 4 and word.isupper():
            parts: list[str] = list(word)  # "MJ" is two initials
        else:
            parts = word.split("-")
        if letters := tuple(filter(None, map(_letters, parts))):
            words.append(letters)
    return words


def _all_initials(words: Sequence[tuple[str, ...]]) -> bool:
    return all(len(part) == 1 for word in words for part in word)


def _initials(words: Sequence[tuple[str, ...]]) -> str:
    return "".join(part[0] for word in words for part in word)


def _one_begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


@lru_cache(maxsize=16384)
def _letters(text: str) -> str:
    """The letters and digits alone, without case and accents."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_STROKES)
    return "".join(filter(str.isalnum, text.casefold()))


def _german_letters(text: str) -> str:
    if text.isascii():
        return _letters(text)
    return _letters(unicodedata.normalize("NFC", text).translate(_UMLAUTS))
