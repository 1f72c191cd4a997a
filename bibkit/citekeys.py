"""Citation keys: deterministic, unique, readable."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from bibkit import titles
from bibkit.diagnostics import Diagnostic, Report
from bibkit.errors import UsageError
from bibkit.model import Citation, Source, replace
from bibkit.patterns import lazy

DEFAULT = "[auth:lower][year][word]"
"""``zeng2023hierarchical``: family name, year, first significant word of the title."""

_MARKER = lazy(r"\[([A-Za-z]+)((?::[A-Za-z]+)*)\]")
_NOT_IN_KEYS = lazy(r"[^\w+./:-]+")


def _ascii(text: str) -> str:
    """Letters without accents where they have a Latin base; other letters stay."""
    if text.isascii():
        return text
    folded = "".join(_LATIN.get(char, char) for char in text)
    plain = unicodedata.normalize("NFKD", folded)
    return "".join(char for char in plain if not unicodedata.combining(char))


_LATIN = {
    "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l",
    "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i",
}  # fmt: skip


def _author(citation: Citation) -> str:
    """The first author's family name; without authors the title's first word stands in."""
    for name in citation.author or citation.editor:
        if found := name.family or name.literal:
            return found
    return "".join(_opening(citation.title)) or "anonymous"


def _opening(title: str) -> list[str]:
    """The words of a title's first significant token: ``TS-LSTM`` has two."""
    words = titles.significant_words(title)
    tokens = (titles.significant_words(token) for token in title.split())
    return next((token for token in tokens if token[:1] == words[:1]), words[:1])


def _year(citation: Citation) -> str:
    date = citation.issued
    return "" if date is None or date.year is None else str(date.year)


def _word(citation: Citation) -> str:
    words = titles.significant_words(citation.title)
    if not (citation.author or citation.editor):
        words = words[len(_opening(citation.title)) :]
    return words[0] if words else ""


def _title(citation: Citation) -> str:
    return "".join(map(str.capitalize, titles.significant_words(citation.title)))


_MARKERS: dict[str, Callable[[Citation], str]] = {
    "auth": _author,
    "year": _year,
    "word": _word,
    "title": _title,
}
_MODIFIERS: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "upper": str.upper,
    "capitalize": str.capitalize,
}


def pattern(text: str) -> Callable[[Citation], str]:
    """The function that makes a citation's key, from a pattern such as ``DEFAULT``.

    Markers: ``[auth] [year] [word] [title]``; modifiers: ``:lower :upper :capitalize``.

    Raises:
        UsageError: a marker or modifier that there is not.
    """
    pieces: list[Callable[[Citation], str] | str] = []
    position = 0
    for found in _MARKER.finditer(text):
        pieces.append(text[position : found.start()])
        pieces.append(_marker(found[1], found[2].split(":")[1:]))
        position = found.end()
    pieces.append(text[position:])
    if "[" in "".join(piece for piece in pieces if isinstance(piece, str)):
        raise UsageError(f"key pattern {text!r}: a '[' that opens no marker")

    def key(citation: Citation) -> str:
        made = "".join(p if isinstance(p, str) else p(citation) for p in pieces)
        return _NOT_IN_KEYS.sub("", _ascii(made)) or "anonymous"

    return key


def _marker(name: str, modifiers: Sequence[str]) -> Callable[[Citation], str]:
    if name not in _MARKERS:
        raise UsageError(f"key pattern: no marker {name!r}; there are {', '.join(_MARKERS)}")
    for modifier in modifiers:
        if modifier not in _MODIFIERS:
            known = ", ".join(_MODIFIERS)
            raise UsageError(f"key pattern: no modifier {modifier!r}; there are {known}")
    steps = [_MODIFIERS[modifier] for modifier in modifiers]

    def value(citation: Citation) -> str:
        text = _ascii(_MARKERS[name](citation)).replace(" ", "").replace("-", "")
        for step in steps:
            text = step(text)
        return text

    return value


def with_keys(
    citations: Iterable[Citation], report: Report, make: Callable[[Citation], str] | None = None
) -> Iterator[Citation]:
    """The same citations, each with a key that no other has.

    Keys that are there stay, the second of two equal ones with a suffix, told. Missing
    keys are made; of equal ones the earliest publication has the bare key and later ones
    get ``a``, ``b`` ..., so that next year's papers change no key that is cited already.
    Streams until a citation without key comes.
    """
    make = make or pattern(DEFAULT)
    keys = _Keys()
    stream = iter(citations)
    for citation in stream:
        if citation.key:
            yield _unclashed(citation, keys, report)
            continue
        rest = [citation, *stream]
        seen = set(keys.used)
        keys.used.update(c.key for c in rest if c.key)
        made = iter(_made([c for c in rest if not c.key], keys, make))
        for each in rest:
            if not each.key:
                yield replace(each, key=next(made))
            elif each.key in seen:
                yield _unclashed(each, keys, report)
            else:
                seen.add(each.key)
                yield each


class _Keys:
    """The keys that are taken, and for each how far its suffixes are."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self._suffixed: dict[str, Iterator[str]] = {}

    def take(self, key: str) -> str:
        """``key``, or where it is taken the first one with a suffix that is not."""
        if key in self.used:
            suffixed = self._suffixed.setdefault(key, _suffixed(key))
            key = next(one for one in suffixed if one not in self.used)
        self.used.add(key)
        return key


def _unclashed(citation: Citation, keys: _Keys, report: Report) -> Citation:
    key = keys.take(citation.key)
    if key == citation.key:
        return citation
    source = citation.sources[0] if citation.sources else Source()
    message = f"key {citation.key!r} stands twice: the second is written as {key!r}"
    report(Diagnostic("changed-key", message, source, "key"))
    return replace(citation, key=key)


def _made(
    citations: Sequence[Citation], keys: _Keys, make: Callable[[Citation], str]
) -> list[str]:
    """The citations' keys, in their order."""
    made = [make(citation) for citation in citations]
    for place in sorted(range(len(made)), key=lambda at: (made[at], _age(citations[at]))):
        made[place] = keys.take(made[place])
    return made


def _suffixed(key: str) -> Iterator[str]:
    """``keya`` ... ``keyz``, ``keyaa`` ..."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    ends = [""]
    while True:
        ends = [end + letter for end in ends for letter in letters]
        yield from (key + end for end in ends)


def _age(citation: Citation) -> tuple[tuple[int, int, int], str, str]:
    """Orders by date, undated last; content alone decides between equals."""
    date = citation.issued
    day = (9999, 0, 0)
    if date is not None and date.year is not None:
        day = (date.year, date.month or 13, date.day or 32)
    return day, titles.key(citation.title), repr(citation)
