"""The heart: every row of every table, written and read back, gives the same citation."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit import api, registry
from bibkit.crosswalk import Crosswalk
from bibkit.diagnostics import Diagnostic
from bibkit.model import TYPES, Citation, Name, replace
from bibkit.rules import Rule
from tests import strategies

WRITABLE = [
    name
    for name in registry.headers()
    if (table := registry.find(name).table).writable and table.readable
]


def round_trip(citation: Citation, format: str) -> tuple[Citation, list[Diagnostic]]:
    told: list[Diagnostic] = []
    text = "".join(api.write([citation], format, report=told.append))
    (back,) = api.read(text.encode(), format, report=told.append)
    return replace(back, sources=()), told


def keyed(format: str) -> str:
    """A key, where the format has a place for it."""
    return "key1" if "key" in registry.find(format).table.writings("book") else ""


def rows(table: Crosswalk, type: str) -> list[Rule]:
    return [rule for rule in table.writing(type) if strategies.drawable(rule)]


@pytest.mark.parametrize("format", WRITABLE)
@given(data=st.data())
def test_what_a_row_writes_it_reads_back(format: str, data: st.DataObject) -> None:
    table = registry.find(format).table
    type = data.draw(st.sampled_from(sorted(TYPES)), label="type")
    chosen = data.draw(st.lists(st.sampled_from(rows(table, type)), unique=True), label="rows")
    values: dict[str, Any] = {"key": keyed(format)}
    for rule in chosen:
        for name, scheme in zip(rule.names, rule.schemes, strict=True):
            value = data.draw(strategies.variable(name, scheme), label=name)
            values[name] = (*values.get(name, ()), *value) if name == "ids" else value
    citation = Citation(type=type, **values)
    back, told = round_trip(citation, format)
    assert back == replace(citation, ids=back.ids)
    assert sorted(back.ids) == sorted(citation.ids)
    # A drawn text may look like a macro: that it stays as it is, is told.
    assert [d for d in told if d.code != "unknown-macro"] == []


@pytest.mark.parametrize("format", WRITABLE)
@pytest.mark.parametrize("type", sorted(TYPES))
def test_every_type_comes_back(format: str, type: str) -> None:
    citation = Citation(type=type, key=keyed(format), title="A title")
    assert round_trip(citation, format) == (citation, [])


@pytest.mark.parametrize("name", ["Doe", "De", "Van", "Mc", "Al-Said", "Zeng"])
@pytest.mark.parametrize(
    "given", ["J", "J.", "Jane", "J. R. R.", "Zhi-Hong", "Jr", "Ann Jr.", "And"]
)
@pytest.mark.parametrize("format", WRITABLE)
def test_a_plain_name_comes_back_or_is_told(name: str, given: str, format: str) -> None:
    people = (Name(name, given), Name("Roe", "R."))
    citation = Citation(type="book", key=keyed(format), author=people)
    back, told = round_trip(citation, format)
    assert (back == citation) == (told == [])
