"""What catalogues write behind names to tell namesakes apart: numbers, years of lives."""

from bibkit.model import Identifier, Name, replace
from bibkit.patterns import lazy

# DBLP: "Wei Wang 0001" (https://dblp.org/faq/1474704).
_NUMBERED = lazy(r"(?P<name>.*[^\W\d_]\.?) (?P<number>0[0-9]{3})(?P<rest>,[^{}\\]*)?")
# Libraries, after MARC 21's subfield d: "Smith, John, 1950-", "ca. 1200-1280", "b. 1950".
_YEAR = r"(?:(?:ca?\.|circa|approximately|active|fl\.|b\.|d\.|born|died) ?)?[0-9]{3,4}\??"
_DATED = lazy(
    rf"(?P<name>.*[^\s,]),\s*(?P<dates>{_YEAR}\s?[-–](?:\s?{_YEAR})?"
    r"|(?:b\.|d\.|fl\.|born|died|active) ?[0-9]{4})[.,]?"
)
_NUMBER = lazy(r"[0-9]{3}")
_LONGEST = 200


def without_mark(text: str) -> tuple[str, Identifier | None]:
    """A name as written without what tells its bearer from namesakes, and that.

    A number of DBLP's is an identifier with the name that it numbers (scheme ``dblp``), the
    years of a life one without (``lived``): neither is a part of the name.
    """
    if len(text) > _LONGEST or not _NUMBER.search(text):
        return text, None
    if found := _NUMBERED.fullmatch(text):
        rest = found["rest"] or ""
        given = rest.lstrip(", ")
        whole = f"{given} {found['name']}" if given else found["name"]
        return found["name"] + rest, Identifier("dblp", f"{whole} {found['number']}")
    if found := _DATED.fullmatch(text):
        return found["name"], Identifier("lived", found["dates"])
    return text, None


def marked(name: Name, mark: Identifier | None) -> Name:
    """The name with the identifier."""
    return replace(name, ids=(*name.ids, mark)) if mark else name


def lived(name: Name) -> str:
    """The years of a person's life, as a catalogue writes them."""
    return next((found.value for found in name.ids if found.scheme == "lived"), "")
