"""Record to Citation and back: what rows map, what they do not, and what is told of it."""

from typing import Any

import pytest

import bibkit
from bibkit import api, registry
from bibkit.crosswalk import Crosswalk
from bibkit.diagnostics import Diagnostic
from bibkit.model import Citation, Date, Field, Identifier, Json, Name, Record, Source, replace
from bibkit.normalizer import denormalize, normalize

RIS = registry.find("ris").table
BIBTEX = registry.find("bibtex").table
CSL = registry.find("csl-json").table
HERE = Source("ada.ris", 3)
ADA = Name(family="Lovelace", given="Ada")


def normalized(
    kind: str, *fields: tuple[str, Json], table: Crosswalk = RIS
) -> tuple[Citation, list[str]]:
    told: list[Diagnostic] = []
    record = Record(kind, tuple(Field(tag, value) for tag, value in fields), HERE)
    return normalize(record, table, told.append), [str(each) for each in told]


def denormalized(
    citation: Citation, table: Crosswalk = RIS
) -> tuple[str, list[tuple[str, Json]], list[str]]:
    told: list[Diagnostic] = []
    record = denormalize(citation, table, told.append)
    return record.kind, [(f.tag, f.value) for f in record.fields], [str(each) for each in told]


def citation(**values: Any) -> Citation:
    return Citation(**{"type": "article-journal", "sources": (HERE,), **values})


READ = {
    "nothing": ((), {}),
    "an empty field": ((("TI", ""), ("AU", "")), {}),
    "one value": ((("TI", "A"),), {"title": "A"}),
    "an alternative tag": ((("T1", "A"),), {"title": "A"}),
    "an empty field before others": (
        (("SP", ""), ("T2", ""), ("DA", ""), ("SP", "1"), ("JF", "J"), ("EP", ""), ("LP", "9")),
        {"page": "1-9", "container_title": "J"},
    ),
    "the same value twice": ((("TI", "A"), ("TI", "A"), ("T1", "A")), {"title": "A"}),
    "a tag for each value": (
        (("AU", "Lovelace, Ada"), ("KW", "x"), ("AU", "Babbage, Charles"), ("KW", "y")),
        {
            "author": (ADA, Name(family="Babbage", given="Charles")),
            "keyword": ("x", "y"),
        },
    ),
    "two columns": ((("SP", "1"), ("EP", "9")), {"page": "1-9"}),
    "identifiers once each": (
        (("DO", "10.1000/182"), ("DO", "https://doi.org/10.1000/182")),
        {"ids": (Identifier("doi", "10.1000/182"),)},
    ),
    "labels": (
        (("N1", "arXiv: 1803.03324"), ("N1", "Code: https://x.org/y"), ("N1", "Read it.")),
        {
            "ids": (Identifier("arxiv", "1803.03324"),),
            "code": "https://x.org/y",
            "note": "Read it.",
        },
    ),
    "a label without its value": ((("N1", "Code of x"),), {"note": "Code of x"}),
}


@pytest.mark.parametrize(("fields", "values"), READ.values(), ids=READ.keys())
def test_what_rows_map_is_read_and_nothing_told(
    fields: tuple[tuple[str, str], ...], values: dict[str, Any]
) -> None:
    assert normalized("JOUR", *fields) == (citation(**values), [])


KEPT = {
    "a field nobody maps": (
        (("ZZ", "x"), ("ZZ", "y")),
        {},
        {"ris/ZZ": ("x", "y")},
        ["kept ZZ as extra [unknown-field]"] * 2,
    ),
    "a second value, in the order of the file": (
        (("TI", "A"), ("TI", "B"), ("TI", "C")),
        {"title": "A"},
        {"ris/TI": ("B", "C")},
        ["kept a second TI as extra [repeated-field]"] * 2,
    ),
    "an alternative tag's value beside the tag's": (
        (("T1", "A"), ("CT", "B"), ("TI", "C")),
        {"title": "C"},
        {"ris/T1": ("A",), "ris/CT": ("B",)},
        [
            "kept a second T1 as extra [repeated-field]",
            "kept a second CT as extra [repeated-field]",
        ],
    ),
    "the later alternative": (
        (("CT", "B"), ("T1", "A")),
        {"title": "A"},
        {"ris/CT": ("B",)},
        ["kept a second CT as extra [repeated-field]"],
    ),
    "a second value of a label": (
        (("N1", "Code: a"), ("N1", "Code: b")),
        {"code": "a"},
        {"ris/N1": ("Code: b",)},
        ["kept a second N1 as extra [repeated-field]"],
    ),
    "a second column's second value": (
        (("SP", "1"), ("EP", "9"), ("EP", "10")),
        {"page": "1-9"},
        {"ris/EP": ("10",)},
        ["kept a second EP as extra [repeated-field]"],
    ),
}


