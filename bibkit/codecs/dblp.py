"""Codecs of DBLP: numbered namesakes, titles with full stops."""

import html
from collections.abc import Mapping
from functools import lru_cache

from bibkit import dates, identifiers, names
from bibkit.codecs.text import MEMO, Codec, decode_text, unwritten
from bibkit.codecs.trees import first_text, text_in
from bibkit.model import Date, Json, Name, replace


def decode_dblp_title(value: str) -> str:
    """A title without the full stop that DBLP ends each with."""
    text = decode_text(value)
    return text if text.endswith("..") else text.removesuffix(".")


def decode_dblp_person(value: Json) -> Name:
    """A name with its number, its bearer's page (``pid``) and ORCID iD as identifiers.

    https://dblp.org/faq/1474704: "Wei Wang 0001" is one of those called Wei Wang.
    """
    attributes = value if isinstance(value, dict) else {}
    pid, orcid = attributes.get("@pid", ""), attributes.get("@orcid", "")
    return _person(text_in(value) or first_text(value, "text"), str(pid), str(orcid))


@lru_cache(MEMO)
def _person(text: str, pid: str, orcid: str) -> Name:
    if not text:
        raise ValueError("no name")
    name = names.parse_shown(text)
    found = list(name.ids)
    for scheme, known in (("dblp_pid", pid), ("orcid", orcid)):
        if known:
            found.append(identifiers.parse(scheme, known))
    return replace(name, ids=tuple(found))


def decode_dblp_date(year: str, month: str) -> Date:
    """A year, and the month that some records have."""
    year = decode_text(year)
    found = dates.parse_words(f"{decode_text(month)} {year}".strip())
    return dates.parse_words(year) if found.literal and year else found


def decode_escaped_title(value: str) -> str:
    """A title of the search's answer, where ``&`` is written as XML has it."""
    return decode_dblp_title(html.unescape(value))


def decode_in_dblp(value: str) -> dict[str, tuple[Json, ...]]:
    """The key of the proceedings that a paper is in."""
    return {"dblp/proceedings": (value,)}


CODECS: Mapping[str, Codec] = {
    "title": Codec(("text",), decode_dblp_title, unwritten),
    "escaped_title": Codec(("text",), decode_escaped_title, unwritten),
    "person": Codec(("names",), decode_dblp_person, unwritten, each=True),
    "date": Codec(("date",), decode_dblp_date, unwritten),
    "proceedings": Codec(("extra",), decode_in_dblp, unwritten),
}
"""Codecs by the word that rows give them, behind ``dblp.``."""
