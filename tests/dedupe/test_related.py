"""Records that are versions of one work name each other, and nothing that is gone."""

from typing import Any

import pytest

import bibkit
from bibkit.dedupe import merge, merge_into
from bibkit.dedupe.clusters import Cluster
from bibkit.dedupe.related import TYPE, linked
from bibkit.keylinks import RELATED
from bibkit.model import Citation, Date, Extra, Identifier, Name, Source, replace


def naming(*keys: str, type: str = "version") -> Extra:
    return {RELATED: (",".join(keys),), TYPE: (type,)}


def records(*keys: str) -> list[Citation]:
    return [Citation(key=key) for key in keys]


def test_the_records_of_a_work_name_each_other() -> None:
    given = records("a", "b", "c", "d")
    found = linked(given, [Cluster((0, 2, 3), ())])
    assert [each.extra for each in found] == [
        naming("c", "d"),
        {},
        naming("a", "d"),
        naming("a", "c"),
    ]
    assert linked(found, [Cluster((0, 2, 3), ())]) == found


def test_a_librarys_own_records_and_other_relations_stay() -> None:
    given = records("a", "b", "c")
    given[2] = replace(given[2], extra=naming("z", type="translationof"))
    found = linked(given, [Cluster((0, 1, 2), ())], first=1)
    assert [each.extra for each in found] == [{}, naming("a", "c"), given[2].extra]


PREPRINT = Citation(
    type="article", key="one", title="On the Trees of the North", issued=Date(2019),
    author=(Name("Doe", "Jane"), Name("Roe", "Rita")), ids=(Identifier("arxiv", "1901.00001"),),
    extra=naming("two", "other"),
)  # fmt: skip
PAPER = replace(
    PREPRINT, type="article-journal", key="two", container_title="Journal of Trees",
    volume="7", ids=(Identifier("doi", "10.1000/7"),), extra=naming("one"),
)  # fmt: skip


def test_one_that_versions_are_merged_into_does_not_name_itself() -> None:
    (found,) = merge([PREPRINT, PAPER]).citations
    assert (found.key, found.extra) == ("two", naming("other"))
    (found,) = merge([replace(PREPRINT, extra=naming("two")), PAPER]).citations
    assert found.extra == {}


def read_from(path: str, **values: Any) -> Citation:
    return Citation(**values, sources=(Source(path, 1, "bibtex", values["key"]),))


def test_who_names_a_record_that_is_merged_names_what_it_became() -> None:
    given = [
        replace(PREPRINT, extra={}, sources=(Source("a.bib", 1),)),
        read_from("a.bib", key="reply", title="A reply", extra=naming("one", "gone", type="x")),
        read_from("b.bib", key="other", title="Other", extra=naming("one")),
        read_from("b.bib", key="one", title="Another that has the key"),
        replace(PAPER, extra={}, sources=(Source("b.bib", 9),)),
        read_from("a.bib", key="part", title="A part", extra={"bibtex/crossref": ("one",)}),
    ]
    found = {each.key: each.extra for each in merge(given).citations}
    assert found == {
        "two": {},
        "reply": naming("two", "gone", type="x"),
        "other": naming("one"),
        "one": {},
        "part": {"bibtex/crossref": ("two",)},
    }


def test_versions_that_are_one_now_are_named_once() -> None:
    reply = read_from("a.bib", key="reply", title="A reply", extra=naming("one", "two"))
    given = [
        replace(each, extra={}, sources=(Source("a.bib", 1),)) for each in (PREPRINT, PAPER)
    ]
    *_, found = merge([*given, reply]).citations
    assert found.extra == naming("two")


def test_a_library_is_named_by_its_own_keys() -> None:
    own = replace(PAPER, extra={}, sources=(Source("mine.bib", 1),))
    new = [
        replace(PREPRINT, extra={}, sources=(Source("a.bib", 1),)),
        read_from("a.bib", key="reply", title="A reply", extra=naming("one")),
    ]
    *_, found = merge_into([own], new).citations
    assert (found.key, found.extra) == ("reply", naming("two"))


@pytest.mark.parametrize("format", ["biblatex", "jabref", "bibtex", "csl-json"])
def test_links_read_back_without_a_word(format: str) -> None:
    told: list[bibkit.Diagnostic] = []
    text = "".join(bibkit.write([PREPRINT, PAPER], format, report=told.append))
    found = list(bibkit.read(text.encode(), format, report=told.append))
    kept = {RELATED, TYPE}
    assert [{t: v for t, v in c.extra.items() if t in kept} for c in found] == [
        PREPRINT.extra,
        PAPER.extra,
    ]
    assert told == []
