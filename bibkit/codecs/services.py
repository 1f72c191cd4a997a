"""Codecs of web services: OpenAlex, Crossref, Semantic Scholar, arXiv."""

import re
from collections.abc import Mapping
from functools import partial

from bibkit import dates, identifiers, names, pages
from bibkit.codecs.csl import decode_csl_date, decode_csl_name
from bibkit.codecs.personlines import decode_person
from bibkit.codecs.text import Codec, decode_text, unwritten
from bibkit.codecs.trees import first_text, parts, text_in
from bibkit.model import Date, Identifier, Json, Name, replace
from bibkit.names.words import is_suffix
from bibkit.patterns import lazy

# People


def decode_shown_person(value: Json) -> Name:
    """A name as it is shown: of OpenAlex, Semantic Scholar or arXiv, with what they know.

    OpenAlex: ``author.display_name`` and ``author.orcid`` of an authorship; others: ``name``.
    """
    author = next(iter(parts(value, "author")), value)
    text = first_text(author, "display_name", "name") or first_text(value, "raw_author_name")
    name = names.parse_shown(text or (value if isinstance(value, str) else ""))
    if not str(name):
        raise ValueError("no name")
    found = list(name.ids)
    for scheme, member in (("orcid", "orcid"), ("s2_author", "authorId")):
        if text := first_text(author, member):
            found.append(identifiers.parse(scheme, text))
    return replace(name, ids=tuple(found))


def decode_crossref_person(value: Json) -> Name:
    """``family``, ``given``, ``suffix``, ``ORCID``; or the ``name`` of an organisation."""
    name = decode_csl_name(value)
    if not str(name):
        raise ValueError("no name")
    return name


def decode_creator(value: Json) -> Name:
    """DataCite's ``givenName`` and ``familyName``, or ``name``; an organisation by its type.

    A person's name is written with its family first, and a comma: where nobody says that one
    without is a person's, it is taken for an organisation's.
    https://datacite-metadata-schema.readthedocs.io/en/4.6/properties/creator/
    """
    family, given = first_text(value, "familyName"), first_text(value, "givenName")
    text = first_text(value, "name")
    orcids = _orcids_of(value)
    kind = value.get("nameType") if isinstance(value, dict) else ""
    personal = kind == "Personal" or "," in text or family or given or orcids
    if text and (kind == "Organizational" or not personal):
        name = Name(literal=text)
    elif family and given:
        name = names.parse_comma(f"{family}, {given}")
    elif "," in text:
        name = decode_person(text)
    else:
        name = names.parse_shown(text or family or given)
    if not str(name):
        raise ValueError("no name")
    return replace(name, ids=(*name.ids, *orcids))


def _orcids_of(creator: Json) -> list[Identifier]:
    return [
        identifiers.parse("orcid", first_text(each, "nameIdentifier"))
        for each in parts(creator, "nameIdentifiers")
        if isinstance(each, dict) and each.get("nameIdentifierScheme") == "ORCID"
    ]


def decode_orcid_person(value: Json) -> Name:
    """ORCID's ``credit-name`` and the contributor's own iD."""
    text = _value(next(iter(parts(value, "credit-name")), ""))
    name = decode_person(text) if "," in text else names.parse_shown(text)
    if not str(name):
        raise ValueError("no name")
    path = first_text(next(iter(parts(value, "contributor-orcid")), ""), "path")
    return replace(name, ids=(identifiers.parse("orcid", path),)) if path else name


def _value(part: Json) -> str:
    """The ``value`` of a member of ORCID's JSON, or the text of its XML."""
    return text_in(part) or first_text(part, "value")


def decode_keyname(value: Json) -> Name:
    """``keyname``, ``forenames`` and ``suffix``.

    https://info.arxiv.org/help/oa/index.html
    """
    family, given = first_text(value, "keyname"), first_text(value, "forenames")
    if not (family or given):
        raise ValueError("no name")
    if not given and " " in family:  # a collaboration
        return Name(literal=family)
    name = (
        names.parse_comma(f"{family}, {given}") if family and given else Name(family or given)
    )
    suffix = first_text(value, "suffix")
    return replace(name, suffix=suffix) if suffix else name


