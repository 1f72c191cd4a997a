r"""LaTeX as bibliographies use it, and the canonical text it stands for.

Canonical text is Unicode with CSL's inline markup (``<i>``, ``<b>``, ``<sup>``, ``<sub>``
and two kinds of ``<span>``); formulas stay as ``$...$``, macros nobody knows as written.
``decode(encode(text)) == text`` holds for every text without control characters that is in
normal form C, and so it does for the two functions for titles.
"""

from bibkit.latex.reading import decode, decode_title, unknown_macros
from bibkit.latex.writing import encode, encode_title

__all__ = ["decode", "decode_title", "encode", "encode_title", "unknown_macros"]
