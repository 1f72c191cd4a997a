"""A JabRef library updated in place: all bytes but the changed entries' stay."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import bibkit
from bibkit.errors import UnwritableError
from bibkit.model import Citation, Date, Identifier, Name, Profile, Source, replace
from bibkit.targets import jabref, jabref_file

LIBRARY = """% Encoding: UTF-8

@String{jou = {Journal of Trees}}

@Article{doe2001trees,
  author  = {Doe, Jane},
  title   = {On {Trees} and \\"Uber},
  journal = jou,
  year    = 2001,
  file    = {:papers/trees.pdf:PDF},
  groups  = {Mine},
  comment-me = {kept, "as" {it} is},
}
   text between @ entries

@Book{roe1999,
   title =   "Bushes" , author={Roe, Richard}, year = 1999, doi = {10.1000/BUSH} }

@Comment{jabref-meta: databaseType:bibtex;}

@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Mine\\;0\\;1\\;0x6d74baff\\;\\;\\;;
}
"""
NOW = "2026-01-02T03:04:05"


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767323045")


def updated(
    tmp_path: Path, text: str | bytes, *citations: Citation, **options: Any
) -> tuple[jabref.Update, str]:
    path = tmp_path / "library.bib"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    update = jabref.update(path, citations, **options)
    jabref.write(update)
    return update, path.read_bytes().decode()


DOE = Citation(
    type="article-journal",
    title="On trees and Über",
    author=(Name("Doe", "Jane"),),
    issued=Date(2001),
)
BUSHES = Citation(type="book", title="Bushes", ids=(Identifier("doi", "10.1000/bush"),))


@pytest.mark.parametrize("citations", [(), (DOE,), (BUSHES,), (DOE, BUSHES)])
@pytest.mark.parametrize("text", [LIBRARY, LIBRARY.replace("\n", "\r\n"), "\ufeff" + LIBRARY])
def test_what_is_known_changes_no_byte(
    text: str, citations: tuple[Citation, ...], tmp_path: Path
) -> None:
    update, after = updated(tmp_path, text, *citations)
    assert after == text
    assert (update.added, update.changed, update.same) == ([], [], len(citations))


def test_one_change_changes_one_entry(tmp_path: Path) -> None:
    update, after = updated(tmp_path, LIBRARY, replace(DOE, volume="7", url="https://x.org/t"))
    start, end = LIBRARY.index("@Article"), LIBRARY.index("\n   text between")
    assert after == LIBRARY[:start] + (
        "@Article{doe2001trees,\n"
        "  author           = {Doe, Jane},\n"
        "  title            = {On {Trees} and Über},\n"
        "  journal          = {Journal of Trees},\n"
        "  year             = {2001},\n"
        "  volume           = {7},\n"
        "  url              = {https://x.org/t},\n"
        "  file             = {:papers/trees.pdf:PDF},\n"
        "  groups           = {Mine},\n"
        '  comment-me       = {kept, "as" {it} is},\n'
        f"  modificationdate = {{{NOW}}},\n"
        "}"
    ) + LIBRARY[end:]  # fmt: skip
    assert update.changed == ["doe2001trees"]


def test_a_new_entry_stands_behind_the_last_in_its_groups(tmp_path: Path) -> None:
    source = Source("ada.txt", 1, "profile", profile=Profile(owner="Ada, Countess {of}; L."))
    new = Citation(type="book", title="Hedges", issued=Date(2002), sources=(source,))
    update, after = updated(tmp_path, LIBRARY, new, group="Reading")
    at = LIBRARY.index("\n\n@Comment{jabref-meta: databaseType")
    entry = (
        "\n\n@Book{hedges2002,\n"
        "  title        = {Hedges},\n"
        "  year         = {2002},\n"
        "  groups       = {Reading, Ada Countess of L.},\n"
        "  owner        = {bibkit},\n"
        f"  creationdate = {{{NOW}}},\n"
        "}"
    )
    tree = (
        "1 StaticGroup:Reading\\;0\\;1\\;\\;\\;\\;;\n"
        "1 StaticGroup:Ada Countess of L.\\;0\\;1\\;\\;\\;\\;;\n"
    )
    assert after == LIBRARY[:at] + entry + LIBRARY[at:-2] + tree + LIBRARY[-2:]
    assert update.added == ["hedges2002"]
    assert updated(tmp_path, after, new, group="Reading")[1] == after


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    _, after = updated(tmp_path, "", Citation(type="book", key="a", title="A"))
    assert [(c.key, c.title) for c in bibkit.read(after.encode(), "bibtex")] == [("a", "A")]


def test_no_page_shortens_a_list_or_a_date(tmp_path: Path) -> None:
    people = "Doe, J. and Roe, R. and Poe, P."
    text = f"@article{{a, author={{{people}}}, title={{T {{One}}}}, date={{2001-03-04}}}}\n"
    page = Citation(
        type="article-journal", title="T one", author=(Name("Doe", "Jane"),), more_authors=True,
        issued=Date(2001, 3), also_by=(Name("Poe", "P."),),
    )  # fmt: skip
    assert updated(tmp_path, text, page)[1] == text


def test_an_entry_of_another_type_and_the_same_title_is_only_filled(tmp_path: Path) -> None:
    text = "@article{a,author={Doe, J.},title={Title},journal={J},year={2001}}\n"
    page = Citation(
        type="article", title="Title", author=(Name("Doe", "J."),), issued=Date(2000),
        abstract="New.",
    )  # fmt: skip
    after = updated(tmp_path, text, page)[1]
    (entry,) = bibkit.read(after.encode(), "bibtex")
    assert (entry.type, entry.issued, entry.abstract) == ("article-journal", Date(2001), "New.")


def test_a_key_that_another_work_has_is_no_reason_to_touch_it(tmp_path: Path) -> None:
    new = Citation(type="book", key="roe1999", title="Other", author=(Name("Poe", "P."),))
    _, after = updated(tmp_path, LIBRARY, new)
    assert LIBRARY[: LIBRARY.index("\n\n@Comment{jabref-meta: databaseType")] in after
    assert [c.key for c in bibkit.read(after.encode(), "bibtex")] == [
        "doe2001trees",
        "roe1999",
        "roe1999a",
    ]


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.bib"
    path.write_text(LIBRARY, encoding="utf-8")
    update = jabref.update(path, [replace(DOE, volume="7")])
    path.write_text(LIBRARY + "\n% JabRef was here\n", encoding="utf-8")
    with pytest.raises(UnwritableError, match="was changed while it was updated"):
        jabref.write(update)
    assert path.read_text(encoding="utf-8").endswith("% JabRef was here\n")


def test_a_backup_is_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "library.bib"
    path.write_text(LIBRARY, encoding="utf-8")
    jabref.write(jabref.update(path, [replace(DOE, volume="7")]), backup=True)
    assert (tmp_path / "library.bib.bak").read_text(encoding="utf-8") == LIBRARY


@pytest.mark.parametrize("broken", ["os.fsync", "pathlib.Path.replace", "pathlib.Path.chmod"])
def test_where_writing_fails_the_old_file_is_there(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.bib"
    path.write_text(LIBRARY, encoding="utf-8")
    update = jabref.update(path, [replace(DOE, volume="7")])

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(broken, full)
    with pytest.raises(UnwritableError, match="No space left"):
        jabref.write(update)
    monkeypatch.undo()
    assert path.read_text(encoding="utf-8") == LIBRARY
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["library.bib"]


def large(count: int) -> str:
    entries = (
        f"@article{{key{n},\n  author = {{Doe, Jane and Roe, Richard}},\n"
        f"  title  = {{Title number {n} of {{Many}}}},\n  journal = {{Journal {n % 50}}},\n"
        f"  year   = {{{1950 + n % 70}}},\n  doi    = {{10.1000/{n}}},\n}}\n"
        for n in range(count)
    )
    return "\n".join([*entries, "@Comment{jabref-meta: databaseType:biblatex;}\n"])


def test_one_change_of_ten_thousand_takes_less_than_a_second(tmp_path: Path) -> None:
    text = large(10_000)
    new = Citation(
        type="article-journal", key="key7000", title="Title number 7000 of Many", volume="3",
        author=(Name("Doe", "Jane"), Name("Roe", "Richard")), issued=Date(1950),
    )  # fmt: skip
    start = time.process_time()
    _, after = updated(tmp_path, text, new)
    took = time.process_time() - start
    begin, end = text.index("@article{key7000,"), text.index("@article{key7001,")
    assert after.startswith(text[:begin])
    assert after.endswith(text[end:])
    assert "volume" in after[begin : len(after) - len(text[end:])]
    assert took < 1


def test_what_stands_so_already_is_not_read(tmp_path: Path) -> None:
    library, source = tmp_path / "library.bib", tmp_path / "source.bib"
    library.write_text(LIBRARY, encoding="utf-8")
    source.write_text(LIBRARY.replace("Bushes", "Hedges"), encoding="utf-8")
    rest, count = jabref_file.news(str(source), library)
    assert not isinstance(rest, str)
    text = rest.read().decode()
    assert (count, rest.name) == (1, str(source))
    assert "@Article" not in text
    assert "@String" in text
    assert text.split("\n").index("@Book{roe1999,") == LIBRARY.split("\n").index(
        "@Book{roe1999,"
    )


def test_what_others_need_is_read(tmp_path: Path) -> None:
    library, source = tmp_path / "library.bib", tmp_path / "source.bib"
    for text, new, title in (
        (
            "@book{a, title = {A}}\n@string{m = {Macro}}\n@book{b, title = m}",
            "title = m",
            "Macro",
        ),
        ("@book{a, title = {A}}\n@inbook{b, crossref = {a}}", "crossref = {a}", "A"),
    ):
        library.write_text(text, encoding="utf-8")
        source.write_text(f"{text}\n@book{{new, {new}}}", encoding="utf-8")
        rest, _ = jabref_file.news(str(source), library)
        found = {each.key: each for each in bibkit.read(rest, "bibtex")}
        assert found["new"].title == title


def test_other_sources_are_read_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.ris").write_text("TY  - BOOK\nER  - \n", encoding="utf-8")
    (tmp_path / "b.bib").write_bytes("@book{a, title={Ü}}".encode("latin-1"))
    for source in ("-", str(tmp_path), str(tmp_path / "a.ris"), str(tmp_path / "b.bib")):
        assert jabref_file.news(source, tmp_path / "b.bib") == (source, 0)


KILLED = """
import sys
from bibkit.model import Citation
from bibkit.targets import jabref, jabref_file
for n in range(1000):
    new = Citation(type="book", key="key3", title="Title number 3 of Many", volume=str(n))
    jabref.write(jabref.update(sys.argv[1], [new]))
    print(n, flush=True)
"""


@pytest.mark.parametrize("delay", [0.0, 0.003, 0.009, 0.02])
def test_killed_at_any_moment_a_whole_file_is_there(delay: float, tmp_path: Path) -> None:
    path = tmp_path / "library.bib"
    text = large(2000).replace("article{key3,", "book{key3,")
    path.write_text(text, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, env=dict(os.environ)
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
    after = path.read_text(encoding="utf-8")
    begin, end = text.index("@book{key3,"), text.index("@article{key4,")
    assert after.startswith(text[:begin])
    assert after.endswith(text[end:])
    assert len(list(bibkit.read(path))) == 2000
