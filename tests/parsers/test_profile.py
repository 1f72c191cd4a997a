"""Profile pages and the Daily Papers as text: what is on a page is in a record, or told."""

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit import api, registry
from bibkit.diagnostics import Diagnostic
from bibkit.errors import UnknownFormatError
from bibkit.inputs import Input
from bibkit.model import Date, Record
from bibkit.parsers import profile
from tests.test_seeds import COUNTS, SEEDS

HEADER = "Ada Quill\n\nLG\nh-index12\n3papers\n1,234citations\nNovelty40%\nAI Score50\n\n"
APART = """LGAug 27, 2023Code
Sparse Routing of Kites

Ada Quill, Bo Strand, Wei Xu et al.

Kites are routed sparsely.

CLMay 27
Deep Learning of Tides

Ada Quill, Carl Holm · tidelab, sea-institute

Tides are learned.
"""
TOGETHER = """CVMar 11, 2024
Pruning of LLMsXiao Lin, Mei Hua
Pruning is shown.
IRApr 2Code
Typesetting in LaTeXDonna Reed, Max Planckner
"""
DAILY = """new

Subscribe

Daily Papers

byAK and the research community

Apr 17

Boats on Small Rivers

Boats float.

  • 4 authors
·
Mar 30, 2017

A Study of Kites

kitelab Kite Lab
·
Mar 10 4
"""


def parse(text: str, **known: Any) -> tuple[list[Record], list[Diagnostic]]:
    told: list[Diagnostic] = []
    return list(profile.parse(Input(text, "page.txt", **known), {}, told.append)), told


def values(record: Record, tag: str) -> list[object]:
    return [field.value for field in record.fields if field.tag == tag]


def codes(told: list[Diagnostic]) -> list[str]:
    return [each.code for each in told if each.code not in ("assumed-type", "guessed-year")]


def titles(records: list[Record]) -> list[object]:
    return [title for record in records for title in values(record, "title")]


