"""What a list says in a medium, its markup taken away: lines of words."""

import re
from html.parser import HTMLParser
from unicodedata import normalize

_MARKDOWN = re.compile(r"\\(.)|</?(?:sup|sub|i|em|b|span)[^>]*>|\]\([^)]*\)|\*+|\[")
_LATEX_WORDS = {
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textless": "<",
    "textgreater": ">", "textbar": "|", "char34": '"',
}  # fmt: skip
_LATEX = re.compile(
    r"\\href\{(?:\\.|[^{}\\])*\}|\\(" + "|".join(_LATEX_WORDS) + r")\{\}"
    r"|\\[a-z]+\*?|\\(.)|[{}]|(~)"
)


def lines(words: str) -> list[str]:
    """The lines that say something, letters and blanks as all media have them."""
    return [
        line
        for each in words.split("\n")
        if (line := " ".join(normalize("NFKC", each).split()))
    ]


def text(written: str) -> list[str]:
    return [line for line in lines(written) if set(line) not in ({"="}, {"-"}, {"~"})]


def markdown(written: str) -> list[str]:
    found = []
    for line in written.split("\n"):
        bare = re.sub(r"^(#+ |- )", "", line)
        found.append(_MARKDOWN.sub(lambda match: match[1] or "", bare))
    return lines("\n".join(found))


def latex(written: str) -> list[str]:
    found = []
    for line in written.split("\n"):
        bare = re.sub(r"^\\item(?:\[\{(.*?)\}\]|\\relax) ?", r"\1 ", line)
        if not re.match(r"%|\\(?:providecommand|begin|end)|  \\(?:set|renew|label)", bare):
            found.append(
                _LATEX.sub(
                    lambda m: _LATEX_WORDS.get(m[1] or "", "") or m[2] or " " * bool(m[3]), bare
                )
            )
    return lines("\n".join(found))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = 0
        self.picture: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.hidden += tag in ("style", "script", "title")
        if tag == "svg" or self.picture:
            self.picture.append(tag)
        if tag in ("p", "li", "h1", "h2", "h3", "h4"):
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("style", "script", "title")
        if tag == "svg":
            self.picture = []

    def handle_data(self, data: str) -> None:
        # Of a picture its title and its words are heard, not what is drawn.
        if self.picture in (["svg", "title"], ["svg", "title", "desc"]):
            self.words += (
                ["\n" if len(self.picture) == 2 else ": ", data] if data.strip() else []
            )
        elif self.picture:
            return
        elif not self.hidden:
            self.words.append(data.replace("\n", " "))


def html(written: str) -> list[str]:
    page = _Page()
    page.feed(written)
    return lines("".join(page.words))


_TYPST = re.compile(
    r'#link\("(?:\\.|[^"\\])*"\)|bytes\("(?:\\.|[^"\\])*"\)'
    r'|format: "svg"|(?:style|weight): "[a-z]+"|"((?:\\.|[^"\\])*)"|#linebreak\(\)'
)


def typst(written: str) -> list[str]:
    found = []
    for line in written.split("\n"):
        if not line.startswith(("#set", "#show", "//")):
            strings = [match[1] or "" for match in _TYPST.finditer(line)]
            if line.startswith("  "):
                strings.insert(1, " ")
            found.append(re.sub(r"\\(.)", r"\1", "".join(strings)))
    return lines("\n".join(found))


STRIPPED = {"text": text, "markdown": markdown, "html": html, "latex": latex, "typst": typst}
