"""Codecs of BibTeX and BibLaTeX: TeX text, name lists, dates, eprints."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from bibkit import dates, identifiers, latex, names, pages
from bibkit.codecs.csl import decode_extra, encode_extra
from bibkit.codecs.text import (
    MEMO,
    Codec,
    PartlyReadError,
    are_usual_names,
    decode_prose,
    decode_text,
    identifier,
    identifier_codec,
    is_usual_date,
)
from bibkit.model import Date, Identifier, Json, Name
from bibkit.patterns import lazy


def _is_plain(text: str) -> bool:
    """ASCII on one line, blanks single and none at the ends: TeX codecs give it back."""
    return text.isascii() and text.isprintable() and "  " not in text and text == text.strip()


_tex = lru_cache(MEMO)(latex.decode)


def decode_tex(value: str) -> str:
    """A field's TeX as text on one line."""
    return decode_text(_tex(value) if len(value) < 80 else latex.decode(value))


def decode_tex_prose(value: str) -> str:
    r"""A field's TeX as text with its paragraphs, and lines that end in ``\\``."""
    if "\\\\" in value:
        value = _LINE_BREAK.sub(_BREAK, value)
    return decode_prose(latex.decode(value).replace(_BREAK, "\n"))


def encode_tex_prose(text: str) -> str:
    r"""Text whose paragraphs stand apart and whose other lines end in ``\\``."""
    return _LINE_END.sub(r"\\\\\n", latex.encode(text))


_BREAK = "\ue000"
_LINE_BREAK = lazy(r"(?<!\\)\\\\(?=\s)\s*")
_LINE_END = lazy(r"(?<!\n)\n(?!\n)")


def decode_tex_title(value: str) -> str:
    """A title's TeX, its case protection as ``nocase`` spans."""
    return decode_text(latex.decode_title(value))


def joined_title(title: str, subtitle: str, addon: str = "") -> str:
    """A title with its subtitle and addition, TeX or text; what it ends in is not repeated."""
    for part, sign in ((subtitle, ":"), (addon, ".")):
        if part and not title.endswith(part):
            end = "" if not title or _ENDED.search(title) else sign
            title = f"{title}{end} {part}" if title else part
    return title


_ENDED = lazy(r"[:.?!–—\u2026][}'\"”»]*$")

SPLIT_TITLES: Mapping[str, tuple[str, ...]] = {
    "title": ("subtitle", "titleaddon"),
    "booktitle": ("booksubtitle", "booktitleaddon"),
    "journal": ("journalsubtitle",),
    "journaltitle": ("journalsubtitle",),
}
"""Tags of titles to those of what stands behind them."""
_TITLE_TAGS = frozenset(SPLIT_TITLES)


