"""A reference as it is understood, in the words of CSL."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from bibkit.model.parts import Date, Identifier, Name
from bibkit.model.records import Json, Original, Source
from bibkit.values import Sparse

Extra: TypeAlias = Mapping[str, tuple[Json, ...]]
"""What no row maps: family of formats and tag (``"ris/ZZ"``) to the values, in order."""

NO_EXTRA: Extra = MappingProxyType({})


class Citation(Sparse):
    """One reference in the canonical model; every attribute is always there."""

    _ASIDE = frozenset({"original"})

    type: str = "document"
    key: str = ""
    # names
    author: tuple[Name, ...] = ()
    chair: tuple[Name, ...] = ()
    collection_editor: tuple[Name, ...] = ()
    compiler: tuple[Name, ...] = ()
    composer: tuple[Name, ...] = ()
    container_author: tuple[Name, ...] = ()
    contributor: tuple[Name, ...] = ()
    curator: tuple[Name, ...] = ()
    director: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    editorial_director: tuple[Name, ...] = ()
    executive_producer: tuple[Name, ...] = ()
    guest: tuple[Name, ...] = ()
    host: tuple[Name, ...] = ()
    illustrator: tuple[Name, ...] = ()
    interviewer: tuple[Name, ...] = ()
    narrator: tuple[Name, ...] = ()
    organizer: tuple[Name, ...] = ()
    original_author: tuple[Name, ...] = ()
    performer: tuple[Name, ...] = ()
    producer: tuple[Name, ...] = ()
    recipient: tuple[Name, ...] = ()
    reviewed_author: tuple[Name, ...] = ()
    script_writer: tuple[Name, ...] = ()
    series_creator: tuple[Name, ...] = ()
    translator: tuple[Name, ...] = ()
    # dates
    accessed: Date | None = None
    available_date: Date | None = None
    event_date: Date | None = None
    issued: Date | None = None
    original_date: Date | None = None
    submitted: Date | None = None
    # text; numbers are text too ("IV-1/W1", "2nd")
    title: str = ""
    title_short: str = ""
    container_title: str = ""
    container_title_short: str = ""
    collection_title: str = ""
    collection_number: str = ""
    volume: str = ""
    volume_title: str = ""
    volume_title_short: str = ""
    issue: str = ""
    part: str = ""
    part_title: str = ""
    supplement: str = ""
    number: str = ""
    chapter_number: str = ""
    section: str = ""
    page: str = ""
    page_first: str = ""
    number_of_pages: str = ""
    number_of_volumes: str = ""
    edition: str = ""
    version: str = ""
    printing: str = ""
    genre: str = ""
    medium: str = ""
    status: str = ""
    publisher: str = ""
    publisher_place: str = ""
    event_title: str = ""
    event_place: str = ""
    authority: str = ""
    jurisdiction: str = ""
    division: str = ""
    references: str = ""
    original_title: str = ""
    original_publisher: str = ""
    original_publisher_place: str = ""
    reviewed_title: str = ""
    reviewed_genre: str = ""
    archive: str = ""
    archive_collection: str = ""
    archive_location: str = ""
    archive_place: str = ""
    call_number: str = ""
    source: str = ""
    dimensions: str = ""
    scale: str = ""
    citation_label: str = ""
    year_suffix: str = ""
    language: str = ""
    url: str = ""
    abstract: str = ""
    note: str = ""
    annote: str = ""
    keyword: tuple[str, ...] = ()
    ids: tuple[Identifier, ...] = ()
    # beyond CSL
    more_authors: bool = False
    more_editors: bool = False
    author_count: int | None = None
    also_by: tuple[Name, ...] = ()
    affiliation: tuple[str, ...] = ()
    organization: str = ""
    code: str = ""
    has_code: bool = False
    comments: int | None = None
    eprint_class: str = ""
    license: str = ""
    extra: Extra = NO_EXTRA
    sources: tuple[Source, ...] = ()
    # the text it was read from; no part of its value
    original: Original | None = None

    def id(self, scheme: str) -> str:
        """The first identifier of ``scheme``, or ``""``."""
        return next((i.value for i in self.ids if i.scheme == scheme), "")


TYPES = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter
    classic collection dataset document entry entry-dictionary entry-encyclopedia event figure
    graphic hearing interview legal_case legislation manuscript map motion_picture
    musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song
    speech standard thesis treaty webpage""".split()
)
"""The types of CSL 1.0.2, as its JSON schema lists them."""


_HOLDS: Mapping[Any, str] = {
    str: "text",
    tuple[Name, ...]: "names",
    tuple[str, ...]: "texts",
    tuple[Identifier, ...]: "ids",
    tuple[Source, ...]: "sources",
    Date | None: "date",
    int | None: "count",
    bool: "flag",
    Extra: "extra",
}

VARIABLES: Mapping[str, str] = MappingProxyType(
    {
        name: _HOLDS[annotation]
        for name, annotation in Citation.__annotations__.items()
        if name not in Citation._ASIDE
    }
)
"""Every canonical name and what it holds: text, names, date, texts, ids, count, flag ..."""
