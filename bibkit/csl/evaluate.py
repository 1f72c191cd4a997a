"""A style's elements compiled to functions: texts, groups, choices, and what calls the rest.

https://docs.citationstyles.org/en/stable/specification.html#rendering-elements; names stand in
``namelists``, numbers, labels and dates in ``quantities``. Each scope (citation or
bibliography) has functions of its own, for it inherits options of its own.
"""

from collections.abc import Callable
from functools import partial

from bibkit.csl import namelists, quantities
from bibkit.csl.conditions import compile_condition
from bibkit.csl.elements import Element
from bibkit.csl.items import DATES, NAMES, made_label
from bibkit.csl.locales import Locale
from bibkit.csl.markup import rich
from bibkit.csl.numbers import page_range
from bibkit.csl.state import EMPTY, FILLED, NOTHING, Finish, Render, State, nothing, unprintable
from bibkit.csl.style import Style
from bibkit.csl.textcase import text_case, without_periods
from bibkit.csl.tree import Kid, Kids, LinkMark, Node, unwrapped, wrapper
from bibkit.patterns import lazy

_RANGED = lazy(r"\w*\d\w*\s*[-–]\s*\w*\d\w*")
_NUMBER_DASH = lazy(r"(?<=\w)\s*[-–]\s*(?=\w)")
_DASHED = frozenset(
    """volume issue chapter-number number number-of-volumes collection-number edition
    section""".split()
)


