"""Codecs of EndNote: text with returns, a date in two fields."""

from collections.abc import Mapping

from bibkit import dates, names
from bibkit.codecs.personlines import decode_person
from bibkit.codecs.text import Codec, decode_prose, decode_text, unwritten
from bibkit.model import Date, Name


def decode_lines(value: str) -> str:
    """Text whose paragraphs end with a return (``&#xD;``); the file's own do not count."""
    lines = value.split("\r")
    return decode_prose("\n".join(" ".join(line.split()) for line in lines))


def decode_endnote_date(year: str, date: str) -> Date:
    """A year, and the day or month that may stand without one."""
    year, date = decode_text(year), decode_text(date)
    if not year.isdecimal():
        return dates.parse_words(year or date)
    if not date:
        return dates.parse_words(year)
    found = dates.parse_words(date, int(year))
    return found if found.year == int(year) else dates.parse_words(year)


def decode_refer_person(value: str) -> Name:
    """``Doe, Jane``, ``UNESCO,``; or, as refer has it, ``Jane Doe``."""
    text = decode_text(value)
    return decode_person(text) if "," in text else names.parse_shown(text)


def decode_journal(*columns: str) -> tuple[str, str]:
    """A journal's full title and its short one: EndNote has both in several places."""
    texts = list(dict.fromkeys(filter(None, map(decode_text, columns))))
    second, full, *_, short, other, other_short = map(decode_text, columns)
    title = full if full and len(full) > len(second) else second or full or other
    shorter = [text for text in (short, other_short, *texts) if text]
    return title, next((text for text in shorter if len(text) < len(title)), "")


CODECS: Mapping[str, Codec] = {
    "person": Codec(("names",), decode_refer_person, unwritten, each=True),
    "journal": Codec(("text", "text"), decode_journal, unwritten),
    "lines": Codec(("text",), decode_lines, unwritten),
    "date": Codec(("date",), decode_endnote_date, unwritten),
}
"""Codecs by the word that rows give them, behind ``endnote.``."""
