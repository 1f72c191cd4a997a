"""What a title says beside its words: its number in a series, that it is an erratum."""

import re

from bibkit import titles
from bibkit.patterns import lazy

_PLAIN_WORDS = lazy(r"[^a-z0-9]+")
_MARKED = lazy(r"[\\$&<{}^_~]")
_NOTES = lazy(
    r"(?:\s*[\[(]\s*(?:erratum|errata|corrigend|correction|comments?\b|see comments?|retract"
    r"|published erratum|summary for patients|editorial comment|republished|author reply"
    r"|corrected|in process|abstract|(?:a )?review|systematic review|letter|editorial|vol\b"
    r"|with [a-z]+ abstract|(?:structured|provisional) abstract|brief record|multiple letters"
    r"|author's transl|[0-9]+ ref|added|see comment"
    r"|(?:article )?in [a-z]{4,12}\s*[\])]"
    r"|(?:chinese|german|french|spanish|russian|japanese|italian|polish|portuguese|turkish"
    r"|korean|dutch|danish|swedish|norwegian|hungarian|czech|english|hebrew|persian|ukrainian"
    r"|croatian|serbian|romanian|bulgarian|greek)\b)[^\])]*[\])]?\.?)+\s*$",
    2,
)
_KINDS = (
    (
        "erratum",
        lazy(
            r"\b(?:erratum|errata|corrigend\w*|corrections? to|author corrections?"
            r"|publisher corrections?|addendum|retracted|retraction|withdrawn"
            r"|expression of concern)\b"
        ),
    ),
    (
        "comment",
        lazy(
            r"\b(?:comments? (?:on|to)|commentary on|reply|replies|authors? responses?"
            r"|a response to|rebuttal|rejoinder|discussion of|letter to)\b"
            r"|^(?:re|ecomment|(?:the |our )?responses? (?:to|from)|in response) |in response$"
        ),
    ),
    (
        "book-review",
        lazy(
            r"^(?:a )?review of (?!the )|\bbook reviews?\b|\bpp\b"
            r"|\b(?:isbn|hardcover|paperback)\b"
        ),
    ),
    (
        "data-set",
        lazy(
            r"^(?:data (?:from|for|presented|set)"
            r"|supplement(?:ary|al)? (?:material|information|data|file)"
            r"|additional file|dataset|figure|table|source code|code for|replication)\b"
        ),
    ),
)
_HINT = lazy(
    r"err|corri|corre|adden|retr|withd|conc|comm|repl|respon|rebut|rejoin|discus|letter|^re "
    r"|review"
    r"|pp|isbn|cover|paperb|data|supple|addit|figure|table|code"
)
_DIGITS = lazy(r"[0-9]+")
_ROMAN_WORD = lazy(r"\b(?=[ivx]{1,6}\b)(x{0,3})(ix|iv|v?i{0,3})\b")
_LABELLED = lazy(
    r"\b(?:parts?|pt|case|paper|chapter|section|volume|vol|lecture|study|phase|appendix|article"
    r"|report|module|step|experiment) ([0-9]{1,3}|[ivx]{1,6}|[a-h])\b"
)
_LAST = lazy(r" ([2-9]|[1-3][0-9]|[ivx]{2,6}|[ivx]{1,5}[ab])$")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth",
    "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_ORDINAL = lazy(rf"\b(?:{'|'.join(_ORDINALS)})\b")
_NO_NUMBERS = ("via",)
_BETWEEN = lazy(r"(?:^|[.:,;–—-]\s*|\s)([IVX]{1,6}[AaBb]?)(?:[.:)]|\s[–—-])(?=\s)")
_TWICE = lazy(r"(.{3,60}?)\1")
_SCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹", "01234567890123456789")
_SIGN_AND_TEX = lazy(r"(\w)[_^]\{?\1\}?")
_TWO_SIGNS = lazy(r"([^\W\d_a-zA-Z])\1(?![^\W\d_])")


def shown_once(title: str) -> str:
    """``title`` without the TeX that a page shows behind a sign: ``BaFe₂_2`` is ``BaFe2``."""
    if title.isascii() and "_" not in title and "^" not in title:
        return title
    return _TWO_SIGNS.sub(r"\1", _SIGN_AND_TEX.sub(r"\1", title.translate(_SCRIPTS)))


def words(title: str) -> str:
    """The words of ``title`` in lower case, parted by one blank, without notes at its end."""
    if "(" in title or "[" in title:
        title = _NOTES.sub("", title) or title
    if title.isascii() and not _MARKED.search(title):
        return _PLAIN_WORDS.sub(" ", title.lower()).strip()
    return titles.spaced(title)


def compact(title: str, spaced: str) -> str:
    """The letters of a title; what stands twice, as a formula and as its TeX, stands once."""
    letters = spaced.replace(" ", "")
    if "\\" in title or "^" in title or "_" in title:
        return _TWICE.sub(r"\1", letters)
    return letters


def numbers(spaced: str) -> str:
    """The digits of a title's words; "third" and Roman numbers of several letters are read."""
    if "i" in spaced or "v" in spaced or "x" in spaced:
        spaced = _ROMAN_WORD.sub(_arabic_in_text, spaced)
    spaced = _ORDINAL.sub(_counted, spaced)
    return "".join(_DIGITS.findall(spaced))


def _counted(match: "object") -> str:
    return str(_ORDINALS.index(match[0]) + 1)  # type: ignore[index]


def _arabic_in_text(match: "object") -> str:
    text = match[0]  # type: ignore[index]
    return text if text in ("i", "v", "x", "") else arabic(text)


def arabic(text: str) -> str:
    """``"xxiv"`` as ``"24"``; what is no Roman number as it is, ``"iia"`` as ``"2a"``."""
    tail = text[-1:] if text[-1:] in ("a", "b") and len(text) > 1 else ""
    found = _ROMAN_WORD.fullmatch(text[:-1] if tail else text)
    if not found or not found[0]:
        return text
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix").index(found[2])
    return f"{10 * len(found[1]) + ones}{tail}"


def part(title: str, spaced: str) -> str:
    """Which part of a series a title says it is; ``""`` for the first, or none."""
    found = _LABELLED.search(spaced) or _LAST.search(spaced)
    if found and found[1] in _NO_NUMBERS:
        found = None
    if not found:
        found = (
            _BETWEEN.search(title) if ("I" in title or "V" in title or "X" in title) else None
        )
        if not found:
            return ""
    value = arabic(found[1].lower())
    return value if (value[:1].isdigit() and value != "1") or "a" < value <= "h" else ""


_NAMED = lazy(
    r"\W*(?:correction|corrected|withdrawn|retracted|reply|e?comment|response)s?\s*[:.–—]",
    re.IGNORECASE,
)


def kind(title: str, spaced: str) -> str:
    """What a title says it is, if no article of its own: an erratum, a comment, a review."""
    if named := _NAMED.match(title):
        return (
            "comment"
            if named[0].lower().lstrip("\"'[( ").startswith(("rep", "com", "ecom", "res"))
            else "erratum"
        )
    if _HINT.search(spaced):
        for name, pattern in _KINDS:
            if pattern.search(spaced):
                return name
    return ""
