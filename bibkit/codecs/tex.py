"""Codecs of BibTeX and BibLaTeX: TeX text, name lists, dates, eprints."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from bibkit import dates, identifiers, latex, names, pages
from bibkit.codecs.text import MEMO, Codec, decode_prose, decode_text, encode_text, identifier
from bibkit.model import Date, Identifier, Name
from bibkit.patterns import lazy


def _is_plain(text: str) -> bool:
    """ASCII on one line, blanks single and none at the ends: TeX codecs give it back."""
    return text.isascii() and text.isprintable() and "  " not in text and text == text.strip()


_tex = lru_cache(MEMO)(latex.decode)


def decode_tex(value: str) -> str:
    """A field's TeX as text on one line."""
    return decode_text(_tex(value) if len(value) < 80 else latex.decode(value))


def decode_tex_prose(value: str) -> str:
    """A field's TeX as text with its paragraphs."""
    return decode_prose(latex.decode(value))


def decode_tex_title(value: str) -> str:
    """A title's TeX, its case protection as ``nocase`` spans."""
    return decode_text(latex.decode_title(value))


@lru_cache(MEMO)
def _tex_name(text: str) -> Name:
    return names.parse_bibtex(text, latex.decode)


@lru_cache(MEMO)
def _name_tex(name: Name) -> str:
    return names.format_bibtex(name, latex.encode)


def encode_tex_key(key: str) -> str:
    """A key without the characters that end it in BibTeX or biber."""
    return _NO_KEY.sub("", key)


_NO_KEY = lazy(r"[\s{}(),\"#%\\~=']+")


def decode_tex_names(value: str) -> tuple[tuple[Name, ...], bool]:
    """A name list and whether it goes on ("and others")."""
    people, more = names.split_bibtex(value)
    return tuple(map(_tex_name, people)), more


def encode_tex_names(people: Sequence[Name], more: bool) -> str:
    """Names joined by "and", "others" at the end where the list goes on."""
    if not people:
        return ""
    return names.join_bibtex([_name_tex(name) for name in people], more)


def decode_tex_people(value: str) -> tuple[Name, ...]:
    """A name list that has no flag for going on."""
    people, more = decode_tex_names(value)
    if more:
        raise ValueError("only the lists of authors and editors may end in 'others'")
    return people


def encode_tex_people(people: Sequence[Name]) -> str:
    """Names joined by "and"."""
    return encode_tex_names(people, False)


def decode_tex_keywords(value: str) -> tuple[str, ...]:
    """Keywords: ``;`` parts them where one stands, else ``,``; braces protect either."""
    if "{" not in value:
        plain = map(decode_tex, value.split(";" if ";" in value else ","))
        return tuple(filter(None, plain))
    depth, parts, mark = 0, [""], ";" if _outside_braces(value, ";") else ","
    for char in value:
        depth += (char == "{") - (char == "}")
        if char == mark and depth <= 0:
            parts.append("")
        else:
            parts[-1] += char
    return tuple(filter(None, (decode_tex(_unbraced(part.strip())) for part in parts)))


def _outside_braces(text: str, mark: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if char == mark and depth <= 0:
            return True
    return False


def _unbraced(text: str) -> str:
    return text[1:-1] if text.startswith("{") and text.endswith("}") else text


def encode_tex_keywords(keywords: Sequence[str]) -> str:
    """Keywords parted by commas, one that holds a separator in braces."""
    words = [latex.encode(word) for word in keywords]
    return ", ".join(f"{{{word}}}" if {",", ";"} & set(word) else word for word in words)


def decode_eprint(number: str, archive: str, subject: str) -> tuple[Identifier, str]:
    """The ``eprint`` of arXiv, ``archiveprefix`` (``eprinttype``), ``primaryclass``."""
    if archive and archive.strip().casefold() != "arxiv":
        raise ValueError(f"an eprint of {archive!r}")
    found = identifier("arxiv", number)
    return found, subject.strip() or identifiers.arxiv_class(number)


def encode_eprint(found: Identifier, subject: str) -> tuple[str, str, str]:
    """The three columns of an arXiv identifier."""
    return found.value, "arXiv", subject


def encode_eprint_biblatex(found: Identifier, subject: str) -> tuple[str, str, str]:
    """The same with BibLaTeX's lower-case name of the archive."""
    return found.value, "arxiv", subject


@lru_cache(MEMO)
def decode_tex_issued(year: str, month: str, day: str, date: str) -> Date:
    """BibLaTeX's ``date`` where it is given, else BibTeX's ``year``, ``month`` and ``day``."""
    if date:
        return dates.parse_edtf(latex.decode(date))
    return dates.parse_bibtex(latex.decode(year), latex.decode(month), latex.decode(day))


def encode_bibtex_issued(date: Date) -> tuple[str, str, str, str]:
    """The date in BibTeX's own fields, as far as they hold it."""
    return (*dates.format_bibtex(date), "")


def encode_biblatex_issued(date: Date) -> tuple[str, str, str, str]:
    """The date in BibLaTeX's ``date``; words in ``year``."""
    if date.literal and date.year is None:
        return date.literal, "", "", ""
    return "", "", "", dates.format_edtf(date)


def decode_tex_pages(value: str) -> str:
    """Pages; ``--`` is the mark of a range, not a dash to be decoded."""
    return pages.normalize(decode_tex(value) if _TEX_IN_PAGES.search(value) else value)


_TEX_IN_PAGES = lazy(r"[\\{}$~]")


def decode_verbatim(value: str) -> str:
    r"""A URL as typed, but for the ``\_`` and ``\%`` that some exporters escape."""
    return _ESCAPED.sub(r"\1", decode_text(value)) if "\\" in value else decode_text(value)


_ESCAPED = lazy(r"\\([_%&#])")


CODECS: Mapping[str, Codec] = {
    "key": Codec(("text",), decode_text, encode_tex_key),
    "text": Codec(("text",), decode_tex, latex.encode, exact=_is_plain),
    "prose": Codec(("text",), decode_tex_prose, latex.encode, exact=_is_plain),
    "title": Codec(("text",), decode_tex_title, latex.encode_title, exact=_is_plain),
    "names": Codec(("names", "flag"), decode_tex_names, encode_tex_names),
    "people": Codec(("names",), decode_tex_people, encode_tex_people),
    "keywords": Codec(("texts",), decode_tex_keywords, encode_tex_keywords),
    "issued": Codec(("date",), decode_tex_issued, encode_bibtex_issued),
    "date": Codec(("date",), decode_tex_issued, encode_biblatex_issued),
    "edtf": Codec(("date",), dates.parse_edtf, dates.format_edtf),
    "pages": Codec(("text",), decode_tex_pages, pages.bibtex),
    "eprint": Codec(("ids", "text"), decode_eprint, encode_eprint),
    "eprint-biblatex": Codec(("ids", "text"), decode_eprint, encode_eprint_biblatex),
    "verbatim": Codec(("text",), decode_verbatim, encode_text),
}
"""Codecs by the word that rows give them, behind ``tex.``."""
