"""Text case (https://docs.citationstyles.org/en/stable/specification.html#text-case).

Title case follows citeproc-js where the specification is silent: what stands between spaces,
hyphens and punctuation is a word; the first letter of all that are no stop words is raised.
"""

from collections.abc import Callable, Mapping

from bibkit.csl.tree import NOCASE, NODECOR, Kid, Kids, map_text, plain
from bibkit.patterns import lazy

STOP_WORDS = frozenset(
    """a about above across afore after against al along alongside amid amidst
    among amongst an and anenst apart apropos around as aside astride at athwart atop
    barring before behind below beneath beside besides between beyond but by c ca circa
    d’ de despite down during et except for forenenst from given in inside
    into lest like modulo near next nor notwithstanding of off on onto or out over per plus pro
    qua sans since so than the through throughout thru thruout till to toward towards under
    underneath until up upon v versus via vis-à-vis vs with within without von yet""".split()
)
"""Words that title case leaves alone inside a title."""

_PARTS = lazy(r"([\s\u00a0]+|[-–—/.,;?!:\[\]()“”‘’\"'])")
_FIRST_WORD = lazy(r"\w[\w’']*")
_WORD = lazy(r"[^\W\d_][\w’']*")
_ELIDED = lazy(r"[^\W\d_][’']")
_PERIOD = lazy(r"\.(?<!\w\w\.(?=[a-z]{2}))")
_GREEK = lazy(r"[\u0370-\u03ff]")


class _Title:
    """The state of a title that is read from left to right, through all its markup."""

    def __init__(self, kids: Kids) -> None:
        self.first = True
        self.after_punctuation = False
        self.words_left = _count(kids)

    def __call__(self, text: str) -> str:
        parts = _apostrophes_joined(_PARTS.split(text))
        for place in range(0, len(parts), 2):
            word = parts[place]
            if word:
                begins = parts[place - 1 : place] != ["-"] and parts[place + 1 : place + 2] == [
                    "-"
                ]
                parts[place] = self._cased(word, begins_compound=begins)
            if place + 1 < len(parts) and parts[place + 1] in "?!:":
                self.after_punctuation = True
        return "".join(parts)

    def _cased(self, word: str, *, begins_compound: bool) -> str:
        self.words_left -= 1
        is_stop = (
            word.lower() in STOP_WORDS or len(word) == 1 or _ELIDED.match(word) is not None
        )
        stays = is_stop and not (
            self.first
            or self.after_punctuation
            or (begins_compound and word != "al")
            or (self.words_left == 0 and len(word) > 1)
        )
        self.first = self.after_punctuation = False
        return word if stays else _capitalized(word)

    def skip(self, kids: Kids) -> None:
        """Pass over text that keeps its case."""
        self.words_left -= _count(kids)
        self.first = self.after_punctuation = False


def _count(kids: Kids) -> int:
    """How many words ``_Title`` meets in a tree."""
    return sum(
        sum(map(bool, _apostrophes_joined(_PARTS.split(kid))[::2]))
        if isinstance(kid, str)
        else _count(kid.kids)
        for kid in kids
    )


def _apostrophes_joined(parts: list[str]) -> list[str]:
    """Words and what parts them, in turns; an apostrophe inside a word parts none."""
    joined = parts[:1]
    for place in range(1, len(parts), 2):
        mark, word = parts[place], parts[place + 1]
        if mark in "’'" and joined[-1] and word:
            joined[-1] += mark + word
        else:
            joined += [mark, word]
    return joined


def _capitalized(word: str) -> str:
    """A word in lower case with its first letter raised; a lone Greek letter is a sign."""
    if word != word.lower() or (len(word) == 1 and _GREEK.match(word)):
        return word
    return word[0].upper() + word[1:]


def _title(kids: Kids) -> list[Kid]:
    return _title_kids(kids, _Title(kids))


def _title_kids(kids: Kids, title: _Title) -> list[Kid]:
    cased: list[Kid] = []
    for kid in kids:
        if isinstance(kid, str):
            cased.append(title(kid))
        elif kid.mark == NOCASE or dict(kid.formats).get("vertical-align"):
            title.skip(kid.kids)
            cased.append(kid)
        else:
            cased.append(kid.with_kids(_title_kids(kid.kids, title)))
    return cased


class _First:
    """Raises the first letter, if its word is in lower case."""

    def __init__(self) -> None:
        self.done = False

    def __call__(self, text: str) -> str:
        if self.done:
            return text
        if match := _FIRST_WORD.search(text):
            self.done = True
            if match[0] == match[0].lower():
                place = match.start()
                return text[:place] + text[place].upper() + text[place + 1 :]
        return text


class _Sentence:
    """Lowers what is capitalized, and raises the first word."""

    def __init__(self, kids: Kids) -> None:
        self.is_upper = plain(kids).isupper()
        self.first = True

    def __call__(self, text: str) -> str:
        return _WORD.sub(lambda match: self._word(match[0]), text)

    def _word(self, word: str) -> str:
        lowered = word.lower()
        if not self.is_upper and word not in (lowered, lowered.capitalize()):
            self.first = False
            return word
        if self.first:
            self.first = False
            return lowered[0].upper() + lowered[1:]
        return lowered


def _capitalize_all(text: str) -> str:
    return _WORD.sub(lambda match: match[0][0].upper() + match[0][1:], text)


def _outside_nocase(kids: Kids, change: Callable[[str], str]) -> list[Kid]:
    cased: list[Kid] = []
    for kid in kids:
        if isinstance(kid, str):
            cased.append(change(kid))
        elif kid.mark in (NOCASE, NODECOR):
            cased.append(kid)
        else:
            cased.append(kid.with_kids(_outside_nocase(kid.kids, change)))
    return cased


_CASES: Mapping[str, Callable[[Kids], list[Kid]]] = {
    "lowercase": lambda kids: _outside_nocase(kids, str.lower),
    "uppercase": lambda kids: _outside_nocase(kids, str.upper),
    "capitalize-first": lambda kids: _outside_nocase(kids, _First()),
    "capitalize-all": lambda kids: _outside_nocase(kids, _capitalize_all),
    "sentence": lambda kids: _outside_nocase(kids, _Sentence(kids)),
    "title": _title,
}


def text_case(case: str, language: str = "") -> Callable[[Kids], Kids]:
    """What changes a tree to a text case; an unknown one changes nothing."""
    if case == "uppercase" and language[:2] in ("tr", "az"):
        return lambda kids: _outside_nocase(kids, _dotted_upper)
    return _CASES.get(case, lambda kids: kids)


def _dotted_upper(text: str) -> str:
    """Capitals of Turkish, where an i keeps its dot."""
    return text.replace("i", "İ").upper()


def without_periods(kids: Kids) -> list[Kid]:
    """The tree without its periods, but those of names as ``LWN.net``."""
    return map_text(kids, lambda text: _PERIOD.sub("", text))
