"""What a table must keep: nothing means two things, and its parser has what it needs."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import NoReturn, TypeAlias

from bibkit.crosswalk import Crosswalk
from bibkit.model import TYPES
from bibkit.rules import Rule

Refuse: TypeAlias = Callable[[str, str], NoReturn]
"""Takes where a table is wrong, and why."""

_SYNTAX_KEYS: Mapping[str, frozenset[str]] = {
    "bibtex": frozenset(),
    "blocks": frozenset({"line"}),
    "delimited": frozenset({"columns"}),
    "jabref": frozenset({"groups"}),
    "jsonld": frozenset({"kind"}),
    "jsontree": frozenset({"kind", "key"}),
    "marc": frozenset({"records"}),
    "markdowntable": frozenset(),
    "profile": frozenset(),
    "responses": frozenset({"records"}),
    "tagged": frozenset({"line", "kind", "end"}),
    "webpage": frozenset({"kind"}),
    "xmltree": frozenset({"records"}),
    "yamltree": frozenset({"shape", "kind"}),
    "zotero": frozenset({"form", "kind", "key"}),
}
"""The parsers, and what each cannot do without."""
_WRITTEN_KEYS: Mapping[str, frozenset[str]] = {
    "tagged": frozenset({"write", "newline"}),
    "blocks": frozenset({"write"}),
    "xmltree": frozenset({"document"}),
}
"""What exporters need beside that."""


def check(table: Crosswalk, own: int, refuse: Refuse) -> None:
    """Refuse a table that breaks a rule; the first ``own`` rows are not an extended table's.

    No tag reads as two things, nothing is written two ways, every type is written; the
    parser exists and has what it needs.
    """
    _check_rows(table, own, refuse)
    if table.writable:
        for type in sorted(TYPES - table.types.keys()):
            refuse("[types]", f"no kind for {type!r}")
    _check_syntax(table, refuse)


def _check_rows(table: Crosswalk, own: int, refuse: Refuse) -> None:
    readers: dict[tuple[str, str], list[Rule]] = {}
    writers: dict[tuple[str, str], list[Rule]] = {}
    for rule in table.rules[:own]:  # an extended table's rows may stand behind these
        if rule.read:
            for tag in {tag for tags in (rule.tags, *rule.alternatives) for tag in tags}:
                readers.setdefault((tag, rule.label), []).append(rule)
    for rule in table.rules:
        if rule.write:
            for key in rule.keys:
                writers.setdefault((key, ""), []).append(rule)
    for rows, verb in ((readers, "reads"), (writers, "is written")):
        for (what, _), rules in rows.items():
            if what and (pair := _overlap(rules)):
                refuse(what, f"{verb} as {pair[0]} and as {pair[1]}")


def _check_syntax(table: Crosswalk, refuse: Refuse) -> None:
    module = str(table.syntax.get("module", ""))
    if module not in _SYNTAX_KEYS:
        refuse("[syntax]", f"no module {module!r}; there are {', '.join(_SYNTAX_KEYS)}")
    wanted = _SYNTAX_KEYS[module]
    if table.writable:
        wanted |= _WRITTEN_KEYS.get(module, frozenset())
    if missing := wanted - table.syntax.keys():
        refuse("[syntax]", f"{module} needs {min(missing)!r}")
    if module == "tagged":
        try:
            groups = re.compile(table.syntax["line"]).groupindex
        except re.error as error:
            refuse("[syntax]", f"line: {error}")
        if lost := {"tag", "value"} - groups.keys():
            refuse("[syntax]", f"line: no group {min(lost)!r}")


def _overlap(rules: Sequence[Rule]) -> tuple[Rule, Rule] | None:
    """Two rules that serve one type, or None."""
    for one, other in combinations(rules, 2):
        if one.types is None or other.types is None or one.types & other.types:
            return one, other
    return None
