"""Every example runs as its first lines say, and prints what it promises."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT

PRINTED = {
    "merge_profiles.py": [
        "2 records are one (same-title, same-year): ReMix: Reinforcement routing for mixtures "
        "of LoRAs in LLM finetuning",
        "80 citations; the first of 2023 in RIS:",
        "TI  - Class-Imbalanced Graph Learning without Class Rebalancing",
    ],
    "own_format.py": [
        "@article{lovelace2024transformers,",
        "  author = {Lovelace, Ada and Hopper, Grace},",
        "  title  = {Transformers, explained},",
    ],
}


def test_every_example_is_known() -> None:
    assert sorted(path.name for path in (ROOT / "examples").glob("*.py")) == sorted(PRINTED)


@pytest.mark.parametrize(("name", "lines"), PRINTED.items())
def test_an_example_runs(name: str, lines: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, f"examples/{name}"], cwd=ROOT, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    printed = done.stdout.decode().splitlines()
    assert [line for line in printed if line in lines] == lines
