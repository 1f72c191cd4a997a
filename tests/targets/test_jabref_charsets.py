"""Libraries in other encodings than UTF-8, updated in place: theirs stays, byte for byte."""

from pathlib import Path

import pytest

import bibkit
from bibkit.cli import main
from bibkit.diagnostics import ignore
from bibkit.errors import UnwritableError
from bibkit.model import Citation, Date, Name, Profile, Source
from bibkit.reencoding import charset_of
from bibkit.targets import jabref
from tests.conftest import shared

NEW = Citation(
    type="book", key="new", title="Über Bäume", author=(Name("Žižek", "Łukasz"),), publisher="É"
)


def library(stated: str, newline: str = "\n") -> str:
    head = f"% Encoding: {stated}\n\n" if stated else ""
    text = f"""{head}@Book{{a,
  author = {{Müller, Jörg}},
  title  = {{Straße}},
}}

@Book{{b,
  title = {{Été}},
}}

@Comment{{jabref-meta: databaseType:biblatex;}}
"""
    return text.replace("\n", newline)


CHARSETS: dict[str, tuple[bytes, str]] = {
    "stated Windows": (library("Cp1252").encode("cp1252"), "cp1252"),
    "stated Windows with its line ends": (library("Cp1252", "\r\n").encode("cp1252"), "cp1252"),
    "stated Latin": (library("ISO8859_1").encode("latin-1"), "iso8859-1"),
    "stated Macintosh": (library("MacRoman").encode("mac-roman"), "mac-roman"),
    "stated of Central Europe": (library("ISO8859_2").encode("iso8859-2"), "iso8859-2"),
    "not stated": (library("").encode("latin-1"), "cp1252"),
    "wide": (b"\xff\xfe" + library("UTF-16").encode("utf-16-le"), "utf-16-le"),
    "wide, the other way": (b"\xfe\xff" + library("").encode("utf-16-be"), "utf-16-be"),
    "wide without a mark": (library("UTF-16LE").encode("utf-16-le"), "utf-16-le"),
    "UTF-8 with a mark": (b"\xef\xbb\xbf" + library("").encode(), "utf-8"),
}


@pytest.mark.parametrize(("data", "codec"), CHARSETS.values(), ids=CHARSETS.keys())
def test_a_library_stays_in_its_encoding(data: bytes, codec: str, tmp_path: Path) -> None:
    path = tmp_path / "library.bib"
    path.write_bytes(data)
    told: list[bibkit.Diagnostic] = []
    changed = Citation(
        type="book", key="b", title="Été", issued=Date(1999), publisher="Éditeur"
    )
    jabref.write(jabref.update(path, [NEW, changed], report=told.append))
    after = path.read_bytes()
    begin, end = (word.encode(codec) for word in ("@Book{b,", "@Comment"))
    assert after[: after.index(begin)] == data[: data.index(begin)]
    assert after.endswith(data[data.index(end) :])
    found = {each.key: each for each in bibkit.read(after, "bibtex")}
    assert {key: each.title for key, each in found.items()} == {
        "a": "Straße",
        "b": "Été",
        "new": "Über Bäume",
    }
    assert (found["new"].author, found["b"].publisher) == (NEW.author, "Éditeur")
    assert {each.code for each in told} <= {"guessed-encoding"}
    jabref.write(jabref.update(path, [NEW, changed]))
    assert path.read_bytes() == after


def test_a_library_without_accents_is_in_the_encoding_that_it_states(tmp_path: Path) -> None:
    path = tmp_path / "library.bib"
    path.write_text("% Encoding: Cp1252\n\n@Book{a, title = {A}}\n", encoding="ascii")
    citation = Citation(type="book", key="new", title="Über Bäume")
    jabref.write(jabref.update(path, [citation]))
    assert "  title        = {Über Bäume},\n".encode("cp1252") in path.read_bytes()


STATED = {
    "US-ASCII": ("US-ASCII", "ascii"),
    "Cp1252": ("Cp1252", "cp1252"),
    "punycode": ("UTF-8", "utf-8"),
    "rot13": ("UTF-8", "utf-8"),
}


@pytest.mark.parametrize(("stated", "charset"), STATED.items())
def test_only_an_encoding_of_files_is_taken(stated: str, charset: tuple[str, str]) -> None:
    found = charset_of(f"% Encoding: {stated}\n@Misc{{a}}\n".encode(), "a.bib", ignore)
    assert (found.name, found.codec) == charset


def test_only_letters_that_are_lacking_are_latex(tmp_path: Path) -> None:
    path = tmp_path / "library.bib"
    path.write_bytes(library("Cp1252").encode("cp1252"))
    names = (Name("Zürn", "Łukasz"),)
    citation = Citation(type="book", key="new", title="Über Łódź und Köln", author=names)
    jabref.write(jabref.update(path, [citation]))
    text = path.read_bytes().decode("cp1252")
    assert "{Zürn, {\\L}ukasz}" in text
    assert "Über {\\L}ód{\\'z} und Köln" in text
    (found,) = [each for each in bibkit.read(path) if each.key == "new"]
    assert (found.title, found.author) == (citation.title, names)


def test_what_no_letter_can_say_is_told_and_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "library.bib"
    path.write_bytes(library("Cp1252").encode("cp1252"))
    page = (Source("p.txt", 7, "profile", profile=Profile(owner="王")),)
    given = [
        Citation(type="book", key="c", title="樹木", sources=(Source("x.ris", 3),)),
        Citation(
            type="book", key="e", url="https://example.org/ł", sources=(Source("x.ris", 5),)
        ),
        Citation(type="book", key="d", title="Trees", sources=page),
    ]
    told: list[bibkit.Diagnostic] = []
    update = jabref.update(path, given, report=told.append)
    assert (update.added, update.changed) == (["d"], [])
    save = "save the library as UTF-8 in JabRef (Library properties), then try again"
    assert [str(each).removesuffix(f"; {save} [not-written]") for each in told] == [
        "x.ris:3: warning: Cp1252 has no 樹, 木: the record c is left out",
        "x.ris:5: warning: Cp1252 has no ł: the record e is left out",
        "warning: Cp1252 has no 王: the group 王 is left out",
    ]


def test_bytes_that_would_not_come_back_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "library.bib"
    path.write_bytes(b"\xff\xfe" + library("").encode("utf-16-le") + b"x")
    with pytest.raises(UnwritableError, match="is no whole UTF-16, and what stands in it"):
        jabref.update(path, [NEW])


def test_jabrefs_own_test_files_come_back_as_they_are() -> None:
    for path in sorted(shared("conformance", "jabref-encodings").glob("*.input.bib")):
        data = path.read_bytes()
        charset = charset_of(data, path.name, ignore)
        assert charset.encode(charset.text(data)) == data


def test_merging_into_a_library_keeps_its_encoding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, new = tmp_path / "library.bib", tmp_path / "new.bib"
    data = library("Cp1252").encode("cp1252")
    path.write_bytes(data)
    new.write_text("@book{new, title={Über Łódź}}\n", encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        main(["merge", str(new), "--into", str(path), "-q"])
    assert (stopped.value.code, path.read_bytes()) == (UnwritableError.exit_code, data)
    assert "library.bib: Cp1252 has no Ł, ź; give --ascii, or" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        main(["merge", str(new), "--into", str(path), "-q", "--ascii"])
    after = path.read_bytes()
    assert (stopped.value.code, [c.title for c in bibkit.read(after, "bibtex")]) == (
        0,
        ["Straße", "Été", "Über Łódź"],
    )
