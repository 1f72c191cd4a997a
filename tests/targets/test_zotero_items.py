"""Items for Zotero: right fields, right creators, and Extra for what has no field."""

import json
from typing import Any

import pytest

import bibkit
from bibkit.model import Citation, Date, Identifier, Name
from tests.conftest import ROOT, shared
from tests.foreign.library import LIBRARY
from tests.targets import double, zotero_import


def items(citations: list[Citation], format: str = "zotero-json") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads("".join(bibkit.write(citations, format)))
    return found


def item(**values: Any) -> dict[str, Any]:
    """The item of a citation, without what every item has."""
    found = items([Citation(key="k", **values)])
    plain = {"tags": [], "collections": [], "relations": {}, "creators": [], "citationKey": "k"}
    return {name: value for name, value in found[0].items() if plain.get(name) != value}


def ids(**values: str) -> tuple[Identifier, ...]:
    return tuple(Identifier(scheme, value) for scheme, value in values.items())


CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a preprint of arXiv": (
        {"type": "article", "title": "T", "ids": ids(arxiv="2401.01234"),
         "eprint_class": "cs.CL"},
        {"itemType": "preprint", "title": "T", "repository": "arXiv",
         "archiveID": "arXiv:2401.01234", "extra": "arXiv:2401.01234 [cs.CL]"},
    ),
    "a preprint of another archive": (
        {"type": "article", "publisher": "bioRxiv", "number": "2020.01.01.1"},
        {"itemType": "preprint", "repository": "bioRxiv", "archiveID": "2020.01.01.1"},
    ),
    "an article that is in arXiv too": (
        {"type": "article-journal", "ids": ids(arxiv="hep-th/9901001", doi="10.1000/1")},
        {"itemType": "journalArticle", "DOI": "10.1000/1", "extra": "arXiv:hep-th/9901001"},
    ),
    "a paper": (
        {"type": "paper-conference", "container_title": "Proc.", "event_title": "ACL",
         "event_place": "Rome", "publisher_place": "New York", "page": "1-9"},
        {"itemType": "conferencePaper", "proceedingsTitle": "Proc.", "conferenceName": "ACL",
         "eventPlace": "Rome", "place": "New York", "pages": "1-9"},
    ),
    "a thesis": (
        {"type": "thesis", "genre": "PhD thesis", "publisher": "MIT", "number_of_pages": "99"},
        {"itemType": "thesis", "thesisType": "PhD thesis", "university": "MIT",
         "numPages": "99"},
    ),
    "software": (
        {"type": "software", "version": "1.2", "publisher": "Ada Inc."},
        {"itemType": "computerProgram", "versionNumber": "1.2", "company": "Ada Inc."},
    ),
    "a type that Zotero lacks": (
        {"type": "treaty", "title": "Rome"},
        {"itemType": "statute", "nameOfAct": "Rome", "extra": "type: treaty"},
    ),
    "people": (
        {"type": "patent",
         "author": (Name("Cruz", "Ana", "de la"), Name(literal="OpenAI Team")),
         "more_authors": True, "editor": (Name("Roe", "R."),)},
        {"itemType": "patent", "creators": [
            {"creatorType": "inventor", "lastName": "de la Cruz", "firstName": "Ana"},
            {"creatorType": "inventor", "name": "OpenAI Team"},
        ], "extra": "editor: Roe || R.\nMore Authors: true"},
    ),
    "a particle that drops, and a suffix": (
        {"type": "book", "author": (Name("Beethoven", "Ludwig", "", "van", "Jr."),)},
        {"itemType": "book", "creators": [
            {"creatorType": "author", "lastName": "Beethoven", "firstName": "Ludwig van, Jr."},
        ]},
    ),
    "a film's director and its author": (
        {"type": "motion_picture", "director": (Name("Roe", "R."),), "author": (Name("Poe"),)},
        {"itemType": "film", "creators": [
            {"creatorType": "director", "lastName": "Roe", "firstName": "R."},
        ], "extra": "author: Poe ||"},
    ),
    "a film of authors": (
        {"type": "motion_picture", "author": (Name("Roe", "R."), Name(literal="Films"))},
        {"itemType": "film", "creators": [
            {"creatorType": "director", "lastName": "Roe", "firstName": "R."},
            {"creatorType": "director", "name": "Films"},
        ], "extra": "zotero-item.role: author"},
    ),
    "a podcast": (
        {"type": "broadcast", "collection_title": "Trees", "host": (Name("Roe", "R."),),
         "guest": (Name("Poe"),)},
        {"itemType": "podcast", "seriesTitle": "Trees", "creators": [
            {"creatorType": "guest", "lastName": "Poe", "firstName": ""},
            {"creatorType": "podcaster", "lastName": "Roe", "firstName": "R."},
        ]},
    ),
    "a podcast of an author": (
        {"type": "broadcast", "author": (Name("Roe", "R."),), "number": "3"},
        {"itemType": "podcast", "episodeNumber": "3", "creators": [
            {"creatorType": "podcaster", "lastName": "Roe", "firstName": "R."},
        ], "extra": "zotero-item.role: author"},
    ),
    "a broadcast of a station": (
        {"type": "broadcast", "publisher": "BBC", "host": (Name("Roe", "R."),)},
        {"itemType": "tvBroadcast", "network": "BBC", "creators": [
            {"creatorType": "host", "lastName": "Roe", "firstName": "R."},
        ]},
    ),
    "a recording of a film": (
        {"type": "motion_picture", "volume": "2", "publisher_place": "Rome"},
        {"itemType": "videoRecording", "volume": "2", "place": "Rome"},
    ),
    "dates": (
        {"type": "book", "issued": Date(2001, season=1), "accessed": Date(2002, 3, 4),
         "original_date": Date(1901, circa=True)},
        {"itemType": "book", "date": "Spring 2001", "accessDate": "2002-03-04",
         "originalDate": "1901~"},
    ),
    "a day of visit that is none": (
        {"type": "webpage", "accessed": Date(2002)},
        {"itemType": "webpage", "extra": "accessed: 2002"},
    ),
    "several identifiers": (
        {"type": "book", "ids": (*ids(isbn="0-306-40615-2"), *ids(isbn="9780306406157"),
                                 *ids(doi="10.1000/1"), *ids(doi="10.1000/2"))},
        {"itemType": "book", "ISBN": "0-306-40615-2 9780306406157", "DOI": "10.1000/1",
         "extra": "DOI: 10.1000/2"},
    ),
    "tags, language, abstract, rights": (
        {"type": "report", "keyword": ("cs.LG", "R&D"), "language": "de", "abstract": "A\n\nB",
         "license": "CC0"},
        {"itemType": "report", "tags": [{"tag": "cs.LG"}, {"tag": "R&D"}], "language": "de",
         "abstractNote": "A\n\nB", "rights": "CC0"},
    ),
    "what only pages say": (
        {"type": "article", "author_count": 12, "also_by": (Name("Doe", "J."),),
         "code": "https://github.com/a/b", "affiliation": ("pku", "mit"), "has_code": True},
        {"itemType": "preprint", "extra": "Number of Authors: 12\nAlso By: Doe || J.\n"
         "Affiliation: pku\nAffiliation: mit\nHas Code: true", "key": "ZD2KEHST"},
    ),
    "a note stays below the lines": (
        {"type": "bill", "note": "First.\nSecond: no label", "original_title": "O"},
        {"itemType": "bill", "extra": "original-title: O\nFirst.\nSecond: no label"},
    ),
    "fields of BibTeX that nobody maps": (
        {"type": "book", "extra": {"bibtex/zz": ("mine",), "ris/@kind": ("XYZ",)}},
        {"itemType": "book",
         "extra": 'tex.zz: mine\ntex.bibkit: [{"ris/@kind": ["XYZ"]}]'},
    ),
    "formulas": (
        {"type": "book", "title": "On $x^2$"},
        {"itemType": "book", "title": "On x<sup>2</sup>", "extra": "tex.title: On $x^2$"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("values", "expected"), CASES.values(), ids=CASES.keys())
def test_an_item_is_as_a_librarian_types_it(
    values: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert item(**values) == expected


@pytest.mark.parametrize("values", [case[0] for case in CASES.values()], ids=CASES.keys())
@pytest.mark.parametrize("format", ["zotero-json", "zotero"])
def test_an_item_reads_back(values: dict[str, Any], format: str) -> None:
    citation = Citation(key="k", **values)
    told: list[Any] = []
    text = "".join(bibkit.write([citation], format, report=told.append))
    (back,) = bibkit.read(text.encode(), format, report=told.append)
    assert sorted(back.ids) == sorted(citation.ids)
    assert (bibkit.replace(back, sources=(), ids=citation.ids), told) == (citation, [])


def test_the_repository_of_the_code_is_a_link_and_reads_back() -> None:
    citation = Citation(type="article", key="k", title="T", code="https://github.com/a/b")
    item, link = items([citation])
    assert link == {
        "itemType": "attachment", "linkMode": "linked_url", "contentType": "text/html",
        "parentItem": item["key"], "title": "Code", "url": "https://github.com/a/b",
        "tags": [], "relations": {},
    }  # fmt: skip
    (csl,) = items([citation], "zotero")
    assert csl["note"] == "Code Repository: https://github.com/a/b"
    # What Zotero itself keeps of a link comes along, and the link is not made again.
    link |= {"key": "CCCC2222", "version": 7, "accessDate": "2026-01-02T03:04:05Z"}
    (back,) = bibkit.read(json.dumps([{"data": item}, {"data": link}]).encode())
    assert (back.code, items([back])[1:]) == (citation.code, [link])


def test_versions_of_a_work_are_related_items_and_read_back() -> None:
    def related(key: str, *others: str) -> Citation:
        extra = {"bibtex/related": (",".join(others),), "bibtex/relatedtype": ("version",)}
        return Citation(type="book", key=key, title=key.upper(), extra=extra, annote="N")

    citations = [related("a", "b", "c"), related("b", "a")]
    found = items(citations)
    one, other = (each for each in found if each["itemType"] == "book")
    prefix = "http://zotero.org/users/0/items/"
    assert one["relations"]["dc:relation"][0] == prefix + other["key"]
    assert other["relations"] == {"dc:relation": [prefix + one["key"]]}
    assert one["extra"] == "tex.relatedtype: version"
    for format in ("zotero-json", "zotero"):
        text = "".join(bibkit.write(citations, format))
        back = [bibkit.replace(each, sources=()) for each in bibkit.read(text.encode(), format)]
        kept = (
            citations if format == "zotero" else [_without_c(citations[0], one), citations[1]]
        )
        assert back == kept


def _without_c(citation: Citation, item: dict[str, Any]) -> Citation:
    """What nobody knows by its key stays a relation to an address."""
    left = {"dc:relation": [item["relations"]["dc:relation"][1]]}
    return bibkit.replace(
        citation,
        extra={**citation.extra, "bibtex/related": ("b",), "zotero-item/relations": (left,)},
    )


def test_a_repository_that_is_no_address_is_a_line_of_extra() -> None:
    (only,) = items([Citation(type="article", key="k", code="see the paper")])
    assert only["extra"] == "Code Repository: see the paper"


def every_citation() -> list[Citation]:
    seeds = [c for path in sorted((ROOT / "seeds").glob("*.txt")) for c in bibkit.read(path)]
    records = shared("conformance", "csl", "records-1000.json")
    return [*seeds, *LIBRARY, *bibkit.read(records, "csl-json")]


def test_every_item_is_one_that_zotero_takes() -> None:
    found = items(every_citation())
    references = [each for each in found if each["itemType"] != "note"]
    assert {double.wrong(_without_key(each)) for each in found} == {""}
    assert len(references) == len(every_citation())
    names = [str(c.get("lastName", "")) for each in references for c in each["creators"]]
    assert not {"others", "et al."} & set(names)


def _without_key(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name != "key"}


def test_csl_json_for_zotero_is_imported_as_the_same_items() -> None:
    citations = every_citation()
    wanted = [each for each in items(citations) if each["itemType"] != "note"]
    got = zotero_import.imported(items(citations, "zotero"))
    different = [
        (one["citationKey"], name, one.get(name), other.get(name))
        for one, other in zip(wanted, got, strict=True)
        for name in one.keys() | other.keys()
        if name not in _BESIDE
        and one.get(name) != other.get(name)
        # Of a program without a version Zotero makes a document; its Extra says what it is.
        and not (name in _OF_PROGRAMS and f": {one[name]}" in other["extra"])
    ]
    assert different == []


_OF_PROGRAMS = {"company", "system", "programmingLanguage", "seriesTitle", "ISBN"}
_BESIDE = {"tags", "collections", "relations", "extra", "key", "creators", "itemType"}


def test_an_answer_of_the_api_is_read_whole() -> None:
    answer = [
        {
            "key": "AAAA2222",
            "data": {
                "key": "AAAA2222", "version": 7, "itemType": "email", "subject": "S",
                "creators": [
                    {"creatorType": "recipient", "lastName": "Doe", "firstName": "J."}
                ],
                "collections": ["CCCC2222"], "relations": {},
                "dateAdded": "2020-01-01T00:00:00Z",
                "tags": [{"tag": "x", "type": 1}],
            },
        },
        {"data": {"itemType": "note", "parentItem": "AAAA2222",
                  "note": '<div class="x"><p>One &amp; two</p>\n<p>Three<br/>four</p></div>'}},
        {"data": {"itemType": "attachment", "parentItem": "AAAA2222", "title": "PDF"}},
    ]  # fmt: skip
    (citation,) = bibkit.read(json.dumps(answer).encode())
    assert bibkit.replace(citation, sources=()) == Citation(
        type="personal_communication",
        title="S",
        recipient=(Name("Doe", "J."),),
        keyword=("x",),
        annote="One & two\n\nThree\nfour",
        extra={
            "zotero-item/key": ("AAAA2222",),
            "zotero-item/version": (7,),
            "zotero-item/collections": (["CCCC2222"],),
            "zotero-item/dateAdded": ("2020-01-01T00:00:00Z",),
            "zotero-item/itemType": ("email",),
            "zotero-item/children": (
                [{"itemType": "attachment", "parentItem": "AAAA2222", "title": "PDF"}],
            ),
        },
    )
    back = items([citation])
    assert [each["itemType"] for each in back] == ["email", "note", "attachment"]
    assert back[0]["collections"] == ["CCCC2222"]


def test_an_item_type_that_nobody_knows_is_told_and_costs_nothing() -> None:
    told: list[bibkit.Diagnostic] = []
    text = json.dumps(
        [{"itemType": "scroll", "title": "S"}, {"itemType": "book", "title": "B"}]
    )
    found = list(bibkit.read(text.encode(), report=told.append))
    assert [(each.type, each.title) for each in found] == [("document", "S"), ("book", "B")]
    assert [each.code for each in told] == ["unknown-type"]
    assert [each.get("extra", "") for each in items(found)] == ["Item Type: scroll", ""]


ODD: dict[str, dict[str, Any]] = {
    "creators that are no list": {"creators": "Doe"},
    "a creator that is a text": {"creators": ["Doe"]},
    "a creator of no kind": {"creators": [{"lastName": "Doe"}]},
    "tags that are no list": {"tags": 5},
    "an extra that is a list": {"extra": ["a"]},
    "notes that are a number": {"notes": 3},
    "children that are a number": {"children": 3},
    "a date that is an object": {"date": {"x": []}},
    "a key that is a list": {"key": ["a"], "parentItem": {}},
    "people in CSL's words": {"author": "Doe", "issued": ["x"], "keyword": {"a": 1}},
}


@pytest.mark.parametrize("members", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("format", ["zotero-json", "zotero"])
def test_an_item_that_zotero_never_wrote_costs_no_other(
    members: dict[str, Any], format: str
) -> None:
    odd = {"itemType": "book", "type": "book", "title": "A", **members}
    plain = {"itemType": "book", "type": "book", "title": "B"}
    found = list(bibkit.read(json.dumps([odd, plain]).encode(), format))
    assert [each.title for each in found] == ["A", "B"]
    for other in ("zotero-json", "zotero", "csl-json"):
        text = "".join(bibkit.write(found, other))
        assert [each.title for each in bibkit.read(text.encode(), other)] == ["A", "B"]
