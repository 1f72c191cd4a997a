"""DOIs (https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html)."""

import re

from bibkit.patterns import lazy

DOI = lazy(r"(?<![0-9.])10(?:\.[0-9]{3,9}(?:\.[0-9]+)*+)(?:/|%2F)[^\s\"]{1,1000}", re.I)
_USUAL_DOI = lazy(r"10\.[0-9]{4,5}/[A-Za-z0-9](?:[._/-]?+[A-Za-z0-9])*+")
_SHORT_DOI = lazy(r"(?:^|[/:])10(?:/|%2F)([a-z0-9]{2,})$", re.I)
_DOI_ORG_CODE = lazy(
    r"(?:https?://)?(?:www\.|dx\.|short)?doi\.org/(?:urn:|doi:)*([a-z0-9]{2,})", re.I
)
_DOI_LABEL = lazy(r"(?:urn:|doi|digital object identifier)[\s:=.]*", re.I)
# "In a URN the slash becomes a colon" (DOI Handbook, 2.6.3).
_URN = lazy(r"(.*\burn:doi:10(?:\.[0-9]{3,9}(?:\.[0-9]+)*+)?):(?=\S)", re.I)
_RESOLVER = lazy(r"\b(?:www\.|dx\.)?doi\.org(?::[0-9]+)?/", re.I)
_SITE_TAIL = lazy(
    r"(?:/(?:abstract|full|fulltext|pdf|pdfdirect|epdf|epub|html|summary|meta|references|download))"
    r"*+(?:\.pdf)?$",
    re.I,
)
_BLANK = lazy(r"\s")
_NEXT_DOI = lazy(
    r"(?<!doi)(?<!doi:)(?<!doi :)[,;]?\s+(?=(?:https?://\S+/|doi:\s?)?10\.[0-9]{4,9}/\S)", re.I
)
_QUERY = lazy(r"[?#].*+", re.DOTALL)
_ENCODED = lazy(r"(?:%[0-9A-F]{2})+", re.I)
_ENCODED_MARK = lazy(r"%(?:2F|3C|3E|28|29|3A|3B|5B|5D)", re.I)
_TEX = lazy(
    r"\{?\\([_%&#$~])(?:\{\})?\}?|\{?\$([<>])\$\}?|\{?\\text(less|greater|underscore)(?:\{\}|\s)?\}?"
)
_TEX_NAMES = {"less": "<", "greater": ">", "underscore": "_"}
_ENTITY = lazy(r"&(?:amp;)?(lt|gt|amp);")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&"}
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}


def is_usual_doi(text: str) -> bool:
    """Whether a text is a DOI and nothing else, of the signs that most are of."""
    return _USUAL_DOI.fullmatch(text) is not None


def parse_doi(text: str) -> str:
    """Read a DOI (https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html)."""
    if is_usual_doi(text):
        return text
    text = without_markup(text).lstrip("([{<")
    if "urn:" in text.lower():
        text = _URN.sub(r"\1/", text, count=1)
    if code := _DOI_ORG_CODE.fullmatch(text):
        return f"10/{code[1]}"
    unlabelled = _DOI_LABEL.sub("", text, count=1) if _DOI_LABEL.match(text) else text
    if short := _SHORT_DOI.search(unlabelled):
        return f"10/{short[1]}"
    found = DOI.search(unlabelled)
    if not found or _BLANK.search(unlabelled, 0, found.start()):
        raise ValueError(f"no DOI: {text!r}")
    value = doi_value(unlabelled[: found.start()], found[0])
    if not value:
        raise ValueError(f"a DOI without its second part: {text!r}")
    return value


def doi_value(before: str, raw: str) -> str:
    """The DOI of a match, without what a URL or a sentence puts behind it."""
    is_url = "://" in before or before.lower().startswith("www.") or _RESOLVER.search(before)
    if is_url:
        raw = _QUERY.sub("", raw)
        if not _RESOLVER.search(before):
            raw = _SITE_TAIL.sub("", raw.partition("&")[0])
    raw = _without_tail(raw.partition("</")[0])
    if is_url or _ENCODED_MARK.search(raw):
        raw = _ENCODED.sub(_decoded, raw)
    prefix, slash, suffix = raw.partition("/")
    return prefix + slash + suffix if suffix else ""


def split_dois(text: str) -> list[str]:
    """One text for each DOI that ``text`` holds: no DOI has blanks."""
    if " " not in text:
        return [text]
    # A run of blanks would be looked through from each of them.
    return _NEXT_DOI.split(" ".join(text.split()) if "  " in text else text)


def without_markup(text: str) -> str:
    """``text`` without LaTeX's escapes, entities and invisible characters."""
    text = text.strip().replace("\u200b", "").replace("\ufeff", "")
    if "\\" in text or "$" in text:
        text = _TEX.sub(lambda m: m[1] or m[2] or _TEX_NAMES[m[3]], text)
    if "&" in text:
        text = _ENTITY.sub(lambda m: _ENTITIES[m[1]], text)
    return text


def _without_tail(text: str) -> str:
    """``text`` without punctuation and unopened brackets at its end."""
    while text:
        last = text[-1]
        opening = _PAIRS.get(last)
        if opening:
            if text.count(last) <= text.count(opening):
                break
        elif last not in ".,;:!?'\"’”»“«*":
            break
        text = text[:-1]
    return text


def _decoded(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace")
