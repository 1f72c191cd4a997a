"""Names that no person has, and lists that are not parted as their format parts them."""

import re
from collections.abc import Iterator

from bibkit import names
from bibkit.checking.checked import Checked, shortened
from bibkit.diagnostics import Diagnostic
from bibkit.model import VARIABLES, Field, Name
from bibkit.patterns import lazy

_LISTS = tuple(name for name, holds in VARIABLES.items() if holds == "names")
_LISTS_TEXT = frozenset(("tex.names", "tex.people"))
"""The codecs of a list of names that stands in one field."""

_ORGANISATION = lazy(
    r"\b(?:Academy|Agency|Association|Authority|Bureau|Centre|Collaboration|Commission|"
    r"Committee|Company|Consortium|Corporation|Council|Department|Engineers|Federation|"
    r"Foundation|GmbH|Inc|Institutes?|Laborator(?:y|ies)|Ltd|Ministry|Organi[sz]ation|"
    r"Project|Society|University|Universität|Université)\b"
)
_DIGIT = lazy(r"[0-9]")
_ET_AL = lazy(r"\bet\.?\s+al\b", re.IGNORECASE)
_SEVERAL = lazy(r"(?<=\S)\s(and|und|et|y)\s+(?=\S)|(?<=\S)\s?(&|;)(?=\s|$)")
_BRACED = lazy(r"\{[^{}]*+\}")
_AND = lazy(r"\s++and\s++", re.IGNORECASE)
_LOST_AND = lazy(r"^\s*+and(?=\s|$)|(?<=\s)and\s++(?=and(?:\s|$))|(?<=\s)and\s*+$", re.I)
_SHORTEST_SHOUTED = 4
_MOST_COMMAS = 2


def findings(checked: Checked) -> Iterator[Diagnostic]:
    """What is doubtful in the names of a record; a list that is parted wrong is told once."""
    listed = _lists_as_text(checked)
    doubted = set()
    for variable, field in listed.items():
        for message in _doubts_of_list(str(field.value)):
            doubted.add(variable)
            yield checked.finding("odd-name", f"{field.tag} {message}", field)
    annotated = any(field.tag.endswith("+an:id") for field in checked.own_fields())
    for variable in _LISTS:
        if variable not in doubted:
            for name in getattr(checked.citation, variable):
                if name.ids and not annotated and (message := _mark(name)):
                    message = f"{variable} {message}"
                    yield checked.finding("odd-name", message, checked.field_of(variable))
                if doubt := _doubt(name):
                    message = f"{variable} {shortened(str(name))!r} {doubt}"
                    yield checked.finding("odd-name", message, checked.field_of(variable))
    for variable, field in listed.items():
        if field.tag in ("author", "editor") and variable not in doubted:
            yield from _organisations(checked, variable, field)


def _lists_as_text(checked: Checked) -> dict[str, Field]:
    """The fields of a .bib entry that hold lists of names, by what they stand for."""
    if checked.table.family != "bibtex":
        return {}
    reading = checked.slots()
    return {
        slot.rule.names[0]: field
        for field in checked.own_fields()
        for slot in reading.get(field.tag, ())
        if slot.rule.word in _LISTS_TEXT and isinstance(field.value, str) and field.value
    }


def _doubts_of_list(text: str) -> Iterator[str]:
    """What speaks against a list that should be parted by ``and``."""
    plain = _BRACED.sub("x", text) if "{" in text else text
    if _LOST_AND.search(plain):
        yield "holds an 'and' without a name beside it"
    if "," not in plain and ";" not in plain and "&" not in plain and "al" not in plain:
        return
    if _ET_AL.search(plain):
        yield "holds 'et al.': a list that goes on ends in 'and others'"
        plain = _ET_AL.sub("", plain)
    for name in _AND.split(plain.strip()):
        if name.count(",") > _MOST_COMMAS:
            yield f"{shortened(name)!r} holds {name.count(',')} commas: part names by 'and'"
            return
        if found := _SEVERAL.search(name):
            sign = (found[1] or found[2]).strip()
            yield f"{shortened(name)!r} holds {sign!r}: part names by 'and'"
            return


def _mark(name: Name) -> str:
    """What stands behind a name and is no part of it, or ``""``."""
    for found in name.ids:
        if found.scheme == "dblp":
            return f"{found.value!r} ends in the number by which DBLP tells namesakes apart"
        if found.scheme == "lived":
            return f"{f'{name}, {found.value}'!r} ends in the years of a life"
    return ""


def _doubt(name: Name) -> str:
    """What speaks against a name, or ``""``."""
    whole = str(name)
    if _ET_AL.search(whole):
        return "holds 'et al.': a list that goes on ends in 'others'"
    if whole.casefold() == "others":
        return "is no person: 'others' stands last in a list"
    if name.literal:
        return ""
    if _ORGANISATION.search(whole):
        return "looks like an organisation read as a person"
    if _DIGIT.search(whole):
        return "holds a digit"
    if "�" not in whole and (found := _SEVERAL.search(f"{name.given} ")) and found[1] != "y":
        return f"holds {(found[1] or found[2]).strip()!r}: are these several people?"
    family = name.family
    if len(family) >= _SHORTEST_SHOUTED and name.given and family == family.upper():
        return "is in capitals" if family != family.lower() else ""
    return ""


def _organisations(checked: Checked, variable: str, field: Field) -> Iterator[Diagnostic]:
    """Groups that we know as such, and that BibTeX takes apart for want of braces."""
    written, _ = names.split_bibtex(str(field.value))
    read = getattr(checked.citation, variable)
    if len(written) != len(read):
        return
    for text, name in zip(written, read, strict=True):
        if name.literal and " " in text and "{" not in text and "=" not in text:
            message = f"{field.tag} {text!r} has no braces: BibTeX takes it for a person"
            yield checked.finding("odd-name", message, field)
