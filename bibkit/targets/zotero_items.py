"""Items to send: as Zotero wants a work that a careful librarian typed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bibkit import identifiers, registry
from bibkit.citekeys import with_keys
from bibkit.codecs.zotero_extra import line
from bibkit.codecs.zotero_items import item_of
from bibkit.codecs.zotero_links import parts_of
from bibkit.diagnostics import Diagnostic, Report
from bibkit.model import Citation, Identifier, Source, replace
from bibkit.normalizer import denormalize, is_failed
from bibkit.targets.works import Work, Works, work_of

_LONGEST_TAG = 255
_LONGEST_FIELD = 65_535
_CREATOR = 255
_ARXIV_DOI = "10.48550/arXiv."


@dataclass(frozen=True, slots=True, eq=False)
class Parcel:
    """One work on its way: what it is of, the item, its notes and links.

    ``related`` are the citation keys of records that it is related to.
    """

    work: Work
    item: dict[str, Any]
    parts: tuple[dict[str, Any], ...]
    related: tuple[str, ...] = ()

    @property
    def whole(self) -> dict[str, Any]:
        """The item with its notes and links, as translators give it."""
        return {
            **self.item,
            "notes": [part for part in self.parts if "note" in part],
            "attachments": [{**part, **_LINK} for part in self.parts if "url" in part],
        }


_LINK = {"mimeType": "text/html", "snapshot": False}


def parcels(citations: Iterator[Citation], report: Report) -> Iterator[Parcel]:
    """The items of ``citations``; a work that comes twice is told and comes once."""
    table = registry.find("zotero-json").table
    seen = Works()
    for citation in with_keys(citations, report):
        source = citation.sources[0] if citation.sources else Source()
        if is_failed(citation):
            report(Diagnostic("not-written", "a record that could not be read", source))
            continue
        work = work_of(citation)
        if seen.find(work) is not None:
            message = f"another record is of this work, and one is sent: {citation.title}"
            report(Diagnostic("sent-once", message, source))
            continue
        seen.add(work, citation.key)
        item = item_of(denormalize(completed(citation), table, report))
        if item is not None:
            parts, related = tuple(parts_of(item)), tuple(item.pop("related", ()))
            for word in _NOT_SENT:
                item.pop(word, None)
            yield Parcel(work, within_limits(item), parts, related)


_NOT_SENT = (
    "key",
    "version",
    "library",
    "links",
    "meta",
    "children",
    "dateAdded",
    "dateModified",
)
"""What an item was read with from another library, and must not bring into this one."""


def completed(citation: Citation) -> Citation:
    """A preprint with what its number in arXiv tells: its DOI and its address.

    As Zotero makes an item of arXiv's page.
    """
    number = citation.id("arxiv")
    if citation.type != "article" or not number:
        return citation
    bare = identifiers.comparable(Identifier("arxiv", number)).value
    changes: dict[str, Any] = {}
    if not citation.id("doi"):
        changes["ids"] = (*citation.ids, Identifier("doi", f"{_ARXIV_DOI}{bare}"))
    if not citation.url:
        changes["url"] = f"http://arxiv.org/abs/{number}"
    return replace(citation, **changes) if changes else citation


def within_limits(item: dict[str, Any]) -> dict[str, Any]:
    """The item with what Zotero's server would refuse for its length moved to Extra.

    Tags and names of 255 characters, fields of 65,535 (the API's documented limits).
    """
    tags = [tag for tag in item["tags"] if len(tag["tag"]) <= _LONGEST_TAG]
    creators = [each for each in item["creators"] if _fits(each)]
    if len(tags) == len(item["tags"]) and len(creators) == len(item["creators"]):
        return item
    lines = [f"tex.keywords: {tag['tag']}" for tag in item["tags"] if tag not in tags]
    lines += [
        line(str(each["creatorType"]), _person(each))
        for each in item["creators"]
        if each not in creators
    ]
    extra = "\n".join([*lines, *([item["extra"]] if item.get("extra") else ())])
    return {**item, "tags": tags, "creators": creators, "extra": extra[:_LONGEST_FIELD]}


def _person(creator: dict[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in creator.items() if name != "creatorType"}


def _fits(creator: dict[str, Any]) -> bool:
    return all(len(str(part)) <= _CREATOR for part in creator.values())
