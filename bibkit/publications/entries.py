"""A citation as an entry in any style: the owner shown and set off, marks behind names.

Whom a piece of text names is known by role and place; the printed letters are never searched
for a name. Each citation is rendered alone, so that no style sets a dash for the authors of
the entry before it, or a letter behind a year that nothing cites.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from bibkit.csl import NameMark, Run
from bibkit.csl.locales import Locale
from bibkit.csl.lookup import find_style, load_style
from bibkit.csl.rendering import DEFAULT_LOCALE, asked, compiled, tell_missing
from bibkit.csl.style import Style
from bibkit.diagnostics import Report, ignore
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

_HOUSE = "bibkit"
_ELLIPSIS = "…"
_LONGEST_GAP = 3


def renderer(
    style: str, locale: str, report: Report
) -> tuple[Callable[[Citation], tuple[Run, ...]], Locale, str]:
    """What renders one citation at a time in a style, without the number of the entry.

    With it come the words of the entries, and the language that they are in.

    Raises:
        StyleError: there is no such style, or it cannot be followed.
    """
    found = find_style(style)
    loaded = load_style(found.path)
    _unnumber(loaded)
    engine, missing = compiled(loaded, asked(locale, found))
    tell_missing(missing, report)

    def runs(citation: Citation) -> tuple[Run, ...]:
        entries = engine.render([citation], report)
        return (*entries[0].label, *entries[0].runs) if entries else ()

    return runs, engine.locale, DEFAULT_LOCALE if missing else engine.locale.language


def _unnumber(style: Style) -> None:
    """Take the number of an entry from a style: alone, each would be the first."""
    for element in style.root.walk():
        element.children = [
            child
            for child in element.children
            if child.tag not in ("text", "number") or child.get("variable") != "citation-number"
        ]
    if style.bibliography is not None:
        style.bibliography.attributes.pop("second-field-align", None)


class Printer:
    """Prints citations for the list of one owner."""

    def __init__(self, style: str, *, locale: str, emphasis: str, report: Report) -> None:
        self.render, self.words, self.language = renderer(style, locale, report)
        self.emphasis = EMPHASES[emphasis]
        self._asked = style, locale

    @cached_property
    def _plain(self) -> Callable[[Citation], tuple[Run, ...]]:
        """What renders those works of which the style prints nothing."""
        return renderer(_HOUSE, self._asked[1], ignore)[0]

    def entry(
        self, citation: Citation, standing: Standing
    ) -> tuple[tuple[Run, ...], frozenset[int]]:
        """The runs of an entry, and the places among them that are the owner's name."""
        citation = with_readable_status(citation)
        rendered = self.render(citation) or self._plain(citation)
        runs = list(_with_whole_links(rendered))
        marks = set[NameMark]()
        for role, index in standing.places.items():
            mark = NameMark(role.replace("_", "-"), index)
            marks |= {mark, NameMark("editortranslator", index)}
            runs = self._shown(citation, runs, mark, getattr(citation, role)[index])
        if standing.verdict == "later" and standing.name is not None:
            # Her place is unknown; it is behind all that are.
            mark = NameMark("author", len(citation.author) + 1)
            marks.add(mark)
            runs = self._shown(citation, runs, mark, standing.name)
        if marks and runs and not any(run.name in marks for run in runs):
            runs += self._added(citation, standing)
        mine = frozenset(place for place, run in enumerate(runs) if run.name in marks)
        return tuple(
            self._set_off(run) if place in mine else run for place, run in enumerate(runs)
        ), mine

    def _added(self, citation: Citation, standing: Standing) -> list[Run]:
        """Her name in brackets, for a style that prints nobody of her role.

        Brackets hold what is added to a description, as ISO 690 has it.
        """
        role, index = next(iter(standing.places.items()), ("author", len(citation.author) + 1))
        people = getattr(citation, role)
        name = standing.name or people[index]
        csl_role = role.replace("_", "-")
        more = len(people) > 1 or _is_open(citation, csl_role)
        says = "" if role == "author" else self.words.term(csl_role, "short")
        behind = [self.words.term("et-al")] if more else []
        behind += [f", {says}"] if says else []
        return [
            Run(" ["),
            Run(str(name), name=NameMark(csl_role, index)),
            Run("".join(f" {word}" if word[:1] != "," else word for word in behind if word)),
            Run("]"),
        ]

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
        gap, block = _gap(runs), runs[place].block
        missing = mark.index - before.index > 1
        glue = Run(f"{gap}{_ELLIPSIS}{gap}" if missing else gap, block=block)
        people = getattr(citation, mark.role.replace("-", "_"))
        name_runs, tail = self._as_second(citation, mark.role, name)
        own = [run._replace(name=mark, block=block) for run in name_runs]
        is_last = mark.index == len(people) - 1 and not _is_open(citation, mark.role)
        rest = tail if is_last and tail else runs[place + 1 :]
        return [*runs[: place + 1], glue, *own, *rest]

    def _as_second(
        self, citation: Citation, role: str, name: Name
    ) -> tuple[list[Run], list[Run]]:
        """A name's runs as the style prints one that is not the first, and what follows.

        What follows is right behind the last name of a list; it is empty where that cannot
        be known, as in a style that cuts every list, or prints authors twice.
        """
        variable = role.replace("-", "_")
        first = getattr(citation, variable)[:1]
        for people in ((*first, name), (name,)):
            shown = replace(
                citation, **{variable: people}, more_authors=False, more_editors=False
            )
            runs = list(_with_whole_links(self.render(shown)))
            mark = NameMark(role, len(people) - 1)
            places = [place for place, run in enumerate(runs) if run.name == mark]
            if places:
                start = end = places[0]
                while end < len(runs) and runs[end].name == mark:
                    end += 1
                again = any(run.name and run.name.role == role for run in runs[end:])
                tail = runs[end:] if len(people) > 1 and not again else []
                return runs[start:end], tail
        return [Run(str(name))], []


def _is_open(citation: Citation, role: str) -> bool:
    """Whether a list of people goes on behind the last that is known."""
    return {"author": citation.more_authors, "editor": citation.more_editors}.get(role, False)


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
