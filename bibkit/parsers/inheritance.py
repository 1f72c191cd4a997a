"""What entries of a .bib file take from others: ``crossref``, ``xdata`` and ``xdata=``.

The rules are biber's (the BibLaTeX manual, appendix B) and, for pairs of kinds that those do
not name, BibTeX's: a field that the child lacks is the parent's. Every entry is completed
once, parents before children, without recursion: chains may be as long as the file.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from bibkit.diagnostics import Diagnostic, Report
from bibkit.model import Field, Json, Record
from bibkit.patterns import lazy

CLUES = frozenset(("crossref", "xdata"))
"""One of which a text holds whose entries have parents, in lower case."""
_PARENTS = lazy(r"(?:crossref|xdata)\s*=")
_NAMED = lazy(r"(?:crossref|xdata)\s*=\s*(?:\{([^{}\"#]*)\}|\"([^{}\"#]*)\")\s*[,}]")

_BOOKS_PARTS = "inbook bookinbook suppbook"
_COLLECTIONS_PARTS = "incollection inreference suppcollection"
_TITLE_ROWS = (
    ("mvbook", f"book {_BOOKS_PARTS}", "main"),
    ("mvcollection mvreference", f"collection reference {_COLLECTIONS_PARTS}", "main"),
    ("mvproceedings", "proceedings inproceedings", "main"),
    # People write any part into any whole.
    (
        "book collection reference proceedings",
        f"{_BOOKS_PARTS} {_COLLECTIONS_PARTS} inproceedings conference",
        "book",
    ),
    ("periodical", "article suppperiodical", "journal"),
)
_TITLES_AS: Mapping[tuple[str, str], str] = {
    (parent, child): prefix
    for parents, children, prefix in _TITLE_ROWS
    for parent in parents.split()
    for child in children.split()
}
"""Kinds of parent and child to what stands before ``title`` in the child."""

_TITLES = ("title", "subtitle", "titleaddon")
_SHORT_TITLES = frozenset("shorttitle sorttitle indextitle indexsorttitle".split())
_DATE = frozenset("date year month day".split())

_HANDED_DOWN = frozenset(
    """abstract address afterword annotator archiveprefix author authortype bookauthor
    bookpagination booksubtitle booktitle booktitleaddon chapter commentator date day doi
    edition editor editora editorb editorc editortype editoratype editorbtype editorctype eid
    eprint eprintclass eprinttype eventdate eventtitle eventtitleaddon foreword holder
    howpublished institution introduction isbn isrn issn issue issuesubtitle issuetitle journal
    journalsubtitle journaltitle journaltitleaddon keywords langid language location
    mainsubtitle maintitle maintitleaddon month note number organization origdate origlanguage
    origlocation origpublisher origtitle pages pagetotal part primaryclass publisher pubstate
    school series shortjournal subtitle title titleaddon translator type url urldate venue
    version volume volumes year""".split()
)
"""The fields that styles print; others (file, groups, keys) are the parent's own."""

_NAMING = ("xdata", "crossref")
_SEPARATORS = lazy(r"\s*,\s*")
_REFERENCE = lazy(
    r"\{?xdata\s*=\s*\{?([^{}]+)-([a-z]+)(?:-([1-9][0-9]{0,3}))?\}{0,2}", re.IGNORECASE
)
_AND = lazy(r"\s+and\s+", re.IGNORECASE)


def completed(records: Iterable[Record], report: Report) -> Iterator[Record]:
    """``records`` in their order, with the fields that they inherit behind their own.

    A parent is looked for in the whole file, its key as written or in another case. One that
    is not there, and one that is its own ancestor, is told and gives nothing. Entries of
    ``DATA_KINDS`` get an ``@`` before their kind, as all have that are no references.
    """
    return _Family(tuple(records), report).records()


def _takes(record: Record) -> bool:
    """Whether an entry takes something from others."""
    return any(field.tag in _NAMING or _holds_data(field) for field in record.fields)


def _holds_data(field: Field) -> bool:
    """Whether an item of a value refers to data: ``{xdata=key-field}``."""
    tag, value, _ = field
    text = value if isinstance(value, str) else ""
    return "=" in text and tag != "xdata" and _DATA.search(text) is not None


_DATA = lazy(r"xdata\s*=", re.IGNORECASE)


def named_parents(text: str) -> set[str] | None:
    """The keys, folded, that a text names as parents; None if some value must be parsed."""
    lowered = text.lower()
    named = _NAMED.findall(lowered)
    if len(named) != len(_PARENTS.findall(lowered)):
        return None
    return {
        key.casefold()
        for braced, quoted in named
        for key in _SEPARATORS.split((braced or quoted).strip())
    }


def is_named(record: Record, named: set[str]) -> bool:
    """Whether a record's key, or another name of it, is among folded keys."""
    if record.source.key.casefold() in named:
        return True
    return any(
        tag == "ids" and not named.isdisjoint(map(str.casefold, _aliases(value)))
        for tag, value, _ in record.fields
    )


def _aliases(value: Json) -> list[str]:
    return _SEPARATORS.split(str(value).strip())


def completed_from(
    parents: Iterable[Record], records: Iterable[Record], report: Report
) -> Iterator[Record]:
    """As ``completed``, of ``records`` that need not be held: all ``parents`` are known."""
    return map(_Family(tuple(parents), report).complete, records)


