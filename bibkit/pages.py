"""Page ranges: one canonical text, and what BibTeX and RIS make of it.

Canonical is ``1-9, 12``: a hyphen within a range, a comma between ranges, with a blank if
there was one (``1,234-1,240`` may be two numbers). Where the pages themselves have hyphens
the range has an en dash: ``A-1–A-9``.
"""

import re

from bibkit.patterns import lazy

_LONGEST = 500
"""Characters beyond which a text is not tried as pages."""

_USUAL = lazy(r"([0-9]++)(?:--?+([0-9]++))?+")
_LABEL = lazy(r"(?:pp?\.\s*|pp\s+|p\s+(?=[0-9])|pages?:?\s+)(?=[^\s.])", re.I)
_COMMA = lazy(r"(\s*+[,;]\s*+)")
_RANGE_MARK = lazy(r"\s*+(?:-{2,3}|[–—−‒])\s*+|\s++-\s*+|(?<=\S)-\s++")
_PAGE = lazy(
    r"(?:[A-Za-z]{0,5}[0-9]++(?:[.:/][0-9]++)*+[A-Za-z]{0,3}|[ivxlcdm]++|[IVXLCDM]++)\+?"
)
_STROKES = " -–—"
_HYPHENED = lazy(r"[A-Za-z0-9.:]++(?:-[A-Za-z0-9.:]++)++")


def normalize(text: str) -> str:
    """The canonical form of pages as people write them; what is no pages, only stripped.

    ``pp. 1--9``, ``1 – 9`` and ``1-9`` become ``1-9``. The last page stays as short as it
    is (``737-46``), and marks stay (``12+``, ``e1392``, ``S12-S20``, ``4:1-4:10``).
    """
    text = text.strip()
    if usual := _USUAL.fullmatch(text):
        return f"{usual[1]}-{usual[2]}" if usual[2] else text
    if len(text) > _LONGEST:
        return text
    parts = _COMMA.split(_LABEL.sub("", text, count=1))
    ranges = list(map(_ends, parts[::2]))
    if not all(ranges):
        return text
    parts[::2] = map(_joined, ranges)
    parts[1::2] = ["," if mark == "," else ", " for mark in parts[1::2]]
    return "".join(parts)


def bibtex(page: str) -> str:
    """Canonical pages with ``--`` in their ranges; ``normalize`` is the way back."""
    if usual := _USUAL.fullmatch(page):
        return f"{usual[1]}--{usual[2]}" if usual[2] else page
    parts = _COMMA.split(page) if len(page) <= _LONGEST else []
    ranges = list(map(_ends, parts[::2]))
    if not parts or not all(ranges):
        return page
    parts[::2] = map("--".join, ranges)
    return "".join(parts)


def first_last(page: str) -> tuple[str, str]:
    """The ends of canonical pages that are one range; else all of them and ``""``.

    Ends that look like ranges themselves ("1-2–1-9") are left together.
    """
    start, _, end = page.partition("-")
    if start.isdecimal() and end.isdecimal() and len(page) < _LONGEST:
        return start, end
    ends = _ends(page)
    if len(ends) == 2 and all(len(_ends(end)) == 1 for end in ends):
        return ends[0], ends[1]
    return page, ""


def join(first: str, last: str) -> str:
    """The canonical pages from ``first`` to ``last``, either of which may be ``""``.

    Where one of them holds the whole range already, or the stroke, as some write it, it is
    not doubled.
    """
    if first.isdecimal() and last.isdecimal() and len(first) + len(last) < _LONGEST:
        return f"{first}-{last}"
    first, last = normalize(first), normalize(last)
    if not first or not last:
        return first or last
    if last == "+":
        return f"{first}+"
    first, last = first.rstrip(_STROKES), last.lstrip(_STROKES)
    one, other = _ends(first), _ends(last)
    if len(other) == 2 and first == other[0]:
        return last
    if len(one) == 2 and last in (first, one[1]):
        return first
    if len(one) == len(other) == 1:
        return _joined((first, last))
    return f"{first}, {last}"


def _ends(part: str) -> tuple[str, ...]:
    """The page, or the two ends of the range; nothing where ``part`` is neither."""
    if len(part) > _LONGEST:
        return ()
    ends = tuple(_RANGE_MARK.split(part))
    if len(ends) == 1:
        if _PAGE.fullmatch(part):
            return ends
        ends = tuple(part.split("-"))
        plain = len(ends) == 2 and all(map(_PAGE.fullmatch, ends))
        return ends if plain else (part,) if _HYPHENED.fullmatch(part) else ()
    if len(ends) == 2 and all(_PAGE.fullmatch(end) or _HYPHENED.fullmatch(end) for end in ends):
        return ends
    return ()


def _joined(ends: tuple[str, ...]) -> str:
    return ("–" if any("-" in end for end in ends) else "-").join(ends)
