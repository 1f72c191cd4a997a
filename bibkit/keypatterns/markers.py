"""What a marker stands for: people, words of the title, pages, fields."""

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import TypeAlias

from bibkit import latex, registry, titles
from bibkit.diagnostics import ignore
from bibkit.errors import UsageError
from bibkit.keypatterns import people
from bibkit.keypatterns.letters import BLANKS, raised, recased, significant
from bibkit.model import Citation
from bibkit.normalizer import denormalize
from bibkit.patterns import lazy

Value: TypeAlias = Callable[[Citation], str]

_NUMBERED = lazy(r"([^0-9]*+)([0-9]{1,6})(?:_([0-9]{1,6}))?")


def value(name: str) -> Value:
    """What a marker stands for: one of the list, one with numbers, a field.

    Raises:
        UsageError: it stands for nothing.
    """
    pure = name.startswith("pure")
    word = name.removeprefix("pure")
    whose = people.authors if pure else people.authors_or_editors
    if word in _MARKERS and not pure:
        return _MARKERS[word]
    if word in people.OF_AUTHORS:
        return partial(people.of_people, people.OF_AUTHORS[word], whose)
    if name in people.OF_EDITORS:
        return partial(people.of_people, people.OF_EDITORS[name], people.editors)
    if found := _NUMBERED.fullmatch(word):
        stem, count, place = found[1], int(found[2]), int(found[3] or 0)
        if stem == "auth" or (name == word and stem == "edtr"):
            of = whose if stem == "auth" else people.editors
            return partial(people.of_people, partial(people.letters_of, count, place or 1), of)
        if not place and stem in people.NUMBERED_PEOPLE:
            of = people.editors if stem.startswith("edtr") else whose
            return partial(people.of_people, partial(people.NUMBERED_PEOPLE[stem], count), of)
        if not place and not pure and stem in _NUMBERED_WORDS:
            return partial(_NUMBERED_WORDS[stem], count)
    if name.lower() in _fields():
        return partial(_field, name.lower())
    import difflib

    known = [*_MARKERS, *people.OF_AUTHORS, *people.OF_EDITORS, *_fields()]
    near = difflib.get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]!r}?" if near else "see bibkit convert --help"
    raise UsageError(f"key pattern: no marker and no field {name!r}; {hint}")


def _auth(citation: Citation) -> str:
    """The first author's family name; without authors the title's first word stands in."""
    found = people.of_people(people.first, people.authors_or_editors, citation)
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


_NUMBER = lazy(r"(?<![0-9])[0-9]{1,18}(?![0-9])")
_MONTHS = """January February March April May June July August September October November
December""".split()
_MARKUP = lazy(r"</?[a-z][^<>]*+>|[{}$^_]|\\[a-zA-Z]*+")


def _words(citation: Citation) -> list[str]:
    """The title's words as they stand, parted at blanks and hyphens, without their signs."""
    plain = _MARKUP.sub("", citation.title)
    words = ("".join(filter(str.isalnum, word)) for word in BLANKS.split(plain))
    return list(filter(None, words))


def _title(citation: Citation) -> str:
    return recased(_words(citation), raised)


def _camel(count: int, citation: Citation) -> str:
    return " ".join(map(raised, _words(citation)[:count]))


def _year(citation: Citation) -> str:
    date = citation.issued
    return "" if date is None or date.year is None else str(date.year)


def _short_year(citation: Citation) -> str:
    """Two digits; ``IP`` of what is in press, in preparation or submitted."""
    literal = citation.issued.literal.lower() if citation.issued else ""
    return "IP" if literal.startswith(("in ", "sub")) else _year(citation)[-2:]


def _month(citation: Citation) -> str:
    date = citation.issued
    return _MONTHS[date.month - 1] if date and date.month else ""


def _page_numbers(citation: Citation) -> list[int]:
    return [int(number) for number in _NUMBER.findall(citation.page)]


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
    """The type as JabRef shows it: ``InProceedings``."""
    kind = denormalize(citation, registry.find("biblatex").table, ignore).kind
    return _SHOWN_KINDS.get(kind, kind.capitalize())


_SHOWN_KINDS = {
    kind.lower(): kind
    for kind in """InBook InCollection InProceedings InReference MastersThesis PhdThesis
    TechReport BookInBook MvBook MvCollection MvProceedings MvReference SuppBook SuppCollection
    SuppPeriodical WWW""".split()
}


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
    "shortyear": _short_year,
    "month": _month,
    "word": _word,
    "title": _title,
    "fulltitle": lambda citation: " ".join(_words(citation)),
    "shorttitle": lambda citation: " ".join(significant(_words(citation))[:3]),
    "shorttitleINI": lambda citation: people.initials(_words(citation)[:3]),
    "veryshorttitle": lambda citation: " ".join(significant(_words(citation))[:1]),
    "camel": lambda citation: " ".join(map(raised, _words(citation))),
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
