"""Names as tagged formats hold them: one a line, the family first."""

from functools import lru_cache

from bibkit import names
from bibkit.codecs.text import MEMO, decode_text
from bibkit.model import Name
from bibkit.patterns import lazy

_SEMICOLON = lazy(r"(?<!&amp)\s*;\s*")
_AND = lazy(r",?\s+(?:and|&)\s+")
_WITH_GIVEN = lazy(r"[^,]+,(?!\s*(?:Inc|Ltd|LLC|LLP|Co|Corp|PLC|GmbH|AG|SA)\b).*\w.*")
_INITIALS = lazy(r"(?:[^\W\d_]\.[- ]?)+")
_LIST_OF_INITIALS = lazy(r"(?:[^,]*[^,.],\s*(?:[^\W\d_]\.[- ]?)+(?:,\s*|$)){2,}")
_SUFFIX = lazy(r"(?:Jr|Sr)\.?|I{1,3}|IV")
_STATES = frozenset("U.S. U.S.A. U.K. U.N. E.U. U.S.S.R. D.C.".split())


def split_people(value: str) -> list[str]:
    """The names that stand in one tag; a line holds no less than one name.

    They are parted by semicolons; by "and" where each has a comma; and by commas where
    initials stand behind every other one ("Doe, J., Roe, R. M.").
    """
    if "  " in value:  # the patterns look for the end of a run of blanks from each of them
        value = decode_text(value)
    if ";" in value:
        return [part for part in _SEMICOLON.split(value) if part]
    if " and " in value or " & " in value:
        parts = _AND.split(value)
        if all(_WITH_GIVEN.fullmatch(part) for part in parts):
            return [name for part in parts for name in split_people(part)]
    if value.count(",") > 2 and _LIST_OF_INITIALS.fullmatch(value):
        words = [part.strip() for part in value.strip(" ,").split(",")]
        return [f"{words[n]}, {words[n + 1]}" for n in range(0, len(words), 2)]
    return [value]


@lru_cache(MEMO)
def decode_person(value: str) -> Name:
    """``Family, Given, Suffix``; without a comma initials tell the parts.

    A number or years that tell namesakes apart are an identifier.

    Raises:
        ValueError: there is no letter or digit.
    """
    text, mark = names.without_mark(decode_text(value))
    if mark and mark.scheme == "dblp" and "," not in text:
        return names.marked(names.parse_shown(text), mark)
    return names.marked(_person(text), mark)


def _person(text: str) -> Name:
    if "," not in text:
        return _by_initials(text) or _named(names.parse_comma(text), text)
    parts = text.split(",")
    if len(parts) == 3 and _SUFFIX.fullmatch(parts[1].strip()) and parts[2].strip():
        text = f"{parts[0]},{parts[2]},{parts[1]}"
    return _named(names.parse_comma(text), text)


def _named(name: Name, text: str) -> Name:
    if not any(map(str.isalnum, text)):
        raise ValueError(f"no name: {text!r}")
    return name


def _by_initials(text: str) -> Name | None:
    """A name with its initials before or behind it: "A. B. Roe", "van Roe A.B."."""
    if "." not in text:
        return None
    words = text.split()
    if not 1 < len(words) < 6:
        return None
    initials = [word for word in words if _INITIALS.fullmatch(word)]
    family = [word for word in words if word not in initials]
    given = " ".join(initials)
    *particles, last = family or [""]
    if (
        not last[:1].isupper()
        or not given.isupper()
        or given.replace(" ", "") in _STATES
        or any(word not in names.PARTICLES for word in particles)
    ):
        return None
    if words not in ([*initials, *family], [*family, *initials]):
        return None
    return Name(last, given, " ".join(particles))


def encode_person(name: Name) -> str:
    """The name as ``decode_person`` reads it; a comma ends what only looks like a person.

    The years of a life stand behind it, as libraries have them.
    """
    text = names.format_comma(name)
    if name.literal and "," not in text and _by_initials(text):
        text = f"{text},"
    years = names.lived(name) if name.ids else ""
    return f"{text}, {years}" if years else text
