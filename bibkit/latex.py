r"""LaTeX as bibliographies use it, and the canonical text it stands for.

Canonical text is Unicode with CSL's inline markup (``<i>``, ``<b>``, ``<sup>``, ``<sub>``
and two kinds of ``<span>``); formulas stay as ``$...$``, macros nobody knows as written.
``decode(encode(text)) == text`` holds for every text without control characters that is in
normal form C, and so it does for the two functions for titles.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

from bibkit.patterns import lazy
from bibkit.titles import GREEK, MATH, UNIT, needs_protection

_DEEPEST = 60  # groups in groups; what is deeper stays as written
_DEEPEST_MARKUP = 16  # keeps what encode writes within decode's depth


def _pairs(text: str) -> dict[str, str]:
    words = iter(text.split())
    return dict(zip(words, words, strict=True))


# The first macro of a letter or sign is the one that is written.
_SYMBOLS = (
    _pairs(
        r"""
    ss ß SS ẞ ae æ AE Æ oe œ OE Œ o ø O Ø l ł L Ł aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ dj đ
    DJ Đ ng ŋ NG Ŋ
    textbackslash \ textasciitilde ~ textasciicircum ^ textbraceleft { textbraceright }
    lbrace { rbrace } textunderscore _ textdollar $ textless < textgreater > textbar |
    textquotedbl " textasciigrave ` textquotesingle ' slash / textasteriskcentered *
    textendash – textemdash — ldots … dots … textellipsis …
    textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ” lq ‘ rq ’
    quotesinglbase ‚ quotedblbase „ guillemotleft « guillemotright » guilsinglleft ‹
    guilsinglright › guillemetleft « guillemetright » glqq „ grqq “ flqq « frqq »
    textexclamdown ¡ textquestiondown ¿
    S § textsection § P ¶ textparagraph ¶ dag † textdagger † ddag ‡ textdaggerdbl ‡
    copyright © textcopyright © textregistered ® texttrademark ™ textservicemark ℠
    pounds £ textsterling £ euro € texteuro € EUR € textyen ¥ textcent ¢ textcurrency ¤
    textdegree ° degree ° textcelsius ℃ textnumero № textperthousand ‰ textbullet •
    textperiodcentered · textordfeminine ª textordmasculine º textpm ± textmu µ
    texttimes × textdiv ÷ textminus − textlnot ¬ textonehalf ½ textonequarter ¼
    textthreequarters ¾ textonesuperior ¹ texttwosuperior ² textthreesuperior ³
    textleftarrow ← textrightarrow → textuparrow ↑ textdownarrow ↓
    textmugreek μ textvarsigma ς TeX TeX LaTeX LaTeX BibTeX BibTeX LaTeXe LaTeX2ε
    """
    )
    | {f"text{name}": letter for letter, name in GREEK.items() if name != "mu"}
    | {f"text{name.title()}": letter.upper() for letter, name in GREEK.items()}
    | {"nobreakspace": "\u00a0", "thinspace": "\u2009", "quad": "\u2003", "space": " "}
    | dict.fromkeys(["relax", "protect", "allowbreak", "nobreak", "noindent"], "")
)
_SIGNS = _pairs("& & % % $ $ # # _ _ { { } }") | {
    " ": " ", "\n": " ", "\t": " ", "\\": " ", ",": "\u2009", "-": "", "/": "", "@": "",
}  # fmt: skip
_LIGATURES = _pairs("-- – --- — `` “ '' ” ?` ¿ !` ¡") | {"~": "\u00a0"}
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "r": "\u030a", "c": "\u0327",
    "k": "\u0328", "d": "\u0323", "b": "\u0331", "h": "\u0309", "G": "\u030f", "f": "\u0311",
    "U": "\u030e", "t": "\u0361",
}  # fmt: skip
_CAPS = '<span style="font-variant:small-caps">'
_NOCASE = '<span class="nocase">'
_TAGS = {  # a tag, what closes it, and the macro that is written for it
    "<i>": ("</i>", r"\emph{"),
    "<b>": ("</b>", r"\textbf{"),
    "<sup>": ("</sup>", r"\textsuperscript{"),
    "<sub>": ("</sub>", r"\textsubscript{"),
    _CAPS: ("</span>", r"\textsc{"),
    _NOCASE: ("</span>", "{"),
}
_MARKUP = dict.fromkeys(["emph", "textit", "textsl", "mkbibemph", "mkbibitalic"], "<i>")
_MARKUP |= dict.fromkeys(["textbf", "mkbibbold"], "<b>") | {"textsc": _CAPS}
_MARKUP |= dict.fromkeys(["textsuperscript", "mkbibsuperscript"], "<sup>")
_MARKUP |= dict.fromkeys(["textsubscript", "mkbibsubscript"], "<sub>")
_AROUND = {macro: (tag, _TAGS[tag][0]) for macro, tag in _MARKUP.items()}
_AROUND |= dict.fromkeys(["mkbibquote", "enquote"], ("“", "”")) | {"enquote*": ("‘", "’")}
_AROUND |= dict.fromkeys(
    "texttt textrm textsf textup textmd textnormal text mbox hbox".split(), ("", "")
)
_SWITCHES = {"it": "<i>", "em": "<i>", "itshape": "<i>", "sl": "<i>", "slshape": "<i>"}
_SWITCHES |= {"bf": "<b>", "bfseries": "<b>", "sc": _CAPS, "scshape": _CAPS}
_SWITCHES |= dict.fromkeys("rm sf tt rmfamily sffamily ttfamily upshape normalfont".split(), "")
_KNOWN = frozenset(
    [*_SYMBOLS, *_AROUND, *_SWITCHES, *filter(str.isalpha, _ACCENTS), "url", "href"]
) | {"ensuremath"}

_MATH = lazy(MATH)
_SPECIAL = lazy(r"[\\{}~$]|--|``|''|[?!]`")
_TOKEN = lazy(r"\\(?:[A-Za-z]++|.)|[{}~$]|---?|``|''|[?!]`", re.DOTALL)
_BRACE = lazy(r"\\.|[{}]", re.DOTALL)
_BLANKS = lazy(r"\s*+")
_AFTER_WORD = lazy(r"\{\}|\s*+")
_OPTION = lazy(r"\[[^\[\]{}]*+\]")
_DISPLAYED = lazy(
    # Displayed, or with blanks on both sides if it is no prose between two prices.
    r"\$\$\s*+([^$\s][^$]*+)\$\$|\$\s++([^$\s]++\s|(?=[^$]*[\\^_])[^$]*+(?<=\s))\s*+\$"
)
_PARENTHESIZED = lazy(r"\\\(([^$\\]*+(?:\\[^()][^$\\]*+)*+)\\\)")
_URL_ESCAPE = lazy(r"\\([%#&_~{}])|\{\}")
_OUTSIDE_MATH = lazy(rf"{MATH}|(\\[A-Za-z]+)")


def decode(text: str) -> str:
    r"""The canonical text of a BibTeX field (without its outer delimiters).

    Accents and symbols become letters (composed, normal form C), font macros become
    markup, grouping braces vanish, formulas stay as ``$...$``. What cannot be decoded, an
    unknown macro with its arguments or an unbalanced brace, stays as written. Of ``\href``
    the text is kept, not the address. Never raises.
    """
    return _decode(text, _atom, title=False) if _SPECIAL.search(text) else text


def decode_title(text: str) -> str:
    """As ``decode``, with braces that protect capitals as ``<span class="nocase">``.

    Braces that ``encode_title`` writes of its own accord (``{NASA}``), that hold no
    capitals or small letters, or only a formula, leave no span; doubled braces always do.
    Braces that begin with a macro protect nothing, as in BibTeX.
    """
    return _decode(text, _title_atom, title=True) if _SPECIAL.search(text) else text


# What means the same wherever it stands: a formula, a group, an accent on a letter, a sign.
_ATOM = lazy(
    rf"({MATH}|\{{(?:[^{{}}]++|\{{[^{{}}]*+\}})*+\}}"
    r"|\\[`'^\"~=.](?:[A-Za-z]|\{[A-Za-z]\})|\\[&%$#_]|---?|~)"
)


def _decode(text: str, atom: Callable[[str], str], *, title: bool) -> str:
    """Reads ``text`` by its atoms, which recur and are remembered, or else token by token."""
    parts = _ATOM.split(text)
    if _SPECIAL.search("\0".join(parts[::2])):
        return _Reader(text).read(0, len(text), title)
    parts[1::2] = map(atom, parts[1::2])
    return "".join(parts)


@lru_cache(20_000)
def _atom(text: str) -> str:
    return _Reader(text).read(0, len(text), False)


@lru_cache(20_000)
def _title_atom(text: str) -> str:
    return _Reader(text).read(0, len(text), True)


def unknown_macros(decoded: str) -> list[str]:
    r"""The control words outside formulas in ``decoded``, in order (``["\\foo"]``)."""
    if "\\" not in decoded:
        return []
    return [word for word in _OUTSIDE_MATH.findall(decoded) if word]


def _partners(text: str) -> dict[int, int]:
    """Where each opening brace of ``text`` that is closed is closed."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            partners[opened.pop()] = match.start()
    return partners


