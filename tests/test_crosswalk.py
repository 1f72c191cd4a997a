"""Tables: what the loader refuses, and what a table's rows mean."""

import os
from pathlib import Path
from textwrap import dedent

import pytest

from bibkit import api, registry, tabledata, tables
from bibkit.crosswalk import Crosswalk
from bibkit.errors import TableError
from bibkit.kinds import Pattern, parse_pattern
from bibkit.model import TYPES, Citation, Record, replace

SYNTAX = """
[syntax]
module = "tagged"
line = '^(?P<tag>[A-Z]) (?P<value>.*)$'
write = "{tag} {value}"
kind = "K"
end = "E"
newline = "\\n"
"""
ALL_TYPES = "[types.both]\n" + "".join(f'"{type}" = "{type}"\n' for type in sorted(TYPES))


def table(folder: Path, text: str, name: str = "lab") -> Crosswalk:
    text = dedent(text)
    if "[syntax]" not in text and "extends" not in text:
        text += SYNTAX
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return tables.load(name, (str(folder), tabledata.formats_dir()))


PATTERNS = {
    "misc": Pattern("misc"),
    "misc & a=b c & !d & e": Pattern("misc", (("a", "b c"),), ("e",), ("d",)),
    "misc&a=b&c=d=e": Pattern("misc", (("a", "b"), ("c", "d=e"))),
}


@pytest.mark.parametrize(("text", "pattern"), PATTERNS.items())
def test_a_pattern_is_a_word_and_conditions(text: str, pattern: Pattern) -> None:
    assert parse_pattern(text) == pattern
    assert pattern.bare == (text == "misc")


MATCHES = [
    ({"a": ["B C"], "e": ["x"]}, True),
    ({"a": ["z", "b c"], "e": ["x"], "d": [""]}, True),
    ({"a": ["b c"]}, False),
    ({"a": ["b c"], "e": [""]}, False),
    ({"a": ["b c"], "e": ["x"], "d": ["y"]}, False),
    ({"a": ["b"], "e": ["x"]}, False),
]


@pytest.mark.parametrize(("values", "matches"), MATCHES)
def test_every_condition_counts(values: dict[str, list[str]], matches: bool) -> None:
    assert parse_pattern("misc & a=b c & !d & e").matches(values) is matches


