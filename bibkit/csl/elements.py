"""XML of styles and locales: read by lxml, told apart from it, and not trusted.

No entity is read, nothing is fetched, and a document nests only so deep.
"""

from collections.abc import Iterator

from bibkit.errors import StyleError
from bibkit.patterns import lazy

_DEEPEST = 150
_LARGEST = 8_000_000
_DECLARATION = lazy(r"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)")


class Element:
    """An element by its local name, with its attributes, children and text."""

    __slots__ = ("attributes", "children", "tag", "text")

    def __init__(
        self,
        tag: str,
        attributes: dict[str, str] | None = None,
        children: "list[Element] | None" = None,
        text: str = "",
    ) -> None:
        self.tag = tag
        self.attributes = attributes or {}
        self.children = children or []
        self.text = text

    def get(self, name: str, default: str = "") -> str:
        """An attribute, or ``default``."""
        return self.attributes.get(name, default)

    def find(self, *path: str) -> "Element | None":
        """The first child of a name, or of a path of names."""
        return next(self.find_all(*path), None)

    def find_all(self, *path: str) -> "Iterator[Element]":
        """The children of a name, or what stands at a path of names."""
        for child in self.children:
            if child.tag == path[0]:
                if len(path) == 1:
                    yield child
                else:
                    yield from child.find_all(*path[1:])

    def walk(self) -> "Iterator[Element]":
        """This element and all below it, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.walk()


def parse_xml(data: bytes, name: str) -> Element:
    """The document element of a style or locale that was read from ``name``.

    Raises:
        StyleError: it is no XML, too large or too deep, or declares entities.
    """
    from lxml import etree

    if len(data) > _LARGEST:
        raise StyleError(f"{name}: is larger than any style ({len(data)} bytes)")
    # Without the zeros of UTF-16 a declaration looks the same in every encoding.
    if _DECLARATION.search(data.replace(b"\0", b"").decode("latin-1")):
        raise StyleError(
            f"{name}: declares a document type or entities; remove the <!...> lines"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise StyleError(f"{name}: is no well-formed XML: {error.msg}") from error
    return _converted(root, name, 1)


def _converted(node: "object", name: str, depth: int) -> Element:
    from lxml import etree

    assert isinstance(node, etree._Element)
    if depth > _DEEPEST:
        raise StyleError(f"{name}: nests more than {_DEEPEST} elements into one another")
    children = [
        _converted(child, name, depth + 1) for child in node if isinstance(child.tag, str)
    ]
    attributes = {str(key).rpartition("}")[2]: str(value) for key, value in node.attrib.items()}
    return Element(str(node.tag).rpartition("}")[2], attributes, children, node.text or "")
