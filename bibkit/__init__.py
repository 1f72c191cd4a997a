"""bibkit: author profile pages and reference files in, one clean bibliography out.

    >>> import bibkit
    >>> citations = bibkit.merge(bibkit.read("seeds")).citations
    >>> text = "".join(bibkit.write(citations, "bibtex"))

Names are loaded when they are first used, so that a command line pays only for what it
does (docs/decisions/0004).
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bibkit.api import read, render, write
    from bibkit.checking import check
    from bibkit.dedupe import Cluster, Match, Merged, merge
    from bibkit.diagnostics import Diagnostic, Severity
    from bibkit.errors import BibkitError
    from bibkit.model import Citation, Date, Identifier, Name, Profile, Record, Source, replace

__all__ = [
    "BibkitError",
    "Citation",
    "Cluster",
    "Date",
    "Diagnostic",
    "Identifier",
    "Match",
    "Merged",
    "Name",
    "Profile",
    "Record",
    "Severity",
    "Source",
    "check",
    "merge",
    "read",
    "render",
    "replace",
    "write",
]

_HOMES = {
    "api": "read render write",
    "checking": "check",
    "dedupe": "Cluster Match Merged merge",
    "diagnostics": "Diagnostic Severity",
    "errors": "BibkitError",
    "model": "Citation Date Identifier Name Profile Record Source replace",
}
_HOME = {name: f"bibkit.{module}" for module, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'bibkit' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