@pytest.mark.parametrize(("fields", "values", "extra", "told"), KEPT.values(), ids=KEPT.keys())
def test_what_has_no_place_is_kept_and_told_and_written_back(
    fields: tuple[tuple[str, str], ...],
    values: dict[str, Any],
    extra: dict[str, tuple[str, ...]],
    told: list[str],
) -> None:
    kept = citation(**values, extra=extra)
    assert normalized("JOUR", *fields) == (kept, [f"ada.ris:3: warning: {one}" for one in told])
    _, written, told_writing = denormalized(kept)
    # A used alternative is written under the tag that is preferred.
    title = values.get("title")
    preferred = [("TI" if value == title else tag, value) for tag, value in fields]
    assert sorted(map(repr, written)) == sorted(map(repr, preferred))
    assert told_writing == []


BAD = {
    "a DOI": (("DO", "none"),),
    "an identifier behind a label": (("N1", "arXiv: see below"),),
    "an ISSN": (("SN", "12"),),
}


@pytest.mark.parametrize("fields", BAD.values(), ids=BAD.keys())
def test_a_bad_value_is_kept_told_and_written_back(fields: tuple[tuple[str, str], ...]) -> None:
    found, told = normalized("JOUR", *fields)
    ((tag, value),) = fields
    assert found == citation(extra={f"ris/{tag}": (value,)})
    (only,) = told
    assert only.startswith(f"ada.ris:3: warning: kept {tag} as extra: ")
    assert only.endswith("[bad-value]")
    assert denormalized(found) == ("JOUR", list(fields), [])


def test_a_bad_value_keeps_every_column() -> None:
    found, told = normalized(
        "article", ("eprint", "x1"), ("archiveprefix", "HAL"), table=BIBTEX
    )
    assert found == citation(extra={"bibtex/eprint": ("x1",), "bibtex/archiveprefix": ("HAL",)})
    assert len(told) == 1


def test_zero_is_a_value() -> None:
    found, told = normalized("book", ("volume", 0), ("custom/comments", 0), table=CSL)
    assert found == citation(type="book", volume="0", comments=0)
    assert told == []
    kind, fields, told = denormalized(replace(found, sources=()), CSL)
    assert (kind, fields, told) == ("book", [("volume", "0"), ("custom/comments", 0)], [])


def test_a_second_zero_is_kept() -> None:
    fields: tuple[tuple[str, Json], ...] = (("URL", 0), ("URL", 0), ("URL", 7))
    citation, told = normalized("book", *fields, table=CSL)
    assert citation.url == "0"
    assert citation.extra == {"csl-json/URL": (7,)}
    assert told == ["ada.ris:3: warning: kept a second URL as extra [repeated-field]"]


def test_a_finding_names_the_line_of_its_field() -> None:
    told: list[Diagnostic] = []
    record = Record("JOUR", (Field("ZZ", "x", 8),), HERE)
    normalize(record, RIS, told.append)
    assert told == [
        Diagnostic("unknown-field", "kept ZZ as extra", Source("ada.ris", 8), field="ZZ")
    ]


def test_an_unknown_kind_is_a_document_that_keeps_its_kind() -> None:
    found, told = normalized("XYZ", ("TI", "A"))
    assert found == citation(type="document", title="A", extra={"ris/@kind": ("XYZ",)})
    assert told == [
        "ada.ris:3: warning: RIS has no type 'XYZ': read as a document [unknown-type]"
    ]
    assert denormalized(found) == ("XYZ", [("TI", "A")], [])


