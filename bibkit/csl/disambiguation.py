"""Which citations of a list look alike, and what tells them apart in the bibliography.

https://docs.citationstyles.org/en/stable/specification.html#disambiguation. A list shows of it
the suffixes of years and what a style prints where ``disambiguate`` holds.
"""

from collections.abc import Callable, Sequence
from functools import partial

from bibkit.csl.evaluate import Compiler
from bibkit.csl.flatten import text_of
from bibkit.csl.items import Item
from bibkit.csl.state import State
from bibkit.csl.style import Style
from bibkit.csl.tree import Kid, Node

Groups = list[list[Item]]


def disambiguate(items: Sequence[Item], style: Style, compiler: Compiler) -> None:
    """Give a suffix to the year of each citation that looks like another, in their order."""
    citation, layout = style.citation, style.layout("citation")
    if citation is None or layout is None:
        return
    adds_suffix = citation.get("disambiguate-add-year-suffix") == "true"
    if not adds_suffix and not _asks_for_ambiguity(style):
        return
    content = compiler.sequence(layout.children)

    def cited(item: Item, more_names: int = 0) -> str:
        kids: list[Kid] = []
        content(State(item, more_names=more_names), kids)
        return text_of(Node(kids), compiler.locale)

    alike = _alike(items, cited)
    if alike and citation.get("disambiguate-add-names") == "true":
        alike = [group for same in alike for group in _apart_by_names(same, cited)]
    if alike and citation.get("disambiguate-add-givenname") == "true":
        alike = [group for same in alike for group in _alike(same, _people)]
    if alike and _asks_for_ambiguity(style):
        alike = [group for same in alike for group in _apart_by_style(same, cited)]
    if adds_suffix:
        for group in alike:
            for place, item in enumerate(group):
                item.values["year-suffix"] = suffix(place)


def suffix(place: int) -> str:
    """``a`` to ``z``, then ``aa`` and on."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _alike(items: Sequence[Item], look: Callable[[Item], str]) -> Groups:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(look(item), []).append(item)
    return [group for group in groups.values() if len(group) > 1]


def _people(item: Item) -> str:
    people = item.values.get("author") or item.values.get("editor") or ()
    return repr([(one.literal or one.family, one.given, one.non_dropping) for one in people])


def _apart_by_names(items: list[Item], cited: Callable[[Item, int], str]) -> Groups:
    """What still looks alike when ever more names are shown."""
    most = max(len(item.values.get("author", ())) for item in items)
    groups = [items]
    for more in range(1, most):
        look = partial(_cited_with, cited, more)
        groups = [group for same in groups for group in _alike(same, look)]
        if not groups:
            break
    return groups


def _cited_with(cited: Callable[[Item, int], str], more: int, item: Item) -> str:
    return cited(item, more)


def _apart_by_style(items: list[Item], cited: Callable[[Item], str]) -> Groups:
    """What still looks alike when the style is told that it does."""
    for item in items:
        item.disambiguate = True
    return _alike(items, cited)


def _asks_for_ambiguity(style: Style) -> bool:
    return any("disambiguate" in element.attributes for element in style.root.walk())
