"""Where each field of a merged citation is from, by which rule, and what else was said."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from bibkit import dates
from bibkit.model import VARIABLES, Citation, Date, Identifier, Source

RULES = {
    "version": "of the version that is preferred",
    "publication": "of another record of the same publication",
    "other-version": "true of another version only, so not taken",
    "rendering": "the title of the preferred version, in its best rendering",
    "authors": "the longest complete list, each name as full as anybody has it",
    "listed": "all of them stand in the list of authors",
    "first": "as the preferred version says, else the first other that does",
    "united": "what any of them says, each once",
    "longest": "the longest text",
    "latest": "the latest day",
    "largest": "the largest number",
    "only": "as its only record has it",
    "library": "as the library has it",
    "filled": "was empty in the library",
}
"""The rules by which a field's value is chosen, in words."""


class Alternative(NamedTuple):
    """A value that was not taken, and the record that says it."""

    value: Any
    source: Source


class Choice(NamedTuple):
    """One field of a merged citation: its value, who says it, the rule, and the rest.

    A ``value`` of None means that the field has none: what is said of it is true of another
    version.
    """

    field: str
    value: Any
    sources: tuple[Source, ...]
    rule: str
    alternatives: tuple[Alternative, ...] = ()


_FIRST = """title author more_authors author_count also_by issued type container_title volume
issue page publisher ids""".split()
ROWS = (*_FIRST, *(name for name in VARIABLES if name not in (*_FIRST, "sources")))
"""The fields in the order in which people compare records."""


def said(citation: Citation) -> dict[str, Any]:
    """What a citation says by field; its type even if nobody knows it."""
    return {**citation.set_values(), "type": citation.type}


def place(citation: Citation) -> Source:
    """The first place where a citation was read."""
    return citation.sources[0] if citation.sources else Source()


def shown(value: object) -> str:
    """A value as a line of text for a person."""
    if isinstance(value, Date):
        return value.literal or dates.format_edtf(value)
    if isinstance(value, Identifier):
        return f"{value.scheme} {value.value}"
    if isinstance(value, Source):
        return str(value) or "-"
    if isinstance(value, tuple):
        return ", ".join(map(shown, value))
    if isinstance(value, dict):
        return "; ".join(f"{tag}: {shown(values)}" for tag, values in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())


def explained(citation: Citation, choices: Iterable[Choice]) -> Iterator[str]:
    """The lines that tell a person where a citation's fields are from."""
    yield f"{citation.key or '(no key)'}: {citation.title}"
    count = len(citation.sources)
    records = "1 record" if count == 1 else f"{count} records"
    yield f"  of {records}: {', '.join(map(_named, citation.sources))}"
    for choice in sorted(choices, key=lambda choice: ROWS.index(choice.field)):
        yield ""
        value = "(none)" if choice.value is None else shown(choice.value)
        yield f"  {choice.field}: {value}"
        whence = f", from {', '.join(map(_named, choice.sources))}" if choice.sources else ""
        yield f"    {RULES[choice.rule]}{whence}"
        for other in choice.alternatives:
            yield f"    not {shown(other.value)} ({_named(other.source)})"


def _named(source: Source) -> str:
    name = str(source) or "a record"
    return f"{name} [{source.key}]" if source.key else name
