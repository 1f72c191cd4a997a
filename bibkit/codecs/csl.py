"""Codecs of CSL-JSON: names, dates, keywords, and the members of ``custom``."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

from bibkit import dates, formulas, identifiers
from bibkit.codecs.extra import decode_extra, encode_extra
from bibkit.codecs.markdown import decode_markdown, decode_markdown_prose, encode_markdown
from bibkit.codecs.text import (
    MEMO,
    Codec,
    always,
    decode_count,
    decode_flag,
    decode_text,
    decode_texts,
    is_line,
)
from bibkit.memos import remember
from bibkit.model import Date, Json, Name, Profile, Source, replace
from bibkit.patterns import lazy


def _without_ids(people: Sequence[Name]) -> bool:
    return not any(map(_IDS, people))


_IDS = attrgetter("ids")


def decode_csl_name(value: Json) -> Name:
    """One name object; a bare string is a literal name."""
    if isinstance(value, str):
        return Name(literal=value)
    if not isinstance(value, dict):
        raise ValueError(f"not a name: {value!r}")
    if not all(part.__class__ is str for part in value.values()):
        return _person(value)
    members = tuple(value.items())
    return _known.get(members) or remember(_known, members, _person(value), MEMO)


_known: dict[tuple[tuple[str, Json], ...], Name] = {}
"""Names by the members of their objects, where all are texts."""


def _person(value: Mapping[str, Json]) -> Name:
    parts = {key.replace("-", "_"): value[key] for key in _NAME_PARTS if value.get(key)}
    if "literal" in parts:
        parts = {"literal": parts["literal"]}
    elif not parts and value.get("name"):
        parts = {"literal": value["name"]}
    orcid = value.get("ORCID") or value.get("orcid")
    ids = (identifiers.parse("orcid", str(orcid)),) if orcid else ()
    return Name(**{key: decode_text(part) for key, part in parts.items()}, ids=ids)


_NAME_PARTS = (
    "family", "given", "non-dropping-particle", "dropping-particle", "suffix", "literal",
)  # fmt: skip


@lru_cache(MEMO)
def encode_csl_name(name: Name) -> dict[str, Json]:
    """A name object with the parts that are there; names recur and share theirs."""
    parts = ((key, getattr(name, key.replace("-", "_"))) for key in _NAME_PARTS)
    return {key: part for key, part in parts if part}


_NOBODY = Name()


def decode_csl_names(value: Json) -> tuple[Name, ...]:
    """A list of name objects."""
    people = value if isinstance(value, list) else [value]
    found = [decode_csl_name(person) for person in people if person]
    return tuple([name for name in found if name.family or name != _NOBODY])


def encode_csl_names(people: Sequence[Name]) -> list[Json]:
    """A list of name objects."""
    return list(map(encode_csl_name, people))


encode_csl_date = lru_cache(MEMO)(dates.format_csl)
"""``dates.format_csl``, remembering; equal dates share their object."""


def decode_csl_date(value: Json) -> Date:
    """A date of CSL-JSON, or of pandoc's older YAML: ``{year, month}``, two for a range.

    Where it is neither, what careless programs write is tried: parts that are no list of
    lists, a text among them, a time stamp.
    """
    try:
        if isinstance(value, dict) and len(value) == 1 and "date-parts" in value:
            return dates.parse_csl(value)  # what nearly all are
        if isinstance(value, list) and len(value) in (1, 2) and all(map(_is_dated, value)):
            start, *end = map(_of_words, value)
            return replace(start, end=end[0]) if end else start
        return _of_words(value) if _is_dated(value) else dates.parse_csl(value)
    except ValueError:
        careless = _careless(value)
        if careless is None:
            raise
        return careless


_DATE_WORDS = frozenset({"year", "literal", "raw"})


def _is_dated(value: Json) -> bool:
    return isinstance(value, dict) and not _DATE_WORDS.isdisjoint(value)


def _of_words(value: Json) -> Date:
    if not isinstance(value, dict) or "date-parts" in value or "year" not in value:
        return dates.parse_csl(value)
    parts = [value[word] for word in ("year", "month", "day") if value.get(word)]
    return dates.parse_csl({**value, "date-parts": [parts]})


def _careless(value: Json) -> Date | None:
    """The date of parts that stand elsewhere than they should, or are words."""
    parts = value.get("date-parts") if isinstance(value, dict) else value
    while isinstance(parts, list) and len(parts) == 1:
        parts = parts[0]
    if isinstance(parts, list) and 1 < len(parts) < 4 and _NUMBER.fullmatch(str(parts[0])):
        if all(_NUMBER.fullmatch(str(part)) for part in parts):
            return dates.parse_csl({"date-parts": [parts]})
        parts = " ".join(map(str, reversed(parts)))
    if parts is None and isinstance(value, dict):
        parts = value.get("date-time")
    if not isinstance(parts, str):
        return None
    found = dates.parse_words(parts)
    return None if found.literal else found


_NUMBER = lazy(r"[0-9]{1,4}")


def encode_plain_date(date: Date) -> Json:
    """A date as pandoc writes it: EDTF where CSL's years mean the same, else an object."""
    plain = date.year is not None and date.year > 0 and not date.literal
    return dates.format_edtf(date) if plain else encode_csl_date(date)


