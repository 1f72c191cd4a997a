"""Canonical text written as LaTeX: cut into tokens, its tags paired, each token written."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from bibkit.latex.groups import end_of_macro, font_environment, partners_of
from bibkit.latex.reading import is_tex, protected_anyway
from bibkit.latex.tables import KNOWN, NOCASE, TAGS
from bibkit.patterns import lazy
from bibkit.titles import MATH, UNIT, needs_protection

_DEEPEST_MARKUP = 16  # keeps what encode writes within decode's depth

_ESCAPES = {sign: f"\\{sign}" for sign in "&%#_{}$"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\u00a0": "~",
}
_BRACE_NAMES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_ASCII_LIGATURES = {"–": "--", "—": "---", "“": "``", "”": "''"}

_TAG = "|".join(map(re.escape, TAGS)) + "|</(?:i|b|sup|sub|span)>"
_CANONICAL = (
    rf"(?P<tag>{_TAG})|(?P<formula>{MATH})|(?P<macro>\\[A-Za-z]++)"
    r"|(?P<special>[&%#_{}$\\~^\u00a0])"
    r"|(?P<ligature>-(?=-)|`(?=`)|'(?=')|[?!](?=`))"
)
_FOREIGN = (
    r"|(?P<sign>(?<![-–—`'“”?!])[–—“”](?![-–—`'“”]))"
    r"|(?P<foreign>[^\x00-\x7f][\u0300-\u036f]*+|[A-Za-z][\u0300-\u036f]++)"
)
# Units that need no protection, with the blanks behind them.
_PLAIN_WORDS = "(?:[A-Za-z][a-z]*+ )++"
_ONLY_BRACE = lazy(r"[{}]")
_ESCAPED = lazy(r"\\.", re.DOTALL)
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
    if (text.isalnum() or not _is_structured(text)) and (not ascii_only or text.isascii()):
        return _escaped(text)
    return _write(text, True, False) if ascii_only else _in_chunks(text, title=False)


def encode_title(text: str, ascii_only: bool = False) -> str:
    """As ``encode``, with braces around protected spans and around each unit that needs it.

    ``decode_title`` reads it back the same: a span around what gets braces anyway is
    written with two pairs.
    """
    if not _is_structured(text) and (not ascii_only or text.isascii()):
        if _escaped(text) is text:
            rest = text[1:]
            if rest == rest.lower():
                return text
            if text.isascii():
                return _PLAIN_UNIT.sub(lambda unit: f"{{{unit[0]}}}", text)
        return _unit_or_sign().sub(_unit_or_sign_written, text)
    return _write(text, True, True) if ascii_only else _in_chunks(text, title=True)


def _in_chunks(text: str, *, title: bool) -> str:
    """The words in markup and formulas, which recur, and the plain text around them.

    What stands between blanks is written alike whatever stands beside it, if no markup and
    no brace is open there.
    """
    parts = _chunk().split(text)
    plain = parts[::2]
    around = "\0".join(plain)
    if _is_structured(around):
        return _write(text, False, title)
    if _escaped(around) is not around or (title and around != around.lower()):
        parts[::2] = map(encode_title if title else encode, plain)
    parts[1::2] = [_chunk_written(chunk, title) for chunk in parts[1::2]]
    return "".join(parts)


@cache
def _chunk() -> re.Pattern[str]:
    inner, beside = r"[^<>$\\{}~^\u00a0]*+", r"[^ <>$\\{}~^\u00a0]*+"
    pairs = "|".join(f"{tag}{inner}{closing}" for tag, (closing, _) in TAGS.items())
    return re.compile(rf"(?<![^ ])({beside}(?:(?:{MATH}|{pairs}){beside})++)(?![^ ])")


@lru_cache(20_000)
def _chunk_written(chunk: str, title: bool) -> str:
    return _write(chunk, False, title)


def _is_structured(text: str) -> bool:
    """Whether ``text`` asks for more than a backslash before each sign."""
    return (
        "^" in text or "<" in text or is_tex(text) or (not text.isascii() and "\u00a0" in text)
    )


def _escaped(text: str) -> str:
    """``text`` with a backslash before each sign; the very same where it has none."""
    for sign in "&%#_":
        text = text.replace(sign, f"\\{sign}")
    return text


def _unit_or_sign_written(match: re.Match[str]) -> str:
    unit = match["unit"]
    if unit is None:
        return match[0] if match["plain"] else f"\\{match[0]}"
    written = _escaped(unit)
    return f"{{{written}}}" if needs_protection(unit) else written


@cache
def _unit_or_sign() -> re.Pattern[str]:
    return re.compile(rf"(?P<plain>{_PLAIN_WORDS})|(?P<unit>{UNIT.pattern})|[&%#_]")


def _write(text: str, ascii_only: bool, title: bool) -> str:
    tokens = list(_tokens(text, ascii_only, title))
    closings = _paired_tags(tokens, title) if "<" in text else {}
    nested = _nested("".join([token.text for token in tokens if token.kind == "special"]))
    escapes = _ESCAPES if nested else _ESCAPES | _BRACE_NAMES
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
            from bibkit.latex.letters import in_ascii  # few files are written so

            writer.write(in_ascii(value))
        elif kind == "unit":
            written = value if value.isalnum() and not ascii_only else encode(value, ascii_only)
            braced = index >= protected and needs_protection(value)
            writer.write(f"{{{written}}}" if braced else written)
        elif index in closings:
            closed_by.append(closings[index])
            if value == NOCASE:
                protected = closings[index]
                inside = "".join(token.text for token in tokens[index + 1 : protected])
                writer.open("{", doubled=protected_anyway(inside))
            else:
                writer.open(TAGS[value][1])
        elif closed_by and index == closed_by[-1]:
            closed_by.pop()
            writer.close()
        else:
            writer.write(value)
    return writer.text()


@cache
def _pattern(title: bool, ascii_only: bool) -> re.Pattern[str]:
    """What is not written as it stands; compiled on first use, as readers need none."""
    unit = f"(?P<text>{_PLAIN_WORDS})|(?P<unit>{UNIT.pattern})|" if title else ""
    return lazy(unit + _CANONICAL + (_FOREIGN if ascii_only else ""))


def _tokens(text: str, ascii_only: bool, title: bool) -> Iterator[_Token]:
    pattern = _pattern(title, ascii_only)
    partners = partners_of(text) if "{" in text and "\\" in text else {}
    position = 0
    escaped_until = 0
    while match := pattern.search(text, position):
        start, end, kind = match.start(), match.end(), match.lastgroup or ""
        if start > position:
            yield _Token("text", text[position:start])
        if kind == "macro":
            end = end_of_macro(text, end, partners)
            known = match[0][1:] in KNOWN or (
                match[0] == "\\begin"
                and font_environment(text, match.end(), len(text)) is not None
            )
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
    open_by_closing = dict.fromkeys((closing for closing, _ in TAGS.values()), 0)
    closings: dict[int, int] = {}
    for index, token in enumerate(tokens):
        if token.kind != "tag":
            continue
        if token.text in TAGS:
            opened.append(index)
            open_by_closing[TAGS[token.text][0]] += 1
        elif open_by_closing[token.text]:
            closing = ""
            while closing != token.text:
                start = opened.pop()
                closing = TAGS[tokens[start].text][0]
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
        if tokens[start].text == NOCASE:
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
