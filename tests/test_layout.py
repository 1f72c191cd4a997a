"""The house itself: floors, imports, the public face, the wheel."""

import ast
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import bibkit
from bibkit import registry
from tests.conftest import ROOT

PACKAGE = ROOT / "bibkit"
FLOORS = [
    ["errors", "memos", "patterns", "values", "version"],
    ["batches", "catalogue", "model"],
    ["charsets", "compressed", "diagnostics", "hashes", "nesting", "tabledata"],
    ["titles", "names", "dates", "identifiers", "pages", "keylinks"],
    [
        "latex",
        "bylines",
        "factlines",
        "inputs",
        "outputs",
        "pageframe",
        "retagging",
        "yamltext",
    ],
    ["formulas", "reencoding"],
    ["codecs", "coins", "untouched"],
    ["kinds", "rules", "parsers", "exporters", "dedupe"],
    ["crosswalk"],
    ["spelling", "tablechecks"],
    ["tablereading"],
    ["tables"],
    ["normalizer", "registry"],
    ["sources"],
    ["keypatterns"],
    ["citekeys", "csl"],
    ["publications"],
    ["api"],
    ["checking", "distributed", "targets"],
    ["__init__", "cli"],
    ["__main__"],
]
"""Modules and packages from the ground up; each imports only from its own package or below."""

THIRD_PARTY = {
    "docx": "publications/as_docx.py",
    "openpyxl": "publications/spreadsheets.py",
    "lxml": "parsers/pagelines.py csl/elements.py",
    "bibtexparser": "checking/with_bibtexparser.py",
    "pybtex": "checking/with_pybtex.py csl/bst.py",
    "yaml": "yamltext.py",
    "rapidfuzz": "dedupe/similarity.py",
    "keyring": "targets/secrets.py",
    "duckdb": "dedupe/duck.py",
    "pyspark": "dedupe/spark.py",
    "py4j": "dedupe/spark.py",
    "typst": "publications/as_pdf.py",
}
"""The module of each part that may import a package; click is the command line's."""


LONG = 300
"""Lines above which a file asks whether it holds two things."""
STILL_LONG = set(
    """
    codecs/ris.py
    inputs.py
    parsers/bibtex.py
    parsers/bibtex_recovery.py
    registry.py
    """.split()
)
"""Files of the package above that; the list only gets shorter."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def floor(name: str) -> int:
    return next(number for number, names in enumerate(FLOORS) if name in names)


def imports(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "bibkit":
                found += [f"bibkit.{alias.name}" for alias in node.names]
            else:
                found.append(node.module)
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_down(path: Path) -> None:
    home = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for module in imports(path):
        if module.startswith("bibkit."):
            below = module.split(".")[1]
            if below != home:
                assert floor(below) < floor(home), f"{path.name} imports {module}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_third_party_package_is_imported_by_one_module(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    for module in imports(path):
        package = module.split(".")[0]
        if package == "click":
            assert place.startswith("cli/")
        elif package != "bibkit" and package not in sys.stdlib_module_names:
            assert place in THIRD_PARTY.get(package, "").split()


def test_no_more_files_are_long() -> None:
    """A file that is no longer long leaves the list, and none joins it."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        if path.read_text(encoding="utf-8").count("\n") > LONG
    }
    assert found == STILL_LONG


def test_the_public_face_is_all_there() -> None:
    assert sorted(bibkit.__all__) == bibkit.__all__
    assert all(hasattr(bibkit, name) for name in bibkit.__all__)


def loaded_by(code: str) -> set[str]:
    command = f"import sys\n{code}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize("code", ["import bibkit", "import bibkit.cli"])
def test_starting_imports_no_heavy_package(code: str) -> None:
    assert not set(THIRD_PARTY) & loaded_by(code)


def test_importing_the_library_imports_no_third_party() -> None:
    assert "click" not in loaded_by("import bibkit")


def test_the_wheel_holds_each_table_once(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    tables = sorted(name for name in names if name.endswith(".toml"))
    assert tables == sorted(f"bibkit/formats/{name}.toml" for name in registry.headers())
    assert {"bibkit/py.typed", "bibkit/dedupe/weights.json"} <= set(names)
    assert not (PACKAGE / "formats").exists()
