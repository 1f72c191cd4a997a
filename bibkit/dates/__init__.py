"""Dates: EDTF, the words that people write, and what BibTeX, RIS and CSL-JSON make of them.

Years count astronomically (0 is 1 BCE) everywhere but in CSL-JSON, which has no year 0.
"""

from bibkit.dates.bibtex import format_bibtex, parse_bibtex
from bibkit.dates.csl import format_csl, parse_csl
from bibkit.dates.edtf import format_edtf, is_calendar_date, parse_edtf
from bibkit.dates.ris import format_ris, parse_ris
from bibkit.dates.vocabulary import MONTHS, parse_month
from bibkit.dates.words import parse_words, year_letter

__all__ = [
    "MONTHS",
    "format_bibtex",
    "format_csl",
    "format_edtf",
    "format_ris",
    "is_calendar_date",
    "parse_bibtex",
    "parse_csl",
    "parse_edtf",
    "parse_month",
    "parse_ris",
    "parse_words",
    "year_letter",
]
