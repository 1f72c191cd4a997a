"""Dates and pages of BibTeX and BibLaTeX."""

import re
from functools import lru_cache

from bibkit import dates, latex, pages
from bibkit.codecs.tex_text import decode_tex
from bibkit.codecs.text import MEMO, PartlyReadError, is_usual_date, is_usual_page
from bibkit.model import Date
from bibkit.patterns import lazy


@lru_cache(MEMO)
def decode_tex_issued(year: str, month: str, day: str, date: str) -> Date:
    """BibLaTeX's ``date`` where it is given, else BibTeX's ``year``, ``month`` and ``day``."""
    if date:
        found = _edtf_or_words(date)
        if month and found == Date(found.year) and _year(year or date) == found.year:
            return dates.parse_bibtex(str(found.year), latex.decode(month), latex.decode(day))
        return found
    if not _EDTF.fullmatch(year):
        year = latex.decode(year)
    return dates.parse_bibtex(year, latex.decode(month), latex.decode(day))


def _edtf_or_words(text: str) -> Date:
    try:
        return dates.parse_edtf(text if _EDTF.fullmatch(text) else latex.decode(text))
    except ValueError:
        found = dates.parse_words(decode_tex(text))
        if found.year is None:
            raise
        return found


def decode_issued(year: str, month: str, day: str, date: str) -> Date:
    """The date that can be read; a month that cannot does not cost the year.

    Raises:
        PartlyReadError: a column cannot be read, or says otherwise than ``date``.
        ValueError: nothing can be read.
    """
    columns = (year, month, day, date)
    for used in ((3, 1, 2), (3, 1), (3,), (0, 1, 2), (0, 1), (0,)):
        if not columns[used[0]]:
            continue
        try:
            found = decode_tex_issued(*(c if n in used else "" for n, c in enumerate(columns)))
        except ValueError:
            continue
        left = [n for n, column in enumerate(columns) if column and n not in used]
        if used[0] == 3:
            left = [n for n in left if n or _year(year) != found.year]
        if left:
            named = ("year", "month", "day", "date")[left[0]]
            raise PartlyReadError(found, left, f"the {named} {columns[left[0]]!r} is not used")
        return found
    if beginning := _beginning(date):
        raise PartlyReadError(beginning, (3,), f"only the beginning of {date!r} is a date")
    if date and not (year or month or day) and _WORDS.fullmatch(said := decode_tex(date)):
        return Date(literal=said)  # "in press", where BibLaTeX wants it in year
    found = decode_tex_issued(*columns)
    # "10-12 June 2005" in the month's place.
    words = dates.parse_words(decode_tex(month)) if found.year is None and month else found
    return found if words.year is None else words


_WORDS = lazy(r"[^\W\d_]++(?:[ .-]++[^\W\d_]++)*+[. ]*+")


def decode_dated(
    year: str, month: str, day: str, date: str, suffix: str
) -> tuple[Date | None, str]:
    """``decode_issued``, and the letter that tells works of one year apart: ``1992a``.

    Raises:
        PartlyReadError: a column cannot be read, or says otherwise than another.
        ValueError: nothing can be read.
    """
    letter = suffix and decode_tex(suffix)
    if suffix and not (year or month or day or date):
        return None, letter
    left: tuple[int, ...] = ()
    written = date or year
    if "\\" in written or "{" in written:
        written = latex.decode(written)
    if not written.isdecimal() and (found := dates.year_letter(written)):
        left = (4,) if letter not in ("", found) else ()
        letter = found
    try:
        issued = decode_issued(year, month, day, date)
    except PartlyReadError as partly:
        raise PartlyReadError(
            (partly.value, letter), (*partly.left, *left), str(partly)
        ) from None
    if left:
        raise PartlyReadError((issued, letter), left, f"the year {written!r} says otherwise")
    return issued, letter


