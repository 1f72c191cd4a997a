"""Codecs of Web of Science: names without stops, an article's number for pages."""

from collections.abc import Mapping

from bibkit import dates, pages
from bibkit.codecs.personlines import decode_person
from bibkit.codecs.text import Codec, decode_text, unwritten
from bibkit.model import Date, Name
from bibkit.patterns import lazy

_ADDRESS = lazy(r"\s*\([^()]*@[^()]*\)$")


def decode_wos_person(value: str) -> Name:
    """``Doe, Jane``, ``Doe, JA (ada@example.org)``; without a comma nobody takes it apart."""
    text = _ADDRESS.sub("", decode_text(value))
    if text.casefold().rstrip("., ") in ("[anonymous]", "anonymous", "anon", ""):
        raise ValueError(f"no name: {text!r}")
    return decode_person(text) if "," in text else Name(literal=text)


def decode_words(value: str) -> Date:
    """A date in words: ``MAY 12-15, 2020``, ``JUN 2020``."""
    return dates.parse_words(decode_text(value))


def decode_pages(first: str, last: str, number: str) -> str:
    """The first and last page, or the number that an article has instead."""
    whole = pages.join(decode_text(first), decode_text(last))
    return whole or pages.normalize(decode_text(number))


CODECS: Mapping[str, Codec] = {
    "person": Codec(("names",), decode_wos_person, unwritten, each=True),
    "words": Codec(("date",), decode_words, unwritten),
    "pages": Codec(("text",), decode_pages, unwritten),
}
"""Codecs by the word that rows give them, behind ``wos.``."""
