"""Values for every kind of variable of the model, as hypothesis draws them."""

import unicodedata
from datetime import date
from typing import Any

from hypothesis import strategies as st

from bibkit.model import VARIABLES, Date, Identifier, Name
from bibkit.rules import Rule

_LETTERS = "abcdefgxyzABCDEFXYZ"
_TEXT = _LETTERS + "0123456789éüßłØñ王军Д .,;:()!?&%$#_{}~^\\<>'\"/*+=@|-–—"


def _line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def lines(alphabet: str = _TEXT) -> st.SearchStrategy[str]:
    """Text on one line that is not blank."""
    return st.text(alphabet, min_size=1, max_size=40).map(_line).filter(bool)


words = st.text(_LETTERS + "éüñ", min_size=1, max_size=12)
dates = st.dates(date(1000, 1, 1), date(2999, 12, 31)).flatmap(
    lambda day: st.sampled_from(
        [Date(day.year), Date(day.year, day.month), Date(day.year, day.month, day.day)]
    )
)
people = st.builds(
    Name,
    family=words.map(str.capitalize),
    given=words.map(str.capitalize),
    non_dropping_particle=st.sampled_from(["", "van der", "de", "von"]),
    suffix=st.sampled_from(["", "", "Jr.", "III"]),
)
organizations = st.builds(Name, literal=st.lists(words, min_size=2, max_size=4).map(" ".join))
names = st.lists(people | organizations, min_size=1, max_size=4).map(tuple)
_IDS = {
    "doi": ["10.1000/182", "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"],
    "version_doi": ["10.1101/2020.01.01.123456"],
    "isbn": ["9780306406157", "0-306-40615-2"],
    "issn": ["0378-5955", "2434-561X"],
    "pmid": ["17170002"],
    "pmcid": ["PMC1939856"],
    "arxiv": ["1803.03324v2", "hep-th/9901001"],
}
_SPECIAL: dict[str, st.SearchStrategy[Any]] = {
    "key": words,
    "page": st.sampled_from(["1-9", "e1392", "12, 14", "iv-xii", "S12-S20"]),
    "url": st.sampled_from(["https://example.org/a_b?c=1&d=%20#e~f", "http://example.org/{x}"]),
    "code": st.sampled_from(["https://github.com/a/b_c"]),
    "eprint_class": st.sampled_from(["cs.LG", "hep-th"]),
}
_KINDS: dict[str, st.SearchStrategy[Any]] = {
    "text": lines(),
    "names": names,
    "date": dates,
    "texts": st.lists(lines(_LETTERS + "é, -"), min_size=1, max_size=4, unique=True).map(tuple),
    "count": st.integers(1, 99_999),
    "flag": st.just(True),
}


def variable(name: str, scheme: str = "") -> st.SearchStrategy[Any]:
    """Values of one canonical name; of one identifier scheme where the name is ``ids``."""
    if name == "ids":
        values = _IDS.get(scheme, [f"{scheme}-1"])
        return st.sampled_from(values).map(lambda value: (Identifier(scheme, value),))
    return _SPECIAL[name] if name in _SPECIAL else _KINDS[VARIABLES[name]]


def drawable(rule: Rule) -> bool:
    """Whether the rule's values can be drawn; sources and extra have tests of their own."""
    return not {"sources", "extra", "type"} & set(rule.names)
