"""From citations to the tree of a list: whose they are, which are shown, where and how."""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bibkit import citekeys, dedupe, identifiers
from bibkit.csl import Run
from bibkit.diagnostics import Diagnostic, Report, ignore
from bibkit.errors import UsageError
from bibkit.identifiers import comparable
from bibkit.model import Citation, Identifier, Source
from bibkit.patterns import lazy
from bibkit.publications import marks
from bibkit.publications.document import Document, Paper, Section
from bibkit.publications.entries import Printer
from bibkit.publications.grouping import day, in_order, sections
from bibkit.publications.kinds import PREPRINT, PUBLISHED, kind_of, status_of
from bibkit.publications.metrics import metrics
from bibkit.publications.numbering import Known, load_numbers, numbered, numbers_text
from bibkit.publications.owner import Owner, Standing, stand

_LANGUAGE = lazy(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
SELECTED, OTHERS = "Selected publications", "Other publications"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a list shows and how.

    Attributes:
        everyone: List papers that do not name the owner too.
        mine: All papers are the owner's, so that she is among authors who are not listed.
        accept: Take the likeliest name for the owner's though it is weak.
        since: The first day of the papers that are listed, as year, month, day.
        kinds: Names of the kinds that are listed; none is all.
        tags: Keywords of which a paper must have one; none is all.
        selected: Keys of the papers that stand first, in this order.
        group_by: Names of groupings, the outermost first.
        numbers: A file that keeps numbers for years.
    """

    style: str = "bibkit"
    locale: str = "en-US"
    title: str = "Publications"
    emphasis: str = "bold"
    everyone: bool = False
    mine: bool = False
    accept: bool = False
    since: tuple[int, ...] = ()
    kinds: Sequence[str] = ()
    first_author: bool = False
    tags: Sequence[str] = ()
    selected: Sequence[str] = ()
    group_by: Sequence[str] = ("type",)
    oldest_first: bool = False
    counts: bool = False
    number: str = "section"
    rising: bool = False
    numbers: Path | None = None
    metrics: bool = True
    links: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """A list with what its maker should know.

    ``verdicts`` counts how the owner stands on the papers of the list, ``first`` where she is
    the first author, ``left_out`` papers by why. ``numbers`` is the text of the file of
    numbers, where one is kept.
    """

    document: Document
    verdicts: Mapping[str, int] = field(default_factory=dict)
    first: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()


def build(
    citations: Iterable[Citation],
    owner: Owner | None,
    options: Options,
    report: Report = ignore,
) -> Built:
    """The list of an owner's papers, each work once.

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
    merged = dedupe.merge(citations, report=report).citations
    keyed = list(citekeys.with_keys(merged, report))
    standings = _standings(keyed, owner, options, report)
    shown, left_out = _filtered(keyed, standings, owner, options)
    ordered = in_order(shown, oldest_first=options.oldest_first)
    labels = _labels(ordered, options, known)
    papers = [
        _paper(citation, standings[citation.key], printer, labels.get(place), options)
        for place, citation in enumerate(ordered)
    ]
    after = marks.legend(paper.runs for paper in papers)
    document = Document(
        options.title,
        str(owner) if owner else "",
        _language(options.locale),
        tuple(metrics(keyed, owner, report)) if options.metrics else (),
        _sections(papers, options),
        (after,) if after else (),
    )
    verdicts = Counter[str](standings[citation.key].verdict for citation in shown)
    first = sum(standings[citation.key].is_first for citation in shown)
    text = tuple(numbers_text(ordered, labels, known)) if options.numbers else ()
    return Built(document, verdicts, first, left_out, text)


def _language(locale: str) -> str:
    """The language that a page says it is in; a locale may be named by its file."""
    return locale if _LANGUAGE.fullmatch(locale) else "en"


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


def _filtered(
    citations: Sequence[Citation],
    standings: Mapping[str, Standing],
    owner: Owner | None,
    options: Options,
) -> tuple[list[Citation], Counter[str]]:
    """The citations that are listed, and how many are not by why."""
    tags = {tag.casefold() for tag in options.tags}
    shown: list[Citation] = []
    why: Counter[str] = Counter()
    for citation in citations:
        standing = standings[citation.key]
        absent = standing.verdict == "absent" and not (options.everyone or options.mine)
        if owner is not None and absent:
            why[f"do not name {owner}"] += 1
        elif options.since and day(citation)[: len(options.since)] < options.since:
            why["are older"] += 1
        elif options.kinds and kind_of(citation).name not in options.kinds:
            why["are of another type"] += 1
        elif options.first_author and not standing.is_first:
            why["have another first author"] += 1
        elif tags and not tags & {word.casefold() for word in citation.keyword}:
            why["have another keyword"] += 1
        else:
            shown.append(citation)
    return shown, why


def _labels(
    ordered: Sequence[Citation], options: Options, known: Sequence[Known]
) -> dict[int, tuple[str, int]]:
    by = options.group_by[0] if options.group_by else "none"
    return numbered(
        ordered, options.number, by,
        rising=options.rising, oldest_first=options.oldest_first, known=known,
    )  # fmt: skip


def _paper(
    citation: Citation,
    standing: Standing,
    printer: Printer,
    label: tuple[str, int] | None,
    options: Options,
) -> Paper:
    runs, mine = printer.entry(citation, standing)
    if not runs:
        runs = (Run(citation.title or citation.key),)
    runs, mine = marks.marked(runs, mine, marks.marks_of(citation))
    if "status" not in options.group_by:
        runs = (*runs, *_status(citation, runs))
    runs = (*runs, *_also(citation, runs), *(_links(citation, runs) if options.links else ()))
    prefix, number = label or ("", None)
    return Paper(citation, runs, standing, mine, number, prefix)


def _status(citation: Citation, runs: Sequence[Run]) -> list[Run]:
    """That a work has not come out, unless the entry says so."""
    status = status_of(citation)
    if status in (PUBLISHED, PREPRINT) or status in _printed(runs):
        return []
    return [Run(f"{_end(runs)}{status.capitalize()}.")]


def _printed(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs).casefold()


def _end(runs: Sequence[Run]) -> str:
    """What goes between an entry and a sentence behind it."""
    printed = _printed(runs)
    is_address = "://" in printed.rpartition(" ")[2]
    return " " if is_address or printed.endswith((".", "?", "!", "”", "’")) else ". "


def _also(citation: Citation, runs: Sequence[Run]) -> list[Run]:
    """Where the preprint of a work is, unless the entry says so."""
    printed = _printed(runs)
    for each in citation.ids:
        if each.scheme == "arxiv":
            bare = comparable(each).value
            if bare.casefold() in printed:
                return []
            word = "" if kind_of(citation).name == "preprint" else "Also "
            link = Run(f"arXiv:{bare}", link=identifiers.url(Identifier("arxiv", bare)))
            return [run for run in (Run(_end(runs) + word), link, Run(".")) if run.text]
    return []


def _links(citation: Citation, runs: Sequence[Run]) -> list[Run]:
    """What the entry does not lead to yet: its DOI, its code, its page."""
    there, printed = {run.link for run in runs}, _printed(runs)
    doi = citation.id("doi")
    shows_doi = doi.casefold() in printed
    found = (
        ("DOI", identifiers.url(Identifier("doi", doi)) if doi and not shows_doi else ""),
        ("Code", citation.code),
        ("Link", "" if doi else citation.url),
    )
    wanted = [(word, link) for word, link in found if link and link not in there]
    return [run for word, link in wanted for run in (Run(" "), Run(f"[{word}]", link=link))]


def _sections(papers: Sequence[Paper], options: Options) -> tuple[Section, ...]:
    """The sections, those that are selected first and not again."""
    if not options.selected:
        return sections(papers, options.group_by, counts=options.counts)
    by_key = {paper.citation.key: paper for paper in papers}
    chosen = []
    for key in dict.fromkeys(options.selected):
        if key not in by_key:
            near = difflib.get_close_matches(key, by_key, 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise UsageError(f"--select: no paper of the list has the key {key!r}.{hint}")
        chosen.append(by_key.pop(key))
    heading = f"{SELECTED} ({len(chosen):,})" if options.counts else SELECTED
    rest = sections(list(by_key.values()), options.group_by, counts=options.counts)
    if len(rest) == 1 and not rest[0].heading:
        rest = (replace(rest[0], heading=OTHERS),)
    return (Section(heading, tuple(chosen)), *rest)