def split_shown(value: str) -> list[str]:
    """People in one line: ``C. Doe, E. L. Roe (Example U.) and P. Poe, Jr.``."""
    line = _IN_PARENTHESES.sub("", decode_text(value))
    found: list[str] = []
    for part in filter(None, map(str.strip, _PEOPLE.split(line))):
        if found and is_suffix(part):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


_IN_PARENTHESES = lazy(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)")
_PEOPLE = lazy(r",\s*(?:and\s+)?|\s+and\s+|;\s*")


# Dates


def decode_publication_date(date: Json, year: Json) -> Date:
    """A day, or the year alone."""
    return dates.parse_words(decode_text(date or year))


def decode_datacite_date(date: Json, year: Json, of_container: Json) -> Date:
    """The day of issue, unless what the work is published in is of another year; or a year."""
    issued, within = decode_text(date), decode_text(of_container)
    if within and not issued.startswith(within):
        return dates.parse_words(within)
    return dates.parse_words(issued or decode_text(year))


def decode_day(value: Json) -> Date:
    """The day of a time stamp."""
    return dates.parse_words(decode_text(value).partition("T")[0])


def decode_orcid_date(value: Json) -> Date:
    """ORCID's ``year``, ``month`` and ``day``, each with a ``value``."""
    found = (next(iter(parts(value, name)), "") for name in ("year", "month", "day"))
    words = [_value(each) for each in found]
    return dates.parse_words("-".join(filter(None, words)))


def decode_crossref_date(value: Json) -> Date:
    """``{"date-parts": [[2024, 5]]}``; ``[[null]]`` is none."""
    if isinstance(value, dict) and value.get("date-parts") in ([[None]], [[]]):
        raise ValueError("a date without parts")
    return decode_csl_date(value)


# Texts


def decode_inverted(value: Json) -> str:
    """The words of an abstract, each with its places, put in order again.

    https://docs.openalex.org/api-entities/works/work-object#abstract_inverted_index
    """
    if not isinstance(value, dict):
        return decode_text(value)
    placed: list[tuple[int, str]] = []
    for word, places in value.items():
        if not isinstance(places, list):
            raise ValueError("no inverted index")
        placed += [(place, word) for place in places if isinstance(place, int)]
    return " ".join(word for _, word in sorted(placed))


_PARAGRAPH_END = lazy(r"</(?:jats:)?(?:p|title|sec)>")
_TAG = lazy(r"</?(?:jats:)?(italic|bold|sub|sup|[a-z][\w.-]{0,40})(?:\s[^<>]*)?/?>")
_KNOWN = {"italic": "i", "bold": "b", "i": "i", "b": "b", "sub": "sub", "sup": "sup"}


def decode_jats(value: str) -> str:
    """A text in JATS's markup: paragraphs are lines, and what the model knows stays markup."""

    def plain(found: re.Match[str]) -> str:
        known = _KNOWN.get(found[1])
        return f"<{'/' if found[0][1] == '/' else ''}{known}>" if known else ""

    text = _TAG.sub(plain, _PARAGRAPH_END.sub("\n", value))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(filter(None, lines))


def decode_title_parts(title: Json, subtitle: Json) -> str:
    """A title and what follows its colon, where it does not have that already."""
    title, subtitle = decode_text(title), decode_text(subtitle)
    if subtitle and subtitle.casefold() not in title.casefold():
        return f"{title}: {subtitle}" if title else subtitle
    return title


def decode_publisher(value: Json) -> str:
    """A publisher's name: alone, or in an object, as DataCite's schema 4.5 has it."""
    return decode_text(value) if isinstance(value, str) else first_text(value, "name")


def decode_subject(value: Json) -> str:
    """A keyword, alone or in an object."""
    return decode_text(value) if isinstance(value, str) else first_text(value, "subject")


