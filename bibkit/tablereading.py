"""A table of ``formats/`` (grammar: formats/README.md), read and checked."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NoReturn, TypeAlias

from bibkit import tablechecks, tabledata
from bibkit.crosswalk import Crosswalk
from bibkit.errors import TableError
from bibkit.kinds import parse_pattern
from bibkit.model import TYPES, VARIABLES
from bibkit.rules import Coding, Rule, codec_of

Load: TypeAlias = Callable[[str, tuple[str, ...]], Crosswalk]
"""``tables.load``, for the table that another extends."""

_KEYS: Mapping[str, frozenset[str]] = {
    section: frozenset(keys.split())
    for section, keys in {
        "table": "format syntax types groups fields values",
        "[format]": "title about family extensions found_in looks shared certain extends "
        "read_as",
        "[types]": "both read write marker",
        "[fields]": "both read write ignore keep codec",
    }.items()
}
"""What a section may hold; ``[syntax]`` belongs to its parser, the others to the table."""
_ROW_KEYS: Mapping[str, tuple[type, ...]] = {
    "name": (str,), "names": (list,), "id": (str,), "tag": (str,), "tags": (list,),
    "also": (list,), "codec": (str,), "only": (str, list), "except": (str, list),
    "label": (str,), "values": (str,),
}  # fmt: skip


def read(path: str, folders: tuple[str, ...], load: Load) -> dict[str, Any]:
    """What ``Crosswalk`` is made of, and JSON can hold, from the file of a table.

    Raises:
        TableError: it breaks the grammar of tables.
    """
    return _Reader(path, folders, load).read()


class _Reader:
    """One table's text to its data; every refusal names the table and the row."""

    def __init__(self, path: str, folders: tuple[str, ...], load: Load) -> None:
        self.path = path
        self.name = os.path.basename(path).removesuffix(".toml")
        self.folders = folders
        self.load_base = load
        self.data = tabledata.table(path)

    def refuse(self, where: str, why: str) -> NoReturn:
        raise TableError(f"{self.path}: {where}: {why}")

    def read(self) -> dict[str, Any]:
        self.check_keys("table", self.data, "section")
        header = self.section("format")
        fields = self.section("fields")
        self.check_keys("[format]", header)
        self.check_keys("[types]", self.section("types"))
        self.check_keys("[fields]", fields)
        base = self.base(header["extends"]) if "extends" in header else None
        rules = list(self.rows(fields))
        if base:
            rules += inherited(base.rules, rules)
        data = {
            "files": [self.path, *(base.files if base else ())],
            "name": self.name,
            "title": header.get("title", self.name),
            "about": header.get("about", ""),
            "family": header.get("family", base.family if base else self.name),
            "extensions": header.get("extensions", []),
            "syntax": {**(base.syntax if base else {}), **self.section("syntax")},
            "ignored": sorted({*fields.get("ignore", ()), *(base.ignored if base else ())}),
            "kept": sorted({*fields.get("keep", ()), *(base.kept if base else ())}),
            **self.types(base),
            "marker": self.section("types").get("marker", base.marker if base else ""),
            "order": _order(base) if base else {},
            **_rows(rules),
        }
        own = sum(len(fields.get(part, ())) for part in ("both", "read", "write"))
        tablechecks.check(Crosswalk(data), own, self.refuse)
        return data

    def section(self, name: str) -> Mapping[str, Any]:
        section = self.data.get(name, {})
        if not isinstance(section, dict):
            self.refuse(f"[{name}]", "is no section")
        return section

    def check_keys(self, where: str, section: Mapping[str, Any], what: str = "key") -> None:
        if unknown := section.keys() - _KEYS[where]:
            self.refuse(where, f"unknown {what} {min(unknown)!r}")

    def base(self, name: str) -> Crosswalk:
        """The table that this one extends; of its own name, the one that it stands before."""
        folders = self.folders
        if name == self.name:
            folders = folders[folders.index(os.path.dirname(self.path)) + 1 :]
        try:
            return self.load_base(name, folders)
        except RecursionError:
            self.refuse("[format]", f"{name!r} extends this table, and this table extends it")

    def types(self, base: Crosswalk | None) -> dict[str, Any]:
        sections = self.section("types")
        both, read, write = (dict(sections.get(part, {})) for part in ("both", "read", "write"))
        for word in (*both.values(), *read.values(), *write.values()):
            if not isinstance(word, str):
                self.refuse("[types]", f"{word!r} is no word")
        written = {*both.values(), *write}
        if len(set(both.values())) != len(both):
            twice = sorted(t for t in both.values() if list(both.values()).count(t) > 1)
            self.refuse("[types.both]", f"{twice[0]!r} stands twice")
        if base:
            for kind, type in {**base.types_both, **base.types_read}.items():
                if kind not in both and kind not in read:
                    keep = kind in base.types_both and type not in written
                    (both if keep else read)[kind] = type
            for type, kind in base.types_write.items():
                if type not in written and type not in both.values():
                    write[type] = kind
        for type in (*both.values(), *read.values(), *write):
            if parse_pattern(type).word not in TYPES:
                self.refuse("[types]", f"{type!r} is no CSL type")
        demoted = {*base.types_both, *base.demoted} & read.keys() if base else ()
        return {
            "types_both": both,
            "types_read": read,
            "types_write": write,
            "demoted": sorted(demoted),
        }

    def rows(self, fields: Mapping[str, Any]) -> Iterator[Rule]:
        default = fields.get("codec", "text")
        for part in ("both", "read", "write"):
            for row in fields.get(part, ()):
                self.check_row(row)
                yield self.row(row, default, read=part != "write", write=part != "read")

    def check_row(self, row: Any) -> None:
        """Refuse a row of another shape than rows have."""
        if not isinstance(row, dict):
            self.refuse(f"row {row!r}", "is no row")
        for key, value in row.items():
            if key not in _ROW_KEYS:
                self.refuse(f"row {row}", f"unknown key {key!r}")
            if not isinstance(value, _ROW_KEYS[key]):
                wanted = "list" if list in _ROW_KEYS[key] else "word"
                self.refuse(f"row {row}", f"{key} is no {wanted}")
        for keys in (("name", "names", "id"), ("tag", "tags")):
            if sum(bool(row.get(key)) for key in keys) != 1:
                self.refuse(f"row {row}", f"wants one of {', '.join(keys)}")

    def row(self, row: Mapping[str, Any], default: str, *, read: bool, write: bool) -> Rule:
        words = row.get("names") or [row["name"] if "name" in row else f"id {row['id']}"]
        names, schemes = [], []
        for word in words:
            name, _, scheme = word.partition(" ")
            if name == "id":
                name = "ids"
            if name not in VARIABLES:
                self.refuse(f"row {row}", f"{name!r} is no canonical name")
            names.append(name)
            schemes.append(scheme)
        tags = tuple(row.get("tags") or [row["tag"]])
        alternatives = tuple(
            tuple(tag) if isinstance(tag, list) else (tag,) for tag in row.get("also", ())
        )
        if not all(tags) or any(len(other) != len(tags) for other in alternatives):
            self.refuse(f"row {row}", "tag, tags and also do not fit one another")
        return Rule(
            names,
            schemes,
            tags,
            alternatives,
            self.coding(row, names, schemes, default),
            self.word(row, names, schemes, default),
            self.type_set(row),
            row.get("label", ""),
            read,
            write,
        )

    def coding(
        self, row: Mapping[str, Any], names: Sequence[str], schemes: Sequence[str], default: str
    ) -> Coding:
        if "codec" not in row and schemes[0]:
            return f"id {schemes[0]}"
        kinds = tuple(VARIABLES[name] for name in names)
        if "values" in row:
            return self.values(row, kinds)
        word = self.word(row, names, schemes, default)
        try:
            codec = codec_of(word)
        except TableError as error:
            self.refuse(f"row {row}", str(error))
        if codec.makes != kinds:
            makes, wants = " and ".join(codec.makes), " and ".join(kinds)
            self.refuse(f"row {row}", f"codec {word!r} makes {makes}, not {wants}")
        return word

    def word(
        self, row: Mapping[str, Any], names: Sequence[str], schemes: Sequence[str], default: str
    ) -> str:
        """What tables call the row's codec: named there, or the one for what it holds."""
        kind = VARIABLES[names[0]]
        usual = schemes[0] or (default if len(names) == 1 and kind == "text" else kind)
        return row.get("codec") or row.get("values") or usual

    def values(self, row: Mapping[str, Any], kinds: tuple[str, ...]) -> Coding:
        """The table of values, ``[values.NAME]``, that a row asks for."""
        table = self.section("values").get(row["values"])
        if table is None or kinds not in (("text",), ("texts",)):
            self.refuse(f"row {row}", f"no [values.{row['values']}] for it")
        return {"kinds": list(kinds), "values": table}

    def type_set(self, row: Mapping[str, Any]) -> frozenset[str] | None:
        if "only" in row and "except" in row:
            self.refuse(f"row {row}", "both only and except")
        if "only" in row:
            return self.group(row["only"])
        if "except" in row:
            return frozenset(TYPES) - self.group(row["except"])
        return None

    def group(self, words: str | Sequence[str]) -> frozenset[str]:
        groups = self.section("groups")
        types: set[str] = set()
        for word in [words] if isinstance(words, str) else words:
            types.update(groups.get(word, [word]))
        if unknown := types - TYPES:
            self.refuse("[groups]", f"{sorted(unknown)[0]!r} is no CSL type and no group")
        return frozenset(types)


