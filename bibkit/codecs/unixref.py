"""Codecs of Crossref's XML: people, the dates of a work and its volume, databases."""

from collections.abc import Mapping

from bibkit import dates, identifiers, names
from bibkit.codecs.services import decode_title_parts
from bibkit.codecs.text import Codec, decode_text, unwritten
from bibkit.codecs.trees import first_text, text_in
from bibkit.model import Date, Json, Name, replace


def decode_contributor(value: Json) -> Name:
    """``given_name``, ``surname``, ``suffix`` and ``ORCID``; or an organisation's name."""
    family, given = first_text(value, "surname"), first_text(value, "given_name")
    if not (family or given):
        body = text_in(value)
        if not body:
            raise ValueError("no name")
        return Name(literal=body)
    name = (
        names.parse_comma(f"{family}, {given}") if family and given else Name(family or given)
    )
    orcid = first_text(value, "ORCID")
    ids = (identifiers.parse("orcid", orcid),) if orcid else ()
    return replace(name, suffix=first_text(value, "suffix") or name.suffix, ids=ids)


def decode_dates(*columns: Json) -> tuple[Date | None, Date | None]:
    """When a work was issued, and when it was first there, if that is another date.

    The columns are the dates of the work in print, without a word and otherwise, and online;
    behind them those of what it is in, which count where it has none.
    """
    issued = next(filter(None, map(_date, columns)), None)
    online = _date(columns[3])
    return issued, online if online and online != issued else None


def _date(value: Json) -> Date | None:
    year, month, day = (first_text(value, part) for part in ("year", "month", "day"))
    if not year:
        return None
    if month.isdecimal() and int(month) > 12:  # 21 to 24 are seasons, 31 to 34 quarters
        return dates.parse_edtf(f"{year}-{month}" if 20 < int(month) < 25 else year)
    parts = (f"{int(part):02d}" for part in (month, day) if part.isdecimal())
    return dates.parse_words("-".join((year, *parts)))


def decode_event(value: Json) -> Date:
    """The days of a conference: in attributes, or in words."""
    if not isinstance(value, dict):
        return dates.parse_words(decode_text(value))
    ends = []
    for end in ("start", "end"):
        parts = [str(value.get(f"@{end}_{part}") or "") for part in ("year", "month", "day")]
        ends.append("-".join(part.zfill(2) for part in parts if part))
    first, last = ends
    if not first:
        return dates.parse_words(text_in(value))
    return dates.parse_edtf(f"{first}/{last}" if last and last != first else first)


def decode_dataset(title: Json, subtitle: Json, database: Json) -> tuple[str, str]:
    """The title of a data set and of the database that it is in, or that of a database."""
    own, whole = decode_title_parts(title, subtitle), decode_text(database)
    return (own, whole) if own else (whole, "")


CODECS: Mapping[str, Codec] = {
    "person": Codec(("names",), decode_contributor, unwritten, each=True),
    "dates": Codec(("date", "date"), decode_dates, unwritten),
    "event": Codec(("date",), decode_event, unwritten),
    "dataset": Codec(("text", "text"), decode_dataset, unwritten),
}
"""Codecs by the word that rows give them, behind ``unixref.``."""
