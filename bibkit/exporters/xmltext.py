"""Text as XML holds it."""

from collections.abc import Mapping

from bibkit.patterns import lazy

_REFUSED = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SPECIAL = lazy("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;"})
_IN_QUOTES = str.maketrans({'"': "&quot;", "\n": "&#xA;", "\t": "&#x9;"})
_FACES: Mapping[str, str] = {
    "i": "italic",
    "b": "bold",
    "sub": "subscript",
    "sup": "superscript",
}
_MARKED = lazy(r"<(i|b|sub|sup)>((?:[^<\s]|[^<\s][^<]*[^<\s]))</\1>")


def escaped(text: str) -> str:
    """``text`` between tags; what no XML can hold is U+FFFD."""
    if not _SPECIAL.search(text):  # nearly all texts
        return text
    return _REFUSED.sub("\ufffd", text).translate(_ESCAPES)


def attribute(text: str) -> str:
    """``text`` as the value of an attribute, in its quotes."""
    return f'"{escaped(text).translate(_IN_QUOTES)}"'


def comment(text: str) -> str:
    """``text`` as a comment, in which no two hyphens may follow one another."""
    plain = _REFUSED.sub("\ufffd", text)
    while "--" in plain:
        plain = plain.replace("--", "- -")
    return f"<!-- {plain.strip()} -->\n"


def styled(text: str) -> str:
    """``text`` with its markup as EndNote's ``style``; markup inside of markup stays text."""
    if "<" not in text or not (parts := list(_MARKED.finditer(text))):
        return escaped(text)
    shown: list[str] = []
    end = 0
    if parts[0].span() == (0, len(text)):  # a field whole in italics is one shown so
        shown.append(_run("normal", ""))
    for part in parts:
        if end < part.start():
            shown.append(_run("normal", text[end : part.start()]))
        shown.append(_run(_FACES[part[1]], part[2]))
        end = part.end()
    if end < len(text):
        shown.append(_run("normal", text[end:]))
    return "".join(shown)


def _run(face: str, text: str) -> str:
    return f'<style face="{face}" font="default" size="100%">{escaped(text)}</style>'
