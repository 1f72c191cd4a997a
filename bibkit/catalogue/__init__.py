"""The codes of what runs tell, and how much each matters.

What a person should know and do about one stands in ``catalogue.codes``: a run that explains
nothing does not load it.
"""

from collections.abc import Mapping
from enum import IntEnum


class Severity(IntEnum):
    """How much a finding matters: told for completeness, doubtful, or failed."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


_INFOS = """
    guessed-year guessed-split assumed-type several-descriptions left-settings mended-name
    missing-for-bibtex unprotected-capitals odd-pages odd-month empty-field odd-identifier
    odd-number odd-brackets double-braces parent-first program-field non-ascii-key
    not-composed not-read-again sent-once merged other-version changed-key""".split()
_WARNINGS = """
    unknown-field unknown-type bad-value unknown-macro undefined-macro repeated-field
    unread-line cut-entry doubtful-format guessed-encoding doubtful-name missing-field
    possible-duplicate unescaped-tex all-capitals odd-name odd-year contradiction
    backward-pages odd-url left-html odd-character dangling-link similar-key odd-key
    other-reader not-written not-rendered no-locale tied-name weak-name unknown-mark
    cut-authors no-identifier missing-glyph undated-metrics doubtful-metrics no-orcid-id
    kept-page old-page not-drawn unlisted-authors undated-work changed-value changed-type
    conflict odd-decision""".split()
_ERRORS = """failed-record no-records duplicate-key""".split()

SEVERITIES: Mapping[str, Severity] = {
    **dict.fromkeys(_INFOS, Severity.INFO),
    **dict.fromkeys(_WARNINGS, Severity.WARNING),
    **dict.fromkeys(_ERRORS, Severity.ERROR),
}
"""Every code that is told, with its severity."""

LOSSES = frozenset({"not-written", "changed-value", "changed-type"})
"""The codes of facts that a written file does not hold, or holds as others."""
