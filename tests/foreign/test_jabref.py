"""JabRef 3.8.2, as Debian has it, reads every entry of a library written for JabRef."""

import os
import subprocess
from pathlib import Path

import bibkit
from tests.conftest import ROOT, program
from tests.foreign.library import LIBRARY


def through_jabref(text: str, folder: Path) -> list[bibkit.Citation]:
    """The citations of the library that JabRef saves having opened one."""
    given, saved = folder / "given.bib", folder / "saved.bib"
    given.write_text(text, encoding="utf-8")
    subprocess.run(
        [program("jabref"), "-n", "-i", str(given), "-o", str(saved)],
        check=True, capture_output=True, timeout=240, env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip
    return list(bibkit.read(saved))


def test_jabref_saves_what_it_was_given(tmp_path: Path) -> None:
    seeds = bibkit.read(ROOT / "seeds")
    text = "".join(bibkit.write([*seeds, *LIBRARY], "jabref"))
    given = list(bibkit.read(text.encode(), "bibtex"))
    saved = through_jabref(text, tmp_path)
    assert len(saved) == 209 + len(LIBRARY)
    assert [(each.key, each.title) for each in saved] == [
        (each.key, each.title) for each in given
    ]
    changed = [
        one.key for one, other in zip(given, saved, strict=True) if one.author != other.author
    ]
    assert changed == []
