"""What is wrong with a style or a locale: it stops a run, for no entry could be rendered."""

from bibkit.errors import BibkitError


class StyleError(BibkitError):
    """A style or locale that cannot be found, read or followed; its text says what to do."""

    exit_code = 5
