"""Identifiers: checked, in their normal form, found in text, and resolved."""

import re
from collections.abc import Callable, Iterator

from bibkit.model import Identifier
from bibkit.patterns import lazy

_LONGEST = 2000
"""Characters beyond which nothing is an identifier."""

# DOI

_DOI = lazy(r"(?<![0-9.])10(?:\.[0-9]{3,9}(?:\.[0-9]+)*+)(?:/|%2F)[^\s\"]{1,1000}", re.I)
_USUAL_DOI = lazy(r"10\.[0-9]{4,5}/[A-Za-z0-9](?:[._/-]?+[A-Za-z0-9])*+")
_SHORT_DOI = lazy(r"(?:^|[/:])10(?:/|%2F)([a-z0-9]{2,})$", re.I)
_DOI_ORG_CODE = lazy(
    r"(?:https?://)?(?:www\.|dx\.)?doi\.org/(?:urn:|doi:)*([a-z0-9]{2,})", re.I
)
_DOI_LABEL = lazy(r"(?:urn:|doi|digital object identifier)[\s:=.]*", re.I)
_RESOLVER = lazy(r"\b(?:www\.|dx\.)?doi\.org(?::[0-9]+)?/", re.I)
_SITE_TAIL = lazy(
    r"(?:/(?:abstract|full|fulltext|pdf|pdfdirect|epdf|epub|html|summary|meta|references|download))"
    r"*+(?:\.pdf)?$",
    re.I,
)
_BLANK = lazy(r"\s")
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


def _parse_doi(text: str) -> str:
    """Read a DOI (https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html)."""
    if _USUAL_DOI.fullmatch(text):
        return text
    text = _plain(text).lstrip("([{<")
    if code := _DOI_ORG_CODE.fullmatch(text):
        return f"10/{code[1]}"
    unlabelled = _DOI_LABEL.sub("", text, count=1) if _DOI_LABEL.match(text) else text
    if short := _SHORT_DOI.search(unlabelled):
        return f"10/{short[1]}"
    found = _DOI.search(unlabelled)
    if not found or _BLANK.search(unlabelled, 0, found.start()):
        raise ValueError(f"no DOI: {text!r}")
    value = _doi_value(unlabelled[: found.start()], found[0])
    if not value:
        raise ValueError(f"a DOI without its second part: {text!r}")
    return value


def _doi_value(before: str, raw: str) -> str:
    """The DOI of a match, without what a URL or a sentence puts behind it."""
    is_url = "://" in before or before.lower().startswith("www.") or _RESOLVER.search(before)
    if is_url:
        raw = _QUERY.sub("", raw)
        if not _RESOLVER.search(before):
            raw = _SITE_TAIL.sub("", raw.partition("&")[0])
    raw = _without_tail(raw)
    if is_url or _ENCODED_MARK.search(raw):
        raw = _ENCODED.sub(_decoded, raw)
    prefix, slash, suffix = raw.partition("/")
    return prefix + slash + suffix if suffix else ""


def _plain(text: str) -> str:
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
        elif last not in ".,;:!?'\"’”»*":
            break
        text = text[:-1]
    return text


def _decoded(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace")


# arXiv

_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|"
    "comp-gas|cond-mat|cs|dg-ga|econ|eess|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|"
    "math|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|q-fin|quant-ph|"
    "solv-int|stat|supr-con"
)
_ARXIV_ID = (
    rf"(?:[0-9]{{2}}(?:0[1-9]|1[0-2])\.[0-9]{{4,5}}"
    rf"|(?:{_ARCHIVES})(?:\.[A-Z]{{2}})?/[0-9]{{2}}(?:0[1-9]|1[0-2])[0-9]{{3}})(?:v[0-9]+)?"
)
_ARXIV_CLASS = rf"(?:{_ARCHIVES})(?:\.[A-Za-z]{{2}}|\.[a-z-]{{2,}})?"
_ARXIV = lazy(
    rf"(?:\S*[/:.])?\s*({_ARXIV_ID})(?:\.pdf)?/?(?:[?#]\S*)?(?:\s*[\[(]{_ARXIV_CLASS}[\])])?[.,;]?",
    re.I,
)
_ARXIV_IN_TEXT = lazy(
    r"(?:\barxiv(?:\s++preprint)?(?:\s++arxiv)?[:\s]++|arxiv\.org/[a-z-]+/|\bcorr[,\s]++abs/"
    rf"|10\.48550/arxiv\.|alphaxiv\.org/[a-z-]+/|huggingface\.co/papers/)({_ARXIV_ID})(?![0-9])",
    re.I,
)
_ARXIV_DETAIL = lazy(r"v[0-9]+$|\.[a-z]{2}(?=/)")
_SHOWN_CLASS = lazy(rf"\[({_ARXIV_CLASS})\]")
_OLD_CLASS = lazy(rf"(?:^|[\s:/])((?:{_ARCHIVES})(?:\.[A-Z]{{2}})?)/[0-9]{{7}}")


