"""A JabRef library as a target: groups, owner, dates, settings; and it reads back."""

import subprocess
from pathlib import Path

import pytest

import bibkit
from bibkit.codecs.jabref import grouped_by
from bibkit.errors import UsageError
from bibkit.model import Citation, Date, Identifier, Name, Profile, Source, replace
from tests.conftest import ROOT, program

NOW = "2026-01-02T03:04:05"


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767323045")


def from_profiles(*owners: str) -> tuple[Source, ...]:
    return tuple(Source("a.txt", 1, "profile", profile=Profile(owner=each)) for each in owners)


PREPRINT = Citation(
    type="article",
    key="doe2024trees",
    title="On Trees",
    author=(Name("Doe", "Jane"),),
    issued=Date(2024, 1, 3),
    ids=(Identifier("arxiv", "2401.01234"),),
    eprint_class="cs.CL",
    sources=from_profiles("Jane Doe", "Richard Roe"),
)
LIBRARY = """% Encoding: UTF-8

@Online{doe2024trees,
  author       = {Doe, Jane},
  title        = {On Trees},
  date         = {2024-01-03},
  eprint       = {2401.01234},
  eprinttype   = {arxiv},
  eprintclass  = {cs.CL},
  pubstate     = {prepublished},
  groups       = {Jane Doe, Richard Roe},
  owner        = {bibkit},
  creationdate = {2026-01-02T03:04:05},
}

@Comment{jabref-meta: databaseType:biblatex;}

@Comment{jabref-meta: keypatterndefault:[auth:lower][year][veryshorttitle:lower];}

@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Jane Doe\\;0\\;1\\;\\;\\;\\;;
1 StaticGroup:Richard Roe\\;0\\;1\\;\\;\\;\\;;
}
"""


def test_a_library_as_jabref_keeps_it() -> None:
    assert "".join(bibkit.write([PREPRINT], "jabref")) == LIBRARY


def test_it_reads_back() -> None:
    told: list[bibkit.Diagnostic] = []
    settings: list[str] = []
    (back,) = bibkit.read(LIBRARY.encode(), "jabref", report=told.append, settings=settings)
    groups = {"bibtex/groups": ("Jane Doe, Richard Roe",)}
    assert replace(back, sources=()) == replace(PREPRINT, sources=(), extra=groups)
    assert told == []
    assert "\n\n".join(settings) + "\n" == LIBRARY[LIBRARY.index("@Comment") :]


SETTLED = """@Book{b,
  title  = {B},
  groups = {Own, Woods},
}

@Comment{jabref-meta: fileDirectory-ada-home:/books;}

@Comment{jabref-meta: databaseType:bibtex;}

@Comment{jabref-meta: saveActions:enabled;
date[normalize_date]
;}

@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Trees\\;0\\;1\\;0x8a8affff\\;\\;\\;;
2 KeywordGroup:Woods\\;0\\;keywords\\;wood\\;0\\;0\\;1\\;\\;\\;\\;;
}

@Comment{jabref-entrytype: Person: req[name] opt[city]}

@Comment{Mine alone.}
"""
KEPT_SETTINGS = """
@Comment{jabref-meta: databaseType:biblatex;}

@Comment{jabref-meta: keypatterndefault:[auth:lower][year][veryshorttitle:lower];}

@Comment{jabref-meta: fileDirectory-ada-home:/books;}

@Comment{jabref-meta: saveActions:enabled;
date[normalize_date]
;}

@Comment{jabref-entrytype: Person: req[name] opt[city]}

@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Trees\\;0\\;1\\;0x8a8affff\\;\\;\\;;
2 KeywordGroup:Woods\\;0\\;keywords\\;wood\\;0\\;0\\;1\\;\\;\\;\\;;
1 StaticGroup:Own\\;0\\;1\\;\\;\\;\\;;
}
"""


@pytest.mark.parametrize("format", ["bibtex", "jabref"])
@pytest.mark.parametrize("originals", [True, False])
def test_a_library_of_jabref_keeps_its_settings_and_groups(
    format: str, originals: bool
) -> None:
    told: list[bibkit.Diagnostic] = []
    settings: list[str] = []
    read = bibkit.read(
        SETTLED.encode(), format, report=told.append, originals=originals, settings=settings
    )
    text = "".join(bibkit.write(read, "jabref", settings=settings))
    assert text.partition("}\n")[2] == KEPT_SETTINGS
    assert told == []


def test_a_library_has_a_pattern_of_its_own() -> None:
    own = "@Comment{jabref-meta: keypatterndefault:[auth];}"
    text = "".join(bibkit.write([PREPRINT], "jabref", settings=[own]))
    assert [line for line in text.splitlines() if "keypattern" in line] == [own]


