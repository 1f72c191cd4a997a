"""Fields that a table names by what they say, under the tags that hold them in a file."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from bibkit.model import Field


def rewriter(syntax: Mapping[str, Any]) -> Callable[[Field], tuple[str, Any]]:
    """What gives a field its tag and value as a file has them; the inverse of ``retagger``.

    ``syntax["written"]`` has for each tag of the table that no file has the real one, alone
    or with a form: ``doi = ["LID", "{} [doi]"]``. In a row of ``syntax["rewrite"]`` the
    ``pattern`` found in a value tells the tag ``to`` give its first group.
    """
    told = [
        (row["tag"], re.compile(row["pattern"]).search, row["to"])
        for row in syntax.get("rewrite", ())
    ]
    rows: Mapping[str, tuple[str, str]] = {
        tag: (row, "{}") if isinstance(row, str) else (row[0], row[1])
        for tag, row in syntax.get("written", {}).items()
    }

    def rewritten(field: Field) -> tuple[str, Any]:
        tag, value, _ = field
        for known, search, to in told:
            if tag == known and (found := search(str(value))):
                return to, found[1]
        if row := rows.get(tag):
            return row[0], row[1].replace("{}", str(value))
        return tag, value

    return rewritten
