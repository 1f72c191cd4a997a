"""Marks behind names as data: who contributed equally, who corresponds, who is a student.

They are read from BibLaTeX's annotations of data (``author+an = {1=equal; 2=equal,student}``),
which every other program leaves alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from bibkit.csl import NameMark, Run
from bibkit.diagnostics import Diagnostic, Report, ignore
from bibkit.model import Citation, Source
from bibkit.patterns import lazy


class Mark(NamedTuple):
    """The sign of a mark and what the legend says of it."""

    sign: str
    meaning: str


MARKS: Mapping[str, Mark] = {
    "equal": Mark("†", "equal contribution"),
    "corresponding": Mark("‡", "corresponding author"),
    "student": Mark("*", "student"),
    "mentee": Mark("§", "mentee"),
}
"""The marks that are known, by the word of the annotation."""

FIELD = "author+an"
_ANNOTATION = lazy(r"\s*(\d+)\s*(?::[^=]*)?=\s*(.*)")
_WORD = lazy(r'[\s,"]+')
_SUPERSCRIPT = (("vertical-align", "sup"),)


def marks_of(citation: Citation, report: Report = ignore) -> dict[int, tuple[str, ...]]:
    """The marks of a citation's authors, by place (from 0); what is no mark is told."""
    found: dict[int, tuple[str, ...]] = {}
    for tag, values in citation.extra.items():
        if tag.rpartition("/")[2] != FIELD:
            continue
        for value in values:
            for part in str(value).split(";"):
                match = _ANNOTATION.fullmatch(part)
                if match is None or not int(match[1]):
                    continue
                words = [word for word in _WORD.split(match[2]) if word]
                for word in words:
                    if word not in MARKS:
                        _tell(word, citation, report)
                place = int(match[1]) - 1
                known = (word for word in words if word in MARKS)
                found[place] = tuple(dict.fromkeys((*found.get(place, ()), *known)))
    return found


def _tell(word: str, citation: Citation, report: Report) -> None:
    source = citation.sources[0] if citation.sources else Source()
    message = f"{citation.key}: {word!r} is no mark; known are {', '.join(MARKS)}"
    report(Diagnostic("unknown-mark", message, source, FIELD))


def marked(
    runs: Sequence[Run], mine: frozenset[int], marks: Mapping[int, Sequence[str]]
) -> tuple[tuple[Run, ...], frozenset[int]]:
    """The runs with the signs of ``marks`` behind authors, and where the owner's are now."""
    out: list[Run] = []
    moved: set[int] = set()
    for place, run in enumerate(runs):
        if place in mine:
            moved.add(len(out))
        out.append(run)
        after = runs[place + 1].name if place + 1 < len(runs) else None
        name = run.name
        if name is not None and name.role == "author" and after != name:
            signs = "".join(MARKS[word].sign for word in marks.get(name.index, ()))
            if signs:
                out.append(Run(signs, _SUPERSCRIPT, name=NameMark("mark", name.index)))
    return tuple(out), frozenset(moved)


def legend(
    papers: Iterable[Sequence[Run]], words: Callable[[str], str] = str
) -> tuple[Run, ...]:
    """What the signs mean that stand in ``papers``; nothing where there is none.

    ``words`` are English words in the language of the list.
    """
    signs = {sign for runs in papers for run in runs if _is_mark(run) for sign in run.text}
    runs: list[Run] = []
    for mark in MARKS.values():
        if mark.sign in signs:
            runs += [
                Run("; " if runs else ""),
                Run(mark.sign, _SUPERSCRIPT),
                Run(f" {words(mark.meaning)}"),
            ]
    return tuple(run for run in runs if run.text)


def _is_mark(run: Run) -> bool:
    return run.name is not None and run.name.role == "mark"
