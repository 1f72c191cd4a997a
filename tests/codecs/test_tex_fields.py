"""The fields of an entry in the places that BibTeX and BibLaTeX have for them."""

import pytest

from bibkit.codecs.tex_fields import arranged
from bibkit.codecs.tex_roles import renamed_roles

Fields = list[tuple[str, str]]
BIBLATEX = {"subtitles": True, "roles": True, "sites": ["online"], "lists": ["isbn"]}

CASES: dict[str, tuple[Fields, Fields]] = {
    "plain fields stay": ([("title", "T"), ("year", "1")], [("title", "T"), ("year", "1")]),
    "a subtitle of its own": (
        [("title", "A: B"), ("subtitle", "B")], [("title", "A"), ("subtitle", "B")],
    ),
    "several numbers in one field": (
        [("isbn", "1"), ("title", "T"), ("isbn", "2")], [("isbn", "1, 2"), ("title", "T")],
    ),
    "roles with their types": (
        [("director", "A"), ("editor", "B"), ("producer", "C and D")],
        [
            ("editora", "A"), ("editoratype", "director"), ("editor", "B"),
            ("editorb", "C and D"), ("editorbtype", "producer"),
        ],
    ),
    "a place that is taken": (
        [("director", "A"), ("editora", "B"), ("editoratype", "reviser")],
        [("editorb", "A"), ("editorbtype", "director"), ("editora", "B"),
         ("editoratype", "reviser")],
    ),
    "a fourth role": (
        [("host", "A"), ("guest", "B"), ("chair", "C"), ("composer", "D")],
        [
            ("editora", "A"), ("editoratype", "host"), ("editorb", "B"),
            ("editorbtype", "guest"), ("editorc", "C"), ("editorctype", "chair"),
            ("composer", "D"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "expected"), CASES.values(), ids=CASES.keys())
def test_fields_are_arranged(fields: Fields, expected: Fields) -> None:
    assert arranged("book", fields, BIBLATEX) == expected
    assert arranged("book", fields, {}) == fields


def test_a_site_is_no_end_of_a_title() -> None:
    fields = [("title", "A. B"), ("titleaddon", "B")]
    assert arranged("online", fields, BIBLATEX) == fields


READ: dict[str, tuple[Fields, dict[str, str]]] = {
    "a director": (
        [("editor", "A"), ("editortype", "director")],
        {"editor": "director", "editortype": ""},
    ),
    "a translator beside the translators": (
        [("translator", "B"), ("editora", "A"), ("editoratype", "translator")], {},
    ),
    "a role that nobody knows": ([("editora", "A"), ("editoratype", "muse")], {}),
    "a type without names": ([("editoratype", "director")], {}),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "renamed"), READ.values(), ids=READ.keys())
def test_roles_are_told_by_their_types(fields: Fields, renamed: dict[str, str]) -> None:
    assert renamed_roles(fields) == renamed
