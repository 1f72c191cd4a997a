"""Records to a JabRef library: entries, and behind them what JabRef keeps of a library."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from bibkit.codecs.jabref import (
    grouping,
    is_subject,
    new_groups,
    setting_name,
    split_groups,
    subjects_of,
)
from bibkit.exporters import bibtex
from bibkit.model import Field, Record

OWNER = "bibkit"
"""Whose entries are ours, in the field where JabRef keeps a user's name."""
_HEAD = "% Encoding: UTF-8\n"
_PATTERN = "[auth:lower][year][veryshorttitle:lower]"
_KINDS = {
    "inbook": "InBook",
    "incollection": "InCollection",
    "inproceedings": "InProceedings",
    "inreference": "InReference",
}


def export(records: Iterable[Record], syntax: Mapping[str, Any]) -> Iterator[str]:
    """A chunk an entry, and the library's settings: BibLaTeX mode, key pattern, groups.

    ``syntax`` as for ``exporters.bibtex``, and ``groups``, what there is a group for each of:
    ``profile``, ``subject``. Entries are dated ``$SOURCE_DATE_EPOCH``, or now. Settings among
    the records, as a library has them, stay; what they lack is added.
    """
    entry = bibtex.renderer(syntax)
    groups: dict[str, None] = {}
    held: dict[str, str] = {}
    created = now()
    yield _HEAD
    for record in records:
        if record.kind == "@comment" and (name := setting_name(str(record.fields[0].value))):
            held.setdefault(name, str(record.fields[0].value))
        elif record.kind or record.fields:
            owned = with_owner(with_groups(record, syntax["groups"]), created)
            groups.update((name, None) for name in group_names(owned))
            yield "\n" + capitalized(entry(owned), record.kind)
    tree = held.pop("grouping", "")
    mode = {"databaseType": _setting("databaseType", "biblatex")}
    pattern = {"keypatterndefault": _setting("keypatterndefault", _PATTERN)}
    for block in {**mode, **pattern, **held, **mode}.values():
        yield f"\n{block}\n"
    if tree or groups:
        ordered = sorted(groups, key=is_subject)  # those of people first
        yield f"\n{_grown(tree, ordered)}\n"


def now() -> str:
    """The time of a run as JabRef writes it."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else datetime.now(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}"


def group_names(record: Record) -> Iterator[str]:
    """The groups that an entry names."""
    for tag, value, _ in record.fields:
        if tag == "groups":
            yield from split_groups(str(value))


def with_groups(record: Record, by: Sequence[str]) -> Record:
    """An entry whose groups stand in one field, each once: its own and those asked for."""
    names: dict[str, None] = {}
    words: list[str] = []
    others: list[Field] = []
    for field in record.fields:
        if field.tag == "groups" or (field.tag == "@groups" and "profile" in by):
            names.update(dict.fromkeys(split_groups(str(field.value))))
        if field.tag not in ("groups", "@groups"):
            others.append(field)
        if field.tag in ("keywords", "eprintclass") and "subject" in by:
            words += split_groups(str(field.value))
    names.update(dict.fromkeys(subjects_of(words)))
    if names:
        others.append(Field("groups", ", ".join(names)))
    return record._replace(fields=tuple(others))


def with_owner(record: Record, created: str) -> Record:
    """An entry with its owner and the time it was made, where it has none."""
    if not record.kind or any(field.tag == "owner" for field in record.fields):
        return record
    own = (Field("owner", OWNER), Field("creationdate", created))
    known = {field.tag for field in record.fields}
    return record._replace(
        fields=(*record.fields, *(field for field in own if field.tag not in known))
    )


def capitalized(text: str, kind: str) -> str:
    """An entry whose kind is written as JabRef writes it: ``@InProceedings``."""
    shown = _KINDS.get(kind, kind.capitalize())
    return text.replace(f"@{kind}{{", f"@{shown}{{", 1) if kind else text


def _setting(name: str, value: str) -> str:
    """What JabRef keeps of a library: a comment."""
    return f"@Comment{{jabref-meta: {name}:{value};}}"


def _grown(tree: str, groups: Sequence[str]) -> str:
    """A library's tree of groups, and those of ``groups`` that it has not; else one of them."""
    if not tree:
        return f"@Comment{{jabref-meta: grouping:\n{grouping(groups)}}}"
    lines = tree.removesuffix("}").rstrip("\n")
    return f"{lines}\n{new_groups(tree, groups)}}}"