class Compiler:
    """Compiles the elements of one scope of a style; macros once for each way they are used."""

    def __init__(self, style: Style, locale: Locale, scope: str) -> None:
        self.style = style
        self.locale = locale
        self.scope = style.root.find(scope) or Element(scope)
        self.is_english = locale.language.lower().startswith("en")
        self.options = style.root.attributes
        self.page_form = self.options.get("page-range-format", "")
        self.page_dash = locale.term("page-range-delimiter") or "–"
        self._macros: dict[tuple[str, int], tuple[Render, Element | None]] = {}
        self._kinds: dict[str, Callable[[Element, Element | None], Render]] = {
            "text": self._text,
            "number": partial(quantities.compile_number, self),
            "label": partial(quantities.compile_label, self),
            "date": partial(quantities.compile_date, self),
            "group": self._group,
            "choose": self._choose,
            "names": partial(namelists.compile_names, self),
        }

    def element(self, element: Element, heir: Element | None = None) -> Render:
        """One element; inside a substitution ``heir`` is the names element it stands for."""
        kind = self._kinds.get(element.tag)
        return kind(element, heir) if kind else nothing

    def sequence(self, elements: list[Element], heir: Element | None = None) -> Render:
        """Elements one after the other."""
        parts = [self.element(element, heir) for element in elements]
        parts = [part for part in parts if part is not nothing]
        if len(parts) == 1:
            return parts[0]

        def render(state: State, out: list[Kid]) -> int:
            status = NOTHING
            for part in parts:
                told = part(state, out)
                if told > status:
                    status = told
            return status

        return render

    def macro(self, name: str, heir: Element | None = None) -> Render:
        """A macro's content; nothing, where the style has no such macro."""
        element = self.style.macros.get(name)
        if element is None:
            return nothing
        key = (name, id(heir))
        if key not in self._macros:
            # The heir is kept with it, so that no other element can come to have its id.
            self._macros[key] = self.sequence(element.children, heir), heir
        return self._macros[key][0]

    def finish(self, element: Element, *, by_item: bool = False) -> Finish:
        """What strips periods, changes case and wraps; title case may ask for the item."""
        wrap = wrapper(element)
        strips = element.get("strip-periods") == "true"
        case = element.get("text-case")
        if not strips and not case:
            return lambda _, kids: wrap(kids)
        change = text_case(case, self.locale.language)
        english = self.is_english

        def finish(state: State, kids: Kids) -> Kid:
            if strips:
                kids = without_periods(kids)
            if case == "title":
                own = state.item.is_english
                if by_item and not (english if own is None else own):
                    return wrap(kids)
            return wrap(change(kids))

        return finish

    def _text(self, element: Element, heir: Element | None) -> Render:
        attributes = element.attributes
        if "macro" in attributes:
            return self._call(element, heir)
        if "variable" in attributes:
            return self._variable(element)
        if "term" in attributes:
            return self._term(element)
        if attributes.get("value"):
            finished, kids = self.finish(element), rich(attributes["value"])

            def render(state: State, out: list[Kid]) -> int:
                out.append(finished(state, kids))
                return NOTHING

            return render
        return nothing

    def _term(self, element: Element) -> Render:
        plural = element.get("plural") == "true"
        text = self.locale.term(element.get("term"), element.get("form", "long"), plural=plural)
        if not text:
            return nothing
        finished, kids = self.finish(element), rich(text)
        # A date that is not known is what it says: no group falls away with it.
        status = FILLED if element.get("term") == "no date" else NOTHING

        def render(state: State, out: list[Kid]) -> int:
            out.append(finished(state, kids))
            return status

        return render

    def _call(self, element: Element, heir: Element | None) -> Render:
        content = self.macro(element.get("macro"), heir)
        if content is nothing:
            return nothing
        # Case is for texts: as in citeproc a macro's call changes none.
        finished = self.finish(_without_case(element))

        def render(state: State, out: list[Kid]) -> int:
            kids: list[Kid] = []
            status = content(state, kids)
            if not kids or status == EMPTY:
                return status
            out.append(finished(state, [unwrapped(kids)]))
            # A macro is a group: what it prints counts for the group around it.
            return FILLED

        return render

    def _variable(self, element: Element) -> Render:
        variable, finished = element.get("variable"), self.finish(element, by_item=True)
        if variable == "citation-number":
            return _citation_number(finished)
        if variable == "year-suffix":
            return _year_suffix(finished)
        if variable == "citation-label":
            return _citation_label(finished)
        if variable in NAMES or variable in DATES:
            return unprintable
        short = f"{variable}-short" if element.get("form") == "short" else ""
        change = self._changer(variable)

        def render(state: State, out: list[Kid]) -> int:
            values = state.values
            value = (values.get(short) if short else None) or values.get(variable)
            if value is None or variable in state.used:
                return EMPTY
            if state.collected is not None:
                state.collected.add(variable)
            out.append(finished(state, change(value)))
            return FILLED

        return render

    def _changer(self, variable: str) -> Callable[[str], Kids]:
        """What makes a tree of a variable's text."""
        if variable == "page":
            form, dash = self.page_form, self.page_dash
            return lambda text: rich(page_range(text, form, dash))
        if variable in _DASHED:
            return lambda text: rich(_with_dash(text, self.page_dash))
        if variable == "URL":
            return lambda text: [Node([text], mark=LinkMark(text))]
        if variable == "DOI":
            return lambda text: [Node([text], mark=LinkMark(f"https://doi.org/{text}"))]
        return rich

    def _group(self, element: Element, heir: Element | None) -> Render:
        content = self.sequence(element.children, heir)
        wrap = wrapper(element, element.get("delimiter"))

        def render(state: State, out: list[Kid]) -> int:
            kids: list[Kid] = []
            status = content(state, kids)
            if not kids or status == EMPTY:
                return status
            out.append(wrap(kids))
            return FILLED

        return render

    def _choose(self, element: Element, heir: Element | None) -> Render:
        branches = [
            (compile_condition(branch), self.sequence(branch.children, heir))
            for branch in element.children
            if branch.tag in ("if", "else-if", "else")
        ]

        def render(state: State, out: list[Kid]) -> int:
            for holds, content in branches:
                if holds(state):
                    return content(state, out)
            return NOTHING

        return render


def _without_case(element: Element) -> Element:
    attributes = {k: v for k, v in element.attributes.items() if k != "text-case"}
    return Element(element.tag, attributes)


def _citation_number(finished: Finish) -> Render:
    def render(state: State, out: list[Kid]) -> int:
        out.append(finished(state, [str(state.item.number)]))
        return FILLED

    return render


def _citation_label(finished: Finish) -> Render:
    def render(state: State, out: list[Kid]) -> int:
        label = state.values.get("citation-label") or made_label(state.values)
        state.suffix_shown = True
        out.append(finished(state, [label + state.values.get("year-suffix", "")]))
        return FILLED

    return render


def _year_suffix(finished: Finish) -> Render:
    def render(state: State, out: list[Kid]) -> int:
        suffix = state.values.get("year-suffix")
        if not suffix:
            return EMPTY
        state.suffix_shown = True
        out.append(finished(state, [suffix]))
        return FILLED

    return render


def _with_dash(text: str, dash: str) -> str:
    if _RANGED.fullmatch(text):
        return _NUMBER_DASH.sub(dash, text)
    return text.replace("\\-", "-")
