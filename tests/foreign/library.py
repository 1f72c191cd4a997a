"""Citations richer than pages give: every type, and what is hard to write."""

from typing import Any

from bibkit.model import TYPES, Citation, Date, Identifier, Name


def _person(family: str, given: str = "", **parts: Any) -> Name:
    return Name(family=family, given=given, **parts)


def _ids(**values: str) -> tuple[Identifier, ...]:
    return tuple(Identifier(scheme, value) for scheme, value in values.items())


_SICI = "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"

_RICH: dict[str, dict[str, Any]] = {
    "article": {
        "title": "LLMs at 50% of the cost: a $5 & 10% saving, ~3× faster {or not}",
        "author": (_person("Zeng", "Zhichen"), _person("Liu", "Zhining")),
        "more_authors": True,
        "issued": Date(2023, 8, 27),
        "ids": _ids(arxiv="2308.14181"),
        "eprint_class": "cs.LG",
        "keyword": ("cs.LG", "cs.AI", "stat.ML"),
        "abstract": "First paragraph: 100% of C# & F_1.\n\nSecond, with x^2 and a \\ in it.",
    },
    "article-journal": {
        "title": "Citation analysis with SICI identifiers",
        "author": (_person("Müller", "Jürgen"), _person("Ångström", "Åsa Örn")),
        "container_title": "Journal of the American Society for Information & Science",
        "issued": Date(1998, 6),
        "volume": "49",
        "issue": "8",
        "page": "693-707",
        "ids": _ids(doi=_SICI, issn="0002-8231"),
        "keyword": ("citation analysis", "Databases, Bibliographic", "R&D"),
    },
    "article-magazine": {
        "title": "What is C#, and who uses F_1^n?",
        "author": (_person("Berg", "Jan", non_dropping_particle="van der"),),
        "container_title": "Byte",
        "issued": Date(1999, 12, 31),
        "page": "12",
    },
    "article-newspaper": {
        "title": "“Quoted” title – with dashes — and an apostrophe’s end",
        "author": (_person("O’Neill", "Mary-Jane"),),
        "container_title": "The Times",
        "issued": Date(2001, 2, 3),
    },
    "book": {
        "title": "Measuring CO<sub>2</sub> and the <i>Drosophila</i> genome",
        "author": (_person("King", "Martin Luther", suffix="Jr."), _person("Doe", "J. A.")),
        "editor": (_person("Editor", "Edith"),),
        "publisher": "Barnes & Noble",
        "publisher_place": "New York",
        "issued": Date(1963),
        "ids": _ids(isbn="9780306406157"),
        "edition": "2",
    },
    "chapter": {
        "title": "Strings with \\ backslash, ^caret, ~tilde and under_score",
        "author": (Name(literal="Barnes and Noble, Inc."),),
        "container_title": "A Handbook of {Braces}",
        "editor": (_person("Cruz", "María", non_dropping_particle="de la"),),
        "page": "1-20",
        "publisher": "Springer",
        "issued": Date(2010),
        "ids": _ids(isbn="9780306406157"),
    },
    "paper-conference": {
        "title": "Attention is all you need",
        "author": (_person("Gogh", "Vincent", non_dropping_particle="van"), _person("Plato")),
        "container_title": "Advances in Neural Information Processing Systems 30",
        "issued": Date(2017, 12, 4),
        "page": "5998-6008",
        "ids": _ids(doi="10.1000/a_b_c"),
        "url": "https://example.org/a_b?c=1&d=100%25#part_2",
    },
    "thesis": {
        "title": "On the École Polytechnique’s œuvre: Ærø, Łódź, Straße",
        "author": (_person("Łukasiewicz", "Żaneta"),),
        "genre": "PhD thesis",
        "publisher": "Universität Zürich",
        "issued": Date(2005, 7),
    },
    "report": {
        "title": "World health statistics",
        "author": (Name(literal="World Health Organization"), Name(literal="AT&T Labs, R&D")),
        "publisher": "WHO Press",
        "number": "TR-12",
        "issued": Date(2020, 5, 13),
        "language": "en",
    },
    "webpage": {
        "title": "A page, 100% online",
        "author": (Name(literal="Research and Development Group"),),
        "url": "https://example.org/~user/index.html?q=a_b&r=%7Bx%7D#top",
        "issued": Date(2024, 1, 1),
        "accessed": Date(2024, 2, 3),
        "note": "Retrieved & printed.",
    },
    "dataset": {
        "title": "王军’s data set, with 中文 in the title",
        "author": (_person("王", "军"), _person("Иванов", "Иван")),
        "issued": Date(2019),
        "ids": _ids(doi="10.5281/zenodo.12345_6"),
        "version": "1.2.0",
    },
    "software": {
        "title": "bib_tool: a tool",
        "author": (_person("Ritchie", "Dennis M."),),
        "version": "3.0",
        "issued": Date(2022, 3, 4),
        "url": "https://github.com/a/b_c",
    },
    "manuscript": {
        "title": "A note of 25 % and 3 < 4 > 2",
        "author": (_person("Beauvoir", "Simone", non_dropping_particle="de"),),
        "issued": Date(1949),
        "note": "In private hands",
    },
    "patent": {
        "title": "Method & apparatus",
        "author": (_person("Nguyễn", "Văn An"),),
        "number": "US1234567",
        "issued": Date(1990, 10, 11),
    },
    "motion_picture": {
        "title": "Ghost: the film",
        "author": (_person("Cooper", "James Fenimore"),),
        "issued": Date(1990),
    },
}

_PLAIN = (
    _person("Curie", "Marie"),
    _person("Saint-Exupéry", "Antoine", non_dropping_particle="de"),
)


def _plain(type: str) -> dict[str, Any]:
    return {
        "title": f"A work of type {type.replace('_', ' ')}",
        "author": _PLAIN,
        "issued": Date(2011, 4, 5),
    }


LIBRARY = tuple(
    Citation(type=type, key=f"key-{type.replace('_', '-')}", **_RICH.get(type) or _plain(type))
    for type in sorted(TYPES)
)
"""One citation of every type, in the order of their keys."""
