"""MARC 21 and UNIMARC in XML to records: a library's fields, by number and by what they are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bibkit.diagnostics import Report
from bibkit.inputs import Input
from bibkit.model import Field, Json, Record, Source
from bibkit.parsers.xmlnodes import Node, inline_text
from bibkit.parsers.xmltree import elements

_CONTROLS = re.compile("[\x80-\x9f]")
"""Marks around an article that does not count in sorting."""
_BY = re.compile(r"\[?(?:by|von|par|por|di|door|av|af)\b", re.I)
_TYPES, _LEVELS = "abcdefgijkmoprt", "abcdims"
"""The letters that the leader has for them; careless writers put others there."""
_PERSONS = ("100", "110", "700", "710")
_UNIMARC_PERSONS = ("700", "701", "702", "710", "711", "712")


class _Datafield(NamedTuple):
    """A field: its number, its indicators, and its parts by their codes."""

    tag: str
    indicators: str
    parts: dict[str, Json]

    def first(self, code: str) -> str:
        """The first part of this code, or nothing."""
        value = self.parts.get(code, "")
        return str(value[0] if isinstance(value, list) else value)


def parse(source: Input, syntax: Mapping[str, Any], report: Report) -> Iterator[Record]:
    """One record an element; a field's tag is its number, its value its parts.

    ``records`` are the names of the elements. The kind is the leader's type and level
    (``am``: a book), ``thesis``, or ``in-book``, ``in-serial`` and ``in-meeting`` for what
    is part of another work. People have their role behind the number (``700[editor]``): by
    ``syntax["relators"]``, roles with their codes and words, or by where they stand. Fields
    of UNIMARC have a ``u`` before the number. ``skipped`` is the pattern of fields that are
    not read.
    https://www.loc.gov/marc/bibliographic/
    """
    reading = _Reading(syntax)
    for node, failed in elements(source, syntax["records"], report):
        yield failed if node is None else reading.record(node, failed.source)


class _Reading:
    """How a table wants its fields."""

    def __init__(self, syntax: Mapping[str, Any]) -> None:
        self.skipped = re.compile(syntax.get("skipped", "(?!)")).match
        self.roles = {
            word: role for role, words in syntax.get("relators", {}).items() for word in words
        }

    def record(self, node: Node, where: Source) -> Record:
        """The record that an element is."""
        leader = next((_positions(n) for n in node.elements() if n.name == "leader"), "")
        controls = {
            n.attributes.get("tag", ""): _positions(n)
            for n in node.elements()
            if n.name == "controlfield"
        }
        data = [_datafield(n) for n in node.elements() if n.name == "datafield"]
        there = {each.tag for each in data}
        is_unimarc = "200" in there and "245" not in there
        kind = _kind(leader, data, there)
        fields = list(_controls(controls))
        for each in data:
            tag = self.tag(each, kind, data, is_unimarc=is_unimarc)
            if each.parts and not self.skipped(tag):
                fields += _told_apart(tag, each)
        lined = tuple(field._replace(line=where.line) for field in fields)
        return Record(kind, lined, where._replace(key=controls.get("001", "").strip()))

    def tag(
        self, field: _Datafield, kind: str, data: Sequence[_Datafield], *, is_unimarc: bool
    ) -> str:
        """A field's number, with the role of a person and the use of an address behind it."""
        number, second = field.tag, field.indicators[1:2]
        if is_unimarc:
            if number in _UNIMARC_PERSONS:
                by_place = "contributor" if number.endswith("2") else "author"
                return f"u{number[:2]}[{self.role(field) or by_place}]"
            return f"u{number}"
        if number in _PERSONS:
            if "t" in field.parts and number > "7":
                return f"{number}[work]"
            return f"{number}[{self.role(field) or _role_by_place(number, kind, data)}]"
        if number == "264" and second in "234" and second:
            return "264[copyright]" if second == "4" else "264[made]"
        if number == "856" and second == "2":
            return "856[related]"
        if number == "024" and field.first("2"):
            return f"024[{field.first('2').lower()}]"
        return number

    def role(self, field: _Datafield) -> str:
        """What a person did, by the code or the word that says so; nothing if none does."""
        said = []
        for code in "4ej":
            values = field.parts.get(code, [])
            said += [str(v) for v in (values if isinstance(values, list) else [values])]
        words = [word.lower().rpartition("/")[2].strip(" .,;[]()") for word in said]
        known = [self.roles[word] for word in words if word in self.roles]
        return known[0] if known else "contributor" if any(words) else ""


