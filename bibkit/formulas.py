r"""Simple formulas as text: what ``$\alpha$``, ``$^{-1}$`` and ``$25\,^\circ\mathrm{C}$`` show.

Canonical text keeps formulas as TeX. A program that is no TeX shows them letter by letter;
``shown`` gives it Unicode and CSL's markup instead, where those say the same. Fractions and
roots of more than a letter or a number, matrices and unknown macros have no such form: a
formula that holds one stays as it is, whole.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from unicodedata import normalize

from bibkit import latex
from bibkit.patterns import lazy
from bibkit.titles import GREEK, MATH

_MATH = lazy(MATH)
_TOKEN = lazy(r"\\(?:[A-Za-z]++|.)|[{}^_~]|[^\\{}^_~$]")
_DEEPEST = 8
_LONGEST = 300

_GREEK = {name: letter for letter, name in GREEK.items()}
_SIGNS: Mapping[str, str] = (
    _GREEK
    | {name.title(): letter.upper() for name, letter in _GREEK.items()}
    | {
        "varepsilon": "ε", "vartheta": "ϑ", "varpi": "ϖ", "varrho": "ϱ", "varsigma": "ς",
        "varphi": "φ", "epsilon": "ϵ", "phi": "ϕ", "ell": "ℓ", "hbar": "ℏ", "imath": "ı",
        "jmath": "ȷ", "aleph": "ℵ", "Re": "ℜ", "Im": "ℑ", "wp": "℘", "partial": "∂",
        "nabla": "∇", "infty": "∞", "emptyset": "∅", "varnothing": "∅", "forall": "∀",
        "exists": "∃", "neg": "¬", "lnot": "¬", "top": "⊤", "bot": "⊥", "prime": "′",
        "degree": "°", "dagger": "†", "ddagger": "‡", "sharp": "♯", "flat": "♭",
        "Box": "□", "square": "□", "Diamond": "◇", "diamond": "⋄", "triangle": "△",
        "times": "×", "div": "÷", "cdot": "⋅", "pm": "±", "mp": "∓", "ast": "∗", "star": "⋆",
        "circ": "∘", "bullet": "∙", "oplus": "⊕", "ominus": "⊖", "otimes": "⊗", "odot": "⊙",
        "cap": "∩", "cup": "∪", "vee": "∨", "lor": "∨", "wedge": "∧", "land": "∧",
        "setminus": "∖", "wr": "≀", "amalg": "⨿", "ltimes": "⋉", "rtimes": "⋊",
        "sum": "∑", "prod": "∏", "int": "∫", "oint": "∮", "bigcup": "⋃", "bigcap": "⋂",
        "le": "≤", "leq": "≤", "leqslant": "⩽", "ge": "≥", "geq": "≥", "geqslant": "⩾",
        "ll": "≪", "gg": "≫", "ne": "≠", "neq": "≠", "equiv": "≡", "approx": "≈", "sim": "∼",
        "simeq": "≃", "cong": "≅", "propto": "∝", "asymp": "≍", "lesssim": "≲",
        "gtrsim": "≳", "prec": "≺", "succ": "≻", "preceq": "⪯", "succeq": "⪰",
        "in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂", "supset": "⊃", "subseteq": "⊆",
        "supseteq": "⊇", "mid": "∣", "parallel": "∥", "perp": "⊥", "vdash": "⊢", "models": "⊨",
        "to": "→", "rightarrow": "→", "leftarrow": "←", "gets": "←", "leftrightarrow": "↔",
        "uparrow": "↑", "downarrow": "↓", "Rightarrow": "⇒", "Leftarrow": "⇐",
        "Leftrightarrow": "⇔", "longrightarrow": "⟶", "longleftarrow": "⟵", "mapsto": "↦",
        "hookrightarrow": "↪", "rightharpoonup": "⇀", "rightleftharpoons": "⇌", "iff": "⟺",
        "langle": "⟨", "rangle": "⟩", "lbrace": "{", "rbrace": "}", "lceil": "⌈",
        "rceil": "⌉", "lfloor": "⌊", "rfloor": "⌋", "vert": "|", "Vert": "‖", "slash": "/",
        "backslash": "\\", "colon": ":", "less": "<", "greater": ">", "lt": "<", "gt": ">",
        "ldots": "…", "dots": "…", "cdots": "⋯", "vdots": "⋮", "surd": "√", "angle": "∠",
        "updownarrow": "↕", "Uparrow": "⇑", "Downarrow": "⇓", "nearrow": "↗", "searrow": "↘",
        "swarrow": "↙", "nwarrow": "↖", "hookleftarrow": "↩", "longleftrightarrow": "⟷",
        "Longleftarrow": "⟸", "Longrightarrow": "⟹", "implies": "⟹", "longmapsto": "⟼",
        "Longleftrightarrow": "⟺", "coprod": "∐", "bigwedge": "⋀", "bigvee": "⋁", "uplus": "⊎",
        "sqcap": "⊓", "sqcup": "⊔", "sqsubset": "⊏", "sqsupset": "⊐", "sqsubseteq": "⊑",
        "sqsupseteq": "⊒", "doteq": "≐", "leqq": "≦", "geqq": "≧", "dashv": "⊣", "bowtie": "⋈",
        "frown": "⌢", "smile": "⌣", "bigcirc": "○", "rhd": "▷", "lhd": "◁", "natural": "♮",
        "heartsuit": "♡", "diamondsuit": "♢", "spadesuit": "♠", "clubsuit": "♣", "ddots": "⋱",
        "textmu": "µ", "micro": "µ", "textdegree": "°", "lbrack": "[", "rbrack": "]",
        "copyright": "©", "circledR": "®", "digamma": "ϝ",
        "quad": "\u2003", "qquad": "\u2003\u2003", "thinspace": "\u2009",
    }
    | {f"up{name}": letter for name, letter in _GREEK.items()}
    | dict.fromkeys(
        """left right big Big bigg Bigg bigl bigr Bigl Bigr displaystyle textstyle scriptstyle
        scriptscriptstyle limits nolimits rm it bf sf tt mathrm mathsf nobreak""".split(),
        "",
    )
    | {
        name: name
        for name in """arccos arcsin arctan arg cos cosh cot csc deg det dim exp gcd hom inf ker
        lg lim ln log max min mod Pr sec sin sinh sup tan tanh""".split()
    }
    | {sign: sign for sign in "{}%&#_$"}
    | {",": "\u2009", ":": "\u2005", ";": "\u2005", " ": " ", "!": "", "/": "", "|": "‖"}
)  # fmt: skip
_TEXTS = frozenset(
    "text textrm textsf texttt textit textup textnormal mbox hbox mathrm mathsf mathit mathtt "
    "mathnormal operatorname rm ensuremath".split()
)
_ACCENTS = {
    "bar": "\u0304", "overline": "\u0305", "hat": "\u0302", "widehat": "\u0302",
    "tilde": "\u0303", "widetilde": "\u0303", "vec": "\u20d7", "dot": "\u0307",
    "ddot": "\u0308", "underline": "\u0332", "check": "\u030c", "breve": "\u0306",
    "acute": "\u0301", "grave": "\u0300", "not": "\u0338",
}  # fmt: skip
_ALPHABETS = {"mathbb": 0x1D538, "Bbb": 0x1D538, "mathcal": 0x1D49C, "mathscr": 0x1D49C}
_ALPHABETS |= {"mathfrak": 0x1D504}
_ELSEWHERE = {  # letters of those alphabets that Unicode had before
    0x1D538: dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
    0x1D49C: dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)),
    0x1D504: dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True)),
}
_SCRIPTS = {"^": ("<sup>", "</sup>"), "_": ("<sub>", "</sub>"), "sp": ("<sup>", "</sup>")}
_SCRIPTS["sb"] = _SCRIPTS["_"]
_DEEP_SCRIPT = lazy(r"<su[bp]>[^<]*+<su")
_ROOTS = frozenset(["sqrt"])
_ROOTED = lazy(r"(?:[^\W_]|[0-9]++)(?:<sub>\w++</sub>)?+")
_FRACTIONS = frozenset(["frac", "tfrac", "dfrac", "nicefrac", "sfrac"])
_SIDE = lazy(r"[^\W_]|[0-9]{1,3}")
_RAISED = {"∘": "°", "∗": "*", "⋆": "⋆", "′": "′", "″": "″", "†": "†", "‡": "‡"}
"""What stands above the line by itself."""


def shown(text: str) -> str:
    """``text`` with its simple formulas as Unicode and CSL's markup; others stay as TeX."""
    return _MATH.sub(_shown_match, text) if "$" in text else text


