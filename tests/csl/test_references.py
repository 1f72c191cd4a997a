"""What citeproc-js prints, beside the project: the official fixtures, and real records.

``fixtures.txt`` lists the bibliography fixtures whose text differs, ``records.txt`` the real
records that differ in some of seven styles, each with a reason: ``not yet``, or ``accepted``
where citeproc-js is followed on purpose no further. What is not listed must be equal, what is
listed must differ: the lists only shrink. Every reason has a row in docs/styles.md.
"""

import html
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import bibkit
from bibkit.csl import lookup
from tests.conftest import ROOT, shared

HERE = Path(__file__).parent
REASON = re.compile(r"(accepted|not yet): (.+)")
LEAST = 0.97
"""The share of real records that must be printed as citeproc-js prints them, style by style."""

needs_styles = pytest.mark.skipif(
    not lookup.has_extra() or lookup.find_locale("de-DE") is None,
    reason="the extra 'styles' is not installed",
)


def data(name: str) -> Any:
    return json.loads(shared("conformance", "csl", name).read_text(encoding="utf-8"))


def read(items: list[dict[str, Any]]) -> list[bibkit.Citation]:
    return list(bibkit.read(json.dumps(items).encode(), "csl-json"))


def text(markup: str) -> str:
    """The letters of an entry without spaces."""
    return "".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


def without_label(markup: str) -> str:
    """An entry without its label in the margin."""
    return re.sub(r'<div class="csl-left-margin">.*?</div>', "", markup, flags=re.DOTALL)


def listed(name: str) -> dict[str, str]:
    """The first words of a list to their reasons."""
    rows = {}
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            case, reason = line.split(maxsplit=1)
            assert REASON.fullmatch(reason), line
            rows[case] = reason
    return rows


def printed(fixture: dict[str, Any], folder: Path) -> str:
    path = folder / "fixture.csl"
    path.write_text(fixture["csl"], encoding="utf-8")
    entries = bibkit.render(read(fixture["input"]), str(path))
    return "".join(text(entry.label) + text(entry.text) for entry in entries)


@needs_styles
def test_the_fixtures_that_differ_are_those_that_are_listed(tmp_path: Path) -> None:
    differing = set()
    for fixture in data("fixtures-bibliography.json"):
        if printed(fixture, tmp_path) != text(fixture["result"]):
            differing.add(fixture["name"])
    assert differing == listed("fixtures.txt").keys()


@cache
def compared(count: int) -> dict[str, set[str]]:
    """Style to the keys of the records that differ."""
    citations = read(data(f"records-{count}.json"))
    differing = {}
    for style, wanted in data(f"reference-{count}.json").items():
        entries = bibkit.render(citations, style, locale="en")
        assert len(entries) == count
        differing[style] = {
            e.key for e in entries if text(e.text) != text(without_label(wanted[e.key]))
        }
    return differing


@needs_styles
@pytest.mark.parametrize("count", [24, 1000])
def test_the_records_that_differ_are_those_that_are_listed(count: int) -> None:
    rows = {key for key in listed("records.txt") if (key[0] == "r") == (count == 24)}
    assert set().union(*compared(count).values()) == rows


@needs_styles
@pytest.mark.parametrize("count", [24, 1000])
def test_nearly_all_records_are_equal(count: int) -> None:
    differing = compared(count)
    equal = 1 - sum(map(len, differing.values())) / (count * len(differing))
    assert equal >= LEAST


@needs_styles
def test_a_list_stands_in_the_order_of_the_reference() -> None:
    citations = read(data("records-24.json"))
    for style, wanted in data("reference-24.json").items():
        order = wanted["_order"]
        assert [e.key for e in bibkit.render(citations, style, locale="en")] == order


def test_every_reason_is_explained() -> None:
    page = (ROOT / "docs" / "styles.md").read_text(encoding="utf-8")
    reasons = {*listed("fixtures.txt").values(), *listed("records.txt").values()}
    explained = set(re.findall(r"^\| ([^|]+?) \|", page, flags=re.MULTILINE))
    assert {reason.split(": ", 1)[1] for reason in reasons} <= explained


SAMPLE = 40


@needs_styles
def test_every_so_many_styles_load_and_print_all_records() -> None:
    """One style of each ``SAMPLE``; the benchmark runs them all."""
    citations = read(data("records-24.json"))
    paths = [path for what, path in lookup.style_paths() if what == "the extra's"]
    for path in paths[::SAMPLE]:
        if b"<bibliography" in path.read_bytes():
            assert len(bibkit.render(citations, str(path))) == len(citations)