def test_a_kept_kind_gives_way_to_a_type() -> None:
    found = citation(title="A", extra={"ris/@kind": ("XYZ",)})
    assert denormalized(found) == ("JOUR", [("TI", "A")], [])


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("ris", "somebody wrote this\r\n\r\n"),
        ("bibtex", "@book{b, title={un\n"),
        ("biblatex", "@book{b, title={un\n"),
    ],
)
def test_a_failed_record_comes_back_byte_by_byte(format: str, text: str) -> None:
    told: list[Diagnostic] = []
    failed = list(api.read(text.encode(), format, report=told.append))
    assert [each.code for each in told] == ["failed-record"]
    assert "".join(api.write(failed, format, report=told.append)) == text
    assert len(told) == 1


def test_a_failed_record_is_not_made_up_for_in_another_family() -> None:
    told: list[Diagnostic] = []
    failed = list(api.read(b"somebody wrote this\n", "ris"))
    assert "".join(api.write(failed, "bibtex", report=told.append)) == ""
    assert [str(each) for each in told] == [
        "warning: BibTeX has no place for the text of a failed record [not-written]"
    ]


TYPES = {
    "a bare kind": ("misc", (), "document", {}),
    "a kind in capitals": ("MISC", (), "document", {}),
    "a value beside it": ("misc", (("howpublished", "Preprint"),), "article", {}),
    "a value in another case": ("misc", (("howpublished", "preprint"),), "article", {}),
    "another value": (
        "misc",
        (("howpublished", "Online"),),
        "document",
        {"medium": "Online"},
    ),
    "something there and something not": (
        "misc",
        (("url", "http://x.org"),),
        "webpage",
        {"url": "http://x.org"},
    ),
    "a type that implies a value": ("phdthesis", (), "thesis", {"genre": "PhD thesis"}),
    "the marker": ("misc", (("entrysubtype", "speech"),), "speech", {}),
}


@pytest.mark.parametrize(("kind", "fields", "type", "values"), TYPES.values(), ids=TYPES.keys())
def test_fields_beside_the_kind_tell_the_type(
    kind: str, fields: tuple[tuple[str, str], ...], type: str, values: dict[str, str]
) -> None:
    assert normalized(kind, *fields, table=BIBTEX) == (citation(type=type, **values), [])


def test_only_one_field_is_used_up_by_the_kind() -> None:
    fields = (("howpublished", "Preprint"), ("howpublished", "Preprint"))
    found, _ = normalized("misc", *fields, table=BIBTEX)
    assert found.type == "article"
    assert "Preprint" in repr(found)


def test_the_marker_names_a_type_that_its_kind_would_hide() -> None:
    webpage = citation(type="document", url="http://x.org")
    kind, fields, told = denormalized(webpage, BIBTEX)
    assert (kind, told) == ("misc", [])
    assert sorted(fields) == [("entrysubtype", "document"), ("url", "http://x.org")]
    assert normalized(kind, *fields, table=BIBTEX) == (webpage, [])


NOT_WRITTEN = {
    "a text": ({"volume_title_short": "x"}, "volume_title_short x"),
    "a flag": ({"more_authors": True}, "more_authors"),
    "names": ({"also_by": (ADA,)}, "also_by Ada Lovelace"),
    "a long text": ({"volume_title_short": "y" * 99}, f"volume_title_short {'y' * 57}..."),
    "an identifier": ({"ids": (Identifier("dblp", "j/x"),)}, "dblp j/x"),
    "extra of another family": ({"extra": {"bibtex/zz": ("x",)}}, "bibtex/zz"),
}


@pytest.mark.parametrize(("values", "what"), NOT_WRITTEN.values(), ids=NOT_WRITTEN.keys())
def test_what_a_format_has_no_place_for_is_told(values: dict[str, Any], what: str) -> None:
    kind, fields, told = denormalized(citation(title="A", **values))
    assert (kind, fields) == ("JOUR", [("TI", "A")])
    assert told == [f"ada.ris:3: warning: RIS has no place for {what} [not-written]"]