def _parse_arxiv(text: str) -> str:
    """Read an arXiv id (https://info.arxiv.org/help/arxiv_identifier.html)."""
    found = _ARXIV.fullmatch(text.strip()) or _ARXIV_IN_TEXT.search(text)
    if not found:
        raise ValueError(f"no arXiv id: {text!r}")
    return found[1]


def arxiv_class(text: str) -> str:
    """The class that an arXiv id shows ("[cs.CL]", "math.GT/0309136"), or ``""``."""
    found = _SHOWN_CLASS.search(text) or _OLD_CLASS.search(text)
    return found[1] if found else ""


# Identifiers with a check digit

_ISBN = lazy(
    r"(?:e-?|p-?)?(?:isbn)?(?:[-\s]?1[03](?=[:\s]))?[:\s]*"
    r"((?:97[89][-\s‐–]?)?[0-9](?:[-\s‐–]?[0-9]){8}[-\s‐–]?[0-9X])(?:[\s(\[.,;:].*)?",
    re.I | re.DOTALL,
)
_ISSN = lazy(
    r"(?:[ep]-?)?(?:issn)?(?:-l)?[:\s]*([0-9]{4})[-\s‐–]?([0-9]{3}[0-9X])(?:[\s(\[.,;:].*)?",
    re.I | re.DOTALL,
)
_ORCID = lazy(
    r"(?:\S*/|orcid[:\s]*)?([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3}[0-9X])/?", re.I
)
_DASHES = lazy(r"[\s‐–]")


def _parse_isbn(text: str) -> str:
    """Read an ISBN of 10 or 13 digits; its hyphens stay as they are."""
    found = _ISBN.fullmatch(text.strip())
    if not found:
        raise ValueError(f"no ISBN: {text!r}")
    value = _DASHES.sub("-", found[1].upper())
    digits = value.replace("-", "")
    if digits[-1] != _isbn_check(digits[:-1]):
        raise ValueError(f"an ISBN whose check digit is not {digits[-1]}: {text!r}")
    return value


def _isbn_check(digits: str) -> str:
    if len(digits) == 9:
        return _modulo_11(digits)
    return str(-sum(int(d) * (3 if at % 2 else 1) for at, d in enumerate(digits)) % 10)


def _modulo_11(digits: str) -> str:
    """The check digit of ISBN-10 and ISSN: weights rise from 2 at the last digit."""
    rest = -sum(int(d) * weight for weight, d in enumerate(reversed(digits), 2)) % 11
    return "X" if rest == 10 else str(rest)


def _parse_issn(text: str) -> str:
    """Read an ISSN (ISO 3297) as ``NNNN-NNNC``."""
    found = _ISSN.fullmatch(text.strip())
    if not found:
        raise ValueError(f"no ISSN: {text!r}")
    digits = (found[1] + found[2]).upper()
    if digits[-1] != _modulo_11(digits[:-1]):
        raise ValueError(f"an ISSN whose check digit is not {digits[-1]}: {text!r}")
    return f"{digits[:4]}-{digits[4:]}"


def _parse_orcid(text: str) -> str:
    """Read an ORCID iD, whose check digit is ISO 7064's modulo 11-2."""
    found = _ORCID.fullmatch(text.strip())
    if not found:
        raise ValueError(f"no ORCID iD: {text!r}")
    digits = "".join(found.groups()).upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if digits[-1] != ("X" if check == 10 else str(check)):
        raise ValueError(f"an ORCID iD whose check digit is not {digits[-1]}: {text!r}")
    return "-".join(digits[at : at + 4] for at in range(0, 16, 4))


# PubMed

