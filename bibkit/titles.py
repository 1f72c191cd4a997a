"""Titles: which words need their capitals protected, and what two renderings have in common."""

import re
from unicodedata import normalize

from bibkit.patterns import lazy

MATH = r"\$(?=[^\s$])(?:[^$\\^_{]*+[\\^_{][^$]*+(?<![\s\\])\$|[^$\\^_{]++(?<!\s)\$(?![0-9]))"
"""A formula ``$...$`` as a regular expression without groups.

A ``$`` with a blank on its inner side opens or closes nothing, nor do the dollars of
``$5/$6``: a formula without any TeX sign is not followed by a digit (the rule of pandoc's
``tex_math_dollars``).
"""

UNIT = lazy(rf"(?:[^\W_]++[\u0300-\u036f]*+|{MATH})++")
"""Finds units: runs of letters, digits and formulas that are protected as one."""

_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho "
    "sigma tau upsilon phi chi psi omega"
).split()
GREEK: dict[str, str] = dict(zip("αβγδεζηθικλμνξοπρστυφχψω", _GREEK, strict=True))
"""The small Greek letters and their names."""

_GREEK_NAMES = str.maketrans(GREEK | {"ς": "sigma"})
_UNDECOMPOSED = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
    "ȷ": "j", "ŋ": "ng", "ħ": "h",
}  # fmt: skip
_FOLDED = str.maketrans(_UNDECOMPOSED)
_SPELLED = (
    {name: name for name in _GREEK}
    | {f"var{name}": name for name in ("epsilon", "theta", "pi", "rho", "sigma", "phi")}
    | {name: name for name in "ss ae oe o l i j th ng tex latex bibtex".split()}
    | {name: name for name in "log exp sin cos tan max min sup inf lim det dim ker".split()}
    | {"aa": "a", "dh": "d", "dj": "d", "ell": "l", "trademark": "tm"}
)
"""Control words (in lower case, without ``text``) that print letters, and which."""

_TAG = lazy(r"</?(?:i|b|u|em|strong|su[bp]|inf|sc|scp|tt|span)(?:\s[^<>]*+)?>", re.IGNORECASE)
_COMMAND = lazy(r"\\(?:([A-Za-z]+)|[^\w\s]|_)")
_ENTITY = lazy(
    r"&(?:amp;)*+(?:(lt|gt|quot|apos|nbsp)|#([0-9]{1,7})|#x([0-9a-f]{1,6}));|&(?:amp;)++",
    re.IGNORECASE,
)
_NAMED = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " "}
_MARKS = lazy("[\u0300-\u036f]+")
# Vowel signs (Devanagari to Myanmar) are no letters to `re`, but they distinguish words.
_SIGNS = "\u0900-\u0dff\u0e31-\u0e4e\u0eb1-\u0ebc\u0f71-\u0f84\u102b-\u103e"
_BETWEEN_LETTERS = lazy(rf"(?:[^\w{_SIGNS}]|_)+")
_TEX_SIGNS = lazy(r"[${}^_]+")
_WORD = lazy(rf"[^\W_](?:[^\W_]|[{_SIGNS}]|['’](?=[^\W_]))*+")
_APOSTROPHES = lazy("['’]+")

_FUNCTION_WORDS = frozenset(
    """a an the on of for and or nor but in into onto to toward towards from with without within
    by at as via per is are was were be been being am do does did doing done can could may might
    must shall should will would has have had it its this that these those there what which who
    whom whose how why when where whether if then than not no so such we our us you your they
    their he his she her i my through between under over about against among during upon
    beyond using""".split()
)


def needs_protection(unit: str) -> bool:
    r"""Whether a style that lower-cases titles would spoil ``unit``.

    True where a capital stands after the first position: ``fMRI``, ``NASA``, ``4D``,
    ``G$^3$SR`` and ``$\Delta$``, but neither ``A`` nor ``Wasserstein``.
    """
    rest = unit[1:]
    return rest != rest.lower()


def key(title: str) -> str:
    """What the renderings of one title have in common; never empty for a title with a sign.

    Markup, TeX, accents, case, punctuation and blanks are gone, Greek letters are spelled
    out: ``G$^3$SR``, ``G³SR`` and ``G<sup>3</sup>SR`` are all ``g3sr``. Letters of other
    scripts stay. A title without letters and digits is its own key.
    """
    letters = _BETWEEN_LETTERS.sub("", _fold(_plain(title)).translate(_GREEK_NAMES))
    return letters or title.strip().casefold()


def spaced(title: str) -> str:
    """The words of ``title`` in the letters of :func:`key`, parted by one blank."""
    letters = _fold(_plain(title)).translate(_GREEK_NAMES)
    return _BETWEEN_LETTERS.sub(" ", letters).strip()


def folded(text: str) -> str:
    """``text`` in lower case and without accents."""
    return _fold(text)


def significant_words(title: str) -> list[str]:
    """The words of ``title`` in order, without English function words, for citation keys.

    Lower case, Latin letters without accents; hyphens part words, formulas and
    apostrophes do not. A title of function words alone gives them all.
    """
    text = _fold(_TEX_SIGNS.sub("", _plain(title)))
    words = [_APOSTROPHES.sub("", word) for word in _WORD.findall(text)]
    words = [GREEK.get(word, word) for word in words]
    return [word for word in words if word not in _FUNCTION_WORDS] or words


def _plain(title: str) -> str:
    if "&" in title:
        title = _ENTITY.sub(_character, title)
    if "<" in title:
        title = _TAG.sub("", title)
    if "\\" in title:
        title = _COMMAND.sub(_spelled, title)
    return title.replace("~", " ") if "~" in title else title


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    # Twice: some capitals fold to letters with accents. Composed again for the scripts
    # whose syllables decompose (Hangul, Kana).
    folded = normalize("NFKD", normalize("NFKD", text).casefold())
    return normalize("NFC", _MARKS.sub("", folded)).translate(_FOLDED)


def _character(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return _NAMED[name.lower()]
    if not (decimal or hexadecimal):
        return "&"
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if code < 0x110000 else match[0]


def _spelled(match: re.Match[str]) -> str:
    name = match[1]
    return _SPELLED.get(name.lower().removeprefix("text"), "") if name else ""
