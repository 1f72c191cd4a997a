"""The tables of ``formats/`` (grammar: formats/README.md), loaded, checked and compiled."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import combinations
from pathlib import Path
from typing import Any, NoReturn

from bibkit import codecs
from bibkit.codecs import Codec
from bibkit.errors import TableError
from bibkit.model import TYPES, VARIABLES, Citation, Json, Record

_KEYS: Mapping[str, frozenset[str]] = {
    section: frozenset(keys.split())
    for section, keys in {
        "table": "format syntax types groups fields values",
        "[format]": "title family extensions looks extends read_as about",
        "[types]": "both read write marker",
        "[fields]": "both read write ignore codec",
    }.items()
}
"""What a section may hold; ``[syntax]`` belongs to its parser, the others to the table."""
_SYNTAX_KEYS: Mapping[str, frozenset[str]] = {
    "bibtex": frozenset(),
    "jsontree": frozenset({"kind", "key"}),
    "profile": frozenset(),
    "tagged": frozenset({"line", "kind", "end"}),
}
"""The parsers, and what each cannot do without."""
_ROW_KEYS: Mapping[str, tuple[type, ...]] = {
    "name": (str,), "names": (list,), "id": (str,), "tag": (str,), "tags": (list,),
    "also": (list,), "codec": (str,), "only": (str, list), "except": (str, list),
    "label": (str,), "values": (str,),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word and what must stand beside it: ``misc & howpublished=Preprint & !url``.

    On the left of a type table the word is a format's kind and the conditions are on tags;
    on the right it is a CSL type with conditions on canonical names. A condition without a
    value asks for presence, ``!`` for absence.
    """

    word: str
    equal: tuple[tuple[str, str], ...] = ()
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def bare(self) -> bool:
        """Whether the word alone decides."""
        return not (self.equal or self.present or self.absent)

    def matches(self, values: Mapping[str, Sequence[object]]) -> bool:
        """Whether ``values`` (those of each tag or name) meet every condition."""
        for tag, text in self.equal:
            folded = text.casefold()
            if not any(str(value).casefold() == folded for value in values.get(tag, ())):
                return False
        for tag in self.present:
            if not any(values.get(tag, ())):
                return False
        return not any(any(values.get(tag, ())) for tag in self.absent)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags (or names) that the conditions look at."""
        return (*(tag for tag, _ in self.equal), *self.present, *self.absent)


def parse_pattern(text: str) -> Pattern:
    """``"misc & howpublished=Preprint & eprint & !url"`` taken apart."""
    word, *conditions = (part.strip() for part in text.split("&"))
    equal, present, absent = [], [], []
    for condition in conditions:
        tag, sign, value = condition.partition("=")
        if sign:
            equal.append((tag, value))
        elif tag.startswith("!"):
            absent.append(tag[1:])
        else:
            present.append(tag)
    return Pattern(word, tuple(equal), tuple(present), tuple(absent))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Rule:
    """One row: canonical names on one side, tags on the other, a codec between.

    ``schemes`` holds, for each name, the identifier scheme where the name is ``ids``; ``keys``
    are the names with their schemes (``ids doi``) and ``empty`` what stands where one has no
    value. ``alternatives`` are further columns of tags, in order of preference. A ``plain``
    row has one name, one tag, no label, and takes one field at a time: nearly all have.
    """

    names: tuple[str, ...]
    schemes: tuple[str, ...]
    tags: tuple[str, ...]
    alternatives: tuple[tuple[str, ...], ...]
    codec: Codec
    word: str
    types: frozenset[str] | None
    label: str
    read: bool
    write: bool
    keys: tuple[str, ...]
    empty: tuple[Any, ...]
    plain: bool

    def serves(self, type: str) -> bool:
        """Whether the row holds for citations of this type."""
        return self.types is None or type in self.types

    def __repr__(self) -> str:
        return f"{'+'.join(self.keys)} = {'+'.join(self.tags)}" + (
            f" ({self.label})" if self.label else ""
        )


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """Where a tag's value goes: a rule, the column in it, and how much it is preferred."""

    rule: Rule
    column: int
    rank: int


