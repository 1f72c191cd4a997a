"""LaTeX read as canonical text."""

import re
from collections.abc import Callable
from functools import lru_cache

from bibkit.latex.glyphs import glyph, recased, with_accent
from bibkit.latex.groups import BLANKS, end_of_macro, font_environment, partners_of, skip
from bibkit.latex.tables import (
    ACCENTS,
    AROUND,
    CASES,
    CHEMICAL,
    GLYPHS,
    KNOWN,
    LETTERS,
    LIGATURES,
    NOCASE,
    PHANTOMS,
    PRINTED,
    SIGNS,
    SWITCHES,
    TAGS,
)
from bibkit.patterns import lazy
from bibkit.titles import MATH, UNIT, needs_protection

_DEEPEST = 60  # groups in groups; what is deeper stays as written
_MATH = lazy(MATH)
_TOKEN = lazy(r"\\(?:[A-Za-z]++|.)|[{}~$]|[_^](?=\{)|---?|``|''|[?!]`", re.DOTALL)
_AFTER_WORD = lazy(r"\{\}|\s*+")
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
    return _decode(text, _atom, title=False) if is_tex(text) else text


def is_tex(text: str) -> bool:
    """Whether something in ``text`` means another thing to TeX; most of it means itself.

    A look at a character at a time is thrice as fast as one pattern for all, and at one
    thrice as fast as at two.
    """
    return (
        "\\" in text
        or "{" in text
        or "$" in text
        or "~" in text
        or "}" in text
        or ("-" in text and "--" in text)
        or ("`" in text and ("``" in text or "?`" in text or "!`" in text))
        or ("'" in text and "''" in text)
    )


def decode_title(text: str) -> str:
    """As ``decode``, with braces that protect capitals as ``<span class="nocase">``.

    Braces that ``encode_title`` writes of its own accord (``{NASA}``), that hold no
    capitals or small letters, or only a formula, leave no span; doubled braces always do.
    Braces that begin with a macro protect nothing, as in BibTeX.
    """
    return _decode(text, _title_atom, title=True) if is_tex(text) else text


_GROUP = r"(?:[^{}]++|\{[^{}]*+\})*+\}"
_REST_OF_MATH = MATH.removeprefix(r"\$")
# What means the same wherever it stands: a formula, a group, an accent on a letter, a sign, a
# font. The sign that each begins with stands first: a search for a set of signs is quick.
_ATOM = lazy(
    rf"([$\\{{_^~-](?:(?<=\$){_REST_OF_MATH}|(?<=\{{){_GROUP}|(?<=[_^])\{{{_GROUP}"
    r"|(?<=\\)(?:[`'^\"~=.](?:[A-Za-z]|\{[A-Za-z]\})|[&%$#_]|[uvHcdbrk]\{[A-Za-z]\}"
    rf"|(?:emph|text(?:it|bf|sc|su[bp]erscript))\{{{_GROUP})|(?<=-)--?|(?<=~)))"
)


def _decode(text: str, atom: Callable[[str], str], *, title: bool) -> str:
    """Reads ``text`` by its atoms, which recur and are remembered, or else token by token."""
    parts = _ATOM.split(text)
    if is_tex("\0".join(parts[::2])):
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


def protected_anyway(text: str) -> bool:
    """Whether ``text`` needs no span in a title: braces come of their own accord, or idle."""
    if text.lower() == text.upper() or _MATH.fullmatch(text):
        return True
    return needs_protection(text) and UNIT.fullmatch(text) is not None


