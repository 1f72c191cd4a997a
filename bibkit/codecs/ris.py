"""Codecs of RIS: names with a comma, dates with slashes."""

from collections.abc import Mapping
from functools import lru_cache

from bibkit import dates, names
from bibkit.codecs.text import MEMO, Codec, decode_text
from bibkit.model import Date, Name


@lru_cache(MEMO)
def decode_comma_name(value: str) -> Name:
    """``Family, Given, Suffix``."""
    return names.parse_comma(decode_text(value))


def decode_ris_date(year: str, date: str) -> Date:
    """``PY`` and ``DA``: the completer one where the years agree, else ``PY``."""
    found = [dates.parse_ris(text) for text in (date, year) if text]
    if len(found) == 2 and found[0].year != found[1].year:
        return found[1]
    return found[0]


def encode_ris_date(date: Date) -> tuple[str, str]:
    """The year for ``PY`` and the whole date for ``DA``."""
    year = f"{date.year:04d}" if date.year is not None and date.year >= 0 else ""
    return year, dates.format_ris(date)


CODECS: Mapping[str, Codec] = {
    "name": Codec(("names",), decode_comma_name, names.format_comma, each=True),
    "issued": Codec(("date",), decode_ris_date, encode_ris_date),
    "date": Codec(("date",), dates.parse_ris, dates.format_ris),
}
"""Codecs by the word that rows give them, behind ``ris.``."""
