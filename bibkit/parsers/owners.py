"""Whose works a source lists, and what it counts of them, as a table says where that stands."""

import html
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from bibkit.model import Json, Profile


def of_text(beginning: str, wanted: Mapping[str, Any], day: date | None) -> Profile | None:
    """The profile in the head of a document: each value is the first group of a pattern.

    ``wanted``: ``owner``, the patterns of the parts of a name; ``h_index``, ``papers``,
    ``citations`` and ``date``, a pattern each.
    """

    def found(pattern: str) -> str:
        match = re.search(pattern, beginning)
        return html.unescape(match[1]).strip() if match else ""

    return _profile({key: [found(each) for each in _all(wanted, key)] for key in wanted}, day)


def of_answer(
    answer: Mapping[str, Json], wanted: Mapping[str, Any], day: date | None
) -> Profile | None:
    """The profile in an answer: each value stands at a path.

    ``wanted``: as for ``of_text``, with paths; and ``when``, paths with patterns of what must
    stand there.
    """
    for path, pattern in wanted.get("when", {}).items():
        if not re.search(pattern, _at(dict(answer), path)):
            return None
    keys = [key for key in wanted if key != "when"]
    found = {key: [_at(dict(answer), each) for each in _all(wanted, key)] for key in keys}
    return _profile(found, day)


def _all(wanted: Mapping[str, Any], key: str) -> list[str]:
    value = wanted[key]
    return value if isinstance(value, list) else [value]


def _at(answer: Json, path: str) -> str:
    for name in path.split("/"):
        answer = answer.get(name) if isinstance(answer, dict) else None
    return str(answer) if isinstance(answer, str | int) else ""


def _profile(found: Mapping[str, list[str]], day: date | None) -> Profile | None:
    owner = " ".join(filter(None, found.get("owner", ())))
    if not owner:
        return None
    count = {
        key: int(text[0]) if (text := found.get(key)) and text[0].isdecimal() else None
        for key in ("h_index", "papers", "citations")
    }
    said = next(iter(found.get("date", ())), "")[:10]
    return Profile(
        owner=owner,
        h_index=count["h_index"],
        papers=count["papers"],
        citations=count["citations"],
        date=day.isoformat() if day else said,
    )