class _Reader:
    """Reads stretches of one LaTeX text; each method gives the text read and where it ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.partners = partners_of(text) if "{" in text else {}
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
                if name in SWITCHES:
                    start = min(skip(BLANKS, text, start), end)
                    out.append(tag := SWITCHES[name])
                    closings.append(TAGS[tag][0] if tag else "")
                    continue
                token, start = self.macro(name, at, start, end, title)
            elif token == "{":
                if self.partners.get(at, end) < end:
                    start = self.partners[at] + 1
                    token = self.group(at, title)
            elif token == "$":
                token, start = self.formula(at, end)
            elif token in "_^":
                token, start = self.script(token, start, end)
            else:
                token = LIGATURES.get(token, token)
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
            return f"{NOCASE}{inner}</span>" if inner else ""
        inner = self.read(start, end, False)
        return inner if protected_anyway(inner) else f"{NOCASE}{inner}</span>"

    def script(self, mark: str, brace: int, end: int) -> tuple[str, int]:
        """What ``_{2}`` and ``^{2}`` mean outside formulas, where TeX refuses them."""
        close = self.partners.get(brace, end)
        if close >= end:
            return mark, brace
        inner = self.read(brace + 1, close, False)
        tag = "<sub>" if mark == "_" else "<sup>"
        return f"{tag}{inner}{TAGS[tag][0]}" if inner else "", close + 1

    def formula(self, at: int, end: int) -> tuple[str, int]:
        if match := _MATH.match(self.text, at, end):
            return match[0], match.end()
        if match := _DISPLAYED.match(self.text, at, end):
            return f"${(match[1] or match[2]).rstrip()}$", match.end()
        return "$", at + 1

    def macro(self, name: str, at: int, start: int, end: int, title: bool) -> tuple[str, int]:
        """The macro ``name`` that begins at ``at``; ``start`` is where its name ends."""
        text = self.text
        if name in ACCENTS:
            argument = self.accented(start, end)
            if argument is None:
                return text[at:start], start
            base, after = argument
            if not base and name in "~^":
                return name, after
            return with_accent(ACCENTS[name], base) or text[at:after], after
        if name in LETTERS:
            return LETTERS[name], min(skip(_AFTER_WORD, text, start), end)
        if name in SIGNS:
            blank = name == "\\"
            return SIGNS[name], min(skip(BLANKS, text, start), end) if blank else start
        if name == "(" and (match := _PARENTHESIZED.match(text, at, end)):
            return self.as_formula(match[1], match[0]), match.end()
        if not (name.isascii() and name.isalpha()):
            return text[at:start], start
        return self.macro_with_arguments(name, at, start, end, title)

    def macro_with_arguments(
        self, name: str, at: int, start: int, end: int, title: bool
    ) -> tuple[str, int]:
        text = self.text
        if text.startswith("*", start) and f"{name}*" in KNOWN:
            name, start = f"{name}*", start + 1
        if name == "begin" and (found := font_environment(text, start, end)):
            font, inside, inside_end, after = found
            tag = SWITCHES[font]
            closing = TAGS[tag][0] if tag else ""
            return tag + self.read(inside, inside_end, title) + closing, after
        if name not in KNOWN:
            after = end_of_macro(text, start, self.partners)
            return text[at:after], after
        brace = skip(BLANKS, text, start)
        close = self.partners.get(brace, end)
        if close >= end:
            if name in PHANTOMS and (hidden := _TOKEN.match(text, brace, end)):
                return "", hidden.end()
            return text[at:start], start
        if name in PHANTOMS:
            return PHANTOMS[name], close + 1
        if name in AROUND:
            opening, closing = AROUND[name]
            return opening + self.read(brace + 1, close, title) + closing, close + 1
        if name == "ensuremath":
            inner = text[brace + 1 : close]
            return self.as_formula(inner, text[at : close + 1]), close + 1
        if name in PRINTED:
            return self.printed(PRINTED[name], at, start, brace, end, title)
        if name in CHEMICAL:
            from bibkit.latex.chemistry import chemical  # few texts have formulas of it

            return chemical(text[brace + 1 : close]) or text[at : close + 1], close + 1
        if name in CASES or name in GLYPHS:
            inner = self.read(brace + 1, close, False)
            made = recased(name, inner) if name in CASES else glyph(inner)
            return made or text[at : close + 1], close + 1
        return _URL_ESCAPE.sub(r"\1", text[brace + 1 : close]), close + 1

    def printed(
        self, places: tuple[int, ...], at: int, start: int, brace: int, end: int, title: bool
    ) -> tuple[str, int]:
        """Of a macro's two arguments, the first at ``brace``, those that are printed."""
        other = skip(BLANKS, self.text, self.partners[brace] + 1)
        if self.partners.get(other, end) >= end:
            return self.text[at:start], start
        read = [
            self.read(opening + 1, self.partners[opening], title)
            for opening in ((brace, other)[place - 1] for place in places)
        ]
        return "".join(read), self.partners[other] + 1

    def as_formula(self, inner: str, source: str) -> str:
        formula = f"${inner.strip()}$"
        return formula if _MATH.fullmatch(formula) else source

    def accented(self, position: int, end: int) -> tuple[str, int] | None:
        """The argument of an accent: a group, a letter, a symbol or another accent."""
        text = self.text
        position = skip(BLANKS, text, position)
        if position >= end or self.depth > _DEEPEST:
            return None
        if text[position] == "{":
            close = self.partners.get(position, end)
            return (self.read(position + 1, close, False), close + 1) if close < end else None
        if text[position] != "\\":
            return text[position], position + 1
        match = _TOKEN.match(text, position, end)
        name = match[0][1:] if match else ""
        if match is None or not (name in LETTERS or name in ACCENTS):
            return None
        self.depth += 1
        found = self.macro(name, position, match.end(), end, False)
        self.depth -= 1
        return found
