"""Zotero's fields, creators and item types beside CSL's variables, roles and types.

Facts of its published schema, version 42: https://github.com/zotero/zotero-schema.
"""

from collections.abc import Collection, Mapping, Sequence

VARIABLES: Mapping[str, tuple[str, ...]] = {
    "abstract": ("abstractNote",),
    "archive": ("archive",),
    "archive_location": ("archiveLocation",),
    "authority": ("authority",),
    "call-number": ("callNumber", "applicationNumber"),
    "chapter-number": ("session",),
    "citation-key": ("citationKey",),
    "collection-number": ("seriesNumber",),
    "collection-title": ("seriesTitle", "series"),
    "container-title": ("publicationTitle", "reporter", "code"),
    "dimensions": ("artworkSize", "runningTime"),
    "DOI": ("DOI",),
    "edition": ("edition",),
    "event-place": ("eventPlace",),
    "event-title": ("meetingName", "conferenceName"),
    "genre": ("type", "programmingLanguage"),
    "ISBN": ("ISBN",),
    "ISSN": ("ISSN",),
    "issue": ("issue", "priorityNumbers"),
    "journalAbbreviation": ("journalAbbreviation",),
    "language": ("language",),
    "license": ("rights",),
    "medium": ("medium", "system"),
    "number": ("number",),
    "number-of-pages": ("numPages",),
    "number-of-volumes": ("numberOfVolumes",),
    "original-publisher": ("originalPublisher",),
    "original-publisher-place": ("originalPlace",),
    "part-number": ("partNumber",),
    "part-title": ("partTitle",),
    "page": ("pages",),
    "PMID": ("PMID",),
    "PMCID": ("PMCID",),
    "publisher": ("publisher",),
    "publisher-place": ("place",),
    "references": ("history", "references"),
    "scale": ("scale",),
    "section": ("section", "committee"),
    "source": ("libraryCatalog",),
    "status": ("status",),
    "title": ("title",),
    "title-short": ("shortTitle",),
    "URL": ("url",),
    "version": ("versionNumber",),
    "volume": ("volume", "codeNumber"),
    "accessed": ("accessDate",),
    "issued": ("date",),
    "submitted": ("filingDate",),
    "original-date": ("originalDate",),
}
"""CSL's variables to the fields that hold them, the first that a type has: both ways."""

DATES = frozenset({"accessed", "issued", "submitted", "original-date"})
"""The variables among them that are dates."""

ROLES: Mapping[str, str] = {
    "author": "author",
    "chair": "chair",
    "collection-editor": "seriesEditor",
    "composer": "composer",
    "container-author": "bookAuthor",
    "contributor": "contributor",
    "director": "director",
    "editor": "editor",
    "executive-producer": "executiveProducer",
    "guest": "guest",
    "host": "host",
    "interviewer": "interviewer",
    "narrator": "narrator",
    "organizer": "organizer",
    "original-author": "originalCreator",
    "performer": "castMember",
    "producer": "producer",
    "recipient": "recipient",
    "reviewed-author": "reviewedAuthor",
    "script-writer": "scriptwriter",
    "series-creator": "seriesCreator",
    "translator": "translator",
}
"""CSL's variables of names to types of creators; ``author`` is a type's first, if no other."""

KINDS: Mapping[str, str] = {
    "article": "preprint",
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "bill": "bill",
    "book": "book",
    "broadcast": "podcast",
    "chapter": "bookSection",
    "dataset": "dataset",
    "document": "document",
    "entry-dictionary": "dictionaryEntry",
    "entry-encyclopedia": "encyclopediaArticle",
    "graphic": "artwork",
    "hearing": "hearing",
    "interview": "interview",
    "legal_case": "case",
    "legislation": "statute",
    "manuscript": "manuscript",
    "map": "map",
    "motion_picture": "film",
    "paper-conference": "conferencePaper",
    "patent": "patent",
    "personal_communication": "letter",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "report": "report",
    "song": "audioRecording",
    "speech": "presentation",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "webpage",
}
"""CSL's types to the item types that Zotero imports them as (``software`` it refuses)."""

GUESSES: Sequence[tuple[str, frozenset[str], str]] = (
    ("bill", frozenset({"publisher", "number-of-volumes"}), "hearing"),
    (
        "broadcast",
        frozenset(
            """archive archive_location container-title event-place publisher publisher-place
            source""".split()
        ),
        "tvBroadcast",
    ),
    ("book", frozenset({"version"}), "computerProgram"),
    ("song", frozenset({"number"}), "podcast"),
    (
        "motion_picture",
        frozenset(
            """collection-title publisher-place event-place volume number-of-volumes
            ISBN""".split()
        ),
        "videoRecording",
    ),
)
"""What its import takes for another item type: a CSL type beside one of these variables."""

NEAREST: Mapping[str, str] = {
    "classic": "book",
    "collection": "document",
    "entry": "encyclopediaArticle",
    "event": "presentation",
    "figure": "artwork",
    "musical_score": "audioRecording",
    "pamphlet": "document",
    "performance": "presentation",
    "periodical": "book",
    "regulation": "statute",
    "review": "journalArticle",
    "review-book": "journalArticle",
    "treaty": "statute",
}
"""CSL's types that Zotero has no item type for, to the one that comes near."""
ITEM_KINDS = {**KINDS, "software": "computerProgram"}
CSL_TYPES = {kind: type for type, kind in ITEM_KINDS.items()} | {
    "tvBroadcast": "broadcast",
    "radioBroadcast": "broadcast",
    "videoRecording": "motion_picture",
    "email": "personal_communication",
    "instantMessage": "personal_communication",
}


def kind_for(type: str, tags: Collection[str]) -> str:
    """The item type for a CSL type beside other variables, as Zotero's import takes them.

    A broadcast of no station is a podcast, and a film with a place or volumes a recording.
    """
    for start, variables, kind in GUESSES:
        if start == type and start in _TWOFOLD:
            return kind if not variables.isdisjoint(tags) else KINDS[start]
    return ITEM_KINDS.get(type) or NEAREST.get(type, "document")


_TWOFOLD = frozenset({"broadcast", "motion_picture"})
