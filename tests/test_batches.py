"""Several at a time, in order, and nothing lost where it ends badly."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bibkit
from bibkit.batches import SIZE, batches

BIB = "".join(f"@book{{k{n}, title = {{T{n}}}, odd{n} = {{x}}}}\n" for n in range(SIZE + 6))


@given(items=st.lists(st.integers(), max_size=20), size=st.integers(1, 7))
def test_batches_are_the_items(items: list[int], size: int) -> None:
    found = list(batches(items, size))
    assert [each for batch in found for each in batch] == items
    assert all(len(batch) == size for batch in found[:-1])
    assert all(found)


def test_what_came_before_an_exception_is_given() -> None:
    def broken() -> Iterator[int]:
        yield from (1, 2, 3)
        raise OSError("gone")

    found = batches(broken(), 2)
    assert [next(found), next(found)] == [[1, 2], [3]]
    with pytest.raises(OSError, match=r"^gone$"):
        next(found)


def test_what_is_told_of_a_source_comes_before_its_record() -> None:
    told: list[str] = []
    seen = []
    for citation in bibkit.read(BIB.encode(), report=lambda d: told.append(d.field)):
        seen.append((citation.key, list(told)))
        told.clear()
    assert seen == [(f"k{n}", [f"odd{n}"]) for n in range(SIZE + 6)]


def test_what_a_target_lacks_is_told_with_its_citation() -> None:
    citations = [bibkit.Citation(key=f"k{n}", comments=n + 1) for n in range(SIZE + 6)]
    told = []
    text = bibkit.write(citations, "ris", told=lambda c, d: told.append((c.key, d.field)))
    assert "".join(text).count("TY  - ") == SIZE + 6
    assert told == [(f"k{n}", "comments") for n in range(SIZE + 6)]
