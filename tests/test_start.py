"""What a short run loads: the start of the command line, held without a clock."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BIB = """\
@article{a,
  author = {Knuth, D. E.},
  title = {Literate {P}rogramming},
  year = 1984
}
"""
RIS = "TY  - JOUR\nAU  - Knuth, D. E.\nTI  - Literate Programming\nID  - a\nER  - \n"
CSL = '[{"id": "a", "type": "book", "title": "T", "author": [{"family": "Knuth"}]}]\n'

HEAVY = (
    """asyncio concurrent csv dataclasses email gzip hashlib html http importlib.metadata
    importlib.resources logging lzma multiprocessing optparse pickle pprint random sqlite3
    ssl statistics string subprocess tempfile textwrap tomllib unittest urllib.request xml
    zipfile"""
).split()
"""Modules of Python that take milliseconds to import, and that no short run needs."""
OTHERS = (
    """bibtexparser bibkit.bylines bibkit.checking bibkit.csl bibkit.dedupe bibkit.distributed
    bibkit.keypatterns bibkit.parsers.profile bibkit.parsers.xmltree bibkit.publications
    bibkit.tablechecks bibkit.tablereading bibkit.targets bibkit.yamltext docx duckdb keyring
    lxml openpyxl pybtex
    pyspark rapidfuzz typst yaml"""
).split()
"""Parts of bibkit, and packages, that belong to other commands and formats."""
ANY = [*HEAVY, *OTHERS]
HELP = [each for each in ANY if each not in ("lzma", "textwrap")]  # click asks shutil
CHECKING = [each for each in OTHERS if each != "bibkit.checking"]

RUNS = [
    # what is called, what it must not load, and how many modules of bibkit it may load
    ("--version", ANY, 5),
    ("--help", HELP, 5),
    ("convert --help", HELP, 20),
    ("convert one.bib -o out.ris", ANY, 95),
    ("convert one.bib -o out.json", ANY, 95),
    ("convert one.bib -o out.bib", ANY, 93),
    ("convert one.ris -o out.bib", ANY, 95),
    ("convert one.json -o out.bib", ANY, 94),
    ("convert one.json -o out.ris", ANY, 88),
    ("check --no-readers one.bib", CHECKING, 98),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of libraries, and a cache that knows the tables."""
    place = tmp_path_factory.mktemp("start")
    for name, text in (("one.bib", BIB), ("one.ris", RIS), ("one.json", CSL)):
        (place / name).write_text(text)
    return place


def loaded(arguments: str, place: Path) -> set[str]:
    """The modules that are loaded at the end of the second run of a command."""
    code = (
        "import sys, bibkit.__main__ as command\n"
        "try: command.main()\n"
        "finally: print(*sys.modules, file=open('modules', 'w'))"
    )
    places = {f"XDG_{kind}_HOME": str(place / kind) for kind in ("CACHE", "STATE")}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments.split()],
            cwd=place,
            env={**os.environ, **places},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    return set((place / "modules").read_text().split())


@pytest.mark.parametrize(("arguments", "unneeded", "most"), RUNS, ids=[run[0] for run in RUNS])
def test_a_run_loads_only_what_it_needs(
    arguments: str, unneeded: list[str], most: int, place: Path
) -> None:
    modules = loaded(arguments, place)
    assert sorted(modules.intersection(unneeded)) == []
    # This number may only shrink: each module takes a third of a millisecond to load.
    own = sorted(name for name in modules if name.split(".")[0] == "bibkit")
    assert len(own) <= most, " ".join(own)
