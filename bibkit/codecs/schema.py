"""Codecs of schema.org: people, organisations, keywords.

https://schema.org/CreativeWork
"""

from collections.abc import Mapping

from bibkit import identifiers, names
from bibkit.codecs.text import Codec, decode_prose, decode_text
from bibkit.codecs.trees import parts
from bibkit.model import Identifier, Json, Name, replace
from bibkit.patterns import lazy

_ORCID = lazy(r"orcid\.org/|^(?:[0-9]{4}-){3}[0-9]{3}[0-9Xx]$")


def _first(value: Json, *tags: str) -> str:
    """The first text of these members; of an object its ``value`` or ``name``."""
    for tag in tags:
        for part in parts(value, tag):
            found = _first(part, "@value", "value", "name") if isinstance(part, dict) else part
            if isinstance(found, str | int) and str(found).strip():
                return decode_text(found)
    return ""


def decode_person(value: Json) -> Name:
    """A ``Person`` by parts or as it is shown, an ``Organization``, or a text."""
    if not isinstance(value, dict):
        text = decode_text(value)
        found = _shown(text)
        if not str(found):
            raise ValueError("no name")
        return found
    family, given = _first(value, "familyName"), _first(value, "givenName")
    shown = _first(value, "name", "alternateName")
    kinds = [str(kind).rpartition("/")[2] for kind in parts(value, "@type")]
    if kinds and "Person" not in kinds and shown:
        name = Name(literal=shown)
    elif family and given:
        suffix = _first(value, "honorificSuffix")
        name = replace(names.parse_comma(f"{family}, {given}"), suffix=suffix)
    elif shown and not family:
        name = _shown(shown)
    else:
        name = Name(family=family or given)
    if not str(name):
        raise ValueError(f"no name: {value!r}")
    texts = [_first(value, tag) for tag in ("@id", "identifier", "sameAs", "url")]
    orcid = next((text for text in texts if _ORCID.search(text)), "")
    return replace(name, ids=(identifiers.parse("orcid", orcid),)) if orcid else name


_NO_GIVEN = lazy(r"[^,]*,\s*(?:(?:Inc|Ltd|LLC|LLP|Co|Corp|PLC|GmbH|AG|SA|USA|UK)\b|.*&).*")


def _shown(text: str) -> Name:
    if "," not in text:
        return names.parse_shown(text)
    return Name(literal=text) if _NO_GIVEN.fullmatch(text) else names.parse_comma(text)


def encode_person(name: Name) -> Json:
    """A ``Person`` as it is shown and by parts, or an ``Organization``."""
    orcid = next((each.value for each in name.ids if each.scheme == "orcid"), "")
    found: dict[str, Json] = {"@type": "Organization" if name.literal else "Person"}
    if orcid:
        found["@id"] = identifiers.url(Identifier("orcid", orcid))
    found["name"] = str(name)
    if not name.literal:
        family = f"{name.non_dropping_particle} {name.family}".strip()
        members = {
            "givenName": name.given,
            "familyName": family,
            "honorificSuffix": name.suffix,
        }
        found.update({tag: text for tag, text in members.items() if text})
    return found


def decode_named(value: Json) -> str:
    """A text, or the name of the thing that stands for it."""
    return _first({"it": value}, "it")


def decode_long(value: Json) -> str:
    """A text with its paragraphs."""
    return decode_prose(value if isinstance(value, str) else decode_named(value))


_WORD_END = lazy(r"\s*;\s*")


def split_words(value: str) -> list[str]:
    """Keywords parted by semicolons, else by commas."""
    parted = _WORD_END.split(value) if ";" in value else value.split(",")
    return [word.strip() for word in parted if word.strip()]


def encode_word(word: str) -> str:
    """A keyword; a semicolon keeps its commas."""
    return f"{word};" if "," in word and ";" not in word else word


CODECS: Mapping[str, Codec] = {
    "person": Codec(("names",), decode_person, encode_person, each=True),
    "named": Codec(("text",), decode_named, lambda text: text),
    "long": Codec(("text",), decode_long, lambda text: text),
    "keyword": Codec(("texts",), decode_named, encode_word, each=True, split=split_words),
}
"""Codecs by the word that rows give them, behind ``schema.``."""
