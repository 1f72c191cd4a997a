"""One entry of a .bib file: what TeX, BibTeX or biber would stumble over."""

import re
from collections.abc import Iterator

from bibkit.checking.checked import Checked
from bibkit.checking.text_checks import NOT_PRINTED
from bibkit.codecs.tex import encode_tex_key
from bibkit.diagnostics import Diagnostic
from bibkit.model import Field
from bibkit.patterns import lazy
from bibkit.titles import MATH, UNIT, needs_protection

_TYPESET = frozenset({"tex.text", "tex.title", "tex.names", "tex.people", "tex.prose"})
"""The codecs of fields that TeX reads."""

# What may hold any sign: an escaped one, a formula, an address, a macro's name.
_ALLOWED = lazy(
    r"\\(?:url|path|nolinkurl)\s*+\{[^{}]*+\}|\\href\s*+\{[^{}]*+\}"
    r"|\\\((?:[^\\$]|\\[^()])*+\\\)|\\[A-Za-z]+|\\.|&(?:#?[A-Za-z0-9]++);"
    rf"|\$\$[^$]++\$\$|{MATH}|\$([^$]*+)\$"
)
_MATHEMATICAL = lazy(r"[\\^_]")
_SPECIAL = lazy(r"[&%#_^]|\$")

_GROUP = lazy(r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\}")
_MACRO = lazy(r"\\(?:[A-Za-z]+|.)")
_KEEPS_CAPITALS = frozenset(
    """book mvbook proceedings mvproceedings collection mvcollection reference mvreference
    manual phdthesis periodical""".split()
)
"""Kinds whose titles BibTeX's styles print as they are."""

_MACRO_MONTH = lazy(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?![a-z])")
_NUMBER_MONTH = lazy(r"0?[1-9]|1[0-2]")
_ONE_HYPHEN = lazy(r"(?<![\w-])([0-9]+)\s*-\s*([0-9]+)(?![\w-])")

_ASKED_BY_BIBTEX = {
    "book": "publisher",
    "inbook": "publisher",
    "incollection": "publisher",
}


def findings(checked: Checked) -> Iterator[Diagnostic]:
    """What programs of the BibTeX family would stumble over in one entry."""
    yield from _key(checked)
    for field in checked.own_fields():
        if isinstance(field.value, str) and field.value:
            yield from _signs(checked, field, field.value)
            if field.tag == "title":
                yield from _capitals(checked, field, field.value)
            elif field.tag == "pages":
                yield from _pages(checked, field, field.value)
            elif field.tag == "month":
                yield from _month(checked, field, field.value)
    wanted = _ASKED_BY_BIBTEX.get(checked.record.kind)
    if wanted and not getattr(checked.citation, wanted) and not checked.field("crossref"):
        message = f"BibTeX's styles ask for the {wanted} of @{checked.record.kind}"
        yield checked.finding("missing-for-bibtex", message)


def _key(checked: Checked) -> Iterator[Diagnostic]:
    key = checked.record.source.key
    if not key:
        yield checked.finding("odd-key", f"@{checked.record.kind} has no key")
    elif (cleaned := encode_tex_key(key)) != key:
        signs = " ".join(sorted(set(key) - set(cleaned))).strip() or "blanks"
        yield checked.finding("odd-key", f"key {key!r} holds {signs}, which programs refuse")
    elif not key.isascii():
        signs = " ".join(sorted({sign for sign in key if not sign.isascii()}))
        yield checked.finding("non-ascii-key", f"key {key!r} holds {signs}")


def _signs(checked: Checked, field: Field, value: str) -> Iterator[Diagnostic]:
    if not _SPECIAL.search(value):
        return
    slots = checked.slots().get(field.tag, ())
    if field.tag in NOT_PRINTED or not any(slot.rule.word in _TYPESET for slot in slots):
        return
    rest = _ALLOWED.sub(_without, value)
    for sign in sorted(set(_SPECIAL.findall(rest))):
        if sign == "$":
            message = f"{field.tag} holds a $ that opens or closes no formula: write \\$"
        elif sign == "^":
            message = f"{field.tag} holds ^ outside of a formula: write $...$ around it"
        else:
            message = f"{field.tag} holds {sign}: write \\{sign}"
        yield checked.finding("unescaped-tex", message, field)


def _without(found: re.Match[str]) -> str:
    """Nothing in the place of what may stand there; prices (``$5 or $6``) are no formula."""
    inner = found[1]
    return found[0] if inner is not None and not _MATHEMATICAL.search(inner) else ""


def _capitals(checked: Checked, field: Field, value: str) -> Iterator[Diagnostic]:
    if value.startswith("{") and _GROUP.fullmatch(value) and " " in value:
        message = "title is braced as a whole: brace names and acronyms only"
        yield checked.finding("double-braces", message, field)
    if checked.record.kind in _KEEPS_CAPITALS or value == value.upper():
        return
    plain = _MACRO.sub(" ", _GROUP.sub("\0", value))
    words = [unit for unit in UNIT.findall(plain) if "$" not in unit and needs_protection(unit)]
    if words:
        shown = ", ".join(f"{{{word}}}" for word in dict.fromkeys(words))
        message = f"styles lower-case what braces do not protect: write {shown}"
        yield checked.finding("unprotected-capitals", message, field)


def _pages(checked: Checked, field: Field, value: str) -> Iterator[Diagnostic]:
    if found := _ONE_HYPHEN.search(value):
        message = f"pages {value!r}: a range is written {found[1]}--{found[2]}"
        yield checked.finding("odd-pages", message, field)


def _month(checked: Checked, field: Field, value: str) -> Iterator[Diagnostic]:
    if not _MACRO_MONTH.search(value) and not _NUMBER_MONTH.fullmatch(value):
        message = f"month {value!r} is no macro (jan ... dec), which styles translate"
        yield checked.finding("odd-month", message, field)