@dataclass(frozen=True, eq=False)
class Crosswalk:
    """One table, compiled: kinds to types, tags to names, and back.

    ``order`` is the extended table's order of writing, by the keys of its rows. ``marker``
    is a tag that names the CSL type where the kind would be read as another.
    ``demoted`` are the rows of ``types_read`` that an extended table writes: they use up the
    fields of their conditions, as rows of ``types_both`` do.
    """

    name: str
    title: str
    about: str
    family: str
    extensions: tuple[str, ...]
    syntax: Mapping[str, Any]
    ignored: frozenset[str]
    types_both: Mapping[str, str]
    types_read: Mapping[str, str]
    types_write: Mapping[str, str]
    demoted: frozenset[str]
    marker: str
    rules: tuple[Rule, ...]
    order: Mapping[str, int]
    _reading: dict[str, dict[str, tuple[Slot, ...]]] = field(default_factory=dict)
    _writing: dict[str, dict[str, dict[int, Rule]]] = field(default_factory=dict)

    @property
    def writable(self) -> bool:
        """Whether citations can be written in this format."""
        return bool(self.types_both or self.types_write)

    @cached_property
    def _kinds(self) -> dict[str, list[tuple[Pattern, Pattern, bool]]]:
        """Kind to its patterns, those with conditions first; True where fields are used up."""
        kinds: dict[str, list[tuple[Pattern, Pattern, bool]]] = {}
        for rows, both in ((self.types_both, True), (self.types_read, False)):
            for left, right in rows.items():
                pattern = parse_pattern(left)
                kinds.setdefault(pattern.word.casefold(), []).append(
                    (pattern, parse_pattern(right), both or left in self.demoted)
                )
        for patterns in kinds.values():
            patterns.sort(key=lambda row: row[0].bare)
        return kinds

    @cached_property
    def types(self) -> dict[str, list[tuple[Pattern, Pattern]]]:
        """Type to the patterns of how it is written, those with conditions first."""
        types: dict[str, list[tuple[Pattern, Pattern]]] = {}
        for left, right in self.types_both.items():
            pattern = parse_pattern(right)
            types.setdefault(pattern.word, []).append((pattern, parse_pattern(left)))
        for left, right in self.types_write.items():
            pattern = parse_pattern(left)
            types.setdefault(pattern.word, []).append((pattern, parse_pattern(right)))
        for patterns in types.values():
            patterns.sort(key=lambda row: row[0].bare)
        return types

    def type_of(self, record: Record) -> tuple[Pattern, Pattern] | None:
        """What a record's kind means, and the pattern whose fields that uses up; or None."""
        patterns = self._kinds.get(record.kind.casefold())
        if patterns is None:
            return None
        if len(patterns) == 1 and patterns[0][0].bare:
            return patterns[0][1], patterns[0][0]
        asked = self._asked[record.kind.casefold()]
        values: dict[str, list[Json]] = {}
        for tag, value, _ in record.fields:
            if tag in asked:
                values.setdefault(tag, []).append(value)
        if not values:
            return self._usual[record.kind.casefold()]
        for word in values.get(self.marker, ()):
            if word in TYPES:
                return Pattern(str(word)), Pattern(record.kind, ((self.marker, str(word)),))
        return _meaning(patterns, values)

    @cached_property
    def has_labels(self) -> bool:
        """Whether some row tells its values by a label."""
        return any(rule.label for rule in self.rules)

    @cached_property
    def _usual(self) -> dict[str, tuple[Pattern, Pattern] | None]:
        """Kind to what it means with no field that is asked for."""
        return {kind: _meaning(rows, {}) for kind, rows in self._kinds.items()}

    @cached_property
    def _asked(self) -> dict[str, frozenset[str]]:
        """Kind to the tags that tell its types apart."""
        return {
            kind: frozenset({self.marker, *(tag for row in rows for tag in row[0].tags)})
            for kind, rows in self._kinds.items()
        }

    def kind_of(self, type: str, values: Mapping[str, Any]) -> tuple[Pattern, Pattern]:
        """The kind with its fields, and the pattern of the names that are thereby written."""
        lists = {name: (value,) for name, value in values.items()}
        for pattern, kind in self.types[type]:
            if pattern.matches(lists):
                return kind, pattern
        raise TableError(f"{self.name}: no kind for {type!r}")

    def reading(self, type: str) -> dict[str, tuple[Slot, ...]]:
        """Tag to slots for citations of ``type``; several where labels tell them apart."""
        slots = self._reading.get(type)
        if slots is None:
            slots = self._reading[type] = self._compile_reading(type)
        return slots

    def _compile_reading(self, type: str) -> dict[str, tuple[Slot, ...]]:
        slots: dict[str, dict[str, Slot]] = {}
        for rule in self.rules:
            if not (rule.read and rule.serves(type)):
                continue
            for rank, tags in enumerate((rule.tags, *rule.alternatives)):
                for column, tag in enumerate(tags):
                    if tag:
                        slots.setdefault(tag, {}).setdefault(
                            rule.label, Slot(rule, column, rank)
                        )
        # A label is looked for before the row without one takes the value.
        return {
            tag: tuple(sorted(by_label.values(), key=lambda slot: not slot.rule.label))
            for tag, by_label in slots.items()
        }

    def writing(self, type: str) -> tuple[Rule, ...]:
        """The rows that write citations of ``type``, in the table's order.

        A row that stands for one of an extended table is written in its place.
        """
        rules = (rule for rule in self.rules if rule.write and rule.serves(type))
        return tuple(sorted(rules, key=self.place))

    def place(self, rule: Rule) -> int:
        """Where a row is written; new rows stand behind those of the extended table."""
        return min(self.order.get(key, len(self.order)) for key in rule.keys)

    def writers(self, type: str) -> dict[str, dict[int, Rule]]:
        """Key of a value to the rows that write it for ``type``, by their places."""
        writers = self._writing.get(type)
        if writers is None:
            writers = self._writing[type] = {}
            for place, rule in enumerate(self.writing(type)):
                for key in rule.keys:
                    writers.setdefault(key, {})[place] = rule
        return writers