def _beginning(date: str) -> Date | None:
    """The month, or the year, that ``date`` begins with: ``2001-02-30`` has no such day."""
    begins = _BEGINNING.match(date)
    for text in begins.group(0, 1) if begins else ():
        try:
            return dates.parse_edtf(text)
        except ValueError:
            continue
    return None


_BEGINNING = lazy(r"\s*+([0-9]{4})(?:-[0-9]{2})?(?![0-9])")


def _year(year: str) -> int | None:
    try:
        return dates.parse_bibtex(latex.decode(year), "", "").year
    except ValueError:
        return None


_EDTF = lazy(r"[0-9XYu./~?%-]+")
"""The characters of EDTF, whose ``~`` is no blank."""


def encode_bibtex_issued(date: Date | None, suffix: str) -> tuple[str, str, str, str, str]:
    """The date in BibTeX's own fields, as far as they hold it; a letter behind the year."""
    if date is None:
        return "", "", "", "", latex.encode(suffix)
    year, month, day = dates.format_bibtex(date)
    if date.literal:
        year = latex.encode(year)
    if suffix and dates.year_letter(f"{year}{suffix}") == suffix:
        return f"{year}{suffix}", month, day, "", ""
    return year, month, day, "", latex.encode(suffix)


def encode_biblatex_issued(date: Date | None, suffix: str) -> tuple[str, str, str, str, str]:
    """The date in BibLaTeX's ``date``; words in ``year``."""
    suffix = latex.encode(suffix)
    if date is None:
        return "", "", "", "", suffix
    if date.literal and date.year is None:
        return latex.encode(date.literal), "", "", "", suffix
    return "", "", "", dates.format_edtf(date), suffix


def is_usual_dated(date: Date | None, suffix: str) -> bool:
    """Whether there is a usual date, and no letter behind it."""
    return not suffix and date is not None and is_usual_date(date)


@lru_cache(MEMO)
def decode_tex_edtf(value: str) -> Date:
    """A date of EDTF; else one that people write."""
    try:
        return dates.parse_edtf(value)
    except ValueError:
        return dates.parse_words(decode_tex(value))


def encode_tex_edtf(date: Date) -> str:
    """A date as EDTF, words as they are."""
    if date.literal and date.year is None:
        return latex.encode(date.literal)
    return dates.format_edtf(date)


def decode_tex_pages(value: str) -> str:
    """Pages; ``--`` is the mark of a range, not a dash to be decoded."""
    return pages.normalize(decode_tex(value) if _TEX_IN_PAGES.search(value) else value)


def encode_tex_pages(page: str) -> str:
    """Pages with ``--`` in their ranges; what TeX would take for its own is escaped."""
    if is_usual_page(page):
        return page.replace("-", "--")
    return latex.encode(page) if _TEX_IN_PAGES.search(page) else pages.bibtex(page)


_TEX_IN_PAGES = lazy(r"[\\{}$~]")


def decode_extent(page: str, total: str) -> tuple[str, str]:
    """The pages of a part, and how many the whole has: a book's ``pages`` say either.

    A number, or one behind Roman ones (``xii+345pp.``), counts them; ``p. 345`` is a page.
    """
    pages_total = decode_tex(total)
    text = decode_tex_pages(page)
    found = None if pages_total not in ("", text) else _EXTENT.fullmatch(decode_tex(page))
    if not found:
        return text, pages_total
    return "", f"{found[1]}+{found[2]}" if found[1] else found[2]


def encode_extent(page: str, total: str) -> tuple[str, str]:
    """The two columns; a page that would be read as a number of pages is called one."""
    written = encode_tex_pages(page)
    if _EXTENT.fullmatch(page):
        written = f"p. {written}"
    return written, latex.encode(total)


_EXTENT = lazy(
    r"(?:([ivxlcdm]+)\s*[+,]\s*)?([0-9]+)\s*(?:pp?\.?|pages?|pgs?\.?|Seiten|S\.)?",
    re.IGNORECASE,
)
