"""One record of any format: what it lacks, and values that can hardly be meant."""

import re
from collections.abc import Iterator
from datetime import date

from bibkit import identifiers
from bibkit.checking.checked import INHERITS, Checked, shortened
from bibkit.diagnostics import Diagnostic
from bibkit.model import Field
from bibkit.patterns import lazy

_REQUIRED = {
    "article": "author|editor title issued",
    "article-journal": "author|editor title container_title issued",
    "article-magazine": "title container_title issued",
    "article-newspaper": "title container_title issued",
    "book": "author|editor|organization title issued",
    "chapter": "author|editor title|chapter_number|page container_title|page issued",
    "dataset": "author|editor|organization title issued",
    "document": "title|author|note|medium|url",
    "entry-dictionary": "title container_title",
    "entry-encyclopedia": "title container_title",
    "manuscript": "author title",
    "paper-conference": "author|editor title container_title|event_title issued",
    "patent": "author title number issued",
    "post": "title url|ids",
    "post-weblog": "title url|ids",
    "report": "author|editor|organization|publisher title publisher issued",
    "review": "author|editor title container_title issued",
    "review-book": "author|editor title|reviewed_title container_title issued",
    "thesis": "author title publisher issued",
    "webpage": "title url|ids|medium",
}
"""What the data models of BibTeX and biblatex ask of a type; ``|`` parts alternatives."""
_REQUIRED_OF_OTHERS = "title"
_REQUIRED_OF_MANUALS = "title"

_WORDS = {
    "chapter_number": "chapter",
    "container_title": "title of the journal or book",
    "event_title": "conference",
    "ids": "identifier",
    "issued": "date",
    "medium": "how it was published",
    "organization": "organization",
    "page": "pages",
    "publisher": "publisher or institution",
    "reviewed_title": "reviewed title",
    "url": "URL",
}

_NUMBER = lazy(r"[0-9]{1,9}")
_FIRST_LIKELY_YEAR = 1000
_RANGE = lazy(r"(?<![\w.-])([0-9]{1,9})\s?[-–]{1,2}\s?([0-9]{1,9})(?![\w.-])")
_WORD_BEFORE = {
    "page": lazy(r"(?:pp?|pages?)\b\.?\s?(?=[0-9])", re.IGNORECASE),
    "volume": lazy(r"vol(?:ume|\.|\b)\s?(?=[0-9])", re.IGNORECASE),
    "issue": lazy(r"(?:no\b|nr\b|issue\b|number\b)\.?\s?(?=[0-9])", re.IGNORECASE),
    "edition": lazy(r".{1,20}\s(?=ed(?:ition|\.|$))", re.IGNORECASE),
}
_DOI_ALONE = lazy(r"(?:https?://\S+?/|doi:?\s?)(?=10\.)", re.IGNORECASE)
_SCHEME = lazy(r"[A-Za-z][A-Za-z0-9+.-]*+:")
_RESOLVED = lazy(r"https?://(?:dx\.)?doi\.org/10\.", re.IGNORECASE)


def findings(checked: Checked) -> Iterator[Diagnostic]:
    """What is missing or doubtful in a record, whatever its format."""
    yield from _missing(checked)
    yield from _year(checked)
    yield from _pages(checked)
    yield from _numbers(checked)
    yield from _addresses(checked)


def _missing(checked: Checked) -> Iterator[Diagnostic]:
    citation = checked.citation
    if checked.field(*INHERITS) or checked.record.kind in ("set", "xdata"):
        return
    required = _REQUIRED.get(citation.type, _REQUIRED_OF_OTHERS)
    if citation.genre in ("manual", "proceedings"):
        required = _REQUIRED_OF_MANUALS
    unread = {name for tag in checked.refused for name in checked.names_of(tag)}
    for group in required.split():
        names = group.split("|")
        if not any(getattr(citation, name) or name in unread for name in names):
            words = " or ".join(_WORDS.get(name, name) for name in names)
            yield checked.finding("missing-field", f"{citation.type} without {words}")


def _year(checked: Checked) -> Iterator[Diagnostic]:
    issued = checked.citation.issued
    if issued is None:
        return
    field = checked.field_of("issued")
    year = int(issued.literal) if _NUMBER.fullmatch(issued.literal) else issued.year
    if year is None:
        if issued.literal:
            message = f"{shortened(issued.literal)!r} is no date"
            yield checked.finding("odd-year", message, field)
    elif year > date.today().year + 1:
        yield checked.finding("odd-year", f"{year} lies in the future", field)
    elif 0 <= year < _FIRST_LIKELY_YEAR and not issued.unspecified:
        yield checked.finding("odd-year", f"the year {year}: are digits missing?", field)


def _pages(checked: Checked) -> Iterator[Diagnostic]:
    """Ranges that run backwards; of ``731-45`` the last is 745."""
    for found in _RANGE.finditer(checked.citation.page):
        first, last = found[1], found[2]
        if len(last) >= len(first) and int(last) < int(first):
            message = f"pages {found[0]!r} run backwards"
            yield checked.finding("backward-pages", message, checked.field_of("page"))


def _numbers(checked: Checked) -> Iterator[Diagnostic]:
    for name, pattern in _WORD_BEFORE.items():
        if getattr(checked.citation, name) and (field := checked.field_of(name)):
            written = str(field.value).strip()
            if not written.isdigit() and pattern.match(written):
                message = (
                    f"{field.tag} {shortened(written)!r}: styles write the word themselves"
                )
                yield checked.finding("odd-number", message, field)


def _addresses(checked: Checked) -> Iterator[Diagnostic]:
    citation = checked.citation
    if citation.ids and (field := checked.field("doi", "DOI", "DO")):
        yield from _doi(checked, field)
    url = citation.url
    if not url:
        return
    field = checked.field_of("url")
    shown = shortened(url)
    if field and str(field.value).startswith("\\url"):
        yield checked.finding("odd-url", r"url stands in \url, which styles add", field)
    elif not _SCHEME.match(url):
        yield checked.finding("odd-url", f"url {shown!r} has no scheme such as https://", field)
    elif " " in url:
        yield checked.finding("odd-url", f"url {shown!r} holds a blank", field)
    elif _RESOLVED.match(url) and (doi := citation.id("doi")):
        meant = [each.value for each in identifiers.find(url) if each.scheme == "doi"]
        if meant and meant[0].casefold() != doi.casefold():
            message = f"url resolves the DOI {meant[0]}, the record's is {doi}"
            yield checked.finding("contradiction", message, field)


def _doi(checked: Checked, field: Field) -> Iterator[Diagnostic]:
    if field.tag not in checked.refused and _DOI_ALONE.match(str(field.value).strip()):
        bare = checked.citation.id("doi")
        yield checked.finding("odd-identifier", f"{field.tag}: write {bare} alone", field)