def parted_titles(fields: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """An entry's fields, titles without the ends that stand in fields of their own.

    A kept end that its title no longer has, as somebody changed it, is left out.
    """
    values = dict(fields)
    for tag in _TITLE_TAGS & values.keys():
        parts = [part for part in SPLIT_TITLES[tag] if part in values]
        if parts:
            beginning = _beginning(values[tag], {part: values[part] for part in parts})
            if beginning:
                values[tag] = beginning
            else:
                for part in parts:
                    del values[part]
    return [
        (tag, values[tag] if tag in _TITLE_TAGS else value)
        for tag, value in fields
        if tag in values
    ]


def _beginning(title: str, parts: Mapping[str, str]) -> str:
    """What stands in a title before ``parts``; nothing if it does not end in them."""
    for tag, part in reversed(list(parts.items())):
        end = f" {latex.encode_title(decode_tex_title(part))}"
        if not title.endswith(end):
            return ""
        title = title.removesuffix(end).removesuffix("." if tag.endswith("addon") else ":")
    return title


_CARRIED = (
    "crossref", "xdata", "subtitle", "titleaddon", "booksubtitle", "booktitleaddon",
    "journalsubtitle",
)  # fmt: skip


def decode_carried(*columns: str) -> dict[str, tuple[Json, ...]]:
    """What the parser has used already, kept to be written again."""
    found = zip(_CARRIED, columns, strict=True)
    return {f"bibtex/{tag}": (value,) for tag, value in found if value}


def _unwritten(*_: object) -> str:
    raise NotImplementedError("the extra writes it")


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


def encode_tex_keywords(
    keywords: Sequence[str], encode: Callable[[str], str] = latex.encode
) -> str:
    """Keywords parted by commas, one that holds a separator in braces."""
    words = [encode(word) for word in keywords]
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
        return dates.parse_edtf(date if _EDTF.fullmatch(date) else latex.decode(date))
    if not _EDTF.fullmatch(year):
        year = latex.decode(year)
    return dates.parse_bibtex(year, latex.decode(month), latex.decode(day))


def decode_issued(year: str, month: str, day: str, date: str) -> Date:
    """The date that can be read; a month that cannot does not cost the year.

    Raises:
        PartlyReadError: a column cannot be read, or says otherwise than ``date``.
        ValueError: nothing can be read.
    """
    columns = (year, month, day, date)
    for used in ((3,), (0, 1, 2), (0, 1), (0,)):
        if not columns[used[0]]:
            continue
        try:
            found = decode_tex_issued(*(c if n in used else "" for n, c in enumerate(columns)))
        except ValueError:
            continue
        left = [n for n, column in enumerate(columns) if column and n not in used]
        if used == (3,):
            left = [n for n in left if n == 0 and _year(year) != found.year]
        if left:
            named = ("year", "month", "day", "date")[left[0]]
            raise PartlyReadError(found, left, f"the {named} {columns[left[0]]!r} is not used")
        return found
    return decode_tex_issued(*columns)


def _year(year: str) -> int | None:
    try:
        return dates.parse_bibtex(latex.decode(year), "", "").year
    except ValueError:
        return None


_EDTF = lazy(r"[0-9XYu./~?%-]+")
"""The characters of EDTF, whose ``~`` is no blank."""


def encode_bibtex_issued(date: Date) -> tuple[str, str, str, str]:
    """The date in BibTeX's own fields, as far as they hold it."""
    year, month, day = dates.format_bibtex(date)
    return latex.encode(year) if date.literal else year, month, day, ""


def encode_biblatex_issued(date: Date) -> tuple[str, str, str, str]:
    """The date in BibLaTeX's ``date``; words in ``year``."""
    if date.literal and date.year is None:
        return latex.encode(date.literal), "", "", ""
    return "", "", "", dates.format_edtf(date)


@lru_cache(MEMO)
def decode_tex_edtf(value: str) -> Date:
    """A date of EDTF; else one that people write."""
    try:
        return dates.parse_edtf(value)
    except ValueError:
        return dates.parse_words(decode_tex(value))


def encode_tex_edtf(date: Date) -> str:
    """A date as EDTF, words as they are."""
    if date.literal and date.year is None:
        return latex.encode(date.literal)
    return dates.format_edtf(date)


def decode_tex_pages(value: str) -> str:
    """Pages; ``--`` is the mark of a range, not a dash to be decoded."""
    return pages.normalize(decode_tex(value) if _TEX_IN_PAGES.search(value) else value)


def encode_tex_pages(page: str) -> str:
    """Pages with ``--`` in their ranges; what TeX would take for its own is escaped."""
    return latex.encode(page) if _TEX_IN_PAGES.search(page) else pages.bibtex(page)


_TEX_IN_PAGES = lazy(r"[\\{}$~]")


def decode_verbatim(value: str) -> str:
    r"""A URL as typed, but for the ``\_`` and ``\%`` that some exporters escape."""
    return _ESCAPED.sub(r"\1", decode_text(value)) if "\\" in value else decode_text(value)


def encode_verbatim(text: str) -> str:
    r"""A URL as it is, but for a backslash that ``decode_verbatim`` would take off."""
    if "{" in text or "}" in text:
        text = _paired(text)
    return _ESCAPED.sub(r"\\\g<0>", text) if "\\" in text else text


_FREE = ("doi", "mr", "zbl", "bibcode", "lccn", "dblp", "openalex")


def _free_identifier(scheme: str) -> Codec:
    """The codec of a scheme whose values may hold braces."""
    codec = identifier_codec(scheme)
    return replace(codec, encode=lambda found: encode_verbatim(codec.encode(found)))


def _paired(text: str) -> str:
    """``text``, its braces percent-encoded where they would end the field."""
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            break
    return text if depth == 0 else text.replace("{", "%7B").replace("}", "%7D")


_ESCAPED = lazy(r"\\([_%&#])")


def decode_tex_extra(value: str) -> dict[str, tuple[Json, ...]]:
    """What other formats say and TeX has no field for, as JSON."""
    return decode_extra(json.loads(value))


def encode_tex_extra(extra: Mapping[str, tuple[Json, ...]]) -> str:
    """JSON whose braces pair: those in its texts are escaped."""
    return _BRACE_IN_TEXT.sub(
        lambda match: match[0].replace("{", r"\u007b").replace("}", r"\u007d"),
        json.dumps(encode_extra(extra), ensure_ascii=False),
    ).replace("  ", r" \u0020")


_BRACE_IN_TEXT = lazy(r'"(?:[^"\\]|\\.)*+"')


_ascii_tex = partial(latex.encode, ascii_only=True)
_ascii_title = partial(latex.encode_title, ascii_only=True)


def _ascii_names(people: Sequence[Name], more: bool = False) -> str:
    """``encode_tex_names`` and ``encode_tex_people`` with accents as TeX."""
    written = [names.format_bibtex(name, _ascii_tex) for name in people]
    return names.join_bibtex(written, more) if people else ""


def _ascii_keywords(keywords: Sequence[str]) -> str:
    """``encode_tex_keywords`` with accents as TeX."""
    return encode_tex_keywords(keywords, _ascii_tex)


CODECS: Mapping[str, Codec] = {
    "extra": Codec(("extra",), decode_tex_extra, encode_tex_extra),
    "key": Codec(("text",), decode_text, encode_tex_key),
    "text": Codec(("text",), decode_tex, latex.encode, exact=_is_plain, ascii=_ascii_tex),
    "prose": Codec(
        ("text",), decode_tex_prose, encode_tex_prose, exact=_is_plain, ascii=_ascii_tex
    ),
    "title": Codec(
        ("text",), decode_tex_title, latex.encode_title, exact=_is_plain, ascii=_ascii_title
    ),
    "carried": Codec(("extra",), decode_carried, _unwritten),
    "names": Codec(
        ("names", "flag"),
        decode_tex_names,
        encode_tex_names,
        exact=are_usual_names,
        ascii=_ascii_names,
    ),
    "people": Codec(
        ("names",),
        decode_tex_people,
        encode_tex_people,
        exact=are_usual_names,
        ascii=_ascii_names,
    ),
    "keywords": Codec(
        ("texts",), decode_tex_keywords, encode_tex_keywords, ascii=_ascii_keywords
    ),
    "issued": Codec(("date",), decode_issued, encode_bibtex_issued, exact=is_usual_date),
    "date": Codec(("date",), decode_issued, encode_biblatex_issued, exact=is_usual_date),
    "edtf": Codec(("date",), decode_tex_edtf, encode_tex_edtf),
    "pages": Codec(("text",), decode_tex_pages, encode_tex_pages),
    "eprint": Codec(("ids", "text"), decode_eprint, encode_eprint),
    "eprint-biblatex": Codec(("ids", "text"), decode_eprint, encode_eprint_biblatex),
    **{scheme: _free_identifier(scheme) for scheme in _FREE},
    "verbatim": Codec(("text",), decode_verbatim, encode_verbatim),
}
"""Codecs by the word that rows give them, behind ``tex.``."""
