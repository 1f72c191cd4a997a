"""Codecs of Word's bibliography: lists of people, dates and places in parts, languages."""

from collections.abc import Mapping, Sequence

from bibkit import dates, names
from bibkit.codecs.personlines import decode_person
from bibkit.codecs.plaindates import MONTH_NAMES, decode_plain, encode_plain
from bibkit.codecs.ris import decode_serial, split_keywords
from bibkit.codecs.text import (
    Codec,
    PartlyReadError,
    decode_text,
    identifier,
    is_usual_date,
    unwritten,
)
from bibkit.codecs.trees import first_text, parts, text_in
from bibkit.model import Date, Identifier, Json, Name
from bibkit.patterns import lazy

# People


def decode_people(value: Json) -> tuple[Name, ...]:
    """The persons of a ``NameList``, or the bodies of a ``Corporate``.

    Raises:
        ValueError: there is nobody.
    """
    bodies = [part for part in first_text(value, "Corporate").split("; ") if part]
    people = tuple(Name(literal=body) for body in bodies)
    for listed in parts(value, "NameList"):
        people += tuple(name for each in parts(listed, "Person") if (name := _person(each)))
    if not people and (text := text_in(value)):
        people = (decode_person(text),)
    if not people:
        raise ValueError("no name")
    return people


def _person(value: Json) -> Name | None:
    """A person by ``Last``, ``First`` and ``Middle``; the suffix stands behind the family."""
    last = first_text(value, "Last")
    given = " ".join(filter(None, (first_text(value, "First"), first_text(value, "Middle"))))
    if not last:
        return Name(given) if given else None
    family, comma, suffix = last.partition(", ")
    if comma:
        return names.parse_comma(f"{family}, {given}, {suffix}")
    # Who has but a last name of several words is no person: lists have no other place for it.
    return names.parse_comma(f"{last}, {given}" if given else last.rstrip(","))


def encode_people(people: Sequence[Name]) -> Json:
    """A list of persons; organisations by themselves are one ``Corporate``."""
    if all(name.literal for name in people):
        return {"Corporate": "; ".join(name.literal for name in people)}
    return encode_persons(people)


def encode_persons(people: Sequence[Name]) -> Json:
    """A list of persons, which the schema wants for all roles but two."""
    return {"NameList": {"Person": [_parts(name) for name in people]}}


def _parts(name: Name) -> Json:
    family = f"{name.non_dropping_particle} {name.family}".strip() or name.literal
    if name.suffix:
        family = f"{family}, {name.suffix}"
    first, _, middle = f"{name.given} {name.dropping_particle}".strip().partition(" ")
    said = {"Last": family, "First": first, "Middle": middle}
    return {part: text for part, text in said.items() if text}


# Dates and places


def decode_date(year: str, month: str, day: str) -> Date:
    """A date in three fields, each as people write it."""
    year, month, day = map(decode_text, (year, month, day))
    if not month:
        known = decode_plain(year or day)
        if year and day:
            raise PartlyReadError(known, [2], f"a day without its month: {day!r}")
        return known
    if not year:
        return Date(literal=" ".join(filter(None, (day, month))))
    if month.isdecimal():
        numbers = "-".join(part.zfill(2) for part in (year, month, day) if part)
        return dates.parse_words(numbers)
    return dates.parse_words(" ".join(filter(None, (day, month, year))))


def encode_date(date: Date) -> tuple[str, str, str]:
    """Year, month and day; what is none as EDTF, or in its own words, in the year's place."""
    if not dates.is_calendar_date(date) or not 0 < (date.year or 0) < 10_000:
        return encode_plain(date), "", ""
    month = MONTH_NAMES[date.month - 1] if date.month else ""
    return f"{date.year:04d}", month, str(date.day or "")


def decode_place(city: str, state: str, country: str) -> str:
    """A place by its parts."""
    return ", ".join(filter(None, map(decode_text, (city, state, country))))


def encode_place(place: str) -> tuple[str, str, str]:
    """A place, which nobody takes apart."""
    return place, "", ""


# Numbers and languages

_LABELS = lazy(r" ?(?=\b(?:ISBN|ISSN|DOI|LCCN)\b)| ?[;,] ?")
_LABEL = lazy(r"(ISBN|ISSN|DOI|LCCN)\b[-: ]*(?:1[03]:? (?=[0-9]))?", 2)


def split_numbers(value: str) -> list[str]:
    """The numbers of one field, behind their labels: ``ISBN: ... ISSN: ...``."""
    text = decode_text(value.replace("\r", ";"))  # single blanks: the pattern looks for runs
    return [part for part in _LABELS.split(text) if part.strip()]


def decode_standard(value: str) -> Identifier:
    """An ISBN, an ISSN, or what its label says."""
    text = decode_text(value)
    label = _LABEL.match(text)
    rest = text[label.end() :] if label else text
    if label and label[1].upper() in ("DOI", "LCCN"):
        return identifier(label[1].lower(), rest)
    return decode_serial(rest)


def decode_lcid(value: str) -> str:
    """A language by the number that Windows has for it."""
    text = decode_text(value)
    return LANGUAGES.get(text, text)


def decode_language(number: str, words: str) -> str:
    """A language by its number, or as a comment says it."""
    return decode_lcid(number) if number else decode_text(words).removeprefix("Language: ")


def encode_language(language: str) -> tuple[str, str]:
    """The number of a language that has one; of others a comment."""
    number = _NUMBERS.get(language)
    return (number, "") if number else ("", f"Language: {language}")


LANGUAGES: Mapping[str, str] = {
    "1025": "ar", "1026": "bg", "1027": "ca", "2052": "zh-CN", "1028": "zh-TW", "1029": "cs",
    "1030": "da", "1031": "de", "1032": "el", "1033": "en-US", "2057": "en-GB", "3082": "es",
    "1035": "fi", "1036": "fr", "1037": "he", "1038": "hu", "1039": "is", "1040": "it",
    "1041": "ja", "1042": "ko", "1043": "nl", "1045": "pl", "1046": "pt-BR", "2070": "pt-PT",
    "1048": "ro", "1049": "ru", "1050": "hr", "1051": "sk", "1053": "sv", "1055": "tr",
    "1058": "uk", "1060": "sl", "1061": "et", "1062": "lv", "1063": "lt",
}  # fmt: skip
"""https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-lcid"""
_NUMBERS = {language: number for number, language in LANGUAGES.items()}

_KEYWORDS = lazy(r" ?[;,] ?")


def decode_keyword(value: str) -> str:
    """One keyword."""
    return decode_text(value)


def _split_words(value: str) -> list[str]:
    """Keywords parted by semicolons, else by commas, as JabRef writes them."""
    found = split_keywords(value)
    if len(found) > 1:
        return found
    return [part for part in _KEYWORDS.split(decode_text(value)) if part]


CODECS: Mapping[str, Codec] = {
    "people": Codec(("names",), decode_people, encode_people),
    "persons": Codec(("names",), decode_people, encode_persons),
    "date": Codec(("date",), decode_date, encode_date, exact=is_usual_date),
    "place": Codec(("text",), decode_place, encode_place),
    "standard": Codec(("ids",), decode_standard, unwritten, each=True, split=split_numbers),
    "lcid": Codec(("text",), decode_lcid, unwritten),
    "language": Codec(("text",), decode_language, encode_language),
    "keywords": Codec(("texts",), decode_keyword, unwritten, each=True, split=_split_words),
}
"""Codecs by the word that rows give them, behind ``word.``."""
