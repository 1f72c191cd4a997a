"""CPU seconds (user and system) and peak memory of whole processes, beside peers.

``python -m tests.benchmarks [--entries N] [--rounds N]``: every job is run by bibkit and by
each peer that is installed, in turns; medians and ratios to bibkit are printed.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.entries import entries
from tests.benchmarks.works import works

ROOT = Path(__file__).resolve().parents[2]
BIBKIT = [sys.executable, "-m", "bibkit"]
_PYBTEX = """
import pybtex.database as d
from pylatexenc.latex2text import LatexNodes2Text
decode = LatexNodes2Text().latex_to_text
for entry in d.parse_file({0!r}, 'bibtex').entries.values():
    [decode(value) for value in entry.fields.values()]
    [str(person) for people in entry.persons.values() for person in people]
"""
_BIBTEXPARSER = """
import bibtexparser as b, bibtexparser.middlewares as m
b.parse_file({0!r}, append_middleware=[
    m.MonthIntMiddleware(), m.LatexDecodingMiddleware(),
    m.SeparateCoAuthors(), m.SplitNameParts(),
])
"""
_REFKIT = """
import refkit, pathlib
text = pathlib.Path({0!r}).read_text(encoding='utf-8')
refkit.convert(text, source_format='biblatex', target_format='csl-json', recovery='report')
"""
_CITERRA = "import citerra; citerra.parse_path({0!r})"
_CITEPROC = """
import json, warnings; warnings.simplefilter('ignore')
import citeproc as c, citeproc.source.json as j
items = json.load(open({0!r}, encoding='utf-8'))
style = c.CitationStylesStyle({1!r}, validate=False)
b = c.CitationStylesBibliography(style, j.CiteProcJSON(items), c.formatter.html)
for item in items:
    b.register(c.Citation([c.CitationItem(item['id'])]))
list(map(str, b.bibliography()))
"""
_RISPY = "import rispy; rispy.dump(rispy.load(open({0!r}, encoding='utf-8')), open({1!r}, 'w'))"


@dataclass(frozen=True)
class Job:
    """One piece of work and the command by which each program does it."""

    name: str
    commands: dict[str, list[str]]


@dataclass(frozen=True)
class Cost:
    """What one process took."""

    seconds: float
    megabytes: float


def run(command: list[str]) -> Cost | None:
    """The cost of ``command``; None where it fails."""
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        return None
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def jobs(folder: Path, count: int) -> list[Job]:
    """The jobs; sources are made in ``folder``."""
    bib, ris, csl, out = (str(folder / n) for n in ("in.bib", "in.ris", "in.json", "out"))
    Path(bib).write_text("".join(entries(count)), encoding="utf-8")
    for target in (ris, csl):
        subprocess.run([*BIBKIT, "convert", bib, "-o", target, "-q"], cwd=ROOT, check=True)
    records = str(folder / "works.json")
    lines = (json.dumps(each) + "\n" for each in works(count))
    Path(records).write_text("".join(lines), encoding="utf-8")
    pages = sorted(str(path) for path in (ROOT / "seeds").glob("*.txt"))
    targets = [arg for suffix in ("bib", "ris", "json") for arg in ("-o", f"{out}.{suffix}")]

    def python(code: str, *paths: str) -> list[str]:
        return [sys.executable, "-c", code.format(*paths)]

    return [
        Job("bibkit --help", {"bibkit": [*BIBKIT, "--help"]}),
        Job(
            "209 records of five pages to three files",
            {"bibkit": [*BIBKIT, "merge", *pages, *targets, "--force", "-q"]},
        ),
        Job(
            f"merge of {count} records of CSL-JSON, a tenth twice",
            {
                "bibkit": [*BIBKIT, "merge", records, "-q"],
                "on disk": [*BIBKIT, "merge", records, "-q", "--engine", "duckdb"],
            },
        ),
        Job(
            f"BibTeX to CSL-JSON, {count} entries",
            {
                "bibkit": [*BIBKIT, "convert", bib, "-t", "csl-json", "-q"],
                "pandoc": ["pandoc", "-f", "bibtex", "-t", "csljson", bib, "-o", f"{out}.csl"],
                "refkit": python(_REFKIT, bib),
                "pybtex, TeX decoded": python(_PYBTEX, bib),
                "bibtexparser, TeX, names": python(_BIBTEXPARSER, bib),
                "citerra (parsing alone)": python(_CITERRA, bib),
            },
        ),
        Job(
            f"BibTeX to RIS, {count} entries",
            {
                "bibkit": [*BIBKIT, "convert", bib, "-t", "ris", "-q"],
                "bibutils": ["sh", "-c", f"bib2xml {bib} 2>/dev/null | xml2ris"],
            },
        ),
        Job(
            f"RIS to BibTeX, {count} entries",
            {
                "bibkit": [*BIBKIT, "convert", ris, "-t", "bibtex", "-q"],
                "bibutils": ["sh", "-c", f"ris2xml {ris} 2>/dev/null | xml2bib"],
                "pandoc": ["pandoc", "-f", "ris", "-t", "bibtex", ris, "-o", f"{out}.pandoc"],
                "rispy (to RIS)": python(_RISPY, ris, f"{out}.rispy"),
            },
        ),
        Job(
            f"CSL-JSON to BibTeX, {count} entries",
            {
                "bibkit": [*BIBKIT, "convert", csl, "-t", "bibtex", "-q"],
                "pandoc": [
                    "pandoc",
                    "-f",
                    "csljson",
                    "-t",
                    "bibtex",
                    csl,
                    "-o",
                    f"{out}.pandoc",
                ],
            },
        ),
    ]


def rendering(folder: Path) -> list[Job]:
    """Bibliographies of 1,000 entries; the styles come with the extra."""
    from bibkit.csl import lookup

    if not lookup.has_extra():
        return []
    bib, csl = str(folder / "thousand.bib"), str(folder / "thousand.json")
    Path(bib).write_text("".join(entries(1000)), encoding="utf-8")
    subprocess.run([*BIBKIT, "convert", bib, "-o", csl, "-q"], cwd=ROOT, check=True)
    jobs = []
    for style in ("apa", "ieee"):
        path = str(lookup.find_style(style).path)
        pandoc = ["pandoc", "-f", "csljson", "-t", "html", "--citeproc", "--csl", path, csl]
        commands = {
            "bibkit": [*BIBKIT, "render", csl, "-s", style, "-t", "html", "-q"],
            "pandoc": [*pandoc, "-o", f"{csl}.html"],
            "citeproc-py": [sys.executable, "-c", _CITEPROC.format(csl, path)],
        }
        jobs.append(Job(f"a bibliography in {style}, 1000 entries", commands))
    return jobs


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_STATE_HOME"] = name
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # installed programs are compiled
        for job in [*jobs(Path(name), options.entries), *rendering(Path(name))]:
            print(f"\n{job.name}")
            present = {who: c for who, c in job.commands.items() if shutil.which(c[0])}
            costs: dict[str, list[Cost]] = {who: [] for who in present}
            for _ in range(options.rounds):
                for who, command in present.items():
                    if cost := run(command):
                        costs[who].append(cost)
            own = statistics.median(cost.seconds for cost in costs["bibkit"])
            for who, spent in costs.items():
                if not spent:
                    print(f"  {who:24} failed")
                    continue
                seconds = statistics.median(cost.seconds for cost in spent)
                memory = max(cost.megabytes for cost in spent)
                print(f"  {who:24} {seconds:7.2f} s {memory:6.0f} MiB  {seconds / own:6.1f} x")


if __name__ == "__main__":
    main()
