"""Codecs of BibTeX and BibLaTeX by name; keys, eprints and other identifiers."""

import json
import re
from collections.abc import Callable, Mapping, Sequence

from bibkit import identifiers, latex
from bibkit.codecs.extra import decode_extra, encode_extra
from bibkit.codecs.tex_dates import (
    decode_dated,
    decode_extent,
    decode_tex_edtf,
    decode_tex_pages,
    encode_biblatex_issued,
    encode_bibtex_issued,
    encode_extent,
    encode_tex_edtf,
    encode_tex_pages,
    is_usual_dated,
)
from bibkit.codecs.tex_names import (
    ascii_annotated_names,
    ascii_names,
    come_back,
    decode_annotated_names,
    decode_tex_people,
    encode_annotated_names,
    encode_tex_people,
)
from bibkit.codecs.tex_text import (
    are_plain_words,
    ascii_keywords,
    ascii_tex,
    ascii_title,
    decode_genre,
    decode_tex,
    decode_tex_keywords,
    decode_tex_prose,
    decode_verbatim,
    encode_tex_keywords,
    encode_tex_prose,
    encode_verbatim,
    is_plain,
    is_plain_address,
    is_plain_genre,
)
from bibkit.codecs.tex_titles import (
    decode_carried,
    decode_tex_journal,
    decode_tex_title,
)
from bibkit.codecs.text import (
    Codec,
    decode_text,
    identifier,
    identifier_codec,
    is_usual_page,
    unwritten,
)
from bibkit.model import Identifier, Json, Name
from bibkit.patterns import lazy


def encode_tex_key(key: str) -> str:
    """A key without the characters that end it in BibTeX or biber."""
    return key if _is_plain_key(key) else _NO_KEY.sub("", key)


_NO_KEY = lazy(r"[\s{}(),\"#%\\~=']+")


def _is_plain_key(key: str) -> bool:
    return _PLAIN_KEY.fullmatch(key) is not None


_PLAIN_KEY = lazy(r"[A-Za-z0-9:._/+-]++")


def decode_eprint(number: str, archive: str, subject: str) -> tuple[Identifier, str]:
    """The ``eprint`` of arXiv, ``archiveprefix`` (``eprinttype``), ``primaryclass``."""
    scheme = _ARCHIVES.get(archive.strip().casefold())
    if (scheme is None or scheme == "arxiv") and (old := _OLD_NUMBER.fullmatch(number)):
        # Before 2007 an id began with the archive; some leave it to the other fields.
        part_of = archive if scheme is None else subject
        number, scheme = f"{part_of.strip()}/{old[1]}", "arxiv"
    if scheme is None:
        raise ValueError(f"an eprint of {archive!r}")
    found = identifier(scheme, number)
    if scheme != "arxiv":
        return found, subject
    return found, subject.strip() or identifiers.arxiv_class(number)


_OLD_NUMBER = lazy(r"\s*+(?:arxiv:\s*+)?([0-9]{7}(?:v[0-9]+)?)\s*+", re.IGNORECASE)
_ARCHIVES = {
    "": "arxiv",
    "arxiv": "arxiv",
    "pubmed": "pmid",
    "pmid": "pmid",
    "pubmed central": "pmcid",
    "pmc": "pmcid",
    "pmcid": "pmcid",
}
"""Archives of eprints that are schemes of identifiers; others keep their fields."""


def encode_eprint(found: Identifier, subject: str) -> tuple[str, str, str]:
    """The three columns of an arXiv identifier."""
    return found.value, "arXiv", subject


def encode_eprint_biblatex(found: Identifier, subject: str) -> tuple[str, str, str]:
    """The same with BibLaTeX's lower-case name of the archive."""
    return found.value, "arxiv", subject


_FREE = ("doi", "version_doi", "mr", "zbl", "bibcode", "lccn", "dblp", "openalex")
_SERIALS = ("isbn", "issn")


def _free_identifier(scheme: str) -> Codec:
    """The codec of a scheme whose values may hold braces."""
    codec = identifier_codec(scheme)
    return codec._replace(encode=lambda found: encode_verbatim(codec.encode(found)))


def _serial_number(scheme: str) -> Codec:
    """The codec of ISBN or ISSN: one field may hold several, and Web of Science's braces."""
    return identifier_codec(scheme)._replace(split=_split_serials)


def _split_serials(value: str) -> list[str]:
    value = value.strip("{}")
    return [part for part in _SERIAL_END.split(value) if part]


