"""Names as RIS and pages have them: family first, or given names first."""

from bibkit.model import Name, replace
from bibkit.names.namesakes import marked, without_mark
from bibkit.names.words import (
    CJK,
    CONNECTORS,
    EAST_ASIAN_FAMILIES,
    FAMILY_WORDS,
    PARTICLES,
    is_suffix,
)
from bibkit.patterns import lazy

_LATIN = lazy(r"[A-Za-z]")


def parse_comma(text: str) -> Name:
    """Read a name as RIS has it: ``Family, Given, Suffix``.

    Lower-case words of ``PARTICLES`` that begin the family are its non-dropping particle,
    those that end the given name a dropping one. A text of several words without a comma
    is literal if they are not a particle and a family; one word is a family. As EndNote
    has it, a comma at the end marks an organisation (``UNESCO,``), and two commas stand
    for one in its name (``University of California,, Berkeley``).

    Args:
        text: The value of an author tag.

    Returns:
        The name; empty for a text without any word.
    """
    text = text.strip()
    if usual := _USUAL.fullmatch(text):
        return Name(usual[1], usual[2])
    before, double, after = text.partition(",,")
    if double:
        return Name(literal=f"{before},{after}".strip())
    whole, *rest = (part.strip() for part in text.split(","))
    if rest == [""]:
        return Name(literal=whole)
    words = whole.split(" ")
    end = _particles(words)
    if not rest and len(words) - end > 1:
        return Name(literal=whole)
    given, *more = rest or [""]
    suffix = ", ".join(filter(None, more))
    if suffix and is_suffix(given) and not is_suffix(suffix):
        given, suffix = suffix, given  # "King, Jr., Martin Luther"
    given, dropping = _without_particles(given)
    particle = " ".join(words[:end])
    return Name(" ".join(words[end:]), given, particle, dropping, suffix)


# With a curly apostrophe compiling takes five times as long: such names are looked at closer.
_USUAL = lazy(r"([A-Z][\w.'-]*+), ([A-Z][\w.'-]*+(?: [A-Z][\w.'-]*+)*+)")


def _particles(words: list[str]) -> int:
    """How many words before the last are particles."""
    end = 0
    while end < len(words) - 1 and words[end] in PARTICLES:
        end += 1
    return end


def _without_particles(given: str) -> tuple[str, str]:
    """A given name without the particles behind it, and those: ``Ludwig van``."""
    words = given.split(" ")
    start = len(words)
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def format_comma(name: Name) -> str:
    """Write a name as ``parse_comma`` reads it.

    RIS cannot hold a comma within a part, ids, a family that begins or a given name that
    ends with a particle of its own ("de Gaulle" without one), nor a particle that is not
    in ``PARTICLES``. A dropping particle is written after the given name.

    Args:
        name: The name to write.

    Returns:
        The value of an author tag.
    """
    if name.literal:
        if "," in name.literal:
            return name.literal.replace(",", ",,", 1)
        return name.literal if _is_whole(name.literal) else f"{name.literal},"
    family = f"{name.non_dropping_particle} {name.family}".strip()
    given = f"{name.given} {name.dropping_particle}".strip()
    if name.suffix:
        return f"{family}, {given}, {name.suffix}"
    if given:
        return f"{family}, {given}"
    return f"{family}, ," if _is_whole(family) else family


def _is_whole(text: str) -> bool:
    """Whether ``text`` alone is more than a particle and a family."""
    words = text.split(" ")
    return len(words) - _particles(words) > 1


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
    text, mark = without_mark(" ".join(text.split()).rstrip("*†‡§¶∗, "))
    return marked(_shown(text), mark)


def _shown(text: str) -> Name:
    if CJK.search(text) and not _LATIN.search(text):
        return parse_comma(text) if "," in text else Name(literal=text)
    shown, comma, last = text.rpartition(",")
    suffix = ""
    if comma and is_suffix(last.strip()):
        text, suffix = shown, last.strip()
    if "," in text:
        name = parse_comma(text)
        return replace(name, suffix=suffix) if suffix else name
    words = text.split()
    if not suffix and len(words) > 2 and is_suffix(words[-1]):
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
    asian = bool(words) and words[-1].casefold() in EAST_ASIAN_FAMILIES
    while start:
        before = words[start - 1]
        if before in CONNECTORS and start > 2:
            start -= 2
        elif before in PARTICLES or (start > 1 and not asian and before in FAMILY_WORDS):
            start -= 1
        else:
            break
    return start
