"""Are two citations one, how sure is that, and why."""

from dataclasses import dataclass
from functools import lru_cache
from math import exp
from typing import Literal, TypeAlias

from bibkit.dedupe import features, reasons, rules, scoring
from bibkit.dedupe.fingerprints import Fingerprint, fingerprint
from bibkit.model import Citation

Level: TypeAlias = Literal["record", "work"]
"""Whether citations of one publication are one, or all versions of one work are."""

Outcome: TypeAlias = Literal["merge", "review", "distinct"]

MERGE = 0.5
REVIEW = 0.15
_SURE = 0.97


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two citations are: a score from 0 to 1 and the codes of the reasons for it.

    The codes are those of :data:`bibkit.dedupe.reasons.REASONS`.
    """

    score: float
    reasons: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.score >= MERGE

    @property
    def outcome(self) -> Outcome:
        """``merge``; ``review`` where a person should look; or ``distinct``."""
        if self.score >= MERGE:
            return "merge"
        return "review" if self.score >= REVIEW else "distinct"


def compare(one: Citation, other: Citation, level: Level = "work") -> Match:
    """How alike two citations are, and why."""
    return matched(fingerprint(one), fingerprint(other), level)


def matched(one: Fingerprint, other: Fingerprint, level: Level) -> Match:
    """How alike the citations of two fingerprints are, and why."""
    row = features.row(one, other)
    if row is None:
        return Match(0.0, ("titles-differ",))
    score, decisive = judged(row, one, other, level)
    return Match(score, reasons.of(row, one, other, decisive))


def judged(
    row: features.Row,
    one: Fingerprint,
    other: Fingerprint,
    level: Level,
    *,
    least: float = -1e9,
) -> tuple[float, str]:
    """The score of a row, and the code of the rule that decided by itself, or ``""``."""
    if forbidden := rules.against(row, one, other, level):
        return 0.0, forbidden
    if certain := rules.in_favour(row, one, other, level):
        return _SURE, certain
    if level == "work":
        row = features.of_work(row)
    return 1 / (1 + exp(-max(-30.0, _points(row, level, least)))), ""


@lru_cache(maxsize=16384)
def _points(row: features.Row, level: Level, least: float) -> float:
    """As of ``scoring``; four of five rows in a large file were seen before."""
    return scoring.points(row, scoring.model(level), least)
