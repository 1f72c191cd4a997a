"""Names as tagged formats hold them: one a line, the family first."""

import re
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
_BARE_INITIALS = lazy(
    r"(?P<family>(?:[^\W\d_]+ )*[^\W\d_]+(?:[-'’][^\W\d_]+)*) (?P<given>[A-Z]{1,3})"
)
"""A family and its initials as MEDLINE has them: "van Roe AB"."""
_NO_INITIALS = frozenset(
    """AB AG ASA AS BV CV DC EU EV GB II III IV KG LLC LLP LTD NV OY PLC SA SE SPA UAE UK UN US
    USA""".split()
)
"""What ends organisations: forms of companies, places, numbers."""
_COMPANY = lazy(r"(?i)(?:Inc|Ltd|LLC|LLP|Corp|PLC|GmbH|Co\. Ltd|Pty Ltd)\.?")
_ENTITY = lazy(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")


def split_people(value: str) -> list[str]:
    """The names that stand in one tag; a line holds no less than one name.

    They are parted by semicolons; by "and" where each has a comma or initials; and by commas
    where initials stand behind every other one ("Doe, J., Roe, R. M.") or within each
    ("Doe J, Roe RM", "J. Doe, R. M. Roe"). HTML's names for letters part nothing.
    """
    if "  " in value:  # the patterns look for the end of a run of blanks from each of them
        value = decode_text(value)
    if "&" in value and ";" in value:
        value = _ENTITY.sub(_letter, value)
    if ";" in value:
        return [part for part in _SEMICOLON.split(value) if part]
    if " and " in value or " & " in value:
        parts = _AND.split(value)
        if all(_WITH_GIVEN.fullmatch(part) or _by_initials(part) for part in parts):
            return [name for part in parts for name in split_people(part)]
    comma = value.find(",")
    if comma > 1 and (value[comma - 1].isupper() or "." in (value[1], value[comma - 1])):
        parts = [part.strip() for part in value.strip(" ,").split(",")]
        if len(parts) > 1 and any(map(_by_initials, parts)) and all(map(_ends_in, parts)):
            return [_BARE_INITIALS.sub(r"\g<family>, \g<given>", part) for part in parts]
    if value.count(",") > 2 and _LIST_OF_INITIALS.fullmatch(value):
        words = [part.strip() for part in value.strip(" ,").split(",")]
        return [f"{words[n]}, {words[n + 1]}" for n in range(0, len(words), 2)]
    return [value]


def _letter(entity: re.Match[str]) -> str:
    import html  # its tables take longer than most runs need them

    return html.unescape(entity[0])


def _ends_in(text: str) -> bool:
    """Whether a text ends in initials, be it a company's form."""
    return bool(_by_initials(text) or _BARE_INITIALS.fullmatch(text))


@lru_cache(MEMO)
def decode_person(value: str) -> Name:
    """``Family, Given, Suffix``; without a comma initials tell the parts.

    What has nothing but a company's form behind the comma ("Google, Inc.") is an
    organisation. A number or years that tell namesakes apart are an identifier.

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
    if len(parts) == 2 and _COMPANY.fullmatch(parts[1].strip()):
        return Name(literal=f"{parts[0].strip()}, {parts[1].strip()}")
    if len(parts) == 3 and _SUFFIX.fullmatch(parts[1].strip()) and parts[2].strip():
        text = f"{parts[0]},{parts[2]},{parts[1]}"
    return _named(names.parse_comma(text), text)


def _named(name: Name, text: str) -> Name:
    if not any(map(str.isalnum, text)):
        raise ValueError(f"no name: {text!r}")
    return name


def _by_initials(text: str) -> Name | None:
    """A name with its initials before or behind it: "A. B. Roe", "van Roe A.B.", "Roe AB"."""
    if "." not in text:
        return _by_bare_initials(text)
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


def _by_bare_initials(text: str) -> Name | None:
    """A name as MEDLINE has it; one family name, so that no "Study Group A" is a person."""
    found = _BARE_INITIALS.fullmatch(text)
    if not found:
        return None
    *particles, last = found["family"].split(" ")
    if found["given"] in _NO_INITIALS and not particles:
        return None
    if last.isupper() or not last[:1].isupper() or not names.PARTICLES.issuperset(particles):
        return None
    return Name(last, found["given"], " ".join(particles))


def encode_person(name: Name) -> str:
    """The name as ``decode_person`` reads it; a comma ends what only looks like a person.

    The years of a life stand behind it, as libraries have them.
    """
    text = names.format_comma(name)
    if name.literal and "," not in text and _by_initials(text):
        text = f"{text},"
    years = names.lived(name) if name.ids else ""
    return f"{text}, {years}" if years else text
