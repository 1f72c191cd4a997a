"""A list of citations in a style: sorted, numbered, told apart, rendered to runs."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bibkit.csl.disambiguation import disambiguate
from bibkit.csl.elements import Element
from bibkit.csl.errors import StyleError
from bibkit.csl.evaluate import Compiler
from bibkit.csl.flatten import Run, runs_of
from bibkit.csl.items import Item
from bibkit.csl.locales import Locale
from bibkit.csl.ordering import sorted_items
from bibkit.csl.state import EMPTY, State
from bibkit.csl.style import Style
from bibkit.csl.substitution import SubsequentAuthors
from bibkit.csl.tree import Kid, Node, formats_of
from bibkit.diagnostics import Diagnostic, Report, ignore
from bibkit.model import Citation, Source


class Rendered(NamedTuple):
    """One citation of a bibliography: its key, its label as ``[1]``, and the entry, in runs."""

    key: str
    label: tuple[Run, ...]
    runs: tuple[Run, ...]


class Bibliography:
    """A style with the words of a language, compiled once for many lists.

    Raises:
        StyleError: the style has no bibliography.
    """

    def __init__(self, style: Style, locale: Locale) -> None:
        layout = style.layout("bibliography")
        if style.bibliography is None or layout is None:
            raise StyleError(
                f"{style.name}: formats citations but no bibliography; choose another style"
            )
        self.style = style
        self.locale = locale
        self.element: Element = style.bibliography
        self.layout = layout
        self.compiler = Compiler(style, locale, "bibliography")
        self.citations = Compiler(style, locale, "citation")
        self.content = self.compiler.sequence(layout.children)

    def render(
        self, citations: Iterable[Citation], report: Report = ignore
    ) -> list[Rendered]:
        """The entries in the order of the style; a record that fails is told and keeps its place."""
        items = self._items(citations, report)
        ordered = sorted_items(items, self.element.find("sort"), self.compiler)
        self._number(ordered)
        disambiguate(ordered, self.style, self.citations)
        substitute = SubsequentAuthors(self.element, self.locale)
        return [self._rendered(item, substitute) for item in ordered]

    def _items(self, citations: Iterable[Citation], report: Report) -> list[Item]:
        return [Item(citation, number) for number, citation in enumerate(citations, 1)]

    def _number(self, ordered: Sequence[Item]) -> None:
        """Number the entries as they stand, or backwards where the style sorts them so."""
        sort = self.element.find("sort")
        falls = sort is not None and any(
            key.get("variable") == "citation-number" and key.get("sort") == "descending"
            for key in sort.children
        )
        for place, item in enumerate(ordered):
            item.number = len(ordered) - place if falls else place + 1

    def _rendered(self, item: Item, substitute: SubsequentAuthors) -> Rendered:
        state, kids = State(item), list[Kid]()
        status = self.content(state, kids)
        substitute(state)
        if not kids or status == EMPTY:
            return Rendered(item.key, (), ())
        layout = self.layout
        label: tuple[Run, ...] = ()
        formats = formats_of(layout.attributes)
        prefix = layout.get("prefix")
        if self.element.get("second-field-align") and len(kids) > 1:
            label = tuple(runs_of(Node(kids[:1], formats, prefix=prefix), self.locale))
            kids, prefix = kids[1:], ""
        tree = Node(kids, formats, prefix=prefix, suffix=layout.get("suffix"))
        return Rendered(item.key, _trimmed(label), _trimmed(tuple(runs_of(tree, self.locale))))


def _trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without the spaces at both ends."""
    if runs and runs[0].text[0].isspace():
        first = runs[0]._replace(text=runs[0].text.lstrip())
        runs = ((first,) if first.text else ()) + runs[1:]
    if runs and runs[-1].text[-1].isspace():
        last = runs[-1]._replace(text=runs[-1].text.rstrip())
        runs = runs[:-1] + ((last,) if last.text else ())
    return runs


__all__ = ["Bibliography", "Rendered", "Source", "Diagnostic"]
