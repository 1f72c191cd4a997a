"""The example of a Zotero translator, run on a page of our own making."""

import json
import shutil
import subprocess
from typing import Any

import pytest

import bibkit
from tests.conftest import ROOT

CODE = ROOT / "examples" / "zotero_translator" / "Hugging Face Daily Papers.js"
PAPERS = [
    {
        "id": "2401.01234v2",
        "title": "On\n Trees",
        "summary": " About trees. ",
        "authors": [
            {"name": "Jane Doe"},
            {"name": "Hidden", "hidden": True},
            {"name": "Richard  Roe"},
        ],
        "publishedAt": "2024-01-03T00:00:00.000Z",
        "githubRepo": "https://github.com/a/b",
        "ai_keywords": ["trees"],
    },
    {"id": "2401.05678", "title": "On Bushes", "githubRepo": "javascript:alert(1)"},
    {"id": "no-number", "title": "Not a paper"},
]
STUBS = """
const saved = [];
const Zotero = {
  Item: class {
    constructor(type) {
      Object.assign(this, { itemType: type, creators: [], tags: [], attachments: [] });
    }
    complete() { saved.push(this); }
  },
  selectItems: (titles, then) => then(titles),
};
const ZU = { cleanAuthor: (name, creatorType) => {
  const [firstName, lastName] = name.split(" ");
  return { firstName, lastName, creatorType };
} };
const shown = (each) => typeof each === "string" ? each : JSON.stringify(each);
const page = (...props) => ({
  querySelectorAll: () => props.map((each) => ({ getAttribute: () => shown(each) })),
});
"""


def run(*props: Any) -> tuple[Any, list[dict[str, Any]]]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    code = CODE.read_text(encoding="utf-8")
    script = (
        f"{STUBS}{code[code.index('}') + 1 :]}\n"
        f"const doc = page({', '.join(map(json.dumps, props))});"
        "const found = detectWeb(doc, ''); if (found) doWeb(doc, '');"
        "console.log(JSON.stringify([found, saved]));"
    )
    done = subprocess.run(
        [node, "-e", script], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    found, saved = json.loads(done.stdout)
    return found, saved


def test_its_header_is_json() -> None:
    code = CODE.read_text(encoding="utf-8")
    header = json.loads(code[: code.index("}") + 1])
    assert (header["translatorType"], header["label"]) == (4, CODE.stem)


def test_a_day_of_papers() -> None:
    found, saved = run("{broken", {"x": 1}, {"dailyPapers": [{"paper": p} for p in PAPERS]})
    assert found == "multiple"
    assert [item["title"] for item in saved] == ["On Trees", "On Bushes"]
    assert saved[0] == {
        "itemType": "preprint",
        "title": "On Trees",
        "abstractNote": "About trees.",
        "date": "2024-01-03",
        "repository": "arXiv",
        "archiveID": "arXiv:2401.01234v2",
        "DOI": "10.48550/arXiv.2401.01234",
        "url": "http://arxiv.org/abs/2401.01234v2",
        "libraryCatalog": "Hugging Face",
        "creators": [
            {"firstName": "Jane", "lastName": "Doe", "creatorType": "author"},
            {"firstName": "Richard", "lastName": "Roe", "creatorType": "author"},
        ],
        "tags": ["trees"],
        "attachments": [
            {
                "title": "Code",
                "url": "https://github.com/a/b",
                "mimeType": "text/html",
                "snapshot": False,
            }
        ],
        "extra": "Code Repository: https://github.com/a/b",
    }
    assert saved[1]["attachments"] == []


def test_what_it_saves_is_read_back() -> None:
    _, saved = run({"paper": PAPERS[0]})
    (citation,) = bibkit.read(json.dumps(saved).encode(), "zotero-json")
    assert (citation.type, citation.id("arxiv"), citation.code, citation.keyword) == (
        "article",
        "2401.01234v2",
        "https://github.com/a/b",
        ("trees",),
    )


def test_a_page_without_papers_is_left_alone() -> None:
    assert run({"dailyPapers": []}) == (False, [])
    assert run() == (False, [])
