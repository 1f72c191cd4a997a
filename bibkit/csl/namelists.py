"""``cs:names``: lists of people with their labels, "et al.", "and", and substitution.

https://docs.citationstyles.org/en/stable/specification.html#names. Options are inherited from
the part of the style that renders and from the style; a ``names`` element that substitutes
another takes its ``name``, ``et-al`` and ``label`` where it has none.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bibkit.csl.elements import Element
from bibkit.csl.items import Person
from bibkit.csl.persons import PersonPrinter
from bibkit.csl.state import EMPTY, FILLED, Render, State
from bibkit.csl.tree import (
    NAME_LIST,
    Kid,
    Kids,
    NameMark,
    Node,
    formats_of,
    interleaved,
    unwrapped,
    wrapper,
)

if TYPE_CHECKING:
    from bibkit.csl.evaluate import Compiler

_INHERITED = {"form": "name-form", "delimiter": "name-delimiter"}
_OPTIONS = (
    "and", "delimiter", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min",
    "et-al-use-first", "et-al-use-last", "form", "initialize", "initialize-with",
    "name-as-sort-order", "sort-separator",
)  # fmt: skip
_OWN_CHILDREN = frozenset({"name", "et-al", "label"})


class NamesPlan:
    """What one ``names`` element and those it inherits from say."""

    def __init__(self, compiler: "Compiler", element: Element, heir: Element | None) -> None:
        own = [child for child in element.children if child.tag in _OWN_CHILDREN]
        base = heir if heir is not None and not own else element
        self.name = base.find("name") or (heir and heir.find("name")) or Element("name")
        self.et_al = base.find("et-al") or (heir and heir.find("et-al")) or Element("et-al")
        self.label = base.find("label")
        tags = [child.tag for child in base.children if child.tag in ("name", "label")]
        self.label_first = tags[:2] == ["label", "name"]
        self.variables = element.get("variable").split()
        sources = (compiler.scope.attributes, compiler.options)
        self.options = _options(self.name, sources)
        self.options["initialize-with-hyphen"] = compiler.options.get(
            "initialize-with-hyphen", "true"
        )
        self.delimiter = (
            element.get("delimiter")
            or (heir.get("delimiter") if heir is not None else "")
            or next((s["names-delimiter"] for s in sources if "names-delimiter" in s), "")
        )


def _options(name: Element, sources: Sequence[dict[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for option in _OPTIONS:
        inherited = _INHERITED.get(option, option)
        values = [source[inherited] for source in sources if inherited in source]
        if option in name.attributes:
            found[option] = name.attributes[option]
        elif values:
            found[option] = values[0]
    return found


class _Names:
    """Renders the people of the variables of one ``names`` element."""

    def __init__(self, compiler: "Compiler", plan: NamesPlan, wrap: Element) -> None:
        locale, options = compiler.locale, plan.options
        self.compiler = compiler
        self.plan = plan
        self.wrap = wrapper(wrap, plan.delimiter)
        self.order = options.get("name-as-sort-order", "")
        self.delimiter = options.get("delimiter", ", ")
        self.and_word = {
            "text": locale.term("and") or "and",
            "symbol": locale.term("and", "symbol") or "&",
        }.get(options.get("and", ""), "")
        demote = compiler.options.get("demote-non-dropping-particle", "display-and-sort")
        self.printer = PersonPrinter(options, plan.name, demote)
        self.formats = formats_of(plan.name.attributes)
        self.prefix, self.suffix = plan.name.get("prefix"), plan.name.get("suffix")
        term = locale.term(plan.et_al.get("term", "et-al"))
        self.et_al: Kid = wrapper(plan.et_al)([term]) if term else ""
        self.counts = options.get("form") == "count"
        self._labels = self._compile_labels()

    def _compile_labels(self) -> dict[tuple[str, bool], str]:
        label = self.plan.label
        if label is None:
            return {}
        form = label.get("form", "long")
        self.finish_label = self.compiler.finish(label)
        self.label_plural = label.get("plural", "contextual")
        roles = [*self.plan.variables, "editortranslator"]
        terms = {
            (role, many): self.compiler.locale.term(role, form, plural=many)
            for role in roles
            for many in (False, True)
        }
        return {key: term for key, term in terms.items() if term}

    def __call__(self, state: State, out: list[Kid]) -> int:
        lists = self._lists(state)
        if not lists:
            return EMPTY
        if self.counts:
            total = sum(self._shown(state, role, people)[0] for role, people in lists)
            out.append(str(total))
            return FILLED if total else EMPTY
        lists = [
            (role, people) for role, people in lists if self._shown(state, role, people)[0]
        ]
        if not lists:
            return EMPTY
        kids = [self._labelled(state, role, people) for role, people in lists]
        node = self.wrap(kids)
        if isinstance(node, str) or node is kids[0]:
            node = Node(kids)
        for role, _ in lists:
            state.meets(role)
        if state.collected is not None:
            # What stands for missing names stands once.
            state.used = {*state.used, *(role for role, _ in lists)}
        state.names.append((node, tuple(person for _, people in lists for person in people)))
        out.append(node)
        return FILLED

    def _lists(self, state: State) -> list[tuple[str, tuple[Person, ...]]]:
        values, used = state.values, state.used
        lists = [
            (role, values[role])
            for role in self.plan.variables
            if role in values and role not in used
        ]
        both = len(lists) == 2 and {lists[0][0], lists[1][0]} == {"editor", "translator"}
        if both and lists[0][1] == lists[1][1] and ("editortranslator", False) in self._labels:
            state.meets("editor")
            state.meets("translator")
            return [("editortranslator", lists[0][1])]
        return lists

    def _labelled(self, state: State, role: str, people: tuple[Person, ...]) -> Kid:
        names: Kid = Node(self._list(state, role, people), mark=NAME_LIST)
        if state.sorting or not self._labels:
            return names
        many = self.label_plural == "always" or (
            self.label_plural == "contextual"
            and (len(people) > 1 or role in state.item.open_lists)
        )
        term = self._labels.get((role, many))
        if not term:
            return names
        label = self.finish_label(state, [term])
        return Node([label, names] if self.plan.label_first else [names, label])

    def _shown(
        self, state: State, role: str, people: tuple[Person, ...]
    ) -> tuple[int, bool, bool]:
        """How many people are shown, whether others are left out, whether the last is shown."""
        least, first, last = (
            own or self.plan.options.get(option, "")
            for own, option in zip(
                state.et_al, ("et-al-min", "et-al-use-first", "et-al-use-last"), strict=True
            )
        )
        count = len(people)
        open_list = role in state.item.open_lists
        cuts = least.isdigit() and first.isdigit() and count + open_list >= int(least)
        if not cuts or int(first) >= count:
            return count, open_list, False
        shown = int(first) + state.more_names
        if shown >= count:
            return count, open_list, False
        return shown, True, last == "true" and count - shown > 1 and not open_list

    def _list(self, state: State, role: str, people: tuple[Person, ...]) -> list[Kid]:
        shown, cut, with_last = self._shown(state, role, people)
        order = "all" if state.sorting else self.order
        names: list[Kid] = [
            self._name(state, role, people, place, order) for place in range(shown)
        ]
        if not cut:
            return self._joined(names, people, self._is_inverted(people, shown - 2, order))
        kids = interleaved(names, self.delimiter)
        if with_last:
            last = self._name(state, role, people, len(people) - 1, order)
            return [*kids, self.delimiter if shown > 1 else " ", "… ", last]
        if not self.et_al or state.sorting:
            return kids
        rule = self.plan.options.get("delimiter-precedes-et-al", "contextual")
        inverted = self._is_inverted(people, shown - 1, order)
        if _precedes(rule, by_count=shown > 1, inverted=inverted):
            return [*kids, self.delimiter, self.et_al]
        return [*kids, " ", self.et_al]

    def _joined(self, names: list[Kid], people: Sequence[Person], inverted: bool) -> list[Kid]:
        if len(names) < 2 or not self.and_word:
            return interleaved(names, self.delimiter)
        kids = interleaved(names[:-1], self.delimiter)
        rule = self.plan.options.get("delimiter-precedes-last", "contextual")
        if people[-1].literal and rule != "after-inverted-name":
            # citeproc joins organisations by their number, whatever the style says of people.
            rule = "contextual"
        if _precedes(rule, by_count=len(names) > 2, inverted=inverted):
            space = "" if self.delimiter.endswith(" ") else " "
            return [*kids, self.delimiter, f"{space}{self.and_word} ", names[-1]]
        return [*kids, f" {self.and_word} ", names[-1]]

    def _is_inverted(self, people: Sequence[Person], place: int, order: str) -> bool:
        inverts = order == "all" or (order == "first" and place == 0)
        return inverts and 0 <= place < len(people) and not people[place].literal

    def _name(
        self, state: State, role: str, people: Sequence[Person], place: int, order: str
    ) -> Node:
        inverted = order == "all" or (order == "first" and place == 0)
        kids: Kids = self.printer.kids(people[place], inverted=inverted, sorting=state.sorting)
        mark = NameMark(role, place)
        if people[place].literal:
            # What stands around persons does not around organisations.
            return Node(kids, self.formats, mark=mark)
        return Node(kids, self.formats, prefix=self.prefix, suffix=self.suffix, mark=mark)


def _precedes(rule: str, *, by_count: bool, inverted: bool) -> bool:
    """Whether a delimiter stands before the last name, or before "et al."."""
    if rule == "after-inverted-name":
        return inverted
    return rule == "always" or (rule != "never" and by_count)


def compile_names(compiler: "Compiler", element: Element, heir: Element | None) -> Render:
    """A ``names`` element; ``heir`` is the one it substitutes, whose ways it takes."""
    if heir is not None and any(element.find(tag) for tag in ("name", "label")):
        heir = None
    names = _Names(compiler, NamesPlan(compiler, element, heir), element)
    substitute = element.find("substitute")
    if substitute is None:
        return names
    others = [
        (_alternative(compiler, child, element), child.tag == "names")
        for child in substitute.children
    ]
    outer = Element(
        "names",
        {key: value for key, value in element.attributes.items() if key != "delimiter"},
    )
    wrap = wrapper(outer)

    def render(state: State, out: list[Kid]) -> int:
        if names(state, out) == FILLED:
            return FILLED
        for other, is_names in others:
            kids: list[Kid] = []
            taken = set[str]()
            used, collected, listed = state.used, state.collected, len(state.names)
            state.collected = taken
            status = other(state, kids)
            state.collected = collected
            if not kids or status == EMPTY:
                state.used = used
                continue
            state.used = {*state.used, *taken}
            if collected is not None:
                collected |= taken
            node = wrap(kids) if is_names else unwrapped(kids)
            if isinstance(node, str):
                node = Node([node])
            if len(state.names) == listed and taken:
                state.names.append((node, None))
            out.append(node)
            return FILLED
        return EMPTY

    return render


def _alternative(compiler: "Compiler", child: Element, heir: Element) -> Render:
    if child.tag != "names":
        return compiler.element(child, heir)
    own = [inner for inner in child.children if inner.tag in _OWN_CHILDREN]
    if own and child.find("name") is None:
        # A label of its own: the names still look as those it stands for.
        named = [inner for inner in heir.children if inner.tag in ("name", "et-al")]
        child = Element("names", child.attributes, [*named, *child.children])
    return compile_names(compiler, child, heir)
