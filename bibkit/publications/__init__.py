"""Lists of publications for CVs: whose papers, in sections, numbered, in every medium."""

from bibkit.publications.building import Built, build
from bibkit.publications.checks import findings
from bibkit.publications.document import Document, Paper, Section
from bibkit.publications.options import Options
from bibkit.publications.owner import Owner, Standing, stand
from bibkit.publications.parts import Part, parts_of
from bibkit.publications.writing import WRITERS, content, medium_of

__all__ = [
    "WRITERS",
    "Built",
    "Document",
    "Options",
    "Owner",
    "Paper",
    "Part",
    "Section",
    "Standing",
    "build",
    "content",
    "findings",
    "medium_of",
    "parts_of",
    "stand",
]
