"""A list of citations in a style: sorted, numbered, told apart, rendered to runs."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bibkit.csl.disambiguation import disambiguate
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
from bibkit.errors import StyleError
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
        self.element = style.bibliography
        self.layout = layout
        self.compiler = Compiler(style, locale, "bibliography")
        self.citations = Compiler(style, locale, "citation")
        self.content = self.compiler.sequence(layout.children)

    def render(self, citations: Iterable[Citation], report: Report = ignore) -> list[Rendered]:
        """The entries in the style's order; what cannot be rendered is left out and told."""
        listed = list(citations)
        try:
            return self._rendered([Item(c, n) for n, c in enumerate(listed, 1)], report)
        except Exception:  # whatever is odd about one record costs no other
            sound = [citation for citation in listed if self._is_sound(citation, report)]
            if len(sound) == len(listed):
                raise
        return self._rendered([Item(c, n) for n, c in enumerate(sound, 1)], report)

    def _is_sound(self, citation: Citation, report: Report) -> bool:
        try:
            self._rendered([Item(citation, 1)], ignore)
        except Exception as error:
            _tell(report, citation, f"left out, for it cannot be rendered: {error!r}")
            return False
        return True

    def _rendered(self, items: list[Item], report: Report) -> list[Rendered]:
        ordered = sorted_items(items, self.element.find("sort"), self.compiler)
        self._number(ordered)
        disambiguate(ordered, self.style, self.citations)
        substitute = SubsequentAuthors(self.element, self.locale)
        entries = []
        for item in ordered:
            entry = self._entry(item, substitute)
            if not entry.runs:
                _tell(report, item.citation, "the style prints nothing of it")
            entries.append(entry)
        return entries

    def _number(self, ordered: Sequence[Item]) -> None:
        """Number the entries as they stand, or backwards where the style sorts them so."""
        sort = self.element.find("sort")
        falls = sort is not None and any(
            key.get("variable") == "citation-number" and key.get("sort") == "descending"
            for key in sort.children
        )
        for place, item in enumerate(ordered):
            item.number = len(ordered) - place if falls else place + 1

    def _entry(self, item: Item, substitute: SubsequentAuthors) -> Rendered:
        state, kids = State(item), list[Kid]()
        status = self.content(state, kids)
        substitute(state)
        if not kids or status == EMPTY:
            return Rendered(item.key, (), ())
        formats, prefix = formats_of(self.layout.attributes), self.layout.get("prefix")
        suffix = self.layout.get("suffix")
        if self.element.get("second-field-align") and len(kids) > 1:
            label = self._runs(Node(kids[:1], formats, prefix=prefix))
            rest = self._runs(Node(kids[1:], formats, suffix=suffix))
            if not any(run.name for run in label):
                return Rendered(item.key, label, rest)
        # Names that a style sets in the margin belong to the entry all the same.
        return Rendered(
            item.key, (), self._runs(Node(kids, formats, prefix=prefix, suffix=suffix))
        )

    def _runs(self, tree: Node) -> tuple[Run, ...]:
        return _trimmed(tuple(runs_of(tree, self.locale)))


def _tell(report: Report, citation: Citation, message: str) -> None:
    source = citation.sources[0] if citation.sources else Source()
    report(Diagnostic("not-rendered", f"{citation.key or 'a record'}: {message}", source))


def _trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without the spaces at both ends."""
    if runs and runs[0].text[0].isspace():
        first = runs[0]._replace(text=runs[0].text.lstrip())
        runs = ((first,) if first.text else ()) + runs[1:]
    if runs and runs[-1].text[-1].isspace():
        last = runs[-1]._replace(text=runs[-1].text.rstrip())
        runs = runs[:-1] + ((last,) if last.text else ())
    return runs
