"""What a run tells: one ``Diagnostic`` a finding, and the catalogue of their codes."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

from bibkit.model import Source


class Severity(IntEnum):
    """How much a finding matters: told for completeness, doubtful, or failed."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: its severity and what a person should know and do about it."""

    severity: Severity
    title: str
    explanation: str


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


def _code(severity: Severity, title: str, *sentences: str) -> Code:
    return Code(severity, title, " ".join(sentences))


CODES: dict[str, Code] = {
    # reading
    "unknown-field": _code(
        Severity.WARNING,
        "A field that no row of the format's table maps",
        "Its value is kept in the citation's extra under the format's name and the tag, and is",
        "written back when the citation is written in a format of the same family.",
    ),
    "unknown-type": _code(
        Severity.WARNING,
        "A kind of record that the format's table does not list",
        "The citation becomes a CSL 'document' and keeps the kind as written in its extra.",
    ),
    "bad-value": _code(
        Severity.WARNING,
        "A value that cannot be read as what its field should hold",
        "A DOI that is none, a month 13: the value is kept as written in the citation's extra.",
    ),
    "repeated-field": _code(
        Severity.WARNING,
        "A field that stands twice where one value is expected",
        "The first value is used; the others are kept in the citation's extra.",
    ),
    "failed-record": _code(
        Severity.ERROR,
        "A record that could not be parsed",
        "Its text is kept as it stands and written back to its own format; the records around",
        "it are read as usual. Mend the record at the given line and read the file again.",
    ),
    "unread-line": _code(
        Severity.WARNING,
        "A line of a page that belongs to no entry",
        "The line is not part of any citation. If it should be, check that the page was saved",
        "whole and that the right format was chosen (-f).",
    ),
    "cut-entry": _code(
        Severity.WARNING,
        "An entry that ends before it is complete",
        "The page seems to be cut in the middle of an entry; what is there is read.",
    ),
    "no-records": _code(
        Severity.ERROR,
        "A source that holds no record",
        "The file is empty, or is a page of another kind. Check that the right file was given.",
    ),
    "guessed-encoding": _code(
        Severity.WARNING,
        "A text that is not UTF-8 and does not say what it is",
        "It was read in the encoding named in the message. Save the file as UTF-8 if letters",
        "look wrong.",
    ),
    # pages
    "guessed-year": _code(
        Severity.INFO,
        "A date without a year",
        "Profile pages leave the year out of the dates of the current year. The year is taken",
        "from --as-of, else from the page itself, else from the file's modification time.",
    ),
    "guessed-split": _code(
        Severity.INFO,
        "A line whose title and authors were told apart by guess",
        "The page runs title and authors together, and neither the names known from other",
        "entries nor the form of the line leave one reading only. Read the title there.",
    ),
    "assumed-type": _code(
        Severity.INFO,
        "A page that does not say what its papers are",
        "They are taken as preprints (CSL 'article'). Told once a page.",
    ),
    "mended-name": _code(
        Severity.INFO,
        "A name that a comma had broken in two",
        "The whole name stands elsewhere on the page, so the two parts are one person.",
    ),
    "doubtful-name": _code(
        Severity.WARNING,
        "A name that looks like a part of one",
        "A single word among full names, and nothing on the page proves which whole it belongs",
        "to. It is kept as shown.",
    ),
    # writing
    "not-written": _code(
        Severity.WARNING,
        "A fact that the target format has no place for",
        "It is not in the written file. CSL-JSON holds everything.",
    ),
    "changed-value": _code(
        Severity.WARNING,
        "A fact that the target format holds only in part",
        "Reading the written file gives the value in the message.",
    ),
    "changed-type": _code(
        Severity.WARNING,
        "A type that the target format has no kind for",
        "It is written as the nearest kind, which reads back as the type in the message.",
    ),
    # merging
    "merged": _code(
        Severity.INFO,
        "Several records that became one citation",
        "The message gives the reason; every source stays with the citation.",
    ),
    "conflict": _code(
        Severity.WARNING,
        "Merged records that disagree on a field",
        "The value used is named first; the other is in the message.",
    ),
    "changed-key": _code(
        Severity.INFO,
        "A citation key that another citation has already",
        "Keys are unique in a written file, so this one got a suffix.",
    ),
}
