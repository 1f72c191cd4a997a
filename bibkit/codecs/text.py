"""What a codec is, and those that most formats use: text, numbers, flags, identifiers."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple

from bibkit import identifiers, pages
from bibkit.dates.edtf import is_calendar_date
from bibkit.model import Date, Identifier, Json, Name
from bibkit.patterns import lazy

MEMO = 20_000
"""Names, dates and journals recur: that many decoded values are remembered, no more."""


class Codec(NamedTuple):
    """A pair of functions, and the kinds of values (``model.VARIABLES``) that it makes.

    A codec that works ``each`` takes one field of a repeating tag at a time. ``exact`` says of
    which values it is certain (and tested) that they come back, so that nothing need be
    compared after writing. ``split`` takes apart what some write into one field of a tag that
    repeats. ``ascii`` is an ``encode`` that writes nothing beyond ASCII. ``doubts`` says what
    of a decoded value stays as written; it is asked only where a field has a backslash.
    """

    makes: tuple[str, ...]
    decode: Callable[..., Any]
    encode: Callable[..., Any]
    each: bool = False
    exact: Callable[..., bool] = lambda *_: False
    split: Callable[[str], list[str]] | None = None
    ascii: Callable[..., Any] | None = None
    doubts: Callable[[str, Any], str] | None = None

    def in_ascii(self) -> "Codec":
        """The codec that writes ASCII, where there is one; nothing is certain of that."""
        if self.ascii is None:
            return self
        return self._replace(encode=self.ascii, exact=lambda *_: False)


class PartlyReadError(ValueError):
    """Some columns cannot be read: the value of the others, and the numbers of those left."""

    def __init__(self, value: Any, left: Sequence[int], why: str) -> None:
        super().__init__(why)
        self.value = value
        self.left = left


def always(*_: object) -> bool:
    """Every value comes back."""
    return True


def unwritten(*_: object) -> str:
    """The encoder of a row that is only read: another writes its values, or nothing does."""
    raise NotImplementedError("a row that is only read")


def is_line(text: str) -> bool:
    """Whether ``text`` is one line whose blanks are single and inside of it."""
    if text.isprintable():  # no separator but the blank
        return "  " not in text and text[:1] != " " != text[-1:]
    return _ONE_LINE.fullmatch(text) is not None


def decode_text(value: Json) -> str:
    """Text on one line; numbers as their digits."""
    text = value if isinstance(value, str) else text_of(value)
    return text if is_line(text) else " ".join(text.split())


def are_usual_names(people: Sequence[Name], *_: object) -> bool:
    """Whether there are people, each of a plain family and given name in ASCII."""
    for name in people:
        if name.ids or name.suffix or name.non_dropping_particle or name.dropping_particle:
            return False
        if not (_USUAL_FAMILY.fullmatch(name.family) and _USUAL_GIVEN.fullmatch(name.given)):
            return False
    return bool(people)


_USUAL_FAMILY = lazy(r"[A-Z][a-z]++(?:-[A-Z][a-z]++)*+")
_USUAL_GIVEN = lazy(r"(?!.*\b[JS]r\b)[A-Z][a-z]*+\.?(?:[ -][A-Z][a-z]*+\.?)*+")


def is_usual_date(date: Date) -> bool:
    """Whether ``date`` is a year, a month or a day of our calendar, and certain."""
    return is_calendar_date(date) and 999 < (date.year or 0) < 10_000


def are_lines(texts: Sequence[str]) -> bool:
    """Whether each text is one line."""
    return all(map(is_line, texts))


def is_stripped(text: str) -> bool:
    """Whether ``text`` is one line without blanks at its ends."""
    return "\n" not in text and text == text.strip()


def is_usual_page(text: str) -> bool:
    """Whether ``text`` is a page or a range of pages, in digits."""
    first, _, last = text.partition("-")
    return first.isdecimal() and (last.isdecimal() or not last)


def _is_plain_page(text: str) -> bool:
    return text.isascii() and is_usual_page(text)


_ONE_LINE = lazy(r"(?:[^\s]++(?: (?=[^\s]))?)*+")


def encode_text(text: str) -> str:
    """The same text."""
    return text


def decode_prose(value: Json) -> str:
    """Text with its paragraphs: blanks at line ends go, line breaks stay."""
    if isinstance(value, str) and "\n" not in value:
        return value.strip()
    return "\n".join(line.rstrip() for line in text_of(value).strip().split("\n"))


def text_of(value: Json) -> str:
    """A text as it is, a number as its digits; ``ValueError`` for what is neither."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"not a text: {value!r}")
    return str(value)


def decode_count(value: Json) -> int:
    """A whole number, ``"1,234"`` too."""
    text = text_of(value).replace(",", "").strip()
    if not text.isdecimal():
        raise ValueError(f"not a number: {value!r}")
    return int(text)


def decode_flag(value: Json) -> bool:
    """``true``, as JSON writes it or as a word."""
    if value is True or (
        isinstance(value, str) and value.strip().casefold() in ("true", "yes")
    ):
        return True
    raise ValueError(f"not true: {value!r}")


@cache
def identifier_codec(scheme: str) -> Codec:
    """The codec of one scheme's identifiers: one field an identifier."""

    def decode(value: Json) -> Identifier:
        return identifier(scheme, text_of(value))

    def encode(found: Identifier) -> str:
        return found.value

    several = partial(identifiers.split, scheme) if scheme in identifiers.CHECKED else None
    return Codec(("ids",), decode, encode, each=True, exact=are_normal, split=several)


identifier = lru_cache(MEMO)(identifiers.parse)
"""``identifiers.parse``, remembering."""


def are_normal(found: Sequence[Identifier]) -> bool:
    """Whether each identifier is written in the form that it is read as."""
    try:
        for each in found:
            known = identifier(each.scheme, each.value)
            if known is not each and known != each:
                return False
    except ValueError:
        return False
    return True


def decode_page(value: Json) -> str:
    """Pages in canonical form."""
    return pages.normalize(decode_text(value))


def decode_texts(value: Json) -> tuple[str, ...]:
    """A list of texts."""
    return tuple(map(decode_text, value if isinstance(value, list) else [value]))


def _each_text(value: Json) -> str:
    return decode_text(value)


CODECS: Mapping[str, Codec] = {
    "text": Codec(("text",), decode_text, encode_text, exact=is_line),
    "prose": Codec(("text",), decode_prose, encode_text, exact=is_stripped),
    "texts": Codec(("texts",), _each_text, encode_text, each=True, exact=are_lines),
    "count": Codec(("count",), decode_count, str),
    "flag": Codec(("flag",), decode_flag, lambda _: "true"),
    "page": Codec(("text",), decode_page, encode_text, exact=is_usual_page),
    "pages": Codec(("text",), pages.join, pages.first_last, exact=_is_plain_page),
}
"""Codecs by the word that rows give them."""
