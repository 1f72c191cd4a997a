"""The notes of Zotero's items: HTML there, text here."""

import html
import re

from bibkit.patterns import lazy


def to_html(text: str) -> str:
    """A note's text as Zotero keeps notes: a paragraph each."""
    paragraphs = (html.escape(each, quote=False) for each in text.split("\n\n"))
    return "".join(f"<p>{each.replace(chr(10), '<br>')}</p>" for each in paragraphs)


def from_html(note: str) -> str:
    """The text of a note; markup within its paragraphs stays."""
    inner = _WRAPPED.sub(r"\1", note.strip())
    text = _BREAK.sub("\n", _PARAGRAPH.sub("\n\n", inner))
    return html.unescape(_EDGE.sub("", text)).strip()


_WRAPPED = lazy(r"<div[^>]*+>(.*)</div>", re.DOTALL | re.IGNORECASE)
_PARAGRAPH = lazy(r"</p>\s*<p[^>]*+>", re.IGNORECASE)
_BREAK = lazy(r"<br\s*/?>", re.IGNORECASE)
_EDGE = lazy(r"</?p(?:\s[^>]*+)?>", re.IGNORECASE)
