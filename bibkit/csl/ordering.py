"""The order of a bibliography (https://docs.citationstyles.org/en/stable/specification.html#sorting)."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from bibkit.csl.elements import Element
from bibkit.csl.evaluate import Compiler
from bibkit.csl.flatten import text_of
from bibkit.csl.items import DATES, NAMES, Item, made_label
from bibkit.csl.markup import rich
from bibkit.csl.sortkeys import Key, date_text, number_key, text_key
from bibkit.csl.state import EMPTY, Render, State, nothing
from bibkit.csl.tree import Kid, Node, plain

KeyOf: TypeAlias = Callable[[Item], Key | None]

_WHOLE_DATE = frozenset({"year", "month", "day"})


def sorted_items(items: Sequence[Item], sort: Element | None, compiler: Compiler) -> list[Item]:
    """The items by the keys of ``sort``; what has no value stands last in both directions."""
    ordered = list(items)
    if sort is None:
        return ordered
    for key in reversed(list(sort.find_all("key"))):
        key_of = _compile_key(key, compiler)
        keyed = [(key_of(item), item) for item in ordered]
        known = [(value, item) for value, item in keyed if value is not None]
        known.sort(key=lambda pair: pair[0], reverse=key.get("sort") == "descending")
        ordered = [item for _, item in known] + [i for value, i in keyed if value is None]
    return ordered


def _compile_key(key: Element, compiler: Compiler) -> KeyOf:
    et_al = (key.get("names-min"), key.get("names-use-first"), key.get("names-use-last"))
    variable = key.get("variable")
    if not variable:
        return _rendered(compiler.macro(key.get("macro")), et_al, compiler)
    if variable == "citation-number":
        return lambda item: number_key(item.number)
    if variable in DATES:
        return _date_key(variable)
    if variable in NAMES:
        names = Element("names", {"variable": variable}, [Element("name")])
        return _rendered(compiler.element(names), et_al, compiler)
    if variable == "citation-label":
        return lambda item: text_key(item.values.get(variable) or made_label(item.values))
    return _text_key(variable)


def _date_key(variable: str) -> KeyOf:
    def key_of(item: Item) -> Key | None:
        date = item.values.get(variable)
        return text_key(date_text(date, _WHOLE_DATE)) if date else None

    return key_of


def _text_key(variable: str) -> KeyOf:
    def key_of(item: Item) -> Key | None:
        text = item.values.get(variable)
        if not text:
            return None
        return number_key(int(text)) if text.isdecimal() else text_key(plain(rich(text)))

    return key_of


def _rendered(content: Render, et_al: tuple[str, str, str], compiler: Compiler) -> KeyOf:
    if content is nothing:
        return lambda _: None

    def key_of(item: Item) -> Key | None:
        kids: list[Kid] = []
        if content(State(item, sorting=True, et_al=et_al), kids) == EMPTY or not kids:
            return None
        text = text_of(Node(kids), compiler.locale).strip()
        return text_key(text) if text else None

    return key_of
