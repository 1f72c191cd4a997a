"""CSL-JSON through the other formats: every type and variable, and a measured corpus."""

import json
from typing import Any

import pytest

import bibkit
from bibkit.model import TYPES
from tests import round_trips
from tests.conftest import shared
from tests.foreign import csl_schema

_IDS = {
    "DOI": "10.1000/182", "ISBN": "9780306406157", "ISSN": "0378-5955", "PMID": "17170002",
    "PMCID": "PMC1939856", "URL": "https://example.org/a_b?c=1&d=%20#e~f",
}  # fmt: skip


_BEYOND = {
    "categories", "citation-key", "citation-number", "first-reference-note-number", "locator",
    "event", "shortTitle", "journalAbbreviation",
}  # fmt: skip
"""What is no variable of an item, or an older word for one: kept as it is."""


def full_item(type: str) -> dict[str, Any]:
    """An item with every member that the schema of CSL 1.0.2 knows."""
    item: dict[str, Any] = {"id": "a", "type": type}
    members = csl_schema.SCHEMA["items"]["properties"]
    for number, (name, shape) in enumerate(members.items()):
        if name in item or name == "custom":
            continue
        if shape["type"] == "array":
            person = {"family": f"Family{number}", "given": "Ada"}
            item[name] = [f"{name} x"] if name == "categories" else [person, {"literal": name}]
        elif shape["type"] == "object":
            item[name] = {"date-parts": [[1900 + number, 2, 3]]}
        else:
            item[name] = _IDS.get(name, f"Some {name}")
    return item


@pytest.mark.parametrize("format", ["csl-json", "biblatex", "bibtex"])
@pytest.mark.parametrize("type", sorted(TYPES))
def test_every_variable_comes_back(type: str, format: str) -> None:
    item = full_item(type)
    (back,), told = round_trips.through([item], format)
    if format != "csl-json":
        (item,) = round_trips.in_own_words([item])
    assert round_trips.facts(back) == round_trips.facts(item)
    assert {d.field for d in told} <= (_BEYOND if format == "csl-json" else set())


@pytest.mark.parametrize("format", ["biblatex", "bibtex"])
@pytest.mark.parametrize(
    "members",
    [
        {"type": "article-journal", "container-title": "ArXiv"},
        {"type": "document", "genre": "US Patent"},
        {"type": "document", "medium": "Dataset"},
    ],
)
def test_words_that_hint_at_another_type_do_not_change_it(
    members: dict[str, Any], format: str
) -> None:
    item = {"id": "a", "title": "T", **members}
    assert round_trips.through([item], format) == ([item], [])


LEAST = {
    "csl-json": (1, 1),
    "biblatex": (0.995, 0.97),
    "bibtex": (0.995, 0.97),
    "csv": (0.995, 0.97),
    "hayagriva": (1, 1),
    "cff": (0.995, 0.95),
    "schema-org": (0.995, 0.95),
    "endnote-xml": (0.99, 0.95),
    "refer": (0.99, 0.95),
    "mods": (0.99, 0.91),
    "word": (0.99, 0.95),
}
"""Facts kept and items unharmed."""


@pytest.mark.parametrize("corpus", ["records-24.json", "records-1000.json"])
@pytest.mark.parametrize("format", LEAST)
def test_a_corpus_comes_back(corpus: str, format: str) -> None:
    path = shared("conformance", "csl", corpus)
    count = round_trips.tally(json.loads(path.read_text(encoding="utf-8")), format)
    facts, items = LEAST[format]
    assert count.kept >= facts * count.facts, count
    assert count.unharmed >= items * count.items, count


@pytest.mark.parametrize("format", ["csv", "tsv", "hayagriva", "cff", "schema-org"])
def test_every_loss_is_told(format: str) -> None:
    path = shared("conformance", "csl", "records-1000.json")
    items = round_trips.in_own_words(json.loads(path.read_text(encoding="utf-8")))
    told: dict[str, set[str]] = {}

    def tell(citation: bibkit.Citation, diagnostic: bibkit.Diagnostic) -> None:
        told.setdefault(citation.key, set()).add(diagnostic.field)

    given = bibkit.read(json.dumps(items).encode(), "csl-json")
    text = "".join(bibkit.write(given, format, told=tell))
    again = bibkit.write(bibkit.read(text.encode(), format), "csl-json")
    for item, back in zip(items, json.loads("".join(again)), strict=True):
        before, after = round_trips.facts(item), round_trips.facts(back)
        changed = {n for n in {**before, **after} if before.get(n) != after.get(n)}
        assert {name.replace("-", "_") for name in changed} <= told.get(item["id"], set())
