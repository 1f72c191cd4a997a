"""A set in little memory: it holds what was added, and nothing else."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibkit import hashes
from bibkit.hashes import Hashes


@given(st.lists(st.text()), st.text())
def test_it_holds_what_a_set_holds(texts: list[str], other: str) -> None:
    found = Hashes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashes, "_FRESH", 3)
        for text in texts:
            found.add(text)
    assert all(text in found for text in texts)
    assert (other in found) == (other in texts)


def test_a_text_takes_eight_bytes() -> None:
    tracemalloc.start()
    found = Hashes()
    for number in range(300_000):
        found.add(str(number))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 300_000 * 9
    assert "299999" in found
    assert "300000" not in found