def _end_of_macro(text: str, position: int, partners: dict[int, int]) -> int:
    """Where an unknown macro ends: its star, options and arguments belong to it."""
    if text.startswith("*", position):
        position += 1
    while True:
        if option := _OPTION.match(text, position):
            position = option.end()
        elif (brace := _skip(_BLANKS, text, position)) in partners:
            position = partners[brace] + 1
        else:
            return position


def _skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def _protected_anyway(text: str) -> bool:
    """Whether ``text`` needs no span in a title: braces come of their own accord, or idle."""
    if text.lower() == text.upper() or _MATH.fullmatch(text):
        return True
    return needs_protection(text) and UNIT.fullmatch(text) is not None


def _with_accent(mark: str, text: str) -> str | None:
    """``text`` with a combining mark on its first letter; None if it begins with none."""
    if not text or not text[0].isalpha():
        return None
    base = {"ı": "i", "ȷ": "j"}.get(text[0], text[0])
    if base != text[0] and mark == _ACCENTS["."]:
        return base + text[1:]
    end = 1
    while end < len(text) and combining(text[end]):
        end += 1
    return normalize("NFC", base + text[1:end] + mark) + text[end:]


class _Reader:
    """Reads stretches of one LaTeX text; each method gives the text read and where it ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.partners = _partners(text) if "{" in text else {}
        self.depth = 0

    def read(self, start: int, end: int, title: bool) -> str:
        """The canonical text of a stretch; in a ``title``, plain braces are protection."""
        text = self.text
        if self.depth > _DEEPEST:
            return text[start:end]
        self.depth += 1
        out: list[str] = []
        closings: list[str] = []
        while match := _TOKEN.search(text, start, end):
            at, token = match.start(), match[0]
            out.append(text[start:at])
            start = match.end()
            if token[0] == "\\":
                name = token[1:]
                if name in _SWITCHES:
                    start = min(_skip(_BLANKS, text, start), end)
                    out.append(tag := _SWITCHES[name])
                    closings.append(_TAGS[tag][0] if tag else "")
                    continue
                token, start = self.macro(name, at, start, end, title)
            elif token == "{":
                if self.partners.get(at, end) < end:
                    start = self.partners[at] + 1
                    token = self.group(at, title)
            elif token == "$":
                token, start = self.formula(at, end)
            else:
                token = _LIGATURES.get(token, token)
            out.append(token)
        out.append(text[start:end])
        out.extend(reversed(closings))
        self.depth -= 1
        return "".join(out)

    def group(self, at: int, title: bool) -> str:
        text, start, end = self.text, at + 1, self.partners[at]
        if not title or start == end or text[start] == "\\":
            return self.read(start, end, title)
        if self.partners.get(start) == end - 1:
            inner = self.read(start + 1, end - 1, False)
            return f"{_NOCASE}{inner}</span>" if inner else ""
        inner = self.read(start, end, False)
        return inner if _protected_anyway(inner) else f"{_NOCASE}{inner}</span>"

    def formula(self, at: int, end: int) -> tuple[str, int]:
        if match := _MATH.match(self.text, at, end):
            return match[0], match.end()
        if match := _DISPLAYED.match(self.text, at, end):
            return f"${(match[1] or match[2]).rstrip()}$", match.end()
        return "$", at + 1

    def macro(self, name: str, at: int, start: int, end: int, title: bool) -> tuple[str, int]:
        """The macro ``name`` that begins at ``at``; ``start`` is where its name ends."""
        text = self.text
        if name in _ACCENTS:
            argument = self.accented(start, end)
            if argument is None:
                return text[at:start], start
            base, after = argument
            if not base and name in "~^":
                return name, after
            return _with_accent(_ACCENTS[name], base) or text[at:after], after
        if name in _SYMBOLS:
            return _SYMBOLS[name], min(_skip(_AFTER_WORD, text, start), end)
        if name in _SIGNS:
            blank = name == "\\"
            return _SIGNS[name], min(_skip(_BLANKS, text, start), end) if blank else start
        if name == "(" and (match := _PARENTHESIZED.match(text, at, end)):
            return self.as_formula(match[1], match[0]), match.end()
        if not (name.isascii() and name.isalpha()):
            return text[at:start], start
        return self.macro_with_arguments(name, at, start, end, title)

    def macro_with_arguments(
        self, name: str, at: int, start: int, end: int, title: bool
    ) -> tuple[str, int]:
        text = self.text
        if text.startswith("*", start) and f"{name}*" in _KNOWN:
            name, start = f"{name}*", start + 1
        if name not in _KNOWN:
            after = _end_of_macro(text, start, self.partners)
            return text[at:after], after
        brace = _skip(_BLANKS, text, start)
        close = self.partners.get(brace, end)
        if close >= end:
            return text[at:start], start
        if name in _AROUND:
            opening, closing = _AROUND[name]
            return opening + self.read(brace + 1, close, title) + closing, close + 1
        if name == "ensuremath":
            inner = text[brace + 1 : close]
            return self.as_formula(inner, text[at : close + 1]), close + 1
        if name == "href":
            label = _skip(_BLANKS, text, close + 1)
            label_end = self.partners.get(label, end)
            if label_end >= end:
                return text[at:start], start
            return self.read(label + 1, label_end, title), label_end + 1
        return _URL_ESCAPE.sub(r"\1", text[brace + 1 : close]), close + 1

    def as_formula(self, inner: str, source: str) -> str:
        formula = f"${inner.strip()}$"
        return formula if _MATH.fullmatch(formula) else source

    def accented(self, position: int, end: int) -> tuple[str, int] | None:
        """The argument of an accent: a group, a letter, a symbol or another accent."""
        text = self.text
        position = _skip(_BLANKS, text, position)
        if position >= end or self.depth > _DEEPEST:
            return None
        if text[position] == "{":
            close = self.partners.get(position, end)
            return (self.read(position + 1, close, False), close + 1) if close < end else None
        if text[position] != "\\":
            return text[position], position + 1
        match = _TOKEN.match(text, position, end)
        name = match[0][1:] if match else ""
        if match is None or not (name in _SYMBOLS or name in _ACCENTS):
            return None
        self.depth += 1
        found = self.macro(name, position, match.end(), end, False)
        self.depth -= 1
        return found


# Encoding: the text is cut into tokens, tags are paired, and each token is written.

_ESCAPES = {sign: f"\\{sign}" for sign in "&%#_{}$"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\u00a0": "~",
}
_BRACE_NAMES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_ASCII_LIGATURES = {"–": "--", "—": "---", "“": "``", "”": "''"}
_NAMES = {  # reversed: of the macros of one letter the first remains
    letter: name
    for name, letter in reversed(_SYMBOLS.items())
    if len(letter) == 1 and not letter.isascii()
}
_MARK_NAMES = {mark: name for name, mark in _ACCENTS.items() if name != "t"}

_TAG = "|".join(map(re.escape, _TAGS)) + "|</(?:i|b|sup|sub|span)>"
_CANONICAL = (
    rf"(?P<tag>{_TAG})|(?P<formula>{MATH})|(?P<macro>\\[A-Za-z]++)"
    r"|(?P<special>[&%#_{}$\\~^\u00a0])"
    r"|(?P<ligature>-(?=-)|`(?=`)|'(?=')|[?!](?=`))"
)
_FOREIGN = (
    r"|(?P<sign>(?<![-–—`'“”?!])[–—“”](?![-–—`'“”]))"
    r"|(?P<foreign>[^\x00-\x7f][\u0300-\u036f]*+|[A-Za-z][\u0300-\u036f]++)"
)
_TO_ENCODE = lazy(r"[&%#_{}$\\~^<\u00a0]|--|``|''|[?!]`")
_ONLY_BRACE = lazy(r"[{}]")
_ESCAPED = lazy(r"\\.", re.DOTALL)
_ABOVE = 230  # the combining class of marks above a letter, where i and j lose their dot
# What UNIT and needs_protection find in plain ASCII.
_PLAIN_UNIT = lazy(r"\b[A-Za-z0-9][a-z0-9]*+[A-Z][A-Za-z0-9]*+")


class _Token(NamedTuple):
    kind: str
    text: str


def encode(text: str, ascii_only: bool = False) -> str:
    r"""``text`` as the contents of a BibTeX field; ``decode`` reads it back the same.

    TeX's signs are escaped, markup becomes macros, formulas and unknown macros stay. The
    braces written are balanced as BibTeX counts them, whatever ``text`` holds. With
    ``ascii_only`` letters are written as ``{\'e}`` and ``{\ss}``; those that LaTeX has no
    macro for (other scripts) stay.
    """
    if not _TO_ENCODE.search(text) and (not ascii_only or text.isascii()):
        return text
    return _write(text, ascii_only, False)


def encode_title(text: str, ascii_only: bool = False) -> str:
    """As ``encode``, with braces around protected spans and around each unit that needs it.

    ``decode_title`` reads it back the same: a span around what gets braces anyway is
    written with two pairs.
    """
    if text.isascii() and not _TO_ENCODE.search(text):
        return _PLAIN_UNIT.sub(r"{\g<0>}", text)
    return _write(text, ascii_only, True)


def _write(text: str, ascii_only: bool, title: bool) -> str:
    tokens = list(_tokens(text, ascii_only, title))
    closings = _paired_tags(tokens, title) if "<" in text else {}
    escapes = _ESCAPES
    if not _nested("".join([token.text for token in tokens if token.kind == "special"])):
        escapes = _ESCAPES | _BRACE_NAMES
    writer = _Writer()
    closed_by: list[int] = []
    protected = 0  # up to which token a span protects already
    for index, (kind, value) in enumerate(tokens):
        if kind == "special":
            writer.write(escapes[value])
        elif kind == "ligature":
            writer.write(value + "{}")
        elif kind == "macro":
            writer.write_macro(value)
        elif kind == "sign":
            writer.write(_ASCII_LIGATURES[value])
        elif kind == "foreign":
            writer.write(_in_ascii(value))
        elif kind == "unit":
            written = value if value.isalnum() and not ascii_only else encode(value, ascii_only)
            braced = index >= protected and needs_protection(value)
            writer.write(f"{{{written}}}" if braced else written)
        elif index in closings:
            closed_by.append(closings[index])
            if value == _NOCASE:
                protected = closings[index]
                inside = "".join(token.text for token in tokens[index + 1 : protected])
                writer.open("{", doubled=_protected_anyway(inside))
            else:
                writer.open(_TAGS[value][1])
        elif closed_by and index == closed_by[-1]:
            closed_by.pop()
            writer.close()
        else:
            writer.write(value)
    return writer.text()


@cache
def _pattern(title: bool, ascii_only: bool) -> re.Pattern[str]:
    """What is not written as it stands; compiled on first use, as readers need none."""
    unit = f"(?P<unit>{UNIT.pattern})|" if title else ""
    return lazy(unit + _CANONICAL + (_FOREIGN if ascii_only else ""))


def _tokens(text: str, ascii_only: bool, title: bool) -> Iterator[_Token]:
    pattern = _pattern(title, ascii_only)
    partners = _partners(text) if "{" in text and "\\" in text else {}
    position = 0
    escaped_until = 0
    while match := pattern.search(text, position):
        start, end, kind = match.start(), match.end(), match.lastgroup or ""
        if start > position:
            yield _Token("text", text[position:start])
        if kind == "macro":
            end = _end_of_macro(text, end, partners)
            known = match[0][1:] in _KNOWN
            if known or start < escaped_until or not _balanced(text[start:end]):
                # Its arguments are written as text, so that no macro in them stays either.
                escaped_until = escaped_until if known else max(end, escaped_until)
                kind, end = "special", start + 1
        elif kind == "formula" and not _balanced(match[0]):
            kind, end = "special", start + 1
        yield _Token(kind, text[start:end])
        position = end
    if position < len(text):
        yield _Token("text", text[position:])


def _paired_tags(tokens: list[_Token], title: bool) -> dict[int, int]:
    """Where each tag that becomes a macro is closed; all other tags are text."""
    opened: list[int] = []
    open_by_closing = dict.fromkeys((closing for closing, _ in _TAGS.values()), 0)
    closings: dict[int, int] = {}
    for index, token in enumerate(tokens):
        if token.kind != "tag":
            continue
        if token.text in _TAGS:
            opened.append(index)
            open_by_closing[_TAGS[token.text][0]] += 1
        elif open_by_closing[token.text]:
            closing = ""
            while closing != token.text:
                start = opened.pop()
                closing = _TAGS[tokens[start].text][0]
                open_by_closing[closing] -= 1
            closings[start] = index
    return _without_idle_tags(closings, tokens, title)


def _without_idle_tags(
    closings: dict[int, int], tokens: list[_Token], title: bool
) -> dict[int, int]:
    kept: dict[int, int] = {}
    ends: list[int] = []
    protected = -1
    for start, end in sorted(closings.items()):
        while ends and ends[-1] < start:
            ends.pop()
        if tokens[start].text == _NOCASE:
            if not title or start < protected or end == start + 1:
                continue
            protected = end
        if len(ends) < _DEEPEST_MARKUP:
            ends.append(end)
            kept[start] = end
    return kept


class _Writer:
    """Collects what is written, group by group."""

    def __init__(self) -> None:
        self.groups: list[list[str]] = [[]]
        self.openings: list[tuple[str, bool]] = []
        self.after_macro = False

    def write(self, piece: str) -> None:
        if self.after_macro and (begins := piece.lstrip()[:1]):
            if begins in "{[":
                # The nothing that keeps a group from being the macro's argument.
                self.groups[-1].append(r"\/")
            self.after_macro = False
        self.groups[-1].append(piece)

    def write_macro(self, source: str) -> None:
        self.groups[-1].append(source)
        self.after_macro = True

    def open(self, opening: str, doubled: bool = False) -> None:
        if self.after_macro and opening == "{":
            self.groups[-1].append(r"\/")
        self.after_macro = False
        self.openings.append((opening, doubled))
        self.groups.append([])

    def close(self) -> None:
        opening, doubled = self.openings.pop()
        inner = "".join(self.groups.pop())
        if doubled or (opening == "{" and inner.startswith("\\")):
            inner = f"{{{inner}}}"
        self.groups[-1].append(f"{opening}{inner}}}")
        self.after_macro = False

    def text(self) -> str:
        return "".join(self.groups[-1])


def _nested(text: str) -> bool:
    """Whether the braces of ``text`` pair, a backslash before them or not."""
    depth = 0
    for sign in _ONLY_BRACE.findall(text):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _balanced(text: str) -> bool:
    """Whether BibTeX, which counts escaped braces, and TeX both find ``text`` balanced."""
    return _nested(text) and ("\\" not in text or _nested(_ESCAPED.sub("", text)))


@lru_cache(maxsize=4096)
def _in_ascii(letter: str) -> str:
    """A letter with its combining marks as LaTeX; as it is where LaTeX has no macro."""
    if letter in _NAMES:
        return f"{{\\{_NAMES[letter]}}}"
    decomposed = normalize("NFD", letter)
    base, marks = decomposed[0], decomposed[1:]
    if not all(mark in _MARK_NAMES for mark in marks) or not base.isalpha() or base in "ıȷ":
        return letter
    if base in _NAMES:
        written = f"{{\\{_NAMES[base]}}}"
    elif base.isascii():
        written = base
        if base in "ij" and combining(marks[0]) == _ABOVE and marks[0] != _ACCENTS["."]:
            written = f"{{\\{base}}}"
    else:
        return letter
    for mark in marks:
        name = _MARK_NAMES[mark]
        bare = len(written) == 1 and not name.isalpha()
        argument = written if bare or written[0] == "{" else f"{{{written}}}"
        written = f"{{\\{name}{argument}}}"
    return written