def _positions(node: Node) -> str:
    """A text of which each position says something: its blanks count."""
    return "".join(part for part in node.content if isinstance(part, str)).strip("\n")


def _datafield(node: Node) -> _Datafield:
    parts: dict[str, Json] = {}
    for each in node.elements():
        text = _CONTROLS.sub("", inline_text(each))
        if each.name != "subfield" or not text:
            continue
        code = each.attributes.get("code", "")
        before = parts.get(code)
        if before is None:
            parts[code] = text
        elif isinstance(before, list):
            before.append(text)
        else:
            parts[code] = [before, text]
    indicators = "".join(node.attributes.get(name, " ") or " " for name in ("ind1", "ind2"))
    return _Datafield(node.attributes.get("tag", ""), indicators, parts)


def _kind(leader: str, data: Sequence[_Datafield], there: set[str]) -> str:
    """The type of a record: of its leader, but for theses and parts of other works.

    https://www.loc.gov/marc/bibliographic/bdleader.html, bd76x78x.html ($7)
    """
    kind = leader[6] if leader[6:7] and leader[6] in _TYPES else "a"
    level = leader[7] if leader[7:8] and leader[7] in _LEVELS else "m"
    host = next((each for each in data if each.tag == "773" and each.first("t")), None)
    if kind == "a" and host:
        control = host.first("7")
        if control.startswith("m"):
            return "in-meeting"
        serial = (
            control[3:4] == "s" or level == "b" or (not control[3:4] and "z" not in host.parts)
        )
        return "in-serial" if serial else "in-book"
    if kind in "at" and "502" in there and "020" not in there:
        return "thesis"
    return kind + level


def _role_by_place(number: str, kind: str, data: Sequence[_Datafield]) -> str:
    """The role of a person whom nothing names: who has the main entry is an author.

    Cataloguers enter a collection under its title, with its editors behind; and a work of many
    authors too, of whom the statement of responsibility then says "by".
    """
    if number in ("100", "110"):
        return "author"
    if number == "710":
        return "contributor"
    if kind not in ("am", "ac") or any(each.tag in ("100", "110", "111") for each in data):
        return "author"
    said = next((each.first("c") for each in data if each.tag == "245"), "")
    return "author" if _BY.match(said) else "editor"


def _told_apart(tag: str, field: _Datafield) -> Iterator[Field]:
    """A field whole, with its first indicator; those of a host work part by part."""
    if tag in ("773", "u461", "u463"):
        for code, value in field.parts.items():
            for each in value if isinstance(value, list) else [value]:
                yield Field(f"{tag}/{code}", each)
    else:
        first = field.indicators[:1].strip()
        yield Field(tag, {"@ind1": first, **field.parts} if first else dict(field.parts))


def _controls(controls: Mapping[str, str]) -> Iterator[Field]:
    """What the fixed positions say: a year, a language.

    https://www.loc.gov/marc/bibliographic/bd008a.html
    """
    fixed = controls.get("008", "")
    if fixed[7:11].isdecimal() and fixed[7:11] != "9999":
        yield Field("008/date", fixed[7:11])
    if fixed[35:38].isalpha() and fixed[35:38] not in ("und", "zxx", "mul"):
        yield Field("008/language", fixed[35:38])
