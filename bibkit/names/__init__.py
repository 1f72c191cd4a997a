"""Names of people and organisations: lists and single names, read, written and compared.

Nothing here knows LaTeX: the BibTeX functions work on text whose braces still stand, and
hand every part to the caller's ``decode`` (or take it from ``encode``).
"""

from bibkit.names.bibtex import format_bibtex, parse_bibtex
from bibkit.names.comparing import compatible, normalized
from bibkit.names.lists import join_bibtex, split_bibtex
from bibkit.names.namesakes import lived, marked, without_mark
from bibkit.names.plain import format_comma, parse_comma, parse_shown
from bibkit.names.words import PARTICLES

__all__ = [
    "PARTICLES",
    "compatible",
    "format_bibtex",
    "format_comma",
    "join_bibtex",
    "lived",
    "marked",
    "normalized",
    "parse_bibtex",
    "parse_comma",
    "parse_shown",
    "split_bibtex",
    "without_mark",
]