def _meaning(
    patterns: Sequence[tuple[Pattern, Pattern, bool]], values: Mapping[str, Sequence[object]]
) -> tuple[Pattern, Pattern] | None:
    """What the first pattern that matches means, and what it uses up."""
    for pattern, meaning, both in patterns:
        if pattern.matches(values):
            return meaning, pattern if both else Pattern(pattern.word)
    return None


class _Loader:
    """One table's text to a Crosswalk; every refusal names the table and the row."""

    def __init__(self, path: Path, folders: tuple[Path, ...]) -> None:
        self.path = path
        self.folders = folders
        try:
            self.data = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise TableError(f"{path}: {error}") from error

    def refuse(self, where: str, why: str) -> NoReturn:
        raise TableError(f"{self.path}: {where}: {why}")

    def load(self) -> Crosswalk:
        self.check_keys("table", self.data, "section")
        header = self.section("format")
        fields = self.section("fields")
        self.check_keys("[format]", header)
        self.check_keys("[types]", self.section("types"))
        self.check_keys("[fields]", fields)
        base = self.base(header["extends"]) if "extends" in header else None
        both, read, write = self.types(base)
        demoted = {*base.types_both, *base.demoted} & read.keys() if base else ()
        rules = list(self.rows(fields))
        if base:
            rules += inherited(base.rules, rules)
        crosswalk = Crosswalk(
            name=self.path.stem,
            title=header.get("title", self.path.stem),
            about=header.get("about", ""),
            family=header.get("family", base.family if base else self.path.stem),
            extensions=tuple(header.get("extensions", ())),
            syntax={**(base.syntax if base else {}), **self.section("syntax")},
            ignored=frozenset(fields.get("ignore", ()))
            | (base.ignored if base else frozenset()),
            types_both=both,
            types_read=read,
            types_write=write,
            demoted=frozenset(demoted),
            marker=self.section("types").get("marker", base.marker if base else ""),
            rules=tuple(rules),
            order=_order(base) if base else {},
        )
        self.check(crosswalk)
        self.check_syntax(crosswalk)
        return crosswalk

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
        if name == self.path.stem:
            folders = folders[folders.index(self.path.parent) + 1 :]
        try:
            return load(name, folders)
        except RecursionError:
            self.refuse("[format]", f"{name!r} extends this table, and this table extends it")

    def types(self, base: Crosswalk | None) -> tuple[dict[str, str], ...]:
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
        return both, read, write

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
            names=tuple(names),
            schemes=tuple(schemes),
            tags=tags,
            alternatives=alternatives,
            codec=self.codec(row, names, schemes, default),
            word=self.word(row, names, schemes, default),
            types=self.type_set(row),
            label=row.get("label", ""),
            read=read,
            write=write,
            keys=tuple(map(key_of, names, schemes)),
            empty=tuple(getattr(Citation, name) for name in names),
            plain=len(names) == len(tags) == 1 and "label" not in row and names != ["ids"],
        )

    def codec(
        self, row: Mapping[str, Any], names: Sequence[str], schemes: Sequence[str], default: str
    ) -> Codec:
        if "codec" not in row and schemes[0]:
            return codecs.identifier_codec(schemes[0])
        kinds = tuple(VARIABLES[name] for name in names)
        if "values" in row:
            return self.value_codec(row, kinds)
        word = self.word(row, names, schemes, default)
        codec = codecs.find(word)
        if codec is None:
            self.refuse(f"row {row}", f"{word!r} is no codec")
        if codec.makes != kinds:
            makes, wants = " and ".join(codec.makes), " and ".join(kinds)
            self.refuse(f"row {row}", f"codec {word!r} makes {makes}, not {wants}")
        return codec

    def word(
        self, row: Mapping[str, Any], names: Sequence[str], schemes: Sequence[str], default: str
    ) -> str:
        """What tables call the row's codec: named there, or the one for what it holds."""
        kind = VARIABLES[names[0]]
        usual = schemes[0] or (default if len(names) == 1 and kind == "text" else kind)
        return row.get("codec") or row.get("values") or usual

    def value_codec(self, row: Mapping[str, Any], kinds: tuple[str, ...]) -> Codec:
        """The codec of a table of values, ``[values.NAME]``; other values stay as they are."""
        table = self.section("values").get(row["values"])
        if table is None or kinds not in (("text",), ("texts",)):
            self.refuse(f"row {row}", f"no [values.{row['values']}] for it")
        back = {value: word for word, value in table.items()}
        return Codec(
            kinds,
            lambda value: table.get(value, value),
            lambda value: back.get(value, value),
            each=kinds == ("texts",),
        )

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

    def check(self, table: Crosswalk) -> None:
        """No tag reads as two things, nothing is written two ways, every type is written."""
        own = sum(
            len(self.section("fields").get(part, ())) for part in ("both", "read", "write")
        )
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
                    self.refuse(what, f"{verb} as {pair[0]} and as {pair[1]}")
        if table.writable:
            for type in sorted(TYPES - table.types.keys()):
                self.refuse("[types]", f"no kind for {type!r}")

    def check_syntax(self, table: Crosswalk) -> None:
        """The parser exists and has what it needs."""
        module = str(table.syntax.get("module", ""))
        if module not in _SYNTAX_KEYS:
            self.refuse(
                "[syntax]", f"no module {module!r}; there are {', '.join(_SYNTAX_KEYS)}"
            )
        wanted = _SYNTAX_KEYS[module]
        if module == "tagged" and table.writable:
            wanted |= {"write", "newline"}
        if missing := wanted - table.syntax.keys():
            self.refuse("[syntax]", f"{module} needs {min(missing)!r}")
        if module == "tagged":
            try:
                groups = re.compile(table.syntax["line"]).groupindex
            except re.error as error:
                self.refuse("[syntax]", f"line: {error}")
            if lost := {"tag", "value"} - groups.keys():
                self.refuse("[syntax]", f"line: no group {min(lost)!r}")