REFUSED = {
    "bad TOML": ("[format", "Expected ']'"),
    "an unknown section": ("[formt]\n", "table: unknown section 'formt'"),
    "a section that is none": ("format = 3\n", "[format]: is no section"),
    "an unknown key of the header": (
        "[format]\ntitel = 'x'\n",
        "[format]: unknown key 'titel'",
    ),
    "an unknown part of the types": ("[types.reed]\n", "[types]: unknown key 'reed'"),
    "an unknown part of the fields": (
        "[fields]\nboht = []\n",
        "[fields]: unknown key 'boht'",
    ),
    "an unknown key of a row": (
        "[fields]\nread = [{ name = 'title', tag = 'T', tga = 'X' }]\n",
        "row {'name': 'title', 'tag': 'T', 'tga': 'X'}: unknown key 'tga'",
    ),
    "a row that is none": ("[fields]\nread = ['title']\n", "row 'title': is no row"),
    "a list for a word": (
        "[fields]\nread = [{ name = ['title'], tag = 'T' }]\n",
        "row {'name': ['title'], 'tag': 'T'}: name is no word",
    ),
    "a word for a list": (
        "[fields]\nread = [{ name = 'title', tags = 'TI' }]\n",
        "row {'name': 'title', 'tags': 'TI'}: tags is no list",
    ),
    "no name": (
        "[fields]\nread = [{ tag = 'T' }]\n",
        "row {'tag': 'T'}: wants one of name, names, id",
    ),
    "two names": (
        "[fields]\nread = [{ name = 'title', id = 'doi', tag = 'T' }]\n",
        "row {'name': 'title', 'id': 'doi', 'tag': 'T'}: wants one of name, names, id",
    ),
    "no tag": (
        "[fields]\nread = [{ name = 'title' }]\n",
        "row {'name': 'title'}: wants one of tag, tags",
    ),
    "an unknown name": (
        "[fields]\nread = [{ name = 'titel', tag = 'T' }]\n",
        "row {'name': 'titel', 'tag': 'T'}: 'titel' is no canonical name",
    ),
    "an unknown codec": (
        "[fields]\nread = [{ name = 'title', tag = 'T', codec = 'tx' }]\n",
        "row {'name': 'title', 'tag': 'T', 'codec': 'tx'}: 'tx' is no codec",
    ),
    "a codec that makes another kind": (
        "[fields]\nread = [{ name = 'title', tag = 'T', codec = 'ris.date' }]\n",
        "row {'name': 'title', 'tag': 'T', 'codec': 'ris.date'}: "
        "codec 'ris.date' makes date, not text",
    ),
    "no table of values": (
        "[fields]\nread = [{ name = 'title', tag = 'T', values = 'x' }]\n",
        "row {'name': 'title', 'tag': 'T', 'values': 'x'}: no [values.x] for it",
    ),
    "only and except": (
        "[fields]\nread = [{ name = 'title', tag = 'T', only = 'book', except = 'song' }]\n",
        "row {'name': 'title', 'tag': 'T', 'only': 'book', 'except': 'song'}: "
        "both only and except",
    ),
    "an unknown type": (
        "[types.read]\npaper = 'artikel'\n",
        "[types]: 'artikel' is no CSL type",
    ),
    "a type that is no word": ("[types.read]\npaper = 3\n", "[types]: 3 is no word"),
    "an unknown group": (
        "[fields]\nread = [{ name = 'title', tag = 'T', only = 'serials' }]\n",
        "[groups]: 'serials' is no CSL type and no group",
    ),
    "an unknown type in a group": (
        "[fields]\nread = [{ name = 'title', tag = 'T', only = 's' }]\n[groups]\ns = ['x']\n",
        "[groups]: 'x' is no CSL type and no group",
    ),
    "tags and also of unequal length": (
        "[fields]\nread = [{ name = 'issued', tags = ['Y', 'D'], also = ['Z'], "
        "codec = 'ris.issued' }]\n",
        "row {'name': 'issued', 'tags': ['Y', 'D'], 'also': ['Z'], 'codec': 'ris.issued'}: "
        "tag, tags and also do not fit one another",
    ),
    "a tag read as two names": (
        "[fields]\nread = [{ name = 'title', tag = 'T' }, "
        "{ name = 'note', tag = 'N', also = ['T'], only = 'book' }]\n",
        "T: reads as title = T and as note = N",
    ),
    "a name written two ways": (
        "[fields]\nboth = [{ name = 'title', tag = 'T' }, "
        "{ name = 'title', tag = 'U', only = ['book', 'song'] }]\n",
        "title: is written as title = T and as title = U",
    ),
    "an identifier written two ways": (
        "[fields]\nwrite = [{ id = 'doi', tag = 'D' }, { id = 'doi', tag = 'E' }]\n",
        "ids doi: is written as ids doi = D and as ids doi = E",
    ),
    "types not one to one": (
        "[types.both]\nA = 'book'\nB = 'book'\n",
        "[types.both]: 'book' stands twice",
    ),
    "a type without a kind": (
        ALL_TYPES.replace('"song" = "song"\n', ""),
        "[types]: no kind for 'song'",
    ),
    "no module": ("[syntax]\n", "[syntax]: no module ''; there are"),
    "an unknown module": ("[syntax]\nmodule = 'tags'\n", "[syntax]: no module 'tags'"),
    "a module's missing key": (
        "[syntax]\nmodule = 'tagged'\nline = ''\nkind = 'K'\n",
        "[syntax]: tagged needs 'end'",
    ),
    "blocks that are written": (
        f"{ALL_TYPES}[syntax]\nmodule = 'blocks'\nline = ''\n",
        "[syntax]: blocks needs 'write'",
    ),
    "XML that is written": (
        f"{ALL_TYPES}[syntax]\nmodule = 'xmltree'\nrecords = ['a']\n",
        "[syntax]: xmltree needs 'document'",
    ),
    "a broken pattern": (
        "[syntax]\nmodule = 'tagged'\nline = '('\nkind = 'K'\nend = 'E'\n",
        "[syntax]: line: missing ), unterminated subpattern at position 0",
    ),
    "a pattern without a group": (
        "[syntax]\nmodule = 'tagged'\nline = '(?P<tag>x)'\nkind = 'K'\nend = 'E'\n",
        "[syntax]: line: no group 'value'",
    ),
    "an unknown base": ("[format]\nextends = 'rsi'\n", "no table 'rsi' in "),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_a_wrong_table_is_refused_with_its_place(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(TableError) as refused:
        table(tmp_path, text)
    said = str(refused.value)
    place = "" if "no table" in message else f"{tmp_path / 'lab.toml'}: "
    assert said.startswith(place + message)
    assert "\n" not in said


def test_two_tables_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text("[format]\nextends = 'two'\n")
    (tmp_path / "two.toml").write_text("[format]\nextends = 'one'\n")
    with pytest.raises(TableError, match="extends this table, and this table extends it"):
        tables.load("one", (str(tmp_path),))


def test_a_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lab.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(TableError, match=r"lab\.toml"):
        tables.load("lab", (str(tmp_path),))


@pytest.mark.parametrize("format", registry.headers())
def test_every_built_in_table_loads(format: str) -> None:
    assert registry.find(format).table.title


def test_a_table_puts_its_rows_before_those_it_extends(tmp_path: Path) -> None:
    lab = table(
        tmp_path,
        """
        [format]
        extends = "ris"
        title = "RIS of the lab"
        [types.read]
        PAPER = "article-journal"
        [fields]
        ignore = ["ZZ"]
        both = [
          { name = "annote", tag = "X1" },
          { name = "volume_title", tag = "AN" },
        ]
        """,
    )
    ris = registry.find("ris").table
    assert (lab.name, lab.title, lab.family) == ("lab", "RIS of the lab", "ris")
    assert lab.syntax == ris.syntax
    assert lab.writable
    kinds = [lab.type_of(Record(kind, ())) for kind in ("PAPER", "JOUR", "paper")]
    assert [found[0].word for found in kinds if found] == ["article-journal"] * 3
    assert lab.kind_of("article-journal", {}) == (Pattern("JOUR"), Pattern("article-journal"))
    reads = lab.slots("book")
    assert [str(reads[tag][-1].rule) for tag in ("X1", "RN", "AN", "TI")] == [
        "annote = X1",
        "annote = RN",
        "volume_title = AN",
        "title = TI",
    ]
    written = lab.rows("book", ("title", "annote", "title"))
    assert [str(row.rule) for row in written] == ["title = TI", "annote = X1"]
    assert lab.ignored == {"ZZ"}


def test_a_table_may_extend_the_one_whose_name_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = '[format]\nextends = "ris"\n[fields]\nboth = [{ name = "dimensions", tag = "ZZ" }]\n'
    (tmp_path / "ris.toml").write_text(text)
    monkeypatch.setenv("BIBKIT_FORMATS", str(tmp_path))
    (found,) = api.read(b"TY  - BOOK\nTI  - A\nZZ  - 3 cm\nER  - \n", "ris")
    assert replace(found, sources=()) == Citation(type="book", title="A", dimensions="3 cm")


def test_values_are_looked_up_and_others_stay(tmp_path: Path) -> None:
    lab = table(
        tmp_path,
        """
        [fields]
        both = [
          { name = "language", tag = "L", values = "languages" },
          { name = "keyword", tag = "W", values = "languages" },
        ]
        [values.languages]
        E = "en"
        F = "fr"
        """,
    )
    codecs = [rule.codec for rule in lab.rules]
    for codec in codecs:
        assert [codec.decode(value) for value in ("E", "F", "x")] == ["en", "fr", "x"]
        assert [codec.encode(value) for value in ("en", "fr", "x")] == ["E", "F", "x"]
    assert [codec.each for codec in codecs] == [False, True]


def test_the_first_folder_that_has_a_table_gives_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        table(folder, f'[format]\ntitle = "{folder.name}"\n')
    monkeypatch.setenv("BIBKIT_FORMATS", os.pathsep.join(map(str, folders)))
    assert registry.find("lab").table.title == "one"


def test_a_row_for_some_types_serves_those_only(tmp_path: Path) -> None:
    lab = table(
        tmp_path,
        """
        [types.read]
        A = "article"
        B = "book"
        [groups]
        serial = ["article", "article-journal"]
        [fields]
        read = [
          { name = "issue", tag = "N", only = "serial" },
          { name = "number", tag = "N", except = ["serial", "song"] },
        ]
        """,
    )
    assert not lab.writable
    rows = {
        type: [str(slot.rule) for slot in lab.slots(type).get("N", ())]
        for type in ("article", "book", "song")
    }
    assert rows == {"article": ["issue = N"], "book": ["number = N"], "song": []}
