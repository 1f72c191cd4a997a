"""Small sources of each format, and the citations that they are.

Each sample has beside it (``.expected`` behind its name) its citations as CSL-JSON, what that
cannot say of identifiers, and what was told. ``--update`` writes them; read the diff.
"""

import json
from pathlib import Path
from typing import Any

import pytest

import bibkit
from bibkit import registry
from bibkit.inputs import Input

HERE = Path(__file__).parent
SAMPLES = sorted(
    path
    for path in HERE.glob("*/*")
    if path.suffix != ".expected" and path.is_file() and path.parent.name != "__pycache__"
)
FORMATS = sorted({path.parent.name for path in SAMPLES})


def what_is_read(path: Path) -> dict[str, Any]:
    told: list[bibkit.Diagnostic] = []
    citations = list(bibkit.read(path.read_bytes(), path.parent.name, report=told.append))
    people = [
        [str(name), sorted(f"{each.scheme}:{each.value}" for each in name.ids)]
        for citation in citations
        for name in citation.author
        if name.ids
    ]
    written = "".join(bibkit.write(citations, "csl-json"))
    ids = [sorted(f"{each.scheme}:{each.value}" for each in c.ids) for c in citations]
    return {
        "citations": json.loads(written),
        "ids": ids,
        "people": people,
        "told": [str(each) for each in told],
    }


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sample_is_read_whole(path: Path, update: bool) -> None:
    found = what_is_read(path)
    expected = path.with_name(f"{path.name}.expected")
    if update:
        text = json.dumps(found, ensure_ascii=False, indent=1)
        expected.write_text(f"{text}\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sample_is_recognized(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert registry.recognize(Input(text, path.name)) == path.parent.name
    assert registry.recognize(Input(text, "")) == path.parent.name


@pytest.mark.parametrize("format", FORMATS)
def test_a_format_has_five_samples(format: str) -> None:
    assert len([path for path in SAMPLES if path.parent.name == format]) >= 5