def test_of_two_libraries_the_first_keeps_its_settings(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(SETTLED, encoding="utf-8")
    (tmp_path / "b.bib").write_text(LIBRARY, encoding="utf-8")
    told: list[bibkit.Diagnostic] = []
    settings: list[str] = []
    list(bibkit.read(tmp_path, report=told.append, originals=False, settings=settings))
    assert [Path(each.source.path).name for each in told] == ["b.bib"]
    assert [each.code for each in told] == ["left-settings"]
    assert "\n\n".join(settings) in SETTLED


def test_groups_and_owner_that_are_there_stay() -> None:
    own = {"bibtex/groups": ("Mine, Jane Doe",), "bibtex/owner": ("ada",)}
    text = "".join(bibkit.write([replace(PREPRINT, extra=own)], "jabref"))
    assert "groups      = {Jane Doe, Richard Roe, Mine},\n" in text
    assert "owner       = {ada},\n" in text
    assert "creationdate" not in text
    assert text.count("StaticGroup:") == 3


BY: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "profiles": (("profile",), ["Jane Doe", "Richard Roe"]),
    "subjects": (("subject",), ["cs.CL", "stat.ML", "hep-th"]),
    "both": (("profile", "subject"), ["Jane Doe", "Richard Roe", "cs.CL", "stat.ML", "hep-th"]),
    "none": ((), []),
}


@pytest.mark.parametrize(("by", "groups"), BY.values(), ids=BY.keys())
def test_a_group_for_each_of_what_is_asked_for(by: tuple[str, ...], groups: list[str]) -> None:
    words = ("stat.ML", "deep learning", "hep-th", "cs.CL", "e.g.")
    text = "".join(bibkit.write([replace(PREPRINT, keyword=words)], "jabref", groups=by))
    (named,) = [line for line in text.splitlines() if line.startswith("  groups")] or [""]
    assert named.partition("= ")[2] == (f"{{{', '.join(groups)}}}," if groups else "")
    assert [
        line.partition(":")[2].partition("\\")[0]
        for line in text.splitlines()
        if line.startswith("1 StaticGroup")
    ] == groups
    told: list[bibkit.Diagnostic] = []
    (back,) = bibkit.read(text.encode(), "jabref", report=told.append)
    kept = {"bibtex/groups": (", ".join(groups),)} if groups else {}
    assert (back.extra, told) == (kept, [])


def test_groups_that_there_are_not_are_refused() -> None:
    with pytest.raises(UsageError, match="no groups by 'year'; there are: profile, subject"):
        grouped_by("profile, year")


def test_no_group_no_tree() -> None:
    text = "".join(bibkit.write([replace(PREPRINT, sources=())], "jabref"))
    assert "groups" not in text
    assert "grouping" not in text


def test_every_seed_is_in_the_group_of_its_page() -> None:
    text = "".join(bibkit.write(bibkit.read(ROOT / "seeds"), "jabref"))
    assert text.count("groups       = {Zhaozhuo Xu}") == 46
    assert text.count("1 StaticGroup:") == 3


def test_biber_finds_nothing_but_jabrefs_own_fields(tmp_path: Path) -> None:
    path = tmp_path / "library.bib"
    text = "".join(bibkit.write([PREPRINT], "jabref"))
    path.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [program("biber"), "--tool", "--validate-datamodel", "--output-file", "out.bib", path],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    warned = [line for line in done.stdout.splitlines() if "WARN - " in line]
    assert [line.partition("): ")[2] for line in warned] == [
        f"Field '{field}' invalid in data model - ignoring" for field in _JABREFS
    ]


_JABREFS = ("groups", "owner", "creationdate")


OWN = """@Article{a,
  author           = {Doe, Jane},
  title            = {On Trees},
  journaltitle     = {Trees},
  date             = {2024},
  comment          = {Read again},
  comment-ada      = {Mine},
  citationcount    = {12},
  creationdate     = {2026-01-02T03:04:05},
  file             = {:a\\;b.pdf:PDF},
  groups           = {Mine, Jane Doe},
  icoreranking     = {A*},
  modificationdate = {2026-01-03T03:04:05},
  owner            = {ada},
  printed          = {printed},
  priority         = {prio1},
  qualityassured   = {qualityAssured},
  ranking          = {rank5},
  readstatus       = {read},
  relevance        = {relevant},
  review           = {Old},
  timestamp        = {2019-01-01},
  __markedentry    = {[ada:6]},
}
"""


@pytest.mark.parametrize("format", ["jabref", "bibtex", "biblatex"])
def test_jabrefs_own_fields_are_kept_and_nobody_is_told(format: str) -> None:
    told: list[bibkit.Diagnostic] = []
    (citation,) = bibkit.read(OWN.encode(), format, report=told.append)
    assert [each.field for each in told] == ["comment-ada"]
    mine = [line.split(" = ") for line in OWN.splitlines()[5:-1]]
    assert citation.extra == {
        f"bibtex/{tag.strip()}": (value.strip("{},"),) for tag, value in mine
    }
    text = "".join(bibkit.write([citation], format))
    (again,) = bibkit.read(text.encode(), format)
    assert again.extra == citation.extra
    (again,) = bibkit.read("".join(bibkit.write([citation], "csl-json")).encode())
    assert again.extra == citation.extra


def test_what_was_written_of_the_seeds_reads_back_without_a_word() -> None:
    text = "".join(bibkit.write(bibkit.read(ROOT / "seeds"), "jabref"))
    for format in ("jabref", "biblatex", "bibtex"):
        told: list[bibkit.Diagnostic] = []
        assert len(list(bibkit.read(text.encode(), format, report=told.append))) == 208 + 1
        assert told == []
