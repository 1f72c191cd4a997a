"""Spark finds the clusters of a single process, and merges files to the same citations."""

import importlib.util
import json
import os
import shutil
from pathlib import Path
from random import Random

import pytest

from bibkit import api
from bibkit.cli import main
from bibkit.dedupe import cluster, merging
from bibkit.dedupe.clusters import Clustering
from bibkit.model import Citation
from tests.benchmarks.works import works
from tests.dedupe.test_engines import made, one_title

REQUIRED = bool(os.environ.get("BIBKIT_REQUIRE_PROGRAMS"))
pytestmark = [
    pytest.mark.skipif(
        not (REQUIRED or importlib.util.find_spec("pyspark")),
        reason="pyspark is missing: pip install 'bibkit-refs[spark]'",
    ),
    pytest.mark.skipif(
        not (REQUIRED or shutil.which("java")), reason="Java is missing: Spark 4 needs 17"
    ),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Spark's own sockets
]


def found_by(find: Clustering) -> tuple[list[tuple[int, ...]], int]:
    return [one.members for one in find.clusters], len(find.review)


def test_spark_finds_the_clusters_of_a_single_process() -> None:
    from bibkit.dedupe import spark

    citations: list[Citation] = [*made(2000), *one_title(100)]
    Random(2).shuffle(citations)
    same, different = {(0, 9), (9, 40)}, {(1, 2), (5, 7)}
    by_spark = spark.cluster(citations, same=same, different=different)
    alone = cluster(citations, same=same, different=different)
    assert found_by(by_spark) == found_by(alone)
    reasons = [set(one.reasons) for one in by_spark.clusters]
    assert reasons == [set(one.reasons) for one in alone.clusters]


def test_spark_merges_files_to_the_same_citations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(merging, "cluster", cluster)  # not the one of the other tests
    source, target = tmp_path / "in.jsonl", tmp_path / "out"
    lines = [json.dumps(one) for one in works(300)]
    lines[7] = '{"frobnicate": 1, ' + lines[7][1:]
    lines.insert(9, "no JSON {")
    source.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    main_ends(["merge", "--engine", "spark", str(source), "-o", str(target)])
    merged = merging.merge(api.read(source, originals=False))
    assert capsys.readouterr().err == (
        f"records 301, duplicates removed {301 - len(merged.citations)}, doubtful pairs "
        f"{len(merged.review)}, left {len(merged.citations)}\n"
        f"wrote {len(merged.citations)} citations to {target} (CSL-JSON, one a line)\n"
        "told while reading: failed-record 1\ntold while reading: unknown-field 1\n"
    )
    written = [
        json.loads(line)
        for part in sorted(target.glob("part-*"))
        for line in part.read_text(encoding="utf-8").splitlines()
    ]
    assert written == [as_json(one) for one in merged.citations]


def as_json(citation: Citation) -> object:
    (item,) = json.loads("".join(api.write([citation], "csl-json")))
    return item


def main_ends(arguments: list[str], code: int = 0) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert (stop.value.code or 0) == code


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--into", "x.bib"], "--into is not for --engine spark, which merges JSON lines"),
        (["--report", "x.html"], "--report is not for --engine spark, which merges JSON lines"),
        ([], "--engine spark: name one folder to write with -o"),
    ],
)
def test_what_spark_does_not_do_is_said(
    options: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main_ends(["merge", "--engine", "spark", "in.jsonl", *options], 2)
    assert capsys.readouterr().err == f"bibkit: error: {told}\n"


def test_a_source_that_is_not_there_and_a_folder_that_is_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main_ends(["merge", "--engine", "spark", "nowhere.jsonl", "-o", str(tmp_path / "out")], 4)
    assert capsys.readouterr().err == "bibkit: error: nowhere.jsonl: no such file or folder\n"
    source = tmp_path / "in.jsonl"
    source.write_text("{}\n", encoding="utf-8")
    main_ends(["merge", "--engine", "spark", str(source), "-o", str(tmp_path)], 6)
    told = capsys.readouterr().err
    assert told == f"bibkit: error: {tmp_path}: is there already; name a folder that is not\n"
