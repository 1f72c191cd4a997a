"""How preprints are known: by the servers' names, by their DOIs, by what they are called."""

import re

from bibkit.patterns import lazy

# A venue that begins so is a server; one that only holds such a word may be a journal.
_SERVER = lazy(
    r"\W*(?:corr\b|arxiv|\w{0,10}rxiv\b|vixra\b|ssrn\b|social science research network"
    r"|research square|preprints?(?:\.org|\b)|osf\b|authorea\b|hal\b|cryptology eprint"
    r"|e-?prints?\b|repec\b|computing research repository)",
    re.IGNORECASE,
)
_MENTIONED = lazy(
    r"\b(?:\w{0,10}xiv|corr|preprints?|ssrn|social science research network|vixra|authorea|osf"
    r"|research square|e-?prints?|working papers?|computing research repository)\b",
    re.IGNORECASE,
)
_CALLED = lazy(r"\b(?:pre-?prints?|e-?prints?|working papers?)\b", re.IGNORECASE)
_DOI = lazy(
    r"10\.(?:48550/|2139/ssrn|26434/|31234/osf|31219/osf|31235/osf|31222/osf|35542/osf"
    r"|31223/|21203/rs\.|20944/preprints|36227/techrxiv|22541/(?:au|essoar)|33774/|32942/"
    r"|1101/(?:\d{4}\.\d\d\.\d\d\.)?\d{5,}|64898/)",
    re.IGNORECASE,
)
_ARXIV_DOI = lazy(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_EARLY_DOIS = (
    "10.48550/", "10.1101/", "10.2139/ssrn", "10.31219/", "10.31234/", "10.31235/", "10.20944/",
    "10.21203/", "10.26434/", "10.36227/", "10.7287/", "10.22541/", "10.5281/", "10.6084/",
)  # fmt: skip
"""Also of repositories that give whatever is put there a DOI."""


def is_server(venue: str) -> bool:
    """Whether a venue is a preprint server."""
    return _SERVER.match(venue) is not None


def mentions_server(venue: str) -> bool:
    """Whether a venue has a preprint server's name, or a word for preprints, in it."""
    return _MENTIONED.search(venue) is not None


def is_called_preprint(genre: str) -> bool:
    """Whether a genre is one of preprints."""
    return _CALLED.search(genre) is not None


def is_preprint_doi(value: str) -> bool:
    """Whether a DOI is one that a preprint server gave."""
    return _DOI.match(value) is not None


def is_early_doi(value: str) -> bool:
    """Whether a DOI, in small letters, may be that of a work before its publication."""
    return value.startswith(_EARLY_DOIS)


def arxiv_of(doi: str) -> str:
    """The arXiv id of which arXiv made a DOI, or ``""``."""
    found = _ARXIV_DOI.match(doi)
    return found[1] if found else ""
