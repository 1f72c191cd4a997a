"""Codecs of Zotero's items: people, dates, tags, the text of Extra."""

from collections.abc import Mapping, Sequence

from bibkit import dates
from bibkit.codecs.plaindates import encode_plain
from bibkit.codecs.text import (
    Codec,
    are_usual_names,
    decode_prose,
    decode_text,
    is_usual_date,
)
from bibkit.codecs.zotero_extra import take_lines
from bibkit.model import Date, Json, Name
from bibkit.names import PARTICLES
from bibkit.patterns import lazy

_SUFFIX = lazy(r"(.*?),\s+((?:[JS]r|Esq|Ph\.? ?D|M\.? ?D)\.?|[IVX]{1,5})\s*")


def decode_creator(value: Json) -> Name:
    """A creator; particles stand before the family name, or behind the given one."""
    if not isinstance(value, dict):
        raise ValueError(f"not a creator: {value!r}")
    if name := value.get("name"):
        return Name(literal=decode_text(name))
    family, given = (decode_text(value.get(part, "")) for part in ("lastName", "firstName"))
    suffix = ""
    if found := _SUFFIX.fullmatch(given):
        given, suffix = found[1], found[2]
    particle, family = _split_particle(family)
    words = given.split(" ")
    kept = len(words)
    while kept > 1 and words[kept - 1] in PARTICLES:
        kept -= 1
    return Name(family, " ".join(words[:kept]), particle, " ".join(words[kept:]), suffix)


def _split_particle(family: str) -> tuple[str, str]:
    """The words in lower case before a family name, and the name."""
    words = family.split(" ")
    first = 0
    while first < len(words) - 1 and words[first][:1].islower():
        first += 1
    particle, rest = " ".join(words[:first]), " ".join(words[first:])
    if not particle and (glued := _GLUED.fullmatch(rest)):
        return glued[1], glued[2]
    return particle, rest


_GLUED = lazy(r"((?:d|l)['’])(\w.*)")


def encode_creator(name: Name) -> dict[str, Json]:
    """A creator as Zotero has it: in two fields, or in one for what nobody may split."""
    if name.literal:
        return {"name": name.literal}
    particle = name.non_dropping_particle
    glue = "" if not particle or particle.endswith(("'", "’", "-")) else " "
    given = " ".join(filter(None, (name.given, name.dropping_particle)))
    if name.suffix:
        given = f"{given}, {name.suffix}"
    return {"lastName": f"{particle}{glue}{name.family}", "firstName": given}


def decode_creators(value: Json) -> tuple[Name, ...]:
    """A list of creators."""
    people = value if isinstance(value, list) else [value]
    found = [decode_creator(person) for person in people]
    return tuple(name for name in found if name != Name())


def encode_creators(people: Sequence[Name]) -> list[Json]:
    """A list of creators."""
    return [encode_creator(name) for name in people]


def come_back(people: Sequence[Name]) -> bool:
    """Whether people are read back with the same letters, wherever a particle is put then."""
    return are_usual_names(people) or all(
        not name.ids and str(decode_creator(encode_creator(name))) == str(name)
        for name in people
    )


def decode_date(value: Json) -> Date:
    """A date as people type it into Zotero; EDTF first."""
    text = decode_text(value)
    try:
        return dates.parse_edtf(text)
    except ValueError:
        return dates.parse_words(text)


def decode_tags(value: Json) -> tuple[str, ...]:
    """A list of tags, as objects or as texts."""
    tags = value if isinstance(value, list) else [value]
    found = (tag.get("tag", "") if isinstance(tag, dict) else tag for tag in tags)
    return tuple(filter(None, map(decode_text, found)))


def encode_tags(keywords: Sequence[str]) -> list[Json]:
    """Tags that a person gave: of type 0, which need not be said."""
    return [{"tag": keyword} for keyword in keywords]


def decode_note(value: Json) -> str:
    """The text of Extra that no line of facts is."""
    return take_lines(decode_prose(value)).note


def encode_note(note: str) -> str:
    """The same text."""
    return note


CODECS: Mapping[str, Codec] = {
    "people": Codec(("names",), decode_creators, encode_creators, exact=come_back),
    "date": Codec(("date",), decode_date, encode_plain, exact=is_usual_date),
    "tags": Codec(("texts",), decode_tags, encode_tags),
    "note": Codec(("text",), decode_note, encode_note),
}
"""Codecs by the word that rows give them, behind ``zotero.``."""
