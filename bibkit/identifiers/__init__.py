"""Identifiers: checked, in their normal form, found in text, and resolved."""

import re
from collections.abc import Callable, Iterator

from bibkit.identifiers.arxiv import ARXIV_IN_TEXT, arxiv_class, parse_arxiv
from bibkit.identifiers.doi import DOI, doi_value, parse_doi, split_dois, without_markup
from bibkit.identifiers.numbers import (
    isbn_check,
    parse_isbn,
    parse_issn,
    parse_orcid,
    parse_pmcid,
    parse_pmid,
    split_numbers,
)
from bibkit.model import Identifier
from bibkit.patterns import lazy

__all__ = ["CHECKED", "arxiv_class", "comparable", "find", "parse", "split", "url"]

_LONGEST = 2000
"""Characters beyond which nothing is an identifier."""

_PARSERS: dict[str, Callable[[str], str]] = {
    "doi": parse_doi,
    "version_doi": parse_doi,
    "arxiv": parse_arxiv,
    "isbn": parse_isbn,
    "issn": parse_issn,
    "orcid": parse_orcid,
    "pmid": parse_pmid,
    "pmcid": parse_pmcid,
}

CHECKED = frozenset(_PARSERS)
"""The schemes that have a form of their own; another takes any text."""

_RESOLVERS = {
    "doi": "https://doi.org/{}",
    "version_doi": "https://doi.org/{}",
    "arxiv": "https://arxiv.org/abs/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "orcid": "https://orcid.org/{}",
}
_LISTED = lazy(r"\s*[,;]\s*(?![^\[]*\])")  # not within arXiv's "[cs.CL, cs.AI]"
_ARXIV_DETAIL = lazy(r"v[0-9]+$|\.[a-z]{2}(?=/)")
_NOT_IN_URL = lazy(r"[^A-Za-z0-9/:;()._~!*',@+=-]")


def parse(scheme: str, text: str) -> Identifier:
    """Check ``text`` and bring it to the normal form of ``scheme``.

    Labels, resolvers' URLs and, for a DOI, LaTeX's escapes are taken off. Letters keep
    their case, an arXiv id its version, an ISBN its hyphens. A scheme without a rule here
    takes any text.

    Args:
        scheme: A lower-case scheme: ``doi``, ``version_doi`` (of another version of the
            work), ``isbn``, ``issn``, ``pmid``, ``pmcid``,
            ``arxiv``, ``orcid`` or another.
        text: The value as written.

    Returns:
        The identifier.

    Raises:
        ValueError: The text is no such identifier, or its check digit is wrong.
    """
    if len(text) > _LONGEST:
        raise ValueError(f"no {scheme}: {len(text)} characters")
    if parser := _PARSERS.get(scheme):
        return Identifier(scheme, parser(text))
    if not text.strip():
        raise ValueError(f"no {scheme}: the text is blank")
    return Identifier(scheme, text.strip())


def split(scheme: str, text: str) -> list[str]:
    """The texts of the identifiers that one field holds, each for ``parse``.

    Libraries list the ISBNs of a book and the ISSNs of a journal in one field. What has no
    rule here may hold any sign, and is one.
    """
    if scheme in ("doi", "version_doi"):
        return split_dois(text)
    if scheme in ("isbn", "issn"):
        return split_numbers(scheme, text)
    if scheme in CHECKED and len(text) <= _LONGEST and ("," in text or ";" in text):
        return [part for part in _LISTED.split(text.strip(" ,;")) if part]
    return [text]


def comparable(identifier: Identifier) -> Identifier:
    """The identifier in a form that is equal for one thing however it is written.

    Lower-case; an arXiv id without its version and class, an ISBN as its 13 digits.
    """
    scheme, value = identifier.scheme, identifier.value.lower()
    if scheme == "arxiv":
        value = _ARXIV_DETAIL.sub("", value)
    elif scheme == "isbn":
        value = value.replace("-", "")
        if len(value) == 10:
            value = f"978{value[:9]}"
            value += isbn_check(value)
    return Identifier(scheme, value)


def find(text: str) -> list[Identifier]:
    """The DOIs and arXiv ids in a URL or a line of text, in order, each once.

    A DOI that arXiv made of its own id is given as the arXiv id. An arXiv id counts where
    "arXiv", "CoRR" or a page's address says that it is one.
    """
    return list(dict.fromkeys(found for _, found in sorted(_found(text), key=lambda f: f[0])))


def _found(text: str) -> Iterator[tuple[int, Identifier]]:
    for match in ARXIV_IN_TEXT.finditer(text):
        yield match.start(), Identifier("arxiv", match[1])
    if "10." not in text:
        return
    text = without_markup(text)
    for match in DOI.finditer(text):
        before = text[max(0, match.start() - 200) : match.start()]
        value = doi_value(before.rpartition(" ")[2], match[0])
        if value and not value.lower().startswith("10.48550/arxiv."):
            yield match.start(), Identifier("doi", value)


def url(identifier: Identifier) -> str:
    """The address that resolves a DOI, arXiv id, PMID, PMCID or ORCID iD; else ``""``."""
    resolver = _RESOLVERS.get(identifier.scheme)
    if not resolver:
        return ""
    return resolver.format(_NOT_IN_URL.sub(_encoded, identifier.value))


def _encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))
