"""Names by which a decision finds a record again: identifiers and fingerprints."""

import hashlib
from collections.abc import Iterable, Sequence

from bibkit import identifiers, names, titles
from bibkit.model import Citation, Identifier

_TELLING = ("doi", "arxiv", "pmid", "pmcid", "dblp", "openalex")


def telling_names(
    one: Citation, other: Citation, shared: Iterable[str] = ()
) -> tuple[str, str]:
    """Names that tell two records apart, none of them ``shared``; "" where they are alike."""
    avoid = set(shared)
    mine, theirs = _names(one), _names(other)
    first = (name for name in mine if name not in theirs and name not in avoid)
    second = (name for name in theirs if name not in mine and name not in avoid)
    return next(first, ""), next(second, "")


def shared_names(citations: Iterable[Citation]) -> set[str]:
    """Identifiers that stand in records of several titles, as that of a whole supplement."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for citation in citations:
        for name in id_names(citation):
            key = titles.key(citation.title)
            if found.setdefault(name, key) != key:
                shared.add(name)
    return shared


def fingerprint(citation: Citation) -> str:
    """``work:`` and 16 digits that title, authors and year determine, however written."""
    year = citation.issued.year if citation.issued else None
    people = ";".join(map(names.normalized, citation.author))
    return f"work:{_digest(f'{titles.key(citation.title)}|{people}|{year}')}"


def record(citation: Citation) -> str:
    """``record:`` and 16 digits of all that a record says but its key and where it was read."""
    values = citation.set_values()
    said = sorted((n, repr(v)) for n, v in values.items() if n not in ("key", "sources"))
    return f"record:{_digest(repr(said))}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def id_names(citation: Citation) -> list[str]:
    """The names that a record's identifiers give it."""
    found = [identifiers.comparable(each) for each in citation.ids]
    return [
        f"{each.scheme}:{each.value}"
        for scheme in _TELLING
        for each in found
        if each.scheme == scheme
    ]


def _names(citation: Citation) -> list[str]:
    return [*id_names(citation), fingerprint(citation), record(citation)]


def comparable(name: str) -> str:
    """A name as it compares, however a person wrote it."""
    scheme, _, value = name.partition(":")
    scheme = scheme.casefold()
    if scheme in ("http", "https"):
        found = identifiers.find(name)
        if found:
            same = identifiers.comparable(found[0])
            return f"{same.scheme}:{same.value}"
    try:
        checked = identifiers.parse(scheme, value)
    except ValueError:
        checked = Identifier(scheme, value)
    return f"{scheme}:{identifiers.comparable(checked).value}"


def places(citations: Sequence[Citation], wanted: set[str]) -> dict[str, list[int]]:
    """The positions of the records that have each of the names that are wanted."""
    found: dict[str, list[int]] = {}
    schemes = {name.partition(":")[0] for name in wanted}
    for position, citation in enumerate(citations):
        own = id_names(citation)
        if "work" in schemes:
            own.append(fingerprint(citation))
        if "record" in schemes:
            own.append(record(citation))
        for name in dict.fromkeys(own):
            if name in wanted:
                found.setdefault(name, []).append(position)
    return found
