"""A .bib text as bibtexparser 2 reads it: run as a script, text in and JSON lines out."""

import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ParsingFailedBlock,
)

FIELDS = ("title", "booktitle", "subtitle", "titleaddon", "year")


def read(text: str) -> Iterator[dict[str, Any]]:
    """One row for each entry and each failure, in the order of the text."""
    logging.disable()
    for block in parse_string(text).blocks:
        line = 0 if block.start_line is None else block.start_line + 1
        inner: Block | None = block
        dropped = ""
        if isinstance(block, ParsingFailedBlock):
            inner = block.ignore_error_block
            dropped = _reason(block)
        if isinstance(inner, Entry):
            yield _row(inner, line, dropped)
        elif dropped:
            yield {"line": line, "failure": dropped}


def _reason(block: ParsingFailedBlock) -> str:
    if isinstance(block, DuplicateBlockKeyBlock):
        return "its key stands before" if block.key else "no entry but the first may lack a key"
    if isinstance(block, DuplicateFieldKeyBlock):
        return f"repeated field {', '.join(sorted(block.duplicate_keys))}"
    error: Any = block.error
    return " ".join(str(getattr(error, "abort_reason", error)).split())


def _row(entry: Entry, line: int, dropped: str) -> dict[str, Any]:
    fields = {field.key.lower(): str(field.value) for field in reversed(entry.fields)}
    row: dict[str, Any] = {name: fields.get(name, "") for name in FIELDS}
    row |= {"line": line, "key": entry.key, "kind": entry.entry_type, "dropped": dropped}
    try:
        names = split_multiple_persons_names(fields.get("author", ""))
        parts = [parse_single_name_into_parts(name) for name in names if name]
    except InvalidNameError as error:
        return row | {"errors": [f"author: {error}"]}
    return row | {"families": [" ".join(part.von + part.last) for part in parts]}


if __name__ == "__main__":
    for found in read(sys.stdin.buffer.read().decode()):
        sys.stdout.write(json.dumps(found) + "\n")
