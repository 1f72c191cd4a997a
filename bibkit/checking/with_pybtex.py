"""A .bib text as pybtex reads it: run as a script, text in and JSON lines out."""

import json
import sys
from typing import Any

import pybtex.errors  # type: ignore[import-untyped]
from pybtex.database import InvalidNameString  # type: ignore[import-untyped]
from pybtex.database.input.bibtex import Parser  # type: ignore[import-untyped]

FIELDS = ("title", "booktitle", "subtitle", "titleaddon", "year")


class _Parser(Parser):  # type: ignore[misc]
    """Notes for each entry what was wrong with it."""

    def __init__(self, errors: list[Any]) -> None:
        super().__init__()
        self.errors = errors
        self.rows: list[dict[str, Any]] = []

    def process_entry(self, kind: str, key: str | None, fields: Any) -> None:
        if key is None:  # the error that is noted says so; nothing of the entry is read
            return
        told, known = len(self.errors), len(self.data.entries)
        super().process_entry(kind, key, fields)
        errors = self.errors[told:]
        del self.errors[told:]
        row: dict[str, Any] = {"key": key, "kind": kind, "line": 0, "dropped": ""}
        if len(self.data.entries) == known:
            self.rows.append(row | {"dropped": "its key stands before"})
            return
        entry = self.data.entries[key]
        row |= {name: entry.fields.get(name, "") for name in FIELDS}
        row["errors"] = list(dict.fromkeys(map(str, errors)))
        if not any(isinstance(error, InvalidNameString) for error in errors):
            row["families"] = [
                " ".join(person.prelast_names + person.last_names)
                for person in entry.persons.get("author", ())
            ]
        self.rows.append(row)


def read(text: str) -> list[dict[str, Any]]:
    """One row for each entry, in the order of the text; then one for each failure."""
    with pybtex.errors.capture() as errors:
        parser = _Parser(errors)
        parser.parse_string(text)
        failures = [
            {"line": getattr(error, "lineno", 0) or 0, "failure": str(error)}
            for error in errors
        ]
    return [*parser.rows, *failures]


if __name__ == "__main__":
    for found in read(sys.stdin.buffer.read().decode()):
        sys.stdout.write(json.dumps(found) + "\n")
