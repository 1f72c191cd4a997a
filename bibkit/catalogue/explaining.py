"""What a person should know of a kind of finding, and do about it."""

from typing import NamedTuple


class Explained(NamedTuple):
    """What a kind of finding is, in a line, and what to do about it."""

    title: str
    explanation: str


def explained(title: str, *sentences: str) -> Explained:
    """A title and the sentences that explain it."""
    return Explained(title, " ".join(sentences))
