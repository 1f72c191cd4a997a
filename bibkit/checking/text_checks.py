"""The texts of one record: damage of encodings, HTML that was left, capitals throughout."""

import unicodedata
from collections.abc import Iterator

from bibkit.checking.checked import Checked, shortened
from bibkit.diagnostics import Diagnostic
from bibkit.model import Field
from bibkit.patterns import lazy

NOT_PRINTED = frozenset(
    """abstract affiliation annotation annote copyright file langid language library comments
    ab n2 an id links review""".split()
)
"""Fields that no bibliography shows, and into which programs paste what they find."""

# Two bytes of UTF-8 as Windows-1252 shows them: the second is never a letter there.
_SECOND_BYTE = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_DAMAGE = lazy(rf"Ã[{_SECOND_BYTE}]|â€[{_SECOND_BYTE}]|Â[\xa0-\xbf]|\ufffd|ï¿½")
_UNSEEN = lazy(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u2028\u2029\ufeff]")
_ENTITY = lazy(
    r"&(?:amp|lt|gt|quot|apos|nbsp|[A-Za-z]+(?:uml|acute|grave)|#[0-9]+|#x[0-9A-Fa-f]+);"
)
_TAG = lazy(
    r"</?(?:i|b|em|strong|su[bp]|span|p|br|scp?|jats:[a-z]+|mml:[a-z]+)(?:\s[^<>]*+)?/?>"
)
_BRACKETS = (("(", ")"), ("[", "]"))
_SHORTEST_SHOUT = 12
"""Letters: shorter titles may be one acronym after the other."""


def findings(checked: Checked) -> Iterator[Diagnostic]:
    """What is doubtful in the texts of a record, whatever its format."""
    for field in checked.own_fields():
        value = field.value
        if value == "":
            yield checked.finding("empty-field", f"{field.tag} is empty", field)
        elif isinstance(value, str):
            if not value.isascii():
                yield from _characters(checked, field, value)
            elif _UNSEEN.search(value):
                yield _unseen(checked, field, value)
            if "&" in value or "<" in value:
                yield from _html(checked, field, value)
    yield from _title(checked)


def _characters(checked: Checked, field: Field, value: str) -> Iterator[Diagnostic]:
    if not unicodedata.is_normalized("NFC", value):
        message = f"{field.tag} is not in Unicode's normal form C"
        yield checked.finding("not-composed", message, field)
    if field.tag in NOT_PRINTED:
        return
    if found := _DAMAGE.search(value):
        around = value[max(0, found.start() - 8) : found.end() + 8]
        message = f"{field.tag} holds {around!r}: a letter that a wrong encoding spoiled"
        yield checked.finding("odd-character", message, field)
    elif _UNSEEN.search(value):
        yield _unseen(checked, field, value)


def _unseen(checked: Checked, field: Field, value: str) -> Diagnostic:
    found = _UNSEEN.search(value)
    sign = ord(found[0]) if found else 0
    message = f"{field.tag} holds U+{sign:04X}, which nobody sees: delete it"
    return checked.finding("odd-character", message, field)


def _html(checked: Checked, field: Field, value: str) -> Iterator[Diagnostic]:
    """Entities anywhere; tags where the format has other means."""
    if field.tag in NOT_PRINTED or not checked.names_of(field.tag) or "://" in value:
        return
    found = _ENTITY.search(value)
    if not found and checked.table.family == "bibtex":
        found = _TAG.search(value)
    if found:
        message = f"{field.tag} holds {found[0]}, which is HTML"
        yield checked.finding("left-html", message, field)


def _title(checked: Checked) -> Iterator[Diagnostic]:
    title = checked.citation.title
    if "$" not in title and (sign := _unpaired(title)):
        message = f"the title holds a {sign} without its partner: {shortened(title)}"
        yield checked.finding("odd-brackets", message, checked.field_of("title"))
    if " " in title and title == title.upper() != title.lower():
        letters = [char for char in title if char.isalpha() and char.lower() != char]
        if len(letters) >= _SHORTEST_SHOUT:
            message = f"the title is all in capitals: {shortened(title)}"
            yield checked.finding("all-capitals", message, checked.field_of("title"))


def _unpaired(text: str) -> str:
    """The first kind of bracket that is opened more or less often than closed, or ``""``."""
    for opening, closing in _BRACKETS:
        opened, closed = text.count(opening), text.count(closing)
        if opened != closed:
            return opening if opened > closed else closing
    return ""
