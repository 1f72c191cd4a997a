"""Works of which there are very many records: united as few are, and in little time."""

from random import Random

import pytest

from bibkit.dedupe import cluster, features, uniting, versions
from bibkit.dedupe.fingerprints import Fingerprint
from bibkit.model import Citation, Date, Identifier, Name

ADA = Name(family="Lovelace", given="Ada")
TREES = "On the slow growth of very old trees"


def records(count: int, seed: int) -> list[Citation]:
    """Records of one work that contradict themselves and each other, many of them equal."""
    chance = Random(seed)
    return [
        Citation(
            title=TREES,
            type=chance.choice(["article", "article-journal"]),
            volume=chance.choice(["", "1", "2"]),
            container_title=chance.choice(["", "Journal of Trees", "arXiv"]),
            ids=chance.choice([(), (Identifier("doi", "10.1000/a"),), _BOTH]),
        )
        for _ in range(count)
    ]


_BOTH = (Identifier("arxiv", "1805.09843"), Identifier("doi", "10.1000/b"))


@pytest.mark.parametrize("seed", range(20))
def test_the_publication_of_many_is_that_of_each_with_each(seed: int) -> None:
    ranked = versions.ordered(records(30, seed), "published")
    expected = {id(each.citation) for each in versions.publication(ranked)}
    assert versions.of_publication(ranked) == expected


@pytest.mark.parametrize(
    ("notes", "united"),
    [
        (["a", "b", "a"], "a\n\nb"),
        (["a tree", "tree", "old"], "a tree\n\nold"),
        (["tree", "a tree\n\nold tree"], "a tree\n\nold tree"),
        (["a\n\nb", "b\nc"], "a\n\nb\nc"),
    ],
)
def test_a_paragraph_that_is_part_of_another_stands_once(notes: list[str], united: str) -> None:
    members = [Citation(title=TREES, note=note) for note in notes]
    assert uniting.unite(members, "published").citation.note == united


def test_thousands_of_equal_records_become_one() -> None:
    members = [Citation(title=TREES, author=(ADA,), note=f"({at})") for at in range(4000)]
    united = uniting.unite(members, "published")
    assert len(united.citation.note.split("\n\n")) == 4000
    assert united.conflicts == []


def test_one_title_and_author_cost_a_few_rows_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = 0
    real = features.row

    def counted(one: Fingerprint, other: Fingerprint) -> features.Row | None:
        nonlocal rows
        rows += 1
        return real(one, other)

    monkeypatch.setattr(features, "row", counted)
    alike = [
        Citation(title=TREES, author=(ADA,), issued=Date(1500 + at % 500), volume=str(at))
        for at in range(3000)
    ]
    found = cluster(alike)
    assert sum(len(one.members) for one in found.clusters) > 2900
    assert rows < 30 * len(alike)
