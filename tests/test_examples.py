"""Every example runs as its first lines say, and prints what it promises."""

import shutil
import subprocess
import sys
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.conftest import ROOT, program

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


RECIPES = {
    "zhichen-zeng": ("37 papers, first author of 7", "Zeng, Z.", "of 15 papers a later"),
    "zhi-hong-deng": ("42 papers, first author of 2", "Z.-H. Deng", "of 23 papers a later"),
    "zhaozhuo-xu": ("46 papers, first author of 3", "Zhaozhuo Xu", "of 30 papers a later"),
}
MEDIA = ("txt", "md", "html", "tex", "typ", "pdf", "docx")


def words(text: str) -> str:
    return "".join(filter(str.isalnum, normalize("NFKC", text)))


def cv(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bibkit", "cv", *arguments],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The recipes beside the seeds, where what they write is in nobody's way."""
    shutil.copytree(
        ROOT / "examples" / "cv", tmp_path / "examples" / "cv",
        ignore=lambda _, names: [name for name in names if not name.endswith(".toml")],
    )  # fmt: skip
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    return tmp_path


def test_every_recipe_is_known() -> None:
    found = (ROOT / "examples" / "cv").glob("*.toml")
    assert sorted(path.stem for path in found) == sorted(RECIPES)


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_makes_a_cv(name: str, folder: Path) -> None:
    recipe = f"examples/cv/{name}.toml"
    said, owner, later = RECIPES[name]
    done = cv(folder, "--config", recipe)
    assert done.stdout == ""
    assert said in done.stderr
    assert later in done.stderr
    made = {medium: folder / "examples" / "cv" / f"{name}.{medium}" for medium in MEDIA}
    text = made["txt"].read_text(encoding="utf-8")
    count = int(said.split()[0])
    # Whatever the style, she is on each of her papers.
    assert sum(owner in line for line in text.splitlines()) == count
    first = {medium: path.read_bytes() for medium, path in made.items()}
    cv(folder, "--config", recipe)
    assert {medium: path.read_bytes() for medium, path in made.items()} == first
    checked = cv(folder, "check", "--config", recipe)
    assert f"\nseeds/{name}.txt:" in checked.stdout
    assert all(line.startswith("seeds/") for line in checked.stdout.splitlines())


@pytest.mark.parametrize("name", RECIPES)
def test_other_programs_read_a_cv_whole(name: str, folder: Path) -> None:
    pandoc, reader = program("pandoc"), program("pdftotext")
    cv(folder, "--config", f"examples/cv/{name}.toml", "-q")
    here = folder / "examples" / "cv"
    said = words((here / f"{name}.txt").read_text(encoding="utf-8"))
    for command in (
        [pandoc, "-t", "plain", "--wrap=none", f"{name}.docx"],
        [reader, "-raw", f"{name}.pdf", "-"],
    ):
        read = subprocess.run(command, cwd=here, capture_output=True, check=True)
        assert words(read.stdout.decode()) == said
