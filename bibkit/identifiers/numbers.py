"""Identifiers that are numbers: ISBN, ISSN and ORCID iD with a check digit, PMID, PMCID."""

import re
from itertools import count
from operator import mul

from bibkit.patterns import lazy

_DASH = r"[-\s.‐‑–−]"
_LABEL = r"[(\[]?(?:urn:|https?://\S+/)?(?:[ep]-?)?"
_MEDIUM = r"(?:\s*\([a-z ]{1,30}\))?[:\s]*"
_TAIL = r"(?:[\s(\[\]).,;:].*)?"
_ISBN = lazy(
    rf"{_LABEL}(?:isbn)?(?:[-\s]?1[03](?=[:\s]))?{_MEDIUM}"
    rf"((?:97[89]{_DASH}?)?[0-9](?:{_DASH}?[0-9]){{8}}{_DASH}?[0-9X]){_TAIL}",
    re.I | re.DOTALL,
)
_ISSN = lazy(
    rf"{_LABEL}(?:issn)?(?:-l)?{_MEDIUM}([0-9]{{4}}){_DASH}?([0-9]{{3}}[0-9X]){_TAIL}",
    re.I | re.DOTALL,
)
_PLAIN_ISSN = lazy(r"[0-9]{4}-[0-9]{3}[0-9X]")
_EACH = {
    "isbn": lazy(
        rf"(?<![0-9])(?:97[89]{_DASH}?[0-9](?:{_DASH}?[0-9]){{9}}"
        rf"|[0-9](?:{_DASH}?[0-9]){{8}}{_DASH}?[0-9X])(?![0-9])",
        re.I,
    ),
    "issn": lazy(r"(?<![0-9])[0-9]{4}[-‐‑–−]?[0-9]{3}[0-9X](?![0-9])", re.I),
}
_SHORTEST_TWO = 17  # two ISSNs without hyphens, and a blank
_ORCID = lazy(
    r"(?:\S*/|orcid[:\s]*)?([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3}[0-9X])/?", re.I
)
_DASHES = lazy(r"[\s.‐‑–−]")


def parse_isbn(text: str) -> str:
    """Read an ISBN of 10 or 13 digits; its hyphens stay as they are."""
    found = _ISBN.fullmatch(text.strip())
    if not found:
        raise ValueError(f"no ISBN: {text!r}")
    value = _DASHES.sub("-", found[1].upper())
    digits = value.replace("-", "")
    if digits[-1] != isbn_check(digits[:-1]):
        raise ValueError(f"an ISBN whose check digit is not {digits[-1]}: {text!r}")
    return value


def isbn_check(digits: str) -> str:
    """The check digit for the first 9 or 12 digits of an ISBN."""
    if len(digits) == 9:
        return _modulo_11(digits)
    return str(-(sum(map(int, digits[::2])) + 3 * sum(map(int, digits[1::2]))) % 10)


def _modulo_11(digits: str) -> str:
    """The check digit of ISBN-10 and ISSN: weights rise from 2 at the last digit."""
    rest = -sum(map(mul, map(int, reversed(digits)), count(2))) % 11
    return "X" if rest == 10 else str(rest)


def split_numbers(scheme: str, text: str) -> list[str]:
    """One text for each ISBN or ISSN that ``text`` holds, with the words behind it."""
    if len(text) < _SHORTEST_TWO:
        return [text]
    starts = [found.start() for found in _EACH[scheme].finditer(text)][1:]
    ends = [*starts, len(text)]
    return [
        text[start:end].strip(" ,;/") for start, end in zip([0, *starts], ends, strict=True)
    ]


def parse_issn(text: str) -> str:
    """Read an ISSN (ISO 3297) as ``NNNN-NNNC``."""
    if _PLAIN_ISSN.fullmatch(text):
        if text[8] != _modulo_11(text[:4] + text[5:8]):
            raise ValueError(f"an ISSN whose check digit is not {text[8]}: {text!r}")
        return text
    found = _ISSN.fullmatch(text.strip())
    if not found:
        raise ValueError(f"no ISSN: {text!r}")
    digits = (found[1] + found[2]).upper()
    if digits[-1] != _modulo_11(digits[:-1]):
        raise ValueError(f"an ISSN whose check digit is not {digits[-1]}: {text!r}")
    return f"{digits[:4]}-{digits[4:]}"


def parse_orcid(text: str) -> str:
    """Read an ORCID iD, whose check digit is ISO 7064's modulo 11-2."""
    found = _ORCID.fullmatch(text.strip())
    if not found:
        raise ValueError(f"no ORCID iD: {text!r}")
    digits = "".join(found.groups()).upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if digits[-1] != ("X" if check == 10 else str(check)):
        raise ValueError(f"an ORCID iD whose check digit is not {digits[-1]}: {text!r}")
    return "-".join(digits[at : at + 4] for at in range(0, 16, 4))


# PubMed

_PMID = lazy(
    r"(?:\S*pubmed\S*?/(?:\?term=)?|(?:info:)?pmid[:/\s]*|pubmed(?:\s+id)?[:\s]*)?"
    r"0*([1-9][0-9]{0,8})/?(?:\s*\[.*\])?\.?",
    re.I,
)
_PMCID = lazy(
    r"(?:\S*/|\S*[?&]artid=|pmcid[:\s]*)?(?:pmc\s*)?0*([1-9][0-9]{0,8})"
    r"(?:\.[0-9]+)?/?(?:\s*\[.*\])?",
    re.I,
)


def parse_pmid(text: str) -> str:
    """Read a PubMed id, a number of up to nine digits."""
    found = _PMID.fullmatch(text.strip())
    if not found:
        raise ValueError(f"no PubMed id: {text!r}")
    return found[1]


def parse_pmcid(text: str) -> str:
    """Read a PubMed Central id as ``PMC`` and a number."""
    found = _PMCID.fullmatch(text.strip())
    if not found:
        raise ValueError(f"no PubMed Central id: {text!r}")
    return f"PMC{found[1]}"
