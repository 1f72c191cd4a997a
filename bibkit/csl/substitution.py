"""``subsequent-author-substitute``: names that repeat those of the entry before.

https://docs.citationstyles.org/en/stable/specification.html#reference-grouping
"""

from collections.abc import Callable

from bibkit.csl.elements import Element
from bibkit.csl.flatten import text_of
from bibkit.csl.items import Person
from bibkit.csl.locales import Locale
from bibkit.csl.state import State
from bibkit.csl.tree import NAME_LIST, NameMark, Node

Names = tuple[str, tuple[Person, ...]]


class SubsequentAuthors:
    """Goes through a bibliography and puts the substitute where names repeat."""

    def __init__(self, bibliography: Element, locale: Locale) -> None:
        attributes = bibliography.attributes
        self.substitute = attributes.get("subsequent-author-substitute")
        self.rule = attributes.get("subsequent-author-substitute-rule", "complete-all")
        self.locale = locale
        self.before: Names | None = None

    def __call__(self, state: State) -> None:
        """Change the first names that an entry rendered, if they repeat the last entry's."""
        if self.substitute is None:
            return
        before, self.before = self.before, None
        if not state.names:
            return
        node, people = state.names[0]
        self.before = (self._names_alone(node), people or ())
        if before is None or not self.before[0]:
            return
        if self.rule in ("complete-all", "complete-each"):
            if self.before[0] == before[0]:
                self._replace_all(node, people)
        elif people is None:
            if self.before == before:
                node.kids = [self.substitute]
        else:
            self._replace_some(node, before[1], self.before[1])

    def _names_alone(self, node: Node) -> str:
        """The text of the names without labels, or of what stands in their place."""
        return "; ".join(text_of(part, self.locale) for part in _lists(node) or [node])

    def _replace_all(self, node: Node, people: tuple[Person, ...] | None) -> None:
        assert self.substitute is not None
        if people is None:
            node.kids = [self.substitute]
        elif self.rule == "complete-each":
            _replace_names(node, self.substitute, lambda _: True)
        elif not _replace_list(node, self.substitute):
            node.kids = [self.substitute]

    def _replace_some(
        self, node: Node, before: tuple[Person, ...], people: tuple[Person, ...]
    ) -> None:
        assert self.substitute is not None
        same = 0
        while same < min(len(before), len(people)) and before[same] == people[same]:
            same += 1
        if self.rule == "partial-first":
            same = min(same, 1)
        if same:
            _replace_names(node, self.substitute, lambda mark: mark.index < same)


def _replace_list(node: Node, substitute: str) -> bool:
    """Put the substitute for a single list of names, whose label stays."""
    lists = _lists(node)
    if len(lists) != 1:
        return False
    lists[0].kids = [substitute]
    return True


def _lists(node: Node) -> list[Node]:
    if node.mark == NAME_LIST:
        return [node]
    return [found for kid in node.kids if isinstance(kid, Node) for found in _lists(kid)]


def _replace_names(node: Node, substitute: str, chosen: Callable[[NameMark], bool]) -> None:
    kids = list(node.kids)
    for place, kid in enumerate(kids):
        if isinstance(kid, Node):
            if not isinstance(kid.mark, NameMark):
                _replace_names(kid, substitute, chosen)
            elif chosen(kid.mark):
                kids[place] = substitute
    node.kids = kids
