"""How many facts of a record arrive in the field that Zotero's own import puts them in."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import bibkit
from bibkit.model import Citation
from tests.conftest import ROOT, shared
from tests.targets import zotero_import

Item = dict[str, Any]
_ARTIFICIAL = "a version, that Zotero takes a program"


def written(citations: list[Citation], format: str) -> list[Item]:
    found: list[Item] = json.loads("".join(bibkit.write(citations, format)))
    return [each for each in found if each.get("itemType") not in ("note", "attachment")]


def wanted(csl: Item) -> Item:
    """The item that Zotero makes of CSL-JSON, of programs too, which it refuses."""
    if csl["type"] == "software":
        csl = {"version": _ARTIFICIAL, **csl, "type": "book"}
    item = zotero_import.imported([csl])[0]
    return {name: value for name, value in item.items() if value != _ARTIFICIAL}


def same(wanted: Any, found: Any) -> bool:
    """Whether two values are one fact: dashes, hyphens and a resolver's address say nothing."""
    texts = [
        re.sub(r"https?://(dx\.)?doi\.org/|ISSN|[\s‐-―-]", "", str(v)) for v in (wanted, found)
    ]
    return wanted == "not ISO" or texts[0].lower() == texts[1].lower()


def people(item: Item) -> set[tuple[str, str]]:
    # A particle that does not drop stands before the family name, where Zotero wants it.
    names = (
        (c["creatorType"], c.get("lastName") or c.get("name") or "") for c in item["creators"]
    )
    return {(kind, name.split()[-1]) for kind, name in names if name}


def missing(csl: Item, item: Item, *, tags: bool) -> Iterator[tuple[str, bool]]:
    """The facts of a record, and whether an item lacks them."""
    right = wanted(csl)
    yield "itemType", item["itemType"] != right["itemType"]
    for name, value in right.items():
        if name not in ("itemType", "creators", "extra"):
            yield name, not (item.get(name) and same(value, item[name]))
    for person in people(right):
        yield f"creator {person[0]}", person not in people(item)
    words = csl.get("keyword", "").split(", ") if tags else ()
    for word in filter(None, words):
        yield "tag", word not in [tag["tag"] for tag in item["tags"]]


def counted(sources: list[Item], items: list[Item], *, tags: bool) -> tuple[int, Counter[str]]:
    facts = [f for pair in zip(sources, items, strict=True) for f in missing(*pair, tags=tags)]
    return len(facts), Counter(name for name, lacks in facts if lacks)


def test_the_facts_of_varied_records_arrive_in_their_fields() -> None:
    sources = json.loads(shared("conformance", "csl", "records-1000.json").read_bytes())
    citations = list(bibkit.read(json.dumps(sources).encode(), "csl-json"))
    total, lost = counted(sources, written(citations, "zotero-json"), tags=False)
    assert total > 10_000
    # In Extra: roles that the type has no creators for, dates and numbers that are none.
    others = {name: count for name, count in lost.items() if not name.startswith("creator ")}
    assert others == {"date": 2, "ISSN": 1, "title": 1}
    assert lost.total() < total * 0.005
    items = zotero_import.imported(written(citations, "zotero"))
    total, lost = counted(sources, items, tags=False)
    assert lost.total() < total * 0.01  # programs without a version are documents there


def test_all_facts_of_the_seeds_arrive_in_their_fields() -> None:
    citations = bibkit.merge(bibkit.read(ROOT / "seeds")).citations
    keyed = list(bibkit.read("".join(bibkit.write(citations, "csl-json")).encode()))
    sources = written(keyed, "csl-json")
    assert len(sources) == 208
    total, lost = counted(sources, written(keyed, "zotero-json"), tags=True)
    assert (total > 1_000, lost) == (True, Counter())
    items = zotero_import.imported(written(keyed, "zotero"))
    assert counted(sources, items, tags=False)[1] == Counter()