def test_a_profile_shows_all_its_facts() -> None:
    records, told = parse(HEADER + APART)
    assert [{f.tag: f.value for f in record.fields} for record in records] == [
        {
            "title": "Sparse Routing of Kites",
            "author": "Wei Xu",
            "more": "true",
            "subject": "LG",
            "date": "Aug 27, 2023",
            "badge": "Code",
            "abstract": "Kites are routed sparsely.",
        },
        {
            "title": "Deep Learning of Tides",
            "author": "Carl Holm",
            "affiliation": "sea-institute",
            "subject": "CL",
            "date": "May 27",
            "year": "2024",
            "abstract": "Tides are learned.",
        },
    ]
    assert values(records[1], "affiliation") == ["tidelab", "sea-institute"]
    assert [str(each) for each in told] == [
        "page.txt:10: info: taken as preprints [assumed-type]",
        "page.txt:17: info: 'May 27' taken as 2024, the page writing out years up to 2023 "
        "[guessed-year]",
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace("\n", "  \n\t"),
        lambda text: text.replace(" ", "\N{NO-BREAK SPACE}"),
        lambda text: text.replace("\n", "\r\n"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("page", [HEADER + APART, TOGETHER, DAILY])
def test_blanks_and_encodings_make_no_difference(page: str, encoding: str, change) -> None:  # type: ignore[no-untyped-def]
    def read(text: str) -> list[object]:
        citations = api.read(text.encode(encoding), "profile")
        return [{**c.set_values(), "sources": c.sources[0].profile} for c in citations]

    assert read(change(page)) == read(page)


@pytest.mark.parametrize("end", range(len(HEADER), len(HEADER + APART), 5))
def test_a_page_cut_anywhere_keeps_what_is_there(end: int) -> None:
    records, told = parse((HEADER + APART)[:end])
    assert len(records) <= 2
    for record in records:
        if not values(record, "title") or not values(record, "author"):
            assert "cut-entry" in codes(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (APART + "\nIRJu", ["cut-entry"]),
        (APART + "\nIRJun 3", ["cut-entry"]),
        (APART + "\nIRJun 3\nA Title of Something", ["cut-entry"]),
        (DAILY + "\nA Long Title of Something\n", ["cut-entry"]),
        (DAILY + "\nA Title\n\n  • 7 authors\n", ["cut-entry"]),
        (DAILY + "\nA Title\n\n  • 7 authors\n·\n", ["cut-entry"]),
        (DAILY + "\nPrevious\n\nNext\n", []),
        (DAILY + "\nSomething else\n", ["unread-line"]),
        ("Some words\nand more\n" + TOGETHER, ["unread-line", "unread-line"]),
        ("·\nMar 3\n" + DAILY, ["cut-entry"]),
        ("", []),
        ("\n \n", []),
        ("Nothing of the kind\nis here", ["unread-line", "unread-line"]),
    ],
)
def test_what_is_cut_or_strange_is_told(text: str, told: list[str]) -> None:
    assert codes(parse(text)[1]) == told


def test_an_unread_line_is_told_with_its_number() -> None:
    _, told = parse("Some words\n\n" + TOGETHER)
    assert "page.txt:1: warning: 'Some words' belongs to no entry [unread-line]" in map(
        str, told
    )


def test_an_abstract_keeps_its_paragraphs() -> None:
    (record, _), _ = parse(HEADER + APART.replace("sparsely.", "sparsely.\n\nMore of it.", 1))
    assert values(record, "abstract") == ["Kites are routed sparsely.\nMore of it."]


def test_each_page_of_a_file_has_its_own_owner_and_years() -> None:
    other = (HEADER + APART).replace("Ada Quill", "Bo Strand").replace("2023", "2019")
    records, told = parse("\n".join([DAILY, HEADER + APART, TOGETHER, other]))
    owners = [r.source.profile.owner if r.source.profile else None for r in records]
    assert owners == ["", ""] + ["Ada Quill"] * 2 + [None] * 2 + ["Bo Strand"] * 2
    years = [year for record in records for year in values(record, "year")]
    assert years == ["2018", "2024", "2025", "2020"]
    assert codes(told) == []


@pytest.mark.parametrize(
    ("text", "known", "year"),
    [
        ("LGMay 27\nOn Kites\n\nAda Quill", {"as_of": date(2024, 1, 5)}, "2024"),
        ("LGMay 27\nOn Kites\n\nAda Quill", {"modified": date(2024, 5, 27)}, "2024"),
        ("LGMay 27\nOn Kites\n\nAda Quill", {"modified": date(2024, 5, 26)}, "2023"),
        ("LGFeb 29\nOn Kites\n\nAda Quill", {"as_of": date(2023, 6, 1)}, "2020"),
        ("LGFeb 29\nOn Kites\n\nAda Quill", {"modified": date(2024, 2, 28)}, "2020"),
        (APART, {"modified": date(2030, 1, 1)}, "2024"),
        (APART, {"as_of": date(2026, 1, 1), "modified": date(2030, 1, 1)}, "2026"),
        (DAILY.replace("Apr 17", "Apr 17, 2026"), {"modified": date(2030, 1, 1)}, "2026"),
    ],
)
def test_the_year_comes_from_the_best_evidence(
    text: str, known: dict[str, date], year: str
) -> None:
    records, told = parse(text, **known)
    assert [y for record in records for y in values(record, "year")] == [year]
    assert [each.code for each in told].count("guessed-year") == 1


def test_the_owner_is_kept_where_the_page_does_not_show_her() -> None:
    entry = "LGMay 27, 2020\nOn Kites\n\n{}\n"
    for shown, owner in {
        "Bo Strand, Wei Xu et al.": ["Zoé Quill"],
        "Bo Strand, Z. Quill": [],
        "Zoe Quill": [],
    }.items():
        (record,), _ = parse(HEADER.replace("Ada", "Zoé") + entry.format(shown))
        assert values(record, "owner") == owner


def test_a_broken_name_is_mended_only_with_proof() -> None:
    broken = "LGMay 2, 2020\nOn Boats\n\nWei Xu, Bo, Strand et al.\n"
    records, told = parse(HEADER + APART + broken)
    assert values(records[-1], "author") == ["Wei Xu", "Bo Strand"]
    assert codes(told) == ["mended-name"]
    records, told = parse(HEADER + APART + broken.replace("Strand", "Strandt"))
    assert values(records[-1], "author") == ["Wei Xu", "Bo", "Strandt"]
    assert codes(told) == ["doubtful-name", "doubtful-name"]


@pytest.mark.parametrize(
    ("shown", "organization", "slug"),
    [
        ("kitelab Kite Lab", "Kite Lab", ["kitelab"]),
        ("Kite-Lab Kite Lab", "Kite Lab", ["Kite-Lab"]),
        ("kites The Society of Kites", "The Society of Kites", ["kites"]),
        ("Kite-Lab Kite-Lab", "Kite-Lab", ["Kite-Lab"]),
        ("Kites", "Kites", []),
        ("Society of Kites", "Society of Kites", []),
    ],
)
def test_an_organisation_is_shown_with_its_slug(
    shown: str, organization: str, slug: list[str]
) -> None:
    records, _ = parse(DAILY.replace("kitelab Kite Lab", shown))
    assert values(records[1], "organization") == [organization]
    assert values(records[1], "affiliation") == slug
    assert values(records[1], "author") == []


@pytest.mark.parametrize(
    ("abstract", "code"),
    [
        ("We fly. Code is at https://github.com/ada/kites.", "https://github.com/ada/kites"),
        ("See (https://github.com/ada/kites.git).", "https://github.com/ada/kites.git"),
        (r"See $\href{https://github.com/ada/kites}{it}$.", "https://github.com/ada/kites"),
        ("See github.com/ada/kites for more.", "https://github.com/ada/kites"),
        ("Our code: https://kites.example.org/x.", "https://kites.example.org/x"),
        ("Code is here. Videos are at https://kites.example.org/x.", None),
        ("The code of https://arxiv.org/abs/2401.01234 is used.", None),
        ("A demo: https://kites.example.org/x", None),
        ("Many thanks to https://github.com/ada", None),
        ("We study code.", None),
    ],
)
def test_the_repository_is_what_the_abstract_calls_code(
    abstract: str, code: str | None
) -> None:
    (record, _), _ = parse(HEADER + APART.replace("Kites are routed sparsely.", abstract))
    assert values(record, "code") == ([code] if code else [])


@pytest.mark.parametrize(
    ("head", "subject"),
    [
        ("LGAug 27, 2023Code", "cs.LG"),
        ("LG Aug 27, 2023 Code", "cs.LG"),
        ("LG · Aug 27, 2023 · Code", "cs.LG"),
        ("LG\nAug 27, 2023\nCode", "cs.LG"),
        ("MLAug 27, 2023Code", "stat.ML"),
        ("quant-phAug 27, 2023Code", "quant-ph"),
        ("cs.LGAug 27, 2023Code", "cs.LG"),
        ("str-elAug 27, 2023Code", "cond-mat.str-el"),
        ("opticsAugust 27, 2023Code", "physics.optics"),
        ("QQAug 27, 2023Code", "QQ"),
    ],
)
def test_a_head_gives_subject_date_and_badge(head: str, subject: str) -> None:
    text = HEADER + APART.replace("LGAug 27, 2023Code", head)
    citation = next(api.read(text.encode(), "profile"))
    assert citation.keyword == (subject,)
    assert citation.issued == Date(2023, 8, 27)
    assert citation.has_code


@pytest.mark.parametrize("page", [HEADER + APART, APART, TOGETHER, DAILY, *(
    (SEEDS / f"{name}.txt").read_text(encoding="utf-8") for name in COUNTS
)])  # fmt: skip
def test_a_page_is_known_by_its_looks(page: str) -> None:
    assert registry.recognize(Input(page)) == "profile"


@pytest.mark.parametrize(
    "text",
    [
        "# Daily Papers\n\nA list of papers.\n",
        "# Changes\n\n## Aug 27, 2023\n\n- IN Aug 27, 2023 we began.\n",
        "We met PM May 12 at the\nlake, and LG too.\n",
        "The h-index of 38 is high.\n",
        "Dear all,\nthe 4 authors met · twice.\n",
        "a,b,c\n1,2,3\n",
        "x" + "\n" * 20_000,
    ],
)
def test_other_texts_are_not_taken_for_pages(text: str) -> None:
    with pytest.raises(UnknownFormatError):
        registry.recognize(Input(text))


LINES = st.sampled_from(
    [
        *(HEADER + APART + TOGETHER + DAILY).split("\n"),
        "LG", "Aug 27, 2023", "Code", "h-index", "38", "·", "Mar 10 4", "• 4 authors · Mar 10",
        "Wei Xu et al.", "IRFeb 29", "Xu",
    ]
)  # fmt: skip


@given(
    st.lists(st.one_of(LINES, st.integers(0, 999).map("Unheard of matter number {}.".format)))
)
def test_no_line_is_lost(lines: list[str]) -> None:
    records, told = parse("\n".join(lines))
    kept = "\n".join(str(field.value) for record in records for field in record.fields)
    unread = {each.source.line for each in told if each.code == "unread-line"}
    for number, line in enumerate(lines, 1):
        if line.startswith("Unheard"):
            assert line in kept or number in unread


@given(st.text())
def test_any_text_is_read_without_raising(text: str) -> None:
    _, told = parse(text)
    lines = {n for n, line in enumerate(text.split("\n"), 1) if line.strip()}
    assert {each.source.line for each in told if each.code == "unread-line"} <= lines


@pytest.mark.parametrize("seed", range(10))
def test_seeds_shuffled_and_cut_lose_no_title(seed: int) -> None:
    draw = random.Random(seed)
    text = "\n".join((SEEDS / f"{name}.txt").read_text(encoding="utf-8") for name in COUNTS)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    draw.shuffle(lines)
    lines = lines[: draw.randrange(len(lines))]
    records, told = parse("\n".join(lines))
    kept = "\n".join(str(field.value) for record in records for field in record.fields)
    unread = {each.source.line for each in told if each.code == "unread-line"}
    for number, line in enumerate(lines, 1):
        if ": " in line and "et al." not in line:
            assert line in kept or number in unread or line[:20] in kept
