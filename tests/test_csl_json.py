"""CSL-JSON: what is read of its old and careless forms, and that it comes back as it was."""

import json
from typing import Any

import pytest

import bibkit
from bibkit import Citation, Diagnostic, replace
from bibkit.model import Date, Identifier, Name
from tests import round_trips


def read(text: str) -> tuple[list[Citation], list[Diagnostic]]:
    told: list[Diagnostic] = []
    citations = list(bibkit.read(text.encode(), "csl-json", report=told.append))
    return [replace(citation, sources=()) for citation in citations], told


def meaning(member: str, value: Any) -> tuple[dict[str, Any], list[str]]:
    """What an item says with one member, but for how it was spelled; the codes told."""
    (citation,), told = read(json.dumps([{"id": "a", "type": "book", member: value}]))
    values = citation.set_values()
    extra = {t: v for t, v in values.pop("extra", {}).items() if t != "csl-json/@written"}
    values.pop("type")
    values.pop("key")
    return {**values, **({"extra": extra} if extra else {})}, [d.code for d in told]


MEANINGS: dict[str, tuple[str, Any, dict[str, Any]]] = {
    "an old name of the event": ("event", "ACL", {"event_title": "ACL"}),
    "an old name of the short title": ("shortTitle", "S", {"title_short": "S"}),
    "an old name of the short journal": (
        "journalAbbreviation",
        "J.",
        {"container_title_short": "J."},
    ),
    "a license at the top": ("license", "CC0", {"license": "CC0"}),
    "a list of ISSN": (
        "ISSN",
        ["0028-0836", "1476-4687"],
        {"ids": (Identifier("issn", "0028-0836"), Identifier("issn", "1476-4687"))},
    ),
    "a number": ("volume", 12, {"volume": "12"}),
    "parts as text": ("issued", {"date-parts": [["2001", "2"]]}, {"issued": Date(2001, 2)}),
    "a year": ("issued", 2001, {"issued": Date(2001)}),
    "EDTF": ("issued", "2001-02~", {"issued": Date(2001, 2, circa=True)}),
    "a raw date": ("issued", {"raw": "12 March 2004"}, {"issued": Date(2004, 3, 12)}),
    "a range": (
        "issued",
        {"date-parts": [[2001], [2003]]},
        {"issued": Date(2001, end=Date(2003))},
    ),
    "a season": (
        "issued",
        {"date-parts": [[2001]], "season": 2},
        {"issued": Date(2001, season=2)},
    ),
    "a year before 1": ("issued", {"date-parts": [[-44]]}, {"issued": Date(-43)}),
    "parts that are no list of lists": (
        "issued",
        {"date-parts": [2001, 2]},
        {"issued": Date(2001, 2)},
    ),
    "parts with a word": (
        "issued",
        {"date-parts": [["2001", "Spring"]]},
        {"issued": Date(2001, season=1)},
    ),
    "parts in one text": (
        "issued",
        {"date-parts": [["2001-05-03"]]},
        {"issued": Date(2001, 5, 3)},
    ),
    "a time stamp": (
        "issued",
        {"date-time": "2001-05-03T00:00:00Z"},
        {"issued": Date(2001, 5, 3)},
    ),
    "words": ("issued", {"literal": "n.d."}, {"issued": Date(literal="n.d.")}),
    "a name of another word": (
        "author",
        [{"name": "UNESCO"}, {"family": None}],
        {"author": (Name(literal="UNESCO"),)},
    ),
    "a key by another name": ("citation-key", "a", {}),
    "one name": ("author", {"family": "Doe"}, {"author": (Name(family="Doe"),)}),
    "flags of a name": (
        "author",
        [{"family": "King", "suffix": "Jr.", "comma-suffix": True}],
        {"author": (Name(family="King", suffix="Jr."),)},
    ),
    "pages with a dash": ("page", "1–5", {"page": "1-5"}),
}  # fmt: skip


@pytest.mark.parametrize(("member", "value", "values"), MEANINGS.values(), ids=MEANINGS.keys())
def test_what_a_member_means(member: str, value: Any, values: dict[str, Any]) -> None:
    assert meaning(member, value) == (values, [])


KEPT: dict[str, tuple[str, Any, list[str]]] = {
    "a date that is none": ("issued", {"date-parts": [["x"]]}, ["bad-value"]),
    "a wrong DOI": ("DOI", "none", ["bad-value"]),
    "an unknown member": ("x-shelf", {"a": [1, "{"]}, ["unknown-field"]),
}


@pytest.mark.parametrize(("member", "value", "codes"), KEPT.values(), ids=KEPT.keys())
def test_what_cannot_be_read_is_kept_and_told(
    member: str, value: Any, codes: list[str]
) -> None:
    assert meaning(member, value) == ({"extra": {f"csl-json/{member}": (value,)}}, codes)


