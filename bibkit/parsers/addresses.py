r"""Identifiers and addresses that stand in another field's place.

``howpublished = {\url{...}}`` is an address, ``note = {arXiv:1803.03324 [cs]}`` (Zotero),
``volume = {abs/1803.03324}`` (DBLP) and ``journal = {arXiv preprint arXiv:1803.03324}``
(Google Scholar) are arXiv ids, ``note = {PMID: 17170002}`` is a PubMed id, ``note = {[Online;
accessed 22-July-2004]}`` (Wikipedia) says when; ``title = {\href{...}{...}}`` is linked. An
address is moved to ``url``; the others are added, and what they were read from stays as it is.
"""

from collections.abc import Iterator, Mapping

from bibkit.codecs.tex_dates import decode_tex_edtf
from bibkit.model import Field, Record
from bibkit.patterns import lazy

_IGNORECASE = 2

ARXIV = r"(?P<arxiv>[a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?"
"""An arXiv id, for patterns that ignore case."""

CLUES = tuple(
    r"""doi.org/10. doi: arxiv pmid howpublished corr accessed visited \url{ \href{ jstor hdl
    googlebooks""".split()
)
"""One of which a text holds in which this module finds something, in lower case."""
_DOI = r"(?P<doi>10\.\d{4,9}/[^\s{}]+?)"
_DOI_ADDRESS = lazy(rf"https?://(?:dx\.)?doi\.org/{_DOI}", _IGNORECASE)
_ARXIV_ADDRESS = lazy(rf"https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/{ARXIV}", _IGNORECASE)
_ARXIV_DOI = lazy(rf"(?:\S*/)?10\.48550/arxiv\.{ARXIV}", _IGNORECASE)
_ADDRESS = r"(?:https?://|ftp://|www\.)[^\s{}]+"
_WHOLE_ADDRESS = lazy(
    rf"\{{?(?:\\(?:url|path|href)\s*\{{\s*(?P<url>[^\s{{}}]+)\s*\}}(?:\{{[^{{}}]*\}})?"
    rf"|<?(?P<bare>{_ADDRESS}?)>?)\}}?\.?",
    _IGNORECASE,
)
_LINKED = lazy(r"[\s{]*\\href\s*\{\s*(?P<url>[^\s{}]+)\s*\}\s*\{")
_SAID_ADDRESS = lazy(
    r"(?:(?:\[online\]\.?|also|available|accessible|online|from|at|on|url|see|retrieved)[\s:]*)+"
    rf"(?:\\(?:url|path)\s*\{{(?P<url>[^\s{{}}]+)\}}|(?P<bare>{_ADDRESS}?))\.?",
    _IGNORECASE,
)
_SAID = lazy(
    rf"(?:doi[:\s]+|(?:doi:?\s*)?https?://(?:dx\.)?doi\.org/){_DOI}\.?"
    rf"|(?:e-?prints?:?\s+)?(?:arxiv(?:\s+(?:e-?prints?|preprints?))?[:\s]+(?:arxiv:)?|abs/){ARXIV}"
    r"(?:\s*\[[\w.,;\s-]+\])?\.?"
    r"|(?P<said_pmid>PMID:\s*(?P<pmid>\d{1,9}))?[;,.\s]*(?:PMCID:\s*(?P<pmcid>PMC\d+))?\.?",
    _IGNORECASE,
)
_VISITED = lazy(
    r"\[?(?:online[;,.]?\s*)?(?:last\s+)?(?:accessed|visited|checked|retrieved)"
    r"(?:\s+on)?[\s:~]+(?P<date>[\w\s,./-]{6,30}?)\.?\]?",
    _IGNORECASE,
)
_VISITS = ("urldate", "lastchecked", "accessed", "visited", "lastaccessed")
_ARCHIVES = {
    "jstor": "https://www.jstor.org/stable/",
    "hdl": "https://hdl.handle.net/",
    "googlebooks": "https://books.google.com/books?id=",
}
"""Archives of BibLaTeX's eprints (its manual, 3.14.7) whose numbers make addresses."""
_ADDRESS_PLACES = ("howpublished", "note")
_ID_PLACES = ("note", "howpublished", "number", "volume", "eid", "pages", "addendum")
_SCHEMES = ("doi", "pmid", "pmcid")


