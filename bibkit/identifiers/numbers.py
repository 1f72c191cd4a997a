"""Identifiers that are numbers: ISBN, ISSN and ORCID iD with a check digit, PMID, PMCID."""

import re

from bibkit.patterns import lazy

_ISBN = lazy(
    r"(?:e-?|p-?)?(?:isbn)?(?:[-\s]?1[03](?=[:\s]))?[:\s]*"
    r"((?:97[89][-\s‐–]?)?[0-9](?:[-\s‐–]?[0-9]){8}[-\s‐–]?[0-9X])(?:[\s(\[.,;:].*)?",
    re.I | re.DOTALL,
)
_ISSN = lazy(
    r"(?:[ep]-?)?(?:issn)?(?:-l)?[:\s]*([0-9]{4})[-\s‐–]?([0-9]{3}[0-9X])(?:[\s(\[.,;:].*)?",
    re.I | re.DOTALL,
)
_ORCID = lazy(
    r"(?:\S*/|orcid[:\s]*)?([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3}[0-9X])/?", re.I
)
_DASHES = lazy(r"[\s‐–]")


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
    return str(-sum(int(d) * (3 if at % 2 else 1) for at, d in enumerate(digits)) % 10)


def _modulo_11(digits: str) -> str:
    """The check digit of ISBN-10 and ISSN: weights rise from 2 at the last digit."""
    rest = -sum(int(d) * weight for weight, d in enumerate(reversed(digits), 2)) % 11
    return "X" if rest == 10 else str(rest)


def parse_issn(text: str) -> str:
    """Read an ISSN (ISO 3297) as ``NNNN-NNNC``."""
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
    r"(?:\S*pubmed\S*?/|pmid[:\s]*|pubmed(?:\s+id)?[:\s]*)?0*([1-9][0-9]{0,8})/?(?:\s*\[.*\])?\.?",
    re.I,
)
_PMCID = lazy(
    r"(?:\S*/|pmcid[:\s]*)?(?:pmc\s*)?0*([1-9][0-9]{0,8})(?:\.[0-9]+)?/?(?:\s*\[.*\])?", re.I
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
