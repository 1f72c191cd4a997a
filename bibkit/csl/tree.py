"""The rendered tree: texts, and nodes with affixes, formats, quotes and what they stand for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from bibkit.csl.elements import Element

Formats: TypeAlias = tuple[tuple[str, str], ...]
"""Attribute and value, as ``("font-style", "italic")``."""

FORMATS = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")


@dataclass(frozen=True, slots=True)
class NameMark:
    """Which person a piece of text is: the variable, and the place in its list (from 0)."""

    role: str
    index: int


class LinkMark(NamedTuple):
    """Where a piece of text leads."""

    url: str


NOCASE = "nocase"
"""Text whose case no style may change."""
NODECOR = "nodecor"
"""Text that takes no format of what stands around it."""
YEAR = "year"
"""A year, to which a suffix may be added."""
MARKUP = "markup"
"""A tag of a field, rather than an element of a style."""
CURLY = "curly"
"""Quoted by marks that its writer chose: they change only inside other quotes."""
NAME_LIST = "list"
"""The people of one variable, without their label."""

Mark: TypeAlias = NameMark | LinkMark | str | None


class Node:
    """A part of an entry; treated as a value once it stands in a tree."""

    __slots__ = (
        "delimiter", "display", "formats", "kids", "mark", "prefix", "quotes", "suffix",
    )  # fmt: skip

    def __init__(
        self,
        kids: "Sequence[Kid]",
        formats: Formats = (),
        *,
        prefix: str = "",
        suffix: str = "",
        quotes: bool = False,
        delimiter: str = "",
        display: str = "",
        mark: Mark = None,
    ) -> None:
        self.kids = kids
        self.formats = formats
        self.prefix = prefix
        self.suffix = suffix
        self.quotes = quotes
        self.delimiter = delimiter
        self.display = display
        self.mark = mark

    def with_kids(self, kids: "Sequence[Kid]") -> "Node":
        """The same node around other kids."""
        return Node(
            kids, self.formats, prefix=self.prefix, suffix=self.suffix, quotes=self.quotes,
            delimiter=self.delimiter, display=self.display, mark=self.mark,
        )  # fmt: skip


Kid: TypeAlias = str | Node
Kids: TypeAlias = Sequence[Kid]


def plain(kids: Kids) -> str:
    """The letters of a tree, without affixes."""
    return "".join(kid if isinstance(kid, str) else plain(kid.kids) for kid in kids)


def map_text(kids: Kids, change: Callable[[str], str]) -> list[Kid]:
    """The tree with ``change`` made to every text in it."""
    return [
        change(kid) if isinstance(kid, str) else kid.with_kids(map_text(kid.kids, change))
        for kid in kids
    ]


def formats_of(attributes: dict[str, str]) -> Formats:
    """The formatting attributes among ``attributes``."""
    return tuple((name, attributes[name]) for name in FORMATS if attributes.get(name))


def wrapper(element: Element, delimiter: str = "") -> Callable[[Kids], Kid]:
    """What puts an element's affixes, formats and quotes around what it rendered."""
    attributes = element.attributes
    formats = formats_of(attributes)
    prefix, suffix = element.get("prefix"), element.get("suffix")
    quotes, display = element.get("quotes") == "true", element.get("display")
    if not (formats or prefix or suffix or quotes or display or delimiter):
        return unwrapped

    def wrap(kids: Kids) -> Kid:
        return Node(
            kids, formats, prefix=prefix, suffix=suffix, quotes=quotes,
            delimiter=delimiter, display=display,
        )  # fmt: skip

    return wrap


def unwrapped(kids: Kids) -> Kid:
    """A lone kid as it is, several as a node."""
    return kids[0] if len(kids) == 1 else Node(kids)


def interleaved(kids: Iterable[Kid], delimiter: str) -> list[Kid]:
    """The kids with a delimiter between them."""
    joined: list[Kid] = []
    for kid in kids:
        if joined and delimiter:
            joined.append(delimiter)
        joined.append(kid)
    return joined


def joined_words(*parts: Kid) -> list[Kid]:
    """Parts of a name with spaces between, but none behind an apostrophe or hyphen."""
    kids: list[Kid] = []
    for part in parts:
        if not part:
            continue
        if kids and not plain(kids[-1:]).endswith(("’", "'", "-")):
            kids.append(" ")
        kids.append(part)
    return kids
