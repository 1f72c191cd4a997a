"""Codecs of EndNote: text with returns, a date in two fields."""

from collections.abc import Mapping

from bibkit import dates, names
from bibkit.codecs.personlines import decode_person, encode_person, split_people
from bibkit.codecs.plaindates import MONTH_NAMES, decode_plain, encode_plain
from bibkit.codecs.ris import decode_note
from bibkit.codecs.text import (
    Codec,
    are_usual_names,
    decode_prose,
    decode_text,
    is_line,
    is_usual_date,
    unwritten,
)
from bibkit.model import Date, Identifier, Name


def decode_lines(value: str) -> str:
    """Text whose paragraphs end with a return (``&#xD;``); the file's own do not count."""
    lines = value.split("\r")
    return decode_prose("\n".join(" ".join(line.split()) for line in lines))


def encode_lines(text: str) -> str:
    """Text whose lines end with a return, behind which others see a blank."""
    return text.replace("\n", "\r ")


def decode_endnote_date(year: str, date: str) -> Date:
    """A year, and the day or month that may stand without one."""
    year, date = decode_text(year), decode_text(date)
    if not year.isdecimal():
        return decode_plain(year or date)
    if not date:
        return decode_plain(year)
    found = decode_plain(date, int(year))
    return found if found.year == int(year) else decode_plain(year)


def encode_endnote_date(date: Date) -> tuple[str, str]:
    """The year, and the day as EndNote's styles show it ("May 12"); else the date as EDTF."""
    if date.open_start or date.year is None or not 0 < date.year < 10_000:
        return encode_plain(date), ""
    year = f"{date.year:04d}"
    if not dates.is_calendar_date(date):
        return year, encode_plain(date)
    month = MONTH_NAMES[date.month - 1] if date.month else ""
    return year, f"{month} {date.day}" if date.day else month


def decode_day(value: str) -> Date:
    """A date in one field: RIS's, in words or as EDTF."""
    text = decode_text(value)
    return dates.parse_ris(text) if "/" in text else decode_plain(text)


def decode_refer_person(value: str) -> Name:
    """``Doe, Jane``, ``UNESCO,``; or, as refer has it, ``Jane Doe``."""
    text = decode_text(value)
    return decode_person(text) if "," in text else names.parse_shown(text)


def encode_name(name: Name) -> str:
    """A name as ``ris.name`` reads it; a comma ends each organisation, as EndNote wants it."""
    text = encode_person(name)
    return f"{text}," if name.literal and "," not in text else text


def encode_refer_person(name: Name) -> str:
    """A name as ``decode_refer_person`` reads it."""
    text = encode_name(name)
    return f"{text}, ," if not name.literal and "," not in text and " " in text else text


def decode_journal(*columns: str) -> tuple[str, str]:
    """A journal's full title and its short one: EndNote has both in several places."""
    texts = list(dict.fromkeys(filter(None, map(decode_text, columns))))
    second, full, *_, short, other, other_short = map(decode_text, columns)
    title = full if full and len(full) > len(second) else second or full or other
    if short:
        return title, short
    shorter = [text for text in (other_short, *texts) if text]
    return title, next((text for text in shorter if len(text) < len(title)), "")


def decode_proceedings(*columns: str) -> tuple[str, str, str]:
    """Those of a journal, and the conference where the proceedings have a title too."""
    proceedings, second, *rest = columns
    if not decode_text(proceedings):
        return (*decode_journal(second, *rest), "")
    return (*decode_journal(proceedings, *rest), decode_text(second))


def decode_conference(*columns: str) -> tuple[str, str]:
    """The proceedings and the conference, of ``%3 %B %J``; what stands alone is the first."""
    titles = list(dict.fromkeys(filter(None, map(decode_text, columns))))
    if not decode_text(columns[0]):
        titles.reverse()  # a journal says more than where it is a book
    return titles[0], titles[1] if len(titles) > 1 else ""


def decode_twice(one: str, other: str) -> str:
    """A title that stands in two places."""
    return decode_text(one) or decode_text(other)


def encode_twice(title: str) -> tuple[str, str]:
    """The title for both places."""
    return title, title


def decode_endnote_note(value: str) -> tuple[str, Identifier | tuple[Identifier, ...]]:
    """A note, and the identifiers that it mentions or is."""
    return decode_note(decode_lines(value))


CODECS: Mapping[str, Codec] = {
    "person": Codec(("names",), decode_refer_person, encode_refer_person, each=True),
    "name": Codec(
        ("names",),
        decode_person,
        encode_name,
        each=True,
        exact=are_usual_names,
        split=split_people,
    ),
    "journal": Codec(("text", "text"), decode_journal, unwritten),
    "proceedings": Codec(("text", "text", "text"), decode_proceedings, unwritten),
    "conference": Codec(("text", "text"), decode_conference, unwritten),
    "twice": Codec(("text",), decode_twice, encode_twice, exact=is_line),
    "lines": Codec(("text",), decode_lines, encode_lines, exact=is_line),
    "note": Codec(("text", "ids"), decode_endnote_note, unwritten),
    "plain_note": Codec(("text",), lambda value: decode_endnote_note(value)[0], encode_lines),
    "date": Codec(("date",), decode_endnote_date, encode_endnote_date, exact=is_usual_date),
    "day": Codec(("date",), decode_day, encode_plain),
}
"""Codecs by the word that rows give them, behind ``endnote.``."""
