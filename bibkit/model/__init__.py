"""The two shapes of a reference: ``Record`` as written, ``Citation`` as understood.

Every value is frozen. ``Citation`` speaks CSL 1.0.2's vocabulary with ``_`` for ``-``
(https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables);
what CSL has no variable for stands at the end of the class and goes to CSL-JSON's
``custom``.
"""

from bibkit.model.citations import NO_EXTRA, TYPES, VARIABLES, Citation, Extra
from bibkit.model.parts import Date, Identifier, Name
from bibkit.model.records import (
    Field,
    Json,
    Manuscript,
    Original,
    Profile,
    Record,
    Source,
    new_field,
    tag_of,
)
from bibkit.values import replace

__all__ = [
    "NO_EXTRA",
    "TYPES",
    "VARIABLES",
    "Citation",
    "Date",
    "Extra",
    "Field",
    "Identifier",
    "Json",
    "Manuscript",
    "Name",
    "Original",
    "Profile",
    "Record",
    "Source",
    "new_field",
    "replace",
    "tag_of",
]
