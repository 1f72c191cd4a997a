"""Markdown in the texts of CSL-YAML, as pandoc reads it, and the markup that titles have.

What is certain is read: escapes, emphasis, raised and lowered text, spans of a class. All
other text stays as it is (https://pandoc.org/MANUAL.html#pandocs-markdown).
"""

import re

from bibkit.codecs.text import decode_prose, decode_text
from bibkit.model import Json
from bibkit.patterns import lazy

_SIGNS = lazy(r"[*_^~\\\[\]`$@<>]|--|\.\.\.")
_TAGS = {
    "<i>": "*", "</i>": "*", "<b>": "**", "</b>": "**",
    "<sup>": "^", "</sup>": "^", "<sub>": "~", "</sub>": "~",
}  # fmt: skip
_SPANS = {
    '<span class="nocase">': ".nocase",
    '<span style="font-variant:small-caps">': ".smallcaps",
}
_CLASSES = {name: tag for tag, name in _SPANS.items()}
_ESCAPED = lazy(r"\\([!-/:-@\[-`{-~])")
_KEPT = lazy("[\ue000-\ue0ff]")
"""Private characters that stand for escaped signs while the others are read."""
_DASHES = lazy(r"(?<!-)-{2,3}(?!-)")
_DASH = {2: "–", 3: "—"}
_EMPHASIS = lazy(
    r"(?P<strong>\*\*|(?<!\w)__)(?=\S)(?P<bold>.{1,400}?)(?<=\S)(?P=strong)(?!\w(?<=_\w))"
    r"|(?P<mark>\*|(?<![\w])_)(?=[^\s*_])(?P<italic>.{1,400}?)(?<=\S)(?P=mark)(?!\*|(?<=_)\w)"
    r"|\^(?P<sup>[^\s^]{1,99})\^"
    r"|(?<!~)~(?P<sub>[^\s~]{1,99})~(?!~)"
    r"|\[(?P<text>[^\[\]]{0,400})\]\{(?P<class>\.nocase|\.smallcaps)\}"
)


def decode_markdown(value: Json) -> str:
    """A text of one line with its markup as titles have it."""
    return _read(decode_text(value))


def decode_markdown_prose(value: Json) -> str:
    """A text of several lines with its markup."""
    return _read(decode_prose(value))


def _read(text: str) -> str:
    if not _SIGNS.search(text) or _KEPT.search(text):
        return text
    text = _ESCAPED.sub(lambda found: chr(0xE000 + ord(found[1])), text)
    text = _marked(text)
    if "--" in text:
        text = _DASHES.sub(lambda found: _DASH[len(found[0])], text)
    return _KEPT.sub(lambda found: chr(ord(found[0]) - 0xE000), text)


def _marked(text: str) -> str:
    return _EMPHASIS.sub(_tagged, text)


def _tagged(found: re.Match[str]) -> str:
    if found["bold"]:
        return f"<b>{_marked(found['bold'])}</b>"
    if found["italic"]:
        return f"<i>{_marked(found['italic'])}</i>"
    if found["sup"]:
        return f"<sup>{found['sup']}</sup>"
    if found["sub"]:
        return f"<sub>{found['sub']}</sub>"
    return f"{_CLASSES[found['class']]}{_marked(found['text'])}</span>"


_MARKUP = lazy(
    r"</?(?:i|b|sup|sub)>|</span>"
    r'|<span class="nocase">|<span style="font-variant:small-caps">'
)


def encode_markdown(text: str) -> str:
    """The text as ``decode_markdown`` reads it; markup that it cannot say stays HTML."""
    if not _SIGNS.search(text):
        return text
    if "<" in text:
        said = _with_marks(text)
        if decode_markdown_prose(said) == text:
            return said
    return _escaped(text)


def _with_marks(text: str) -> str:
    """The text with Markdown for its markup."""
    parts: list[str] = []
    open_spans: list[str] = []
    end = 0
    for found in _MARKUP.finditer(text):
        parts.append(_escaped(text[end : found.start()]))
        end = found.end()
        tag = found[0]
        if tag in _SPANS:
            open_spans.append(_SPANS[tag])
            parts.append("[")
        elif tag == "</span>":
            parts.append(f"]{{{open_spans.pop()}}}" if open_spans else tag)
        else:
            parts.append(_TAGS[tag])
    parts.append(_escaped(text[end:]))
    return "".join(parts)


_SPECIAL = lazy(r"[*_^~\\\[\]`$@]|-(?=-)|\.(?=\.\.)")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
