"""The corpora beside the project, read through the public API; what differs is written down.

``tests/conformance/CORPUS.txt`` lists the cases with an item that differs from the reference
record: ``not yet``, or ``mistake`` where the reference is wrong or its choice another. A case
that is not listed must be right, one that is listed must be wrong: the lists only shrink.
"""

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT, shared

LISTS = ROOT / "tests" / "conformance"
CORPORA = sorted(path.stem for path in LISTS.glob("*.txt"))
LARGE = ["bbt-import-bib", "citationjs-bibtex"]
CRASHLESS = ["robust-jabref", "jabref-encodings"]
MISTAKES = 0.03
"""The share of a large corpus's items that may be called its mistake."""


@cache
def scoring() -> ModuleType:
    """The functions that compare an item with its reference."""
    spec = importlib.util.spec_from_file_location("score", shared("conformance", "score.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def wrong_items(expected_path: Path) -> int:
    """How many items of a case are missing or differ in type, title, authors or year."""
    score = scoring()
    expected = json.loads(expected_path.read_text(encoding="utf-8"))
    items = [item for item in expected.get("csl") or [] if item]
    stem = expected_path.name.removesuffix(".expected.json")
    (source,) = expected_path.parent.glob(f"{stem}.input.*")
    try:
        got = score.read(source)
    except Exception:
        return max(1, len(items))
    by_id = {str(item["id"]): item for item in reversed(got) if item.get("id")}
    wrong = 0
    for place, item in enumerate(items):
        other = score.partner(place, expected, items, got, by_id)
        wrong += other is None or not (
            score.kind(item) == score.kind(other)
            and score.plain(item.get("title")) == score.plain(other.get("title"))
            and score.same_people(score.authors(item), score.authors(other))
            and score.year(item) == score.year(other)
        )
    return wrong


def listed(corpus: str) -> dict[str, tuple[int, str]]:
    """Case to the number of its items that differ, and why."""
    rows = {}
    for line in (LISTS / f"{corpus}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            case, count, reason = line.split(maxsplit=2)
            rows[case] = (int(count), reason)
    return rows


@pytest.mark.parametrize("corpus", CORPORA)
def test_what_differs_is_what_is_listed(corpus: str) -> None:
    cases = sorted(shared("conformance", corpus).glob("*.expected.json"))
    found = {path.name[:4]: wrong_items(path) for path in cases}
    differing = {case: count for case, count in found.items() if count}
    assert differing == {case: count for case, (count, _) in listed(corpus).items()}


@pytest.mark.parametrize("corpus", LARGE)
def test_few_differences_are_called_mistakes(corpus: str) -> None:
    cases = shared("conformance", corpus).glob("*.expected.json")
    items = sum(
        len(json.loads(path.read_text(encoding="utf-8")).get("csl") or []) for path in cases
    )
    reasons = listed(corpus).values()
    assert all(reason.startswith(("not yet: ", "mistake: ")) for _, reason in reasons)
    mistakes = sum(count for count, reason in reasons if reason.startswith("mistake: "))
    assert mistakes <= MISTAKES * items


@pytest.mark.parametrize("corpus", CRASHLESS)
def test_no_file_crashes(corpus: str) -> None:
    for path in sorted(shared("conformance", corpus).glob("*.input.*")):
        scoring().read(path)