def decode_description(value: Json) -> str:
    """An abstract; other descriptions are none."""
    if isinstance(value, dict) and value.get("descriptionType") not in ("Abstract", None):
        raise ValueError(f"a description of another kind: {value['descriptionType']}")
    return decode_jats(first_text(value, "description"))


def decode_pages(first: Json, last: Json) -> str:
    """A first and a last page; an article's number stands in both places."""
    start, end = decode_text(first), decode_text(last)
    return pages.join(start, "" if start == end else end)


def decode_venue(venue: Json, journal: Json) -> tuple[str, Mapping[str, tuple[Json, ...]]]:
    """Where a paper appeared; the journal too, where that is another."""
    shown, other = decode_text(venue), decode_text(journal)
    apart = bool(shown and other) and shown.casefold() != other.casefold()
    return shown or other, {"semantic-scholar/also_in": (other,)} if apart else {}


def decode_related(scheme: str, value: Json) -> Identifier:
    """A number as it stands, or one of DataCite's related identifiers."""
    if isinstance(value, dict):
        if value.get("relationType") not in ("IsPublishedIn", "IsPartOf"):
            raise ValueError(f"of another work: {value.get('relationType')}")
        value = first_text(value, "relatedIdentifier")
    return identifiers.parse(scheme, decode_text(value))


def decode_categories(value: Json) -> tuple[str, tuple[str, ...]]:
    """The categories of arXiv, the primary one in front."""
    words = tuple(decode_text(value).split())
    return (words[0] if words else ""), words


def decode_openalex(value: Json) -> Identifier:
    """``W2741809807``, of its address."""
    return identifiers.parse("openalex", decode_text(value).rpartition("/")[2])


def decode_pmid(value: Json) -> Identifier:
    """A PubMed id, of its address or alone."""
    return identifiers.parse("pmid", decode_text(value).rstrip("/").rpartition("/")[2])


def decode_pmcid(value: Json) -> Identifier:
    """A PubMed Central id, of its address or a number alone."""
    text = decode_text(value).rstrip("/").rpartition("/")[2]
    return identifiers.parse("pmcid", text if text[:3].upper() == "PMC" else f"PMC{text}")


CODECS: Mapping[str, Codec] = {
    "person": Codec(("names",), decode_shown_person, unwritten, each=True),
    "crossref_person": Codec(("names",), decode_crossref_person, unwritten, each=True),
    "date": Codec(("date",), decode_publication_date, unwritten),
    "day": Codec(("date",), decode_day, unwritten),
    "crossref_date": Codec(("date",), decode_crossref_date, unwritten),
    "keyname": Codec(("names",), decode_keyname, unwritten, each=True),
    "shown": Codec(("names",), decode_shown_person, unwritten, each=True, split=split_shown),
    "categories": Codec(("text", "texts"), decode_categories, unwritten),
    "inverted": Codec(("text",), decode_inverted, unwritten),
    "creator": Codec(("names",), decode_creator, unwritten, each=True),
    "orcid_person": Codec(("names",), decode_orcid_person, unwritten, each=True),
    "orcid_date": Codec(("date",), decode_orcid_date, unwritten),
    "datacite_date": Codec(("date",), decode_datacite_date, unwritten),
    "related_issn": Codec(("ids",), partial(decode_related, "issn"), unwritten, each=True),
    "related_isbn": Codec(("ids",), partial(decode_related, "isbn"), unwritten, each=True),
    "publisher": Codec(("text",), decode_publisher, unwritten),
    "subject": Codec(("texts",), decode_subject, unwritten, each=True),
    "description": Codec(("text",), decode_description, unwritten),
    "pages": Codec(("text",), decode_pages, unwritten),
    "venue": Codec(("text", "extra"), decode_venue, unwritten),
    "jats": Codec(("text",), decode_jats, unwritten),
    "title": Codec(("text",), decode_title_parts, unwritten),
    "openalex": Codec(("ids",), decode_openalex, unwritten, each=True),
    "pmid": Codec(("ids",), decode_pmid, unwritten, each=True),
    "pmcid": Codec(("ids",), decode_pmcid, unwritten, each=True),
}
"""Codecs by the word that rows give them, behind ``services.``."""
