"""``bibkit review``."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bibkit.cli.deciding import deciding_options, folder_of, found_decisions
from bibkit.cli.exchange import STDIN, counted, refuse_missing, source_options
from bibkit.cli.progress import Progress
from bibkit.cli.reporting import Reporter, reporting_options
from bibkit.cli.sidebyside import side_by_side
from bibkit.errors import UsageError

if TYPE_CHECKING:
    from bibkit.dedupe import Decision, Link
    from bibkit.model import Citation

_KEYS = {"y": "same", "n": "different", "s": "skip", "u": "undo", "q": "quit"}
_ASKED = "same work? [y]es [n]o [s]kip [u]ndo [q]uit"


@click.command("review")
@source_options
@deciding_options
@reporting_options
def command(
    sources: Sequence[str],
    from_: str | None,
    as_of: datetime | None,
    level: Any,
    decisions_in: str | None,
    form: str,
    quiet: bool,
    verbose: bool,
    strict: bool,
) -> None:
    """Decide which doubtful pairs of SOURCES are one work; merge obeys.

    Each pair is shown side by side. Keys: y same, n different, s skip, u undo, q quit;
    they may come from a pipe. Every decision is saved at once, and a later run goes on
    where this one stopped.
    """
    report = Reporter(form=form, quiet=quiet, strict=strict, verbose=verbose)
    if STDIN in sources:
        raise UsageError("-: standard input is where the keys come from; name a file")
    path = _file(decisions_in, sources)
    review = _Review(path, _read(sources, from_, as_of, report), level, report)
    review.walk()
    decided = counted(len(review.made), "decision")
    where = f" in {path}" if review.made else ""
    click.echo(f"{decided}{where}, {counted(len(review.open()), 'pair')} left")
    report.close()


def _file(named: str | None, sources: Sequence[str]) -> Path:
    """The file of decisions, which need not be there yet."""
    from bibkit.dedupe.decisions import FILE
    from bibkit.outputs import check_target

    if named is not None:
        path = Path(named)
    else:
        path = found_decisions(None, sources) or folder_of(sources[0]) / FILE
    check_target(path)
    return path


def _read(
    sources: Sequence[str], from_: str | None, as_of: datetime | None, report: Reporter
) -> Iterator["Citation"]:

    from bibkit import api

    refuse_missing(sources, standard_input=False)
    day = as_of.date() if as_of else None
    for source in sources:
        yield from api.read(source, from_, report=report, as_of=day, originals=False)


class _Review:
    """The doubtful pairs of one run and what is decided about them."""

    def __init__(
        self, path: Path, citations: Iterator["Citation"], level: Any, report: Reporter
    ) -> None:
        from bibkit.dedupe import Decisions, cluster
        from bibkit.dedupe.naming import shared_names

        progress = Progress(quiet=report.quiet)
        self.path = path
        self.citations = list(progress.counted(citations, "reading", "comparing"))
        decided = Decisions.load(path) if path.exists() else Decisions()
        same, different = decided.pairs(self.citations, report)
        found = cluster(self.citations, level, same=same, different=different)
        progress.clear()
        self.pairs: list[Link] = list(found.review)
        self.clusters = [one.members for one in found.clusters]
        self.known = (same, different)
        self.shared = shared_names(self.citations)
        self.made: list[tuple[int, Decision]] = []

    def open(self) -> list["Link"]:
        """The pairs about which nothing is said, and nothing follows from what is."""
        from bibkit.dedupe.decisions import undecided

        pairs = [(link.one, link.other) for link in self.pairs]
        groups = (*self.clusters, *self._said("same"))
        left = set(undecided(pairs, groups, self._said("different")))
        return [link for link in self.pairs if (link.one, link.other) in left]

    def _said(self, verdict: str) -> list[tuple[int, int]]:
        before = self.known[verdict == "different"]
        made = [self.pairs[at] for at, each in self.made if each.verdict == verdict]
        return [*before, *((link.one, link.other) for link in made)]

    def walk(self) -> None:
        """Ask about each pair that is open, until the keys end."""
        asked: list[tuple[int, bool]] = []  # the places asked about, and whether decided
        place = 0
        while place < len(self.pairs):
            link = self.pairs[place]
            if link not in self.open():
                place += 1
                continue
            self._show(place, link)
            verdict = _answer()
            if verdict == "quit":
                return
            if verdict == "undo":
                if not asked:
                    click.echo("nothing to undo")
                    continue
                place, decided = asked.pop()
                if decided:
                    self._withdraw()
                continue
            asked.append((place, verdict != "skip" and self._decide(place, link, verdict)))
            place += 1

    def _show(self, place: int, link: "Link") -> None:
        reasons = ", ".join(link.match.reasons)
        click.echo(
            f"\npair {place + 1} of {len(self.pairs)}: {link.match.score:.2f}, {reasons}"
        )
        width = shutil.get_terminal_size().columns
        for line in side_by_side(self.citations[link.one], self.citations[link.other], width):
            click.echo(line)

    def _decide(self, place: int, link: "Link", verdict: Any) -> bool:
        from bibkit.dedupe import Decision
        from bibkit.dedupe.decisions import append
        from bibkit.dedupe.naming import telling_names

        one, other = self.citations[link.one], self.citations[link.other]
        names = telling_names(one, other, self.shared)
        if not all(names):
            click.echo("the two say the same and cannot be told apart: skipped")
            return False
        comment = " / ".join(dict.fromkeys(each.title[:60] for each in (one, other)))
        decision = Decision(verdict, *names, comment)
        append(self.path, decision)
        self.made.append((place, decision))
        return True

    def _withdraw(self) -> None:
        from bibkit.dedupe.decisions import withdraw

        _, decision = self.made.pop()
        withdraw(self.path, decision)
        click.echo(f"taken back: {' '.join(str(decision).split('  #')[0].split())}")


def _answer() -> str:
    """What the next key says; the end of the keys is to quit."""
    click.echo(f"{_ASKED}: ", nl=False)
    while True:
        key = _key()
        if not key or key in "\x03\x04\x1b":
            click.echo("q")
            return "quit"
        if verdict := _KEYS.get(key.casefold()):
            click.echo(key)
            return verdict
        if not key.isspace():
            click.echo(f"\n{_ASKED}: ", nl=False)


def _key() -> str:
    """One key of the terminal, or one character of a pipe; nothing at its end."""
    stdin = sys.stdin
    if stdin is None:
        return ""
    if not stdin.isatty():
        return stdin.read(1)
    try:
        return click.getchar()
    except (KeyboardInterrupt, EOFError):
        return ""
