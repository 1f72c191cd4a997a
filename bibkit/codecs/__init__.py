"""Named pairs between the strings (or JSON values) of formats and the values of the model.

A codec's ``decode`` takes one value a column (``""`` where a column is empty) and gives one
value a name; ``encode`` is the inverse. A ``decode`` that cannot read its columns raises
``ValueError``, and the normalizer keeps them as written. Tables name a codec by its module
and its word there (``tex.names``); those of ``text`` need no module.
"""

from functools import cache
from importlib import import_module

from bibkit.codecs.text import CODECS, Codec, identifier_codec

_MODULES = frozenset(
    """cff csl dblp delimited endnote hayagriva jabref marc medline mods ovid ris schema
    services shown tex unixref word wos zotero""".split()
)


@cache
def find(name: str) -> Codec | None:
    """The codec that tables call ``name``; None if there is none."""
    module, dot, word = name.partition(".")
    if not dot:
        return CODECS.get(name)
    if module not in _MODULES:
        return None
    found: dict[str, Codec] = import_module(f"bibkit.codecs.{module}").CODECS
    return found.get(word)


__all__ = ["Codec", "find", "identifier_codec"]
