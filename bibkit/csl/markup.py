"""The inline markup of CSL fields, and quotation marks in them, as a tree.

Tags: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html#html-like-formatting-tags.
A pair of quotation marks becomes a node, so that styles choose and nest the marks; a lone
mark stays, a lone single one is an apostrophe.
"""

from collections.abc import Mapping
from functools import lru_cache

from bibkit.csl.tree import CURLY, MARKUP, NOCASE, NODECOR, Formats, Kid, Kids, Node
from bibkit.patterns import lazy

_SPECIAL = frozenset("<\"'“‘«")
_TAG = lazy(
    r"(</?(?:i|b|em|strong|sup|sub|sc)>"
    r'|<span\s+(?:style="font-variant:\s*small-caps;?"|class="nocase"|class="nodecor")>'
    r"|</span>)"
)
_FORMATS: Mapping[str, Formats] = {
    "i": (("font-style", "italic"),),
    "em": (("font-style", "italic"),),
    "b": (("font-weight", "bold"),),
    "strong": (("font-weight", "bold"),),
    "sup": (("vertical-align", "sup"),),
    "sub": (("vertical-align", "sub"),),
    "sc": (("font-variant", "small-caps"),),
}
_SMALL_CAPS: Formats = (("font-variant", "small-caps"),)
_DOUBLE = frozenset('"“”')
_SINGLE = frozenset("'‘’")
_BEFORE_OPENING = frozenset("([{-–—\"'“‘/")


@lru_cache(20_000)
def rich(text: str) -> Kids:
    """The tree of a field: its tags and its quotes."""
    if _SPECIAL.isdisjoint(text):
        return (text,)
    return _quoted(tagged(text))


@lru_cache(2_000)
def tagged(text: str) -> list[Kid]:
    """The tree of a text with tags, its quotation marks left as they are."""
    if "<" not in text:
        return [text]
    tokens = [token for token in _TAG.split(text) if token]
    paired = _paired(tokens)
    root: list[Kid] = []
    open_lists = [root]
    for place, token in enumerate(tokens):
        if place not in paired:
            open_lists[-1].append(token)
        elif token.startswith("</"):
            open_lists.pop()
        else:
            kids: list[Kid] = []
            open_lists[-1].append(_node(token, kids))
            open_lists.append(kids)
    return root


def _paired(tokens: list[str]) -> set[int]:
    """The places of tags that have a partner; what closes over others leaves them single."""
    paired: set[int] = set()
    waiting: list[tuple[int, str]] = []
    for place, token in enumerate(tokens):
        if not _TAG.fullmatch(token):
            continue
        name = token.strip("</>").split()[0]
        if not token.startswith("</"):
            waiting.append((place, name))
        elif any(other == name for _, other in waiting):
            while waiting[-1][1] != name:
                waiting.pop()
            paired |= {waiting.pop()[0], place}
    return paired


def _node(tag: str, kids: list[Kid]) -> Node:
    if not tag.startswith("<span"):
        return Node(kids, _FORMATS[tag.strip("<>")], mark=MARKUP)
    if "small-caps" in tag:
        return Node(kids, _SMALL_CAPS, mark=MARKUP)
    return Node(kids, mark=NOCASE if NOCASE in tag else NODECOR)


class _Quotes:
    """Reads the pieces of a field from left to right and nests what stands in quotes."""

    def __init__(self, kids: Kids) -> None:
        self.kids = kids
        self.stack: list[tuple[str, list[Kid]]] = [("", [])]
        self.text: list[str] = []
        self.before = " "
        self.endless: set[str] = set()

    def tree(self) -> list[Kid]:
        for number, kid in enumerate(self.kids):
            if isinstance(kid, Node):
                self._flush()
                self.stack[-1][1].append(kid.with_kids(_quoted(kid.kids)))
                self.before = "x"
            else:
                self._read(number, kid)
                self._flush()
        while len(self.stack) > 1:
            sign, inside = self.stack.pop()
            self.stack[-1][1].append('"' if sign == '"' else "’")
            self.stack[-1][1].extend(inside)
        return self.stack[0][1]

    def _flush(self) -> None:
        if self.text:
            self.stack[-1][1].append("".join(self.text))
            self.text = []

    def _read(self, number: int, text: str) -> None:
        for place, letter in enumerate(text):
            if letter in _DOUBLE or letter in _SINGLE:
                self._mark(number, text, place)
            else:
                self.text.append(letter)
            self.before = letter

    def _mark(self, number: int, text: str, place: int) -> None:
        letter, before = text[place], self.before
        at_end = number == len(self.kids) - 1
        after = text[place + 1 : place + 2] or (" " if at_end else "x")
        sign = '"' if letter in _DOUBLE else "'"
        starts_word = before.isspace() or before in _BEFORE_OPENING
        opens = letter == "“" or (letter in "\"'" and starts_word and not after.isspace())
        closes = (
            letter in "”’\"'"
            and self.stack[-1][0] == sign
            and not before.isspace()
            and not after.isalnum()
        )
        if letter == "‘" or (letter == "’" and not closes):
            # Curly single marks are what their writer chose.
            self.text.append(letter)
        elif closes:
            self._flush()
            _, inside = self.stack.pop()
            self.stack[-1][1].append(
                Node(inside, quotes=True, mark=CURLY if letter == "”" else None)
            )
        elif opens and self._has_end(number, place, sign):
            self._flush()
            self.stack.append((sign, []))
        else:
            self.text.append("’" if sign == "'" else letter)

    def _has_end(self, number: int, place: int, sign: str) -> bool:
        """Whether a mark that could close stands behind; where none does, none does later."""
        if sign in self.endless:
            return False
        pattern = _DOUBLE_END if sign == '"' else _SINGLE_END
        own = self.kids[number]
        assert isinstance(own, str)
        others = [kid if isinstance(kid, str) else "x" for kid in self.kids[number + 1 :]]
        if pattern.search(own, place + 1):
            return True
        # Tags may stand between the mark and the one that closes.
        if others and pattern.search(own[place + 1 :] + "".join(others)):
            return True
        self.endless.add(sign)
        return False


_DOUBLE_END = lazy(r'\S["”](?!\w)')
_SINGLE_END = lazy(r"\S['’](?!\w)")


def _quoted(kids: Kids) -> list[Kid]:
    return _Quotes(kids).tree()
