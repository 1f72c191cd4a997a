"""What reading tells, in the words of a check: nothing is converted, so nothing is kept."""

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from bibkit.checking.checked import Checked
from bibkit.checking.link_checks import LINKS
from bibkit.diagnostics import Diagnostic

_OF_PROGRAMS = frozenset(
    """file owner timestamp creationdate modificationdate groups priority rating ranking
    readstatus read printed relevance qualityassured citationcount citationkey comment
    date-added date-modified added-at interhash intrahash username biburl bibsource bibdate ee
    __markedentry keyword-lowercase mendeley-groups mendeley-tags annote-lowercase ids options
    execute presort sortkey sorttitle sortname sortshorthand sortyear label labelprefix
    shorthand shorthandintro shortauthor shorteditor indextitle indexsorttitle gender
    hyphenation related relatedtype relatedstring relatedoptions entryset entrysubtype
    nameaddon key
    crossref xref xdata pagination bookpagination refid""".split()
)
"""Fields that managers write for themselves, or that BibLaTeX's machinery reads."""
_OF_PROGRAMS_BEGIN = ("bdsk-", "mendeley-", "jabref-", "__", "opt")
_ANNOTATES = "+an"

_KEPT = "kept "
_AS_EXTRA = " as extra"


def is_of_links(told: Diagnostic) -> bool:
    """Whether the checks of links tell a finding too, with its line."""
    return told.field in LINKS and told.message.startswith("no entry has the key")


def reworded(told: Diagnostic, checked: Checked) -> Diagnostic:
    """The finding as a check tells it."""
    if told.code == "bad-value":
        _, kept, why = told.message.partition(f"{_AS_EXTRA}: ")
        return replace(told, message=f"{told.field}: {why}") if kept else told
    rewording = _REWORDED.get(told.code)
    return rewording(told, checked) if rewording else told


def with_programs_counted(told: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings about one file; those about fields of programs are one, where the first is.

    A library of JabRef has several of them in each entry, and nothing is wrong with any.
    """
    places: list[Diagnostic] = []
    for each in told:
        if each.code == "program-field":
            places.append(each)
        else:
            yield each
    if places:
        counts = Counter(each.field for each in places).most_common()
        fields = ", ".join(f"{tag} ({count})" for tag, count in counts)
        source = places[0].source._replace(key="")
        message = f"fields of programs, which no style prints: {fields}"
        yield replace(places[0], message=message, source=source, field="")


def _unknown_field(told: Diagnostic, checked: Checked) -> Diagnostic:
    tag, title = told.field, checked.table.title
    if tag in _OF_PROGRAMS or tag.startswith(_OF_PROGRAMS_BEGIN) or _ANNOTATES in tag:
        return replace(told, code="program-field")
    known = [name for name in checked.slots() if name[:1] != "@"]
    if tag in known or len(tag) < 4:  # two letters are like any other two
        return replace(told, message=f"no use for {tag} in a {checked.citation.type}")
    hint = _hint(tag, known)
    return replace(told, message=f"{title} has no field {tag!r}{hint}")


def _unknown_type(told: Diagnostic, checked: Checked) -> Diagnostic:
    kind = checked.record.kind
    table = checked.table
    known = {text.partition(" ")[0] for text in (*table.types_both, *table.types_read)}
    hint = _hint(kind, sorted(known)) or ": read as a document"
    return replace(told, message=f"{table.title} has no type {kind!r}{hint}")


def _repeated_field(told: Diagnostic, _: Checked) -> Diagnostic:
    message = told.message.removeprefix(_KEPT).replace(_AS_EXTRA, "")
    if message.startswith("a second "):
        message = f"{message.removeprefix('a second ')} stands twice"
    return replace(told, message=message)


def _hint(word: str, known: list[str]) -> str:
    near = difflib.get_close_matches(word, known, 1, 0.8)
    return f": did you mean {near[0]!r}?" if near else ""


_REWORDED: dict[str, Callable[[Diagnostic, Checked], Diagnostic]] = {
    "unknown-field": _unknown_field,
    "unknown-type": _unknown_type,
    "repeated-field": _repeated_field,
}
