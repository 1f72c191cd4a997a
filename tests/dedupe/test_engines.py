"""Every engine finds what the one in memory finds, and keeps what must hold of a merge."""

import importlib.util
from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from json import dumps
from pathlib import Path
from random import Random

import pytest

from bibkit import api
from bibkit.cli import main
from bibkit.dedupe import Clustering, Level, cluster, duck, engines, merging, shelf
from bibkit.dedupe.engines import Engine, Finder, chosen, finder
from bibkit.dedupe.evidence import gathered
from bibkit.dedupe.merging import merge
from bibkit.dedupe.watching import watching
from bibkit.errors import UsageError
from bibkit.model import Citation, Date, Identifier, Name
from tests.benchmarks.works import works

ADA = Name(family="Lovelace", given="Ada")
TREES = "On the slow growth of very old trees"
needs_duckdb = pytest.mark.skipif(
    not importlib.util.find_spec("duckdb"), reason="duckdb is missing: pip install duckdb"
)


@cache
def made(count: int) -> list[Citation]:
    """Generated records, as they are read."""
    text = dumps(list(works(count)))
    return list(api.read(BytesIO(text.encode()), "csl-json"))


def one_title(count: int) -> list[Citation]:
    """More citations of one title than are compared each with each, some of them equal."""
    return [
        Citation(
            title=TREES, author=(ADA,), volume=str(at % 300), note=str(at),
            ids=(Identifier("doi", f"10.1000/{at % 50}"),) if at % 3 else (),
        )
        for at in range(count)
    ]  # fmt: skip


def untold(count: int) -> list[Citation]:
    """Equal citations of which nobody knows whether they are one."""
    return [Citation(title="Editorial", note=str(at)) for at in range(count)]


@pytest.fixture(
    params=[pytest.param("duckdb", marks=needs_duckdb)],
)
def find(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Finder:
    """An engine other than memory, with little room, so that it goes to the disk often."""
    monkeypatch.setattr(shelf, "_RUN", 700)
    monkeypatch.setattr(duck, "_AT_ONCE", 5000)
    return finder(request.param)


SAMPLES: dict[str, Callable[[], list[Citation]]] = {
    "of all kinds": lambda: made(2000),
    "one title": lambda: one_title(1000),
    "equals that are none": lambda: untold(120),
    "none": lambda: [],
    "without titles": lambda: [Citation(note=str(at)) for at in range(50)],
}


@pytest.mark.parametrize("level", ["work", "record"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_an_engine_finds_what_memory_finds(find: Finder, sample: str, level: Level) -> None:
    citations = SAMPLES[sample]()
    assert find(citations, level) == cluster(citations, level)


def test_the_generated_works_are_found_again() -> None:
    citations = made(2000)
    true = {one.key.partition("-")[0] for one in citations if one.key.endswith("-1")}
    found = {
        frozenset(citations[at].key.partition("-")[0] for at in one.members)
        for one in cluster(citations).clusters
    }
    assert all(len(keys) == 1 for keys in found)
    assert len(found) > 0.95 * len(true)


def test_people_decide_with_every_engine(find: Finder) -> None:
    citations = [*one_title(60), *made(200)]
    same = {(0, 100), (100, 200)}
    different = {(1, 2), (1, 51), (3, 53)}
    expected = cluster(citations, same=same, different=different)
    assert find(citations, same=same, different=different) == expected
    for one in expected.clusters:
        assert not any({a, b} <= set(one.members) for a, b in different)


def groups(citations: Sequence[Citation], found: Clustering) -> set[frozenset[str]]:
    return {frozenset(repr(citations[at]) for at in one.members) for one in found.clusters}


def test_the_order_does_not_matter_to_an_engine(find: Finder) -> None:
    citations = [*made(600), *one_title(80)]
    shuffled = Random(1).sample(citations, len(citations))
    assert groups(shuffled, find(shuffled)) == groups(citations, find(citations))


@needs_duckdb
def test_a_merge_by_duckdb_is_idempotent_and_a_file_more_later_is_all_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(merging, "cluster", cluster)  # not the one of the other tests
    citations = made(600)
    at_once = merge(citations, engine="duckdb")
    assert at_once.citations == merge(citations).citations
    assert merge(at_once.citations, engine="duckdb").clusters == ()
    first = merge(citations[:400], engine="duckdb").citations
    later = merge([*first, *citations[400:]], engine="duckdb")
    assert set(map(repr, later.citations)) == set(map(repr, at_once.citations))


@pytest.mark.parametrize(
    ("engine", "count", "duckdb", "expected"),
    [
        ("auto", 199_999, True, "memory"),
        ("auto", 200_000, True, "duckdb"),
        ("auto", 200_000, False, "memory"),
        ("memory", 200_000, True, "memory"),
        ("duckdb", 1, True, "duckdb"),
    ],
)
def test_the_engine_is_chosen_by_the_number(
    engine: Engine, count: int, duckdb: bool, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda _: duckdb or None)
    assert chosen(engine, count) == expected


def test_what_an_engine_lacks_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda _: None)
    source = tmp_path / "a.json"
    source.write_text('[{"id": "a", "title": "A"}]', encoding="utf-8")
    for engine, extra in (("duckdb", "scale"), ("spark", "spark")):
        with pytest.raises(SystemExit) as stop:
            main(["merge", "--engine", engine, str(source)])
        told = capsys.readouterr().err
        assert stop.value.code == 2
        assert told == (
            f"bibkit: error: engine {engine} is not installed: "
            f"pip install 'bibkit-refs[{extra}]'\n"
        )
    with pytest.raises(UsageError, match="'abacus' is none of auto, memory, duckdb, spark"):
        merge([], engine="abacus")  # type: ignore[arg-type]


def test_who_watches_sees_how_far_it_is() -> None:
    told: list[tuple[str, int, int]] = []
    with watching(lambda *what: told.append(what)):
        gathered(made(300), "work")
    assert told[:2] == [("preparing", 0, 300), ("preparing", 256, 300)]
    assert {doing for doing, _, _ in told} == {"preparing", "comparing"}
    seen = len(told)
    gathered([Citation(title=TREES, issued=Date(1843))], "work")
    assert len(told) == seen