def _rows(rules: Iterable[Rule]) -> dict[str, list[Any]]:
    """What rows are made of, as JSON holds it; the types they serve stand by number."""
    groups: list[list[str]] = []
    rows = []
    for rule in rules:
        *row, types, label, read, write = rule.row
        group = None
        if types is not None:
            served = sorted(types)
            if served not in groups:
                groups.append(served)
            group = groups.index(served)
        rows.append([*row, group, label, read, write])
    return {"groups": groups, "rules": rows}


def _order(base: Crosswalk) -> dict[str, int]:
    """Where each value stands among what a table writes."""
    order: dict[str, int] = {}
    for number, rule in enumerate(sorted(base.rules, key=base.place)):
        for key in rule.keys:
            order.setdefault(key, number)
    return order


def inherited(base: Sequence[Rule], own: Sequence[Rule]) -> Iterator[Rule]:
    """The extended table's rows: what the extending one writes itself is read only."""
    writers = [rule for rule in own if rule.write]
    for rule in base:
        taken = frozenset[str]().union(
            *(
                TYPES if mine.types is None else mine.types
                for mine in writers
                if not set(mine.keys).isdisjoint(rule.keys)
            )
        )
        if not taken or not rule.write:
            yield rule
            continue
        served = rule.types if rule.types is not None else TYPES
        if served - taken:
            yield rule.limited(served - taken, write=True)
        if rule.read:
            yield rule.limited(served & taken, write=False)