_PMID = lazy(
    r"(?:\S*pubmed\S*?/|pmid[:\s]*|pubmed(?:\s+id)?[:\s]*)?0*([1-9][0-9]{0,8})/?(?:\s*\[.*\])?\.?",
    re.I,
)
_PMCID = lazy(
    r"(?:\S*/|pmcid[:\s]*)?(?:pmc\s*)?0*([1-9][0-9]{0,8})(?:\.[0-9]+)?/?(?:\s*\[.*\])?", re.I
)


def _parse_pmid(text: str) -> str:
    """Read a PubMed id, a number of up to nine digits."""
    found = _PMID.fullmatch(text.strip())
    if not found:
        raise ValueError(f"no PubMed id: {text!r}")
    return found[1]


def _parse_pmcid(text: str) -> str:
    """Read a PubMed Central id as ``PMC`` and a number."""
    found = _PMCID.fullmatch(text.strip())
    if not found:
        raise ValueError(f"no PubMed Central id: {text!r}")
    return f"PMC{found[1]}"


# All of them

_PARSERS: dict[str, Callable[[str], str]] = {
    "doi": _parse_doi,
    "arxiv": _parse_arxiv,
    "isbn": _parse_isbn,
    "issn": _parse_issn,
    "orcid": _parse_orcid,
    "pmid": _parse_pmid,
    "pmcid": _parse_pmcid,
}

_RESOLVERS = {
    "doi": "https://doi.org/{}",
    "arxiv": "https://arxiv.org/abs/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    "orcid": "https://orcid.org/{}",
}
_NOT_IN_URL = lazy(r"[^A-Za-z0-9/:;()._~!*',@+=-]")


def parse(scheme: str, text: str) -> Identifier:
    """Check ``text`` and bring it to the normal form of ``scheme``.

    Labels, resolvers' URLs and, for a DOI, LaTeX's escapes are taken off. Letters keep
    their case, an arXiv id its version, an ISBN its hyphens. A scheme without a rule here
    takes any text.

    Args:
        scheme: A lower-case scheme: ``doi``, ``isbn``, ``issn``, ``pmid``, ``pmcid``,
            ``arxiv``, ``orcid`` or another.
        text: The value as written.

    Returns:
        The identifier.

    Raises:
        ValueError: The text is no such identifier, or its check digit is wrong.
    """
    if len(text) > _LONGEST:
        raise ValueError(f"no {scheme}: {len(text)} characters")
    if parser := _PARSERS.get(scheme):
        return Identifier(scheme, parser(text))
    if not text.strip():
        raise ValueError(f"no {scheme}: the text is blank")
    return Identifier(scheme, text.strip())


def comparable(identifier: Identifier) -> Identifier:
    """The identifier in a form that is equal for one thing however it is written.

    Lower-case; an arXiv id without its version and class, an ISBN as its 13 digits.
    """
    scheme, value = identifier.scheme, identifier.value.lower()
    if scheme == "arxiv":
        value = _ARXIV_DETAIL.sub("", value)
    elif scheme == "isbn":
        value = value.replace("-", "")
        if len(value) == 10:
            value = f"978{value[:9]}"
            value += _isbn_check(value)
    return Identifier(scheme, value)


def find(text: str) -> list[Identifier]:
    """The DOIs and arXiv ids in a URL or a line of text, in order, each once.

    A DOI that arXiv made of its own id is given as the arXiv id. An arXiv id counts where
    "arXiv", "CoRR" or a page's address says that it is one.
    """
    return list(dict.fromkeys(found for _, found in sorted(_found(text), key=lambda f: f[0])))


def _found(text: str) -> Iterator[tuple[int, Identifier]]:
    for match in _ARXIV_IN_TEXT.finditer(text):
        yield match.start(), Identifier("arxiv", match[1])
    if "10." not in text:
        return
    text = _plain(text)
    for match in _DOI.finditer(text):
        before = text[max(0, match.start() - 200) : match.start()]
        value = _doi_value(before.rpartition(" ")[2], match[0])
        if value and not value.lower().startswith("10.48550/arxiv."):
            yield match.start(), Identifier("doi", value)


def url(identifier: Identifier) -> str:
    """The address that resolves a DOI, arXiv id, PMID, PMCID or ORCID iD; else ``""``."""
    resolver = _RESOLVERS.get(identifier.scheme)
    if not resolver:
        return ""
    return resolver.format(_NOT_IN_URL.sub(_encoded, identifier.value))


def _encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))
