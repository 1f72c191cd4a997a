r"""Patterns of citation keys, in the language of JabRef (``[auth][year][veryshorttitle]``).

https://docs.jabref.org/setup/citationkeypatterns says what the markers and modifiers mean.
Added are ``[word]``, the title's first significant word in lower case, and that ``[auth]``
of a citation without authors and editors is the first word of the title. Function words are
those of ``titles.significant_words`` where ``[word]`` is concerned, else JabRef's.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from bibkit import latex, registry, titles
from bibkit.diagnostics import ignore
from bibkit.errors import UsageError
from bibkit.model import Citation, Name, Record
from bibkit.normalizer import denormalize
from bibkit.patterns import lazy

Value = Callable[[Citation], str]

_QUOTED = r'"(?:[^"\\]|\\.)*+"'
_MODIFIER = rf"regex\(\s*{_QUOTED}\s*,\s*{_QUOTED}\s*\)|\([^()]*+\)|[A-Za-z_]+[0-9]*+"
_MARKER = lazy(rf"\[([A-Za-z][\w./-]*+)((?::(?:{_MODIFIER}))*+)\]")
_MODIFIERS_OF = lazy(rf":({_MODIFIER})")
_STRINGS = lazy(r'"((?:[^"\\]|\\.)*+)"')
_NUMBERED = lazy(r"(.*?)([0-9]+)(?:_([0-9]+))?")
_NOT_IN_KEYS = lazy(r"[^\w+./:-]+")
_NOT_IN_VALUES = lazy(r"[\s-]+")
_WORDS_END = lazy(r"[\s-]+")
_SMALL_WORDS = frozenset(
    """a an the above about across against along among around at before behind below beneath
    beside between beyond by down during except for from in inside into like near of off on
    onto since to toward through under until up upon with within without and but nor or so
    yet""".split()
)
_LATIN = {
    "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l",
    "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i",
}  # fmt: skip


def compile(text: str) -> Value:
    """The function that makes a citation's key, from a pattern.

    Raises:
        UsageError: a marker or modifier that there is not.
    """
    pieces: list[Value | str] = []
    position = 0
    for found in _MARKER.finditer(text):
        pieces.append(text[position : found.start()])
        pieces.append(_marker(found[1], _MODIFIERS_OF.findall(found[2])))
        position = found.end()
    pieces.append(text[position:])
    if "[" in "".join(piece for piece in pieces if isinstance(piece, str)):
        raise UsageError(f"key pattern {text!r}: a '[' that opens no marker")

    def key(citation: Citation) -> str:
        made = "".join(p if isinstance(p, str) else p(citation) for p in pieces)
        return _NOT_IN_KEYS.sub("", _ascii(made)) or "anonymous"

    return key


def _marker(name: str, modifiers: Sequence[str]) -> Value:
    value = _value(name)
    steps = [_modifier(modifier) for modifier in modifiers]

    def modified(citation: Citation) -> str:
        text = _ascii(value(citation))
        for step in steps:
            text = step(text)
        return _NOT_IN_VALUES.sub("", text)

    return modified


def _value(name: str) -> Value:
    """What a marker stands for: one of the list, one with numbers, a field."""
    pure = name.startswith("pure")
    word = name.removeprefix("pure")
    people = _authors if pure else _authors_or_editors
    if word in _MARKERS and not pure:
        return _MARKERS[word]
    if word in _OF_AUTHORS:
        return partial(_of_people, _OF_AUTHORS[word], people)
    if name in _OF_EDITORS:
        return partial(_of_people, _OF_EDITORS[name], _editors)
    if found := _NUMBERED.fullmatch(word):
        stem, first, second = found[1], int(found[2]), int(found[3] or 0)
        if stem == "auth" or (name == word and stem == "edtr"):
            of = people if stem == "auth" else _editors
            return partial(_of_people, partial(_letters_of, first, second or 1), of)
        if not second and stem in _NUMBERED_PEOPLE:
            of = _editors if stem.startswith("edtr") else people
            return partial(_of_people, partial(_NUMBERED_PEOPLE[stem], first), of)
        if not second and not pure and stem in _NUMBERED_WORDS:
            return partial(_NUMBERED_WORDS[stem], first)
    if name.lower() in _fields():
        return partial(_field, name.lower())
    import difflib

    known = [*_MARKERS, *_OF_AUTHORS, *_OF_EDITORS, *_fields()]
    near = difflib.get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]!r}?" if near else "see bibkit convert --help"
    raise UsageError(f"key pattern: no marker and no field {name!r}; {hint}")


def _modifier(word: str) -> Callable[[str], str]:
    if word.startswith("("):
        return lambda text: text or word[1:-1]
    if word.startswith("regex("):
        return _replacement(*(_unquoted(string) for string in _STRINGS.findall(word)))
    if (found := _NUMBERED.fullmatch(word)) and found[1] == "truncate" and not found[3]:
        length = int(found[2])
        return lambda text: text[:length].rstrip()
    if word not in _MODIFIERS:
        known = ", ".join([*_MODIFIERS, "truncateN", 'regex("...", "...")', "(default)"])
        raise UsageError(f"key pattern: no modifier {word!r}; there are {known}")
    return _MODIFIERS[word]


def _unquoted(string: str) -> str:
    return re.sub(r"\\(.)", r"\1", string)


def _replacement(pattern: str, replacement: str) -> Callable[[str], str]:
    # Java writes $1 where Python writes \g<1>.
    template = re.sub(r"\$(\d)", r"\\g<\1>", replacement.replace("\\", r"\\"))
    try:
        compiled = re.compile(pattern)
        compiled.sub(template, "")
    except re.error as error:
        raise UsageError(f"key pattern: regex({pattern!r}): {error}") from error
    return partial(compiled.sub, template)


def _capitalized(text: str) -> str:
    return " ".join(word[:1].upper() + word[1:].lower() for word in text.split())


def _title_case(text: str) -> str:
    words = text.split()
    return " ".join(
        word.lower() if at and word.lower() in _SMALL_WORDS else _capitalized(word)
        for at, word in enumerate(words)
    )


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:].lower()


def _abbreviated(text: str) -> str:
    return "".join(word[0] for word in re.split(r'[() \r\n"]+', text) if word)


_MODIFIERS: Mapping[str, Callable[[str], str]] = {
    "lower": str.lower,
    "upper": str.upper,
    "capitalize": _capitalized,
    "titlecase": _title_case,
    "sentencecase": _sentence_case,
    "abbr": _abbreviated,
}


def _ascii(text: str) -> str:
    """Letters without accents where they have a Latin base; other letters stay."""
    if text.isascii():
        return text
    folded = "".join(_LATIN.get(char, char) for char in text)
    plain = unicodedata.normalize("NFKD", folded)
    return "".join(char for char in plain if not unicodedata.combining(char))


# people


class _People(tuple[str, ...]):
    """Family names, each with its particles apart, and whether the list goes on."""

    names: tuple[Name, ...]
    more: bool


def _people(names: Sequence[Name], more: bool) -> _People:
    found = _People(_ascii(name.family or name.literal) for name in names)
    found.names, found.more = tuple(names), more
    return found


def _authors(citation: Citation) -> _People:
    return _people(citation.author, citation.more_authors)


def _editors(citation: Citation) -> _People:
    return _people(citation.editor, citation.more_editors)


def _authors_or_editors(citation: Citation) -> _People:
    return _authors(citation) if citation.author else _editors(citation)


def _of_people(
    value: Callable[[_People], str], people: Callable[[Citation], _People], citation: Citation
) -> str:
    found = people(citation)
    return value(found) if found else ""


def _first(people: _People) -> str:
    return people[0]


def _with_particles(name: Name) -> str:
    parts = (name.dropping_particle, name.non_dropping_particle, name.family or name.literal)
    return " ".join(filter(None, parts))


def _initial(name: Name) -> str:
    return name.given[:1]


def _letters_of(count: int, place: int, people: _People) -> str:
    """The first letters of the name at a place, from 1."""
    if not 0 < place <= len(people):
        return ""
    return _NOT_IN_VALUES.sub("", people[place - 1])[:count]


def _initials(people: Sequence[str]) -> str:
    return "".join(name[:1] for name in people)


def _alpha(people: _People) -> str:
    """As BibTeX's style alpha: ``New``, ``NM``, ``NME+``."""
    words = [_with_particles(name).split() for name in people.names]
    if len(words) == 1 and not people.more:
        return _initials(words[0][:-1]) + words[0][-1][:3]
    shown = words if len(words) <= 4 else words[:3]
    more = "+" if people.more or len(words) > 4 else ""
    return "".join(map(_initials, shown)) + more


