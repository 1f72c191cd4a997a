"""Zotero's item types, their fields and creators: facts of its published schema, version 42.

https://github.com/zotero/zotero-schema. A field stands under the name that all types share
(its base field); ``publisher=repository`` says that a type calls it otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bibkit.codecs.zotero_variables import ROLES, VARIABLES

_EVERY = "title abstractNote date DOI citationKey url accessDate shortTitle rights extra"
_ARCHIVED = "archive archiveLocation libraryCatalog callNumber"
_PRINTED = "publisher place pages ISBN"
_SET = "series seriesNumber volume numberOfVolumes edition"
_RELEASED = "publisher=network place runningTime number=episodeNumber"
_SHOW = "guest executiveProducer seriesCreator scriptwriter castMember translator contributor"
_EDITED = "author contributor editor translator seriesEditor"

_TYPES: Mapping[str, tuple[str, str]] = {
    "artwork": (
        f"medium=artworkMedium artworkSize eventPlace language {_ARCHIVED}",
        "artist contributor",
    ),
    "audioRecording": (
        "medium=audioRecordingFormat seriesTitle volume numberOfVolumes publisher=label place "
        f"runningTime ISBN language {_ARCHIVED}",
        "performer originalCreator composer wordsBy translator contributor",
    ),
    "bill": (
        "number=billNumber code volume=codeVolume section pages=codePages "
        "authority=legislativeBody session history language",
        "sponsor cosponsor contributor",
    ),
    "blogPost": (
        "publicationTitle=blogTitle type=websiteType ISSN language",
        "author translator commenter contributor",
    ),
    "book": (
        f"{_SET} publisher place originalDate originalPublisher originalPlace medium=format "
        f"numPages ISBN ISSN language {_ARCHIVED}",
        _EDITED,
    ),
    "bookSection": (
        f"publicationTitle=bookTitle {_SET} {_PRINTED} originalDate originalPublisher "
        f"originalPlace medium=format ISSN language {_ARCHIVED}",
        f"{_EDITED} bookAuthor",
    ),
    "case": (
        "title=caseName authority=court date=dateDecided number=docketNumber reporter "
        "volume=reporterVolume pages=firstPage history language",
        "author counsel contributor",
    ),
    "computerProgram": (
        "seriesTitle versionNumber system publisher=company place programmingLanguage ISBN "
        f"{_ARCHIVED}",
        "programmer contributor",
    ),
    "conferencePaper": (
        f"publicationTitle=proceedingsTitle conferenceName {_PRINTED} eventPlace volume issue "
        f"numberOfVolumes series seriesNumber ISSN language {_ARCHIVED}",
        _EDITED,
    ),
    "dataset": (
        "number=identifier type versionNumber publisher=repository place=repositoryLocation "
        f"medium=format language {_ARCHIVED}",
        "author contributor",
    ),
    "dictionaryEntry": (
        f"publicationTitle=dictionaryTitle {_SET} {_PRINTED} language {_ARCHIVED}",
        _EDITED,
    ),
    "document": (
        f"type publisher place language {_ARCHIVED}",
        "author contributor editor translator reviewedAuthor",
    ),
    "email": ("title=subject language", "author translator contributor recipient"),
    "encyclopediaArticle": (
        f"publicationTitle=encyclopediaTitle {_SET} {_PRINTED} language {_ARCHIVED}",
        _EDITED,
    ),
    "film": (
        "publisher=distributor place type=genre medium=videoRecordingFormat runningTime "
        f"language {_ARCHIVED}",
        "director producer scriptwriter castMember host guest narrator translator contributor",
    ),
    "forumPost": (
        "publicationTitle=forumTitle type=postType language",
        "author contributor",
    ),
    "hearing": (
        "committee publisher numberOfVolumes number=documentNumber pages "
        "authority=legislativeBody session history place language",
        "contributor",
    ),
    "instantMessage": ("language", "author contributor recipient"),
    "interview": (
        f"medium=interviewMedium publisher place language {_ARCHIVED}",
        "interviewee contributor interviewer translator",
    ),
    "journalArticle": (
        "publicationTitle publisher place volume issue section partNumber partTitle pages "
        "series seriesTitle seriesText journalAbbreviation PMID PMCID ISSN language "
        f"{_ARCHIVED}",
        "author contributor editor translator reviewedAuthor",
    ),
    "letter": (
        f"type=letterType eventPlace language {_ARCHIVED}",
        "author recipient contributor translator",
    ),
    "magazineArticle": (
        f"publicationTitle publisher place volume issue pages ISSN language {_ARCHIVED}",
        "author contributor translator reviewedAuthor",
    ),
    "manuscript": (
        f"type=manuscriptType publisher=institution place numPages number language {_ARCHIVED}",
        "author contributor translator",
    ),
    "map": (
        f"type=mapType scale seriesTitle edition publisher place ISBN language {_ARCHIVED}",
        "cartographer contributor seriesEditor",
    ),
    "newspaperArticle": (
        "publicationTitle publisher place volume issue edition section pages ISSN language "
        f"{_ARCHIVED}",
        "author contributor translator reviewedAuthor",
    ),
    "patent": (
        "place country assignee authority=issuingAuthority number=patentNumber filingDate "
        "pages applicationNumber priorityNumbers date=issueDate originalDate=priorityDate "
        "references status=legalStatus language",
        "inventor attorneyAgent contributor",
    ),
    "podcast": (
        "seriesTitle number=episodeNumber medium=audioFileType publisher place runningTime "
        "language",
        f"podcaster producer director {_SHOW}",
    ),
    "preprint": (
        "type=genre publisher=repository number=archiveID place series seriesNumber language "
        f"{_ARCHIVED}",
        "author contributor editor translator reviewedAuthor",
    ),
    "presentation": (
        "type=presentationType meetingName place series publicationTitle=sessionTitle language",
        "presenter chair organizer contributor translator",
    ),
    "radioBroadcast": (
        f"publicationTitle=programTitle medium=audioRecordingFormat {_RELEASED} language "
        f"{_ARCHIVED}",
        f"creator host producer director {_SHOW}",
    ),
    "report": (
        "number=reportNumber type=reportType publisher=institution place seriesTitle "
        f"seriesNumber pages ISBN ISSN language {_ARCHIVED}",
        "author editor contributor translator seriesEditor",
    ),
    "standard": (
        "authority=organization committee type number versionNumber edition status publisher "
        f"place partNumber partTitle ISBN numPages language {_ARCHIVED}",
        "author editor contributor",
    ),
    "statute": (
        "title=nameOfAct code codeNumber number=publicLawNumber date=dateEnacted pages section "
        "session history language",
        "author contributor",
    ),
    "thesis": (
        "type=thesisType publisher=university place series seriesNumber numPages ISBN ISSN "
        f"language {_ARCHIVED}",
        "author contributor",
    ),
    "tvBroadcast": (
        f"publicationTitle=programTitle medium=videoRecordingFormat {_RELEASED} language "
        f"{_ARCHIVED}",
        f"director producer host narrator {_SHOW}",
    ),
    "videoRecording": (
        "medium=videoRecordingFormat seriesTitle volume numberOfVolumes publisher=studio place "
        f"runningTime ISBN language {_ARCHIVED}",
        "creator director producer scriptwriter executiveProducer castMember host guest "
        "narrator translator contributor",
    ),
    "webpage": (
        "publicationTitle=websiteTitle type=websiteType publisher place language",
        "author contributor translator",
    ),
}

MORE_MEMBERS = frozenset({"itemType", "creators", "tags", "collections", "relations"})
"""What an item has beside its fields."""

CHILDREN = frozenset({"note", "attachment", "annotation"})
"""Item types that are no references."""


@dataclass(frozen=True, slots=True)
class ItemType:
    """One item type: its own names of base fields, the inverse, and its kinds of creators."""

    own: Mapping[str, str]
    base: Mapping[str, str]
    creators: tuple[str, ...]

    def field_of(self, variable: str) -> str:
        """The base field that holds a CSL variable, or ``""``."""
        fields = (field for field in VARIABLES.get(variable, ()) if field in self.own)
        return next(fields, "")

    def creator_of(self, role: str) -> str:
        """The kind of creator that a role is here, or ``""``."""
        first = self.creators[0]
        if role == "author" and first not in _NAMED:
            return first
        wanted = first if role == "host" == _ROLES.get(first) else ROLES.get(role, "")
        is_taken = wanted == first and first not in _NAMED  # by authors
        return wanted if wanted in self.creators and not is_taken else ""

    @property
    def first_role(self) -> str:
        """The role of the first kind of creators, if that is not the authors; or ``""``."""
        first = self.creators[0]
        return _ROLES[first] if first in _NAMED else ""

    def role_of(self, creator: str) -> str:
        """The role that a kind of creator is; its own name where CSL has none."""
        if creator == self.creators[0] and creator not in _NAMED:
            return "author"
        return _ROLES.get(creator, creator)


_ROLES = {creator: role for role, creator in ROLES.items()} | {
    "creator": "author",
    "podcaster": "host",
}
_NAMED = frozenset({"director", "podcaster"})
"""First kinds of creators that are a role of their own; the others are authors."""


@cache
def item_type(name: str) -> ItemType | None:
    """The item type of this name; None if there is none."""
    if name not in _TYPES:
        return None
    fields, creators = _TYPES[name]
    own: dict[str, str] = dict.fromkeys(_EVERY.split(), "")
    for field in fields.split():
        base, _, word = field.partition("=")
        own[base] = word
    own = {base: word or base for base, word in own.items()}
    return ItemType(own, {word: base for base, word in own.items()}, tuple(creators.split()))


def item_types() -> tuple[str, ...]:
    """The names of all item types that are references."""
    return tuple(_TYPES)
