"""Records that name one another by their keys go on doing so where keys change."""

import pytest

import bibkit
from bibkit import citekeys
from bibkit.keylinks import followed
from bibkit.model import Citation, Extra, Name

LINKS: list[tuple[Extra, Extra]] = [
    ({}, {}),
    ({"bibtex/groups": ("one",)}, {"bibtex/groups": ("one",)}),
    ({"bibtex/related": ("one, three",)}, {"bibtex/related": ("eins,three",)}),
    ({"bibtex/related": ("three, four",)}, {"bibtex/related": ("three, four",)}),
    (
        {"bibtex/crossref": ("two",), "bibtex/xref": ("one",), "bibtex/note": ("one",)},
        {"bibtex/crossref": ("zwei",), "bibtex/xref": ("eins",), "bibtex/note": ("one",)},
    ),
    ({"bibtex/related": ("twice",)}, {"bibtex/related": ("first",)}),
]


@pytest.mark.parametrize(("before", "after"), LINKS)
def test_a_link_follows_the_key_that_it_names(before: Extra, after: Extra) -> None:
    old = ["one", "two", "twice", "twice", "", "mine"]
    now = ["eins", "zwei", "first", "second", "made", "mine"]
    citations = [Citation(key=key) for key in now[:-1]]
    linking = Citation(key="mine", extra=before)
    assert list(followed(old, [*citations, linking])) == [
        *citations,
        Citation(key="mine", extra=after),
    ]


LIBRARY = """@book{w, title = {Woods}, author = {Jane Doe}, year = {2001}}
@inbook{p, title = {Pines}, author = {Rita Roe}, year = {2001}, crossref = {w},
  related = {w, gone}}
"""


def keys_and_links(*, rekey: bool = False, known: tuple[Citation, ...] = ()) -> list[str]:
    """The lines of the library that hold keys, as written anew."""
    read = bibkit.read(LIBRARY.encode(), "bibtex")
    text = "".join(bibkit.write(read, "bibtex", rekey=rekey, known=known, reformat=True))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return [line for line in lines if line.startswith(("@", "related", "crossref"))]


def test_links_of_a_library_follow_its_new_keys() -> None:
    assert keys_and_links(rekey=True) == [
        "@book{doe2001woods,",
        "@incollection{roe2001pines,",
        "related = {doe2001woods,gone},",
        "crossref = {doe2001woods},",
    ]
    known = Citation(key="Doe01", title="Woods", author=(Name("Doe", "Jane"),))
    assert keys_and_links(known=(known,)) == [
        "@book{Doe01,",
        "@incollection{p,",
        "related = {Doe01,gone},",
        "crossref = {Doe01},",
    ]


def test_where_too_many_come_to_be_held_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citekeys, "HELD", 1)
    told: list[bibkit.Diagnostic] = []
    linked = bibkit.read(LIBRARY.encode(), "bibtex")
    keyed = list(citekeys.with_keys(linked, told.append, rekey=True))
    assert [each.key for each in keyed] == ["doe2001woods", "roe2001pines"]
    assert [str(each) for each in told] == [
        "info: more than 1 works without keys: equal keys get a, b ... as they come "
        "[changed-key]",
        "info: more than 1 works: where they name others, old keys stay [changed-key]",
    ]