def _short(people: _People) -> str:
    if len(people) == 1 and not people.more:
        return people[0]
    return _initials(people[:3]) + ("+" if people.more or len(people) > 3 else "")


def _joined(people: _People, count: int, mark: str, more: str) -> str:
    goes_on = people.more or len(people) > count
    return mark.join(people[:count]) + (more if goes_on else "")


def _et_al(mark: str, more: str, people: _People) -> str:
    if len(people) <= 2 and not people.more:
        return mark.join(people)
    return people[0] + more


def _up_to(count: int, people: _People) -> str:
    return _joined(people, count, "", "EtAl")


def _shared_letters(count: int, people: _People) -> str:
    """``count`` letters, shared out among the names, the first getting the odd ones."""
    each, odd = divmod(count, len(people))
    letters = (_letters_of(each + (at < odd), at + 1, people) for at in range(len(people)))
    return "".join(letters)


_OF_ANYBODY: Mapping[str, Callable[[_People], str]] = {
    "": _first,
    "ForeIni": lambda people: _initial(people.names[0]),
    "short": _short,
}
_OF_AUTHORS: Mapping[str, Callable[[_People], str]] = {
    **{f"auth{end}": value for end, value in _OF_ANYBODY.items()},
    "authFirstFull": lambda people: _with_particles(people.names[0]),
    "authors": "".join,
    "authorsAlpha": _alpha,
    "authorLast": lambda people: people[-1],
    "authorLastForeIni": lambda people: _initial(people.names[-1]),
    "authorIni": lambda people: _letters_of(5, 1, people) + _initials(people[1:]),
    "auth.auth.ea": lambda people: _joined(people, 2, ".", ".ea"),
    "auth.etal": partial(_et_al, ".", ".etal"),
    "authEtAl": partial(_et_al, "", "EtAl"),
}
_OF_EDITORS: Mapping[str, Callable[[_People], str]] = {
    **{f"edtr{end}": value for end, value in _OF_ANYBODY.items()},
    "editors": "".join,
    "editorLast": _OF_AUTHORS["authorLast"],
    "editorLastForeIni": _OF_AUTHORS["authorLastForeIni"],
    "editorIni": _OF_AUTHORS["authorIni"],
    "edtr.edtr.ea": _OF_AUTHORS["auth.auth.ea"],
}
_NUMBERED_PEOPLE: Mapping[str, Callable[[int, _People], str]] = {
    "authIni": _shared_letters,
    "edtrIni": _shared_letters,
    "authors": _up_to,
}


