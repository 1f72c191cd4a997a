"""What is written, as a whole: a citation of every type, and each sample once more.

``--update`` writes the files of ``written/``; read the diff.
"""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

import bibkit
from bibkit import Citation, Diagnostic
from bibkit.diagnostics import LOSSES
from bibkit.normalizer import is_failed
from tests.foreign.library import LIBRARY
from tests.sources.test_samples import SAMPLES
from tests.test_round_trips import full_item

FILES = {
    "endnote-xml": "endnote.xml",
    "medline": "medline.nbib",
    "mods": "mods.xml",
    "refer": "refer.enw",
    "word": "word.xml",
}


@pytest.mark.parametrize(("format", "name"), FILES.items())
def test_a_citation_of_every_type_is_written(format: str, name: str, update: bool) -> None:
    path = Path(__file__).parent / "written" / name
    written = "".join(bibkit.write(LIBRARY, format))
    if update:
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")


OWN = [path for path in SAMPLES if path.parent.name in FILES]


@pytest.mark.parametrize("path", OWN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sample_comes_back_or_is_told(path: Path) -> None:
    format = path.parent.name
    citations = list(bibkit.read(path.read_bytes(), format))
    told: list[Diagnostic] = []
    text = "".join(bibkit.write(citations, format, report=told.append))
    back = list(bibkit.read(text.encode(), format))
    whole = [citation for citation in citations if not is_failed(citation)]
    named = {each.field for each in told if each.code in LOSSES} | {"sources", "key", "extra"}
    assert [facts(c, named) for c in back if not is_failed(c)] == [
        facts(c, named) for c in whole
    ]


def facts(citation: Citation, told: set[str]) -> dict[str, Any]:
    """What a citation says, but for what was told; identifiers in whatever order."""
    said = {name: value for name, value in citation.set_values().items() if name not in told}
    return {**said, "ids": sorted(citation.ids)}


SEQUENCES = {
    "location": ["physicalLocation", "shelfLocator", "url"],
    "part/extent": ["start", "end", "total", "list"],
}
"""Where the schema of MODS asks for an order; elsewhere it has none."""


def test_mods_has_the_order_of_its_schema() -> None:
    item = {**full_item("chapter"), "call-number": "C", "archive": "A", "page": "1-9"}
    text = "".join(bibkit.write(bibkit.read(json.dumps([item]).encode(), "csl-json"), "mods"))
    for name, order in SEQUENCES.items():
        path = "/".join(f"{{http://www.loc.gov/mods/v3}}{step}" for step in name.split("/"))
        (element,) = ET.fromstring(text).iterfind(f".//{path}")
        found = [each.tag.partition("}")[2] for each in element]
        assert found == [word for word in order if word in found] != []
