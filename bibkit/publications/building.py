"""From citations to the tree of a list: whose they are, which are shown, where and how."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bibkit import citekeys, dedupe
from bibkit.csl import Run
from bibkit.diagnostics import Diagnostic, Report, ignore
from bibkit.errors import UsageError
from bibkit.model import Citation, Source
from bibkit.publications import marks, notes
from bibkit.publications.choosing import UNPLACED, chosen
from bibkit.publications.document import Document, Paper, Section
from bibkit.publications.entries import Printer
from bibkit.publications.grouping import Plan, in_order, plans
from bibkit.publications.headings import OTHERS, SELECTED, TITLE, headings
from bibkit.publications.metrics import metrics
from bibkit.publications.numbering import load_numbers, numbered, numbers_text
from bibkit.publications.options import Options
from bibkit.publications.owner import Owner, Standing, stand
from bibkit.publications.parts import every, planned, refuse_missing_keys

Words = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Built:
    """A list with what its maker should know.

    ``hers`` are all works that surely are the owner's, listed or not.
    ``verdicts`` counts how the owner stands on the papers of the list, ``first`` where she is
    the first author, ``left_out`` papers by why. ``numbers`` is the text of the file of
    numbers, where one is kept.
    """

    document: Document
    verdicts: Mapping[str, int] = field(default_factory=dict)
    first: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()
    hers: tuple[tuple[Citation, Standing], ...] = ()


def build(
    citations: Iterable[Citation],
    owner: Owner | None,
    options: Options,
    report: Report = ignore,
    progress: Callable[[Sequence[Citation]], Iterable[Citation]] = iter,
) -> Built:
    """The list of an owner's papers, each work once.

    ``progress`` is handed the works whose entries are set next, and hands them on.

    Raises:
        StyleError: there is no such style.
        UsageError: a selected key is not there, or numbers cannot be kept as is asked.
        UnreadableError: the file of numbers is none.
    """
    if options.numbers and options.rising and not options.oldest_first:
        raise UsageError(
            "--numbers: newest first with rising numbers, every paper would change its number "
            "each year; leave --rising out, or add --oldest-first"
        )
    known = load_numbers(options.numbers) if options.numbers else ()
    printer = Printer(
        options.style, locale=options.locale, emphasis=options.emphasis, report=report
    )
    words = headings(printer.language, report)
    merged = dedupe.merge(citations, report=report).citations
    keyed = list(citekeys.with_keys(merged, report))
    standings = _standings(keyed, owner, options, report)
    shown, left_out = chosen(keyed, standings, owner, options)
    plan, unplaced = _planned(shown, standings, options, words)
    if unplaced:
        left_out[UNPLACED] = len(unplaced)
        shown = [work for work in shown if work.key not in unplaced]
    labels = numbered(
        plan, options.number, rising=options.rising, oldest_first=options.oldest_first,
        known=known, kept=options.numbers is not None,
    )  # fmt: skip
    setting = _Setting(printer, words, options, report)
    papers = {
        work.key: setting.paper(work, standings[work.key], labels.get(work.key))
        for work in progress(shown)
    }
    plan = _selected_first(plan, shown, options, words)
    sections = tuple(_section(each, papers, options) for each in plan)
    after = marks.legend((paper.runs for paper in papers.values()), words)
    document = Document(
        options.title or words(TITLE),
        str(owner) if owner else "",
        printer.language,
        tuple(metrics(keyed, owner, report)) if options.metrics else (),
        sections,
        (after,) if after else (),
    )
    verdicts = Counter[str](standings[work.key].verdict for work in shown)
    first = sum(standings[work.key].is_first for work in shown)
    text = tuple(numbers_text(shown, labels, known)) if options.numbers else ()
    hers = [(one, standings[one.key]) for one in keyed if standings[one.key].is_hers]
    return Built(document, verdicts, first, left_out, text, tuple(hers))


def _standings(
    citations: Sequence[Citation], owner: Owner | None, options: Options, report: Report
) -> dict[str, Standing]:
    if owner is None:
        return {citation.key: Standing("absent") for citation in citations}
    found = {}
    for citation in citations:
        standing = stand(owner, citation, accept=options.accept, mine=options.mine)
        found[citation.key] = standing
        if standing.verdict in ("tied", "weak"):
            _tell(owner, citation, standing, report)
    return found


def _tell(owner: Owner, citation: Citation, standing: Standing, report: Report) -> None:
    source = citation.sources[0] if citation.sources else Source()
    shown = " and ".join(map(repr, standing.rivals))
    if standing.verdict == "tied":
        what = f"{shown} are as likely {owner}: nobody is set off"
    else:
        what = f"{shown} may be {owner} ({standing.reason}): not set off"
    code = "tied-name" if standing.verdict == "tied" else "weak-name"
    report(Diagnostic(code, f"{citation.key}: {what}", source, "author"))


def _planned(
    shown: Sequence[Citation],
    standings: Mapping[str, Standing],
    options: Options,
    words: Words,
) -> tuple[tuple[Plan, ...], frozenset[str]]:
    """The sections with their works, and the keys of works that no section takes."""
    ordered = in_order(shown, oldest_first=options.oldest_first)
    if not options.parts:
        return plans(ordered, options.group_by, words), frozenset()
    for part in every(options.parts):
        place = f"the section {part.heading!r}"
        # One that a filter leaves out is no mistake.
        refuse_missing_keys(part.keys, standings, place)
    made, left = planned(
        ordered, options.parts, standings, words, oldest_first=options.oldest_first
    )
    # Those that are selected have a section of their own.
    unplaced = frozenset(work.key for work in left) - set(options.selected)
    picked = tuple(work for work in left if work.key not in unplaced)
    return (*made, Plan("", picked)) if picked else made, unplaced


def _selected_first(
    plan: tuple[Plan, ...], shown: Sequence[Citation], options: Options, words: Words
) -> tuple[Plan, ...]:
    """The sections, those works that are selected first and not again."""
    if not options.selected:
        return plan
    by_key = {work.key: work for work in shown}
    refuse_missing_keys(options.selected, by_key, "--select")
    picked = [by_key[key] for key in dict.fromkeys(options.selected)]
    keys = frozenset(options.selected)
    rest = tuple(each for each in (one.without(keys) for one in plan) if any(each.leaves()))
    if len(rest) == 1 and not rest[0].heading:
        rest = (replace(rest[0], heading=words(OTHERS)),)
    return (Plan(words(SELECTED), tuple(picked)), *rest)


def _section(plan: Plan, papers: Mapping[str, Paper], options: Options) -> Section:
    own = tuple(papers[work.key] for work in plan.works)
    inner = tuple(_section(each, papers, options) for each in plan.plans)
    heading = plan.heading
    if options.counts and heading:
        heading = f"{heading} ({sum(len(leaf.works) for leaf in plan.leaves()):,})"
    return Section(heading, own, inner)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a list's entries are set."""

    printer: Printer
    words: Words
    options: Options
    report: Report

    def paper(self, work: Citation, standing: Standing, label: tuple[str, int] | None) -> Paper:
        runs, mine = self.printer.entry(notes.without_facts(work), standing)
        if not runs:
            runs = (Run(work.title or work.key),)
        runs, mine = marks.marked(runs, mine, marks.marks_of(work, self.report))
        more = notes.behind(
            work, runs, self.words, status="status" not in self.options.group_by,
            links=self.options.links, notes=self.options.notes,
        )  # fmt: skip
        prefix, number = label or ("", None)
        return Paper(work, (*runs, *more), standing, mine, number, prefix)
