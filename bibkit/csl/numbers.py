"""Numbers in fields: which are numeric, in which form they are printed, ranges of pages.

https://docs.citationstyles.org/en/stable/specification.html#number and
https://docs.citationstyles.org/en/stable/specification.html#page-ranges
"""

from functools import partial
from re import Match

from bibkit.patterns import lazy

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PAGE = r"(?:[A-Za-z]*\d+[A-Za-z]*|[ivxlcdm]+)"
_ONE = r"[A-Za-z]*\d+[A-Za-z]*"
_NUMERIC = lazy(rf"\s*{_ONE}(?:\s*[-–,&]\s*{_ONE})*\s*")
_PAGE_ALONE = lazy(_PAGE)
_RANGE = lazy(rf"({_PAGE})\s*[-–—]{{1,2}}\s*({_PAGE})")
_PREFIX = lazy(r"(.*?)(\d*)")
_SEPARATORS = lazy(r"(,\s+|\s*&\s*)")
_SEPARATOR_TEXT = {",": ", ", "&": " & "}


def is_numeric(text: str) -> bool:
    """Whether a field holds numbers, with an affix each, alone, in a range or a list."""
    return _NUMERIC.fullmatch(text) is not None


def is_several(text: str) -> bool:
    """Whether a field holds more than one number, so that its label is a plural."""
    if "\\-" in text:
        return False
    parts = _SEPARATORS.split(text.strip())[::2]
    return any(map(_RANGE.fullmatch, parts)) or (
        len(parts) > 1 and all(map(_PAGE_ALONE.fullmatch, parts))
    )


def roman(number: int) -> str:
    """The Roman numeral in lower case."""
    digits = []
    for value, digit in _ROMAN:
        count, number = divmod(number, value)
        digits.append(digit * count)
    return "".join(digits)


def page_range(text: str, form: str, dash: str) -> str:
    """A field of pages, its ranges cut or expanded as ``form`` asks."""
    text = text.strip()
    if "\\-" in text:
        return text.replace("\\-", "-")
    cut = partial(_cut_range, form=form, dash=dash)
    parts = []
    for part in _SEPARATORS.split(text):
        match = _RANGE.fullmatch(part)
        parts.append(cut(match) if match else _SEPARATOR_TEXT.get(part.strip()) or _kept(part))
    return "".join(parts)


def _kept(part: str) -> str:
    """What is no range of pages as it is, but with the hyphen that is on keyboards."""
    return part.replace("–", "-")


def _cut_range(match: Match[str], form: str, dash: str) -> str:
    first, last = match[1], match[2]
    begins, ends = _PREFIX.fullmatch(first), _PREFIX.fullmatch(last)
    if not (form and begins and ends and begins[2] and ends[2]):
        return f"{first}{dash}{last}"
    prefix, low, high = begins[1], begins[2], ends[2]
    if ends[1] and ends[1] != prefix:
        return f"{first}{dash}{last}"
    full = low[: max(0, len(low) - len(high))] + high
    if form == "expanded" or len(full) != len(low) or full == low:
        return f"{first}{dash}{prefix}{full}"
    if int(full) < int(low):
        return f"{first}{dash}{last}"
    return f"{first}{dash}{_shortened(low, full, form)}"


def _shortened(low: str, high: str, form: str) -> str:
    if form == "minimal":
        return _changed_digits(low, high, 1)
    if form == "minimal-two":
        return _changed_digits(low, high, 2)
    if not form.startswith("chicago"):
        return high
    number = int(low)
    if number < 100 or number % 100 == 0:
        return high
    if number % 100 < 10:
        return _changed_digits(low, high, 1)
    changed = sum(one != other for one, other in zip(low, high, strict=True))
    if form != "chicago-16" and len(low) == 4 and changed >= 3:
        return high
    return _changed_digits(low, high, 2)


def _changed_digits(low: str, high: str, least: int) -> str:
    same = 0
    while same < len(low) - least and low[same] == high[same]:
        same += 1
    return high[same:]
