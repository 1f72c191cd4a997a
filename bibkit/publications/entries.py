"""A citation as an entry in any style: the owner shown and set off, marks behind names.

Whom a piece of text names is known by role and place; the printed letters are never searched
for a name. Each citation is rendered alone, so that no style sets a dash for the authors of
the entry before it, or a letter behind a year that nothing cites.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from bibkit import csl
from bibkit.csl import NameMark, Run
from bibkit.csl.lookup import find_style
from bibkit.diagnostics import Diagnostic, Report
from bibkit.model import Citation, Name, replace
from bibkit.publications.kinds import with_readable_status
from bibkit.publications.owner import Standing

EMPHASES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "bold": (("font-weight", "bold"),),
    "underline": (("text-decoration", "underline"),),
    "small-caps": (("font-variant", "small-caps"),),
    "none": (),
}
"""What sets the owner's name off."""

_ELLIPSIS = "…"
_LONGEST_GAP = 3


def renderer(style: str, locale: str, report: Report) -> Callable[[Citation], tuple[Run, ...]]:
    """What renders one citation at a time in a style.

    Raises:
        StyleError: there is no such style.
    """
    path, language = find_style(style)
    asked = language if language and locale == "en-US" else locale
    told = set[str]()

    def once(diagnostic: Diagnostic) -> None:
        if diagnostic.code != "no-locale" or diagnostic.message not in told:
            told.add(diagnostic.message)
            report(diagnostic)

    def runs(citation: Citation) -> tuple[Run, ...]:
        found = csl.render([citation], str(path), locale=asked, medium="text", report=once)
        return found[0].runs if found else ()

    return runs


class Printer:
    """Prints citations for the list of one owner."""

    def __init__(self, style: str, *, locale: str, emphasis: str, report: Report) -> None:
        self.render = renderer(style, locale, report)
        self.emphasis = EMPHASES[emphasis]

    def entry(
        self, citation: Citation, standing: Standing
    ) -> tuple[tuple[Run, ...], frozenset[int]]:
        """The runs of an entry, and the places among them that are the owner's name."""
        citation = with_readable_status(citation)
        runs = list(_with_whole_links(self.render(citation)))
        marks = set[NameMark]()
        for role, index in standing.places.items():
            mark = NameMark(role.replace("_", "-"), index)
            marks |= {mark, NameMark("editortranslator", index)}
            if role == "author":
                runs = self._shown(citation, runs, mark, citation.author[index])
        if standing.verdict == "later" and standing.name is not None:
            # Her place is unknown; it is behind all that are.
            mark = NameMark("author", len(citation.author) + 1)
            marks.add(mark)
            runs = self._shown(citation, runs, mark, standing.name)
        mine = frozenset(place for place, run in enumerate(runs) if run.name in marks)
        return tuple(
            self._set_off(run) if place in mine else run for place, run in enumerate(runs)
        ), mine

    def _set_off(self, run: Run) -> Run:
        changed = {name for name, _ in self.emphasis}
        kept = tuple(each for each in run.formats if each[0] not in changed)
        return run._replace(formats=tuple(sorted((*kept, *self.emphasis))))

    def _shown(
        self, citation: Citation, runs: list[Run], mark: NameMark, name: Name
    ) -> list[Run]:
        """The runs with the name, though the style cuts the list before it."""
        if any(run.name == mark for run in runs):
            return runs
        place = _place_before(runs, mark)
        if place is None:
            return runs
        before = runs[place].name
        assert before is not None
        gap = _gap(runs)
        missing = mark.index - before.index > 1
        glue = f"{gap}{_ELLIPSIS}{gap}" if missing else gap
        block = runs[place].block
        between = Run(glue, block=block)
        own = [run._replace(name=mark, block=block) for run in self._alone(citation, name)]
        return [*runs[: place + 1], between, *own, *runs[place + 1 :]]

    def _alone(self, citation: Citation, name: Name) -> list[Run]:
        """The runs of one name as the style prints an author who is not the first."""
        first = citation.author[:1]
        for people in ((*first, name), (name,)):
            shown = replace(citation, author=people, more_authors=False)
            runs = self.render(shown)
            found = [run for run in runs if run.name == NameMark("author", len(people) - 1)]
            if found:
                return _first_list(found, runs)
        return [Run(str(name))]


def _with_whole_links(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs, with a link's text as long as its address where a style printed that before."""
    for place, run in enumerate(runs):
        after = runs[place + 1] if place + 1 < len(runs) else None
        if after is not None and after.link.endswith(after.text) and not run.link:
            head = after.link.removesuffix(after.text)
            if head and run.text.endswith(head):
                rest = run.text.removesuffix(head)
                yield from ([run._replace(text=rest)] if rest else [])
                yield run._replace(text=head, link=after.link)
                continue
        yield run


def _first_list(found: Sequence[Run], runs: Sequence[Run]) -> list[Run]:
    """The runs of a name where it is printed first: a style may print authors twice."""
    start = next(place for place, run in enumerate(runs) if run is found[0])
    end = start
    while end < len(runs) and runs[end].name == found[0].name:
        end += 1
    return list(runs[start:end])


def _place_before(runs: Sequence[Run], mark: NameMark) -> int | None:
    """The place of the last run of the first list of names that stands before ``mark``."""
    found: int | None = None
    last = -1
    for place, run in enumerate(runs):
        if run.name is None or run.name.role != mark.role:
            continue
        if run.name.index < last:
            break
        last = run.name.index
        if last < mark.index:
            found = place
    return found


def _gap(runs: Sequence[Run]) -> str:
    """What the style sets between two names, as far as this entry shows it."""
    for before, run, after in zip(runs, runs[1:], runs[2:], strict=False):
        if (
            run.name is None
            and before.name is not None
            and after.name is not None
            and before.name.index == 0
            and after.name.index == 1
            and len(run.text) <= _LONGEST_GAP
            and not any(map(str.isalnum, run.text))
            and "&" not in run.text
        ):
            return run.text
    return ", "