# titles and the rest


def _auth(citation: Citation) -> str:
    """The first author's family name; without authors the title's first word stands in."""
    found = _of_people(_first, _authors_or_editors, citation)
    return found or "".join(_opening(citation.title)) or "anonymous"


def _opening(title: str) -> list[str]:
    """The words of a title's first significant token: ``TS-LSTM`` has two."""
    words = titles.significant_words(title)
    tokens = (titles.significant_words(token) for token in title.split())
    return next((token for token in tokens if token[:1] == words[:1]), words[:1])


def _word(citation: Citation) -> str:
    words = titles.significant_words(citation.title)
    if not (citation.author or citation.editor):
        words = words[len(_opening(citation.title)) :]
    return words[0] if words else ""


_MARKUP = lazy(r"</?[a-z]+[^<>]*>|[{}$^_]|\\[a-zA-Z]*")


def _words(citation: Citation) -> list[str]:
    """The title's words as they stand, parted at blanks and hyphens, without their signs."""
    plain = _MARKUP.sub("", citation.title)
    words = ("".join(filter(str.isalnum, word)) for word in _WORDS_END.split(plain))
    return list(filter(None, words))


def _long_words(citation: Citation) -> list[str]:
    return [word for word in _words(citation) if word.lower() not in _SMALL_WORDS]


