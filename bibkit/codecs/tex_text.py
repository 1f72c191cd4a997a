"""Texts, keywords and addresses of BibTeX and BibLaTeX."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from bibkit import latex
from bibkit.codecs.text import MEMO, decode_prose, decode_text
from bibkit.patterns import lazy


def is_plain(text: str) -> bool:
    """ASCII on one line, blanks single and none at the ends: TeX codecs give it back."""
    return text.isascii() and text.isprintable() and "  " not in text and text == text.strip()


def are_plain_words(keywords: Sequence[str]) -> bool:
    """Whether all keywords are words of ASCII, parted by single blanks."""
    return _PLAIN_WORDS.fullmatch(",".join(keywords)) is not None


_PLAIN_WORDS = lazy(r"\w++(?:[ .:/-]\w++)*+(?:,\w++(?:[ .:/-]\w++)*+)*+", re.ASCII)


def is_plain_address(text: str) -> bool:
    """Whether nothing in an address could be TeX's, or a blank."""
    return text.isascii() and text.isprintable() and not _NOT_PLAIN_ADDRESS.search(text)


_NOT_PLAIN_ADDRESS = lazy(r"[\\{} ]")

_tex = lru_cache(MEMO)(latex.decode)


def decode_tex(value: str) -> str:
    """A field's TeX as text on one line."""
    return decode_text(_tex(value) if len(value) < 80 else latex.decode(value))


def decode_tex_prose(value: str) -> str:
    r"""A field's TeX as text with its paragraphs, and lines that end in ``\\``.

    A ``\n`` that is no macro's beginning is a line's end too: services write it so in JSON.
    """
    if "\\n" in value:
        value = _PASTED_END.sub(_BREAK, value)
    if "\\\\" in value:
        value = _LINE_BREAK.sub(_BREAK, value)
    return decode_prose(latex.decode(value).replace(_BREAK, "\n"))


def encode_tex_prose(text: str) -> str:
    r"""Text whose paragraphs stand apart and whose other lines end in ``\\``."""
    written = latex.encode(text)
    if "\\n" in written:
        written = _PASTED_END.sub(lambda end: _escaped_backslashes(end[0]), written)
    return _LINE_END.sub(r"\\\\\n", written) if "\n" in written else written


def _escaped_backslashes(text: str) -> str:
    return text.replace("\\", r"\textbackslash{}")


def decode_genre(value: str) -> str:
    """What BibLaTeX's English styles print for a type or a state: words, or the key of some."""
    return _GENRES.get(value) or decode_tex(value)


def is_plain_genre(text: str) -> bool:
    """Whether a text is plain, and no key."""
    return is_plain(text) and text not in _GENRES


_COUNTRIES = {"de": "German", "eu": "European", "fr": "French", "uk": "British", "us": "U.S."}
_GENRES = {  # the BibLaTeX manual, section 4.9.2.13
    "bathesis": "Bachelor's thesis", "mathesis": "Master's thesis", "phdthesis": "PhD thesis",
    "candthesis": "Candidate thesis", "techreport": "Technical report",
    "resreport": "Research report", "software": "Computer software", "datacd": "Data CD",
    "audiocd": "Audio CD", "patent": "Patent", "patreq": "Patent request",
    "inpress": "in press", "inpreparation": "in preparation",
} | {
    f"{key}{country}": f"{adjective} {word}"
    for key, word in (("patent", "patent"), ("patreq", "patent request"))
    for country, adjective in _COUNTRIES.items()
}  # fmt: skip


_BREAK = "\ue000"
_LINE_BREAK = lazy(r"(?<!\\)\\\\(?=\s)\s*")
_PASTED_END = lazy(r"\s*(?<!\\)(?:\\r\\n|\\n(?![a-z]|Left|Right|V[Dd]ash))\s*")
_LINE_END = lazy(r"(?<!\n)\n(?!\n)")


def decode_tex_keywords(value: str) -> tuple[str, ...]:
    """Keywords: ``;`` parts them where one stands, else ``,``; braces protect either."""
    if "{" not in value:
        plain = map(decode_tex, value.split(";" if ";" in value else ","))
        return tuple(filter(None, plain))
    mark = ";" if _outside_braces(value, ";") else ","
    parts, start, depth = [], 0, 0
    for found in _KEYWORD_SIGNS.finditer(value):
        sign = found[0]
        depth += (sign == "{") - (sign == "}")
        if sign == mark and depth <= 0:
            parts.append(value[start : found.start()])
            start = found.end()
    parts.append(value[start:])
    return tuple(filter(None, (decode_tex(_unbraced(part.strip())) for part in parts)))


_KEYWORD_SIGNS = lazy(r"[{},;]")


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
    return ", ".join([_keyword(word, encode) for word in keywords])


@lru_cache(MEMO)
def _keyword(word: str, encode: Callable[[str], str]) -> str:
    written = encode(word)
    return f"{{{written}}}" if "," in written or ";" in written else written


ascii_tex = partial(latex.encode, ascii_only=True)
ascii_title = partial(latex.encode_title, ascii_only=True)


def ascii_keywords(keywords: Sequence[str]) -> str:
    """``encode_tex_keywords`` with accents as TeX."""
    return encode_tex_keywords(keywords, ascii_tex)


def decode_verbatim(value: str) -> str:
    r"""A URL as typed, but for the ``\_`` and ``\%`` that some escape, and for ``\url``."""
    if "\\" not in value:
        return decode_text(value)
    if found := _URL.fullmatch(value):
        value = found[1]
    return _ESCAPED.sub(r"\1", decode_text(value))


def encode_verbatim(text: str) -> str:
    r"""A URL as it is, but for a backslash that ``decode_verbatim`` would take off."""
    if "{" in text or "}" in text:
        text = _paired(text)
    return _ESCAPED.sub(r"\\\g<0>", text) if "\\" in text else text


def _paired(text: str) -> str:
    """``text``, its braces percent-encoded where they would end the field."""
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            break
    return text if depth == 0 else text.replace("{", "%7B").replace("}", "%7D")


_ESCAPED = lazy(r"\\([_%&#])")
_URL = lazy(r"\{?\\(?:url|path|href)\s*+\{([^{}]*+)\}(?:\{[^{}]*+\})?\}?")
