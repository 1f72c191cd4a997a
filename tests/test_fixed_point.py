"""What is read from a file of a corpus, written and read again is the same citation."""

from collections import Counter
from collections.abc import Sequence

import pytest

import bibkit
from bibkit import Citation, replace
from tests.conftest import SHARED

CORPORA = {
    "jabref-ris": "ris",
    "citationjs-ris": "ris",
    "rispy": "ris",
    "csl": "csl-json",
    "citationjs-ris-write": "csl-json",
    "citationjs-bibtex-write": "csl-json",
    "citationjs-bibtex": "bibtex",
    "bbt-import-bib": "biblatex",
}
SUFFIXES = {
    "ris": ("*.input.ris",),
    "csl-json": ("*.input.csl.json", "records-*.json"),
    "bibtex": ("*.input.bib",),
    "biblatex": ("*.input.bib",),
}
KNOWN = {
    "jabref-ris/0001.input.ris": "second fields of one journal change places in extra",
    "citationjs-bibtex/0018.input.bib": "what was inherited is inherited once more",
    "citationjs-bibtex/0042.input.bib": "a subtitle is inherited beside a title that has it",
    "bbt-import-bib/0004.input.bib": "a title is inherited without its protected word",
    "bbt-import-bib/0002.input.bib": "an address that stood in a macro's text reads as one",
    "bbt-import-bib/0005.input.bib": "a book's pages, written as pagetotal, are handed down",
    "bbt-import-bib/0056.input.bib": "a month that is none is not written beside a date",
    "bbt-import-bib/0073.input.bib": "a month that is none is not written beside a date",
    "bbt-import-bib/0093.input.bib": "a month that is none is not written beside a date",
}
"""Files of which some citation changes, and why."""


def cases() -> list[tuple[str, str]]:
    """Each file of the corpora, and the format it is written in."""
    return [
        (path.relative_to(SHARED / "conformance").as_posix(), format)
        for corpus, format in CORPORA.items()
        for pattern in SUFFIXES[format]
        for path in sorted((SHARED / "conformance" / corpus).glob(pattern))
    ]


def values(citations: Sequence[Citation], keys: Counter[str]) -> list[Citation]:
    """Citations without where they were read, and without keys that had to be made.

    The order of identifiers is that of the fields they stood in.
    """
    return [
        replace(
            each,
            sources=(),
            original=None,
            ids=tuple(sorted(each.ids)),
            key=each.key if keys[each.key] == 1 else "",
        )
        for each in citations
    ]


@pytest.mark.parametrize(("name", "format"), cases(), ids=[name for name, _ in cases()])
def test_what_was_written_is_read_as_it_was(name: str, format: str) -> None:
    read = list(bibkit.read(SHARED / "conformance" / name, format))
    text = "".join(bibkit.write([replace(each, original=None) for each in read], format))
    again = list(bibkit.read(text.encode(), format)) if read else []
    keys = Counter(each.key for each in read)
    same = values(read, keys) == values(again, keys)
    assert same or name in KNOWN


def test_there_are_corpora() -> None:
    if not cases():
        pytest.skip("shared/conformance is absent")
    assert {name.partition("/")[0] for name, _ in cases()} == set(CORPORA)
    assert KNOWN.keys() <= {name for name, _ in cases()}
