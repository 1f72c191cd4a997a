"""One person as a style prints a name: order, particles, initials, formats of its parts.

https://docs.citationstyles.org/en/stable/specification.html#names
"""

from bibkit.csl.elements import Element
from bibkit.csl.initials import initials, normalized_initials
from bibkit.csl.items import Person
from bibkit.csl.markup import rich
from bibkit.csl.textcase import text_case
from bibkit.csl.tree import Kid, Kids, Node, formats_of, joined_words
from bibkit.patterns import lazy

_TAG = lazy(r"</?\w[^<>]*>")
# A name that holds no letter of these scripts is written family first and unspaced.
_SPACED = lazy(
    r"[\u0000-\u024f\u02b0-\u036f\u0370-\u058f\u0590-\u06ff\u0900-\u0dff\u10a0-\u10ff"
    r"\u1e00-\u1fff\u2010-\u201f\u2c60-\u2c7f\ua720-\ua7ff]"
)


class PersonPrinter:
    """Prints people by the options of one ``cs:name``; remembers whom it printed."""

    def __init__(self, options: dict[str, str], element: Element, demote: str) -> None:
        self.form = options.get("form", "long")
        self.sign = options.get("initialize-with")
        self.initialize = options.get("initialize") != "false"
        self.hyphens = options.get("initialize-with-hyphen") != "false"
        self.separator = options.get("sort-separator", ", ")
        self.demote = demote
        self.parts = {part.get("name"): part for part in element.find_all("name-part")}
        self._known: dict[tuple[Person, bool, bool], Kids] = {}

    def kids(self, person: Person, *, inverted: bool, sorting: bool) -> Kids:
        """The name, family first if ``inverted``; ``sorting`` may drop particles."""
        key = (person, inverted, sorting)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._print(person, inverted, sorting)
        return known

    def _part(self, name: str, kids: Kids, *, affixed: bool = True) -> Kid:
        element = self.parts.get(name)
        if not kids:
            return ""
        if element is None:
            return kids[0] if len(kids) == 1 else Node(kids)
        if case := element.get("text-case"):
            kids = text_case(case)(kids)
        return Node(
            kids, formats_of(element.attributes),
            prefix=element.get("prefix") if affixed else "",
            suffix=element.get("suffix") if affixed else "",
        )  # fmt: skip

    def _print(self, person: Person, inverted: bool, sorting: bool) -> Kids:
        if person.literal:
            return [self._part("family", rich(person.literal), affixed=False)]
        if not _SPACED.search(person.family + person.given):
            parts = [self._part("family", [person.family], affixed=False)]
            if person.given and self.form != "short":
                parts.append(self._part("given", [person.given], affixed=False))
            return parts
        family = Node(rich(person.family)) if person.family else ""
        keeps = self.demote == "never" or (self.demote == "sort-only" and not sorting)
        if self.form == "short":
            front = person.non_dropping if keeps or not sorting else ""
            return [self._part("family", joined_words(_typed(front), family))]
        given, suffix = self._given(person), person.suffix
        if suffix and self.sign is not None and "." not in self.sign:
            suffix = suffix.replace(".", "")
        dropping, front = _typed(person.dropping), _typed(person.non_dropping)
        if sorting and front:
            front += " "
        if inverted and (given or dropping or front or suffix):
            return self._inverted((family, given, dropping, front, suffix), keeps)
        kids: list[Kid] = [
            part
            for part in (
                self._part("given", joined_words(given, dropping)),
                self._part("family", joined_words(front, family)),
            )
            if part
        ]
        if len(kids) == 2 and not (dropping and dropping.endswith(("’", "-"))):
            kids.insert(1, " ")
        if suffix:
            kids.append((", " if person.comma_suffix else " ") + suffix)
        return kids

    def _inverted(self, parts: tuple[Kid, Kid, str, str, str], keeps: bool) -> Kids:
        family, given, dropping, front, suffix = parts
        if keeps:
            head = self._part("family", joined_words(front, family))
            rest = self._part("given", joined_words(given, dropping))
        else:
            head = self._part("family", [family] if family else [])
            rest = self._part("given", joined_words(given, dropping, front))
        kids: list[Kid] = [head]
        for part in (rest, suffix):
            if part:
                kids += [self.separator, part]
        return kids

    def _given(self, person: Person) -> Kid:
        given = person.given
        if not given:
            return ""
        if self.sign is not None:
            short = initials if self.initialize else normalized_initials
            given = short(_TAG.sub("", given), self.sign, hyphens=self.hyphens)
        kids = rich(given)
        return kids[0] if len(kids) == 1 else Node(kids)


def _typed(particle: str) -> str:
    return particle.replace("'", "’")
