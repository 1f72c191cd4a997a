"""What of a citation is compared: its values, alike however they are written."""

import re
from typing import NamedTuple

from bibkit import identifiers
from bibkit.dedupe import parts, preprints, venues
from bibkit.dedupe.people import People, gathered
from bibkit.model import Citation
from bibkit.patterns import lazy

_COCHRANE_UPDATE = lazy(r"(10\.1002/14651858\.[a-z]+[0-9]+)\.pub[0-9]+")
_NUMBER = lazy(r"[0-9]+")
_BRACKETS = lazy(r"\([^()]*\)")
_NO_VOLUME = lazy(
    r"\s*(?:suppl|part|pt|no|iss|sep|jan|feb|mar|apr|may|jun|jul|aug|oct|nov|dec)\b",
    re.IGNORECASE,
)
_VOLUME_AND_ISSUE = lazy(r"\s*([0-9]*)\s*\(([0-9]{1,3})?\b[^()]*\)(?:\s*\((no pagination)\))?")
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_MONTH = lazy(
    r"(?:(?<=^[0-9]-)|(?<=^[0-9][0-9]-)|^)(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\b",
    re.IGNORECASE,
)
_COCHRANE = lazy(r"\bcd *([0-9]{5,6})\b", re.IGNORECASE)
_VERSION = lazy(r"(?<=[0-9])[./]?v[0-9]{1,2}$")
_ABSTRACT = 240
_LONGEST_TITLE = 400


class Fingerprint(NamedTuple):
    """The compared values of a citation: texts, numbers and tuples of them, never None.

    Two citations with equal fingerprints are alike to every rule of this package; the order
    of fingerprints is an order by content.
    """

    title: str
    """Lower-case words, parted by one blank."""
    compact: str
    """The title without its blanks."""
    numbers: str
    """The title's digits, Roman numbers read."""
    part: str
    """Which part of a series: ``"2"``; the first and none are ``""``."""
    kind: str
    """``"erratum"``, ``"comment"``, ``"book-review"``, ``"data-set"``; ``""`` of an article."""
    people: People
    year: int
    volume: str
    issue: str
    first_page: str
    last_page: str
    dois: tuple[str, ...]
    arxiv: str
    ids: tuple[str, ...]
    venue: tuple[str, ...]
    abstract: str
    cut: bool
    """Whether the title ends in an ellipsis."""
    early: bool
    """Whether it is no version of record: a preprint, or seen on a page without a venue."""
    stage: str
    """``"preprint"`` or ``"published"``; ``""`` where nothing says which."""
    event: str
    """``"conference"`` or ``"journal"``; ``""`` where the venue does not say."""
    versions: tuple[str, ...]
    """DOIs of other versions of the work."""


def fingerprint(citation: Citation) -> Fingerprint:
    """What of ``citation`` is compared."""
    raw = parts.shown_once(citation.title[: 4 * _LONGEST_TITLE].strip())
    cut = raw.endswith(("…", "..."))
    title = parts.words(raw)[:_LONGEST_TITLE]
    compact = parts.compact(raw, title)
    once = title if len(compact) == len(title) - title.count(" ") else compact
    dois, arxiv, others, other_versions = _ids(citation)
    first, last = _pages(citation.page)
    container = citation.container_title or citation.event_title
    venue, event = venues.read(container) if container else venues.NOWHERE
    early = event == "preprints" or not container
    if dois:
        early = preprints.is_early_doi(dois[0])
    elif early and container:
        early = not (citation.volume and first)
    stage = _stage(citation, arxiv, dois, event)
    if citation.type == "paper-conference" or citation.event_title:
        event = "conference"
    issued = citation.issued
    year = (issued.year or 0) if issued else 0
    volume, issue, number = _volume(citation)
    if number and not first:
        first, last = _pages(number)
    if year and (year < 1500 or str(year) == issue):
        year = 0
    if "cochrane" in venue or (dois and dois[0].startswith("10.1002/14651858.cd")):
        # An update of a review has its own year and issue; the review is one.
        volume = issue = ""
        year = 0
        review = _COCHRANE.search(f"{citation.page} {citation.number} {' '.join(dois)}")
        if review:
            others = (*others, f"cochrane:{int(review[1])}")
            first, last = str(int(review[1])), ""
            venue = ("cochrane",)
    return Fingerprint(
        title,
        compact,
        parts.numbers(once),
        "" if cut else parts.part(raw, title),
        parts.kind(raw, title),
        gathered(citation),
        year,
        volume,
        issue,
        first,
        last,
        dois,
        arxiv,
        others,
        venue,
        _abstract(citation.abstract) if citation.abstract else "",
        cut,
        early,
        stage,
        "" if event == "preprints" else event,
        other_versions,
    )


