"""What a run tells: one ``Diagnostic`` a finding."""

from collections.abc import Callable
from typing import TypeAlias

from bibkit.catalogue import LOSSES, SEVERITIES, Severity
from bibkit.model import Source
from bibkit.values import Value


class Diagnostic(Value):
    """One finding with its place; ``field`` is the tag or name it is about."""

    __slots__ = ("code", "field", "message", "source")

    code: str
    message: str
    source: Source
    field: str

    def __init__(
        self, code: str, message: str, source: Source = Source(), field: str = ""
    ) -> None:
        if code not in SEVERITIES:
            raise ValueError(f"no diagnostic code {code!r}")
        put = object.__setattr__
        put(self, "code", code)
        put(self, "message", message)
        put(self, "source", source)
        put(self, "field", field)

    @property
    def severity(self) -> Severity:
        """The severity of this finding's code."""
        return SEVERITIES[self.code]

    def __str__(self) -> str:
        place = f"{self.source}: " if self.source.path else ""
        return f"{place}{self.severity}: {self.message} [{self.code}]"


Report: TypeAlias = Callable[[Diagnostic], None]
"""Takes each finding: ``list.append`` in a test, a printer in the command line."""


def ignore(_: Diagnostic) -> None:
    """The report of a caller who does not want to know."""


__all__ = ["LOSSES", "SEVERITIES", "Diagnostic", "Report", "Severity", "ignore"]
