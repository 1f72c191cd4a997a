"""Names as bibtexparser and JabRef read them, but for the differences listed."""

import json
import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from bibkit import names
from tests.conftest import shared

DIFFERENT_FROM_BIBTEXPARSER = {
    "the particle is the first run of lower-case words, as biber and JabRef have it": {
        "0080", "0094", "0109", "0119", "0210", "0214",
    },
    "an escaped blank separates and an accent '\\~' does not, as in biber": {"0129", "0211"},
}  # fmt: skip

DIFFERENT_FROM_JABREF = {
    "runs of blanks do not separate the names of a list": {"0020"},
    "initials behind a family are the last word, which is the family in BibTeX": {
        "0027", "0028", "0029", "0030", "0032", "0039", "0040",
    },
}  # fmt: skip


def cases(corpus: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in sorted(shared("conformance", corpus).glob("*.expected.json")):
        case = path.name.partition(".")[0]
        with path.with_name(f"{case}.input.txt").open(encoding="utf-8", newline="") as file:
            yield case, file.read(), json.loads(path.read_text("utf-8"))


def bare(part: str) -> str:
    """``part`` without the braces around the whole, which ``parse_bibtex`` takes off."""
    while part[:1] == "{" and part[1:2] != "\\":
        depths = list(accumulate({"{": 1, "}": -1}.get(character, 0) for character in part))
        if 0 not in depths or depths.index(0) + 1 < len(part):
            break
        part = part[1:-1]
    return part


def test_bibtexparser_reads_names_alike_but_for_the_differences_listed() -> None:
    failed = set()
    for case, text, expected in cases("bibtexparser-names"):
        native = expected["native"]
        if expected["label"] == "test_split_coauthors_consistent_with_bibtex":
            same = names.split_bibtex(text)[0] == native
        elif isinstance(native, str):
            continue  # what its strict mode raises; no name stops a run here
        else:
            name = names.parse_bibtex(text)
            got = (
                name.given,
                name.non_dropping_particle,
                name.literal or name.family,
                name.suffix,
            )
            parts = (" ".join(native[part]) for part in ("first", "von", "last", "jr"))
            same = got == tuple(map(bare, parts))
        if not same:
            failed.add(case)
    assert failed == set().union(*DIFFERENT_FROM_BIBTEXPARSER.values())


def shown_in_list(people: list[str]) -> list[tuple[str, ...]]:
    """The names in parts, their given names without blanks and full stops."""
    read = map(names.parse_bibtex, people)
    return [
        (n.literal or n.family, re.sub(r"[ .]", "", n.given), n.non_dropping_particle, n.suffix)
        for n in read
    ]


def test_jabref_reads_names_alike_but_for_the_differences_listed() -> None:
    failed = set()
    for case, text, expected in cases("jabref-names"):
        people, more = names.split_bibtex(text)
        if expected["label"] == "normalize":
            # JabRef writes the list anew; only how it writes initials is its own.
            if shown_in_list(people) != shown_in_list(
                names.split_bibtex(expected["native"])[0]
            ):
                failed.add(case)
            continue
        got = [names.parse_bibtex(person) for person in people]
        wanted = [
            (p.get("given", ""), p.get("prefix", ""), bare(p["family"]))
            for p in expected["csl"]
            if "family" in p
        ]
        shown = [(n.given, n.non_dropping_particle, n.literal or n.family) for n in got]
        if shown != wanted or more != any("others" in person for person in expected["csl"]):
            failed.add(case)
    assert failed == set().union(*DIFFERENT_FROM_JABREF.values())