def _stage(citation: Citation, arxiv: str, dois: tuple[str, ...], event: str) -> str:
    """Whether a citation describes a preprint or a publication, as far as it says so."""
    if any(not preprints.is_preprint_doi(doi) for doi in dois):
        return "published"
    venue = citation.container_title or citation.event_title
    placed = citation.volume and citation.page
    if event == "preprints" and not placed:
        return "preprint"
    if dois and venue:
        # A proceedings' name beside a preprint's DOI: it may be the one or the other.
        return "published" if placed else ""
    if dois or preprints.is_called_preprint(citation.genre or citation.medium):
        return "preprint"
    if venue or placed:
        return "published"
    return "preprint" if arxiv else ""


def _ids(
    citation: Citation,
) -> tuple[tuple[str, ...], str, tuple[str, ...], tuple[str, ...]]:
    """DOIs, the arXiv id, other identifiers of the work, and DOIs of its other versions."""
    dois: list[str] = []
    versioned: list[str] = []
    others: list[str] = []
    arxiv = ""
    for identifier in citation.ids:
        scheme = identifier.scheme
        if scheme in ("doi", "version_doi"):
            value = identifier.value.lower()
            if value.startswith("10.48550/arxiv."):
                arxiv = arxiv or value.removeprefix("10.48550/arxiv.")
                continue
            if value.startswith("10.1002/14651858."):
                # Each update of a Cochrane review has a DOI; the review is one.
                value = _COCHRANE_UPDATE.sub(r"\1", value)
            elif value[-2:-1] == "v" or value[-3:-2] == "v":
                value = _VERSION.sub("", value)
            (dois if scheme == "doi" else versioned).append(value)
        elif scheme == "arxiv":
            arxiv = identifiers.comparable(identifier).value
        elif scheme in ("pmid", "pmcid"):
            others.append(f"{scheme}:{identifier.value.lower()}")
    return tuple(sorted(dois)), arxiv, tuple(sorted(others)), tuple(sorted(versioned))


def _volume(citation: Citation) -> tuple[str, str, str]:
    """Volume, issue, and an article's number that stands where the issue should.

    Embase's "14 (3) (no pagination)" is volume 14, issue 3, and what is the issue the number.
    """
    text, issue = citation.volume, citation.issue or citation.number
    if "(" in text and (found := _VOLUME_AND_ISSUE.match(text)) and (found[2] or found[3]):
        inner = (found[2] or "").lstrip("0")
        if found[3]:
            return found[1], inner, issue
        if not issue:
            return found[1], inner, ""
    return _number(text), _number(issue), ""


def _number(text: str) -> str:
    """The number that tells a volume or issue; ``""`` for ``Suppl 1`` and for torn brackets."""
    if not text or text.isdigit():
        return text.lstrip("0")
    if "(" in text:
        text = _BRACKETS.sub(" ", text)
    if ")" in text or _NO_VOLUME.match(text):
        return ""
    found = _NUMBER.search(text)
    return found[0].lstrip("0") if found else ""


def _pages(text: str) -> tuple[str, str]:
    """First and last page as numbers; ``139-54`` ends on 154, ``23-Jul`` was 7-23."""
    if not text:
        return "", ""
    text = text[:60]
    month = _MONTH.search(text)
    if month:
        # Spreadsheets take "7-23" for a date.
        number = str(_MONTHS.index(month[0].lower()) // 3 + 1)
        found = sorted([number, *_NUMBER.findall(text)[:1]], key=int)
    else:
        found = _NUMBER.findall(text)
    if not found:
        return "", ""
    first = found[0].lstrip("0")
    last = found[1].lstrip("0") if len(found) > 1 else ""
    if last and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first, last


def _abstract(text: str) -> str:
    words = parts.words(text[: 2 * _ABSTRACT].rstrip("…."))
    return words.replace(" ", "")[:_ABSTRACT]
