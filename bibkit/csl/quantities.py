"""Numbers, their labels, and dates, compiled.

https://docs.citationstyles.org/en/stable/specification.html#number and the sections around it.
"""

from typing import TYPE_CHECKING

from bibkit.csl.daterender import DatePrinter, date_parts, with_year_suffix
from bibkit.csl.elements import Element
from bibkit.csl.items import Dates
from bibkit.csl.locales import Locale
from bibkit.csl.markup import rich
from bibkit.csl.numbers import is_numeric, is_several, page_range, roman
from bibkit.csl.sortkeys import date_text
from bibkit.csl.state import EMPTY, FILLED, NOTHING, Render, State, nothing, unprintable
from bibkit.csl.tree import Kid, Node, wrapper
from bibkit.patterns import lazy

if TYPE_CHECKING:
    from bibkit.csl.evaluate import Compiler

_OPEN_RANGE = lazy(r"\s*[A-Za-z]*\d+\s*[-–]")
_TOKENS = lazy(r"(\s*[-–,&]\s*)")


def compile_number(compiler: "Compiler", element: Element, _: Element | None) -> Render:
    """A ``number`` element."""
    variable, form = element.get("variable"), element.get("form", "numeric")
    finished = compiler.finish(element)

    def render(state: State, out: list[Kid]) -> int:
        value = (
            str(state.item.number)
            if variable == "citation-number"
            else state.values.get(variable)
        )
        if value is None or variable in state.used or not isinstance(value, str):
            return EMPTY
        state.meets(variable)
        if variable == "page":
            text = page_range(value, compiler.page_form, compiler.page_dash)
        else:
            text = _formed(compiler, value, variable, form) if is_numeric(value) else value
        out.append(finished(state, rich(text)))
        return FILLED

    return render


def _formed(compiler: "Compiler", value: str, variable: str, form: str) -> str:
    """The numbers of a field in a form; signs between them with the spaces they take."""
    pieces = []
    for token in _TOKENS.split(value.strip()):
        sign = token.strip()
        if sign in ("-", "–"):
            pieces.append(compiler.page_dash)
        elif sign in (",", "&"):
            pieces.append(", " if sign == "," else " & ")
        elif token.isdigit():
            pieces.append(_digits(compiler.locale, token, variable, form))
        else:
            pieces.append(token)
    return "".join(pieces)


def _digits(locale: Locale, digits: str, variable: str, form: str) -> str:
    number, gender = int(digits), locale.genders.get(variable, "")
    if form == "roman" and number < 100_000:
        return roman(number)
    if form == "long-ordinal" and 1 <= number <= 10:
        term = locale.term(f"long-ordinal-{number:02d}", gender=gender)
        if term:
            return term
    if form in ("ordinal", "long-ordinal"):
        return digits + locale.ordinal(number, gender)
    return digits


def compile_label(compiler: "Compiler", element: Element, _: Element | None) -> Render:
    """A ``label`` element."""
    variable, form = element.get("variable"), element.get("form", "long")
    plural, finished = element.get("plural", "contextual"), compiler.finish(element)
    # Without a locator its label is that of a page.
    name = "page" if variable == "locator" else variable
    terms = [compiler.locale.term(name, form, plural=many) for many in (False, True)]
    if not any(terms):
        return nothing

    def render(state: State, out: list[Kid]) -> int:
        value = state.values.get(variable)
        if variable in state.used:
            return NOTHING
        # As in citeproc a label needs no value: the group around it falls away without.
        if not isinstance(value, str):
            value = ""
        many = plural == "always" or (plural == "contextual" and _is_plural(variable, value))
        if term := terms[many]:
            out.append(finished(state, [term]))
        return NOTHING

    return render


def compile_date(compiler: "Compiler", element: Element, _: Element | None) -> Render:
    """A ``date`` element."""
    variable = element.get("variable")
    finished, wrap = compiler.finish(element), wrapper(element)
    found = date_parts(element, compiler.locale)
    if found is None:
        return unprintable
    parts, delimiter = found
    printer = DatePrinter(parts, delimiter, compiler.locale)
    suffixed = variable == "issued" and not compiler.style.has_year_suffix

    def render(state: State, out: list[Kid]) -> int:
        date: Dates | None = state.values.get(variable)
        if date is None or variable in state.used:
            return EMPTY
        state.meets(variable)
        if not date.parts:
            if not date.literal:
                return EMPTY
            out.append(finished(state, rich(date.literal)))
            return FILLED
        if state.sorting:
            out.append(wrap([date_text(date, printer.asked)]))
            return FILLED
        kids = printer.print(date)
        if not kids:
            return EMPTY
        suffix = state.values.get("year-suffix")
        if suffix and suffixed and not state.suffix_shown:
            kids, state.suffix_shown = with_year_suffix(kids, suffix)
        out.append(finished(state, [Node(kids, delimiter=delimiter)]))
        return FILLED

    return render


def _is_plural(variable: str, value: str) -> bool:
    if variable in ("number-of-pages", "number-of-volumes"):
        return is_numeric(value) and value.strip() not in ("0", "1")
    return is_several(value) or (variable == "page" and _OPEN_RANGE.match(value) is not None)
