"""What people decided is kept in a text file, obeyed, and told where it contradicts."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit.dedupe import Decision, Decisions, decisions, merge, naming
from bibkit.diagnostics import Diagnostic
from bibkit.errors import UnreadableError
from bibkit.model import Citation, Date, Identifier, Name

A, B, C, D = (
    Citation(title=f"Work {letter}", ids=(Identifier("doi", f"10.1000/{letter}"),))
    for letter in "abcd"
)


def run(
    text: str, *citations: Citation
) -> tuple[set[tuple[int, int]], set[tuple[int, int]], list[str]]:
    told: list[Diagnostic] = []
    same, different = decisions.parse(text, "d.txt").pairs(citations, told.append)
    return same, different, [f"{each.source.line}: {each.message}" for each in told]


CASES: dict[str, tuple[str, set[tuple[int, int]], set[tuple[int, int]], list[str]]] = {
    "nothing": ("", set(), set(), []),
    "a comment": ("# same doi:10.1000/a doi:10.1000/b\n\n", set(), set(), []),
    "same": ("same doi:10.1000/a doi:10.1000/b", {(0, 1)}, set(), []),
    "different": ("different doi:10.1000/b doi:10.1000/a # why", set(), {(0, 1)}, []),
    "in any case": ("SAME DOI:10.1000/A https://doi.org/10.1000/b", {(0, 1)}, set(), []),
    "of records that are not here": ("same doi:10.1000/a doi:10.1000/x", set(), set(), []),
    "the later decision on one pair": (
        "same doi:10.1000/a doi:10.1000/b\ndifferent doi:10.1000/b doi:10.1000/a",
        set(),
        {(0, 1)},
        ["2: 'different doi:10.1000/b doi:10.1000/a' replaces the one of line 1"],
    ),
    "a chain that contradicts": (
        "same doi:10.1000/a doi:10.1000/b\n"
        "same doi:10.1000/b doi:10.1000/c\n"
        "different doi:10.1000/a doi:10.1000/c",
        {(0, 1)},
        {(0, 2)},
        [
            "2: 'same doi:10.1000/b doi:10.1000/c' contradicts those that say 'different': "
            "refused"
        ],
    ),
    "a longer chain": (
        "different doi:10.1000/a doi:10.1000/d\n"
        "same doi:10.1000/a doi:10.1000/b\n"
        "same doi:10.1000/c doi:10.1000/d\n"
        "same doi:10.1000/b doi:10.1000/c",
        {(0, 1), (2, 3)},
        {(0, 3)},
        [
            "4: 'same doi:10.1000/b doi:10.1000/c' contradicts those that say 'different': "
            "refused"
        ],
    ),
    "no decision": (
        "perhaps doi:10.1000/a doi:10.1000/b\nsame doi:10.1000/a\nsame a b",
        set(),
        set(),
        [
            "1: no decision: 'perhaps doi:10.1000/a doi:10.1000/b'",
            "2: no decision: 'same doi:10.1000/a'",
            "3: no decision: 'same a b'",
        ],
    ),
    "one record twice": (
        "same doi:10.1000/a https://doi.org/10.1000/a",
        set(),
        set(),
        ["1: 'same doi:10.1000/a https://doi.org/10.1000/a' names one record twice: ignored"],
    ),
}


@pytest.mark.parametrize(("text", "same", "different", "told"), CASES.values(), ids=CASES)
def test_decisions_say_which_records_are_one(
    text: str, same: set[tuple[int, int]], different: set[tuple[int, int]], told: list[str]
) -> None:
    assert run(text, A, B, C, D) == (same, different, told)


def test_the_records_may_contradict() -> None:
    ada = Citation(title="A", author=(Name(family="Lovelace"),), ids=A.ids)
    bob = Citation(title="A", author=(Name(family="Babbage"),), ids=B.ids)
    again = Citation(title="A", ids=(*A.ids, Identifier("arxiv", "1803.03324")))
    _, _, told = run("same doi:10.1000/a doi:10.1000/b", ada, bob)
    assert told == [
        "1: 'same doi:10.1000/a doi:10.1000/b' is followed, but they have no author in common"
    ]
    _, _, told = run("different arxiv:1803.03324 " + naming.fingerprint(ada), ada, again)
    assert len(told) == 1
    assert told[0].endswith("is followed, but both have doi:10.1000/a and one title")


NAMES = st.builds(
    lambda scheme, value: f"{scheme}:{value}",
    st.sampled_from(["doi", "arxiv", "work"]),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip),
)


@given(st.sampled_from(["same", "different"]), NAMES, NAMES, st.text("abc # \t"))
def test_a_decision_comes_back_from_its_line(
    verdict: decisions.Verdict, one: str, other: str, comment: str
) -> None:
    decision = Decision(verdict, one, other, comment)
    line = str(decision)
    assert "\n" not in line
    found = decisions.parse(line)
    if one != other:
        (back,) = found.all
        assert (back.verdict, back.one, back.other) == (verdict, one, other)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    found = decisions.parse(text)
    lines = {each.line for each in found.all} | {number for number, _ in found.odd}
    said = [n for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    assert lines <= set(said)
    found.pairs([A, B])


def test_a_file_grows_and_shrinks_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    one = Decision("same", "doi:10.1000/a", "doi:10.1000/b", "the same")
    two = Decision("different", "doi:10.1000/a", "doi:10.1000/c")
    decisions.append(path, one)
    text = path.read_text(encoding="utf-8")
    decisions.append(path, two)
    assert [str(each) for each in Decisions.load(path).all] == [str(one), str(two)]
    decisions.withdraw(path, two)
    assert path.read_text(encoding="utf-8") == text


def test_a_file_without_an_end_of_line_is_continued(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    path.write_text("same doi:10.1000/a doi:10.1000/b", encoding="utf-8")
    decisions.append(path, Decision("same", "doi:10.1000/a", "doi:10.1000/c"))
    assert len(Decisions.load(path).all) == 2


def test_a_file_that_cannot_be_read_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="No such file or directory"):
        merge([A], decisions=tmp_path / "d.txt")


def test_decisions_go_before_likeness(tmp_path: Path) -> None:
    twins = [
        Citation(title="A", issued=Date(2001), volume="1"),
        Citation(title="A", issued=Date(2001), volume="2"),
        Citation(title="B", issued=Date(2002)),
    ]
    assert [one.members for one in merge(twins).clusters] == [(0, 1)]
    path = tmp_path / "d.txt"
    one, two = naming.telling_names(twins[0], twins[1])
    assert {one.partition(":")[0], two.partition(":")[0]} == {"record"}
    third = naming.fingerprint(twins[2])
    path.write_text(f"different {one} {two}\nsame {third} {one}\n", encoding="utf-8")
    merged = merge(twins, decisions=path)
    assert [each.members for each in merged.clusters] == [(0, 2)]
    assert merged.outcomes == ("decided",)


def test_a_fingerprint_is_that_of_the_work() -> None:
    one = Citation(
        title="On {Trees}", author=(Name(family="Lovelace", given="Ada"),), volume="3"
    )
    two = Citation(title="ON TREES", author=(Name(family="Lovelace", given="A."),), key="k")
    assert naming.fingerprint(one) == naming.fingerprint(two)


def test_the_identifier_of_a_supplement_names_no_record() -> None:
    other = Citation(title="Another", ids=A.ids)
    shared = naming.shared_names([A, other])
    assert shared == {"doi:10.1000/a"}
    assert naming.telling_names(A, B, shared) == (naming.fingerprint(A), "doi:10.1000/b")


def test_what_follows_from_decisions_is_not_asked() -> None:
    pairs = [(0, 1), (0, 2), (1, 2), (2, 3)]
    assert decisions.undecided(pairs, [], []) == pairs
    assert decisions.undecided(pairs, [(0, 1)], [(1, 2)]) == [(2, 3)]
    assert decisions.undecided(pairs, [(0, 1), (1, 2)], []) == [(2, 3)]
