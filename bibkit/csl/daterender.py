"""``cs:date``: parts in their forms, ranges drawn together, and what a sort key asks for.

https://docs.citationstyles.org/en/stable/specification.html#date
"""

from collections.abc import Mapping

from bibkit.csl.elements import Element
from bibkit.csl.items import Dates
from bibkit.csl.locales import Locale
from bibkit.csl.textcase import text_case, without_periods
from bibkit.csl.tree import YEAR, Kid, Kids, Node, formats_of

Part = Mapping[str, str]
End = tuple[int, ...]

_ORDER = ("year", "month", "day")
_ALL = "year-month-day"


def date_parts(element: Element, locale: Locale) -> tuple[list[Part], str] | None:
    """The parts that a date element prints, and its delimiter; None for an unknown form.

    A localized date takes parts and affixes from the locale, and forms and formats from the
    style.
    """
    form = element.get("form")
    if not form:
        return [part.attributes for part in element.find_all("date-part")], element.get(
            "delimiter"
        )
    base = locale.dates.get(form)
    if base is None:
        return None
    kept = element.get("date-parts", _ALL).split("-")
    own = {part.get("name"): part.attributes for part in element.find_all("date-part")}
    parts: list[Part] = []
    for part in base.find_all("date-part"):
        name = part.get("name")
        if name in kept:
            changes = {
                key: value
                for key, value in own.get(name, {}).items()
                if key not in ("prefix", "suffix")
            }
            parts.append({**part.attributes, **changes})
    return parts, base.get("delimiter")


class DatePrinter:
    """Prints dates in the parts of one date element."""

    def __init__(self, parts: list[Part], delimiter: str, locale: Locale) -> None:
        self.parts = parts
        self.names = [part["name"] for part in parts]
        self.asked = frozenset(self.names)
        self.delimiter = delimiter
        self.locale = locale

    def print(self, date: Dates) -> list[Kid]:
        """The parts of a date or range; nothing where no part asked for is there."""
        first = date.parts[0]
        if len(date.parts) > 1 and date.parts[1] != first:
            return self._range(first, date.parts[1])
        return self._all(self.parts, first)

    def _all(self, parts: list[Part], end: End) -> list[Kid]:
        printed = (self._part(part, end) for part in parts)
        return [node for node in printed if node is not None]

    def _range(self, first: End, last: End) -> list[Kid]:
        if last == (0,):
            return [*self._all(self.parts, first), "–"]
        differing = next(
            (
                name
                for place, name in enumerate(_ORDER)
                if first[place : place + 1] != last[place : place + 1]
            ),
            "",
        )
        if differing not in self.names:
            return self._all(self.parts, first)
        level = _ORDER.index(differing)
        places = [n for n, name in enumerate(self.names) if _ORDER.index(name) >= level]
        low, high = min(places), max(places) + 1
        inner = self.parts[low:high]
        left, right = self._all(inner, first), self._all(inner, last)
        if left:
            left[-1] = _without_affix(left[-1], suffix=True)
        if right and left:
            right[0] = _without_affix(right[0], prefix=True)
        dash = next(
            (
                part["range-delimiter"]
                for part in self.parts
                if part["name"] == differing and "range-delimiter" in part
            ),
            "–",
        )
        middle = Node(
            [Node(left, delimiter=self.delimiter), dash, Node(right, delimiter=self.delimiter)]
        )
        before = self._all(self.parts[:low], first)
        return [*before, middle, *self._all(self.parts[high:], last)]

    def _part(self, part: Part, end: End) -> Node | None:
        name = part["name"]
        if name == "year":
            text = self._year(part, end[0])
        elif name == "month":
            text = self._month(part, end)
        else:
            text = self._day(part, end)
        if not text:
            return None
        kids: Kids = [text]
        if part.get("strip-periods") == "true":
            kids = without_periods(kids)
        if "text-case" in part:
            kids = text_case(part["text-case"])(kids)
        return Node(
            kids, formats_of(dict(part)), prefix=part.get("prefix", ""),
            suffix=part.get("suffix", ""), mark=YEAR if name == "year" else None,
        )  # fmt: skip

    def _year(self, part: Part, year: int) -> str:
        if year == 0:
            return ""
        if part.get("form") == "short":
            return f"{abs(year) % 100:02d}"
        if year < 0:
            return str(-year) + (self.locale.term("bc") or " BC")
        return str(year) + ((self.locale.term("ad") or " AD") if year < 1000 else "")

    def _month(self, part: Part, end: End) -> str:
        month, form = end[1] if len(end) > 1 else 0, part.get("form", "long")
        if not month:
            return ""
        if month > 12:
            if form.startswith("numeric"):
                return ""
            return self.locale.term(f"season-{(month - 13) % 4 + 1:02d}") or ""
        if form == "numeric":
            return str(month)
        if form == "numeric-leading-zeros":
            return f"{month:02d}"
        return self.locale.term(f"month-{month:02d}", form) or ""

    def _day(self, part: Part, end: End) -> str:
        day, form = end[2] if len(end) > 2 else 0, part.get("form", "numeric")
        if not day:
            return ""
        if form == "numeric-leading-zeros":
            return f"{day:02d}"
        only_first = self.locale.options.get("limit-day-ordinals-to-day-1") == "true"
        if form != "ordinal" or (only_first and day != 1):
            return str(day)
        gender = self.locale.genders.get(f"month-{end[1]:02d}", "")
        return f"{day}{self.locale.ordinal(day, gender)}"


def _without_affix(kid: Kid, *, prefix: bool = False, suffix: bool = False) -> Kid:
    if isinstance(kid, str):
        return kid
    bare = kid.with_kids(kid.kids)
    if prefix:
        bare.prefix = ""
    if suffix:
        bare.suffix = ""
    return bare


def with_year_suffix(kids: list[Kid], suffix: str) -> tuple[list[Kid], bool]:
    """The date with a suffix behind its (last) year, and whether it has a year."""
    for place in range(len(kids) - 1, -1, -1):
        kid = kids[place]
        if isinstance(kid, str):
            continue
        if kid.mark == YEAR:
            kids[place] = kid.with_kids([*kid.kids, suffix])
            return kids, True
        inner, done = with_year_suffix(list(kid.kids), suffix)
        if done:
            kids[place] = kid.with_kids(inner)
            return kids, True
    return kids, False