def _order(base: Crosswalk) -> dict[str, int]:
    """Where each value stands among what a table writes."""
    order: dict[str, int] = {}
    for number, rule in enumerate(sorted(base.rules, key=base.place)):
        for key in rule.keys:
            order.setdefault(key, number)
    return order


def _overlap(rules: Sequence[Rule]) -> tuple[Rule, Rule] | None:
    """Two rules that serve one type, or None."""
    for one, other in combinations(rules, 2):
        if one.types is None or other.types is None or one.types & other.types:
            return one, other
    return None


def inherited(base: Sequence[Rule], own: Sequence[Rule]) -> Iterator[Rule]:
    """The extended table's rows: what the extending one writes itself is read only."""
    for rule in base:
        taken = frozenset(
            type
            for type in TYPES
            if any(
                mine.write and mine.serves(type) and set(mine.keys) & set(rule.keys)
                for mine in own
            )
        )
        if not taken or not rule.write:
            yield rule
            continue
        served = rule.types if rule.types is not None else TYPES
        if served - taken:
            yield replace(rule, types=served - taken)
        if rule.read:
            yield replace(rule, types=served & taken, write=False)


def key_of(name: str, scheme: str) -> str:
    """The key under which rows look for a value: the name, for identifiers with scheme."""
    return f"{name} {scheme}" if scheme else name


@cache
def load(name: str, folders: tuple[Path, ...]) -> Crosswalk:
    """The table ``name`` of the first folder that has it.

    Raises:
        TableError: there is none, or it breaks the grammar of tables.
    """
    for folder in folders:
        path = folder / f"{name}.toml"
        if path.is_file():
            return _Loader(path, folders).load()
    raise TableError(f"no table {name!r} in {', '.join(map(str, folders))}")


def in_ascii(table: Crosswalk) -> Crosswalk:
    """The table that writes nothing beyond ASCII where its codecs can help it."""
    rules = tuple(replace(rule, codec=rule.codec.in_ascii()) for rule in table.rules)
    return replace(table, rules=rules, _reading={}, _writing={})


def with_syntax(table: Crosswalk, **options: str) -> Crosswalk:
    """The table with other options of its syntax."""
    return replace(table, syntax={**table.syntax, **options})


def formats_dir() -> Path:
    """The folder of the built-in tables: in the installed package, or in the checkout."""
    here = Path(__file__).parent
    installed = here / "formats"
    return installed if installed.is_dir() else here.parent / "formats"


__all__ = ["Crosswalk", "Pattern", "Rule", "Slot", "formats_dir", "load", "parse_pattern"]
