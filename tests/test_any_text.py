"""Whatever a file says: it is read, and what it says is written again or told as lost."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import bibkit
from bibkit import Citation, Diagnostic, registry
from bibkit.diagnostics import LOSSES
from bibkit.model import VARIABLES
from bibkit.normalizer import is_failed
from tests import strategies

TARGETS = "bibtex biblatex ris csl-json endnote-xml refer medline mods word".split()
KINDS = {
    "biblatex": "article book incollection inproceedings misc online report thesis zz",
    "ris": "JOUR BOOK CHAP CONF GEN ELEC THES RPRT ZZZZ",
}
ODD = """1990 | 1990/05/03 | 1990-05 | May | in press | 12-15 | pp. 3 | 10.1000/182 | eng | 2nd
| 1234-5679 | 9780306406157 | https://example.org/a | Doe, Jane | Doe, Jane and Roe, R. | A; B
| others | {A} b | $x^2$ | <i>a</i> | R&amp;D | arXiv:2101.00001 | vol. 3 | --"""
VALUES = st.one_of(
    strategies.lines(),
    strategies.lines("ab{}$\"'&<>/;,-. 1"),
    st.sampled_from([" ".join(value.split()) for value in ODD.split("|")]),
).filter(lambda value: any(map(str.isalnum, value)))
PARTS_OF_TITLES = ("subtitle", "titleaddon")
"""The ends of tags of what is joined to another field when it is read."""


def in_bibtex(kind: str, fields: list[tuple[str, str]]) -> str:
    lines = "".join(f"  {tag} = {{{value}}},\n" for tag, value in fields)
    return f"@{kind}{{key,\n{lines}}}\n"


def in_ris(kind: str, fields: list[tuple[str, str]]) -> str:
    lines = "".join(f"{tag}  - {value}\n" for tag, value in fields)
    return f"TY  - {kind}\n{lines}ER  - \n"


WRITERS: dict[str, Callable[[str, list[tuple[str, str]]], str]] = {
    "biblatex": in_bibtex,
    "ris": in_ris,
}


@st.composite
def texts(draw: st.DrawFn, format: str) -> str:
    names = {
        tag: rule.names[0]
        for rule in registry.find(format).table.rules
        for tag in rule.tags
        if tag.isalnum() and not tag.endswith(PARTS_OF_TITLES)
    }
    # Of two fields for one thing the second is kept as it is, told when it is read.
    field = st.tuples(st.sampled_from(sorted(names)), VALUES)
    fields = draw(st.lists(field, max_size=8, unique_by=lambda pair: names[pair[0]]))
    return WRITERS[format](draw(st.sampled_from(KINDS[format].split())), fields)


def facts(citation: Citation) -> dict[str, object]:
    """What a citation says, but for where it was read and what blanks stand in its names."""
    values = {name: getattr(citation, name) for name in VARIABLES if name != "sources"}
    for name in values:
        if VARIABLES[name] == "names":
            shown = (" ".join(str(each).split()) for each in values[name])
            values[name] = list(filter(None, shown))
    return {**values, "ids": frozenset(citation.ids)}


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("format", WRITERS)
@given(data=st.data())
def test_what_a_text_says_is_written_or_told(
    format: str, target: str, data: st.DataObject
) -> None:
    citation, *others = bibkit.read(data.draw(texts(format)).encode(), format)
    assume(not others and not is_failed(citation))  # broken texts are kept and told as a whole
    told: list[Diagnostic] = []
    text = "".join(bibkit.write([citation], target, report=told.append, reformat=True))
    (back,) = bibkit.read(text.encode(), target)
    before, after = facts(citation), facts(back)
    lost = {name for name in before if before[name] != after[name] and before[name]}
    named = {each.field for each in told if each.code in LOSSES}
    assert lost - {"extra", "key"} <= named
