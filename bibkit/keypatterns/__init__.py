r"""Patterns of citation keys, in the language of JabRef (``[auth][year][veryshorttitle]``).

https://docs.jabref.org/setup/citationkeypatterns says what the markers and modifiers mean.
Added are ``[word]``, the title's first significant word in lower case, and that ``[auth]``
of a citation without authors and editors is the first word of the title. Function words are
those of ``titles.significant_words`` where ``[word]`` is concerned, else JabRef's.
"""

from collections.abc import Callable, Sequence

from bibkit.errors import UsageError
from bibkit.keypatterns.letters import BLANKS, ascii_letters
from bibkit.keypatterns.markers import Value, value
from bibkit.keypatterns.modifiers import modifier
from bibkit.model import Citation
from bibkit.patterns import lazy

__all__ = ["compile"]

_QUOTED = r'"(?:[^"\\]|\\.)*+"'
_MODIFIER = rf"regex\(\s*+{_QUOTED}\s*+,\s*+{_QUOTED}\s*+\)|\([^()]*+\)|[A-Za-z_]++[0-9]*+"
_MARKER = lazy(rf"\[([A-Za-z][\w./-]*+)((?::(?:{_MODIFIER}))*+)\]")
_MODIFIERS_OF = lazy(rf":({_MODIFIER})")
_NOT_IN_KEYS = lazy(r"[^\w+./:-]+")


def compile(text: str) -> Value:
    """The function that makes a citation's key, from a pattern.

    Raises:
        UsageError: a marker or modifier that there is not.
    """
    expanded = _expander(text)

    def key(citation: Citation) -> str:
        return _NOT_IN_KEYS.sub("", ascii_letters(expanded(citation))) or "anonymous"

    return key


def _expander(text: str) -> Value:
    """The function that puts values in the places of a text's markers."""
    pieces: list[Value | str] = []
    position = 0
    for found in _MARKER.finditer(text):
        pieces.append(text[position : found.start()])
        pieces.append(_marker(found[1], _MODIFIERS_OF.findall(found[2])))
        position = found.end()
    pieces.append(text[position:])
    if "[" in "".join(piece for piece in pieces if isinstance(piece, str)):
        raise UsageError(f"key pattern {text!r}: a '[' that opens no marker")
    return lambda citation: "".join(
        piece if isinstance(piece, str) else piece(citation) for piece in pieces
    )


def _marker(name: str, modifiers: Sequence[str]) -> Value:
    own = value(name)
    steps = [_step(word) for word in modifiers]

    def modified(citation: Citation) -> str:
        text = ascii_letters(own(citation))
        for step in steps:
            text = step(text, citation)
        return BLANKS.sub("", text)

    return modified


def _step(word: str) -> Callable[[str, Citation], str]:
    """One modifier; ``(...)`` stands in for an empty value, and may hold markers."""
    if word.startswith("("):
        instead = _expander(word[1:-1])
        return lambda text, citation: text or instead(citation)
    change = modifier(word)
    return lambda text, _: change(text)