class _Family:
    def __init__(self, records: Sequence[Record], report: Report) -> None:
        self._records = records
        self._report = report
        self._places = _places(records)
        self._whole: list[Record | None] = [None] * len(records)

    def records(self) -> Iterator[Record]:
        return map(self._complete, range(len(self._records)))

    def complete(self, record: Record) -> Record:
        """A record, of the family or not, with what it inherits."""
        if not _takes(record):
            return record
        place = self._places.get(record.source.key)
        if place is not None and self._records[place] == record:
            return self._complete(place)
        parents = self._parents(record, told=False)
        for parent in parents:
            self._complete(parent)
        return self._with_parents(record, parents)

    def _complete(self, place: int) -> Record:
        """The entry at ``place`` with what it inherits; its ancestors are completed first."""
        if not _takes(self._records[place]):
            self._whole[place] = self._records[place]
        waiting = [place]
        entered: set[int] = set()
        while waiting:
            current = waiting[-1]
            if self._whole[current] is None:
                record = self._records[current]
                parents = self._parents(record, told=current in entered)
                missing = [p for p in parents if self._whole[p] is None]
                entered.add(current)
                if ring := entered.intersection(missing):
                    self._tell(current, "is its own ancestor", min(ring))
                if ahead := [p for p in missing if p not in entered]:
                    waiting += ahead
                    continue
                self._whole[current] = self._with_parents(record, parents)
            waiting.pop()
        whole = self._whole[place]
        return self._records[place] if whole is None else whole

    def _with_parents(self, record: Record, parents: Sequence[int]) -> Record:
        for number in parents:
            parent = self._whole[number]
            if parent is not None:
                record = _inherited(record, parent)
        if any(map(_holds_data, record.fields)):
            fields = (
                field._replace(value=self._data(field, record)) for field in record.fields
            )
            record = record._replace(fields=tuple(fields))
        return record

    def _data(self, field: Field, record: Record) -> str:
        """A value, each ``xdata=KEY-FIELD-N`` in it replaced (the BibLaTeX manual, 3.13.6)."""
        value = str(field.value)
        if field.tag == "xdata" or "xdata" not in value.lower():
            return value
        return " and ".join([self._item(item, field, record) for item in _AND.split(value)])

    def _item(self, item: str, field: Field, record: Record) -> str:
        """One item of a list, or what it refers to."""
        found = _REFERENCE.fullmatch(item.strip())
        if not found:
            return item
        place = self._places.get(found[1], self._places.get(found[1].casefold()))
        tag = found[2].lower()
        source = self._records[place].fields if place is not None else ()
        values = [str(value) for name, value, _ in source if name == tag]
        items = _AND.split(values[0]) if values and found[3] else values
        number = int(found[3] or 1)
        if number > len(items):
            message = f"{item!r} refers to nothing: it is kept"
            self._report(Diagnostic("bad-value", message, record.source, field.tag))
            return item
        return items[number - 1]

    def _parents(self, record: Record, *, told: bool) -> list[int]:
        """The places of the entries that are named as parents, data before references."""
        found: list[int] = []
        for tag in _NAMING:
            for field in record.fields:
                if field.tag == tag:
                    found += self._named(field, record, told=told)
        return found

    def _named(self, field: Field, record: Record, *, told: bool) -> Iterator[int]:
        names = [str(field.value).strip()]
        if field.tag == "xdata":
            names = _SEPARATORS.split(names[0])
        for name in filter(None, names):
            place = self._places.get(name, self._places.get(name.casefold()))
            if place is not None:
                yield place
            elif not told:
                message = f"no entry has the key {name!r}: nothing is taken from it"
                self._report(Diagnostic("bad-value", message, record.source, field.tag))

    def _tell(self, place: int, what: str, ancestor: int) -> None:
        source = self._records[place].source
        message = f"{self._records[ancestor].source.key} {what}: nothing is taken from it"
        self._report(Diagnostic("bad-value", message, source, "crossref"))


def _places(records: Sequence[Record]) -> dict[str, int]:
    """Key, as written and folded, to the first entry that has it; then its other names."""
    places: dict[str, int] = {}
    for fold in (str, str.casefold):
        for place, record in enumerate(records):
            if record.source.key and record.kind not in ("", "@set"):
                places.setdefault(fold(record.source.key), place)
    for place, record in enumerate(records):
        for tag, value, _ in record.fields:
            if tag == "ids":
                for alias in _aliases(value):
                    places.setdefault(alias, place)
    return places


def _inherited(child: Record, parent: Record) -> Record:
    """``child`` with the fields of ``parent`` that it lacks, under the child's names."""
    own = {field.tag for field in child.fields}
    dated = bool(own & _DATE)
    rename = _renaming(parent, child)
    taken: list[Field] = []
    for field in parent.fields:
        if field.tag not in _HANDED_DOWN or (dated and field.tag in _DATE):
            continue
        new = [tag for tag in rename(field.tag) if tag not in own]
        taken += (Field(tag, field.value, field.line) for tag in new)
    return child._replace(fields=(*child.fields, *taken)) if taken else child


def _renaming(parent: Record, child: Record) -> Callable[[str], tuple[str, ...]]:
    """The tags that each tag of ``parent`` has in ``child``."""
    prefix = _TITLES_AS.get((parent.kind, child.kind), "")
    explicit = {field.tag for field in parent.fields}
    renamed: dict[str, tuple[str, ...]] = {}
    if prefix:
        # A title that the parent states for its parts wins over its own.
        stated = f"{prefix}title" in explicit
        for tag in _TITLES:
            renamed[tag] = () if stated else (prefix + tag,)
    if parent.kind in ("book", "mvbook") and child.kind in _BOOKS_PARTS.split():
        renamed["author"] = ("bookauthor", "author")
    return lambda tag: renamed.get(tag, (tag,))


__all__ = ["CLUES", "completed", "completed_from", "is_named", "named_parents"]