ITEM = {"id": "a", "type": "book", "title": "T"}
SHAPES = {
    "one object": json.dumps(ITEM),
    "an array": json.dumps([ITEM]),
    "items": json.dumps({"items": [ITEM]}),
    "a map by id": json.dumps({"a": {"type": "book", "title": "T"}}),
    "a line an object": json.dumps(ITEM) + "\n",
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES.keys())
def test_every_shape_of_a_file(text: str) -> None:
    assert read(text) == ([Citation(type="book", key="a", title="T")], [])


AS_IT_WAS: dict[str, dict[str, Any]] = {
    "both names of one thing": {"title-short": "S", "shortTitle": "S"},
    "an old name alone": {"journalAbbreviation": "J."},
    "a second value": {"title-short": "S", "shortTitle": "Other"},
    "a license at the top": {"license": "CC0"},
    "an old word for the type": {"type": "legal-case"},
    "an unknown type": {"type": "scroll"},
    "several ISBN": {"ISBN": "0-306-40615-2 9780306406157"},
    "several PMID": {"PMID": "1; 2"},
    "a list of a free scheme": {"custom": {"zbl": ["0001.1", "0002.2, 3"]}},
    "a DOI's address": {"DOI": "https://doi.org/10.1000/182"},
    "a wrong ISSN": {"ISSN": "1234-5670"},
    "an id of other signs": {"id": "http://zotero.org/users/1/items/AB{C"},
    "blanks in names": {"author": [{"family": "Doe ", "given": " J."}]},
    "members of names": {
        "author": [
            {"family": "King", "given": "M", "suffix": "Jr.", "comma-suffix": True},
            {"family": "毛", "given": "泽东", "static-ordering": 1},
            {"family": "van Gogh", "given": "V", "parse-names": True},
            {"family": "Doe", "ORCID": "https://orcid.org/0000-0002-1825-0097"},
        ]
    },
    "a date of two kinds": {"issued": {"date-parts": [[2001]], "raw": "May 2001"}},
    "no date": {"issued": {"date-parts": [[]]}},
    "a date as text": {"issued": "12 March 2004"},
    "lines of a note": {"note": "Citation Key: x\ntex.foo: {\n\nlast"},
    "keywords": {"keyword": "a; b, c"},
    "custom": {"custom": {"shelf": {"a": [1, None]}, "code": "https://github.com/a/b"}},
    "unknown members": {"categories": ["a", "b"], "x": {"y": "}"}},
}


@pytest.mark.parametrize("format", ["csl-json", "biblatex", "bibtex"])
@pytest.mark.parametrize("members", AS_IT_WAS.values(), ids=AS_IT_WAS.keys())
def test_an_item_comes_back_as_it_was(members: dict[str, Any], format: str) -> None:
    item = {**ITEM, **members}
    (back,), _ = round_trips.through([item], format)
    if format != "csl-json":
        (item,) = round_trips.in_own_words([item])
    assert round_trips.facts(back) == round_trips.facts(item)


def test_a_changed_value_is_not_spelled_as_the_old_one() -> None:
    (citation,), _ = read(json.dumps([{**ITEM, "page": "1–5", "shortTitle": "S"}]))
    changed = replace(citation, page="7-9", title_short="N")
    (back,) = json.loads("".join(bibkit.write([changed], "csl-json")))
    assert back == {**ITEM, "page": "7-9", "title-short": "N"}


def test_identifiers_of_one_kind_share_their_member() -> None:
    ids = (Identifier("isbn", "0-306-40615-2"), Identifier("isbn", "9780306406157"))
    citation = Citation(type="book", key="a", title="T", ids=ids)
    (item,) = json.loads("".join(bibkit.write([citation], "csl-json")))
    assert item == {**ITEM, "ISBN": "0-306-40615-2, 9780306406157"}


def test_what_is_no_id_costs_no_other_of_its_list() -> None:
    assert meaning("ISSN", ["0028-0836", {"a": 1}]) == (
        {"ids": (Identifier("issn", "0028-0836"),), "extra": {"csl-json/ISSN": ({"a": 1},)}},
        ["bad-value"],
    )


SEVERAL = {
    "arxiv": ("1801.00001", "hep-th/9901001"),
    "dblp": ("journals/a/b", "conf/c, d"),
    "doi": ("10.1000/a;b", "10.1000/c"),
    "isbn": ("0-306-40615-2", "9780306406157"),
    "issn": ("0028-0836", "1476-4687"),
    "pmid": ("1", "2"),
    "pmcid": ("PMC1", "PMC2"),
    "zbl": ("0001.1", "0002.2, 3"),
}


@pytest.mark.parametrize("format", ["csl-json", "csl-yaml"])
@pytest.mark.parametrize(("scheme", "values"), SEVERAL.items())
def test_several_identifiers_of_a_scheme_come_back(
    scheme: str, values: tuple[str, ...], format: str
) -> None:
    ids = tuple(Identifier(scheme, value) for value in values)
    told: list[Diagnostic] = []
    citation = Citation(type="book", key="a", title="T", ids=ids)
    text = "".join(bibkit.write([citation], format, report=told.append))
    (back,) = bibkit.read(text.encode(), format, report=told.append)
    assert (back.ids, back.extra, told) == (ids, {}, [])