def _raised(word: str) -> str:
    return word[:1].upper() + word[1:]


def _title(citation: Citation) -> str:
    words = _words(citation)
    return " ".join(
        word.lower() if at and word.lower() in _SMALL_WORDS else _raised(word)
        for at, word in enumerate(words)
    )


def _camel(count: int, citation: Citation) -> str:
    return " ".join(map(_raised, _words(citation)[:count]))


def _year(citation: Citation) -> str:
    date = citation.issued
    return "" if date is None or date.year is None else str(date.year)


def _page_numbers(citation: Citation) -> list[int]:
    return [int(number) for number in re.findall(r"[0-9]+", citation.page)]


def _first_page(citation: Citation) -> str:
    return str(min(_page_numbers(citation), default=""))


def _last_page(citation: Citation) -> str:
    return str(max(_page_numbers(citation), default=""))


def _page_prefix(citation: Citation) -> str:
    return re.split(r"[0-9]", citation.page)[0] if citation.page[:1].isalpha() else ""


def _keyword(place: int, citation: Citation) -> str:
    return next(iter(citation.keyword[place - 1 : place]), "") if place else ""


def _keywords(count: int | None, citation: Citation) -> str:
    return "".join(citation.keyword[:count])


def _entry_type(citation: Citation) -> str:
    return _record(citation).kind


def _record(citation: Citation) -> Record:
    return denormalize(citation, registry.find("biblatex").table, ignore)


def _field(tag: str, citation: Citation) -> str:
    """A field as BibTeX or BibLaTeX would write it, without its TeX."""
    for format in ("bibtex", "biblatex"):
        record = denormalize(citation, registry.find(format).table, ignore)
        for field in record.fields:
            if field.tag == tag:
                return latex.decode(str(field.value))
    return ""


@cache
def _fields() -> frozenset[str]:
    """The fields that the tables of BibTeX and BibLaTeX know."""
    rules = (*registry.find("bibtex").table.rules, *registry.find("biblatex").table.rules)
    return frozenset(tag for rule in rules for tag in rule.tags if tag[:1] not in ("@", ""))


_MARKERS: Mapping[str, Value] = {
    "auth": _auth,
    "year": _year,
    "shortyear": lambda citation: _year(citation)[-2:],
    "word": _word,
    "title": _title,
    "fulltitle": lambda citation: " ".join(_words(citation)),
    "shorttitle": lambda citation: " ".join(_long_words(citation)[:3]),
    "shorttitleINI": lambda citation: _initials(_words(citation)[:3]),
    "veryshorttitle": lambda citation: " ".join(_long_words(citation)[:1]),
    "camel": lambda citation: " ".join(map(_raised, _words(citation))),
    "firstpage": _first_page,
    "lastpage": _last_page,
    "pageprefix": _page_prefix,
    "keywords": partial(_keywords, None),
    "entrytype": _entry_type,
}
_NUMBERED_WORDS: Mapping[str, Callable[[int, Citation], str]] = {
    "camel": _camel,
    "keyword": _keyword,
    "keywords": _keywords,
}
