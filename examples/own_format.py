"""A format of one's own: one table, no code.

``examples/formats/lablist.toml`` describes the tagged list of some laboratory. Run from the
project's root: ``python examples/own_format.py``; on the command line the same is
``bibkit --formats examples/formats convert list.lab -t bibtex``.
"""

import os
from pathlib import Path

import bibkit

os.environ["BIBKIT_FORMATS"] = str(Path(__file__).parent / "formats")

LIST = b"""\
%K paper
%T Transformers, explained
%W Ada Lovelace
%W Grace Hopper
%Y 2024
.

"""

citations = bibkit.read(LIST, "lablist")
print("".join(bibkit.write(citations, "bibtex")), end="")
