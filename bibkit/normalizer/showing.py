"""How values are told of: in a few words, and without what a format cannot hold."""

import re
from typing import Any

from bibkit import dates
from bibkit.model import Date, Json, Name


def shown(value: Any) -> str:
    """A value in words, cut where it is long."""
    if value in ("", (), None, False):
        return "nothing"
    if isinstance(value, tuple):
        return ", ".join(map(shown, value))
    if isinstance(value, Date):
        return value.literal or dates.format_edtf(value)
    if isinstance(value, Name) and value.ids:
        return f"{value} ({', '.join(f'{each.scheme} {each.value}' for each in value.ids)})"
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def without_refused(value: Json, refused: re.Pattern[str]) -> Json:
    """A value with U+FFFD for what is refused."""
    if isinstance(value, str):
        return refused.sub("\ufffd", value)
    if isinstance(value, dict):
        return {name: without_refused(inner, refused) for name, inner in value.items()}
    if isinstance(value, list):
        return [without_refused(inner, refused) for inner in value]
    return value
