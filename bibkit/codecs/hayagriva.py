"""Codecs of Hayagriva: people, titles, and values that Typst refuses in another form.

https://github.com/typst/hayagriva/blob/main/docs/file-format.md. What Typst would refuse (a
range of dates, pages in Roman digits) stands in a member of bibkit's own, which it ignores.
"""

from collections.abc import Mapping

from bibkit import dates, formulas, names
from bibkit.codecs.personlines import encode_person
from bibkit.codecs.text import Codec, decode_prose, decode_text
from bibkit.model import Date, Json, Name
from bibkit.patterns import lazy

# Texts: "$" opens a formula, braces keep capitals, "\" takes the next sign as it is.

_SIGNS = lazy(r"[\\{}$]")
_ESCAPED = lazy(r"\\([\\{}$])")
_BRACES = lazy(r"(?<!\\)[{}]")
_MARKUP = lazy(r"</?(?:i|b|sup|sub|span)(?:\s[^>]*+)?>")


def decode_formatted(value: Json) -> str:
    """A text without what only Typst reads in it."""
    return _ESCAPED.sub(r"\1", _BRACES.sub("", decode_prose(value)))


def encode_formatted(text: str) -> str:
    """The text as Typst shows it letter by letter."""
    return _SIGNS.sub(r"\\\g<0>", text)


def _shown(text: str) -> str:
    return _MARKUP.sub("", formulas.shown(text))


def decode_title(
    title: Json, value: Json, short: Json, whole: Json, whole_short: Json
) -> tuple[str, str]:
    """A title and its short form; with markup and TeX for as long as they say the same."""
    return (
        _whole(decode_formatted(title or value), whole),
        _whole(decode_formatted(short), whole_short),
    )


def _whole(text: str, marked: Json) -> str:
    text = decode_text(text)
    source = decode_text(marked)
    return source if source and decode_text(_shown(source)) == text else text


def encode_title(title: str, short: str) -> tuple[str, str, str, str, str]:
    """``title``, or ``value`` and ``short``; what Typst does not show of them beside."""
    shown, shown_short = _shown(title), _shown(short)
    plain, value = encode_formatted(shown), ""
    if short:
        plain, value = "", plain or " "
    return (
        plain,
        value,
        encode_formatted(shown_short),
        title if title != shown else "",
        short if short != shown_short else "",
    )


# People


def decode_person(value: Json) -> Name:
    """``von der Leyen, Ursula``, or its parts; without a comma nobody's to take apart."""
    if not isinstance(value, dict):
        text = decode_text(value)
        if "," in text:
            return names.parse_comma(text)
        if not text:
            raise ValueError("no name")
        return Name(literal=text) if " " in text else Name(family=text)
    parts = {name: decode_text(part) for name, part in value.items() if part}
    family, given = parts.get("name", ""), parts.get("given-name", "")
    if not family:
        raise ValueError(f"no name: {value!r}")
    if not given and parts.keys() <= {"name", "alias"}:
        return Name(literal=family)
    return Name(
        family=family,
        given=given,
        non_dropping_particle=parts.get("prefix", ""),
        dropping_particle=parts.get("dropping-prefix", ""),
        suffix=parts.get("suffix", ""),
    )


def encode_name(name: Name) -> Json:
    """A string where it says the same, else the parts."""
    bare = name if not name.ids else Name(**{part: getattr(name, part) for part in _PARTS})
    text = encode_person(bare)
    commas = text.count(",")  # Typst takes two, one where there is no suffix
    if decode_person(text) == bare and commas <= (0 if name.literal else 2):
        return text
    if name.literal:
        return {"name": name.literal}
    parts = {
        "name": name.family,
        "given-name": name.given,
        "prefix": name.non_dropping_particle,
        "dropping-prefix": name.dropping_particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text or part == "given-name"}


_PARTS = (
    "family", "given", "non_dropping_particle", "dropping_particle", "suffix", "literal",
)  # fmt: skip


# Dates, addresses, languages, numbers

_ISO = lazy(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_ADDRESS = lazy(r"[a-z][a-z0-9+.-]*://[^\s/?#\[\]@:]+(?::[0-9]{1,5})?(?:[/?#]\S*)?")
_LANGUAGE = lazy(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
_NUMBER = lazy(r"[0-9]{1,9}")


def decode_date(date: Json, whole: Json) -> Date:
    """A date in EDTF or words; the one that holds all of it."""
    text = decode_text(whole or date)
    try:
        return dates.parse_edtf(text)
    except ValueError:
        return dates.parse_words(text)


def encode_date(date: Date) -> tuple[str, str]:
    """The date where ISO 8601 can say it, else its year and the whole."""
    text = date.literal or dates.format_edtf(date)
    if _ISO.fullmatch(text):
        return text, ""
    year = date.year
    known = year is not None and 0 < year < 10_000 and not date.unspecified
    return f"{year:04d}" if known else "", text


def decode_url(
    value: Json, day: Json, plain: Json, link: Json, whole: Json
) -> tuple[str, Date | None]:
    """An address and the day it was looked at."""
    seen = decode_date(day, whole) if day or whole else None
    return decode_text(value or plain or link), seen


def encode_url(url: str, accessed: Date | None) -> tuple[str, str, str, str, str]:
    """``value`` and ``date``, or the address alone; what Typst takes for none apart."""
    day, rest = encode_date(accessed) if accessed else ("", "")
    if not _ADDRESS.fullmatch(url):
        return "", "", "", url, rest or day
    return (url, day, "", "", rest) if day else ("", "", url, "", rest)


def decode_either(native: Json, other: Json) -> str:
    """A value, in whichever member it stands."""
    return decode_text(native or other)


def encode_language(language: str) -> tuple[str, str]:
    """A language's tag, or its name."""
    return (language, "") if _LANGUAGE.fullmatch(language) else ("", language)


def encode_number(text: str) -> tuple[str, str]:
    """A whole number, or what else stands for one."""
    return (text, "") if _NUMBER.fullmatch(text) else ("", text)


CODECS: Mapping[str, Codec] = {
    "text": Codec(
        ("text",), lambda value: decode_text(decode_formatted(value)), encode_formatted
    ),
    "prose": Codec(("text",), decode_formatted, encode_formatted),
    "title": Codec(("text", "text"), decode_title, encode_title),
    "person": Codec(("names",), decode_person, encode_name, each=True),
    "date": Codec(("date",), decode_date, encode_date),
    "url": Codec(("text", "date"), decode_url, encode_url),
    "language": Codec(("text",), decode_either, encode_language),
    "number": Codec(("text",), decode_either, encode_number),
}
"""Codecs by the word that rows give them, behind ``hayagriva.``."""
