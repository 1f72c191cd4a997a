"""What a work counts as on a list: its kind, its status, whether it was refereed.

The kinds and their letters are those of tenure files: journals [J1], conferences [C1] ...
"""

from collections.abc import Mapping
from typing import NamedTuple

from bibkit.dedupe.versions import Version
from bibkit.model import Citation, replace


class Kind(NamedTuple):
    """A kind of work: its name for options, the letter of its numbers, its heading."""

    name: str
    letter: str
    heading: str


KINDS: tuple[Kind, ...] = (
    Kind("journal", "J", "Journal articles"),
    Kind("conference", "C", "Conference papers"),
    Kind("book", "B", "Books"),
    Kind("chapter", "BC", "Book chapters"),
    Kind("edited", "E", "Edited volumes"),
    Kind("preprint", "P", "Preprints"),
    Kind("thesis", "T", "Theses"),
    Kind("report", "R", "Reports"),
    Kind("review", "RV", "Reviews"),
    Kind("patent", "N", "Patents"),
    Kind("software", "S", "Software"),
    Kind("dataset", "D", "Datasets"),
    Kind("talk", "L", "Talks and lectures"),
    Kind("media", "M", "Magazines, newspapers and web"),
    Kind("other", "O", "Other publications"),
)
"""Every kind, in the order of the sections of a list."""

BY_NAME: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}

_KIND_OF: Mapping[str, str] = {
    "article": "journal",
    "article-journal": "journal",
    "article-magazine": "media",
    "article-newspaper": "media",
    "book": "book",
    "broadcast": "media",
    "chapter": "chapter",
    "classic": "book",
    "collection": "edited",
    "dataset": "dataset",
    "entry": "chapter",
    "entry-dictionary": "chapter",
    "entry-encyclopedia": "chapter",
    "interview": "media",
    "manuscript": "preprint",
    "paper-conference": "conference",
    "patent": "patent",
    "post": "media",
    "post-weblog": "media",
    "report": "report",
    "review": "review",
    "review-book": "review",
    "software": "software",
    "speech": "talk",
    "standard": "report",
    "thesis": "thesis",
    "webpage": "media",
}
_MAY_BE_PREPRINTS = frozenset({"article", "article-journal", "paper-conference", "document"})

PUBLISHED, IN_PRESS, ACCEPTED, REVIEW, PREPARED, PREPRINT = (
    "published", "in press", "accepted", "under review", "in preparation", "preprint",
)  # fmt: skip
STATUSES = (PUBLISHED, IN_PRESS, ACCEPTED, REVIEW, PREPRINT, PREPARED)
"""What a work has come to, in the order of the sections of a list."""

_STATUS_WORDS: Mapping[str, str] = {
    "inpress": IN_PRESS,
    "forthcoming": IN_PRESS,
    "toappear": IN_PRESS,
    "accepted": ACCEPTED,
    "acceptedforpublication": ACCEPTED,
    "submitted": REVIEW,
    "underreview": REVIEW,
    "inreview": REVIEW,
    "underrevision": REVIEW,
    "inrevision": REVIEW,
    "inpreparation": PREPARED,
    "prepublished": PREPRINT,
    "preprint": PREPRINT,
}
"""BibLaTeX's publication states and what people write, letters alone."""

_REFEREED = frozenset({"refereed", "peerreviewed"})
_NOT_REFEREED = frozenset({"notrefereed", "nonrefereed", "unrefereed", "notpeerreviewed"})


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))


def kind_of(citation: Citation) -> Kind:
    """The kind of a work; what only a server of preprints has is one, whatever its type."""
    name = _KIND_OF.get(citation.type, "other")
    if citation.type in _MAY_BE_PREPRINTS and _is_preprint(citation):
        name = "preprint"
    elif name in ("book", "chapter") and citation.editor and not citation.author:
        name = "edited"
    return BY_NAME[name]


def _is_preprint(citation: Citation) -> bool:
    version = Version(citation)
    # A document of which nothing is known is no preprint; one of a server is.
    return version.is_unpublished and (citation.type != "document" or bool(citation.ids))


def status_of(citation: Citation) -> str:
    """What a work has come to, by its status or by a note that says nothing else."""
    for text in (citation.status, citation.note):
        if found := _STATUS_WORDS.get(_letters(text)):
            return found
    return PREPRINT if kind_of(citation).name == "preprint" else PUBLISHED


def is_status(text: str) -> bool:
    """Whether a text says what a work has come to, and nothing else."""
    return _letters(text) in _STATUS_WORDS


def with_readable_status(citation: Citation) -> Citation:
    """The citation with its status in words: "in press" of BibLaTeX's ``inpress``."""
    words = _STATUS_WORDS.get(_letters(citation.status))
    return replace(citation, status=words) if words else citation


def is_refereed(citation: Citation) -> bool:
    """Whether a work was refereed: by its keywords, else journals and conferences are."""
    said = {_letters(word) for word in citation.keyword}
    if said & _NOT_REFEREED:
        return False
    if said & _REFEREED:
        return True
    return kind_of(citation).name in ("journal", "conference")
