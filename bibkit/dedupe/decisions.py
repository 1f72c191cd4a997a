"""What people decided: two records are the same work, or different ones.

A file of decisions is text, a line each, which a person may edit and keep under version
control::

    same       doi:10.1145/3292500.3330701  arxiv:1907.10902   # the conference's version
    different  work:5f1d0c6b9a7e4d21        doi:10.1000/182    # part two

A record is named by an identifier, by ``work:``, a fingerprint of its title, authors and
year, or where these are alike by ``record:``, one of all that it says.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.parse import quote, unquote

from bibkit import names, titles
from bibkit.dedupe import naming
from bibkit.diagnostics import Diagnostic, Report, ignore
from bibkit.errors import UnreadableError, UnwritableError
from bibkit.model import Citation, Source
from bibkit.patterns import lazy

Verdict: TypeAlias = Literal["same", "different"]
Pair: TypeAlias = tuple[int, int]

_VERDICTS: dict[str, Verdict] = {"same": "same", "different": "different"}
FILE = "bibkit-decisions.txt"
"""The name under which decisions are looked for beside a library."""
_HEAD = "# Which records are the same work: same or different, and two of their names.\n"
_BLANK = lazy(r"[\s%]")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line: two records by their names, and whether they are one."""

    verdict: Verdict
    one: str
    other: str
    comment: str = ""
    line: int = 0

    def __str__(self) -> str:
        """The line of the file."""
        named = f"{self.verdict:9}  {_coded(self.one)}  {_coded(self.other)}"
        comment = " ".join(self.comment.split())
        return f"{named}  # {comment}" if comment else named


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of one file; ``odd`` are lines that say none."""

    all: tuple[Decision, ...] = ()
    path: str = ""
    odd: tuple[tuple[int, str], ...] = field(default=())

    @staticmethod
    def load(path: str | Path) -> "Decisions":
        """The decisions of a file.

        Raises:
            UnreadableError: it cannot be read.
        """
        try:
            text = Path(path).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise UnreadableError(f"{path}: {reason}") from error
        return parse(text, str(path))

    def pairs(
        self, citations: Sequence[Citation], report: Report = ignore
    ) -> tuple[set[Pair], set[Pair]]:
        """The pairs of positions that are the same, and that are different.

        What contradicts is told. A later decision about the same two names replaces an
        earlier one; where a chain of ``same`` would join what is ``different``, its last
        link is refused: two works made one are worse than one that stands twice.
        """
        for line, text in self.odd:
            message = f"no decision: {text[:60]!r}"
            report(Diagnostic("odd-decision", message, Source(self.path, line)))
        if not self.all:
            return set(), set()
        standing = self._standing(report)
        places = naming.places(citations, {name for each in standing for name in _named(each)})
        different: set[Pair] = set()
        for each in standing:
            if each.verdict == "different":
                different |= self._positions(each, places)
                self._check(each, citations, places, report)
        homes = _Homes(different)
        for each in standing:
            if each.verdict == "same":
                if not homes.join(self._positions(each, places)):
                    self._tell(each, "contradicts those that say 'different': refused", report)
                self._check(each, citations, places, report)
        return homes.joined, different

    def _standing(self, report: Report) -> list[Decision]:
        """The last decision about each two names."""
        last: dict[frozenset[str], Decision] = {}
        for each in self.all:
            names = frozenset(_named(each))
            if len(names) < 2:
                self._tell(each, "names one record twice: ignored", report)
                continue
            before = last.pop(names, None)
            if before and before.verdict != each.verdict:
                self._tell(each, f"replaces the one of line {before.line}", report)
            last[names] = each
        return sorted(last.values(), key=lambda each: each.line)

    def _positions(self, each: Decision, places: dict[str, list[int]]) -> set[Pair]:
        one, other = (places.get(name, []) for name in _named(each))
        return {(min(a, b), max(a, b)) for a in one for b in other if a != b}

    def _tell(self, each: Decision, what: str, report: Report) -> None:
        message = f"'{each.verdict} {each.one} {each.other}' {what}"
        report(Diagnostic("odd-decision", message, Source(self.path, each.line)))

    def _check(
        self,
        each: Decision,
        citations: Sequence[Citation],
        places: dict[str, list[int]],
        report: Report,
    ) -> None:
        """Tell where the records themselves say the contrary."""
        for one, other in sorted(self._positions(each, places))[:1]:
            if against := _against(each.verdict, citations[one], citations[other]):
                self._tell(each, f"is followed, but {against}", report)


class _Homes:
    """Positions joined one by one, never across what is different."""

    def __init__(self, different: Iterable[Pair]) -> None:
        self.joined: set[Pair] = set()
        self._groups: dict[int, set[int]] = {}
        self._apart: dict[int, set[int]] = {}
        for one, other in different:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def join(self, pairs: Iterable[Pair]) -> bool:
        """Whether all the pairs could be joined; those that could are."""
        every = True
        for one, other in sorted(pairs):
            mine = self._groups.setdefault(one, {one})
            theirs = self._groups.setdefault(other, {other})
            if mine is not theirs:
                if any(self._apart.get(member, set()) & theirs for member in mine):
                    every = False
                    continue
                mine |= theirs
                self._groups.update(dict.fromkeys(theirs, mine))
            self.joined.add((one, other))
        return every


def undecided(
    pairs: Iterable[Pair], groups: Iterable[Iterable[int]], different: Iterable[Pair]
) -> list[Pair]:
    """Those of ``pairs`` about which nothing is said, and nothing follows from what is.

    ``groups`` are positions that are one; what one of them differs from, all do.
    """
    homes: dict[int, int] = {}
    joined: dict[int, list[int]] = {}
    for group in groups:
        members = sorted({m for one in group for m in joined.get(homes.get(one, one), [one])})
        joined[members[0]] = members
        homes.update(dict.fromkeys(members, members[0]))
    apart = {
        frozenset((homes.get(one, one), homes.get(other, other))) for one, other in different
    }
    found = []
    for one, other in pairs:
        pair = frozenset((homes.get(one, one), homes.get(other, other)))
        if len(pair) == 2 and pair not in apart:
            found.append((one, other))
    return found


def parse(text: str, path: str = "") -> Decisions:
    """The decisions of a text; a line that says none is remembered as odd."""
    found: list[Decision] = []
    odd: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        words = line.split(None, 3)
        if not words or words[0].startswith("#"):
            continue
        rest = words[3] if len(words) > 3 else ""
        verdict = words[0].casefold()
        decided = len(words) > 2 and all(":" in word for word in words[1:3])
        if not decided or (rest and not rest.startswith("#")) or words[1] == words[2]:
            odd.append((number, line.strip()))
        elif known := _VERDICTS.get(verdict):
            one, other = map(unquote, words[1:3])
            comment = rest.lstrip("#").strip()
            found.append(Decision(known, one, other, comment, number))
        else:
            odd.append((number, line.strip()))
    return Decisions(tuple(found), path, tuple(odd))


def append(path: Path, decision: Decision) -> None:
    """Add a decision to a file, which is made where there is none.

    Raises:
        UnwritableError: the file cannot be written.
    """
    try:
        text = path.read_bytes() if path.exists() else _HEAD.encode()
        lead = "" if text.endswith(b"\n") or not text else "\n"
        with path.open("ab") as file:
            if not file.tell():
                file.write(text)
            file.write(f"{lead}{decision}\n".encode("utf-8", "replace"))
    except OSError as error:
        raise UnwritableError(f"{path}: {error.strerror or error}") from error


def withdraw(path: Path, decision: Decision) -> None:
    """Take the last line that says a decision out of a file.

    Raises:
        UnwritableError: the file cannot be written.
    """
    try:
        lines = path.read_bytes().splitlines(keepends=True)
        said = str(decision).encode("utf-8", "replace")
        for place in reversed(range(len(lines))):
            if lines[place].rstrip(b"\r\n") == said:
                del lines[place]
                break
        path.write_bytes(b"".join(lines))
    except OSError as error:
        raise UnwritableError(f"{path}: {error.strerror or error}") from error


def _named(decision: Decision) -> tuple[str, str]:
    return naming.comparable(decision.one), naming.comparable(decision.other)


def _against(verdict: Verdict, one: Citation, other: Citation) -> str:
    if verdict == "different":
        shared = set(naming.id_names(one)) & set(naming.id_names(other))
        if shared and titles.key(one.title) == titles.key(other.title):
            return f"both have {min(shared)} and one title"
        return ""
    if one.author and other.author:
        agree = any(names.compatible(a, b) for a in one.author for b in other.author)
        return "" if agree else "they have no author in common"
    return ""


def _coded(name: str) -> str:
    return _BLANK.sub(lambda found: quote(found[0], safe=""), name)