_SERIAL_END = lazy(
    r"\s*+[,;]\s*+|\s++(?:and|/)\s++|\s++(?=97[89])|(?<=[0-9]{9}[0-9Xx])\s++(?=[0-9])"
)


def decode_tex_extra(value: str) -> dict[str, tuple[Json, ...]]:
    """What other formats say and TeX has no field for, as JSON."""
    from bibkit import nesting  # few entries have such a field

    try:
        found = json.loads(value)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if value.count("[") + value.count("{") > nesting.DEEPEST and nesting.is_deep(found):
        raise ValueError("nested too deep")
    return decode_extra(found)


def encode_tex_extra(extra: Mapping[str, tuple[Json, ...]]) -> str:
    """JSON whose braces pair: those in its texts are escaped."""
    return _BRACE_IN_TEXT.sub(
        lambda match: match[0].replace("{", r"\u007b").replace("}", r"\u007d"),
        json.dumps(encode_extra(extra), ensure_ascii=False),
    ).replace("  ", r" \u0020")


_BRACE_IN_TEXT = lazy(r'"(?:[^"\\]|\\.)*+"')


def unread(written: str, value: str | Sequence[str] | Sequence[Name]) -> str:
    """What is told of macros that stand in a decoded value as they were written."""
    texts = [value] if isinstance(value, str) else _letters(value)
    if "\\" not in " ".join(texts):
        return ""
    found = dict.fromkeys(macro for text in texts for macro in latex.unknown_macros(text))
    macros = [macro for macro in found if macro in written]
    return f"kept as written: {', '.join(macros)}" if macros else ""


def _letters(parts: Sequence[str] | Sequence[Name]) -> list[str]:
    """The texts of a list: of names, the parts that TeX can stand in."""
    texts: list[str] = []
    for part in parts:
        texts += [part] if isinstance(part, str) else (part.given, part.family or part.literal)
    return texts


def _typeset(
    decode: Callable[[str], str], encode: Callable[[str], str], in_ascii: Callable[[str], str]
) -> Codec:
    """The codec of a text in TeX."""
    return Codec(("text",), decode, encode, exact=is_plain, ascii=in_ascii, doubts=unread)


CODECS: Mapping[str, Codec] = {
    "extra": Codec(("extra",), decode_tex_extra, encode_tex_extra),
    "key": Codec(("text",), decode_text, encode_tex_key, exact=_is_plain_key),
    "text": _typeset(decode_tex, latex.encode, ascii_tex),
    "genre": _typeset(decode_genre, latex.encode, ascii_tex)._replace(exact=is_plain_genre),
    "prose": _typeset(decode_tex_prose, encode_tex_prose, ascii_tex),
    "title": _typeset(decode_tex_title, latex.encode_title, ascii_title),
    "journal": _typeset(decode_tex_journal, latex.encode_title, ascii_title),
    "carried": Codec(("extra",), decode_carried, unwritten),
    "names": Codec(
        ("names", "flag"),
        decode_annotated_names,
        encode_annotated_names,
        exact=come_back,
        ascii=ascii_annotated_names,
        doubts=lambda written, decoded: unread(written, decoded[0]),
    ),
    "people": Codec(
        ("names",),
        decode_tex_people,
        encode_tex_people,
        exact=come_back,
        ascii=ascii_names,
        doubts=unread,
    ),
    "keywords": Codec(
        ("texts",),
        decode_tex_keywords,
        encode_tex_keywords,
        exact=are_plain_words,
        ascii=ascii_keywords,
        doubts=unread,
    ),
    "issued": Codec(("date", "text"), decode_dated, encode_bibtex_issued, exact=is_usual_dated),
    "date": Codec(("date", "text"), decode_dated, encode_biblatex_issued, exact=is_usual_dated),
    "edtf": Codec(("date",), decode_tex_edtf, encode_tex_edtf),
    "pages": Codec(("text",), decode_tex_pages, encode_tex_pages, exact=is_usual_page),
    "extent": Codec(("text", "text"), decode_extent, encode_extent),
    "eprint": Codec(("ids", "text"), decode_eprint, encode_eprint),
    "eprint-biblatex": Codec(("ids", "text"), decode_eprint, encode_eprint_biblatex),
    **{scheme: _free_identifier(scheme) for scheme in _FREE},
    **{scheme: _serial_number(scheme) for scheme in _SERIALS},
    "verbatim": Codec(("text",), decode_verbatim, encode_verbatim, exact=is_plain_address),
}
"""Codecs by the word that rows give them, behind ``tex.``."""
