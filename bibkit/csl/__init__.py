"""The style engine: citations rendered as the entries of a bibliography in any CSL style.

CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html), the half that lists
need. A style is compiled once; what an entry is made of stands in runs that know which person
they name.
"""

from bibkit.csl.flatten import Run
from bibkit.csl.rendering import Entry, render
from bibkit.csl.tree import NameMark
from bibkit.errors import StyleError

__all__ = ["Entry", "NameMark", "Run", "StyleError", "render"]
