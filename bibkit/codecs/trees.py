"""Values of many parts, as parsers/xmltree.py makes them: their parts and texts."""

from bibkit.codecs.text import decode_text
from bibkit.model import Json


def parts(value: Json, name: str) -> list[Json]:
    """The parts of this name in a tree."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, list) else [] if found is None else [found]


def text_in(value: Json) -> str:
    """The text of a leaf, whether it has attributes or not."""
    if isinstance(value, dict):
        value = value.get("#text", "")
    return decode_text(value) if isinstance(value, str | int) else ""


def first_text(value: Json, *names: str) -> str:
    """The first of the parts of these names that says something."""
    return next(filter(None, (text_in(p) for name in names for p in parts(value, name))), "")
