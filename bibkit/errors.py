"""What stops a run. Wrong data never does: it is told as a Diagnostic."""


class BibkitError(Exception):
    """A run that cannot go on; its text is one line for a person."""

    exit_code = 1


class UsageError(BibkitError):
    """A request that cannot be understood: an option's value, a key pattern."""

    exit_code = 2


class UnknownFormatError(BibkitError):
    """No format has this name, this suffix or these looks."""

    exit_code = 3


class UnreadableError(BibkitError):
    """A source that cannot be opened or holds no text."""

    exit_code = 4


class TableError(BibkitError):
    """A table of ``formats/`` that breaks the grammar of tables."""

    exit_code = 5


class UnwritableError(BibkitError):
    """A target that cannot be written; what stood there before still stands."""

    exit_code = 6


class TargetError(BibkitError):
    """A program or a service that does not answer, or does not take what is sent."""

    exit_code = 7


class StyleError(BibkitError):
    """A citation style or its locale that cannot be found, read or followed."""

    exit_code = 8
