"""The records of a source beside each other: keys that stand twice, works that may be one."""

from collections.abc import Iterable, Iterator

from bibkit import identifiers, titles
from bibkit.checking.checked import INHERITS, Checked
from bibkit.diagnostics import Diagnostic
from bibkit.model import Identifier
from bibkit.normalizer import is_failed

_COMPARED = 8
"""How many records of one title a further one is compared with."""


def findings(library: Iterable[Checked], *, any_case: bool) -> Iterator[Diagnostic]:
    """What records contradict or repeat each other; ``any_case``: keys are equal in it."""
    keys: dict[str, Checked] = {}
    dois: dict[Identifier, Checked] = {}
    by_title: dict[str, list[Checked]] = {}
    for checked in library:
        if key := checked.record.source.key:
            first = keys.setdefault(key.casefold() if any_case else key, checked)
            if first.record.source.key != key and first is not checked:
                message = (
                    f"{key!r} is {first.record.source.key!r} {_place(first)} but for its case"
                )
                yield checked.finding("similar-key", message)
                first = keys.setdefault(key, checked)
            if first.record.source.key == key and first is not checked:
                message = f"the key {key!r} stands {_place(first)} already"
                yield checked.finding("duplicate-key", message)
        # What an entry takes from another is no repetition.
        if not is_failed(checked.citation) and not checked.field(*INHERITS):
            yield from _repeats(checked, dois, by_title)


def _repeats(
    checked: Checked, dois: dict[Identifier, Checked], by_title: dict[str, list[Checked]]
) -> Iterator[Diagnostic]:
    citation = checked.citation
    for identifier in citation.ids:
        if identifier.scheme == "doi":
            first = dois.setdefault(identifiers.comparable(identifier), checked)
            if first is not checked:
                message = f"the DOI {identifier.value} stands {_place(first)} already"
                yield checked.finding("possible-duplicate", message)
                return
    if not citation.title:
        return
    subtitle = checked.field("subtitle")
    whole = f"{citation.title} {subtitle.value}" if subtitle else citation.title
    alike = by_title.setdefault(titles.key(whole), [])
    for other in alike:
        from bibkit.dedupe import compare  # few libraries need it, and it takes a while

        match = compare(other.citation, citation)
        if match and len(match.reasons) > 1:
            reasons = ", ".join(match.reasons)
            message = f"may be the work {_place(other)}: {reasons}"
            yield checked.finding("possible-duplicate", message)
            break
    if len(alike) < _COMPARED:
        alike.append(checked)


def _place(checked: Checked) -> str:
    place = checked.record.source
    return f"in line {place.line}" if place.line else f"under {place.key!r}"
