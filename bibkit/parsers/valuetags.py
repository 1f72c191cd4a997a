"""Tags made of values: ``LID`` with "10.1/x [doi]" is another field than with "e12 [pii]"."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bibkit.model import Json


def retagger(syntax: Mapping[str, Any]) -> Callable[[str, Json], tuple[str, Json]]:
    """What gives a field the tag that its value says, by ``syntax["retag"]``.

    A row has the ``tag``, a ``pattern`` that is searched in the value, and the tag ``to``
    give it; the pattern's first group, where it has one, is the value. The first row that
    fits counts.
    """
    rows: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for row in syntax.get("retag", ()):
        rows.setdefault(row["tag"], []).append((re.compile(row["pattern"]), row["to"]))

    def retagged(tag: str, value: Json) -> tuple[str, Json]:
        known: Sequence[tuple[re.Pattern[str], str]] = rows.get(tag, ())
        for pattern, to in known:
            if isinstance(value, str) and (found := pattern.search(value)):
                return to, found[1] if pattern.groups else value
        return tag, value

    return retagged