@pytest.mark.parametrize(
    ("date", "what"), [(Date(2024, 3), "2024-03"), (Date(literal="soon"), "soon")]
)
def test_a_date_that_a_format_has_no_place_for_is_told(date: Date, what: str) -> None:
    refer = registry.find("refer").table
    _, fields, told = denormalized(citation(title="A", available_date=date), refer)
    assert fields == [("T", "A")]
    missing = f"{refer.title} has no place for available_date {what}"
    assert told == [f"ada.ris:3: warning: {missing} [not-written]"]


def test_a_second_identifier_of_a_row_for_one_is_told() -> None:
    two = (Identifier("arxiv", "1803.03324"), Identifier("arxiv", "1901.00001"))
    _, fields, told = denormalized(citation(ids=two), BIBTEX)
    assert ("eprint", "1803.03324") in fields
    assert told == [
        "ada.ris:3: warning: BibTeX has no place for arxiv 1901.00001 [not-written]"
    ]


def test_what_a_format_holds_in_part_is_told() -> None:
    _, fields, told = denormalized(citation(key="a b"), BIBTEX)
    assert fields == [("@key", "ab")]
    assert told == ["ada.ris:3: warning: key a b reads back as ab [changed-value]"]


def test_a_lost_identifier_of_a_name_is_named() -> None:
    ada = Name(family="King", given="Ada", ids=(Identifier("orcid", "0000-0002-1825-0097"),))
    _, _, told = denormalized(citation(author=(ada,)))
    who = "author Ada King (orcid 0000-0002-1825-0097)"
    assert told == [f"ada.ris:3: warning: {who} reads back as Ada King [changed-value]"]


def test_a_note_that_looks_like_another_row_is_told() -> None:
    _, fields, told = denormalized(citation(note="Code: see below"))
    assert fields == [("N1", "Code: see below")]
    assert told == [
        "ada.ris:3: warning: note Code: see below reads back as code [changed-value]"
    ]


def test_a_tree_holds_a_member_once_and_the_rest_as_extra() -> None:
    doi = Identifier("doi", "10.1000/182")
    merged = citation(
        type="book", ids=(doi,), extra={"csl-json/DOI": ("bad",), "csl-json/zz": ("x", "y")}
    )
    kind, fields, told = denormalized(replace(merged, sources=()), CSL)
    assert (kind, fields[0]) == ("book", ("DOI", "10.1000/182"))
    assert told == []
    assert normalized(kind, *fields, table=CSL) == (merged, [])


def test_csl_json_holds_what_other_formats_keep() -> None:
    found, _ = normalized("JOUR", ("ZZ", "x"))
    kind, fields, told = denormalized(found, CSL)
    assert told == []
    assert normalized(kind, *fields, table=CSL) == (found, [])


@pytest.mark.parametrize("format", ["bibtex", "biblatex"])
@pytest.mark.parametrize(
    ("scheme", "values", "line"),
    [
        ("doi", ("10.1000/182", "10.1000/183"), "doi   = {10.1000/182, 10.1000/183},"),
        ("isbn", ("0-306-40615-2", "0-306-40616-0"), "isbn  = {0-306-40615-2, 0-306-40616-0},"),
        ("issn", ("0028-0836", "1476-4687"), "issn  = {0028-0836, 1476-4687},"),
        ("pmid", ("123", "456"), "pmid  = {123, 456},"),
        ("pmcid", ("PMC1", "PMC2"), "pmcid = {PMC1, PMC2},"),
    ],
)
def test_several_identifiers_are_one_field_where_no_tag_may_repeat(
    scheme: str, values: tuple[str, ...], line: str, format: str
) -> None:
    ids = tuple(Identifier(scheme, value) for value in values)
    told: list[Diagnostic] = []
    citation = Citation(type="book", key="a", title="T", ids=ids)
    text = "".join(bibkit.write([citation], format, report=told.append))
    assert [each.strip() for each in text.splitlines()][2:-1] == [line]
    (back,) = bibkit.read(text.encode(), format, report=told.append)
    assert back.ids == ids
    assert told == []