def placed(record: Record) -> Record:
    """The record, its addresses and identifiers in the fields that should have held them."""
    if not any(map(_may_hold, record.fields)):
        return record
    values: dict[str, str] = {}
    for tag, value, _ in record.fields:
        if tag not in values:
            values[tag] = str(value)
    added: list[tuple[str, str]] = []
    moved = ""
    if "url" not in values and (found := _address(values)):
        tag, address, is_all = found
        values["url"] = address
        if is_all:
            moved = tag
            del values[tag]
        else:
            added.append(("url", address))
    added += _identifiers(values)
    if "url" in values and not any(tag in values for tag in _VISITS):
        added += _visit(values)
    if not (moved or added):
        return record
    line = record.source.line
    fields = [
        Field("url", values["url"], field.line) if field.tag == moved else field
        for field in record.fields
    ]
    return record._replace(fields=(*fields, *(Field(tag, value, line) for tag, value in added)))


def _may_hold(field: Field) -> bool:
    """Whether a field is worth a closer look; most are not."""
    tag, value, _ = field
    if tag not in _PLACES or not isinstance(value, str):
        return False
    if tag == "url":
        return "doi.org/10." in value or "arxiv.org/" in value
    if tag == "doi":
        return "48550" in value
    if tag == "eprinttype":
        return value.strip().lower() in _ARCHIVES
    if tag == "title":
        return "\\href" in value
    return tag == "howpublished" or value[:1] in _BEGINNINGS


_PLACES = frozenset(("url", "doi", "title", "eprinttype", *_ID_PLACES))
_BEGINNINGS = frozenset("aAdDeEhHpPoOlLvVcCrRsS[{<\\")


def _address(values: Mapping[str, str]) -> tuple[str, str, bool] | None:
    """The tag that holds an address, the address, and whether it holds nothing else.

    A note may well be an address; it is taken for one where it is marked up so. A title keeps
    its text.
    """
    for tag in _ADDRESS_PLACES:
        value = values.get(tag, "")
        if tag == "note" and "\\url" not in value:
            continue
        if value and (found := _WHOLE_ADDRESS.fullmatch(value)):
            return tag, found["url"] or found["bare"], True
        if value and (found := _SAID_ADDRESS.fullmatch(value)):
            return tag, found["url"] or found["bare"], False
    if linked := _LINKED.match(values.get("title", "")):
        return "title", linked["url"], False
    archive = values.get("eprinttype", "").strip().lower()
    if archive in _ARCHIVES and (number := values.get("eprint", "").strip()):
        return "eprint", f"{_ARCHIVES[archive]}{number}", False
    return None


def _visit(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The day on which the address was visited, if the note says so and nothing else."""
    if (found := _VISITED.fullmatch(values.get("note", ""))) and (
        decode_tex_edtf(found["date"]).year is not None
    ):
        yield "urldate", found["date"]


def _identifiers(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The identifiers that no field of their own holds, each once."""
    known = set(values)
    if "eprinttype" in known or "archiveprefix" in known:
        known.add("eprint")
    for scheme, value in _found(values):
        tag = "eprint" if scheme == "arxiv" else scheme
        if tag not in known:
            known.add(tag)
            yield tag, value
            if scheme == "arxiv":
                yield "eprinttype", "arxiv"


def _found(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    url = values.get("url", "").strip()
    if url:
        if found := _DOI_ADDRESS.fullmatch(url):
            yield "doi", found["doi"]
        if found := _ARXIV_ADDRESS.match(url):
            yield "arxiv", found["arxiv"]
    for tag in _ID_PLACES:
        value = values.get(tag, "")
        if value[:1] == "{":  # {PMID:} 17170002
            value = value.replace("{", "").replace("}", "")
        if value[:1] in _INITIALS and (found := _SAID.fullmatch(value)):
            if found["arxiv"] and (tag != "volume" or value[:3] == "abs"):
                yield "arxiv", found["arxiv"]
            for scheme in _SCHEMES:
                if found[scheme]:
                    yield scheme, found[scheme]
    for value in (values.get("doi", ""), url):
        if "48550" in value and (found := _ARXIV_DOI.fullmatch(value)):
            yield "arxiv", found["arxiv"]


_INITIALS = frozenset("aAdDeEhHpP")


__all__ = ["ARXIV", "CLUES", "placed"]