def decode_csl_title(title: Json, tex: Json = "") -> str:
    """A title; its TeX, for as long as the title says the same."""
    text = decode_text(title)
    if not tex:
        return text
    source = decode_text(tex)
    return source if decode_text(formulas.shown(source)) == text else text


def encode_csl_title(title: str) -> tuple[str, str]:
    """A title with its simple formulas as Unicode and markup, and its TeX if it has some."""
    text = formulas.shown(title)
    return text, title if text != title else ""


def decode_csl_keywords(value: Json) -> tuple[str, ...]:
    """One string, parted by ``;`` where one stands, else by ``,``; or a list."""
    if isinstance(value, list):
        return tuple(map(decode_text, value))
    text = decode_text(value)
    parts = text.split(";" if ";" in text else ",")
    return tuple(filter(None, map(str.strip, parts)))


def _are_plain(keywords: Sequence[str]) -> bool:
    return all(map(_is_plain, keywords))


@lru_cache(MEMO)
def _is_plain(word: str) -> bool:
    return word.isascii() and word.isprintable() and _PLAIN.fullmatch(word) is not None


_PLAIN = lazy(r"[^;, ]++(?: [^;, ]++)*+")


def encode_csl_keywords(keywords: Sequence[str]) -> str:
    """One string: commas part keywords that hold none, semicolons end others."""
    text = ", ".join(keywords)
    if text.count(",") < len(keywords):
        return text
    return "; ".join(keywords) + (";" if len(keywords) == 1 else "")


def decode_sources(value: Json) -> tuple[Source, ...]:
    """The sources that an earlier run wrote."""
    if not isinstance(value, list):
        raise ValueError(f"not a list of sources: {value!r}")
    return tuple(map(_decode_source, value))


def _decode_source(value: Json) -> Source:
    try:
        values: dict[str, Any] = dict(value)  # type: ignore[arg-type]
        profile = values.pop("profile", None)
        return Source(**values, profile=Profile(**profile) if profile else None)
    except TypeError as error:
        raise ValueError(f"not a source: {value!r}") from error


def encode_sources(sources: Sequence[Source]) -> list[Json]:
    """Sources as objects without their empty members.

    One file that is nobody's is where any citation comes from: that is not worth saying.
    """
    if len(sources) == 1 and sources[0].format != "profile" and not sources[0].profile:
        return []
    return [_encode_source(source) for source in sources]


def _encode_source(source: Source) -> dict[str, Json]:
    found: dict[str, Json] = {
        member: value
        for member in ("path", "line", "format", "key")
        if (value := getattr(source, member))
    }
    return {**found, "profile": _encode_profile(source.profile)} if source.profile else found


@lru_cache(100)
def _encode_profile(profile: Profile) -> dict[str, Json]:
    return {name: value for name, value in profile.as_dict().items() if value not in (None, "")}


def _same(value: Any) -> Any:
    return value


CODECS: Mapping[str, Codec] = {
    "names": Codec(("names",), decode_csl_names, encode_csl_names, exact=_without_ids),
    "date": Codec(("date",), decode_csl_date, encode_csl_date, exact=always),
    "plain_date": Codec(("date",), decode_csl_date, encode_plain_date),
    "markdown": Codec(("text",), decode_markdown, encode_markdown),
    "markdown_prose": Codec(("text",), decode_markdown_prose, encode_markdown),
    "title": Codec(("text",), decode_csl_title, encode_csl_title, exact=is_line),
    "keywords": Codec(("texts",), decode_csl_keywords, encode_csl_keywords, exact=_are_plain),
    "count": Codec(("count",), decode_count, _same),
    "flag": Codec(("flag",), decode_flag, _same),
    "texts": Codec(("texts",), decode_texts, list),
    "sources": Codec(("sources",), decode_sources, encode_sources, exact=always),
    "extra": Codec(("extra",), decode_extra, encode_extra, exact=always),
}
"""Codecs by the word that rows give them, behind ``csl.``."""
