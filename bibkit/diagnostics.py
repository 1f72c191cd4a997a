"""What a run tells: one ``Diagnostic`` a finding."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from bibkit.catalogue import CODES, LOSSES, Code, Severity
from bibkit.model import Source


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding with its place; ``field`` is the tag or name it is about."""

    code: str
    message: str
    source: Source = Source()
    field: str = ""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"no diagnostic code {self.code!r}")

    @property
    def severity(self) -> Severity:
        """The severity of this finding's code."""
        return CODES[self.code].severity

    def __str__(self) -> str:
        place = f"{self.source}: " if self.source.path else ""
        return f"{place}{self.severity}: {self.message} [{self.code}]"


Report: TypeAlias = Callable[[Diagnostic], None]
"""Takes each finding: ``list.append`` in a test, a printer in the command line."""


def ignore(_: Diagnostic) -> None:
    """The report of a caller who does not want to know."""


__all__ = ["CODES", "LOSSES", "Code", "Diagnostic", "Report", "Severity", "ignore"]
