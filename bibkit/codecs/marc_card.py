"""The parts of a field of MARC as a card shows them: texts without its marks, and dates."""

from collections.abc import Iterator

from bibkit import dates
from bibkit.codecs.text import decode_text
from bibkit.model import Date, Json
from bibkit.patterns import lazy

_MARKS = " /:;,="
_KEPT_STOP = lazy(
    r"(?:\.\.\.|(?:^|[\s.-])[A-Z]\.|\b(?:etc|Inc|Co|Ltd|Jr|Sr|Dr|St|ca|U\.S\.A?)\.)$"
)
YEAR = lazy(r"(?<![0-9])(?:1[0-9]|20)[0-9]{2}(?![0-9])")


def texts(value: Json, codes: str) -> Iterator[tuple[str, str]]:
    """The parts of these codes in the order that they stand in."""
    if isinstance(value, dict):
        for code, found in value.items():
            if code in codes and code[:1] != "@":
                for each in found if isinstance(found, list) else [found]:
                    yield code, str(each)


def plain(text: str) -> str:
    """A text without the marks of a card around it, its brackets or its full stop."""
    text = decode_text(text).strip(_MARKS)
    if text[:1] + text[-1:] in ("[]", "()") and text.count(text[0]) == 1:
        text = text[1:-1].strip(_MARKS)
    return (
        text[:-1].rstrip(_MARKS) if text.endswith(".") and not _KEPT_STOP.search(text) else text
    )


def first(value: Json, codes: str) -> str:
    """The first part of these codes."""
    return next((plain(text) for _, text in texts(value, codes)), "")


def needed(text: str) -> str:
    """A text that is not empty.

    Raises:
        ValueError: it is.
    """
    if not text:
        raise ValueError("no text in the parts that count")
    return text


def code_of(value: Json) -> str:
    """The code of a publisher: ``$b``, or UNIMARC's ``$c`` where a date is ``$d``."""
    return "c" if isinstance(value, dict) and "d" in value and "b" not in value else "b"


def joined(value: Json, code: str) -> str:
    """All parts of a code."""
    return "; ".join(filter(None, (plain(text) for _, text in texts(value, code))))


def first_date(*columns: Json) -> Date | None:
    """The first date said: ``[1957?]``, ``c1987``, ``1994-``; of other words the year."""
    for column in columns:
        if isinstance(column, dict):
            code = "d" if code_of(column) == "c" else "c"
            said = next((text for _, text in texts(column, code)), "")
        else:
            said = str(column)
        if found := date_of(said):
            return found
    return None


def date_of(said: str) -> Date | None:
    """The date that is said; of other words the year."""
    text = decode_text(said).strip(" .,;:")
    for each in (text, text.strip("[]")):
        date = dates.parse_words(each) if each else None
        if date and date.year:
            return date
    year = YEAR.search(text)
    return Date(int(year[0])) if year else None
