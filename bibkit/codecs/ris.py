"""Codecs of RIS: tags of several meanings; its dates stand in ``ris_dates``."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from bibkit import dates, identifiers
from bibkit.codecs.personlines import decode_person, encode_person, split_people
from bibkit.codecs.ris_dates import (
    decode_any_edition,
    decode_dated,
    decode_edition,
    decode_original,
    decode_ris_date,
    encode_edition,
    encode_ris_date,
)
from bibkit.codecs.text import (
    Codec,
    are_usual_names,
    decode_prose,
    decode_text,
    encode_text,
    identifier,
    is_line,
    is_usual_date,
    unwritten,
)
from bibkit.model import Identifier, Json
from bibkit.patterns import lazy

_Kept: TypeAlias = dict[str, tuple[Json, ...]]
_Ids: TypeAlias = tuple[Identifier, ...]
"""Identifiers that a text mentions: used where no field of their own holds one."""

# Keywords

_BLANKS = lazy(r"[^\S\n]{2,}+")
_KEYWORD_END = lazy(r"\s*(?:(?<!&amp);\s|;$|\n)\s*")


def split_keywords(value: str) -> list[str]:
    """The keywords of one tag, parted by semicolons or lines."""
    if ";" not in value and "\n" not in value:
        return [value]
    return [part for part in _KEYWORD_END.split(_with_single_blanks(value)) if part]


def _with_single_blanks(value: str) -> str:
    """``value`` without runs of blanks, which patterns look through from each of them."""
    return _BLANKS.sub(" ", value) if "  " in value else value


def decode_keyword(value: str) -> str:
    """One keyword on a line."""
    return decode_text(value)


def _are_single(keywords: Sequence[str]) -> bool:
    """Whether each keyword is a line that no semicolon parts."""
    return all(word and ";" not in word and is_line(word) for word in keywords)


# Words that are told apart


def decode_body(value: str) -> str:
    """An organisation where people might stand: without the comma that says so."""
    return decode_text(value).rstrip(" ,")


_REPRINT = lazy(r"(?:not )?in file|on request.*", re.IGNORECASE)


def decode_status(value: str) -> str:
    """How far a work is.

    Raises:
        ValueError: it says whether its reader has a copy ("NOT IN FILE", RIS of 2001).
    """
    text = decode_text(value)
    if _REPRINT.fullmatch(text):
        raise ValueError(f"no status of the work: {text!r}")
    return text


# Journals and conferences


def decode_book(*columns: str) -> tuple[str, str, str, _Kept]:
    """The full title and the short one, of ``T2 JF JO J2 JA J1 BT``, and a series.

    Where ``BT`` is a book, ``T2`` beside it is its series (ScienceDirect).
    """
    second, *rest, book = (decode_text(text) for text in columns)
    if second and book and not _are_alike(second, book):
        title, brief, kept = _titles("", *rest, book)
        return title, brief, second, kept
    title, brief, kept = _titles(second, *rest, book)
    return title, brief, "", kept


def decode_journal(*columns: str) -> tuple[str, str, str, _Kept]:
    """The full title and the short one, of ``T2 JF JO J2 JA J1 BT``, and an issue's own.

    ``T2`` is an issue's title where ``JF`` or ``JO`` are a journal's that is quite another
    (ScienceDirect: "Special issue on things").
    """
    second, full, either, *rest = (decode_text(text) for text in columns)
    others = [text for text in (full, either) if text]
    if second and others and not any(_are_alike(second, other) for other in others):
        title, brief, kept = _titles("", full, either, *rest)
        return title, brief, second, kept
    title, brief, kept = _titles(second, full, either, *rest)
    return title, brief, "", kept


_TITLE_WORDS = lazy(r"[^\W_]+")
_SMALL_WORDS = frozenset("a an and der des die et for für in la le les of on the und".split())


def _are_alike(one: str, other: str) -> bool:
    """Whether a title may be another's abbreviation: its words begin the other's, or letters.

    What is but an abbreviation by its looks ("JT") may be anything's.
    """
    if one == other:
        return True
    words, longer = sorted(
        (
            [w for w in _TITLE_WORDS.findall(text.casefold()) if w not in _SMALL_WORDS]
            for text in (one, other)
        ),
        key=len,
    )
    shorter = min((one, other), key=len)
    if not words or (shorter.isupper() and " " not in shorter):
        return True
    rest = iter(longer)
    return all(
        any(long.startswith(word) or word.startswith(long) for long in rest) for word in words
    )


def _titles(*texts: str) -> tuple[str, str, _Kept]:
    """The full title and the short one, of ``T2 JF JO J2 JA J1 BT``; others are kept.

    ``JO`` is the journal where it stands alone, and its abbreviation beside a longer one.
    """
    second, full, either, short, other_short, old_short, book = texts
    titles = [text for text in (second, full, book) if text]
    shorts = [text for text in (short, other_short, old_short) if text]
    if either:
        (shorts if titles and len(either) < len(titles[0]) else titles).append(either)
    if not second and len(titles) > 1:
        titles.sort(key=len, reverse=True)
    if not titles and not short and shorts:
        titles.append(shorts.pop(0))
    title = titles[0] if titles else ""
    shorter = (text for text in titles[1:] if len(text) < len(title))
    # Databases repeat the title in other tags; in J2 it is the abbreviation that they know.
    brief = short or next((text for text in (*shorts, *shorter) if text != title), "")
    kept: _Kept = {}
    for tag, text in zip(_JOURNAL, texts, strict=True):
        if text and text not in (title, brief):
            kept[f"ris/{tag}"] = (text,)
    return title, brief, kept


_JOURNAL = ("T2", "JF", "JO", "J2", "JA", "J1", "BT")


def decode_proceedings(*columns: str) -> tuple[str, str, str, _Kept]:
    """Those of a journal, and the event: ``C3`` are the proceedings where ``T2`` is there."""
    proceedings, event, *rest = map(decode_text, columns)
    if not proceedings:
        title, brief, kept = _titles(event, *rest)
        return title, brief, "", kept
    title, brief, kept = _titles(proceedings, *rest)
    kept = {("ris/C3" if tag == "ris/T2" else tag): value for tag, value in kept.items()}
    return title, brief, event, kept


_EVENT = "Event: "


def decode_conference(second: str, proceedings: str, note: str) -> tuple[str, str]:
    """The proceedings and the event, of ``T2``, ``C3`` and a note as they are written."""
    if note:
        return "", note.removeprefix(_EVENT)
    return (proceedings, second) if proceedings else (second, "")


def encode_conference(container: str, event: str) -> tuple[str, str, str]:
    """``T2`` is the conference where ``C3`` are the proceedings, as EndNote and Zotero say.

    ``T2`` alone is the proceedings to most programs, so an event alone is a note.
    """
    if not container:
        return "", "", f"{_EVENT}{event}"
    return (event, container, "") if event else (container, "", "")


# Identifiers

_SERIAL_END = lazy(
    r"\s*[;,\n]\s*|(?<=[0-9Xx)])\s*[\s/]\s*"
    r"(?=[0-9]{4}-[0-9]{3}[0-9Xx](?![0-9])|97[89][-0-9]|[0-9]{9}[0-9Xx](?![0-9]))"
)


def split_serials(value: str) -> list[str]:
    """The ISSNs and ISBNs that stand in one tag."""
    return [part for part in _SERIAL_END.split(_with_single_blanks(value)) if part]


def decode_serial(value: str) -> Identifier:
    """An ISSN or an ISBN: the check digit tells."""
    text = decode_text(value)
    try:
        return identifier("issn", text)
    except ValueError:
        return identifier("isbn", text)


_ISBN_FORM = lazy(r"97[89][-\s]?[0-9].*|[0-9]+-[0-9]+-[0-9]+-[0-9Xx]\b.*|IS[BS]N.*")


def decode_number(value: str) -> tuple[str, Identifier | _Ids]:
    """The number of a report or patent; an ISBN or ISSN that looks like one and is one."""
    text = decode_text(value)
    if _ISBN_FORM.fullmatch(text) or (len(text) >= 9 and text[4] == "-"):
        try:
            return "", decode_serial(text)
        except ValueError:
            pass
    return text, ()


_URL_END = lazy(r"\s*;\s*(?=https?://)|\s+(?=https?://)")


def split_urls(value: str) -> list[str]:
    """The URLs of one tag; a semicolon belongs to a URL but before the next one."""
    if " " not in value and ";" not in value and value.isprintable():
        return [value]
    return [part for part in _URL_END.split(_with_single_blanks(value)) if part]


_RESOLVED = lazy(r"https?://(?:(?:dx\.|www\.)?(?:doi\.org|arxiv\.org)/|[^/?#]+/doi/)")


_PUBMED_PAGE = lazy(
    r"https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/)"
    r"(?P<pmid>[0-9]{1,8})/?"
    r"|https?://(?:www\.)?(?:ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)"
    r"/articles/(?P<pmcid>PMC[0-9]{1,8})/?"
)


def decode_url(value: str) -> tuple[str, Identifier | _Ids]:
    """A URL, and the DOI, arXiv id or PubMed's that it resolves; or nothing but a DOI.

    Publishers' pages have the DOI in their address, behind ``/doi/``.
    """
    text = decode_text(value)
    if text[:4] != "http":
        found = _alone(text)
        return ("", found) if found and found.scheme == "doi" else (text, ())
    if "ncbi" in text and (page := _PUBMED_PAGE.fullmatch(text)) and page.lastgroup:
        return text, (identifier(page.lastgroup, page[page.lastgroup]),)
    return text, tuple(identifiers.find(text)) if _RESOLVED.match(text) else ()


_ALONE = lazy(
    r"(?P<doi>(?:doi:?\s*|https?://(?:dx\.)?doi\.org/)?10\.[0-9]{4,9}/\S+)"
    r"|(?P<arxiv>arxiv:\s?\S+(?:\s*\[[\w.-]+\])?)"
    r"|(?P<pmid>pmid:\s?[0-9]{1,9})"
    r"|(?P<pmcid>(?:pmcid:\s?)?PMC[0-9]{1,9})",
    re.IGNORECASE,
)


def _alone(text: str) -> Identifier | None:
    """The identifier that is the whole of a text."""
    found = _ALONE.fullmatch(text.strip())
    if not found or not found.lastgroup:
        return None
    try:
        return identifier(found.lastgroup, text.strip())
    except ValueError:
        return None


def decode_genre(value: str) -> tuple[str, Identifier | _Ids]:
    """What kind of work it is, or a DOI."""
    text = decode_text(value)
    found = _alone(text)
    return ("", found) if found else (text, ())


def decode_issue(value: str) -> str:
    """An issue where EndNote of old has it, and others other things: short, with a digit.

    Raises:
        ValueError: it does not look like an issue.
    """
    text = decode_text(value)
    if len(text) > _LONGEST_ISSUE or not any(map(str.isdigit, text)) or _alone(text):
        raise ValueError(f"no issue: {text!r}")
    return text


_LONGEST_ISSUE = 20


def decode_note(value: str) -> tuple[str, Identifier | _Ids]:
    """A note, or the identifiers that it is; those among its lines are mentioned."""
    if "\n" not in value:
        found = _alone(value)
        return ("", found) if found else (decode_prose(value), ())
    lines = list(map(_alone, value.split("\n")))
    note = "" if all(lines) else decode_prose(value)
    return note, tuple(line for line in lines if line)


def decode_place(place: str, archive: str, provider: str) -> tuple[str, str, str, _Ids]:
    """A place in an archive, of ``AN DB DP``; PubMed's and PubMed Central's are identifiers."""
    text, archive, provider = map(decode_text, (place, archive, provider))
    found = _alone(text)
    if text.isdecimal() and _PUBMED.search(f"{archive} {provider}"):
        found = _alone(f"pmid:{text}")
    ids = (found,) if found and found.scheme in ("pmid", "pmcid") else ()
    return text, archive, provider, ids


_PUBMED = lazy(r"pubmed(?! central)|medline", re.IGNORECASE)


def decode_pmcid(value: str) -> Identifier:
    """A PubMed Central id with its prefix: other numbers stand in ``C2`` too."""
    text = decode_text(value)
    if "PMC" not in text.upper():
        raise ValueError(f"no PubMed Central id: {text!r}")
    return identifier("pmcid", text)


def _value(found: Identifier) -> str:
    return found.value


CODECS: Mapping[str, Codec] = {
    "name": Codec(
        ("names",),
        decode_person,
        encode_person,
        each=True,
        exact=are_usual_names,
        split=split_people,
    ),
    "keyword": Codec(
        ("texts",),
        decode_keyword,
        encode_text,
        each=True,
        exact=_are_single,
        split=split_keywords,
    ),
    "issued": Codec(("date",), decode_ris_date, encode_ris_date, exact=is_usual_date),
    "any_issued": Codec(("date", "text", "extra"), decode_dated, unwritten),
    "date": Codec(("date",), dates.parse_ris, dates.format_ris),
    "journal": Codec(("text", "text", "text", "extra"), decode_journal, unwritten),
    "book": Codec(("text", "text", "text", "extra"), decode_book, unwritten),
    "proceedings": Codec(("text", "text", "text", "extra"), decode_proceedings, unwritten),
    "conference": Codec(("text", "text"), decode_conference, encode_conference),
    "serial": Codec(("ids",), decode_serial, _value, each=True, split=split_serials),
    "number": Codec(("text", "ids"), decode_number, unwritten),
    "pmcid": Codec(("ids",), decode_pmcid, _value, each=True),
    "url": Codec(("text", "ids"), decode_url, unwritten, split=split_urls),
    "genre": Codec(("text", "ids"), decode_genre, unwritten),
    "issue": Codec(("text",), decode_issue, unwritten),
    "edition": Codec(("text", "date"), decode_edition, encode_edition),
    "any_edition": Codec(("text", "date", "ids"), decode_any_edition, unwritten),
    "body": Codec(("text",), decode_body, encode_text),
    "original": Codec(("date",), decode_original, dates.format_ris),
    "status": Codec(("text",), decode_status, encode_text),
    "note": Codec(("text", "ids"), decode_note, unwritten),
    "plain_genre": Codec(("text",), lambda value: decode_genre(value)[0], encode_text),
    "plain_note": Codec(("text",), lambda value: decode_note(value)[0], encode_text),
    "place": Codec(("text", "text", "text", "ids"), decode_place, unwritten),
}
"""Codecs by the word that rows give them, behind ``ris.``."""
