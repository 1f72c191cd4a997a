"""Names spelled in several ways, drawn together: accents, umlauts, Cyrillic, Greek, Korean.

What a folding gives is only ever compared, never printed. The tables of letters follow the
usual romanizations: ISO 9 and BGN/PCGN for Cyrillic with the spellings of passports, ELOT 743
for Greek, the Revised Romanization for Korean syllables.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from bibkit.patterns import lazy

_STROKES = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe",
        "þ": "th", "ß": "ss", "ŋ": "ng", "ŧ": "t", "ə": "e",
    }
)  # fmt: skip
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ß": "ss", "æ": "ae", "œ": "oe"}
)
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh",
        "з": "z", "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
        "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
        "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
        "я": "ya", "і": "i", "ї": "i", "є": "ye", "ґ": "g", "ў": "u", "ђ": "dj", "ј": "j",
        "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
    }
)  # fmt: skip
_GREEK_PAIRS = (
    ("ου", "ou"), ("αυ", "av"), ("ευ", "ev"), ("γγ", "ng"), ("γκ", "gk"), ("μπ", "b"),
    ("ντ", "nt"),
)  # fmt: skip
_GREEK = str.maketrans(
    {
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th",
        "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p",
        "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps",
        "ω": "o",
    }
)  # fmt: skip
_IS_CYRILLIC = lazy(r"[\u0400-\u052f]")
_IS_GREEK = lazy(r"[\u0370-\u03ff\u1f00-\u1fff]")
_MACRON = lazy(r"[āēīōūĀĒĪŌŪ]")
_UMLAUT = lazy(r"[äöüåøæœÄÖÜÅØÆŒ]")
_SPELLED_UMLAUT = lazy(r"[aou]e|aa")
_LONG_VOWEL = lazy(r"o[uh](?![aeiouy])|oo|uu")
# One sound, the spellings of several languages of the West: Tchaikovsky, Tschaikowski.
_SLAVIC: tuple[tuple[str, str], ...] = (
    ("tsch", "ch"), ("tch", "ch"), ("shch", "sch"), ("x", "ks"), ("kh", "h"), ("j", "i"),
    ("y", "i"), ("w", "v"), ("io", "e"), ("ie", "e"),
)  # fmt: skip
_SLAVIC_ENDS = (("off", "ov"), ("eff", "ev"))
_SLAVIC_FAMILY = lazy(
    r".{2,}(?:[oe](?:v|w|ff)|[oe]va|sk[iy]{1,2}|ska[iy]a|ska|enko|[cv]h?[iy]ch|chuk|[iy]uk"
    r"|.{2}in|.{2}ina)"
)
_DOUBLED = lazy(r"(.)\1")


def is_cyrillic(text: str) -> bool:
    """Whether a text holds a Cyrillic letter."""
    return _IS_CYRILLIC.search(text) is not None


def looks_slavic(family: str) -> bool:
    """Whether folded letters end as many Slavic families do."""
    return _SLAVIC_FAMILY.fullmatch(family) is not None


def has_macron(text: str) -> bool:
    """Whether a text marks a long vowel, as romanized Japanese may."""
    return _MACRON.search(text) is not None


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """The letters alone, lower-case and Latin, accents left away: ``jurgen`` of Jürgen."""
    return _letters(text.casefold())


@lru_cache(maxsize=16384)
def german(text: str) -> str:
    """As ``plain``, but umlauts as they are written without: ``juergen``."""
    return _letters(unicodedata.normalize("NFC", text.casefold()).translate(_UMLAUTS))


@lru_cache(maxsize=4096)
def slavic(letters: str) -> str:
    """Folded letters of a Slavic name as all its romanizations share them."""
    for one, other in _SLAVIC:
        letters = letters.replace(one, other)
    for end, other in _SLAVIC_ENDS:
        if letters.endswith(end):
            letters = letters[: -len(end)] + other
    return _DOUBLED.sub(r"\1", letters)


def has_umlaut(text: str) -> bool:
    """Whether a text holds a letter that is often written as two."""
    return _UMLAUT.search(text) is not None


@lru_cache(maxsize=4096)
def without_umlauts(letters: str) -> str:
    """Folded letters without the e, or second a, that stands for an umlaut or a ring."""
    return _SPELLED_UMLAUT.sub(lambda match: match[0][0], letters)


@lru_cache(maxsize=4096)
def japanese(letters: str) -> str:
    """Folded letters without what marks a long vowel: ``ono`` of Ohno and Ouno."""
    return _LONG_VOWEL.sub(lambda match: match[0][0], letters)


def _letters(text: str) -> str:
    if not text.isascii():
        if _IS_CYRILLIC.search(text):
            text = unicodedata.normalize("NFC", text).translate(_CYRILLIC)
        elif _IS_GREEK.search(text):
            text = _greek(text)
        text = unicodedata.normalize("NFKD", _romanized(text)).translate(_STROKES)
    return "".join(filter(str.isalpha, text))


def _greek(text: str) -> str:
    bare = unicodedata.normalize("NFD", text)
    # A diaeresis parts two vowels; the accent alone does not.
    text = "".join(sign for sign in bare if sign == "\u0308" or not unicodedata.combining(sign))
    for one, other in _GREEK_PAIRS:
        text = text.replace(one, other)
    return text.translate(_GREEK)


_LEADS = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ")
_TAILS = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")
_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3


def _romanized(text: str) -> str:
    """The text with its Korean syllables in Latin letters."""
    if not any(_FIRST_SYLLABLE <= ord(sign) <= _LAST_SYLLABLE for sign in text):
        return text
    return "".join(_syllable(sign) for sign in unicodedata.normalize("NFC", text))


def _syllable(sign: str) -> str:
    number = ord(sign) - _FIRST_SYLLABLE
    if not 0 <= number <= _LAST_SYLLABLE - _FIRST_SYLLABLE:
        return sign
    return _LEADS[number // 588] + _VOWELS[number % 588 // 28] + _TAILS[number % 28]


KOREAN_FAMILIES: Mapping[str, tuple[str, ...]] = {
    "김": ("kim", "gim"), "이": ("lee", "yi", "rhee", "i"), "박": ("park", "bak", "pak"),
    "최": ("choi", "choe"), "정": ("jung", "jeong", "chung"), "강": ("kang", "gang"),
    "조": ("cho", "jo"), "윤": ("yoon", "yun"), "장": ("jang", "chang"),
    "임": ("lim", "im", "yim"), "한": ("han",), "오": ("oh", "o"), "서": ("seo", "suh"),
    "신": ("shin", "sin"), "권": ("kwon", "gwon"), "황": ("hwang",), "안": ("ahn", "an"),
    "송": ("song",), "류": ("ryu", "yoo", "yu"), "홍": ("hong",), "유": ("yoo", "yu"),
    "전": ("jeon", "jun", "chun"), "고": ("ko", "go"), "문": ("moon", "mun"),
    "양": ("yang",), "손": ("son", "sohn"), "배": ("bae", "pae"), "백": ("baek", "paik"),
    "허": ("heo", "hur", "huh"), "남": ("nam",), "심": ("shim", "sim"), "노": ("noh", "roh"),
}  # fmt: skip
"""How the families of most Koreans write themselves, by their syllable."""
