"""Records to a table in Markdown, for people: it is not read back."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bibkit import identifiers
from bibkit.model import Identifier, Record
from bibkit.patterns import lazy

_HEAD = "| Authors | Year | Title | Venue |\n| --- | --- | --- | --- |\n"
_SIGNS = lazy(r"([\\`*_\[\]#~$^|])")
_NOT_IN_LINK = lazy(r"[\s<>()\\|]")
_NO_MARKUP = lazy(r"<(?!/?(?:i|b|sup|sub|span)\b)")
_BREAKS = lazy(r"\s+")
_BARE_BAR = lazy(r"(?<!\\)((?:\\\\)*)\|")


def export(
    records: Iterable[Record],
    syntax: Mapping[str, Any],  # noqa: ARG001 - tables differ in nothing
) -> Iterator[str]:
    """A row a record: the title leads to its DOI or address, the venue to the others.

    https://github.github.com/gfm/#tables-extension-
    """
    yield _HEAD
    for record in records:
        if record.kind or record.fields:
            cells = map(_cell, _cells(record))
            yield f"| {' | '.join(cells)} |\n"


def _cell(text: str) -> str:
    """A cell's text on one line, in which no bar ends it."""
    line = _NO_MARKUP.sub("&lt;", _BREAKS.sub(" ", text).strip())
    return _BARE_BAR.sub(r"\1\\|", line)


def _cells(record: Record) -> Iterator[str]:
    said: dict[str, list[str]] = {}
    for field in record.fields:
        said.setdefault(field.tag, []).append(str(field.value))
    people = said.get("author") or [f"{name} (ed.)" for name in said.get("editor", ())]
    more = ", et al." if "more" in said else ""
    yield _escaped(", ".join(people)) + more
    yield _escaped("".join(said.get("year", ())))
    links = list(_links(said))
    title = "".join(said.get("title", ()) or said.get("@raw", ()))
    yield f"[{title}]({links[0][1]})" if links and title else title
    venue = [*said.get("venue", ()), *said.get("publisher", ())]
    if said.get("author") and "editor" in said:
        venue.append(_escaped(f"ed. {', '.join(said['editor'])}"))
    venue += [f"[{_escaped(name)}]({target})" for name, target in links[1 if title else 0 :]]
    yield ", ".join(venue)


def _links(said: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """What each link shows, and where it leads."""
    for doi in said.get("doi", ()):
        yield f"doi:{doi}", _target(identifiers.url(Identifier("doi", doi)))
    for url in said.get("url", ()):
        yield "link", _target(url)
    for number in said.get("arxiv", ()):
        yield f"arXiv:{number}", _target(identifiers.url(Identifier("arxiv", number)))


def _target(address: str) -> str:
    return _NOT_IN_LINK.sub(lambda sign: f"%{ord(sign[0]):02X}", address)


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)
