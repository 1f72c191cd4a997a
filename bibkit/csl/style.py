"""A style as it is written: its parts, its options, and whether it can be followed at all."""

from collections.abc import Iterator
from functools import cached_property

from bibkit.csl.elements import Element, parse_xml
from bibkit.errors import StyleError

_DEEPEST = 160
_LARGEST = 1_000_000


class Style:
    """An independent style: macros, citation, bibliography."""

    def __init__(self, root: Element, name: str) -> None:
        self.root = root
        self.name = name
        self.macros = {macro.get("name"): macro for macro in root.find_all("macro")}
        self.citation = root.find("citation")
        self.bibliography = root.find("bibliography")
        self._check_macros()

    @classmethod
    def parse(cls, data: bytes, name: str) -> "Style":
        """The style in ``data``, which was read from ``name``.

        Raises:
            StyleError: it is no style, depends on another, or its macros lead in a circle.
        """
        root = parse_xml(data, name)
        if root.tag != "style":
            raise StyleError(f"{name}: is no style: its document element is <{root.tag}>")
        style = cls(root, name)
        if style.citation is None and style.bibliography is None:
            raise StyleError(f"{name}: has neither a bibliography nor a citation to follow")
        return style

    @property
    def default_locale(self) -> str:
        """The language that the style asks for, or ``""``."""
        return self.root.get("default-locale")

    @cached_property
    def info(self) -> dict[str, str]:
        """Title, id and parent as the style's ``info`` says them."""
        return info_of(self.root)

    @cached_property
    def has_year_suffix(self) -> bool:
        """Whether the style itself says where a year's suffix stands."""
        return any(
            element.tag == "text" and element.get("variable") == "year-suffix"
            for element in self.root.walk()
        )

    def layout(self, scope: str) -> Element | None:
        """The layout of ``citation`` or ``bibliography``."""
        part = self.root.find(scope)
        return part.find("layout") if part is not None else None

    def _check_macros(self) -> None:
        """Refuse macros that lead in a circle, too deep, or to endless text."""
        measured: dict[str, tuple[int, int]] = {}

        def measure(element: Element, inside: tuple[str, ...]) -> tuple[int, int]:
            depth, size = 0, 1
            for name in _called(element):
                if name in inside:
                    circle = " -> ".join([*inside[inside.index(name) :], name])
                    raise StyleError(f"{self.name}: macros lead in a circle: {circle}")
                if name in self.macros:
                    if name not in measured:
                        measured[name] = measure(self.macros[name], (*inside, name))
                    depth = max(depth, measured[name][0])
                    size += measured[name][1]
            for child in element.children:
                inner = measure(child, inside)
                depth = max(depth, inner[0])
                # Of a choice one branch is rendered.
                size = max(size, inner[1]) if element.tag == "choose" else size + inner[1]
            if depth >= _DEEPEST:
                raise StyleError(f"{self.name}: nests more than {_DEEPEST} elements and macros")
            if size > _LARGEST:
                raise StyleError(
                    f"{self.name}: its macros unfold to more than {_LARGEST} elements"
                )
            return depth + 1, size

        for name, macro in self.macros.items():
            if name not in measured:
                measured[name] = measure(macro, (name,))
        for part in (self.citation, self.bibliography):
            if part is not None:
                measure(part, ())


def _called(element: Element) -> Iterator[str]:
    if element.tag in ("text", "key") and "macro" in element.attributes:
        yield element.attributes["macro"]


def info_of(root: Element) -> dict[str, str]:
    """Title, id, and of a dependent style its parent."""
    found: dict[str, str] = {}
    for element in root.find_all("info"):
        for child in element.children:
            if child.tag in ("title", "title-short", "id"):
                found.setdefault(child.tag, " ".join(child.text.split()))
            elif child.tag == "link" and child.get("rel") == "independent-parent":
                found["parent"] = child.get("href")
    return found