def _shown_match(match: re.Match[str]) -> str:
    formula = match[0]
    return _rendered(formula) if len(formula) <= _LONGEST else formula


@lru_cache(4096)
def _rendered(formula: str) -> str:
    try:
        return normalize("NFC", _Formula(formula[1:-1]).text())
    except ValueError:
        return formula


class _Formula:
    """Reads one formula; ``ValueError`` for what plain text cannot show."""

    def __init__(self, source: str) -> None:
        self.tokens = _TOKEN.findall(source)
        if "".join(self.tokens) != source:
            raise ValueError("a dollar within")
        self.at = 0

    def text(self) -> str:
        shown = self.run(0)
        if self.at < len(self.tokens):
            raise ValueError("a brace too many")
        return shown

    def run(self, depth: int) -> str:
        """What stands up to the brace that closes the group, or to the end."""
        if depth > _DEEPEST:
            raise ValueError("too deep")
        out: list[str] = []
        while self.at < len(self.tokens) and self.tokens[self.at] != "}":
            out.append(self.atom(depth))
        return "".join(out)

    def atom(self, depth: int) -> str:
        token = self.next()
        if token == "{":
            inner = self.run(depth + 1)
            self.close()
            return inner
        if token == "~":
            return "\u00a0"
        if token in "^_":
            return self.script(token, depth)
        if token[0] != "\\":
            return "′" if token == "'" else token
        return self.macro(token[1:], depth)

    def script(self, mark: str, depth: int) -> str:
        inner = self.argument(depth)
        if mark in ("^", "sp") and inner in _RAISED:
            return _RAISED[inner]
        if _DEEP_SCRIPT.search(inner):
            raise ValueError("a script's script's script")
        opening, closing = _SCRIPTS[mark]
        return f"{opening}{inner}{closing}" if inner else ""

    def macro(self, name: str, depth: int) -> str:
        if name in _SCRIPTS:
            return self.script(name, depth)
        if name in _TEXTS and self.peek() == "{":
            words = self.words(depth)
            self.skip_blanks()
            return words
        if name in ("mathbf", "textbf", "boldsymbol", "bm"):
            inner = self.argument(depth)
            return f"<b>{inner}</b>" if inner else ""
        if name in _ACCENTS:
            inner = self.argument(depth)
            if len(inner) != 1:
                raise ValueError("an accent on more than a letter")
            return inner + _ACCENTS[name]
        if name in _ROOTS:
            inner = self.argument(depth)
            if not _ROOTED.fullmatch(inner) or self.peek().isalnum():
                raise ValueError("a root of more than a letter or a number")
            return f"√{inner}"
        if name in _FRACTIONS:
            before = self.tokens[self.at - 2] if self.at > 1 else ""
            sides = self.argument(depth), self.argument(depth)
            beside = before.isalnum() or self.peek().isalnum()
            if beside or not all(map(_SIDE.fullmatch, sides)):
                raise ValueError("a fraction of more than two letters or numbers")
            return "/".join(sides)
        if name in _ALPHABETS:
            return "".join([_letter(_ALPHABETS[name], sign) for sign in self.argument(depth)])
        if name not in _SIGNS:
            raise ValueError(f"no sign for {name}")
        sign = _SIGNS[name]
        spaced = self.at > 1 and self.tokens[self.at - 2] == " " and not sign.isalpha()
        if name.isalpha() and not (spaced and sign) and name != sign:
            self.skip_blanks()
        return sign

    def words(self, depth: int) -> str:
        """The argument of a macro for text: its blanks count, and TeX's text macros do."""
        self.at += 1
        start, opened = self.at, 1
        while opened:
            opened += {"{": 1, "}": -1}.get(self.next(), 0)
        source = "".join(self.tokens[start : self.at - 1])
        if "\\" not in source and "^" not in source and "_" not in source:
            return source.replace("{", "").replace("}", "").replace("~", "\u00a0")
        if decoded := _plain_words(source):
            return decoded
        self.at = start
        inner = self.run(depth + 1)
        self.close()
        return inner

    def argument(self, depth: int) -> str:
        self.skip_blanks()
        if self.peek() in ("}", ""):
            raise ValueError("no argument")
        return self.atom(depth + 1)

    def skip_blanks(self) -> None:
        while self.peek() == " ":
            self.at += 1

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def next(self) -> str:
        if self.at >= len(self.tokens):
            raise ValueError("the end is missing")
        self.at += 1
        return str(self.tokens[self.at - 1])

    def close(self) -> None:
        if self.next() != "}":
            raise ValueError("a brace is missing")


def _plain_words(source: str) -> str:
    decoded = latex.decode(source)
    return "" if any(sign in decoded for sign in "\\{}$^_") else decoded


def _letter(first: int, sign: str) -> str:
    if not (sign.isascii() and sign.isalpha()):
        return sign
    place = ord(sign) - ord("A") if sign.isupper() else 26 + ord(sign) - ord("a")
    return _ELSEWHERE[first].get(sign) or chr(first + place)
