"""The tests of ``cs:if`` and ``cs:else-if``, compiled.

https://docs.citationstyles.org/en/stable/specification.html#choose
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from bibkit.csl.elements import Element
from bibkit.csl.items import Dates
from bibkit.csl.numbers import is_numeric
from bibkit.csl.state import State

Test: TypeAlias = Callable[[State], bool]


def _has(variable: str) -> Test:
    return lambda state: variable in state.values


def _is_of_types(types: str) -> Test:
    """An item has one type, so that of several asked for any will do."""
    wanted = frozenset(types.split())
    return lambda state: state.item.type in wanted


def _holds_number(variable: str) -> Test:
    def test(state: State) -> bool:
        value = state.values.get(variable)
        return isinstance(value, str) and is_numeric(value)

    return test


def _is_uncertain(variable: str) -> Test:
    def test(state: State) -> bool:
        value = state.values.get(variable)
        return isinstance(value, Dates) and value.circa

    return test


def _has_year_only(variable: str) -> Test:
    def test(state: State) -> bool:
        value = state.values.get(variable)
        return isinstance(value, Dates) and bool(value.parts) and len(value.parts[0]) == 1

    return test


def _is_ambiguous(wanted: str) -> Test:
    return lambda state: state.item.disambiguate == (wanted == "true")


def _never(_: str) -> Test:
    """A list has no locators and no positions."""
    return lambda _: False


_TESTS: Mapping[str, Callable[[str], Test]] = {
    "variable": _has,
    "is-numeric": _holds_number,
    "is-uncertain-date": _is_uncertain,
    "has-year-only": _has_year_only,
    "disambiguate": _is_ambiguous,
}


def compile_condition(element: Element) -> Test:
    """Whether a branch is taken; ``else`` always is."""
    if element.tag == "else":
        return lambda _: True
    tests = [
        _TESTS.get(attribute, _never)(word)
        for attribute, words in element.attributes.items()
        if attribute not in ("match", "type")
        for word in words.split()
    ]
    if "type" in element.attributes:
        tests.append(_is_of_types(element.attributes["type"]))
    match = element.get("match", "all")
    if len(tests) == 1 and match != "none":
        return tests[0]
    if match == "any":
        return lambda state: any(test(state) for test in tests)
    if match == "none":
        return lambda state: not any(test(state) for test in tests)
    return lambda state: all(test(state) for test in tests)
