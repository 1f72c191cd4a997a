"""One name as BibTeX has it, read and written."""

import re
from collections.abc import Callable, Iterator
from itertools import product

from bibkit.model import Name
from bibkit.names.lists import is_more, split_bibtex
from bibkit.names.namesakes import marked, without_mark
from bibkit.names.parts import BLANKS, PLAIN, Parts, is_group, is_lower, made, unbraced
from bibkit.names.words import is_degree, is_suffix
from bibkit.patterns import lazy

_NOBODY = Name()
_SEPARATORS = lazy(rf"[{BLANKS}~]++")
# An escaped blank separates as a blank does; "\," and "\~" are a thin space and an accent.
_PIECE = lazy(
    rf"(?P<blank>\\[{BLANKS}]|[{BLANKS}~]++)|(?P<comma>,)|\\.?|[{{}}]|[^\\{{}},~{BLANKS}]++",
    re.DOTALL,
)
_SPECIAL = lazy(r"[\\{}]")
# What most names are, and needs no closer look: no particle can stand in either. A curly
# apostrophe among the letters would make compiling the patterns take five times as long.
_FAMILY_FIRST = lazy(r"([\w.'-]++), ([\w.'-]++(?: [\w.'-]++)*+)")
_GIVEN_FIRST = lazy(r"([A-Z][\w.'-]*+(?: [A-Z][\w.'-]*+)*) ([A-Z][\w.'-]*+)")
_INITIAL = lazy(r"(?:[^\W\d_a-z]\.-?)+")


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
        The name, empty for a text without any word; what tells it from namesakes (a number
        of DBLP's, the years of a life) is an identifier. A particle is non-dropping unless the
        name says ``useprefix=false``.
    """
    text, mark = without_mark(text.strip(BLANKS))
    name = _parsed(text, decode)
    return marked(name, mark) if mark and name != _NOBODY else name


def _parsed(text: str, decode: Callable[[str], str]) -> Name:
    if usual := _FAMILY_FIRST.fullmatch(text):
        return Name(decode(usual[1]), decode(usual[2]))
    if (usual := _GIVEN_FIRST.fullmatch(text)) and not is_suffix(usual[2]):
        return Name(decode(usual[2]), decode(usual[1]))
    if is_group(text):
        return Name(literal=decode(unbraced(text)).strip())
    if "=" in text:
        from bibkit.names.extended import parse_extended  # BibLaTeX's form, which few use

        if extended := parse_extended(text, decode):
            return extended
    sections = _sections(text)
    parts = _given_first(sections[0]) if len(sections) == 1 else _family_first(sections)
    return made(parts, decode)


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
        return f"{{{text}}}" if is_more(text) else text
    particle = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle)))
    parts = Parts(*(encode(p) for p in (name.family, name.given, particle, name.suffix)))
    if name.dropping_particle and not name.non_dropping_particle:
        return _extended(parts, "false")
    if not parts.particle and not parts.suffix and _is_plain(parts.family, parts.given):
        return f"{parts.family}, {parts.given}"
    wanted = made(parts, str)
    for text in _ways_to_write(parts):
        if split_bibtex(f"X and {text} and X")[0] == ["X", text, "X"]:
            alone, more = split_bibtex(text)
            if alone and not more and parse_bibtex(text) == wanted:
                return text
    return _extended(parts, "")


def _given_first(words: list[str]) -> Parts:
    """The parts of ``First von Last``, with a suffix that no comma parts from it."""
    suffix = ""
    if len(words) > 2 and is_suffix(words[-1]):
        *words, suffix = words
    first, end = _find_particle(words)
    return _parts(words[:first], words[first:end], words[end:], suffix)


def _family_first(sections: list[list[str]]) -> Parts:
    """The parts of ``von Last, First`` and ``von Last, Jr, First``.

    "King, Martin Luther, Jr." and "King, Martin," are read as they are meant, and so is
    "J. Smith," of "J. Smith, and A. Doe".
    """
    if not any(sections[1:]) and len(sections[0]) > 1 and _INITIAL.fullmatch(sections[0][0]):
        return _given_first(sections[0])
    family, *jr, given = sections[:1] + sections[1:3]
    given = given + [word for section in sections[3:] for word in section]
    suffix = jr[0] if jr else []
    if suffix and not _are_suffix(suffix):
        if _are_suffix(given):
            given, suffix = suffix, given
        elif not given:
            given, suffix = suffix, []
    first, end = _find_particle(family)
    if first:
        first = end = 0
    return _parts(given, family[first:end], family[end:], " ".join(suffix))


def _parts(given: list[str], particle: list[str], family: list[str], suffix: str) -> Parts:
    return Parts(" ".join(family), " ".join(given), " ".join(particle), suffix)


def _extended(parts: Parts, use_prefix: str) -> str:
    from bibkit.names.extended import format_extended

    return format_extended(parts, use_prefix)


def _ways_to_write(parts: Parts) -> Iterator[str]:
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
        and PLAIN.fullmatch(family) is not None
        and PLAIN.fullmatch(given) is not None
        and not is_suffix(given)
        and without_mark(f"{family}, {given}")[1] is None
    )


def _are_suffix(words: list[str]) -> bool:
    return len(words) == 1 and (is_suffix(words[0]) or is_degree(words[0]))


def _sections(text: str) -> list[list[str]]:
    """The words of each part between commas outside braces, lone braces paired."""
    if not _SPECIAL.search(text):
        return [[w for w in _SEPARATORS.split(part) if w] for part in text.split(",")]
    sections: list[list[str]] = [[]]
    word: list[str] = []
    depth = lone = 0
    for match in _PIECE.finditer(text):
        piece = match[0]
        if piece[-1] in "{}":
            lone += piece == "}" and not depth
            depth = depth + 1 if piece[-1] == "{" else max(0, depth - 1)
        if depth or not match.lastgroup:
            word.append(piece)
            continue
        if word:
            sections[-1].append("{" * lone + "".join(word))
            word, lone = [], 0
        if match.lastgroup == "comma":
            sections.append([])
    if word:
        sections[-1].append("{" * lone + "".join(word) + "}" * depth)
    return sections


def _find_particle(words: list[str]) -> tuple[int, int]:
    """Where the particle begins and ends; without one, both are the last word's place."""
    last = max(0, len(words) - 1)
    for first in range(last):
        if is_lower(words[first]):
            end = first + 1
            while end < last and is_lower(words[end]):
                end += 1
            return first, end
    return last, last
